//! Drafts into record batches.

use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Decimal128Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::SchemaRef;
use jiff::civil::Date;

use super::error::ArrowError;
use super::lists::{Detail, Lists};
use super::schema::{self, DECIMALS, EDITION, amount};
use crate::draft::{AsDraft, Cell, Draft, Notice, NoticeKind, Origin, Run, State};
use crate::form::{CellId, Edition};
use crate::quantity::{MoneyUnit, Number};
use crate::report::{CreditCode, DivisionCode, Period, Scope};

/// The most text that a batch may hold: its columns count bytes in 32 bits.
const MOST_BYTES: usize = i32::MAX as usize;

/// A batch of these drafts or reports, a row each.
///
/// ```
/// use arrow_array::cast::AsArray;
/// use arrow_array::types::Int64Type;
/// use disclosure_report::{Draft, Edition, arrow};
///
/// let mut draft = Draft::new(Edition::Revised2021);
/// draft.set("review.upheld".parse()?, 10u32)?;
/// let batch = arrow::batch(Edition::Revised2021, [&draft])?;
/// let upheld = batch["review.upheld"].as_primitive::<Int64Type>();
/// assert_eq!(upheld.value(0), 10);
/// assert_eq!(arrow::drafts(&batch)?.collect::<Result<Vec<_>, _>>()?, [draft]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As for [`Encoder::push`].
pub fn batch<'a, T: AsDraft + 'a>(
    edition: Edition,
    drafts: impl IntoIterator<Item = &'a T>,
) -> Result<RecordBatch, ArrowError> {
    let mut encoder = Encoder::new(edition);
    for draft in drafts {
        encoder.push(draft)?;
    }
    encoder.finish()
}

/// Makes batches of drafts and reports of one edition, row by row.
///
/// ```
/// use disclosure_report::{Draft, Edition, arrow};
///
/// let mut encoder = arrow::Encoder::new(Edition::Revised2021);
/// for _ in 0..3 {
///     encoder.push(&Draft::new(Edition::Revised2021))?;
/// }
/// assert_eq!(encoder.finish()?.num_rows(), 3);
/// assert_eq!(encoder.rows(), 0); // ready for the next batch
/// # Ok::<(), disclosure_report::arrow::ArrowError>(())
/// ```
#[derive(Debug)]
pub struct Encoder {
    edition: Edition,
    schema: SchemaRef,
    rows: usize,
    bytes: usize,
    editions: StringBuilder,
    /// Organ, credit code, division code, scope.
    header: [StringBuilder; 4],
    year: Int32Builder,
    /// First day, last day, day of publication.
    days: [Date32Builder; 3],
    narrative: [StringBuilder; 3],
    figures: Vec<Figures>,
    origin: StringBuilder,
    lists: Lists,
}

/// The column of a cell.
#[derive(Debug)]
enum Figures {
    Counts(Int64Builder),
    Amounts(Decimal128Builder, StringBuilder),
}

impl Encoder {
    /// An empty batch for reports of `edition`.
    #[must_use]
    pub fn new(edition: Edition) -> Self {
        let figures = edition.cells().iter().map(|cell| {
            if edition.is_decimal(*cell) {
                Figures::Amounts(Decimal128Builder::new().with_data_type(amount()), StringBuilder::new())
            } else {
                Figures::Counts(Int64Builder::new())
            }
        });
        Self {
            edition,
            schema: schema::schema(edition),
            rows: 0,
            bytes: 0,
            editions: StringBuilder::new(),
            header: Default::default(),
            year: Int32Builder::new(),
            days: Default::default(),
            narrative: Default::default(),
            figures: figures.collect(),
            origin: StringBuilder::new(),
            lists: Lists::default(),
        }
    }

