//! What the rules say of drafts made by hand.

use disclosure_report::check::{Status, Waiver};
use disclosure_report::draft::Run;
use disclosure_report::{
    Cell, Count, Draft, Edition, Finding, Findings, Language, MoneyUnit, Number, Rule, Rules, Severity, State, Verdict,
    Waivers, read,
};

use crate::support::{cell, reading, said, set, undecided, violated, zeros};

use Edition::{Revised2021, Trial2019};

/// The only finding.
fn only(findings: &Findings) -> &Finding {
    assert_eq!(findings.len(), 1, "{findings}");
    findings.iter().next().unwrap()
}

#[track_caller]
fn words(finding: &Finding, zh: &str, en: &str) {
    assert_eq!(finding.message(Language::Chinese), zh);
    assert_eq!(finding.message(Language::English), en);
}

#[test]
fn a_form_of_zeros_is_consistent() {
    for edition in Edition::ALL {
        let findings = zeros(*edition).check();
        assert_eq!((findings.verdict(), findings.len()), (Verdict::Consistent, 0));
    }
}

/// 洪泽 2023 as filled in, the two rows that the page does not print entered as 0.
#[test]
fn hongze_filled_in_has_two_errors_and_nothing_else() {
    let read = reading("hongze-2023.html").draft;
    let mut draft = Draft::blank(Revised2021);
    draft.header = read.header.clone();
    for (id, cell) in read.cells() {
        let value = if cell.state == State::Missing { Number::ZERO } else { cell.number().unwrap() };
        draft.set(id, value).unwrap();
    }
    let findings = draft.check();
    assert_eq!(said(&findings), ["T4-TOTAL review", "T4-TOTAL litigation.after_review"]);
    assert_eq!(
        violated(&findings),
        [("T4-TOTAL review".to_owned(), 11, 0), ("T4-TOTAL litigation.after_review".to_owned(), 5, 0)]
    );
    assert_eq!(findings.verdict(), Verdict::Inconsistent);
    let texts: Vec<_> = findings.iter().map(|finding| finding.message(Language::Chinese)).collect();
    assert_eq!(
        texts,
        ["行政复议：10 + 1 + 0 + 0 = 11，而总计为0，相差11", "复议后起诉：5 + 0 + 0 + 0 = 5，而总计为0，相差5"]
    );
}

#[test]
fn labels_without_figures_are_undecided() {
    let mut draft = zeros(Revised2021);
    for id in Revised2021.cells() {
        draft.set(*id, Cell::blank()).unwrap();
    }
    let findings = draft.check();
    assert_eq!(findings.verdict(), Verdict::Undecided);
    assert_eq!(
        said(&findings),
        ["FORM-EMPTY requests", "CELL-BLANK proactive", "CELL-BLANK requests", "CELL-BLANK challenges"]
    );
    words(findings.iter().next().unwrap(), "表三没有任何数字", "table 3 holds no number");
    // Nobody can switch that off.
    let none = draft.check_with(&Rules::empty());
    assert_eq!((none.verdict(), none.len()), (Verdict::Undecided, 0));
}

#[test]
fn rules_are_switched_off_and_regraded() {
    let mut draft = zeros(Revised2021);
    set(&mut draft, "review.upheld", 3u32);
    assert_eq!(draft.check().verdict(), Verdict::Inconsistent);
    let without = draft.check_with(&Rules::default().without(Rule::T4Total));
    assert_eq!((without.verdict(), without.len()), (Verdict::Consistent, 0));
    let warned = draft.check_with(&Rules::default().with_severity(Rule::T4Total, Severity::Warning));
    assert_eq!(only(&warned).severity, Severity::Warning);
    assert_eq!(only(&warned).status, Some(Status::Violated));
    assert_eq!(warned.errors().count(), 0);
    let alone = draft.check_with(&Rules::empty().with(Rule::T4Total));
    assert_eq!(said(&alone), ["T4-TOTAL review"]);
}

