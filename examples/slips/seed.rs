//! Balanced reports made at random, and slips put into balanced reports.

use disclosure_report::form::{CellId, Column, RowId, Table};
use disclosure_report::{Draft, Edition, Number};

/// A small generator of numbers that look random, the same in every run (splitmix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % bound.max(1) as u64).unwrap_or(0)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).copied()
    }
}

pub(crate) fn value(draft: &Draft, cell: CellId) -> i64 {
    draft.number(cell).and_then(|number| number.to_integer()).and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
}

fn put(draft: &mut Draft, cell: CellId, value: i64) {
    if let Ok(value) = u32::try_from(value) {
        let _ = draft.set(cell, value);
    }
}

/// A report of these rows; every other figure of tables 3 and 4 is zero.
pub(crate) fn report(edition: Edition, rows: &str) -> Option<Draft> {
    let mut draft = Draft::blank(edition);
    for cell in edition.cells().iter().filter(|cell| cell.table() != Table::Proactive) {
        put(&mut draft, *cell, 0);
    }
    for line in rows.lines().filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let row = edition.row(words.next()?.parse().ok()?)?;
        for ((cell, _), word) in row.cells().zip(words) {
            draft.set(cell, word.parse::<Number>().ok()?).ok()?;
        }
    }
    Some(draft)
}

/// A balanced report at random: most figures zero, natural persons the most frequent, sizes from a village to a city.
pub(crate) fn random_report(edition: Edition, random: &mut Random) -> Option<Draft> {
    let mut draft = report(edition, "")?;
    let size: usize = random.pick(&[3, 10, 40, 200, 2_000])?;
    let rows: Vec<_> = edition.rows_of(Table::Requests).map(|row| row.id).collect();
    let outside = [RowId::RECEIVED, RowId::CARRIED_IN, RowId::TOTAL, RowId::CARRIED_OUT];
    for column in Column::REQUESTERS.into_iter().take(6) {
        let (often, most) = if column == Column::NaturalPerson { (60, size) } else { (12, size.div_ceil(10)) };
        let mut handled = 0;
        for row in rows.iter().filter(|row| !outside.contains(row)) {
            let figure = if random.below(100) < often { 1 + random.below(most) } else { 0 };
            handled += figure;
            put(&mut draft, row.cell(column)?, i64::try_from(figure).ok()?);
        }
        let carried_out = if random.below(100) < often / 2 { random.below(most) } else { 0 };
        let carried_in = if random.below(100) < often / 2 { random.below(most).min(handled + carried_out) } else { 0 };
        put(&mut draft, RowId::TOTAL.cell(column)?, i64::try_from(handled).ok()?);
        put(&mut draft, RowId::CARRIED_OUT.cell(column)?, i64::try_from(carried_out).ok()?);
        put(&mut draft, RowId::CARRIED_IN.cell(column)?, i64::try_from(carried_in).ok()?);
        put(&mut draft, RowId::RECEIVED.cell(column)?, i64::try_from(handled + carried_out - carried_in).ok()?);
    }
    for row in edition.rows_of(Table::Challenges) {
        for (cell, _) in row.cells().take(4) {
            let figure = if random.below(100) < 50 { 1 + random.below(size.div_ceil(8)) } else { 0 };
            put(&mut draft, cell, i64::try_from(figure).ok()?);
        }
    }
    for row in edition.rows().iter().filter(|row| row.table() != Table::Proactive) {
        let cells: Vec<_> = row.cells().map(|(cell, _)| cell).collect();
        let (total, parts) = cells.split_last()?;
        let sum = parts.iter().map(|cell| value(&draft, *cell)).sum();
        put(&mut draft, *total, sum);
    }
    Some(draft)
}

/// A kind of slip that can be seeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    TotalAtZero,
    TotalLate,
    Digit,
    AnyValue,
    TotalForPart,
    Scale,
    NextColumn,
    NextRow,
    Exchanged,
    Split,
    RowShifted,
}

/// Slips of one cell.
pub(crate) const ONE_CELL: &[Kind] =
    &[Kind::TotalAtZero, Kind::TotalLate, Kind::Digit, Kind::AnyValue, Kind::TotalForPart, Kind::Scale];

