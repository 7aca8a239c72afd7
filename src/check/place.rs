//! What a finding is about.

use std::fmt;
use std::str::FromStr;

use crate::coded::Known;
use crate::form::{CellId, Column, RelationPlace, RowId, Table, UnknownId};

/// What a finding is about. Its text is stable: a row's, column's, cell's or table's code, or a part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Place {
    /// A row, such as `requests.granted`, or a block of table 4.
    Row(RowId),
    /// A column of table 3, such as `natural_person`.
    Column(Column),
    /// A cell.
    Cell(CellId),
    /// A table: `proactive`, `requests` or `challenges`.
    Table(Table),
    /// The form as a whole: `form`.
    Form,
    /// A section of the report, 1 to 6: `section.1`.
    Section(u8),
    /// The organ: `header.organ`.
    Organ,
    /// The year: `header.year`.
    Year,
}

/// Every place that has an id.
const KNOWN: &Known = &Known {
    what: "place",
    texts: &[
        &["header.organ", "header.year", "form"],
        &["section.1", "section.2", "section.3", "section.4", "section.5", "section.6"],
        &Table::CODES,
        RowId::IDS,
        CellId::IDS,
        &Column::CODES,
    ],
};

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row(row) => f.pad(row.as_str()),
            Self::Column(column) => f.pad(column.code()),
            Self::Cell(cell) => f.pad(cell.as_str()),
            Self::Table(table) => f.pad(table.code()),
            Self::Form => f.pad("form"),
            Self::Section(number) => f.pad(&format!("section.{number}")),
            Self::Organ => f.pad("header.organ"),
            Self::Year => f.pad("header.year"),
        }
    }
}

/// Reads what a place is written as.
///
/// ```
/// use disclosure_report::check::Place;
/// use disclosure_report::form::Column;
/// assert_eq!("natural_person".parse(), Ok(Place::Column(Column::NaturalPerson)));
/// assert_eq!("section.4".parse(), Ok(Place::Section(4)));
/// ```
impl FromStr for Place {
    type Err = UnknownId;

    fn from_str(text: &str) -> Result<Self, UnknownId> {
        match text {
            "form" => return Ok(Self::Form),
            "header.organ" => return Ok(Self::Organ),
            "header.year" => return Ok(Self::Year),
            _ => {}
        }
        if let Some(number) = text.strip_prefix("section.") {
            return number.parse().map(Self::Section).map_err(|_| UnknownId::new(KNOWN, text));
        }
        let found = RowId::of_id(text).map(Self::Row).or_else(|| CellId::of_id(text).map(Self::Cell));
        let found = found.or_else(|| Table::of_code(text).map(Self::Table));
        found.or_else(|| Column::of_code(text).map(Self::Column)).ok_or_else(|| UnknownId::new(KNOWN, text))
    }
}

impl From<RelationPlace> for Place {
    fn from(place: RelationPlace) -> Self {
        match place {
            RelationPlace::Row(row) => Self::Row(row),
            RelationPlace::Column(column) => Self::Column(column),
        }
    }
}

impl Place {
    /// Its position in the order of the form.
    pub(crate) fn position(self) -> (u8, usize, usize) {
        let table = |table: Table| 2 * table.number();
        match self {
            Self::Organ => (0, 0, 0),
            Self::Year => (0, 1, 0),
            Self::Form => (0, 2, 0),
            Self::Section(number) => (0, 3, number.into()),
            Self::Table(of) => (table(of), 0, 0),
            Self::Row(row) => (table(row.table()), 1 + row.index(), 0),
            Self::Cell(cell) => (table(cell.table()), 1 + cell.row().index(), 1 + cell.column() as usize),
            // The columns of table 3 come after its rows.
            Self::Column(column) => (table(Table::Requests) + 1, column as usize, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_with_a_slip_is_suggested() {
        let error = |text: &str| text.parse::<Place>().unwrap_err().to_string();
        assert_eq!(error("header.organs"), r#""header.organs" is no place: did you mean header.organ?"#);
        assert_eq!(error("section.x"), r#""section.x" is no place: did you mean section.1?"#);
        assert_eq!(error("natural.person"), r#""natural.person" is no place: did you mean natural_person?"#);
        assert_eq!(error("?"), r#""?" is no place: expected an id such as header.organ"#);
        assert!(
            KNOWN.texts.iter().copied().flatten().all(|id| id.parse::<Place>().is_ok_and(|it| it.to_string() == *id))
        );
    }
}
