//! What the workbook has in each field of the form.

use crate::draft::{Draft, RelationValue, State};
use crate::form::{CellId, Edition};
use crate::print::content::Print;
use crate::quantity::{Count, Number};
use crate::wording::marks;

/// What is in a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Blank,
    /// A blank field that the report does not have.
    Missing,
    /// A number that a spreadsheet holds exactly, and the decimals that it is shown with.
    Number(f64, usize),
    /// A total that is what its parts add up to: a formula, and its result.
    Sum(f64),
    /// A total that is worked out once its parts are filled in.
    OpenSum,
    /// A dash, or another word for nothing.
    Dash(String),
    Text(String),
}

/// The fields of a form in the order of its cells.
pub(super) struct Contents {
    edition: Edition,
    list: Vec<Content>,
}

impl Contents {
    pub(super) fn of(print: &Print<'_>) -> Self {
        let list = print.draft.cells().map(|(cell, _)| content(print, cell)).collect();
        Self { edition: print.draft.edition(), list }
    }

    /// A form to fill in.
    pub(super) fn blank(edition: Edition) -> Self {
        let content = |cell: &CellId| if cell.is_total() { Content::OpenSum } else { Content::Blank };
        Self { edition, list: edition.cells().iter().map(content).collect() }
    }

    pub(super) fn edition(&self) -> Edition {
        self.edition
    }

    pub(super) fn get(&self, cell: CellId) -> &Content {
        self.edition.position(cell).and_then(|at| self.list.get(at)).unwrap_or(&Content::Blank)
    }

    /// What a formula finds in a field, where it finds a number.
    pub(super) fn value(&self, cell: CellId) -> Option<f64> {
        match self.get(cell) {
            Content::Number(value, _) | Content::Sum(value) => Some(*value),
            _ => None,
        }
    }

    /// The dashes as they are in the form.
    pub(super) fn dashes(&self) -> impl Iterator<Item = &str> {
        self.list.iter().filter_map(|content| match content {
            Content::Dash(text) => Some(text.as_str()),
            _ => None,
        })
    }
}

fn content(print: &Print<'_>, cell: CellId) -> Content {
    let draft = print.draft;
    let text = print.cell(cell);
    match draft.cell(cell).map(|cell| cell.state) {
        Some(State::Missing) => Content::Missing,
        _ if text.is_empty() => Content::Blank,
        Some(State::Number { value, unit: None, note: None }) => match exact(value) {
            Some(number) if is_sum(draft, cell, number) => Content::Sum(number),
            Some(number) => Content::Number(number, decimals(value)),
            None => Content::Text(text.to_owned()),
        },
        Some(State::Dash(_)) => Content::Dash(text.to_owned()),
        _ if marks::is_of_sum(text) => Content::Text(marks::marked(text)),
        _ => Content::Text(text.to_owned()),
    }
}

/// A number as a spreadsheet holds it, if it does so exactly: fifteen digits, or a whole number below 2⁵³.
pub(super) fn exact(number: Number) -> Option<f64> {
    const DIGITS: u32 = 15;
    let float: f64 = number.to_string().parse().ok()?;
    let digits = number.to_decimal().normalize().mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
    let whole = number.to_integer().is_some_and(|whole| whole.unsigned_abs() <= Count::MAX.get().into());
    // Zero has no sign in a cell.
    (digits <= DIGITS || whole).then_some(float + 0.0)
}

fn decimals(number: Number) -> usize {
    number.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Whether a total is, exactly, what the formula over its parts gives: each part a whole number, or nothing that counts.
fn is_sum(draft: &Draft, cell: CellId, total: f64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "2^53 - 1 is held exactly")]
    const MOST: f64 = Count::MAX.get() as f64;
    let Some(relation) = draft.edition().sums_of(cell).next() else { return false };
    let mut sum = 0.0;
    for part in relation.left() {
        sum += match draft.cell(*part).map(|cell| cell.state) {
            Some(State::Number { value, unit: None, note: None }) => match exact(value) {
                Some(number) if number.fract() == 0.0 => number,
                _ => return false,
            },
            Some(State::Blank | State::Dash(_))
                if draft.value_in_relation(*part) == RelationValue::Number(Number::ZERO) =>
            {
                0.0
            }
            _ => return false,
        };
        if f64::abs(sum) > MOST {
            return false;
        }
    }
    #[expect(clippy::float_cmp, reason = "whole numbers that are held exactly")]
    let same = sum == total;
    same
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Cell;

    #[test]
    fn a_number_is_one_only_if_it_is_held_exactly() {
        let exact = |text: &str| super::exact(text.parse().unwrap());
        assert_eq!(exact("9007199254740991"), Some(9_007_199_254_740_991.0));
        assert_eq!(exact("5949.10"), Some(5949.1));
        assert_eq!(exact("123456789012.345"), Some(123_456_789_012.345));
        assert_eq!(exact("1234567890123.456"), None);
        assert_eq!(exact("9007199254740993"), None);
        assert!(exact("-0").unwrap().is_sign_positive());
    }

    #[test]
    fn a_total_is_a_formula_only_if_it_is_the_sum_of_its_parts() {
        let mut draft = Draft::blank(Edition::Revised2021);
        let [upheld, pending, total] = ["upheld", "pending", "total"].map(|c| format!("review.{c}").parse().unwrap());
        draft.set(upheld, 10u32).unwrap();
        draft.set(total, 11u32).unwrap();
        assert_eq!(content(&Print::of(&draft), total), Content::Number(11.0, 0));
        draft.set(pending, 1u32).unwrap();
        assert_eq!(content(&Print::of(&draft), total), Content::Sum(11.0));
        draft.set(pending, Cell::from(1u32).with_note("注")).unwrap();
        assert_eq!(content(&Print::of(&draft), total), Content::Number(11.0, 0));
    }
}
