//! Reports with a slip of the pen in them.

use proptest::prelude::*;
use proptest::sample::Index;

use super::occasions::Form;
use super::report;
use crate::draft::Draft;
use crate::form::CellId;
use crate::repair::Slip;
use crate::report::Report;

/// A report into which one slip of the pen was put, as a wrong draft.
///
/// The slip is what was done, and not always the only one that explains it: 11 for 1 is a digit typed twice, and a total of 11
/// for 1 may as well be what the parts of another year added up to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Slipped {
    /// The report as it was meant.
    pub report: Report,
    /// What went wrong.
    pub slip: Slip,
    /// The cells that are wrong now, in the order of the form: at least one.
    pub cells: Vec<CellId>,
    /// The report with the slip. At least one of its relations is violated.
    pub draft: Draft,
}

/// The slips that can be put into a report: all but [`Slip::Several`] and [`Slip::Unexplained`].
pub const SLIPS: [Slip; 15] = [
    Slip::TotalLeftAtZero,
    Slip::TotalNotUpdated,
    Slip::ValueLeftOut,
    Slip::DigitDropped,
    Slip::DigitDoubled,
    Slip::DigitAdded,
    Slip::DigitMistyped,
    Slip::DigitsSwapped,
    Slip::DigitsSplit,
    Slip::WrongColumn,
    Slip::WrongRow,
    Slip::CellsExchanged,
    Slip::TotalForPart,
    Slip::WrongScale,
    Slip::RowShifted,
];

/// Any of [`SLIPS`], all as likely.
pub fn slip() -> impl Strategy<Value = Slip> {
    prop::sample::select(&SLIPS[..])
}

/// A [`report`] with a [`slip`] in tables 3 or 4, where the report gives occasion for it and a relation sees it.
///
/// Not every slip is seen: two results of one block of table 4 may be exchanged, and its sum holds. Such a slip is never made, so
/// that whatever checks the relations finds each of these.
///
/// A failure shrinks towards a report of few and small figures with the same slip.
///
/// ```
/// use disclosure_report::{Verdict, repair, strategies};
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(32), |(slipped in strategies::slipped())| {
///     prop_assert_eq!(slipped.draft.check().verdict(), Verdict::Inconsistent);
///     for cell in slipped.cells {
///         prop_assert_ne!(slipped.draft.number(cell), slipped.report.cell(cell).map(|value| value.to_number()));
///     }
/// });
/// ```
pub fn slipped() -> impl Strategy<Value = Slipped> {
    (report(), slip(), any::<Index>(), any::<Index>())
        .prop_filter_map("an occasion for the slip", |(report, slip, at, way)| slipped_at(report, slip, at, way))
}

/// A [`report`] with this slip, like [`slipped`].
///
/// [`Slip::Several`] and [`Slip::Unexplained`] are no slips that can be made: for them no value is ever found, and proptest
/// gives up.
pub fn slipped_by(slip: Slip) -> impl Strategy<Value = Slipped> {
    (report(), any::<Index>(), any::<Index>())
        .prop_filter_map("an occasion for the slip", move |(report, at, way)| slipped_at(report, slip, at, way))
}

fn slipped_at(report: Report, slip: Slip, at: Index, way: Index) -> Option<Slipped> {
    let mut draft = Draft::from(&report);
    let changes = Form::new(&draft).slip(slip, at, way)?;
    for (cell, value) in &changes {
        draft.set(*cell, *value).ok()?;
    }
    Some(Slipped { report, slip, cells: changes.into_iter().map(|(cell, _)| cell).collect(), draft })
}
