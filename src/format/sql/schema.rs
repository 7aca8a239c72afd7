//! The table: one row a report.

use std::io::{self, Write};

use super::constraints;
use super::dialect::Dialect;
use super::names::{LONGEST, column, state_column, text_column, unit_column};
use crate::form::{CellId, Edition};

/// What the column is called that tells reports apart.
pub(super) const KEY: &str = "report";

/// A table for the reports of one edition, in the SQL of one engine; see the [module](super).
///
/// ```
/// use disclosure_report::sql::{Dialect, Schema};
/// use disclosure_report::{Draft, Edition};
///
/// let schema = Schema::new(Edition::Revised2021, Dialect::Sqlite).named("reports")?;
/// let mut sql = Vec::new();
/// schema.create_table(&mut sql)?;
/// schema.insert(&mut sql, "huaian-2024", &Draft::new(Edition::Revised2021))?;
/// schema.violations(&mut sql)?;
/// let sql = String::from_utf8(sql)?;
/// assert!(sql.starts_with("CREATE TABLE \"reports\" (\n"));
/// assert!(sql.contains("CONSTRAINT \"T3-REQUESTERS requests.granted\" CHECK ("));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    pub(super) edition: Edition,
    pub(super) dialect: Dialect,
    table: String,
    constraints: bool,
}

/// A name that not every engine can give a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("a table's name has 1 to 63 bytes, none of them zero")]
pub struct NameError;

impl Schema {
    /// A table with constraints, called `disclosure_report_2019` or `disclosure_report_2021`.
    #[must_use]
    pub fn new(edition: Edition, dialect: Dialect) -> Self {
        let table = format!("disclosure_report_{edition}");
        Self { edition, dialect, table, constraints: dialect != Dialect::Spark }
    }

    /// The same with a table of another name. It may hold anything: it is quoted wherever it stands.
    ///
    /// # Errors
    ///
    /// [`NameError`] if the name is empty, longer than 63 bytes (PostgreSQL would cut it), or holds U+0000.
    pub fn named(mut self, table: impl Into<String>) -> Result<Self, NameError> {
        self.table = table.into();
        if self.table.is_empty() || self.table.len() > LONGEST || self.table.contains('\0') {
            return Err(NameError);
        }
        Ok(self)
    }

    /// The same without the constraints that keep inconsistent reports out, to load reports as published.
    #[must_use]
    pub fn without_constraints(mut self) -> Self {
        self.constraints = false;
        self
    }

    /// The table's name, not quoted.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The edition whose reports the table holds.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The dialect.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Writes `CREATE TABLE …;`.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn create_table<W: Write>(&self, mut writer: W) -> io::Result<()> {
        let spark = self.dialect == Dialect::Spark;
        let mut lines: Vec<_> = columns(self.edition).iter().map(|column| self.definition(column)).collect();
        if !spark {
            lines.extend(constraints::of_states(self.edition, self.dialect));
        }
        if self.constraints && !spark {
            lines.extend(constraints::of_counts(self.edition, self.dialect));
            lines.extend(constraints::of_relations(self.edition, self.dialect));
        }
        let strict = if self.dialect == Dialect::Sqlite { " STRICT" } else { "" };
        write!(writer, "CREATE TABLE {} (\n  {}\n){strict};\n", self.quoted_table(), lines.join(",\n  "))?;
        writer.flush()
    }

    pub(super) fn quoted_table(&self) -> String {
        self.dialect.quoted(&self.table)
    }

    fn definition(&self, column: &Column) -> String {
        let dialect = self.dialect;
        let (kind, more) = match column.holds {
            Holds::Key => (dialect.text_type(), " NOT NULL PRIMARY KEY"),
            Holds::State => (dialect.text_type(), " NOT NULL DEFAULT 'blank'"),
            Holds::Text => (dialect.text_type(), ""),
            Holds::Integer => (dialect.integer_type(), ""),
            Holds::Decimal => (dialect.decimal_type(), ""),
            Holds::Date => (dialect.date_type(), ""),
        };
        let more = if dialect == Dialect::Spark { "" } else { more };
        format!("{} {kind}{more}", dialect.quoted(&column.name))
    }
}

struct Column {
    name: String,
    holds: Holds,
}

enum Holds {
    Key,
    Text,
    Integer,
    Decimal,
    Date,
    State,
}

/// The columns of the table in order: the key, the header, the narratives, then those of each cell.
fn columns(edition: Edition) -> Vec<Column> {
    let mut all: Vec<_> = [
        (KEY, Holds::Key),
        ("header.organ", Holds::Text),
        ("header.credit_code", Holds::Text),
        ("header.division_code", Holds::Text),
        ("header.scope", Holds::Text),
        ("header.year", Holds::Integer),
        ("header.period.from", Holds::Date),
        ("header.period.to", Holds::Date),
        ("header.published", Holds::Date),
        ("narrative.overview", Holds::Text),
        ("narrative.problems", Holds::Text),
        ("narrative.other", Holds::Text),
    ]
    .into_iter()
    .map(|(name, holds)| Column { name: name.to_owned(), holds })
    .collect();
    all.extend(edition.cells().iter().flat_map(|cell| of_cell(edition, *cell)));
    all
}

fn of_cell(edition: Edition, cell: CellId) -> Vec<Column> {
    let decimal = edition.is_decimal(cell);
    let mut columns = vec![
        Column { name: column(cell).into_owned(), holds: if decimal { Holds::Decimal } else { Holds::Integer } },
        Column { name: state_column(cell), holds: Holds::State },
        Column { name: text_column(cell), holds: Holds::Text },
    ];
    if decimal {
        columns.push(Column { name: unit_column(cell), holds: Holds::Text });
    }
    columns
}
