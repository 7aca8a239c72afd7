//! What the pages show, from top to bottom: lines, and tables with their cells as text.

use super::geometry::Drawn;
use super::lines::{Line, lines};
use super::table::{Table, fill, tables};
use crate::chars::page_number::is_page_number;

/// A line outside the tables, or a table.
#[derive(Debug)]
pub(super) enum Piece {
    Line(String),
    Table(Filled),
}

/// A table whose cells are read.
#[derive(Debug)]
pub(super) struct Filled {
    edges: Vec<f64>,
    pub(super) rows: usize,
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) text: String,
    /// The last line goes up to the cell's right side: it may have been broken there.
    full: bool,
}

/// The pieces of a page.
pub(super) fn pieces(drawn: Drawn, page: usize) -> Vec<Piece> {
    let mut tables = tables(drawn.across, drawn.down);
    let outside = fill(&mut tables, drawn.glyphs);
    // A grid without a word in it is an ornament.
    tables.retain(|table| table.cells.iter().any(|cell| !cell.glyphs.is_empty()));
    let tables = tables.into_iter().map(|table| (table.top(), table.bottom(), Filled::new(table)));
    let mut placed: Vec<(f64, Placed)> =
        tables.map(|(top, bottom, table)| (top, Placed::Table(bottom, table))).collect();
    placed.extend(lines(outside).into_iter().map(|line| (line.base - line.size * 0.35, Placed::Line(line))));
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let number = |placed: Option<&(f64, Placed)>| matches!(placed, Some((_, Placed::Line(line))) if is_page_number(&line.text, page));
    if number(placed.last()) {
        placed.pop();
    }
    if number(placed.first()) {
        placed.remove(0);
    }
    take_overhang(&mut placed);
    let piece = |(_, placed)| match placed {
        Placed::Line(line) => Piece::Line(line.text),
        Placed::Table(_, table) => Piece::Table(table),
    };
    placed.into_iter().map(piece).collect()
}

/// A line or a table (and where it ends) with its place still known.
enum Placed {
    Line(Line),
    Table(f64, Filled),
}

/// At the foot of a page, browsers let the text of a cell that goes on run out of the table.
fn take_overhang(placed: &mut Vec<(f64, Placed)>) {
    let Some(at) = placed.iter().rposition(|(_, placed)| matches!(placed, Placed::Table(..))) else { return };
    let after = placed.split_off(at + 1);
    let Some((_, Placed::Table(bottom, table))) = placed.last_mut() else { return };
    let mut foot = *bottom;
    let cell = |line: &Line, table: &Filled, foot: f64| {
        let near = line.base - foot < 2.0 * line.size;
        table.cells.iter().position(|cell| {
            let side = |column: usize| table.edges.get(column).copied().unwrap_or(f64::NAN);
            let (left, right) = (side(cell.column), side(cell.column + cell.columns));
            // Only a label that was broken at its side goes on: anything else there is a title or a note below the table.
            near && cell.row + cell.rows == table.rows
                && cell.columns < table.edges.len() - 1
                && cell.full
                && !is_figure(&cell.text)
                && left <= line.left
                && line.right <= right
        })
    };
    let mut found = Vec::new();
    for (_, item) in &after {
        let Placed::Line(line) = item else { return placed.extend(after) };
        let Some(cell) = cell(line, table, foot) else { return placed.extend(after) };
        found.push((cell, line.text.clone()));
        foot = line.base;
    }
    for (cell, text) in found {
        if let Some(cell) = table.cells.get_mut(cell) {
            cell.text.push('\n');
            cell.text.push_str(&text);
        }
    }
}

impl Filled {
    fn new(table: Table) -> Self {
        let rows = table.rows.len().saturating_sub(1);
        let edges = table.columns;
        let cells = table.cells.into_iter().map(|cell| {
            let lines = lines(cell.glyphs);
            let side = edges.get(cell.column + cell.columns).copied().unwrap_or(f64::INFINITY);
            Cell {
                row: cell.row,
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                full: lines.last().is_some_and(|line| line.right + 1.5 * line.size > side),
                text: lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n"),
            }
        });
        let cells = cells.collect();
        Self { edges, rows, cells }
    }

