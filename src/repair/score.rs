//! How likely a repair is: the slip that explains it, how many ways there were to make it, and what such a form usually
//! holds.
//!
//! A score is the logarithm of a ratio: how much likelier it is that the repaired form was meant and the slip was made
//! than that the form was meant as it is. Of several explanations the best counts.

use super::digits::{Digits, extra_digit, joined};
use super::slip::Slip;
use super::system::{Fix, System};
use crate::form::{CellId, Column, RowId, Table};

/// What each further slip costs: a form has some two hundred cells, and a slip in few of them.
const ANOTHER_SLIP: f64 = -7.0;

/// What it costs to assume that a total is wrong by as much as one of its parts.
const CARRIED: f64 = -1.5;

/// What it costs to assume that a figure in the wrong cell took the place of another.
const HIDDEN: f64 = -2.0;

/// How likely a slip is among slips, as a logarithm. In how many ways it can happen is counted where it is recognized.
fn prior(slip: Slip) -> f64 {
    match slip {
        Slip::TotalLeftAtZero => -0.3,
        Slip::DigitsSwapped | Slip::WrongColumn | Slip::DigitDropped => -1.5,
        Slip::DigitMistyped | Slip::DigitDoubled => -1.8,
        Slip::DigitsSplit => -2.0,
        Slip::TotalNotUpdated => -2.3,
        Slip::RowShifted => -2.5,
        Slip::ValueLeftOut | Slip::CellsExchanged | Slip::TotalForPart => -2.8,
        Slip::WrongRow | Slip::WrongScale => -3.0,
        Slip::DigitAdded => -3.5,
        Slip::Several | Slip::Unexplained => -7.0,
    }
}

/// What happened, and how likely that is.
pub(super) struct Explanation {
    /// A slip for each change, or the one slip that explains them all.
    pub(super) slips: Vec<Slip>,
    pub(super) score: f64,
}

/// The score of one named slip that explains all the changes, of which it could have been any of `ways`.
pub(super) fn explained_by(system: &System, slip: Slip, ways: u8, fixes: &[Fix]) -> Explanation {
    let score = prior(slip) - f64::from(ways).ln() + base_rates(system, fixes);
    Explanation { slips: vec![slip], score }
}

/// The best explanation of changes by slips of one cell or two.
pub(super) fn explain(system: &System, fixes: &[Fix]) -> Explanation {
    // To try all pairs among more changes could take long, and these are independent totals as a rule.
    const PAIRED: usize = 5;
    let best = partition(system, fixes, fixes.len() <= PAIRED);
    Explanation { score: best.score + base_rates(system, fixes), ..best }
}

/// The best way to divide changes into slips of one cell and, if wanted, of two.
fn partition(system: &System, fixes: &[Fix], pairs: bool) -> Explanation {
    let Some((first, rest)) = fixes.split_first() else { return Explanation { slips: Vec::new(), score: 0.0 } };
    let with = |(slip, score): (Slip, f64), others: &[Fix]| {
        let mut all = partition(system, others, pairs);
        all.slips.insert(0, slip);
        all.score = score + all.score + if others.is_empty() { 0.0 } else { ANOTHER_SLIP };
        all
    };
    let mut best = with(single(system, *first), rest);
    for (at, partner) in rest.iter().enumerate().filter(|_| pairs) {
        let Some(pair) = either_way(system, *first, *partner) else { continue };
        let others = [&rest[..at], &rest[at + 1..]].concat();
        let next = with(pair, &others);
        if next.score > best.score {
            best = next;
        }
    }
    best
}

fn either_way(system: &System, a: Fix, b: Fix) -> Option<(Slip, f64)> {
    match (pair(system, a, b), pair(system, b, a)) {
        (Some(one), Some(other)) => Some(if other.1 > one.1 { other } else { one }),
        (one, other) => one.or(other),
    }
}

/// The best slip that explains the change of one cell.
fn single(system: &System, fix: Fix) -> (Slip, f64) {
    let by = bounded(difference(system.value(fix.cell), fix.to));
    let unexplained = (Slip::Unexplained, prior(Slip::Unexplained) - by.ln_1p());
    let slips = slips_of_figure(system, fix).into_iter().chain(slips_of_digits(system.value(fix.cell), fix.to));
    let scored = slips.map(|(slip, ways)| (slip, prior(slip) - bounded(ways).ln()));
    scored.fold(unexplained, |best, next| if next.1 > best.1 { next } else { best })
}

/// Slips that put a whole figure in place of another, each with the ways there were to make it.
fn slips_of_figure(system: &System, fix: Fix) -> Vec<(Slip, usize)> {
    let (from, to, total) = (system.value(fix.cell), fix.to, fix.cell.is_total());
    let mut found = Vec::new();
    if from == 0 {
        found.push((if total { Slip::TotalLeftAtZero } else { Slip::ValueLeftOut }, 1));
    } else if total {
        // What comes late is more often little than much, and no total was ever less than one of its parts.
        let never = largest_of_row(system, fix.cell) > from;
        found.push((Slip::TotalNotUpdated, difference(from, to).saturating_mul(if never { 2 } else { 1 })));
    } else if totals_of(fix.cell).any(|cell| system.value(cell) == from) {
        found.push((Slip::TotalForPart, 1));
    }
    let is_scaled = |scale| from.checked_mul(scale) == Some(to) || to.checked_mul(scale) == Some(from);
    if is_scaled(1_000) || is_scaled(10_000) {
        found.push((Slip::WrongScale, 4));
    }
    found
}

