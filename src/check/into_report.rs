//! From a draft to a proven report.

use std::fmt;

use super::Findings;
use crate::draft::Draft;
use crate::form::CellId;
use crate::report::Report;

/// Why a draft is no report: what the rules find in it, and the cells that hold no number.
///
/// ```
/// use disclosure_report::{Draft, Edition, Report};
///
/// let error = Report::try_from(Draft::blank(Edition::Revised2021)).unwrap_err();
/// assert_eq!(error.without_number().count(), 200);
/// assert_eq!(error.findings().errors().count(), 0);
/// assert!(error.to_string().starts_with("the draft is no report: no organ is stated; no year is stated; 200 cells"));
/// let draft = error.into_draft(); // nothing is lost
/// # let _ = draft;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAReport(Box<Refused>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Refused {
    findings: Findings,
    draft: Draft,
}

impl NotAReport {
    /// What the rules find in the draft.
    pub fn findings(&self) -> &Findings {
        &self.0.findings
    }

    /// The cells that hold no number, in form order.
    pub fn without_number(&self) -> impl Iterator<Item = CellId> {
        self.0.draft.cells().filter(|(_, cell)| cell.number().is_none()).map(|(id, _)| id)
    }

    /// The draft, unchanged.
    #[must_use]
    pub fn into_draft(self) -> Draft {
        self.0.draft
    }
}

/// What is lacking, then each error.
impl fmt::Display for NotAReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = &self.0.draft.header;
        let mut lacking = Vec::new();
        if header.organ.as_deref().is_none_or(|organ| organ.trim().is_empty()) {
            lacking.push("no organ is stated".to_owned());
        }
        if header.year.is_none() {
            lacking.push("no year is stated".to_owned());
        }
        let cells: Vec<_> = self.without_number().take(4).map(CellId::as_str).collect();
        if let [first, ..] = cells.as_slice() {
            let n = self.without_number().count();
            let named = if n > 3 { format!("{first}, …") } else { cells.join(", ") };
            lacking.push(format!("{n} cells hold no number ({named})"));
        }
        write!(f, "the draft is no report: {}", lacking.join("; "))?;
        for (i, error) in self.0.findings.errors().enumerate() {
            let sep = if i == 0 && lacking.is_empty() { "" } else { "\n" };
            write!(f, "{sep}{}: {}", error.rule, error.message(super::Language::English))?;
        }
        Ok(())
    }
}

impl std::error::Error for NotAReport {}

/// Proves a draft: it has an organ and a year, a number in every cell of its edition, and violates no relation. Warnings
/// and notes do not block it. Blanks and dashes are no numbers: see [`Draft::blanks_as_zero`] and [`Draft::apply`].
impl TryFrom<Draft> for Report {
    type Error = NotAReport;

    fn try_from(mut draft: Draft) -> Result<Self, NotAReport> {
        // What the rules find is asked only of a draft that is none.
        draft.take_report().ok_or_else(|| NotAReport(Box::new(Refused { findings: draft.check(), draft })))
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;
    use crate::form::{Edition, UnknownCode};

    #[test]
    fn errors_are_small_and_say_what_they_say_once() {
        assert!(size_of::<NotAReport>() <= 32);
        assert!(size_of::<UnknownCode>() <= 32);
        let error = Report::try_from(Draft::blank(Edition::Revised2021)).unwrap_err();
        assert!(error.source().is_none());
        assert_eq!(error.to_string().matches("no year").count(), 1);
    }
}
