//! Cells that lie in an array are read as those of a tree are, and text that is written straight is what serde writes.

#![expect(clippy::panic, reason = "helpers of tests")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Deserializer, Value as Json};

use super::properties::{any_json, draft};
use crate::draft::StateKind;
use crate::form::Edition;
use crate::format::envelope::tree::Tree;
use crate::format::envelope::{decode, read};
use crate::format::json::{JsonError, from_slice, from_str, to_string, to_string_pretty, write};
use crate::report::{
    ByRequester, ByResult, Challenges, Header, Narrative, Outcome, Proactive, Proactive2019, Proactive2021, Report,
    ReportYear, Requests, Value,
};
use crate::{Count, Draft, Money};

/// What is read of a text by way of a tree without a sheet, which a list holds only at its own top.
fn by_tree(text: &str) -> Result<Draft, String> {
    serde_json::from_str::<Json>(text).map_err(|error| format!("no JSON: {error}"))?;
    let listed = format!("[{text}]");
    let tree = read(&mut Deserializer::from_str(&listed)).unwrap();
    match tree {
        Tree::List(list) if list.len() == 1 => decode(&list[0]).map_err(|faults| faults.to_string()),
        other => panic!("{other:?}"),
    }
}

/// Every road reads the same of a text, or says the same of it.
fn all_agree(text: &str) {
    let said = |error: JsonError| error.to_string();
    let expected = by_tree(text);
    assert_eq!(from_str::<Draft>(text).map_err(said), expected);
    assert_eq!(from_slice::<Draft>(text.as_bytes()).map_err(said), expected);
    match (serde_json::from_str::<Draft>(text), &expected) {
        (Ok(draft), _) => assert_eq!(Ok(&draft), expected.as_ref()),
        (Err(error), Ok(_)) => panic!("{error}"),
        // serde asks for the draft first, and only then whether anything is left.
        (Err(_), Err(said)) if said.starts_with("no JSON: trailing characters") => {}
        // The format adds the place, and says that it is no JSON in words of its own.
        (Err(error), Err(said)) => {
            let said = said.strip_prefix("no JSON: ").unwrap_or(said);
            assert!(error.to_string().starts_with(said), "{error}\n{said}");
        }
    }
    match (from_str::<Report>(text), expected) {
        (Ok(report), Ok(draft)) => {
            assert_eq!(draft.check().errors().count(), 0);
            assert!(draft.cells().all(|(id, cell)| cell.number() == report.cell(id).map(Value::to_number)));
            assert_eq!((&draft.narrative, draft.edition()), (report.narrative(), report.edition()));
            assert_eq!(draft.header, report.header().into());
        }
        (Err(error), Ok(draft)) => {
            let nameless = draft.header.organ.as_deref().is_none_or(|organ| organ.trim().is_empty());
            let lacking = draft.cells().any(|(_, cell)| cell.state.kind() != StateKind::Number);
            let refused = nameless || draft.header.year.is_none() || lacking || draft.check().errors().count() > 0;
            assert!(refused, "{error}");
        }
        (Err(error), Err(said)) => assert_eq!(error.to_string(), said),
        (Ok(report), Err(said)) => panic!("{report:?}\n{said}"),
    }
}

