//! Drafts and reports as JSON text.
//!
//! The envelope is the same in every format of serde for people (the other forms are told at the crate's root), and says everything that a draft knows:
//! `{"format":"disclosure-report","version":1,"kind":…,"edition":…,"header":{…},"narrative":{…},"cells":{…}}`, then
//! `runs` and `notices` where there are some. Every cell of the edition is a key of `cells`, in the order of the form:
//!
//! - a number that was entered is a bare integer; one with decimals, or in a cell for an amount, is text (`"5949.10"`);
//! - anything else is `{"state":"number","value":22,"unit":"yuan","note":"其中修订16件","origin":"read","source":{"line":7}}`
//!   with what is known of it, where `state` is a [`State::code`](crate::State::code); what was written in place of a
//!   number is `text`;
//! - the readings of an `ambiguous` cell are in `runs`.
//!
//! A report's text has its totals too. What is read is checked to the last key: an unknown, missing or duplicate key, a value
//! of another type, and in a report a wrong total are all reported in one answer, each with its path.
//!
//! ```
//! use disclosure_report::{Draft, Edition, json};
//!
//! let mut draft = Draft::blank(Edition::Revised2021);
//! draft.set("review.upheld".parse()?, 10u32)?;
//! let text = json::to_string(&draft);
//! assert_eq!(json::from_str::<Draft>(&text)?, draft);
//!
//! let error = json::from_str::<Draft>(&text.replace(r#""review.upheld":10"#, r#""review.upheld":"10""#)).unwrap_err();
//! assert_eq!(error.to_string(), r#"wrong type at /cells/review.upheld: expected an integer, found "10""#);
//! assert_eq!(error.faults()[0].pointer(), Some("/cells/review.upheld"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`lines`] reads and writes any number of them, one a line; [`schema`] describes them to other programs.

pub mod lines;
pub mod schema;
#[cfg(test)]
mod tests;
mod text;

use std::{fmt, io};

use crate::draft::Draft;
use crate::format::envelope::{self, Failure};
use crate::record::{Fault, Faults};
use crate::report::Report;

/// What the envelope holds: a [`Draft`] or a [`Report`].
///
/// Sealed: the crate alone implements it.
pub trait Envelope: serde::Serialize + sealed::Sealed {}

impl Envelope for Draft {}
impl Envelope for Report {}

mod sealed {
    use super::{Draft, Faults, Report, envelope, text};

    /// Keeps [`super::Envelope`] to this crate.
    pub trait Sealed: Sized {
        fn of_draft(draft: Draft) -> Result<Self, Faults>;

        /// Writes the text on one line after what is there.
        fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()>;
    }

    impl Sealed for Draft {
        fn of_draft(draft: Draft) -> Result<Self, Faults> {
            Ok(draft)
        }

        fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
            text::write(&self.into(), out)
        }
    }

    impl Sealed for Report {
        fn of_draft(draft: Draft) -> Result<Self, Faults> {
            envelope::prove(draft)
        }

        fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
            text::write(&self.into(), out)
        }
    }
}

/// A draft or report as JSON on one line.
///
/// ```
/// use disclosure_report::{Draft, Edition, json};
///
/// let text = json::to_string(&Draft::blank(Edition::Trial2019));
/// assert!(text.starts_with(r#"{"format":"disclosure-report","version":1,"kind":"draft","edition":"2019","header":{}"#));
/// ```
#[must_use]
pub fn to_string<T: Envelope>(value: &T) -> String {
    // Nothing of it can fail: every key is text, every value is written as it is, and memory takes it all.
    let mut text = Vec::new();
    value.write(&mut text).ok().and_then(|()| String::from_utf8(text).ok()).unwrap_or_default()
}

/// A draft or report as JSON for people, a key a line.
///
/// ```
/// use disclosure_report::{Draft, Edition, json};
///
/// let text = json::to_string_pretty(&Draft::blank(Edition::Trial2019));
/// assert!(text.starts_with("{\n  \"format\": \"disclosure-report\",\n"));
/// ```
#[must_use]
pub fn to_string_pretty<T: Envelope>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Writes a draft or report as JSON on one line, without a line break after it. A writer can be given by `&mut` too.
///
/// ```
/// use disclosure_report::{Draft, Edition, json};
///
/// let draft = Draft::blank(Edition::Revised2021);
/// let mut bytes = Vec::new();
/// json::write(&mut bytes, &draft)?;
/// assert_eq!(bytes, json::to_string(&draft).into_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// Those of the writer.
pub fn write<W: io::Write, T: Envelope>(mut writer: W, value: &T) -> io::Result<()> {
    let mut text = Vec::new();
    value.write(&mut text)?;
    writer.write_all(&text)?;
    // A buffer that is dropped would hide that it could not be written.
    writer.flush()
}

