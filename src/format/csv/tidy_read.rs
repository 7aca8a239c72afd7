//! Reads a cell a line: the rows of a report into a draft.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::columns::Column;
use super::error::CsvError;
use super::guard;
use super::tidy_row::{Piece, Row};
use super::topic::Topic;
use crate::draft::{Cell, Draft, Notice, Run, Source, StateKind};
use crate::form::CellId;
use crate::record::{
    At, DraftBuilder, FaultKind, Faults, NoticeField, Part, PartsBuilder, Plain, read_notice, read_run,
};

/// The rows of a report, in whatever order they come.
#[derive(Debug)]
pub(super) struct Rows {
    /// The line of the first.
    line: u64,
    pub(super) faults: Faults,
    by_topic: BTreeMap<Topic, Row>,
}

impl Rows {
    pub(super) fn new(line: u64) -> Self {
        Self { line, faults: Faults::new(), by_topic: BTreeMap::new() }
    }

    pub(super) fn take(&mut self, row: Row) {
        match Topic::named(row.get(Column::Cell)).map(|topic| self.by_topic.entry(topic)) {
            Some(Entry::Vacant(slot)) => drop(slot.insert(row)),
            Some(Entry::Occupied(_)) => self.faults.add(row.at(None), FaultKind::DuplicateKey),
            None if row.is_whole => self.faults.add(row.at(Some(Column::Cell)), FaultKind::UnknownKey),
            None => {}
        }
    }

    /// The draft, or every fault.
    pub(super) fn draft(self) -> Result<Draft, CsvError> {
        let Self { line, faults, by_topic } = self;
        let mut reader = Reader { line, faults, rows: &by_topic };
        let draft = reader.draft();
        Ok(reader.faults.check(draft)?)
    }
}

/// Reads a report of which all rows are there.
#[derive(Debug)]
struct Reader<'r> {
    line: u64,
    faults: Faults,
    rows: &'r BTreeMap<Topic, Row>,
}

impl<'r> Reader<'r> {
    /// The draft, as far as nothing is wrong with it.
    fn draft(&mut self) -> Option<Draft> {
        #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is of one lifetime only")]
        let edition = self.value(Topic::Edition, |value| value.edition());
        let parts = self.parts();
        let cells = self.cells();
        let runs = self.runs();
        let notices = self.notices();

        let mut builder = DraftBuilder::new(edition?);
        if let Err((part, kind)) = parts.finish(&mut builder.draft) {
            self.fault(Topic::Part(part), kind);
        }
        for (id, cell) in cells {
            let put = builder.give(id).and_then(|()| cell.map_or(Ok(()), |cell| builder.put(id, cell)));
            if let Err(kind) = put {
                self.fault(Topic::Cell(id), kind);
            }
        }
        for cell in builder.missing() {
            self.fault(Topic::Cell(cell), FaultKind::MissingKey);
        }
        for run in runs {
            builder.run(run);
        }
        for notice in notices {
            builder.notice(notice);
        }
        Some(builder.draft)
    }

    fn parts(&mut self) -> PartsBuilder {
        let mut parts = PartsBuilder::default();
        for part in Part::ALL.iter().copied() {
            let topic = Topic::Part(part);
            // Of the header there are rows for what is known.
            if part.section().is_some() || self.rows.contains_key(&topic) {
                self.value(topic, |value| parts.put(part, value));
            }
        }
        parts
    }

    /// The cells of which there are rows; nothing of those with faults.
    fn cells(&mut self) -> Vec<(CellId, Option<Cell>)> {
        let rows = self.rows_of_cells();
        rows.map(|(id, row)| (id, if row.is_whole { row.cell(&mut self.faults) } else { None })).collect()
    }

