//! Excel workbooks: each sheet as a table, as it shows.
//!
//! The engine, calamine, is asked for the cells one by one: its own ranges take memory for every place between the first
//! cell and the last, wherever a file says they are. Its panics (it computes with the file's own row numbers unchecked)
//! become errors; that needs a build with `panic = "unwind"`, which is the default.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::block::{Block, Document, Text};
use super::error::{Bound, ReadError, ReadErrorKind};
use super::kind::FileKind;
use super::limits::Limits;
use super::parts::Parts;
use crate::draft::Source;

mod sheet;
#[cfg(test)]
mod tests;

/// Excel's own bounds of a sheet.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// The texts of a sheet, by row, then column, both from 0. Blank cells are not in it.
type Cells = BTreeMap<(u32, u32), String>;

/// What a sheet is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SheetRole {
    /// One table.
    Table,
    /// A section of text, whose heading is the sheet's name: a paragraph a row.
    Section,
    /// Nothing.
    LeftOut,
}

/// What a workbook's sheets and cells are, which is known to whoever knows what it is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Roles {
    /// By its name, without white space around it.
    pub(crate) of_sheet: fn(&str) -> SheetRole,
    /// Whether a cell with this text is left out.
    pub(crate) leaves_out: fn(&str) -> bool,
}

/// Reads an Excel workbook. Hidden sheets are read only if no other sheet holds anything.
pub(crate) fn blocks(bytes: &[u8], roles: Roles, limits: &Limits) -> Result<Document, ReadError> {
    let mut parts = Parts::open(bytes, FileKind::Xlsx, limits)?;
    parts.measure()?;
    let title = parts.title()?;
    let blocks = catch_unwind(|| Workbook::open(bytes, roles, limits)?.blocks())
        .unwrap_or_else(|_| Err(ReadError::broken(FileKind::Xlsx, "a number in it is out of range")))?;
    Ok(Document { blocks, title })
}

struct Workbook<'a> {
    engine: Xlsx<Cursor<&'a [u8]>>,
    roles: Roles,
    limits: &'a Limits,
    rows: usize,
    cells: usize,
    text_bytes: usize,
}

impl<'a> Workbook<'a> {
    fn open(bytes: &'a [u8], roles: Roles, limits: &'a Limits) -> Result<Self, ReadError> {
        let engine = Xlsx::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
        Ok(Self { engine, roles, limits, rows: 0, cells: 0, text_bytes: 0 })
    }

    fn blocks(&mut self) -> Result<Vec<Block>, ReadError> {
        let sheets = self.engine.sheets_metadata().to_vec();
        self.limits.check(Bound::Pages, sheets.len())?;
        let mut blocks = Vec::new();
        for hidden in [false, true] {
            if hidden && !blocks.is_empty() {
                break;
            }
            for (number, sheet) in (1..).zip(&sheets) {
                if sheet.typ == SheetType::WorkSheet && (sheet.visible != SheetVisible::Visible) == hidden {
                    self.sheet(&sheet.name, number, &mut blocks)?;
                }
            }
        }
        Ok(blocks)
    }

    fn sheet(&mut self, name: &str, number: u32, blocks: &mut Vec<Block>) -> Result<(), ReadError> {
        let at = Source { page: Some(number), ..Source::default() };
        let role = (self.roles.of_sheet)(name.trim());
        if role == SheetRole::LeftOut {
            return Ok(());
        }
        let cells = self.cells(name).map_err(|error| error.at(at))?;
        if cells.is_empty() {
            return Ok(());
        }
        if role == SheetRole::Section {
            blocks.extend(paragraphs(name.trim(), cells, number));
            return Ok(());
        }
        let merged = self.merged(name).map_err(|error| error.at(at))?;
        let layout = sheet::Layout::new(&cells, merged);
        self.rows += layout.rows();
        self.limits.check(Bound::Rows, self.rows).map_err(|error| error.at(at))?;
        self.cells += layout.cells();
        self.limits.check(Bound::Cells, self.cells).map_err(|error| error.at(at))?;
        if says_something(name) {
            blocks.push(Block::Paragraph(Text { text: name.trim().to_owned(), at }));
        }
        blocks.push(Block::Table(layout.grid(cells, number)));
        Ok(())
    }

