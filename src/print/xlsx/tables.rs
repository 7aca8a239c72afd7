//! The sheets of the three tables: merged as on paper, with the marks to the right and below.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula, Workbook, Worksheet, XlsxError};

use super::content::{Content, Contents};
use super::marks::{Mark, Marker};
use super::places::{ABOVE, Places, Range, column, list, row};
use super::text::fitting;
use super::{fill, formats};
use crate::form::{CellId, Table};
use crate::print::grid::{Content as Printed, Grid, Slot};
use crate::wording::marks;

/// The paper that everything is printed on.
pub(super) const A4: u8 = 9;

/// Adds the sheet of a table; `fill_in` makes it one to type into.
pub(super) fn sheet(
    workbook: &mut Workbook,
    table: Table,
    places: &Places,
    contents: &Contents,
    fill_in: bool,
) -> Result<(), XlsxError> {
    let Some(grid) = places.grid(table) else { return Ok(()) };
    let sheet = workbook.add_worksheet();
    sheet.set_name(table.heading())?.set_formula_result_default("");
    let widths = widths(table, grid);
    for (at, width) in (0..).zip(&widths) {
        sheet.set_column_width(at, *width)?;
    }
    sheet.set_row_height(0, 24)?.write_string_with_format(0, 0, table.heading(), &formats::heading())?;
    for slot in &grid.slots {
        field(sheet, slot, places, contents, fill_in)?;
    }
    for at in 0..grid.rows {
        sheet.set_row_height(ABOVE + row(at), height(grid, at, &widths))?;
    }
    let marks = Marker::new(places, contents).of(table);
    for mark in &marks {
        self::mark(sheet, mark)?;
    }
    let end = ABOVE + row(grid.rows);
    if let Some(right) = marks.iter().map(|mark| mark.at.left).find(|left| usize::from(*left) > grid.columns) {
        sheet.set_column_width(right - 1, 2)?.set_column_width(right, 18)?;
    }
    for top in marks.iter().map(|mark| mark.at.top).filter(|top| *top >= end) {
        sheet.set_row_height(top, 32)?;
    }
    print(sheet, table, grid)?;
    if fill_in { fill::table(sheet, table, places, contents) } else { Ok(()) }
}

/// One field of paper.
fn field(
    sheet: &mut Worksheet,
    slot: &Slot,
    places: &Places,
    contents: &Contents,
    fill_in: bool,
) -> Result<(), XlsxError> {
    let at = Range {
        top: ABOVE + row(slot.row),
        left: column(slot.column),
        bottom: ABOVE + row(slot.row + slot.rows) - 1,
        right: column(slot.column + slot.columns) - 1,
    };
    match slot.content {
        Printed::Label(text, heads) => label(sheet, at, text, &formats::label(heads)),
        Printed::Note(text) => label(sheet, at, text, &formats::note()),
        Printed::Figure(cell) => {
            let format = match contents.get(cell) {
                Content::Sum(_) | Content::OpenSum => formats::sum(),
                _ if fill_in => fill::format(contents.edition(), cell),
                Content::Number(_, decimals) => formats::figure(*decimals),
                Content::Blank | Content::Missing | Content::Dash(_) | Content::Text(_) => formats::figure(0),
            };
            merge(sheet, at, &format)?;
            figure(sheet, at, cell, places, contents, &format)
        }
    }
}

fn label(sheet: &mut Worksheet, at: Range, text: &str, format: &Format) -> Result<(), XlsxError> {
    merge(sheet, at, format)?;
    sheet.write_string_with_format(at.top, at.left, text, format)?;
    Ok(())
}

