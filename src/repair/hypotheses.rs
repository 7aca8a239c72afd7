//! Larger sets that one named slip explains, tried as a whole: the form as it would have been before the slip.

use super::digits::joined;
use super::slip::Slip;
use super::system::{Fix, System};
use crate::form::{CellId, RowRole};

/// What a slip would have changed.
pub(super) struct Hypothesis {
    pub(super) slip: Slip,
    /// How many ways there were to make such a slip in one row.
    pub(super) ways: u8,
    pub(super) fixes: Vec<Fix>,
}

/// Changes of two cells that satisfy every relation, as if the cells had been exchanged, a figure had been put into the
/// wrong one, or the digits of one figure had been split over them. They have no slip of their own: any that explains
/// them will do.
pub(super) fn of_two_cells(system: &System) -> Vec<Vec<Fix>> {
    let mut found = Vec::new();
    let cells = system.changeable();
    let is_off = |cell: &&CellId| !(system.binding_on(**cell) & system.violated).is_empty();
    for a in cells.iter().filter(is_off) {
        let missed = system.violated - system.binding_on(*a);
        let could = |b: &&CellId| *b != a && (missed - system.binding_on(**b)).is_empty();
        for b in cells.iter().filter(could) {
            for (to_a, to_b) in tries(system, *a, *b) {
                let mut fixes = vec![Fix { cell: *a, to: to_a }, Fix { cell: *b, to: to_b }];
                fixes.sort_unstable();
                if holds(system, &fixes) && !found.contains(&fixes) {
                    found.push(fixes);
                }
            }
        }
    }
    found
}

/// What two cells may have been before a slip.
fn tries(system: &System, a: CellId, b: CellId) -> Vec<(i64, i64)> {
    let (from_a, from_b) = (system.value(a), system.value(b));
    let mut tries = vec![(from_b, from_a)];
    if a.row() == b.row() || a.column() == b.column() {
        tries.extend(joined(from_a, from_b).map(|joined| (joined, 0)));
        if from_a == 0 {
            // The figure of `b` belongs in `a`, and took the place of another.
            tries.push((from_b, from_b + change_after(system, Fix { cell: a, to: from_b }, b)));
        }
    }
    tries
}

/// By how much `b` has to change once another cell is changed, by a relation of `b` alone or else by one of both.
fn change_after(system: &System, first: Fix, b: CellId) -> i64 {
    let all = system.binding_on(b);
    let shared = all & system.binding_on(first.cell);
    if let Some(relation) = (all - shared).iter().next() {
        return system.change_needed(b, relation);
    }
    let Some(relation) = shared.iter().next() else { return 0 };
    let change = first.to - system.value(first.cell);
    system.change_needed(b, relation) - change * system.same_side(first.cell, b, relation)
}

/// Slips in a whole row or in many totals that satisfy every relation.
pub(super) fn of_rows(system: &System) -> Vec<Hypothesis> {
    let is_off = |cell: &CellId| !(system.relations_of(*cell) & system.violated).is_empty();
    let mut found = Vec::new();
    for cells in system.changeable_rows().iter().filter(|cells| cells.iter().any(is_off)) {
        let values = cells.iter().map(|cell| system.value(*cell)).collect();
        let row = Row { system, cells, values };
        found.extend(row.shifted());
        found.extend(row.split());
    }
    found.extend(totals_at_zero(system));
    found
}

/// A row whose cells may all be changed, total last.
struct Row<'a> {
    system: &'a System,
    cells: &'a [CellId],
    values: Vec<i64>,
}

