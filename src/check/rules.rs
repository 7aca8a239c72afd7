//! Which rules a caller wants, and how serious their findings are.

use super::solve::Solution;
use super::{Rule, Severity, Waivers};
use crate::draft::Draft;
use crate::form::{Relation, RelationSet};

/// Which rules are applied, and how serious the findings of each are.
///
/// Whatever is chosen here, only a draft in which no relation is violated becomes a [`Report`](crate::Report).
///
/// ```
/// use disclosure_report::{Draft, Edition, Rule, Rules, Severity};
///
/// let rules = Rules::default().without(Rule::CellBlank).with_severity(Rule::FormEmpty, Severity::Error);
/// let findings = Draft::blank(Edition::Revised2021).check_with(&rules);
/// assert!(findings.iter().all(|finding| finding.rule != Rule::CellBlank));
/// assert!(findings.iter().any(|finding| finding.severity == Severity::Error));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    severities: [Option<Severity>; Rule::COUNT],
    pub(super) waivers: Waivers,
}

impl Default for Rules {
    /// Every rule, with its own severity.
    fn default() -> Self {
        Self::EVERY
    }
}

impl Rules {
    /// Every rule, with its own severity.
    pub(super) const EVERY: Self = {
        let mut severities = [None; Rule::COUNT];
        let mut rule = 0;
        while rule < Rule::COUNT {
            severities[rule] = Some(Rule::ALL[rule].severity());
            rule += 1;
        }
        Self { severities, waivers: Waivers::NONE }
    };

    /// No rule at all, to be chosen one by one with [`Rules::with`].
    #[must_use]
    pub fn empty() -> Self {
        Self { severities: [None; Rule::COUNT], waivers: Waivers::NONE }
    }

    /// The same with `rule`, at its own severity.
    #[must_use]
    pub fn with(self, rule: Rule) -> Self {
        self.with_severity(rule, rule.severity())
    }

    /// The same with `rule` at `severity`.
    #[must_use]
    pub fn with_severity(mut self, rule: Rule, severity: Severity) -> Self {
        self.severities[rule as usize] = Some(severity);
        self
    }

    /// The same without `rule`.
    #[must_use]
    pub fn without(mut self, rule: Rule) -> Self {
        self.severities[rule as usize] = None;
        self
    }

    /// The same with these accepted discrepancies in place of any others.
    #[must_use]
    pub fn with_waivers(mut self, waivers: Waivers) -> Self {
        self.waivers = waivers;
        self
    }

    /// The accepted discrepancies.
    pub(crate) fn waivers(&self) -> &Waivers {
        &self.waivers
    }

    /// The relations to leave out: those whose rule is switched off, and those that are violated and waived.
    pub(crate) fn skip(&self, draft: &Draft) -> RelationSet {
        let relations = draft.edition().relations().iter().enumerate();
        let is_off = |relation: &Relation| self.severity(Rule::of(relation.kind())).is_none();
        let kinds = [Rule::T3Requesters, Rule::T3Outcomes, Rule::T3Balance, Rule::T4Total];
        if self.waivers.is_empty() && kinds.iter().all(|rule| self.severity(*rule).is_some()) {
            return RelationSet::EMPTY;
        }
        let off = relations.clone().filter(|(_, relation)| is_off(relation)).map(|(at, _)| at).collect();
        if self.waivers.is_empty() {
            return off;
        }
        let violated = Solution::of(draft, off).violated;
        let is_waived = |relation: &Relation| {
            let (rule, place) = (Rule::of(relation.kind()), relation.place().into());
            self.waivers.covering(draft, rule, place, &relation.cells().iter().copied()).is_some()
        };
        let waived = relations.filter(|(at, relation)| violated.has(*at) && is_waived(relation));
        off | waived.map(|(at, _)| at).collect()
    }

    /// How serious the findings of `rule` are; `None` if it is switched off.
    #[must_use]
    pub fn severity(&self, rule: Rule) -> Option<Severity> {
        self.severities[rule as usize]
    }
}
