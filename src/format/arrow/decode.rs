//! Record batches into drafts.

use arrow_array::{Array, ArrayRef, RecordBatch};

use super::column::{Columns, Days, Numbers, Texts};
use super::error::ArrowError;
use super::list_columns::{CellDetail, ListColumns};
use super::schema::{self, unit_column};
use super::value::{FromCode, coded, content, day, year};
use crate::draft::{Draft, DraftHeader, Origin, SetError};
use crate::form::{CellId, Edition};
use crate::report::{Narrative, Period};

/// The drafts in a batch, one for each row.
///
/// Columns are found by name; others are left aside. Text may be plain, large, as views or of a dictionary; integers of
/// any width; a count may be a decimal or a float that is a whole number; lists may be large. See the [module](super).
///
/// ```
/// use disclosure_report::{Draft, Edition, arrow};
///
/// let draft = Draft::new(Edition::Trial2019);
/// let batch = arrow::batch(Edition::Trial2019, [&draft])?;
/// for read in arrow::drafts(&batch)? {
///     assert_eq!(read?, draft);
/// }
/// # Ok::<(), disclosure_report::arrow::ArrowError>(())
/// ```
///
/// # Errors
///
/// [`ArrowError`] if a column is missing or of a type that is not read. A row's own faults are told by the iterator,
/// which goes on with the next row.
pub fn drafts(batch: &RecordBatch) -> Result<Drafts, ArrowError> {
    Drafts::new(batch, 0)
}

/// The drafts in a batch, one for each row: see [`drafts`].
#[derive(Debug)]
pub struct Drafts {
    rows: usize,
    row: usize,
    /// How many rows come before this batch.
    before: usize,
    edition: Texts,
    /// Organ, credit code, division code, scope.
    header: [Named<Texts>; 4],
    year: Numbers,
    /// First day, last day, day of publication.
    days: [Named<Days>; 3],
    narrative: [Texts; 3],
    origin: Named<Texts>,
    list_columns: ListColumns,
    editions: Vec<Layout>,
}

