//! A sheet as a grid of only the rows and columns in use.

use std::collections::{BTreeMap, BTreeSet};

use calamine::Dimensions;

use super::Cells;
use crate::draft::Source;
use crate::source::block::{Grid, GridCell};

/// The rows and columns of a sheet that hold something or in which a merged area begins, in order: a lone cell far away
/// costs a row and a column, not the area between. Blank rows and columns are no part of the grid; blank cells are.
pub(super) struct Layout {
    rows: Vec<u32>,
    columns: Vec<u32>,
    /// Merged areas in places of the grid, by their first place: the rows and columns they cover.
    merged: BTreeMap<(usize, usize), (usize, usize)>,
    /// The places that a merged area covers, its first place aside.
    covered: Vec<bool>,
    /// So much of it is blank that only the cells with text are kept.
    sparse: bool,
    cells: usize,
}

impl Layout {
    pub(super) fn new(cells: &Cells, merged: Vec<Dimensions>) -> Self {
        /// More blank places for each cell that holds something make no form.
        const BLANKS: usize = 16;
        /// Every form fits well within this many places.
        const PLACES: usize = 1 << 16;

        let mut rows: BTreeSet<u32> = cells.keys().map(|place| place.0).collect();
        let mut columns: BTreeSet<u32> = cells.keys().map(|place| place.1).collect();
        let last = (rows.last().copied().unwrap_or(0), columns.last().copied().unwrap_or(0));
        for area in merged.iter().filter(|area| area.start.0 <= last.0 && area.start.1 <= last.1) {
            rows.insert(area.start.0);
            columns.insert(area.start.1);
        }
        let mut layout = Self {
            rows: rows.into_iter().collect(),
            columns: columns.into_iter().collect(),
            merged: BTreeMap::new(),
            covered: Vec::new(),
            sparse: false,
            cells: cells.len(),
        };
        let places = layout.rows.len().saturating_mul(layout.columns.len());
        layout.sparse = places > PLACES.max(cells.len().saturating_mul(BLANKS));
        if !layout.sparse {
            layout.cells = places;
            layout.covered = vec![false; places];
            for area in merged {
                layout.merge(area);
            }
        }
        layout
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// How many cells the grid has at most.
    pub(super) fn cells(&self) -> usize {
        self.cells
    }

    /// Marks an area as covered, as far as no other area covers it already: areas that overlap are broken, and the first
    /// one counts.
    fn merge(&mut self, area: Dimensions) {
        let (Ok(top), Ok(left)) = (self.rows.binary_search(&area.start.0), self.columns.binary_search(&area.start.1))
        else {
            return;
        };
        let bottom = self.rows.partition_point(|&row| row <= area.end.0);
        let right = self.columns.partition_point(|&column| column <= area.end.1);
        let free =
            |layout: &Self, row, column| !layout.is_covered(row, column) && !layout.merged.contains_key(&(row, column));
        let columns = (left..right).take_while(|&column| free(self, top, column)).count();
        if columns == 0 {
            return;
        }
        let mut rows = 0;
        while top + rows < bottom && (left..left + columns).all(|column| free(self, top + rows, column)) {
            for column in left..left + columns {
                let place = self.place(top + rows, column);
                if let Some(covered) = self.covered.get_mut(place) {
                    *covered = (rows, column) != (0, left);
                }
            }
            rows += 1;
        }
        if (rows, columns) != (1, 1) {
            self.merged.insert((top, left), (rows, columns));
        }
    }

    fn place(&self, row: usize, column: usize) -> usize {
        row * self.columns.len() + column
    }

    fn is_covered(&self, row: usize, column: usize) -> bool {
        self.covered.get(self.place(row, column)).copied().unwrap_or(false)
    }

    /// The grid. What a merged area covers does not show and is left out.
    pub(super) fn grid(&self, mut cells: Cells, number: u32) -> Grid {
        let mut grid = Grid::default();
        if self.sparse {
            let mut rows: BTreeMap<u32, Vec<GridCell>> = BTreeMap::new();
            for ((row, column), text) in cells {
                let index = self.columns.partition_point(|&other| other < column);
                rows.entry(row).or_default().push(cell(text, number, (row, column), index, (1, 1)));
            }
            grid.rows.extend(rows.into_values());
            return grid;
        }
        for (top, &row) in self.rows.iter().enumerate() {
            let mut out = Vec::new();
            for (left, &column) in self.columns.iter().enumerate() {
                if !self.is_covered(top, left) {
                    let text = cells.remove(&(row, column)).unwrap_or_default();
                    let span = self.merged.get(&(top, left)).copied().unwrap_or((1, 1));
                    out.push(cell(text, number, (row, column), left, span));
                }
            }
            grid.rows.push(out);
        }
        grid
    }
}

fn cell(text: String, number: u32, place: (u32, u32), column: usize, (rows, columns): (usize, usize)) -> GridCell {
    let at = Source {
        page: Some(number),
        table: Some(number),
        row: Some(place.0 + 1),
        cell: Some(place.1 + 1),
        ..Source::default()
    };
    // A sheet has no more rows and columns than fit.
    let fit = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    GridCell { text, at, column: fit(column), columns: fit(columns), rows: fit(rows) }
}
