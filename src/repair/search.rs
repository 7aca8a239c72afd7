//! The smallest sets of cells whose change satisfies every relation (Fellegi and Holt's error localization).
//!
//! A set is grown by a cell of a relation that it does not satisfy: whatever satisfies that relation changes one of its
//! cells, so no set is missed. A cell that was tried is left out of what is tried after it, so no set is found twice. How
//! much each cell changes follows from the relations.

use super::system::{Fix, Settled, System};
use crate::form::CellId;
use crate::form::RelationSet;

/// The largest sets that are searched for exhaustively.
pub(super) const EXACT: usize = 3;

/// The most cells of a set that is built relation by relation, and the most steps spent on all of these.
const MOST: usize = 16;
const STEPS: usize = 4_000;

/// How many sets are kept.
const KEPT: usize = 4_096;

/// All sets of `size` cells, none of them superfluous, whose change satisfies every relation.
pub(super) fn sets_of(system: &System, size: usize) -> Vec<Vec<Fix>> {
    let mut cells = system.to_be_changed();
    let mut search = Search { system, excluded: [false; CellId::COUNT], found: Vec::new() };
    if cells.len() <= size {
        search.grow(&mut cells, size);
    }
    search.found.retain(|fixes| fixes.len() == size);
    search.found
}

struct Search<'a> {
    system: &'a System,
    excluded: [bool; CellId::COUNT],
    found: Vec<Vec<Fix>>,
}

impl Search<'_> {
    fn grow(&mut self, cells: &mut Vec<CellId>, size: usize) {
        let conflict = match self.system.settle(cells) {
            Settled::Solved(fixes) => {
                if self.found.len() < KEPT {
                    self.found.push(fixes);
                }
                return;
            }
            Settled::Undetermined => return,
            Settled::Conflict(relations) => relations,
        };
        let left = size - cells.len();
        if left == 0 {
            return;
        }
        let missed = cells.iter().fold(self.system.violated, |missed, cell| missed - self.system.binding_on(*cell));
        let mut tried = Vec::new();
        for cell in conflict.iter().flat_map(|relation| self.system.cells_in(relation)) {
            let known = self.excluded[cell.index()] || cells.contains(cell);
            if known || !self.system.is_changeable(*cell) {
                continue;
            }
            let still_missed = (missed - self.system.binding_on(*cell)).len();
            if still_missed <= self.system.most_relations * (left - 1) {
                cells.push(*cell);
                self.grow(cells, size);
                cells.pop();
            }
            self.excluded[cell.index()] = true;
            tried.push(*cell);
        }
        for cell in tried {
            self.excluded[cell.index()] = false;
        }
    }
}

/// Sets larger than are searched for exhaustively, in which each cell alone accounts for all the relations that it is
/// part of.
pub(super) fn larger_sets(system: &System) -> Vec<Vec<Fix>> {
    let mut found = Vec::new();
    if system.to_be_changed().is_empty() {
        relation_by_relation(system, system.violated, &mut Vec::new(), &mut STEPS.clone(), &mut found);
    }
    found
}

/// Satisfies the relations that are still `off`, each by one cell all of whose relations are off by the same amount.
fn relation_by_relation(
    system: &System,
    off: RelationSet,
    fixes: &mut Vec<Fix>,
    steps: &mut usize,
    found: &mut Vec<Vec<Fix>>,
) {
    if off.is_empty() {
        found.push(fixes.clone());
        return;
    }
    if fixes.len() == MOST || *steps == 0 {
        return;
    }
    *steps -= 1;
    let choices = off.iter().map(|relation| {
        let cells = system.cells_in(relation).iter();
        cells.filter_map(|cell| accountable(system, *cell, relation, off)).collect::<Vec<_>>()
    });
    let Some(choices) = choices.min_by_key(Vec::len) else { return };
    for fix in choices {
        fixes.push(fix);
        relation_by_relation(system, off - system.binding_on(fix.cell), fixes, steps, found);
        fixes.pop();
    }
}

/// The one change of a cell that satisfies all relations it is part of, if all are off by the same amount.
fn accountable(system: &System, cell: CellId, relation: usize, off: RelationSet) -> Option<Fix> {
    let by = system.change_needed(cell, relation);
    let all = system.binding_on(cell);
    let same = (all - off).is_empty() && all.iter().all(|relation| system.change_needed(cell, relation) == by);
    let fix = Fix { cell, to: system.value(cell).saturating_add(by) };
    (same && system.is_changeable(cell) && system.may_become(cell, fix.to)).then_some(fix)
}
