//! Tables: where a cell is when cells above it and to its left span rows and columns.

use crate::source::block::{Grid, GridCell};

/// The most columns that a cell may span in HTML.
pub(super) const MAX_COLUMN_SPAN: u32 = 1000;

/// The most rows that a cell may span in HTML.
pub(super) const MAX_ROW_SPAN: u32 = 65534;

/// Where the grid ends. What a row holds beyond it keeps its text and order, but all in this one column: spans that
/// lie must not decide how much work a row is.
const MAX_COLUMNS: u32 = 4096;

/// The table algorithm of HTML, row by row. It keeps the spans that reach down into the next row, never a slot for
/// each place that they cover.
#[derive(Debug, Default)]
pub(super) struct GridBuilder {
    grid: Grid,
    /// The row that the open row group begins with.
    group: usize,
    /// Spans from rows above that cover the open row, by the column they begin in. They may overlap.
    above: Vec<Span>,
    /// How many of `above` the open row has passed.
    passed: usize,
    /// Spans that begin in the open row and reach below it.
    begun: Vec<Span>,
    /// The next column to try.
    column: u32,
    row_is_open: bool,
}

/// Columns that are covered down to a row.
#[derive(Debug)]
struct Span {
    begin: u32,
    end: u32,
    /// The first row that is not covered.
    until: usize,
}

impl GridBuilder {
    pub(super) fn open_row(&mut self) {
        self.close_row();
        self.grid.rows.push(Vec::new());
        self.row_is_open = true;
    }

    pub(super) fn close_row(&mut self) {
        if !std::mem::take(&mut self.row_is_open) {
            return;
        }
        let next = self.grid.rows.len();
        self.above.retain(|span| span.until > next);
        if !self.begun.is_empty() {
            self.above.append(&mut self.begun);
            self.above.sort_by_key(|span| span.begin);
        }
        self.passed = 0;
        self.column = 0;
    }

    /// Ends a row group, or the table: no cell reaches past it.
    pub(super) fn close_group(&mut self) {
        self.close_row();
        let end = self.grid.rows.len();
        for (index, row) in self.grid.rows.iter_mut().enumerate().skip(self.group) {
            let left = u32::try_from(end - index).unwrap_or(u32::MAX);
            for cell in row {
                cell.rows = cell.rows.min(left);
            }
        }
        self.above.clear();
        self.group = end;
    }

    /// Puts a cell into the next free place of the open row. A span of no rows reaches to the end of the row group.
    pub(super) fn place(&mut self, mut cell: GridCell) {
        if !self.row_is_open {
            self.open_row();
        }
        while let Some(span) = self.above.get(self.passed).filter(|span| span.begin <= self.column) {
            self.column = self.column.max(span.end);
            self.passed += 1;
        }
        let begin = self.column.min(MAX_COLUMNS);
        let end = begin + cell.columns.clamp(1, MAX_COLUMN_SPAN);
        self.column = end;

        let row = self.grid.rows.len();
        cell.rows = match cell.rows {
            0 => u32::MAX,
            rows => rows.min(MAX_ROW_SPAN),
        };
        if cell.rows > 1 && begin < MAX_COLUMNS {
            let until = (row - 1).saturating_add(usize::try_from(cell.rows).unwrap_or(usize::MAX));
            self.begun.push(Span { begin, end, until });
        }
        cell.column = begin;
        cell.columns = end - begin;
        cell.at.row = u32::try_from(row).ok();
        cell.at.cell = Some(begin + 1);
        if let Some(row) = self.grid.rows.last_mut() {
            row.push(cell);
        }
    }

    pub(super) fn finish(mut self) -> Grid {
        self.close_group();
        self.grid
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Source;

    fn cell(columns: u32, rows: u32) -> GridCell {
        GridCell { text: String::new(), at: Source::default(), column: 0, columns, rows }
    }

    /// `(column, columns, rows)` of every cell, for `(columns, rows)` of every cell in one row group.
    fn placed(rows: &[&[(u32, u32)]]) -> Vec<Vec<(u32, u32, u32)>> {
        let mut builder = GridBuilder::default();
        for row in rows {
            builder.open_row();
            for &(columns, rows) in *row {
                builder.place(cell(columns, rows));
            }
        }
        let grid = builder.finish();
        grid.rows.iter().map(|row| row.iter().map(|cell| (cell.column, cell.columns, cell.rows)).collect()).collect()
    }

    #[test]
    fn spans() {
        type Case<'a> = (&'a str, &'a [&'a [(u32, u32)]], &'a [&'a [(u32, u32, u32)]]);
        let cases: &[Case<'_>] = &[
            (
                "a head over two rows",
                &[&[(3, 2), (2, 1)], &[(1, 1), (1, 1)], &[(1, 1); 5]],
                &[
                    &[(0, 3, 2), (3, 2, 1)],
                    &[(3, 1, 1), (4, 1, 1)],
                    &[(0, 1, 1), (1, 1, 1), (2, 1, 1), (3, 1, 1), (4, 1, 1)],
                ],
            ),
            ("a row span past the end", &[&[(1, 9), (1, 1)], &[(1, 1)]], &[&[(0, 1, 2), (1, 1, 1)], &[(1, 1, 1)]]),
            ("a row span to the end", &[&[(1, 0)], &[(1, 1)], &[(1, 1)]], &[&[(0, 1, 3)], &[(1, 1, 1)], &[(1, 1, 1)]]),
            (
                // The second row's wide cell begins before a span and runs into it.
                "overlapping spans",
                &[&[(1, 1), (1, 2), (1, 1)], &[(3, 2), (1, 1)], &[(1, 1)]],
                &[&[(0, 1, 1), (1, 1, 2), (2, 1, 1)], &[(0, 3, 2), (3, 1, 1)], &[(3, 1, 1)]],
            ),
            ("absurd spans", &[&[(1_000_000, 1_000_000)], &[(1, 1)]], &[&[(0, 1000, 2)], &[(1000, 1, 1)]]),
            ("no columns", &[&[(0, 1), (1, 1)]], &[&[(0, 1, 1), (1, 1, 1)]]),
            ("an empty row counts", &[&[(1, 2)], &[], &[(1, 1)]], &[&[(0, 1, 2)], &[], &[(0, 1, 1)]]),
        ];
        for (what, rows, expected) in cases {
            assert_eq!(placed(rows), *expected, "{what}");
        }
    }

    #[test]
    fn spans_end_with_their_row_group() {
        let mut builder = GridBuilder::default();
        builder.open_row();
        builder.place(cell(1, 5));
        builder.close_group();
        builder.open_row();
        builder.place(cell(1, 0));
        let grid = builder.finish();
        let placed: Vec<_> = grid.rows.iter().flatten().map(|cell| (cell.column, cell.rows, cell.at.row)).collect();
        assert_eq!(placed, [(0, 1, Some(1)), (0, 1, Some(2))]);
    }

    #[test]
    fn a_row_without_end_loses_no_cell() {
        let row = vec![(1000, 9); 50];
        let placed = placed(&[&row, &row]);
        assert_eq!(placed.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50]);
        assert!(placed.iter().flatten().all(|&(column, ..)| column <= MAX_COLUMNS));
    }
}
