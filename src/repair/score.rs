//! How likely a repair is: the slip that explains it, how many ways there were to make it, and what such a form usually
//! holds.
//!
//! A score is the logarithm of a ratio: how much likelier it is that the repaired form was meant and the slip was made
//! than that the form was meant as it stands. Of several explanations the best counts.

use super::slip::Slip;
use super::system::{Fix, System};
use crate::form::{CellId, Column, RowId, Table};

/// What each further slip costs: a form has some two hundred cells, and a slip in few of them.
const ANOTHER_SLIP: f64 = -7.0;

/// What it costs to take a total for wrong in the same way as one of its parts.
const CARRIED: f64 = -1.5;

/// What it costs when a figure in the wrong cell also hid the figure that belonged there.
const HIDDEN: f64 = -2.0;

/// How likely a slip is among slips, as a logarithm; the ways it can happen are counted where it is recognized.
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

/// An explanation: its slips in the order of the changes, and its score.
pub(super) type Explanation = (Vec<Slip>, f64);

/// The best explanation of changes that no single slip of a row explains.
pub(super) fn explain(system: &System, fixes: &[Fix]) -> Explanation {
    // Pairing up more changes than that could take long, and they are independent totals as a rule.
    const PAIRED: usize = 5;
    let (slips, score) = partition(system, fixes, fixes.len() <= PAIRED);
    (slips, score + base_rates(system, fixes))
}

/// The score of one named slip that explains all the changes, of which it could have been any of `ways`.
pub(super) fn whole(system: &System, slip: Slip, ways: i32, fixes: &[Fix]) -> Explanation {
    (vec![slip], prior(slip) - f64::from(ways).ln() + base_rates(system, fixes))
}

fn partition(system: &System, fixes: &[Fix], pairs: bool) -> Explanation {
    let Some((first, rest)) = fixes.split_first() else { return (Vec::new(), 0.0) };
    let another = if rest.is_empty() { 0.0 } else { ANOTHER_SLIP };
    let alone = single(system, *first);
    let (mut slips, score) = partition(system, rest, pairs);
    slips.insert(0, alone.0);
    let mut best = (slips, alone.1 + score + another);
    for (at, partner) in rest.iter().enumerate().filter(|_| pairs) {
        let Some((slip, own)) = either_way(system, *first, *partner) else {
            continue;
        };
        let mut others = rest.to_vec();
        others.remove(at);
        let another = if others.is_empty() { 0.0 } else { ANOTHER_SLIP };
        let (mut slips, score) = partition(system, &others, pairs);
        if own + score + another > best.1 {
            slips.insert(0, slip);
            best = (slips, own + score + another);
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
    let (from, to) = (system.value(fix.cell), fix.to);
    let total = fix.cell.is_total();
    let (was, is) = (Digits::of(from), Digits::of(to));
    let distance = f64::from(u32::try_from((to - from).unsigned_abs()).unwrap_or(u32::MAX));
    let mut best = (Slip::Unexplained, prior(Slip::Unexplained) - distance.ln_1p());
    let mut offer = |slip: Slip, ways: usize| {
        let score = prior(slip) - f64::from(u32::try_from(ways).unwrap_or(u32::MAX)).ln();
        if score > best.1 {
            best = (slip, score);
        }
    };
    if from == 0 {
        offer(if total { Slip::TotalLeftAtZero } else { Slip::ValueLeftOut }, 1);
    } else if total {
        // Whatever came late is more often little than much, and no total was ever less than one of its parts.
        let never = largest_of_row(system, fix.cell) > from;
        let distance = usize::try_from((to - from).unsigned_abs()).unwrap_or(usize::MAX);
        offer(Slip::TotalNotUpdated, distance.saturating_mul(if never { 2 } else { 1 }));
    }
    let (was, is) = (was.as_slice(), is.as_slice());
    if was.len() == is.len() {
        let differ: Vec<_> = (0..was.len()).filter(|i| was.get(*i) != is.get(*i)).collect();
        match differ[..] {
            [_] => offer(Slip::DigitMistyped, 9 * is.len()),
            [a, b] if b == a + 1 && was.get(a) == is.get(b) && was.get(b) == is.get(a) => {
                offer(Slip::DigitsSwapped, is.len().saturating_sub(1));
            }
            _ => {}
        }
    }
    // A first digit typed as zero leaves no trace but the digits after it.
    let rest = is.iter().skip(1).skip_while(|digit| **digit == 0);
    if was.len() + 1 < is.len() && rest.eq(was) {
        offer(Slip::DigitMistyped, 9 * is.len());
    }
    if lacks_one(is, was).is_some() {
        offer(Slip::DigitDropped, is.len());
    }
    if let Some(at) = lacks_one(was, is) {
        let twice = at > 0 && was.get(at - 1) == was.get(at) || was.get(at) == was.get(at + 1);
        if twice { offer(Slip::DigitDoubled, is.len()) } else { offer(Slip::DigitAdded, 10 * (is.len() + 1)) }
    }
    if [1_000, 10_000].iter().any(|scale| from.checked_mul(*scale) == Some(to) || to.checked_mul(*scale) == Some(from))
    {
        offer(Slip::WrongScale, 4);
    }
    if !total && from > 0 && totals_of(fix.cell).any(|cell| system.value(cell) == from) {
        offer(Slip::TotalForPart, 1);
    }
    best
}

/// The total of a cell's row, and of its column in table 3.
fn totals_of(cell: CellId) -> impl Iterator<Item = CellId> {
    let column = (cell.table() == Table::Requests).then_some(RowId::TOTAL.cell(cell.column())).flatten();
    cell.row().cell(Column::Total).into_iter().chain(column)
}

/// One slip that explains the change of two cells: the figure of `a` went into `b`, both were exchanged, or the digits
/// of `a` went over into `b`.
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
    // A figure that only went over into an empty neighbour is not exchanged with it.
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
    // A figure that was wrong before the total was added up.
    let carried = totals_of(a.cell).any(|total| total == b.cell) && a.to - from_a == b.to - from_b;
    carried.then(|| {
        let (slip, score) = single(system, a);
        (slip, score + CARRIED)
    })
}

/// The number whose digits are those of `a` and then those of `b`.
pub(super) fn joined(a: i64, b: i64) -> Option<i64> {
    let digits = Digits::of(b).len();
    let joined = a.checked_mul(10_i64.checked_pow(u32::try_from(digits).ok()?)?)?.checked_add(b)?;
    (a > 0).then_some(joined)
}

/// Where `long` has a digit more than `short`, if that is all they differ in.
fn lacks_one(long: &[u8], short: &[u8]) -> Option<usize> {
    let at = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    (long.len() == short.len() + 1 && long.get(at + 1..) == short.get(at..)).then_some(at)
}

/// Most cells are zero and stay so, small counts are more frequent than large ones, and few are larger than all others
/// of their row; a total is what it is.
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

/// The decimal digits of a count.
struct Digits {
    buffer: [u8; 20],
    start: usize,
}

impl Digits {
    fn of(value: i64) -> Self {
        let mut digits = Self { buffer: [0; 20], start: 20 };
        let mut rest = value.unsigned_abs();
        loop {
            digits.start -= 1;
            if let (Some(slot), Ok(digit)) = (digits.buffer.get_mut(digits.start), u8::try_from(rest % 10)) {
                *slot = digit;
            }
            rest /= 10;
            if rest == 0 || digits.start == 0 {
                return digits;
            }
        }
    }

    fn as_slice(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.buffer.len() - self.start
    }
}
