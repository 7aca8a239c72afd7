//! Everything that is written reads back, and nothing that is read makes it panic.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::draft::{DraftHeader, Notice, NoticeKind, Origin, Run, Source};
use crate::form::{Edition, RowId};
use crate::format::json::{from_slice, from_str, to_string, to_string_pretty};
use crate::quantity::{MoneyUnit, Number};
use crate::report::{Period, Report, ReportYear, Scope};
use crate::{Cell, Draft, Narrative, State};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back(draft in draft()) {
        let text = to_string(&draft);
        prop_assert_eq!(&from_str::<Draft>(&text).unwrap(), &draft);
        prop_assert_eq!(&from_str::<Draft>(&to_string_pretty(&draft)).unwrap(), &draft);
        prop_assert_eq!(to_string(&from_str::<Draft>(&text).unwrap()), text);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = from_slice::<Draft>(&bytes);
    }

    #[test]
    fn no_json_makes_it_panic(text in any_json(), key in "format|version|edition|cells|runs|header|notices|narrative") {
        let _ = from_str::<Draft>(&text);
        // The same in place of a part of a draft.
        let mut value = serde_json::to_value(Draft::blank(Edition::Revised2021)).unwrap();
        let part: serde_json::Value = serde_json::from_str(&text).unwrap();
        value["cells"]["review.total"] = part.clone();
        value[&key] = part;
        let _ = serde_json::from_value::<Report>(value);
    }

    #[test]
    fn a_cut_or_changed_text_never_panics(draft in draft(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = to_string(&draft).into_bytes();
        let at = at.index(bytes.len());
        let _ = from_slice::<Report>(&bytes[..at]);
        bytes[at] = byte;
        let _ = from_slice::<Report>(&bytes);
    }
}

pub(super) fn any_json() -> impl Strategy<Value = String> {
    let words = ["state", "number", "ambiguous", "cells", "readings", "text", "kind", "label", "value", "review.total"];
    let word = prop_oneof![prop::sample::select(words.to_vec()).prop_map(str::to_owned), any::<String>()];
    let text = word.prop_map(|text| serde_json::to_string(&text).unwrap());
    let leaf = prop_oneof![
        prop::sample::select(vec!["null", "true", "0", "-0", "1e30", "1.5", "-7", "18446744073709551616"])
            .prop_map(str::to_owned),
        text.clone(),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(|list| format!("[{}]", list.join(","))),
            vec((text.clone(), inner), 0..6).prop_map(|map| {
                let entries: Vec<_> = map.into_iter().map(|(key, value)| format!("{key}:{value}")).collect();
                format!("{{{}}}", entries.join(","))
            }),
        ]
    })
}

/// Text with quotes, control characters, line breaks, and characters of four bytes.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[\"\\\\\u{0}-\u{1f}\u{7f}\u{2028}件🈚]{0,8}", Just(String::new())]
}

fn source() -> impl Strategy<Value = Source> {
    let number = || option::weighted(0.3, any::<u32>());
    (number(), number(), number(), number(), number(), number()).prop_map(|(line, column, page, table, row, cell)| {
        let mut source = Source::default();
        (source.line, source.column, source.page) = (line, column, page);
        (source.table, source.row, source.cell) = (table, row, cell);
        source
    })
}

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        (0..100_u32).prop_map(Number::from),
        (any::<i64>(), 0..28_u32).prop_map(|(units, scale)| rust_decimal::Decimal::new(units, scale).into()),
        (any::<i128>(), 0..28_u32)
            .prop_map(|(units, scale)| { rust_decimal::Decimal::from_i128_with_scale(units >> 32, scale).into() }),
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    let units = vec![MoneyUnit::Yuan, MoneyUnit::WanYuan, MoneyUnit::YiYuan];
    let number = (number(), option::weighted(0.2, prop::sample::select(units)), option::weighted(0.2, text()));
    let state = prop_oneof![
        4 => number.prop_map(|(value, unit, note)| State::Number { value, unit, note: note.map(Into::into) }),
        1 => Just(State::Blank),
        1 => Just(State::Missing),
        1 => text().prop_map(|text| State::Dash(text.into())),
        1 => text().prop_map(|text| State::Unreadable(text.into())),
    ];
    let origin = prop_oneof![3 => Just(Origin::Entered), 2 => prop::sample::select(Origin::ALL.to_vec())];
    let source = prop_oneof![Just(Source::default()), source()];
    (state, origin, source).prop_map(|(state, origin, at)| Cell::new(state).with_origin(origin).with_source(at))
}

fn header() -> impl Strategy<Value = DraftHeader> {
    let day = || (-9999..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(y, m, d)| jiff::civil::date(y, m, d));
    let codes = (any::<bool>(), any::<bool>(), option::of(any::<bool>()));
    let days = (option::of((day(), day())), option::of(day()));
    (option::of(text()), codes, option::of(2008..=9999_u16), days).prop_map(
        |(organ, (credit, division, region), year, (period, published))| DraftHeader {
            organ,
            credit_code: credit.then(|| "91350100M000100Y43".parse().unwrap()),
            division_code: division.then(|| "320800".parse().unwrap()),
            scope: region.map(|region| if region { Scope::Region } else { Scope::Organ }),
            year: year.map(|year| ReportYear::new(year).unwrap()),
            period: period.map(|(a, b)| Period::new(a.min(b), a.max(b)).unwrap()),
            published,
        },
    )
}

fn notice() -> impl Strategy<Value = Notice> {
    let row = || prop::sample::select(RowId::all().collect::<Vec<_>>());
    let kind = prop_oneof![
        (row(), text()).prop_map(|(row, official)| NoticeKind::Label { row, official: official.into() }),
        row().prop_map(|row| NoticeKind::Edition { row }),
        (any::<u8>(), any::<bool>()).prop_map(|(number, absent)| NoticeKind::Section { number, absent }),
        Just(NoticeKind::Stray),
    ];
    (kind, text(), source()).prop_map(|(kind, text, source)| Notice::new(kind, text, source))
}

/// The positions of a run's cells, its readings, its text and its place.
type RunParts = (Vec<prop::sample::Index>, Vec<Vec<Number>>, String, Source);

fn run() -> impl Strategy<Value = RunParts> {
    (1..6_usize).prop_flat_map(|n| {
        let readings = vec(vec(number(), n), 1..5);
        (vec(any::<prop::sample::Index>(), n), readings, text(), source())
    })
}

/// A draft of either edition with everything that a draft can hold.
pub(super) fn draft() -> impl Strategy<Value = Draft> {
    let parts = (header(), (text(), text(), text()), vec(cell(), 200), vec(run(), 0..4), vec(notice(), 0..4));
    (prop::sample::select(Edition::ALL), parts).prop_map(|(edition, (header, texts, cells, runs, notices))| {
        let mut draft = Draft::blank(edition);
        draft.header = header;
        draft.narrative = Narrative { overview: texts.0, problems: texts.1, other: texts.2 };
        for (id, cell) in edition.cells().iter().zip(cells) {
            // What is too large for a count is text.
            let text = Cell::unreadable(cell.to_string());
            draft.set(*id, cell).or_else(|_| draft.set(*id, text)).unwrap();
        }
        for (at, readings, text, source) in runs {
            let cells = at.into_iter().map(|at| *at.get(edition.cells())).collect();
            if let Some(run) = Run::new(cells, readings, text) {
                draft.add_run(run.with_source(source)).unwrap();
            }
        }
        for notice in notices {
            draft.add_notice(notice);
        }
        draft
    })
}
