//! A report built part by part.

use std::fmt;

use super::inconsistent::NO_FIGURES;
use super::words::{Told, either, row_name, tell_each, tell_too_large, told};
use super::{
    ByRequester, ByResult, Challenges, Channel, Header, Inconsistent, Narrative, Outcome, Proactive, Report, Requests,
    RequestsError, Violation, inconsistent,
};
use crate::form::{CellId, Edition, Language, RowId, RowRole, Table};
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
            // As many as there are on the form, so that they are never moved.
            rows: Vec::with_capacity(Outcome::COUNT + 3),
            others_are_zero: false,
            blocks: Vec::with_capacity(Channel::COUNT),
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
        // Rows that are not set are faults of their own.
        let requests = Requests::of_rows(self.edition, &self.rows);
        match &requests {
            Err(RequestsError::Inconsistent(inconsistent)) => faults.extend(violations(inconsistent.clone())),
            Err(RequestsError::TooLarge) => faults.push(BuildFault::TooLarge),
            Err(RequestsError::Outcomes(_)) | Ok(_) => {}
        }
        let block = |channel| self.blocks.iter().rev().find(|(other, _)| *other == channel);
        let challenges = Challenges::from_fn(|channel| block(channel).map_or(ByResult::ZERO, |(_, block)| *block));
        if let (true, Ok(requests)) = (faults.is_empty() && !self.stated.is_empty(), &requests) {
            faults = self.stated_faults(requests, &challenges);
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
        let mut times = [0_u32; RowId::COUNT];
        let set = self.rows.iter().map(|(row, _)| *row).chain(self.blocks.iter().map(|(channel, _)| channel.row()));
        for row in set {
            times[row.index()] += 1;
            faults.extend(self.edition.row(row).is_none().then_some(BuildFault::NotOnForm(row)));
        }
        let parts = [Table::Requests, Table::Challenges].into_iter().flat_map(|table| self.edition.rows_of(table));
        for row in parts.filter(|row| row.role() != RowRole::TotalHandled).map(|row| row.id) {
            let optional = self.others_are_zero && Outcome::of_row(row).is_some();
            match times[row.index()] {
                0 if !optional => faults.push(BuildFault::NotSet(row)),
                0 | 1 => {}
                _ => faults.push(BuildFault::SetTwice(row)),
            }
        }
        faults
    }

    /// Stated counts against the parts.
    fn stated_faults(&self, requests: &Requests, challenges: &Challenges) -> Vec<BuildFault> {
        const COUNTED: [Table; 2] = [Table::Requests, Table::Challenges];
        let mut computed = NO_FIGURES;
        requests.put(&mut computed);
        challenges.put(&mut computed);
        let mut faults = Vec::new();
        let mut figures = computed;
        let counted = |cell: CellId| COUNTED.contains(&cell.table()) && self.edition.has(cell);
        for (cell, count) in self.stated.iter().copied() {
            if counted(cell) {
                figures[cell.index()] = count;
            } else {
                faults.push(BuildFault::NotStatable(cell));
            }
        }
        if let Err(inconsistent) = inconsistent::check(self.edition, &COUNTED, &figures) {
            faults.extend(violations(inconsistent));
        }
        // If totals are stated to match, a part that is stated with another figure than was set violates nothing; nor does
        // a figure that is stated anew.
        let differs = |(cell, count): &&(CellId, Count)| {
            let at = cell.index();
            counted(*cell) && (figures[at] != *count || !cell.is_total() && computed[at] != *count)
        };
        faults.extend(self.stated.iter().filter(differs).map(|(cell, _)| BuildFault::SetTwice(cell.row())));
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
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildFault {
    /// No header: no organ, no year.
    NoHeader,
    /// No table 2.
    NoProactive,
    /// Table 2 is of another edition than the report.
    OtherEdition,
    /// A row of table 3 or a block of table 4 is not set.
    NotSet(RowId),
    /// A row or block is set, or one of its cells stated, with different figures.
    SetTwice(RowId),
    /// A row that the edition does not have.
    NotOnForm(RowId),
    /// A cell that holds no count of tables 3 or 4.
    NotStatable(CellId),
    /// A computed total is greater than [`Count::MAX`].
    TooLarge,
    /// A relation is violated.
    Violated(Violation),
}

impl BuildError {
    /// Every fault.
    #[must_use]
    pub fn faults(&self) -> &[BuildFault] {
        &self.0
    }
}

told!(BuildError, BuildFault);

/// One fault a line.
impl Told for BuildError {
    fn tell(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        tell_each(&self.0, language, f)
    }
}

impl Told for BuildFault {
    fn tell(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, zh, en) = match self {
            Self::NoHeader => ("", "没有设定机关和年度", "no header is set"),
            Self::NoProactive => ("", "没有设定主动公开政府信息情况", "table 2 is not set"),
            Self::OtherEdition => {
                let zh = "主动公开政府信息情况与报告不是同一版表式";
                ("", zh, "table 2 is of another edition than the report")
            }
            Self::NotSet(row) => (row_name(*row, language), "没有设定", "not set"),
            Self::SetTwice(row) => (row_name(*row, language), "重复设定", "set more than once"),
            Self::NotOnForm(row) => (row_name(*row, language), "不在这一版表式上", "not on this edition of the form"),
            Self::NotStatable(cell) => {
                let zh = "不是这一版表式中申请和复议、诉讼的件数";
                (cell.as_str(), zh, "no count of table 3 or 4 on this edition of the form")
            }
            Self::TooLarge => return tell_too_large(language, f),
            Self::Violated(violation) => return violation.tell(language, f),
        };
        let colon = if what.is_empty() { "" } else { either(language, "：", ": ") };
        write!(f, "{what}{colon}{}", either(language, zh, en))
    }
}
