//! The JSON Schema takes what the crate writes, and nothing that lacks a key, has one too many, or mistypes a value.

use std::collections::BTreeSet;

use disclosure_report::form::{CellId, Edition, Evidence, Row};
use disclosure_report::json::{self, schema};
use disclosure_report::strategies::{any_draft, draft, report};
use disclosure_report::{Draft, Report, Rule};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::strategies::{cases, sample};
use crate::support::zeros;

fn schema(edition: impl Into<Option<Edition>>) -> Value {
    serde_json::from_str(&schema::to_string(edition)).unwrap()
}

fn validator(edition: impl Into<Option<Edition>>) -> Validator {
    jsonschema::draft202012::new(&schema(edition)).unwrap()
}

/// Says what is wrong, for failed tests.
fn accepted(validator: &Validator, text: &str) -> Result<(), TestCaseError> {
    let value: Value = serde_json::from_str(text).unwrap();
    let wrong: Vec<_> = validator.iter_errors(&value).map(|e| format!("{} {e}", e.instance_path())).collect();
    prop_assert!(wrong.is_empty(), "{wrong:#?}\n{text}");
    Ok(())
}

#[test]
fn it_is_a_schema() {
    for edition in [None, Some(Edition::Trial2019), Some(Edition::Revised2021)] {
        jsonschema::meta::validate(&schema(edition)).unwrap();
        assert_eq!(schema::to_string(edition), schema::to_string(edition));
    }
    assert_eq!(schema(None)["$id"], "urn:disclosure-report:schema:1:any");
    assert_eq!(schema(Edition::Trial2019)["$id"], "urn:disclosure-report:schema:1:2019");
    assert!(
        schema::to_string(None)
            .starts_with("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\"")
    );
}

#[test]
fn it_takes_whatever_is_written() {
    let both = validator(None);
    let own = |edition| (edition, validator(edition));
    let own: Vec<_> = Edition::ALL.iter().map(|edition| own(*edition)).collect();
    let every = |edition: Edition, text: &str| {
        accepted(&both, text)?;
        for (of, validator) in &own {
            if *of == edition {
                accepted(validator, text)?;
            } else {
                prop_assert!(!validator.is_valid(&serde_json::from_str(text).unwrap()));
            }
        }
        Ok(())
    };
    let mut runner = proptest::test_runner::TestRunner::new(cases(48));
    runner.run(&any_draft(), |draft| every(draft.edition(), &json::to_string(&draft))).unwrap();
    runner.run(&report(), |report| every(report.edition(), &json::to_string(&report))).unwrap();
    for edition in Edition::ALL {
        every(*edition, &json::to_string(&Draft::blank(*edition))).unwrap();
        every(*edition, &json::to_string(&Draft::new(*edition))).unwrap();
    }
}

/// A draft with every key that there is.
fn full(edition: Edition) -> Value {
    let has = |draft: &Draft| draft.edition() == edition && !draft.runs().is_empty() && draft.notices().len() > 1;
    let mut draft = sample(&draft(), 40).into_iter().find(has).unwrap();
    draft.header = zeros(edition).header;
    draft.header.credit_code = "91350100M000100Y43".parse().ok();
    draft.header.division_code = "320800".parse().ok();
    draft.header.scope = "region".parse().ok();
    draft.header.period = "2024-01-01/2024-12-31".parse().ok();
    draft.header.published = "2025-01-23".parse().ok();
    serde_json::from_str(&json::to_string(&draft)).unwrap()
}

/// The path of every value below, that of the whole included.
fn paths(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| paths(value, &format!("{at}/{key}"), all)),
        Value::Array(list) => list.iter().enumerate().for_each(|(i, value)| paths(value, &format!("{at}/{i}"), all)),
        _ => {}
    }
}

fn object<'a>(value: &'a mut Value, path: &str) -> Option<&'a mut Map<String, Value>> {
    value.pointer_mut(path)?.as_object_mut()
}

