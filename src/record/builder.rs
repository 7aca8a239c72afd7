//! A draft out of records.

use super::fault::FaultKind;
use super::plain::{EXPECTED_INTEGER, Numbers};
use super::run::RunsBuilder;
use crate::draft::{Cell, Draft, Notice, Run, SetError, State};
use crate::form::{CellId, Edition};

/// Builds a draft cell by cell, each cell of the edition once.
#[derive(Debug)]
pub(crate) struct DraftBuilder {
    /// The draft so far. Its header and narrative may be set at any time.
    pub(crate) draft: Draft,
    seen: Vec<bool>,
    ambiguous: Vec<CellId>,
}

impl DraftBuilder {
    pub(crate) fn new(edition: Edition) -> Self {
        let seen = vec![false; edition.cells().len()];
        Self { draft: Draft::new(edition), seen, ambiguous: Vec::new() }
    }

    pub(crate) fn edition(&self) -> Edition {
        self.draft.edition()
    }

    /// Which numbers a cell holds.
    pub(crate) fn numbers(&self, cell: CellId) -> Numbers {
        if self.edition().is_decimal(cell) { Numbers::Decimals } else { Numbers::Counts }
    }

    /// Which numbers a reading of a cell holds, in digits that run together.
    pub(crate) fn readings(&self, cell: CellId) -> Numbers {
        if self.edition().is_decimal(cell) { Numbers::Decimals } else { Numbers::Readings }
    }

    /// Notes that a cell is given; an error if the edition does not have it, or if it was given before.
    pub(crate) fn give(&mut self, cell: CellId) -> Result<(), FaultKind> {
        let edition = self.edition();
        match edition.position(cell).and_then(|position| self.seen.get_mut(position)) {
            None => Err(FaultKind::NotOnForm { edition }),
            Some(seen) if *seen => Err(FaultKind::DuplicateKey),
            Some(seen) => {
                *seen = true;
                Ok(())
            }
        }
    }

    /// Puts a cell into the draft; an ambiguous one waits for its run.
    pub(crate) fn put(&mut self, id: CellId, cell: Cell) -> Result<(), FaultKind> {
        if cell.state == State::Ambiguous {
            self.ambiguous.push(id);
            return Ok(());
        }
        match self.draft.set(id, cell) {
            Ok(_) | Err(SetError::NoReadings { .. }) => Ok(()),
            Err(SetError::NotOnForm { edition, .. }) => Err(FaultKind::NotOnForm { edition }),
            Err(SetError::NoMoney { unit, .. }) => Err(FaultKind::WrongValue {
                expected: "a count, which has no unit of money",
                found: unit.code().into(),
            }),
            Err(SetError::TooLarge { value, .. }) => {
                Err(FaultKind::WrongValue { expected: EXPECTED_INTEGER, found: value.to_string().into() })
            }
        }
    }

    /// The cells of the edition that were not given.
    pub(crate) fn missing(&self) -> Vec<CellId> {
        let cells = self.edition().cells().iter().zip(&self.seen);
        cells.filter(|(_, seen)| !**seen).map(|(cell, _)| *cell).collect()
    }

    /// The ambiguous cells, for runs to cover.
    pub(crate) fn runs(&mut self) -> RunsBuilder {
        RunsBuilder::new(std::mem::take(&mut self.ambiguous))
    }

    /// Puts a run in.
    pub(crate) fn run(&mut self, run: Run) {
        // Its cells are on the form: each was put in before.
        _ = self.draft.add_run(run);
    }

    /// Puts a notice in.
    pub(crate) fn notice(&mut self, notice: Notice) {
        self.draft.add_notice(notice);
    }
}
