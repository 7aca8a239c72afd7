//! What a cell means in a relation, as expressions over its columns: the same as `Draft::value_in_relation`.

use super::dialect::Dialect;
use super::names::{column, field_column};
use super::{BLANK, DASH, NUMBER};
use crate::form::{CellId, Edition, Relation};
use crate::quantity::Count;
use crate::record::CellField;

/// The cells of a table.
#[derive(Clone, Copy)]
pub(super) struct Cells {
    pub(super) edition: Edition,
    pub(super) dialect: Dialect,
}

impl Cells {
    pub(super) fn number(self, cell: CellId) -> String {
        self.dialect.quoted(&column(cell))
    }

    pub(super) fn state(self, cell: CellId) -> String {
        self.dialect.quoted(&field_column(cell, CellField::State))
    }

    /// Whether a blank in the cell means zero; `None` if it always does, because the cell is a part.
    pub(super) fn blank_means_zero(self, cell: CellId) -> Option<String> {
        let parts = self.edition.sums_of(cell).flat_map(Relation::left);
        let parts: Vec<_> = parts.map(|part| self.is_zero(*part)).collect();
        // As `Draft::value_in_relation`: a total of totals depends on those, which depend on plain parts.
        (!parts.is_empty()).then(|| parts.join(" AND "))
    }

    /// Whether the cell is stated to be zero. Never NULL.
    fn is_zero(self, cell: CellId) -> String {
        let (number, state) = (self.number(cell), self.state(cell));
        match self.blank_means_zero(cell) {
            None => format!("COALESCE({number}, 0) = 0 AND {state} IN ('{NUMBER}', '{BLANK}', '{DASH}')"),
            Some(zero) => {
                format!(
                    "(COALESCE({number}, 0) = 0 AND {state} IN ('{NUMBER}', '{DASH}') OR {state} = '{BLANK}' AND {zero})"
                )
            }
        }
    }

    /// The least that the cell can be.
    pub(super) fn least(self, cell: CellId) -> String {
        format!("COALESCE({}, 0)", self.number(cell))
    }

    /// The most that the cell can be.
    pub(super) fn most(self, cell: CellId) -> String {
        let (number, state, most) = (self.number(cell), self.state(cell), Count::MAX.get());
        let zero = match self.blank_means_zero(cell) {
            None => format!("{state} IN ('{BLANK}', '{DASH}')"),
            Some(zero) => format!("{state} = '{DASH}' OR {state} = '{BLANK}' AND {zero}"),
        };
        format!("COALESCE({number}, CASE WHEN {zero} THEN 0 ELSE {most} END)")
    }
}