/// A consistent report with small figures.
fn report() -> impl Strategy<Value = Report> {
    let row = || prop::array::uniform6(0..30_u64);
    let rows = (vec(row(), 30), row(), prop::array::uniform3(prop::array::uniform4(0..2_000_u64)));
    (prop::sample::select(Edition::ALL), rows, any::<u32>(), "[a-z\"\n件]{1,9}").prop_map(
        |(edition, (outcomes, carried_out, blocks), figure, text)| {
            let outcomes: Vec<_> = Outcome::all(edition).zip(outcomes).collect();
            let mut received = carried_out;
            for (_, row) in &outcomes {
                received.iter_mut().zip(row).for_each(|(sum, part)| *sum += part);
            }
            let outcomes = outcomes.into_iter().map(|(outcome, row)| (outcome, ByRequester::constant(row)));
            let [received, carried_out] = [received, carried_out].map(ByRequester::constant);
            let requests = Requests::new(edition, received, ByRequester::ZERO, outcomes, carried_out).unwrap();
            let [review, direct, after] = blocks.map(ByResult::constant);
            let proactive = match edition {
                Edition::Trial2019 => {
                    let mut table = Proactive2019::default();
                    table.penalties.change = i32::MIN.saturating_add_unsigned(figure).into();
                    table.procurement.purchases = figure.into();
                    table.procurement.amount = Money::new(figure.into(), Some(crate::MoneyUnit::YiYuan));
                    Proactive::from(table)
                }
                Edition::Revised2021 => {
                    let fees = Money::new(rust_decimal::Decimal::new(figure.into(), 3).into(), None);
                    Proactive2021 { licensing: Count::MAX, penalties: figure.into(), fees, ..Default::default() }.into()
                }
            };
            let header = Header::new(format!("某{text}局"), ReportYear::new(2022).unwrap()).unwrap();
            let narrative = Narrative { overview: text, ..Narrative::default() };
            Report::new(header, narrative, proactive, requests, Challenges::new(review, direct, after)).unwrap()
        },
    )
}

/// A text in pieces: the entries at its top, those of the cells apart.
type Entries = Vec<(String, String)>;

fn entries(text: &str) -> (Entries, Entries) {
    let value: Json = serde_json::from_str(text).unwrap();
    let edition: Edition = value["edition"].as_str().unwrap().parse().unwrap();
    let raw = |keys: &mut dyn Iterator<Item = &'static str>, value: &Json| {
        keys.filter_map(|key| Some((key.to_owned(), value.get(key)?.to_string()))).collect::<Entries>()
    };
    let top = raw(&mut super::super::Key::CODES.into_iter(), &value);
    (top, raw(&mut edition.cells().iter().map(|cell| cell.as_str()), &value["cells"]))
}

fn object(entries: &[(String, String)]) -> String {
    let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{}:{value}", Json::from(&**key))).collect();
    format!("{{{}}}", entries.join(","))
}

/// Something else in place of an entry.
#[derive(Clone, Debug)]
enum Change {
    Swap(Index, Index),
    Repeat(Index, Index),
    Remove(Index),
    Rename(Index, String),
    Replace(Index, String),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    let key = prop_oneof![
        prop::sample::select(vec!["review.total", "proactive.procurement.amount", "cells", "edition", "x/y", ""])
            .prop_map(str::to_owned),
        any::<String>(),
    ];
    let value = prop_oneof![
        prop::sample::select(vec![
            "7",
            "-1",
            "-0",
            "7.0",
            "9007199254740991",
            "-9007199254740992",
            "18446744073709551616",
            "\"12\"",
            "\"2021\"",
            "\"12.50\"",
            "\"\\u0032019\"",
            "{\"state\":\"blank\"}",
            "{\"state\":\"number\",\"value\":3,\"note\":\"x\"}",
            "{\"state\":\"ambiguous\"}",
        ])
        .prop_map(str::to_owned),
        any_json(),
    ];
    prop_oneof![
        (at(), at()).prop_map(|(a, b)| Change::Swap(a, b)),
        (at(), at()).prop_map(|(a, b)| Change::Repeat(a, b)),
        at().prop_map(Change::Remove),
        (at(), key).prop_map(|(at, key)| Change::Rename(at, key)),
        (at(), value).prop_map(|(at, value)| Change::Replace(at, value)),
    ]
}

fn changed(mut entries: Entries, changes: Vec<Change>) -> Entries {
    for change in changes {
        let len = entries.len();
        if len == 0 {
            continue;
        }
        match change {
            Change::Swap(a, b) => entries.swap(a.index(len), b.index(len)),
            Change::Repeat(from, to) => entries.insert(to.index(len + 1), entries[from.index(len)].clone()),
            Change::Remove(at) => drop(entries.remove(at.index(len))),
            Change::Rename(at, key) => entries[at.index(len)].0 = key,
            Change::Replace(at, value) => entries[at.index(len)].1 = value,
        }
    }
    entries
}

