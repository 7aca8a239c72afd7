//! What is wrong with a record, and where.

use std::fmt;

use crate::check::Rule;
use crate::form::{Edition, Language};
use crate::quantity::Number;

/// One thing that is wrong with a draft or a report in one of the crate's own formats.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use disclosure_report::record::FaultKind;
/// use disclosure_report::{Draft, json};
///
/// let error = json::from_str::<Draft>(r#"{"format":"disclosure-report","version":2}"#).unwrap_err();
/// let fault = &error.faults()[0];
/// assert_eq!(fault.pointer(), Some("/version"));
/// assert!(matches!(fault.kind, FaultKind::LaterVersion { .. }));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// Where.
    pub at: At,
    /// What.
    pub kind: FaultKind,
}

/// Where a fault is: in the terms of the format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum At {
    /// In JSON: a JSON Pointer (RFC 6901) such as `/cells/review.total`; empty for the whole document.
    Pointer(Box<str>),
    /// In a table: CSV, Arrow, Parquet or SQL.
    Table {
        /// The line of the text, from 1, in which the row begins; for a report over many lines, its first line.
        line: Option<u64>,
        /// The row of the batch or file, from 0.
        row: Option<usize>,
        /// The name of the column.
        column: Option<Box<str>>,
        /// What the fault is about, if the column does not say so: a cell's id, or a path such as `header.organ`.
        cell: Option<Box<str>>,
    },
}

/// What is wrong. Values are described in English, shortened to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// A key, column or row that has no meaning there.
    UnknownKey,
    /// A cell that the report's edition of the form does not have.
    NotOnForm {
        /// The report's edition.
        edition: Edition,
    },
    /// A key, column or row is missing.
    MissingKey,
    /// A key, column or row is given more than once.
    DuplicateKey,
    /// A value of another type: text in place of an integer, a number with a fraction, null.
    WrongType {
        /// What is expected.
        expected: &'static str,
        /// What is found.
        found: Box<str>,
    },
    /// A value of the right type that is not allowed there.
    WrongValue {
        /// What is expected.
        expected: &'static str,
        /// What is found.
        found: Box<str>,
    },
    /// A row has more or fewer fields than there are columns.
    FieldCount {
        /// The number of columns.
        expected: usize,
        /// The number of fields.
        found: usize,
    },
    /// The document was written by a later version of this crate.
    LaterVersion {
        /// The version that this release reads.
        known: u32,
        /// The version of the document.
        found: Box<str>,
    },
    /// Lists and objects are nested too deep. Nothing else of the document was checked.
    TooDeep {
        /// How many levels are read.
        most: usize,
    },
    /// A row has more bytes than the reader takes. Nothing after it was read.
    TooLong {
        /// How many bytes are read.
        most: usize,
    },
    /// A cell is ambiguous, and no run covers it.
    NoReadings,
    /// A cell of a report without a number.
    NoNumber {
        /// The code of the cell's state: see [`State::code`](crate::State::code).
        state: &'static str,
    },
    /// The figures of a report violate a relation. The place is that of the total.
    WrongTotal {
        /// The rule.
        rule: Rule,
        /// The left side: the sum of the parts; for the balance, received and carried in.
        left: Number,
        /// The right side: the total as given; for the balance, with what was carried out.
        right: Number,
        /// The sums with their parts, such as `行政复议 (review): 10 + 1 + 0 + 0 = 11, but 总计 is 0`.
        message: Box<Message>,
    },
    /// Figures of a part of a report do not add up. The place is that of the total.
    Inconsistent {
        /// The sums, such as `10 + 1 + 0 + 0 = 11, but the stated total is 0`.
        message: Box<Message>,
    },
    /// Another rule finds an error in a report.
    Refused {
        /// The rule.
        rule: Rule,
        /// What it says.
        message: Box<Message>,
    },
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// In Chinese.
    pub zh: Box<str>,
    /// In English.
    pub en: Box<str>,
}

impl Message {
    /// What `say` says in each language.
    pub(crate) fn of(say: impl Fn(Language) -> String) -> Self {
        Self { zh: say(Language::Chinese).into(), en: say(Language::English).into() }
    }

    /// In a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        if language == Language::Chinese { &self.zh } else { &self.en }
    }
}

impl Fault {
    pub(crate) fn new(at: At, kind: FaultKind) -> Self {
        Self { at, kind }
    }

    /// The JSON Pointer, if the fault is in JSON.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        match &self.at {
            At::Pointer(pointer) => Some(pointer),
            At::Table { .. } => None,
        }
    }

    /// The line, if the fault is in a text of lines.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        match self.at {
            At::Table { line, .. } => line,
            At::Pointer(_) => None,
        }
    }

    /// The row, if the fault is in a batch or file of rows.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        match self.at {
            At::Table { row, .. } => row,
            At::Pointer(_) => None,
        }
    }

    /// The name of the column, if the fault is in one of a table.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match &self.at {
            At::Table { column, .. } => column.as_deref(),
            At::Pointer(_) => None,
        }
    }
}

