//! What is wrong with a document that should hold a draft or a report.

use std::fmt;

use super::path::Path;
use crate::check::Rule;
use crate::form::Edition;
use crate::quantity::Number;

/// One thing that is wrong with a document that should hold a draft or a report.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use disclosure_report::record::FaultKind;
/// use disclosure_report::{Draft, json};
///
/// let error = json::from_str::<Draft>(r#"{"format":"disclosure-report","version":2}"#).unwrap_err();
/// let fault = &error.faults()[0];
/// assert_eq!(&*fault.path, "/version");
/// assert!(matches!(fault.kind, FaultKind::LaterVersion { .. }));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// Where, as a JSON Pointer (RFC 6901), such as `/cells/review.total`; empty for the whole document.
    pub path: Box<str>,
    /// What.
    pub kind: FaultKind,
}

/// What is wrong. Values are described in English, shortened to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// A key that has no meaning there.
    UnknownKey,
    /// A cell that the document's edition of the form does not have.
    NotOnForm {
        /// The document's edition.
        edition: Edition,
    },
    /// A key that must be there is not.
    MissingKey,
    /// A key stands there more than once.
    DuplicateKey,
    /// A value of another type: text in place of an integer, a number with a fraction, null.
    WrongType {
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: Box<str>,
    },
    /// A value of the right type that can't stand there.
    WrongValue {
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: Box<str>,
    },
    /// The document was written by a later version of this crate.
    LaterVersion {
        /// The version of the envelope that this release reads.
        known: u32,
        /// The version that the document states.
        found: Box<str>,
    },
    /// Lists and objects are nested too deep. Nothing else of the document was looked at.
    TooDeep {
        /// How many levels are read.
        most: usize,
    },
    /// A cell is said to be ambiguous and no run covers it.
    NoReadings,
    /// A cell of a report without a number.
    NoNumber {
        /// The code of the cell's state: see [`State::code`](crate::State::code).
        state: &'static str,
    },
    /// The figures of a report violate a relation. The path is that of the total.
    WrongTotal {
        /// The rule.
        rule: Rule,
        /// The left side: the sum of the parts; for the balance, received and carried in.
        left: Number,
        /// The right side: the total as stated; for the balance, with what was carried out.
        right: Number,
    },
    /// Another rule finds an error in a report.
    Refused {
        /// The rule.
        rule: Rule,
        /// What it says, in English.
        message: Box<str>,
    },
}

impl Fault {
    pub(super) fn new(at: &Path<'_>, kind: FaultKind) -> Self {
        Self { path: at.pointer(), kind }
    }
}

/// What is wrong, where, and what was expected, on one line.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            FaultKind::UnknownKey => "unknown key",
            FaultKind::NotOnForm { .. } => "cell of another edition",
            FaultKind::MissingKey => "missing key",
            FaultKind::DuplicateKey => "duplicate key",
            FaultKind::WrongType { .. } => "wrong type",
            FaultKind::WrongValue { .. } => "wrong value",
            FaultKind::LaterVersion { .. } => "later version",
            FaultKind::TooDeep { .. } => "too deep",
            FaultKind::NoReadings => "no readings",
            FaultKind::NoNumber { .. } => "no number",
            FaultKind::WrongTotal { .. } => "wrong total",
            FaultKind::Refused { .. } => "refused figure",
        })?;
        if self.path.is_empty() {
            f.write_str(" at the top")?;
        } else {
            write!(f, " at {}", OneLine(&self.path))?;
        }
        match &self.kind {
            FaultKind::UnknownKey | FaultKind::MissingKey | FaultKind::DuplicateKey => Ok(()),
            FaultKind::NotOnForm { edition } => write!(f, ": edition {edition} of the form does not have it"),
            FaultKind::WrongType { expected, found } | FaultKind::WrongValue { expected, found } => {
                write!(f, ": expected {expected}, found {found}")
            }
            FaultKind::LaterVersion { known, found } => {
                write!(f, ": expected {known}, found {found}: written by a later version of this crate")
            }
            FaultKind::TooDeep { most } => write!(f, ": expected at most {most} levels"),
            FaultKind::NoReadings => f.write_str(": expected a run that covers the ambiguous cell"),
            FaultKind::NoNumber { state } => write!(f, ": expected a number in every cell of a report, found {state}"),
            FaultKind::WrongTotal { rule, left, right } => {
                write!(f, ": expected both sides of {rule} to be equal, found {left} and {right}")
            }
            FaultKind::Refused { rule, message } => write!(f, ": {rule}: {}", OneLine(message)),
        }
    }
}

/// Text with its control characters escaped: keys come from outside, and a fault is one line.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|c| if c.is_control() { write!(f, "{}", c.escape_default()) } else { write!(f, "{c}") })
    }
}

/// Everything that is wrong with a document that should hold a draft or a report.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use disclosure_report::{Draft, Edition, json};
///
/// let text = json::to_string(&Draft::new(Edition::Revised2021));
/// let text = text.replace(r#""edition":"2021""#, r#""edition":"2021","editor":1"#).replace(r#""other":"""#, r#""other":null"#);
/// assert_eq!(
///     json::from_str::<Draft>(&text).unwrap_err().to_string(),
///     "unknown key at /editor\nwrong type at /narrative/other: expected text, found null"
/// );
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvelopeError {
    faults: Box<[Fault]>,
}

impl EnvelopeError {
    pub(super) fn new(faults: Vec<Fault>) -> Self {
        Self { faults: faults.into() }
    }

    /// The faults, each with its path, in the order in which they were found.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl From<Fault> for EnvelopeError {
    fn from(fault: Fault) -> Self {
        Self::new(vec![fault])
    }
}

/// One fault a line.
impl fmt::Display for EnvelopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            write!(f, "{}{fault}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for EnvelopeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_cross_threads_and_stay_small() {
        fn crosses<T: std::error::Error + Send + Sync + 'static>() {}
        crosses::<EnvelopeError>();
        assert_eq!(size_of::<EnvelopeError>(), 2 * size_of::<usize>());
    }

    #[test]
    fn a_fault_is_one_line_whatever_its_path() {
        let fault = Fault::new(&Path::ROOT.key("a\n\u{1b}[31m"), FaultKind::UnknownKey);
        assert_eq!(fault.to_string(), r"unknown key at /a\n\u{1b}[31m");
    }
}