    /// How many rows the batch has so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many bytes of text the batch has so far, at most.
    #[must_use]
    pub fn text_bytes(&self) -> usize {
        self.bytes
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// [`ArrowError`] if the draft or report is of another edition, or if the batch would hold more than 2 GiB of text.
    /// The batch stays as it was.
    pub fn push(&mut self, form: &impl AsDraft) -> Result<(), ArrowError> {
        let draft = &*form.as_draft();
        if draft.edition() != self.edition {
            let why = format!("a draft of edition {}, where {} is wanted", draft.edition(), self.edition);
            return Err(ArrowError::new(why).in_column(EDITION).in_row(self.rows));
        }
        let bytes = self.bytes.saturating_add(text_bytes(draft));
        if bytes > MOST_BYTES {
            return Err(ArrowError::new("more than 2 GiB of text in one batch").in_row(self.rows));
        }
        self.bytes = bytes;
        self.rows += 1;
        self.editions.append_value(self.edition.code());
        self.header(draft);
        let origin = usual_origin(draft);
        self.origin.append_value(origin.code());
        let texts = [&draft.narrative.overview, &draft.narrative.problems, &draft.narrative.other];
        self.narrative.iter_mut().zip(texts).for_each(|(column, text)| column.append_value(text));
        for ((id, cell), figures) in draft.cells().zip(&mut self.figures) {
            if let Some(detail) = figures.append(id, cell, origin) {
                self.lists.detail(detail);
            }
        }
        self.lists.end_row(draft);
        Ok(())
    }

    fn header(&mut self, draft: &Draft) {
        let header = &draft.header;
        let texts = [
            header.organ.as_deref(),
            header.credit_code.as_ref().map(CreditCode::as_str),
            header.division_code.as_ref().map(DivisionCode::as_str),
            header.scope.map(Scope::code),
        ];
        self.header.iter_mut().zip(texts).for_each(|(column, text)| column.append_option(text));
        self.year.append_option(header.year.map(|year| i32::from(year.get())));
        let days = [header.period.map(Period::start), header.period.map(Period::end), header.published];
        self.days.iter_mut().zip(days).for_each(|(column, day)| column.append_option(day.map(since_epoch)));
    }

    /// The batch; what is pushed next begins another.
    ///
    /// # Errors
    ///
    /// [`ArrowError`] if the engine refuses what it was given, which is not known to happen.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        let mut columns: Vec<ArrayRef> = vec![Arc::new(self.editions.finish())];
        columns.extend(self.header.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        columns.push(Arc::new(self.year.finish()));
        columns.extend(self.days.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        columns.extend(self.narrative.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        for figures in &mut self.figures {
            match figures {
                Figures::Counts(counts) => columns.push(Arc::new(counts.finish())),
                Figures::Amounts(amounts, units) => {
                    columns.push(Arc::new(amounts.finish()));
                    columns.push(Arc::new(units.finish()));
                }
            }
        }
        columns.push(Arc::new(self.origin.finish()));
        columns.extend(self.lists.finish().map_err(ArrowError::engine)?);
        (self.rows, self.bytes) = (0, 0);
        RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(ArrowError::engine)
    }
}

impl Figures {
    /// Puts a cell into its column; what the column can't say of it.
    fn append<'a>(&mut self, id: CellId, cell: &'a Cell, usual: Origin) -> Option<Detail<'a>> {
        let number = cell.number();
        let kept = match self {
            Self::Counts(counts) => {
                let count = number.and_then(|number| number.to_integer()).and_then(|count| i64::try_from(count).ok());
                counts.append_option(count);
                count.is_some()
            }
            Self::Amounts(amounts, units) => {
                let amount = number.and_then(|number| number.to_scaled(DECIMALS.into()));
                amounts.append_option(amount);
                units.append_option(cell.unit().map(MoneyUnit::code));
                amount.is_some()
            }
        };
        let mut detail = Detail { cell: id.as_str(), state: cell.state.code(), ..Detail::default() };
        match &cell.state {
            State::Number { value, note, .. } => {
                detail.value = (!kept || !is_shortest(*value)).then(|| value.to_string());
                detail.unit = cell.unit().filter(|_| matches!(self, Self::Counts(_))).map(MoneyUnit::code);
                detail.note = note.as_deref();
            }
            State::Dash(text) | State::Unreadable(text) => detail.text = Some(text),
            State::Blank | State::Ambiguous | State::Missing => {}
        }
        // Where an ambiguous cell comes from is said by its run.
        detail.origin = (cell.origin != usual && cell.state != State::Ambiguous).then(|| cell.origin.code());
        detail.says_something().then_some(detail)
    }
}

/// Whether a number was written with no more decimals than it needs, as one that is read from a column is.
fn is_shortest(number: Number) -> bool {
    let decimal = number.to_decimal();
    let shortest = decimal.normalize();
    decimal.scale() == shortest.scale() && decimal.is_sign_negative() == shortest.is_sign_negative()
}

/// The origin that most cells have.
fn usual_origin(draft: &Draft) -> Origin {
    let count = |origin| draft.cells().filter(|(_, cell)| cell.origin == origin).count();
    Origin::ALL.iter().copied().rev().max_by_key(|origin| count(*origin)).unwrap_or_default()
}

fn since_epoch(day: Date) -> i32 {
    let hours = day.duration_since(Date::constant(1970, 1, 1)).as_hours();
    // jiff's days are within some four million of the epoch.
    i32::try_from(hours / 24).unwrap_or_default()
}

/// How much text a draft adds to its columns, at most.
pub(crate) fn text_bytes(draft: &Draft) -> usize {
    /// A cell's id, its state, a number, a unit, an origin.
    const ELEMENT: usize = 160;
    let of_cell = |cell: &Cell| match &cell.state {
        State::Number { note, .. } => note.as_ref().map_or(0, |note| note.len()),
        State::Dash(text) | State::Unreadable(text) => text.len(),
        _ => 0,
    };
    let header = draft.header.organ.as_ref().map_or(0, String::len);
    let narrative = &draft.narrative;
    let narrative = narrative.overview.len() + narrative.problems.len() + narrative.other.len();
    let cells: usize = draft.cells().map(|(_, cell)| of_cell(cell) + ELEMENT).sum();
    let run = |run: &Run| run.text().len() + run.cells().len() * (run.readings().len() + 1) * ELEMENT;
    let runs: usize = draft.runs().iter().map(run).sum();
    let notice = |notice: &Notice| {
        let official = match &notice.kind {
            NoticeKind::Label { official, .. } => official.len(),
            _ => 0,
        };
        notice.text.len() + official + ELEMENT
    };
    ELEMENT + header + narrative + cells + runs + draft.notices().iter().map(notice).sum::<usize>()
}
