//! What a check says, in the formats.

use disclosure_report::check::{Bounds, Imputation, PossibleReadings, Role, Side, Status};
use disclosure_report::repair::{Repair, RepairChange, Slip};
use disclosure_report::{Finding, Findings, Rules, Waivers, check::Waiver, repair};

use super::*;
use crate::support::reading;
use disclosure_report::strategies::{any_draft, published};

/// That a value comes back in every format; in TOML, which has no null, only if there is none in it.
#[track_caller]
fn answers_come_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    for format in ALL {
        let read = format.there_and_back::<_, In<T>>(&In { it: value });
        if format == Toml && has_null(value) {
            let error = read.unwrap_err();
            assert!(error.contains("missing key at /") || error.contains("unsupported None"), "{error}");
        } else {
            assert_eq!(read.as_ref().map(|read| &read.it), Ok(value), "{format:?}");
        }
    }
}

fn waived(draft: &Draft) -> Rules {
    let accepted = draft.check().errors().map(|finding| Waiver::of(finding, "已核实")).collect::<Waivers>();
    Rules::default().without(Rule::CellBlank).with_severity(Rule::CellDash, Severity::Warning).with_waivers(accepted)
}

#[test]
fn the_findings_of_published_reports_come_back() {
    for name in ["hongze-2023.html", "shanghai-general-office-2019.html", "huaian-2024.html", "zhongshan-2021.txt"] {
        let draft = reading(name).draft;
        let rules = waived(&draft);
        answers_come_back(&rules);
        answers_come_back(&Rules::empty());
        for findings in [draft.check(), draft.check_with(&rules)] {
            answers_come_back(&findings);
        }
        for repair in repair::suggest(&draft) {
            answers_come_back(&repair);
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn findings_come_back(draft in prop_oneof![any_draft(), published()]) {
        for findings in [draft.check(), draft.check_with(&waived(&draft))] {
            answers_come_back(&findings);
        }
    }
}

#[test]
fn parts_of_answers_come_back() {
    for code in Slip::ALL {
        answers_come_back(code);
    }
    for (status, side, role) in
        [(Status::Violated, Side::Left, Role::Part), (Status::Undecided, Side::Right, Role::Total)]
    {
        answers_come_back(&status);
        answers_come_back(&side);
        answers_come_back(&role);
    }
    for place in
        ["requests.granted", "natural_person", "review.total", "challenges", "form", "section.6", "header.year"]
    {
        answers_come_back(&place.parse::<disclosure_report::check::Place>().unwrap());
    }
    let draft = reading("shanghai-general-office-2019.html").draft;
    let findings = draft.check();
    for imputation in findings.imputations() {
        answers_come_back::<Imputation>(imputation);
    }
    for bounds in findings.bounds() {
        answers_come_back::<Bounds>(bounds);
    }
    for readings in findings.possible_readings() {
        answers_come_back::<PossibleReadings>(readings);
    }
    for change in repair::suggest(&reading("hongze-2023.html").draft).iter().flat_map(|repair| &repair.changes) {
        answers_come_back::<RepairChange>(change);
    }
}

#[test]
fn losses_come_back() {
    let mut draft = reading("hongze-2023.html").draft;
    draft.header.scope = Some(Scope::Region);
    draft.header.period = Some(Period::of_year(ReportYear::new(2023).unwrap()));
    let losses = disclosure_report::markdown::write(Vec::new(), &draft).unwrap();
    assert!(!losses.is_empty());
    answers_come_back(&losses);
    for loss in &losses {
        answers_come_back(loss);
    }
}

#[test]
fn a_finding_has_the_promised_keys_first() {
    let draft = reading("hongze-2023.html").draft;
    let findings = draft.check();
    let text = serde_json::to_string(findings.errors().next().unwrap()).unwrap();
    let keys = [
        "rule", "severity", "status", "place", "source", "cells", "left", "right", "delta", "message", "edition",
        "detail", "waiver", "bounds",
    ];
    let at: Vec<_> = keys.iter().map(|key| text.rfind(&format!("\"{key}\":")).unwrap()).collect();
    let at = [&at[..1], &at[4..]].concat();
    assert!(at.is_sorted(), "{text}");
    assert!(text.starts_with(
        r#"{"rule":"T4-TOTAL","severity":"error","status":"violated","place":"review","source":{"line":"#
    ));
    let end = r#""left":11,"right":0,"delta":11,"message":{"zh":"行政复议：10 + 1 + 0 + 0 = 11，而总计为0，相差11","en":"行政复议 (review): 10 + 1 + 0 + 0 = 11, but 总计 is 0"},"edition":"2021","detail":null,"waiver":null,"bounds":[]}"#;
    assert!(text.ends_with(end), "{text}");
    let text = serde_json::to_string(&findings).unwrap();
    assert!(text.starts_with(r#"{"verdict":"inconsistent","findings":[{"rule":"#), "{text}");
    let text = serde_json::to_string(&repair::suggest(&draft)[0]).unwrap();
    assert!(text.ends_with(r#","slips":["total_left_at_zero","total_left_at_zero"]}"#), "{text}");
}

#[test]
fn answers_that_contradict_themselves_are_refused() {
    let draft = reading("hongze-2023.html").draft;
    let findings = serde_json::to_value(draft.check()).unwrap();
    let refused = |value: &serde_json::Value, says: &str| {
        for format in [Json, Yaml, Ron] {
            let error = format.there_and_back::<_, Findings>(value).unwrap_err();
            assert!(error.contains(says), "{format:?}: {error}");
        }
    };
    for verdict in ["consistent", "undecided"] {
        let mut changed = findings.clone();
        changed["verdict"] = json!(verdict);
        refused(&changed, "wrong value at /verdict: expected inconsistent");
    }
    let mut changed = findings.clone();
    changed["findings"].as_array_mut().unwrap().retain(|finding| finding["severity"] != "error");
    refused(&changed, "wrong value at /verdict: expected consistent or undecided");
    for (key, value, says) in [
        ("delta", json!(10), "wrong value at /findings/0/delta: expected left minus right, found"),
        ("left", json!(null), "wrong value at /findings/0/delta: expected left, right and delta"),
        ("message", json!({"zh": ""}), "missing key at /findings/0/message/en"),
        ("message", json!(null), "wrong type at /findings/0/message: expected an object"),
        ("rule", json!("T9"), "wrong value at /findings/0/rule: expected the code of a rule"),
        ("detail", json!({"kind": "text"}), "missing key at /findings/0/detail/text"),
    ] {
        let mut changed = findings.clone();
        changed["findings"][0][key] = value;
        refused(&changed, says);
    }
    // What a finding says follows from the rest of it.
    let mut changed = findings.clone();
    changed["findings"][0]["message"] = json!({"zh": "", "en": ""});
    assert_eq!(serde_json::from_value::<Findings>(changed).unwrap(), draft.check());
    let mut repair = serde_json::to_value(&repair::suggest(&draft)[0]).unwrap();
    repair["likelihood"] = json!(1.5);
    let error = serde_json::from_value::<Repair>(repair).unwrap_err().to_string();
    assert_eq!(error, "wrong value at /likelihood: expected a number from 0 to 1, found 1.5");
}

#[test]
fn every_key_of_an_answer_is_needed_once() {
    let draft = reading("hongze-2023.html").draft;
    check(&draft.check(), &[]);
    check(&repair::suggest(&draft)[0], &[]);
    let waiver = Waiver::of(draft.check().errors().next().unwrap(), "x");
    let error = wrong::<Waivers>(&json!([{"rule": "T4-TOTAL"}]));
    assert!(error.starts_with("missing key at /0/place\nmissing key at /0/values\n"), "{error}");
    answers_come_back(&waiver);
    let finding: Finding = draft.check().errors().next().unwrap().clone();
    check(&finding, &[]);
}
