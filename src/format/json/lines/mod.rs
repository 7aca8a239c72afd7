//! JSON Lines: any number of drafts or reports, each as JSON on a line of its own.
//!
//! Neither side holds more than one line in memory. A bad line is an error of that line alone: the rest is read.
//!
//! ```
//! use disclosure_report::{Draft, Edition, json::lines};
//!
//! let mut writer = lines::Writer::new(Vec::new());
//! for edition in Edition::ALL {
//!     writer.write(&Draft::blank(*edition))?;
//! }
//! let bytes = writer.finish()?;
//!
//! for draft in lines::Reader::new(bytes.as_slice()) {
//!     let draft: Draft = draft?;
//!     println!("{}", draft.edition());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;

use std::io::{self, BufRead, Read, Write};
use std::iter::FusedIterator;
use std::marker::PhantomData;

pub use error::{LineError, LineErrorKind};

use super::{Envelope, from_str};
use crate::draft::Draft;

/// The longest line that a [`Reader`] takes by default, in bytes: 64 MiB. A published report is a line of some 10 to 50 kB.
pub const LINE_BYTES: usize = 64 << 20;

/// Writes drafts and reports, a line each.
///
/// Each line is built in memory and written in one piece, so a file needs no buffer around it, and a failure leaves no half
/// line in it as long as the file takes whole pieces.
///
/// ```
/// use disclosure_report::{Draft, Edition, json::lines::Writer};
///
/// let mut writer = Writer::new(Vec::new());
/// writer.write(&Draft::blank(Edition::Trial2019))?;
/// writer.write(&Draft::blank(Edition::Revised2021))?;
/// let text = String::from_utf8(writer.finish()?)?;
/// assert_eq!(text.lines().count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// A writer to `out`, which can be given by `&mut` too.
    pub fn new(out: W) -> Self {
        Self { out, line: Vec::new() }
    }

    /// Writes a draft or a report and a line break.
    ///
    /// # Errors
    ///
    /// Those of the writer underneath.
    pub fn write<T: Envelope>(&mut self, value: &T) -> io::Result<()> {
        self.line.clear();
        value.write(&mut self.line)?;
        self.line.push(b'\n');
        self.out.write_all(&self.line)
    }

    /// Flushes the writer underneath.
    ///
    /// # Errors
    ///
    /// Those of the writer underneath.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Flushes the writer underneath and gives it back.
    ///
    /// # Errors
    ///
    /// Those of the writer underneath.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Reads drafts or reports (`T`), one a line: an iterator that goes on after a bad line.
///
/// Blank lines are skipped. A line may end with CR LF, the last one without a line break, and any line may begin with a byte
/// order mark, as happens where files were concatenated. After an error of the input itself nothing more is read.
///
/// ```
/// use disclosure_report::{Draft, Edition, json, json::lines::Reader};
///
/// let good = json::to_string(&Draft::blank(Edition::Revised2021));
/// let text = format!("{good}\n\n{{\"format\":\n{good}\n");
/// let mut reader = Reader::<_, Draft>::new(text.as_bytes());
/// assert!(reader.next().unwrap().is_ok());
///
/// let error = reader.next().unwrap().unwrap_err();
/// assert_eq!((error.line(), error.offset()), (3, good.len() as u64 + 2));
/// assert!(error.to_string().ends_with(": no JSON: EOF while parsing a value at column 10"));
///
/// assert!(reader.next().unwrap().is_ok());
/// assert!(reader.next().is_none());
/// ```
#[derive(Debug)]
pub struct Reader<R, T = Draft> {
    input: R,
    most: usize,
    buffer: Vec<u8>,
    /// The number of the line in the buffer, and the bytes before it and before the next.
    line: u64,
    offset: u64,
    next: u64,
    ended: bool,
    value: PhantomData<fn() -> T>,
}

impl<R: BufRead, T: Envelope> Reader<R, T> {
    /// A reader of `input`, which can be given by `&mut` too.
    pub fn new(input: R) -> Self {
        let (line, offset, next) = (0, 0, 0);
        Self { input, most: LINE_BYTES, buffer: Vec::new(), line, offset, next, ended: false, value: PhantomData }
    }

    /// The same, but for lines of at most `most` bytes, not counting the line break, in place of [`LINE_BYTES`]. A longer
    /// line is an error, and is skipped without being held in memory.
    #[must_use]
    pub fn line_bytes(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// The line, from 1, of the value or error that was returned last; 0 before the first.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The input, after what was read of it.
    pub fn into_inner(self) -> R {
        self.input
    }

    /// Takes the next line into the buffer; `None` at the end.
    fn advance(&mut self) -> io::Result<Option<Result<(), LineErrorKind>>> {
        self.buffer.clear();
        self.offset = self.next;
        // One byte more shows that there is more; the break, if it comes, is that byte.
        let most = u64::try_from(self.most).unwrap_or(u64::MAX).saturating_add(1);
        let read = self.input.by_ref().take(most).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.next += read as u64;
        self.line += 1;
        if self.buffer.last() == Some(&b'\n') {
            self.buffer.pop();
        } else if self.buffer.len() > self.most {
            self.next += self.input.skip_until(b'\n')? as u64;
            return Ok(Some(Err(LineErrorKind::TooLong { most: self.most })));
        }
        Ok(Some(Ok(())))
    }

    /// What the buffer holds; `None` if it is blank.
    fn value(&self) -> Option<Result<T, LineErrorKind>> {
        let line = self.buffer.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.buffer);
        if line.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        Some(match std::str::from_utf8(line) {
            Ok(text) => from_str(text).map_err(LineErrorKind::Json),
            Err(error) => Err(LineErrorKind::NotUtf8 { column: error.valid_up_to() + 1 }),
        })
    }

    fn error(&self, kind: LineErrorKind) -> LineError {
        LineError { line: self.line, offset: self.offset, kind }
    }
}

impl<R: BufRead, T: Envelope> Iterator for Reader<R, T> {
    type Item = Result<T, LineError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let before = self.line;
            match self.advance() {
                Ok(Some(Ok(()))) => {
                    if let Some(value) = self.value() {
                        return Some(value.map_err(|kind| self.error(kind)));
                    }
                }
                Ok(Some(Err(kind))) => return Some(Err(self.error(kind))),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    self.line = before + 1;
                    return Some(Err(self.error(LineErrorKind::Io(error))));
                }
            }
        }
        None
    }
}

impl<R: BufRead, T: Envelope> FusedIterator for Reader<R, T> {}
