//! What every source is turned into before labels are matched: paragraphs and tables, in document order.
//!
//! A source decides nothing about the form. It says which text is where; blanks stay blank.

use crate::draft::Source;

/// A source as blocks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Document {
    /// Paragraphs and tables in document order.
    pub(crate) blocks: Vec<Block>,
    /// The title that the source declares apart from its text (`<title>`, document properties).
    pub(crate) title: Option<String>,
}

/// A piece of a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A line or paragraph outside any table.
    Paragraph(Text),
    /// A table, its spans resolved.
    Table(Grid),
    /// Cells between bars whose rows are not known; each text is one cell.
    Cells(Vec<Text>),
}

/// Text and its place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// As written; line breaks inside it are kept as `\n`.
    pub(crate) text: String,
    pub(crate) at: Source,
}

/// A table: its rows in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    pub(crate) rows: Vec<Vec<GridCell>>,
}

/// A cell that begins in its row; places covered by a span from above or from the left hold no cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct GridCell {
    /// As written, without surrounding white space; line breaks inside it are kept as `\n`. Empty for a blank cell.
    pub(crate) text: String,
    /// Its place: `table`, `row` and `cell` count from 1; `cell` is the grid column.
    pub(crate) at: Source,
    /// The grid column it begins in, from 0.
    pub(crate) column: u32,
    /// How many columns it covers, at least 1.
    pub(crate) columns: u32,
    /// How many rows it covers, at least 1, never past the end of the table.
    pub(crate) rows: u32,
}
