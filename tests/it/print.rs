//! What printed formats carry: drafts that have just that, to be written and read back.

use std::collections::HashSet;

use disclosure_report::draft::Origin;
use disclosure_report::form::{CellId, Edition};
use disclosure_report::{Cell, Draft, Narrative, Number, State};
use proptest::prelude::*;

use crate::strategies::{amount, edition, header, unit};

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
            let mut draft = Draft::new(edition);
            draft.header.organ = Some(header.organ().to_owned());
            draft.header.year = Some(header.year());
            draft.narrative = narrative;
            for (id, cell) in edition.cells().iter().zip(cells) {
                draft.set(*id, cell).unwrap();
            }
            draft
        })
    })
}

/// The cells that hold another number than they should: `read` has a number where `written` has none, or another one.
/// A cell that may have several readings holds none.
pub(crate) fn invented(written: &Draft, read: &Draft) -> Vec<CellId> {
    let own: HashSet<CellId> = Edition::cells(written.edition()).iter().copied().collect();
    let wrong = |(id, cell): (CellId, &Cell)| {
        let number = cell.number()?;
        (!own.contains(&id) || written.number(id) != Some(number)).then_some(id)
    };
    read.cells().filter_map(wrong).collect()
}

/// A draft as if it had been read: no places, and nothing was entered.
pub(crate) fn as_read(draft: &Draft) -> Draft {
    let mut read = draft.clone().without_sources();
    for (id, cell) in draft.cells().filter(|(_, cell)| cell.origin == Origin::Entered) {
        read.set(id, Cell::new(cell.state.clone()).with_origin(Origin::Read)).unwrap();
    }
    read
}
