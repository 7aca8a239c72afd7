//! Checking as one types: after each entry, only what it affects.

use super::findings::{Findings, collect};
use super::solve::{Solution, judge_stated};
use super::{Finding, Rules};
use crate::draft::{Cell, Draft, SetError, State};
use crate::form::CellId;

/// A draft that is checked while it is filled in. An entry re-checks the relations that its cell is part of, and all
/// relations only if something is open: a blank total, a missing or unreadable cell, a run.
///
/// ```
/// use disclosure_report::check::Status;
/// use disclosure_report::{CheckedDraft, Draft, Edition, Rules};
///
/// let mut form = CheckedDraft::new(Draft::blank(Edition::Revised2021), Rules::default());
/// form.set("review.upheld".parse()?, 10u32)?;
/// let said = form.set("review.total".parse()?, 0u32)?;
/// assert_eq!(said[0].message(disclosure_report::Language::English), "行政复议 (review): 10 + 0 + 0 + 0 = 10, but 总计 is 0");
/// assert!(form.set("review.total".parse()?, 10u32)?.is_empty());
/// assert_eq!(form.findings(), form.draft().check());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct CheckedDraft {
    draft: Draft,
    rules: Rules,
    solution: Solution,
    /// Whether every cell of every relation is stated, so that the relations do not depend on each other.
    closed: bool,
}

impl CheckedDraft {
    /// Checks `draft` once, and is ready for entries.
    #[must_use]
    pub fn new(draft: Draft, rules: Rules) -> Self {
        let solution = Solution::of(&draft, rules.skip(&draft));
        let closed = is_closed(&draft);
        Self { draft, rules, solution, closed }
    }

    /// Puts something into a cell. Returns what the rules now say of this cell and of the relations that it is part of,
    /// most serious first.
    ///
    /// # Errors
    ///
    /// Those of [`Draft::set`]; nothing is changed then.
    pub fn set(&mut self, cell: CellId, content: impl Into<Cell>) -> Result<Vec<Finding>, SetError> {
        self.draft.set(cell, content)?;
        self.check_around(cell);
        let about = |finding: &Finding| finding.cells.iter().any(|term| term.cell == cell);
        Ok(self.findings().into_iter().filter(about).collect())
    }

    fn check_around(&mut self, cell: CellId) {
        self.closed = self.closed && !is_blank_total(&self.draft, cell);
        if self.closed {
            let relations = self.draft.edition().relations().iter().zip(&mut self.solution.judgements);
            for (relation, judgement) in relations.filter(|(relation, _)| relation.cells().contains(&cell)) {
                match judge_stated(&self.draft, relation) {
                    Some(next) => *judgement = next,
                    None => self.closed = false,
                }
            }
        }
        if !self.closed {
            self.solution = Solution::of(&self.draft, self.rules.skip(&self.draft));
            self.closed = is_closed(&self.draft);
        }
    }

    /// What the rules say of the whole draft: the same as [`Draft::check_with`].
    pub fn findings(&self) -> Findings {
        collect(&self.draft, &self.rules, &self.solution)
    }

    /// The draft as it is now.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The draft, to go on without checking.
    #[must_use]
    pub fn into_draft(self) -> Draft {
        self.draft
    }
}

/// Whether every relation can be checked by itself: no cell is open, and none depends on others for its meaning.
fn is_closed(draft: &Draft) -> bool {
    let relations = draft.edition().relations();
    let alone = |cell: &CellId| !is_blank_total(draft, *cell);
    relations.iter().all(|relation| relation.cells().iter().all(alone) && judge_stated(draft, relation).is_some())
}

/// A blank total means zero or nothing, depending on its parts.
fn is_blank_total(draft: &Draft, cell: CellId) -> bool {
    cell.is_total() && draft.cell(cell).is_some_and(|content| content.state == State::Blank)
}
