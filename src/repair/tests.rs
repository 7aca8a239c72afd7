//! Repairs of reports as published, and what every repair has to be.

use proptest::prelude::*;

use super::*;
use crate::check::{Language, Status};
use crate::draft::{Cell, State};
use crate::form::{Column, Edition, Table};

/// A form with these rows; every other cell of tables 3 and 4 is zero.
fn form(edition: Edition, rows: &str) -> Draft {
    let mut draft = Draft::blank(edition);
    for cell in edition.cells().iter().filter(|cell| cell.table() != Table::Proactive) {
        draft.set(*cell, 0u32).unwrap();
    }
    for line in rows.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let row = edition.row(words.next().unwrap().parse().unwrap()).unwrap();
        for (cell, _) in row.cells() {
            draft.set(cell, words.next().unwrap().parse::<u32>().unwrap()).unwrap();
        }
    }
    draft
}

/// The changes of a repair, each as `cell from to`.
fn changes(repair: &Repair) -> Vec<String> {
    let from = |from: Option<Number>| from.map_or("-".to_owned(), |number| number.to_string());
    repair.changes.iter().map(|c| format!("{} {} {}", c.cell, from(c.from), c.to)).collect()
}

fn cell(id: &str) -> CellId {
    id.parse().unwrap()
}

/// 平潭综合实验区管委会 2020, edition 2019: the parts of 自然人 and of 总计 are 6 more than （七）总计.
fn pingtan_2020() -> Draft {
    form(
        Edition::Trial2019,
        "requests.received 20 0 0 0 0 1 21
        requests.granted 6 0 0 0 0 1 7
        requests.partly_granted 6 0 0 0 0 0 6
        requests.unavailable.not_held 4 0 0 0 0 0 4
        requests.unavailable.still_unclear 3 0 0 0 0 0 3
        requests.not_processed.repeated 3 0 0 0 0 0 3
        requests.other_handling.undivided 4 0 0 0 0 0 4
        requests.total 20 0 0 0 0 1 21",
    )
}

/// 平潭 公安局 2021: one request received, one handled and one carried out.
fn pingtan_security_2021() -> Draft {
    form(
        Edition::Revised2021,
        "requests.received 1 0 0 0 0 0 1
        requests.other_handling.other 1 0 0 0 0 0 1
        requests.total 1 0 0 0 0 0 1
        requests.carried_out 1 0 0 0 0 0 1",
    )
}

/// 淮安市洪泽区 2023: two blocks of table 4 with a total of zero; two rows of table 3 are not on the page.
fn hongze_2023() -> Draft {
    let mut draft = form(
        Edition::Revised2021,
        "requests.received 21 0 0 0 0 0 21
        requests.partly_granted 4 0 0 0 0 0 4
        requests.refused.state_secret 1 0 0 0 0 0 1
        requests.refused.deliberative_process 1 0 0 0 0 0 1
        requests.refused.enforcement_case_file 1 0 0 0 0 0 1
        requests.unavailable.not_held 10 0 0 0 0 0 10
        requests.unavailable.needs_creation 3 0 0 0 0 0 3
        requests.not_processed.petition_or_complaint 1 0 0 0 0 0 1
        requests.total 21 0 0 0 0 0 21
        review 10 1 0 0 0
        litigation.after_review 5 0 0 0 0",
    );
    for row in ["correction_overdue", "fee_overdue"] {
        let row = draft.edition().row(format!("requests.other_handling.{row}").parse().unwrap()).unwrap();
        for (cell, _) in row.cells() {
            draft.set(cell, Cell::missing()).unwrap();
        }
    }
    draft
}

#[test]
fn a_dash_is_said_to_be_one() {
    let mut draft = Draft::blank(Edition::Revised2021);
    draft.set("review.upheld".parse().unwrap(), 10).unwrap();
    let total = "review.total".parse().unwrap();
    draft.set(total, crate::Cell::dash("/")).unwrap();
    let repairs = suggest(&draft);
    let repair = repairs.iter().find(|repair| repair.changes[0].cell == total).unwrap();
    assert_eq!(repair.summary(&draft, Language::English), "行政复议 总计: \"/\" should be 10 (10 + 0 + 0 + 0)");
    assert_eq!(repair.summary(&draft, Language::Chinese), "行政复议 总计：“/”应为10（10 + 0 + 0 + 0）");
}

