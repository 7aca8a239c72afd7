//! A report built part by part.

use std::fmt;

use super::{
    ByRequester, ByResult, Challenges, Channel, Header, Inconsistent, Narrative, Outcome, Proactive, Report, Requests,
    RequestsError, Violation, inconsistent,
};
use crate::form::{CellId, Edition, Kind, RowId, RowRole, Table};
use crate::quantity::Count;

/// Builds a report part by part, and reports everything that is wrong with it at once.
///
/// ```
/// use disclosure_report::report::{ByRequester, ByResult, Proactive2021, ReportYear};
/// use disclosure_report::{Channel, Count, Edition, Header, Outcome, Report};
///
/// let one = ByRequester::constant([1, 0, 0, 0, 0, 0]);
/// let builder = Report::builder(Edition::Revised2021)
///     .header(Header::new("中山镇人民政府", ReportYear::new(2021)?)?)
///     .proactive(Proactive2021::default())
///     .received(one)
///     .carried_in(ByRequester::ZERO)
///     .outcome(Outcome::Granted, one)
///     .remaining_outcomes_zero()
///     .carried_out(ByRequester::ZERO)
///     .challenges(Channel::Review, ByResult::constant([10, 1, 0, 0]))
///     .challenges(Channel::DirectLitigation, ByResult::ZERO)
///     .challenges(Channel::LitigationAfterReview, ByResult::ZERO);
///
/// // A total that another system has worked out is checked against the parts.
/// let total = "review.total".parse()?;
/// let error = builder.clone().check_cell(total, Count::ZERO).build().unwrap_err();
/// assert_eq!(error.to_string(), "review: 10 + 1 + 0 + 0 = 11, but the stated total is 0");
/// let report = builder.check_cell(total, Count::constant(11)).build()?;
/// assert_eq!(report.cell(total), Some(Count::constant(11).into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ReportBuilder {
    edition: Edition,
    header: Option<Header>,
    narrative: Narrative,
    proactive: Option<Proactive>,
    rows: Vec<(RowId, ByRequester)>,
    others_are_zero: bool,
    blocks: Vec<(Channel, ByResult)>,
    stated: Vec<(CellId, Count)>,
}

impl Report {
    /// A builder of a report that follows `edition`.
    pub fn builder(edition: Edition) -> ReportBuilder {
        ReportBuilder {
            edition,
            header: None,
            narrative: Narrative::default(),
            proactive: None,
            rows: Vec::new(),
            others_are_zero: false,
            blocks: Vec::new(),
            stated: Vec::new(),
        }
    }
}

impl ReportBuilder {
    /// Sets the header: the organ, the year and what else the report says of itself.
    pub fn header(mut self, header: Header) -> Self {
        self.header = Some(header);
        self
    }

    /// Sets the sections of text. Without them they are empty.
    pub fn narrative(mut self, narrative: Narrative) -> Self {
        self.narrative = narrative;
        self
    }

    /// Sets table 2.
    pub fn proactive(mut self, table: impl Into<Proactive>) -> Self {
        self.proactive = Some(table.into());
        self
    }

    /// Sets 一、本年新收政府信息公开申请数量.
    pub fn received(self, row: ByRequester) -> Self {
        self.row(RowId::RECEIVED, row)
    }

    /// Sets 二、上年结转政府信息公开申请数量.
    pub fn carried_in(self, row: ByRequester) -> Self {
        self.row(RowId::CARRIED_IN, row)
    }

    /// Sets how many requests had an outcome.
    pub fn outcome(self, outcome: Outcome, row: ByRequester) -> Self {
        self.row(outcome.row(), row)
    }

    /// Sets every outcome that is not set otherwise to zero.
    pub fn remaining_outcomes_zero(mut self) -> Self {
        self.others_are_zero = true;
        self
    }

    /// Sets 四、结转下年度继续办理.
    pub fn carried_out(self, row: ByRequester) -> Self {
        self.row(RowId::CARRIED_OUT, row)
    }

    fn row(mut self, id: RowId, row: ByRequester) -> Self {
        self.rows.push((id, row));
        self
    }

    /// Sets a block of table 4.
    pub fn challenges(mut self, channel: Channel, block: ByResult) -> Self {
        self.blocks.push((channel, block));
        self
    }

    /// States the count in a cell of tables 3 or 4, usually a total, to be checked against the parts.
    pub fn check_cell(mut self, cell: CellId, count: Count) -> Self {
        self.stated.push((cell, count));
        self
    }

    /// Builds the report.
    ///
    /// # Errors
    ///
    /// [`BuildError`] with every fault: what is not set, set twice or not on the edition's form, and every relation that
    /// is violated by the parts or by a stated count.
    pub fn build(self) -> Result<Report, BuildError> {
        let mut faults = self.structural_faults();
        let requests = self.requests();
        match &requests {
            Err(RequestsError::Inconsistent(inconsistent)) => faults.extend(violations(inconsistent.clone())),
            Err(RequestsError::TooLarge) => faults.push(BuildFault::TooLarge),
            Err(RequestsError::Outcomes(_)) | Ok(_) => {}
        }
        let challenges = self.block_table();
        if let (true, Ok(requests)) = (faults.is_empty(), &requests) {
            faults.extend(self.stated_faults(requests, &challenges));
        }
        match (self.header, self.proactive, requests) {
            (Some(header), Some(proactive), Ok(requests)) if faults.is_empty() => {
                Report::new(header, self.narrative, proactive, requests, challenges)
                    .map_err(|_| BuildError(Box::new([BuildFault::OtherEdition])))
            }
            _ => Err(BuildError(faults.into())),
        }
    }

