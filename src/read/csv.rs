//! Tables of comma-separated values that the crate, or someone by its columns, has written.

use super::Reading;
use crate::draft::Source;
use crate::format::csv::{CsvError, Reader};
use crate::source::decode::decode;
use crate::source::error::{Bound, ReadError, ReadErrorKind};
use crate::source::kind::FileKind;
use crate::source::limits::Limits;

/// Every report in a table. Excel saves in the system's encoding, so it need not be UTF-8.
pub(super) fn readings(bytes: &[u8], limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    let decoded = decode(bytes, limits)?;
    let mut readings = Vec::new();
    let mut cells = 0_usize;
    for draft in Reader::new(decoded.text.as_bytes())? {
        let draft = draft?;
        cells = cells.saturating_add(draft.edition().cells().len());
        limits.check(Bound::Cells, cells)?;
        limits.check(Bound::Rows, readings.len() + 1)?;
        let (encoding, encoding_notices) = (Some(decoded.encoding), decoded.noticed.clone());
        readings.push(Reading { draft, text: None, encoding, encoding_notices });
    }
    if readings.is_empty() { Err(ReadError::new(ReadErrorKind::NotAReport)) } else { Ok(readings) }
}

impl From<CsvError> for ReadError {
    fn from(error: CsvError) -> Self {
        let line = error.line().and_then(|line| u32::try_from(line).ok());
        let at = line.map(|line| Source { line: Some(line), ..Source::default() }).unwrap_or_default();
        let broken = match error.faults() {
            [_, _, ..] => Self::broken(FileKind::Csv, format_args!("{} faults: {error}", error.faults().len())),
            _ => Self::broken(FileKind::Csv, error),
        };
        broken.at(at)
    }
}
