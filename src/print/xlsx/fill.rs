//! What makes a sheet one to type into: fields that are open, and what may be typed there.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Format, ProtectionOptions, Worksheet, XlsxError};

use super::content::{Content, Contents};
use super::formats;
use super::places::{Places, Range, column};
use super::tables::merge;
use crate::form::{CellId, Edition, Kind, Table};

/// The line above a table. It speaks of no label of the form.
const HINT: &str = "只填黄色格；灰色格自动计算。表外的“✓”“✗”核对各项之和，不打印。没有的填0。";

/// How a field to fill in looks.
pub(super) fn format(edition: Edition, cell: CellId) -> Format {
    formats::input(if edition.is_decimal(cell) { formats::amount() } else { formats::figure(0) })
}

/// Opens the fields of a table, and locks the rest without a password.
pub(super) fn table(
    sheet: &mut Worksheet,
    table: Table,
    places: &Places,
    contents: &Contents,
) -> Result<(), XlsxError> {
    let right = places.grid(table).map_or(0, |grid| column(grid.columns)).saturating_sub(1);
    merge(sheet, Range { top: 1, left: 0, bottom: 1, right }, &formats::hint())?;
    sheet.write_string_with_format(1, 0, HINT, &formats::hint())?.set_row_height(1, 20)?;
    for row in contents.edition().rows_of(table) {
        for (cell, spec) in row.cells().filter(|(cell, _)| *contents.get(*cell) != Content::OpenSum) {
            let Some((row, column)) = places.at(cell) else { continue };
            sheet.add_data_validation(row, column, row, column, &validation(spec.kind)?)?;
        }
    }
    protect(sheet);
    Ok(())
}

fn validation(kind: Kind) -> Result<DataValidation, XlsxError> {
    let new = || DataValidation::new().set_error_title("请重新填写");
    match kind {
        Kind::Count => new()?
            .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
            .set_error_message("这里填不小于零的整数。"),
        Kind::SignedCount => new()?
            .allow_whole_number(DataValidationRule::Between(-i32::MAX, i32::MAX))
            .set_input_message("比上一年增加填正数，减少填负数。")?
            .set_error_message("这里填整数，减少的填负数。"),
        Kind::Amount(Some(unit)) => new()?
            .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
            .set_input_message(format!("以{unit}为单位，只填数字。"))?
            .set_error_message(format!("这里填不小于零的数，以{unit}为单位。")),
        // The heading has no unit, so that it is typed with the amount.
        Kind::Amount(None) => new()?.allow_any_value().set_input_message("连同单位填写，如：251000元。"),
    }
}

/// Locks what is not open. There is no password: it keeps slips out, not people.
pub(super) fn protect(sheet: &mut Worksheet) {
    let mut options = ProtectionOptions::new();
    (options.format_columns, options.format_rows) = (true, true);
    sheet.protect_with_options(&options);
}

/// Opens the fields for organ and year.
pub(super) fn year() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_whole_number(DataValidationRule::Between(2019, 2100))
        .set_error_title("请重新填写")?
        .set_error_message("这里填报告所属的年度，如2024。")
}
