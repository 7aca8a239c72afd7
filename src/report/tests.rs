//! Rows, tables and errors of the model, one by one.

use proptest::prelude::*;

use super::*;
use crate::form::Language::{self, Chinese};
use crate::form::{CellId, Column, Edition, RowId, Table};
use crate::quantity::{Count, CountError, Money, MoneyUnit};

fn both<T>(error: &T, message: impl Fn(&T, Language) -> String) -> [String; 2] {
    [Chinese, Language::English].map(|language| message(error, language))
}

/// All of an edition's outcomes: this row for what is granted, else nothing.
fn granted(edition: Edition, row: ByRequester) -> impl Iterator<Item = (Outcome, ByRequester)> {
    Outcome::all(edition)
        .map(move |outcome| (outcome, if outcome == Outcome::Granted { row } else { ByRequester::ZERO }))
}

fn row(natural_persons: u32) -> ByRequester {
    ByRequester::from([natural_persons, 0, 0, 0, 0, 0])
}

#[test]
fn each_figure_is_asked_for_once_and_what_was_answered_is_stored() {
    for edition in Edition::ALL.iter().copied() {
        let mut asked = Vec::new();
        let made = Requests::from_cells(edition, |cell| {
            asked.push(cell);
            Count::ZERO
        });
        assert_eq!(made, Ok(Requests::zero(edition)));
        made.unwrap().cells().for_each(|(cell, _)| asked.push(cell));
        let made = Challenges::from_cells(|cell| {
            asked.push(cell);
            Count::ZERO
        });
        assert_eq!(made, Ok(Challenges::default()));
        let cells = |table| edition.cells().iter().filter(move |cell| cell.table() == table);
        let once = cells(Table::Requests).chain(cells(Table::Requests)).chain(cells(Table::Challenges));
        assert!(asked.iter().eq(once));
    }
}

#[test]
fn a_function_that_answers_otherwise_each_time_makes_no_table_that_was_not_checked() {
    // The first answers agree; later ones would not.
    let mut times = [0_u32; CellId::COUNT];
    let mut answer = |cell: CellId| {
        times[cell.index()] += 1;
        Count::from(times[cell.index()] - 1)
    };
    assert_eq!(Requests::from_cells(Edition::Revised2021, &mut answer), Ok(Requests::zero(Edition::Revised2021)));
    assert_eq!(Challenges::from_cells(&mut answer), Ok(Challenges::default()));
    // One that counts its calls.
    let mut calls = 0_u32;
    let error = Challenges::from_cells(|_| {
        calls += 1;
        calls.into()
    });
    assert_eq!(error.unwrap_err().violations()[0].values.last().map(|(_, count)| count.get()), Some(5));
    assert_eq!(calls, 15);
    // Rows too.
    let mut calls = 0_u32;
    let row = ByResult::from_fn(|_| {
        calls += 1;
        calls.into()
    });
    assert_eq!(row, Ok(ByResult::constant([1, 2, 3, 4])));
}

#[test]
fn rows_are_made_of_pairs_that_name_everything_once() {
    let pairs = || Requester::ALL.iter().rev().map(|requester| (*requester, 1_u32));
    assert_eq!(ByRequester::from_pairs(pairs()), Ok(ByRequester::from([1_u32; 6])));
    let error = ByRequester::from_pairs(pairs().skip(2)).unwrap_err();
    assert_eq!(error, RowError::NotGiven([Column::LegalServiceInstitution, Column::OtherOrganization].into()));
    assert_eq!(
        both(&error, RowError::message),
        ["没有给出：法律服务机构、其他", "not given: legal_service_institution, other_organization"]
    );
    let error = ByRequester::from_pairs(pairs().chain(pairs())).unwrap_err();
    assert_eq!(both(&error, RowError::message), ["重复给出：其他", "given twice: other_organization"]);
    let pairs = ChallengeResult::ALL.iter().map(|result| (*result, Count::MAX));
    assert_eq!(ByResult::from_pairs(pairs), Err(RowError::TooLarge));
}