/// The document with what stands at a path without one of its keys, with a key too many, or of another type.
fn worn(value: &Value, path: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut Value)| {
        let mut copy = value.clone();
        change(copy.pointer_mut(path).unwrap());
        all.push(copy);
    };
    if let Some(map) = value.pointer(path).unwrap().as_object() {
        for key in map.keys() {
            with(&|part| _ = part.as_object_mut().unwrap().remove(key));
        }
        with(&|part| part["extra"] = json!(1));
    }
    for other in
        [json!(null), json!(true), json!(1.5), json!([]), json!({}), json!("odd"), json!(-1), json!(1_u64 << 60)]
    {
        with(&|part| *part = other.clone());
    }
    all
}

/// What the schema can't see: which cells are ambiguous, and whose each reading is.
fn unseen(fault: &str) -> bool {
    fault.starts_with("no readings")
        || fault.starts_with("wrong value at /runs")
        || (fault.contains("/readings/") && fault.contains("expected a decimal number as text"))
}

#[test]
fn it_refuses_as_the_reader_does() {
    let validator = validator(None);
    for edition in Edition::ALL {
        let value = full(*edition);
        let mut all = Vec::new();
        paths(&value, "", &mut all);
        // Some of the cells are enough.
        let (cells, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|path| path.starts_with("/cells/"));
        for path in cells.iter().step_by(5).chain(&rest) {
            for document in worn(&value, path) {
                let taken = validator.is_valid(&document);
                let part = document.pointer(path);
                match serde_json::from_value::<Draft>(document.clone()) {
                    Ok(_) => assert!(taken, "refused, but read: {path} {part:?}"),
                    Err(error) => {
                        let seen = !error.to_string().lines().all(unseen);
                        assert!(!taken || !seen, "taken, but not read: {path} {part:?}: {error}");
                    }
                }
            }
        }
    }
}

#[test]
fn no_key_may_be_missing_and_none_added() {
    for edition in Edition::ALL {
        let validator = validator(None);
        let value: Value = serde_json::from_str(&json::to_string(&zeros(*edition))).unwrap();
        assert!(validator.is_valid(&value));
        let required = ["format", "version", "kind", "edition", "header", "narrative", "cells"].map(|key| ("", key));
        let narrative = ["overview", "problems", "other"].map(|key| ("/narrative", key));
        let cells = edition.cells().iter().map(|cell| ("/cells", cell.as_str()));
        for (at, key) in required.into_iter().chain(narrative).chain(cells) {
            let mut changed = value.clone();
            object(&mut changed, at).unwrap().remove(key).unwrap();
            assert!(!validator.is_valid(&changed), "{at}/{key}");
            // The same key with nothing in it.
            object(&mut changed, at).unwrap().insert(key.to_owned(), Value::Null);
            assert!(!validator.is_valid(&changed), "{at}/{key}");
        }
        for cell in CellId::all().filter(|cell| !edition.has(*cell)) {
            let mut changed = value.clone();
            object(&mut changed, "/cells").unwrap().insert(cell.to_string(), json!(0));
            assert!(!validator.is_valid(&changed), "{cell}");
        }
    }
}

#[test]
fn a_report_has_a_number_everywhere() {
    let validator = validator(None);
    for edition in Edition::ALL {
        let draft = zeros(*edition);
        let report = Report::try_from(draft).unwrap();
        let value: Value = serde_json::from_str(&json::to_string(&report)).unwrap();
        assert!(validator.is_valid(&value));
        let with = |path: &str, other: Value| {
            let mut changed = value.clone();
            *changed.pointer_mut(path).unwrap() = other;
            validator.is_valid(&changed)
        };
        assert!(!with("/cells/review.total", json!({"state": "blank"})));
        assert!(!with("/cells/review.total", json!(-1)));
        assert!(!with("/cells/review.total", json!({"state": "number", "value": -1, "note": "其中"})));
        assert!(with("/cells/review.total", json!({"state": "number", "value": 1, "note": "其中"})));
        assert!(!with("/header/organ", json!("　")));
        assert!(!with("/header", json!({"organ": "某局"})));
        if *edition == Edition::Trial2019 {
            assert!(with("/cells/proactive.licensing.change", json!(-1)));
            assert!(with(
                "/cells/proactive.procurement.amount",
                json!({"state": "number", "value": "1.5", "unit": "yuan"})
            ));
        }
    }
}

