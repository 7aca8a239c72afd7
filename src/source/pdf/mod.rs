//! PDF documents with a text layer: tables from the lines drawn around their cells, lines of text elsewhere.
//!
//! The engine opens the file: objects, filters, decryption without a password. Content streams, fonts and layout are read
//! here. The engine has not been seen to panic; if it does, that is an error like any other, provided that the program
//! unwinds (`panic = "unwind"`, as by default).
//!
//! Not read: text that is drawn as outlines or pictures; fonts that neither say which characters their glyphs are nor use
//! a Unicode, GB or Big5 encoding; text aslant, as watermarks are; what is outside the page; form fields and notes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::block::{Block, Document, Grid, GridCell, Text};
use super::error::{Bound, ReadError, ReadErrorKind};
use super::kind::FileKind;
use super::limits::Limits;
use crate::draft::Source;

mod cmap;
mod draw;
mod file;
mod font;
mod geometry;
mod lex;
mod lines;
mod path;
mod piece;
mod table;
#[cfg(test)]
mod tests;

use file::File;
use piece::{Filled, Piece};

/// Reads a PDF document: its blocks, and the text whose lines their places count.
pub(crate) fn blocks(bytes: &[u8], limits: &Limits) -> Result<(Document, String), ReadError> {
    let read = AssertUnwindSafe(|| read(bytes, limits));
    catch_unwind(read).unwrap_or_else(|_| Err(ReadError::broken(FileKind::Pdf, "it can't be parsed")))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<(Document, String), ReadError> {
    let mut file = File::load(bytes, limits)?;
    let ids: Vec<_> = file.document.page_iter().take(limits.pages.saturating_add(1)).collect();
    if ids.is_empty() {
        return Err(ReadError::broken(FileKind::Pdf, "it has no pages"));
    }
    limits.check(Bound::Pages, ids.len())?;
    let mut fonts = draw::Fonts::new();
    let mut pages: Vec<(usize, Piece)> = Vec::new();
    let (mut known, mut unknown) = (0_usize, 0_usize);
    for (number, id) in (1..).zip(ids) {
        let page = file.page(id).and_then(|page| draw::page(&mut file, &mut fonts, &page));
        let drawn = page.map_err(|error| error.at(Source { page: place(number), ..Source::default() }))?;
        for glyph in drawn.glyphs.iter().filter(|glyph| !glyph.shown.is_whitespace()) {
            if glyph.shown == char::REPLACEMENT_CHARACTER {
                unknown += 1;
            } else {
                known += 1;
            }
        }
        pages.extend(piece::pieces(drawn, number).into_iter().map(|piece| (number, piece)));
    }
    if unknown > known {
        return Err(ReadError::broken(FileKind::Pdf, "its fonts do not say which characters they show"));
    }
    if known == 0 {
        return Err(ReadError::new(ReadErrorKind::NoTextLayer));
    }
    mend_breaks(&mut pages);
    let mut out = Out::new(limits);
    out.document.title = file.title();
    for (page, piece) in &pages {
        out.piece(*page, piece)?;
    }
    Ok((out.document, out.text))
}

/// Puts together the rows that page breaks went through.
fn mend_breaks(pages: &mut Vec<(usize, Piece)>) {
    for at in 1..pages.len() {
        if let Some([(page, Piece::Table(above)), (next, Piece::Table(below))]) = pages.get_mut(at - 1..=at)
            && *page + 1 == *next
        {
            above.take_rest(below);
        }
    }
    pages.retain(|(_, piece)| !matches!(piece, Piece::Table(table) if table.rows == 0));
}

/// Blocks and text, as they grow.
struct Out<'l> {
    limits: &'l Limits,
    document: Document,
    text: String,
    lines: usize,
    tables: usize,
    rows: usize,
    cells: usize,
}

/// Numbers of places are kept in 32 bits; no limit lets more lines through than that.
fn place(number: usize) -> Option<u32> {
    u32::try_from(number).ok()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl<'l> Out<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self { limits, document: Document::default(), text: String::new(), lines: 0, tables: 0, rows: 0, cells: 0 }
    }

    fn piece(&mut self, page: usize, piece: &Piece) -> Result<(), ReadError> {
        match piece {
            Piece::Line(line) => {
                self.lines += 1;
                let at = Source { page: place(page), line: place(self.lines), column: Some(1), ..Source::default() };
                self.document.blocks.push(Block::Paragraph(Text { text: line.clone(), at }));
                self.text.push_str(line);
                self.text.push('\n');
            }
            Piece::Table(table) => self.table(page, table)?,
        }
        Ok(())
    }

    fn table(&mut self, page: usize, table: &Filled) -> Result<(), ReadError> {
        self.tables += 1;
        self.rows += table.rows;
        self.limits.check(Bound::Rows, self.rows)?;
        self.cells += table.cells.len();
        self.limits.check(Bound::Cells, self.cells)?;
        let mut grid = Grid { rows: (0..table.rows).map(|_| Vec::new()).collect() };
        let mut cells: Vec<_> = table.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let mut cells = cells.into_iter().peekable();
        for (number, row) in (0..).zip(&mut grid.rows) {
            self.lines += 1;
            let mut column = 1;
            let begin = self.text.len();
            while let Some(cell) = cells.next_if(|cell| cell.row == number) {
                let mut at = Source {
                    page: place(page),
                    line: place(self.lines),
                    column: None,
                    table: place(self.tables),
                    row: place(number + 1),
                    cell: place(cell.column + 1),
                };
                if !cell.text.is_empty() {
                    if self.text.len() > begin {
                        self.text.push_str("  ");
                        column += 2;
                    }
                    at.column = place(column);
                    let line = cell.text.chars().filter(|&c| c != '\n');
                    column += line.clone().count();
                    self.text.extend(line);
                }
                let (columns, rows) = (count(cell.columns), count(cell.rows));
                row.push(GridCell { text: cell.text.clone(), at, column: count(cell.column), columns, rows });
            }
            self.text.push('\n');
        }
        self.document.blocks.push(Block::Table(grid));
        Ok(())
    }
}