#[test]
fn numbers_beyond_the_bound_are_refused_and_never_wrap() {
    let max = Count::MAX.get();
    assert_eq!(ByResult::try_from([max, 0, 0, 0]).map(|row| row.total()), Ok(Count::MAX));
    assert_eq!(ByResult::try_from([max, 1, 0, 0]), Err(CountError::TooLarge));
    assert_eq!(ByResult::try_from([u64::MAX; 4]), Err(CountError::TooLarge));
    assert_eq!(ByResult::try_from([u64::MAX; 5]), Err(RowError::TooLarge));
    assert_eq!(ByResult::try_from([max, 0, 0, 1, max + 1]), Err(RowError::TooLarge));
    assert_eq!(ByResult::try_from([max, 1, 0, 0, max]), Err(RowError::TooLarge));
    assert_eq!(ByRequester::from([u32::MAX; 6]).total().get(), 6 * u64::from(u32::MAX));

    let large = ByRequester::constant([max, 0, 0, 0, 0, 0]);
    assert_eq!(large.checked_add(ByRequester::ZERO), Some(large));
    assert_eq!(large.checked_add(ByRequester::constant([0, 0, 0, 0, 0, 1])), None);
    assert_eq!(ByRequester::try_sum([large, large]), Err(CountError::TooLarge));
    for edition in Edition::ALL.iter().copied() {
        let table =
            Requests::new(edition, large, ByRequester::ZERO, granted(edition, large), ByRequester::ZERO).unwrap();
        assert_eq!(Requests::try_sum(edition, [&table]).as_ref(), Ok(&table));
        assert_eq!(Requests::try_sum(edition, [&table, &table]), Err(SumError::TooLarge));
        // No row is too large, but their total is.
        let other = ByRequester::from([0_u32, 1, 0, 0, 0, 0]);
        let refused =
            Outcome::all(edition).map(|o| (o, if o.row() == RowId::REPEATED { other } else { ByRequester::ZERO }));
        let one = Requests::new(edition, ByRequester::ZERO, other, refused, ByRequester::ZERO).unwrap();
        assert_eq!(Requests::try_sum(edition, [&table, &one]), Err(SumError::TooLarge));
        let another = Edition::ALL.iter().copied().find(|other| *other != edition).unwrap();
        assert_eq!(Requests::try_sum(another, [&table]), Err(SumError::OtherEdition));
        assert_eq!(Requests::try_sum(edition, std::iter::empty::<Requests>()), Ok(Requests::zero(edition)));
        let tables = [Proactive::from(Proactive2019::default()), Proactive2021::default().into()];
        assert_eq!(Proactive::try_sum(edition, &tables), Err(SumError::OtherEdition));
    }
    let block = ByResult::constant([max, 0, 0, 0]);
    let table = Challenges::new(ByResult::ZERO, ByResult::ZERO, block);
    assert_eq!(Challenges::try_sum([&table, &table]), Err(CountError::TooLarge));
}

#[test]
fn fees_are_added_in_the_unit_of_their_heading() {
    let fees = |amount: &str, unit| {
        let fees = Money::new(amount.parse().unwrap(), unit);
        Proactive2021 { fees, ..Proactive2021::default() }
    };
    let tables = [fees("1.5", None), fees("200", Some(MoneyUnit::Yuan)), fees("0.001", Some(MoneyUnit::YiYuan))];
    let sum = Proactive2021::try_sum(tables).unwrap();
    assert_eq!(sum.fees.to_string(), "11.52万元");
    let long = fees("1.0000000000000000000000000001", None);
    assert_eq!(
        Proactive2021::try_sum([long, fees("0.00000001", Some(MoneyUnit::Yuan))])
            .map(|it| it.fees.to_string())
            .as_deref(),
        Ok("1.0000000000010000000000000001万元")
    );
    assert_eq!(Proactive2021::try_sum([long, fees("99", None)]), Err(SumError::Money));
    assert_eq!(both(&SumError::Money, SumError::message)[0], "金额无法准确相加：有的没有写明单位，或者位数太多");
}

