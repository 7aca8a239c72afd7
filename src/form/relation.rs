//! The sums that tie the figures together (勾稽关系), over cell ids.

use super::{CellId, Column, Evidence, Row, RowId, Table};

/// The most terms that a relation has: 21 outcome rows and their total.
const MOST_TERMS: usize = 22;

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
}

impl Relation {
    /// Which kind it is.
    #[must_use]
    pub const fn kind(&self) -> RelationKind {
        self.kind
    }

    /// The cells on the left: the parts of a sum; for the balance, received and carried in.
    #[must_use]
    pub fn left(&self) -> &[CellId] {
        &self.terms[..self.left as usize]
    }

    /// The cells on the right: the total of a sum; for the balance, total handled and carried out.
    #[must_use]
    pub fn right(&self) -> &[CellId] {
        &self.terms[self.left as usize..self.len as usize]
    }

    /// All its cells, left before right.
    #[must_use]
    pub fn cells(&self) -> &[CellId] {
        &self.terms[..self.len as usize]
    }

    /// The total of which the left cells are the parts; a balance has none.
    #[must_use]
    pub fn total(&self) -> Option<CellId> {
        match self.kind {
            RelationKind::Balance => None,
            _ => self.right().first().copied(),
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

    pub(super) const fn terms(&self) -> (&[CellId; MOST_TERMS], usize) {
        (&self.terms, self.len as usize)
    }

    const fn new(kind: RelationKind) -> Self {
        Self { kind, terms: [filler(); MOST_TERMS], left: 0, len: 0 }
    }

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

const fn filler() -> CellId {
    match RowId::REVIEW.cell(Column::Upheld) {
        Some(cell) => cell,
        None => panic!("the form has table 4"),
    }
}

const fn is(row: &Row, id: RowId) -> bool {
    row.id.index() == id.index()
}

/// Whether a row of table 3 is one of the outcomes that add up to （七）总计.
const fn is_outcome(row: &Row) -> bool {
    let requests = matches!(row.table(), Table::Requests);
    requests
        && !is(row, RowId::RECEIVED)
        && !is(row, RowId::CARRIED_IN)
        && !is(row, RowId::TOTAL)
        && !is(row, RowId::CARRIED_OUT)
}

/// The relations of an edition, from its rows: in each row of tables 3 and 4 its sum, then each column of table 3.
pub(super) const fn relations<const N: usize>(rows: &[Row]) -> [Relation; N] {
    let mut all = [Relation::new(RelationKind::Balance); N];
    let mut n = 0;
    let mut i = 0;
    while i < rows.len() {
        if matches!(rows[i].table(), Table::Requests) {
            all[n] = sum_of_row(RelationKind::Requesters, rows[i].id, &Column::REQUESTERS);
            n += 1;
        }
        i += 1;
    }
    let mut c = 0;
    while c < Column::REQUESTERS.len() {
        let mut relation = Relation::new(RelationKind::Outcomes);
        let mut i = 0;
        while i < rows.len() {
            if is_outcome(&rows[i]) {
                relation = relation.with(rows[i].id, Column::REQUESTERS[c], true);
            }
            i += 1;
        }
        all[n] = relation.with(RowId::TOTAL, Column::REQUESTERS[c], false);
        n += 1;
        c += 1;
    }
    let mut c = 0;
    while c < Column::REQUESTERS.len() {
        all[n] = Relation::new(RelationKind::Balance)
            .with(RowId::RECEIVED, Column::REQUESTERS[c], true)
            .with(RowId::CARRIED_IN, Column::REQUESTERS[c], true)
            .with(RowId::TOTAL, Column::REQUESTERS[c], false)
            .with(RowId::CARRIED_OUT, Column::REQUESTERS[c], false);
        n += 1;
        c += 1;
    }
    let mut i = 0;
    while i < rows.len() {
        if matches!(rows[i].table(), Table::Challenges) {
            all[n] = sum_of_row(RelationKind::Results, rows[i].id, &Column::RESULTS);
            n += 1;
        }
        i += 1;
    }
    assert!(n == N, "the number of relations");
    all
}

const fn sum_of_row(kind: RelationKind, row: RowId, columns: &[Column]) -> Relation {
    let mut relation = Relation::new(kind);
    let mut c = 0;
    while c < columns.len() {
        relation = relation.with(row, columns[c], c + 1 < columns.len());
        c += 1;
    }
    relation
}
