//! Larger sets that one named slip explains, tried as a whole: the form as it would have been before the slip.

use super::score::joined;
use super::slip::Slip;
use super::system::{Fix, Mask, System, ones};
use crate::form::{CellId, RowRole};

/// What a slip would have changed.
pub(super) struct Hypothesis {
    pub(super) slip: Slip,
    /// How many ways there were to make such a slip in one row.
    pub(super) ways: i32,
    pub(super) fixes: Vec<Fix>,
}

/// The hypotheses that satisfy every relation of a component. Those of two cells have no slip of their own: any that
/// explains them will do.
pub(super) fn all(system: &System, component: Mask) -> (Vec<Vec<Fix>>, Vec<Hypothesis>) {
    let mut pairs = Vec::new();
    two_cells(system, component, &mut pairs);
    let mut rows = Vec::new();
    for row in system.rows_of(component) {
        if row.iter().any(|cell| system.touched(*cell) & system.violated != 0) {
            shifted(system, component, &row, &mut rows);
            split(system, component, &row, &mut rows);
        }
    }
    totals_at_zero(system, component, &mut rows);
    (pairs, rows)
}

/// Two cells exchanged, a figure in the wrong cell, digits split over two neighbours.
fn two_cells(system: &System, component: Mask, found: &mut Vec<Vec<Fix>>) {
    let violated = system.violated & component;
    let cells = system.cells_of(component);
    let hits: Vec<_> = cells.iter().filter(|cell| system.hard_of(**cell) & violated != 0).copied().collect();
    for a in &hits {
        for b in cells.iter().filter(|b| *b != a) {
            if violated & !(system.hard_of(*a) | system.hard_of(*b)) != 0 {
                continue;
            }
            let (from_a, from_b) = (system.value(*a), system.value(*b));
            let near = a.row() == b.row() || a.column() == b.column();
            let mut tries = vec![(from_b, from_a)];
            if near {
                tries.extend(joined(from_a, from_b).map(|joined| (joined, 0)));
            }
            if near && from_a == 0 {
                tries.push((from_b, from_b + hidden_by(system, *a, *b, from_b)));
            }
            for (to_a, to_b) in tries {
                let fixes = sorted([Fix { cell: *a, to: to_a }, Fix { cell: *b, to: to_b }]);
                let fits = fixes.iter().all(|fix| system.may_be(fix.cell, fix.to));
                if fits && system.is_met_by(component, &fixes) && !found.contains(&fixes) {
                    found.push(fixes);
                }
            }
        }
    }
}

/// How far `b` has to change once `a` is changed to `to`, by a relation that both stand in or, failing that, `b` alone.
fn hidden_by(system: &System, a: CellId, b: CellId, to: i64) -> i64 {
    let all = system.hard_of(b);
    let both = all & system.hard_of(a);
    let Some(relation) = ones(all & !both).chain(ones(both)).next() else { return 0 };
    let change = to - system.value(a);
    let other = system.asked(b, 1 << relation);
    // In a shared relation, what `a` gains `b` need not.
    let shared = both & (1 << relation) != 0;
    if shared { other - change * system.same_side(a, b, 1 << relation) } else { other }
}

/// A row shifted by one column, to the right or to the left, with or without its total.
fn shifted(system: &System, component: Mask, row: &[CellId], found: &mut Vec<Hypothesis>) {
    let value = |at: usize| row.get(at).map_or(0, |cell| system.value(*cell));
    let last = row.len().saturating_sub(1);
    for end in [last, last.saturating_sub(1)] {
        if value(0) == 0 {
            let back = (0..end).map(|at| (at, value(at + 1)));
            offer(system, component, row, end, back, Slip::RowShifted, 2, found);
        }
        if value(end) == 0 {
            let forth = (1..=end).map(|at| (at, value(at - 1)));
            offer(system, component, row, 0, forth, Slip::RowShifted, 2, found);
        }
    }
}