    fn rows_of_cells(&self) -> impl Iterator<Item = (CellId, &'r Row)> + use<'r> {
        self.rows.iter().filter_map(|(topic, row)| if let Topic::Cell(id) = topic { Some((*id, row)) } else { None })
    }

    fn runs(&mut self) -> Vec<Run> {
        let rows = self.rows_of_cells().filter(|(_, row)| row.is_whole && row.state() == Some(StateKind::Ambiguous));
        let mut pieces: Vec<Piece<'r>> = rows.filter_map(|(id, row)| row.piece(id, &mut self.faults)).collect();
        pieces.sort_by_key(|piece| (piece.run, piece.place));
        pieces.chunk_by(|one, other| one.run == other.run).filter_map(|pieces| self.run(pieces)).collect()
    }

    /// The run of these pieces, if nothing is wrong with them.
    fn run(&mut self, pieces: &[Piece<'_>]) -> Option<Run> {
        let first = pieces.first()?;
        let count = first.readings.len();
        for (place, piece) in (1..).zip(pieces) {
            let (column, expected) = if piece.place != place {
                (Column::RunPlace, "the places of the run's cells, each once from 1 on")
            } else if piece.row.get(Column::Value) != first.row.get(Column::Value) {
                (Column::Value, "the same digits in every cell of the run")
            } else if piece.readings.len() != count {
                (Column::Readings, "as many readings in every cell of the run")
            } else {
                continue;
            };
            piece.row.wrong(column, expected, &mut self.faults);
            return None;
        }
        let cells = pieces.iter().map(|piece| piece.cell).collect();
        let reading = |i: usize| pieces.iter().filter_map(|piece| piece.readings.get(i).copied()).collect();
        let text = guard::unguarded(first.row.get(Column::Value));
        let run = read_run(cells, (0..count).map(reading).collect(), text, Source::default());
        run.map_err(|(_, kind)| self.faults.add(first.row.at(Some(Column::Readings)), kind)).ok()
    }

    fn notices(&mut self) -> Vec<Notice> {
        let number = |topic: &Topic| if let Topic::Notice(number, _) = topic { Some(*number) } else { None };
        let mut numbers: Vec<i64> = self.rows.keys().filter_map(number).collect();
        numbers.dedup();
        numbers.into_iter().filter_map(|number| self.notice(number)).collect()
    }

    fn notice(&mut self, number: i64) -> Option<Notice> {
        let mut values: [Option<Plain<'_>>; NoticeField::COUNT] = Default::default();
        for (field, value) in NoticeField::ALL.iter().zip(&mut values) {
            let row = self.rows.get(&Topic::Notice(number, *field)).filter(|row| row.is_whole);
            *value = row.map(|row| row.value(&mut self.faults));
        }
        let get = |field: NoticeField| values.get(field as usize).cloned().flatten();
        read_notice(get, Source::default(), &mut |field, kind| self.fault(Topic::Notice(number, field), kind))
    }

    /// The value in the row of a topic, if nothing is wrong with it.
    fn value<T>(&mut self, topic: Topic, read: impl FnOnce(&Plain<'_>) -> Result<T, FaultKind>) -> Option<T> {
        let value = match self.rows.get(&topic) {
            None => Err(FaultKind::MissingKey),
            Some(row) if !row.is_whole => return None,
            Some(row) => read(&row.value(&mut self.faults)),
        };
        value.map_err(|kind| self.fault(topic, kind)).ok()
    }

    /// A fault of what is said of a topic, or of its row as such.
    fn fault(&mut self, topic: Topic, kind: FaultKind) {
        let row = self.rows.get(&topic);
        let column = match kind {
            // Its row has too many or too few fields, which is said already.
            FaultKind::MissingKey if row.is_some() => return,
            FaultKind::MissingKey | FaultKind::UnknownKey | FaultKind::NotOnForm { .. } => None,
            _ => Some(Column::Value.name()),
        };
        let line = row.map_or(self.line, |row| row.line);
        self.faults.add(At::line(line, column, Some(&topic.name())), kind);
    }
}
