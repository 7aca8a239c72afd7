//! Table 3: 收到和处理政府信息公开申请情况.

use std::array;
use std::borrow::Borrow;
use std::fmt;
use std::iter::Take;

use super::inconsistent::{Figures, NO_FIGURES};
use super::words::{Told, either, row_name, tell_too_large, told};
use super::{ByRequester, Inconsistent, Outcome, Requester, SumError, inconsistent};
use crate::form::{CellId, Edition, Language, RowId, Table};
use crate::quantity::{Count, CountError};

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
    /// Those of all editions, each at its [`Outcome::index`]; zero where the edition does not have it.
    outcomes: [ByRequester; Outcome::COUNT],
    carried_out: ByRequester,
}

/// The most rows of an edition: what comes in, the outcomes and their total, what goes out.
const MOST_ROWS: usize = Outcome::COUNT + 4;

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
        let mut table = Self { received, carried_in, carried_out, ..Self::zero(edition) };
        let mut times = [0_u8; Outcome::COUNT];
        for (outcome, row) in outcomes {
            let at = outcome.index();
            times[at] = times[at].saturating_add(1);
            table.outcomes[at] = row;
        }
        OutcomeFaults::check(edition, times)?;
        table.checked()
    }

    /// The table made of rows, zero where none is given; rows that the edition does not have are left out.
    pub(super) fn of_rows(edition: Edition, rows: &[(RowId, ByRequester)]) -> Result<Self, RequestsError> {
        Self::with_rows(edition, rows.iter().copied()).checked()
    }

    /// The same of rows whose figures are known to agree.
    pub(super) fn with_rows(edition: Edition, rows: impl IntoIterator<Item = (RowId, ByRequester)>) -> Self {
        let mut table = Self::zero(edition);
        for (id, row) in rows.into_iter().filter(|(id, _)| edition.row(*id).is_some()) {
            match id {
                RowId::RECEIVED => table.received = row,
                RowId::CARRIED_IN => table.carried_in = row,
                RowId::CARRIED_OUT => table.carried_out = row,
                id => Outcome::of_row(id).into_iter().for_each(|outcome| table.outcomes[outcome.index()] = row),
            }
        }
        table
    }

    /// The table if its computed totals are counts and its columns balance.
    fn checked(self) -> Result<Self, RequestsError> {
        let total = self.sum_of_outcomes().map_err(|_| RequestsError::TooLarge)?;
        // If every requester's column balances, so does 总计.
        let balances = |requester: &Requester| {
            let sum = |rows: [&ByRequester; 2]| rows.map(|row| row[*requester].get()).iter().sum::<u64>();
            sum([&self.received, &self.carried_in]) == sum([&total, &self.carried_out])
        };
        if !Requester::ALL.iter().all(balances) {
            let mut figures = NO_FIGURES;
            self.put(&mut figures);
            inconsistent::check(self.edition, &[Table::Requests], &figures).map_err(RequestsError::Inconsistent)?;
        }
        Ok(self)
    }

    /// The table made of all its figures as stated, totals too. `value` gives the figure of each cell of the edition's
    /// table 3, and is asked once for each, in the order of the form.
    ///
    /// # Errors
    ///
    /// [`Inconsistent`] with every relation of the table that the figures violate.
    pub fn from_cells(edition: Edition, value: impl FnMut(CellId) -> Count) -> Result<Self, Inconsistent> {
        let figures = inconsistent::figures(edition, Table::Requests, value)?;
        let row = |row: RowId| ByRequester::of_figures(row, &figures);
        let mut table = Self {
            received: row(RowId::RECEIVED),
            carried_in: row(RowId::CARRIED_IN),
            carried_out: row(RowId::CARRIED_OUT),
            ..Self::zero(edition)
        };
        for outcome in Outcome::all(edition) {
            table.outcomes[outcome.index()] = row(outcome.row());
        }
        Ok(table)
    }

    /// A table without a single request.
    #[must_use]
    pub const fn zero(edition: Edition) -> Self {
        Self {
            edition,
            received: ByRequester::ZERO,
            carried_in: ByRequester::ZERO,
            outcomes: [ByRequester::ZERO; Outcome::COUNT],
            carried_out: ByRequester::ZERO,
        }
    }

    /// The sum of tables of an edition, count by count.
    ///
    /// # Errors
    ///
    /// [`SumError::OtherEdition`] if a table is of another edition, [`SumError::TooLarge`] if a total is greater than
    /// [`Count::MAX`].
    ///
    /// ```
    /// use disclosure_report::report::{ByRequester, Requests};
    /// use disclosure_report::{Edition, Outcome};
    ///
    /// let one = ByRequester::from([1_u32, 0, 0, 0, 0, 0]);
    /// let edition = Edition::Revised2021;
    /// let granted = Outcome::all(edition).map(|o| (o, if o == Outcome::Granted { one } else { ByRequester::ZERO }));
    /// let organ = Requests::new(edition, one, ByRequester::ZERO, granted, ByRequester::ZERO)?;
    /// let region = Requests::try_sum(edition, [&organ, &organ, &Requests::zero(edition)])?;
    /// assert_eq!(region.received().total().get(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn try_sum(edition: Edition, tables: impl IntoIterator<Item: Borrow<Self>>) -> Result<Self, SumError> {
        let mut sum = Self::zero(edition);
        for table in tables {
            let table = table.borrow();
            if table.edition != edition {
                return Err(SumError::OtherEdition);
            }
            let rows = sum.outcomes.iter_mut().chain([&mut sum.received, &mut sum.carried_in, &mut sum.carried_out]);
            let others = table.outcomes.iter().chain([&table.received, &table.carried_in, &table.carried_out]);
            for (row, other) in rows.zip(others) {
                *row = row.checked_add(*other).ok_or(SumError::TooLarge)?;
            }
        }
        // A sum of tables that balance does, so that only its total can be too large.
        sum.sum_of_outcomes()?;
        Ok(sum)
    }

    fn sum_of_outcomes(&self) -> Result<ByRequester, CountError> {
        let mut sums = [0; Requester::COUNT];
        for row in &self.outcomes {
            for (sum, (_, count)) in sums.iter_mut().zip(row) {
                *sum += count.get();
            }
        }
        ByRequester::of_numbers(sums)
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
        self.edition.row(outcome.row()).map(|_| &self.outcomes[outcome.index()])
    }

    /// Every outcome of the edition, in the order of the form.
    pub fn outcomes(&self) -> impl Iterator<Item = (Outcome, &ByRequester)> {
        Outcome::all(self.edition).map(|outcome| (outcome, &self.outcomes[outcome.index()]))
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

    /// A row of the edition's table 3, （七）总计 computed; `None` for any other row.
    #[must_use]
    pub fn row(&self, row: RowId) -> Option<ByRequester> {
        match row {
            RowId::RECEIVED => Some(self.received),
            RowId::CARRIED_IN => Some(self.carried_in),
            RowId::TOTAL => Some(self.total_handled()),
            RowId::CARRIED_OUT => Some(self.carried_out),
            row => self.outcome(Outcome::of_row(row)?).copied(),
        }
    }

    /// Every row, （七）总计 computed, in the order of the form.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (RowId, ByRequester)> + Clone + use<> {
        self.into_iter()
    }

    /// The figure in a cell of the edition's table 3, totals computed; `None` for any other cell.
    #[must_use]
    pub fn cell(&self, cell: CellId) -> Option<Count> {
        self.row(cell.row())?.in_column(cell.column())
    }

    /// Every figure, totals computed, in the order of the form.
    #[must_use]
    pub fn cells(&self) -> impl ExactSizeIterator<Item = (CellId, Count)> + Clone + use<> {
        let mut figures = NO_FIGURES;
        self.put(&mut figures);
        self.edition.cells_of(Table::Requests).iter().map(move |cell| (*cell, figures[cell.index()]))
    }

    /// Puts every figure among others.
    pub(super) fn put(&self, figures: &mut Figures) {
        for (row, counts) in self {
            counts.put(row, figures);
        }
    }
}

