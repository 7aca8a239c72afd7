//! What the strategies promise.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use super::*;
use crate::check::{Status, Verdict};
use crate::draft::{Draft, StateKind};
use crate::form::{CellId, Edition};
use crate::repair::{self, Slip};
use crate::report::Report;

fn sample<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// What is left of a failure.
fn shrunk<S: Strategy>(strategy: &S, fails: impl Fn(&S::Value) -> bool) -> S::Value {
    let property = |value| if fails(&value) { Err(TestCaseError::fail("it fails")) } else { Ok(()) };
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    match TestRunner::new_with_rng(config, rng).run(strategy, property) {
        Err(TestError::Fail(_, value)) => value,
        other => panic!("{other:?}"),
    }
}

fn violated(draft: &Draft) -> bool {
    draft.check().iter().any(|finding| finding.status == Some(Status::Violated))
}

fn not_zero(report: &Report) -> usize {
    report.cells().filter(|(_, value)| !value.to_number().is_zero()).count()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    /// Only the cells that it names are changed, and a relation sees it.
    #[test]
    fn a_slip_is_seen_and_changes_what_it_says(slipped in slipped()) {
        prop_assert_eq!(Draft::from(&slipped.report).check().verdict(), Verdict::Consistent);
        prop_assert!(violated(&slipped.draft));
        let figures = slipped.draft.cells().zip(slipped.report.cells());
        let wrong: Vec<_> = figures.filter(|((_, a), (_, b))| a.number() != Some(b.to_number())).map(|((id, _), _)| id).collect();
        prop_assert_eq!(&wrong, &slipped.cells);
        prop_assert!(!wrong.is_empty());
    }

    /// The search for repairs is exact for one cell: what was meant is always among its suggestions, where they are not cut.
    #[test]
    fn one_wrong_cell_of_table_3_is_always_given_back(slipped in slipped()) {
        let one = matches!(slipped.cells[..], [cell] if cell.table() == crate::form::Table::Requests);
        let repairs = repair::suggest(&slipped.draft);
        let mended = |repair: &repair::Repair| {
            let mut draft = slipped.draft.clone();
            draft.apply(repair);
            slipped.report.cells().all(|(cell, value)| draft.number(cell) == Some(value.to_number()))
        };
        prop_assert!(!one || repairs.iter().any(mended), "{:?} in {:?}: {:?}", slipped.slip, slipped.cells, repairs);
    }

    #[test]
    fn a_form_that_is_typed_has_figures_and_what_is_missing(draft in filled_in_partly()) {
        prop_assert!(draft.cells().all(|(_, cell)| matches!(cell.state.kind(), StateKind::Number | StateKind::Missing)));
    }

    #[test]
    fn any_gives_what_it_names(report in any::<Report>(), draft in any::<Draft>(), cell in any::<CellId>(), slip in any::<Slip>()) {
        prop_assert!(Report::try_from(Draft::from(&report)).is_ok());
        prop_assert!(Edition::ALL.contains(&draft.edition()));
        prop_assert_eq!(cell.as_str().parse(), Ok(cell));
        prop_assert!(SLIPS.contains(&slip));
    }
}

#[test]
fn every_slip_can_be_made_but_those_that_are_none() {
    for slip in Slip::ALL {
        assert_eq!(SLIPS.contains(slip), !matches!(slip, Slip::Several | Slip::Unexplained), "{slip}");
    }
    for slip in SLIPS {
        let made = sample(&slipped_by(slip), 12);
        assert!(made.iter().all(|made| made.slip == slip && violated(&made.draft)), "{slip}");
        let [less, most] =
            [made.iter().map(|made| made.cells.len()).min(), made.iter().map(|made| made.cells.len()).max()];
        let cells = match slip {
            Slip::TotalLeftAtZero => 1..=60,
            Slip::DigitsSplit | Slip::RowShifted => 2..=7,
            Slip::WrongColumn | Slip::WrongRow | Slip::CellsExchanged => 2..=2,
            _ => 1..=1,
        };
        assert!(cells.contains(&less.unwrap()) && cells.contains(&most.unwrap()), "{slip}: {less:?} to {most:?}");
    }
}

/// Half of the suggestions of a slip name it, at the least: the slips are what the repairs mean by them.
#[test]
fn repairs_name_the_slip_that_was_made() {
    for slip in SLIPS {
        let made = sample(&slipped_by(slip), 40);
        let named =
            made.iter().filter(|made| repair::suggest(&made.draft).iter().any(|repair| repair.slips.contains(&slip)));
        let named = named.count();
        assert!(named >= 20, "{slip}: {named} of 40");
    }
}

#[test]
fn every_state_edition_and_size_is_met() {
    let drafts = sample(&draft(), 20);
    for state in StateKind::ALL {
        assert!(drafts.iter().any(|draft| draft.cells().any(|(_, cell)| cell.state.kind() == *state)), "{state}");
    }
    for edition in Edition::ALL {
        assert!(drafts.iter().any(|draft| draft.edition() == *edition));
        for size in Size::ALL {
            let most =
                sample(&report_of(*edition, *size), 20).iter().map(|it| it.requests().received().total().get()).max();
            assert!(most.unwrap() <= u64::from(size.requests()) && most.unwrap() > u64::from(size.requests() / 100));
        }
    }
    let forms = sample(&filled_in_partly(), 200);
    let wrong = forms.iter().filter(|draft| violated(draft)).count();
    assert!((10..60).contains(&wrong), "{wrong} of 200");
}

/// A pattern that did not compile would give nothing but empty text.
#[test]
fn patterns_compile() {
    let drafts = sample(&draft(), 5);
    let notes = drafts.iter().flat_map(Draft::cells).filter_map(|(_, cell)| cell.note().map(str::to_owned));
    assert!(notes.count() > 5);
    assert!(sample(&hostile_text(), 60).iter().any(|text| text.starts_with('？') || text.contains('＝')));
    let numbers = sample(&number_of_money(), 200);
    assert!(numbers.iter().any(|n| n.to_string().len() > 17));
}

#[test]
fn failures_shrink_to_what_they_need() {
    let left = shrunk(&report(), |report| report.requests().received().total().get() > 5);
    assert_eq!(left.requests().received().total().get(), 6);
    // As few as six requests can be spread over, with their totals.
    assert!(not_zero(&left) <= 24, "{left:?}");

    let left = shrunk(&draft(), |draft| draft.cells().any(|(_, cell)| cell.note().is_some()));
    assert_eq!(left.cells().filter(|(_, cell)| cell.state.kind() != StateKind::Blank).count(), 1);

    let left = shrunk(&slipped(), |slipped| slipped.slip == Slip::DigitsSwapped);
    assert_eq!(left.slip, Slip::DigitsSwapped);
    assert!(not_zero(&left.report) <= 32, "{:?}", left.report);
}
