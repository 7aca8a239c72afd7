//! What stands beside the figures: details, runs and notices, out of their columns.

use arrow_array::{Array, ArrayRef};

use super::column::{Columns, Numbers, Spans, Texts, Truths, fields};
use super::error::ArrowError;
use super::schema::{DETAIL, DETAILS, NOTICE, NOTICES, RUN, RUNS};
use super::value::{coded, whole};
use crate::draft::{Draft, Notice, NoticeKind, Origin, Run, Source};
use crate::form::{CellId, Edition, RowId};
use crate::quantity::Number;

/// The columns of lists.
#[derive(Debug)]
pub(super) struct ListColumns {
    details: Spans,
    detail: Elements<[Texts; 7]>,
    runs: Spans,
    run: Elements<Runs>,
    notices: Spans,
    notice: Elements<Notices>,
}

/// The elements of all rows' lists, field by field.
#[derive(Debug)]
struct Elements<T> {
    all: ArrayRef,
    fields: T,
}

#[derive(Debug)]
struct Runs {
    cells_of: Spans,
    cells: Texts,
    readings_of: Spans,
    numbers_of: Spans,
    numbers: Texts,
    text: Texts,
}

#[derive(Debug)]
struct Notices {
    kind: Texts,
    row: Texts,
    official: Texts,
    number: Numbers,
    absent: Truths,
    text: Texts,
}

/// What `details` says of a cell.
#[derive(Debug)]
pub(super) struct CellDetail<'a> {
    pub(super) state: &'a str,
    pub(super) value: Option<Number>,
    pub(super) unit: Option<&'a str>,
    pub(super) note: Option<&'a str>,
    pub(super) text: Option<&'a str>,
    pub(super) origin: Option<Origin>,
}

impl ListColumns {
    pub(super) fn new(columns: &Columns<'_>) -> Result<Self, ArrowError> {
        let (details, detail) = columns.find(DETAILS, Spans::new)?;
        let (runs, run) = columns.find(RUNS, Spans::new)?;
        let (notices, notice) = columns.find(NOTICES, Spans::new)?;
        Ok(Self {
            details,
            detail: details_of(detail).map_err(|error| error.in_column(DETAILS))?,
            runs,
            run: runs_of(run).map_err(|error| error.in_column(RUNS))?,
            notices,
            notice: notices_of(notice).map_err(|error| error.in_column(NOTICES))?,
        })
    }