/// The digits of one figure typed into two cells, and what followed moved on by a cell up to `end`, whose own figure
/// was pushed out.
fn split(system: &System, component: Mask, row: &[CellId], found: &mut Vec<Hypothesis>) {
    let value = |at: usize| row.get(at).map_or(0, |cell| system.value(*cell));
    let last = row.len().saturating_sub(1);
    for first in 0..last {
        let Some(joined) = joined(value(first), value(first + 1)) else { continue };
        for end in first + 1..=last {
            let back = (first + 1..end).map(|at| (at, value(at + 1)));
            let wanted = std::iter::once((first, joined)).chain(back);
            let before = found.len();
            offer(system, component, row, end, wanted, Slip::DigitsSplit, 3, found);
            // Only a zero is pushed out unseen, or else the total at the end of the row.
            let nothing = |hypothesis: &Hypothesis| {
                let pushed_out = hypothesis.fixes.iter().find(|fix| row.get(end) == Some(&fix.cell));
                pushed_out.map_or(value(end), |fix| fix.to) == 0
            };
            if end != last && found.get(before).is_some_and(|hypothesis| !nothing(hypothesis)) {
                found.truncate(before);
            }
        }
    }
}

/// Adds the hypothesis that the cells of a row should be as `wanted`, and the one at `free` what the row's sum makes
/// it, if that satisfies every relation.
#[expect(clippy::too_many_arguments, reason = "one call for each hypothesis above")]
fn offer(
    system: &System,
    component: Mask,
    row: &[CellId],
    free: usize,
    wanted: impl Iterator<Item = (usize, i64)>,
    slip: Slip,
    ways: i32,
    found: &mut Vec<Hypothesis>,
) {
    let mut values: Vec<_> = row.iter().map(|cell| system.value(*cell)).collect();
    for (at, value) in wanted.filter(|(at, _)| *at != free) {
        if let Some(slot) = values.get_mut(at) {
            *slot = value;
        }
    }
    let Some((total, parts)) = values.split_last() else { return };
    let sum = |parts: &[i64]| parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(*part));
    let Some(sum) = sum(parts) else { return };
    let makes_up = if free == parts.len() { Some(sum) } else { parts.get(free).map(|part| total - (sum - part)) };
    if let (Some(value), Some(slot)) = (makes_up, values.get_mut(free)) {
        *slot = value;
    }
    let changed = row.iter().zip(values).filter(|(cell, value)| system.value(**cell) != *value);
    let fixes: Vec<_> = changed.map(|(cell, to)| Fix { cell: *cell, to }).collect();
    let fits = fixes.iter().all(|fix| system.may_be(fix.cell, fix.to));
    if fits && !fixes.is_empty() && system.is_met_by(component, &fixes) {
        found.push(Hypothesis { slip, ways, fixes });
    }
}

/// Every total that stands at zero over parts that are not, at once: those of the rows, those of the columns, or both.
fn totals_at_zero(system: &System, component: Mask, found: &mut Vec<Hypothesis>) {
    let sums: Vec<_> = system.relations_in(component).filter_map(|(_, r)| Some((r.total()?, r.left()))).collect();
    for (rows, columns) in [(true, true), (true, false), (false, true)] {
        let mut fixes: Vec<Fix> = Vec::new();
        let value = |cell: CellId, fixes: &[Fix]| {
            fixes.iter().find(|fix| fix.cell == cell).map_or(system.value(cell), |fix| fix.to)
        };
        for (total, parts) in &sums {
            let chosen = if total.row().role() == RowRole::TotalHandled { columns } else { rows };
            let sum = parts.iter().map(|part| value(*part, &fixes)).sum();
            if chosen && system.is_changeable(*total) && value(*total, &fixes) == 0 && system.may_be(*total, sum) {
                fixes.push(Fix { cell: *total, to: sum });
            }
        }
        fixes.sort_unstable();
        if fixes.len() > 1 && system.is_met_by(component, &fixes) {
            found.push(Hypothesis { slip: Slip::TotalLeftAtZero, ways: 1, fixes });
        }
    }
}

fn sorted(fixes: [Fix; 2]) -> Vec<Fix> {
    let mut fixes = fixes.to_vec();
    fixes.sort_unstable();
    fixes
}
