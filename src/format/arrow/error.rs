//! Why reports can't be put into record batches, or read from them.

use std::fmt;

/// Why reports can't be put into record batches, or read from them: what is wrong, in which row and column.
///
/// ```
/// use disclosure_report::{Draft, Edition, arrow};
///
/// let other = Draft::new(Edition::Trial2019);
/// let error = arrow::batch(Edition::Revised2021, [&other]).unwrap_err();
/// assert_eq!(error.to_string(), "row 0, column edition: a draft of edition 2019, where 2021 is wanted");
/// ```
#[derive(Debug)]
pub struct ArrowError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    row: Option<usize>,
    column: Option<Box<str>>,
    foreign: bool,
    why: Why,
}

#[derive(Debug)]
enum Why {
    /// In words.
    Said(Box<str>),
    /// What the engine says.
    Engine(Box<dyn std::error::Error + Send + Sync>),
}

impl ArrowError {
    pub(super) fn new(why: impl Into<Box<str>>) -> Self {
        Self::because(Why::Said(why.into()))
    }

    /// What an engine says.
    pub(super) fn engine(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::because(Why::Engine(Box::new(error)))
    }

    fn because(why: Why) -> Self {
        Self(Box::new(Inner { row: None, column: None, foreign: false, why }))
    }

    /// The same, of this column unless a column is known already.
    pub(super) fn in_column(mut self, column: impl Into<Box<str>>) -> Self {
        self.0.column.get_or_insert_with(|| column.into());
        self
    }

    /// The same, in this row.
    pub(super) fn in_row(mut self, row: usize) -> Self {
        self.0.row = Some(row);
        self
    }

    /// The same, where the rest says that the table holds something else than reports.
    pub(super) fn foreign(mut self) -> Self {
        self.0.foreign = true;
        self
    }

    /// Whether the table holds something else than reports.
    #[cfg(feature = "text")]
    pub(crate) fn is_foreign(&self) -> bool {
        self.0.foreign
    }

    /// The row, counted from 0 over the whole batch or file; `None` if the error is of all rows.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        self.0.row
    }

    /// The name of the column, if the error is of one.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        self.0.column.as_deref()
    }
}

/// `row 3, column details: …`, as far as known.
impl fmt::Display for ArrowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.row, &self.0.column) {
            (Some(row), Some(column)) => write!(f, "row {row}, column {column}: ")?,
            (Some(row), None) => write!(f, "row {row}: ")?,
            (None, Some(column)) => write!(f, "column {column}: ")?,
            (None, None) => {}
        }
        match &self.0.why {
            Why::Said(why) => f.write_str(why),
            Why::Engine(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ArrowError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.why {
            Why::Said(_) => None,
            Why::Engine(error) => Some(&**error),
        }
    }
}
