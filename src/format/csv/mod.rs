//! Drafts and reports as tables of comma-separated values (RFC 4180), in two layouts, each written and read.
//!
//! # A cell a line: [`TidyWriter`]
//!
//! It carries everything but places in the source, and suits statistics: a filter picks the figures, the labels are next to
//! them. The first line names the columns:
//!
//! | column | content |
//! |---|---|
//! | `report` | the number of the report in the file, from 1 |
//! | `cell` | the cell's id, or the name of what else is said of the report: see below |
//! | `table`, `row_label`, `column_label` | the table's code and the official labels, headings joined by `/`: for people, and not read |
//! | `state` | a [`State::code`](crate::State::code); empty for what is no cell |
//! | `value` | the number in ASCII digits; what is written in place of one; the digits of a run, in each of its cells |
//! | `unit` | the unit of money written with the number: `yuan`, `wan_yuan`, `yi_yuan` |
//! | `note` | the note written with the number |
//! | `readings` | of an ambiguous cell, its value in each reading of the run, joined by `;`: the first ones of all its cells belong together, and so on |
//! | `run`, `run_place` | the number of the run within the report, and which of the run's cells it is, both from 1 |
//! | `origin` | an [`Origin::code`](crate::draft::Origin::code) |
//!
//! The rows of a report follow each other. They are, in the order in which they are written: `edition`; the header as far as
//! it is known, each part by the keys of the JSON envelope joined by dots (`header.organ`, `header.period.from`);
//! `narrative.overview`; every cell of the edition; `narrative.problems`, `narrative.other`; and the fields of each notice
//! (`notice.1.kind`, `notice.1.text`). They are read in any order.
//!
//! # A report a line: [`WideWriter`]
//!
//! It carries what print does and suits people: `edition`, the header, the cells by their ids, and the sections of text.
//! A cell is a number with its unit and note, `22（其中修订16件）`, a dash as written, or empty for a blank. What it does not
//! carry is returned as [`Losses`]: a missing cell is written empty, digits that run together as `？（6366）` in the first of
//! their cells and `？` in the rest, and text that would read as a number or a dash is marked in the same way. Of two
//! editions in one table, each report leaves the other's cells empty.
//!
//! It is read with its columns in any order; those of the header and the sections of text may be absent. Cells are read as
//! in published reports: `1,024` is a number, `无` a dash, `见附件` is kept as text.
//!
//! # Spreadsheets
//!
//! Text from outside could begin with `=` and be run as a formula. So text of more than one character that begins with
//! `=`, `+`, `-`, `@`, their full-width forms, a tab or a line break is written after an apostrophe, and so is text that
//! begins with an apostrophe; an empty text in a field that would be empty without one is an apostrophe alone. Readers take
//! it away again. Numbers are never changed: -8 is `-8`, and a lone dash is `-`.
//!
//! Excel takes a file for UTF-8 only if it begins with a byte order mark: [`Options::with_byte_order_mark`]. It shows numbers
//! of more than 15 digits rounded. Lines end with CR LF, as the standard says, and every text is kept to the last line
//! break.
//!
//! ```
//! use disclosure_report::csv::{self, Options, Reader};
//! use disclosure_report::{Draft, Edition};
//!
//! let mut draft = Draft::blank(Edition::Revised2021);
//! draft.header.organ = Some("=某局".into());
//! draft.set("review.upheld".parse()?, 10u32)?;
//!
//! let mut bytes = Vec::new();
//! csv::tidy(&mut bytes, [&draft], &Options::default())?;
//! let text = std::str::from_utf8(&bytes)?;
//! assert!(text.contains("\r\n1,header.organ,,,,,'=某局,"));
//! assert!(text.contains("\r\n1,review.upheld,challenges,行政复议,结果维持,number,10,,,,,,entered\r\n"));
//! let drafts = Reader::new(&bytes[..])?.collect::<Result<Vec<_>, _>>()?;
//! assert_eq!(drafts, [draft]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod columns;
mod error;
mod guard;
mod reader;
mod records;
mod tidy_read;
mod tidy_row;
mod tidy_write;
mod topic;
mod wide_read;
mod wide_write;

use std::io;

pub use error::CsvError;
pub use reader::{Layout, Reader};
pub use tidy_write::TidyWriter;
pub use wide_write::WideWriter;

use crate::draft::{AsDraft, Losses};
use crate::form::Edition;

/// How to write.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    byte_order_mark: bool,
}

impl Options {
    /// The same with a byte order mark, so that Excel shows Chinese.
    #[must_use]
    pub fn with_byte_order_mark(mut self) -> Self {
        self.byte_order_mark = true;
        self
    }
}

/// Writes drafts or reports, a cell a line. `out` can be given by `&mut` too.
///
/// # Errors
///
/// Those of `out`.
pub fn tidy<'a, W: io::Write, T: AsDraft + 'a>(
    out: W,
    forms: impl IntoIterator<Item = &'a T>,
    options: &Options,
) -> io::Result<()> {
    let mut writer = TidyWriter::new(out, options)?;
    for form in forms {
        writer.write(form)?;
    }
    writer.finish().map(drop)
}

/// Writes drafts or reports, a report a line, and returns what of each is not carried. `out` can be given by `&mut` too.
///
/// ```
/// use disclosure_report::{Cell, Draft, Edition, csv};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// draft.set("review.upheld".parse()?, Cell::missing())?;
/// let losses = csv::wide(Vec::new(), &[draft], &csv::Options::default())?;
/// assert_eq!(losses[0].to_string(), "that the page has no such row: review.upheld");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn wide<W: io::Write, T: AsDraft>(out: W, forms: &[T], options: &Options) -> io::Result<Vec<Losses>> {
    let editions: Vec<Edition> = forms.iter().map(|form| form.as_draft().edition()).collect();
    let mut writer = WideWriter::new(out, &editions, options)?;
    let losses = forms.iter().map(|form| writer.write(form)).collect::<io::Result<_>>()?;
    writer.finish()?;
    Ok(losses)
}

/// What both writers write to.
fn output<W: io::Write>(mut out: W, options: &Options) -> io::Result<::csv::Writer<W>> {
    if options.byte_order_mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    Ok(::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out))
}

/// Flushes and gives back what was written to.
fn finished<W: io::Write>(out: ::csv::Writer<W>) -> io::Result<W> {
    out.into_inner().map_err(|error| io::Error::new(error.error().kind(), error.error().to_string()))
}