/// A column and its name, for errors.
type Named<T> = (&'static str, T);

/// Where the cells of an edition stand in the batch.
#[derive(Debug)]
struct Layout {
    edition: Edition,
    cells: Vec<(CellId, Numbers, Option<Texts>)>,
    /// Cells of other editions, of which nothing may stand in this one's rows.
    others: Vec<(CellId, ArrayRef)>,
}

impl Drafts {
    pub(super) fn new(batch: &RecordBatch, before: usize) -> Result<Self, ArrowError> {
        check_format(batch)?;
        let columns = &Columns::of(batch);
        let known = CellId::all().any(|cell| columns.get(cell.as_str()).is_some());
        if !known || columns.get(schema::EDITION).is_none() {
            return Err(ArrowError::new("there is no edition, or no cell of the form").foreign());
        }
        let texts = |name| Ok((name, columns.find(name, Texts::new)?));
        let days = |name| Ok((name, columns.find(name, Days::new)?));
        let [overview, problems, other] = schema::NARRATIVE.map(|name| columns.find(name, Texts::new));
        let edition = columns.find(schema::EDITION, Texts::new)?;
        Ok(Self {
            rows: batch.num_rows(),
            row: 0,
            before,
            header: [
                texts(schema::ORGAN)?,
                texts(schema::CREDIT_CODE)?,
                texts(schema::DIVISION_CODE)?,
                texts(schema::SCOPE)?,
            ],
            year: columns.find(schema::YEAR, Numbers::new)?,
            days: [days(schema::FROM)?, days(schema::TO)?, days(schema::PUBLISHED)?],
            narrative: [overview?, problems?, other?],
            origin: texts(schema::ORIGIN)?,
            list_columns: ListColumns::new(columns)?,
            editions: layouts(columns, &edition, batch.num_rows())?,
            edition,
        })
    }

    fn draft(&self, row: usize) -> Result<Draft, ArrowError> {
        let layout = self.layout(row).map_err(|error| error.in_column(schema::EDITION))?;
        let mut draft = Draft::new(layout.edition);
        draft.header = self.header(row)?;
        let [overview, problems, other] = &self.narrative;
        let text = |texts: &Texts| texts.get(row).unwrap_or_default().to_owned();
        draft.narrative = Narrative { overview: text(overview), problems: text(problems), other: text(other) };
        let usual: Option<Origin> = stated(&self.origin, row, "an origin: entered, read, imputed or repaired")?;
        let details = self.list_columns.details(row, layout.edition)?;
        for ((cell, numbers, units), detail) in layout.cells.iter().zip(&details) {
            let content = content(row, *cell, numbers, units.as_ref(), detail.as_ref())?;
            let Some(content) = content else { continue };
            let origin = detail.as_ref().and_then(|detail| detail.origin).or(usual).unwrap_or_default();
            let refused = |error: SetError| ArrowError::new(error.to_string()).in_column(cell.as_str());
            let was_number = content.number().is_some();
            draft.set(*cell, content.with_origin(origin)).map_err(refused)?;
            if was_number && draft.number(*cell).is_none() {
                return Err(ArrowError::new("a count is at most 9007199254740991 (2^53 - 1)").in_column(cell.as_str()));
            }
        }
        if let Some((cell, _)) =
            layout.others.iter().find(|(_, column)| column.is_valid(row) && !column.data_type().is_null())
        {
            let why = format!("edition {} of the form has no such cell", layout.edition);
            return Err(ArrowError::new(why).in_column(cell.as_str()));
        }
        let ambiguous = |detail: &CellDetail<'_>| detail.state == "ambiguous";
        let ambiguous = layout.cells.iter().zip(&details).filter(|(_, detail)| detail.as_ref().is_some_and(ambiguous));
        self.list_columns.runs(row, ambiguous.map(|(cell, _)| cell.0).collect(), &mut draft)?;
        self.list_columns.notices(row, &mut draft)?;
        Ok(draft)
    }

    fn layout(&self, row: usize) -> Result<&Layout, ArrowError> {
        let edition = edition_of(&self.edition, row)?;
        self.editions.iter().find(|layout| layout.edition == edition).ok_or_else(|| ArrowError::new("no such edition"))
    }

    fn header(&self, row: usize) -> Result<DraftHeader, ArrowError> {
        let [organ, credit, division, scope] = &self.header;
        let year = self.year.get(row).map(|figure| year(figure).map_err(|error| error.in_column(schema::YEAR)));
        let [from, to, published] = [0, 1, 2].map(|i| {
            let (name, days) = &self.days[i];
            days.get(row).map(|days| day(days).map_err(|error| error.in_column(*name))).transpose()
        });
        let period = match (from?, to?) {
            (Some(from), Some(to)) => {
                Some(Period::new(from, to).map_err(|error| ArrowError::new(error.to_string()).in_column(schema::TO))?)
            }
            (None, None) => None,
            (Some(_), None) => return Err(ArrowError::new("a first day without a last one").in_column(schema::TO)),
            (None, Some(_)) => return Err(ArrowError::new("a last day without a first one").in_column(schema::FROM)),
        };
        Ok(DraftHeader {
            organ: organ.1.get(row).map(str::to_owned),
            credit_code: stated(credit, row, "a credit code whose check character fits")?,
            division_code: stated(division, row, "a division code of 6, 9 or 12 digits")?,
            scope: stated(scope, row, "organ or region")?,
            year: year.transpose()?,
            period,
            published: published?,
        })
    }
}

/// A text that is read as what it stands for.
fn stated<T: FromCode>((name, texts): &Named<Texts>, row: usize, expected: &str) -> Result<Option<T>, ArrowError> {
    texts.get(row).map(|text| coded(text, expected).map_err(|error| error.in_column(*name))).transpose()
}

impl Iterator for Drafts {
    type Item = Result<Draft, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.row >= self.rows {
            return None;
        }
        let row = self.row;
        self.row += 1;
        Some(self.draft(row).map_err(|error| error.in_row(self.before + row)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rows - self.row, Some(self.rows - self.row))
    }
}

impl ExactSizeIterator for Drafts {}

/// Says no to what calls itself another format, or a later version. Programs that rewrite a file drop what it is called.
fn check_format(batch: &RecordBatch) -> Result<(), ArrowError> {
    let schema = batch.schema();
    let said = |key| schema.metadata().get(key).map(String::as_str);
    let (Some(format), Some(version)) = (said(schema::FORMAT.0), said(schema::VERSION.0)) else { return Ok(()) };
    if format != schema::FORMAT.1 {
        return Err(ArrowError::new(format!("expected the format {}", schema::FORMAT.1)).foreign());
    }
    if version != schema::VERSION.1.to_string() {
        return Err(ArrowError::new(format!("version {} is read, and this is another", schema::VERSION.1)));
    }
    Ok(())
}

fn edition_of(texts: &Texts, row: usize) -> Result<Edition, ArrowError> {
    coded(texts.get(row).unwrap_or_default(), "an edition of the form: 2019 or 2021")
}

/// The cells of every edition that a row is of.
fn layouts(columns: &Columns<'_>, editions: &Texts, rows: usize) -> Result<Vec<Layout>, ArrowError> {
    let mut layouts: Vec<Layout> = Vec::new();
    for row in 0..rows {
        // A row of no edition has its own error.
        let Ok(edition) = edition_of(editions, row) else { continue };
        if !layouts.iter().any(|layout| layout.edition == edition) {
            layouts.push(Layout::new(columns, edition)?);
        }
    }
    Ok(layouts)
}

impl Layout {
    fn new(columns: &Columns<'_>, edition: Edition) -> Result<Self, ArrowError> {
        let column = |cell: &CellId| {
            let unit = edition.is_decimal(*cell).then(|| columns.find(&unit_column(*cell), Texts::new));
            Ok((*cell, columns.find(cell.as_str(), Numbers::new)?, unit.transpose()?))
        };
        let cells = edition.cells().iter().map(column).collect::<Result<_, ArrowError>>()?;
        let others = CellId::all().filter(|cell| !edition.has(*cell));
        let others = others.filter_map(|cell| Some((cell, columns.get(cell.as_str())?.clone()))).collect();
        Ok(Self { edition, cells, others })
    }
}