/// Puts one slip of a kind into a table; `None` if the report gives no occasion for it.
pub(crate) fn slip(draft: &mut Draft, table: Table, kind: Kind, random: &mut Random) -> Option<()> {
    let rows: Vec<_> = draft.edition().rows_of(table).map(|row| row.id).collect();
    let at = random.below(rows.len());
    let row: Vec<_> = draft.edition().row(*rows.get(at)?)?.cells().map(|(cell, _)| cell).collect();
    let column = random.below(row.len());
    let cell = *row.get(column)?;
    let here = value(draft, cell);
    let total = *row.last()?;
    match kind {
        Kind::TotalAtZero => put(draft, total, (value(draft, total) > 0).then_some(0)?),
        Kind::TotalLate => {
            let late = i64::try_from(1 + random.below(5)).ok()?;
            put(draft, total, (value(draft, total) > late).then_some(value(draft, total) - late)?);
        }
        Kind::Digit => put(draft, cell, digit_slip(here, random)?),
        Kind::AnyValue => put(draft, cell, here + i64::try_from(1 + random.below(20)).ok()?),
        Kind::TotalForPart => put(draft, cell, (cell != total && here > 0).then_some(value(draft, total))?),
        Kind::Scale => put(draft, cell, here.checked_mul(random.pick(&[1_000, 10_000])?)?),
        Kind::NextColumn => {
            let next = if random.below(2) == 0 { column.checked_sub(1)? } else { column + 1 };
            moved(draft, cell, *row.get(next)?, here)?;
        }
        Kind::NextRow => {
            let next = if random.below(2) == 0 { at.checked_sub(1)? } else { at + 1 };
            let other = rows.get(next)?.cell(cell.column())?;
            moved(draft, cell, other, here)?;
        }
        Kind::Exchanged => {
            let other = *row.get(random.below(row.len()))?;
            let there = value(draft, other);
            put(draft, cell, there);
            put(draft, other, here);
        }
        Kind::Split => split(draft, &row, column, random)?,
        Kind::RowShifted => {
            let values: Vec<_> = row.iter().map(|cell| value(draft, *cell)).collect();
            for (at, cell) in row.iter().enumerate() {
                put(draft, *cell, at.checked_sub(1).and_then(|at| values.get(at).copied()).unwrap_or(0));
            }
        }
    }
    Some(())
}

/// A figure goes into an empty neighbour.
fn moved(draft: &mut Draft, from: CellId, to: CellId, figure: i64) -> Option<()> {
    (figure > 0 && value(draft, to) == 0).then_some(())?;
    put(draft, from, 0);
    put(draft, to, figure);
    Some(())
}

/// The digits of one cell go into two; what follows moves on up to the next zero, or pushes out the total.
fn split(draft: &mut Draft, row: &[CellId], at: usize, random: &mut Random) -> Option<()> {
    let mut values: Vec<_> = row.iter().map(|cell| value(draft, *cell)).collect();
    let digits = values.get(at)?.to_string();
    (digits.len() > 1 && at + 1 < row.len()).then_some(())?;
    let cut = 1 + random.below(digits.len() - 1);
    let (head, tail) = digits.split_at_checked(cut)?;
    // What begins with a zero would not be typed as a figure of its own.
    (tail.len() == 1 || !tail.starts_with('0')).then_some(())?;
    let end = (at + 1..row.len()).find(|i| values.get(*i) == Some(&0)).unwrap_or(row.len() - 1);
    values.remove(end);
    *values.get_mut(at)? = head.parse().ok()?;
    values.insert(at + 1, tail.parse().ok()?);
    for (cell, value) in row.iter().zip(values) {
        put(draft, *cell, value);
    }
    Some(())
}

fn digit_slip(figure: i64, random: &mut Random) -> Option<i64> {
    let mut digits = figure.to_string().into_bytes();
    let at = random.below(digits.len());
    match random.below(4) {
        0 if digits.len() > 1 => {
            digits.remove(at);
        }
        1 => digits.insert(at, *digits.get(at)?),
        2 if at + 1 < digits.len() => digits.swap(at, at + 1),
        _ => *digits.get_mut(at)? = b'0' + u8::try_from(random.below(10)).ok()?,
    }
    let slipped = String::from_utf8(digits).ok()?;
    slipped.parse().ok().filter(|value| *value != figure)
}