impl Row<'_> {
    /// The row shifted by one column, to the right or to the left, with or without its total.
    fn shifted(&self) -> Vec<Hypothesis> {
        let last = self.values.len().saturating_sub(1);
        let mut found = Vec::new();
        for end in [last, last.saturating_sub(1)] {
            if self.value(0) == 0 {
                let back = (0..end).map(|at| (at, self.value(at + 1)));
                found.extend(self.meant(end, back));
            }
            if self.value(end) == 0 {
                let forth = (1..=end).map(|at| (at, self.value(at - 1)));
                found.extend(self.meant(0, forth));
            }
        }
        found.into_iter().map(|fixes| Hypothesis { slip: Slip::RowShifted, ways: 2, fixes }).collect()
    }

    /// The digits of one figure typed into two cells, and what followed moved on by a cell up to `end`, whose own figure
    /// was pushed out.
    fn split(&self) -> Vec<Hypothesis> {
        let last = self.values.len().saturating_sub(1);
        let mut found = Vec::new();
        for first in 0..last {
            let Some(joined) = joined(self.value(first), self.value(first + 1)) else { continue };
            for end in first + 1..=last {
                let back = (first + 1..end).map(|at| (at, self.value(at + 1)));
                let Some(fixes) = self.meant(end, std::iter::once((first, joined)).chain(back)) else { continue };
                // Nobody pushes a figure out without noticing, unless it is zero or the total at the end of the row.
                let pushed_out = fixes.iter().find(|fix| self.cells.get(end) == Some(&fix.cell));
                if end == last || pushed_out.map_or(self.value(end), |fix| fix.to) == 0 {
                    found.push(Hypothesis { slip: Slip::DigitsSplit, ways: 3, fixes });
                }
            }
        }
        found
    }

    /// The changes that give the row the values `wanted`, and its cell at `free` what makes its sum right, if they satisfy
    /// every relation.
    fn meant(&self, free: usize, wanted: impl Iterator<Item = (usize, i64)>) -> Option<Vec<Fix>> {
        let mut values = self.values.clone();
        for (at, value) in wanted.filter(|(at, _)| *at != free) {
            *values.get_mut(at)? = value;
        }
        let (total, parts) = values.split_last()?;
        let sum = parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(*part))?;
        let makes_up = parts.get(free).map_or(sum, |part| total - (sum - part));
        *values.get_mut(free)? = makes_up;
        let changed = self.cells.iter().zip(values).filter(|(cell, value)| self.system.value(**cell) != *value);
        let fixes: Vec<_> = changed.map(|(cell, to)| Fix { cell: *cell, to }).collect();
        (!fixes.is_empty() && holds(self.system, &fixes)).then_some(fixes)
    }

    fn value(&self, at: usize) -> i64 {
        self.values.get(at).copied().unwrap_or(0)
    }
}

/// Every total that was left at zero over parts that are not, at once: those of the rows, those of the columns, or both.
fn totals_at_zero(system: &System) -> Vec<Hypothesis> {
    let sums: Vec<_> = system.sums().collect();
    let mut found = Vec::new();
    for (rows, columns) in [(true, true), (true, false), (false, true)] {
        let mut fixes: Vec<Fix> = Vec::new();
        let value = |cell: CellId, fixes: &[Fix]| {
            fixes.iter().find(|fix| fix.cell == cell).map_or(system.value(cell), |fix| fix.to)
        };
        for (total, parts) in &sums {
            let chosen = if total.row().role() == RowRole::TotalHandled { columns } else { rows };
            let sum = parts.iter().map(|part| value(*part, &fixes)).sum();
            if chosen && system.is_changeable(*total) && value(*total, &fixes) == 0 && system.may_become(*total, sum) {
                fixes.push(Fix { cell: *total, to: sum });
            }
        }
        fixes.sort_unstable();
        if fixes.len() > 1 && system.is_satisfied_by(&fixes) {
            found.push(Hypothesis { slip: Slip::TotalLeftAtZero, ways: 1, fixes });
        }
    }
    found
}

/// Whether each cell may be changed so, and every relation is satisfied then.
fn holds(system: &System, fixes: &[Fix]) -> bool {
    fixes.iter().all(|fix| system.may_become(fix.cell, fix.to)) && system.is_satisfied_by(fixes)
}
