//! Reads either layout, report by report.

use std::io::Read;

use super::columns::Column;
use super::error::{CsvError, CsvFaultKind, Faults, wrong};
use super::fields::EDITION;
use super::records::Records;
use super::tidy_build::Building;
use super::tidy_read::{self, Row, ordinal};
use super::wide_read;
use crate::draft::Draft;
use crate::form::CellId;

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A cell a line.
    Tidy,
    /// A report a line.
    Wide,
}

impl Layout {
    /// The layout whose columns are named; none if they are those of something else.
    fn of(names: &[String]) -> Option<Self> {
        let has = |name: &str| names.iter().any(|other| other == name);
        let said = |name: &String| name.starts_with("header.") || name.parse::<CellId>().is_ok();
        if has(Column::Report.name()) && has(Column::Cell.name()) && has(Column::State.name()) {
            Some(Self::Tidy)
        } else if has(EDITION) && names.iter().any(said) {
            Some(Self::Wide)
        } else {
            None
        }
    }
}

/// Reads drafts from a table of either layout: an iterator that goes on after a report with faults.
///
/// The source is UTF-8, with or without a byte order mark, and needs no buffer around it. Lines end with CR LF or LF.
/// After an error of the source itself nothing more is read.
///
/// ```
/// use disclosure_report::csv::{self, Layout, Options, Reader};
/// use disclosure_report::{Draft, Edition};
///
/// let mut bytes = Vec::new();
/// csv::tidy(&mut bytes, [&Draft::new(Edition::Revised2021)], &Options::default())?;
/// let text = String::from_utf8(bytes)?.replace("结果维持,blank,", "结果维持,empty,");
///
/// let mut reader = Reader::new(text.as_bytes())?;
/// assert_eq!(reader.layout(), Layout::Tidy);
/// let error = reader.next().unwrap().unwrap_err();
/// assert_eq!(
///     error.faults()[0].to_string(),
///     "line 189, column state, cell review.upheld: \
///      expected number, blank, dash, ambiguous, unreadable or missing, found \"empty\""
/// );
/// assert!(reader.next().is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    records: Records<R>,
    columns: Columns,
    state: At,
}

#[derive(Debug)]
enum Columns {
    /// With the number of fields of a row, and the number of the report before.
    Tidy(tidy_read::Columns, usize, usize),
    Wide(Box<wide_read::Columns>),
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// Before the next row.
    Before,
    /// On a row that was not taken.
    On,
    End,
}

impl<R: Read> Reader<R> {
    /// The bytes that one row may have if [`Reader::with_row_bytes`] does not say otherwise: 64 MiB.
    pub const ROW_BYTES: usize = 64 << 20;

    /// A reader of `input`, which can be given by `&mut` too. The line of names is read at once.
    ///
    /// # Errors
    ///
    /// [`CsvError`] if the source can't be read, or with every column that is unknown, missing or there twice.
    pub fn new(input: R) -> Result<Self, CsvError> {
        Self::with_row_bytes(input, Self::ROW_BYTES)
    }

    /// The same, which takes rows of at most about `most` bytes: a longer one ends the table with an error, whatever is
    /// within its quotation marks.
    ///
    /// # Errors
    ///
    /// As for [`Reader::new`].
    pub fn with_row_bytes(input: R, most: usize) -> Result<Self, CsvError> {
        let mut records = Records::new(input, most);
        let mut faults = Faults::default();
        records.advance().map_err(CsvError::source)?;
        let line = records.line;
        let names: Vec<String> = (0..records.len())
            .map(|at| String::from_utf8_lossy(records.field(at).unwrap_or_default()).into_owned())
            .collect();
        let columns = match Layout::of(&names) {
            None => {
                faults.add(line, None, None, CsvFaultKind::NoReports);
                return Err(faults.into());
            }
            Some(Layout::Tidy) => Columns::Tidy(tidy_read::columns(&names, line, &mut faults), names.len(), 0),
            Some(Layout::Wide) => Columns::Wide(wide_read::Columns::of(&names, line, &mut faults).into()),
        };
        if faults.is_empty() { Ok(Self { records, columns, state: At::Before }) } else { Err(faults.into()) }
    }

    /// How the table is laid out.
    #[must_use]
    pub fn layout(&self) -> Layout {
        match self.columns {
            Columns::Tidy(..) => Layout::Tidy,
            Columns::Wide(_) => Layout::Wide,
        }
    }

    /// The source, after whatever was read of it.
    #[must_use]
    pub fn into_inner(self) -> R {
        self.records.into_inner()
    }

    /// Goes to the next row that was not taken; false at the end.
    fn advance(&mut self) -> Result<bool, CsvError> {
        if self.state == At::Before {
            let more = self.records.advance();
            self.state = if matches!(more, Ok(true)) { At::On } else { At::End };
            more.map_err(CsvError::source)?;
        }
        Ok(self.state == At::On)
    }

    fn report(&mut self) -> Result<Option<Draft>, CsvError> {
        if !self.advance()? {
            return Ok(None);
        }
        match &self.columns {
            Columns::Wide(columns) => {
                self.state = At::Before;
                columns.draft(&self.records).map(Some)
            }
            Columns::Tidy(columns, count, before) => {
                let (columns, count, before) = (*columns, *count, *before);
                self.tidy(&columns, count, before).map(Some)
            }
        }
    }

    /// Takes the rows that stand together and have one number.
    fn tidy(&mut self, columns: &tidy_read::Columns, count: usize, before: usize) -> Result<Draft, CsvError> {
        let mut report = Building::new(self.records.line);
        let mut first: Option<Vec<u8>> = None;
        while self.advance()? {
            let at = columns.first().copied().unwrap_or_default();
            let bytes = self.records.field(at).unwrap_or_default();
            match &first {
                Some(number) if number != bytes => break,
                Some(_) => {}
                None => {
                    let number = String::from_utf8_lossy(bytes);
                    let ordinal = ordinal(&number).filter(|number| *number > before);
                    if ordinal.is_none() {
                        let expected = "a whole number above that of the report before";
                        let kind = wrong(expected, &number);
                        report.faults.add(self.records.line, Some(Column::Report.name()), None, kind);
                    }
                    if let (Some(number), Columns::Tidy(_, _, last)) = (ordinal, &mut self.columns) {
                        *last = number;
                    }
                    first = Some(bytes.to_vec());
                }
            }
            self.state = At::Before;
            let found = self.records.len();
            if found != count {
                report.faults.add(self.records.line, None, None, CsvFaultKind::FieldCount { expected: count, found });
            }
            let row = Row::of(&self.records, columns, &mut report.faults);
            report.take(&row, found == count);
        }
        report.finish()
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Draft, CsvError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.report().transpose()
    }
}
