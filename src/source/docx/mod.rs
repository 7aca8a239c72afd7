//! Word documents: the paragraphs and tables of `word/document.xml`, as they show.
//!
//! Headers, footers, notes and comments are other parts and are not read; numbers that Word generates for list
//! paragraphs are in no part at all.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::block::{Block, Document, Text};
use super::error::{Bound, ReadError};
use super::kind::FileKind;
use super::limits::Limits;
use super::parts::{Parts, attribute, push_reference};
use crate::draft::Source;

mod table;
#[cfg(test)]
mod tests;

use table::{Cell, Merge, Table};

/// Reads a Word document.
pub(crate) fn blocks(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut parts = Parts::open(bytes, FileKind::Docx, limits)?;
    let main = match parts.text("word/document.xml")? {
        Some(text) => text,
        None => match main_part(&mut parts)? {
            Some(name) => parts.text(&name)?.ok_or_else(|| ReadError::broken(FileKind::Docx, "no main document"))?,
            None => return Err(ReadError::broken(FileKind::Docx, "no main document")),
        },
    };
    let title = parts.title()?;
    let mut walk = Walk::new(limits);
    walk.document(&main).map_err(|error| {
        if walk.line == 0 { error } else { error.at(Source { line: Some(walk.line), ..Source::default() }) }
    })?;
    Ok(Document { blocks: walk.blocks, title })
}

/// The main part where it has another name, which the package's relations give.
fn main_part(parts: &mut Parts<'_>) -> Result<Option<String>, ReadError> {
    let Some(text) = parts.text("_rels/.rels")? else { return Ok(None) };
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                if attribute(&start, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
                    return Ok(attribute(&start, "Target").map(|name| name.trim_start_matches('/').to_owned()));
                }
            }
            Ok(Event::Eof) => return Ok(None),
            Err(error) => return Err(ReadError::broken(FileKind::Docx, error)),
            Ok(_) => {}
        }
    }
}

/// A paragraph being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    line: u32,
    /// Its end is deleted under change tracking, so the next paragraph goes on in it.
    runs_on: bool,
}

/// Which element's properties are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Properties {
    None,
    Paragraph,
    Row,
    Cell,
}

struct Walk<'l> {
    limits: &'l Limits,
    blocks: Vec<Block>,
    /// Open tables, the innermost last.
    tables: Vec<Table>,
    /// Open paragraphs: more than one within a text box.
    paragraphs: Vec<Paragraph>,
    carried: Option<Paragraph>,
    properties: Properties,
    /// How many `t` elements are open.
    in_text: usize,
    hidden: bool,
    depth: usize,
    /// The depth of the element that is being skipped.
    skipped: Option<usize>,
    line: u32,
    table_count: u32,
    rows: usize,
    cells: usize,
}

