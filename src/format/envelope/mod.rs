//! The JSON envelope: a draft or a report with everything it knows, in any self-describing format of serde.
//!
//! ```json
//! {"format":"disclosure-report","version":1,"kind":"draft","edition":"2021",
//!  "header":{"organ":"某局","year":2024},"narrative":{"overview":"","problems":"","other":""},
//!  "cells":{"proactive.regulations.issued":2,"proactive.fees.amount":"5949.088667",
//!           "review.upheld":{"state":"blank"}},
//!  "runs":[],"notices":[]}
//! ```
//!
//! Every cell of the edition is a key, in form order; `runs` and `notices` stand there only when there are some. A reader
//! goes through a tree of all that was written, rather than through derived impls, so that unknown and double keys are
//! seen, and every fault is told with its path in one answer.

mod cells;
mod de;
mod extras;
mod fault;
mod path;
mod report;
mod ser;
#[cfg(all(test, feature = "json"))]
mod tests;
mod tree;

pub use fault::{EnvelopeError, Fault, FaultKind};

#[cfg(feature = "json")]
pub(crate) use de::decode;
#[cfg(feature = "json")]
pub(crate) use report::prove;
#[cfg(feature = "json")]
pub(crate) use tree::{Failure, read};

/// What the key `format` says.
pub(crate) const FORMAT: &str = "disclosure-report";

/// The version of the envelope that this release writes, and the only one so far.
pub(crate) const VERSION: u32 = 1;

/// What a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Report,
    Draft,
}

impl Kind {
    /// What the key `kind` may say. Either is read as either: a report's text is a draft that proves.
    pub(crate) const CODES: [&'static str; 2] = ["report", "draft"];

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Draft => "draft",
        }
    }
}
