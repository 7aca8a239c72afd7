//! The columns of a table with a cell a line.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use strum::VariantArray;

use crate::record::{At, CellField, FaultKind, Faults};

/// A column. Their order is that in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub(super) enum Column {
    Report,
    Cell,
    Table,
    RowLabel,
    HeadLabel,
    State,
    Value,
    Unit,
    Note,
    Readings,
    Run,
    RunPlace,
    Origin,
}

impl Column {
    pub(super) const ALL: &'static [Self] = Self::VARIANTS;

    pub(super) const COUNT: usize = Self::ALL.len();

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Cell => "cell",
            Self::Table => "table",
            Self::RowLabel => "row_label",
            Self::HeadLabel => "column_label",
            Self::State => CellField::State.code(),
            Self::Value => CellField::Value.code(),
            Self::Unit => CellField::Unit.code(),
            Self::Note => CellField::Note.code(),
            Self::Readings => "readings",
            Self::Run => "run",
            Self::RunPlace => "run_place",
            Self::Origin => CellField::Origin.code(),
        }
    }

    /// The column of a cell's field; none for its place in the source, which is not written.
    pub(super) const fn of(field: CellField) -> Option<Self> {
        match field {
            CellField::State => Some(Self::State),
            CellField::Value | CellField::Text => Some(Self::Value),
            CellField::Unit => Some(Self::Unit),
            CellField::Note => Some(Self::Note),
            CellField::Origin => Some(Self::Origin),
            CellField::Source => None,
        }
    }
}

/// Where each column is in the first line of a table; `of` gives the column of a name.
pub(super) fn positions<C: Ord>(
    names: &[String],
    of: impl Fn(&str) -> Option<C>,
    line: u64,
    faults: &mut Faults,
) -> BTreeMap<C, usize> {
    let mut positions = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let kind = match of(name).map(|column| positions.entry(column)) {
            Some(Entry::Vacant(slot)) => {
                slot.insert(at);
                continue;
            }
            Some(Entry::Occupied(_)) => FaultKind::DuplicateKey,
            None => FaultKind::UnknownKey,
        };
        faults.add(At::line(line, Some(name), None), kind);
    }
    positions
}
