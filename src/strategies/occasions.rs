//! Where a form gives occasion for a slip, and in which ways it can be made there.

use std::iter;

use proptest::sample::Index;

use crate::draft::Draft;
use crate::form::{CellId, Column, Edition, RowId, RowRole, Table};
use crate::repair::Slip;

/// Cells with what they become.
type Changes = Vec<(CellId, i64)>;

/// The figures of tables 3 and 4 of a report.
pub(super) struct Form {
    edition: Edition,
    values: [i64; CellId::COUNT],
}

impl Form {
    pub(super) fn new(report: &Draft) -> Self {
        let mut values = [0; CellId::COUNT];
        for (cell, content) in report.cells().filter(|(cell, _)| cell.table() != Table::Proactive) {
            let whole = content.number().and_then(|number| number.to_integer());
            values[cell.index()] = whole.and_then(|n| i64::try_from(n).ok()).unwrap_or(0);
        }
        Self { edition: report.edition(), values }
    }

    /// What a slip changes, at one of the places where it can be made so that a relation sees it, in one of the ways; `None` if
    /// there are none.
    pub(super) fn slip(&self, slip: Slip, at: Index, way: Index) -> Option<Changes> {
        let places: Vec<_> = self.cells().filter(|cell| self.may_be_at(slip, *cell)).collect();
        let first = if places.is_empty() { 0 } else { at.index(places.len()) };
        let (before, after) = places.split_at(first);
        after.iter().chain(before).find_map(|cell| {
            let ways =
                self.ways(slip, *cell).into_iter().filter_map(|changes| self.seen(slip, changes)).collect::<Vec<_>>();
            (!ways.is_empty()).then(|| way.get(&ways).clone())
        })
    }

    /// The changes that change something, if a relation sees them.
    fn seen(&self, slip: Slip, mut changes: Changes) -> Option<Changes> {
        changes.retain(|(cell, to)| self.value(*cell) != *to);
        changes.sort_unstable();
        let value = |cell: &CellId| {
            changes.iter().find(|(changed, _)| changed == cell).map_or_else(|| self.value(*cell), |(_, to)| *to)
        };
        let sum = |cells: &[CellId]| cells.iter().map(value).sum::<i64>();
        // Each cell is once in each of its relations, so that one change is always seen.
        let seen = match changes.len() {
            0 => false,
            // 10 as 1 and 0, in a cell that was empty, is a digit dropped.
            1 => !of_many_cells(slip),
            _ => self.edition.relations().iter().any(|relation| sum(relation.left()) != sum(relation.right())),
        };
        seen.then_some(changes)
    }

    fn cells(&self) -> impl Iterator<Item = CellId> {
        [Table::Requests, Table::Challenges].into_iter().flat_map(|table| self.edition.cells_of(table)).copied()
    }

    fn value(&self, cell: CellId) -> i64 {
        self.values[cell.index()]
    }

    /// The cells of a cell's row.
    fn row(&self, cell: CellId) -> Vec<CellId> {
        self.edition.row(cell.row()).into_iter().flat_map(|row| row.cells().map(|(cell, _)| cell)).collect()
    }

    /// The cells above and below.
    fn above_and_below(&self, cell: CellId) -> impl Iterator<Item = CellId> {
        let rows: Vec<RowId> = self.edition.rows_of(cell.table()).map(|row| row.id).collect();
        let at = rows.iter().position(|row| *row == cell.row()).unwrap_or(0);
        let next = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        next.filter_map(move |at| rows.get(at)?.cell(cell.column()))
    }

    /// Whether it is worth a look in which ways the slip can be made at a cell.
    fn may_be_at(&self, slip: Slip, cell: CellId) -> bool {
        let value = self.value(cell);
        match slip {
            Slip::TotalLeftAtZero => cell.is_total() && value > 0,
            Slip::TotalNotUpdated => cell.is_total() && value > 1,
            Slip::ValueLeftOut | Slip::TotalForPart => !cell.is_total() && value > 0,
            Slip::DigitDropped | Slip::DigitsSwapped => value > 9,
            Slip::DigitsSplit => value > 9 && cell.column() != Column::Total,
            Slip::DigitAdded | Slip::DigitMistyped => true,
            Slip::DigitDoubled | Slip::WrongColumn | Slip::WrongRow | Slip::CellsExchanged | Slip::WrongScale => {
                value > 0
            }
            // One place a row.
            Slip::RowShifted => cell.column() == Column::Total && value > 0,
            Slip::Several | Slip::Unexplained => false,
        }
    }