#[test]
fn two_totals_left_at_zero() {
    let draft = hongze_2023();
    let repairs = suggest(&draft);
    assert_eq!(changes(&repairs[0]), ["review.total 0 11", "litigation.after_review.total 0 5"]);
    assert_eq!(repairs[0].slip(), Slip::TotalLeftAtZero);
    assert_eq!(
        repairs[0].summary(&draft, Language::English),
        "行政复议 总计: 0 should be 11 (10 + 1 + 0 + 0); 行政诉讼 复议后起诉 总计: 0 should be 5 (5 + 0 + 0 + 0)"
    );
    assert!(repairs[0].likelihood > 0.5 && repairs[0].likelihood <= 1.0);
}

#[test]
fn two_explanations_of_two_cells() {
    let repairs = suggest(&pingtan_2020());
    let first = ["requests.granted.natural_person 6 0", "requests.granted.total 7 1"].map(str::to_owned).to_vec();
    let second =
        ["requests.partly_granted.natural_person 6 0", "requests.partly_granted.total 6 0"].map(str::to_owned).to_vec();
    let mut both = vec![changes(&repairs[0]), changes(&repairs[1])];
    both.sort();
    assert_eq!(both, [first, second]);
    let of_total = |repair: &Repair| repair.changes.iter().all(|change| change.cell.row().as_str() == "requests.total");
    assert!(!repairs.iter().any(of_total), "it would break the balance");
}

#[test]
fn three_explanations_of_a_balance() {
    let repairs = suggest(&pingtan_security_2021());
    let mut rows: Vec<_> = repairs.iter().map(|repair| repair.changes[0].cell.row().to_string()).collect();
    rows.sort();
    assert_eq!(rows, ["requests.carried_in", "requests.carried_out", "requests.received"]);
    assert!(repairs.iter().all(|repair| repair.changes.len() == 2));
}

#[test]
fn a_total_left_at_zero_or_digits_split() {
    let draft = form(Edition::Revised2021, "litigation.direct 2 0 1 0 0");
    let repairs = suggest(&draft);
    assert_eq!(changes(&repairs[0]), ["litigation.direct.total 0 3"]);
    let split = repairs
        .iter()
        .find(|repair| changes(repair) == ["litigation.direct.other 1 10", "litigation.direct.total 0 12"]);
    assert_eq!(split.map(Repair::slip), Some(Slip::DigitsSplit));
}

#[cfg(feature = "json")]
#[test]
fn repairs_as_json() {
    let draft = form(Edition::Revised2021, "review 10 1 0 0 0");
    let json = serde_json::to_value(&suggest(&draft)[0]).unwrap();
    assert_eq!(json["changes"], serde_json::json!([{"cell": "review.total", "from": 0, "to": 11}]));
    let reason = r#"{"code":"total_left_at_zero","zh":"总计未填，仍为零或空白","en":"a total left at zero or blank"}"#;
    assert!(serde_json::to_string(&suggest(&draft)[0]).unwrap().contains(reason));
    assert!(json["likelihood"].as_f64().is_some_and(|likelihood| likelihood > 0.5));
}

#[test]
fn a_row_of_totals_left_at_zero_is_one_slip() {
    let mut draft = pingtan_2020_balanced();
    let totals = draft.edition().relations().iter().filter_map(crate::form::Relation::total);
    for total in totals.filter(|total| total.table() == Table::Requests && total.column() == Column::Total) {
        draft.set(total, 0u32).unwrap();
    }
    let repairs = suggest(&draft);
    assert_eq!(repairs[0].slip(), Slip::TotalLeftAtZero);
    assert!(repairs[0].changes.len() > 3);
}

#[test]
fn nothing_for_a_report_that_holds() {
    let holds = form(Edition::Revised2021, "review 1 0 0 0 1");
    assert!(suggest(&holds).is_empty());
    assert!(suggest(&Draft::blank(Edition::Trial2019)).is_empty());
    assert!(suggest(&Draft::new(Edition::Trial2019)).is_empty());
}

#[test]
fn a_blank_part_may_be_wrong() {
    let mut draft = form(Edition::Revised2021, "review 1 0 0 0 4");
    draft.set(cell("review.pending"), Cell::blank()).unwrap();
    let offered = suggest(&draft);
    assert!(offered.iter().any(|repair| changes(repair) == ["review.pending - 3"]), "{offered:?}");
}

