//! Which sums a slip accuses, and how a finding shows the figures of a sum.

use std::collections::BTreeSet;

use disclosure_report::check::Status;
use disclosure_report::draft::Run;
use disclosure_report::form::{CellId, Edition};
use disclosure_report::strategies::{any_draft, published, report};
use disclosure_report::{Cell, Draft, Finding, Language, Number, Rule, html};
use proptest::prelude::*;

use crate::strategies::{cases, related_cells};
use crate::support::{set, zeros};

/// The cells of the sum that a finding is about.
fn cells(finding: &Finding) -> BTreeSet<CellId> {
    finding.cells.iter().map(|term| term.cell).collect()
}

/// These cells, and those that blank totals among them are worked out from.
fn with_what_totals_stand_for(draft: &Draft, mut cells: BTreeSet<CellId>) -> BTreeSet<CellId> {
    loop {
        let is_blank = |cell: &&CellId| draft.number(**cell).is_none();
        let sums = cells.iter().filter(is_blank).flat_map(|cell| draft.edition().relations_of(*cell));
        let more: BTreeSet<CellId> = sums.flat_map(|sum| sum.cells().iter().copied()).collect();
        if more.is_subset(&cells) {
            return cells;
        }
        cells.extend(more);
    }
}

#[test]
fn a_wrong_total_accuses_its_own_sums_though_the_total_row_is_blank() {
    let mut draft = zeros(Edition::Revised2021);
    for (id, value) in [("received", 3), ("granted", 3)] {
        set(&mut draft, &format!("requests.{id}.natural_person"), value);
        set(&mut draft, &format!("requests.{id}.total"), value);
    }
    set(&mut draft, "requests.granted.total", 4);
    for id in Edition::Revised2021.cells().iter().filter(|id| id.row().as_str() == "requests.total") {
        draft.set(*id, Cell::blank()).unwrap();
    }
    let findings = draft.check();
    let errors: Vec<_> = findings.errors().map(|finding| finding.message(Language::English)).collect();
    assert_eq!(
        errors,
        [
            "（一）予以公开 (requests.granted): 3 + 0 + 0 + 0 + 0 + 0 = 3, but 总计 is 4",
            "总计 (total): 4 = 4, but （七）总计 is [3]",
        ]
    );
}

#[test]
fn what_follows_from_an_accused_sum_is_taken_back() {
    let mut draft = zeros(Edition::Revised2021);
    for cell in ["received.natural_person", "received.total", "granted.total", "total.natural_person", "total.total"] {
        set(&mut draft, &format!("requests.{cell}"), 3);
    }
    set(&mut draft, "requests.granted.natural_person", Cell::missing());
    assert_eq!(draft.check().imputations().iter().map(|it| it.value).collect::<Vec<_>>(), [Number::from(3)]);
    // The wrong total says nothing of the cells of its row; what the column leaves for the one that is missing accuses it.
    set(&mut draft, "requests.granted.total", 5);
    let findings = draft.check();
    let errors: Vec<_> = findings.errors().map(|finding| finding.message(Language::English)).collect();
    assert_eq!(
        errors,
        [
            "（一）予以公开 (requests.granted): [3] + 0 + 0 + 0 + 0 + 0 = 3, but 总计 is 5",
            "总计 (total): 5 = 5, but （七）总计 is 3",
        ]
    );
    // Nothing is worked out from a sum that is violated, nor for a cell of it.
    assert!(findings.imputations().is_empty());
}

#[test]
fn a_blank_is_shown_as_one() {
    let mut draft = Draft::blank(Edition::Revised2021);
    set(&mut draft, "review.upheld", 10);
    set(&mut draft, "review.pending", Cell::dash("/"));
    set(&mut draft, "review.total", 0);
    let finding = draft.check().into_iter().next().unwrap();
    assert_eq!(finding.message(Language::Chinese), "行政复议：10 + 空 + 空 + — = 10，而总计为0，相差10");
    set(&mut draft, "review.upheld", Cell::missing());
    set(&mut draft, "review.corrected", 7);
    let finding = draft.check().into_iter().next().unwrap();
    assert_eq!(finding.message(Language::English), "行政复议 (review): ? + 7 + 空 + — ≥ 7, but 总计 is 0");
}

#[test]
fn an_audit_page_shows_what_stands_in_a_sum() {
    let mut draft = Draft::blank(Edition::Revised2021);
    set(&mut draft, "review.total", 5);
    set(&mut draft, "litigation.direct.upheld", Cell::missing());
    set(&mut draft, "litigation.direct.other", 9);
    set(&mut draft, "litigation.direct.total", 7);
    let findings = draft.check();
    let mut page = Vec::new();
    html::audit(&mut page, &draft, &findings, &[], &html::Options::default()).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("空\u{2009}≠\u{2009}5<br>"), "{page}");
    assert!(page.contains("≥ 9\u{2009}≠\u{2009}7</"), "{page}");
}

