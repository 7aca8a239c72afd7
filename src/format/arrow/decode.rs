//! Record batches into drafts.

use arrow_array::RecordBatch;

use super::column::Column;
use super::error::{ArrowError, ArrowErrorKind, at};
use super::row::Layout;
use super::schema::{Content, FORMAT_KEY, VERSION, VERSION_KEY};
use crate::draft::Draft;
use crate::form::{CellId, Edition};
use crate::record::{EDITION, FORMAT, Fault, FaultKind, Faults, found};

/// The drafts in a batch, one for each row.
///
/// Columns are found by name; others are ignored. Text may be plain, large, as views or of a dictionary; integers of any
/// width; a count may be a decimal or a float that is a whole number; lists may be large. See the [module](super).
///
/// ```
/// use disclosure_report::{Draft, Edition, arrow};
///
/// let draft = Draft::blank(Edition::Trial2019);
/// let batch = arrow::batch(Edition::Trial2019, [&draft])?;
/// for read in arrow::drafts(&batch)? {
///     assert_eq!(read?, draft);
/// }
/// # Ok::<(), disclosure_report::arrow::ArrowError>(())
/// ```
///
/// # Errors
///
/// [`ArrowError`] if a column is missing or of a type that is not read. The iterator gives an error for each row with
/// faults, and goes on with the next row.
pub fn drafts(batch: &RecordBatch) -> Result<Drafts, ArrowError> {
    Drafts::new(batch, 0)
}

/// The drafts in a batch, one for each row: see [`drafts`].
#[derive(Debug)]
pub struct Drafts {
    rows: usize,
    row: usize,
    /// How many rows come before this batch.
    before: usize,
    edition: Column,
    /// Where everything is, for each edition that a row is of.
    layouts: Vec<Layout>,
}

impl Drafts {
    pub(super) fn new(batch: &RecordBatch, before: usize) -> Result<Self, ArrowError> {
        check_format(batch)?;
        if batch.column_by_name(EDITION).is_none()
            || CellId::all().all(|cell| batch.column_by_name(cell.as_str()).is_none())
        {
            return Err(ArrowErrorKind::NoReports.into());
        }
        let edition = Column::find(batch, Content::Edition)?;
        let rows = batch.num_rows();
        let mut layouts: Vec<Layout> = Vec::new();
        // A row of no edition has its own error.
        for edition in (0..rows).filter_map(|row| edition_of(&edition, row).ok()) {
            if !layouts.iter().any(|layout| layout.edition == edition) {
                layouts.push(Layout::new(batch, edition)?);
            }
        }
        Ok(Self { rows, row: 0, before, edition, layouts })
    }

    fn draft(&self, row: usize) -> Result<Draft, Faults> {
        let number = self.before + row;
        let layout = edition_of(&self.edition, row).and_then(|edition| {
            let layout = self.layouts.iter().find(|layout| layout.edition == edition);
            layout.ok_or(FaultKind::MissingKey)
        });
        let fault = |kind: FaultKind| Fault::new(at(Some(number), Some(EDITION), None), kind.in_row());
        layout.map_err(fault)?.draft(row, number)
    }
}

fn edition_of(column: &Column, row: usize) -> Result<Edition, FaultKind> {
    column.get(row).ok_or(FaultKind::MissingKey)?.edition()
}

impl Iterator for Drafts {
    type Item = Result<Draft, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.row >= self.rows {
            return None;
        }
        self.row += 1;
        Some(self.draft(self.row - 1).map_err(Into::into))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rows - self.row, Some(self.rows - self.row))
    }
}

impl ExactSizeIterator for Drafts {}

/// Rejects what calls itself another format, or a later version. Programs that rewrite a file drop what it is called.
fn check_format(batch: &RecordBatch) -> Result<(), ArrowError> {
    let said = batch.schema_ref().metadata();
    let (Some(format), Some(version)) = (said.get(FORMAT_KEY), said.get(VERSION_KEY)) else { return Ok(()) };
    if format != FORMAT {
        return Err(ArrowErrorKind::NoReports.into());
    }
    if *version != VERSION.to_string() {
        let kind = FaultKind::LaterVersion { known: VERSION, found: found(version) };
        return Err(Fault::new(at(None, None, None), kind).into());
    }
    Ok(())
}