    /// What is said of each cell of the edition.
    pub(super) fn details(&self, row: usize, edition: Edition) -> Result<Vec<Option<CellDetail<'_>>>, ArrowError> {
        let mut details: Vec<Option<CellDetail<'_>>> = edition.cells().iter().map(|_| None).collect();
        // Mostly they stand in order.
        let mut next = 0;
        for at in self.details.get(row) {
            let detail = self.detail(at, edition, &mut next, &mut details);
            detail.map_err(|error| error.in_column(DETAILS))?;
        }
        Ok(details)
    }

    fn detail<'a>(
        &'a self,
        at: usize,
        edition: Edition,
        next: &mut usize,
        details: &mut [Option<CellDetail<'a>>],
    ) -> Result<(), ArrowError> {
        self.detail.check(at)?;
        let [cell, state, value, unit, note, text, origin] = self.detail.fields.each_ref().map(|field| field.get(at));
        let name = needed(cell, "cell")?;
        let mut ahead = edition.cells().iter().enumerate().skip(*next);
        let position = if let Some((position, _)) = ahead.find(|(_, cell)| cell.as_str() == name) {
            position
        } else {
            let cell: CellId = coded(name, "the id of a cell")?;
            let why = || ArrowError::new(format!("edition {edition} of the form has no cell {cell}"));
            edition.position(cell).ok_or_else(why)?
        };
        *next = position + 1;
        let slot = details.get_mut(position).ok_or_else(|| ArrowError::new("no such cell"))?;
        if slot.is_some() {
            return Err(ArrowError::new(format!("{name} stands in it twice")));
        }
        let state = needed(state, "state")?;
        if !["number", "blank", "dash", "ambiguous", "unreadable", "missing"].contains(&state) {
            let state: String = state.chars().take(40).collect();
            return Err(ArrowError::new(format!("{name}: {state:?} is no state of a cell")));
        }
        *slot = Some(CellDetail {
            state,
            value: value.map(|value| coded(value, "a number")).transpose()?,
            unit,
            note,
            text,
            origin: origin.map(|origin| coded(origin, "an origin")).transpose()?,
        });
        Ok(())
    }

    /// Puts the runs in, which cover the cells that are `ambiguous`.
    pub(super) fn runs(&self, row: usize, mut ambiguous: Vec<CellId>, draft: &mut Draft) -> Result<(), ArrowError> {
        for at in self.runs.get(row) {
            let run = self.run(at, &mut ambiguous).map_err(|error| error.in_column(RUNS))?;
            draft.add_run(run).map_err(|error| ArrowError::new(error.to_string()).in_column(RUNS))?;
        }
        match ambiguous.first() {
            Some(cell) => Err(ArrowError::new(format!("no run has the readings of {cell}")).in_column(RUNS)),
            None => Ok(()),
        }
    }

    fn run(&self, at: usize, ambiguous: &mut Vec<CellId>) -> Result<Run, ArrowError> {
        self.run.check(at)?;
        let Runs { cells_of, cells, readings_of, numbers_of, numbers, text } = &self.run.fields;
        let cell = |at| coded(needed(cells.get(at), "cell")?, "the id of a cell");
        let cells: Vec<CellId> = cells_of.get(at).map(cell).collect::<Result<_, ArrowError>>()?;
        for cell in &cells {
            let free = ambiguous.iter().position(|free| free == cell);
            let why = || ArrowError::new(format!("{cell} is not ambiguous, or in another run too"));
            ambiguous.swap_remove(free.ok_or_else(why)?);
        }
        let number = |at| coded(needed(numbers.get(at), "number")?, "a number");
        let reading = |at| numbers_of.get(at).map(number).collect::<Result<Vec<Number>, ArrowError>>();
        let readings = readings_of.get(at).map(reading).collect::<Result<Vec<_>, _>>()?;
        let run = Run::new(cells, readings, needed(text.get(at), "text")?);
        let why = "expected two readings that differ, with one number for each cell of the run";
        run.filter(|run| run.readings().len() > 1).ok_or_else(|| ArrowError::new(why))
    }

    /// Puts the notices in.
    pub(super) fn notices(&self, row: usize, draft: &mut Draft) -> Result<(), ArrowError> {
        for at in self.notices.get(row) {
            draft.add_notice(self.notice(at).map_err(|error| error.in_column(NOTICES))?);
        }
        Ok(())
    }

    fn notice(&self, at: usize) -> Result<Notice, ArrowError> {
        self.notice.check(at)?;
        let Notices { kind, row, official, number, absent, text } = &self.notice.fields;
        let row = || coded::<RowId>(needed(row.get(at), "row")?, "the id of a row");
        let kind = match needed(kind.get(at), "kind")? {
            "label" => NoticeKind::Label { row: row()?, official: needed(official.get(at), "official")?.into() },
            "edition" => NoticeKind::Edition { row: row()? },
            "section" => {
                let number = number.get(at).and_then(whole).and_then(|number| u8::try_from(number).ok());
                NoticeKind::Section { number: needed(number, "number")?, absent: needed(absent.get(at), "absent")? }
            }
            "stray" => NoticeKind::Stray,
            _ => return Err(ArrowError::new("expected a kind: label, edition, section or stray")),
        };
        Ok(Notice::new(kind, needed(text.get(at), "text")?, Source::default()))
    }
}

impl<T> Elements<T> {
    /// Says no to a list with nothing in one of its places.
    fn check(&self, at: usize) -> Result<(), ArrowError> {
        if at >= self.all.len() || self.all.is_null(at) || self.all.data_type().is_null() {
            return Err(ArrowError::new("an element is null"));
        }
        Ok(())
    }
}

fn needed<T>(value: Option<T>, field: &str) -> Result<T, ArrowError> {
    value.ok_or_else(|| ArrowError::new(format!("an element lacks its {field}")))
}

fn details_of(all: ArrayRef) -> Result<Elements<[Texts; 7]>, ArrowError> {
    let found = fields(&all, DETAIL)?;
    let [cell, state, value, unit, note, text, origin] = found.each_ref().map(Texts::new);
    Ok(Elements { all, fields: [cell?, state?, value?, unit?, note?, text?, origin?] })
}

fn runs_of(all: ArrayRef) -> Result<Elements<Runs>, ArrowError> {
    let [cells, readings, text] = fields(&all, RUN)?;
    let (cells_of, cells) = Spans::new(&cells)?;
    let (readings_of, readings) = Spans::new(&readings)?;
    let (numbers_of, numbers) = Spans::new(&readings)?;
    let (cells, numbers) = (Texts::new(&cells)?, Texts::new(&numbers)?);
    Ok(Elements { all, fields: Runs { cells_of, cells, readings_of, numbers_of, numbers, text: Texts::new(&text)? } })
}

fn notices_of(all: ArrayRef) -> Result<Elements<Notices>, ArrowError> {
    let [kind, row, official, number, absent, text] = fields(&all, NOTICE)?;
    let fields = Notices {
        kind: Texts::new(&kind)?,
        row: Texts::new(&row)?,
        official: Texts::new(&official)?,
        number: Numbers::new(&number)?,
        absent: Truths::new(&absent)?,
        text: Texts::new(&text)?,
    };
    Ok(Elements { all, fields })
}
