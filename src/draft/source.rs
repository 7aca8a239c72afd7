//! Where something is in what was read.

use std::fmt;

/// A place in a source, as far as it is known. All numbers count from 1.
///
/// ```
/// use disclosure_report::draft::Source;
///
/// let mut at = Source::default();
/// at.line = Some(12);
/// at.column = Some(5);
/// assert_eq!(at.to_string(), "12:5");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Source {
    /// The line of the decoded text, or of the text that was taken out of a document.
    pub line: Option<u32>,
    /// The character within the line.
    pub column: Option<u32>,
    /// The page of a document, or the sheet of a workbook.
    pub page: Option<u32>,
    /// The table within the source.
    pub table: Option<u32>,
    /// The row within the table or the sheet.
    pub row: Option<u32>,
    /// The column of the grid within the row.
    pub cell: Option<u32>,
}

impl Source {
    /// Whether nothing is known of the place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A place in a text.
    #[must_use]
    pub fn at_line(line: u32, column: u32) -> Self {
        Self { line: Some(line), column: Some(column), ..Self::default() }
    }
}

/// `line:column`, then what else is known: `12:5, table 2 row 5 cell 4`.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sep = "";
        if let Some(line) = self.line {
            write!(f, "{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
            sep = ", ";
        }
        for (name, value) in [("page", self.page), ("table", self.table), ("row", self.row), ("cell", self.cell)] {
            if let Some(value) = value {
                write!(f, "{sep}{name} {value}")?;
                sep = if name == "page" { ", " } else { " " };
            }
        }
        Ok(())
    }
}
