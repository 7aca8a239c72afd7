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

impl RunField {
    /// How many fields a run must have, in their order; it may have [`RunField::Source`] too.
    pub(crate) const NEEDED: usize = Self::Source as usize;
}

/// Which ambiguous cells of a draft are covered by the runs that were read so far.
#[derive(Debug)]
pub(crate) struct RunsBuilder {
    ambiguous: Vec<CellId>,
    covered: Vec<CellId>,
}

impl RunsBuilder {
    /// For a draft with these ambiguous cells, none of them covered.
    pub(crate) fn new(ambiguous: Vec<CellId>) -> Self {
        Self { ambiguous, covered: Vec::new() }
    }

    /// The next cell of a run: an ambiguous one that no other run covers.
    pub(crate) fn cell(&mut self, value: &Plain<'_>) -> Result<CellId, FaultKind> {
        let cell: CellId = value.parse(CellId::EXPECTED)?;
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

/// Checks that a reading has a number for each cell.
pub(crate) fn check_reading(numbers: usize, cells: usize) -> Result<(), FaultKind> {
    if numbers == cells {
        return Ok(());
    }
    let found = format!("{numbers} numbers").into();
    Err(FaultKind::WrongValue { expected: "one number for each cell of the run", found })
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
    for reading in &readings {
        check_reading(reading.len(), cells.len()).map_err(|kind| (RunField::Readings, kind))?;
    }
    let run = Run::new(cells, readings, text).filter(|run| run.readings().len() > 1);
    run.map(|run| run.with_source(source)).ok_or_else(|| {
        let kind = FaultKind::WrongValue { expected: "two readings that differ", found: "fewer".into() };
        (RunField::Readings, kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_covers_ambiguous_cells_once_and_has_readings_that_differ() {
        let [first, second] = ["review.upheld", "review.total"].map(|id| id.parse::<CellId>().unwrap());
        let mut runs = RunsBuilder::new(vec![first, second]);
        let found = |kind: FaultKind| match kind {
            FaultKind::WrongValue { expected, .. } => expected,
            _ => "",
        };
        assert_eq!(runs.cell(&"review.upheld".into()), Ok(first));
        assert_eq!(runs.cell(&"review.upheld".into()).map_err(found), Err("a cell that no run covers yet"));
        assert_eq!(runs.cell(&"review.other".into()).map_err(found), Err("a cell whose state is ambiguous"));
        assert_eq!(runs.uncovered().collect::<Vec<_>>(), [second]);

        let read = |cells: &[CellId], readings: &[&[i32]]| {
            let readings = readings.iter().map(|reading| reading.iter().copied().map(Number::from).collect()).collect();
            read_run(cells.to_vec(), readings, "12", Source::default()).map(|run| run.readings().len())
        };
        assert_eq!(read(&[first, second], &[&[1, 2], &[12, 0]]), Ok(2));
        for (cells, readings, field, expected) in [
            (&[][..], &[][..], RunField::Cells, "one cell or more"),
            (&[first], &[&[1, 2][..], &[1]], RunField::Readings, "one number for each cell of the run"),
            (&[first], &[&[1], &[1]], RunField::Readings, "two readings that differ"),
        ] {
            assert_eq!(read(cells, readings).map_err(|(field, kind)| (field, found(kind))), Err((field, expected)));
        }
    }
}
