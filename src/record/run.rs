//! Digits that run together, as a record.

use super::fault::FaultKind;
use super::plain::Plain;
use crate::coded::coded;
use crate::draft::{Run, Source};
use crate::form::CellId;
use crate::quantity::Number;

coded! {
    /// A field of a run. Their order is that in which they are written.
    pub(crate) enum RunField as "a field of a run" {
        /// The cells that the digits fill.
        Cells = "cells",
        /// Every reading, one number a cell.
        Readings = "readings",
        /// The digits as written.
        Text = "text",
        /// Where they are in the source.
        Source = "source",
    }
}

/// The runs of a draft as they are read: which ambiguous cells they cover.
#[derive(Debug)]
pub(crate) struct RunsBuilder {
    ambiguous: Vec<CellId>,
    covered: Vec<CellId>,
}

impl RunsBuilder {
    /// For a draft in which these cells are ambiguous.
    pub(crate) fn new(ambiguous: Vec<CellId>) -> Self {
        Self { ambiguous, covered: Vec::new() }
    }

    /// The next cell of a run: an ambiguous one that no other run covers.
    pub(crate) fn cell(&mut self, value: &Plain<'_>) -> Result<CellId, FaultKind> {
        let cell: CellId = value.parse("the id of a cell")?;
        if self.covered.contains(&cell) {
            return Err(FaultKind::WrongValue {
                expected: "a cell that no run covers yet",
                found: cell.as_str().into(),
            });
        }
        if !self.ambiguous.contains(&cell) {
            return Err(FaultKind::WrongValue {
                expected: "a cell whose state is ambiguous",
                found: cell.as_str().into(),
            });
        }
        self.covered.push(cell);
        Ok(cell)
    }

    /// The ambiguous cells that no run covers.
    pub(crate) fn uncovered(self) -> impl Iterator<Item = CellId> {
        let Self { ambiguous, covered } = self;
        ambiguous.into_iter().filter(move |cell| !covered.contains(cell))
    }
}

/// The run of these cells and readings.
pub(crate) fn read_run(
    cells: Vec<CellId>,
    readings: Vec<Vec<Number>>,
    text: &str,
    source: Source,
) -> Result<Run, (RunField, FaultKind)> {
    if cells.is_empty() {
        let kind = FaultKind::WrongValue { expected: "one cell or more", found: "an empty list".into() };
        return Err((RunField::Cells, kind));
    }
    if let Some(reading) = readings.iter().find(|reading| reading.len() != cells.len()) {
        let found = format!("{} numbers", reading.len()).into();
        let kind = FaultKind::WrongValue { expected: "one number for each cell of the run", found };
        return Err((RunField::Readings, kind));
    }
    let run = Run::new(cells, readings, text).filter(|run| run.readings().len() > 1);
    run.map(|run| run.with_source(source)).ok_or_else(|| {
        let kind = FaultKind::WrongValue { expected: "two readings that differ", found: "fewer".into() };
        (RunField::Readings, kind)
    })
}
