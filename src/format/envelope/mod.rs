//! The JSON envelope: a draft or a report with everything it knows, in any of serde's formats for people; and drafts in those
//! for programs, in `compact`.
//!
//! ```json
//! {"format":"disclosure-report","version":1,"kind":"draft","edition":"2021",
//!  "header":{"organ":"某局","year":2024},"narrative":{"overview":"","problems":"","other":""},
//!  "cells":{"proactive.regulations.issued":2,"proactive.fees.amount":"5949.088667",
//!           "review.upheld":{"state":"blank"}},
//!  "runs":[],"notices":[]}
//! ```
//!
//! Every cell of the edition is a key, in form order; `runs` and `notices` are written only if there are some. A document is
//! read into a tree first, rather than through derived impls, so that unknown and duplicate keys are seen and every fault is
//! reported with its path in one answer. In it the cells, nearly all of a document, are a sheet: an array as long as they are
//! in the order of the form. What the objects consist of is defined in [`record`](crate::record) alone.

mod branch;
mod compact;
mod de;
mod decoder;
mod path;
mod report;
mod ser;
mod sheet;
#[cfg(all(test, feature = "json"))]
mod tests;
mod tree;

pub(crate) use branch::Branch;
#[cfg(feature = "json")]
pub(crate) use de::decode;
pub(in crate::format) use decoder::{Decoder, Slots, deserialize};
pub(in crate::format) use path::Path;
#[cfg(feature = "json")]
pub(crate) use report::prove;
pub(in crate::format) use ser::Parts;
#[cfg(feature = "json")]
pub(crate) use ser::{Content, Document};
pub(in crate::format) use tree::Tree;
#[cfg(feature = "json")]
pub(crate) use tree::{Failure, read};

use crate::coded::coded;

/// The version of the envelope that this release writes, and the only one so far.
pub(crate) const VERSION: u32 = 1;

coded! {
    /// A key at the top of the envelope. Their order is that in which they are written.
    pub(crate) enum Key as "a key of the envelope" {
        /// [`FORMAT`](crate::record::FORMAT).
        Format = "format",
        /// [`VERSION`].
        Version = "version",
        /// A [`Kind`].
        Kind = "kind",
        /// The edition of the form.
        Edition = "edition",
        /// The parts of the header.
        Header = "header",
        /// The sections of text.
        Narrative = "narrative",
        /// Every cell of the edition.
        Cells = "cells",
        /// Digits that run together.
        Runs = "runs",
        /// What a reader noticed.
        Notices = "notices",
    }
}

impl Key {
    /// How many keys are always there: all before the lists, which are not written if they are empty.
    pub(crate) const ALWAYS: usize = Self::Runs as usize;
}

coded! {
    /// What a document holds. Either is read as either: a report's text is a draft that proves.
    pub(crate) enum Kind as "a kind of document" {
        /// A report.
        Report = "report",
        /// A draft.
        Draft = "draft",
    }
}
