//! Where the figures are in the workbook, and how formulas name them.

use std::fmt;

use rust_xlsxwriter::utility::{cell_range, cell_range_absolute, row_col_to_cell, row_col_to_cell_absolute};

use crate::form::{CellId, Edition, Table};
use crate::print::grid::{Content, Grid};

/// The rows of a sheet above its table: the heading, and a line on how to fill it in.
pub(super) const ABOVE: u32 = 2;

/// The tables of an edition on their sheets.
pub(super) struct Places {
    grids: Vec<(Table, Grid)>,
}

/// Fields of one sheet that adjoin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) top: u32,
    pub(super) left: u16,
    pub(super) bottom: u32,
    pub(super) right: u16,
}

impl Places {
    pub(super) fn new(edition: Edition) -> Self {
        Self { grids: Table::ALL.iter().map(|table| (*table, Grid::of(edition, *table))).collect() }
    }

    pub(super) fn tables(&self) -> impl Iterator<Item = (Table, &Grid)> {
        self.grids.iter().map(|(table, grid)| (*table, grid))
    }

    pub(super) fn grid(&self, table: Table) -> Option<&Grid> {
        self.tables().find(|(of, _)| *of == table).map(|(_, grid)| grid)
    }

    /// Row and column of a figure on the sheet of its table.
    pub(super) fn at(&self, cell: CellId) -> Option<(u32, u16)> {
        let grid = self.grid(cell.table())?;
        let slot = grid.slots.iter().find(|slot| slot.content == Content::Figure(cell))?;
        Some((ABOVE + row(slot.row), column(slot.column)))
    }

    /// The least range that has all of these cells.
    pub(super) fn around(&self, cells: &[CellId]) -> Option<Range> {
        let places = cells.iter().filter_map(|cell| self.at(*cell)).map(|(row, column)| Range::at(row, column));
        places.reduce(|all, one| Range {
            top: all.top.min(one.top),
            left: all.left.min(one.left),
            bottom: all.bottom.max(one.bottom),
            right: all.right.max(one.right),
        })
    }

    /// The fields of cells of one table, adjoining ones as one range, in the cells' order.
    pub(super) fn ranges(&self, cells: &[CellId]) -> Vec<Range> {
        let mut ranges: Vec<Range> = Vec::new();
        for (row, column) in cells.iter().filter_map(|cell| self.at(*cell)) {
            match ranges.last_mut() {
                Some(last) if last.is_row() && row == last.top && column == last.right + 1 => last.right = column,
                Some(last) if last.is_column() && column == last.left && row == last.bottom + 1 => last.bottom = row,
                _ => ranges.push(Range::at(row, column)),
            }
        }
        ranges
    }
}

impl Range {
    pub(super) fn has(self, (row, column): (u32, u16)) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    pub(super) fn at(row: u32, column: u16) -> Self {
        Self { top: row, left: column, bottom: row, right: column }
    }

    fn is_row(self) -> bool {
        self.top == self.bottom
    }

    fn is_column(self) -> bool {
        self.left == self.right
    }

    /// `$D$5:$J$5`.
    pub(super) fn absolute(self) -> String {
        if self.is_row() && self.is_column() {
            return row_col_to_cell_absolute(self.top, self.left);
        }
        cell_range_absolute(self.top, self.left, self.bottom, self.right)
    }
}

/// `D5:J5`.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_row() && self.is_column() {
            return f.write_str(&row_col_to_cell(self.top, self.left));
        }
        f.write_str(&cell_range(self.top, self.left, self.bottom, self.right))
    }
}

/// `D5:I5,J7`: what SUM takes.
pub(super) fn list(ranges: &[Range]) -> String {
    ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// A row of a grid; a form has some thirty.
pub(super) fn row(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// A column of a grid; a form has at most fifteen.
pub(super) fn column(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_over_few_ranges() {
        for edition in Edition::ALL {
            let places = Places::new(*edition);
            for relation in edition.relations() {
                assert_eq!(places.ranges(relation.left()).len(), 1, "{relation:?}");
                assert_eq!(places.ranges(relation.right()).len(), 1, "{relation:?}");
            }
        }
        let places = Places::new(Edition::Revised2021);
        let sum = &Edition::Revised2021.relations()[0];
        assert_eq!(list(&places.ranges(sum.left())), "D6:I6");
        assert_eq!(places.ranges(sum.right())[0].absolute(), "$J$6");
    }
}