    /// What is not set, set twice, or not on the form.
    fn structural_faults(&self) -> Vec<BuildFault> {
        let mut faults = Vec::new();
        if self.header.is_none() {
            faults.push(BuildFault::NoHeader);
        }
        match &self.proactive {
            None => faults.push(BuildFault::NoProactive),
            Some(table) if table.edition() != self.edition => faults.push(BuildFault::OtherEdition),
            Some(_) => {}
        }
        let parts = self.edition.rows_of(Table::Requests).filter(|row| row.role() != RowRole::TotalHandled);
        for row in parts.map(|row| row.id) {
            let times = self.rows.iter().filter(|(id, _)| *id == row).count();
            let optional = self.others_are_zero && Outcome::of_row(row).is_some();
            faults.extend((times == 0 && !optional).then_some(BuildFault::NotSet(row)));
            faults.extend((times > 1).then_some(BuildFault::SetTwice(row)));
        }
        let foreign = self.rows.iter().map(|(row, _)| *row).filter(|row| self.edition.row(*row).is_none());
        faults.extend(foreign.map(BuildFault::NotOnForm));
        for channel in Channel::ALL {
            let times = self.blocks.iter().filter(|(other, _)| other == channel).count();
            faults.extend((times == 0).then_some(BuildFault::NotSet(channel.row())));
            faults.extend((times > 1).then_some(BuildFault::SetTwice(channel.row())));
        }
        faults
    }

    fn requests(&self) -> Result<Requests, RequestsError> {
        let row = |id: RowId| self.rows.iter().find(|(row, _)| *row == id).map_or(ByRequester::ZERO, |(_, row)| *row);
        // Rows that are not set are faults of their own.
        let outcomes = Outcome::all(self.edition).map(|outcome| (outcome, row(outcome.row())));
        let [received, carried_in, carried_out] = [RowId::RECEIVED, RowId::CARRIED_IN, RowId::CARRIED_OUT].map(row);
        Requests::new(self.edition, received, carried_in, outcomes, carried_out)
    }

    fn block_table(&self) -> Challenges {
        let block = |channel: Channel| {
            self.blocks.iter().find(|(other, _)| *other == channel).map_or(ByResult::ZERO, |(_, block)| *block)
        };
        Challenges::new(block(Channel::Review), block(Channel::DirectLitigation), block(Channel::LitigationAfterReview))
    }

    /// Stated counts against the parts.
    fn stated_faults(&self, requests: &Requests, challenges: &Challenges) -> Vec<BuildFault> {
        let computed = |cell| requests.cell(cell).or_else(|| challenges.cell(cell));
        let counted = |cell: CellId| {
            let kind = self.edition.column(cell).map(|column| column.kind);
            kind == Some(Kind::Count) && cell.table() != Table::Proactive
        };
        let mut faults: Vec<_> = self
            .stated
            .iter()
            .filter(|(cell, _)| !counted(*cell))
            .map(|(cell, _)| BuildFault::NotStatable(*cell))
            .collect();
        let stated = |cell| self.stated.iter().rev().find(|(other, _)| *other == cell).map(|(_, count)| *count);
        let value = |cell: CellId| stated(cell).or_else(|| computed(cell)).unwrap_or_default();
        if let Err(inconsistent) = inconsistent::check(self.edition.relations(), value) {
            faults.extend(violations(inconsistent));
        }
        // If totals are stated to match, a part that is stated with another figure than was set violates nothing.
        let differs = self
            .stated
            .iter()
            .filter(|(cell, count)| !cell.is_total() && computed(*cell).is_some_and(|computed| computed != *count));
        faults.extend(differs.map(|(cell, _)| BuildFault::SetTwice(cell.row())));
        faults
    }
}

fn violations(inconsistent: Inconsistent) -> impl Iterator<Item = BuildFault> {
    inconsistent.into_violations().into_iter().map(BuildFault::Violated)
}

/// Why a report can't be built: every fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError(Box<[BuildFault]>);

/// One fault of what a report is built of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildFault {
    /// No header: no organ, no year.
    #[error("no header is set")]
    NoHeader,
    /// No table 2.
    #[error("table 2 is not set")]
    NoProactive,
    /// Table 2 is of another edition than the report.
    #[error("table 2 is of another edition than the report")]
    OtherEdition,
    /// A row of table 3 or a block of table 4 is not set.
    #[error("{0}: not set")]
    NotSet(RowId),
    /// A row or block is set, or one of its cells stated, with different figures.
    #[error("{0}: set more than once")]
    SetTwice(RowId),
    /// A row that the edition does not have.
    #[error("{0}: not on this edition of the form")]
    NotOnForm(RowId),
    /// A cell that holds no count of tables 3 or 4.
    #[error("{0}: no count of table 3 or 4 on this edition of the form")]
    NotStatable(CellId),
    /// A computed total is greater than [`Count::MAX`].
    #[error("a total is greater than 9007199254740991")]
    TooLarge,
    /// A relation is violated.
    #[error("{0}")]
    Violated(Violation),
}

impl BuildError {
    /// Every fault.
    #[must_use]
    pub fn faults(&self) -> &[BuildFault] {
        &self.0
    }
}

/// One fault a line.
impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.0.iter().enumerate() {
            write!(f, "{}{fault}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for BuildError {}
