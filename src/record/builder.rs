//! A draft out of records.

use super::fault::FaultKind;
use super::plain::{EXPECTED_INTEGER, Numbers};
use super::run::RunsBuilder;
use crate::draft::{Cell, Draft, Notice, Run, SetError, State};
use crate::form::{CellId, CellSet, Edition, Figures};

/// Builds a draft cell by cell, each cell of the edition once.
#[derive(Debug)]
pub(crate) struct DraftBuilder {
    /// The draft so far. Its header and narrative may be set at any time.
    pub(crate) draft: Draft,
    /// The cells that were given.
    seen: CellSet,
    ambiguous: Vec<CellId>,
}

impl DraftBuilder {
    pub(crate) fn new(edition: Edition) -> Self {
        Self { draft: Draft::new(edition), seen: CellSet::EMPTY, ambiguous: Vec::new() }
    }

    /// The same with whole numbers in these cells, each of which may hold the one that it has.
    pub(crate) fn entered(edition: Edition, figures: &Figures, cells: CellSet) -> Self {
        Self { draft: Draft::entered(edition, figures, cells), seen: cells, ambiguous: Vec::new() }
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
        match edition.position(cell) {
            None => Err(FaultKind::NotOnForm { edition }),
            Some(at) if self.seen.has(at) => Err(FaultKind::DuplicateKey),
            Some(at) => {
                self.seen.insert(at);
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
    pub(crate) fn missing(&self) -> impl Iterator<Item = CellId> {
        let cells = self.edition().cells();
        (CellSet::first(cells.len()) - self.seen).iter().filter_map(|at| cells.get(at).copied())
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
