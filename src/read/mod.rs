//! Readers: published reports into drafts.
//!
//! A source only makes blocks of what it holds: paragraphs, and tables with their spans resolved. One matcher for all of them
//! finds the form's labels in the blocks, in document order and in every known spelling, and takes what follows each label
//! for the figures of its row. Nothing is corrected and nothing is guessed: a blank stays blank, and figures that can't be
//! assigned to cells are kept as text.
//!
//! - [`any`] reads one report from a file of any kind, [`all`] every report in it. The kind is recognized by the content.
//! - [`text`](fn@text) and `html` read text that is decoded already; `pdf`, `xlsx` and `docx` a document of that kind.
//!
//! To add a spelling of a label: its row or column in the form's descriptor. To add a source: a file in `source/` that
//! makes blocks, a kind in its `kind.rs` and `sniff.rs`, an arm in [`all`].
//!
//! ```
//! use disclosure_report::{Verdict, read};
//!
//! let page = "某局2022年政府信息公开工作年度报告
//! 三、收到和处理政府信息公开申请情况
//! 一、本年新收政府信息公开申请数量 3001 53 0 0 61 4 3119
//! 二、上年结转政府信息公开申请数量 34 0 0 0 0 0 34";
//! let reading = read::text(page, &read::ReadOptions::default())?;
//! assert_eq!(reading.draft.number("requests.received.total".parse().unwrap()), Some(3119.into()));
//! assert_eq!(reading.draft.check().verdict(), Verdict::Undecided); // most rows are missing
//! # Ok::<(), read::ReadError>(())
//! ```

mod align;
mod apart;
mod assemble;
#[cfg(feature = "csv")]
mod csv;
mod digits;
mod figures;
pub(crate) mod header;
#[cfg(feature = "json")]
mod json;
mod label;
mod own;
#[cfg(feature = "arrow-59")]
mod parquet;
#[cfg(feature = "markdown")]
pub(crate) mod prose;
mod scan;
mod section;
mod segment;
#[cfg(feature = "sql")]
mod sql;
#[cfg(test)]
mod tests;
mod together;

pub use crate::source::{Bound, EncodingNotice, FileKind, Limits, ReadError, ReadErrorKind};

use crate::draft::Draft;
use crate::report::ReportYear;
use crate::source;
use crate::source::block::Document;
use crate::source::decode::decode;
use crate::source::sniff::sniff;
use segment::{Segment, Segments};

/// How to read.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// How large a source may be.
    pub limits: Limits,
}

impl ReadOptions {
    /// The same with these limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// A report as it was read.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reading {
    /// The report, with what was noticed on the page.
    pub draft: Draft,
    /// The lines to which [`Source::line`](crate::draft::Source::line) refers: the decoded source.
    pub text: Option<String>,
    /// The encoding of the bytes, by its name in the Encoding Standard; `None` if they are no plain text.
    pub encoding: Option<&'static str>,
    /// What was noticed about the encoding.
    pub encoding_notices: Vec<EncodingNotice>,
}

/// Reads the one report, or the first one, in a file of any kind, which is recognized by its content.
///
/// # Errors
///
/// [`ReadError`] if the file is of a kind that is not read, is broken or over a limit, or holds nothing of a report.
pub fn any(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    first(all(bytes, options)?)
}

/// Reads every report in a file of any kind, which is recognized by its content. In JSON Lines one bad line is an error, which
/// gives the number of the line; `json::lines` goes on after it.
///
/// # Errors
///
/// As for [`any`].
pub fn all(bytes: &[u8], options: &ReadOptions) -> Result<Vec<Reading>, ReadError> {
    let limits = &options.limits;
    limits.check(Bound::InputBytes, bytes.len())?;
    let kind = match sniff(bytes) {
        kind @ (FileKind::Html | FileKind::Text) => own::kind(bytes).unwrap_or(kind),
        kind => kind,
    };
    match kind {
        FileKind::Text => decoded(bytes, limits, text_all),
        #[cfg(feature = "html")]
        FileKind::Html => decoded(bytes, limits, html_all),
        #[cfg(feature = "json")]
        FileKind::Json => json::all(bytes, limits),
        #[cfg(feature = "csv")]
        FileKind::Csv => csv::readings(bytes, limits),
        #[cfg(feature = "sql")]
        FileKind::Sql => sql::readings(bytes, limits),
        #[cfg(feature = "xlsx")]
        FileKind::Xlsx => xlsx_all(bytes, limits),
        #[cfg(feature = "docx")]
        FileKind::Docx => docx_all(bytes, limits),
        #[cfg(feature = "pdf")]
        FileKind::Pdf => pdf_all(bytes, limits),
        #[cfg(feature = "arrow-59")]
        FileKind::Parquet => parquet::readings(bytes, limits),
        FileKind::EncryptedOffice => Err(ReadError::new(ReadErrorKind::Encrypted(kind))),
        _ => Err(ReadError::new(match kind.feature() {
            Some(feature) => ReadErrorKind::FeatureMissing { kind, feature },
            None => ReadErrorKind::Unsupported(kind),
        })),
    }
}

/// Reads the first report in a text.
///
/// # Errors
///
/// [`ReadError`] if the text is over a limit or holds nothing of a report.
pub fn text(source: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    options.limits.check(Bound::InputBytes, source.len())?;
    first(text_all(source, &options.limits)?)
}

/// Reads the first report on a page.
///
/// # Errors
///
/// [`ReadError`] if the page is over a limit or holds nothing of a report.
#[cfg(feature = "html")]
pub fn html(source: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    options.limits.check(Bound::InputBytes, source.len())?;
    first(html_all(source, &options.limits)?)
}

