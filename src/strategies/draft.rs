//! Drafts in which anything may stand anywhere.

use proptest::prelude::*;

use super::report::of_either;
use super::sparse::Sparse;
use super::{amount_cell, count_cell, header, narrative, report, source};
use crate::draft::{Cell, Draft, Notice, NoticeKind, Run};
use crate::form::{CellId, Edition, RowId};
use crate::quantity::Number;

/// Digits that run together over the first one to seven cells of a row, in one to five readings.
pub fn run(edition: Edition) -> impl Strategy<Value = Run> {
    let row = prop::sample::select(edition.rows());
    (row, 1..=7_usize, prop::collection::vec(prop::array::uniform7(0..60_u32), 1..6), source()).prop_filter_map(
        "a run has cells and readings",
        |(row, width, readings, source)| {
            let cells: Vec<_> = row.cells().map(|(id, _)| id).take(width).collect();
            let reading = |numbers: [u32; 7]| numbers.iter().take(cells.len()).map(|n| Number::from(*n)).collect();
            let readings = readings.into_iter().map(reading).collect();
            Some(Run::new(cells, readings, "270020130")?.with_source(source))
        },
    )
}

/// Something that a reader may notice on a page: another label, a row of the other edition, a section that is not numbered
/// as it should be, or text that belongs nowhere, all as likely.
pub fn notice(edition: Edition) -> impl Strategy<Value = Notice> {
    let rows: Vec<RowId> = edition.rows().iter().map(|row| row.id).collect();
    let row = || prop::sample::select(rows.clone());
    let kind = prop_oneof![
        Just(NoticeKind::Stray),
        row().prop_map(|row| NoticeKind::Edition { row }),
        row().prop_map(|row| NoticeKind::Label { row, official: "（七）总计".into() }),
        (1..=6_u8, any::<bool>()).prop_map(|(number, absent)| NoticeKind::Section { number, absent }),
    ];
    (kind, source()).prop_map(|(kind, source)| Notice::new(kind, "（七）合计", source))
}

/// A draft of this edition in which anything may stand anywhere: each cell holds what [`cell`](super::cell()) gives, and up to three
/// runs of digits, up to three notices, a header in half of the cases, and the sections of text are added.
///
/// Hardly any of its sums hold. A failure shrinks towards blank cells.
pub fn draft_of(edition: Edition) -> impl Strategy<Value = Draft> {
    let (count, amount) = (count_cell().boxed(), amount_cell().boxed());
    let of_kind = |id: &CellId| if edition.is_decimal(*id) { amount.clone() } else { count.clone() };
    let cells = Sparse(edition.cells().iter().map(of_kind).collect());
    let runs = prop::collection::vec(run(edition), 0..4);
    let notices = prop::collection::vec(notice(edition), 0..4);
    (cells, runs, notices, prop::option::of(header(edition)), narrative()).prop_filter_map(
        "what the form has",
        move |(cells, runs, notices, header, narrative)| {
            let mut draft = Draft::blank(edition);
            for (id, cell) in edition.cells().iter().zip(cells) {
                if let Some(cell) = cell {
                    draft.set(*id, cell).ok()?;
                }
            }
            for run in runs {
                draft.add_run(run).ok()?;
            }
            for notice in notices {
                draft.add_notice(notice);
            }
            draft.header = header.as_ref().map(Into::into).unwrap_or_default();
            draft.narrative = narrative;
            Some(draft)
        },
    )
}

/// A [`draft_of`] either edition, both as likely.
///
/// ```
/// use disclosure_report::{Report, strategies};
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(64), |(draft in strategies::draft())| {
///     let may_be_a_report = draft.check().errors().next().is_none();
///     prop_assert!(may_be_a_report || Report::try_from(draft).is_err());
/// });
/// ```
pub fn draft() -> impl Strategy<Value = Draft> {
    of_either(draft_of)
}

/// A [`report`] of which up to five cells are entered otherwise, each with what [`cell`](super::cell()) gives, and which has a run of digits in
/// half of the cases. Most of its sums hold, and some are open.
pub fn altered() -> impl Strategy<Value = Draft> {
    let (count, amount) = (count_cell().boxed(), amount_cell().boxed());
    report().prop_flat_map(move |report| {
        let edition = report.edition();
        let of_kind = [count.clone(), amount.clone()];
        let change = prop::sample::select(edition.cells()).prop_flat_map(move |id| {
            let [count, amount] = of_kind.clone();
            (Just(id), if edition.is_decimal(id) { amount } else { count })
        });
        let changes = prop::collection::vec(change, 0..6);
        let runs = prop::collection::vec(run(edition), 0..2);
        (Just(Draft::from(&report)), changes, runs)
            .prop_filter_map("what the form has", |(draft, changes, runs)| with(draft, changes, runs))
    })
}

/// The draft with these cells and runs.
fn with(mut draft: Draft, changes: Vec<(CellId, Cell)>, runs: Vec<Run>) -> Option<Draft> {
    for (id, cell) in changes {
        draft.set(id, cell).ok()?;
    }
    for run in runs {
        draft.add_run(run).ok()?;
    }
    Some(draft)
}
