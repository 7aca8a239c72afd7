//! Which cells are wrong and what they should be: repairs for a draft whose relations do not hold.
//!
//! [`suggest`] finds the smallest sets of cells whose change satisfies every relation, and larger sets where one slip of
//! the pen explains all their changes, and ranks them by how likely that [`Slip`] is. Table 3 and the three blocks of
//! table 4 have no relation in common: each is repaired by itself, and each suggestion repairs all of them.
//!
//! - **Exact** for one to three wrong cells in such a part of the form: no smallest set is missed. With more wrong cells,
//!   a repair is found only if each of them alone accounts for all the relations it is part of, or if one slip explains
//!   all changes.
//! - **Proven**: every repair was applied to a copy and checked. If a part of the form has no repair within these bounds,
//!   none is suggested for the form.
//! - **Cells that are not stated** are not changed: they take what the relations give them. A blank part counts as zero
//!   and may be the cell that is wrong.
//! - **What no relation can see** is not found: exchanging the figures of two outcome rows changes no sum, nor does
//!   exchanging two results in a block of table 4, or moving a figure between them.
//!
//! ```
//! use disclosure_report::{Draft, Edition, Language, Verdict, repair};
//!
//! // Published by 淮安市洪泽区 for 2023.
//! let mut draft = Draft::blank(Edition::Revised2021);
//! for (cell, value) in [("upheld", 10u32), ("corrected", 1), ("other", 0), ("pending", 0), ("total", 0)] {
//!     draft.set(format!("review.{cell}").parse()?, value)?;
//! }
//! let repairs = repair::suggest(&draft);
//! assert_eq!(repairs[0].summary(&draft, Language::English), "行政复议 总计: 0 should be 11 (10 + 1 + 0 + 0)");
//! draft.apply(&repairs[0]);
//! assert!(draft.check().errors().next().is_none());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod candidate;
mod combine;
mod digits;
mod hypotheses;
mod score;
mod search;
mod slip;
mod system;
mod trial;
mod words;

#[cfg(test)]
mod tests;

pub use slip::Slip;

use crate::check::Rules;
use crate::draft::{Amendment, Draft, Origin, sealed};
use crate::form::CellId;
use crate::quantity::Number;

/// How many repairs are suggested at the most.
pub const MOST: usize = 20;

/// Changes after which no relation is violated. [`Draft::apply`] makes them.
///
/// ```
/// use disclosure_report::draft::Origin;
/// use disclosure_report::repair::{self, Slip};
/// use disclosure_report::{Draft, Edition};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// for (cell, value) in [("upheld", 2u32), ("corrected", 0), ("other", 1), ("pending", 0), ("total", 0)] {
///     draft.set(format!("litigation.direct.{cell}").parse()?, value)?;
/// }
/// let repairs = repair::suggest(&draft);
/// assert_eq!(repairs[0].slip(), Slip::TotalLeftAtZero);
/// assert_eq!(repairs[0].changes[0].to, 3.into());
/// let changed = draft.apply(&repairs[0]);
/// assert_eq!(changed[0].to.origin, Origin::Repaired);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Repair {
    /// The cells to change, in form order.
    pub changes: Box<[RepairChange]>,
    /// The slips that explain the changes: one if a single slip explains them all.
    pub slips: Box<[Slip]>,
    /// How likely this repair is among all that were found, 0 to 1. A later one may be likelier: see [`suggest`].
    pub likelihood: f64,
}

/// A cell that a repair changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RepairChange {
    /// The cell.
    pub cell: CellId,
    /// The number that it holds; `None` if it holds none.
    pub from: Option<Number>,
    /// The number that it should hold.
    pub to: Number,
}

impl Repair {
    /// The slip that explains the repair: [`Slip::Several`] if it takes different ones.
    #[must_use]
    pub fn slip(&self) -> Slip {
        match &*self.slips {
            [] => Slip::Unexplained,
            [first, rest @ ..] if rest.iter().all(|slip| slip == first) => *first,
            _ => Slip::Several,
        }
    }
}

impl sealed::Sealed for Repair {}

impl Amendment for Repair {
    fn each(&self, put: &mut dyn FnMut(CellId, Number, Origin)) {
        for change in &self.changes {
            put(change.cell, change.to, Origin::Repaired);
        }
    }
}

/// Repairs for a draft, best first, at most [`MOST`]; none if no relation is violated.
///
/// The likeliest is first as a rule. If at most five of the smallest sets in a part of the form are explained by a slip,
/// all of them are among the first five there, even before larger sets that are likelier: those change more cells than
/// need be.
///
/// ```
/// use disclosure_report::{Draft, Edition, repair};
/// assert!(repair::suggest(&Draft::blank(Edition::Revised2021)).is_empty());
/// ```
#[must_use]
pub fn suggest(draft: &Draft) -> Vec<Repair> {
    suggest_with(draft, &Rules::default())
}

/// Repairs for a draft by the chosen rules: a relation that is switched off or waived need not hold.
///
/// ```
/// use disclosure_report::{Draft, Edition, Rule, Rules, repair};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// draft.set("review.upheld".parse()?, 10u32)?;
/// draft.set("review.total".parse()?, 0u32)?;
/// assert!(!repair::suggest(&draft).is_empty());
/// assert!(repair::suggest_with(&draft, &Rules::default().without(Rule::T4Total)).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn suggest_with(draft: &Draft, rules: &Rules) -> Vec<Repair> {
    combine::repairs(draft, rules.skip(draft))
}
