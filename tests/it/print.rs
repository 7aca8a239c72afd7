//! What printed formats carry, and the contract of their writers: what was written reads back to an equal draft, but for
//! the losses that the writer tells; and it tells those and no others.

use std::collections::{BTreeSet, HashSet};

use disclosure_report::draft::{LossKind, Losses, Origin, SetError};
use disclosure_report::form::{CellId, Edition};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::strategies::{altered, amount, draft, edition, header, hostile, published, unit};
use disclosure_report::{Cell, Draft, Narrative, Number, Report, State};
use proptest::prelude::*;

use crate::support::reading;

/// Whole sections as organs write them: paragraphs, with figures, brackets and quotation marks in them.
fn section() -> impl Strategy<Value = String> {
    let paragraph = prop::sample::select(vec![
        "本年度受理申请13件，均已办结。",
        "（一）主动公开。全年公开信息1,024条 & 政策解读<32>篇。",
        "1.“三安全一稳定”方面：无。",
        "无其他需要报告的事项",
        "网址：https://www.example.gov.cn/a_b*c?d=1#e",
    ]);
    prop::collection::vec(paragraph, 0..4).prop_map(|paragraphs| paragraphs.join("\n"))
}

pub(crate) fn narrative() -> impl Strategy<Value = Narrative> {
    [section(), section(), section()].prop_map(|[overview, problems, other]| {
        let mut narrative = Narrative::default();
        [narrative.overview, narrative.problems, narrative.other] = [overview, problems, other];
        narrative
    })
}

/// A number with or without unit and note, a blank, a dash: as read from a page.
fn cell() -> impl Strategy<Value = Cell> {
    let number = prop_oneof![
        6 => (0..200_u32).prop_map(Number::from),
        1 => (0..5_000_000_u32).prop_map(Number::from),
        1 => (-500..0_i32).prop_map(Number::from),
        1 => amount(),
    ];
    let note = prop::option::weighted(0.15, prop::sample::select(vec!["其中修订16件", "含“区县”2件", "a<b & \"c\""]));
    let note = note.prop_map(|note| note.map(|note| note.split_whitespace().collect::<String>().into()));
    let unit = prop_oneof![4 => Just(None), 1 => unit()];
    let dash = prop::sample::select(vec!["-", "——", "/", "无", "不适用", "---", "_"]).prop_map(Box::from);
    let state = prop_oneof![
        12 => (number, unit, note).prop_map(|(value, unit, note)| State::Number { value, unit, note }),
        4 => Just(State::Blank),
        2 => dash.prop_map(State::Dash),
    ];
    state.prop_map(|state| Cell::new(state).with_origin(Origin::Read))
}

/// A draft with nothing in it but what is printed: organ and year, the sections, and what may stand in a cell.
pub(crate) fn carried_by_print() -> impl Strategy<Value = Draft> {
    edition().prop_flat_map(|edition| {
        let cells = prop::collection::vec(cell(), edition.cells().len());
        (header(edition), narrative(), cells).prop_map(move |(header, narrative, cells)| {
            let mut draft = Draft::blank(edition);
            draft.header.organ = Some(header.organ().to_owned());
            draft.header.year = Some(header.year());
            draft.narrative = narrative;
            for (id, cell) in edition.cells().iter().zip(cells) {
                match draft.set(*id, cell) {
                    Ok(_) => {}
                    // No unit of money stands in a cell for counts.
                    Err(SetError::NoMoney { .. }) => _ = draft.set(*id, Cell::blank().with_origin(Origin::Read)),
                    Err(refused) => panic!("{refused}"),
                }
            }
            draft
        })
    })
}

/// The cells that hold another number than they should: `read` has a number where `written` has none, or another one.
/// A cell that may have several readings holds none.
pub(crate) fn invented(written: &Draft, read: &Draft) -> Vec<CellId> {
    let own: HashSet<CellId> = Edition::cells(written.edition()).iter().copied().collect();
    let wrong = |(id, cell): (CellId, Cell<&str>)| {
        let number = cell.number()?;
        (!own.contains(&id) || written.number(id) != Some(number)).then_some(id)
    };
    read.cells().filter_map(wrong).collect()
}

/// A draft as if it had been read: no places, and nothing was entered.
pub(crate) fn as_read(draft: &Draft) -> Draft {
    let mut read = draft.clone().without_sources();
    for (id, cell) in draft.cells().filter(|(_, cell)| cell.origin == Origin::Entered) {
        read.set(id, Cell::new(cell.state.to_state()).with_origin(Origin::Read)).unwrap();
    }
    read
}

