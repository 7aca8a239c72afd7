//! What the columns' values stand for.

use jiff::civil::Date;

use super::column::{Figure, Numbers, Texts};
use super::error::ArrowError;
use super::list_columns::CellDetail;
use crate::draft::{Cell, Origin, State};
use crate::form::{CellId, Edition, RowId};
use crate::quantity::{MoneyUnit, Number, SignedCount};
use crate::report::{CreditCode, DivisionCode, ReportYear, Scope};

/// What a code stands for.
pub(super) trait FromCode: Sized {
    fn from_code(code: &str) -> Option<Self>;
}

macro_rules! from_code {
    ($($Type:ty),*) => {$(
        impl FromCode for $Type {
            fn from_code(code: &str) -> Option<Self> {
                code.parse().ok()
            }
        }
    )*};
}

from_code!(CreditCode, DivisionCode, Scope, Edition, CellId, RowId, Number);

impl FromCode for Origin {
    fn from_code(code: &str) -> Option<Self> {
        Self::of_code(code)
    }
}

impl FromCode for MoneyUnit {
    fn from_code(code: &str) -> Option<Self> {
        Self::of_code(code)
    }
}

pub(super) fn coded<T: FromCode>(text: &str, expected: &str) -> Result<T, ArrowError> {
    T::from_code(text).ok_or_else(|| {
        let found: String = text.chars().take(40).collect();
        ArrowError::new(format!("expected {expected}, found {found:?}"))
    })
}

/// What stands in a cell, by its column and by what is said beside it; `None` if it is part of a run.
pub(super) fn content(
    row: usize,
    cell: CellId,
    numbers: &Numbers,
    units: Option<&Texts>,
    detail: Option<&CellDetail<'_>>,
) -> Result<Option<Cell>, ArrowError> {
    let of = |error: ArrowError| error.in_column(cell.as_str());
    let unit = units.and_then(|units| units.get(row));
    let unit = unit.or(detail.and_then(|detail| detail.unit));
    let unit: Option<MoneyUnit> = unit.map(|unit| coded(unit, "yuan, wan_yuan or yi_yuan")).transpose().map_err(of)?;
    let shown = numbers.get(row).map(|figure| number(figure, units.is_some()).map_err(of)).transpose()?;
    let written = detail.and_then(|detail| detail.value);
    let state = detail.map_or(if shown.is_some() { "number" } else { "blank" }, |detail| detail.state);
    if state == "number" {
        let value = match (shown, written) {
            (Some(shown), Some(written)) if shown != written => {
                return Err(of(ArrowError::new(format!("{shown}, where details says {written}"))));
            }
            (_, Some(value)) | (Some(value), None) => value,
            (None, None) => return Err(of(ArrowError::new("no number, where details says that there is one"))),
        };
        let note = detail.and_then(|detail| detail.note).map(Into::into);
        return Ok(Some(Cell::new(State::Number { value, unit, note })));
    }
    if shown.or(written).is_some() || unit.is_some() || detail.is_some_and(|detail| detail.note.is_some()) {
        return Err(of(ArrowError::new(format!("a number, its unit or its note in a cell that is {state}"))));
    }
    let text = detail.and_then(|detail| detail.text);
    let written =
        || text.ok_or_else(|| of(ArrowError::new(format!("details lacks the text of a cell that is {state}"))));
    Ok(match state {
        "dash" => Some(Cell::dash(written()?)),
        "unreadable" => Some(Cell::unreadable(written()?)),
        "missing" => Some(Cell::missing()),
        "ambiguous" => None,
        _ => Some(Cell::blank()),
    })
}

/// A number of a column. Floats are exact for whole numbers only.
fn number(figure: Figure, decimal: bool) -> Result<Number, ArrowError> {
    let number = match figure {
        Figure::Integer(units) => scaled(units, 0),
        Figure::Decimal(units, scale) => scaled(units, scale),
        Figure::Float(_) if decimal => return Err(ArrowError::new("an amount is a decimal, and a float is not exact")),
        Figure::Float(_) => whole(figure).and_then(|value| scaled(value, 0)),
    };
    let number = number.ok_or_else(|| ArrowError::new("a number that can't be held exactly"))?;
    if !decimal && number.to_integer().is_none() {
        return Err(ArrowError::new(format!("expected a whole number, found {number}")));
    }
    Ok(number)
}

/// `units` in units of 10⁻ˢᶜᵃˡᵉ. A column's scale may have more digits than can be held, if the last ones are zeros.
fn scaled(mut units: i128, scale: i8) -> Option<Number> {
    let mut scale = i32::from(scale);
    while scale > 0 && units % 10 == 0 {
        (units, scale) = (units / 10, scale - 1);
    }
    while scale < 0 {
        (units, scale) = (units.checked_mul(10)?, scale + 1);
    }
    Number::from_scaled(units, u32::try_from(scale).ok()?)
}

/// A whole number, of an integer or a float.
pub(super) fn whole(figure: Figure) -> Option<i128> {
    match figure {
        Figure::Integer(value) => Some(value),
        Figure::Float(value) => {
            #[expect(clippy::cast_possible_truncation, reason = "saturates; the bound is checked after it")]
            let whole = value as i64;
            let exact = value.fract() == 0.0 && SignedCount::new(whole).is_ok();
            exact.then_some(whole.into())
        }
        Figure::Decimal(..) => None,
    }
}

pub(super) fn year(figure: Figure) -> Result<ReportYear, ArrowError> {
    let value = number(figure, false)?.to_integer().and_then(|year| u16::try_from(year).ok());
    let year = value.ok_or(crate::report::HeaderError::Year).and_then(ReportYear::new);
    year.map_err(|error| ArrowError::new(error.to_string()))
}

pub(super) fn day(since_epoch: i32) -> Result<Date, ArrowError> {
    let days = jiff::Span::new().try_days(since_epoch);
    let day = days.and_then(|days| Date::constant(1970, 1, 1).checked_add(days));
    day.map_err(|_| ArrowError::new("a day after the year 9999, or before its like"))
}
