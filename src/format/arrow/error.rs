//! Why reports can't be put into record batches, or read from them.

use std::error::Error;

use ::parquet::errors::ParquetError;

use crate::form::CellId;
use crate::record::{At, Fault, Faults, one_line};

/// Why reports can't be put into record batches, or read from them.
///
/// ```
/// use disclosure_report::{Draft, Edition, arrow};
///
/// let other = Draft::blank(Edition::Trial2019);
/// let error = arrow::batch(Edition::Revised2021, [&other]).unwrap_err();
/// assert_eq!(error.to_string(), r#"row 0, column edition: expected 2021, found "2019""#);
/// assert_eq!((error.row(), error.column()), (Some(0), Some("edition")));
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ArrowError(Box<ArrowErrorKind>);

/// What is wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArrowErrorKind {
    /// A column is missing or of a type that is not read, or a row is no report: every fault with its row and column.
    #[error("{0}")]
    Faults(Faults),
    /// The table holds something else: no column `edition`, or none of a cell.
    #[error("no table of reports: expected the column edition, and one for each cell")]
    NoReports,
    /// The batch would hold more text than its columns can count.
    #[error("more than 2 GiB of text in one batch")]
    TooMuchText,
    /// The file is no Parquet file, or it contradicts itself.
    #[error("{why}")]
    BrokenFile {
        /// What is wrong with it, in English.
        why: &'static str,
    },
    /// What the engine for Arrow and Parquet says, which is the error's source.
    #[error("the engine for Arrow and Parquet failed")]
    Engine(#[source] Box<dyn Error + Send + Sync>),
}

impl ArrowError {
    pub(super) fn broken_file(why: &'static str) -> Self {
        ArrowErrorKind::BrokenFile { why }.into()
    }

    pub(super) fn engine(error: impl Error + Send + Sync + 'static) -> Self {
        let error: Box<dyn Error + Send + Sync> = Box::new(error);
        // The engine repeats what an error that it only passes on says.
        ArrowErrorKind::Engine(match error.downcast::<ParquetError>().map(|error| *error) {
            Ok(ParquetError::External(error)) | Err(error) => error,
            Ok(error) => error.into(),
        })
        .into()
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ArrowErrorKind {
        &self.0
    }

    /// The faults of the columns or of the row, in the order in which they were found; none if something else is wrong.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        if let ArrowErrorKind::Faults(faults) = &*self.0 { faults.list() } else { &[] }
    }

    /// The row of the faults, from 0 over the whole batch or file; `None` if the error is of all rows.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        self.faults().first()?.row()
    }

    /// The name of the first fault's column, if there is one. A field of a list's elements is `details.text`.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        self.faults().first()?.column()
    }
}

/// A place in a batch or file; in all of its rows if none is given.
pub(super) fn at(row: Option<usize>, column: Option<&str>, cell: Option<CellId>) -> At {
    At::Table { line: None, row, column: column.map(one_line), cell: cell.map(|cell| cell.as_str().into()) }
}

impl From<ArrowErrorKind> for ArrowError {
    fn from(kind: ArrowErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl From<Faults> for ArrowError {
    fn from(faults: Faults) -> Self {
        ArrowErrorKind::Faults(faults).into()
    }
}

impl From<Fault> for ArrowError {
    fn from(fault: Fault) -> Self {
        Faults::from(fault).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_cross_threads_and_stay_small() {
        fn crosses<T: Error + Send + Sync + 'static>() {}
        crosses::<ArrowError>();
        assert!(size_of::<ArrowError>() <= 32);
    }

    #[test]
    fn what_the_engine_says_is_said_once() {
        let said = std::fmt::Error.to_string();
        for error in
            [ArrowError::engine(std::fmt::Error), ArrowError::engine(ParquetError::External(Box::new(std::fmt::Error)))]
        {
            assert_eq!(error.source().map(ToString::to_string), Some(said.clone()));
            assert!(!error.to_string().contains(&said));
        }
    }
}