#[test]
fn sums_of_table_3_are_told_from_both_sides() {
    let mut draft = zeros(Revised2021);
    set(&mut draft, "requests.received.natural_person", 7u32);
    let findings = draft.check();
    assert_eq!(
        violated(&findings),
        [("T3-REQUESTERS requests.received".to_owned(), 7, 0), ("T3-BALANCE natural_person".to_owned(), 7, 0)]
    );
    let balance = findings.iter().nth(1).unwrap();
    words(
        balance,
        "自然人：本年新收 7 + 上年结转 0 = 7，而办理结果总计 0 + 结转下年度 0 = 0，相差7",
        "自然人 (natural_person): received 7 + carried in 0 = 7, but total handled 0 + carried out 0 = 0",
    );
    set(&mut draft, "requests.received.natural_person", 0u32);
    set(&mut draft, "requests.granted.natural_person", 2u32);
    set(&mut draft, "requests.granted.total", 2u32);
    let outcomes = draft.check();
    assert_eq!(
        violated(&outcomes),
        [("T3-OUTCOMES natural_person".to_owned(), 2, 0), ("T3-OUTCOMES total".to_owned(), 2, 0)]
    );
    words(
        outcomes.iter().next().unwrap(),
        "自然人：2 = 2，而（七）总计为0，相差2",
        "自然人 (natural_person): 2 = 2, but （七）总计 is 0",
    );
}

#[test]
fn counts_are_whole_and_not_negative() {
    let mut draft = zeros(Revised2021);
    set(&mut draft, "proactive.licensing.decisions", Number::from(-3));
    let findings = draft.check();
    assert_eq!(said(&findings), ["CELL-NEGATIVE proactive.licensing.decisions"]);
    assert_eq!(findings.verdict(), Verdict::Inconsistent);
    words(
        only(&findings),
        "行政许可·本年处理决定数量：-3，件数不能小于零",
        "行政许可·本年处理决定数量 (proactive.licensing.decisions): -3, but a count is not negative",
    );
    set(&mut draft, "proactive.licensing.decisions", "2.5".parse::<Number>().unwrap());
    let findings = draft.check();
    words(
        only(&findings),
        "行政许可·本年处理决定数量：2.5，件数应为整数",
        "行政许可·本年处理决定数量 (proactive.licensing.decisions): 2.5, but a count is a whole number",
    );
    // A change in the number of things may be negative, an amount may have decimals.
    let mut draft = zeros(Trial2019);
    set(&mut draft, "proactive.licensing.items_last_year", Number::from(716));
    set(&mut draft, "proactive.licensing.change", Number::from(-417));
    set(&mut draft, "proactive.procurement.purchases", Number::from(6));
    set(&mut draft, "proactive.procurement.amount", "43.788".parse::<Number>().unwrap());
    assert_eq!(draft.check().len(), 0);
}

#[test]
fn another_unit_than_the_form_s_is_told() {
    let mut draft = zeros(Revised2021);
    let amount = |text: &str, unit| disclosure_report::Money::new(text.parse().unwrap(), unit);
    set(&mut draft, "proactive.fees.amount", amount("961716000", Some(MoneyUnit::Yuan)));
    let findings = draft.check();
    assert_eq!(findings.verdict(), Verdict::Consistent);
    words(
        only(&findings),
        "行政事业性收费·本年收费金额（单位：万元）：“961716000元”的单位与表式不同",
        "行政事业性收费·本年收费金额（单位：万元） (proactive.fees.amount): \"961716000元\" is in another unit than the form's",
    );
    set(&mut draft, "proactive.fees.amount", amount("96171.6", Some(MoneyUnit::WanYuan)));
    assert_eq!(draft.check().len(), 0);
}

