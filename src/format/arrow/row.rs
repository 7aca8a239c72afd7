//! A row into a draft.

use std::collections::BTreeMap;

use arrow_array::RecordBatch;

use super::column::Column;
use super::error::at;
use super::schema::{CELL, Content};
use crate::draft::{Cell, Draft, Origin, Run, Source, StateKind};
use crate::form::{CellId, Edition};
use crate::quantity::Number;
use crate::record::{
    CellField, DraftBuilder, Fault, FaultKind, Faults, NoticeField, Numbers, Part, PartsBuilder, Plain, RunField,
    RunsBuilder, read_cell, read_notice, read_run,
};

/// Where everything about the reports of an edition is in a batch.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) edition: Edition,
    parts: Vec<(Part, Column)>,
    figures: Vec<Figure>,
    /// Cells of other editions, which are to be null in the rows of this one.
    others: Vec<(CellId, Column)>,
    origin: Column,
    details: Column,
    runs: Column,
    notices: Column,
}

/// The columns of a cell.
#[derive(Debug)]
struct Figure {
    cell: CellId,
    number: Column,
    /// For an amount alone.
    unit: Option<Column>,
}

impl Layout {
    pub(super) fn new(batch: &RecordBatch, edition: Edition) -> Result<Self, Fault> {
        let part = |part: &Part| Ok((*part, Column::find(batch, Content::Part(*part))?));
        let figure = |cell: &CellId| {
            let (number, unit) = Content::of_cell(edition, *cell);
            let unit = unit.map(|unit| Column::find(batch, unit)).transpose()?;
            Ok(Figure { cell: *cell, number: Column::find(batch, number)?, unit })
        };
        let others = CellId::all().filter(|cell| !edition.has(*cell));
        Ok(Self {
            edition,
            parts: Part::ALL.iter().map(part).collect::<Result<_, Fault>>()?,
            figures: edition.cells().iter().map(figure).collect::<Result<_, Fault>>()?,
            others: others
                .filter_map(|cell| Some((cell, Column::of_any_type(batch.column_by_name(cell.as_str())?))))
                .collect(),
            origin: Column::find(batch, Content::Origin)?,
            details: Column::find(batch, Content::Details)?,
            runs: Column::find(batch, Content::Runs)?,
            notices: Column::find(batch, Content::Notices)?,
        })
    }

    /// The draft in a row of the batch; faults name the row as `number`.
    pub(super) fn draft(&self, row: usize, number: usize) -> Result<Draft, Faults> {
        let builder = DraftBuilder::new(self.edition);
        let mut reader = Reader { layout: self, row, number, builder, faults: Faults::new() };
        reader.parts();
        reader.cells();
        reader.runs();
        reader.notices();
        reader.faults.check(Some(reader.builder.draft))
    }
}

/// A row as it is read.
struct Reader<'a> {
    layout: &'a Layout,
    row: usize,
    number: usize,
    builder: DraftBuilder,
    faults: Faults,
}

