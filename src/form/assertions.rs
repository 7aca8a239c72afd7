//! What the rest of the crate relies on, asserted at compile time.

use super::id::same;
use super::{CellId, Edition, Row, RowId};

impl Edition {
    /// The most cells of any edition, for arrays and sets of them.
    pub(crate) const MOST_CELLS: usize = {
        let mut most = 0;
        each!(e < Self::ALL.len(), {
            let cells = Self::ALL[e].cells().len();
            most = if cells > most { cells } else { most };
        });
        most
    };

    /// The most relations of any edition, for sets of them.
    pub(crate) const MOST_RELATIONS: usize = {
        let mut most = 0;
        each!(e < Self::ALL.len(), {
            let relations = Self::ALL[e].relations().len();
            most = if relations > most { relations } else { most };
        });
        most
    };

    /// The most relations that a cell is in: a cell of （七）总计 is in the sum of its row, the sum of its column and the balance.
    pub(crate) const MOST_RELATIONS_OF_CELL: usize = 3;
}

const _: () = {
    each!(row < RowId::COUNT, {
        each!(other < row, {
            assert!(!same(RowId::at(row).as_str().as_bytes(), RowId::at(other).as_str().as_bytes()), "ids differ");
        });
    });
    each!(at < CellId::COUNT, {
        assert!(id_is_that_of_row_and_column(CellId::at(at)));
        assert!(at == 0 || is_before(CellId::at(at - 1), CellId::at(at)));
    });
    each!(e < Edition::ALL.len(), {
        let edition = Edition::ALL[e];
        assert!(rows_have_the_columns_of_their_table(edition.rows()));
        assert!(relations_are_sound(edition));
    });
};

/// The id of a cell is that of its row, a dot, and the code of its column.
const fn id_is_that_of_row_and_column(cell: CellId) -> bool {
    let row = cell.row().as_str().as_bytes();
    let (start, rest) = cell.as_str().as_bytes().split_at(row.len());
    let Some((b'.', end)) = rest.split_first() else { return false };
    same(start, row) && same(end, cell.column().code().as_bytes())
}

/// Cells are ordered by row, and within a row as columns are: where a finding is listed is worked out from both.
const fn is_before(a: CellId, b: CellId) -> bool {
    let (row_a, row_b) = (a.row().index(), b.row().index());
    row_a < row_b || row_a == row_b && (a.column() as u8) < b.column() as u8
}

/// In tables 3 and 4 every row has all columns, in one order, so that cells below each other are a fixed distance apart.
const fn rows_have_the_columns_of_their_table(rows: &[Row]) -> bool {
    each!(i < rows.len(), {
        let columns = rows[i].table().columns();
        each!(c < columns.len(), {
            if rows[i].columns.len() != columns.len() || rows[i].columns[c].column as u8 != columns[c] as u8 {
                return false;
            }
        });
    });
    true
}

/// Every cell of a relation is on the form; a cell is in three relations at the most; what a relation adds up is a total and
/// nothing else is; and a total's parts are plain figures or totals of plain figures, so that asking for parts of parts ends.
const fn relations_are_sound(edition: Edition) -> bool {
    let relations = edition.relations();
    let mut sums = [0; CellId::COUNT];
    let mut times = [0; CellId::COUNT];
    each!(r < relations.len(), {
        let cells = relations[r].cells();
        each!(t < cells.len(), {
            times[cells[t].index()] += 1;
            if !edition.has(cells[t]) || times[cells[t].index()] > Edition::MOST_RELATIONS_OF_CELL {
                return false;
            }
        });
        if let Some(total) = relations[r].total() {
            sums[total.index()] += 1;
            let parts = relations[r].left();
            each!(p < parts.len(), {
                if parts[p].is_total() && !adds_up_plain_figures(edition, parts[p]) {
                    return false;
                }
            });
        }
    });
    each!(c < edition.cells().len(), {
        let cell = edition.cells()[c];
        if cell.is_total() != (sums[cell.index()] > 0) {
            return false;
        }
    });
    true
}

const fn adds_up_plain_figures(edition: Edition, cell: CellId) -> bool {
    let relations = edition.relations();
    each!(r < relations.len(), {
        if let Some(total) = relations[r].total()
            && total.index() == cell.index()
        {
            let parts = relations[r].left();
            each!(p < parts.len(), {
                if parts[p].is_total() {
                    return false;
                }
            });
        }
    });
    true
}