#[test]
fn figures_that_are_no_counts_are_kept_as_written() {
    for text in ["1000000000000000000000000000000", "12345678901234567890.123456789012345", "NaN"] {
        assert!(text.parse::<Number>().is_err(), "{text}");
        let mut draft = zeros(Revised2021);
        set(&mut draft, "review.other", Cell::unreadable(text));
        let findings = draft.check();
        assert_eq!(said(&findings), ["T4-TOTAL review", "CELL-UNREADABLE review.other"]);
        words(
            findings.iter().nth(1).unwrap(),
            &format!("行政复议·其他结果：“{text}”读不成这一格的数"),
            &format!("行政复议·其他结果 (review.other): \"{text}\" is no figure of this cell"),
        );
        assert_eq!(findings.verdict(), Verdict::Undecided);
    }
    // A number that can be held and is too large for a count is refused, and what was there stays.
    let mut draft = zeros(Revised2021);
    let refused = draft.set(cell("review.other"), "9007199254740992".parse::<Number>().unwrap()).unwrap_err();
    let said = "9007199254740992 in review.other: a count is from -9007199254740991 to 9007199254740991";
    assert_eq!(refused.to_string(), said);
    assert_eq!(draft, zeros(Revised2021));
}

#[test]
fn they_are_kept_when_read_from_a_page() {
    let page = std::fs::read_to_string(crate::support::fixture("huaian-2024.html")).unwrap();
    for text in ["1000000000000000000000000000000", "12345678901234567890.123456789012345", "NaN"] {
        let page = page.replace("<td>3001</td>", &format!("<td>{text}</td>"));
        let draft = read::html(&page, &read::ReadOptions::default()).unwrap().draft;
        let state = &draft.cell(cell("requests.received.natural_person")).unwrap().state;
        assert_eq!(state, &State::Unreadable(text));
        let findings = draft.check();
        assert_eq!(findings.verdict(), Verdict::Undecided, "{findings}");
        assert_eq!(findings.imputations()[0].value, 3001.into());
    }
}

#[test]
fn a_blank_total_over_figures_is_imputed() {
    let mut draft = zeros(Revised2021);
    set(&mut draft, "review.upheld", 5u32);
    set(&mut draft, "review.pending", Cell::dash("—"));
    set(&mut draft, "review.total", Cell::blank());
    let findings = draft.check();
    assert_eq!(findings.verdict(), Verdict::Undecided);
    assert_eq!(undecided(&findings), ["T4-TOTAL review"]);
    assert_eq!(said(&findings), ["T4-TOTAL review", "CELL-BLANK challenges", "CELL-DASH challenges"]);
    let imputed: Vec<_> = findings.imputations().iter().map(|it| (it.cell, it.value)).collect();
    assert_eq!(imputed, [(cell("review.total"), 5.into())]);
    words(
        findings.iter().next().unwrap(),
        "行政复议：有1个数没有给出，无法判定（总计）",
        "行政复议 (review): cannot be decided, 1 of its figures not stated (总计)",
    );
    let notes: Vec<_> = findings.iter().skip(1).map(|finding| finding.message(Language::Chinese)).collect();
    let heading = "四、政府信息公开行政复议、行政诉讼情况";
    assert_eq!(notes, [format!("{heading}：1个单元格空白"), format!("{heading}：1个单元格为横线、斜线或“无”等")]);
}

#[test]
fn a_blank_total_over_zeros_holds() {
    let mut draft = zeros(Revised2021);
    set(&mut draft, "review.total", Cell::blank());
    set(&mut draft, "review.upheld", Cell::blank());
    let findings = draft.check();
    assert_eq!((findings.verdict(), findings.imputations().len()), (Verdict::Consistent, 0));
    assert_eq!(said(&findings), ["CELL-BLANK challenges"]);
}

