//! Eliminating open cells, as unknowns from a system of equations.

use super::{Freedom, System};
use crate::form::RelationSet;

impl System {
    /// The same system without its open cells: one relation of each gives the cell its value, which is put into the
    /// others. What follows for the remaining cells has to be met exactly, whatever the open cells are.
    pub(in crate::repair) fn without_open_cells(&self) -> Self {
        let mut system = self.clone();
        system.residuals.clone_from(&self.residuals_of_stated);
        let mut remaining = self.relations;
        for open in self.edition.cells().iter().filter(|cell| self.freedom[cell.index()] == Freedom::Open) {
            let relations = system.relations_of(*open) & remaining;
            let Some(used) = relations.iter().next() else { continue };
            remaining.remove(used);
            for other in (relations & remaining).iter() {
                let factor = system.sign(*open, other) * system.sign(*open, used);
                if !system.subtract(other, used, factor) {
                    remaining.remove(other);
                }
            }
        }
        system.keep_only(remaining);
        system
    }

    /// Subtracts `factor` times one relation from another; `false` if a cell would then count twice.
    fn subtract(&mut self, from: usize, relation: usize, factor: i64) -> bool {
        for cell in self.edition.cells() {
            let sign = self.sign(*cell, from) - factor * self.sign(*cell, relation);
            let (left, right) = (&mut self.left[cell.index()], &mut self.right[cell.index()]);
            left.remove(from);
            right.remove(from);
            match sign {
                0 => {}
                1 => left.insert(from),
                -1 => right.insert(from),
                _ => return false,
            }
        }
        self.residuals[from] -= factor * self.residuals[relation];
        true
    }

    /// Drops all other relations, and those that no cell is left in. What remains is binding.
    fn keep_only(&mut self, remaining: RelationSet) {
        self.restrict_to(remaining);
        let cells = self.edition.cells();
        let cells_in = |at: usize| cells.iter().copied().filter(|cell| self.sign(*cell, at) != 0).collect();
        self.cells = (0..self.residuals.len()).map(cells_in).collect();
        self.relations = remaining.iter().filter(|at| !self.cells_in(*at).is_empty()).collect();
        self.binding = self.relations;
        self.violated = self.relations.iter().filter(|at| self.residual(*at) != 0).collect();
        self.most_relations = cells.iter().map(|cell| self.relations_of(*cell).len()).max().unwrap_or(0);
    }
}
