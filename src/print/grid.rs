//! The tables as they are printed: which cell of paper holds which label or figure, and what it spans.
//!
//! One grid for each table, from the form's descriptor; the page, the workbook and the document are drawn from it.

use crate::form::{CellId, Edition, PRINTED_BALANCE, Row, Table};
use crate::wording::labels;

/// A table as printed: `rows` times `columns` fields, each covered by one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grid {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// How many rows from the top are headings. Table 2 has headings within, and none above all of it.
    pub(crate) head: usize,
    /// By row, then by column.
    pub(crate) slots: Vec<Slot>,
}

/// A cell of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) content: Content,
}

/// What is in a cell of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A label, and what it is the heading of.
    Label(&'static str, Heads),
    /// The note on the sums.
    Note(&'static str),
    /// A figure.
    Figure(CellId),
}

/// What a label is the heading of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heads {
    Row,
    Rows,
    Column,
    Columns,
}

impl Grid {
    /// A table of an edition as printed.
    pub(crate) fn of(edition: Edition, table: Table) -> Self {
        let rows: Vec<&'static Row> = edition.rows_of(table).collect();
        let mut slots = match table {
            Table::Proactive => proactive(&rows),
            Table::Requests => requests(&rows),
            Table::Challenges => challenges(&rows),
        };
        slots.sort_by_key(|slot| (slot.row, slot.column));
        let figures = slots.iter().filter(|slot| matches!(slot.content, Content::Figure(_)));
        let head = match table {
            Table::Proactive => 0,
            Table::Requests | Table::Challenges => figures.map(|slot| slot.row).min().unwrap_or(0),
        };
        let columns = slots.iter().map(|slot| slot.column + slot.columns).max().unwrap_or(0);
        let height = slots.iter().map(|slot| slot.row + slot.rows).max().unwrap_or(0);
        Self { columns, rows: height, head, slots }
    }

    /// The slots that begin in a row, from the left.
    #[cfg(any(feature = "html", feature = "xlsx"))]
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(move |slot| slot.row == row)
    }
}

fn slot((row, column): (usize, usize), (rows, columns): (usize, usize), content: Content) -> Slot {
    Slot { row, column, rows, columns, content }
}

/// Blocks below each other, each with its heading, its columns, and its rows. The fields are so narrow that the columns
/// of every block divide the width evenly.
fn proactive(rows: &[&'static Row]) -> Vec<Slot> {
    let width = rows.iter().map(|row| row.columns.len()).fold(1, least_common_multiple);
    let mut slots = Vec::new();
    let mut at = 0;
    for block in rows.chunk_by(|a, b| a.group == b.group) {
        let Some(first) = block.first() else { continue };
        for group in first.group {
            slots.push(slot((at, 0), (1, 1 + width), Content::Label(group, Heads::Columns)));
            at += 1;
        }
        let each = width / first.columns.len().max(1);
        slots.push(slot((at, 0), (1, 1), Content::Label(labels::ITEMS, Heads::Column)));
        for (i, column) in first.columns.iter().enumerate() {
            slots.push(slot((at, 1 + i * each), (1, each), Content::Label(column.label, Heads::Column)));
        }
        at += 1;
        for row in block {
            slots.push(slot((at, 0), (1, 1), Content::Label(row.label, Heads::Row)));
            slots.extend(
                row.cells()
                    .enumerate()
                    .map(|(i, (cell, _))| slot((at, 1 + i * each), (1, each), Content::Figure(cell))),
            );
            at += 1;
        }
    }
    slots
}

/// Rows and columns of table 3 have headings over headings: a level for each, and one for the label itself.
fn requests(rows: &[&'static Row]) -> Vec<Slot> {
    let columns = rows.first().map_or(&[][..], |row| row.columns);
    let row_groups: Vec<_> = rows.iter().map(|row| row.group).collect();
    let column_groups: Vec<_> = columns.iter().map(|column| column.group).collect();
    let (depth, head) = (levels(&row_groups), levels(&column_groups));
    let mut slots = vec![slot((0, 0), (head, depth), Content::Note(PRINTED_BALANCE))];
    for Heading { level, first, count, text } in headings(&column_groups) {
        slots.push(slot((level, depth + first), (1, count), Content::Label(text, Heads::Columns)));
    }
    for (i, column) in columns.iter().enumerate() {
        let level = column.group.len();
        slots.push(slot((level, depth + i), (head - level, 1), Content::Label(column.label, Heads::Column)));
    }
    for Heading { level, first, count, text } in headings(&row_groups) {
        slots.push(slot((head + first, level), (count, 1), Content::Label(text, Heads::Rows)));
    }
    for (i, row) in rows.iter().enumerate() {
        let level = row.group.len();
        slots.push(slot((head + i, level), (1, depth - level), Content::Label(row.label, Heads::Row)));
        let figures = row.cells().enumerate();
        slots.extend(figures.map(|(c, (cell, _))| slot((head + i, depth + c), (1, 1), Content::Figure(cell))));
    }
    slots
}

/// A heading over several rows or columns: its level from the outermost, and what it covers.
struct Heading {
    level: usize,
    first: usize,
    count: usize,
    text: &'static str,
}

/// The headings over rows or columns that are each under these: one for all neighbours that share it and those above it.
fn headings(groups: &[&'static [&'static str]]) -> Vec<Heading> {
    let level = |level: usize| {
        let mut first = 0;
        let shared = groups.chunk_by(move |a, b| a.get(..=level) == b.get(..=level));
        shared.filter_map(move |neighbours| {
            let (at, count) = (first, neighbours.len());
            first += count;
            Some(Heading { level, first: at, count, text: neighbours.first()?.get(level)? })
        })
    };
    (0..levels(groups)).flat_map(level).collect()
}

/// As many levels as headings are above each other, and one for the label.
fn levels(groups: &[&'static [&'static str]]) -> usize {
    1 + groups.iter().map(|group| group.len()).max().unwrap_or(0)
}

