//! The report as a whole.

use super::inconsistent::NO_FIGURES;
use super::{Challenges, Header, Narrative, Proactive, Requests, Value};
use crate::form::{CellId, Edition, Table};

/// A report whose figures agree: a value of this type is consistent, always.
///
/// Each figure says what it is a number of: requests and challenges, documents and decisions are counted in 件, items and
/// purchases of 2019 in 项, and neither has a unit to set otherwise; fees and 2019's procurement are [`Money`](crate::Money),
/// in the unit that it states (fees without one in 万元, that of their heading).
///
/// It is made of its parts by [`Report::new`] or [`Report::builder`], read from JSON, or proven from a
/// [`Draft`](crate::Draft) by `Report::try_from`. Totals are computed from the parts, never stored, so there is nothing
/// to set wrong:
///
/// ```compile_fail,E0451
/// fn forge(report: disclosure_report::Report, requests: disclosure_report::report::Requests) -> disclosure_report::Report {
///     disclosure_report::Report { requests, ..report }
/// }
/// ```
///
/// ```
/// use disclosure_report::report::{Challenges, Proactive2021, ReportYear, Requests};
/// use disclosure_report::{Edition, Header, Narrative, Report};
///
/// let header = Header::new("中山镇人民政府", ReportYear::new(2021)?)?;
/// let report = Report::new(
///     header,
///     Narrative::default(),
///     Proactive2021::default(),
///     Requests::zero(Edition::Revised2021),
///     Challenges::default(),
/// )?;
/// assert_eq!(report.cells().count(), 200);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Report {
    header: Header,
    narrative: Narrative,
    proactive: Proactive,
    requests: Requests,
    challenges: Challenges,
}

impl Report {
    /// The report made of its parts.
    ///
    /// # Errors
    ///
    /// [`EditionsDiffer`] if tables 2 and 3 are of different editions.
    pub fn new(
        header: Header,
        narrative: Narrative,
        proactive: impl Into<Proactive>,
        requests: Requests,
        challenges: Challenges,
    ) -> Result<Self, EditionsDiffer> {
        let proactive = proactive.into();
        if proactive.edition() != requests.edition() {
            return Err(EditionsDiffer { proactive: proactive.edition(), requests: requests.edition() });
        }
        Ok(Self { header, narrative, proactive, requests, challenges })
    }

    /// The edition of the form.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.requests.edition()
    }

    /// What the report says of itself.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The sections of text.
    #[must_use]
    pub fn narrative(&self) -> &Narrative {
        &self.narrative
    }

    /// Table 2, 主动公开政府信息情况.
    #[must_use]
    pub fn proactive(&self) -> &Proactive {
        &self.proactive
    }

    /// Table 3, 收到和处理政府信息公开申请情况.
    #[must_use]
    pub fn requests(&self) -> &Requests {
        &self.requests
    }

    /// Table 4, 政府信息公开行政复议、行政诉讼情况.
    #[must_use]
    pub fn challenges(&self) -> &Challenges {
        &self.challenges
    }

    /// The figure in a cell, totals computed; `None` if the edition has no such cell.
    #[must_use]
    pub fn cell(&self, cell: CellId) -> Option<Value> {
        match cell.table() {
            Table::Proactive => self.proactive.cell(cell),
            Table::Requests => self.requests.cell(cell).map(Value::Count),
            Table::Challenges => self.challenges.cell(cell).map(Value::Count),
        }
    }

    /// Every figure, totals computed, in the order of the form.
    pub fn cells(&self) -> impl Iterator<Item = (CellId, Value)> + Clone {
        let mut figures = NO_FIGURES;
        self.requests.put(&mut figures);
        self.challenges.put(&mut figures);
        let counts = self.edition().cells().iter().skip(self.edition().cells_of(Table::Proactive).len());
        self.proactive.cells().chain(counts.map(move |cell| (*cell, figures[cell.index()].into())))
    }
}

/// Tables 2 and 3 are of different editions of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("table 2 is of edition {proactive}, table 3 of edition {requests}")]
#[non_exhaustive]
pub struct EditionsDiffer {
    /// The edition of table 2.
    pub proactive: Edition,
    /// The edition of table 3.
    pub requests: Edition,
}
