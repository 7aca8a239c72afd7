//! What the cells say within the relations.

use super::{Draft, StateKind};
use crate::form::{CellId, CellSet};
use crate::quantity::Number;

/// What a cell says within a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RelationValue {
    /// This number: the cell's, or zero for a dash and for a blank that can only mean zero.
    Number(Number),
    /// Any count: the cell is missing or unreadable, or a total left blank over parts that are not all zero.
    Unknown,
    /// One of the readings of the run that covers the cell.
    Run,
}

impl Draft {
    /// What a cell of the edition says within a relation.
    pub(crate) fn value_in_relation(&self, id: CellId) -> RelationValue {
        let Some(at) = self.edition.position(id) else { return RelationValue::Unknown };
        match self.cells.state(at) {
            StateKind::Ambiguous => RelationValue::Run,
            StateKind::Blank if !self.counted().has(at) => RelationValue::Unknown,
            StateKind::Blank | StateKind::Dash => RelationValue::Number(Number::ZERO),
            StateKind::Number | StateKind::Unreadable | StateKind::Missing => {
                self.cells.number(at).map_or(RelationValue::Unknown, RelationValue::Number)
            }
        }
    }

    /// The cells that count within the relations as [`Draft::figures`] has it: whole numbers, and as 0 dashes, blank parts
    /// and blank totals of which every part counts as 0. Another blank total was left out.
    pub(crate) fn counted(&self) -> CellSet {
        let plan = self.edition.plan();
        let blank = self.in_state(StateKind::Blank);
        let mut counted = self.whole() | self.in_state(StateKind::Dash) | (blank - plan.totals);
        let totals = blank & plan.totals;
        if totals.is_empty() {
            return counted;
        }
        // A total of totals asks after those, which ask after plain parts.
        for of in [totals - plan.totals_of_totals, totals & plan.totals_of_totals] {
            for total in of.iter() {
                let parts = plan.sums_of[total].iter().map(|sum| plan.terms[sum].left_set);
                let mut parts = parts.fold(CellSet::EMPTY, |all, parts| all | parts);
                let is_zero = |part: usize| self.figures()[part] == 0;
                let is_none = parts.is_within(counted) && {
                    parts = parts & self.whole();
                    parts.iter().all(is_zero)
                };
                if is_none {
                    counted.insert(total);
                }
            }
        }
        counted
    }
}
