//! The tables as they are printed: which cell of paper holds which label or figure, and what it spans.
//!
//! One grid for each table, from the form's descriptor; the page, the workbook and the document are drawn from it.

use crate::form::{CellId, Column, ColumnSpec, Edition, PRINTED_BALANCE, Row, Table};
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

/// The labels of table 3 take a column for each level of headings, and one for the label itself.
fn requests(rows: &[&'static Row]) -> Vec<Slot> {
    const HEAD: usize = 3;
    let depth = 1 + rows.iter().map(|row| row.group.len()).max().unwrap_or(0);
    let columns = rows.first().map_or(&[][..], |row| row.columns);
    let mut slots = vec![
        slot((0, 0), (HEAD, depth), Content::Note(PRINTED_BALANCE)),
        slot((0, depth), (1, columns.len()), Content::Label(labels::REQUESTERS, Heads::Columns)),
    ];
    let mut organizations = columns.iter().enumerate().filter(|(_, spec)| is_organization(spec)).map(|(i, _)| i);
    if let Some(first) = organizations.next() {
        let content = Content::Label(labels::ORGANIZATIONS, Heads::Columns);
        slots.push(slot((1, depth + first), (1, 1 + organizations.count()), content));
    }
    for (i, spec) in columns.iter().enumerate() {
        let row = if is_organization(spec) { 2 } else { 1 };
        slots.push(slot((row, depth + i), (HEAD - row, 1), Content::Label(spec.label, Heads::Column)));
    }
    for (i, row) in rows.iter().enumerate() {
        let at = HEAD + i;
        for (level, group) in row.group.iter().enumerate() {
            let same = |other: &&&Row| other.group.get(..=level) == row.group.get(..=level);
            let goes_on = i.checked_sub(1).and_then(|above| rows.get(above)).is_some_and(|above| same(&above));
            if !goes_on {
                let rows = rows.get(i..).unwrap_or_default().iter().take_while(same).count();
                slots.push(slot((at, level), (rows, 1), Content::Label(group, Heads::Rows)));
            }
        }
        let level = row.group.len();
        slots.push(slot((at, level), (1, depth - level), Content::Label(row.label, Heads::Row)));
        slots
            .extend(row.cells().enumerate().map(|(i, (cell, _))| slot((at, depth + i), (1, 1), Content::Figure(cell))));
    }
    slots
}

fn is_organization(spec: &ColumnSpec) -> bool {
    !matches!(spec.column, Column::NaturalPerson | Column::Total)
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
