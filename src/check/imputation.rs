//! What the relations say of cells that are not stated.

use crate::draft::{Amendment, Origin, sealed};
use crate::form::CellId;
use crate::quantity::Number;

/// A cell that is not stated, and the one value that the relations leave for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Imputation {
    /// The cell.
    pub cell: CellId,
    /// Its value.
    pub value: Number,
}

/// A cell that is not stated, and the values that the relations leave for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Bounds {
    /// The cell.
    pub cell: CellId,
    /// The least it can be.
    pub least: Number,
    /// The most it can be; `None` if the relations set no bound.
    pub most: Option<Number>,
}

/// A run of digits, and those of its readings that no relation rules out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PossibleReadings {
    /// The cells that the digits fill.
    pub cells: Box<[CellId]>,
    /// The readings that would satisfy the relations, each one number for each cell, smallest first.
    pub readings: Box<[Box<[Number]>]>,
}

impl sealed::Sealed for Imputation {}
impl sealed::Sealed for [Imputation] {}

impl Amendment for Imputation {
    fn each(&self, put: &mut dyn FnMut(CellId, Number, Origin)) {
        put(self.cell, self.value, Origin::Imputed);
    }
}

impl Amendment for [Imputation] {
    fn each(&self, put: &mut dyn FnMut(CellId, Number, Origin)) {
        for imputation in self {
            imputation.each(put);
        }
    }
}
