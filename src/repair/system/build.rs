//! Building systems from a draft whose relations are judged.

use super::{Freedom, System};
use std::ops::BitOr;

use crate::check::solve::Solution;
use crate::draft::{Draft, RelationValue, StateKind};
use crate::form::RelationSet;
use crate::form::{CellId, Edition};
use crate::quantity::Number;

/// The parts of the form in which a relation is off, each a system of its own.
pub(in crate::repair) fn parts(draft: &Draft, solution: &Solution, skip: RelationSet) -> Vec<System> {
    let whole = System::of_form(draft, solution, skip);
    // A relation may be violated only because of a cell that must change, which counts as 0 in the system.
    let mut off = whole.violated | (solution.violated - skip);
    let mut parts = Vec::new();
    while let Some(relation) = off.iter().next() {
        let connected = whole.connected_with(relation);
        off = off - connected;
        let mut part = whole.clone();
        part.restrict_to(connected);
        parts.push(part);
    }
    parts
}

impl System {
    /// All relations of the form but those to be skipped.
    fn of_form(draft: &Draft, solution: &Solution, skip: RelationSet) -> Self {
        let edition = draft.edition();
        let relations = edition.relations();
        let mut system = Self {
            edition,
            relations: RelationSet::all(edition) - skip,
            binding: RelationSet::default(),
            violated: RelationSet::default(),
            freedom: [Freedom::Open; CellId::COUNT],
            values: [0; CellId::COUNT],
            left: [RelationSet::default(); CellId::COUNT],
            right: [RelationSet::default(); CellId::COUNT],
            residuals: vec![0; relations.len()],
            residuals_of_stated: vec![0; relations.len()],
            cells: relations.iter().map(|relation| relation.cells().to_vec()).collect(),
            most_relations: Edition::MOST_RELATIONS_OF_CELL,
        };
        for (at, relation) in relations.iter().enumerate().filter(|(at, _)| !skip.has(*at)) {
            relation.left().iter().for_each(|cell| system.left[cell.index()].insert(at));
            relation.right().iter().for_each(|cell| system.right[cell.index()].insert(at));
        }
        for cell in edition.cells() {
            system.put(draft, *cell);
        }
        for at in system.relations.iter() {
            system.weigh(at, solution.violated.has(at).then(|| solution.imbalance(draft, at).delta));
        }
        system
    }

    /// What a cell counts as, and what may become of it.
    fn put(&mut self, draft: &Draft, cell: CellId) {
        if self.relations_of(cell).is_empty() {
            return;
        }
        let is_blank = draft.state(cell) == Some(StateKind::Blank);
        // A blank total takes what its sums give it, even where it means zero now.
        if is_blank && cell.is_total() {
            return;
        }
        let RelationValue::Number(number) = draft.value_in_relation(cell) else { return };
        let count = number.to_integer().and_then(|value| i64::try_from(value).ok()).filter(|value| *value >= 0);
        self.values[cell.index()] = count.unwrap_or(0);
        self.freedom[cell.index()] = if count.is_some() { Freedom::MayChange } else { Freedom::MustChange };
    }

    /// By how much a relation is off, and whether it is binding; `delta` is what is left minus right if it is violated.
    fn weigh(&mut self, relation: usize, delta: Option<Number>) {
        let cells = self.cells_in(relation);
        let stated = cells.iter().map(|cell| self.value(*cell) * self.sign(*cell, relation)).sum();
        let has_open = cells.iter().any(|cell| self.freedom[cell.index()] == Freedom::Open);
        self.residuals_of_stated[relation] = stated;
        self.residuals[relation] = match delta {
            // At least this much is off, whatever the open cells are.
            Some(delta) if has_open => delta.to_integer().and_then(|delta| i64::try_from(delta).ok()).unwrap_or(stated),
            _ if has_open => return,
            _ => stated,
        };
        self.binding.insert(relation);
        if has_open || stated != 0 {
            self.violated.insert(relation);
        }
    }

    /// The relations that hang together with this one by their cells.
    fn connected_with(&self, relation: usize) -> RelationSet {
        let mut connected = RelationSet::of(relation);
        loop {
            let touching = self.edition.cells().iter().map(|cell| self.relations_of(*cell));
            let touching = touching.filter(|relations| !(*relations & connected).is_empty());
            let next = touching.fold(connected, BitOr::bitor);
            if next == connected {
                return connected;
            }
            connected = next;
        }
    }
}
