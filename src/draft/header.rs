//! What a draft says of itself.

use jiff::civil::Date;

use crate::report::{CreditCode, DivisionCode, Header, Period, ReportYear, Scope};

/// What a draft says of itself, as far as it is known. The parts are those of a report's [`Header`], each optional.
///
/// ```
/// use disclosure_report::report::ReportYear;
/// use disclosure_report::{Draft, Edition};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// draft.header.organ = Some("淮安市人民政府".into());
/// draft.header.year = Some(ReportYear::new(2024)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DraftHeader {
    /// The organ whose report it is.
    pub organ: Option<String>,
    /// Its unified social credit code (统一社会信用代码).
    pub credit_code: Option<CreditCode>,
    /// The code of the administrative division (行政区划代码).
    pub division_code: Option<DivisionCode>,
    /// Whether the report covers the organ alone or its whole region.
    pub scope: Option<Scope>,
    /// The year reported on.
    pub year: Option<ReportYear>,
    /// The days reported on.
    pub period: Option<Period>,
    /// The day of publication.
    pub published: Option<Date>,
}

impl DraftHeader {
    /// The header of a report, if the organ and the year are known.
    pub(crate) fn to_header(&self) -> Option<Header> {
        let header = Header::new(self.organ.as_deref()?, self.year?).ok()?;
        Some(
            header
                .with_credit_code(self.credit_code)
                .with_division_code(self.division_code)
                .with_scope(self.scope)
                .with_period(self.period)
                .with_published(self.published),
        )
    }
}

impl From<&Header> for DraftHeader {
    fn from(header: &Header) -> Self {
        Self {
            organ: Some(header.organ().to_owned()),
            credit_code: header.credit_code(),
            division_code: header.division_code(),
            scope: header.scope(),
            year: Some(header.year()),
            period: header.period(),
            published: header.published(),
        }
    }
}
