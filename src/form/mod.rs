//! The form as data: everything that knows the form knows it from here.
//!
//! One descriptor for each [`Edition`]: its rows with their official labels, their columns, its cells in order, and the
//! [`Relation`]s between them. The typed model, the checks, the readers and the writers are all derived from it.
//!
//! A new edition is a new file beside `edition_2021.rs`, a variant of [`Edition`], and the struct of its table 2.

#![expect(
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "at compile time alone, where the counts are asserted"
)]

mod challenges;
mod edition_2019;
mod edition_2021;
mod id;
mod relation;
mod requests;
mod spec;

use std::fmt;
use std::str::FromStr;

use strum::VariantArray;

pub use crate::coded::UnknownCode;
pub use id::{CellId, Column, RowId, Table, UnknownId};
pub use relation::{Relation, RelationKind, RelationPlace};
pub use requests::PRINTED_BALANCE;
#[cfg(any(feature = "markdown", feature = "text"))]
pub(crate) use spec::unnumbered;
pub use spec::{Basis, ColumnSpec, Evidence, Kind, Row};

/// An edition of the official form.
///
/// ```
/// use disclosure_report::Edition;
///
/// let edition = Edition::Revised2021;
/// assert_eq!(edition.cells().len(), 200);
/// assert_eq!(edition.relations().len(), 42);
/// let cell = "requests.total.total".parse()?;
/// assert_eq!(edition.relations_of(cell).count(), 3);
/// assert_eq!(Edition::for_year(2020), Edition::Trial2019);
/// # Ok::<(), disclosure_report::form::UnknownId>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray)]
#[non_exhaustive]
pub enum Edition {
    /// The trial edition (试行), 国办公开办函〔2019〕60号: report years 2019 and 2020. For 2019 it was encouraged, not required.
    Trial2019,
    /// The revised edition, 国办公开办函〔2021〕30号: report years from 2021 on.
    Revised2021,
}

/// An edition's cells and where each stands among them.
struct Layout<const N: usize> {
    cells: [CellId; N],
    positions: [u8; CellId::COUNT],
}

/// No cell of this edition.
const ABSENT: u8 = u8::MAX;

const LAYOUT_2019: Layout<198> = layout(&edition_2019::ROWS);
const LAYOUT_2021: Layout<200> = layout(&edition_2021::ROWS);
const RELATIONS_2019: [Relation; 40] = relation::relations(&edition_2019::ROWS);
const RELATIONS_2021: [Relation; 42] = relation::relations(&edition_2021::ROWS);
const _: () = assert!(every_cell_is_on_the_form(&RELATIONS_2019, &LAYOUT_2019.positions));
const _: () = assert!(every_cell_is_on_the_form(&RELATIONS_2021, &LAYOUT_2021.positions));

