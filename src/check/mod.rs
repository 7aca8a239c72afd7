//! What the rules say of a draft.
//!
//! To add a rule: a line in the catalogue of [`Rule`], its words in `message.rs`, and its code in `apply.rs`. A rule
//! about sums is a relation of the form instead, and belongs into `form/relation.rs`.

mod apply;
mod checked_draft;
mod finding;
mod findings;
mod imputation;
mod into_report;
mod message;
mod place;
mod plausibility;
mod progress;
mod rule;
mod rules;
pub(crate) mod solve;
mod waiver;
mod wire;

pub use crate::form::Language;
pub use checked_draft::CheckedDraft;
pub use finding::{Detail, Finding, FindingCell, Imbalance, Role, Side, Status};
pub use findings::{Findings, Verdict};
pub use imputation::{Bounds, Imputation, PossibleReadings};
pub use into_report::NotAReport;
pub(crate) use message::say;
pub use place::Place;
pub use progress::Progress;
pub use rule::{Rule, Severity};
pub use rules::Rules;
#[cfg(feature = "sql")]
pub(crate) use solve::{DECIMALS, ROUNDS};
pub use waiver::{Waiver, Waivers};

use std::ops::ControlFlow;

use crate::draft::Draft;
use solve::Solution;

impl Draft {
    /// What all rules say of the draft.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition, Rule, Verdict};
    ///
    /// // Published by 淮安市洪泽区 for 2023: 10 + 1 + 0 + 0, and a total of 0.
    /// let mut draft = Draft::blank(Edition::Revised2021);
    /// for (cell, value) in [("upheld", 10u32), ("corrected", 1), ("other", 0), ("pending", 0), ("total", 0)] {
    ///     draft.set(format!("review.{cell}").parse()?, value)?;
    /// }
    /// let findings = draft.check();
    /// assert_eq!(findings.verdict(), Verdict::Inconsistent);
    /// let finding = findings.errors().next().unwrap();
    /// assert_eq!((finding.rule, finding.place.to_string()), (Rule::T4Total, "review".to_owned()));
    /// assert_eq!(finding.imbalance.unwrap().delta, 11.into());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check(&self) -> Findings {
        static EVERY: Rules = Rules::EVERY;
        self.check_with(&EVERY)
    }

    /// What the chosen rules say of the draft.
    pub fn check_with(&self, rules: &Rules) -> Findings {
        findings::collect(self, rules, Solution::of(self, rules.skip(self)))
    }

    /// Hands each finding of the chosen rules to `sink` as it is found, until the sink breaks off. The order is that of
    /// discovery: the relations first, then the rest; [`Draft::check_with`] sorts.
    ///
    /// ```
    /// use std::ops::ControlFlow;
    /// use disclosure_report::{Draft, Edition, Rules, Severity};
    ///
    /// let draft = Draft::blank(Edition::Revised2021);
    /// let mut warnings = 0;
    /// let done = draft.check_into(&Rules::default(), &mut |finding| {
    ///     warnings += usize::from(finding.severity == Severity::Warning);
    ///     if warnings < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    /// });
    /// assert!(done.is_break());
    /// ```
    pub fn check_into(&self, rules: &Rules, sink: &mut dyn FnMut(Finding) -> ControlFlow<()>) -> ControlFlow<()> {
        apply::each(self, rules, &Solution::of(self, rules.skip(self)), sink)
    }
}
