//! The figures of one row: what stands behind its label, one for each column.

use super::scan::{Chunk, Heading, Record};
use super::segment::{Border, Slot};
use super::value;
use crate::draft::{Cell, Origin, Source, State};
use crate::form::ColumnSpec;

/// What a row's figures are.
#[derive(Debug)]
pub(super) enum Figures {
    /// Nothing stands behind the label.
    None,
    /// One cell for each column. The last may be missing, where the page breaks off.
    Cells(Vec<Cell>),
    /// Figures that can't be told apart or assigned to columns: all that stands there.
    Unsure(String, Source),
}

/// One text that may be a figure.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) at: Source,
    /// Whether borders set it off as a cell of its own.
    pub(super) whole_cell: bool,
    pub(super) slot: Option<Slot>,
}

impl Piece<'_> {
    fn cell(&self) -> Cell {
        Cell::new(value::state(self.text)).with_origin(Origin::Read).with_source(self.at)
    }

    fn is_blank(&self) -> bool {
        value::state(self.text) == State::Blank
    }

    /// Whether it can be a figure: a number, a dash, nothing, or at least text with a digit in it.
    fn may_be_figure(&self) -> bool {
        match value::state(self.text) {
            State::Unreadable(text) => text.contains(|c: char| value::narrow(c).is_ascii_digit()),
            _ => true,
        }
    }
}

/// The figures of a row with these columns, under these headings. `ends` says that nothing follows the record on the page.
pub(super) fn of_row(record: &Record<'_>, specs: &[ColumnSpec], headings: &[Heading], ends: bool) -> Figures {
    let columns = specs.len();
    let own = own_row(&record.chunks);
    let pieces = pieces(&own);
    let whole_cells = pieces.iter().any(|piece| piece.whole_cell);
    let pieces = if whole_cells {
        within_cells(pieces, columns)
    } else {
        pieces.into_iter().filter(Piece::may_be_figure).collect()
    };
    if pieces.is_empty() || !whole_cells && pieces.iter().all(Piece::is_blank) {
        return Figures::None;
    }
    if pieces.len() != columns
        && let Some(cells) = by_heading(&pieces, specs, headings)
    {
        return Figures::Cells(cells);
    }
    let spread = pieces.len() > columns && pieces.iter().skip(columns).all(Piece::is_blank);
    if pieces.len() == columns || whole_cells && spread {
        return Figures::Cells(pieces.iter().take(columns).map(Piece::cell).collect());
    }
    if columns == 1 {
        let mut filled = pieces.iter().filter(|piece| !piece.is_blank());
        if let (Some(only), None) = (filled.next(), filled.next()) {
            return Figures::Cells(vec![only.cell()]);
        }
    }
    if whole_cells && ends && pieces.len() < columns {
        return Figures::Cells(pieces.iter().map(Piece::cell).collect());
    }
    let at = pieces.first().map(|piece| piece.at).unwrap_or_default();
    let texts: Vec<_> = pieces.iter().map(|piece| piece.text.trim()).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() { Figures::None } else { Figures::Unsure(texts.join(" "), at) }
}

/// The chunks that stand in the label's own row of a table; all of them where there is no table.
fn own_row<'c, 'a>(chunks: &'c [Chunk<'a>]) -> Vec<&'c Chunk<'a>> {
    let row = |chunk: &Chunk<'_>| chunk.slot.map(|slot| (slot.table, slot.row));
    match chunks.iter().find_map(row) {
        Some(first) => chunks.iter().filter(|chunk| row(chunk) == Some(first)).collect(),
        None => chunks.iter().collect(),
    }
}

/// The pieces of chunks: a cell is one, other text is cut at white space.
pub(super) fn pieces<'a>(chunks: &[&Chunk<'a>]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for chunk in chunks {
        let whole_cell = chunk.border == Border::Cell && !chunk.beside_label;
        if whole_cell {
            pieces.push(Piece { text: chunk.text, at: chunk.at, whole_cell, slot: chunk.slot });
            continue;
        }
        for text in value::split(chunk.text) {
            let before = chunk.text.split_at_checked(offset(chunk.text, text)).map_or("", |(before, _)| before);
            let mut at = chunk.at;
            let skipped = u32::try_from(before.chars().count()).unwrap_or(u32::MAX);
            at.column = at.column.map(|column| column.saturating_add(skipped));
            pieces.push(Piece { text, at, whole_cell, slot: chunk.slot });
        }
    }
    pieces
}

/// Where `part` begins within `whole`, of which it is a slice.
fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

/// Where cells have borders, what stands beside the label in its own cell is a note on the label, unless it is the first
/// figure.
fn within_cells(pieces: Vec<Piece<'_>>, columns: usize) -> Vec<Piece<'_>> {
    let cells = pieces.iter().filter(|piece| piece.whole_cell).count();
    let is_figure = |piece: &Piece<'_>| matches!(value::state(piece.text), State::Number { .. } | State::Dash(_));
    pieces.into_iter().filter(|piece| piece.whole_cell || cells < columns && is_figure(piece)).collect()
}

/// The figures by the columns of the grid, where their number alone does not settle it: every piece that says something
/// stands under one of the row's headings.
fn by_heading(pieces: &[Piece<'_>], columns: &[ColumnSpec], headings: &[Heading]) -> Option<Vec<Cell>> {
    let table = pieces.first()?.slot?.table;
    let under = |spec: &ColumnSpec| {
        let own = headings.iter().rev().filter(|heading| heading.column == spec.column);
        own.filter_map(|heading| heading.slot).find(|slot| slot.table == table).map(|slot| slot.column)
    };
    let places: Vec<u32> = columns.iter().map(under).collect::<Option<_>>()?;
    let distinct = places.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    let stands_under = |piece: &&Piece<'_>| piece.slot.is_some_and(|slot| places.contains(&slot.column));
    if !distinct || pieces.iter().any(|piece| !stands_under(&piece) && !piece.is_blank()) {
        return None;
    }
    let at = |place: &u32| pieces.iter().find(|piece| piece.slot.is_some_and(|slot| slot.column == *place));
    places.iter().map(|place| at(place).map(Piece::cell)).collect()
}