    fn cells(&mut self, name: &str) -> Result<Cells, ReadError> {
        let limits = self.limits;
        let mut reader = self.engine.worksheet_cells_reader(name).map_err(|error| failed(&error))?;
        let mut cells = Cells::new();
        // A row of blank cells below the last one with text: the figures of table 4, where none is stated.
        let (mut last, mut below) = (0, None);
        while let Some(cell) = reader.next_cell().map_err(|error| failed(&error))? {
            let (row, column) = cell.get_position();
            if row >= ROWS || column >= COLUMNS {
                return Err(ReadError::broken(FileKind::Xlsx, "a cell lies outside the sheet"));
            }
            let text = text(cell.get_value());
            if (self.roles.leaves_out)(&text) {
                continue;
            }
            if text.is_empty() {
                below = below.or((row == last + 1).then_some(row));
                continue;
            }
            (last, below) = (row.max(last), below.filter(|below| *below > row));
            // A million cells may share one text.
            self.text_bytes += text.len();
            limits.check(Bound::DecompressedBytes, self.text_bytes)?;
            cells.entry((row, column)).or_insert(text);
            limits.check(Bound::Cells, cells.len())?;
        }
        let first = cells.keys().map(|place| place.1).min();
        if let (Some(row), Some(column)) = (below, first) {
            cells.entry((row, column)).or_default();
        }
        Ok(cells)
    }

    fn merged(&mut self, name: &str) -> Result<Vec<Dimensions>, ReadError> {
        let mut merged = self.engine.merge_cells_by_sheet_name(name).map_err(|error| failed(&error))?;
        merged.retain(|area| {
            let (start, end) = (area.start, area.end);
            start.0 <= end.0 && start.1 <= end.1 && end.0 < ROWS && end.1 < COLUMNS
        });
        Ok(merged)
    }
}

/// The heading of a section of text, unless a cell holds it, and its paragraphs.
fn paragraphs(name: &str, cells: Cells, number: u32) -> Vec<Block> {
    let at = |(row, column): (u32, u32)| Source {
        page: Some(number),
        row: Some(row + 1),
        cell: Some(column + 1),
        ..Source::default()
    };
    let headed = cells.values().any(|text| text == name);
    let heading = Text { text: name.to_owned(), at: Source { page: Some(number), ..Source::default() } };
    let heading = (!headed).then_some(heading);
    let texts = cells.into_iter().map(|(place, text)| Text { text, at: at(place) });
    heading.into_iter().chain(texts).map(Block::Paragraph).collect()
}

fn failed(error: &XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::new(ReadErrorKind::Encrypted(FileKind::Xlsx)),
        error => ReadError::broken(FileKind::Xlsx, error),
    }
}

/// Names that programs give a sheet say nothing of it.
fn says_something(name: &str) -> bool {
    let stem = name.trim().trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    !["", "Sheet", "Table", "工作表", "表", "Page"].contains(&stem)
}

/// A value as it shows, without surrounding white space.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::String(text) => lines(text),
        DataRef::SharedString(text) => lines(text),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::Error(error) => error.to_string(),
    }
}

fn lines(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// The shortest decimal that is this number, which is what was typed. Sums computed in binary carry noise in the
/// sixteenth digit, which no spreadsheet shows: where fifteen digits come out much shorter, those are meant.
fn decimal(number: f64) -> String {
    const DIGITS: usize = 15;
    const NOISE: usize = 3;
    let shortest = number.to_string();
    let significant = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').trim_end_matches('0').len()
    };
    if significant(&shortest) <= DIGITS || number.fract() == 0.0 {
        return if shortest == "-0" { "0".to_owned() } else { shortest };
    }
    match format!("{number:.*e}", DIGITS - 1).parse::<f64>().map(|rounded| rounded.to_string()) {
        Ok(rounded) if significant(&rounded) + NOISE <= DIGITS => rounded,
        _ => shortest,
    }
}

/// `2025-01-20`, `09:30`, both, or hours and minutes of a duration.
fn date(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let clock = |hour: u64| match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    let days = moment.as_f64();
    if !days.is_finite() || days < 0.0 {
        return decimal(days);
    }
    if moment.is_duration() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates; positive by the check")]
        let whole = days as u64;
        return clock(whole.saturating_mul(24).saturating_add(hour.into()));
    }
    match (days < 1.0, days.fract() == 0.0) {
        (true, _) => clock(hour.into()),
        (false, true) => format!("{year:04}-{month:02}-{day:02}"),
        (false, false) => format!("{year:04}-{month:02}-{day:02} {}", clock(hour.into())),
    }
}