    /// The ways in which a slip can be made at a cell.
    fn ways(&self, slip: Slip, cell: CellId) -> Vec<Changes> {
        let value = self.value(cell);
        let to = |values: Vec<i64>| values.into_iter().map(|value| vec![(cell, value)]).collect();
        match slip {
            Slip::TotalLeftAtZero => self.totals_left_at_zero(cell),
            Slip::TotalNotUpdated => to((1..=5).map(|late| value - late).filter(|value| *value > 0).collect()),
            Slip::ValueLeftOut => to(vec![0]),
            Slip::DigitDropped | Slip::DigitDoubled | Slip::DigitAdded | Slip::DigitMistyped | Slip::DigitsSwapped => {
                to(mistyped(slip, value))
            }
            Slip::DigitsSplit => self.digits_split(cell),
            Slip::WrongColumn => {
                let row = self.row(cell);
                let at = row.iter().position(|other| *other == cell).unwrap_or(0);
                let next = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
                self.moved(cell, next.filter_map(|at| row.get(at).copied()))
            }
            Slip::WrongRow => self.moved(cell, self.above_and_below(cell)),
            Slip::CellsExchanged => {
                let others = self.row(cell).into_iter().chain(self.above_and_below(cell));
                // With an empty cell it would be a figure in the wrong place.
                let others = others.filter(|other| self.value(*other) > 0);
                others.map(|other| vec![(cell, self.value(other)), (other, value)]).collect()
            }
            Slip::TotalForPart => {
                let column = (cell.table() == Table::Requests).then(|| RowId::TOTAL.cell(cell.column())).flatten();
                let totals = cell.row().cell(Column::Total).into_iter().chain(column);
                to(totals.map(|total| self.value(total)).collect())
            }
            Slip::WrongScale => to([1_000, 10_000]
                .into_iter()
                .flat_map(|scale| [Some(value * scale), (value % scale == 0).then_some(value / scale)])
                .flatten()
                .collect()),
            Slip::RowShifted => self.row_shifted(cell),
            Slip::Several | Slip::Unexplained => Vec::new(),
        }
    }

    /// A total left at zero; and with the total of all, every total of a row of table 3, of its columns, or both.
    fn totals_left_at_zero(&self, cell: CellId) -> Vec<Changes> {
        let mut ways = vec![vec![(cell, 0)]];
        if cell.column() == Column::Total && cell.row().role() == RowRole::TotalHandled {
            let zero = |is: fn(&CellId) -> bool| {
                self.edition.cells_of(Table::Requests).iter().filter(|cell| is(cell)).map(|cell| (*cell, 0)).collect()
            };
            ways.push(zero(|cell| cell.column() == Column::Total));
            ways.push(zero(|cell| cell.row().role() == RowRole::TotalHandled));
            ways.push(zero(|cell| cell.is_total()));
        }
        ways
    }

    /// A figure in an empty cell nearby.
    fn moved(&self, from: CellId, to: impl Iterator<Item = CellId>) -> Vec<Changes> {
        let empty = to.filter(|to| self.value(*to) == 0);
        empty.map(|to| vec![(from, 0), (to, self.value(from))]).collect()
    }

    /// The digits of a figure in two cells; what follows moves on up to the next zero, or pushes out the total.
    fn digits_split(&self, cell: CellId) -> Vec<Changes> {
        let row = self.row(cell);
        let Some(at) = row.iter().position(|other| *other == cell) else { return Vec::new() };
        let digits = self.value(cell).to_string();
        let end = (at + 1..row.len()).find(|i| self.value(row[*i]) == 0).unwrap_or(row.len() - 1);
        let split = |cut| {
            let (head, tail) = digits.split_at_checked(cut)?;
            // What begins with a zero would not be typed as a figure of its own.
            let [head, tail] = [typed(head)?, typed(tail)?];
            let moved = row.get(at + 1..end)?.iter().map(|cell| self.value(*cell));
            let values = [head, tail].into_iter().chain(moved);
            Some(row.get(at..=end)?.iter().copied().zip(values).collect())
        };
        (1..digits.len()).filter_map(split).collect()
    }

