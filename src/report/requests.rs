//! Table 3: 收到和处理政府信息公开申请情况.

use std::fmt;

use super::{ByRequester, Inconsistent, Outcome, Requester, inconsistent};
use crate::form::{CellId, Column, Edition, Relation, RowId, Table};
use crate::quantity::Count;

/// Table 3: the requests received and how they were handled, in 件.
///
/// For each requester and in total, 本年新收 + 上年结转 = 本年度办理结果（七）总计 + 结转下年度继续办理.
/// （七）总计 and the column 总计 are computed.
///
/// ```
/// use disclosure_report::report::{ByRequester, Requests};
/// use disclosure_report::{Edition, Outcome};
///
/// let one = ByRequester::constant([1, 0, 0, 0, 0, 0]);
/// let edition = Edition::Revised2021;
/// let outcomes = |granted| {
///     Outcome::all(edition).map(move |o| (o, if o == Outcome::Granted { granted } else { ByRequester::ZERO }))
/// };
/// let requests = Requests::new(edition, one, ByRequester::ZERO, outcomes(one), ByRequester::ZERO)?;
/// assert_eq!(requests.total_handled(), one);
///
/// // 平潭 公安局 2021, as published: one request received, one handled, and one carried over.
/// let error = Requests::new(edition, one, ByRequester::ZERO, outcomes(one), one).unwrap_err();
/// assert_eq!(error.to_string(), "natural_person: 1 + 0 = 1, but 1 + 1 = 2\ntotal: 1 + 0 = 1, but 1 + 1 = 2");
/// # Ok::<(), disclosure_report::report::RequestsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Requests {
    edition: Edition,
    received: ByRequester,
    carried_in: ByRequester,
    /// One for each of [`Outcome::all`].
    outcomes: Box<[ByRequester]>,
    carried_out: ByRequester,
}

impl Requests {
    /// The table made of its parts: every outcome of the edition once, in any order. Totals are computed.
    ///
    /// An outcome that did not occur is given as [`ByRequester::ZERO`]: one that is left out is an error, not zero.
    ///
    /// # Errors
    ///
    /// - [`RequestsError::Outcomes`] if an outcome of the edition is not given or given twice, or one is given that the
    ///   edition does not have.
    /// - [`RequestsError::TooLarge`] if a computed total is greater than [`Count::MAX`].
    /// - [`RequestsError::Inconsistent`] with every column that does not balance.
    pub fn new(
        edition: Edition,
        received: ByRequester,
        carried_in: ByRequester,
        outcomes: impl IntoIterator<Item = (Outcome, ByRequester)>,
        carried_out: ByRequester,
    ) -> Result<Self, RequestsError> {
        let given: Vec<_> = outcomes.into_iter().collect();
        let times = |outcome| given.iter().filter(|(other, _)| *other == outcome).count();
        let faults = OutcomeFaults {
            missing: Outcome::all(edition).filter(|outcome| times(*outcome) == 0).collect(),
            repeated: Outcome::all(edition).filter(|outcome| times(*outcome) > 1).collect(),
            foreign: given.iter().map(|(o, _)| *o).filter(|o| edition.row(o.row()).is_none()).collect(),
        };
        if !faults.are_none() {
            return Err(RequestsError::Outcomes(Box::new(faults)));
        }
        let row_of =
            |outcome| given.iter().find(|(other, _)| *other == outcome).map_or(ByRequester::ZERO, |(_, row)| *row);
        let outcomes = Outcome::all(edition).map(row_of).collect();
        let table = Self { edition, received, carried_in, outcomes, carried_out };
        table.sum_of_outcomes().ok_or(RequestsError::TooLarge)?;
        table.check().map_err(RequestsError::Inconsistent)?;
        Ok(table)
    }

    /// The table made of all its figures as stated, totals too. `value` gives the figure of each cell of the edition's
    /// table 3.
    ///
    /// # Errors
    ///
    /// [`Inconsistent`] with every relation of the table that the figures violate.
    pub fn from_cells(edition: Edition, value: impl Fn(CellId) -> Count) -> Result<Self, Inconsistent> {
        inconsistent::check(own_relations(edition), &value)?;
        let row = |row: RowId| {
            let part = |requester: Requester| row.cell(requester.column()).map_or(Count::ZERO, &value);
            let mut parts = [Count::ZERO; Requester::COUNT];
            parts.iter_mut().zip(Requester::ALL).for_each(|(slot, requester)| *slot = part(*requester));
            // The sum is the stated total, which is a count.
            ByRequester::new(parts).unwrap_or_default()
        };
        Ok(Self {
            edition,
            received: row(RowId::RECEIVED),
            carried_in: row(RowId::CARRIED_IN),
            outcomes: Outcome::all(edition).map(|outcome| row(outcome.row())).collect(),
            carried_out: row(RowId::CARRIED_OUT),
        })
    }

