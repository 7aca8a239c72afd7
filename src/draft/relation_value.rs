//! What a cell says within a relation.

use super::{Draft, State};
use crate::form::{CellId, Relation};
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
        match self.cell(id).map(|cell| cell.state) {
            Some(State::Number { value, .. }) => RelationValue::Number(value),
            Some(State::Dash(_)) => RelationValue::Number(Number::ZERO),
            Some(State::Blank) if self.blank_means_zero(id) => RelationValue::Number(Number::ZERO),
            Some(State::Ambiguous) => RelationValue::Run,
            Some(State::Blank | State::Unreadable(_) | State::Missing) | None => RelationValue::Unknown,
        }
    }

    /// A blank part is zero. A blank total is zero only if every part of its own sums is; else it was left out.
    fn blank_means_zero(&self, id: CellId) -> bool {
        // A total of totals asks after those, which ask after plain parts: two steps at most.
        self.edition
            .sums_of(id)
            .flat_map(Relation::left)
            .all(|part| matches!(self.value_in_relation(*part), RelationValue::Number(n) if n.is_zero()))
    }
}
