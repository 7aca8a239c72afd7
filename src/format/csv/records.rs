//! The rows of a table, each with its line.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{self, Chain, Cursor, Read};

use ::csv::{ByteRecord, ReaderBuilder};

use super::error::CsvError;
use crate::record::{At, FaultKind, Faults, found};

/// A table as it is read, row by row.
#[derive(Debug)]
pub(super) struct Records<R> {
    reader: ::csv::Reader<Lines<R>>,
    record: ByteRecord,
    /// The line in which the row begins.
    pub(super) line: u64,
}

impl<R: Read> Records<R> {
    /// The rows of `input`, each of at most about `most` bytes. A byte order mark is left out.
    pub(super) fn new(mut input: R, most: usize) -> Result<Self, CsvError> {
        let mut head = Vec::new();
        input.by_ref().take(3).read_to_end(&mut head).map_err(CsvError::io)?;
        if head == b"\xEF\xBB\xBF" {
            head.clear();
        }
        let input = Cursor::new(head).chain(input);
        let lines = Lines { input, given: 0, breaks: VecDeque::new(), line: 1, begin: 0, most };
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(lines);
        Ok(Self { reader, record: ByteRecord::new(), line: 1 })
    }

    /// Goes to the next row; false at the end.
    pub(super) fn advance(&mut self) -> Result<bool, CsvError> {
        if !self.reader.read_byte_record(&mut self.record).map_err(|error| self.error(error))? {
            return Ok(false);
        }
        let end = self.reader.position().byte();
        let within = self.record.as_slice().split(|b| *b == b'\n').count() - 1;
        let last = self.reader.get_mut().line_before(end);
        self.line = last.saturating_sub(u64::try_from(within).unwrap_or(0)).max(1);
        Ok(true)
    }

    /// Why the next row can't be read.
    fn error(&self, error: ::csv::Error) -> CsvError {
        let lines = self.reader.get_ref();
        if lines.is_over() {
            let line = if lines.begin == 0 { 1 } else { lines.line + 1 };
            return CsvError::fault(At::line(line, None, None), FaultKind::TooLong { most: lines.most });
        }
        CsvError::io(match error.into_kind() {
            ::csv::ErrorKind::Io(error) => error,
            // Nothing else can be wrong with rows of bytes.
            kind => io::Error::other(format!("{kind:?}")),
        })
    }

    /// How many fields the row has.
    pub(super) fn len(&self) -> usize {
        self.record.len()
    }

    pub(super) fn field(&self, at: usize) -> Option<&[u8]> {
        self.record.get(at)
    }

    /// The text of a field; what is no UTF-8 in it is a fault, and U+FFFD in the text.
    pub(super) fn text(&self, at: usize, name: &str, faults: &mut Faults) -> Cow<'_, str> {
        let bytes = self.field(at).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes);
        if matches!(text, Cow::Owned(_)) {
            let kind = FaultKind::WrongType { expected: "text in UTF-8", found: found(&text) };
            faults.add(At::line(self.line, Some(name), None), kind);
        }
        text
    }

    pub(super) fn into_inner(self) -> R {
        self.reader.into_inner().input.into_inner().1
    }
}

/// A source that knows where its lines end, whatever the engine has buffered of it.
#[derive(Debug)]
struct Lines<R> {
    input: Chain<Cursor<Vec<u8>>, R>,
    /// How many bytes were given to the engine.
    given: u64,
    /// Which of them, past the row, are line feeds.
    breaks: VecDeque<u64>,
    line: u64,
    /// Where the row began, and how many bytes it may have.
    begin: u64,
    most: usize,
}

impl<R> Lines<R> {
    /// The line of the last byte before `end`, up to which the rows were read.
    fn line_before(&mut self, end: u64) -> u64 {
        while self.breaks.front().is_some_and(|at| at + 1 < end) {
            self.breaks.pop_front();
            self.line += 1;
        }
        self.begin = end;
        self.line
    }

    /// Whether more was read of the row than it may have.
    fn is_over(&self) -> bool {
        self.given.saturating_sub(self.begin) > u64::try_from(self.most).unwrap_or(u64::MAX)
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_over() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let read = self.input.read(buffer)?;
        for (at, byte) in (self.given..).zip(buffer.iter().take(read)) {
            if *byte == b'\n' {
                self.breaks.push_back(at);
            }
        }
        self.given += u64::try_from(read).unwrap_or(0);
        Ok(read)
    }
}