    /// A row shifted by one column, to the right or to the left, with or without its total.
    fn row_shifted(&self, cell: CellId) -> Vec<Changes> {
        let row = self.row(cell);
        let shifted = |end: usize, right: bool| -> Option<Changes> {
            let cells = row.get(..end)?;
            let values = cells.iter().map(|cell| self.value(*cell));
            Some(if right {
                cells.iter().copied().zip(iter::once(0).chain(values)).collect()
            } else {
                cells.iter().copied().zip(values.skip(1).chain(iter::once(0))).collect()
            })
        };
        let ends = [row.len(), row.len().saturating_sub(1)];
        ends.into_iter().flat_map(|end| [shifted(end, true), shifted(end, false)]).flatten().collect()
    }
}

/// Whether a slip is one of several cells, so that nobody would call it so where it leaves all but one as they were.
fn of_many_cells(slip: Slip) -> bool {
    matches!(slip, Slip::DigitsSplit | Slip::RowShifted | Slip::WrongColumn | Slip::WrongRow | Slip::CellsExchanged)
}

/// The figure that digits are, if they would be typed as one: not with a zero before others.
fn typed(digits: &str) -> Option<i64> {
    (digits.len() == 1 || !digits.starts_with('0')).then(|| digits.parse().ok()).flatten()
}

/// A figure with one slip in its digits.
fn mistyped(slip: Slip, value: i64) -> Vec<i64> {
    let text = value.to_string();
    let digits: Vec<char> = text.chars().collect();
    let len = digits.len();
    let with = |change: &dyn Fn(&mut Vec<char>)| {
        let mut digits = digits.clone();
        change(&mut digits);
        digits.into_iter().collect::<String>()
    };
    let any = || '0'..='9';
    let texts: Vec<String> = match slip {
        Slip::DigitDropped if len > 1 => (0..len).map(|at| with(&|it| _ = it.remove(at))).collect(),
        Slip::DigitDoubled => (0..len).map(|at| with(&|it| it.insert(at, digits[at]))).collect(),
        Slip::DigitAdded => {
            // Next to the same digit it would be one typed twice.
            let twice = |at: usize, digit| at > 0 && digits[at - 1] == digit || digits.get(at) == Some(&digit);
            let places = (0..=len).flat_map(|at| any().map(move |digit| (at, digit)));
            places
                .filter(|(at, digit)| !twice(*at, *digit))
                .map(|(at, digit)| with(&|it| it.insert(at, digit)))
                .collect()
        }
        Slip::DigitMistyped => {
            let places = (0..len).flat_map(|at| any().map(move |digit| (at, digit)));
            places.map(|(at, digit)| with(&|it| it[at] = digit)).collect()
        }
        Slip::DigitsSwapped => (1..len).map(|at| with(&|it| it.swap(at - 1, at))).collect(),
        _ => Vec::new(),
    };
    let mut values: Vec<i64> = texts.iter().filter_map(|text| typed(text)).filter(|other| *other != value).collect();
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_mistyped_in_every_way() {
        assert_eq!(mistyped(Slip::DigitDropped, 1_052), [102, 105, 152]);
        assert_eq!(mistyped(Slip::DigitDoubled, 105), [1_005, 1_055, 1_105]);
        assert_eq!(mistyped(Slip::DigitsSwapped, 1_052), [1_025, 1_502]);
        assert!(mistyped(Slip::DigitsSwapped, 11).is_empty());
        assert_eq!(mistyped(Slip::DigitMistyped, 0), (1..=9).collect::<Vec<_>>());
        assert_eq!(mistyped(Slip::DigitMistyped, 10).len(), 8 + 9);
        assert!(mistyped(Slip::DigitAdded, 5).iter().all(|n| *n != 55 && n.to_string().contains('5')));
        assert_eq!(mistyped(Slip::DigitAdded, 5).len(), 8 + 9);
    }
}
