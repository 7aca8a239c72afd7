//! Drafts as organs publish them, and as clerks type them.

use proptest::prelude::*;
use proptest::sample::Index;

use super::report;
use super::sparse::Sparse;
use crate::draft::{Cell, Draft};
use crate::form::{CellId, Edition, Table};

/// The most cells that an edition has, and some more.
const CELLS: usize = CellId::COUNT;

/// The cells of tables 3 and 4, all of which are in sums.
fn in_sums(edition: Edition) -> Vec<CellId> {
    edition.cells().iter().copied().filter(|cell| cell.table() != Table::Proactive).collect()
}

/// The figure of a cell that holds a whole number, or 0.
fn figure(draft: &Draft, cell: CellId) -> i64 {
    draft.number(cell).and_then(|number| number.to_integer()).and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
}

/// A report as organs publish it, nothing corrected.
///
/// - Any share of its zeros is left blank or dashed, from none of them to all.
/// - In one of four, any share of the totals is left blank.
/// - Up to four figures of tables 3 and 4 are wrong, by less than 30 (which may make one negative).
/// - Up to three rows are not printed.
///
/// ```
/// use disclosure_report::strategies;
/// use proptest::prelude::*;
///
/// proptest!(|(mut draft in strategies::published())| {
///     let imputed = draft.apply(draft.clone().check().imputations());
///     prop_assert!(imputed.iter().all(|change| change.from.number().is_none())); // no figure is overwritten
/// });
/// ```
pub fn published() -> impl Strategy<Value = Draft> {
    let zeros = (0..=100_u8, 0..=100_u8);
    let totals = prop_oneof![3 => Just(0_u8), 1 => 0..=100_u8];
    let dice = Sparse(vec![0..100_u8; CELLS]);
    let changes = prop::collection::vec((any::<Index>(), -30..30_i64), 0..5);
    let missing = prop::collection::vec(any::<Index>(), 0..4);
    (report(), zeros, totals, dice, changes, missing).prop_filter_map(
        "figures that are counts",
        |(report, (zeros, blanks), totals, dice, changes, missing)| {
            let mut draft = Draft::from(&report);
            let edition = draft.edition();
            for (cell, dice) in edition.cells().iter().zip(dice) {
                // A cell that the failure does not need is as it was reported.
                let Some(dice) = dice else { continue };
                let zero = draft.number(*cell).is_some_and(|number| number.is_zero());
                if zero && dice < zeros {
                    draft.set(*cell, if dice < blanks { Cell::blank() } else { Cell::dash("—") }).ok()?;
                } else if cell.is_total() && dice < totals {
                    draft.set(*cell, Cell::blank()).ok()?;
                }
            }
            let in_sums = in_sums(edition);
            for (at, by) in changes {
                let cell = *at.get(&in_sums);
                draft.set(cell, figure(&draft, cell) + by).ok()?;
            }
            for at in missing {
                for (cell, _) in at.get(edition.rows()).cells() {
                    draft.set(cell, Cell::missing()).ok()?;
                }
            }
            Some(draft)
        },
    )
}

/// A form that is being typed: the figures of a report in the order of the form up to some cell, one of ten left for later;
/// what comes after them is missing. The header is given in half of the cases.
///
/// In one of four, one or two of the figures that were typed are wrong, by at most 30. In the others no sum is violated: what
/// is not given yet is no error.
///
/// ```
/// use disclosure_report::{CheckedDraft, Rules, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(draft in strategies::filled_in_partly())| {
///     let form = CheckedDraft::new(draft, Rules::default());
///     let open = form.progress().to_fill_in().count();
///     prop_assert_eq!(open == 0, form.draft().cells().all(|(_, cell)| cell.number().is_some()));
/// });
/// ```
pub fn filled_in_partly() -> impl Strategy<Value = Draft> {
    let typed = Sparse(vec![prop::bool::weighted(0.9); CELLS]);
    let wrong = prop_oneof![
        3 => Just(Vec::new()),
        1 => prop::collection::vec((any::<Index>(), 1..=30_i64), 1..3),
    ];
    (report(), any::<Index>(), typed, wrong, any::<bool>()).prop_filter_map(
        "figures that are counts",
        |(report, upto, typed, wrong, headed)| {
            let edition = report.edition();
            let full = Draft::from(&report);
            let mut draft = Draft::new(edition);
            if headed {
                draft.header = full.header.clone();
            }
            let upto = upto.index(edition.cells().len() + 1);
            for ((cell, content), typed) in full.cells().zip(typed).take(upto) {
                if typed == Some(true) {
                    draft.set(cell, content.to_cell()).ok()?;
                }
            }
            let entered: Vec<_> = in_sums(edition).into_iter().filter(|cell| draft.number(*cell).is_some()).collect();
            for (at, by) in wrong.into_iter().filter(|_| !entered.is_empty()) {
                let cell = *at.get(&entered);
                draft.set(cell, figure(&draft, cell) + by).ok()?;
            }
            Some(draft)
        },
    )
}
