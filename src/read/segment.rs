//! A document as segments of text: a cell of a table, or a line.

use crate::chars::fold::fold_char;
use crate::draft::Source;
use crate::source::block::{Block, Document};

/// What comes before a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Border {
    /// A cell's border: an empty segment after it is a blank cell.
    Cell,
    /// The end of a line: a label may go on after it.
    Line,
}

/// A stretch of text without a border in it.
#[derive(Debug)]
pub(super) struct Segment<'a> {
    /// As written.
    pub(super) text: &'a str,
    pub(super) at: Source,
    pub(super) border: Border,
    /// For a cell of a table: where it is.
    pub(super) slot: Option<Slot>,
    /// Where its characters begin among all that count.
    pub(super) start: usize,
}

/// Where a cell is in the tables of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The table, by its place among the blocks.
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: u32,
}

/// A character that counts, where it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folded {
    pub(super) c: char,
    pub(super) segment: u32,
    /// Byte within the segment's text.
    pub(super) byte: u32,
}

/// A document's segments, and all their characters that count in labels.
#[derive(Debug, Default)]
pub(super) struct Segments<'a> {
    pub(super) list: Vec<Segment<'a>>,
    pub(super) chars: Vec<Folded>,
}

impl<'a> Segments<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut segments = Self::default();
        segments.chars.reserve(document.blocks.len() * 8);
        for (number, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(text) => {
                    for (line, at) in lines(&text.text, text.at) {
                        segments.push(line, at, Border::Line, None);
                    }
                }
                Block::Cells(cells) => {
                    for cell in cells {
                        segments.push(&cell.text, cell.at, Border::Cell, None);
                    }
                }
                Block::Table(grid) => {
                    for (row, cells) in grid.rows.iter().enumerate() {
                        for cell in cells {
                            let slot = Slot { table: number, row, column: cell.column };
                            segments.push(&cell.text, cell.at, Border::Cell, Some(slot));
                        }
                    }
                }
            }
        }
        segments
    }

    fn push(&mut self, text: &'a str, at: Source, border: Border, slot: Option<Slot>) {
        let start = self.chars.len();
        // Sources are bounded far below 2^32 bytes and segments.
        let segment = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let place = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        self.chars.extend(
            text.char_indices().filter_map(|(byte, c)| Some(Folded { c: fold_char(c)?, segment, byte: place(byte) })),
        );
        self.list.push(Segment { text, at, border, slot, start });
    }

    /// Whether a label may go on from one character to the next: within a segment, or over the end of a line.
    pub(super) fn joined(&self, from: u32, to: u32) -> bool {
        from == to
            || (from + 1..=to).all(|s| self.list.get(s as usize).is_some_and(|segment| segment.border == Border::Line))
    }
}

/// The lines of a text, each with its place.
fn lines(text: &str, at: Source) -> impl Iterator<Item = (&str, Source)> {
    let mut line = at.line;
    text.split('\n').enumerate().map(move |(i, part)| {
        let mut place = at;
        if i > 0 {
            line = line.map(|line| line + 1);
            place.line = line;
            place.column = place.column.map(|_| 1);
        }
        (part, place)
    })
}
