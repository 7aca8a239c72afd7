//! Checking as one types: after each entry, only what it affects.

use std::ops::ControlFlow;

use super::apply::Application;
use super::findings::{Findings, collect};
use super::solve::{Solution, is_closed};
use super::{Finding, Rules};
use crate::draft::{Cell, Draft, SetError, StateKind};
use crate::form::CellId;

/// A draft that is checked while it is filled in. An entry re-checks the relations that its cell is part of, at most three,
/// and all relations only if something is open: a cell that is not given yet, a blank total, unreadable text, a run.
///
/// A form to be filled in begins with every cell missing ([`Draft::new`]): what is not given yet is no error, and
/// [`CheckedDraft::progress`] says what is still to be given and which sums are complete.
///
/// ```
/// use disclosure_report::{CheckedDraft, Draft, Edition, Language, Rules, Severity};
///
/// let mut form = CheckedDraft::new(Draft::new(Edition::Revised2021), Rules::default());
/// for (cell, text) in [("upheld", "10"), ("corrected", ""), ("other", "-"), ("pending", "0")] {
///     let said = form.set_text(format!("review.{cell}").parse()?, text)?;
///     assert!(said.iter().all(|finding| finding.severity > Severity::Error));
/// }
/// let total = "review.total".parse()?;
/// let said = form.set(total, 0)?;
/// assert_eq!(said[0].message(Language::English), "行政复议 (review): 10 + 空 + — + 0 = 10, but 总计 is 0");
/// assert!(form.set(total, 10)?.is_empty());
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
        let Some(at) = self.draft.edition().position(cell) else { return Ok(Vec::new()) };
        self.check_around(at);
        // What a number is told by itself is told by its relations, its row and itself alone.
        if self.closed && self.rules.waivers.is_empty() && self.draft.state_at(at) == StateKind::Number {
            return Ok(self.said_of(at));
        }
        let about = |finding: &Finding| finding.cells.iter().any(|term| term.cell == cell);
        Ok(self.findings().into_iter().filter(about).collect())
    }

    /// Puts into a cell what a text says, as a field of a form gives it: see [`Cell::from_text`](crate::Cell::from_text).
    /// Returns what [`CheckedDraft::set`] returns.
    ///
    /// # Errors
    ///
    /// [`SetError::NotOnForm`] if the edition has no such cell; nothing is changed then.
    pub fn set_text(&mut self, cell: CellId, text: &str) -> Result<Vec<Finding>, SetError> {
        let edition = self.draft.edition();
        let column = edition.column(cell).ok_or(SetError::NotOnForm { cell, edition })?;
        self.set(cell, Cell::from_text(text, column.kind))
    }

    fn check_around(&mut self, at: usize) {
        let plan = self.draft.edition().plan();
        if self.closed && plan.related.has(at) {
            let is_stated = match self.draft.state_at(at) {
                StateKind::Number => self.draft.whole().has(at),
                StateKind::Dash => true,
                // A blank total means zero or nothing, depending on its parts.
                StateKind::Blank => !plan.totals.has(at),
                StateKind::Ambiguous | StateKind::Unreadable | StateKind::Missing => false,
            };
            if is_stated {
                for relation in plan.relations_of[at].iter() {
                    let (left, right) = plan.terms[relation].sides(self.draft.figures());
                    if left == right {
                        self.solution.violated.remove(relation);
                    } else {
                        self.solution.violated.insert(relation);
                    }
                }
                return;
            }
        } else if self.closed {
            return;
        }
        self.solution = Solution::of(&self.draft, self.rules.skip(&self.draft));
        self.closed = is_closed(&self.draft);
    }

    /// What the rules say of a cell with a number, and of the relations and the row that it is part of.
    fn said_of(&self, at: usize) -> Vec<Finding> {
        let mut said = Vec::new();
        let sink = &mut |finding: Finding| {
            said.push(finding);
            ControlFlow::Continue(())
        };
        let _ = Application::new(&self.draft, &self.rules, sink).about(at, &self.solution);
        said.sort_by_key(Finding::order);
        said
    }

    /// What the rules say of the whole draft: the same as [`Draft::check_with`].
    pub fn findings(&self) -> Findings {
        collect(&self.draft, &self.rules, self.solution.clone())
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