impl Edition {
    /// All editions, oldest first.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The stable code: `2019` or `2021`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Trial2019 => "2019",
            Self::Revised2021 => "2021",
        }
    }

    /// The notice that issued it.
    #[must_use]
    pub const fn notice(self) -> &'static str {
        match self {
            Self::Trial2019 => "国办公开办函〔2019〕60号",
            Self::Revised2021 => "国办公开办函〔2021〕30号",
        }
    }

    /// The edition that reports for `year` follow.
    #[must_use]
    pub const fn for_year(year: u16) -> Self {
        if year < 2021 { Self::Trial2019 } else { Self::Revised2021 }
    }

    /// Its rows in order.
    #[must_use]
    pub fn rows(self) -> &'static [Row] {
        match self {
            Self::Trial2019 => const { &edition_2019::ROWS },
            Self::Revised2021 => const { &edition_2021::ROWS },
        }
    }

    /// The row with this id, if the edition has it.
    #[must_use]
    pub fn row(self, id: RowId) -> Option<&'static Row> {
        self.rows().iter().find(|row| row.id == id)
    }

    /// Its rows in one table, in order.
    pub fn rows_of(self, table: Table) -> impl Iterator<Item = &'static Row> + Clone {
        self.rows().iter().filter(move |row| row.table() == table)
    }

    /// Its cells in order.
    #[must_use]
    pub fn cells(self) -> &'static [CellId] {
        match self {
            Self::Trial2019 => const { &LAYOUT_2019.cells },
            Self::Revised2021 => const { &LAYOUT_2021.cells },
        }
    }

    /// Where a cell stands in [`Edition::cells`], if the edition has it.
    #[must_use]
    pub fn position(self, cell: CellId) -> Option<usize> {
        let positions: &[u8; CellId::COUNT] = match self {
            Self::Trial2019 => const { &LAYOUT_2019.positions },
            Self::Revised2021 => const { &LAYOUT_2021.positions },
        };
        let position = positions[cell.index()];
        (position != ABSENT).then_some(position.into())
    }

    /// Whether the edition has this cell.
    #[must_use]
    pub fn has(self, cell: CellId) -> bool {
        self.position(cell).is_some()
    }

    /// What the form says of a cell's column, if the edition has the cell.
    #[must_use]
    pub fn column(self, cell: CellId) -> Option<&'static ColumnSpec> {
        let row = self.row(cell.row())?;
        row.columns.iter().find(|spec| spec.column == cell.column())
    }

    /// Whether the figure of a cell is a decimal, an amount of money; all others are whole numbers.
    #[must_use]
    pub fn is_decimal(self, cell: CellId) -> bool {
        self.column(cell).is_some_and(|column| matches!(column.kind, Kind::Amount(_)))
    }

    /// Its relations: rows of table 3, columns of table 3, blocks of table 4.
    #[must_use]
    pub fn relations(self) -> &'static [Relation] {
        match self {
            Self::Trial2019 => const { &RELATIONS_2019 },
            Self::Revised2021 => const { &RELATIONS_2021 },
        }
    }

    /// The relations that a cell stands in: what to check again when it changes.
    pub fn relations_of(self, cell: CellId) -> impl Iterator<Item = &'static Relation> + Clone {
        self.relations().iter().filter(move |relation| relation.cells().contains(&cell))
    }
}

/// The code.
impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// Reads a code.
impl FromStr for Edition {
    type Err = UnknownEdition;

    fn from_str(text: &str) -> Result<Self, UnknownEdition> {
        Self::ALL.iter().copied().find(|edition| edition.code() == text).ok_or(UnknownEdition)
    }
}

/// A text is no edition's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected an edition of the form: 2019 or 2021")]
pub struct UnknownEdition;

const fn layout<const N: usize>(rows: &[Row]) -> Layout<N> {
    let mut layout =
        Layout { cells: [const { RowId::REVIEW.cell(Column::Total).unwrap() }; N], positions: [ABSENT; CellId::COUNT] };
    let mut n = 0;
    let mut i = 0;
    while i < rows.len() {
        let mut c = 0;
        while c < rows[i].columns.len() {
            match rows[i].id.cell(rows[i].columns[c].column) {
                Some(cell) => {
                    assert!(layout.positions[cell.index()] == ABSENT, "a cell stands twice");
                    assert!(n == 0 || layout.cells[n - 1].index() < cell.index(), "cells are out of order");
                    layout.cells[n] = cell;
                    layout.positions[cell.index()] = n as u8;
                }
                None => panic!("a column that the row does not have"),
            }
            n += 1;
            c += 1;
        }
        i += 1;
    }
    assert!(n == N, "the number of cells");
    layout
}

const fn every_cell_is_on_the_form(relations: &[Relation], positions: &[u8; CellId::COUNT]) -> bool {
    let mut i = 0;
    while i < relations.len() {
        let (terms, len) = relations[i].terms();
        let mut t = 0;
        while t < len {
            if positions[terms[t].index()] == ABSENT {
                return false;
            }
            t += 1;
        }
        i += 1;
    }
    true
}

/// Copies rows into a table at compile time; the number of rows filled.
const fn copy(rows: &mut [Row], mut at: usize, from: &[Row]) -> usize {
    let mut i = 0;
    while i < from.len() {
        rows[at] = from[i];
        at += 1;
        i += 1;
    }
    at
}
