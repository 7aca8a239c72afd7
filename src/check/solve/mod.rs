//! The relations as a system of sums: which hold, which are violated, and what follows for cells that are not stated.
//!
//! A relation holds, is violated, or is undecided. If all its cells are stated, two sums and a comparison judge it. If
//! cells are open, every relation in turn narrows the values that they can take, round after round until nothing
//! changes; a cell with one value left is imputed.

mod narrow;
mod reach;

use super::imputation::{Bounds, Imputation, PossibleReadings};
use super::{Imbalance, Status};
use crate::draft::{Draft, RelationValue};
use crate::form::{CellId, Relation, RelationSet};
use crate::quantity::Number;
use narrow::Narrowing;

/// How many rounds there are at the most. A few are enough as a rule; relations that contradict each other over open
/// cells could push bounds up one by one.
pub(crate) const ROUNDS: usize = 64;

/// Decimals kept when a count has a fraction.
pub(crate) const DECIMALS: u32 = 12;

/// The state of one relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Judgement {
    Holds,
    Undecided,
    Violated(Imbalance),
}

impl Judgement {
    pub(crate) fn status(&self) -> Option<Status> {
        match self {
            Self::Holds => None,
            Self::Undecided => Some(Status::Undecided),
            Self::Violated(_) => Some(Status::Violated),
        }
    }

    pub(crate) fn imbalance(&self) -> Option<Imbalance> {
        match self {
            Self::Violated(imbalance) => Some(*imbalance),
            Self::Holds | Self::Undecided => None,
        }
    }

    fn violated(left: i128, right: i128, scale: u32) -> Option<Self> {
        Some(Self::Violated(Imbalance {
            left: Number::from_scaled(left, scale)?,
            right: Number::from_scaled(right, scale)?,
            delta: Number::from_scaled(left.checked_sub(right)?, scale)?,
        }))
    }
}

/// The relations of a draft's edition, judged, and what follows from them.
#[derive(Clone, Debug)]
pub(crate) struct Solution {
    /// One for each of [`Edition::relations`](crate::Edition::relations).
    pub(crate) judgements: Vec<Judgement>,
    pub(crate) imputations: Vec<Imputation>,
    pub(crate) bounds: Vec<Bounds>,
    pub(crate) readings: Vec<PossibleReadings>,
}

impl Solution {
    /// The relations to `skip`, since they are waived or switched off, have a judgement too, but it says nothing about the
    /// cells of others.
    pub(crate) fn of(draft: &Draft, skip: RelationSet) -> Self {
        let relations = draft.edition().relations();
        let stated: Option<Vec<_>> = relations.iter().map(|relation| judge_stated(draft, relation)).collect();
        match stated {
            Some(judgements) => Self { judgements, imputations: Vec::new(), bounds: Vec::new(), readings: Vec::new() },
            None => Narrowing::new(draft).solve(draft, skip),
        }
    }

    /// The relations that are violated.
    pub(crate) fn violated(&self) -> RelationSet {
        let judged = self.judgements.iter().enumerate();
        judged.filter(|(_, judgement)| judgement.status() == Some(Status::Violated)).map(|(at, _)| at).collect()
    }
}

/// The judgement of a relation whose cells are all stated as whole numbers; else `None`.
pub(crate) fn judge_stated(draft: &Draft, relation: &Relation) -> Option<Judgement> {
    let sum = |cells: &[CellId]| {
        cells.iter().try_fold(0_i128, |sum, cell| match draft.value_in_relation(*cell) {
            RelationValue::Number(number) => sum.checked_add(number.to_integer()?),
            RelationValue::Unknown | RelationValue::Run => None,
        })
    };
    let (left, right) = (sum(relation.left())?, sum(relation.right())?);
    if left == right { Some(Judgement::Holds) } else { Judgement::violated(left, right, 0) }
}
