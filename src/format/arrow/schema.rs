//! The columns of an edition.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef};

use crate::form::{CellId, ColumnSpec, Edition, Kind, Row};

/// What the schema's metadata says of the format; the version is raised when a reader of this one would go wrong.
pub(super) const FORMAT: (&str, &str) = ("format", "disclosure-report");
pub(super) const VERSION: (&str, u32) = ("version", 1);

/// Columns whose names are used in more than one place.
pub(super) const EDITION: &str = "edition";
pub(super) const ORGAN: &str = "header.organ";
pub(super) const CREDIT_CODE: &str = "header.credit_code";
pub(super) const DIVISION_CODE: &str = "header.division_code";
pub(super) const SCOPE: &str = "header.scope";
pub(super) const YEAR: &str = "header.year";
pub(super) const FROM: &str = "header.period.from";
pub(super) const TO: &str = "header.period.to";
pub(super) const PUBLISHED: &str = "header.published";
pub(super) const NARRATIVE: [&str; 3] = ["narrative.overview", "narrative.problems", "narrative.other"];
pub(super) const ORIGIN: &str = "origin";
pub(super) const DETAILS: &str = "details";
pub(super) const RUNS: &str = "runs";
pub(super) const NOTICES: &str = "notices";

/// The fields of the lists' elements.
pub(super) const DETAIL: [&str; 7] = ["cell", "state", "value", "unit", "note", "text", "origin"];
pub(super) const RUN: [&str; 3] = ["cells", "readings", "text"];
pub(super) const NOTICE: [&str; 6] = ["kind", "row", "official", "number", "absent", "text"];

/// Digits of an amount, and how many of them stand behind the point: 38 are the most of 128 bits, and 29 in front of the
/// point are the most that a [`Number`](crate::Number) has.
pub(super) const DIGITS: u8 = 38;
pub(super) const DECIMALS: u8 = 9;

/// The columns of an edition's reports: see the [module](super) for what stands in each.
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
    let text = |name: &str, nullable, gloss| column(name, DataType::Utf8, nullable, gloss);
    let mut fields = vec![
        text(EDITION, false, "edition of the form"),
        text(ORGAN, true, "organ whose report it is"),
        text(CREDIT_CODE, true, "unified social credit code of the organ"),
        text(DIVISION_CODE, true, "code of the administrative division"),
        text(SCOPE, true, "whether the report covers the organ alone or its whole region: organ or region"),
        column(YEAR, DataType::Int32, true, "year reported on"),
        column(FROM, DataType::Date32, true, "first day reported on"),
        column(TO, DataType::Date32, true, "last day reported on"),
        column(PUBLISHED, DataType::Date32, true, "day of publication"),
    ];
    let glosses = ["section 1, overview", "section 5, problems and improvements", "section 6, other matters"];
    fields.extend(NARRATIVE.into_iter().zip(glosses).map(|(name, gloss)| text(name, false, gloss)));
    for row in edition.rows() {
        for (cell, spec) in row.cells() {
            fields.push(figure(row, cell, spec));
            if edition.is_decimal(cell) {
                fields.push(text(&unit_column(cell), true, "unit written with the amount: yuan, wan_yuan or yi_yuan"));
            }
        }
    }
    fields.extend([
        text(ORIGIN, false, "origin of the cells, where details says no other: entered, read, imputed or repaired"),
        column(DETAILS, list(detail()), false, "cells that are not a plain number, and what else is known of a cell"),
        column(RUNS, list(run()), false, "digits that run together over several cells, with their readings"),
        column(NOTICES, list(notice()), false, "what a reader noticed on the page beside its figures"),
    ]);
    Arc::new(Schema::new_with_metadata(fields, metadata(edition)))
}

/// What is said of the whole: format, version, edition.
pub(super) fn metadata(edition: Edition) -> HashMap<String, String> {
    [(FORMAT.0, FORMAT.1.to_owned()), (VERSION.0, VERSION.1.to_string()), (EDITION, edition.code().to_owned())]
        .map(|(key, value)| (key.to_owned(), value))
        .into()
}

/// The column of the unit written with an amount.
pub(super) fn unit_column(cell: CellId) -> String {
    format!("{cell}.unit")
}

/// The column of a cell's numbers, with what the form says of the cell.
fn figure(row: &Row, cell: CellId, spec: &ColumnSpec) -> FieldRef {
    let (data, kind, unit) = match spec.kind {
        Kind::Count => (DataType::Int64, "count", None),
        Kind::SignedCount => (DataType::Int64, "signed_count", None),
        Kind::Amount(unit) => (amount(), "amount", unit),
    };
    let mut said = vec![
        ("table", row.table().heading().to_owned()),
        ("label", row.label.to_owned()),
        ("column", spec.label.to_owned()),
        ("gloss", format!("{}: {}", row.gloss, spec.gloss)),
        ("kind", kind.to_owned()),
    ];
    if !row.group.is_empty() {
        said.push(("group", row.group.join(" > ")));
    }
    if let Some(unit) = unit {
        said.push(("unit", unit.code().to_owned()));
    }
    if let Some(basis) = row.basis {
        said.extend([
            ("basis", basis.article.to_owned()),
            ("basis.zh", basis.to_string()),
            ("basis.evidence", basis.evidence.code().to_owned()),
        ]);
    }
    let said = said.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Arc::new(Field::new(cell.as_str(), data, true).with_metadata(said))
}

fn column(name: &str, data: DataType, nullable: bool, gloss: &str) -> FieldRef {
    let said = HashMap::from([("gloss".to_owned(), gloss.to_owned())]);
    Arc::new(Field::new(name, data, nullable).with_metadata(said))
}

/// The type of an amount.
pub(super) fn amount() -> DataType {
    DataType::Decimal128(DIGITS, DECIMALS.cast_signed())
}

/// A list of `element`; Parquet calls an element so.
fn list(element: Fields) -> DataType {
    DataType::List(element_of(DataType::Struct(element)))
}

pub(super) fn element_of(data: DataType) -> FieldRef {
    Arc::new(Field::new("element", data, false))
}

/// The fields of `details`.
pub(super) fn detail() -> Fields {
    DETAIL.iter().enumerate().map(|(i, name)| Field::new(*name, DataType::Utf8, i > 1)).collect()
}

/// The fields of `runs`.
pub(super) fn run() -> Fields {
    let texts = DataType::List(element_of(DataType::Utf8));
    let readings = DataType::List(element_of(texts.clone()));
    RUN.into_iter().zip([texts, readings, DataType::Utf8]).map(|(name, data)| Field::new(name, data, false)).collect()
}

/// The fields of `notices`.
pub(super) fn notice() -> Fields {
    let data = |name| match name {
        "number" => DataType::Int32,
        "absent" => DataType::Boolean,
        _ => DataType::Utf8,
    };
    NOTICE.into_iter().map(|name| Field::new(name, data(name), !matches!(name, "kind" | "text"))).collect()
}