/// Reads the first report in a PDF document that has a text layer.
///
/// # Errors
///
/// [`ReadError`] if the bytes are no such document, it is broken, encrypted or over a limit, or holds nothing of a report.
#[cfg(feature = "pdf")]
pub fn pdf(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    options.limits.check(Bound::InputBytes, bytes.len())?;
    first(pdf_all(bytes, &options.limits)?)
}

/// Reads the first report in an Excel workbook (XLSX).
///
/// # Errors
///
/// [`ReadError`] if the bytes are no workbook, it is broken or over a limit, or holds nothing of a report.
#[cfg(feature = "xlsx")]
pub fn xlsx(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    options.limits.check(Bound::InputBytes, bytes.len())?;
    first(xlsx_all(bytes, &options.limits)?)
}

/// Reads the first report in a Word document (DOCX).
///
/// # Errors
///
/// [`ReadError`] if the bytes are no document, it is broken or over a limit, or holds nothing of a report.
#[cfg(feature = "docx")]
pub fn docx(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    options.limits.check(Bound::InputBytes, bytes.len())?;
    first(docx_all(bytes, &options.limits)?)
}

fn first(readings: Vec<Reading>) -> Result<Reading, ReadError> {
    readings.into_iter().next().ok_or_else(|| ReadError::new(ReadErrorKind::NotAReport))
}

/// Reads bytes as text in whatever encoding they are.
fn decoded(
    bytes: &[u8],
    limits: &Limits,
    read: fn(&str, &Limits) -> Result<Vec<Reading>, ReadError>,
) -> Result<Vec<Reading>, ReadError> {
    let decoded = decode(bytes, limits)?;
    let mut readings = read(&decoded.text, limits)?;
    for reading in &mut readings {
        reading.encoding = Some(decoded.encoding);
        reading.encoding_notices.clone_from(&decoded.noticed);
    }
    Ok(readings)
}

fn text_all(text: &str, limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    readings(&source::text::blocks(text, limits)?, Some(text), limits)
}

#[cfg(feature = "html")]
fn html_all(page: &str, limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    readings(&source::html::blocks(page, limits)?, Some(page), limits)
}

#[cfg(feature = "pdf")]
fn pdf_all(bytes: &[u8], limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    let (document, text) = source::pdf::blocks(bytes, limits)?;
    readings(&document, Some(&text), limits)
}

#[cfg(feature = "docx")]
fn docx_all(bytes: &[u8], limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    readings(&source::docx::blocks(bytes, limits)?, None, limits)
}

#[cfg(feature = "xlsx")]
fn xlsx_all(bytes: &[u8], limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    use crate::wording::{marks, section};
    use source::xlsx::{Roles, SheetRole};

    // What this crate's own workbooks have: a sheet for each section, and what is no part of the report.
    let of_sheet = |name: &str| match name {
        marks::FINDINGS_SHEET => SheetRole::LeftOut,
        _ if [1, 5, 6].into_iter().any(|number| section::heading(number) == name) => SheetRole::Section,
        _ => SheetRole::Table,
    };
    readings(&source::xlsx::blocks(bytes, Roles { of_sheet, leaves_out: marks::is_of_sum }, limits)?, None, limits)
}

/// The reports in a document.
fn readings(document: &Document, source: Option<&str>, limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    let segments = Segments::of(document);
    let scan = scan::scan(&segments);
    let groups = assemble::reports(&scan.records);
    let begins = beginnings(&groups, &segments);
    let mut readings = Vec::new();
    for (i, records) in groups.iter().enumerate() {
        let begin = begins.get(i).copied().unwrap_or_default();
        let end = begins.get(i + 1).copied().unwrap_or(segments.list.len());
        let own = segments.list.get(begin..end).unwrap_or_default();
        let title = document.title.as_deref().filter(|_| i == 0);
        let may_say = |segment: &&Segment<'_>| segment.slot.is_none() || header::may_be_in_cell(segment.text);
        let header = header::find(title, own.iter().filter(may_say).map(|segment| segment.text));
        let year = header.year.map(ReportYear::get);
        let Some(edition) =
            assemble::edition(records, &scan, &(begin..end), year).filter(|_| assemble::is_report(records))
        else {
            continue;
        };
        let mut draft = assemble::draft(records, &scan, edition, begin..end, limits.digit_steps);
        let sections: Vec<_> = scan.sections.iter().filter(|s| (begin..end).contains(&s.segment)).copied().collect();
        draft.header = header;
        draft.narrative = section::narrative(&sections, &segments, end);
        section::notice(&mut draft, &sections);
        readings.push(Reading { draft, text: source.map(str::to_owned), encoding: None, encoding_notices: Vec::new() });
    }
    if readings.is_empty() { Err(ReadError::new(ReadErrorKind::NotAReport)) } else { Ok(readings) }
}

/// The segment that each report begins with: the last title before its first row, or that row.
fn beginnings(groups: &[&[scan::Record<'_>]], segments: &Segments<'_>) -> Vec<usize> {
    let mut begins = Vec::new();
    let mut before = 0;
    for records in groups {
        let first = records.first().map_or(0, |record| record.segment);
        let title = (before + 1..first)
            .rev()
            .find(|at| segments.list.get(*at).is_some_and(|segment| header::is_title(segment.text)));
        begins.push(if begins.is_empty() { 0 } else { title.unwrap_or(first) });
        before = records.last().map_or(first, |record| record.segment);
    }
    begins
}
