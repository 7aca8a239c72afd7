//! Plain text: a cell a line, a row a line, cells between bars, tabs, padded columns.

mod markdown;

use std::borrow::Cow;

use super::block::{Block, Document, Grid, GridCell, Text};
use super::error::{Bound, ReadError};
use super::limits::Limits;
use crate::chars::page_number;
use crate::draft::Source;

/// Signs that are drawn as bars between cells; all are read as the first.
const BAR: char = '|';
const OTHER_BARS: &[char] = &['｜', '│', '┃', '¦'];

/// Turns text into blocks: a line is a paragraph, cells between bars or tabs are cells.
pub(crate) fn blocks(text: &str, limits: &Limits) -> Result<Document, ReadError> {
    // One character for another, so that places stay as they are.
    let text = if OTHER_BARS.iter().any(|bar| text.contains(*bar)) {
        Cow::Owned(text.replace(OTHER_BARS, "|"))
    } else {
        Cow::Borrowed(text)
    };
    let rows = bars_enclose_rows(&text);
    let markdown = markdown::is_markdown(&text);
    let marks = PageMarks::of(&text);
    let mut document = Document::default();
    let mut tables = 0;
    let mut cells = 0;
    for (number, line) in (1..).zip(text.lines()) {
        let line = Line { number, text: marks.without(line) };
        let borders = |border: u8| line.text.bytes().filter(|byte| *byte == border).count();
        let (bars, tabs) = (borders(b'|'), borders(b'\t'));
        cells += bars + tabs;
        limits.check(Bound::Cells, cells).map_err(|error| error.at(Source::at_line(number, 1)))?;
        if markdown && bars + tabs == 0 {
            let (marks, text) = markdown::without_heading(line.text);
            if !text.trim().is_empty() {
                let at = Source::at_line(number, length(1 + marks));
                document.blocks.push(Block::Paragraph(Text { text: markdown::plain(text), at }));
            }
        } else if bars + tabs == 0 {
            if !line.text.trim().is_empty() {
                let at = Source::at_line(number, 1);
                document.blocks.push(Block::Paragraph(Text { text: line.text.to_owned(), at }));
            }
        } else if tabs > 0 && !line.text.trim().is_empty() {
            line.into_grid(&mut document, &mut tables, line.split('\t'), markdown);
        } else if bars > 0 && !rows {
            line.into_cells(&mut document);
        } else if bars > 0 {
            let cells = line.between_bars();
            if !cells.iter().all(|(text, _)| is_rule(text)) {
                line.into_grid(&mut document, &mut tables, cells, markdown);
            }
        }
    }
    Ok(document)
}

/// Whether rows have bars on both sides, as in Markdown. Otherwise a bar ends a cell, and a line says nothing of rows.
///
/// Most rows decide, since a row whose first cell is blank begins with a bar in either case.
fn bars_enclose_rows(text: &str) -> bool {
    let rows = text
        .lines()
        .map(str::trim)
        .filter(|line| line.contains(BAR) && line.contains(|c: char| c != BAR && !c.is_whitespace()));
    let (mut all, mut enclosed) = (0, 0);
    for row in rows {
        all += 1;
        enclosed += usize::from(row.starts_with(BAR));
    }
    enclosed * 2 > all
}

/// The line under the head of a table in Markdown.
fn is_rule(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() >= 3 && cell.chars().all(|c| matches!(c, '-' | ':')) && cell.contains("---")
}

/// The numbers of pages within a text that was taken from a document: `- 5 -` at the end of a line.
struct PageMarks(bool);

impl PageMarks {
    /// Marks are believed if there are two or more, and each is one more than the one before.
    fn of(text: &str) -> Self {
        let numbers: Vec<_> =
            text.lines().filter_map(|line| page_number::at_end(line).map(|(_, number)| number)).collect();
        let counts_on = numbers.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
        Self(numbers.len() > 1 && counts_on)
    }

    fn without<'a>(&self, line: &'a str) -> &'a str {
        if self.0 { page_number::at_end(line).map_or(line, |(rest, _)| rest) } else { line }
    }
}

#[derive(Clone, Copy)]
struct Line<'a> {
    number: u32,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// The texts between separators, each with the character it begins at.
    fn split(self, separator: char) -> Vec<(&'a str, u32)> {
        let mut column = 1_u32;
        let pieces = self.text.split(separator);
        pieces
            .map(|piece| {
                let spaces = piece.chars().take_while(|c| c.is_whitespace()).count();
                let at = column.saturating_add(length(spaces));
                column = column.saturating_add(length(piece.chars().count() + 1));
                (piece.trim(), at)
            })
            .collect()
    }

    fn between_bars(self) -> Vec<(&'a str, u32)> {
        let mut cells = self.split(BAR);
        if self.text.trim_end().ends_with(BAR) {
            cells.pop();
        }
        if self.text.trim_start().starts_with(BAR) && !cells.is_empty() {
            cells.remove(0);
        }
        cells
    }

    /// The cells as a row of a table, which goes on from line to line.
    fn into_grid(self, document: &mut Document, tables: &mut u32, cells: Vec<(&'a str, u32)>, markdown: bool) {
        if !matches!(document.blocks.last(), Some(Block::Table(_))) {
            *tables += 1;
            document.blocks.push(Block::Table(Grid::default()));
        }
        let Some(Block::Table(grid)) = document.blocks.last_mut() else { return };
        let row = length(grid.rows.len() + 1);
        let cell = |(column, (text, at)): (u32, (&str, u32))| {
            let mut source = Source::at_line(self.number, at);
            source.table = Some(*tables);
            source.row = Some(row);
            source.cell = Some(column + 1);
            let text = if markdown { markdown::plain(text) } else { unbroken(text) };
            GridCell { text, at: source, column, columns: 1, rows: 1 }
        };
        grid.rows.push((0..).zip(cells).map(cell).collect());
    }

    /// The cells that end with a bar on this line; what follows the last bar is one, too.
    fn into_cells(self, document: &mut Document) {
        if !matches!(document.blocks.last(), Some(Block::Cells(_))) {
            document.blocks.push(Block::Cells(Vec::new()));
        }
        let Some(Block::Cells(list)) = document.blocks.last_mut() else { return };
        let mut cells = self.split(BAR);
        cells.pop_if(|(text, _)| text.is_empty());
        list.extend(
            cells
                .into_iter()
                .map(|(text, column)| Text { text: text.to_owned(), at: Source::at_line(self.number, column) }),
        );
    }
}

/// A cell may have breaks of its own, as in Markdown.
fn unbroken(text: &str) -> String {
    if text.contains('<') { text.replace("<br>", "\n").replace("<br/>", "\n") } else { text.to_owned() }
}

fn length(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
