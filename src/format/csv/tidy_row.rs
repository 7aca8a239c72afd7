//! Reads a row of a table with a cell a line.

use std::io::Read;

use super::columns::{Column, positions};
use super::guard;
use super::records::Records;
use crate::draft::{Cell, Origin, Source, StateKind};
use crate::form::CellId;
use crate::quantity::Number;
use crate::record::{At, CellField, FaultKind, Faults, Numbers, Plain, found, read_cell};

/// Where in a row the field of each column is.
pub(super) type Columns = [usize; Column::COUNT];

/// The columns of the first line.
pub(super) fn columns(names: &[String], line: u64, faults: &mut Faults) -> Columns {
    let of_name = |name: &str| Column::ALL.iter().copied().find(|column| column.name() == name);
    let positions = positions(names, of_name, line, faults);
    let mut columns = [0; Column::COUNT];
    for (column, slot) in Column::ALL.iter().zip(&mut columns) {
        match positions.get(column) {
            Some(at) => *slot = *at,
            None => faults.add(At::line(line, Some(column.name()), None), FaultKind::MissingKey),
        }
    }
    columns
}

/// A row's fields, by column.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u64,
    /// Whether it has a field for each column. If not, it can't be known which of them are there.
    pub(super) is_whole: bool,
    fields: [String; Column::COUNT],
}

/// A cell's piece of a run of digits.
#[derive(Debug)]
pub(super) struct Piece<'r> {
    pub(super) row: &'r Row,
    pub(super) cell: CellId,
    /// The number of the run, from 1.
    pub(super) run: i64,
    /// Which of its cells this is, from 1.
    pub(super) place: i64,
    /// The cell's number in each reading.
    pub(super) readings: Vec<Number>,
}

impl Row {
    /// The row that was read last.
    pub(super) fn of<R: Read>(records: &Records<R>, columns: &Columns, is_whole: bool, faults: &mut Faults) -> Self {
        let mut names = Column::ALL.iter().map(|column| column.name());
        let fields = columns.map(|at| records.text(at, names.next().unwrap_or_default(), faults).into_owned());
        Self { line: records.line, is_whole, fields }
    }

    /// The field of a column as it is.
    pub(super) fn get(&self, column: Column) -> &str {
        self.fields.get(column as usize).map_or("", String::as_str)
    }

    /// The place of the row, and of its field in this column.
    pub(super) fn at(&self, column: Option<Column>) -> At {
        At::line(self.line, column.map(Column::name), Some(self.get(Column::Cell)))
    }

    /// The value in the row of what is no cell.
    pub(super) fn value(&self, faults: &mut Faults) -> Plain<'_> {
        use Column::{Note, Origin, Readings, Run, RunPlace, State, Unit};

        self.expect_nothing_in(&[State, Unit, Note, Readings, Run, RunPlace, Origin], faults);
        guard::read(self.get(Column::Value))
    }

    /// The state of the cell that the row is about.
    pub(super) fn state(&self) -> Option<StateKind> {
        self.get(Column::State).parse().ok()
    }

    /// The cell that the row is about, if nothing is wrong with it; of an ambiguous one the state alone.
    pub(super) fn cell(&self, faults: &mut Faults) -> Option<Cell> {
        let state = self.state();
        let is_ambiguous = state == Some(StateKind::Ambiguous);
        if state.is_some() && !is_ambiguous {
            self.expect_nothing_in(&[Column::Readings, Column::Run, Column::RunPlace], faults);
        }
        let (must, _) = state.map_or_else(Default::default, CellField::of);
        let get = |field| {
            let column = match field {
                // These are of its run.
                CellField::Value | CellField::Text | CellField::Origin if is_ambiguous => None,
                // They share a column.
                CellField::Value if must.contains(&CellField::Text) => None,
                CellField::Text if !must.contains(&CellField::Text) => None,
                _ => Column::of(field),
            };
            let text = self.get(column?);
            let always = must.contains(&field) || matches!(field, CellField::State | CellField::Origin);
            (always || !text.is_empty()).then(|| guard::read(text))
        };
        read_cell(get, Numbers::Readings, Source::default(), &mut |field, kind| {
            let Some(column) = Column::of(field) else { return };
            match kind {
                FaultKind::UnknownKey => self.expect_nothing_in(&[column], faults),
                kind => faults.add(self.at(Some(column)), kind),
            }
        })
    }

    /// The piece of a run that the row is about, if nothing is wrong with it.
    pub(super) fn piece(&self, cell: CellId, faults: &mut Faults) -> Option<Piece<'_>> {
        // The digits of a run are always from a publication.
        if self.get(Column::Origin) != Origin::Read.code() {
            self.wrong(Column::Origin, Origin::Read.code(), faults);
        }
        let mut integer = |column, expected| {
            let value = guard::read(self.get(column)).integer(1, i64::MAX, expected);
            value.map_err(|kind| faults.add(self.at(Some(column)), kind)).ok()
        };
        let run = integer(Column::Run, "the number of the run, from 1");
        let place = integer(Column::RunPlace, "which of the run's cells it is, from 1");
        let readings = guard::unguarded(self.get(Column::Readings)).split(';').map(|number| number.parse().ok());
        let readings = readings.collect::<Option<Vec<_>>>();
        if readings.is_none() {
            self.wrong(Column::Readings, "the number in each reading, joined by ;", faults);
        }
        Some(Piece { row: self, cell, run: run?, place: place?, readings: readings? })
    }

    fn expect_nothing_in(&self, columns: &[Column], faults: &mut Faults) {
        for column in columns.iter().filter(|column| !self.get(**column).is_empty()) {
            self.wrong(*column, "nothing", faults);
        }
    }

    /// Something else is in the column than is expected.
    pub(super) fn wrong(&self, column: Column, expected: &'static str, faults: &mut Faults) {
        let kind = FaultKind::WrongValue { expected, found: found(self.get(column)) };
        faults.add(self.at(Some(column)), kind);
    }
}