#[test]
fn a_count_below_zero_has_to_change() {
    let mut draft = form(Edition::Revised2021, "review 3 0 0 0 3");
    draft.set(cell("review.upheld"), Number::from(-3)).unwrap();
    for repair in suggest(&draft) {
        assert!(repair.changes.iter().any(|change| change.cell == cell("review.upheld")));
    }
    draft.set(cell("review.upheld"), "1.5".parse::<Number>().unwrap()).unwrap();
    assert_eq!(changes(&suggest(&draft)[0]), ["review.upheld 1.5 3"]);
}

#[test]
fn every_repair_leaves_no_relation_violated() {
    let mut drafts = vec![hongze_2023(), pingtan_2020(), pingtan_security_2021()];
    let mut broken = hongze_2023();
    for (id, value) in
        [("requests.received.total", 12u32), ("requests.granted.other_organization", 3), ("review.total", 9)]
    {
        broken.set(cell(id), value).unwrap();
        drafts.push(broken.clone());
    }
    for draft in drafts {
        let repairs = suggest(&draft);
        assert!(!repairs.is_empty() && repairs.len() <= MOST);
        assert_eq!(repairs, suggest(&draft));
        for repair in &repairs {
            let mut fixed = draft.clone();
            let changed = fixed.apply(repair);
            assert!(changed.iter().all(|change| matches!(change.from.state, State::Number { .. } | State::Blank)));
            let findings = fixed.check();
            assert!(findings.iter().all(|finding| finding.status != Some(Status::Violated)), "{findings}");
        }
    }
}

/// Every cell of table 3 in turn, with a value that no other cell accounts for.
#[test]
fn one_wrong_cell_of_table_3_is_given_back() {
    let original = pingtan_2020_balanced();
    for (id, content) in original.cells().filter(|(id, _)| id.table() == Table::Requests) {
        let value: i32 = content.to_string().parse().unwrap();
        for wrong in [value + 1, value + 90, value - 1, 0] {
            if wrong == value || wrong < 0 {
                continue;
            }
            let mut draft = original.clone();
            draft.set(id, Number::from(wrong)).unwrap();
            let repairs = suggest(&draft);
            draft.apply(&repairs[0]);
            assert_eq!(draft.number(id), original.number(id), "{id} {wrong}");
            assert!(draft.cells().all(|(cell, content)| content.number() == original.number(cell)));
        }
    }
}

fn pingtan_2020_balanced() -> Draft {
    let mut draft = pingtan_2020();
    draft.set(cell("requests.partly_granted.natural_person"), 0u32).unwrap();
    draft.set(cell("requests.partly_granted.total"), 0u32).unwrap();
    assert!(draft.check().errors().next().is_none());
    draft
}

#[test]
fn what_is_waived_needs_no_repair() {
    use crate::check::{Rules, Waiver};

    let draft = form(Edition::Revised2021, "review 10 0 0 0 0");
    let waivers = draft.check().errors().map(|finding| Waiver::of(finding, "accepted")).collect();
    assert!(!suggest(&draft).is_empty());
    assert!(suggest_with(&draft, &Rules::default().with_waivers(waivers)).is_empty());
}

/// Every pair of cells, tried without any search.
#[test]
fn no_smallest_set_is_missed() {
    use super::search::sets_of;
    use super::system::{Settled, parts};
    use crate::check::solve::Solution;
    use crate::form::RelationSet;

    let original = pingtan_2020_balanced();
    for wrong in [
        ["requests.received.natural_person", "requests.granted.total"],
        ["requests.total.total", "requests.carried_out.total"],
    ] {
        let mut draft = original.clone();
        for (id, by) in wrong.into_iter().zip([3, 3]) {
            let value: i32 = draft.cell(cell(id)).unwrap().to_string().parse().unwrap();
            draft.set(cell(id), Number::from(value + by)).unwrap();
        }
        let none = RelationSet::default();
        let part = &parts(&draft, &Solution::of(&draft, none), none)[0];
        let cells = part.changeable();
        assert!(!cells.iter().any(|cell| matches!(part.settle(&[*cell]), Settled::Solved(_))));
        assert!(sets_of(part, 1).is_empty());
        let mut all = Vec::new();
        for (at, a) in cells.iter().enumerate() {
            let pairs = cells[at + 1..].iter().map(|b| part.settle(&[*a, *b]));
            all.extend(pairs.filter_map(|settled| match settled {
                Settled::Solved(fixes) => Some(fixes),
                _ => None,
            }));
        }
        let mut found = sets_of(part, 2);
        for set in &mut found {
            set.sort();
        }
        found.sort();
        all.sort();
        assert!(!all.is_empty());
        assert_eq!(found, all);
    }
}

