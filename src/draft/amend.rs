//! Named steps that change a draft and return what they changed.

use super::{Cell, Draft, Origin, RelationValue, State};
use crate::form::CellId;
use crate::quantity::Number;

/// One cell before and after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The cell.
    pub cell: CellId,
    /// The cell before.
    pub from: Cell,
    /// The cell after.
    pub to: Cell,
}

/// Numbers that can be put into a draft by [`Draft::apply`]: an [`Imputation`](crate::check::Imputation), or several.
///
/// Sealed: the crate alone implements it.
pub trait Amendment: sealed::Sealed {
    /// Calls `put` for every cell with its new number and its origin.
    #[doc(hidden)]
    fn each(&self, put: &mut dyn FnMut(CellId, Number, Origin));
}

pub(crate) mod sealed {
    /// Keeps [`super::Amendment`] to this crate.
    pub trait Sealed {}
}

impl Draft {
    /// Puts in the numbers of an amendment, and returns what changed. An imputed number never replaces a number.
    ///
    /// ```
    /// use disclosure_report::draft::Origin;
    /// use disclosure_report::{Cell, Draft, Edition};
    ///
    /// let mut draft = Draft::blank(Edition::Revised2021);
    /// draft.set("review.upheld".parse()?, 5u32)?;
    /// draft.set("review.pending".parse()?, 2u32)?;
    /// let findings = draft.check(); // 总计 was left blank: it can only be 7
    /// let changes = draft.apply(findings.imputations());
    /// assert_eq!(changes.len(), 1);
    /// assert_eq!(changes[0].to, Cell::from(7u32).with_origin(Origin::Imputed));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn apply<A: Amendment + ?Sized>(&mut self, amendment: &A) -> Vec<Change> {
        let mut changes = Vec::new();
        amendment.each(&mut |cell, number, origin| {
            if origin == Origin::Imputed && self.number(cell).is_some() {
                return;
            }
            self.put(cell, number, origin, &mut changes);
        });
        changes
    }

    /// Enters 0 in every blank cell and in place of every dash that counts as zero in the form's sums, and returns the changes.
    ///
    /// A total left blank over parts that are not all zero is no zero: it stays as it is, and the check imputes it.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition};
    ///
    /// let mut draft = Draft::blank(Edition::Revised2021);
    /// draft.set("review.upheld".parse()?, 5u32)?;
    /// let changes = draft.blanks_as_zero();
    /// assert_eq!(changes.len(), 198); // not the figure, not its blank total
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn blanks_as_zero(&mut self) -> Vec<Change> {
        let zero = |(id, cell): (CellId, Cell<&str>)| {
            let nothing = matches!(cell.state, State::Blank | State::Dash(_));
            (nothing && self.value_in_relation(id) == RelationValue::Number(Number::ZERO)).then_some(id)
        };
        let zeros: Vec<_> = self.cells().filter_map(zero).collect();
        let mut changes = Vec::new();
        for cell in zeros {
            self.put(cell, Number::ZERO, Origin::Imputed, &mut changes);
        }
        changes
    }

    fn put(&mut self, cell: CellId, number: Number, origin: Origin, changes: &mut Vec<Change>) {
        let Some(source) = self.cell(cell).map(|before| before.source) else { return };
        let to = Cell::from(number).with_origin(origin).with_source(source);
        if let Ok(from) = self.set(cell, to.clone()) {
            changes.push(Change { cell, from, to });
        }
    }
}