impl Reader<'_> {
    /// Notes a fault; `cell` is what it is about where the column does not say it.
    fn fault(&mut self, column: &str, cell: Option<CellId>, kind: FaultKind) {
        self.faults.add(at(Some(self.number), Some(column), cell), kind.in_row());
    }

    /// The value; if there is none, its fault is noted.
    fn check<T>(&mut self, column: &str, cell: Option<CellId>, value: Result<T, FaultKind>) -> Option<T> {
        value.map_err(|kind| self.fault(column, cell, kind)).ok()
    }

    fn parts(&mut self) {
        let mut parts = PartsBuilder::default();
        for (part, column) in &self.layout.parts {
            if let Some(value) = column.get(self.row) {
                self.check(part.path(), None, parts.put(*part, &value));
            }
        }
        if let Err((part, kind)) = parts.finish(&mut self.builder.draft) {
            self.fault(part.path(), None, kind);
        }
    }

    fn cells(&mut self) {
        let layout = self.layout;
        let details = self.details();
        let usual = layout.origin.get(self.row).map(|origin| origin.code(Origin::of_code, Origin::EXPECTED));
        let usual = usual.and_then(|usual| self.check(&Content::Origin.name(), None, usual)).unwrap_or_default();
        for figure in &layout.figures {
            if let Some(cell) = self.cell(figure, details.get(&figure.cell).copied(), usual) {
                let put = self.builder.put(figure.cell, cell);
                self.check(figure.cell.as_str(), None, put);
            }
        }
        let (row, edition) = (self.row, layout.edition);
        for (cell, _) in layout.others.iter().filter(|(_, column)| !column.is_null(row)) {
            self.fault(cell.as_str(), None, FaultKind::NotOnForm { edition });
        }
    }

    /// The cells that have an element in `details`, and where it is.
    fn details(&mut self) -> BTreeMap<CellId, usize> {
        let mut details = BTreeMap::new();
        let (elements, span) = self.layout.details.list(self.row);
        for at in span {
            let id = needed(elements.get_field(CELL, at)).and_then(|id| id.parse::<CellId>(CellId::EXPECTED));
            let Some(id) = self.check(&within(Content::Details, CELL), None, id) else { continue };
            let given = self.builder.give(id);
            if self.check(&Content::Details.name(), Some(id), given).is_some() {
                details.insert(id, at);
            }
        }
        details
    }

    /// What a cell holds, by its columns and its element in `details`.
    fn cell(&mut self, figure: &Figure, detail: Option<usize>, usual: Origin) -> Option<Cell> {
        let Figure { cell, number, unit } = figure;
        let row = self.row;
        let (elements, _) = self.layout.details.list(row);
        let detailed = |field: CellField| elements.get_field(field.code(), detail?);
        let numbers = if unit.is_some() { Numbers::Decimals } else { Numbers::Counts };
        let shown = match number.get(row) {
            Some(value) => Some(self.check(cell.as_str(), None, shown(&value, numbers))?),
            None => None,
        };
        if detail.is_none() && unit.is_none() {
            // So are most cells: the column says all of it.
            return Some(shown.map_or_else(Cell::blank, Cell::from).with_origin(usual));
        }
        let value = detailed(CellField::Value).map(written).or(shown.map(Plain::Number));
        let unsaid = if value.is_some() { StateKind::Number } else { StateKind::Blank };
        let state = if detail.is_some() { detailed(CellField::State) } else { Some(unsaid.code().into()) };
        // Where an ambiguous cell comes from is said by its run.
        let ambiguous = state == Some(StateKind::Ambiguous.code().into());
        let get = |field| match field {
            CellField::State => state.clone(),
            CellField::Value => value.clone(),
            CellField::Unit => unit.as_ref().and_then(|unit| unit.get(row)).or_else(|| detailed(field)),
            CellField::Origin => detailed(field).or_else(|| (!ambiguous).then(|| usual.code().into())),
            CellField::Note | CellField::Text | CellField::Source => detailed(field),
        };
        let read = read_cell(get, numbers, Source::default(), &mut |field, kind| match field {
            CellField::Value if detailed(field).is_none() => self.fault(cell.as_str(), None, kind),
            CellField::Unit if detailed(field).is_none() => self.fault(&Content::Unit(*cell).name(), None, kind),
            _ => self.fault(&within(Content::Details, field.code()), Some(*cell), kind),
        })?;
        match (shown, read.number()) {
            (Some(shown), Some(written)) if shown != written => {
                let kind = FaultKind::WrongValue { expected: "the number in details", found: shown.to_string().into() };
                self.fault(cell.as_str(), None, kind);
                None
            }
            _ => Some(read),
        }
    }

    fn runs(&mut self) {
        let (elements, span) = self.layout.runs.list(self.row);
        let mut runs = self.builder.runs();
        for at in span {
            match run(elements, at, &mut runs) {
                Ok(run) => self.builder.run(run),
                Err((field, kind)) => self.fault(&within(Content::Runs, field.code()), None, kind),
            }
        }
        for cell in runs.uncovered() {
            self.fault(&Content::Runs.name(), Some(cell), FaultKind::NoReadings);
        }
    }

    fn notices(&mut self) {
        let (elements, span) = self.layout.notices.list(self.row);
        for at in span {
            let get = |field: NoticeField| elements.get_field(field.code(), at);
            let notice = read_notice(get, Source::default(), &mut |field, kind| {
                self.fault(&within(Content::Notices, field.code()), None, kind);
            });
            if let Some(notice) = notice {
                self.builder.notice(notice);
            }
        }
    }
}

/// The run of an element of `runs`.
fn run(elements: &Column, at: usize, runs: &mut RunsBuilder) -> Result<Run, (RunField, FaultKind)> {
    let of = |field: RunField| move |kind| (field, kind);
    let (ids, span) = elements.list_field(RunField::Cells.code(), at);
    let cells = span.map(|at| runs.cell(&needed(ids.get(at))?));
    let cells = cells.collect::<Result<_, _>>().map_err(of(RunField::Cells))?;
    let (readings, span) = elements.list_field(RunField::Readings.code(), at);
    let reading = |at| {
        let (numbers, span) = readings.list(at);
        span.map(|at| written(needed(numbers.get(at))?).number(Numbers::Readings)).collect()
    };
    let readings = span.map(reading).collect::<Result<_, _>>().map_err(of(RunField::Readings))?;
    let text = needed(elements.get_field(RunField::Text.code(), at)).map_err(of(RunField::Text))?;
    read_run(cells, readings, text.text().map_err(of(RunField::Text))?, Source::default())
}

/// The number in a cell's column.
fn shown(value: &Plain<'_>, numbers: Numbers) -> Result<Number, FaultKind> {
    match (value, numbers) {
        (Plain::Number(number), Numbers::Decimals) => Ok(*number),
        (Plain::Number(number), _) if number.to_integer().is_some() => Ok(*number),
        (_, Numbers::Decimals) => Err(value.wrong("a decimal of at most 28 digits, and no float, which is not exact")),
        (Plain::Number(_), _) => Err(value.wrong("an integer")),
        _ => value.number(numbers),
    }
}

/// Digits as text, which are those that were written, of whatever number.
fn written(value: Plain<'_>) -> Plain<'_> {
    if let Plain::Text(text) = value { Plain::Written(text) } else { value }
}

fn needed(value: Option<Plain<'_>>) -> Result<Plain<'_>, FaultKind> {
    value.ok_or(FaultKind::MissingKey)
}

/// The name of a field of a list's elements.
fn within(content: Content, field: &str) -> String {
    format!("{}.{field}", content.name())
}
