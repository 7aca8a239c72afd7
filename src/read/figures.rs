//! The figures of one row: what stands behind its label, one for each column.

use super::scan::{Chunk, Heading, Record};
use super::segment::{Border, Slot};
use crate::chars::narrow;
use crate::draft::{Cell, Origin, Source, State};
use crate::form::ColumnSpec;
use crate::wording::figure;

/// What a row's figures are.
#[derive(Debug)]
pub(super) enum Figures {
    /// Nothing stands behind the label.
    None,
    /// One cell for each column. The last may be missing, where the page breaks off.
    Cells(Vec<Cell>),
    /// Figures that are not as many as the columns: the texts that stand there, and whether borders set them off.
    Unsure { texts: Vec<String>, at: Source, whole_cells: bool },
}

/// One text that may be a figure.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) at: Source,
    /// Whether borders set it off as a cell of its own.
    pub(super) whole_cell: bool,
    pub(super) slot: Option<Slot>,
    /// What it says.
    pub(super) state: State,
}

impl<'a> Piece<'a> {
    pub(super) fn new(text: &'a str, at: Source, whole_cell: bool, slot: Option<Slot>) -> Self {
        Self { text, at, whole_cell, slot, state: figure::state(text) }
    }

    pub(super) fn cell(&self) -> Cell {
        Cell::new(self.state.clone()).with_origin(Origin::Read).with_source(self.at)
    }

    fn is_blank(&self) -> bool {
        self.state == State::Blank
    }

    fn is_number(&self) -> bool {
        matches!(self.state, State::Number { .. })
    }

    /// Whether it says something that a figure can: a number, a dash, or digits that run together, however many.
    pub(super) fn is_figure(&self) -> bool {
        match &self.state {
            State::Number { .. } | State::Dash(_) => true,
            State::Unreadable(text) => text.chars().all(|c| narrow(c).is_ascii_digit()),
            _ => false,
        }
    }

    /// Whether it can be a figure: a number, a dash, nothing, or at least text with a digit in it.
    fn may_be_figure(&self) -> bool {
        match &self.state {
            State::Unreadable(text) => {
                // The number of a label that goes on elsewhere is no figure.
                let text = text.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
                let text = if text.starts_with(['.', '、', '．']) { text } else { self.text };
                text.contains(|c: char| narrow(c).is_ascii_digit())
            }
            _ => true,
        }
    }
}

/// A row of figures that stands behind no label of its own, and the words beside it.
#[derive(Debug)]
pub(super) struct Unlabelled {
    pub(super) words: String,
    pub(super) cells: Vec<Cell>,
    pub(super) at: Source,
}

