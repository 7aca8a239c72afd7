//! Discrepancies that somebody looked into and accepted.

use super::{Finding, Place, Rule};
use crate::draft::Draft;
use crate::form::CellId;
use crate::quantity::Number;

/// An accepted discrepancy, and why it was accepted. It holds for a rule, a place and certain figures: once one of the
/// figures changes, it lapses.
///
/// A waived relation does not count for the verdict, nothing is imputed from it, and no repair tries to satisfy it. Its
/// finding stays, as a note with the explanation. A draft in which a relation is violated never becomes a
/// [`Report`](crate::Report), whether the relation is waived or not.
///
/// ```
/// use disclosure_report::check::Waiver;
/// use disclosure_report::{Draft, Edition, Rules, Severity, Verdict, Waivers, repair};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// draft.set("requests.received.total".parse()?, 0u32)?;
/// draft.set("review.upheld".parse()?, 10u32)?;
/// draft.set("review.total".parse()?, 9u32)?;
/// let findings = draft.check();
/// let waiver = Waiver::of(findings.errors().next().unwrap(), "one case is counted in both years");
/// let rules = Rules::default().with_waivers([waiver].into_iter().collect::<Waivers>());
///
/// let findings = draft.check_with(&rules);
/// assert_eq!(findings.verdict(), Verdict::Consistent);
/// let waived = findings.iter().find(|finding| finding.waiver.is_some()).unwrap();
/// assert_eq!(waived.severity, Severity::Note);
/// assert!(repair::suggest_with(&draft, &rules).is_empty());
///
/// draft.set("review.total".parse()?, 8u32)?; // lapsed
/// assert_eq!(draft.check_with(&rules).verdict(), Verdict::Inconsistent);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waiver {
    /// The rule that is not followed.
    pub rule: Rule,
    /// Where.
    pub place: Place,
    /// The figures that were looked into: each cell with its number, if it holds one. A cell of the finding that is not
    /// listed must be zero or hold no number.
    pub values: Vec<(CellId, Option<Number>)>,
    /// Why it was accepted.
    pub explanation: Box<str>,
}

impl Waiver {
    /// A waiver for a finding, with its figures as they are.
    #[must_use]
    pub fn of(finding: &Finding, explanation: impl Into<Box<str>>) -> Self {
        Self::new(
            finding.rule,
            finding.place,
            finding.cells.iter().map(|term| (term.cell, term.value)).collect(),
            explanation,
        )
    }

    /// A waiver for a rule at a place, as long as the figures are these.
    #[must_use]
    pub fn new(
        rule: Rule,
        place: Place,
        values: Vec<(CellId, Option<Number>)>,
        explanation: impl Into<Box<str>>,
    ) -> Self {
        Self { rule, place, values, explanation: explanation.into() }
    }

    fn is_about(&self, rule: Rule, place: Place) -> bool {
        self.rule == rule && self.place == place
    }

    /// Whether one of the figures has changed.
    fn has_lapsed(&self, draft: &Draft) -> bool {
        self.values.iter().any(|(cell, value)| draft.number(*cell) != *value)
    }

    fn covers(&self, draft: &Draft, rule: Rule, place: Place, cells: impl IntoIterator<Item = CellId>) -> bool {
        let listed = |cell: CellId| self.values.iter().any(|(known, _)| *known == cell);
        let nothing = |cell: CellId| draft.number(cell).is_none_or(|number| number.is_zero());
        self.is_about(rule, place)
            && !self.has_lapsed(draft)
            && cells.into_iter().all(|cell| listed(cell) || nothing(cell))
    }
}

/// The waivers that apply to a check: a list, read from and written to JSON as one.
///
/// ```
/// use disclosure_report::{Rule, Waivers};
///
/// let text = r#"[{"rule":"T4-TOTAL","place":"review","values":{"review.upheld":10,"review.total":9},"explanation":"…"}]"#;
/// # #[cfg(feature = "json")] {
/// let waivers: Waivers = serde_json::from_str(text).unwrap();
/// assert_eq!(waivers.iter().next().unwrap().rule, Rule::T4Total);
/// assert_eq!(serde_json::to_string(&waivers).unwrap(), text);
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waivers(Vec<Waiver>);

impl Waivers {
    /// No waiver.
    pub(super) const NONE: Self = Self(Vec::new());

