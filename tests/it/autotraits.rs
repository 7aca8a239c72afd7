//! What every public type is, whatever it holds.

use std::error::Error;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use disclosure_report::check::{Detail, FindingCell, Imbalance, Imputation, NotAReport, Place, Role, Side, Status};
use disclosure_report::draft::{Change, DraftHeader, Notice, NoticeKind, Origin, Run, SetError, Source};
use disclosure_report::form::{
    Basis, CellId, Column, ColumnSpec, Edition, Evidence, Kind, Relation, RelationKind, RelationPlace, Row, RowId,
    Table, UnknownCode, UnknownId,
};
use disclosure_report::quantity::{CountError, NumberError, ParseCountError, SignedCount};
use disclosure_report::record::{At, Fault, FaultKind, Faults};
use disclosure_report::report::{
    BuildError, BuildFault, ByRequester, ByResult, Challenges, CodeError, CreditCode, DisclosedDocuments, DivisionCode,
    Documents, EditionsDiffer, FeeItems, HeaderError, Inconsistent, Items, NotOfKind, OutcomeFaults, Proactive,
    Proactive2019, Proactive2021, Procurement, ReportBuilder, ReportYear, Requests, RequestsError, RowError, Scope,
    SumError, UnknownName, Value, Violation, WrongTotal,
};
use disclosure_report::strategies::{any_draft, report};
use disclosure_report::{
    Cell, ChallengeResult, Channel, CheckedDraft, Count, Draft, Finding, Findings, Header, Language, Money, MoneyUnit,
    Narrative, NotProcessedReason, Number, OtherHandling, Outcome, Period, RefusalGround, Report, Requester, Rule,
    Rules, Severity, State, UnavailableReason, Verdict,
};
use proptest::prelude::*;

use crate::strategies::cases;

fn is_value<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + Debug + 'static>() {}
fn is_error<T: Error + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + 'static>() {}

macro_rules! each {
    ($check:ident: $($Type:ty),* $(,)?) => { $($check::<$Type>();)* };
}

#[test]
fn every_type_goes_between_threads() {
    each!(is_value: Basis, CellId, Column, ColumnSpec, Edition, Evidence, Kind, Relation, RelationKind, RelationPlace,
        Row, RowId, Table);
    each!(is_value: At, BuildFault, ByRequester, ByResult, Cell, ChallengeResult, Challenges, Change, Channel,
        CheckedDraft, Count, CreditCode, Detail, DisclosedDocuments, DivisionCode, Documents, Draft, DraftHeader,
        Fault, FaultKind, FeeItems, Finding, FindingCell, Findings, Header, Imbalance, Imputation, Items, Language, Money, MoneyUnit,
        Narrative, NotProcessedReason, Notice, NoticeKind, Number, Origin, OtherHandling, Outcome, OutcomeFaults,
        Period, Place, Proactive, Proactive2019, Proactive2021, Procurement, RefusalGround, Report, ReportBuilder,
        ReportYear, Requester, Requests, Role, Rule, Rules, Run, Scope, Severity, Side, SignedCount, Source, State,
        Status, UnavailableReason, Value, Verdict, Violation);
    #[cfg(feature = "text")]
    {
        use disclosure_report::read::{Limits, ReadOptions, Reading};
        each!(is_value: Limits, ReadOptions, Reading);
    }
}

#[test]
fn every_error_is_one() {
    each!(is_error: BuildError, BuildFault, CodeError, CountError, EditionsDiffer, Faults, HeaderError, Inconsistent,
        NotAReport, NotOfKind, NumberError, ParseCountError, RequestsError, RowError, SetError, SumError, UnknownCode,
        UnknownId, UnknownName, Violation, WrongTotal);
    #[cfg(feature = "text")]
    is_error::<disclosure_report::read::ReadError>();
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn nothing_is_shown_as_nothing(report in report(), draft in any_draft()) {
        let shown = |it: &dyn Debug| !format!("{it:?}").is_empty();
        prop_assert!(shown(&report) && shown(&draft) && shown(&Draft::new(draft.edition())));
        let findings = draft.check();
        prop_assert!(shown(&findings) && !findings.to_string().is_empty());
        for finding in &findings {
            prop_assert!(shown(finding) && !finding.place.to_string().is_empty());
            for language in [Language::Chinese, Language::English] {
                prop_assert!(!finding.message(language).trim().is_empty(), "{:?}", finding);
            }
        }
    }
}

#[test]
fn every_name_has_a_label_a_code_and_comes_back() {
    for edition in Edition::ALL {
        for outcome in Outcome::all(*edition) {
            assert_eq!(outcome.code().parse(), Ok(outcome));
            assert!(!outcome.gloss().is_empty());
        }
        for cell in edition.cells() {
            assert_eq!(cell.as_str().parse(), Ok(*cell));
            assert!(!format!("{cell:?}").is_empty());
        }
        for relation in edition.relations() {
            assert!(!format!("{relation:?}").is_empty());
        }
    }
    assert_eq!(Vec::<Change>::new().len(), Draft::blank(Edition::Revised2021).apply([].as_slice()).len());
}
