//! Findings as SARIF: what the standard's schema says of them, and where they point.

use std::process::Command;
use std::sync::OnceLock;

use disclosure_report::draft::{Notice, NoticeKind, Source};
use disclosure_report::strategies::any_draft;
use disclosure_report::{Cell, Draft, Edition, Language, Rules, Waivers, repair, sarif};
use proptest::prelude::*;
use serde::Deserialize as _;
use serde_json::Value;

use crate::strategies::cases;
use crate::support::{reading, set};

/// The schema of the standard, which comes with a crate that this test depends on.
fn schema() -> &'static jsonschema::Validator {
    static SCHEMA: OnceLock<jsonschema::Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["metadata", "--format-version", "1", "--manifest-path"]);
        cargo.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        let metadata: Value = serde_json::from_slice(&cargo.output().unwrap().stdout).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
        let manifest = std::path::Path::new(package["manifest_path"].as_str().unwrap());
        let schema = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
        // A stray bracket in the pattern of a language, which no strict engine takes: mended as it is meant.
        let schema = schema.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
        jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap()
    })
}

fn written(log: &sarif::Log) -> Value {
    let mut bytes = Vec::new();
    log.write(&mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn valid(log: &Value) {
    let faults: Vec<_> = schema().iter_errors(log).map(|fault| format!("{} {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    serde_sarif::sarif::Sarif::deserialize(log).unwrap();
}

fn log_of(file: &sarif::File, draft: &Draft) -> Value {
    let mut log = sarif::Log::new(Language::Chinese);
    log.add(file, draft, &draft.check(), &repair::suggest(draft));
    written(&log)
}

#[test]
fn published_reports_pass_the_schema_and_point_to_their_lines() {
    let mut log = sarif::Log::new(Language::English);
    for name in ["hongze-2023.html", "huaian-2024.html", "shanghai-general-office-2019.html", "zhongshan-2021.txt"] {
        let draft = reading(name).draft;
        log.add(&sarif::File::text(sarif::uri(name)), &draft, &draft.check(), &repair::suggest(&draft));
    }
    log.add_unread(&sarif::File::document("a%20b.pdf"), "encrypted", "the document is encrypted");
    let log = written(&log);
    valid(&log);
    let run = &log["runs"][0];
    assert_eq!(run["artifacts"].as_array().unwrap().len(), 5);
    assert_eq!(run["artifacts"][0]["properties"]["reports"][0]["verdict"], "inconsistent");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"], "encrypted");

    let result = &run["results"][0];
    assert_eq!((result["ruleId"].as_str(), result["level"].as_str()), (Some("T4-TOTAL"), Some("error")));
    assert_eq!(result["message"]["text"], "行政复议 (review): 10 + 1 + 0 + 0 = 11, but 总计 is 0");
    let place = &result["locations"][0];
    assert_eq!(place["physicalLocation"]["region"], serde_json::json!({"startLine": 66, "startColumn": 50}));
    assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], "review");
    assert_eq!(result["relatedLocations"].as_array().unwrap().len(), 5);
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "行政复议 结果维持");
    let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "T4-TOTAL");
}

#[test]
fn a_document_has_no_lines_to_point_to() {
    let mut draft = Draft::blank(Edition::Revised2021);
    let at = |cell| {
        let mut source = Source::at_line(3, 4);
        (source.page, source.row, source.cell) = (Some(2), Some(7), Some(cell));
        source
    };
    set(&mut draft, "review.upheld", Cell::from(3u32).with_source(at(1)));
    set(&mut draft, "review.total", Cell::from(2u32).with_source(at(5)));
    let log = log_of(&sarif::File::document("a.xlsx"), &draft);
    valid(&log);
    let place = &log["runs"][0]["results"][0]["locations"][0];
    assert_eq!(place["physicalLocation"]["region"], Value::Null);
    assert_eq!(place["message"]["text"], "page 2, row 7 cell 5");
}

#[test]
fn a_waiver_suppresses_with_its_explanation() {
    let draft = reading("hongze-2023.html").draft;
    let findings = draft.check();
    let first = findings.errors().next().unwrap();
    let waivers = format!(
        r#"[{{"rule":"{}","place":"{}","values":{{"review.upheld":10,"review.corrected":1,"review.other":0,"review.pending":0,"review.total":0}},"explanation":"经核实"}}]"#,
        first.rule, first.place
    );
    let waivers: Waivers = serde_json::from_str(&waivers).unwrap();
    let findings = draft.check_with(&Rules::default().with_waivers(waivers));
    let mut log = sarif::Log::new(Language::Chinese);
    log.add(&sarif::File::text("a.html"), &draft, &findings, &[]);
    let log = written(&log);
    valid(&log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let waived = results.iter().find(|result| result["suppressions"].is_array()).unwrap();
    assert_eq!(waived["suppressions"][0]["justification"], "经核实");
    assert_eq!(waived["level"], "note");
}

#[test]
fn what_a_report_says_is_no_markup() {
    let mut draft = Draft::blank(Edition::Revised2021);
    let text = r"{0} [here](https://example.org) \ </script>";
    draft.add_notice(Notice::new(NoticeKind::Stray, text, Source::default()));
    set(&mut draft, "review.total", Cell::unreadable("{1}"));
    let log = log_of(&sarif::File::text("a.html"), &draft);
    valid(&log);
    let messages: Vec<_> =
        log["runs"][0]["results"].as_array().unwrap().iter().map(|r| r["message"]["text"].as_str().unwrap()).collect();
    assert!(messages.iter().any(|m| m.contains(r"{{0}} \[here\](https://example.org) \\ </script>")), "{messages:#?}");
    assert!(messages.iter().any(|m| m.contains("{{1}}")), "{messages:#?}");
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn any_findings_pass_the_schema(draft in any_draft(), text in any::<bool>()) {
        let file = if text { sarif::File::text("a.html") } else { sarif::File::document("a.pdf") };
        let log = log_of(&file, &draft);
        valid(&log);
        prop_assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), draft.check().len());
    }
}
