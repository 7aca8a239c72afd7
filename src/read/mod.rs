//! Readers: published reports into drafts.
//!
//! A source only makes blocks of what it holds: paragraphs, and tables with their spans resolved. One matcher then finds
//! the form's labels in them, in document order and in every known spelling, and takes what stands behind each label for
//! the row's figures. Nothing is corrected and nothing is guessed: a blank stays blank, and figures that can't be assigned
//! to cells are kept as text.
//!
//! - [`any`] reads one report, whatever kind of source it is in; [`all`] reads every report in it.
//! - [`text`](fn@text) and `html` read text that is decoded already; `pdf`, `xlsx` and `docx` a document of that kind.
//!
//! To add a spelling of a label: its row or column in the form's descriptor. To add a source: a file in `source/` that
//! makes blocks, a kind in its `sniff.rs`, an arm in [`all`].
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
mod header;
#[cfg(feature = "json")]
mod json;
mod label;
#[cfg(feature = "arrow-59")]
mod parquet;
mod scan;
mod section;
mod segment;
#[cfg(feature = "sql")]
mod sql;
mod together;

pub use crate::source::{EncodingNotice, Limits, ReadError};

use crate::draft::Draft;
use crate::source::block::Document;
use crate::source::error::{Bound, ErrorKind};
use crate::source::sniff::{self, Kind};
use crate::source::{self, decode};
use segment::{Segment, Segments};

/// How to read.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// How much is taken on.
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
    /// The encoding that the bytes were read in, by its name in the Encoding Standard; `None` where they held no plain text.
    pub encoding: Option<&'static str>,
    /// What was noticed about the encoding.
    pub encoding_notices: Vec<EncodingNotice>,
}

/// Reads the one report, or the first one, in a source of any kind: its kind is told by its content.
///
/// # Errors
///
/// [`ReadError`] if the source is of a kind that is not read, broken, over a limit, or holds nothing of a report.
pub fn any(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    first(all(bytes, options)?)
}

