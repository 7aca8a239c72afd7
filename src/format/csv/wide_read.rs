//! Reads a report a line.

use std::io::Read;

use super::error::{CsvError, CsvFaultKind, Faults, wrong};
use super::fields::{AN_EDITION, AN_END, EDITION, Field, Said};
use super::guard::{if_any, unguarded};
use super::records::Records;
use crate::draft::{Cell, Draft, Origin};
use crate::form::{CellId, Edition};
use crate::wording::figure;

/// Where each column stands.
#[derive(Debug)]
pub(super) struct Columns {
    count: usize,
    edition: usize,
    /// Those that are there.
    fields: Vec<(Field, usize)>,
    cells: [Option<usize>; CellId::COUNT],
}

impl Columns {
    /// The columns of a first line: the edition, what there is of the header and the sections of text, and every cell of one
    /// edition or more.
    pub(super) fn of(names: &[String], line: u64, faults: &mut Faults) -> Self {
        let mut edition = None;
        let mut fields: [Option<usize>; Field::ALL.len()] = [None; Field::ALL.len()];
        let mut cells = [None; CellId::COUNT];
        for (at, name) in names.iter().enumerate() {
            let slot = if name == EDITION {
                Some(&mut edition)
            } else if let Some(field) = Field::named(name) {
                fields.get_mut(field.index())
            } else {
                name.parse::<CellId>().ok().and_then(|cell| cells.get_mut(cell.index()))
            };
            match slot {
                Some(slot @ None) => *slot = Some(at),
                Some(Some(_)) => faults.add(line, Some(name), None, CsvFaultKind::DoubleColumn),
                None => faults.add(line, Some(name), None, CsvFaultKind::UnknownColumn),
            }
        }
        let fields = Field::ALL.into_iter().zip(fields).filter_map(|(field, at)| Some((field, at?))).collect();
        let columns = Self { count: names.len(), edition: edition.unwrap_or_default(), fields, cells };
        // The columns of the edition that is nearest to whole.
        let lacking = Edition::ALL.iter().map(|edition| columns.lacking(*edition)).min_by_key(Vec::len);
        for cell in lacking.unwrap_or_default() {
            faults.add(line, Some(cell.as_str()), None, CsvFaultKind::MissingColumn);
        }
        columns
    }

    /// The cells of an edition that have no column.
    fn lacking(&self, edition: Edition) -> Vec<CellId> {
        edition.cells().iter().copied().filter(|cell| self.at(*cell).is_none()).collect()
    }

    fn at(&self, cell: CellId) -> Option<usize> {
        self.cells.get(cell.index()).copied().flatten()
    }

    /// The draft in a row, or every fault.
    pub(super) fn draft<R: Read>(&self, records: &Records<R>) -> Result<Draft, CsvError> {
        let mut faults = Faults::default();
        let draft = self.row(records, &mut faults);
        draft.filter(|_| faults.is_empty()).ok_or_else(|| faults.into())
    }

    fn row<R: Read>(&self, records: &Records<R>, faults: &mut Faults) -> Option<Draft> {
        let (line, found) = (records.line, records.len());
        if found != self.count {
            faults.add(line, None, None, CsvFaultKind::FieldCount { expected: self.count, found });
            return None;
        }
        let edition = records.text(self.edition, EDITION, faults);
        let Ok(edition) = edition.parse::<Edition>() else {
            faults.add(line, Some(EDITION), None, wrong(AN_EDITION, &edition));
            return None;
        };
        let mut draft = Draft::new(edition);
        self.fields(records, &mut draft, faults);
        for cell in CellId::all() {
            let fault = match (edition.has(cell), self.at(cell)) {
                (true, None) => CsvFaultKind::MissingColumn,
                (false, Some(at)) if records.field(at).is_some_and(|field| !field.is_empty()) => {
                    CsvFaultKind::NotOnForm { edition }
                }
                (false, _) => continue,
                (true, Some(at)) => {
                    let text = records.text(at, cell.as_str(), faults);
                    let Some(column) = edition.column(cell) else { continue };
                    let state = figure::state_of(unguarded(&text), column.kind);
                    _ = draft.set(cell, Cell::new(state).with_origin(Origin::Read));
                    continue;
                }
            };
            faults.add(line, Some(cell.as_str()), None, fault);
        }
        Some(draft)
    }

    /// The header and the sections of text.
    fn fields<R: Read>(&self, records: &Records<R>, draft: &mut Draft, faults: &mut Faults) {
        let line = records.line;
        let mut said = Said::default();
        let mut wrong_days = false;
        for (field, at) in &self.fields {
            let text = records.text(*at, field.name(), faults);
            let Some(text) = if_any(&text) else { continue };
            if let Err(expected) = said.put(*field, text) {
                faults.add(line, Some(field.name()), None, wrong(expected, text));
                wrong_days |= matches!(field, Field::From | Field::To);
            }
        }
        match said.finish() {
            Ok((header, narrative)) => (draft.header, draft.narrative) = (header, narrative),
            Err((field, Some(day))) => faults.add(line, Some(field.name()), None, wrong(AN_END, &day.to_string())),
            Err((field, None)) if !wrong_days => {
                faults.add(line, Some(field.name()), None, wrong("a day, as the period's other end has one", ""));
            }
            Err(_) => {}
        }
    }
}
