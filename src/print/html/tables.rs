//! The three tables with their spans, headings and fields.

use super::markup::Markup;
use crate::form::{CellId, Column, Edition, Row, RowId, Table, unnumbered};
use crate::print::grid::{Content, Grid, Heads, Slot};

/// What is in the fields of a table, and around them.
pub(super) trait Fill {
    fn edition(&self) -> Edition;

    /// What every `id` begins with.
    fn prefix(&self) -> &str;

    /// Whether a row is printed without fields.
    fn is_absent(&self, row: RowId) -> bool;

    /// Writes what is in a field, and answers its classes.
    fn field(&self, cell: CellId, out: &mut Markup) -> String;

    /// The heading of one more column at the right of table 3, if there is one.
    fn margin(&self) -> Option<&'static str> {
        None
    }

    /// What is in that column at a row.
    fn in_margin(&self, _: RowId, _: &mut Markup) {}

    /// More rows below a table.
    fn below(&self, _: Table, _: &Grid, _: &mut Markup) {}
}

/// Writes a table.
pub(super) fn table(table: Table, fill: &impl Fill, out: &mut Markup) {
    let grid = Grid::of(fill.edition(), table);
    let caption = unnumbered(table.heading());
    out.raw("<div class=\"dr-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"").text(caption).raw("\">\n");
    out.raw("<table class=\"dr-table dr-").raw(table.code()).raw("\">\n");
    out.element("caption", caption).raw("\n");
    columns(&grid, fill.margin().is_some() && table == Table::Requests, out);
    let mut open = "";
    for at in 0..grid.rows {
        let section = if at < grid.head { "thead" } else { "tbody" };
        if at == 0 || at == grid.head || section == "tbody" && begins_group(&grid, at) {
            close(open, out);
            out.raw("<").raw(section).raw(">\n");
            open = section;
        }
        row(table, &grid, at, fill, out);
    }
    close(open, out);
    fill.below(table, &grid, out);
    out.raw("</table>\n</div>\n");
}

fn close(section: &str, out: &mut Markup) {
    if !section.is_empty() {
        out.raw("</").raw(section).raw(">\n");
    }
}

/// The columns as the top headings group them.
fn columns(grid: &Grid, margin: bool, out: &mut Markup) {
    let groups: Vec<usize> = match grid.head {
        0 => vec![1, grid.columns - 1],
        _ => grid.row(0).map(|slot| slot.columns).collect(),
    };
    for (i, columns) in groups.iter().enumerate() {
        out.raw("<colgroup>");
        for column in 0..*columns {
            out.raw(&format!("<col class=\"dr-c{}\">", if i == 0 { column } else { 9 }));
        }
        out.raw("</colgroup>");
    }
    out.raw(if margin { "<colgroup><col class=\"dr-cm\"></colgroup>\n" } else { "\n" });
}

/// In table 2 every block is a group of rows, in table 3 every numbered item; a span never leaves its group.
fn begins_group(grid: &Grid, at: usize) -> bool {
    let mut row = grid.row(at);
    let first = row.next().filter(|slot| slot.column == 0);
    first.is_some_and(|slot| grid.head > 0 || matches!(slot.content, Content::Label(_, Heads::Columns)))
}