/// The text of a draft or of a report, on one line or for people.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        draft().prop_map(|draft| to_string(&draft)),
        draft().prop_map(|draft| to_string_pretty(&draft)),
        report().prop_map(|report| to_string(&report)),
        report().prop_map(|report| to_string_pretty(&report)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn text_is_read_alike(text in text()) {
        all_agree(&text);
        all_agree(&format!(" {text}\r\n"));
    }

    #[test]
    fn text_with_other_entries_is_read_alike(
        text in text(),
        inner in vec(change(), 0..3),
        outer in prop_oneof![3 => Just(Vec::new()), 1 => vec(change(), 1..3)],
        outer_first in any::<bool>(),
    ) {
        let (mut top, cells) = entries(&text);
        let cells = object(&changed(cells, inner));
        let put = |top: &mut Entries| {
            top.iter_mut().filter(|(key, _)| key == "cells").for_each(|(_, value)| value.clone_from(&cells));
        };
        // A key that takes the name of the cells may have them or not.
        if outer_first {
            top = changed(top, outer);
            put(&mut top);
        } else {
            put(&mut top);
            top = changed(top, outer);
        }
        all_agree(&object(&top));
    }

    #[test]
    fn text_with_another_byte_is_read_alike(
        text in text(),
        at in vec(any::<Index>(), 1..3),
        to in prop::sample::select("\"\\{}[]:,.-+eE019 x件".chars().collect::<Vec<_>>()),
    ) {
        let mut chars: Vec<_> = text.chars().collect();
        for at in at {
            let at = at.index(chars.len());
            chars[at] = to;
        }
        all_agree(&chars.into_iter().collect::<String>());
    }

    #[test]
    fn bytes_that_are_no_text_are_read_alike(report in report(), at in any::<Index>(), byte in 0x80..=0xff_u8) {
        let mut bytes = to_string(&report).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let expected = serde_json::from_slice::<Json>(&bytes).map_err(|error| format!("no JSON: {error}"));
        match (from_slice::<Report>(&bytes), expected) {
            (Err(error), Err(said)) => prop_assert_eq!(error.to_string(), said),
            // What was a character of more than one byte may be another one now.
            (read, Ok(_)) => prop_assert!(std::str::from_utf8(&bytes).is_ok(), "{read:?}"),
            (Ok(report), Err(said)) => prop_assert!(false, "{report:?}\n{said}"),
        }
    }

    #[test]
    fn drafts_are_written_as_serde_writes_them(draft in draft()) {
        let text = serde_json::to_string(&draft).unwrap();
        let mut bytes = Vec::new();
        write(&mut bytes, &draft).unwrap();
        prop_assert_eq!(&to_string(&draft), &text);
        prop_assert_eq!(bytes, text.into_bytes());
    }

    #[test]
    fn reports_are_written_as_serde_writes_them(report in report()) {
        let text = serde_json::to_string(&report).unwrap();
        prop_assert_eq!(&to_string(&report), &text);
        prop_assert_eq!(&text, &to_string(&Draft::from(&report)).replacen(r#""kind":"draft""#, r#""kind":"report""#, 1));
        prop_assert_eq!(Report::try_from(Draft::from(&report)).unwrap(), report);
    }
}

#[test]
fn the_first_cells_alone_lie_in_an_array_and_only_after_their_edition() {
    let cells = r#""cells":{"proactive.regulations.issued":1}"#;
    let kinds = |text: &str| match read(&mut Deserializer::from_str(text)).unwrap() {
        Tree::Map(entries) => entries.iter().map(|(_, tree)| matches!(tree, Tree::Cells(_))).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(kinds(&format!(r#"{{"edition":"2021",{cells},{cells}}}"#)), [false, true, false]);
    assert_eq!(kinds(&format!(r#"{{{cells},"edition":"2021",{cells}}}"#)), [false; 3]);
    assert_eq!(kinds(&format!(r#"{{"edition":"2019",{cells}}}"#)), [false; 2]);
    assert_eq!(kinds(&format!(r#"{{"edition":"2019","edition":"2021",{cells}}}"#)), [false; 3]);
    assert_eq!(kinds(&format!(r#"{{"edition":2021,{cells}}}"#)), [false; 2]);
    let many = r#""x":0,"#.repeat(9);
    assert_eq!(kinds(&format!(r#"{{"edition":"2021",{many}{cells}}}"#)), [false; 11]);
}
