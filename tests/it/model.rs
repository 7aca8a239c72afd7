//! Properties of reports, drafts and checks.

use std::ops::ControlFlow;

use disclosure_report::form::{CellId, Table};
use disclosure_report::report::{ByRequester, ByResult, Challenges, Inconsistent, Proactive, Requests, SumError};
use disclosure_report::strategies::{amount_cell, any_draft, count_cell, edition, report, report_of, size};
use disclosure_report::{
    Cell, CheckedDraft, Column, Count, Draft, Edition, Money, MoneyUnit, Number, Report, Rules, Severity, Verdict,
};
use proptest::prelude::*;

use crate::strategies::{cases, is_count, related_cells};

fn others(to: Count) -> impl Strategy<Value = Count> {
    prop_oneof![0..50_u32, 0..200_000_u32].prop_map(Count::from).prop_filter("another count", move |n| *n != to)
}

/// Table 2 as a sum of one has it.
fn with_fees_in_wan_yuan(table: &Proactive) -> Proactive {
    let mut table = table.clone();
    if let Proactive::Revised2021(table) = &mut table {
        table.fees = Money::new(table.fees_in_wan_yuan().unwrap(), Some(MoneyUnit::WanYuan));
    }
    table
}

/// Every violated relation is named, and the changed cell stands in each of them.
fn names(error: &Inconsistent, cell: CellId, edition: Edition) -> bool {
    let violated = error.violations();
    violated.len() == edition.relations_of(cell).count()
        && violated.iter().all(|v| v.relation.cells().contains(&cell) && v.left != v.right)
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_report_is_consistent_and_comes_back_from_its_draft(report in report()) {
        let draft = Draft::from(&report);
        let findings = draft.check();
        prop_assert_eq!(findings.errors().next(), None);
        prop_assert_eq!(findings.verdict(), Verdict::Consistent);
        prop_assert!(findings.iter().all(|finding| finding.severity != Severity::Error && finding.status.is_none()));
        prop_assert_eq!(Report::try_from(draft.clone()).unwrap(), report.clone());
        prop_assert_eq!(Draft::from(Report::try_from(draft.clone()).unwrap()), draft);
    }

    #[test]
    fn any_one_changed_cell_is_found(report in report(), by in 1..9_999_u32, less in any::<bool>()) {
        for cell in related_cells(report.edition()) {
            let mut draft = Draft::from(&report);
            let now = u64::try_from(draft.number(cell).unwrap().to_integer().unwrap()).unwrap();
            let other = if less && now > 0 { now - 1 - u64::from(by) % now } else { now + u64::from(by) };
            draft.set(cell, Count::constant(other)).unwrap();
            let findings = draft.check();
            prop_assert_eq!(findings.verdict(), Verdict::Inconsistent, "{} {} to {}", cell, now, other);
            let violated: Vec<_> = findings.errors().collect();
            prop_assert_eq!(violated.len(), report.edition().relations_of(cell).count());
            prop_assert!(violated.iter().all(|finding| finding.cells.iter().any(|term| term.cell == cell)));
            prop_assert!(Report::try_from(draft).is_err());
        }
    }

    #[test]
    fn computed_totals_are_accepted_and_no_others(report in report(), by in others(Count::ZERO)) {
        let edition = report.edition();
        let count = |cell: CellId| report.requests().cell(cell).or_else(|| report.challenges().cell(cell)).unwrap();
        prop_assert_eq!(&Requests::from_cells(edition, count).unwrap(), report.requests());
        prop_assert_eq!(&Challenges::from_cells(count).unwrap(), report.challenges());
        for changed in related_cells(edition) {
            let more = Count::new(count(changed).get() + by.get()).unwrap();
            let stated = |cell: CellId| if cell == changed { more } else { count(cell) };
            let error = match changed.table() {
                Table::Requests => Requests::from_cells(edition, stated).map(drop),
                _ => Challenges::from_cells(stated).map(drop),
            };
            prop_assert!(names(&error.unwrap_err(), changed, edition), "{}", changed);
        }
    }

    #[test]
    fn tables_are_added_cell_by_cell((edition, reports) in edition().prop_flat_map(|edition| {
        (Just(edition), prop::collection::vec(size().prop_flat_map(move |size| report_of(edition, size)), 1..5))
    })) {
        let requests = Requests::try_sum(edition, reports.iter().map(Report::requests)).unwrap();
        let challenges = Challenges::try_sum(reports.iter().map(Report::challenges)).unwrap();
        let number = |report: &Report, cell| report.cell(cell).unwrap().to_number().to_integer().unwrap();
        for (cell, count) in requests.cells().chain(challenges.cells()) {
            let sum = reports.iter().map(|report| number(report, cell)).sum::<i128>();
            prop_assert_eq!(i128::from(count.get()), sum, "{}", cell);
        }
        // The sum is a table like any other: its own figures make it again.
        let count = |cell| requests.cell(cell).or_else(|| challenges.cell(cell)).unwrap();
        prop_assert_eq!(&Requests::from_cells(edition, count).unwrap(), &requests);
        prop_assert_eq!(&Challenges::from_cells(count).unwrap(), &challenges);

        let one = reports[0].proactive();
        prop_assert_eq!(&Proactive::try_sum(edition, [one]).unwrap(), &with_fees_in_wan_yuan(one));
        match Proactive::try_sum(edition, reports.iter().map(Report::proactive)) {
            Ok(sum) => for (cell, value) in sum.cells().filter(|(_, value)| value.as_money().is_none()) {
                let parts = reports.iter().map(|report| number(report, cell)).sum::<i128>();
                prop_assert_eq!(value.to_number().to_integer(), Some(parts), "{}", cell);
            }
            // An amount of 2019 may state no unit.
            Err(error) => prop_assert_eq!((edition, error), (Edition::Trial2019, SumError::Money)),
        }
    }

    #[test]
    fn every_way_to_a_figure_gives_the_same(report in report()) {
        let edition = report.edition();
        prop_assert!(report.cells().map(|(cell, _)| cell).eq(edition.cells().iter().copied()));
        for (cell, value) in report.cells() {
            prop_assert_eq!(report.cell(cell), Some(value));
        }
        let requests = report.requests();
        for (row, counts) in requests {
            prop_assert_eq!(requests.row(row), Some(counts));
            for (requester, count) in counts {
                let cell = row.cell(requester.column()).unwrap();
                prop_assert_eq!((requests.cell(cell), counts[requester]), (Some(count), count));
            }
            let total = row.cell(Column::Total).unwrap();
            prop_assert_eq!(requests.cell(total), Some(counts.total()));
        }
        let parts = requests.outcomes().map(|(outcome, row)| (outcome, *row));
        let made = Requests::new(edition, *requests.received(), *requests.carried_in(), parts, *requests.carried_out());
        prop_assert_eq!(&made.unwrap(), requests);
        for (channel, block) in report.challenges() {
            prop_assert_eq!(block, report.challenges()[channel]);
        }
    }

    #[test]
    fn no_function_makes_a_table_that_does_not_add_up(report in report(), lies in any::<[bool; 8]>()) {
        // It says what is right or one more, now and then, and counts how often it is asked.
        let (mut asked, mut said) = (0, Vec::new());
        let mut answer = |cell: CellId| {
            let right = report.cell(cell).unwrap().as_count().unwrap();
            asked += 1;
            let count = if lies[asked % 8] { Count::new(right.get() + 1).unwrap() } else { right };
            said.push((cell, count));
            count
        };
        let requests = Requests::from_cells(report.edition(), &mut answer);
        let challenges = Challenges::from_cells(&mut answer);
        prop_assert_eq!(said.len(), related_cells(report.edition()).len());
        let stated = |cell: CellId| said.iter().find(|(other, _)| *other == cell).unwrap().1;
        if let Ok(table) = requests {
            prop_assert!(table.cells().all(|(cell, count)| stated(cell) == count));
        }
        if let Ok(table) = challenges {
            prop_assert!(table.cells().all(|(cell, count)| stated(cell) == count));
        }
    }

    #[test]
    fn a_builder_that_is_given_all_totals_builds_the_same(report in report(), which in any::<prop::sample::Index>()) {
        let edition = report.edition();
        let mut builder = Report::builder(edition)
            .header(report.header().clone())
            .narrative(report.narrative().clone())
            .proactive(report.proactive().clone())
            .received(*report.requests().received())
            .carried_in(*report.requests().carried_in())
            .carried_out(*report.requests().carried_out());
        for (outcome, row) in report.requests().outcomes() {
            builder = builder.outcome(outcome, *row);
        }
        for channel in disclosure_report::Channel::ALL {
            builder = builder.challenges(*channel, *report.challenges().get(*channel));
        }
        let cells = related_cells(edition);
        let value = |cell: CellId| Count::try_from(&report.cell(cell).unwrap().to_number()).unwrap();
        for cell in &cells {
            builder = builder.check_cell(*cell, value(*cell));
        }
        prop_assert_eq!(&builder.clone().build().unwrap(), &report);
        let cell = *which.get(&cells);
        let error = builder.check_cell(cell, Count::new(value(cell).get() + 1).unwrap()).build().unwrap_err();
        prop_assert!(error.faults().len() >= edition.relations_of(cell).count(), "{}", error);
    }

    #[test]
    fn checking_as_one_types_says_what_checking_anew_says(
        draft in any_draft(),
        entries in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![count_cell(), amount_cell()]), 1..24),
    ) {
        let cells = draft.edition().cells();
        let mut live = CheckedDraft::new(draft, Rules::default());
        prop_assert_eq!(live.findings(), live.draft().check());
        for (at, content) in entries {
            let cell = *at.get(cells);
            // A number too large for a count is refused, and a unit next to one, and the draft stays as it was.
            let Ok(said) = live.set(cell, content) else { continue };
            let anew = live.draft().check();
            prop_assert_eq!(&live.findings(), &anew);
            let about: Vec<_> =
                anew.into_iter().filter(|finding| finding.cells.iter().any(|term| term.cell == cell)).collect();
            prop_assert_eq!(said, about);
        }
    }

    #[test]
    fn a_form_filled_in_cell_by_cell_is_checked_as_anew(report in report(), blank in any::<bool>()) {
        let start = if blank { Draft::blank(report.edition()) } else { Draft::new(report.edition()) };
        let mut live = CheckedDraft::new(start, Rules::default());
        for (cell, value) in report.cells() {
            live.set(cell, value).unwrap();
            prop_assert_eq!(live.findings(), live.draft().check(), "{}", cell);
        }
        prop_assert_eq!(live.findings().errors().count(), 0);
    }

    #[test]
    fn no_step_changes_a_number(mut draft in any_draft()) {
        let before = draft.clone();
        let imputed = draft.apply(before.check().imputations());
        let zeros = draft.blanks_as_zero();
        for (cell, content) in before.cells() {
            if content.number().is_some() {
                prop_assert_eq!(draft.cell(cell), Some(content));
            }
        }
        // What changed is told, cell by cell.
        let changed: Vec<_> = imputed.iter().chain(&zeros).map(|change| change.cell).collect();
        for (cell, content) in before.cells() {
            let own = changed.contains(&cell) || before.run_of(cell).is_some();
            prop_assert!(own || draft.cell(cell) == Some(content), "{}", cell);
        }
    }

    #[test]
    fn only_a_consistent_draft_becomes_a_report(draft in any_draft()) {
        let findings = draft.check();
        let numbers = draft.cells().all(|(_, content)| content.number().is_some());
        match Report::try_from(draft.clone()) {
            Ok(report) => {
                prop_assert_eq!(findings.verdict(), Verdict::Consistent);
                prop_assert!(numbers);
                prop_assert_eq!(Draft::from(&report).check().verdict(), Verdict::Consistent);
            }
            Err(error) => {
                let whole = findings.verdict() == Verdict::Consistent && numbers;
                let header = draft.header.organ.is_some() && draft.header.year.is_some();
                let counts = draft.cells().all(|(id, cell)| !is_count(draft.edition(), id) || cell.unit().is_none());
                prop_assert!(!(whole && header && counts), "{}", error);
            }
        }
    }

    #[test]
    fn a_sink_is_handed_the_same_findings(draft in any_draft()) {
        let mut handed = Vec::new();
        let done = draft.check_into(&Rules::default(), &mut |finding| {
            handed.push(finding);
            ControlFlow::Continue(())
        });
        prop_assert!(done.is_continue());
        let collected = draft.check();
        prop_assert_eq!(handed.len(), collected.len());
        for finding in &collected {
            let count = |list: &[_]| list.iter().filter(|other| *other == finding).count();
            prop_assert_eq!(count(&handed), collected.iter().filter(|other| *other == finding).count());
        }
    }
}

