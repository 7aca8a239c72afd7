//! What is wrong with a table that should hold reports.

use std::fmt;
use std::io;

use crate::form::Edition;

/// Why a report could not be read, or a table at all: every fault, or what the source says.
///
/// ```
/// use disclosure_report::csv::{CsvFaultKind, Reader};
///
/// let error = Reader::new("edition,header.organ,header.organ\n".as_bytes()).unwrap_err();
/// assert_eq!(error.faults()[0].kind, CsvFaultKind::DoubleColumn);
/// assert!(error.to_string().starts_with("line 1, column header.organ: the column stands there twice"));
/// ```
#[derive(Debug)]
pub struct CsvError(Box<Why>);

#[derive(Debug)]
enum Why {
    Source(io::Error),
    Faults(Faults),
}

impl CsvError {
    pub(super) fn source(error: io::Error) -> Self {
        Self(Box::new(Why::Source(error)))
    }

    /// What is wrong, in the order in which it was found; nothing if the source could not be read.
    ///
    /// Of one report at most 300 faults are kept.
    #[must_use]
    pub fn faults(&self) -> &[CsvFault] {
        match &*self.0 {
            Why::Source(_) => &[],
            Why::Faults(faults) => &faults.list,
        }
    }

    /// The line of the first fault, from 1; `None` if the source could not be read.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.faults().first().map(|fault| fault.line)
    }
}

impl From<Faults> for CsvError {
    fn from(faults: Faults) -> Self {
        Self(Box::new(Why::Faults(faults)))
    }
}

/// One fault a line, and how many more there are.
impl fmt::Display for CsvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Why::Source(error) => error.fmt(f),
            Why::Faults(faults) => {
                for (i, fault) in faults.list.iter().enumerate() {
                    write!(f, "{}{fault}", if i == 0 { "" } else { "\n" })?;
                }
                if faults.more == 0 { Ok(()) } else { write!(f, "\nand {} more", faults.more) }
            }
        }
    }
}

impl std::error::Error for CsvError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Why::Source(error) => Some(error),
            Why::Faults(_) => None,
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CsvFault {
    /// The line of the file, from 1, in which the row begins; of a report over many lines, its first one.
    pub line: u64,
    /// The column, by the name in the first line.
    pub column: Option<Box<str>>,
    /// What the row is about, in a table of a cell a line: an id, or a name such as `header.organ`.
    pub cell: Option<Box<str>>,
    /// What is wrong.
    pub kind: CsvFaultKind,
}

/// What is wrong. Values are shortened to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CsvFaultKind {
    /// The first line names the columns of neither layout.
    NoReports,
    /// A column that has no meaning.
    UnknownColumn,
    /// A column stands there more than once.
    DoubleColumn,
    /// A column that must be there is not.
    MissingColumn,
    /// Nothing of a report has this name.
    UnknownCell,
    /// A cell that the report's edition of the form does not have.
    NotOnForm {
        /// The report's edition.
        edition: Edition,
    },
    /// The same is said more than once.
    DoubleCell,
    /// What a report must say is not there.
    MissingCell,
    /// A row has more or fewer fields than there are columns.
    FieldCount {
        /// The number of columns.
        expected: usize,
        /// The number of fields.
        found: usize,
    },
    /// The field is no UTF-8.
    NotUtf8,
    /// Something else stands there than should.
    WrongValue {
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: Box<str>,
    },
}

/// `line 7, column value, cell review.total: expected a number such as 12, found "x"`.
impl fmt::Display for CsvFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        for (what, name) in [("column", &self.column), ("cell", &self.cell)] {
            if let Some(name) = name {
                write!(f, ", {what} {name}")?;
            }
        }
        f.write_str(": ")?;
        match &self.kind {
            CsvFaultKind::NoReports => f.write_str(
                "expected the columns of a report: edition and one for each cell, or report, cell, state, value and so on",
            ),
            CsvFaultKind::UnknownColumn => f.write_str("no column of a report has this name"),
            CsvFaultKind::DoubleColumn => f.write_str("the column stands there twice"),
            CsvFaultKind::MissingColumn => f.write_str("the column is missing"),
            CsvFaultKind::UnknownCell => f.write_str("nothing of a report has this name"),
            CsvFaultKind::NotOnForm { edition } => write!(f, "edition {edition} of the form does not have the cell"),
            CsvFaultKind::DoubleCell => f.write_str("the row stands there twice"),
            CsvFaultKind::MissingCell => f.write_str("the row is missing"),
            CsvFaultKind::FieldCount { expected, found } => write!(f, "expected {expected} fields, found {found}"),
            CsvFaultKind::NotUtf8 => f.write_str("expected text in UTF-8"),
            CsvFaultKind::WrongValue { expected, found } => write!(f, "expected {expected}, found {found}"),
        }
    }
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub(super) struct Faults {
    list: Vec<CsvFault>,
    more: usize,
}

impl Faults {
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn add(&mut self, line: u64, column: Option<&str>, cell: Option<&str>, kind: CsvFaultKind) {
        const MOST: usize = 300;
        if self.list.len() < MOST {
            let [column, cell] = [column, cell].map(|name| name.map(shortened));
            self.list.push(CsvFault { line, column, cell, kind });
        } else {
            self.more += 1;
        }
    }
}

/// Something else stands there than should.
pub(super) fn wrong(expected: &'static str, found: &str) -> CsvFaultKind {
    let found = if found.is_empty() { "nothing".into() } else { format!("\"{}\"", shortened(found)).into() };
    CsvFaultKind::WrongValue { expected, found }
}

/// A text from outside on a line of bounded length.
fn shortened(text: &str) -> Box<str> {
    const MOST: usize = 60;
    let mut shown = String::new();
    for c in text.chars().take(MOST) {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_cross_threads_and_stay_small() {
        fn crosses<T: std::error::Error + Send + Sync + 'static>() {}
        crosses::<CsvError>();
        assert_eq!(size_of::<CsvError>(), size_of::<usize>());
    }

    #[test]
    fn a_fault_is_one_line_and_a_list_has_an_end() {
        let mut faults = Faults::default();
        for _ in 0..302 {
            faults.add(7, Some("a\nb"), Some(&"x".repeat(99)), wrong("nothing", "\u{1b}[31m"));
        }
        let text = CsvError::from(faults).to_string();
        assert!(text.starts_with("line 7, column a\\nb, cell xxx") && text.ends_with("\nand 2 more"), "{text}");
        assert_eq!(text.lines().count(), 301);
        assert!(text.contains("…: expected nothing, found \"\\u{1b}[31m\"\n"), "{text}");
    }
}
