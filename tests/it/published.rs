//! Published reports: what is read of them, and what the rules say.

use disclosure_report::report::ReportYear;
use disclosure_report::{Edition, Language, Rule, State, Verdict};

use crate::support::{cell, reading, said, undecided, violated};

#[test]
fn zhongshan_2021_is_consistent() {
    let reading = reading("zhongshan-2021.txt");
    let draft = &reading.draft;
    assert_eq!(draft.edition(), Edition::Revised2021);
    assert_eq!(draft.header.organ.as_deref(), Some("中山镇"));
    assert_eq!(draft.header.year.map(ReportYear::get), Some(2021));
    let nonzero = draft.cells().filter(|(_, cell)| cell.number().is_none_or(|n| !n.is_zero()));
    let nonzero: Vec<_> = nonzero.map(|(id, cell)| format!("{id}={cell}")).collect();
    assert_eq!(nonzero, ["proactive.normative_documents.issued=1", "proactive.normative_documents.in_force=1"]);
    let findings = draft.check();
    assert_eq!(findings.verdict(), Verdict::Consistent);
    assert_eq!(said(&findings), [""; 0]);
    assert!(findings.imputations().is_empty());
}

#[test]
fn huaian_2024_is_consistent() {
    let reading = reading("huaian-2024.html");
    let draft = &reading.draft;
    assert_eq!(draft.edition(), Edition::Revised2021);
    assert_eq!(draft.header.organ.as_deref(), Some("淮安市人民政府"));
    assert_eq!(draft.header.year.map(ReportYear::get), Some(2024));
    for (id, value) in [
        ("proactive.penalties.decisions", "3985758"),
        ("proactive.fees.amount", "96171.6"),
        ("requests.received.natural_person", "3001"),
        ("requests.received.total", "3119"),
        ("requests.carried_in.total", "34"),
        ("requests.granted.legal_service_institution", "50"),
        ("requests.refused.prohibited_by_law.total", "31"),
    ] {
        assert_eq!(draft.number(cell(id)).map(|n| n.to_string()).as_deref(), Some(value), "{id}");
    }
    assert!(draft.cells().all(|(_, cell)| cell.number().is_some()));
    let findings = draft.check();
    assert_eq!(findings.verdict(), Verdict::Consistent, "{findings}");
    assert_eq!(said(&findings), [""; 0]);
}

/// Eleven row totals are left blank; every stated figure agrees.
#[test]
fn shanghai_2019_is_undecided() {
    let reading = reading("shanghai-general-office-2019.html");
    let draft = &reading.draft;
    assert_eq!(draft.edition(), Edition::Trial2019);
    assert_eq!(draft.header.organ.as_deref(), Some("上海市人民政府办公厅"));
    assert_eq!(draft.header.year.map(ReportYear::get), Some(2019));
    assert_eq!(draft.header.published.map(|day| day.to_string()).as_deref(), Some("2020-01-31"));
    assert_eq!(draft.cell(cell("proactive.procurement.amount")).map(ToString::to_string).as_deref(), Some("251000元"));
    assert_eq!(draft.cell(cell("requests.granted.total")).map(|cell| &cell.state), Some(&State::Blank));

    let findings = draft.check();
    assert_eq!(findings.verdict(), Verdict::Undecided);
    assert_eq!(violated(&findings), []);
    assert_eq!(findings.errors().count(), 0);
    let undecided = undecided(&findings);
    assert_eq!(undecided.len(), 12);
    assert!(undecided.contains(&"T3-OUTCOMES total".to_owned()));
    let imputed: Vec<_> = findings.imputations().iter().map(|it| format!("{} {}", it.cell.row(), it.value)).collect();
    assert_eq!(
        imputed,
        [
            "requests.granted 272",
            "requests.partly_granted 3",
            "requests.refused.state_secret 14",
            "requests.refused.internal_affairs 5",
            "requests.refused.deliberative_process 4",
            "requests.refused.administrative_query 12",
            "requests.unavailable.not_held 265",
            "requests.unavailable.needs_creation 47",
            "requests.unavailable.still_unclear 25",
            "requests.not_processed.petition_or_complaint 149",
            "requests.not_processed.repeated 9",
        ]
    );
    assert!(findings.imputations().iter().all(|it| it.cell.as_str().ends_with("total")));
    // What the message counts as open is what the check imputes: blank totals over zeros are stated.
    let total = findings.iter().find(|finding| finding.rule == Rule::T3Outcomes).unwrap();
    assert!(total.message(Language::English).starts_with("总计 (total): cannot be decided, 11 of its figures"));
}

#[test]
fn what_is_imputed_makes_shanghai_2019_consistent() {
    let mut draft = reading("shanghai-general-office-2019.html").draft;
    let findings = draft.check();
    assert_eq!(draft.apply(findings.imputations()).len(), 11);
    assert_eq!(draft.check().verdict(), Verdict::Consistent);
}

/// Published wrong: table 4 says 10 + 1 = 0 and 5 = 0; two rows are not printed.
#[test]
fn hongze_2023_is_inconsistent() {
    let reading = reading("hongze-2023.html");
    let draft = &reading.draft;
    assert_eq!(draft.edition(), Edition::Revised2021);
    assert_eq!(draft.header.organ.as_deref(), Some("淮安市洪泽区人民政府"));
    assert_eq!(draft.header.year.map(ReportYear::get), Some(2023));

    let findings = draft.check();
    assert_eq!(findings.verdict(), Verdict::Inconsistent);
    assert_eq!(
        violated(&findings),
        [("T4-TOTAL review".to_owned(), 11, 0), ("T4-TOTAL litigation.after_review".to_owned(), 5, 0)]
    );
    assert_eq!(findings.errors().count(), 2);
    assert_eq!(undecided(&findings).len(), 9);
    let imputed = findings.imputations();
    assert_eq!(imputed.len(), 14);
    assert!(imputed.iter().all(|it| it.value.is_zero() && draft.cell(it.cell).unwrap().state == State::Missing));
    let others: Vec<_> = said(&findings).into_iter().filter(|said| !said.starts_with('T')).collect();
    assert_eq!(
        others,
        [
            "FORM-LABEL requests.refused.prohibited_by_law",
            "CELL-MISSING requests.other_handling.correction_overdue",
            "CELL-MISSING requests.other_handling.fee_overdue",
            "FORM-EDITION requests.other_handling.other",
        ]
    );
}

/// A finding's place is the total's on the page, counted in lines and characters.
#[test]
fn places_point_at_the_figures() {
    let reading = reading("hongze-2023.html");
    let findings = reading.draft.check();
    let text = reading.text.as_deref().unwrap();
    for error in findings.errors() {
        let at = error.source.unwrap();
        let line = text.split('\n').nth(at.line.unwrap() as usize - 1).unwrap();
        let rest: String = line.chars().skip(at.column.unwrap() as usize - 1).collect();
        assert!(rest.starts_with("0</td>"), "{}: {rest}", error.place);
    }
}
