//! The smallest sets of cells whose change satisfies every relation (Fellegi and Holt's localisation).
//!
//! A set is grown by a cell of a relation that it does not satisfy: whatever satisfies that relation has to change one
//! of its cells, so that no set is missed; and a cell that was tried is left out of what is tried after it, so that no
//! set comes twice. How much each cell changes follows from the relations.

use super::system::{Fix, Mask, Settled, System, ones};
use crate::form::CellId;

/// The largest sets that are searched for exhaustively.
pub(super) const EXACT: usize = 3;

/// The most cells that a relation-by-relation repair may have, and the most steps spent on it.
const MOST: usize = 16;
const STEPS: usize = 4_000;

/// How many sets are kept.
const KEPT: usize = 4_096;

/// All sets of `size` cells, none of them idle, whose change satisfies every relation.
pub(super) fn sets_of(system: &System, component: Mask, size: usize) -> Vec<Vec<Fix>> {
    let mut cells = system.impossible(component);
    let mut search = Search { system, component, excluded: [false; CellId::COUNT], found: Vec::new() };
    if cells.len() <= size {
        search.grow(&mut cells, size);
    }
    search.found.retain(|fixes| fixes.len() == size);
    search.found
}

/// Sets larger than are searched for exhaustively, in which each cell alone accounts for all the relations that it
/// stands in.
pub(super) fn larger_sets(system: &System, component: Mask) -> Vec<Vec<Fix>> {
    let mut found = Vec::new();
    if system.impossible(component).is_empty() {
        one_by_one(system, component, &mut Vec::new(), &mut STEPS.clone(), &mut found);
    }
    found
}

struct Search<'a> {
    system: &'a System,
    component: Mask,
    excluded: [bool; CellId::COUNT],
    found: Vec<Vec<Fix>>,
}

impl Search<'_> {
    fn grow(&mut self, cells: &mut Vec<CellId>, size: usize) {
        let conflict = match self.system.settle(self.component, cells) {
            Settled::Solved(fixes) => {
                if self.found.len() < KEPT {
                    self.found.push(fixes);
                }
                return;
            }
            Settled::Loose => return,
            Settled::Conflict(relations) => relations,
        };
        let left = size - cells.len();
        if left == 0 {
            return;
        }
        let touched = cells.iter().fold(0, |mask, cell| mask | self.system.hard_of(*cell));
        let missed = self.system.violated & self.component & !touched;
        let mut tried = Vec::new();
        for relation in ones(conflict) {
            for cell in self.system.terms(1 << relation) {
                let known = self.excluded[cell.index()] || cells.contains(cell);
                if known || !self.system.is_changeable(*cell) || tried.contains(cell) {
                    continue;
                }
                let still = (missed & !self.system.hard_of(*cell)).count_ones() as usize;
                if still <= self.system.most_relations() * (left - 1) {
                    cells.push(*cell);
                    self.grow(cells, size);
                    cells.pop();
                }
                self.excluded[cell.index()] = true;
                tried.push(*cell);
            }
        }
        for cell in tried {
            self.excluded[cell.index()] = false;
        }
    }
}

/// Beyond the exhaustive search: each relation that is off is put right by one cell, all of whose relations are off by
/// the same.
fn one_by_one(system: &System, component: Mask, fixes: &mut Vec<Fix>, steps: &mut usize, found: &mut Vec<Vec<Fix>>) {
    let done = fixes.iter().fold(0, |mask, fix| mask | system.hard_of(fix.cell));
    let open = system.violated & component & !done;
    if open == 0 {
        found.push(fixes.clone());
        return;
    }
    if fixes.len() == MOST || *steps == 0 {
        return;
    }
    *steps -= 1;
    let choices = ones(open).map(|at| {
        let cells = system.terms(1 << at).iter();
        cells.filter_map(|cell| accountable(system, *cell, 1 << at, open)).collect::<Vec<_>>()
    });
    let Some(choices) = choices.min_by_key(Vec::len) else { return };
    for fix in choices {
        fixes.push(fix);
        one_by_one(system, component, fixes, steps, found);
        fixes.pop();
    }
}

/// The one change of a cell that puts right all the relations it stands in, if all are off by the same.
fn accountable(system: &System, cell: CellId, relation: Mask, open: Mask) -> Option<Fix> {
    let delta = system.asked(cell, relation);
    let all = system.hard_of(cell);
    let same = all & !open == 0 && ones(all).all(|at| system.asked(cell, 1 << at) == delta);
    let fix = Fix { cell, to: system.value(cell).saturating_add(delta) };
    (same && system.is_changeable(cell) && system.may_be(cell, fix.to)).then_some(fix)
}
