//! From what was found on a page to a draft.

use std::ops::Range;

use super::align::{self, Entry};
use super::apart;
use super::figures::{self, Figures, Piece, Unlabelled};
use super::scan::{Chunk, Heading, Record, Scan, Slip};
use super::segment::Border;
use super::together::{self, Together};
use crate::draft::{Cell, Draft, Notice, NoticeKind, Origin, Source, State};
use crate::form::{CellId, Column, Edition, Row, RowId, Table};
use crate::wording::figure;

/// The records of one report on a page.
pub(super) fn reports<'r, 'a>(records: &'r [Record<'a>]) -> Vec<&'r [Record<'a>]> {
    let mut groups = Vec::new();
    let mut start = 0;
    let mut complete = false;
    for (at, record) in records.iter().enumerate() {
        let begins = record.table == Table::Proactive || record.row == Some(RowId::RECEIVED);
        if begins && complete {
            groups.extend(records.get(start..at));
            start = at;
            complete = false;
        }
        complete |= matches!(record.row, Some(RowId::CARRIED_OUT));
    }
    groups.extend(records.get(start..));
    groups
}

/// The edition that a report follows: its table 2's rows and columns decide, then the year, then 其他处理.
pub(super) fn edition(
    records: &[Record<'_>],
    scan: &Scan<'_>,
    within: &Range<usize>,
    year: Option<u16>,
) -> Option<Edition> {
    let row_votes = records.iter().filter_map(|record| match record.row? {
        RowId::OTHER_SERVICES | RowId::PROCUREMENT => Some(Edition::Trial2019),
        _ => None,
    });
    let votes: Vec<_> = row_votes
        .chain(
            scan.headings
                .iter()
                .filter(|heading| within.contains(&heading.segment))
                .filter_map(|heading| heading.edition),
        )
        .collect();
    let count = |edition| votes.iter().filter(|vote| **vote == edition).count();
    let (old, new) = (count(Edition::Trial2019), count(Edition::Revised2021));
    let divided = records
        .iter()
        .any(|record| matches!(record.row, Some(RowId::CORRECTION_OVERDUE | RowId::FEE_OVERDUE | RowId::OTHER_OTHER)));
    let undivided = records.iter().any(|record| record.row == Some(RowId::OTHER_UNDIVIDED));
    match old.cmp(&new) {
        std::cmp::Ordering::Greater => Some(Edition::Trial2019),
        std::cmp::Ordering::Less => Some(Edition::Revised2021),
        std::cmp::Ordering::Equal => match year {
            Some(year) => Some(Edition::for_year(year)),
            None if divided => Some(Edition::Revised2021),
            None if undivided => Some(Edition::Trial2019),
            None => None,
        },
    }
}

/// Whether records are those of a report, and not of a page that mentions a label or two.
pub(super) fn is_report(records: &[Record<'_>]) -> bool {
    let rows = |table| records.iter().filter(|record| record.row.is_some_and(|row| row.table() == table)).count();
    let challenges = || records.iter().any(|record| is_challenge(record) && challenge_figures(record, 15).is_some());
    rows(Table::Requests) > 0 || rows(Table::Proactive) > 1 || challenges()
}

/// The draft that the records of one report make.
pub(super) fn draft(
    records: &[Record<'_>],
    scan: &Scan<'_>,
    edition: Edition,
    within: Range<usize>,
    steps: usize,
) -> Draft {
    let mut assembly = Assembly {
        draft: Draft::new(edition),
        undivided: None,
        with_figures: Vec::new(),
        together: Vec::new(),
        entries: Vec::new(),
        apart: Vec::new(),
    };
    // Where these records stand among all of the page.
    let first = scan.records.iter().position(|record| records.first().is_some_and(|own| std::ptr::eq(own, record)));
    for (i, record) in records.iter().enumerate() {
        if let Some(row) = record.row {
            let before = first.unwrap_or(0) + i;
            let until = scan.headings.partition_point(|heading| heading.before <= before);
            let headings = scan.headings.get(..until).unwrap_or_default();
            assembly.take_row(row, record, headings, i + 1 == records.len());
        }
        if record.table == Table::Proactive {
            let spec = record.row.and_then(|row| edition.row(row).or_else(|| spec_of(row)));
            assembly.apart.extend(figures::apart(record, spec.map_or(0, |spec| spec.columns.len())));
        }
        if record.table == Table::Requests {
            let others = figures::unlabelled(record, Column::REQUESTERS.len());
            assembly.entries.extend(others.into_iter().map(Entry::Unlabelled));
        }
    }
    assembly.rejoin();
    assembly.place_unlabelled();
    assembly.take_undivided();
    together::put(&mut assembly.draft, &assembly.together, steps);
    assembly.blank_where_nothing_stands(records);
    assembly.take_challenges(records);
    for slip in scan.slips.iter().filter(|slip| within.contains(&slip.segment)) {
        assembly.take_slip(slip);
    }
    assembly.draft
}

struct Assembly {
    draft: Draft,
    /// （六）其他处理 with figures of its own, on a form that divides it.
    undivided: Option<(Vec<Cell>, Source)>,
    /// The rows for which figures were found.
    with_figures: Vec<RowId>,
    /// The rows among them whose figures are not told apart.
    together: Vec<Together>,
    /// Table 3's rows of figures in document order.
    entries: Vec<Entry>,
    /// Numbers in table 2 that stand behind no row's label.
    apart: Vec<Cell>,
}

impl Assembly {
    fn take_row(&mut self, row: RowId, record: &Record<'_>, headings: &[Heading], ends: bool) {
        let edition = self.draft.edition();
        // A row of another edition has its columns from there.
        let Some(spec) = edition.row(row).or_else(|| spec_of(row)) else { return };
        match figures::of_row(record, spec.columns, headings, ends) {
            Figures::None => {}
            found if edition.row(row).is_none() => self.take_foreign(row, found, record.label),
            _ if self.with_figures.contains(&row) => {}
            Figures::Cells(cells) => {
                self.found(row);
                self.put(row, cells);
            }
            Figures::Unsure { texts, at, whole_cells } => {
                self.found(row);
                self.together.push(Together { row, texts, at, whole_cells });
            }
        }
    }

    fn found(&mut self, row: RowId) {
        self.with_figures.push(row);
        if row.table() == Table::Requests {
            self.entries.push(Entry::Labelled(row));
        }
    }

    /// Figures of table 2 that stand apart from their rows.
    fn rejoin(&mut self) {
        for (row, cells) in apart::rejoin(&mut self.together, &mut self.apart, self.draft.edition()) {
            self.put(row, cells.into_iter().map(|cell| cell.with_origin(Origin::Read)).collect());
        }
        for cell in std::mem::take(&mut self.apart) {
            self.draft.add_notice(Notice::new(NoticeKind::Stray, cell.to_string(), cell.source));
        }
    }

    /// Rows of figures whose labels are lost or not known.
    fn place_unlabelled(&mut self) {
        let (placed, left) = align::place(std::mem::take(&mut self.entries), self.draft.edition());
        for it in placed {
            self.with_figures.push(it.row);
            if it.misprinted {
                let kind = NoticeKind::Label { row: it.row, official: label_of(it.row).into() };
                self.draft.add_notice(Notice::new(kind, it.figures.words.as_str(), it.figures.at));
            }
            self.put(it.row, it.figures.cells);
        }
        for Unlabelled { words, cells, at } in left {
            let figures: Vec<_> = cells.iter().map(ToString::to_string).collect();
            let text = format!("{words} {}", figures.join(" "));
            self.draft.add_notice(Notice::new(NoticeKind::Stray, text.trim(), at));
        }
    }

    /// A row that the edition does not have.
    fn take_foreign(&mut self, row: RowId, found: Figures, at: Source) {
        match found {
            Figures::Cells(cells) if row == RowId::OTHER_UNDIVIDED => self.undivided = Some((cells, at)),
            Figures::Cells(cells) => {
                let figures: Vec<_> = cells.iter().map(ToString::to_string).collect();
                self.stray(row, &figures.join(" "), at);
            }
            Figures::Unsure { texts, at, .. } => self.stray(row, &texts.join(" "), at),
            Figures::None => {}
        }
    }

    fn stray(&mut self, row: RowId, figures: &str, at: Source) {
        let label = label_of(row);
        self.draft.add_notice(Notice::new(NoticeKind::Stray, format!("{label} {figures}"), at));
    }

    /// The undivided figure is that of 3.其他, unless that row has its own.
    fn take_undivided(&mut self) {
        let Some((cells, at)) = self.undivided.take() else { return };
        let nothing = |cell: &Cell| matches!(cell.state, State::Blank);
        let divided = [RowId::CORRECTION_OVERDUE, RowId::FEE_OVERDUE, RowId::OTHER_OTHER];
        if divided.iter().any(|row| self.with_figures.contains(row)) {
            if !cells.iter().all(nothing) {
                let figures: Vec<_> = cells.iter().map(ToString::to_string).collect();
                self.stray(RowId::OTHER_UNDIVIDED, &figures.join(" "), at);
            }
            return;
        }
        self.with_figures.push(RowId::OTHER_OTHER);
        self.put(RowId::OTHER_OTHER, cells);
        let kind = NoticeKind::Edition { row: RowId::OTHER_OTHER };
        self.draft.add_notice(Notice::new(kind, label_of(RowId::OTHER_UNDIVIDED), at));
    }

    fn put(&mut self, row: RowId, cells: Vec<Cell>) {
        let Some(spec) = self.draft.edition().row(row) else { return };
        for ((id, _), cell) in spec.cells().zip(cells) {
            self.set(id, cell);
        }
    }

    fn set(&mut self, id: CellId, cell: Cell) {
        let Some(column) = self.draft.edition().column(id) else { return };
        // The row is the edition's own and a figure is never ambiguous by itself, so this can't be refused.
        let _ = self.draft.set(id, Cell { state: figure::held(cell.state, column.kind), ..cell });
    }

    /// A label without figures is a blank row where no row of its table has figures; elsewhere its figures may stand
    /// apart from it, so that nothing can be said of them.
    fn blank_where_nothing_stands(&mut self, records: &[Record<'_>]) {
        for table in [Table::Proactive, Table::Requests] {
            if self.with_figures.iter().filter(|row| row.table() == table).count() > 1 {
                continue;
            }
            let rows = records.iter().filter_map(|record| record.row).filter(|row| row.table() == table);
            for row in rows.filter(|row| !self.with_figures.contains(row)).collect::<Vec<_>>() {
                let blank = Cell::blank().with_origin(Origin::Read);
                self.put(row, vec![blank; Column::REQUESTERS.len()]);
            }
        }
    }

    /// Table 4: fifteen figures in one row, behind the last heading; or a row for each block.
    fn take_challenges(&mut self, records: &[Record<'_>]) {
        let blocks = self.draft.edition().rows_of(Table::Challenges).flat_map(Row::cells);
        let cells: Vec<_> = blocks.map(|(id, _)| id).collect();
        let headings = records.iter().filter(|record| is_challenge(record));
        match headings.rev().find_map(|record| challenge_figures(record, cells.len())) {
            Some(Figures::Cells(figures)) => {
                for (id, cell) in cells.into_iter().zip(figures) {
                    self.set(id, cell);
                }
            }
            Some(Figures::Unsure { texts, at, .. }) => together::put_challenges(&mut self.draft, &cells, texts, at),
            Some(Figures::None) | None if self.take_blocks(records) => {}
            Some(Figures::None) | None => self.keep_challenges(records),
        }
    }

    /// The blocks of table 4 below each other, each a row of a table; whether there are any.
    fn take_blocks(&mut self, records: &[Record<'_>]) -> bool {
        let mut any = false;
        for block in self.draft.edition().rows_of(Table::Challenges) {
            let mut own = records.iter().filter(|record| record.block == Some(block.id));
            if let Some(cells) = own.find_map(|record| block_figures(record, block.columns.len())) {
                any = true;
                self.put(block.id, cells);
            }
        }
        any
    }

    /// Figures of table 4 that are not as many as its cells: said as they stand.
    fn keep_challenges(&mut self, records: &[Record<'_>]) {
        for record in records.iter().filter(|record| is_challenge(record)) {
            let pieces = figures::pieces(&record.chunks.iter().collect::<Vec<_>>());
            let numbers: Vec<_> = pieces.iter().map(behind_words).filter(Piece::is_figure).collect();
            let texts: Vec<_> = numbers.iter().map(|piece| piece.text.trim()).collect();
            // A figure or two in a sentence are no table.
            if let Some(first) = numbers.first().filter(|_| texts.concat().len() >= 5) {
                self.draft.add_notice(Notice::new(NoticeKind::Stray, texts.join(" "), first.at));
            }
        }
    }

    fn take_slip(&mut self, slip: &Slip) {
        if let Some(row) = slip.row {
            let kind = NoticeKind::Label { row, official: slip.official.into() };
            self.draft.add_notice(Notice::new(kind, slip.printed.as_str(), slip.at));
        }
    }
}

/// A row in the newest edition that has it.
fn spec_of(row: RowId) -> Option<&'static Row> {
    Edition::ALL.iter().rev().find_map(|edition| edition.row(row))
}

fn label_of(row: RowId) -> &'static str {
    spec_of(row).map_or(row.as_str(), |spec| spec.label)
}

fn is_challenge(record: &Record<'_>) -> bool {
    record.table == Table::Challenges
}

/// The figures of a block in the row of its heading.
fn block_figures(record: &Record<'_>, count: usize) -> Option<Vec<Cell>> {
    let row = record.slot.map(|slot| (slot.table, slot.row))?;
    let beside = |chunk: &&Chunk<'_>| !chunk.beside_label && chunk.slot.is_some_and(|at| (at.table, at.row) == row);
    let pieces = figures::pieces(&record.chunks.iter().filter(beside).collect::<Vec<_>>());
    (pieces.len() == count).then(|| pieces.iter().map(Piece::cell).collect())
}

/// Table 4's figures behind a heading, if they are there.
fn challenge_figures(record: &Record<'_>, count: usize) -> Option<Figures> {
    let row_of = |chunk: &Chunk<'_>| chunk.slot.map(|slot| (slot.table, slot.row));
    if record.chunks.iter().any(|chunk| chunk.slot.is_some()) {
        let rows = record.chunks.chunk_by(|a, b| row_of(a) == row_of(b));
        let mut rows = rows.map(|row| figures::pieces(&row.iter().collect::<Vec<_>>()));
        let pieces = rows.find(|pieces| pieces.len() == count)?;
        return Some(Figures::Cells(pieces.iter().map(Piece::cell).collect()));
    }
    let pieces = figures::pieces(&record.chunks.iter().collect::<Vec<_>>());
    let borders = record.chunks.iter().any(|chunk| chunk.border == Border::Cell);
    // Without borders, headings may touch the first figures. Blank cells before the first figure belong to headings,
    // unless there are too few cells otherwise.
    let pieces: Vec<_> = if borders { pieces } else { pieces.iter().map(behind_words).collect() };
    let first = pieces.iter().position(Piece::is_figure)?;
    let nothing = |piece: &&Piece<'_>| piece.whole_cell && piece.state == State::Blank;
    let blanks = pieces.iter().take(first).rev().take_while(nothing).count();
    let from = if pieces.len() + blanks == first + count { first - blanks } else { first };
    let pieces: Vec<_> = pieces.into_iter().skip(from).filter(|piece| borders || piece.is_figure()).collect();
    if pieces.len() >= count && !pieces.iter().skip(count).any(Piece::is_figure) {
        return Some(Figures::Cells(pieces.iter().take(count).map(Piece::cell).collect()));
    }
    let texts: Vec<_> = pieces.iter().map(|piece| piece.text).collect();
    if borders || together::challenges(&texts).is_empty() {
        return None;
    }
    let texts = texts.into_iter().map(str::to_owned).collect();
    Some(Figures::Unsure { texts, at: pieces.first()?.at, whole_cells: false })
}

/// The figure that stands behind the words of a text, or what stands behind the last of them.
fn behind_words<'a>(piece: &Piece<'a>) -> Piece<'a> {
    if piece.is_figure() {
        return piece.clone();
    }
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let behind = piece.text.char_indices().filter(|(_, c)| is_word(*c)).filter_map(|(at, c)| {
        let rest = piece.text.get(at + c.len_utf8()..)?;
        (!rest.starts_with(is_word)).then_some(Piece::new(rest, piece.at, piece.whole_cell, piece.slot))
    });
    // A counting word may follow the figure.
    let behind: Vec<_> = behind.collect();
    behind.iter().find(|rest| rest.is_figure()).or(behind.last()).unwrap_or(piece).clone()
}
