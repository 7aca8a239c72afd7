//! Proving repairs by trying them.

use super::system::{Fix, System};
use crate::check::solve::Solution;
use crate::draft::{Cell, Draft};
use crate::form::CellId;
use crate::form::RelationSet;
use crate::quantity::Number;

/// A copy of the draft on which changes are tried, and undone again.
pub(super) struct Trial {
    draft: Draft,
    skip: RelationSet,
}

impl Trial {
    pub(super) fn new(draft: &Draft, skip: RelationSet) -> Self {
        Self { draft: draft.cells_alone(), skip }
    }

    /// Whether the changes leave no relation of the part violated.
    pub(super) fn proves(&mut self, part: &System, fixes: &[Fix]) -> bool {
        let mut before: Vec<(CellId, Cell)> = Vec::new();
        for fix in fixes {
            let number = Number::from_scaled(fix.to.into(), 0);
            if let Some(cell) = number.and_then(|number| self.draft.set(fix.cell, number).ok()) {
                before.push((fix.cell, cell));
            }
        }
        let violated = Solution::of(&self.draft, self.skip).violated & part.relations;
        let all_set = before.len() == fixes.len();
        for (cell, content) in before {
            // A cell takes what it held before.
            let _ = self.draft.set(cell, content);
        }
        all_set && violated.is_empty()
    }
}
