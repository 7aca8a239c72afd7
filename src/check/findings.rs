//! The findings of one check, and the verdict on the report.

use std::fmt;
use std::ops::ControlFlow;

use super::imputation::{Bounds, Imputation, PossibleReadings};
use super::solve::Solution;
use super::{Finding, Language, Rule, Rules, Severity, Status, apply};
use crate::coded::coded;
use crate::draft::{Draft, Run};
use crate::form::Table;

/// What the rules say of a draft: the verdict, the findings in order, and the values that the relations determine
/// uniquely.
///
/// ```
/// use disclosure_report::{Draft, Edition, Verdict};
///
/// let findings = Draft::blank(Edition::Revised2021).check();
/// assert_eq!(findings.verdict(), Verdict::Undecided); // an empty form is never consistent
/// println!("{findings}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "findings are lost unless they are read"]
pub struct Findings {
    verdict: Verdict,
    list: Vec<Finding>,
    imputations: Vec<Imputation>,
    bounds: Vec<Bounds>,
    readings: Vec<PossibleReadings>,
}

coded! {
    /// Whether the figures of a draft agree.
    pub enum Verdict as "a verdict" {
        /// Every relation holds.
        Consistent = "consistent",
        /// No error was found, but not everything is stated: a relation is undecided, or table 3 holds no number.
        Undecided = "undecided",
        /// There is an error.
        Inconsistent = "inconsistent",
    }
}

impl Verdict {
    /// 一致, 无法判定 or 不一致.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Consistent => "一致",
            Self::Undecided => "无法判定",
            Self::Inconsistent => "不一致",
        }
    }
}

impl Findings {
    /// The answer of a check that was kept.
    pub(crate) fn of_parts(
        verdict: Verdict,
        list: Vec<Finding>,
        imputations: Vec<Imputation>,
        bounds: Vec<Bounds>,
        readings: Vec<PossibleReadings>,
    ) -> Self {
        Self { verdict, list, imputations, bounds, readings }
    }

    /// Whether the figures agree.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The findings: by severity, then in form order, then by rule id.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.list.iter()
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.iter().filter(|finding| finding.severity == Severity::Error)
    }

    /// The findings that are warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.iter().filter(|finding| finding.severity == Severity::Warning)
    }

    /// The findings that are notes.
    pub fn notes(&self) -> impl Iterator<Item = &Finding> {
        self.iter().filter(|finding| finding.severity == Severity::Note)
    }

    /// How many findings each rule has, in the order of [`Rule::ALL`], rules without findings left out.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition, Rule};
    ///
    /// let counts: Vec<_> = Draft::blank(Edition::Revised2021).check().by_rule().collect();
    /// assert_eq!(counts[..2], [(Rule::CellBlank, 3), (Rule::FormEmpty, 1)]);
    /// ```
    pub fn by_rule(&self) -> impl Iterator<Item = (Rule, usize)> {
        let count = |rule: Rule| self.iter().filter(move |finding| finding.rule == rule).count();
        Rule::ALL.iter().map(move |rule| (*rule, count(*rule))).filter(|(_, count)| *count > 0)
    }

    /// The values that the relations determine uniquely, in form order. [`Draft::apply`] puts them in.
    #[must_use]
    pub fn imputations(&self) -> &[Imputation] {
        &self.imputations
    }

    /// What the relations leave for the cells that are not stated and can't be imputed, in form order.
    ///
    /// ```
    /// use disclosure_report::{Cell, Draft, Edition};
    ///
    /// let mut draft = Draft::blank(Edition::Revised2021);
    /// draft.set("review.upheld".parse()?, Cell::missing())?;
    /// draft.set("review.other".parse()?, Cell::unreadable("?"))?;
    /// draft.set("review.pending".parse()?, 2u32)?;
    /// draft.set("review.total".parse()?, 7u32)?;
    /// let findings = draft.check();
    /// let [upheld, other] = findings.bounds() else { panic!() };
    /// assert_eq!((upheld.least, upheld.most), (0.into(), Some(5.into())));
    /// assert_eq!(other.most, Some(5.into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn bounds(&self) -> &[Bounds] {
        &self.bounds
    }

    /// For each run of digits, the readings that no relation rules out. Where a relation is undecided for its run, these
    /// are the readings that would satisfy it.
    ///
    /// ```
    /// use disclosure_report::draft::Run;
    /// use disclosure_report::{Draft, Edition, Number};
    ///
    /// let mut draft = Draft::blank(Edition::Revised2021);
    /// let cells = ["upheld", "corrected"].map(|c| format!("review.{c}").parse().unwrap());
    /// let readings = [[1, 23], [12, 3]].map(|r| r.map(Number::from).to_vec()).to_vec();
    /// draft.add_run(Run::new(cells.to_vec(), readings, "123").unwrap())?;
    /// draft.set("review.total".parse()?, 15u32)?;
    /// let findings = draft.check();
    /// assert_eq!(findings.possible_readings()[0].readings.len(), 1);
    /// assert_eq!(*findings.possible_readings()[0].readings[0], [12.into(), 3.into()]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn possible_readings(&self) -> &[PossibleReadings] {
        &self.readings
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

/// The verdict, then one finding a line, in English; `{:#}` in Chinese.
impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chinese = f.alternate();
        f.write_str(if chinese { self.verdict.label() } else { self.verdict.code() })?;
        for finding in self {
            let (severity, language) = if chinese {
                (finding.severity.label(), Language::Chinese)
            } else {
                (finding.severity.code(), Language::English)
            };
            write!(f, "\n{severity} {}: {}", finding.rule, finding.message(language))?;
        }
        Ok(())
    }
}

/// Runs the rules over a draft whose relations are solved.
pub(super) fn collect(draft: &Draft, rules: &Rules, solution: Solution) -> Findings {
    let mut list = Vec::new();
    let _ = apply::each(draft, rules, &solution, &mut |finding| {
        list.push(finding);
        ControlFlow::Continue(())
    });
    list.sort_by_key(Finding::order);
    let verdict = verdict(draft, &list);
    let open = solution.open.map(|open| *open).unwrap_or_default();
    let (imputations, bounds, readings) = (open.imputations, open.bounds, readings(draft, &open.readings));
    Findings::of_parts(verdict, list, imputations, bounds, readings)
}

/// For each run, the readings that the relations leave; all readings if it is part of no relation.
fn readings(draft: &Draft, readings: &[PossibleReadings]) -> Vec<PossibleReadings> {
    let all =
        |run: &Run| PossibleReadings { cells: run.cells().into(), readings: run.readings().map(Into::into).collect() };
    let in_relations = |run: &Run| run.cells().iter().any(|cell| cell.table() != Table::Proactive);
    let left = |run: &Run| readings.iter().find(|left| *left.cells == *run.cells()).cloned();
    draft.runs().iter().map(|run| left(run).filter(|_| in_relations(run)).unwrap_or_else(|| all(run))).collect()
}

fn verdict(draft: &Draft, findings: &[Finding]) -> Verdict {
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        Verdict::Inconsistent
    } else if findings.iter().any(|finding| finding.status == Some(Status::Undecided)) || apply::holds_no_number(draft)
    {
        Verdict::Undecided
    } else {
        Verdict::Consistent
    }
}
