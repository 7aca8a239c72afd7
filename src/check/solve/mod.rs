//! The relations as a system of sums: which hold, which are violated, and what follows for cells that are not stated.
//!
//! Where all cells are stated, one pass over the figures says which relations are violated. Where some are open, what the
//! relations leave for them is narrowed in rounds: see [`rounds`].

mod reach;
mod rounds;

use super::Imbalance;
use super::imputation::{Bounds, Imputation, PossibleReadings};
use crate::draft::{Draft, StateKind};
use crate::form::{CellSet, RelationSet};
use crate::quantity::Number;
use rounds::Rounds;

/// How many rounds there are at the most. A few are enough as a rule; relations that contradict each other over open
/// cells could push bounds up one by one.
pub(crate) const ROUNDS: usize = 64;

/// Decimals kept when a count has a fraction: as many as leave both sides of every relation a number that can be held.
pub(crate) const DECIMALS: u32 = 11;

/// More than the cells of any relation.
const CELLS: i128 = 32;

/// The largest reading of a digit run that is worked with, in units: so many of them add up to a number that can be held.
const LARGEST: i128 = ((1 << 96) - 1) / CELLS;

const _: () = assert!((1 << 53) * 10_i128.pow(DECIMALS) <= LARGEST);

/// The relations of a draft's edition, judged, and what follows from them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Solution {
    /// The relations that no choice satisfies.
    pub(crate) violated: RelationSet,
    /// The relations that can be satisfied, but not all of whose cells are stated.
    pub(crate) undecided: RelationSet,
    /// The cells that are stated, as numbers that can be worked with or as what counts as 0.
    pub(crate) stated: CellSet,
    /// What follows where cells are open; nothing if none is.
    pub(crate) open: Option<Box<Open>>,
}

/// What follows for cells that are not stated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Open {
    /// The violated relations that have more than whole numbers in them.
    pub(crate) violations: Vec<Violation>,
    pub(crate) imputations: Vec<Imputation>,
    pub(crate) bounds: Vec<Bounds>,
    pub(crate) readings: Vec<PossibleReadings>,
}

/// A violated relation, both sides as near to each other as they can be.
#[derive(Clone, Debug)]
pub(crate) struct Violation {
    pub(crate) relation: usize,
    pub(crate) imbalance: Imbalance,
    /// What the other relations had left for its cells that are not stated.
    pub(crate) bounds: Box<[Bounds]>,
}

impl Solution {
    /// The relations to `skip`, since they are waived or switched off, are judged too, but say nothing about the cells of
    /// others.
    pub(crate) fn of(draft: &Draft, skip: RelationSet) -> Self {
        let plan = draft.edition().plan();
        let counted = draft.counted();
        let violated = draft.edition().violated_by(draft.figures());
        if plan.related.is_within(counted) {
            return Self { violated, stated: counted, ..Self::default() };
        }
        Rounds::new(draft, counted, violated, skip).solve()
    }

    /// Both sides of a violated relation.
    pub(crate) fn imbalance(&self, draft: &Draft, relation: usize) -> Imbalance {
        self.violation(relation).map_or_else(
            || {
                let (left, right) = draft.edition().plan().terms[relation].sides(draft.figures());
                Imbalance { left: left.into(), right: right.into(), delta: (left - right).into() }
            },
            |violation| violation.imbalance,
        )
    }

    /// What the other relations had left for the cells of a violated relation that are not stated.
    pub(crate) fn bounds_in(&self, relation: usize) -> &[Bounds] {
        self.violation(relation).map_or(&[], |violation| &violation.bounds)
    }

    fn violation(&self, relation: usize) -> Option<&Violation> {
        self.open.as_ref()?.violations.iter().find(|violation| violation.relation == relation)
    }
}

/// Whether the relations can be judged one by one, by the figures alone: every cell counts, and what none counts as depends
/// on others.
pub(super) fn is_closed(draft: &Draft) -> bool {
    let plan = draft.edition().plan();
    let blank_totals = draft.in_state(StateKind::Blank) & plan.totals;
    blank_totals.is_empty() && plan.related.is_within(draft.counted())
}

/// Both sides of a relation in units of 10⁻ˢᶜᵃˡᵉ.
fn imbalance(left: i128, right: i128, scale: u32) -> Option<Imbalance> {
    Some(Imbalance {
        left: Number::from_scaled(left, scale)?,
        right: Number::from_scaled(right, scale)?,
        delta: Number::from_scaled(left.checked_sub(right)?, scale)?,
    })
}
