//! A table of a Word document while it is read.

use std::collections::BTreeMap;

use crate::draft::Source;
use crate::source::block::{Block, Grid, GridCell, Text};

/// Whether a cell is merged with others in one direction.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    Alone,
    Starts,
    Continues,
}

#[derive(Default)]
pub(super) struct Cell {
    /// The grid column it begins in, from 0.
    column: u32,
    pub(super) columns: u32,
    pub(super) down: Merge,
    pub(super) across: Merge,
    pub(super) deleted: bool,
    pub(super) holds_table: bool,
    /// Of its first paragraph if that is blank.
    pub(super) line: Option<u32>,
    pub(super) content: Vec<Block>,
}

#[derive(Default)]
struct Row {
    cells: Vec<Cell>,
    /// The next free grid column.
    column: u32,
    deleted: bool,
}

#[derive(Default)]
pub(super) struct Table {
    number: u32,
    rows: Vec<Row>,
    row: Option<Row>,
    cell: Option<Cell>,
}

impl Table {
    pub(super) fn new(number: u32) -> Self {
        Self { number, ..Self::default() }
    }

    pub(super) fn begin_row(&mut self) {
        self.end_row();
        self.row = Some(Row::default());
    }

    pub(super) fn begin_cell(&mut self) {
        self.end_cell();
        self.row.get_or_insert_default();
        self.cell = Some(Cell { columns: 1, ..Cell::default() });
    }

    /// The open cell.
    pub(super) fn cell(&mut self) -> Option<&mut Cell> {
        self.cell.as_mut()
    }

    pub(super) fn skip_columns(&mut self, columns: u32) {
        let row = self.row.get_or_insert_default();
        row.column = row.column.saturating_add(columns);
    }

    pub(super) fn delete_row(&mut self) {
        self.row.get_or_insert_default().deleted = true;
    }

    pub(super) fn end_cell(&mut self) {
        let Some(mut cell) = self.cell.take() else { return };
        let row = self.row.get_or_insert_default();
        if cell.deleted {
            return;
        }
        cell.column = row.column;
        row.column = row.column.saturating_add(cell.columns);
        match row.cells.last_mut() {
            // The way of old files to span columns; the cell that continues is empty.
            Some(left) if cell.across == Merge::Continues => {
                left.columns = left.columns.saturating_add(cell.columns);
                left.holds_table |= cell.holds_table;
                left.content.extend(cell.content);
            }
            _ => row.cells.push(cell),
        }
    }

    pub(super) fn end_row(&mut self) {
        self.end_cell();
        if let Some(row) = self.row.take()
            && !row.deleted
        {
            self.rows.push(row);
        }
    }

    /// A table of data as a grid. One that holds tables is there for the layout: its content is laid out in order.
    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.end_row();
        if self.rows.iter().any(|row| row.cells.iter().any(|cell| cell.holds_table)) {
            let content = self.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.content);
            return content.collect();
        }
        let grid = self.grid();
        if grid.rows.is_empty() { Vec::new() } else { vec![Block::Table(grid)] }
    }

    fn grid(self) -> Grid {
        let mut grid = Grid { rows: Vec::with_capacity(self.rows.len()) };
        // Cells that may go on below: their column, and where in the grid they are.
        let mut above: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        for (number, row) in (1..).zip(self.rows) {
            let mut cells = Vec::with_capacity(row.cells.len());
            let mut merged = BTreeMap::new();
            for cell in row.cells {
                let owner = above.get(&cell.column).copied().filter(|_| cell.down == Merge::Continues);
                if let Some((row, index)) = owner {
                    // Word shows nothing of what a continuing cell holds.
                    if let Some(owner) =
                        grid.rows.get_mut(row).and_then(|cells: &mut Vec<GridCell>| cells.get_mut(index))
                    {
                        owner.rows += 1;
                    }
                    merged.insert(cell.column, (row, index));
                    continue;
                }
                if cell.down != Merge::Alone {
                    merged.insert(cell.column, (grid.rows.len(), cells.len()));
                }
                let (column, columns) = (cell.column, cell.columns);
                let (text, line) = text_of(cell.content);
                let line = line.or(cell.line);
                let at = Source {
                    line,
                    table: Some(self.number),
                    row: Some(number),
                    cell: Some(column.saturating_add(1)),
                    ..Source::default()
                };
                cells.push(GridCell { text, at, column, columns, rows: 1 });
            }
            grid.rows.push(cells);
            above = merged;
        }
        grid
    }
}

/// The paragraphs of a cell, a line each, and the number of the first.
fn text_of(content: Vec<Block>) -> (String, Option<u32>) {
    let mut text = String::new();
    let mut line = None;
    for block in content {
        if let Block::Paragraph(Text { text: paragraph, at }) = block {
            line = line.or(at.line);
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&paragraph);
        }
    }
    (text.trim().to_owned(), line)
}
