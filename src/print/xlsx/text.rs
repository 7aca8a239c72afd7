//! The sheets of the three sections of text: a paragraph a row.

use rust_xlsxwriter::{FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use super::tables::A4;
use super::{fill, formats};
use crate::print::content::Print;
use crate::wording::{section, title};

/// What a cell holds at the most, in units of UTF-16.
const MOST: usize = 32_767;
/// Fits on A4 where the default font is replaced by a wider one, too.
const WIDTH: f64 = 70.0;

/// Adds the sheet of a section of text; the first section has the report's title above it.
pub(super) fn sheet(workbook: &mut Workbook, print: &Print<'_>, number: u8, fill_in: bool) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(section::heading(number))?.set_formula_result_default("");
    sheet.set_paper_size(A4);
    sheet.set_column_width(0, WIDTH)?;
    let mut row = 0;
    if number == 1 {
        row = if fill_in { opening(sheet)? } else { heading_of(sheet, print)? };
    }
    sheet.set_row_height(row, 24)?.write_string_with_format(row, 0, section::heading(number), &formats::heading())?;
    for paragraph in print.paragraphs(number) {
        for piece in pieces(&paragraph) {
            row += 1;
            sheet.write_string_with_format(row, 0, piece, &formats::text())?;
        }
    }
    if fill_in {
        for at in row + 1..=row + PARAGRAPHS {
            sheet.write_blank(at, 0, &formats::input(formats::text()))?;
        }
        fill::protect(sheet);
    }
    Ok(())
}

/// How many paragraphs there is place for to type.
const PARAGRAPHS: u32 = 60;

/// The report's title, and days; the row below them.
fn heading_of(sheet: &mut Worksheet, print: &Print<'_>) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(0, 0, fitting(&print.title()), &formats::title())?.set_row_height(0, 48)?;
    let mut row = 1;
    for line in [print.period(), print.published()].iter().flatten() {
        sheet.write_string_with_format(row, 0, line, &formats::hint())?;
        row += 1;
    }
    Ok(row + 1)
}

/// The title that works itself out from the organ and the year, which are typed below it; the row below them.
fn opening(sheet: &mut Worksheet) -> Result<u32, XlsxError> {
    let title =
        Formula::new(format!("A4&IF(A6=\"\",\"\",A6&\"年\")&\"{}\"", title::OFFICIAL)).set_result(title::OFFICIAL);
    sheet.write_formula_with_format(0, 0, title, &formats::title())?.set_row_height(0, 48)?;
    let hint = format!(
        "按{}填写。先填本页的机关名称和年度，再依次填写各表；黄色格可以填写，其余不必改动。每段文字填一行。",
        "《中华人民共和国政府信息公开工作年度报告格式》"
    );
    sheet.write_string_with_format(1, 0, hint, &formats::hint())?.set_row_height(1, 30)?;
    sheet.write_string_with_format(2, 0, "机关名称（全称）：", &formats::hint())?;
    sheet.write_blank(3, 0, &formats::input(formats::text()))?;
    sheet.write_string_with_format(4, 0, "年度（四位数字，如2024）：", &formats::hint())?;
    sheet.write_blank(5, 0, &formats::input(formats::text()).set_align(FormatAlign::Left))?;
    sheet.add_data_validation(5, 0, 5, 0, &fill::year()?)?;
    Ok(7)
}

/// A text in pieces that a cell can hold.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let (piece, more) = rest.split_at(fitting(rest).len());
        pieces.push(piece);
        rest = more;
    }
    pieces
}

/// Whether a cell can hold a text.
pub(super) fn fits(text: &str) -> bool {
    fitting(text).len() == text.len()
}

/// As much of a text as a cell can hold.
pub(super) fn fitting(text: &str) -> &str {
    if text.len() <= MOST {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MOST
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}