fn figure(
    sheet: &mut Worksheet,
    Range { top, left, .. }: Range,
    cell: CellId,
    places: &Places,
    contents: &Contents,
    format: &Format,
) -> Result<(), XlsxError> {
    // Of the total that is one of a row and of a column, the row's sum is the formula; a mark says of the other.
    let parts = || {
        let own = contents.edition().sums_of(cell).next();
        own.map(|relation| list(&places.ranges(relation.left()))).unwrap_or_default()
    };
    match contents.get(cell) {
        Content::Blank | Content::Missing => sheet.write_blank(top, left, format)?,
        Content::Number(value, _) => sheet.write_number_with_format(top, left, *value, format)?,
        Content::Sum(value) => {
            let formula = Formula::new(format!("SUM({})", parts())).set_result(value.to_string());
            sheet.write_formula_with_format(top, left, formula, format)?
        }
        Content::OpenSum => {
            // Blank until one of its parts is there: nothing is not zero.
            let formula = Formula::new(format!("IF(COUNT({0})=0,\"\",SUM({0}))", parts()));
            sheet.write_formula_with_format(top, left, formula, format)?
        }
        Content::Dash(text) | Content::Text(text) => {
            sheet.write_string_with_format(top, left, fitting(text), format)?
        }
    };
    Ok(())
}

/// A mark, and the red of what it is about.
fn mark(sheet: &mut Worksheet, mark: &Mark) -> Result<(), XlsxError> {
    let format = formats::mark();
    merge(sheet, mark.at, &format)?;
    let (top, left) = (mark.at.top, mark.at.left);
    let formula = Formula::new(&mark.formula).set_result(mark.result.as_str());
    sheet.write_formula_with_format(top, left, formula, &format)?;
    let sign = marks::SUMS[1].chars().next().unwrap_or_default();
    let rule = Formula::new(format!("LEFT({},1)=\"{sign}\"", Range::at(top, left).absolute()));
    let red = ConditionalFormatFormula::new().set_rule(rule).set_format(formats::red());
    for range in mark.red.iter().chain([&mark.at]) {
        sheet.add_conditional_format(range.top, range.left, range.bottom, range.right, &red)?;
    }
    Ok(())
}

/// Merges fields, unless it is one.
pub(super) fn merge(sheet: &mut Worksheet, at: Range, format: &Format) -> Result<(), XlsxError> {
    if (at.top, at.left) != (at.bottom, at.right) {
        sheet.merge_range(at.top, at.left, at.bottom, at.right, "", format)?;
    }
    Ok(())
}

/// How wide each column is, in characters of Latin text.
fn widths(table: Table, grid: &Grid) -> Vec<f64> {
    let labels: &[f64] = match table {
        Table::Proactive => &[30.0],
        Table::Requests => &[9.0, 13.0, 34.0],
        Table::Challenges => &[],
    };
    let figures = match table {
        // The columns of table 2 are fractions of what it is divided into.
        Table::Proactive => 66.0 / f64::from(column(grid.columns.saturating_sub(1).max(1))),
        Table::Requests => 9.0,
        Table::Challenges => 8.0,
    };
    (0..grid.columns).map(|at| labels.get(at).copied().unwrap_or(figures)).collect()
}

/// How tall a row is: as many lines as its longest text takes. Spreadsheets don't work that out for merged fields.
fn height(grid: &Grid, at: usize, widths: &[f64]) -> f64 {
    const LINE: f64 = 14.0;
    let lines = |slot: &Slot| {
        let text = match slot.content {
            Printed::Label(text, _) if slot.rows == 1 => text,
            _ => return 1.0,
        };
        let width: f64 = widths.iter().skip(slot.column).take(slot.columns).sum();
        // A Chinese character is as wide as two Latin ones.
        let characters = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        (f64::from(characters) * 2.2 / width).ceil()
    };
    10.0 + LINE * grid.row(at).map(lines).fold(1.0, f64::max)
}

fn print(sheet: &mut Worksheet, table: Table, grid: &Grid) -> Result<(), XlsxError> {
    let (last, right) = (ABOVE + row(grid.rows) - 1, column(grid.columns) - 1);
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 1).set_print_center_horizontally(true);
    // What is outside the form is not printed.
    sheet.set_print_area(0, 0, last, right)?;
    match table {
        Table::Challenges => {
            sheet.set_landscape();
        }
        Table::Requests => {
            let first_figure = grid.slots.iter().find(|slot| matches!(slot.content, Printed::Figure(_)));
            let left = first_figure.map_or(0, |slot| column(slot.column));
            sheet.set_freeze_panes(ABOVE + row(grid.head), left)?;
        }
        Table::Proactive => {}
    }
    Ok(())
}