/// Slips that change digits of a figure, each with the ways there were to make it.
fn slips_of_digits(from: i64, to: i64) -> Vec<(Slip, usize)> {
    let (was, is) = (Digits::of(from), Digits::of(to));
    let (was, is) = (was.as_slice(), is.as_slice());
    let mut found = Vec::new();
    if was.len() == is.len() {
        let differ: Vec<_> = (0..was.len()).filter(|at| was.get(*at) != is.get(*at)).collect();
        match differ[..] {
            [_] => found.push((Slip::DigitMistyped, 9 * is.len())),
            [a, b] if b == a + 1 && was.get(a) == is.get(b) && was.get(b) == is.get(a) => {
                found.push((Slip::DigitsSwapped, is.len().saturating_sub(1)));
            }
            _ => {}
        }
    }
    // A first digit typed as zero leaves no trace but the digits after it.
    if was.len() + 1 < is.len() && is.iter().skip(1).skip_while(|digit| **digit == 0).eq(was) {
        found.push((Slip::DigitMistyped, 9 * is.len()));
    }
    if extra_digit(is, was).is_some() {
        found.push((Slip::DigitDropped, is.len()));
    }
    if let Some(at) = extra_digit(was, is) {
        let twice = at > 0 && was.get(at - 1) == was.get(at) || was.get(at) == was.get(at + 1);
        found.push(if twice { (Slip::DigitDoubled, is.len()) } else { (Slip::DigitAdded, 10 * (is.len() + 1)) });
    }
    found
}

fn difference(from: i64, to: i64) -> usize {
    usize::try_from((to - from).unsigned_abs()).unwrap_or(usize::MAX)
}

fn bounded(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The total of a cell's row, and of its column in table 3.
fn totals_of(cell: CellId) -> impl Iterator<Item = CellId> {
    let column = (cell.table() == Table::Requests).then_some(RowId::TOTAL.cell(cell.column())).flatten();
    cell.row().cell(Column::Total).into_iter().chain(column)
}

/// One slip that explains the change of two cells: the figure of `a` was put into `b`, both were exchanged, the digits of
/// `a` ran over into `b`, or `b` is a total that was added up from a wrong `a`.
fn pair(system: &System, a: Fix, b: Fix) -> Option<(Slip, f64)> {
    let (from_a, from_b) = (system.value(a.cell), system.value(b.cell));
    let distance = system.edition.position(b.cell)?.cast_signed() - system.edition.position(a.cell)?.cast_signed();
    let same_row = a.cell.row() == b.cell.row();
    let same_table = a.cell.table() == b.cell.table();
    let neighbours = if same_row && distance.abs() == 1 {
        Some(Slip::WrongColumn)
    } else if same_table && a.cell.column() == b.cell.column() && distance.abs() == 7 {
        Some(Slip::WrongRow)
    } else {
        None
    };
    let hidden = if b.to == 0 { 0.0 } else { HIDDEN };
    if let Some(slip) = neighbours.filter(|_| from_a == 0 && from_b > 0 && a.to == from_b) {
        return Some((slip, prior(slip) - 2_f64.ln() + hidden));
    }
    // A figure that moved into an empty neighbour was not exchanged with it.
    let only_moved = neighbours.is_some() && (from_a == 0 || from_b == 0);
    if !only_moved && a.to == from_b && b.to == from_a {
        let near = if neighbours.is_some() {
            0.0
        } else if same_row || a.cell.column() == b.cell.column() {
            -1.5
        } else {
            -4.0
        };
        return Some((Slip::CellsExchanged, prior(Slip::CellsExchanged) + near));
    }
    if same_row && distance == 1 && joined(from_a, from_b) == Some(a.to) {
        return Some((Slip::DigitsSplit, prior(Slip::DigitsSplit) + hidden));
    }
    // The figure was wrong before the total was added up.
    let carried = totals_of(a.cell).any(|total| total == b.cell) && a.to - from_a == b.to - from_b;
    carried.then(|| {
        let (slip, score) = single(system, a);
        (slip, score + CARRIED)
    })
}

/// What the figures themselves say: most cells are zero, small counts are more frequent than large ones, and few are
/// larger than all others of their row. Totals follow from their parts and say nothing.
#[expect(clippy::cast_precision_loss, reason = "a logarithm")]
fn base_rates(system: &System, fixes: &[Fix]) -> f64 {
    let parts = fixes.iter().filter(|fix| !fix.cell.is_total());
    let one = |fix: &Fix| {
        let beyond = fix.to as f64 / largest_of_row(system, fix.cell).max(1) as f64;
        base_rate(fix.cell, fix.to) - base_rate(fix.cell, system.value(fix.cell)) - beyond.max(1.0).ln()
    };
    parts.map(one).sum()
}

/// The largest figure of a cell's row.
fn largest_of_row(system: &System, cell: CellId) -> i64 {
    let row = system.edition.row(cell.row());
    row.and_then(|row| row.cells().map(|(cell, _)| system.value(cell)).max()).unwrap_or(0)
}

#[expect(clippy::cast_precision_loss, reason = "a logarithm")]
fn base_rate(cell: CellId, value: i64) -> f64 {
    let zero: f64 = match (cell.row().table(), cell.row(), cell.column()) {
        (_, RowId::RECEIVED, Column::NaturalPerson) => 0.1,
        (Table::Challenges, ..) | (_, RowId::CARRIED_IN | RowId::CARRIED_OUT, Column::NaturalPerson) => 0.5,
        (_, _, Column::NaturalPerson) => 0.6,
        (_, RowId::RECEIVED, _) => 0.7,
        (_, _, Column::CommercialEnterprise) => 0.85,
        _ => 0.95,
    };
    if value == 0 { zero.ln() } else { (1.0 - zero).ln() - 1.0 - 1.2 * (value as f64).ln() }
}
