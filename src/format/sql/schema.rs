//! The table: one row a report.

use std::io::{self, Write};

use super::dialect::Dialect;
use super::names::{LONGEST, field_column};
use super::{BLANK, constraints, names};
use crate::form::Edition;
use crate::record::{CellField, Holds, Part};

/// The name of the column that identifies a report.
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
/// schema.insert(&mut sql, "huaian-2024", &Draft::blank(Edition::Revised2021))?;
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

/// The usual name of the table for an edition.
pub(super) fn usual_name(edition: Edition) -> String {
    format!("disclosure_report_{edition}")
}

impl Schema {
    /// A table with constraints, called `disclosure_report_2019` or `disclosure_report_2021`.
    #[must_use]
    pub fn new(edition: Edition, dialect: Dialect) -> Self {
        let table = usual_name(edition);
        Self { edition, dialect, table, constraints: dialect != Dialect::Spark }
    }

    /// The same with a table of another name, which may hold any characters: it is quoted everywhere.
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

    /// The same without the constraints that keep inconsistent reports out, to load reports as they were published.
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
        let mut lines = self.columns();
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

    /// The columns of the table in order: the key, the header, the narratives, then those of each cell.
    fn columns(&self) -> Vec<String> {
        let dialect = self.dialect;
        let column = |name: &str, kind: &str, constraint: &str| {
            let constraint = if dialect == Dialect::Spark { "" } else { constraint };
            format!("{} {kind}{constraint}", dialect.quoted(name))
        };
        let text = dialect.text_type();
        let mut all = vec![column(KEY, text, " NOT NULL PRIMARY KEY")];
        all.extend(Part::ALL.iter().map(|part| {
            let kind = match part.holds() {
                Holds::Text | Holds::CreditCode | Holds::DivisionCode | Holds::Scope => text,
                Holds::Year => dialect.integer_type(),
                Holds::Day => dialect.date_type(),
            };
            column(part.path(), kind, "")
        }));
        for cell in self.edition.cells() {
            let decimal = self.edition.is_decimal(*cell);
            let number = if decimal { dialect.decimal_type() } else { dialect.integer_type() };
            all.push(column(&names::column(*cell), number, ""));
            let mut field = |field, constraint: &str| all.push(column(&field_column(*cell, field), text, constraint));
            field(CellField::State, &format!(" NOT NULL DEFAULT '{BLANK}'"));
            field(CellField::Text, "");
            if decimal {
                field(CellField::Unit, "");
            }
        }
        all
    }
}