/// The figures of a row with these columns, under these headings. `ends` says that nothing follows the record on the page.
pub(super) fn of_row(record: &Record<'_>, specs: &[ColumnSpec], headings: &[Heading], ends: bool) -> Figures {
    let columns = specs.len();
    let (own, _) = own_and_others(record, columns);
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
    // A word behind the figures begins another row, which the form does not have.
    let cut = pieces.iter().skip(columns).find(|piece| !piece.is_blank());
    if whole_cells
        && cut.is_some_and(|piece| !piece.may_be_figure())
        && pieces.iter().take(columns).all(Piece::may_be_figure)
    {
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
    let texts = pieces.iter().map(|piece| piece.text.trim()).filter(|text| !text.is_empty());
    let texts: Vec<_> = texts.map(str::to_owned).collect();
    if texts.is_empty() { Figures::None } else { Figures::Unsure { texts, at, whole_cells } }
}

/// The numbers of table 2 that stand where the form has none: behind a heading, or in rows behind a record's own.
pub(super) fn apart(record: &Record<'_>, columns: usize) -> Vec<Cell> {
    let numbers = |chunks: &[&Chunk<'_>]| {
        pieces(chunks).iter().filter(|piece| piece.is_number()).map(Piece::cell).collect::<Vec<_>>()
    };
    if record.row.is_none() {
        return numbers(&record.chunks.iter().collect::<Vec<_>>());
    }
    let (own, others) = own_and_others(record, columns);
    let own = pieces(&own);
    let without_rows = own.iter().any(|piece| piece.whole_cell && piece.slot.is_none());
    let behind = own.iter().skip(columns).filter(|piece| without_rows && piece.is_number()).map(Piece::cell);
    behind.chain(others.iter().flat_map(|row| numbers(row))).collect()
}

/// The rows of table 3's figures that stand behind a record's own.
pub(super) fn unlabelled(record: &Record<'_>, columns: usize) -> Vec<Unlabelled> {
    let (own, others) = own_and_others(record, columns);
    // What stands beside a mere heading has no label of its own either.
    let own = record.row.is_none().then_some(own);
    own.iter().chain(&others).filter_map(|row| unlabelled_row(row, columns)).collect()
}

fn unlabelled_row(chunks: &[&Chunk<'_>], columns: usize) -> Option<Unlabelled> {
    let mut pieces = pieces(chunks);
    let is_figure = |piece: &Piece<'_>| !matches!(piece.state, State::Unreadable(_));
    while pieces.iter().filter(|piece| is_figure(piece)).count() > columns && pieces.last().is_some_and(Piece::is_blank)
    {
        pieces.pop();
    }
    let (words, figures): (Vec<&Piece<'_>>, Vec<_>) = pieces.iter().partition(|piece| !is_figure(piece));
    let stand_last = pieces.iter().rev().take(columns).all(is_figure);
    let any_number = figures.iter().any(|piece| piece.is_number());
    (figures.len() == columns && stand_last && any_number).then(|| Unlabelled {
        words: words.iter().map(|piece| piece.text).collect(),
        cells: figures.iter().map(|piece| piece.cell()).collect(),
        at: figures.first().map(|piece| piece.at).unwrap_or_default(),
    })
}

/// The chunks of a record's own row, and those of each other row behind it.
fn own_and_others<'c, 'a>(record: &'c Record<'a>, columns: usize) -> (Vec<&'c Chunk<'a>>, Vec<Vec<&'c Chunk<'a>>>) {
    let row = |slot: Option<Slot>| slot.map(|slot| (slot.table, slot.row));
    let in_table = record.chunks.iter().any(|chunk| chunk.slot.is_some());
    let lines = record.chunks.iter().all(|chunk| chunk.border == Border::Line);
    if !in_table && !lines {
        // Between bars, where a row ends is not known.
        return (record.chunks.iter().collect(), Vec::new());
    }
    let same_row = |a: &Chunk<'_>, b: &Chunk<'_>| in_table && row(a.slot) == row(b.slot);
    let mut rows: Vec<Vec<_>> = record.chunks.chunk_by(same_row).map(|row| row.iter().collect()).collect();
    let has_figures = |chunks: &[&Chunk<'_>]| pieces(chunks).iter().any(|piece| piece.whole_cell || piece.is_figure());
    let own = if record.slot.is_some() {
        rows.iter().position(|chunks| chunks.first().is_some_and(|first| row(first.slot) == row(record.slot)))
    } else {
        rows.iter().position(|chunks| has_figures(chunks))
    };
    let figures = |chunks: &[&Chunk<'_>]| pieces(chunks).iter().filter(|piece| piece.may_be_figure()).count();
    match own {
        // A cell or a few figures a line: the rest of the row is on the next lines.
        Some(at) if lines && rows.get(at).is_some_and(|own| figures(own) != columns) => {
            (record.chunks.iter().collect(), Vec::new())
        }
        Some(at) => {
            let own = rows.remove(at);
            (own, rows)
        }
        None if record.slot.is_some() => (Vec::new(), rows),
        None => (record.chunks.iter().collect(), Vec::new()),
    }
}

/// The pieces of chunks: a cell is one, other text is cut at white space.
pub(super) fn pieces<'a>(chunks: &[&Chunk<'a>]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for chunk in chunks {
        let whole_cell = chunk.border == Border::Cell && !chunk.beside_label;
        if whole_cell {
            pieces.push(Piece::new(chunk.text, chunk.at, whole_cell, chunk.slot));
            continue;
        }
        for text in figure::split(chunk.text) {
            // A note on the next line belongs to the number before it.
            if let Some(last @ Piece { state: State::Number { note: None, .. }, whole_cell: false, .. }) =
                pieces.last_mut()
                && text.starts_with(['(', '（'])
            {
                last.state = figure::state(&format!("{}{text}", last.text));
                continue;
            }
            let before = chunk.text.split_at_checked(offset(chunk.text, text)).map_or("", |(before, _)| before);
            let mut at = chunk.at;
            let skipped = u32::try_from(before.chars().count()).unwrap_or(u32::MAX);
            at.column = at.column.map(|column| column.saturating_add(skipped));
            pieces.push(Piece::new(text, at, whole_cell, chunk.slot));
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
    pieces.into_iter().filter(|piece| piece.whole_cell || cells < columns && piece.is_figure()).collect()
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