/// A cell that can't be read and a wrong one in the same row, the same column, or elsewhere.
#[test]
fn a_wrong_cell_and_an_open_one() {
    let original = pingtan_2020_balanced();
    let open = [Cell::unreadable("?"), Cell::missing(), Cell::blank()];
    let blanked = ["requests.granted.natural_person", "requests.granted.total", "requests.total.natural_person"];
    let wrong = [
        "requests.granted.other_organization",
        "requests.granted.total",
        "requests.total.total",
        "requests.received.natural_person",
        "requests.unavailable.not_held.natural_person",
    ];
    for (content, hidden) in open.iter().flat_map(|content| blanked.iter().map(move |hidden| (content, hidden))) {
        for id in wrong.iter().filter(|id| *id != hidden) {
            let mut draft = original.clone();
            draft.set(cell(hidden), content.clone()).unwrap();
            let right = draft.number(cell(id)).unwrap();
            draft.set(cell(id), Number::from_scaled(right.to_integer().unwrap() + 40, 0).unwrap()).unwrap();
            let visible = draft.check().errors().next().is_some();
            let repairs = suggest(&draft);
            assert_eq!(visible, !repairs.is_empty(), "{hidden} {} {id}", content.state.code());
            // A blank part counts as zero: it is wrong too, and nothing but it.
            let gives_back = |repair: &Repair| {
                let changed = |cell: CellId| repair.changes.iter().find(|change| change.cell == cell);
                let only = repair.changes.iter().all(|change| [*id, *hidden].contains(&change.cell.as_str()));
                only && changed(cell(id)).is_some_and(|change| change.to <= right)
            };
            assert!(!visible || repairs.iter().any(gives_back), "{hidden} {} {id}: {repairs:?}", content.state.code());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// Whatever a few cells hold: no repair leaves a relation violated, none is suggested without need, the same ones are
    /// suggested again, and no cell that holds a number is imputed.
    #[test]
    fn repairs_and_imputations_keep_their_promises(
        edition in prop::sample::select(Edition::ALL),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0u32..130, 0..12u8), 0..9),
    ) {
        let mut draft = form(edition, "requests.received 12 0 3 0 0 1 16
            requests.granted 10 0 3 0 0 1 14
            requests.unavailable.not_held 2 0 0 0 0 0 2
            requests.total 12 0 3 0 0 1 16
            review 1 2 0 0 3");
        for (at, value, state) in changes {
            let content = match state {
                0 => Cell::blank(),
                1 => Cell::missing(),
                2 => Cell::unreadable("?"),
                3 => Cell::dash("-"),
                4 => Number::from(-5).into(),
                _ => value.into(),
            };
            draft.set(edition.cells()[at.index(edition.cells().len())], content).unwrap();
        }
        let violated = |draft: &Draft| draft.check().iter().any(|finding| finding.status == Some(Status::Violated));
        let repairs = suggest(&draft);
        prop_assert!(violated(&draft) || repairs.is_empty());
        prop_assert_eq!(&repairs, &suggest(&draft));
        for repair in &repairs {
            let mut fixed = draft.clone();
            let changed = fixed.apply(repair);
            prop_assert_eq!(changed.len(), repair.changes.len());
            prop_assert!(!violated(&fixed), "{}", repair.summary(&draft, Language::English));
            prop_assert!((0.0..=1.0).contains(&repair.likelihood));
            prop_assert!(repair.changes.iter().all(|change| !change.to.is_negative() && Some(change.to) != change.from));
        }
        prop_assert!(repairs.iter().map(|repair| repair.likelihood).sum::<f64>() < 1.0 + 1e-9);
        let mut imputed = draft.clone();
        let filled = imputed.apply(draft.check().imputations());
        prop_assert!(filled.iter().all(|change| change.from.number().is_none()));
    }
}