/// Every row, （七）总计 computed, in the order of the form.
impl IntoIterator for Requests {
    type Item = (RowId, ByRequester);
    type IntoIter = Take<array::IntoIter<(RowId, ByRequester), MOST_ROWS>>;

    fn into_iter(self) -> Self::IntoIter {
        (&self).into_iter()
    }
}

/// The same as by value.
impl IntoIterator for &Requests {
    type Item = (RowId, ByRequester);
    type IntoIter = <Requests as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        let mut rows = [(RowId::TOTAL, ByRequester::ZERO); MOST_ROWS];
        let mut len = 0;
        let ids = self.edition.rows_of(Table::Requests).map(|row| row.id);
        for (slot, row) in rows.iter_mut().zip(ids.filter_map(|id| Some((id, self.row(id)?)))) {
            *slot = row;
            len += 1;
        }
        rows.into_iter().take(len)
    }
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
    /// Refuses outcomes of which one is not given as often as the edition has it.
    fn check(edition: Edition, times: [u8; Outcome::COUNT]) -> Result<(), RequestsError> {
        let given = |outcome: Outcome| times[outcome.index()];
        let on_form = |outcome: Outcome| edition.row(outcome.row()).is_some();
        let every = || Outcome::EVERY.into_iter();
        if every().all(|outcome| given(outcome) == u8::from(on_form(outcome))) {
            return Ok(());
        }
        Err(RequestsError::Outcomes(Box::new(Self {
            missing: every().filter(|outcome| on_form(*outcome) && given(*outcome) == 0).collect(),
            repeated: every().filter(|outcome| on_form(*outcome) && given(*outcome) > 1).collect(),
            foreign: every().filter(|outcome| !on_form(*outcome) && given(*outcome) > 0).collect(),
        })))
    }
}

told!(RequestsError);

/// One fault a line.
impl Told for RequestsError {
    fn tell(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => tell_too_large(language, f),
            Self::Inconsistent(inconsistent) => inconsistent.tell(language, f),
            Self::Outcomes(faults) => {
                let lists = [
                    (either(language, "没有给出", "not given"), &faults.missing),
                    (either(language, "重复给出", "given more than once"), &faults.repeated),
                    (either(language, "不在这一版表式上", "not on this edition of the form"), &faults.foreign),
                ];
                let faults = lists.iter().flat_map(|(what, outcomes)| outcomes.iter().map(move |it| (it.row(), what)));
                for (i, (row, what)) in faults.enumerate() {
                    let (sep, colon) = (if i == 0 { "" } else { "\n" }, either(language, "：", ": "));
                    write!(f, "{sep}{}{colon}{what}", row_name(row, language))?;
                }
                Ok(())
            }
        }
    }
}