impl At {
    /// A line of a text. Names from outside are shortened to one line of bounded length.
    pub(crate) fn line(line: u64, column: Option<&str>, cell: Option<&str>) -> Self {
        let [column, cell] = [column, cell].map(|name| name.map(one_line));
        Self::Table { line: Some(line), row: None, column, cell }
    }
}

impl FaultKind {
    /// The same in a row, which has every field: one that is not to be there has a value, and one that must be there has none.
    #[cfg(any(feature = "arrow-59", feature = "sql"))]
    pub(crate) fn in_row(self) -> Self {
        let (expected, found) = match self {
            Self::UnknownKey => ("nothing", "a value"),
            Self::MissingKey => ("a value", "nothing"),
            Self::DuplicateKey => ("it once", "it twice"),
            kind => return kind,
        };
        Self::WrongValue { expected, found: found.into() }
    }
}

/// Everything that is wrong with a draft or a report in one of the crate's own formats, in the order in which it was found.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use disclosure_report::{Draft, Edition, json};
///
/// let text = json::to_string(&Draft::blank(Edition::Revised2021));
/// let text = text.replace(r#""edition":"2021""#, r#""edition":"2021","editor":1"#).replace(r#""other":"""#, r#""other":null"#);
/// assert_eq!(
///     json::from_str::<Draft>(&text).unwrap_err().to_string(),
///     "unknown key at /editor\nwrong type at /narrative/other: expected text, found null"
/// );
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults {
    list: Vec<Fault>,
    more: usize,
}

impl Faults {
    /// How many faults are kept of one report.
    const MOST: usize = 300;

    pub(crate) fn new() -> Self {
        Self { list: Vec::new(), more: 0 }
    }

    pub(crate) fn add(&mut self, at: At, kind: FaultKind) {
        if self.list.len() < Self::MOST {
            self.list.push(Fault::new(at, kind));
        } else {
            self.more += 1;
        }
    }

    /// The value, or the faults if there are any.
    pub(crate) fn check<T>(self, value: Option<T>) -> Result<T, Self> {
        value.filter(|_| self.list.is_empty()).ok_or(self)
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many faults there are besides those that are kept.
    pub(super) fn more(&self) -> usize {
        self.more
    }

    /// The faults, each with its place. Of one report at most 300 are kept.
    #[must_use]
    pub fn list(&self) -> &[Fault] {
        &self.list
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self { list: vec![fault], more: 0 }
    }
}

impl Extend<Fault> for Faults {
    fn extend<I: IntoIterator<Item = Fault>>(&mut self, faults: I) {
        faults.into_iter().for_each(|fault| self.add(fault.at, fault.kind));
    }
}

impl std::error::Error for Faults {}

/// Text with its control characters escaped: it comes from outside, and a fault is one line.
pub(super) struct OneLine<'a>(pub(super) &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|c| if c.is_control() { write!(f, "{}", c.escape_default()) } else { write!(f, "{c}") })
    }
}

/// A text from outside, shortened to one line of bounded length.
pub(crate) fn one_line(text: &str) -> Box<str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", OneLine(&text[..end])).into(),
        None => OneLine(text).to_string().into(),
    }
}

/// Text from outside as errors say it: in quotation marks, and not long.
pub(crate) fn quoted(text: &str) -> Box<str> {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{:?}…", &text[..end]).into(),
        None => format!("{text:?}").into(),
    }
}

/// The same in a format that has nothing but text, where no text is `nothing`.
pub(crate) fn found(text: &str) -> Box<str> {
    if text.is_empty() { "nothing".into() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_cross_threads_and_stay_small() {
        fn crosses<T: std::error::Error + Send + Sync + 'static>() {}
        crosses::<Faults>();
        assert!(size_of::<Faults>() <= 32);
    }

    #[test]
    fn a_fault_is_one_line_whatever_its_place() {
        let fault = Fault::new(At::Pointer("/a\n\u{1b}[31m".into()), FaultKind::UnknownKey);
        assert_eq!(fault.to_string(), r"unknown key at /a\n\u{1b}[31m");
    }

    #[test]
    fn a_list_of_faults_has_an_end() {
        let mut faults = Faults::new();
        for _ in 0..302 {
            let kind = FaultKind::WrongValue { expected: "nothing", found: found("\u{1b}[31m") };
            faults.add(At::line(7, Some("a\nb"), Some(&"x".repeat(99))), kind);
        }
        let text = faults.to_string();
        assert!(text.starts_with("line 7, column a\\nb, cell xxx") && text.ends_with("\nand 2 more"), "{text}");
        assert_eq!(text.lines().count(), 301);
        assert!(text.contains("…: expected nothing, found \"\\u{1b}[31m\"\n"), "{text}");
    }
}