impl<'l> Walk<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            blocks: Vec::new(),
            tables: Vec::new(),
            paragraphs: Vec::new(),
            carried: None,
            properties: Properties::None,
            in_text: 0,
            hidden: false,
            depth: 0,
            skipped: None,
            line: 0,
            table_count: 0,
            rows: 0,
            cells: 0,
        }
    }

    fn document(&mut self, text: &str) -> Result<(), ReadError> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().map_err(|error| ReadError::broken(FileKind::Docx, error))? {
                Event::Start(start) => self.start(&start)?,
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.skipped == Some(self.depth) {
                        self.skipped = None;
                    } else if self.skipped.is_none() {
                        self.end(end.local_name().as_ref());
                    }
                }
                Event::Text(text) if self.reads() => self.push(&text.xml10_content()),
                Event::CData(text) if self.reads() => self.push(&text.xml10_content()),
                Event::GeneralRef(reference) if self.reads() => {
                    let mut text = String::new();
                    push_reference(&reference, &mut text);
                    self.push(&text);
                }
                Event::Eof if self.depth > 0 => {
                    return Err(ReadError::broken(FileKind::Docx, "ends within an element"));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        self.flush();
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        self.depth += 1;
        self.limits.check(Bound::Depth, self.depth)?;
        let name = start.local_name();
        let name = name.as_ref();
        if self.skipped.is_some() {
            return Ok(());
        }
        if self.is_skipped(name) {
            self.skipped = Some(self.depth - 1);
            return Ok(());
        }
        match name {
            "p" => {
                self.line = self.line.saturating_add(1);
                let fresh = Paragraph { line: self.line, ..Paragraph::default() };
                self.paragraphs.push(self.carried.take().unwrap_or(fresh));
            }
            "t" => self.in_text += 1,
            "r" => self.hidden = false,
            "tab" if self.properties == Properties::None => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "pPr" => self.properties = Properties::Paragraph,
            "trPr" => self.properties = Properties::Row,
            "tcPr" => self.properties = Properties::Cell,
            // Under change tracking: the end of the paragraph or the whole row is deleted.
            "del" if self.properties == Properties::Paragraph => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.runs_on = true;
                }
            }
            "vanish" if self.properties == Properties::None => self.hidden = is_on(start),
            "tbl" => {
                self.flush();
                self.table_count = self.table_count.saturating_add(1);
                self.tables.push(Table::new(self.table_count));
            }
            "tr" => {
                self.rows += 1;
                self.limits.check(Bound::Rows, self.rows)?;
                if let Some(table) = self.tables.last_mut() {
                    table.begin_row();
                }
            }
            "tc" => {
                self.cells += 1;
                self.limits.check(Bound::Cells, self.cells)?;
                if let Some(table) = self.tables.last_mut() {
                    table.begin_cell();
                }
            }
            _ => self.table_property(name, start),
        }
        Ok(())
    }

    /// Spans and merges.
    fn table_property(&mut self, name: &str, start: &BytesStart<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        let value = attribute(start, "val");
        match (self.properties, name) {
            (Properties::Row, "gridBefore") => table.skip_columns(span(value.as_deref())),
            (Properties::Row, "del") => table.delete_row(),
            (Properties::Cell, name) => {
                let Some(cell) = table.cell() else { return };
                let merge = if value.as_deref() == Some("restart") { Merge::Starts } else { Merge::Continues };
                match name {
                    "gridSpan" => cell.columns = span(value.as_deref()),
                    "vMerge" => cell.down = merge,
                    "hMerge" => cell.across = merge,
                    "cellDel" => cell.deleted = true,
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    if paragraph.runs_on {
                        self.carried = Some(Paragraph { runs_on: false, ..paragraph });
                    } else {
                        self.finish(paragraph);
                    }
                }
            }
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "r" => self.hidden = false,
            "pPr" | "trPr" | "tcPr" => self.properties = Properties::None,
            "tc" => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell();
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row();
                }
            }
            "tbl" => {
                self.flush();
                if let Some(table) = self.tables.pop() {
                    let blocks = table.into_blocks();
                    if let Some(outer) = self.open_cell() {
                        outer.holds_table = true;
                    }
                    self.emit(blocks);
                }
            }
            _ => {}
        }
    }

    /// What does not show: deleted text, the older of two versions, field codes, how characters are pronounced.
    fn is_skipped(&self, name: &str) -> bool {
        match name {
            "del" => self.properties == Properties::None,
            "moveFrom" | "Fallback" | "delText" | "delInstrText" | "instrText" | "rt" => true,
            _ => name.ends_with("Change"),
        }
    }

    fn reads(&self) -> bool {
        self.in_text > 0 && self.skipped.is_none()
    }

    fn push(&mut self, text: &str) {
        if self.skipped.is_none()
            && !self.hidden
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.text.push_str(text);
        }
    }

    fn flush(&mut self) {
        if let Some(paragraph) = self.carried.take() {
            self.finish(paragraph);
        }
    }

    fn finish(&mut self, paragraph: Paragraph) {
        let at = Source { line: Some(paragraph.line), ..Source::default() };
        let blank = paragraph.text.trim().is_empty();
        match self.open_cell() {
            // A blank paragraph still shows where its cell is.
            Some(cell) if blank => cell.line = cell.line.or(at.line),
            _ if blank => {}
            _ => self.emit(vec![Block::Paragraph(Text { text: paragraph.text, at })]),
        }
    }

    fn open_cell(&mut self) -> Option<&mut Cell> {
        self.tables.iter_mut().rev().find_map(Table::cell)
    }

    fn emit(&mut self, blocks: Vec<Block>) {
        match self.open_cell() {
            Some(cell) => cell.content.extend(blocks),
            None => self.blocks.extend(blocks),
        }
    }
}

/// A switch without a value is on.
fn is_on(start: &BytesStart<'_>) -> bool {
    attribute(start, "val").is_none_or(|value| !matches!(value.as_ref(), "0" | "false" | "off"))
}

/// A span as written, within what a table can have: spans lie, and Word itself stops at 63 columns.
fn span(value: Option<&str>) -> u32 {
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, 1024)
}
