//! What the envelope is, and what it says of a document that is wrong.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod agree;
mod properties;

use crate::draft::{Notice, NoticeKind, Origin, Run, Source};
use crate::form::{CellId, Edition};
use crate::format::json::{from_str, to_string};
use crate::quantity::Number;
use crate::record::FaultKind;
use crate::report::{Period, Report, ReportYear};
use crate::{Cell, Draft};

/// An empty form of 2021 with one piece of its text replaced; what is then said of it.
fn faults(from: &str, to: &str) -> String {
    let text = to_string(&Draft::blank(Edition::Revised2021));
    assert!(text.contains(from), "{from}");
    from_str::<Draft>(&text.replacen(from, to, 1)).unwrap_err().to_string()
}

/// The same with something else in a cell.
fn in_cell(cell: &str, to: &str) -> String {
    faults(&format!(r#""{cell}":{{"state":"blank"}}"#), &format!(r#""{cell}":{to}"#))
}

#[test]
fn the_text_is_as_promised() {
    let mut draft = Draft::blank(Edition::Revised2021);
    draft.header.organ = Some("某局".into());
    draft.header.year = ReportYear::new(2024).ok();
    draft.header.period = draft.header.year.map(Period::of_year);
    draft.header.published = Some(jiff::civil::date(2025, 1, 23));
    let id = |id: &str| id.parse::<CellId>().unwrap();
    let at = Source::at_line(7, 3);
    draft.set(id("proactive.regulations.issued"), 2_u32).unwrap();
    draft.set(id("proactive.regulations.repealed"), "1.50".parse::<Number>().unwrap()).unwrap();
    draft.set(id("proactive.regulations.in_force"), Cell::dash("—").with_origin(Origin::Read).with_source(at)).unwrap();
    draft.set(id("proactive.fees.amount"), 12_u32).unwrap();
    let noted = Cell::from(22_u32).with_note("其中修订16件").with_origin(Origin::Read);
    draft.set(id("proactive.licensing.decisions"), noted).unwrap();
    let cells = ["issued", "repealed"].map(|c| id(&format!("proactive.normative_documents.{c}")));
    let readings = [[6, 36], [63, 6]].map(|r| r.map(Number::from).to_vec()).to_vec();
    draft.add_run(Run::new(cells.to_vec(), readings, "636").unwrap().with_source(at)).unwrap();
    let kind = NoticeKind::Section { number: 2, absent: true };
    draft.add_notice(Notice::new(kind, "", Source::default()));
    let text = to_string(&draft);
    let begin = concat!(
        r#"{"format":"disclosure-report","version":1,"kind":"draft","edition":"2021","header":{"organ":"某局","year":2024,"#,
        r#""period":{"from":"2024-01-01","to":"2024-12-31"},"published":"2025-01-23"},"#,
        r#""narrative":{"overview":"","problems":"","other":""},"cells":{"proactive.regulations.issued":2,"#,
        r#""proactive.regulations.repealed":"1.50","proactive.regulations.in_force":{"state":"dash","text":"—","#,
        r#""origin":"read","source":{"line":7,"column":3}},"#,
        r#""proactive.normative_documents.issued":{"state":"ambiguous"},"#,
        r#""proactive.normative_documents.repealed":{"state":"ambiguous"},"#,
        r#""proactive.normative_documents.in_force":{"state":"blank"},"#,
        r#""proactive.licensing.decisions":{"state":"number","value":22,"note":"其中修订16件","origin":"read"},"#,
    );
    assert_eq!(text.get(..begin.len()), Some(begin));
    assert!(text.contains(r#""proactive.fees.amount":"12""#));
    let end = concat!(
        r#""litigation.after_review.total":{"state":"blank"}},"#,
        r#""runs":[{"cells":["proactive.normative_documents.issued","proactive.normative_documents.repealed"],"#,
        r#""readings":[[6,36],[63,6]],"text":"636","source":{"line":7,"column":3}}],"#,
        r#""notices":[{"kind":"section","number":2,"absent":true,"text":""}]}"#,
    );
    assert!(text.ends_with(end), "{text}");
    assert_eq!(from_str::<Draft>(&text).unwrap(), draft);
}

#[test]
fn unknown_missing_and_duplicate_keys_are_reported() {
    assert_eq!(faults(r#""header":{}"#, r#""header":{"name/x":1}"#), "unknown key at /header/name~1x");
    assert_eq!(faults(r#""header":{},"#, ""), "missing key at /header");
    let double = "duplicate key at /cells/review.upheld";
    assert_eq!(faults(r#""review.upheld":"#, r#""review.upheld":2,"review.upheld":"#), double);
    assert_eq!(faults(r#""review.upheld":{"state":"blank"},"#, ""), "missing key at /cells/review.upheld");
    assert_eq!(
        faults(r#""review.upheld":"#, r#""review.kept":1,"review.upheld":"#),
        "unknown key at /cells/review.kept"
    );
    assert_eq!(
        faults(r#""review.upheld":"#, r#""procurement.amount":1,"proactive.procurement.amount":1,"review.upheld":"#),
        "unknown key at /cells/procurement.amount\n\
         cell of another edition at /cells/proactive.procurement.amount: edition 2021 of the form does not have it"
    );
    assert_eq!(faults(r#""header":{}"#, r#""header":{},"header":{}"#), "duplicate key at /header");
}

#[test]
fn values_of_another_type_are_reported() {
    let said = |to: &str| in_cell("review.upheld", to);
    let at = "at /cells/review.upheld";
    let large = "expected an integer from -9007199254740991 to 9007199254740991, found";
    assert_eq!(said("1.5"), format!("wrong type {at}: expected an integer, found 1.5"));
    assert_eq!(said("1.0"), format!("wrong type {at}: expected an integer, found 1.0"));
    assert_eq!(said(r#""12""#), format!(r#"wrong type {at}: expected an integer, found "12""#));
    assert_eq!(said(r#""NaN""#), format!(r#"wrong type {at}: expected an integer, found "NaN""#));
    assert_eq!(said("null"), format!("wrong type {at}: expected an integer, found null"));
    assert_eq!(said("[1]"), format!("wrong type {at}: expected an integer, found a list"));
    assert_eq!(said("1000000000000000000000000000000"), format!("wrong value {at}: {large} 1e30"));
    assert_eq!(said("9007199254740992"), format!("wrong value {at}: {large} 9007199254740992"));
    assert_eq!(said(r#""1000000000000000000""#), format!(r#"wrong value {at}: {large} "1000000000000000000""#));
    let long = r#""12345678901234567890.123456789012345""#;
    assert_eq!(said(long), format!("wrong value {at}: expected a number of at most 28 digits, found {long}"));
    assert!(said("NaN").starts_with("no JSON: expected value at line 1 column"));
    assert!(said("-Infinity").starts_with("no JSON: invalid number at line 1 column"));

    let at = "at /cells/proactive.fees.amount";
    let said = |to: &str| in_cell("proactive.fees.amount", to);
    assert_eq!(said("12"), format!(r#"wrong type {at}: expected a decimal number as text, such as "12.5", found 12"#));
    assert_eq!(said(r#""NaN""#), format!(r#"wrong value {at}: expected a decimal number such as 12.5, found "NaN""#));
    assert_eq!(
        said(r#""1_000""#),
        format!(r#"wrong value {at}: expected a decimal number such as 12.5, found "1_000""#)
    );
    assert_eq!(faults(r#""cells":{"#, r#""cells":3,"header":{"#).lines().next(), Some("duplicate key at /header"));
    assert_eq!(
        from_str::<Draft>("[]").unwrap_err().to_string(),
        "wrong type at the top: expected an object, found a list"
    );
}

#[test]
fn the_parts_of_a_cell_fit_its_state() {
    let said = |to: &str| in_cell("review.upheld", to);
    let at = "at /cells/review.upheld";
    assert_eq!(said("{}"), format!("missing key {at}/state"));
    assert_eq!(said(r#"{"state":"number"}"#), format!("missing key {at}/value"));
    assert_eq!(said(r#"{"state":"dash"}"#), format!("missing key {at}/text"));
    assert_eq!(said(r#"{"state":"blank","value":1}"#), format!("unknown key {at}/value"));
    assert_eq!(said(r#"{"state":"ambiguous","source":{}}"#).lines().next(), Some(&*format!("unknown key {at}/source")));
    assert_eq!(
        said(r#"{"state":"ambiguous"}"#),
        format!("no readings {at}: expected a run that covers the ambiguous cell")
    );
    assert_eq!(
        said(r#"{"state":"number","value":1.5,"unit":"元","note":7,"origin":"seen","source":{"line":-1,"x":1}}"#),
        format!(
            "wrong value {at}/unit: expected yuan, wan_yuan or yi_yuan, found \"元\"\n\
             wrong type {at}/note: expected text, found 7\n\
             wrong value {at}/origin: expected entered, read, imputed or repaired, found \"seen\"\n\
             wrong type {at}/value: expected an integer, found 1.5\n\
             unknown key {at}/source/x\n\
             wrong value {at}/source/line: expected an integer from 0 to 4294967295, found -1"
        )
    );
    let state = "number, blank, dash, ambiguous, unreadable or missing";
    assert_eq!(said(r#"{"state":"zero"}"#), format!("wrong value {at}/state: expected {state}, found \"zero\""));
}

#[test]
fn another_format_version_kind_or_edition_is_reported() {
    assert_eq!(
        faults(r#""format":"disclosure-report""#, r#""format":"geojson","x":1"#),
        r#"wrong value at /format: expected disclosure-report, found "geojson""#
    );
    let later = "written by a later version of this crate";
    assert_eq!(
        faults(r#""version":1"#, r#""version":2,"x":1"#),
        format!("later version at /version: expected 1, found 2: {later}")
    );
    assert_eq!(faults(r#""version":1"#, r#""version":0"#), "wrong value at /version: expected version 1, found 0");
    assert_eq!(
        faults(r#""version":1"#, r#""version":"1""#),
        "wrong type at /version: expected an integer, found \"1\""
    );
    assert_eq!(
        faults(r#""kind":"draft""#, r#""kind":"note""#),
        "wrong value at /kind: expected report or draft, found \"note\""
    );
    assert_eq!(
        faults(r#""edition":"2021""#, r#""edition":"2024""#),
        "wrong value at /edition: expected 2019 or 2021, found \"2024\""
    );
    assert_eq!(faults(r#""edition":"2021""#, r#""edition":2021"#), "wrong type at /edition: expected text, found 2021");
    let text = to_string(&Draft::blank(Edition::Trial2019)).replace(r#""kind":"draft""#, r#""kind":"report""#);
    assert_eq!(from_str::<Draft>(&text).unwrap(), Draft::blank(Edition::Trial2019));
}

#[test]
fn a_header_says_what_it_wants() {
    let header = r#""header":{"organ":1,"credit_code":"91350100M000100Y44","division_code":"3208","scope":"city","year":204,
        "period":{"from":"2024-12-31","to":"2024-01-01"},"published":"2025-01-23T10:00"}"#;
    assert_eq!(
        faults(r#""header":{}"#, header),
        "wrong type at /header/organ: expected text, found 1\n\
         wrong value at /header/credit_code: expected a credit code of 18 digits and letters whose check character fits, \
         found \"91350100M000100Y44\"\n\
         wrong value at /header/division_code: expected a division code of 6, 9 or 12 digits, found \"3208\"\n\
         wrong value at /header/scope: expected organ or region, found \"city\"\n\
         wrong value at /header/year: expected a year from 2008 to 9999, found 204\n\
         wrong value at /header/period/to: expected a day on or after the first, found 2024-01-01 after 2024-12-31\n\
         wrong value at /header/published: expected a day such as 2025-01-23, found \"2025-01-23T10:00\""
    );
}

#[test]
fn runs_and_notices_say_what_they_want() {
    let more = |extra: &str| faults(r#"{"state":"blank"}}}"#, &format!(r#"{{"state":"ambiguous"}}}},{extra}}}"#));
    let cell = "litigation.after_review.total";
    let runs = |cells: &str, readings: &str| {
        more(&format!(r#""runs":[{{"cells":{cells},"readings":{readings},"text":"6"}}]"#))
    };
    let own = format!(r#"["{cell}"]"#);
    assert_eq!(
        runs(&own, "[[1],[1]]"),
        "wrong value at /runs/0/readings: expected two readings that differ, found fewer"
    );
    assert_eq!(
        runs(&own, "[[1],[1,2],3,[1.5]]"),
        "wrong value at /runs/0/readings/1: expected one number for each cell of the run, found 2 numbers\n\
         wrong type at /runs/0/readings/2: expected a list, found 3\n\
         wrong type at /runs/0/readings/3/0: expected an integer, found 1.5"
    );
    assert_eq!(
        runs(&format!(r#"["{cell}","{cell}","review.total","x"]"#), "[]"),
        format!(
            "wrong value at /runs/0/cells/1: expected a cell that no run covers yet, found {cell}\n\
             wrong value at /runs/0/cells/2: expected a cell whose state is ambiguous, found review.total\n\
             wrong value at /runs/0/cells/3: expected the id of a cell, found \"x\""
        )
    );
    assert_eq!(
        faults("}}}", r#"}},"notices":[{"kind":"label","row":"x","text":1},{"kind":"odd"},{"text":"","y":1}]}"#),
        "missing key at /notices/0/official\n\
         wrong value at /notices/0/row: expected the id of a row, found \"x\"\n\
         wrong type at /notices/0/text: expected text, found 1\n\
         wrong value at /notices/1/kind: expected label, edition, section or stray, found \"odd\"\n\
         unknown key at /notices/2/y\n\
         missing key at /notices/2/kind"
    );
}

#[test]
fn what_is_nested_too_deep_is_reported_and_overflows_nothing() {
    let deep = |n: usize| format!(r#"{{"a":{}{}}}"#, "[".repeat(n), "]".repeat(n));
    let error = from_str::<Draft>(&deep(100_000)).unwrap_err();
    let said = error.faults()[0].to_string();
    assert!(said.starts_with("too deep at /a/0/0") && said.ends_with(": expected at most 64 levels"), "{said}");
    assert!(matches!(from_str::<Draft>(&deep(60)).unwrap_err().faults()[0].kind, FaultKind::UnknownKey));
}

#[test]
fn any_format_of_serde_serves() {
    let draft = Draft::blank(Edition::Revised2021);
    let value = serde_json::to_value(&draft).unwrap();
    assert_eq!(serde_json::from_value::<Draft>(value.clone()).unwrap(), draft);
    let said = serde_json::from_value::<Report>(value).unwrap_err().to_string();
    assert!(
        said.starts_with("missing key at /header/organ\nmissing key at /header/year\nno number at /cells/"),
        "{said}"
    );
    let error = serde_json::from_str::<Draft>(r#"{"format":"disclosure-report","version":7}"#).unwrap_err();
    assert!(error.to_string().starts_with("later version at /version: expected 1, found 7"));
}

/// A form of zeros with an organ and a year.
fn zeros(edition: Edition) -> Draft {
    let mut draft = Draft::blank(edition);
    draft.header.organ = Some("某局".into());
    draft.header.year = ReportYear::new(2022).ok();
    for cell in edition.cells() {
        draft.set(*cell, 0_u32).unwrap();
    }
    draft
}

#[test]
fn a_report_has_its_totals_and_refuses_wrong_ones() {
    for edition in Edition::ALL {
        let report = Report::try_from(zeros(*edition)).unwrap();
        let text = to_string(&report);
        assert!(text.contains(r#""kind":"report""#) && text.contains(r#""requests.total.total":0"#));
        assert_eq!(from_str::<Report>(&text).unwrap(), report);
        assert_eq!(from_str::<Draft>(&text).unwrap(), Draft::from(&report));
        assert_eq!(from_str::<Report>(&to_string(&Draft::from(&report))).unwrap(), report);
    }
    let mut draft = zeros(Edition::Revised2021);
    for (cell, value) in [
        ("proactive.regulations.issued", -1),
        ("requests.received.natural_person", 4),
        ("requests.received.total", 4),
        ("requests.granted.natural_person", 1),
        ("review.upheld", 10),
    ] {
        draft.set(cell.parse().unwrap(), Number::from(value)).unwrap();
    }
    let error = from_str::<Report>(&to_string(&draft)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "refused figure at /cells/proactive.regulations.issued: CELL-NEGATIVE: \
         规章·本年制发件数 (proactive.regulations.issued): -1, but a count is not negative\n\
         wrong total at /cells/requests.granted.total: T3-REQUESTERS: （一）予以公开 (requests.granted): \
         1 + 0 + 0 + 0 + 0 + 0 = 1, but 总计 is 0\n\
         wrong total at /cells/requests.total.natural_person: T3-BALANCE: 自然人 (natural_person): \
         received 4 + carried in 0 = 4, but total handled 0 + carried out 0 = 0\n\
         wrong total at /cells/requests.total.natural_person: T3-OUTCOMES: 自然人 (natural_person): 1 = 1, but （七）总计 is 0\n\
         wrong total at /cells/requests.total.total: T3-BALANCE: 总计 (total): \
         received 4 + carried in 0 = 4, but total handled 0 + carried out 0 = 0\n\
         wrong total at /cells/review.total: T4-TOTAL: 行政复议 (review): 10 + 0 + 0 + 0 = 10, but 总计 is 0"
    );
}

#[test]
fn what_no_rule_forbids_and_a_report_lacks_is_reported() {
    let mut draft = zeros(Edition::Revised2021);
    draft.header.organ = Some(" ".into());
    draft.header.year = None;
    draft.set("review.total".parse().unwrap(), Cell::dash("/")).unwrap();
    assert_eq!(
        from_str::<Report>(&to_string(&draft)).unwrap_err().to_string(),
        "wrong value at /header/organ: expected an organ's name, found blank text\n\
         missing key at /header/year\n\
         no number at /cells/review.total: expected a number in every cell of a report, found dash"
    );
}
