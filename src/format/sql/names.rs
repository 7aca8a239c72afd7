//! Names of columns.

use std::borrow::Cow;

use crate::form::CellId;

/// The longest name that every engine keeps whole, in bytes: PostgreSQL cuts what is longer.
pub(super) const LONGEST: usize = 63;

/// Beside the number: a [`State::code`](crate::State::code), or [`DIGITS`](super::DIGITS).
pub(super) const STATE: &str = ".state";

/// What is written beside the number or in its place.
pub(super) const TEXT: &str = ".text";

/// The unit written with an amount.
pub(super) const UNIT: &str = ".unit";

/// The name of the column with a cell's number, the same in every dialect: the cell's id. Of an id that would be too long
/// for PostgreSQL, which cuts names at 63 bytes, the last part is cut to its first word; if that is not enough, the first
/// part, its table's name, is left out.
///
/// What stands in the cell beside or in place of its number is in columns with `.state` and `.text` (and for amounts
/// `.unit`) after this name. Names are the same in all editions that have the cell, at most 63 bytes long with whatever
/// comes after them, and no two differ in case alone. They hold dots, so they are to be quoted.
///
/// ```
/// use disclosure_report::sql;
///
/// let column = |cell: &str| sql::column(cell.parse().unwrap());
/// assert_eq!(column("requests.granted.natural_person"), "requests.granted.natural_person");
/// let row = "requests.refused.endangers_security_or_stability";
/// assert_eq!(column(&format!("{row}.public_welfare_organization")), format!("{row}.public"));
/// assert_eq!(column(&format!("{row}.commercial_enterprise")), "refused.endangers_security_or_stability.commercial");
/// ```
#[must_use]
pub fn column(cell: CellId) -> Cow<'static, str> {
    let fits = |name: &str| name.len() + STATE.len() <= LONGEST;
    if fits(cell.as_str()) {
        return cell.as_str().into();
    }
    let code = cell.column().code();
    let word = code.split_once('_').map_or(code, |(word, _)| word);
    let name = format!("{}.{word}", cell.row());
    match name.split_once('.') {
        Some((_, rest)) if !fits(&name) => rest.to_owned().into(),
        _ => name.into(),
    }
}

/// The cell whose number is in the column of this name: the inverse of [`column`](fn@column). Engines that do not tell case may give
/// the name in any.
///
/// ```
/// use disclosure_report::sql;
///
/// let cell = "review.total".parse()?;
/// assert_eq!(sql::cell(&sql::column(cell)), Some(cell));
/// assert_eq!(sql::cell("review.total.state"), None);
/// # Ok::<(), disclosure_report::form::UnknownId>(())
/// ```
#[must_use]
pub fn cell(column_name: &str) -> Option<CellId> {
    CellId::all().find(|cell| column(*cell).eq_ignore_ascii_case(column_name))
}

pub(super) fn state_column(cell: CellId) -> String {
    format!("{}{STATE}", column(cell))
}

pub(super) fn text_column(cell: CellId) -> String {
    format!("{}{TEXT}", column(cell))
}

pub(super) fn unit_column(cell: CellId) -> String {
    format!("{}{UNIT}", column(cell))
}
