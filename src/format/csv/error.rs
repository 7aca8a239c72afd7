//! Why a table could not be read.

use std::io;

use crate::record::{At, Fault, FaultKind, Faults};

/// Why a report could not be read, or a table at all: every fault in it, or an error of its source, which is the
/// [`source`](std::error::Error::source) of this one.
///
/// It is shown as one fault a line:
///
/// ```
/// use disclosure_report::csv::Reader;
/// use disclosure_report::record::FaultKind;
///
/// let error = Reader::new("edition,header.organ,header.organ\n".as_bytes()).unwrap_err();
/// assert_eq!(error.faults()[0].kind, FaultKind::DuplicateKey);
/// assert!(error.to_string().starts_with("line 1, column header.organ: duplicate column\n"));
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct CsvError(Why);

#[derive(Debug, thiserror::Error)]
enum Why {
    #[error("the table can't be read")]
    Source(#[source] io::Error),
    #[error("{0}")]
    Faults(Faults),
}

impl CsvError {
    pub(super) fn io(error: io::Error) -> Self {
        Self(Why::Source(error))
    }

    pub(super) fn fault(at: At, kind: FaultKind) -> Self {
        Fault::new(at, kind).into()
    }

    /// What is wrong, in the order in which it was found; nothing if the source could not be read.
    ///
    /// Of one report at most 300 faults are kept.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        match &self.0 {
            Why::Source(_) => &[],
            Why::Faults(faults) => faults.list(),
        }
    }

    /// The line of the first fault, from 1; `None` if the source could not be read.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.faults().first().and_then(Fault::line)
    }
}

impl From<Faults> for CsvError {
    fn from(faults: Faults) -> Self {
        Self(Why::Faults(faults))
    }
}

impl From<Fault> for CsvError {
    fn from(fault: Fault) -> Self {
        Faults::from(fault).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_cross_threads_and_stay_small() {
        fn crosses<T: std::error::Error + Send + Sync + 'static>() {}
        crosses::<CsvError>();
        assert!(size_of::<CsvError>() <= 32);
    }

    #[test]
    fn no_error_says_what_its_source_says() {
        use std::error::Error;

        let error = CsvError::io(io::Error::other("the disk is gone"));
        assert_eq!(error.to_string(), "the table can't be read");
        assert_eq!(Error::source(&error).unwrap().to_string(), "the disk is gone");
        let fault = CsvError::fault(At::line(7, None, None), FaultKind::FieldCount { expected: 13, found: 12 });
        assert_eq!(fault.to_string(), "line 7: expected 13 fields, found 12");
        assert!(Error::source(&fault).is_none());
    }
}
