//! The proven report: typed tables whose totals are computed, never stored.

mod builder;
mod challenge;
mod challenges;
mod counts;
mod figures;
mod header;
mod inconsistent;
mod name;
mod narrative;
mod outcome;
mod proactive;
#[allow(clippy::module_inception, reason = "the report is the one type that the module is named after")]
mod report;
mod requester;
mod requests;
mod sum;
#[cfg(test)]
mod tests;
mod value;
mod wire;
mod words;

pub use builder::{BuildError, BuildFault, ReportBuilder};
pub use challenge::{ChallengeResult, Channel};
pub use challenges::Challenges;
pub use counts::{ByRequester, ByResult};
pub(crate) use figures::tables;
pub use header::{CodeError, CreditCode, DivisionCode, Header, HeaderError, Period, ReportYear, Scope};
pub use inconsistent::{Inconsistent, RowError, Violation, WrongTotal};
pub use name::{NotOfKind, UnknownName};
pub use narrative::Narrative;
pub use outcome::{NotProcessedReason, OtherHandling, Outcome, RefusalGround, UnavailableReason};
pub use proactive::{
    DisclosedDocuments, Documents, FeeItems, Items, Proactive, Proactive2019, Proactive2021, Procurement,
};
pub use report::{EditionsDiffer, Report};
pub use requester::Requester;
pub use requests::{OutcomeFaults, Requests, RequestsError};
pub use sum::SumError;
pub use value::Value;
