//! The editions: their rows, cells and relations, worked out at compile time.

use super::id::ABSENT;
use super::relation::relations;
use super::{CellId, ColumnSpec, Kind, Relation, Row, RowId, Table, edition_2019, edition_2021};
use crate::coded::coded;

coded! {
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
    pub enum Edition as "an edition of the form" {
        /// The trial edition (试行), 国办公开办函〔2019〕60号: report years 2019 and 2020. For 2019 it was encouraged, not required.
        Trial2019 = "2019",
        /// The revised edition, 国办公开办函〔2021〕30号: report years from 2021 on.
        Revised2021 = "2021",
    }
}

/// What an edition has, worked out at compile time.
struct Form {
    rows: &'static [Row],
    /// For each row of any edition its place in `rows`, or [`ABSENT`].
    row_positions: [u8; RowId::COUNT],
    cells: &'static [CellId],
    /// For each cell of any edition its place in `cells`, or [`ABSENT`].
    cell_positions: [u8; CellId::COUNT],
    /// Where the cells of each table begin and end in `cells`.
    tables: [[usize; 2]; Table::COUNT],
    relations: &'static [Relation],
}

const CELLS_2019: [CellId; 198] = cells(&edition_2019::ROWS);
const CELLS_2021: [CellId; 200] = cells(&edition_2021::ROWS);
const RELATIONS_2019: [Relation; 40] = relations(&edition_2019::ROWS);
const RELATIONS_2021: [Relation; 42] = relations(&edition_2021::ROWS);
static TRIAL_2019: Form = form(&edition_2019::ROWS, &CELLS_2019, &RELATIONS_2019);
static REVISED_2021: Form = form(&edition_2021::ROWS, &CELLS_2021, &RELATIONS_2021);

/// Each row as the newest edition that has it describes it.
static NEWEST: [&Row; RowId::COUNT] = newest_rows();

impl Edition {
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

    const fn form(self) -> &'static Form {
        match self {
            Self::Trial2019 => &TRIAL_2019,
            Self::Revised2021 => &REVISED_2021,
        }
    }

    /// Its rows in order.
    #[must_use]
    pub const fn rows(self) -> &'static [Row] {
        self.form().rows
    }

    /// The row with this id, if the edition has it.
    #[must_use]
    pub const fn row(self, id: RowId) -> Option<&'static Row> {
        match self.form().row_positions[id.index()] {
            ABSENT => None,
            at => Some(&self.form().rows[at as usize]),
        }
    }

    /// Its rows in one table, in order.
    pub fn rows_of(self, table: Table) -> impl Iterator<Item = &'static Row> + Clone {
        self.rows().iter().filter(move |row| row.table() == table)
    }

    /// Its cells in order.
    #[must_use]
    pub const fn cells(self) -> &'static [CellId] {
        self.form().cells
    }

    /// Its cells in one table, in order.
    ///
    /// ```
    /// use disclosure_report::Edition;
    /// use disclosure_report::form::Table;
    /// assert_eq!(Edition::Trial2019.cells_of(Table::Challenges).len(), 15);
    /// ```
    #[must_use]
    pub const fn cells_of(self, table: Table) -> &'static [CellId] {
        let [start, end] = self.form().tables[table as usize];
        self.cells().split_at(end).0.split_at(start).1
    }

    /// The place of a cell in [`Edition::cells`], if the edition has it.
    #[must_use]
    pub const fn position(self, cell: CellId) -> Option<usize> {
        match self.form().cell_positions[cell.index()] {
            ABSENT => None,
            at => Some(at as usize),
        }
    }

    /// Whether the edition has this cell.
    #[must_use]
    pub const fn has(self, cell: CellId) -> bool {
        self.position(cell).is_some()
    }

    /// What the form says of a cell's column, if the edition has the cell.
    #[must_use]
    pub const fn column(self, cell: CellId) -> Option<&'static ColumnSpec> {
        match self.row(cell.row()) {
            Some(row) => row.column(cell.column()),
            None => None,
        }
    }

    /// Whether the figure of a cell is a decimal, an amount of money; all others are whole numbers.
    #[must_use]
    pub fn is_decimal(self, cell: CellId) -> bool {
        self.column(cell).is_some_and(|column| matches!(column.kind, Kind::Amount(_)))
    }

    /// Its relations: rows of table 3, columns of table 3, blocks of table 4.
    #[must_use]
    pub const fn relations(self) -> &'static [Relation] {
        self.form().relations
    }

    /// The sums of which a cell is the total: none for a part, one for a total, two for the total of table 3's totals.
    ///
    /// ```
    /// use disclosure_report::Edition;
    ///
    /// let sums = |cell: &str| cell.parse().map(|cell| Edition::Revised2021.sums_of(cell).count());
    /// assert_eq!(sums("requests.granted.total"), Ok(1));
    /// assert_eq!(sums("requests.total.total"), Ok(2)); // of its row and of its column
    /// assert_eq!(sums("requests.granted.natural_person"), Ok(0));
    /// ```
    pub fn sums_of(self, total: CellId) -> impl Iterator<Item = &'static Relation> + Clone {
        self.relations().iter().filter(move |relation| relation.total() == Some(total))
    }

    /// The relations that a cell is in: what to check again when it changes.
    pub fn relations_of(self, cell: CellId) -> impl Iterator<Item = &'static Relation> + Clone {
        self.relations().iter().filter(move |relation| relation.cells().contains(&cell))
    }
}

