//! Reads the rows that [`Schema::insert`](super::Schema::insert) wrote.

use std::collections::{BTreeMap, BTreeSet};

use super::literal::{Cursor, Value};
use super::names::field_column;
use super::schema::{KEY, usual_name};
use super::{DIGITS, cell, column};
use crate::draft::{Cell, Draft, Origin, Source, StateKind};
use crate::form::{CellId, Edition};
use crate::record::{At, CellField, DraftBuilder, Fault, FaultKind, Faults, Part, PartsBuilder, Plain, read_cell};

/// Why SQL text holds no rows that are read: what is wrong, on which line and in which column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct SqlError(Faults);

impl SqlError {
    /// What is wrong with the first statement that is no such row, in the order in which it was found.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        self.0.list()
    }

    /// The line of the first fault, from 1: that of the row if its values are wrong.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.faults().first()?.line()
    }
}

impl From<Fault> for SqlError {
    fn from(fault: Fault) -> Self {
        Self(fault.into())
    }
}

/// Every report in SQL text: the rows of its `INSERT` statements, in any [`Dialect`](super::Dialect), as
/// [`Schema::insert`](super::Schema::insert) writes them. This is no SQL engine: other statements are skipped, and an
/// `INSERT` that is written in another way is an error.
///
/// The table says which edition a row is of: by its `CREATE TABLE` in the same text, or by its usual name. What a row does
/// not say reads back as read rather than entered, and digits that run together as text that is no number.
///
/// ```
/// use disclosure_report::sql::{self, Dialect, Schema};
/// use disclosure_report::{Draft, Edition};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// draft.set("review.upheld".parse()?, 10u32)?;
/// let mut text = Vec::new();
/// Schema::new(Edition::Revised2021, Dialect::DuckDb).insert(&mut text, "1", &draft)?;
/// let read = sql::drafts(std::str::from_utf8(&text)?)?;
/// assert_eq!(read[0].number("review.upheld".parse()?), Some(10.into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`SqlError`] for the first statement that is no such row.
pub fn drafts(text: &str) -> Result<Vec<Draft>, SqlError> {
    let mut cursor = Cursor::new(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut tables = BTreeMap::new();
    let mut drafts = Vec::new();
    while !cursor.is_at_end() {
        if cursor.take("CREATE TABLE") {
            let (table, _) = cursor.name()?;
            let cells: BTreeSet<CellId> = cursor.names_to_end()?.iter().filter_map(|name| cell(name)).collect();
            let edition =
                Edition::ALL.iter().find(|edition| edition.cells().iter().copied().collect::<BTreeSet<_>>() == cells);
            tables.extend(edition.map(|edition| (table, *edition)));
        } else if cursor.take("INSERT INTO") {
            drafts.push(insert(&mut cursor, &tables)?);
        } else {
            cursor.names_to_end()?;
        }
    }
    Ok(drafts)
}

fn insert(cursor: &mut Cursor<'_>, tables: &BTreeMap<String, Edition>) -> Result<Draft, SqlError> {
    let start = *cursor;
    let (table, spark) = cursor.name()?;
    let usual = || Edition::ALL.iter().find(|edition| table == usual_name(**edition));
    let edition = *tables
        .get(&table)
        .or_else(usual)
        .ok_or_else(|| start.wrong("a table whose edition is known by its CREATE TABLE or its name"))?;
    let fault = |(column, kind): (String, FaultKind)| Fault::new(At::line(start.line(), Some(&column), None), kind);
    let mut names = Vec::new();
    cursor.need("(")?;
    loop {
        names.push(cursor.name()?.0);
        if !cursor.take(",") {
            break;
        }
    }
    cursor.need(")")?;
    cursor.need("VALUES")?;
    cursor.need("(")?;
    let mut row = Row::default();
    for (i, name) in names.into_iter().enumerate() {
        if i > 0 {
            cursor.need(",")?;
        }
        let value = cursor.value(spark)?;
        if row.values.contains_key(&name) {
            return Err(fault((name, FaultKind::DuplicateKey)).into());
        }
        row.values.insert(name, value);
    }
    cursor.need(")")?;
    cursor.need(";")?;
    row.draft(edition).map_err(|faults| {
        let mut all = Faults::new();
        all.extend(faults.into_iter().map(fault));
        SqlError(all)
    })
}

/// A row as it is read.
#[derive(Default)]
struct Row {
    /// The values by the names of their columns.
    values: BTreeMap<String, Value>,
    /// What is wrong, by column.
    faults: Vec<(String, FaultKind)>,
}

impl Row {
    fn take(&mut self, column: &str) -> Option<Plain<'static>> {
        self.values.remove(column).flatten().map(|text| Plain::Written(text.into()))
    }

    fn fault(&mut self, column: impl Into<String>, kind: FaultKind) {
        self.faults.push((column.into(), kind.in_row()));
    }

    /// What the row says.
    fn draft(mut self, edition: Edition) -> Result<Draft, Vec<(String, FaultKind)>> {
        let mut builder = DraftBuilder::new(edition);
        let mut parts = PartsBuilder::default();
        self.take(KEY);
        for part in Part::ALL {
            if let Some(Err(kind)) = self.take(part.path()).map(|value| parts.put(*part, &value)) {
                self.fault(part.path(), kind);
            }
        }
        if let Err((part, kind)) = parts.finish(&mut builder.draft) {
            self.fault(part.path(), kind);
        }
        for id in edition.cells() {
            if let Some(Err(kind)) = self.cell(*id, &builder).map(|cell| builder.put(*id, cell)) {
                self.fault(column(*id), kind);
            }
        }
        let unknown = std::mem::take(&mut self.values).into_keys().map(|name| (name, FaultKind::UnknownKey));
        self.faults.extend(unknown);
        if self.faults.is_empty() { Ok(builder.draft) } else { Err(self.faults) }
    }

    fn cell(&mut self, id: CellId, builder: &DraftBuilder) -> Option<Cell> {
        let number = self.take(&column(id));
        let [state, text, unit] =
            [CellField::State, CellField::Text, CellField::Unit].map(|field| self.take(&field_column(id, field)));
        let code = |state: StateKind| Plain::from(state.code());
        let state = state.unwrap_or_else(|| code(StateKind::Blank));
        let digits = state.text() == Ok(DIGITS);
        if digits && number.is_some() {
            self.fault(column(id), FaultKind::UnknownKey);
        }
        // Text is what is written with a number, or in place of one; a row has no readings.
        let (state, value, note, text) = match state.text() {
            Ok(_) if digits => (code(StateKind::Number), text, None, None),
            Ok(known) if known == StateKind::Number.code() => (state, number, text, None),
            Ok(known) if known == StateKind::Ambiguous.code() => (code(StateKind::Unreadable), number, None, text),
            _ => (state, number, None, text),
        };
        let get = |field| match field {
            CellField::State => Some(state.clone()),
            CellField::Value => value.clone(),
            CellField::Unit => unit.clone(),
            CellField::Note => note.clone(),
            CellField::Text => text.clone(),
            CellField::Origin => Some(Origin::Read.code().into()),
            CellField::Source => None,
        };
        read_cell(get, builder.numbers(id), Source::default(), &mut |field, kind| match field {
            CellField::Value if !digits => self.fault(column(id), kind),
            CellField::Value | CellField::Note => self.fault(field_column(id, CellField::Text), kind),
            _ => self.fault(field_column(id, field), kind),
        })
    }
}