#[test]
fn rows_and_columns_are_what_they_are_called() {
    for row in RowId::all() {
        assert_eq!(Outcome::try_from(row).ok(), Outcome::EVERY.into_iter().find(|outcome| outcome.row() == row));
        assert_eq!(Channel::try_from(row).ok(), Channel::ALL.iter().copied().find(|channel| channel.row() == row));
        let reasons = [
            RefusalGround::try_from(row).map(Outcome::from).ok(),
            UnavailableReason::try_from(row).map(Outcome::from).ok(),
            NotProcessedReason::try_from(row).map(Outcome::from).ok(),
            OtherHandling::try_from(row).map(Outcome::from).ok(),
        ];
        let of_row = Outcome::of_row(row);
        let with_reason = of_row.filter(|outcome| !matches!(outcome, Outcome::Granted | Outcome::PartlyGranted));
        assert!(reasons.into_iter().flatten().eq(with_reason));
    }
    for column in Column::ALL.iter().copied() {
        assert_eq!(Requester::try_from(column).ok(), Requester::ALL.iter().copied().find(|it| it.column() == column));
        let result = ChallengeResult::ALL.iter().copied().find(|result| result.column() == column);
        assert_eq!(ChallengeResult::try_from(column).ok(), result);
    }
    assert_eq!(
        RefusalGround::try_from(RowId::TOTAL).unwrap_err().to_string(),
        "requests.total is no ground of refusal"
    );
    assert_eq!(Outcome::Granted.code(), "granted");
    assert_eq!(OtherHandling::Undivided.code(), "undivided");
}

#[test]
fn tables_are_iterated_in_the_order_of_the_form() {
    for edition in Edition::ALL.iter().copied() {
        let one = row(1);
        let table = Requests::new(edition, one, one, granted(edition, one), one).unwrap();
        assert!((&table).into_iter().map(|(id, _)| id).eq(edition.rows_of(Table::Requests).map(|row| row.id)));
        assert!(table.iter().all(|(id, counts)| table.row(id) == Some(counts)));
        assert_eq!(table.row(RowId::REVIEW), None);
        assert!(table.clone().into_iter().eq(&table));
        let foreign = Outcome::EVERY.into_iter().filter(|outcome| edition.row(outcome.row()).is_none());
        assert!(foreign.clone().count() > 0 && foreign.clone().all(|outcome| table.outcome(outcome).is_none()));
        assert!(table.cells().all(|(cell, count)| table.cell(cell) == Some(count)));
    }
    let table = Challenges::new(ByResult::ZERO, ByResult::constant([1, 2, 3, 4]), ByResult::ZERO);
    assert_eq!(table[Channel::DirectLitigation][ChallengeResult::Pending].get(), 4);
    assert!(table.iter().all(|(channel, block)| table.get(channel) == &block));
    assert!(table.clone().into_iter().eq(&table));
    assert_eq!(table.cells().count(), 15);
    assert!(table.cells().all(|(cell, count)| table.cell(cell) == Some(count)));
}

#[test]
fn what_is_wrong_is_told_in_both_languages() {
    let edition = Edition::Revised2021;
    let one = row(1);
    let error = Requests::new(edition, one, ByRequester::ZERO, granted(edition, one), one).unwrap_err();
    assert_eq!(
        both(&error, RequestsError::message),
        [
            "自然人：本年新收 1 + 上年结转 0 = 1，而办理结果总计 1 + 结转下年度 1 = 2，相差1\n\
             总计：本年新收 1 + 上年结转 0 = 1，而办理结果总计 1 + 结转下年度 1 = 2，相差1",
            "natural_person: 1 + 0 = 1, but 1 + 1 = 2\ntotal: 1 + 0 = 1, but 1 + 1 = 2",
        ]
    );
    let given = [(Outcome::Granted, one), (Outcome::Granted, one), (OtherHandling::Undivided.into(), one)];
    let zero = ByRequester::ZERO;
    let error = Requests::new(edition, zero, zero, given, zero).unwrap_err();
    let RequestsError::Outcomes(faults) = &error else { panic!("{error}") };
    assert_eq!(faults.missing.len(), 20);
    assert_eq!(faults.repeated, [Outcome::Granted]);
    assert_eq!(faults.foreign, [Outcome::Other(OtherHandling::Undivided)]);
    let [zh, en] = both(&error, RequestsError::message);
    assert!(zh.starts_with("（二）部分公开：没有给出\n1.属于国家秘密：没有给出\n"), "{zh}");
    assert!(zh.ends_with("（一）予以公开：重复给出\n（六）其他处理：不在这一版表式上"), "{zh}");
    assert!(en.ends_with(
        "requests.granted: given more than once\nrequests.other_handling.undivided: not on this edition of the form"
    ));
    assert_eq!(en, error.to_string());

    // 2 in a column, 1 in the total of the outcomes.
    let error = Requests::from_cells(edition, |cell| match cell.row() {
        RowId::GRANTED if cell.column() == Column::NaturalPerson => Count::constant(2),
        _ => Count::ZERO,
    });
    assert_eq!(
        both(&error.unwrap_err(), Inconsistent::message),
        [
            "（一）予以公开：2 + 0 + 0 + 0 + 0 + 0 = 2，而总计为0，相差2\n自然人：2 = 2，而（七）总计为0，相差2",
            "requests.granted: 2 + 0 + 0 + 0 + 0 + 0 = 2, but the stated total is 0\n\
             natural_person: 2 = 2, but the stated total is 0",
        ]
    );
    let error = Report::builder(edition).received(one).received(one).outcome(OtherHandling::Undivided.into(), one);
    let error = error.build().unwrap_err();
    let [zh, en] = both(&error, BuildError::message);
    let expected = "没有设定机关和年度\n没有设定主动公开政府信息情况\n（六）其他处理：不在这一版表式上\n\
                    一、本年新收政府信息公开申请数量：重复设定\n二、上年结转政府信息公开申请数量：没有设定\n";
    assert!(zh.starts_with(expected), "{zh}");
    assert_eq!(en, error.to_string());
    assert_eq!(zh.lines().count(), en.lines().count());
    let undivided = CellId::constant("requests.other_handling.undivided.total");
    assert_eq!(
        both(&BuildFault::NotStatable(undivided), BuildFault::message)[0],
        "requests.other_handling.undivided.total：不是这一版表式中申请和复议、诉讼的件数"
    );
}