#[test]
fn sums_at_the_bound_of_a_count_do_not_overflow() {
    assert!(ByRequester::new([Count::MAX; 6]).is_err());
    assert!(ByResult::new([Count::MAX; 4]).is_err());
    assert!(ByRequester::with_total([Count::MAX; 6], Count::MAX).is_err());
    let one = |at: usize| {
        let mut row = [Count::ZERO; 6];
        row[at] = Count::MAX;
        ByRequester::new(row).unwrap()
    };
    for edition in Edition::ALL {
        let outcomes = |row| disclosure_report::Outcome::all(*edition).map(move |outcome| (outcome, row));
        let made = Requests::new(*edition, one(0), one(0), outcomes(one(0)), one(0));
        assert_eq!(made.unwrap_err().to_string(), "a total is greater than 9007199254740991");
        let mut only = disclosure_report::Outcome::all(*edition).map(|outcome| (outcome, ByRequester::ZERO));
        let first = only.next().map(|(outcome, _)| (outcome, one(3)));
        let made = Requests::new(*edition, one(3), ByRequester::ZERO, first.into_iter().chain(only), ByRequester::ZERO);
        assert_eq!(made.unwrap().total_handled().total(), Count::MAX);

        let error = Requests::from_cells(*edition, |_| Count::MAX).unwrap_err();
        assert_eq!(error.violations().len(), edition.relations().len() - 10);
        assert!(Challenges::from_cells(|_| Count::MAX).is_err());

        let mut draft = Draft::blank(*edition);
        for cell in edition.cells() {
            draft.set(*cell, Count::MAX).unwrap();
        }
        let findings = draft.check();
        assert_eq!(findings.verdict(), Verdict::Inconsistent);
        assert!(findings.errors().all(|finding| finding.imbalance.is_some()));
        // One open cell, so that ranges are worked with, and one with decimals, so that they are scaled.
        let [open, fraction] =
            ["requests.total.total", "requests.granted.natural_person"].map(|id| id.parse().unwrap());
        draft.set(open, Cell::missing()).unwrap();
        assert_eq!(draft.check().verdict(), Verdict::Inconsistent);
        draft.set(fraction, "9007199254740990.123456789".parse::<Number>().unwrap()).unwrap();
        assert_eq!(draft.check().verdict(), Verdict::Inconsistent);
    }
}
