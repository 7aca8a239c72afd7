//! From a draft to a proven report.

use std::fmt;

use super::{Findings, Language, Place, say};
use crate::draft::{Draft, StateKind};
use crate::form::CellId;
use crate::report::Report;

/// Why a draft is no report: what the rules find in it, and the cells that hold no number.
///
/// ```
/// use disclosure_report::{Draft, Edition, Report};
///
/// let error = Report::try_from(Draft::blank(Edition::Revised2021)).unwrap_err();
/// assert_eq!(error.without_number().count(), 200);
/// assert_eq!(error.findings().errors().count(), 0);
/// assert!(error.to_string().starts_with("the draft is no report: no organ is stated; no year is stated; 200 cells"));
/// let draft = error.into_draft(); // nothing is lost
/// # let _ = draft;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAReport(Box<Refused>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Refused {
    findings: Findings,
    draft: Draft,
}

impl NotAReport {
    /// What the rules find in the draft.
    pub fn findings(&self) -> &Findings {
        &self.0.findings
    }

    /// The cells that hold no number, in form order.
    pub fn without_number(&self) -> impl Iterator<Item = CellId> {
        let draft = &self.0.draft;
        let cells = draft.edition().cells();
        let numbers = draft.in_state(StateKind::Number);
        (0..cells.len()).filter(move |at| !numbers.has(*at)).map(|at| cells[at])
    }

    /// What is not given that a report needs: [`Place::Organ`], [`Place::Year`], and each cell that holds no number.
    ///
    /// ```
    /// use disclosure_report::check::Place;
    /// use disclosure_report::{Draft, Edition, Report};
    ///
    /// let mut draft = Draft::blank(Edition::Revised2021);
    /// draft.header.organ = Some("某局".to_owned());
    /// draft.blanks_as_zero();
    /// let error = Report::try_from(draft).unwrap_err();
    /// assert_eq!(error.lacking().collect::<Vec<_>>(), [Place::Year]);
    /// ```
    pub fn lacking(&self) -> impl Iterator<Item = Place> {
        let header = &self.0.draft.header;
        let organ = header.organ.as_deref().is_none_or(|organ| organ.trim().is_empty()).then_some(Place::Organ);
        let year = header.year.is_none().then_some(Place::Year);
        organ.into_iter().chain(year).chain(self.without_number().map(Place::Cell))
    }

    /// What is lacking, then each error, a line each, in a language.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition, Language, Report};
    ///
    /// let error = Report::try_from(Draft::new(Edition::Revised2021)).unwrap_err();
    /// assert!(error.message(Language::Chinese).starts_with("不成报告：没有机关名称；没有年度；200个单元格没有数字（"));
    /// ```
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        const NAMED: usize = 3;
        let mut lacking = Vec::new();
        let mut cells = Vec::new();
        for place in self.lacking() {
            match place {
                Place::Organ => {
                    lacking.push(say(language, format_args!("没有机关名称"), format_args!("no organ is stated")));
                }
                Place::Year => lacking.push(say(language, format_args!("没有年度"), format_args!("no year is stated"))),
                _ => cells.push(place.to_string()),
            }
        }
        if let [first, ..] = cells.as_slice() {
            let n = cells.len();
            let named = if n > NAMED { format!("{first}, …") } else { cells.join(", ") };
            lacking.push(say(
                language,
                format_args!("{n}个单元格没有数字（{named}）"),
                format_args!("{n} cells hold no number ({named})"),
            ));
        }
        let sep = if language == Language::Chinese { "；" } else { "; " };
        let lacking = lacking.join(sep);
        let mut text =
            say(language, format_args!("不成报告：{lacking}"), format_args!("the draft is no report: {lacking}"));
        for error in self.0.findings.errors() {
            if !text.ends_with(": ") && !text.ends_with('：') {
                text.push('\n');
            }
            text += error.rule.id();
            text += if language == Language::Chinese { "：" } else { ": " };
            text += &error.message(language);
        }
        text
    }

    /// The draft, unchanged.
    #[must_use]
    pub fn into_draft(self) -> Draft {
        self.0.draft
    }
}

/// What is lacking, then each error, in English.
impl fmt::Display for NotAReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for NotAReport {}

/// Proves a draft: it has an organ and a year, a number in every cell of its edition, and violates no relation. Warnings
/// and notes do not block it. Blanks and dashes are no numbers: see [`Draft::blanks_as_zero`] and [`Draft::apply`].
impl TryFrom<Draft> for Report {
    type Error = NotAReport;

    fn try_from(mut draft: Draft) -> Result<Self, NotAReport> {
        // What the rules find is asked only of a draft that is none.
        draft.take_report().ok_or_else(|| NotAReport(Box::new(Refused { findings: draft.check(), draft })))
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;
    use crate::form::{Edition, UnknownCode};

    #[test]
    fn errors_are_small_and_say_what_they_say_once() {
        assert!(size_of::<NotAReport>() <= 32);
        assert!(size_of::<UnknownCode>() <= 32);
        let error = Report::try_from(Draft::blank(Edition::Revised2021)).unwrap_err();
        assert!(error.source().is_none());
        assert_eq!(error.to_string().matches("no year").count(), 1);
    }
}