    /// Takes over what belongs to this table's last row from the first row of the next page's table, if a page break went
    /// through that row. Then that row is gone from the next.
    pub(super) fn take_rest(&mut self, next: &mut Self) {
        let same = self.edges.len() == next.edges.len()
            && self.edges.iter().zip(&next.edges).all(|(a, b)| (a - b).abs() < 3.0);
        if !same || next.rows == 0 || self.rows == 0 {
            return;
        }
        self.take_labels(next);
        let last = self.rows - 1;
        // Groups that end above, or go on below, may cover other rows: only what makes up the row below counts.
        let fits = |cell: &Cell, below: &Cell| {
            cell.row + cell.rows == last + 1 && (cell.column, cell.columns) == (below.column, below.columns)
        };
        let below: Vec<&Cell> = next.cells.iter().filter(|cell| cell.row == 0 && cell.rows == 1).collect();
        let above = below.iter().map(|below| self.cells.iter().find(|cell| fits(cell, below)));
        let Some(above) = above.collect::<Option<Vec<&Cell>>>() else { return };
        if !goes_on(&above, &below) {
            return;
        }
        let mut rest = Vec::new();
        next.cells.retain(|cell| {
            let moves = cell.row == 0 && cell.rows == 1;
            if moves {
                rest.push((cell.column, cell.text.clone()));
            }
            !moves
        });
        for cell in &mut next.cells {
            if cell.row > 0 {
                cell.row -= 1;
            } else {
                cell.rows -= 1;
            }
        }
        next.rows -= 1;
        for (column, text) in rest {
            let cell = self.cells.iter_mut().find(|cell| cell.row + cell.rows == last + 1 && cell.column == column);
            if let Some(cell) = cell
                && !text.is_empty()
            {
                if !cell.text.is_empty() {
                    cell.text.push('\n');
                }
                cell.text.push_str(&text);
            }
        }
    }
}

impl Filled {
    /// The label of a group of rows that a page break went through, put together above.
    fn take_labels(&mut self, next: &mut Self) {
        for below in next.cells.iter_mut().filter(|cell| cell.row == 0 && cell.rows > 1 && !cell.text.is_empty()) {
            let above = self.cells.iter_mut().find(|cell| {
                cell.row + cell.rows == self.rows && (cell.column, cell.columns) == (below.column, below.columns)
            });
            if let Some(above) = above
                && is_numbered(&above.text)
                && !is_numbered(&below.text)
            {
                above.text.push('\n');
                above.text.push_str(&std::mem::take(&mut below.text));
            }
        }
    }
}

/// Whether a label begins with its number, as the labels of rows and groups do.
fn is_numbered(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "（(⼀⼆⼋⼗一二三四五六七八九十".contains(c))
}

/// Whether a text is nothing but a figure, or a sign for none.
fn is_figure(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii() || "—–－／".contains(c))
}

/// Whether the cells below are the rest of the cells above: of two rows that are whole, none looks like this.
fn goes_on(above: &[&Cell], below: &[&Cell]) -> bool {
    let blank = |cells: &[&Cell], at: usize| cells.get(at).is_none_or(|cell| cell.text.is_empty());
    let pairs = || above.iter().zip(below);
    let labels_below = below.iter().filter(|cell| !cell.text.is_empty());
    // A label that was broken at the cell's side goes on; every figure is above.
    let label = labels_below.clone().count() == 1
        && pairs().all(|(above, below)| {
            below.text.is_empty() || (above.full && !is_figure(&above.text) && !is_numbered(&below.text))
        })
        && above.iter().skip(1).any(|cell| is_figure(&cell.text))
        && labels_below.clone().all(|cell| !is_figure(&cell.text));
    // The label above has no figures, the figures below have no label.
    let figures = !blank(above, 0)
        && blank(below, 0)
        && above.len() > 1
        && above.iter().skip(1).all(|cell| cell.text.is_empty())
        && below.iter().skip(1).all(|cell| is_figure(&cell.text));
    label || figures
}
