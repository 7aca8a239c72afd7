//! What the rest of the crate relies on, asserted at compile time.

use super::{CellId, Column, Edition, Row, Table};

impl Edition {
    /// The most relations of any edition, for sets of them.
    pub(crate) const MOST_RELATIONS: usize = {
        let mut most = 0;
        let mut e = 0;
        while e < Self::ALL.len() {
            let relations = Self::ALL[e].relations().len();
            most = if relations > most { relations } else { most };
            e += 1;
        }
        most
    };

    /// The most relations that a cell is in: a cell of （七）总计 is in the sum of its row, the sum of its column and the balance.
    pub(crate) const MOST_RELATIONS_OF_CELL: usize = 3;
}

const _: () = {
    let mut e = 0;
    while e < Edition::ALL.len() {
        let edition = Edition::ALL[e];
        assert!(rows_have_the_columns_of_their_table(edition.rows()));
        assert!(relations_are_sound(edition));
        e += 1;
    }
};

/// In tables 3 and 4 every row has all columns, in one order, so that cells below each other are a fixed distance apart.
const fn rows_have_the_columns_of_their_table(rows: &[Row]) -> bool {
    let mut i = 0;
    while i < rows.len() {
        let columns: &[Column] = match rows[i].table() {
            Table::Proactive => &[],
            Table::Requests => &Column::REQUESTERS,
            Table::Challenges => &Column::RESULTS,
        };
        let mut c = 0;
        while c < columns.len() {
            if rows[i].columns.len() != columns.len() || rows[i].columns[c].column as u8 != columns[c] as u8 {
                return false;
            }
            c += 1;
        }
        i += 1;
    }
    true
}

/// Every cell of a relation is on the form; a cell is in three relations at the most; what a relation adds up is a total and
/// nothing else is; and a total's parts are plain figures or totals of plain figures, so that asking for parts of parts ends.
const fn relations_are_sound(edition: Edition) -> bool {
    let relations = edition.relations();
    let mut sums = [0; CellId::COUNT];
    let mut times = [0; CellId::COUNT];
    let mut r = 0;
    while r < relations.len() {
        let cells = relations[r].cells();
        let mut t = 0;
        while t < cells.len() {
            times[cells[t].index()] += 1;
            if !edition.has(cells[t]) || times[cells[t].index()] > Edition::MOST_RELATIONS_OF_CELL {
                return false;
            }
            t += 1;
        }
        if let Some(total) = relations[r].total() {
            sums[total.index()] += 1;
            let parts = relations[r].left();
            let mut p = 0;
            while p < parts.len() {
                if parts[p].is_total() && !adds_up_plain_figures(edition, parts[p]) {
                    return false;
                }
                p += 1;
            }
        }
        r += 1;
    }
    let mut c = 0;
    while c < edition.cells().len() {
        let cell = edition.cells()[c];
        if cell.is_total() != (sums[cell.index()] > 0) {
            return false;
        }
        c += 1;
    }
    true
}

const fn adds_up_plain_figures(edition: Edition, cell: CellId) -> bool {
    let relations = edition.relations();
    let mut r = 0;
    while r < relations.len() {
        if let Some(total) = relations[r].total()
            && total.index() == cell.index()
        {
            let parts = relations[r].left();
            let mut p = 0;
            while p < parts.len() {
                if parts[p].is_total() {
                    return false;
                }
                p += 1;
            }
        }
        r += 1;
    }
    true
}
