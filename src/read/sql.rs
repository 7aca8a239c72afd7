//! Rows in SQL that the crate has written.

use super::Reading;
use crate::draft::Source;
use crate::format::sql::{self, SqlError};
use crate::record::{At, Fault};
use crate::source::decode::decode;
use crate::source::error::{Bound, ReadError, ReadErrorKind};
use crate::source::kind::FileKind;
use crate::source::limits::Limits;

/// Every report in a text of SQL.
pub(super) fn readings(bytes: &[u8], limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    let decoded = decode(bytes, limits)?;
    let drafts = sql::drafts(&decoded.text).map_err(|error| broken(&error))?;
    limits.check(Bound::Cells, drafts.iter().map(|draft| draft.edition().cells().len()).sum())?;
    if drafts.is_empty() {
        return Err(ReadError::new(ReadErrorKind::NotAReport));
    }
    let reading = |draft| Reading {
        draft,
        text: None,
        encoding: Some(decoded.encoding),
        encoding_notices: decoded.noticed.clone(),
    };
    Ok(drafts.into_iter().map(reading).collect())
}

fn broken(error: &SqlError) -> ReadError {
    let line = error.line().and_then(|line| u32::try_from(line).ok());
    // The line is the error's own place.
    let without_line = |mut fault: Fault| {
        if let At::Table { line, .. } = &mut fault.at {
            *line = None;
        }
        fault.to_string()
    };
    let faults: Vec<_> = error.faults().iter().cloned().map(without_line).collect();
    ReadError::broken(FileKind::Sql, faults.join("; ")).at(Source { line, ..Source::default() })
}
