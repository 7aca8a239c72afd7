//! The definitions that every edition shares: what stands in a header, in a cell, in a run and in a notice.

use crate::draft::Origin;
use crate::form::RowId;
use crate::format::ordered::{Node, list, object};
use crate::quantity::{Count, MoneyUnit};
use crate::report::{CreditCode, ReportYear, Scope};

/// `#/$defs/…`.
pub(super) fn reference(name: &str) -> Node {
    format!("#/$defs/{name}").into()
}

/// A schema that is a definition.
pub(super) fn of(name: &str) -> Node {
    object([("$ref", reference(name))])
}

pub(super) fn text() -> Node {
    object([("type", "string".into())])
}

/// An object of these keys and no others, of which some must be there.
pub(super) fn keys<const N: usize>(required: &[&'static str], properties: [(&'static str, Node); N]) -> Node {
    object([
        ("type", "object".into()),
        ("required", list(required.iter().copied())),
        ("additionalProperties", false.into()),
        ("properties", object(properties)),
    ])
}

pub(super) fn codes(codes: impl IntoIterator<Item = &'static str>) -> Node {
    object([("enum", list(codes))])
}

fn constant(value: &'static str) -> Node {
    object([("const", value.into())])
}

fn integer(least: i64, most: i64) -> Node {
    object([("type", "integer".into()), ("minimum", least.into()), ("maximum", most.into())])
}

fn matching(pattern: impl Into<Node>) -> Node {
    text().and("pattern", pattern)
}

fn any_of<const N: usize>(schemas: [Node; N]) -> Node {
    object([("anyOf", list(schemas))])
}

/// All definitions, in the order in which they use each other.
pub(super) fn definitions() -> Node {
    let most = Count::MAX.get().cast_signed();
    object([
        ("header", header()),
        (
            "narrative",
            keys(&["overview", "problems", "other"], [("overview", text()), ("problems", text()), ("other", text())]),
        ),
        ("count", any_of([of("integer"), of("fraction"), of("counted"), of("without-number")])),
        ("change", any_of([of("integer"), of("fraction"), of("counted"), of("without-number")])),
        ("amount", any_of([of("decimal"), of("priced"), of("without-number")])),
        ("counted", number(any_of([of("integer"), of("fraction")]))),
        ("priced", number(of("decimal"))),
        ("without-number", without_number()),
        ("reported-count", reported("integer", Some(0))),
        ("reported-change", reported("integer", None)),
        ("reported-amount", reported("string", None)),
        ("integer", integer(-most, most)),
        // A count has 16 digits at most. A decimal has 29 at most, and 28 behind the point.
        ("fraction", matching(r"^-?[0-9]{1,16}\.[0-9]{1,28}$").and("maxLength", 31)),
        ("decimal", matching(r"^-?[0-9]{1,29}(\.[0-9]{1,28})?$").and("maxLength", 31)),
        ("origin", codes(Origin::CODES)),
        ("source", source()),
        ("run", run()),
        ("notice", notice()),
        ("row", codes(RowId::all().map(RowId::as_str))),
        // Years before the first have a sign and six digits.
        ("day", matching(r"^([0-9]{4}|-[0-9]{6})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$").and("format", "date")),
    ])
}

fn header() -> Node {
    let alphabet = String::from_utf8_lossy(CreditCode::ALPHABET);
    let years = integer(ReportYear::FIRST.into(), ReportYear::LAST.into());
    keys(
        &[],
        [
            ("organ", text()),
            ("credit_code", matching(format!("^[{alphabet}]{{18}}$")).and("title", "统一社会信用代码")),
            ("division_code", matching("^[1-8][0-9]{5}([0-9]{3}([0-9]{3})?)?$").and("title", "行政区划代码")),
            ("scope", codes(Scope::CODES)),
            ("year", years),
            ("period", keys(&["from", "to"], [("from", of("day")), ("to", of("day"))])),
            ("published", of("day")),
        ],
    )
}

/// A number with what is known of it.
fn number(value: Node) -> Node {
    keys(
        &["state", "value"],
        [
            ("state", constant("number")),
            ("value", value),
            ("unit", codes(MoneyUnit::CODES)),
            ("note", text()),
            ("origin", of("origin")),
            ("source", of("source")),
        ],
    )
}

/// What stands in a cell without a number.
fn without_number() -> Node {
    let written = [
        ("state", codes(["dash", "unreadable"])),
        ("text", text()),
        ("origin", of("origin")),
        ("source", of("source")),
    ];
    let nothing = [("state", codes(["blank", "missing"])), ("origin", of("origin")), ("source", of("source"))];
    any_of([
        keys(&["state"], nothing),
        keys(&["state", "text"], written),
        keys(&["state"], [("state", constant("ambiguous"))]),
    ])
}

/// What a report's cell is beside what any cell is: a number, bare or with its unit or note.
fn reported(bare: &'static str, least: Option<i64>) -> Node {
    let bounded = |node: Node| match least {
        Some(least) => node.and("minimum", least),
        None => node,
    };
    let value = bounded(object([("type", bare.into())]));
    bounded(object([("type", list([bare, "object"]))]))
        .and("properties", object([("state", constant("number")), ("value", value)]))
}

/// A place in a source.
fn source() -> Node {
    let position = || integer(0, u32::MAX.into());
    let [line, column, page] = [(); 3].map(|()| position());
    let [table, row, cell] = [(); 3].map(|()| position());
    keys(&[], [("line", line), ("column", column), ("page", page), ("table", table), ("row", row), ("cell", cell)])
}

/// Digits that run together over some cells, in every reading: one number a cell.
fn run() -> Node {
    let several = |items: Node, least: i64| {
        object([("type", "array".into()), ("items", items), ("minItems", least.into()), ("uniqueItems", true.into())])
    };
    let reading =
        object([("type", "array".into()), ("items", any_of([of("integer"), of("decimal")])), ("minItems", 1.into())]);
    keys(
        &["cells", "readings", "text"],
        [("cells", several(text(), 1)), ("readings", several(reading, 2)), ("text", text()), ("source", of("source"))],
    )
}

/// What a reader noticed, of each kind.
fn notice() -> Node {
    let (kind, said, at) = (|code| ("kind", constant(code)), || ("text", text()), || ("source", of("source")));
    any_of([
        keys(
            &["kind", "row", "official", "text"],
            [kind("label"), ("row", of("row")), ("official", text()), said(), at()],
        ),
        keys(&["kind", "row", "text"], [kind("edition"), ("row", of("row")), said(), at()]),
        keys(
            &["kind", "number", "absent", "text"],
            [
                kind("section"),
                ("number", integer(0, u8::MAX.into())),
                ("absent", object([("type", "boolean".into())])),
                said(),
                at(),
            ],
        ),
        keys(&["kind", "text"], [kind("stray"), said(), at()]),
    ])
}
