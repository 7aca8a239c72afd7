//! The sums that tie the figures together (勾稽关系), over cell ids.

use super::{CellId, Column, Evidence, Row, RowId, RowRole, Table};

/// The most terms that a relation has: 21 outcome rows and their total.
pub(super) const MOST_TERMS: usize = 22;

/// One sum equals another: the cells on the left add up to the cells on the right.
///
/// ```
/// use disclosure_report::form::{Edition, RelationKind};
///
/// let balance = Edition::Revised2021.relations().iter().find(|r| r.kind() == RelationKind::Balance).unwrap();
/// let ids = |cells: &[_]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
/// assert_eq!(ids(balance.left()), ["requests.received.natural_person", "requests.carried_in.natural_person"]);
/// assert_eq!(ids(balance.right()), ["requests.total.natural_person", "requests.carried_out.natural_person"]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Relation {
    kind: RelationKind,
    terms: [CellId; MOST_TERMS],
    left: u8,
    len: u8,
}

/// Which kind of sum a relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelationKind {
    /// Table 3, each row: the six requesters add up to 总计.
    Requesters,
    /// Table 3, each column: the outcome rows add up to （七）总计.
    Outcomes,
    /// Table 3, each column: received + carried in = total handled + carried out. The one relation printed on the form.
    Balance,
    /// Table 4, each block: the four results add up to 总计.
    Results,
}

impl RelationKind {
    /// How well the relation is known.
    #[must_use]
    pub const fn evidence(self) -> Evidence {
        match self {
            Self::Balance => Evidence::Printed,
            Self::Requesters | Self::Outcomes | Self::Results => Evidence::Derived,
        }
    }

    /// The table whose figures it ties.
    #[must_use]
    pub const fn table(self) -> Table {
        match self {
            Self::Requesters | Self::Outcomes | Self::Balance => Table::Requests,
            Self::Results => Table::Challenges,
        }
    }
}

impl Relation {
    /// Which kind it is.
    #[must_use]
    pub const fn kind(&self) -> RelationKind {
        self.kind
    }

    /// The cells on the left: the parts of a sum; for the balance, received and carried in.
    #[must_use]
    pub const fn left(&self) -> &[CellId] {
        self.terms.split_at(self.left as usize).0
    }

    /// The cells on the right: the total of a sum; for the balance, total handled and carried out.
    #[must_use]
    pub const fn right(&self) -> &[CellId] {
        self.cells().split_at(self.left as usize).1
    }

    /// All its cells, left before right.
    #[must_use]
    pub const fn cells(&self) -> &[CellId] {
        self.terms.split_at(self.len as usize).0
    }

    /// The total of which the left cells are the parts; a balance has none.
    #[must_use]
    pub const fn total(&self) -> Option<CellId> {
        match self.kind {
            RelationKind::Balance => None,
            RelationKind::Requesters | RelationKind::Outcomes | RelationKind::Results => self.right().first().copied(),
        }
    }

    /// What the relation is about: the row of [`RelationKind::Requesters`] and [`RelationKind::Results`], the column of
    /// the other two.
    #[must_use]
    pub const fn place(&self) -> RelationPlace {
        match self.kind {
            RelationKind::Requesters | RelationKind::Results => RelationPlace::Row(self.terms[0].row()),
            RelationKind::Outcomes | RelationKind::Balance => RelationPlace::Column(self.terms[0].column()),
        }
    }

    const fn new(kind: RelationKind) -> Self {
        Self { kind, terms: [CellId::FIRST; MOST_TERMS], left: 0, len: 0 }
    }

    /// The same with the cell where a row meets a column as one more term. The left side comes first.
    const fn with(mut self, row: RowId, column: Column, left: bool) -> Self {
        match row.cell(column) {
            Some(cell) => self.terms[self.len as usize] = cell,
            None => panic!("a relation names a cell that the form does not have"),
        }
        self.len += 1;
        if left {
            self.left = self.len;
        }
        self
    }

    /// The same with a term for each row of this role.
    const fn with_rows(mut self, rows: &[Row], role: RowRole, column: Column, left: bool) -> Self {
        each!(i < rows.len(), {
            if rows[i].role() as u8 == role as u8 {
                self = self.with(rows[i].id, column, left);
            }
        });
        self
    }
}

impl std::fmt::Debug for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}: {:?} = {:?}", self.kind, self.place(), self.left(), self.right())
    }
}

/// What a relation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelationPlace {
    /// A row.
    Row(RowId),
    /// A column of table 3.
    Column(Column),
}

/// The relations of an edition, from the roles of its rows: each row of table 3, then each of its columns twice, then each
/// block of table 4.
pub(super) const fn relations<const N: usize>(rows: &[Row]) -> [Relation; N] {
    const COLUMNS: &[Column] = Table::Requests.columns();
    let mut all = [Relation::new(RelationKind::Balance); N];
    let mut n = sums_of_rows(&mut all, 0, rows, RelationKind::Requesters);
    each!(c < COLUMNS.len(), {
        all[n] = Relation::new(RelationKind::Outcomes).with_rows(rows, RowRole::Outcome, COLUMNS[c], true).with_rows(
            rows,
            RowRole::TotalHandled,
            COLUMNS[c],
            false,
        );
        n += 1;
    });
    each!(c < COLUMNS.len(), {
        all[n] = Relation::new(RelationKind::Balance)
            .with_rows(rows, RowRole::ComesIn, COLUMNS[c], true)
            .with_rows(rows, RowRole::TotalHandled, COLUMNS[c], false)
            .with_rows(rows, RowRole::GoesOut, COLUMNS[c], false);
        n += 1;
    });
    n = sums_of_rows(&mut all, n, rows, RelationKind::Results);
    assert!(n == N, "the number of relations");
    all
}

/// Puts the sum of each row of a table into `all`, from `n` on; the place of the next relation.
const fn sums_of_rows(all: &mut [Relation], mut n: usize, rows: &[Row], kind: RelationKind) -> usize {
    each!(i < rows.len(), {
        if rows[i].table() as u8 == kind.table() as u8 {
            let columns = kind.table().columns();
            all[n] = Relation::new(kind);
            each!(c < columns.len(), {
                all[n] = all[n].with(rows[i].id, columns[c], c + 1 < columns.len());
            });
            n += 1;
        }
    });
    n
}
