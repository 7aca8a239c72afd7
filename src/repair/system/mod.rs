//! A part of the form as a system of sums: which are off, by how much, and which cells could make up for it.

mod build;
mod eliminate;
mod settle;
#[cfg(test)]
mod tests;

pub(super) use build::parts;
pub(super) use settle::Settled;

use crate::form::RelationSet;
use crate::form::{CellId, Edition, Table};
use crate::quantity::Count;

/// One cell and what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fix {
    pub(super) cell: CellId,
    pub(super) to: i64,
}

/// What may become of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Freedom {
    /// It counts with its value, and may be changed.
    MayChange,
    /// It can't be what it is (below zero, or a fraction): it counts as 0 and has to be changed.
    MustChange,
    /// It is not stated, and takes what the relations give it: an open cell.
    Open,
}

/// Relations that are connected by their cells, and those cells.
#[derive(Clone)]
pub(super) struct System {
    pub(super) edition: Edition,
    pub(super) relations: RelationSet,
    /// Relations that have to be met exactly: those without open cells, and those that no value of an open cell can
    /// satisfy.
    binding: RelationSet,
    /// The binding relations that are off.
    pub(super) violated: RelationSet,
    freedom: [Freedom; CellId::COUNT],
    values: [i64; CellId::COUNT],
    /// The relations in which a cell counts on the left, and on the right.
    left: [RelationSet; CellId::COUNT],
    right: [RelationSet; CellId::COUNT],
    /// Left minus right of each relation.
    residuals: Vec<i64>,
    /// The same where every open cell counts as 0.
    residuals_of_stated: Vec<i64>,
    /// The cells of each relation.
    cells: Vec<Vec<CellId>>,
    /// The most binding relations of any cell: three on the form, more once open cells are eliminated.
    pub(super) most_relations: usize,
}

impl System {
    /// What a cell counts as.
    pub(super) fn value(&self, cell: CellId) -> i64 {
        self.values[cell.index()]
    }

    /// Whether a cell may be changed.
    pub(super) fn is_changeable(&self, cell: CellId) -> bool {
        self.freedom[cell.index()] != Freedom::Open && !self.relations_of(cell).is_empty()
    }

    /// Whether a cell may be changed to `value`.
    pub(super) fn may_become(&self, cell: CellId, value: i64) -> bool {
        let changes = value != self.value(cell) || self.freedom[cell.index()] == Freedom::MustChange;
        changes && u64::try_from(value).is_ok_and(|value| Count::new(value).is_ok())
    }

    /// The relations that a cell is part of.
    pub(super) fn relations_of(&self, cell: CellId) -> RelationSet {
        self.left[cell.index()] | self.right[cell.index()]
    }

    /// The binding relations that a cell is part of.
    pub(super) fn binding_on(&self, cell: CellId) -> RelationSet {
        self.relations_of(cell) & self.binding
    }

    /// The cells of a relation.
    pub(super) fn cells_in(&self, relation: usize) -> &[CellId] {
        self.cells.get(relation).map_or(&[], Vec::as_slice)
    }

    /// Every total with its parts.
    pub(super) fn sums(&self) -> impl Iterator<Item = (CellId, &'static [CellId])> {
        let relations = self.relations.iter().filter_map(|relation| self.edition.relations().get(relation));
        relations.filter_map(|relation| Some((relation.total()?, relation.left())))
    }

    /// The cells that may be changed, in form order.
    pub(super) fn changeable(&self) -> Vec<CellId> {
        self.edition.cells().iter().copied().filter(|cell| self.is_changeable(*cell)).collect()
    }

    /// The cells that can't stay as they are, in form order.
    pub(super) fn to_be_changed(&self) -> Vec<CellId> {
        let must = |cell: &CellId| self.freedom[cell.index()] == Freedom::MustChange;
        self.changeable().into_iter().filter(must).collect()
    }

    /// Whether a cell takes what the relations give it.
    pub(super) fn has_open_cells(&self) -> bool {
        let is_open =
            |cell: &CellId| self.freedom[cell.index()] == Freedom::Open && !self.relations_of(*cell).is_empty();
        self.edition.cells().iter().any(is_open)
    }

    /// The rows whose cells may all be changed: their cells, total last.
    pub(super) fn changeable_rows(&self) -> Vec<Vec<CellId>> {
        let with_sums = self.edition.rows().iter().filter(|row| row.table() != Table::Proactive);
        let rows = with_sums.map(|row| row.cells().map(|(cell, _)| cell).collect::<Vec<_>>());
        rows.filter(|row| row.iter().all(|cell| self.is_changeable(*cell))).collect()
    }

    /// By how much a cell would have to change if it alone had to satisfy a relation that it is part of.
    pub(super) fn change_needed(&self, cell: CellId, relation: usize) -> i64 {
        -self.residual(relation) * self.sign(cell, relation)
    }

    /// 1 if both cells are on one side of the relation, -1 if they are on opposite sides.
    pub(super) fn same_side(&self, a: CellId, b: CellId, relation: usize) -> i64 {
        self.sign(a, relation) * self.sign(b, relation)
    }

    /// 1 on the left of a relation, -1 on its right, 0 if it is no part of it.
    fn sign(&self, cell: CellId, relation: usize) -> i64 {
        i64::from(self.left[cell.index()].has(relation)) - i64::from(self.right[cell.index()].has(relation))
    }

    fn restrict_to(&mut self, relations: RelationSet) {
        for set in [&mut self.relations, &mut self.binding, &mut self.violated] {
            *set = *set & relations;
        }
        for set in self.left.iter_mut().chain(&mut self.right) {
            *set = *set & relations;
        }
    }

    fn residual(&self, relation: usize) -> i64 {
        self.residuals.get(relation).copied().unwrap_or(0)
    }
}
