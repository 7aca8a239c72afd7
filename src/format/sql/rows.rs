//! The rows that [`Schema::insert`](super::Schema::insert) wrote, read again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::literal::{Cursor, Value};
use super::names::{STATE, TEXT, UNIT};
use super::schema::KEY;
use super::{DIGITS, cell};
use crate::draft::{Cell, Draft, Origin, State};
use crate::form::{CellId, Edition};
use crate::quantity::Number;
use crate::report::Period;

/// Why SQL text holds no rows that are read, and on which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlError {
    line: usize,
    why: String,
}

impl SqlError {
    pub(super) fn new(line: usize, why: String) -> Self {
        Self { line, why }
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// What is wrong there.
    #[cfg(feature = "text")]
    pub(crate) fn why(&self) -> &str {
        &self.why
    }
}

/// `line 3: ` and what is wrong there.
impl fmt::Display for SqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

impl std::error::Error for SqlError {}

/// Every report in SQL text: the rows of its `INSERT` statements, in any [`Dialect`](super::Dialect), as
/// [`Schema::insert`](super::Schema::insert) writes them. This is no SQL engine: other statements are passed over, and an
/// `INSERT` that is written otherwise is an error.
///
/// The edition is told by the table: by its `CREATE TABLE` in the same text, or by its usual name. What a row does not say
/// reads back as read rather than entered, and digits that run together as text that is no number.
///
/// ```
/// use disclosure_report::sql::{self, Dialect, Schema};
/// use disclosure_report::{Draft, Edition};
///
/// let mut draft = Draft::new(Edition::Revised2021);
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
    let (table, spark) = cursor.name()?;
    let usual = |edition: &Edition| table == format!("disclosure_report_{edition}");
    let edition = tables.get(&table).or_else(|| Edition::ALL.iter().find(|edition| usual(edition)));
    let edition =
        *edition.ok_or_else(|| cursor.wrong("a row of a table whose edition is told, by CREATE TABLE or its name"))?;
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
        if row.0.contains_key(&name) {
            return Err(cursor.wrong(&format!("each column once, and {name} stands twice")));
        }
        row.0.insert(name, value);
    }
    cursor.need(")")?;
    cursor.need(";")?;
    row.draft(edition).map_err(|expected| cursor.wrong(&format!("a row with {expected}, before this")))
}

/// The values of a row by the names of its columns.
#[derive(Default)]
struct Row(BTreeMap<String, Value>);

impl Row {
    fn take(&mut self, name: &str) -> Value {
        self.0.remove(name).flatten()
    }

    fn parsed<T: std::str::FromStr>(&mut self, name: &str) -> Result<Option<T>, String> {
        let value = self.take(name);
        value.map(|text| text.parse().map_err(|_| format!("a value that its column can have in {name}"))).transpose()
    }

    /// What the row says; else what was expected.
    fn draft(mut self, edition: Edition) -> Result<Draft, String> {
        let mut draft = Draft::new(edition);
        self.take(KEY);
        draft.header.organ = self.take("header.organ");
        draft.header.credit_code = self.parsed("header.credit_code")?;
        draft.header.division_code = self.parsed("header.division_code")?;
        draft.header.scope = self.parsed("header.scope")?;
        draft.header.year = self.parsed("header.year")?;
        draft.header.period = match (self.parsed("header.period.from")?, self.parsed("header.period.to")?) {
            (None, None) => None,
            (Some(from), Some(to)) => Some(Period::new(from, to).map_err(|_| "a period that ends after it begins")?),
            _ => return Err("both ends of its period, or none".to_owned()),
        };
        draft.header.published = self.parsed("header.published")?;
        draft.narrative.overview = self.take("narrative.overview").unwrap_or_default();
        draft.narrative.problems = self.take("narrative.problems").unwrap_or_default();
        draft.narrative.other = self.take("narrative.other").unwrap_or_default();
        for id in edition.cells() {
            let cell = self.cell(*id)?;
            draft.set(*id, cell).map_err(|error| error.to_string())?;
        }
        match self.0.pop_first() {
            Some((name, _)) => Err(format!("columns of edition {edition} only, and not {name}")),
            None => Ok(draft),
        }
    }

    fn cell(&mut self, id: CellId) -> Result<Cell, String> {
        let name = super::column(id);
        let number: Option<Number> = self.parsed(&name)?;
        let (text, unit) = (self.take(&format!("{name}{TEXT}")), self.parsed(&format!("{name}{UNIT}"))?);
        let state = self.take(&format!("{name}{STATE}")).unwrap_or_else(|| "blank".to_owned());
        let note = || text.as_deref().map(Into::into);
        let written = || Box::from(text.as_deref().unwrap_or_default());
        let state = match (&*state, number) {
            ("number", Some(value)) => State::Number { value, unit, note: note() },
            (DIGITS, None) => {
                let value = text.as_deref().and_then(|digits| digits.parse().ok());
                let value = value.ok_or_else(|| format!("digits in {name}{TEXT}"))?;
                State::Number { value, unit, note: None }
            }
            ("blank", None) => State::Blank,
            ("missing", None) => State::Missing,
            ("dash", None) => State::Dash(written()),
            // A row has no readings.
            ("unreadable" | "ambiguous", None) => State::Unreadable(written()),
            _ => return Err(format!("a number in {name} just where {name}{STATE} says so")),
        };
        Ok(Cell::new(state).with_origin(Origin::Read))
    }
}