    /// The table of rows whose figures agree, an outcome for each of [`Outcome::all`].
    pub(super) fn of_rows(
        edition: Edition,
        received: ByRequester,
        carried_in: ByRequester,
        outcomes: &[ByRequester],
        carried_out: ByRequester,
    ) -> Self {
        Self { edition, received, carried_in, outcomes: outcomes.into(), carried_out }
    }

    /// A table without a single request.
    #[must_use]
    pub fn zero(edition: Edition) -> Self {
        Self {
            edition,
            received: ByRequester::ZERO,
            carried_in: ByRequester::ZERO,
            outcomes: Outcome::all(edition).map(|_| ByRequester::ZERO).collect(),
            carried_out: ByRequester::ZERO,
        }
    }

    fn sum_of_outcomes(&self) -> Option<ByRequester> {
        let mut sums = [Count::ZERO; Requester::COUNT];
        for row in &self.outcomes {
            for (sum, (_, count)) in sums.iter_mut().zip(row.iter()) {
                *sum = Count::sum([*sum, count]).ok()?;
            }
        }
        ByRequester::new(sums).ok()
    }

    fn check(&self) -> Result<(), Inconsistent> {
        inconsistent::check(own_relations(self.edition), |cell| self.cell(cell).unwrap_or_default())
    }

    /// The edition of the form.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// 一、本年新收政府信息公开申请数量.
    #[must_use]
    pub fn received(&self) -> &ByRequester {
        &self.received
    }

    /// 二、上年结转政府信息公开申请数量.
    #[must_use]
    pub fn carried_in(&self) -> &ByRequester {
        &self.carried_in
    }

    /// How many requests had this outcome; `None` if the edition does not have it.
    #[must_use]
    pub fn outcome(&self, outcome: Outcome) -> Option<&ByRequester> {
        self.outcomes.get(Outcome::all(self.edition).position(|other| other == outcome)?)
    }

    /// Every outcome of the edition, in the order of the form.
    pub fn outcomes(&self) -> impl Iterator<Item = (Outcome, &ByRequester)> {
        Outcome::all(self.edition).zip(&self.outcomes)
    }

    /// （七）总计, computed.
    #[must_use]
    pub fn total_handled(&self) -> ByRequester {
        // Every constructor refuses outcomes whose total is out of bounds.
        self.sum_of_outcomes().unwrap_or_default()
    }

    /// 四、结转下年度继续办理.
    #[must_use]
    pub fn carried_out(&self) -> &ByRequester {
        &self.carried_out
    }

    /// The figure in a cell of the edition's table 3, totals computed; `None` for any other cell.
    #[must_use]
    pub fn cell(&self, cell: CellId) -> Option<Count> {
        let row = match cell.row() {
            RowId::RECEIVED => self.received,
            RowId::CARRIED_IN => self.carried_in,
            RowId::TOTAL => self.total_handled(),
            RowId::CARRIED_OUT => self.carried_out,
            row => *self.outcome(Outcome::of_row(row)?)?,
        };
        match cell.column() {
            Column::Total => Some(row.total()),
            column => Requester::ALL.iter().find(|requester| requester.column() == column).map(|r| row.get(*r)),
        }
    }
}

fn own_relations(edition: Edition) -> impl Iterator<Item = &'static Relation> {
    edition.relations().iter().filter(|relation| relation.kind().table() == Table::Requests)
}

/// Why table 3 can't be made of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestsError {
    /// Not every outcome of the edition is given exactly once.
    Outcomes(Box<OutcomeFaults>),
    /// A computed total is greater than [`Count::MAX`].
    TooLarge,
    /// Columns do not balance.
    Inconsistent(Inconsistent),
}

/// Which outcomes are not given as they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutcomeFaults {
    /// Outcomes of the edition that are not given.
    pub missing: Vec<Outcome>,
    /// Outcomes that are given more than once.
    pub repeated: Vec<Outcome>,
    /// Outcomes that the edition does not have.
    pub foreign: Vec<Outcome>,
}

impl OutcomeFaults {
    fn are_none(&self) -> bool {
        self.missing.is_empty() && self.repeated.is_empty() && self.foreign.is_empty()
    }
}

/// One fault a line.
impl fmt::Display for RequestsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "a total is greater than {}", Count::MAX),
            Self::Inconsistent(inconsistent) => fmt::Display::fmt(inconsistent, f),
            Self::Outcomes(faults) => {
                let lists = [
                    ("not given", &faults.missing),
                    ("given more than once", &faults.repeated),
                    ("not on this edition of the form", &faults.foreign),
                ];
                let mut sep = "";
                for (what, outcomes) in lists {
                    for outcome in outcomes {
                        write!(f, "{sep}{}: {what}", outcome.row())?;
                        sep = "\n";
                    }
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for RequestsError {}
