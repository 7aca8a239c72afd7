//! Drafts into record batches.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::builder::{Builder, Item};
use super::error::{ArrowError, ArrowErrorKind, at};
use super::schema::{self, Content, DECIMALS};
use crate::draft::{AsDraft, Cell, Draft, Notice, Origin, Run};
use crate::form::{CellId, Edition};
use crate::quantity::Number;
use crate::record::{
    CellField, EDITION, Fault, FaultKind, NoticeField, Part, Plain, RunField, cell_fields, found, notice_fields,
};

/// The most text that a batch may hold: its columns count bytes in 32 bits.
const MOST_BYTES: usize = i32::MAX as usize;

/// A batch of these drafts or reports, a row each.
///
/// ```
/// use arrow_array::cast::AsArray;
/// use arrow_array::types::Int64Type;
/// use disclosure_report::{Draft, Edition, arrow};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
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
///     encoder.push(&Draft::blank(Edition::Revised2021))?;
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
    columns: Vec<(Content, Builder)>,
}

impl Encoder {
    /// An empty batch for reports of `edition`.
    #[must_use]
    pub fn new(edition: Edition) -> Self {
        let columns = Content::all(edition).map(|content| (content, Builder::new(&content.data_type()))).collect();
        Self { edition, schema: schema::schema(edition), rows: 0, bytes: 0, columns }
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
            let kind = FaultKind::WrongValue { expected: self.edition.code(), found: found(draft.edition().code()) };
            return Err(Fault::new(at(Some(self.rows), Some(EDITION), None), kind).into());
        }
        let bytes = self.bytes.saturating_add(text_bytes(draft));
        if bytes > MOST_BYTES {
            return Err(ArrowErrorKind::TooMuchText.into());
        }
        self.bytes = bytes;
        self.rows += 1;
        let origin = usual_origin(draft);
        for (content, column) in &mut self.columns {
            column.push(match *content {
                Content::Edition => self.edition.code().into(),
                Content::Part(part) => part.get(draft).into(),
                Content::Count(cell) | Content::Amount(cell) => draft.number(cell).map(Plain::Number).into(),
                Content::Unit(cell) => {
                    draft.cell(cell).and_then(|cell| cell.unit()).map(|unit| Plain::from(unit.code())).into()
                }
                Content::Origin => origin.code().into(),
                Content::Details => details(draft, origin),
                Content::Runs => Item::List(draft.runs().iter().map(run).collect()),
                Content::Notices => Item::List(draft.notices().iter().map(notice).collect()),
            });
        }
        Ok(())
    }

    /// The batch; what is pushed next begins another.
    ///
    /// # Errors
    ///
    /// [`ArrowError`] if the engine refuses what it was given, which is not known to happen.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        (self.rows, self.bytes) = (0, 0);
        let columns = self.columns.iter_mut().map(|(_, column)| column.finish()).collect::<Result<_, _>>();
        let batch = columns.and_then(|columns| RecordBatch::try_new(self.schema.clone(), columns));
        batch.map_err(ArrowError::engine)
    }
}

fn details(draft: &Draft, usual: Origin) -> Item<'_> {
    let edition = draft.edition();
    Item::List(draft.cells().filter_map(|(id, cell)| detail(id, cell, edition.is_decimal(id), usual)).collect())
}

/// What the columns of a cell can't say of it, if anything.
fn detail(id: CellId, cell: Cell<&str>, decimal: bool, usual: Origin) -> Option<Item<'_>> {
    let fields = cell_fields(cell).filter(|(field, value)| match (field, value) {
        (CellField::Value, Plain::Number(number)) => !is_shown(*number, decimal),
        (CellField::Unit, _) => !decimal,
        (CellField::Origin, _) => cell.origin != usual,
        _ => true,
    });
    let mut fields = fields.peekable();
    let state = fields.next()?;
    // A state alone says nothing new of a number.
    if cell.number().is_some() && fields.peek().is_none() {
        return None;
    }
    let mut fields: Vec<_> = std::iter::once(state).chain(fields).collect();
    let rest = CellField::ALL.iter().map(|field| item(&mut fields, field));
    Some(Item::Struct(std::iter::once(id.as_str().into()).chain(rest).collect()))
}

fn run(run: &Run) -> Item<'_> {
    let field = |field: &RunField| match field {
        RunField::Cells => Item::List(run.cells().iter().map(|cell| cell.as_str().into()).collect()),
        RunField::Readings => {
            let reading = |numbers: &[Number]| numbers.iter().map(|number| Plain::Number(*number).into()).collect();
            Item::List(run.readings().map(|numbers| Item::List(reading(numbers))).collect())
        }
        RunField::Text => run.text().into(),
        RunField::Source => Item::Null,
    };
    Item::Struct(RunField::ALL.iter().map(field).collect())
}

fn notice(notice: &Notice) -> Item<'_> {
    let mut fields: Vec<_> = notice_fields(notice).collect();
    Item::Struct(NoticeField::ALL.iter().map(|field| item(&mut fields, field)).collect())
}

/// The value of a field, taken out of the record.
fn item<'a, F: PartialEq>(fields: &mut Vec<(F, Plain<'a>)>, field: &F) -> Item<'a> {
    let at = fields.iter().position(|(other, _)| other == field);
    at.map(|at| fields.swap_remove(at).1).into()
}

/// Whether a cell's column holds the number, and shows it as it was written: with no more decimals than it needs.
fn is_shown(number: Number, decimal: bool) -> bool {
    let decimals = if decimal { DECIMALS.into() } else { 0 };
    let (written, shortest) = (number.to_decimal(), number.to_decimal().normalize());
    number.to_scaled(decimals).is_some()
        && written.scale() == shortest.scale()
        && written.is_sign_negative() == shortest.is_sign_negative()
}

/// The origin that most cells have.
fn usual_origin(draft: &Draft) -> Origin {
    let count = |origin| draft.cells().filter(|(_, cell)| cell.origin == origin).count();
    Origin::ALL.iter().copied().rev().max_by_key(|origin| count(*origin)).unwrap_or_default()
}

/// How much text a draft adds to its columns, at most.
pub(crate) fn text_bytes(draft: &Draft) -> usize {
    /// A cell's id, its state, a number, a unit, an origin.
    const SHORT: usize = 160;
    let long = |value: Plain<'_>| if let Plain::Text(text) = value { text.len() } else { 0 };
    let parts = Part::ALL.iter().filter_map(|part| part.get(draft)).map(long);
    let cells = draft.cells().map(|(_, cell)| SHORT + cell_fields(cell).map(|(_, value)| long(value)).sum::<usize>());
    let runs = draft.runs().iter();
    let runs = runs.map(|run| run.text().len() + run.cells().len() * (run.readings().len() + 1) * SHORT);
    let notices = draft.notices().iter();
    let notices = notices.map(|notice| SHORT + notice_fields(notice).map(|(_, value)| long(value)).sum::<usize>());
    SHORT + parts.chain(cells).chain(runs).chain(notices).sum::<usize>()
}
