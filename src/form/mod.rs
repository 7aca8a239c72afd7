//! The form as data: whatever else needs to know the form asks here.
//!
//! One descriptor for each [`Edition`]: its rows with their labels, names and roles, their columns, its cells in order, and
//! the [`Relation`]s between them. The typed model, the checks, the readers and the writers are all derived from it.
//!
//! A new edition is a new file next to `edition_2021.rs`, a variant of [`Edition`], and the struct of its table 2.

#![expect(
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "at compile time alone, where the counts are asserted"
)]

/// Runs a block for each number from 0 below another, at compile time, where there are no iterators.
macro_rules! each {
    ($i:ident < $end:expr, $block:block) => {{
        let mut $i = 0;
        while $i < $end {
            $block
            $i += 1;
        }
    }};
}

mod assertions;
mod cell_set;
mod challenges;
mod column;
mod edition;
mod edition_2019;
mod edition_2021;
mod id;
mod name;
mod plan;
mod relation;
mod relation_set;
mod requests;
mod role;
mod spec;
mod table;
#[cfg(test)]
mod tests;
mod wire;

pub use crate::coded::UnknownCode;
pub(crate) use cell_set::CellSet;
pub use column::Column;
pub use edition::Edition;
pub use id::{CellId, RowId, UnknownId};
pub use name::{Language, Path};
pub(crate) use plan::Figures;
pub use relation::{Relation, RelationKind, RelationPlace};
pub(crate) use relation_set::RelationSet;
pub use requests::PRINTED_BALANCE;
pub use role::RowRole;
#[cfg(feature = "text")]
pub(crate) use spec::unnumbered;
pub use spec::{Basis, ColumnSpec, Evidence, Kind, Row};
pub use table::Table;

/// Copies rows into a table at compile time; the number of rows filled.
const fn copy(rows: &mut [Row], mut at: usize, from: &[Row]) -> usize {
    each!(i < from.len(), {
        rows[at] = from[i];
        at += 1;
    });
    at
}
