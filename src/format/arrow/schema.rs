//! The columns of an edition.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef};

use crate::form::{CellId, Edition, Kind, Language};
use crate::record::{CellField, EDITION, FORMAT, Holds, NoticeField, Part, RunField};

/// The keys of the schema's metadata. The version is raised when a reader of this one would go wrong.
pub(super) const FORMAT_KEY: &str = "format";
pub(super) const VERSION_KEY: &str = "version";
pub(super) const VERSION: u32 = 1;

/// The field of `details` that says which cell an element is about.
pub(super) const CELL: &str = "cell";

/// How many digits of an amount are decimals: 38 digits are the most of 128 bits, and 29 before the point are the most of
/// a [`Number`](crate::Number).
pub(super) const DECIMALS: u8 = 9;

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    /// The edition's code.
    Edition,
    /// A part of the header, or a section of text.
    Part(Part),
    /// The number of a cell for counts.
    Count(CellId),
    /// The number of a cell for amounts.
    Amount(CellId),
    /// The unit written with an amount.
    Unit(CellId),
    /// Where most cells come from.
    Origin,
    /// What the columns of the cells can't say.
    Details,
    /// Digits that run together.
    Runs,
    /// What a reader noticed.
    Notices,
}

/// The columns of an edition's reports: see the [module](super) for what each holds.
///
/// ```
/// use disclosure_report::{Edition, arrow};
///
/// let schema = arrow::schema(Edition::Revised2021);
/// assert_eq!(schema.metadata()["edition"], "2021");
/// let field = schema.field_with_name("requests.refused.state_secret.total")?;
/// assert_eq!(field.metadata()["label"], "1.属于国家秘密");
/// assert_eq!(field.metadata()["basis"], "14");
/// assert_eq!(field.metadata()["basis.evidence"], "derived"); // printed by no source
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn schema(edition: Edition) -> SchemaRef {
    let fields = Content::all(edition).map(|content| content.field(edition));
    Arc::new(Schema::new_with_metadata(fields.collect::<Fields>(), metadata(edition)))
}

/// What is said of the whole: format, version, edition.
pub(super) fn metadata(edition: Edition) -> HashMap<String, String> {
    [(FORMAT_KEY, FORMAT.to_owned()), (VERSION_KEY, VERSION.to_string()), (EDITION, edition.code().to_owned())]
        .map(|(key, value)| (key.to_owned(), value))
        .into()
}

impl Content {
    /// The columns in order.
    pub(super) fn all(edition: Edition) -> impl Iterator<Item = Self> {
        let parts = Part::ALL.iter().map(|part| Self::Part(*part));
        let cells = edition.cells().iter().flat_map(move |cell| {
            let (number, unit) = Self::of_cell(edition, *cell);
            std::iter::once(number).chain(unit)
        });
        let rest = [Self::Origin, Self::Details, Self::Runs, Self::Notices];
        std::iter::once(Self::Edition).chain(parts).chain(cells).chain(rest)
    }

    /// The column of a cell's number, and for amounts that of its unit.
    pub(super) fn of_cell(edition: Edition, cell: CellId) -> (Self, Option<Self>) {
        if edition.is_decimal(cell) { (Self::Amount(cell), Some(Self::Unit(cell))) } else { (Self::Count(cell), None) }
    }

