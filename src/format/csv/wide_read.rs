//! Reads a report a line.

use std::collections::BTreeMap;
use std::io::Read;

use super::columns::positions;
use super::error::CsvError;
use super::guard;
use super::records::Records;
use super::topic::Topic;
use crate::draft::{Cell, Draft, Origin};
use crate::form::{CellId, Edition};
use crate::record::{At, DraftBuilder, FaultKind, Faults, PartsBuilder, found};
use crate::wording::figure;

/// Where in a row the field of each column is.
#[derive(Debug)]
pub(super) struct Columns(BTreeMap<Topic, usize>);

impl Columns {
    /// The columns of a first line: the edition, what there is of the header and the sections of text, and every cell of one
    /// edition or more.
    pub(super) fn of(names: &[String], line: u64, faults: &mut Faults) -> Self {
        let of_name = |name: &str| Topic::named(name).filter(|topic| !matches!(topic, Topic::Notice(..)));
        let columns = Self(positions(names, of_name, line, faults));
        // The columns of the edition that lacks the fewest.
        let lacking = Edition::ALL.iter().map(|edition| columns.lacking(*edition)).min_by_key(Vec::len);
        for cell in lacking.unwrap_or_default() {
            faults.add(At::line(line, Some(cell.as_str()), None), FaultKind::MissingKey);
        }
        columns
    }

    /// The cells of an edition that have no column.
    fn lacking(&self, edition: Edition) -> Vec<CellId> {
        edition.cells().iter().copied().filter(|cell| !self.0.contains_key(&Topic::Cell(*cell))).collect()
    }

    /// The draft in a row, or every fault.
    pub(super) fn draft<R: Read>(&self, records: &Records<R>) -> Result<Draft, CsvError> {
        let mut faults = Faults::new();
        let draft = self.row(records, &mut faults);
        Ok(faults.check(draft)?)
    }

    fn row<R: Read>(&self, records: &Records<R>, faults: &mut Faults) -> Option<Draft> {
        let fault = |faults: &mut Faults, topic: Topic, kind| {
            faults.add(At::line(records.line, Some(&topic.name()), None), kind);
        };
        let mut builder = None;
        let mut parts = PartsBuilder::default();
        for (topic, at) in &self.0 {
            let text = records.text(*at, &topic.name(), faults);
            let result = match topic {
                Topic::Edition => {
                    guard::read(&text).edition().map(|edition| builder = Some(DraftBuilder::new(edition)))
                }
                // An empty field of any other column says nothing, or that the cell is blank.
                Topic::Part(part) if !text.is_empty() => parts.put(*part, &guard::read(&text)),
                Topic::Cell(cell) => builder.as_mut().map_or(Ok(()), |builder| put(builder, *cell, &text)),
                Topic::Part(_) | Topic::Notice(..) => Ok(()),
            };
            if let Err(kind) = result {
                fault(faults, *topic, kind);
            }
        }
        let mut builder = builder?;
        if let Err((part, kind)) = parts.finish(&mut builder.draft) {
            let kind = match kind {
                FaultKind::MissingKey => {
                    let expected = "a day, as the period's other end has one";
                    FaultKind::WrongValue { expected, found: found("") }
                }
                kind => kind,
            };
            fault(faults, Topic::Part(part), kind);
        }
        for cell in builder.missing() {
            fault(faults, Topic::Cell(cell), FaultKind::MissingKey);
        }
        Some(builder.draft)
    }
}

/// Puts what is written for a cell into the draft. Of a cell of another edition nothing is.
fn put(builder: &mut DraftBuilder, cell: CellId, text: &str) -> Result<(), FaultKind> {
    match builder.edition().column(cell) {
        None if text.is_empty() => Ok(()),
        None => builder.give(cell),
        Some(column) => {
            let state = figure::state_of(guard::unguarded(text), column.kind);
            builder.give(cell)?;
            builder.put(cell, Cell::new(state).with_origin(Origin::Read))
        }
    }
}
