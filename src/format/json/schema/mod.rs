//! A JSON Schema (draft 2020-12) of the envelope, for programs that are not written in Rust.
//!
//! It is made of the form's descriptors: every cell is a required property with the official labels as its title, their
//! English as its description, and its unit as `x-unit`. It takes every text that this crate writes, and refuses a missing,
//! unknown or mistyped key. A document whose `kind` is `report` must have an organ, a year, and a number in every cell.
//!
//! A schema can't add. Which cells add up to which is said by `x-relations` of each form in `$defs`:
//! `{"rule":"T3-BALANCE","left":[…],"right":[…],"printed":true}`, where `printed` is whether the official form itself states
//! the relation. A reader of this crate refuses more than the schema: wrong totals, ambiguous cells without a run, a check
//! character that does not fit, a period that ends before it begins, a number written as `1.0`.
//!
//! The text is the same in every build, byte by byte.

mod form;
mod parts;

use std::io;

use self::parts::{NOTICE, RUN, codes, keys, of, several};
use crate::form::Edition;
use crate::format::envelope::{Key, Kind, VERSION};
use crate::format::ordered::{Node, list, object};
use crate::record::{FORMAT, Part};

/// The schema of one edition's documents, or of every edition's, as indented JSON.
///
/// ```
/// use disclosure_report::{Edition, json::schema};
///
/// let text = schema::to_string(Edition::Revised2021);
/// assert!(text.contains(r#""title": "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密 / 自然人""#));
/// assert!(text.contains(r#""description": "state secret: natural person""#));
/// assert!(schema::to_string(None).len() > text.len());
/// ```
#[must_use]
pub fn to_string(edition: impl Into<Option<Edition>>) -> String {
    // Every key is text, and memory takes it all.
    serde_json::to_string_pretty(&document(edition.into())).unwrap_or_default()
}

/// Writes the schema of one edition's documents, or of every edition's, as indented JSON with a line break at its end.
///
/// ```
/// use disclosure_report::json::schema;
///
/// let mut bytes = Vec::new();
/// schema::to_writer(&mut bytes, None)?;
/// assert_eq!(bytes, (schema::to_string(None) + "\n").into_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// Those of the writer.
pub fn to_writer<W: io::Write>(mut writer: W, edition: impl Into<Option<Edition>>) -> io::Result<()> {
    writeln!(writer, "{}", to_string(edition))?;
    writer.flush()
}

fn document(edition: Option<Edition>) -> Node {
    let editions = edition.as_ref().map_or(Edition::ALL, std::slice::from_ref);
    let name = edition.map_or("any", Edition::code);
    let identity = [
        ("$schema", "https://json-schema.org/draft/2020-12/schema".into()),
        ("$id", format!("urn:{FORMAT}:schema:{VERSION}:{name}").into()),
        ("title", "政府信息公开工作年度报告".into()),
        (
            "description",
            "The statutory annual report on government information disclosure, as a draft or a report".into(),
        ),
        ("$comment", "A schema can't check sums: x-relations says which cells (left) add up to which (right)".into()),
    ];
    let forms =
        editions.iter().fold(parts::definitions(), |all, edition| all.and(name_of(*edition), form::form(*edition)));
    let rules =
        editions.iter().map(|edition| when(Key::Edition, edition.code(), of(&name_of(*edition)))).chain([of_report()]);
    object(identity).with(envelope(editions)).and("allOf", list(rules)).and("$defs", forms)
}

/// The keys at the top.
fn envelope(editions: &[Edition]) -> Node {
    let schema = |key: &Key| match key {
        Key::Format => object([("const", FORMAT.into())]),
        Key::Version => object([("const", i64::from(VERSION).into())]),
        Key::Kind => codes(Kind::CODES),
        Key::Edition => codes(editions.iter().map(|edition| edition.code())),
        Key::Header | Key::Narrative => of(key.code()),
        Key::Cells => object([("type", "object".into())]),
        Key::Runs => several(of(RUN)),
        Key::Notices => several(of(NOTICE)),
    };
    keys(Key::CODES.into_iter().take(Key::ALWAYS), Key::ALL.iter().map(|key| (key.code(), schema(key))))
}

/// The name of the definition of an edition's form.
fn name_of(edition: Edition) -> String {
    format!("form-{}", edition.code())
}

/// What only a report must be.
fn of_report() -> Node {
    let named = object([(Part::Organ.key(), object([("pattern", r"\S".into())]))]);
    let needed = list([Part::Organ, Part::Year].map(Part::key));
    let header = object([("required", needed), ("properties", named)]);
    let then = [(Key::Header, header), (Key::Runs, false.into()), (Key::Notices, false.into())];
    when(Key::Kind, Kind::Report.code(), object([("properties", object(then.map(|(key, node)| (key.code(), node))))]))
}

/// What holds of a document whose `key` says `value`.
fn when(key: Key, value: &'static str, then: Node) -> Node {
    let says = object([(key.code(), object([("const", value.into())]))]);
    object([("if", object([("properties", says), ("required", list([key.code()]))])), ("then", then)])
}