/// Reads a draft or a report. A report's text is read as a draft too, and a draft's as a report if it proves to be one.
///
/// ```
/// use disclosure_report::{Draft, Edition, Report, json};
///
/// let text = json::to_string(&Draft::blank(Edition::Revised2021));
/// let error = json::from_str::<Report>(&text).unwrap_err();
/// assert_eq!(error.faults().len(), 202); // no organ, no year, and 200 blank cells
/// assert_eq!(error.faults()[0].to_string(), "missing key at /header/organ");
/// ```
///
/// # Errors
///
/// [`JsonError`] if the text is no JSON, or holds no such draft or report: then with every fault.
pub fn from_str<T: Envelope>(text: &str) -> Result<T, JsonError> {
    read(serde_json::Deserializer::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)))
}

/// Reads a draft or a report from UTF-8, with or without a byte order mark.
///
/// ```
/// use disclosure_report::{Draft, json};
///
/// let error = json::from_slice::<Draft>(b"{\n  \"format\": }").unwrap_err();
/// assert_eq!(error.place(), Some((2, 13)));
/// assert_eq!(error.to_string(), "no JSON: expected value at line 2 column 13");
/// ```
///
/// # Errors
///
/// [`JsonError`] if the text is no JSON, or holds no such draft or report: then with every fault.
pub fn from_slice<T: Envelope>(bytes: &[u8]) -> Result<T, JsonError> {
    // What is known to be text need not be looked at string by string.
    if let Ok(text) = std::str::from_utf8(bytes) {
        return from_str(text);
    }
    read(serde_json::Deserializer::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)))
}

fn read<'de, T: Envelope>(
    mut deserializer: serde_json::Deserializer<impl serde_json::de::Read<'de>>,
) -> Result<T, JsonError> {
    let tree = envelope::read(&mut deserializer).map_err(|failure| match failure {
        Failure::Deep(fault) => JsonError::faulty(fault.into()),
        Failure::Format(error) => JsonError::broken(error),
    })?;
    deserializer.end().map_err(JsonError::broken)?;
    envelope::decode(&tree).and_then(T::of_draft).map_err(JsonError::faulty)
}

/// Why a text is no draft or report: it is no JSON, or it has faults.
#[derive(Debug)]
pub struct JsonError(Box<Why>);

#[derive(Debug)]
enum Why {
    Syntax(serde_json::Error),
    Faults(Faults),
}

impl JsonError {
    fn broken(error: serde_json::Error) -> Self {
        Self(Box::new(Why::Syntax(error)))
    }

    fn faulty(faults: Faults) -> Self {
        Self(Box::new(Why::Faults(faults)))
    }

    /// What is wrong with the draft or report, each with its path; nothing if the text is no JSON.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        match &*self.0 {
            Why::Syntax(_) => &[],
            Why::Faults(faults) => faults.list(),
        }
    }

    /// The line and the column, in bytes, at which the text stops being JSON, both from 1; `None` if it is JSON.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        self.syntax().map(|error| (error.line(), error.column()))
    }

    /// Why the text is no JSON.
    pub(crate) fn syntax(&self) -> Option<&serde_json::Error> {
        match &*self.0 {
            Why::Syntax(error) => Some(error),
            Why::Faults(_) => None,
        }
    }
}

/// Why a text is no JSON, without the place.
pub(crate) fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    said.strip_suffix(&place).map(str::to_owned).unwrap_or(said)
}

/// Where the text stops being JSON, or one fault a line.
impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Why::Syntax(error) => write!(f, "no JSON: {error}"),
            Why::Faults(faults) => faults.fmt(f),
        }
    }
}

/// The text of the parser's error is part of this one, so the source is that error's own.
impl std::error::Error for JsonError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.syntax()?.source()
    }
}