/// No reading of the run fits: the sum says which one its figures are of.
#[test]
fn the_figures_of_a_run_are_said_to_be_one_reading() {
    let mut draft = zeros(Edition::Revised2021);
    set(&mut draft, "review.total", 16);
    let cells = ["upheld", "corrected"].map(|column| format!("review.{column}").parse().unwrap());
    let readings = [[12, 3], [1, 23]].map(|reading| reading.map(Number::from).to_vec()).to_vec();
    draft.add_run(Run::new(cells.to_vec(), readings, "123").unwrap()).unwrap();
    let findings = draft.check();
    let finding = findings.errors().next().unwrap();
    assert_eq!(
        finding.message(Language::Chinese),
        "行政复议（按最接近的读法）：[12] + [3] + 0 + 0 = 15，而总计为16，相差1"
    );
    assert_eq!(
        finding.message(Language::English),
        "行政复议 (review), by the reading that comes nearest: [12] + [3] + 0 + 0 = 15, but 总计 is 16"
    );
    assert!(findings.imputations().is_empty());
}

/// What a figure that is printed in a sum stands for at the least.
fn least(figure: &str) -> Number {
    match figure {
        "空" | "—" | "?" => Number::ZERO,
        _ => {
            let digits = figure.trim_matches(|c| "()[]≥".contains(c));
            digits.split('～').next().unwrap_or_default().parse().unwrap_or_else(|_| panic!("{figure}"))
        }
    }
}

/// The sum of figures such as `10 + 空 + [3]`, each with or without a name before it.
fn sum(terms: &str) -> Number {
    let figures = terms.split(" + ").map(|term| least(term.rsplit(' ').next().unwrap_or_default()));
    figures.map(|figure| figure.to_decimal()).sum::<disclosure_report::Decimal>().into()
}

/// Checks that the figures that are printed on each side of a violated sum add up to what is printed for the side.
fn adds_up(finding: &Finding, language: Language) -> Result<(), TestCaseError> {
    let message = finding.message(language);
    let chinese = language == Language::Chinese;
    let (colon, but, is) = if chinese { ("：", "，而", "为") } else { (": ", ", but ", " is ") };
    let imbalance = finding.imbalance.unwrap();
    let (_, sums) = message.split_once(colon).unwrap();
    let (left, right) = sums.split_once(but).unwrap();
    let side = |text: &str, adds_up_to: Number| {
        let (terms, result) = text.split_once(" = ").or_else(|| text.split_once(" ≥ ")).unwrap();
        prop_assert_eq!(sum(terms), adds_up_to, "{}", &message);
        prop_assert_eq!(least(result.split('，').next().unwrap_or_default()), adds_up_to, "{}", &message);
        Ok(())
    };
    side(left, imbalance.left)?;
    if finding.rule == Rule::T3Balance {
        return side(right, imbalance.right);
    }
    let total = right.rsplit_once(is).unwrap().1.split('，').next().unwrap_or_default();
    prop_assert_eq!(least(total), imbalance.right, "{}", &message);
    Ok(())
}

proptest! {
    #![proptest_config(cases(400))]

    /// Totals are blank that the wrong cell does not add to: every error is in a sum that it stands in.
    #[test]
    fn one_slip_accuses_the_sums_that_it_stands_in(
        report in report(), at in any::<prop::sample::Index>(), by in 1..500_u32, blanks in prop::collection::vec(0..4_u8, 226),
    ) {
        let mut draft = Draft::from(&report);
        let wrong = *at.get(&related_cells(draft.edition()));
        let edition = draft.edition();
        let adds_to: BTreeSet<_> = edition.relations_of(wrong).filter_map(disclosure_report::form::Relation::total).collect();
        let totals = edition.cells().iter().filter(|cell| cell.is_total() && **cell != wrong && !adds_to.contains(cell));
        let adds_up_too = |cell: &CellId| edition.relations_of(*cell).any(|sum| sum.cells().contains(&wrong));
        for total in totals.filter(|total| !adds_up_too(total)).filter(|total| blanks[total.index()] == 0) {
            draft.set(*total, Cell::blank()).unwrap();
        }
        let value = draft.number(wrong).and_then(|number| number.to_integer()).unwrap();
        draft.set(wrong, i64::try_from(value).unwrap() + i64::from(by)).unwrap();
        for finding in draft.check().errors() {
            prop_assert!(cells(finding).contains(&wrong), "{} accuses {}", wrong, finding.message(Language::English));
        }
    }

    /// Any totals are blank: every error is in a sum that the wrong cell stands in, itself or through blank totals, since those
    /// stand for what they add up.
    #[test]
    fn one_slip_reaches_other_sums_through_blank_totals_alone(
        report in report(), at in any::<prop::sample::Index>(), by in 1..500_u32, blanks in prop::collection::vec(0..3_u8, 226),
    ) {
        let mut draft = Draft::from(&report);
        let wrong = *at.get(&related_cells(draft.edition()));
        let totals = draft.edition().cells().iter().filter(|cell| cell.is_total() && **cell != wrong);
        for total in totals.filter(|total| blanks[total.index()] == 0) {
            draft.set(*total, Cell::blank()).unwrap();
        }
        let value = draft.number(wrong).and_then(|number| number.to_integer()).unwrap();
        draft.set(wrong, i64::try_from(value).unwrap() + i64::from(by)).unwrap();
        for finding in draft.check().errors() {
            let reached = with_what_totals_stand_for(&draft, cells(finding));
            prop_assert!(reached.contains(&wrong), "{} accuses {}", wrong, finding.message(Language::English));
        }
    }

    /// In every message, the figures that are printed add up to the sides that are printed.
    #[test]
    fn printed_figures_add_up(draft in prop_oneof![any_draft(), published()]) {
        for finding in draft.check().iter().filter(|finding| finding.status == Some(Status::Violated)) {
            adds_up(finding, Language::Chinese)?;
            adds_up(finding, Language::English)?;
        }
    }
}