    /// The waivers in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Waiver> {
        self.0.iter()
    }

    /// Adds a waiver.
    pub fn push(&mut self, waiver: Waiver) {
        self.0.push(waiver);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The place in the list of the waiver for this rule and place, if the figures are still those that were looked into.
    pub(super) fn covering(
        &self,
        draft: &Draft,
        rule: Rule,
        place: Place,
        cells: &(impl IntoIterator<Item = CellId> + Clone),
    ) -> Option<usize> {
        self.0.iter().position(|waiver| waiver.covers(draft, rule, place, cells.clone()))
    }

    /// Those that no finding used, and whether each has lapsed.
    pub(super) fn unused<'a>(&'a self, draft: &'a Draft, used: &'a [bool]) -> impl Iterator<Item = (&'a Waiver, bool)> {
        let unused = self.0.iter().enumerate().filter(|(at, _)| used.get(*at) != Some(&true));
        unused.map(|(_, waiver)| (waiver, waiver.has_lapsed(draft)))
    }
}

impl FromIterator<Waiver> for Waivers {
    fn from_iter<I: IntoIterator<Item = Waiver>>(waivers: I) -> Self {
        Self(waivers.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Waivers {
    type Item = &'a Waiver;
    type IntoIter = std::slice::Iter<'a, Waiver>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Rules, Severity, Verdict};
    use crate::form::{Edition, Table};

    fn draft() -> Draft {
        let mut draft = Draft::blank(Edition::Revised2021);
        for cell in Edition::Revised2021.cells().iter().filter(|cell| cell.table() != Table::Proactive) {
            draft.set(*cell, 0u32).unwrap();
        }
        draft.set("review.upheld".parse().unwrap(), 10u32).unwrap();
        draft
    }

    fn rules(draft: &Draft) -> Rules {
        let findings = draft.check();
        Rules::default().with_waivers(findings.errors().map(|finding| Waiver::of(finding, "accepted")).collect())
    }

    #[test]
    fn a_waived_relation_is_a_note() {
        let draft = draft();
        let findings = draft.check_with(&rules(&draft));
        assert_eq!(findings.verdict(), Verdict::Consistent);
        let waived: Vec<_> = findings.iter().filter(|finding| finding.waiver.is_some()).collect();
        assert_eq!((waived.len(), waived[0].severity, waived[0].rule), (1, Severity::Note, Rule::T4Total));
        assert!(waived[0].message(crate::check::Language::English).ends_with("(waived: accepted)"));
    }

    #[test]
    fn lapsed_and_unused_waivers_are_reported() {
        let mut draft = draft();
        let rules = rules(&draft);
        draft.set("review.upheld".parse().unwrap(), 11u32).unwrap();
        let findings = draft.check_with(&rules);
        assert_eq!(findings.verdict(), Verdict::Inconsistent);
        assert!(findings.iter().any(|finding| finding.rule == Rule::WaiverLapsed));

        let other = Waiver::new(Rule::T3Balance, Place::Column(crate::form::Column::Total), Vec::new(), "never needed");
        let findings = draft.check_with(&Rules::default().with_waivers([other].into_iter().collect()));
        assert!(findings.iter().any(|finding| finding.rule == Rule::WaiverUnused));
    }

    #[test]
    fn a_cell_that_is_not_listed_has_to_be_zero() {
        let draft = draft();
        let waiver = |cells: &[(&str, u32)]| {
            let values = cells.iter().map(|(cell, value)| (cell.parse().unwrap(), Some((*value).into()))).collect();
            Waiver::new(Rule::T4Total, Place::Row(crate::form::RowId::REVIEW), values, "")
        };
        let verdict =
            |waiver| draft.check_with(&Rules::default().with_waivers([waiver].into_iter().collect())).verdict();
        assert_eq!(verdict(waiver(&[("review.upheld", 10)])), Verdict::Consistent);
        assert_eq!(verdict(waiver(&[("review.total", 0)])), Verdict::Inconsistent);
    }

    #[cfg(feature = "json")]
    #[test]
    fn waivers_are_kept_as_json() {
        let draft = draft();
        let waivers: Waivers = draft.check().errors().map(|finding| Waiver::of(finding, "accepted")).collect();
        let text = serde_json::to_string(&waivers).unwrap();
        assert_eq!(serde_json::from_str::<Waivers>(&text).unwrap(), waivers);
        for (wrong, says) in [
            (
                r#"[{"rule":"T9","place":"review","values":{},"explanation":""}]"#,
                "wrong value at /0/rule: expected the code of a rule, found \"T9\"",
            ),
            (
                r#"[{"rule":"T4-TOTAL","place":"revue","values":{},"explanation":""}]"#,
                "wrong value at /0/place: expected the id of a place, found \"revue\"",
            ),
            (
                r#"[{"rule":"T4-TOTAL","place":"review","values":{"review.x":1},"explanation":""}]"#,
                "unknown key at /0/values/review.x",
            ),
            (r#"[{"rule":"T4-TOTAL","place":"review","values":{},"why":""}]"#, "unknown key at /0/why"),
            (r#"[{"rule":"T4-TOTAL","place":"review","values":{}}]"#, "missing key at /0/explanation"),
        ] {
            let error = serde_json::from_str::<Waivers>(wrong).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
