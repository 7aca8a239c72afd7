//! Reports as drafts and back, by way of their figures.

use std::mem;

use super::Draft;
use crate::form::{CellSet, Kind};
use crate::quantity::Money;
use crate::report::{Report, tables};

/// A proven report as a draft: every cell entered.
impl From<&Report> for Draft {
    fn from(report: &Report) -> Self {
        let edition = report.edition();
        let amounts = edition.plan().amounts;
        let counts = CellSet::first(edition.cells().len()) - amounts;
        let mut draft = Self::entered(edition, &report.figures(), counts);
        draft.header = report.header().into();
        draft.narrative = report.narrative().clone();
        for at in amounts.iter() {
            if let Some(money) = report.amount(at) {
                draft.cells.put(at, money.into());
            }
        }
        draft
    }
}

impl From<Report> for Draft {
    fn from(report: Report) -> Self {
        Self::from(&report)
    }
}

impl Draft {
    /// Makes a report of a draft with an organ, a year, and nothing but numbers that agree: its text goes over. Of any other it
    /// leaves all as it is.
    pub(crate) fn take_report(&mut self) -> Option<Report> {
        let edition = self.edition;
        let counts = CellSet::first(edition.cells().len()) - edition.plan().amounts;
        if !counts.is_within(self.whole()) {
            return None;
        }
        let header = self.header.to_header()?;
        let (proactive, requests, challenges) = tables(edition, self.figures(), |id| {
            let cell = self.cell(id)?;
            let heading = match edition.column(id)?.kind {
                Kind::Amount(heading) => heading,
                Kind::Count | Kind::SignedCount => None,
            };
            Some(Money::new(cell.number()?, cell.unit().or(heading)))
        })?;
        Report::new(header, mem::take(&mut self.narrative), proactive, requests, challenges).ok()
    }
}
