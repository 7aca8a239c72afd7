//! The definitions that every edition shares, made of the tables of [`record`](crate::record): what a header, a cell, a run
//! and a notice are.

use crate::draft::{NoticeCode, Origin, StateKind};
use crate::form::RowId;
use crate::format::envelope::{Branch, Key};
use crate::format::ordered::{Node, list, object};
use crate::quantity::{Count, MoneyUnit};
use crate::record::{CellField, Holds, NoticeField, Place, RunField};
use crate::report::{CreditCode, ReportYear, Scope};

/// The names of the definitions of a run and of a notice.
pub(super) const RUN: &str = "run";
pub(super) const NOTICE: &str = "notice";

/// `#/$defs/…`.
pub(super) fn reference(name: &str) -> Node {
    format!("#/$defs/{name}").into()
}

/// A schema that is a definition.
pub(super) fn of(name: &str) -> Node {
    object([("$ref", reference(name))])
}

fn text() -> Node {
    object([("type", "string".into())])
}

/// An object of these keys and no others, of which some must be there.
pub(super) fn keys(
    required: impl IntoIterator<Item = &'static str>,
    properties: impl IntoIterator<Item = (&'static str, Node)>,
) -> Node {
    object([
        ("type", "object".into()),
        ("required", list(required)),
        ("additionalProperties", false.into()),
        ("properties", object(properties)),
    ])
}

pub(super) fn several(items: Node) -> Node {
    object([("type", "array".into()), ("items", items)])
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

fn any_of(schemas: impl IntoIterator<Item = Node>) -> Node {
    object([("anyOf", list(schemas))])
}

/// All definitions, in the order in which they use each other.
pub(super) fn definitions() -> Node {
    let most = Count::MAX.get().cast_signed();
    let branches = [Key::Header, Key::Narrative].into_iter().filter_map(Branch::of);
    object(branches.map(|branch| (branch.key(), parts(branch)))).with(object([
        ("count", any_of(["integer", "fraction", "counted", "without-number"].map(of))),
        ("change", any_of(["integer", "fraction", "counted", "without-number"].map(of))),
        ("amount", any_of(["decimal", "priced", "without-number"].map(of))),
        ("counted", cell(&[StateKind::Number], &any_of(["integer", "fraction"].map(of)))),
        ("priced", cell(&[StateKind::Number], &of("decimal"))),
        ("without-number", without_number()),
        ("reported-count", reported("integer", Some(0))),
        ("reported-change", reported("integer", None)),
        ("reported-amount", reported("string", None)),
        ("integer", integer(-most, most)),
        // A count has 16 digits at most. A decimal has 29 at most, and 28 after the point.
        ("fraction", matching(r"^-?[0-9]{1,16}\.[0-9]{1,28}$").and("maxLength", 31)),
        ("decimal", matching(r"^-?[0-9]{1,29}(\.[0-9]{1,28})?$").and("maxLength", 31)),
        (CellField::Origin.code(), codes(Origin::CODES)),
        (CellField::Source.code(), source()),
        (RUN, run()),
        (NOTICE, any_of(NoticeCode::ALL.iter().map(|kind| notice(*kind)))),
        (NoticeField::Row.code(), codes(RowId::all().map(RowId::as_str))),
        // Years before the first have a sign and six digits.
        ("day", matching(r"^([0-9]{4}|-[0-9]{6})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$").and("format", "date")),
    ]))
}

/// A part of the header or a section of text, or an object of them.
fn parts(branch: Branch) -> Node {
    let Some(part) = branch.part() else {
        let required = branch.children().filter(|_| branch.is_whole()).map(Branch::key);
        return keys(required, branch.children().map(|branch| (branch.key(), parts(branch))));
    };
    match part.holds() {
        Holds::Text => text(),
        Holds::CreditCode => {
            let alphabet = String::from_utf8_lossy(CreditCode::ALPHABET);
            matching(format!("^[{alphabet}]{{18}}$")).and("title", "统一社会信用代码")
        }
        Holds::DivisionCode => matching("^[1-8][0-9]{5}([0-9]{3}([0-9]{3})?)?$").and("title", "行政区划代码"),
        Holds::Scope => codes(Scope::CODES),
        Holds::Year => integer(ReportYear::FIRST.into(), ReportYear::LAST.into()),
        Holds::Day => of("day"),
    }
}

/// A cell in one of these states, which have the same fields; `value` is its number.
fn cell(states: &[StateKind], value: &Node) -> Node {
    let (must, may) = states.first().map(|state| CellField::of(*state)).unwrap_or_default();
    let state = match states {
        [only] => constant(only.code()),
        _ => codes(states.iter().map(|state| state.code())),
    };
    let schema = |field: &CellField| match field {
        CellField::State => state.clone(),
        CellField::Value => value.clone(),
        CellField::Unit => codes(MoneyUnit::CODES),
        CellField::Note | CellField::Text => text(),
        CellField::Origin | CellField::Source => of(field.code()),
    };
    keys(must.iter().map(|field| field.code()), must.iter().chain(may).map(|field| (field.code(), schema(field))))
}

/// A cell without a number.
fn without_number() -> Node {
    let mut alike: Vec<Vec<StateKind>> = Vec::new();
    for state in StateKind::ALL.iter().copied().filter(|state| *state != StateKind::Number) {
        match alike.iter_mut().find(|states| states.iter().all(|other| CellField::of(*other) == CellField::of(state))) {
            Some(states) => states.push(state),
            None => alike.push(vec![state]),
        }
    }
    any_of(alike.iter().map(|states| cell(states, &false.into())))
}

/// What a report's cell is besides what any cell is: a number, bare or with its unit or note.
fn reported(bare: &'static str, least: Option<i64>) -> Node {
    let bounded = |node: Node| match least {
        Some(least) => node.and("minimum", least),
        None => node,
    };
    let value = bounded(object([("type", bare.into())]));
    let number = [(CellField::State.code(), constant(StateKind::Number.code())), (CellField::Value.code(), value)];
    bounded(object([("type", list([bare, "object"]))])).and("properties", object(number))
}

/// A place in a source.
fn source() -> Node {
    keys([], Place::ALL.iter().map(|place| (place.code(), integer(0, u32::MAX.into()))))
}

/// Digits that run together over some cells, in every reading: one number a cell.
fn run() -> Node {
    let reading = several(any_of(["integer", "decimal"].map(of))).and("minItems", 1);
    let schema = |field: &RunField| match field {
        RunField::Cells => several(text()).and("minItems", 1).and("uniqueItems", true),
        RunField::Readings => several(reading.clone()).and("minItems", 2).and("uniqueItems", true),
        RunField::Text => text(),
        RunField::Source => of(field.code()),
    };
    let properties = RunField::ALL.iter().map(|field| (field.code(), schema(field)));
    keys(RunField::CODES.into_iter().take(RunField::NEEDED), properties)
}

/// What a reader noticed, of one kind.
fn notice(kind: NoticeCode) -> Node {
    let (least, most) = NoticeField::NUMBERS;
    let schema = |field: &NoticeField| match field {
        NoticeField::Kind => constant(kind.code()),
        NoticeField::Row | NoticeField::Source => of(field.code()),
        NoticeField::Official | NoticeField::Text => text(),
        NoticeField::Number => integer(least, most),
        NoticeField::Absent => object([("type", "boolean".into())]),
    };
    let needed = NoticeField::of(kind);
    let properties = needed.iter().chain(&[NoticeField::Source]).map(|field| (field.code(), schema(field)));
    keys(needed.iter().map(|field| field.code()), properties)
}