fn row(table: Table, grid: &Grid, at: usize, fill: &impl Fill, out: &mut Markup) {
    let figures = |slot: &Slot| match slot.content {
        Content::Figure(cell) => Some(cell.row()),
        _ => None,
    };
    // The figures of table 4 are in one row.
    let id = grid.row(at).find_map(figures);
    let absent = id.is_some_and(|row| fill.is_absent(row));
    out.raw("<tr");
    if let Some(id) = id.filter(|_| table != Table::Challenges) {
        out.id(fill.prefix(), id);
    }
    out.raw(if absent { " class=\"dr-absent\">" } else { ">" });
    for slot in grid.row(at) {
        match slot.content {
            Content::Label(label, heads) => heading(table, grid, slot, label, heads, absent, fill, out),
            Content::Note(note) => {
                out.raw("<td").raw(&spans(slot.rows, slot.columns)).raw(" class=\"dr-note\">").text(note).raw("</td>");
            }
            Content::Figure(_) if absent => {}
            Content::Figure(cell) => {
                let mut content = Markup::default();
                let class = fill.field(cell, &mut content);
                out.raw("<td").id(fill.prefix(), cell).raw(&spans(slot.rows, slot.columns));
                if !class.is_empty() {
                    out.raw(" class=\"").raw(&class).raw("\"");
                }
                out.raw(">").raw(content.as_str()).raw("</td>");
            }
        }
    }
    let width: usize = grid.row(at).filter(|slot| figures(slot).is_some()).map(|slot| slot.columns).sum();
    if absent && fields(grid, at) > 1 {
        out.raw("<td").raw(&spans(1, width)).raw("></td>");
    }
    if let Some(margin) = fill.margin().filter(|_| table == Table::Requests) {
        if at == 0 {
            out.raw("<th scope=\"col\"").aside().raw(&spans(grid.head, 1)).raw(">").text(margin).raw("</th>");
        } else if let Some(row) = id {
            out.raw("<td class=\"dr-margin\"").aside().raw(">");
            fill.in_margin(row, out);
            out.raw("</td>");
        }
    }
    out.raw("</tr>\n");
}

fn fields(grid: &Grid, at: usize) -> usize {
    grid.row(at).filter(|slot| matches!(slot.content, Content::Figure(_))).count()
}

#[expect(clippy::too_many_arguments, reason = "all of a heading's surroundings")]
fn heading(
    table: Table,
    grid: &Grid,
    slot: &Slot,
    label: &str,
    heads: Heads,
    absent: bool,
    fill: &impl Fill,
    out: &mut Markup,
) {
    let scope = match heads {
        Heads::Rows if slot.column == 0 => "rowgroup",
        Heads::Columns if grid.head == 0 => "rowgroup",
        Heads::Columns if slot.row == 0 => "colgroup",
        // Groups hold no smaller groups in HTML: what spans several rows or columns heads them as well.
        Heads::Row | Heads::Rows => "row",
        Heads::Column | Heads::Columns => "col",
    };
    // A single field that the page does not have leaves its room to the label: a lone empty field would be a blank.
    let lone = absent && heads == Heads::Row && fields(grid, slot.row) == 1;
    let columns = if lone { grid.columns - slot.column } else { slot.columns };
    out.raw("<th scope=\"").raw(scope).raw("\"").raw(&spans(slot.rows, columns));
    if let Some(place) = place(table, slot, label, fill.edition()) {
        out.id(fill.prefix(), place);
    }
    out.raw(">").text(label).raw("</th>");
}

/// What findings call the columns of table 3 and the blocks of table 4.
fn place(table: Table, slot: &Slot, label: &str, edition: Edition) -> Option<&'static str> {
    let mut rows = edition.rows_of(table);
    match table {
        Table::Proactive => None,
        Table::Requests => {
            let columns = rows.next().map_or(&[][..], |row: &Row| row.columns);
            let width = columns.len();
            let at = slot.column.checked_sub(Grid::of(edition, table).columns - width)?;
            let spec = columns.get(at).filter(|spec| spec.label == label)?;
            Column::REQUESTERS.contains(&spec.column).then_some(spec.column.code())
        }
        Table::Challenges => rows.find(|row| row.label == label).map(|row| row.id.as_str()),
    }
}

/// The attributes of a cell of paper that spans rows and columns.
pub(super) fn spans(rows: usize, columns: usize) -> String {
    let mut attributes = String::new();
    if rows > 1 {
        attributes += &format!(" rowspan=\"{rows}\"");
    }
    if columns > 1 {
        attributes += &format!(" colspan=\"{columns}\"");
    }
    attributes
}
