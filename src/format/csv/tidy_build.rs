//! Reads a cell a line: the rows of one report into a draft.

use std::collections::BTreeMap;

use super::columns::Column;
use super::error::{CsvError, CsvFaultKind, Faults, wrong};
use super::fields::{AN_EDITION, AN_END, EDITION, Field, Said};
use super::notices::{self, Parts};
use super::tidy_read::{Content, Part, Row};
use crate::draft::{Draft, Run};
use crate::form::{CellId, Edition};
use crate::quantity::Number;

/// A report of which rows are still to come.
#[derive(Debug)]
pub(super) struct Building {
    /// The line of its first row.
    line: u64,
    pub(super) faults: Faults,
    edition: Once<Edition>,
    said: Said,
    fields: [Once<u64>; Field::ALL.len()],
    cells: Vec<Once<(u64, Content)>>,
    notices: BTreeMap<usize, Parts>,
}

/// What is said once.
#[derive(Debug)]
enum Once<T> {
    Absent,
    /// It was said, and is told as a fault.
    Faulty,
    Said(T),
}

impl<T> Once<T> {
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl Building {
    pub(super) fn new(line: u64) -> Self {
        Self {
            line,
            faults: Faults::default(),
            edition: Once::Absent,
            said: Said::default(),
            fields: std::array::from_fn(|_| Once::Absent),
            cells: (0..CellId::COUNT).map(|_| Once::Absent).collect(),
            notices: BTreeMap::new(),
        }
    }

    /// Takes a row. Of one that is not `whole` it is known only what it is about.
    pub(super) fn take(&mut self, row: &Row, whole: bool) {
        let name = row.get(Column::Cell);
        if let Ok(cell) = name.parse::<CellId>() {
            self.cell(cell, row, whole);
        } else if let Some(field) = Field::named(name) {
            self.field(field, row, whole);
        } else if name == EDITION {
            self.edition(row, whole);
        } else if let Some((number, key)) = notices::named(name) {
            self.notice(number, key, row, whole);
        } else if whole {
            self.faults.add(row.line, Some(Column::Cell.name()), Some(name), CsvFaultKind::UnknownCell);
        }
    }

    fn twice(&mut self, row: &Row) {
        self.faults.add(row.line, None, Some(row.get(Column::Cell)), CsvFaultKind::DoubleCell);
    }

    fn cell(&mut self, cell: CellId, row: &Row, whole: bool) {
        if self.cells.get(cell.index()).is_some_and(|slot| !slot.is_absent()) {
            return self.twice(row);
        }
        let content = if whole { row.content(&mut self.faults) } else { None };
        if let Some(slot) = self.cells.get_mut(cell.index()) {
            *slot = content.map_or(Once::Faulty, |content| Once::Said((row.line, content)));
        }
    }

    fn field(&mut self, field: Field, row: &Row, whole: bool) {
        if self.fields.get(field.index()).is_some_and(|slot| !slot.is_absent()) {
            return self.twice(row);
        }
        if let Some(slot) = self.fields.get_mut(field.index()) {
            *slot = Once::Said(row.line);
        }
        if whole {
            let text = row.said(&mut self.faults);
            if let Err(expected) = self.said.put(field, text) {
                row.fault(Column::Value, expected, &mut self.faults);
            }
        }
    }

    fn edition(&mut self, row: &Row, whole: bool) {
        if !self.edition.is_absent() {
            return self.twice(row);
        }
        self.edition = Once::Faulty;
        if whole {
            match row.said(&mut self.faults).parse() {
                Ok(edition) => self.edition = Once::Said(edition),
                Err(_) => row.fault(Column::Value, AN_EDITION, &mut self.faults),
            }
        }
    }

    fn notice(&mut self, number: usize, key: usize, row: &Row, whole: bool) {
        let Some(slot) = self.notices.entry(number).or_default().get_mut(key) else { return };
        if slot.is_some() {
            return self.twice(row);
        }
        let text = if whole { row.said(&mut self.faults) } else { "" };
        *slot = Some((row.line, text.to_owned()));
    }

    /// The draft, or every fault.
    pub(super) fn finish(mut self) -> Result<Draft, CsvError> {
        for field in Field::ALL.into_iter().filter(|field| field.section().is_some()) {
            if self.fields.get(field.index()).is_some_and(Once::is_absent) {
                self.missing(field.name());
            }
        }
        let draft = match self.edition {
            Once::Said(edition) => self.draft(edition),
            Once::Faulty => None,
            Once::Absent => {
                self.missing(EDITION);
                None
            }
        };
        draft.filter(|_| self.faults.is_empty()).ok_or_else(|| self.faults.into())
    }

    fn missing(&mut self, name: &str) {
        self.faults.add(self.line, None, Some(name), CsvFaultKind::MissingCell);
    }

    fn draft(&mut self, edition: Edition) -> Option<Draft> {
        let mut draft = Draft::new(edition);
        self.header(&mut draft);
        let mut runs: BTreeMap<usize, Vec<(CellId, u64, Part)>> = BTreeMap::new();
        for (cell, said) in CellId::all().zip(std::mem::take(&mut self.cells)) {
            match said {
                Once::Absent if edition.has(cell) => self.missing(cell.as_str()),
                Once::Absent | Once::Faulty => {}
                Once::Said((line, _)) if !edition.has(cell) => {
                    self.faults.add(line, None, Some(cell.as_str()), CsvFaultKind::NotOnForm { edition });
                }
                Once::Said((line, Content::Part(part))) => {
                    runs.entry(part.run).or_default().push((cell, line, part));
                }
                Once::Said((line, Content::Cell(content))) => {
                    let number = content.number();
                    _ = draft.set(cell, content);
                    // What is too large for a count can't have stood there as a number.
                    if let (Some(number), None) = (number, draft.number(cell)) {
                        let kind = wrong("a number up to 9007199254740991", &number.to_string());
                        self.faults.add(line, Some(Column::Value.name()), Some(cell.as_str()), kind);
                    }
                }
            }
        }
        for parts in runs.into_values() {
            if let Some(run) = self.run(parts) {
                draft.add_run(run).ok()?;
            }
        }
        for (number, parts) in std::mem::take(&mut self.notices) {
            if let Some(notice) = notices::notice(number, &parts, self.line, &mut self.faults) {
                draft.add_notice(notice);
            }
        }
        Some(draft)
    }

    fn header(&mut self, draft: &mut Draft) {
        match std::mem::take(&mut self.said).finish() {
            Ok((header, narrative)) => (draft.header, draft.narrative) = (header, narrative),
            Err((field, day)) => match (self.fields.get(field.index()), day) {
                (Some(Once::Said(line)), Some(day)) => {
                    let kind = wrong(AN_END, &day.to_string());
                    self.faults.add(*line, Some(Column::Value.name()), Some(field.name()), kind);
                }
                // What is there and is no day has been told.
                (Some(Once::Said(_)), None) => {}
                _ => self.missing(field.name()),
            },
        }
    }

    /// The run of which these are the parts; a fault else.
    fn run(&mut self, mut parts: Vec<(CellId, u64, Part)>) -> Option<Run> {
        parts.sort_by_key(|(_, _, part)| part.place);
        let (_, _, first) = parts.first()?;
        let (count, text) = (first.readings.len(), first.text.clone());
        for (place, (cell, line, part)) in (1..).zip(&parts) {
            let fault = if part.place != place {
                let expected = "the places of the run's cells, each once from 1 on";
                Some((Column::RunPlace, wrong(expected, &part.place.to_string())))
            } else if part.text != text {
                Some((Column::Value, wrong("the same digits in every cell of the run", &part.text)))
            } else if part.readings.len() != count {
                let expected = "as many readings in every cell of the run";
                Some((Column::Readings, wrong(expected, &joined(&part.readings))))
            } else {
                None
            };
            if let Some((column, kind)) = fault {
                self.faults.add(*line, Some(column.name()), Some(cell.as_str()), kind);
                return None;
            }
        }
        let cells: Vec<CellId> = parts.iter().map(|(cell, _, _)| *cell).collect();
        let reading = |i: usize| parts.iter().filter_map(|(_, _, part)| part.readings.get(i).copied()).collect();
        let run = Run::new(cells, (0..count).map(reading).collect(), text).filter(|run| run.readings().len() > 1);
        if run.is_none() {
            let (cell, line, part) = parts.first()?;
            let kind = wrong("two readings of the run that differ", &joined(&part.readings));
            self.faults.add(*line, Some(Column::Readings.name()), Some(cell.as_str()), kind);
        }
        run
    }
}

fn joined(readings: &[Number]) -> String {
    readings.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
}