/// What was written, as it is read. What can't be read breaks the contract.
fn read_back(written: &[u8]) -> Result<Draft, TestCaseError> {
    match read::any(written, &ReadOptions::default()) {
        Ok(reading) => Ok(reading.draft.without_sources()),
        Err(error) => Err(TestCaseError::fail(format!("not read: {error}\n{}", shown(written)))),
    }
}

/// What was written, for failed tests.
fn shown(written: &[u8]) -> &str {
    std::str::from_utf8(written).unwrap_or("(no text)")
}

/// One thing that was lost: what it is, and of which cell.
type Lost = (LossKind, Option<CellId>);

fn told(losses: &Losses) -> BTreeSet<Lost> {
    let each = losses.iter().flat_map(|loss| {
        let whole = loss.cells.is_empty().then_some((loss.kind, None));
        whole.into_iter().chain(loss.cells.iter().map(|cell| (loss.kind, Some(*cell))))
    });
    each.collect()
}

/// What of a draft is not in another that was read from it.
fn lost(written: &Draft, read: &Draft) -> BTreeSet<Lost> {
    let mut lost = BTreeSet::new();
    let ([own, other], [text, again]) = ([&written.header, &read.header], [&written.narrative, &read.narrative]);
    for (key, same) in [
        ("organ", own.organ == other.organ),
        ("credit_code", own.credit_code == other.credit_code),
        ("division_code", own.division_code == other.division_code),
        ("scope", own.scope == other.scope),
        ("year", own.year == other.year),
        ("period", own.period == other.period),
        ("published", own.published == other.published),
    ] {
        lost.extend((!same).then_some((LossKind::Header(key), None)));
    }
    for (key, same) in [
        ("overview", text.overview == again.overview),
        ("problems", text.problems == again.problems),
        ("other", text.other == again.other),
    ] {
        lost.extend((!same).then_some((LossKind::Narrative(key), None)));
    }
    for (id, cell) in written.cells() {
        let state = read.cell(id).map(|cell| cell.state);
        if state != Some(cell.state) {
            lost.insert((kind(&cell.state, state.as_ref()), Some(id)));
        }
        if matches!(cell.origin, Origin::Imputed | Origin::Repaired) {
            lost.insert((LossKind::Origin, Some(id)));
        }
    }
    lost.extend((written.notices() != read.notices()).then_some((LossKind::Notice, None)));
    lost
}

/// Whether a writer may tell of text that it is lost though this time it came back: a name that no organ has, a section
/// with characters that readers may leave out, and what a reader looks for in the sections when no title says it.
fn in_doubt(draft: &Draft, loss: LossKind) -> bool {
    let text = &draft.narrative;
    let sections = [("overview", &text.overview), ("problems", &text.problems), ("other", &text.other)];
    let plain = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '0'..='9' | '，' | '。' | '\n');
    let speaks_of = |sign: char| sections.iter().any(|(_, text)| text.contains(sign));
    match loss {
        LossKind::Header("organ") => {
            draft.header.organ.as_ref().map_or(speaks_of('报'), |organ| !organ.chars().all(plain))
        }
        LossKind::Header("year") => draft.header.year.is_none() && speaks_of('年'),
        LossKind::Narrative(key) => sections.iter().any(|(own, text)| *own == key && !text.chars().all(plain)),
        _ => false,
    }
}

/// What it is that a cell lost.
fn kind(written: &State<&str>, read: Option<&State<&str>>) -> LossKind {
    match (written, read) {
        (State::Number { value, unit, .. }, Some(State::Number { value: v, unit: u, .. })) if value == v => {
            if unit == u { LossKind::Note } else { LossKind::Unit }
        }
        (State::Number { .. } | State::Blank, _) => LossKind::Number,
        (State::Dash(_), _) => LossKind::Dash,
        (State::Unreadable(_), _) => LossKind::Unreadable,
        (State::Ambiguous, _) => LossKind::Ambiguous,
        (State::Missing, _) => LossKind::Missing,
        (other, _) => panic!("{other:?}"),
    }
}

/// A draft that has only what is carried loses nothing.
pub(crate) fn is_carried(draft: &Draft, (written, losses): (Vec<u8>, Losses)) -> Result<(), TestCaseError> {
    prop_assert!(losses.is_empty(), "{losses}");
    prop_assert_eq!(&read_back(&written)?, draft, "{}", shown(&written));
    Ok(())
}