    pub(super) fn name(self) -> Cow<'static, str> {
        match self {
            Self::Edition => EDITION.into(),
            Self::Part(part) => part.path().into(),
            Self::Count(cell) | Self::Amount(cell) => cell.as_str().into(),
            Self::Unit(cell) => format!("{cell}.{}", CellField::Unit).into(),
            Self::Origin => CellField::Origin.code().into(),
            Self::Details => "details".into(),
            Self::Runs => "runs".into(),
            Self::Notices => "notices".into(),
        }
    }

    pub(super) fn data_type(self) -> DataType {
        match self {
            Self::Edition | Self::Unit(_) | Self::Origin => DataType::Utf8,
            Self::Part(part) => match part.holds() {
                Holds::Text | Holds::CreditCode | Holds::DivisionCode | Holds::Scope => DataType::Utf8,
                Holds::Year => DataType::Int32,
                Holds::Day => DataType::Date32,
            },
            Self::Count(_) => DataType::Int64,
            Self::Amount(_) => DataType::Decimal128(38, DECIMALS.cast_signed()),
            Self::Details => list_of(DataType::Struct(detail())),
            Self::Runs => list_of(DataType::Struct(run())),
            Self::Notices => list_of(DataType::Struct(notice())),
        }
    }

    fn is_nullable(self) -> bool {
        match self {
            Self::Part(part) => part.section().is_none(),
            Self::Count(_) | Self::Amount(_) | Self::Unit(_) => true,
            Self::Edition | Self::Origin | Self::Details | Self::Runs | Self::Notices => false,
        }
    }

    fn field(self, edition: Edition) -> FieldRef {
        let said = match self {
            Self::Count(cell) | Self::Amount(cell) => said_of_cell(edition, cell),
            Self::Edition => gloss("edition of the form"),
            Self::Part(part) => gloss(part.gloss()),
            Self::Unit(_) => gloss("unit written with the amount: yuan, wan_yuan or yi_yuan"),
            Self::Origin => {
                gloss("origin of the cells, where details says no other: entered, read, imputed or repaired")
            }
            Self::Details => gloss("cells that are not a plain number, and what else is known of a cell"),
            Self::Runs => gloss("digits that run together over several cells, with their readings"),
            Self::Notices => gloss("what a reader noticed on the page beside its figures"),
        };
        let said = said.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Arc::new(Field::new(self.name(), self.data_type(), self.is_nullable()).with_metadata(said))
    }
}

fn gloss(text: &str) -> Vec<(&'static str, String)> {
    vec![("gloss", text.to_owned())]
}

/// What the form says of a cell.
fn said_of_cell(edition: Edition, cell: CellId) -> Vec<(&'static str, String)> {
    let Some((row, column)) = edition.row(cell.row()).zip(edition.column(cell)) else { return Vec::new() };
    let (kind, unit) = match column.kind {
        Kind::Count => ("count", None),
        Kind::SignedCount => ("signed_count", None),
        Kind::Amount(unit) => ("amount", unit),
    };
    let mut said = gloss(&edition.cell_name(cell, Language::English));
    said.extend([
        ("table", row.table().heading().to_owned()),
        ("label", row.label.to_owned()),
        ("column", column.label.to_owned()),
        ("kind", kind.to_owned()),
    ]);
    if !row.group.is_empty() {
        said.push(("group", row.group.join(" > ")));
    }
    said.extend(unit.map(|unit| ("unit", unit.code().to_owned())));
    if let Some(basis) = row.basis {
        said.extend([
            ("basis", basis.article.to_owned()),
            ("basis.zh", basis.to_string()),
            ("basis.evidence", basis.evidence.code().to_owned()),
        ]);
    }
    said
}

/// A list. Parquet calls its elements so.
fn list_of(element: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("element", element, false)))
}

/// The fields of `details`: the cell, then the fields of its record without its source.
fn detail() -> Fields {
    let fields = CellField::ALL.iter().filter(|field| **field != CellField::Source);
    let fields = fields.map(|field| Field::new(field.code(), DataType::Utf8, *field != CellField::State));
    std::iter::once(Field::new(CELL, DataType::Utf8, false)).chain(fields).collect()
}

/// The fields of `runs`.
fn run() -> Fields {
    let fields = RunField::ALL.iter().filter(|field| **field != RunField::Source);
    let data = |field| match field {
        RunField::Cells => list_of(DataType::Utf8),
        RunField::Readings => list_of(list_of(DataType::Utf8)),
        RunField::Text | RunField::Source => DataType::Utf8,
    };
    fields.map(|field| Field::new(field.code(), data(*field), false)).collect()
}

/// The fields of `notices`.
fn notice() -> Fields {
    let fields = NoticeField::ALL.iter().filter(|field| **field != NoticeField::Source);
    let data = |field| match field {
        NoticeField::Number => DataType::Int32,
        NoticeField::Absent => DataType::Boolean,
        _ => DataType::Utf8,
    };
    let always = [NoticeField::Kind, NoticeField::Text];
    fields.map(|field| Field::new(field.code(), data(*field), !always.contains(field))).collect()
}