#[test]
fn missing_rows_are_told_once() {
    let mut draft = zeros(Revised2021);
    for column in ["upheld", "corrected", "other", "pending", "total"] {
        set(&mut draft, &format!("litigation.direct.{column}"), Cell::missing());
    }
    let findings = draft.check();
    assert_eq!(said(&findings), ["CELL-MISSING litigation.direct", "T4-TOTAL litigation.direct"]);
    words(
        findings.iter().next().unwrap(),
        "未经复议直接起诉：没有给出（5个数）",
        "未经复议直接起诉 (litigation.direct): not given (5 figures)",
    );
}

#[test]
fn runs_are_one_of_their_readings() {
    let cells = ["upheld", "corrected", "other"].map(|column| cell(&format!("review.{column}")));
    let run = |readings: &[[u32; 3]]| {
        let readings = readings.iter().map(|reading| reading.map(Number::from).to_vec()).collect();
        Run::new(cells.to_vec(), readings, "1230").unwrap()
    };
    let mut draft = zeros(Revised2021);
    set(&mut draft, "review.total", 15u32);
    // 12 3 0 and 1 23 0 and 1 2 30: only the first adds up to 15.
    draft.add_run(run(&[[12, 3, 0], [1, 23, 0], [1, 2, 30]])).unwrap();
    let findings = draft.check();
    assert_eq!(findings.verdict(), Verdict::Undecided);
    assert_eq!(said(&findings), ["T4-TOTAL review", "CELL-AMBIGUOUS review.upheld"]);
    let imputed: Vec<_> = findings.imputations().iter().map(|it| it.value.to_string()).collect();
    assert_eq!(imputed, ["12", "3", "0"]);
    words(
        findings.iter().nth(1).unwrap(),
        "行政复议·结果维持起：“1230”有3种读法（1 2 30; 1 23 0; 12 3 0）",
        "行政复议·结果维持 (review.upheld) and on: \"1230\" can be read in 3 ways (1 2 30; 1 23 0; 12 3 0)",
    );
    draft.apply(findings.imputations());
    assert_eq!((draft.check().verdict(), draft.runs().len()), (Verdict::Consistent, 0));

    // No reading adds up: told with the nearest one.
    let mut draft = zeros(Revised2021);
    set(&mut draft, "review.total", 16u32);
    draft.add_run(run(&[[12, 3, 0], [1, 23, 0]])).unwrap();
    assert_eq!(violated(&draft.check()), [("T4-TOTAL review".to_owned(), 15, 16)]);
}

#[test]
fn the_header_is_asked_for() {
    let mut draft = zeros(Revised2021);
    draft.header.organ = Some("　".to_owned());
    draft.header.year = None;
    let findings = draft.check();
    assert_eq!(said(&findings), ["HEADER-MISSING header.organ", "HEADER-MISSING header.year"]);
    words(findings.iter().next().unwrap(), "没有机关名称", "no organ is stated");
    assert_eq!(findings.verdict(), Verdict::Consistent);
}

#[test]
fn sums_at_the_bound_of_a_count_do_not_overflow() {
    let most = i64::try_from(Count::MAX.get()).unwrap();
    let mut draft = zeros(Revised2021);
    for id in Revised2021.cells().iter().filter(|id| id.as_str().starts_with("requests.")) {
        draft.set(*id, Count::MAX).unwrap();
    }
    let violated = violated(&draft.check());
    assert!(violated.contains(&("T3-REQUESTERS requests.granted".to_owned(), 6 * most, most)));
    assert!(violated.contains(&("T3-OUTCOMES natural_person".to_owned(), 21 * most, most)));
    assert_eq!(violated.len(), 25 + 7); // the balances hold: twice the same on both sides
    set(&mut draft, "requests.total.natural_person", Cell::blank());
    set(&mut draft, "requests.carried_out.natural_person", Cell::missing());
    assert_eq!(draft.check().verdict(), Verdict::Inconsistent);
}