/// A report loses its codes and its scope, and is a report again.
pub(crate) fn is_the_same_report(report: &Report, (written, losses): (Vec<u8>, Losses)) -> Result<(), TestCaseError> {
    let header = report.header();
    let codes = [
        ("credit_code", header.credit_code().is_some()),
        ("division_code", header.division_code().is_some()),
        ("scope", header.scope().is_some()),
    ];
    let codes = codes.into_iter().filter(|(_, has)| *has).map(|(key, _)| (LossKind::Header(key), None));
    prop_assert_eq!(told(&losses), codes.collect());
    let read = Report::try_from(read_back(&written)?).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let carried = header.clone().with_credit_code(None).with_division_code(None).with_scope(None);
    prop_assert_eq!(read.header(), &carried);
    prop_assert_eq!(read.narrative(), report.narrative());
    prop_assert!(read.cells().eq(report.cells()), "{}", shown(&written));
    Ok(())
}

/// What is put on paper: all but forms of which most is still to be typed. There a label without a row, such as `3.其他`, may be
/// read as one with figures, which nothing tells yet.
pub(crate) fn on_paper() -> impl Strategy<Value = Draft> {
    prop_oneof![4 => altered().boxed(), 2 => draft().boxed(), 3 => published().boxed(), 3 => hostile().boxed()]
}

/// Whatever a draft holds, what is told is what is lost; and no cell reads as a number that it does not hold.
pub(crate) fn tells_what_is_lost(draft: &Draft, (written, losses): (Vec<u8>, Losses)) -> Result<(), TestCaseError> {
    let read = read_back(&written)?;
    prop_assert_eq!(invented(draft, &read), [], "{}", shown(&written));
    let (told, lost) = (told(&losses), lost(draft, &read));
    let untold: Vec<_> = lost.difference(&told).collect();
    let kept: Vec<_> = told.difference(&lost).filter(|loss| !in_doubt(draft, loss.0)).collect();
    prop_assert!(untold.is_empty() && kept.is_empty(), "untold {untold:?}, kept {kept:?}\n{}", shown(&written));
    let mut wanted = as_read(draft);
    // Nobody read a row that is not printed.
    for (id, _) in draft.cells().filter(|(_, cell)| cell.state == State::Missing) {
        wanted.set(id, Cell::missing()).unwrap();
    }
    prop_assert!(!losses.is_empty() || read == wanted, "{}", shown(&written));
    Ok(())
}

/// Published reports lose nothing once what was noticed on their pages is put aside, but that 洪泽 2023 has no rows for two
/// of the outcomes: where every row is printed, in a workbook, they are blank when read, and that is said.
pub(crate) fn published_reports(write: impl Fn(&Draft) -> (Vec<u8>, Losses)) {
    for name in ["huaian-2024.html", "hongze-2023.html", "shanghai-general-office-2019.html", "zhongshan-2021.txt"] {
        let read = reading(name).draft.without_sources();
        let mut draft = Draft::blank(read.edition());
        (draft.header, draft.narrative) = (read.header.clone(), read.narrative.clone());
        for (id, cell) in read.cells() {
            draft.set(id, cell).unwrap();
        }
        let (written, losses) = write(&draft);
        if losses.is_empty() {
            is_carried(&draft, (written, losses)).unwrap();
        } else {
            assert!(losses.iter().all(|loss| loss.kind == LossKind::Missing), "{losses}");
            tells_what_is_lost(&draft, (written, losses)).unwrap();
        }
    }
}

/// The tests of a writer for print: a function from a draft or report to what is written of it, and what is lost.
macro_rules! print_contract {
    ($written:ident, $cases:expr) => {
        proptest::proptest! {
            #![proptest_config($crate::strategies::cases($cases))]

            #[test]
            fn what_is_carried_reads_back_equal(draft in $crate::print::carried_by_print()) {
                $crate::print::is_carried(&draft, $written(&draft))?;
            }

            #[test]
            fn a_report_survives(report in disclosure_report::strategies::report()) {
                $crate::print::is_the_same_report(&report, $written(&report))?;
            }

            #[test]
            fn losses_are_exact(draft in $crate::print::on_paper()) {
                $crate::print::tells_what_is_lost(&draft, $written(&draft))?;
            }
        }

        #[test]
        fn published_reports_read_back_equal() {
            $crate::print::published_reports(|draft| $written(draft));
        }

        #[test]
        fn equal_drafts_give_equal_bytes() {
            for draft in $crate::strategies::sample(&$crate::print::on_paper(), 4) {
                assert!($written(&draft) == $written(&draft.clone()));
            }
        }
    };
}
pub(crate) use print_contract;
