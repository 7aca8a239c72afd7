//! Names of columns.

use std::borrow::Cow;

use crate::form::CellId;
use crate::record::CellField;

/// The longest name that every engine keeps whole, in bytes: PostgreSQL cuts what is longer.
pub(super) const LONGEST: usize = 63;

/// The name of the column with a cell's number, the same in every dialect: the cell's id. PostgreSQL cuts names at 63 bytes,
/// so the last part of an id that would be too long is cut to its first word; if that is not enough, the first part, its
/// table's name, is left out.
///
/// The columns of what else is in the cell have this name with `.state`, `.text` or (for amounts) `.unit` after it. Names
/// are the same in all editions that have the cell, at most 63 bytes long with whatever is after them, and no two differ
/// in case alone. They have dots in them, so they are to be quoted.
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
    // The longest of the columns of a cell is that of its state.
    let fits = |name: &str| name.len() + 1 + CellField::State.code().len() <= LONGEST;
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

/// The cell whose number is in the column of this name, in any case, as engines may give it: the inverse of
/// [`column`](fn@column).
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

/// The name of the column with another field of the cell: its state, its unit, or what is written with its number or in
/// place of one.
pub(super) fn field_column(cell: CellId, field: CellField) -> String {
    format!("{}.{field}", column(cell))
}
