//! The columns of lists: what is known beside the figures.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Int32Builder, StringBuilder};
use arrow_array::{Array, ArrayRef, ListArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Fields};

use super::schema;
use crate::draft::{Draft, Notice, NoticeKind, Run};

/// What the column of a cell can't say: an element of `details`.
#[derive(Debug, Default)]
pub(super) struct Detail<'a> {
    pub(super) cell: &'static str,
    pub(super) state: &'static str,
    /// A number that its column can't hold, or does not show as it was written.
    pub(super) value: Option<String>,
    pub(super) unit: Option<&'static str>,
    pub(super) note: Option<&'a str>,
    pub(super) text: Option<&'a str>,
    pub(super) origin: Option<&'static str>,
}

impl Detail<'_> {
    /// Whether the column alone would not say as much.
    pub(super) fn says_something(&self) -> bool {
        let more = [self.value.as_deref(), self.unit, self.note, self.text, self.origin];
        self.state != "number" || more.iter().any(Option::is_some)
    }
}

/// The three columns of lists, as they grow.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Of each row, how many details, runs and notices it has.
    lengths: [Vec<usize>; 3],
    /// How many details the row at hand has so far.
    details: usize,
    detail: [StringBuilder; 7],
    run: Runs,
    notice: Notices,
}

#[derive(Debug, Default)]
struct Runs {
    cells_of: Vec<usize>,
    cells: StringBuilder,
    readings_of: Vec<usize>,
    numbers_of: Vec<usize>,
    numbers: StringBuilder,
    text: StringBuilder,
}

#[derive(Debug, Default)]
struct Notices {
    kind: StringBuilder,
    row: StringBuilder,
    official: StringBuilder,
    number: Int32Builder,
    absent: BooleanBuilder,
    text: StringBuilder,
}

impl Lists {
    pub(super) fn detail(&mut self, detail: Detail<'_>) {
        let Detail { cell, state, value, unit, note, text, origin } = detail;
        let texts = [Some(cell), Some(state), value.as_deref(), unit, note, text, origin];
        self.detail.iter_mut().zip(texts).for_each(|(column, text)| column.append_option(text));
        self.details += 1;
    }

    /// Ends the row of a draft, all of whose details are there.
    pub(super) fn end_row(&mut self, draft: &Draft) {
        draft.runs().iter().for_each(|run| self.run.append(run));
        draft.notices().iter().for_each(|notice| self.notice.append(notice));
        let lengths = [std::mem::take(&mut self.details), draft.runs().len(), draft.notices().len()];
        self.lengths.iter_mut().zip(lengths).for_each(|(all, length)| all.push(length));
    }

    pub(super) fn finish(&mut self) -> Result<[ArrayRef; 3], ArrowError> {
        let [details, runs, notices] = std::mem::take(&mut self.lengths);
        let detail = self.detail.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        Ok([
            structs(&details, schema::detail(), detail)?,
            structs(&runs, schema::run(), self.run.finish()?)?,
            structs(&notices, schema::notice(), self.notice.finish())?,
        ])
    }
}

impl Runs {
    fn append(&mut self, run: &Run) {
        run.cells().iter().for_each(|cell| self.cells.append_value(cell.as_str()));
        self.cells_of.push(run.cells().len());
        for reading in run.readings() {
            for number in reading {
                self.numbers.append_value(number.to_string());
            }
            self.numbers_of.push(reading.len());
        }
        self.readings_of.push(run.readings().len());
        self.text.append_value(run.text());
    }

    fn finish(&mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let Self { cells_of, cells, readings_of, numbers_of, numbers, text } = std::mem::take(self);
        let [mut cells, mut numbers, mut text] = [cells, numbers, text];
        let numbers = list(&numbers_of, DataType::Utf8, Arc::new(numbers.finish()))?;
        let readings = list(&readings_of, numbers.data_type().clone(), numbers)?;
        Ok(vec![list(&cells_of, DataType::Utf8, Arc::new(cells.finish()))?, readings, Arc::new(text.finish())])
    }
}

impl Notices {
    fn append(&mut self, notice: &Notice) {
        let (row, official, section) = match &notice.kind {
            NoticeKind::Label { row, official } => (Some(*row), Some(official), None),
            NoticeKind::Edition { row } => (Some(*row), None, None),
            NoticeKind::Section { number, absent } => (None, None, Some((*number, *absent))),
            NoticeKind::Stray => (None, None, None),
        };
        self.kind.append_value(notice.kind.code());
        self.row.append_option(row.map(crate::form::RowId::as_str));
        self.official.append_option(official);
        self.number.append_option(section.map(|(number, _)| number.into()));
        self.absent.append_option(section.map(|(_, absent)| absent));
        self.text.append_value(&notice.text);
    }

    fn finish(&mut self) -> Vec<ArrayRef> {
        vec![
            Arc::new(self.kind.finish()),
            Arc::new(self.row.finish()),
            Arc::new(self.official.finish()),
            Arc::new(self.number.finish()),
            Arc::new(self.absent.finish()),
            Arc::new(self.text.finish()),
        ]
    }
}

/// Lists of structs.
fn structs(lengths: &[usize], fields: Fields, columns: Vec<ArrayRef>) -> Result<ArrayRef, ArrowError> {
    let elements = StructArray::try_new(fields, columns, None)?;
    list(lengths, elements.data_type().clone(), Arc::new(elements))
}

fn list(lengths: &[usize], element: DataType, elements: ArrayRef) -> Result<ArrayRef, ArrowError> {
    let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
    Ok(Arc::new(ListArray::try_new(schema::element_of(element), offsets, elements, None)?))
}
