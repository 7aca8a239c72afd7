//! The three tables, with their cells merged as on paper.

use std::io;

use super::document::lines;
use super::xml::Xml;
use crate::form::{Column, Table, unnumbered};
use crate::write::grid::{Content, Grid, Heads, Slot};
use crate::write::print::Print;

/// The room between the margins, in twentieths of a point.
const WIDTH: usize = 8844;

/// How a table is set.
struct Setting {
    /// The style of its paragraphs.
    style: &'static str,
    /// The least height of a row.
    height: &'static str,
    /// Whether the labels of rows stand at the left of their cells, as the long ones of table 3 do.
    left: bool,
    /// The width of each column of the grid.
    widths: Vec<usize>,
}

impl Setting {
    fn of(table: Table, grid: &Grid) -> Self {
        let (style, height, left, first) = match table {
            Table::Proactive => ("TableText", "420", false, vec![2600]),
            // The headings of groups stand in narrow columns, the labels beside them in a wide one.
            Table::Requests => {
                let depth = grid.columns.saturating_sub(Column::REQUESTERS.len());
                let mut first: Vec<_> = [620, 980].into_iter().take(depth.saturating_sub(1)).collect();
                first.push(WIDTH.saturating_sub(first.iter().sum::<usize>() + Column::REQUESTERS.len() * 680));
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

/// A row is never broken between pages, and the headings are repeated on each.
fn row(grid: &Grid, at: usize, setting: &Setting, print: &Print<'_>, xml: &mut Xml) -> io::Result<()> {
    let slots = slots(grid, at, print);
    xml.within("w:tr", &[], |xml| {
        xml.within("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[])?;
            xml.empty("w:trHeight", &[("w:val", setting.height), ("w:hRule", "atLeast")])?;
            if at < grid.head { xml.empty("w:tblHeader", &[]) } else { Ok(()) }
        })?;
        slots.iter().try_for_each(|slot| cell(slot, at, setting, print, xml))
    })
}

/// The slots that cover a row, from the left: those that begin in it and those that go on in it. A row that the page does
/// not have keeps no fields: one blank cell stands in their place, or only the label where there was a single field.
fn slots(grid: &Grid, at: usize, print: &Print<'_>) -> Vec<Field> {
    let covers = |slot: &&Slot| (slot.row..slot.row + slot.rows).contains(&at);
    let mut slots: Vec<&Slot> = grid.slots.iter().filter(covers).collect();
    slots.sort_by_key(|slot| slot.column);
    let mut fields: Vec<Field> = Vec::new();
    for slot in slots {
        let absent = matches!(slot.content, Content::Figure(cell) if print.is_absent(cell.row()));
        match fields.last_mut() {
            Some(Field { absent: true, slot: before }) if absent => before.columns += slot.columns,
            _ => fields.push(Field { slot: *slot, absent }),
        }
    }
    let lone = grid.row(at).filter(|slot| matches!(slot.content, Content::Figure(_))).count() == 1;
    if let Some(gap) = fields.pop_if(|field| field.absent && lone)
        && let Some(label) = fields.last_mut()
    {
        label.slot.columns += gap.slot.columns;
    }
    fields
}

/// What stands in a row of a table.
struct Field {
    slot: Slot,
    /// It is where the fields of a row would stand that the page does not have.
    absent: bool,
}

fn cell(field: &Field, at: usize, setting: &Setting, print: &Print<'_>, xml: &mut Xml) -> io::Result<()> {
    let Field { slot, absent } = field;
    let begins = slot.row == at;
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &setting.width(slot.column, slot.columns)), ("w:type", "dxa")])?;
            if slot.columns > 1 {
                xml.value("w:gridSpan", &slot.columns.to_string())?;
            }
            if slot.rows > 1 {
                xml.value("w:vMerge", if begins { "restart" } else { "continue" })?;
            }
            xml.value("w:vAlign", "center")
        })?;
        let (text, left) = match slot.content {
            _ if !begins || *absent => ("", false),
            Content::Label(label, heads) => (label, setting.left && heads == Heads::Row),
            Content::Note(note) => (note, false),
            Content::Figure(cell) => (print.cell(cell), false),
        };
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.value("w:pStyle", setting.style)?;
                if left { xml.value("w:jc", "left") } else { Ok(()) }
            })?;
            lines(text, xml)
        })
    })
}
