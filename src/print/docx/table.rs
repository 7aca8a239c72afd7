//! The three tables, with their cells merged as on paper.

use std::io;

use super::document::lines;
use super::xml::Xml;
use crate::form::{Column, Table, unnumbered};
use crate::print::content::Print;
use crate::print::grid::{Content, Grid, Heads, Slot};

/// The room between the margins, in twentieths of a point.
const WIDTH: usize = 8844;

/// How a table is set.
struct Setting {
    /// The style of its paragraphs.
    style: &'static str,
    /// The least height of a row.
    height: &'static str,
    /// Whether the labels of rows are set at the left of their cells, as the long ones of table 3 are.
    left: bool,
    /// The width of each column of the grid.
    widths: Vec<usize>,
}

impl Setting {
    fn of(table: Table, grid: &Grid) -> Self {
        let (style, height, left, first) = match table {
            Table::Proactive => ("TableText", "420", false, vec![2600]),
            // The headings of groups are in narrow columns, the labels next to them in a wide one.
            Table::Requests => {
                let depth = grid.columns.saturating_sub(Column::REQUESTERS.len());
                let mut first: Vec<_> = [660, 1020].into_iter().take(depth.saturating_sub(1)).collect();
                first.push(WIDTH.saturating_sub(first.iter().sum::<usize>() + Column::REQUESTERS.len() * 645));
                ("SmallTableText", "340", true, first)
            }
            Table::Challenges => ("SmallTableText", "420", false, Vec::new()),
        };
        Self { style, height, left, widths: widths(first, grid.columns) }
    }

    /// The width of a cell over these columns.
    fn width(&self, from: usize, columns: usize) -> String {
        self.widths.iter().skip(from).take(columns).sum::<usize>().to_string()
    }
}

/// The first columns are so wide; the others share what is left.
fn widths(first: Vec<usize>, columns: usize) -> Vec<usize> {
    let others = columns.saturating_sub(first.len()).max(1);
    let left = WIDTH.saturating_sub(first.iter().sum());
    let share = |i: usize| left / others + usize::from(i < left % others);
    first.into_iter().chain((0..others).map(share)).take(columns).collect()
}

/// Writes a table.
pub(super) fn table(table: Table, print: &Print<'_>, xml: &mut Xml) -> io::Result<()> {
    let grid = Grid::of(print.draft.edition(), table);
    let setting = Setting::of(table, &grid);
    xml.within("w:tbl", &[], |xml| {
        xml.within("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", "ReportTable")?;
            xml.empty("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")])?;
            xml.value("w:jc", "center")?;
            xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
            // What reads a document aloud says this of a table.
            xml.value("w:tblCaption", unnumbered(table.heading()))
        })?;
        xml.within("w:tblGrid", &[], |xml| {
            setting.widths.iter().try_for_each(|width| xml.empty("w:gridCol", &[("w:w", &width.to_string())]))
        })?;
        (0..grid.rows).try_for_each(|at| row(&grid, at, &setting, print, xml))
    })
}

/// A row is never broken between pages, and stays with the next: a table that fits on a page is on one. On each page
/// of one that does not, the headings are repeated.
fn row(grid: &Grid, at: usize, setting: &Setting, print: &Print<'_>, xml: &mut Xml) -> io::Result<()> {
    let is_last = at + 1 == grid.rows;
    xml.within("w:tr", &[], |xml| {
        xml.within("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[])?;
            xml.empty("w:trHeight", &[("w:val", setting.height), ("w:hRule", "atLeast")])?;
            if at < grid.head { xml.empty("w:tblHeader", &[]) } else { Ok(()) }
        })?;
        for field in fields(grid, at, print) {
            let Field { slot, text } = &field;
            xml.within("w:tc", &[], |xml| {
                cell_properties(slot, slot.row == at, setting, xml)?;
                xml.within("w:p", &[], |xml| {
                    xml.within("w:pPr", &[], |xml| {
                        xml.value("w:pStyle", setting.style)?;
                        if !is_last {
                            xml.empty("w:keepNext", &[])?;
                        }
                        let left = setting.left && matches!(slot.content, Content::Label(_, Heads::Row));
                        if left { xml.value("w:jc", "left") } else { Ok(()) }
                    })?;
                    lines(text, xml)
                })
            })?;
        }
        Ok(())
    })
}

fn cell_properties(slot: &Slot, begins: bool, setting: &Setting, xml: &mut Xml) -> io::Result<()> {
    xml.within("w:tcPr", &[], |xml| {
        xml.empty("w:tcW", &[("w:w", &setting.width(slot.column, slot.columns)), ("w:type", "dxa")])?;
        if slot.columns > 1 {
            xml.value("w:gridSpan", &slot.columns.to_string())?;
        }
        if slot.rows > 1 {
            xml.value("w:vMerge", if begins { "restart" } else { "continue" })?;
        }
        xml.value("w:vAlign", "center")
    })
}

/// A cell within one row of a table, and its text.
struct Field<'a> {
    slot: Slot,
    text: &'a str,
}

/// What covers a row, from the left: what begins in it, and without text what goes on in it from above.
fn fields<'a>(grid: &Grid, at: usize, print: &'a Print<'_>) -> Vec<Field<'a>> {
    let covers = |slot: &&Slot| (slot.row..slot.row + slot.rows).contains(&at);
    let mut slots: Vec<Slot> = grid.slots.iter().filter(covers).copied().collect();
    slots.sort_by_key(|slot| slot.column);
    let absent = |slot: &Slot| matches!(slot.content, Content::Figure(cell) if print.is_absent(cell.row()));
    if let Some(first) = slots.iter().position(absent) {
        close_up(&mut slots, first);
    }
    slots.into_iter().map(|slot| Field { slot, text: text(&slot, at, print) }).collect()
}

fn text<'a>(slot: &Slot, at: usize, print: &'a Print<'_>) -> &'a str {
    match slot.content {
        _ if slot.row < at => "",
        Content::Label(text, _) | Content::Note(text) => text,
        Content::Figure(cell) => print.cell(cell),
    }
}

/// A row that the page does not have keeps no fields: one blank cell is in their place, or the label alone where there
/// was a single field, which would else be a blank figure. All from `first` on are fields.
fn close_up(slots: &mut Vec<Slot>, first: usize) {
    let width = slots.iter().skip(first).map(|slot| slot.columns).sum();
    let lone = slots.len() == first + 1;
    slots.truncate(first + usize::from(!lone));
    match slots.last_mut() {
        Some(label) if lone => label.columns += width,
        Some(field) => field.columns = width,
        None => {}
    }
}