#[test]
fn what_is_read_wrongly_is_told_with_an_example_of_what_is_right() {
    fn error<T: std::fmt::Debug + std::str::FromStr<Err: ToString + std::fmt::Debug>>(text: &str) -> String {
        text.parse::<T>().unwrap_err().to_string()
    }
    assert_eq!(error::<ReportYear>("24年"), r#"expected the four digits of a year, such as 2024, found "24年""#);
    assert_eq!(error::<ReportYear>("1999"), "expected a year from 2008 to 9999, found 1999");
    assert_eq!(error::<Period>("2024"), r#"expected a period such as 2024-01-01/2024-12-31, found "2024""#);
    assert_eq!(
        error::<Period>("2024-12-31/2024-01-01"),
        "a period ends on or after the day it begins, found 2024-12-31 to 2024-01-01"
    );
    assert_eq!(error::<CreditCode>("123"), "expected a code of 18 characters, found 3");
    assert_eq!(error::<CreditCode>("91350100M000100YO3"), "'O' can't be character 17 of the code");
    assert_eq!(error::<CreditCode>("政府信息公开"), "'政' can't be character 1 of the code");
    assert_eq!(
        error::<CreditCode>("91350100M000100Y44"),
        "the last character, which checks the others, is '4' where they give '3'"
    );
    assert_eq!(error::<DivisionCode>("3208"), "expected a code of 6, 9 or 12 characters, found 4");
    assert_eq!(error::<DivisionCode>("920800"), "'9' can't be character 1 of the code");
    assert_eq!(error::<DivisionCode>("3208x0"), "'x' can't be character 5 of the code");
    assert_eq!(error::<DivisionCode>("32中0"), "'中' can't be character 3 of the code");
    assert_eq!(error::<Requester>("自然任"), r#""自然任" is no requester: did you mean 自然人?"#);
    assert_eq!(
        error::<Outcome>("refused.state_secrets"),
        r#""refused.state_secrets" is no outcome: did you mean refused.state_secret?"#
    );
    let long = "9".repeat(500);
    assert!(
        [error::<ReportYear>(&long), error::<Period>(&long), error::<Count>(&long), error::<Outcome>(&long)]
            .iter()
            .all(|it| it.len() < 200)
    );
}

#[test]
fn years_come_from_integers() {
    let year = ReportYear::constant(2024);
    assert_eq!(u16::from(year), 2024);
    assert!(
        [ReportYear::try_from(2024_u16), 2024_i32.try_into(), 2024_u32.try_into(), 2024_i64.try_into()]
            .iter()
            .all(|it| *it == Ok(year))
    );
    assert_eq!(ReportYear::try_from(-1_i32), Err(HeaderError::Year(-1)));
    assert_eq!(ReportYear::try_from(i64::MAX), Err(HeaderError::Year(i64::MAX)));
    assert_eq!(ReportYear::try_from(70_000_u32), Err(HeaderError::Year(70_000)));
}

#[test]
fn errors_are_small() {
    const MOST: usize = 32;
    assert!(size_of::<HeaderError>() <= MOST && size_of::<CodeError>() <= MOST);
    assert!(size_of::<UnknownName>() <= MOST && size_of::<NotOfKind>() <= MOST);
    assert!(size_of::<RequestsError>() <= MOST && size_of::<RowError>() <= MOST && size_of::<SumError>() <= MOST);
    assert!(size_of::<BuildError>() <= MOST && size_of::<Inconsistent>() <= MOST && size_of::<WrongTotal>() <= MOST);
}

proptest! {
    #[test]
    fn a_row_is_indexed_iterated_and_made_anew(parts in any::<[u32; 6]>()) {
        let row = ByRequester::from(parts);
        let numbers = parts.map(u64::from);
        prop_assert_eq!(ByRequester::try_from(numbers), Ok(row));
        prop_assert_eq!(ByRequester::from_pairs(row), Ok(row));
        prop_assert_eq!(ByRequester::from_fn(|requester| row[requester]), Ok(row));
        for (i, (requester, count)) in row.iter().enumerate() {
            prop_assert_eq!((row.get(requester), row[requester], count.get()), (count, count, numbers[i]));
        }
        prop_assert!(row.into_iter().eq(&row));
        prop_assert_eq!(row.total().get(), numbers.iter().sum::<u64>());
    }

    #[test]
    fn a_row_with_its_total_is_taken_and_with_no_other(parts in any::<[u32; 4]>(), total in any::<u32>(), off in 1..9_u64) {
        let row = ByResult::from(parts);
        let [a, b, c, d] = parts.map(u64::from);
        let sum = a + b + c + d;
        prop_assert_eq!(ByResult::try_from([a, b, c, d, sum]), Ok(row));
        for stated in [sum + off, sum.saturating_sub(off), total.into()] {
            let made = ByResult::try_from([a, b, c, d, stated]);
            prop_assert_eq!(made.is_ok(), stated == sum);
        }
    }

    #[test]
    fn rows_are_added_count_by_count(rows in prop::collection::vec(any::<[u32; 6]>(), 0..20)) {
        let sum = ByRequester::try_sum(rows.iter().map(|parts| ByRequester::from(*parts))).unwrap();
        for (i, (_, count)) in sum.iter().enumerate() {
            prop_assert_eq!(count.get(), rows.iter().map(|parts| u64::from(parts[i])).sum::<u64>());
        }
    }
}

#[test]
fn a_figure_that_is_stated_twice_is_the_same_both_times() {
    let builder = Report::builder(Edition::Revised2021)
        .header(Header::new("中山镇人民政府", ReportYear::constant(2021)).unwrap())
        .proactive(Proactive2021::default())
        .received(ByRequester::ZERO)
        .carried_in(ByRequester::ZERO)
        .remaining_outcomes_zero()
        .carried_out(ByRequester::ZERO)
        .challenges(Channel::Review, ByResult::constant([1, 0, 0, 0]))
        .challenges(Channel::DirectLitigation, ByResult::ZERO)
        .challenges(Channel::LitigationAfterReview, ByResult::ZERO);
    let [part, total] = ["review.upheld", "review.total"].map(CellId::constant);
    let [one, two] = [1_u8, 2].map(Count::from);
    assert!(builder.clone().check_cell(total, one).check_cell(part, one).check_cell(total, one).build().is_ok());
    for cell in [part, total] {
        let error = builder.clone().check_cell(cell, two).check_cell(cell, one).build().unwrap_err();
        assert_eq!(error.faults(), [BuildFault::SetTwice(RowId::REVIEW)]);
    }
    // Each figure stated otherwise, so that all sums hold.
    let error = builder.clone().check_cell(part, two).check_cell(total, two).build().unwrap_err();
    assert_eq!(error.faults(), [BuildFault::SetTwice(RowId::REVIEW)]);
    for cell in ["proactive.licensing.decisions", "requests.other_handling.undivided.total"].map(CellId::constant) {
        let error = builder.clone().check_cell(cell, Count::ZERO).build().unwrap_err();
        assert_eq!(error.faults(), [BuildFault::NotStatable(cell)]);
    }
}