/// The blocks of table 4 are side by side, with one row of figures.
fn challenges(rows: &[&'static Row]) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut at = 0;
    for blocks in rows.chunk_by(|a, b| !a.group.is_empty() && a.group == b.group) {
        let width: usize = blocks.iter().map(|block| block.columns.len()).sum();
        let group = blocks.first().and_then(|block| block.group.first());
        if let Some(group) = group {
            slots.push(slot((0, at), (1, width), Content::Label(group, Heads::Columns)));
        }
        for block in blocks {
            let row = usize::from(group.is_some());
            slots.push(slot((row, at), (1, block.columns.len()), Content::Label(block.label, Heads::Columns)));
            for (cell, spec) in block.cells() {
                slots.push(slot((row + 1, at), (2 - row, 1), Content::Label(spec.label, Heads::Column)));
                slots.push(slot((3, at), (1, 1), Content::Figure(cell)));
                at += 1;
            }
        }
    }
    slots
}

fn least_common_multiple(a: usize, b: usize) -> usize {
    (1..=b.max(1)).map(|times| a * times).find(|multiple| multiple % b.max(1) == 0).unwrap_or(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_covered_once_and_every_cell_stands_once() {
        for edition in Edition::ALL {
            for table in Table::ALL {
                let grid = Grid::of(*edition, *table);
                let mut covered = vec![0; grid.rows * grid.columns];
                for slot in &grid.slots {
                    for row in slot.row..slot.row + slot.rows {
                        for column in slot.column..slot.column + slot.columns {
                            covered[row * grid.columns + column] += 1;
                        }
                    }
                }
                assert!(covered.iter().all(|times| *times == 1), "{edition} {table}: {covered:?}");
                assert_eq!(grid.head, if *table == Table::Proactive { 0 } else { 3 });
            }
            let figures = Table::ALL.iter().flat_map(|table| Grid::of(*edition, *table).slots);
            let cells: Vec<_> = figures
                .filter_map(|slot| match slot.content {
                    Content::Figure(cell) => Some(cell),
                    _ => None,
                })
                .collect();
            assert_eq!(cells, edition.cells());
        }
    }

    /// As published: 淮安市 2024 and 上海市政府办公厅 2019.
    #[test]
    fn the_spans_are_those_of_published_pages() {
        let spans = |edition, label: &str| {
            let slots = Table::ALL.iter().flat_map(|table| Grid::of(edition, *table).slots);
            let mut found = slots.filter(|slot| matches!(slot.content, Content::Label(text, _) if text == label));
            found.next().map(|slot| (slot.rows, slot.columns)).unwrap()
        };
        assert_eq!(spans(Edition::Revised2021, "三、本年度办理结果"), (22, 1));
        assert_eq!(spans(Edition::Trial2019, "三、本年度办理结果"), (20, 1));
        assert_eq!(spans(Edition::Revised2021, "（三）不予公开"), (8, 1));
        assert_eq!(spans(Edition::Revised2021, "（七）总计"), (1, 2));
        assert_eq!(spans(Edition::Trial2019, "（六）其他处理"), (1, 2));
        assert_eq!(spans(Edition::Revised2021, "自然人"), (2, 1));
        assert_eq!(spans(Edition::Revised2021, "法人或其他组织"), (1, 5));
        assert_eq!(spans(Edition::Revised2021, "行政诉讼"), (1, 10));
        assert_eq!(spans(Edition::Revised2021, "第二十条第（一）项"), (1, 4));
        assert_eq!(spans(Edition::Revised2021, "本年收费金额（单位：万元）"), (1, 3));
    }
}
