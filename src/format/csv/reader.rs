//! Reads either layout, report by report.

use std::io::Read;

use super::columns::Column;
use super::error::CsvError;
use super::records::Records;
use super::tidy_read::Rows;
use super::tidy_row::{self, Row};
use super::topic::Topic;
use super::wide_read;
use crate::draft::Draft;
use crate::record::{At, Fault, FaultKind, Faults, Plain, found};

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A cell a line.
    Tidy,
    /// A report a line.
    Wide,
}

impl Layout {
    /// The layout that has columns of these names.
    fn of(names: &[String]) -> Result<Self, FaultKind> {
        let has = |column: Column| names.iter().any(|name| name == column.name());
        let topics: Vec<Topic> = names.iter().filter_map(|name| Topic::named(name)).collect();
        if [Column::Report, Column::Cell, Column::State].into_iter().all(has) {
            Ok(Self::Tidy)
        } else if topics.contains(&Topic::Edition) && topics.len() > 1 {
            Ok(Self::Wide)
        } else {
            Err(FaultKind::WrongValue {
                expected: "the columns of a report: edition and one for each cell, or report, cell, state, value and so on",
                found: found(&names.join(",")),
            })
        }
    }
}

/// Reads drafts from a table of either layout: an iterator, which goes on after a report with faults.
///
/// The source is UTF-8, with or without a byte order mark, and needs no buffer around it. Lines end with CR LF or LF.
/// After an error of the source itself nothing more is read.
///
/// ```
/// use disclosure_report::csv::{self, Layout, Options, Reader};
/// use disclosure_report::{Draft, Edition};
///
/// let mut bytes = Vec::new();
/// csv::tidy(&mut bytes, [&Draft::blank(Edition::Revised2021)], &Options::default())?;
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
    /// How many columns there are.
    count: usize,
    state: Position,
}

#[derive(Debug)]
enum Columns {
    /// With the number of the report before.
    Tidy(tidy_row::Columns, i64),
    Wide(wide_read::Columns),
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    BeforeRow,
    /// On a row that was not taken.
    OnRow,
    End,
}

impl<R: Read> Reader<R> {
    /// The bytes that one row may have if [`Reader::with_row_bytes`] does not say otherwise: 64 MiB.
    pub const ROW_BYTES: usize = 64 << 20;

    /// A reader of `input`, which can be given by `&mut` too. The line of names is read at once.
    ///
    /// # Errors
    ///
    /// [`CsvError`] if the source can't be read, or with every column that is unknown, missing or duplicate.
    pub fn new(input: R) -> Result<Self, CsvError> {
        Self::with_row_bytes(input, Self::ROW_BYTES)
    }

    /// The same, for rows of at most about `most` bytes: a longer one ends the table with an error, even within quotation
    /// marks.
    ///
    /// # Errors
    ///
    /// As for [`Reader::new`].
    pub fn with_row_bytes(input: R, most: usize) -> Result<Self, CsvError> {
        let mut records = Records::new(input, most)?;
        records.advance()?;
        let (line, count) = (records.line, records.len());
        let names: Vec<String> =
            (0..count).map(|at| String::from_utf8_lossy(records.field(at).unwrap_or_default()).into_owned()).collect();
        let mut faults = Faults::new();
        let columns = match Layout::of(&names).map_err(|kind| CsvError::fault(At::line(line, None, None), kind))? {
            Layout::Tidy => Columns::Tidy(tidy_row::columns(&names, line, &mut faults), 0),
            Layout::Wide => Columns::Wide(wide_read::Columns::of(&names, line, &mut faults)),
        };
        let columns = faults.check(Some(columns))?;
        Ok(Self { records, columns, count, state: Position::BeforeRow })
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
        if self.state == Position::BeforeRow {
            let more = self.records.advance();
            self.state = if matches!(more, Ok(true)) { Position::OnRow } else { Position::End };
            more?;
        }
        Ok(self.state == Position::OnRow)
    }

    fn report(&mut self) -> Result<Option<Draft>, CsvError> {
        if !self.advance()? {
            return Ok(None);
        }
        match &self.columns {
            Columns::Tidy(columns, before) => {
                let (columns, before) = (*columns, *before);
                self.tidy(columns, before).map(Some)
            }
            Columns::Wide(columns) => {
                self.state = Position::BeforeRow;
                self.count_fields()?;
                columns.draft(&self.records).map(Some)
            }
        }
    }

    /// Takes the rows that follow each other and have one number, which is to be above that of the report before.
    fn tidy(&mut self, columns: tidy_row::Columns, before: i64) -> Result<Draft, CsvError> {
        let mut rows = Rows::new(self.records.line);
        let at = columns.first().copied().unwrap_or_default();
        let number = self.records.field(at).map(<[u8]>::to_vec);
        let read = Plain::Written(String::from_utf8_lossy(number.as_deref().unwrap_or_default())).integer(
            before.saturating_add(1),
            i64::MAX,
            "a whole number above that of the report before",
        );
        match read {
            Ok(number) => self.columns = Columns::Tidy(columns, number),
            Err(kind) => rows.faults.add(At::line(self.records.line, Some(Column::Report.name()), None), kind),
        }
        while self.advance()? && self.records.field(at) == number.as_deref() {
            self.state = Position::BeforeRow;
            let is_whole = self.count_fields().map_err(|fault| rows.faults.extend([fault])).is_ok();
            let row = Row::of(&self.records, &columns, is_whole, &mut rows.faults);
            rows.take(row);
        }
        rows.draft()
    }

    /// Whether the row has a field for each column.
    fn count_fields(&self) -> Result<(), Fault> {
        let found = self.records.len();
        if found == self.count {
            return Ok(());
        }
        let kind = FaultKind::FieldCount { expected: self.count, found };
        Err(Fault::new(At::line(self.records.line, None, None), kind))
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Draft, CsvError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.report().transpose()
    }
}
