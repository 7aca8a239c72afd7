//! Parquet files that the crate, or a program that keeps its columns, has written: a report each row.

use bytes::Bytes;

use super::Reading;
use crate::form::Edition;
use crate::format::arrow::parquet::{Reader, Totals};
use crate::format::arrow::{ArrowError, ArrowErrorKind, text_bytes};
use crate::source::error::{Bound, ReadError, ReadErrorKind};
use crate::source::kind::FileKind;
use crate::source::limits::Limits;

/// Every report in a file.
pub(super) fn readings(bytes: &[u8], limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    let reader = Reader::open(Bytes::copy_from_slice(bytes), |totals| allowed(totals, limits))?;
    let mut readings = Vec::new();
    // Every row may refer to one text, so what is made of the file counts, too.
    let mut text = 0_usize;
    for draft in reader {
        let draft = draft?;
        text = text.saturating_add(text_bytes(&draft));
        limits.check(Bound::DecompressedBytes, text)?;
        limits.check(Bound::Rows, readings.len() + 1)?;
        readings.push(Reading { draft, text: None, encoding: None, encoding_notices: Vec::new() });
    }
    if readings.is_empty() { Err(ReadError::new(ReadErrorKind::NotAReport)) } else { Ok(readings) }
}

/// Whether a file is within the limits by what it says of itself.
fn allowed(totals: Totals, limits: &Limits) -> Result<(), ReadError> {
    let cells = Edition::ALL.iter().map(|edition| edition.cells().len()).min().unwrap_or_default();
    limits.check(Bound::Rows, totals.rows)?;
    limits.check(Bound::Cells, totals.rows.saturating_mul(cells).max(totals.values))?;
    limits.check(Bound::DecompressedBytes, totals.unpacked_bytes)
}

impl From<ArrowError> for ReadError {
    fn from(error: ArrowError) -> Self {
        match error.kind() {
            ArrowErrorKind::NoReports => Self::new(ReadErrorKind::NotAReport),
            // This error has no source, so it says what the engine says.
            ArrowErrorKind::Engine(engine) => Self::broken(FileKind::Parquet, engine),
            _ => Self::broken(FileKind::Parquet, error),
        }
    }
}