/// Reads every report in a source of any kind: its kind is told by its content. In JSON Lines one bad line is an error, which
/// says which line it is; `json::lines` goes on after it.
///
/// # Errors
///
/// As for [`any`].
pub fn all(bytes: &[u8], options: &ReadOptions) -> Result<Vec<Reading>, ReadError> {
    let limits = &options.limits;
    limits.check(Bound::InputBytes, bytes.len())?;
    match sniff::sniff(bytes) {
        kind @ (Kind::Html | Kind::Text) => {
            let decoded = decode::decode(bytes, limits)?;
            let read = if kind == Kind::Html { html_all } else { text_all };
            let mut readings = read(&decoded.text, limits)?;
            for reading in &mut readings {
                reading.encoding = Some(decoded.encoding);
                reading.encoding_notices.clone_from(&decoded.noticed);
            }
            Ok(readings)
        }
        #[cfg(feature = "json")]
        Kind::Json => json::all(bytes, limits),
        #[cfg(not(feature = "json"))]
        kind @ Kind::Json => Err(ReadError::new(ErrorKind::FeatureMissing { kind, feature: "json" })),
        #[cfg(feature = "csv")]
        Kind::Csv => csv::readings(bytes, limits),
        #[cfg(not(feature = "csv"))]
        kind @ Kind::Csv => Err(ReadError::new(ErrorKind::FeatureMissing { kind, feature: "csv" })),
        #[cfg(feature = "sql")]
        Kind::Sql => sql::readings(bytes, limits),
        #[cfg(not(feature = "sql"))]
        kind @ Kind::Sql => Err(ReadError::new(ErrorKind::FeatureMissing { kind, feature: "sql" })),
        #[cfg(feature = "xlsx")]
        Kind::Xlsx => readings(&source::xlsx::blocks(bytes, limits)?, None, limits),
        #[cfg(not(feature = "xlsx"))]
        kind @ Kind::Xlsx => Err(ReadError::new(ErrorKind::FeatureMissing { kind, feature: "xlsx" })),
        #[cfg(feature = "docx")]
        Kind::Docx => readings(&source::docx::blocks(bytes, limits)?, None, limits),
        #[cfg(not(feature = "docx"))]
        kind @ Kind::Docx => Err(ReadError::new(ErrorKind::FeatureMissing { kind, feature: "docx" })),
        #[cfg(feature = "pdf")]
        Kind::Pdf => pdf_all(bytes, limits),
        #[cfg(not(feature = "pdf"))]
        kind @ Kind::Pdf => Err(ReadError::new(ErrorKind::FeatureMissing { kind, feature: "pdf" })),
        #[cfg(feature = "arrow-59")]
        Kind::Parquet => parquet::readings(bytes, limits),
        #[cfg(not(feature = "arrow-59"))]
        kind @ Kind::Parquet => Err(ReadError::new(ErrorKind::FeatureMissing { kind, feature: "arrow-59" })),
        Kind::EncryptedOffice => Err(ReadError::new(ErrorKind::Encrypted(Kind::EncryptedOffice))),
        kind => Err(ReadError::new(ErrorKind::Unsupported(kind))),
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
    first(readings(&source::xlsx::blocks(bytes, &options.limits)?, None, &options.limits)?)
}

/// Reads the first report in a Word document (DOCX).
///
/// # Errors
///
/// [`ReadError`] if the bytes are no document, it is broken or over a limit, or holds nothing of a report.
#[cfg(feature = "docx")]
pub fn docx(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    options.limits.check(Bound::InputBytes, bytes.len())?;
    first(readings(&source::docx::blocks(bytes, &options.limits)?, None, &options.limits)?)
}

#[cfg(feature = "pdf")]
fn pdf_all(bytes: &[u8], limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    let document = source::pdf::blocks(bytes, limits)?;
    readings(&document, document.text.as_deref(), limits)
}

fn first(readings: Vec<Reading>) -> Result<Reading, ReadError> {
    readings.into_iter().next().ok_or_else(|| ReadError::new(ErrorKind::NotAReport))
}

fn text_all(source: &str, limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    readings(&source::text::blocks(source, limits)?, Some(source), limits)
}

#[cfg(feature = "html")]
fn html_all(source: &str, limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    let document =
        source::html::blocks(source, limits.depth, limits.cells.saturating_mul(8)).map_err(|error| match error {
            source::html::HtmlError::TooDeep => ReadError::over(Bound::Depth, limits.depth),
            source::html::HtmlError::TooLarge => ReadError::over(Bound::Cells, limits.cells),
        })?;
    readings(&document, Some(source), limits)
}

#[cfg(not(feature = "html"))]
fn html_all(_: &str, _: &Limits) -> Result<Vec<Reading>, ReadError> {
    Err(ReadError::new(ErrorKind::FeatureMissing { kind: Kind::Html, feature: "html" }))
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
        // In a workbook the title is a cell as all the rest.
        let can_be_title = |segment: &&Segment<'_>| segment.slot.is_none() || segment.text.contains("报告");
        let lines = own.iter().filter(can_be_title).map(|segment| segment.text);
        let found = header::find(title, lines);
        let year = found.year.map(crate::report::ReportYear::get);
        let Some(edition) =
            assemble::edition(records, &scan, &(begin..end), year).filter(|_| assemble::is_report(records))
        else {
            continue;
        };
        let mut draft = assemble::draft(records, &scan, edition, begin..end, limits.digit_steps);
        draft.header.organ = found.organ;
        draft.header.year = found.year;
        draft.header.period = found.period;
        draft.header.published = found.published;
        let sections: Vec<_> = scan.sections.iter().filter(|s| (begin..end).contains(&s.segment)).copied().collect();
        section::fill(&mut draft, &sections, &segments, end);
        readings.push(Reading { draft, text: source.map(str::to_owned), encoding: None, encoding_notices: Vec::new() });
    }
    if readings.is_empty() { Err(ReadError::new(ErrorKind::NotAReport)) } else { Ok(readings) }
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