#[test]
fn headers_have_their_formats() {
    let validator = validator(None);
    let value = full(Edition::Revised2021);
    for (path, good, bad) in [
        (
            "/header/credit_code",
            &["91350100M000100Y43"][..],
            &["91350100M000100Y4", "91350100I000100Y43", "91350100M000100Y433"][..],
        ),
        ("/header/division_code", &["320800", "320800001", "320800001002"], &["020800", "3208000", "32080a"]),
        (
            "/header/published",
            &["2025-01-23", "-000044-03-15"],
            &["2025-13-01", "2025-1-23", "2025-01-23T10:00", "2025-01-32"],
        ),
        ("/header/scope", &["organ", "region"], &["city"]),
        ("/edition", &["2021"], &["2024"]),
    ] {
        for (texts, expected) in [(good, true), (bad, false)] {
            for text in texts {
                let mut changed = value.clone();
                *changed.pointer_mut(path).unwrap() = json!(text);
                assert_eq!(validator.is_valid(&changed), expected, "{path} {text}");
                assert_eq!(serde_json::from_value::<Draft>(changed).is_ok(), expected, "{path} {text}");
            }
        }
    }
}

/// A cell as the schema has it.
fn described(schema: &Value, edition: Edition, cell: CellId) -> &Value {
    &schema["$defs"][format!("form-{edition}")]["properties"]["cells"]["properties"][cell.as_str()]
}

#[test]
fn every_cell_is_described_from_the_form() {
    let schema = schema(None);
    for edition in Edition::ALL {
        let mut titles = BTreeSet::new();
        let form = &schema["$defs"][format!("form-{edition}")]["properties"]["cells"];
        assert_eq!(form["required"].as_array().unwrap().len(), edition.cells().len());
        assert_eq!(form["properties"].as_object().unwrap().len(), edition.cells().len());
        for (id, column) in edition.rows().iter().flat_map(Row::cells) {
            let row = edition.row(id.row()).unwrap();
            let cell = described(&schema, *edition, id);
            let title = cell["title"].as_str().unwrap();
            assert!(title.ends_with(&format!("{} / {}", row.label, column.label)), "{title}");
            assert!(row.group.iter().all(|group| title.contains(group)), "{title}");
            assert_eq!(cell["description"], format!("{}: {}", row.gloss, column.gloss));
            assert!(titles.insert(title.to_owned()), "{title} stands twice");
        }
    }
    let unit = |edition, id: &str| described(&schema, edition, id.parse().unwrap())["x-unit"].as_str();
    assert_eq!(unit(Edition::Revised2021, "proactive.fees.amount"), Some("万元"));
    assert_eq!(unit(Edition::Revised2021, "review.total"), Some("件"));
    assert_eq!(unit(Edition::Trial2019, "proactive.licensing.items_last_year"), Some("项"));
    assert_eq!(unit(Edition::Trial2019, "proactive.procurement.amount"), None);
}

#[test]
fn the_relations_are_those_of_the_form() {
    let schema = schema(None);
    for edition in Edition::ALL {
        let ids = |cells: &[CellId]| cells.iter().map(|cell| cell.as_str()).collect::<Vec<_>>();
        let expected: Vec<_> = edition
            .relations()
            .iter()
            .map(|relation| {
                let printed = relation.kind().evidence() == Evidence::Printed;
                let rule = Rule::of(relation.kind()).id();
                json!({"rule": rule, "left": ids(relation.left()), "right": ids(relation.right()), "printed": printed})
            })
            .collect();
        assert_eq!(schema["$defs"][format!("form-{edition}")]["x-relations"], Value::Array(expected));
    }
}