/// A reading may have any size, also in JSON that anyone sends: units of a fraction of it are more than can be added.
#[test]
fn readings_too_large_to_add_up_are_any_count() {
    let mut draft = zeros(Revised2021);
    set(&mut draft, "review.other", "0.5".parse::<Number>().unwrap());
    set(&mut draft, "litigation.direct.total", 7);
    let large: Number = "160000000000000000000000000".parse().unwrap();
    for row in ["review", "litigation.direct"] {
        let cells = ["upheld", "corrected"].map(|column| cell(&format!("{row}.{column}"))).to_vec();
        draft.add_run(Run::new(cells, vec![vec![large, large], vec![1.into(), 2.into()]], "x").unwrap()).unwrap();
    }
    let findings = draft.check();
    assert_eq!(violated_places(&findings), ["review"]);
    assert_eq!(findings.possible_readings().len(), 2);
}

fn violated_places(findings: &Findings) -> Vec<String> {
    let violated = findings.iter().filter(|finding| finding.status == Some(Status::Violated));
    violated.map(|finding| finding.place.to_string()).collect()
}

#[test]
fn a_sum_of_the_largest_counts_and_a_fraction_is_told() {
    let mut draft = zeros(Revised2021);
    for id in Revised2021.cells().iter().filter(|id| id.as_str().ends_with(".natural_person")) {
        draft.set(*id, Count::MAX).unwrap();
    }
    set(&mut draft, "requests.granted.natural_person", "0.5".parse::<Number>().unwrap());
    assert!(violated_places(&draft.check()).contains(&"natural_person".to_owned()));
    let column = |finding: &&Finding| finding.rule == Rule::T3Outcomes;
    assert_eq!(draft.check().iter().filter(column).count(), 1);
}

#[test]
fn nothing_is_worked_out_in_place_of_a_number() {
    let mut draft = zeros(Revised2021);
    let fine: Number = "0.00000000000001".parse().unwrap();
    set(&mut draft, "review.upheld", fine);
    for total in [0, 5] {
        set(&mut draft, "review.total", total);
        let findings = draft.check();
        assert_eq!((findings.imputations(), findings.bounds()), (&[][..], &[][..]));
        let sum = findings.iter().find(|finding| finding.rule == Rule::T4Total).unwrap();
        words(
            sum,
            "行政复议：有1个数没有给出，无法判定（结果维持）",
            "行政复议 (review): cannot be decided, 1 of its figures not stated (结果维持)",
        );
    }
    set(&mut draft, "review.corrected", 7);
    let findings = draft.check();
    let sum = findings.iter().find(|finding| finding.rule == Rule::T4Total).unwrap();
    words(sum, "行政复议：? + 7 + 0 + 0 ≥ 7，而总计为5", "行政复议 (review): ? + 7 + 0 + 0 ≥ 7, but 总计 is 5");
}

#[test]
fn a_waived_sum_is_told_as_waived_whatever_stands_in_it() {
    let waived = |draft: &Draft| {
        let errors = draft.check();
        let waivers: Waivers = errors.errors().map(|finding| Waiver::of(finding, "…")).collect();
        let findings = draft.check_with(&Rules::default().with_waivers(waivers));
        assert_eq!(findings.iter().filter(|finding| finding.waiver.is_some()).count(), errors.errors().count());
        (findings.verdict(), said(&findings))
    };
    let mut draft = zeros(Revised2021);
    set(&mut draft, "review.upheld", "1.5".parse::<Number>().unwrap());
    assert_eq!(
        waived(&draft),
        (Verdict::Consistent, vec!["T4-TOTAL review".into(), "CELL-FRACTION review.upheld".into()])
    );
    set(&mut draft, "review.upheld", 5);
    set(&mut draft, "review.corrected", Cell::unreadable("?"));
    set(&mut draft, "review.total", 3);
    assert_eq!(
        waived(&draft),
        (Verdict::Consistent, vec!["CELL-UNREADABLE review.corrected".into(), "T4-TOTAL review".into()])
    );
}
