//! Reads a cell a line: one row into what it says.

use std::io::Read;

use super::columns::Column;
use super::error::{CsvFaultKind, Faults, wrong};
use super::guard::{if_any, unguarded};
use super::records::Records;
use crate::draft::{Cell, Origin, State};
use crate::quantity::{MoneyUnit, Number};

/// Where each column stands.
pub(super) type Columns = [usize; Column::COUNT];

/// The columns of a first line.
pub(super) fn columns(names: &[String], line: u64, faults: &mut Faults) -> Columns {
    let mut columns = [usize::MAX; Column::COUNT];
    for (at, name) in names.iter().enumerate() {
        let slot = Column::NAMES.iter().position(|known| known == name).and_then(|i| columns.get_mut(i));
        match slot {
            Some(slot) if *slot == usize::MAX => *slot = at,
            Some(_) => faults.add(line, Some(name), None, CsvFaultKind::DoubleColumn),
            None => faults.add(line, Some(name), None, CsvFaultKind::UnknownColumn),
        }
    }
    for (name, _) in Column::NAMES.iter().zip(columns).filter(|(_, at)| *at == usize::MAX) {
        faults.add(line, Some(name), None, CsvFaultKind::MissingColumn);
    }
    columns
}

/// A row's fields, by column.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u64,
    fields: [String; Column::COUNT],
}

/// What stands in a cell.
#[derive(Debug)]
pub(super) enum Content {
    Cell(Cell),
    /// Part of a run.
    Part(Part),
}

/// A cell's part in a run of digits.
#[derive(Debug)]
pub(super) struct Part {
    /// The number of the run, from 1.
    pub(super) run: usize,
    /// Which of its cells this is, from 1.
    pub(super) place: usize,
    pub(super) text: String,
    pub(super) readings: Vec<Number>,
}

/// A whole number from 1, in digits alone.
pub(super) fn ordinal(text: &str) -> Option<usize> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| plain)
}

impl Row {
    /// The row that was read last.
    pub(super) fn of<R: Read>(records: &Records<R>, columns: &Columns, faults: &mut Faults) -> Self {
        let mut names = Column::NAMES.into_iter();
        let fields = columns.map(|at| records.text(at, names.next().unwrap_or_default(), faults));
        Self { line: records.line, fields }
    }

    pub(super) fn get(&self, column: Column) -> &str {
        self.fields.get(column as usize).map_or("", String::as_str)
    }

    pub(super) fn fault(&self, column: Column, expected: &'static str, faults: &mut Faults) {
        let kind = wrong(expected, self.get(column));
        faults.add(self.line, Some(column.name()), Some(self.get(Column::Cell)), kind);
    }

    /// The text of what is no cell: nothing else stands in its row.
    pub(super) fn said(&self, faults: &mut Faults) -> &str {
        self.only(&[Column::Value], faults);
        unguarded(self.get(Column::Value))
    }

    /// Tells every field that has no meaning here.
    fn only(&self, meant: &[Column], faults: &mut Faults) {
        for column in [
            Column::State,
            Column::Value,
            Column::Unit,
            Column::Note,
            Column::Readings,
            Column::Run,
            Column::RunPlace,
            Column::Origin,
        ] {
            if !meant.contains(&column) && !self.get(column).is_empty() {
                self.fault(column, "nothing", faults);
            }
        }
    }

    /// What stands in a cell; faults else.
    pub(super) fn content(&self, faults: &mut Faults) -> Option<Content> {
        const NUMBER: &[Column] = &[Column::State, Column::Value, Column::Unit, Column::Note, Column::Origin];
        const RUN: &[Column] =
            &[Column::State, Column::Value, Column::Readings, Column::Run, Column::RunPlace, Column::Origin];
        let value = || unguarded(self.get(Column::Value)).into();
        let (meant, state) = match self.get(Column::State) {
            "number" => (NUMBER, self.number(faults)),
            "dash" => (&[Column::State, Column::Value, Column::Origin][..], Some(State::Dash(value()))),
            "unreadable" => (&[Column::State, Column::Value, Column::Origin][..], Some(State::Unreadable(value()))),
            "blank" => (&[Column::State, Column::Origin][..], Some(State::Blank)),
            "missing" => (&[Column::State, Column::Origin][..], Some(State::Missing)),
            "ambiguous" => (RUN, Some(State::Ambiguous)),
            _ => {
                self.fault(Column::State, "number, blank, dash, ambiguous, unreadable or missing", faults);
                return None;
            }
        };
        self.only(meant, faults);
        if state == Some(State::Ambiguous) {
            // What a run was read from is published.
            if self.get(Column::Origin) != Origin::Read.code() {
                self.fault(Column::Origin, "read", faults);
            }
            return self.part(faults).map(Content::Part);
        }
        let origin = Origin::of_code(self.get(Column::Origin));
        if origin.is_none() {
            self.fault(Column::Origin, "entered, read, imputed or repaired", faults);
        }
        Some(Content::Cell(Cell::new(state?).with_origin(origin?)))
    }

    fn number(&self, faults: &mut Faults) -> Option<State> {
        let value = self.get(Column::Value).parse().ok();
        if value.is_none() {
            self.fault(Column::Value, "a number such as 12 or -3.5, of at most 28 digits", faults);
        }
        let unit = self.get(Column::Unit);
        let known = MoneyUnit::of_code(unit);
        if known.is_none() && !unit.is_empty() {
            self.fault(Column::Unit, "yuan, wan_yuan, yi_yuan or nothing", faults);
        }
        let note = if_any(self.get(Column::Note)).map(Into::into);
        Some(State::Number { value: value?, unit: known, note })
    }

    fn part(&self, faults: &mut Faults) -> Option<Part> {
        let readings: Option<Vec<Number>> =
            unguarded(self.get(Column::Readings)).split(';').map(|text| text.parse().ok()).collect();
        let (run, place) = (ordinal(self.get(Column::Run)), ordinal(self.get(Column::RunPlace)));
        if readings.is_none() {
            self.fault(Column::Readings, "the number in each reading, joined by ;", faults);
        }
        if run.is_none() {
            self.fault(Column::Run, "the number of the run, from 1", faults);
        }
        if place.is_none() {
            self.fault(Column::RunPlace, "which of the run's cells it is, from 1", faults);
        }
        let text = unguarded(self.get(Column::Value)).to_owned();
        Some(Part { run: run?, place: place?, text, readings: readings? })
    }
}
