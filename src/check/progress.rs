//! What of a form is filled in so far.

use super::CheckedDraft;
use crate::draft::{Draft, StateKind};
use crate::form::{CellId, CellSet, Edition, Relation, RelationSet};

/// What of a form is filled in so far, and what is still to be given.
///
/// ```
/// use disclosure_report::{CheckedDraft, Draft, Edition, Rules};
///
/// let mut form = CheckedDraft::new(Draft::new(Edition::Revised2021), Rules::default());
/// for (cell, text) in [("upheld", "10"), ("corrected", "1"), ("other", ""), ("pending", "-")] {
///     form.set_text(format!("review.{cell}").parse()?, text)?;
/// }
/// assert_eq!(form.progress().to_fill_in().count(), 196);
/// assert_eq!(form.progress().complete().count(), 0); // 总计 is still to be given
/// form.set("review.total".parse()?, 11)?;
/// let complete: Vec<_> = form.progress().complete().map(|sum| sum.total().unwrap().as_str()).collect();
/// assert_eq!(complete, ["review.total"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    edition: Edition,
    missing: CellSet,
    complete: RelationSet,
}

impl Progress {
    /// The cells that are still to be given, in form order: those that are missing.
    pub fn to_fill_in(&self) -> impl Iterator<Item = CellId> + use<> {
        let cells = self.edition.cells();
        self.missing.iter().map(|at| cells[at])
    }

    /// The sums all of whose cells are stated, whether they agree or not, in form order.
    pub fn complete(&self) -> impl Iterator<Item = &'static Relation> + use<> {
        let relations = self.edition.relations();
        self.complete.iter().map(|at| &relations[at])
    }

    /// The sums that can't be checked yet, since not all of their cells are stated.
    pub fn incomplete(&self) -> impl Iterator<Item = &'static Relation> + use<> {
        let relations = self.edition.relations();
        (RelationSet::all(self.edition) - self.complete).iter().map(|at| &relations[at])
    }

    /// Whether every cell is given: a number, a blank or a dash, or text that can't be read.
    #[must_use]
    pub fn is_filled_in(&self) -> bool {
        self.missing.is_empty()
    }
}

impl Draft {
    /// What of the form is filled in so far: see [`Progress`].
    #[must_use]
    pub fn progress(&self) -> Progress {
        let edition = self.edition();
        let stated = self.counted() | self.in_state(StateKind::Number);
        let is_complete = |relation: &usize| edition.plan().terms[*relation].set.is_within(stated);
        Progress {
            edition,
            missing: self.in_state(StateKind::Missing),
            complete: (0..edition.relations().len()).filter(is_complete).collect(),
        }
    }
}

impl CheckedDraft {
    /// What of the form is filled in so far: see [`Progress`].
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.draft().progress()
    }
}