impl RowId {
    /// The newest edition that has the row.
    ///
    /// ```
    /// use disclosure_report::{Edition, RowId};
    ///
    /// assert_eq!(RowId::GRANTED.newest_edition(), Edition::Revised2021);
    /// assert_eq!(RowId::PROCUREMENT.newest_edition(), Edition::Trial2019);
    /// ```
    #[must_use]
    pub const fn newest_edition(self) -> Edition {
        let mut i = Edition::ALL.len() - 1;
        while i > 0 && Edition::ALL[i].row(self).is_none() {
            i -= 1;
        }
        Edition::ALL[i]
    }

    /// The row as the newest edition that has it describes it: [`Edition::row`] gives it as another edition does.
    ///
    /// ```
    /// use disclosure_report::{Edition, RowId};
    ///
    /// let row = RowId::NORMATIVE_DOCUMENTS;
    /// assert_eq!(row.spec().label, "行政规范性文件");
    /// assert_eq!(Edition::Trial2019.row(row).map(|row| row.label), Some("规范性文件"));
    /// ```
    #[must_use]
    pub const fn spec(self) -> &'static Row {
        NEWEST[self.index()]
    }
}

const fn newest_rows() -> [&'static Row; RowId::COUNT] {
    let mut newest = [&TRIAL_2019.rows[0]; RowId::COUNT];
    each!(i < RowId::COUNT, {
        let id = RowId::at(i);
        newest[i] = match id.newest_edition().row(id) {
            Some(row) => row,
            None => panic!("a row that no edition has"),
        };
    });
    newest
}

const fn form(rows: &'static [Row], cells: &'static [CellId], relations: &'static [Relation]) -> Form {
    let mut row_positions = [ABSENT; RowId::COUNT];
    each!(i < rows.len(), {
        row_positions[rows[i].id.index()] = i as u8;
    });
    let mut cell_positions = [ABSENT; CellId::COUNT];
    each!(i < cells.len(), {
        cell_positions[cells[i].index()] = i as u8;
    });
    // Cells are in the order of their ids, so that those of a table stand together.
    let mut tables = [[0; 2]; Table::COUNT];
    each!(i < cells.len(), {
        let table = cells[i].table() as usize;
        if tables[table][1] == 0 {
            tables[table][0] = i;
        }
        tables[table][1] = i + 1;
    });
    Form { rows, row_positions, cells, cell_positions, tables, relations }
}

/// The cells of rows. Those of an edition are in the order of their ids, as are all lists that go through them.
const fn cells<const N: usize>(rows: &[Row]) -> [CellId; N] {
    let mut cells = [CellId::FIRST; N];
    let mut n = 0;
    each!(i < rows.len(), {
        each!(c < rows[i].columns.len(), {
            cells[n] = match rows[i].id.cell(rows[i].columns[c].column) {
                Some(cell) => cell,
                None => panic!("a column that the row does not have"),
            };
            assert!(
                n == 0 || cells[n - 1].index() < cells[n].index(),
                "cells are out of order, or one is listed twice"
            );
            n += 1;
        });
    });
    assert!(n == N, "the number of cells");
    cells
}
