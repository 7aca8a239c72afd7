//! The rows of a table, each with its line.

use std::collections::VecDeque;
use std::io::{self, Read};

use ::csv::{ByteRecord, ReaderBuilder};

use super::error::{CsvFaultKind, Faults};

/// A table as it is read, row by row.
#[derive(Debug)]
pub(super) struct Records<R> {
    reader: ::csv::Reader<Lines<R>>,
    record: ByteRecord,
    /// The line in which the row begins.
    pub(super) line: u64,
}

impl<R: Read> Records<R> {
    pub(super) fn new(input: R, most: usize) -> Self {
        let lines = Lines { input, head: Head::Unread, given: 0, breaks: VecDeque::new(), line: 1, begin: 0, most };
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(lines);
        Self { reader, record: ByteRecord::new(), line: 1 }
    }

    /// Goes to the next row; false at the end.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        if !self.reader.read_byte_record(&mut self.record)? {
            return Ok(false);
        }
        let end = self.reader.position().byte();
        let within = self.record.as_slice().split(|b| *b == b'\n').count() - 1;
        let last = self.reader.get_mut().line_before(end);
        self.line = last.saturating_sub(u64::try_from(within).unwrap_or(0)).max(1);
        Ok(true)
    }

    /// How many fields the row has.
    pub(super) fn len(&self) -> usize {
        self.record.len()
    }

    pub(super) fn field(&self, at: usize) -> Option<&[u8]> {
        self.record.get(at)
    }

    /// The text of a field; with a fault, and as near as may be, if it is no text.
    pub(super) fn text(&self, at: usize, name: &str, faults: &mut Faults) -> String {
        let bytes = self.field(at).unwrap_or_default();
        std::str::from_utf8(bytes).map_or_else(
            |_| {
                faults.add(self.line, Some(name), None, CsvFaultKind::NotUtf8);
                String::from_utf8_lossy(bytes).into_owned()
            },
            str::to_owned,
        )
    }

    pub(super) fn into_inner(self) -> R {
        self.reader.into_inner().input
    }
}

/// A source that knows where its lines end, whatever the engine has buffered of it. A byte order mark is left out.
#[derive(Debug)]
struct Lines<R> {
    input: R,
    head: Head,
    /// How many bytes were handed on.
    given: u64,
    /// Which of them, past the row, are line feeds.
    breaks: VecDeque<u64>,
    line: u64,
    /// Where the row began, and how many bytes it may have.
    begin: u64,
    most: usize,
}

/// The first bytes of a source.
#[derive(Debug)]
enum Head {
    Unread,
    /// These are to be handed on still.
    Kept(VecDeque<u8>),
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
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        if self.given.saturating_sub(self.begin) > u64::try_from(self.most).unwrap_or(u64::MAX) {
            let text = format!("behind line {}: a row of more than {} bytes", self.line, self.most);
            return Err(io::Error::new(io::ErrorKind::InvalidData, text));
        }
        if matches!(self.head, Head::Unread) {
            let mut head = Vec::with_capacity(MARK.len());
            self.input.by_ref().take(3).read_to_end(&mut head)?;
            if head == MARK {
                head.clear();
            }
            self.head = Head::Kept(head.into());
        }
        let read = match &mut self.head {
            Head::Kept(kept) if !kept.is_empty() => kept.read(buffer)?,
            _ => self.input.read(buffer)?,
        };
        for (at, byte) in (self.given..).zip(buffer.iter().take(read)) {
            if *byte == b'\n' {
                self.breaks.push_back(at);
            }
        }
        self.given += u64::try_from(read).unwrap_or(0);
        Ok(read)
    }
}
