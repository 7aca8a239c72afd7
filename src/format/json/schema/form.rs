//! What an edition of the form has: its cells, and the relations between them.

use super::parts::{of, reference};
use super::when;
use crate::check::Rule;
use crate::form::{CellId, ColumnSpec, Edition, Evidence, Kind, Language, Relation, Row};
use crate::format::envelope::{Key, Kind as Document};
use crate::format::ordered::{Node, list, object};
use crate::record::RunField;

/// What holds of a document of this edition.
pub(super) fn form(edition: Edition) -> Node {
    let covered = object([("items", object([("enum", ids(edition.cells()))]))]);
    let run = object([("properties", object([(RunField::Cells.code(), covered)]))]);
    let properties = [(Key::Cells.code(), cells(edition)), (Key::Runs.code(), object([("items", run)]))];
    let figures = object([("properties", object([(Key::Cells.code(), reported(edition))]))]);
    object([
        ("$comment", format!("{} ({})", edition.notice(), edition.code()).into()),
        ("properties", object(properties)),
        ("allOf", list([when(Key::Kind, Document::Report.code(), figures)])),
        ("x-relations", list(edition.relations().iter().map(relation))),
    ])
}

fn cells(edition: Edition) -> Node {
    let of_row =
        |row: &'static Row| row.cells().map(move |(id, column)| (id.as_str().into(), cell(edition, row, id, column)));
    let properties = edition.rows().iter().flat_map(of_row);
    object([
        ("type", "object".into()),
        ("required", ids(edition.cells())),
        ("additionalProperties", false.into()),
        ("properties", Node::Object(properties.collect())),
    ])
}

/// The cell where a row meets a column: the labels that lead to it, the same in English, and what it may hold.
fn cell(edition: Edition, row: &Row, id: CellId, column: &ColumnSpec) -> Node {
    let node = object([
        ("title", row.path_to(column).join(" / ").into()),
        ("description", edition.cell_name(id, Language::English).into()),
        ("$ref", reference(kind(column))),
    ]);
    match column.unit() {
        Some(unit) => node.and("x-unit", unit),
        None => node,
    }
}

/// The definition of what a cell of this kind may hold.
fn kind(column: &ColumnSpec) -> &'static str {
    match column.kind {
        Kind::Count => "count",
        Kind::SignedCount => "change",
        Kind::Amount(_) => "amount",
    }
}

/// What the cells of a report hold: numbers, and no counts below zero. Most are counts, so the others are named.
fn reported(edition: Edition) -> Node {
    let others = edition.rows().iter().flat_map(Row::cells).filter_map(|(id, column)| match column.kind {
        Kind::Count => None,
        Kind::SignedCount => Some((id.as_str().into(), of("reported-change"))),
        Kind::Amount(_) => Some((id.as_str().into(), of("reported-amount"))),
    });
    object([("properties", Node::Object(others.collect())), ("additionalProperties", of("reported-count"))])
}

fn relation(relation: &Relation) -> Node {
    object([
        ("rule", Rule::of(relation.kind()).id().into()),
        ("left", ids(relation.left())),
        ("right", ids(relation.right())),
        ("printed", (relation.kind().evidence() == Evidence::Printed).into()),
    ])
}

fn ids(cells: &[CellId]) -> Node {
    list(cells.iter().map(|cell| cell.as_str()))
}
