//! Excel workbooks: the official form with live sums, the form to fill in, and the form with what was found in it.
//!
//! A sheet for each of the six sections, named as they are, in their order; the first begins with the report's title. The
//! tables are merged as on paper and print on A4.
//!
//! - **Totals are formulas** over just their parts, so that they follow a figure that is corrected. A published total that
//!   is *not* the sum of its parts is written as it was published: a program that opens the workbook works out every formula
//!   anew, and the figure would be lost. So does a total whose parts are not all plain whole numbers (a number with a
//!   note, a decimal, text). In a [`Report`](crate::Report) every total is a formula.
//! - **Every relation is checked** by a formula outside the printed form: `✓ 相符`, `✗ 相差` with the difference (left
//!   minus right), `？ 未定` where not all is stated. Where it fails, the figures on its right, the totals, turn red and bold.
//!   Of 总计 of （七）总计, the sum of its row is the formula; the sum of its column has a mark.
//! - **Numbers** are numbers if a spreadsheet holds them exactly (15 digits, or whole up to 2⁵³ − 1), else text. A
//!   number with a unit or a note is text, `22（其中修订16件）`, as on paper. Zeros at the end of a decimal are shown, and
//!   read back without them: `5949.10` is the number 5949.1 in a cell. Nothing a draft holds becomes a formula.
//!
//! Equal drafts give equal bytes. What was written reads back by [`read`](crate::read), except what the losses name; marks
//! and findings are no part of the report and are not read.
//!
//! ```
//! use disclosure_report::{Draft, Edition, read, xlsx};
//!
//! let mut draft = Draft::blank(Edition::Revised2021);
//! draft.header.organ = Some("淮安市人民政府".into());
//! draft.set("review.upheld".parse()?, 10u32)?;
//! let mut workbook = Vec::new();
//! xlsx::write(&mut workbook, &draft)?;
//!
//! let reading = read::any(&workbook, &read::ReadOptions::default())?;
//! assert_eq!(reading.draft.header.organ, draft.header.organ);
//! assert_eq!(reading.draft.number("review.upheld".parse()?), Some(10.into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod content;
mod fill;
mod findings;
mod formats;
mod losses;
mod marks;
mod places;
mod tables;
mod text;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::content::Print;
use crate::check::Findings;
use crate::draft::{AsDraft, Draft, Losses};
use crate::form::{Edition, Table};
use crate::repair::Repair;
use content::Contents;
use places::Places;

/// Writes the official form, and says what of the draft it does not carry.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: impl Write, draft: &impl AsDraft) -> io::Result<Losses> {
    let draft = draft.as_draft();
    let print = Print::of(&draft);
    save(out, book(&print, &Contents::of(&print), false, None))?;
    Ok(losses::of(&print))
}

/// Writes the official form with one more sheet: the verdict, each finding with its figures and a link to its cells, and
/// the repairs with what speaks for them. The sheet says that it is no part of the report, and is not read back.
///
/// ```
/// use disclosure_report::{Draft, Edition, repair, xlsx};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// draft.set("review.upheld".parse()?, 10u32)?;
/// draft.set("review.total".parse()?, 0u32)?; // stays 0, in red
/// let mut workbook = Vec::new();
/// xlsx::with_findings(&mut workbook, &draft, &draft.check(), &repair::suggest(&draft))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn with_findings(
    out: impl Write,
    draft: &impl AsDraft,
    findings: &Findings,
    repairs: &[Repair],
) -> io::Result<Losses> {
    let draft = draft.as_draft();
    let print = Print::of(&draft);
    save(out, book(&print, &Contents::of(&print), false, Some((findings, repairs))))?;
    Ok(losses::of(&print))
}

/// Writes a form to fill in: organ, year, texts and figures are open to type in, and what is typed is restricted to what may
/// be there; all else is locked, without a password. The title and the totals work themselves out; a total is blank
/// until one of its parts is typed. What is filled in and saved reads back as a draft.
///
/// ```
/// use disclosure_report::{Edition, read, xlsx};
///
/// let mut workbook = Vec::new();
/// xlsx::blank(&mut workbook, Edition::Revised2021)?;
/// let reading = read::any(&workbook, &read::ReadOptions::default())?;
/// assert!(reading.draft.cells().all(|(_, cell)| cell.state.code() == "blank"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn blank(out: impl Write, edition: Edition) -> io::Result<()> {
    let draft = Draft::blank(edition);
    save(out, book(&Print::of(&draft), &Contents::blank(edition), true, None))
}

fn save(mut out: impl Write, book: Result<Vec<u8>, XlsxError>) -> io::Result<()> {
    // Nothing that a draft holds is refused: texts are cut to what a cell holds, and names of sheets are the form's.
    out.write_all(&book.map_err(io::Error::other)?)?;
    out.flush()
}

fn book(
    print: &Print<'_>,
    contents: &Contents,
    fill_in: bool,
    findings: Option<(&Findings, &[Repair])>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(print)?);
    let places = Places::new(contents.edition());
    for section in 1..=6 {
        match Table::ALL.iter().find(|table| table.number() == section) {
            Some(table) => tables::sheet(&mut workbook, *table, &places, contents, fill_in)?,
            None => text::sheet(&mut workbook, print, section, fill_in)?,
        }
    }
    if let Some((findings, repairs)) = findings {
        findings::sheet(&mut workbook, print.draft, &places, findings, repairs)?;
    }
    workbook.save_to_buffer()
}

/// The day of publication is given as the moment of writing, so that equal drafts give equal bytes.
fn properties(print: &Print<'_>) -> Result<DocProperties, XlsxError> {
    /// What programs show of a title.
    const LONGEST: usize = 255;
    let published = print.draft.header.published.and_then(|date| {
        let year = u16::try_from(date.year()).ok()?;
        ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
    });
    let created = published.map_or_else(|| ExcelDateTime::from_ymd(1980, 1, 1), Ok)?;
    let properties = DocProperties::new().set_creation_datetime(&created);
    let title = print.title();
    // A title that names nobody above another one would be taken for a name.
    let says = print.draft.header.organ.is_some() && title.chars().count() <= LONGEST;
    Ok(if says { properties.set_title(title) } else { properties })
}
