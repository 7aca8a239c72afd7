//! Figures of table 2's documents that stand apart from their rows, as converters leave them where a note made the cell
//! tall.

use super::together::Together;
use crate::draft::{Cell, State};
use crate::form::{Column, Edition, RowId};
use crate::wording::figure;

/// Words in a note that say the figure counts documents that ceased to be in force.
const REPEALED: &[&str] = &["失效", "废止", "廢止"];

/// Puts figures that stand apart back into their rows, if all is plain: every row of documents lacks one figure, as many
/// figures stand apart, and a note says that they belong to 本年废止件数. The rows' figures are then complete.
pub(super) fn rejoin(together: &mut Vec<Together>, apart: &mut Vec<Cell>, edition: Edition) -> Vec<(RowId, Vec<Cell>)> {
    let lacks_one = |row: &Together| {
        let documents = matches!(row.row, RowId::REGULATIONS | RowId::NORMATIVE_DOCUMENTS);
        let columns = edition.row(row.row).map_or(0, |spec| spec.columns.len());
        let number = |text: &String| matches!(figure::state(text), State::Number { .. });
        documents && row.whole_cells && row.texts.len() + 1 == columns && row.texts.iter().all(number)
    };
    let rows = together.iter().filter(|row| lacks_one(row)).count();
    let says_repealed = |cell: &Cell| cell.note().is_some_and(|note| REPEALED.iter().any(|word| note.contains(word)));
    if rows != 2 || apart.len() != 2 || !apart.iter().any(says_repealed) {
        return Vec::new();
    }
    let mut figures = std::mem::take(apart).into_iter();
    let mut whole = Vec::new();
    together.retain(|row| {
        if !lacks_one(row) {
            return true;
        }
        let Some(spec) = edition.row(row.row) else { return true };
        let mut own = row.texts.iter().map(|text| Cell::new(figure::state(text)).with_source(row.at));
        let next = |column: &crate::form::ColumnSpec| {
            if column.column == Column::Repealed { figures.next() } else { own.next() }
        };
        let cells: Vec<_> = spec.columns.iter().filter_map(next).collect();
        whole.push((row.row, cells));
        false
    });
    whole
}
