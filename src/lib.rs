//! The statutory annual report on government information disclosure: model, checks, readers.

mod check;
mod draft;
pub mod form;
mod quantity;
#[cfg(feature = "text")]
pub mod read;
mod report;

pub use check::repair;
pub use check::{
    Bounds, Detail, Finding, Findings, Imputation, Language, LiveCheck, NotAReport, Place, PossibleReadings, Role,
    Rule, Rules, Severity, Side, Sides, Status, Term, UnknownRule, Verdict, Waiver, Waivers,
};
pub use draft::{
    Amendment, Cell, Change, Draft, DraftHeader, Notice, NoticeKind, Origin, Run, SetError, Source, State,
};
pub use form::Edition;
pub use quantity::{Count, CountError, Money, MoneyUnit, Number, NumberError, SignedCount, UnknownUnit};
pub use report::{
    BuildError, BuildFault, ByRequester, ByResult, ChallengeResult, Challenges, Channel, CodeError, CreditCode,
    DisclosedDocuments, DivisionCode, Documents, EditionsDiffer, FeeItems, Header, HeaderError, Inconsistent, Items,
    Narrative, NotProcessedReason, OtherHandling, Outcome, OutcomeFaults, Period, Proactive, Proactive2019,
    Proactive2021, Procurement, RefusalGround, Report, ReportBuilder, ReportYear, Requester, Requests, RequestsError,
    Scope, UnavailableReason, UnknownName, Value, Violation, WrongTotal,
};
