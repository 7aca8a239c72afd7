//! Figures that do not add up: what a constructor refuses, as data.

use std::fmt;

use crate::form::{CellId, Column, Relation, RelationPlace};
use crate::quantity::Count;

/// Stated figures that do not add up: every relation that they violate.
///
/// ```
/// use disclosure_report::Count;
/// use disclosure_report::form::Column;
/// use disclosure_report::report::Challenges;
///
/// // 洪泽 2023, as published: 10 + 1 + 0 + 0 with a total of 0.
/// let error = Challenges::from_cells(|cell| match cell.as_str() {
///     "review.upheld" => Count::constant(10),
///     "review.corrected" => Count::constant(1),
///     _ => Count::ZERO,
/// })
/// .unwrap_err();
/// assert_eq!(error.violations().len(), 1);
/// assert_eq!(error.to_string(), "review: 10 + 1 + 0 + 0 = 11, but the stated total is 0");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inconsistent(Box<[Violation]>);

/// One relation that stated figures violate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The relation.
    pub relation: &'static Relation,
    /// Its cells with their values, left before right.
    pub values: Box<[(CellId, Count)]>,
    /// What the left side adds up to.
    pub left: u64,
    /// What the right side adds up to.
    pub right: u64,
}

impl Inconsistent {
    /// Every violated relation, in the order of the form.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.0
    }

    pub(super) fn into_violations(self) -> Vec<Violation> {
        self.0.into_vec()
    }
}

/// Refuses figures that violate one of `relations`.
pub(super) fn check(
    relations: impl IntoIterator<Item = &'static Relation>,
    value: impl Fn(CellId) -> Count,
) -> Result<(), Inconsistent> {
    let violation = |relation: &'static Relation| {
        let sum = |cells: &[CellId]| cells.iter().map(|cell| value(*cell).get()).sum::<u64>();
        let (left, right) = (sum(relation.left()), sum(relation.right()));
        let values = || relation.cells().iter().map(|cell| (*cell, value(*cell))).collect();
        (left != right).then(|| Violation { relation, values: values(), left, right })
    };
    let violations: Box<[_]> = relations.into_iter().filter_map(violation).collect();
    if violations.is_empty() { Ok(()) } else { Err(Inconsistent(violations)) }
}

/// One violation a line.
impl fmt::Display for Inconsistent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, violation) in self.0.iter().enumerate() {
            write!(f, "{}{violation}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

/// The row's or column's id, and both sides as sums.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.relation.place() {
            RelationPlace::Row(row) => write!(f, "{row}: ")?,
            RelationPlace::Column(column) => write!(f, "{column}: ")?,
        }
        let split = self.relation.left().len().min(self.values.len());
        let (left, right) = self.values.split_at(split);
        write_sum(f, left.iter().map(|(_, count)| *count))?;
        if self.relation.total().is_some() {
            return write!(f, " = {}, but the stated total is {}", self.left, self.right);
        }
        write!(f, " = {}, but ", self.left)?;
        write_sum(f, right.iter().map(|(_, count)| *count))?;
        write!(f, " = {}", self.right)
    }
}

/// `10 + 1 + 0 + 0`; of many terms only those that are not zero.
fn write_sum(f: &mut fmt::Formatter<'_>, counts: impl Iterator<Item = Count> + Clone) -> fmt::Result {
    let few = counts.clone().count() < Column::REQUESTERS.len();
    let mut first = true;
    for count in counts.filter(|count| few || *count != Count::ZERO) {
        write!(f, "{}{count}", if first { "" } else { " + " })?;
        first = false;
    }
    if first { f.write_str("0") } else { Ok(()) }
}

impl std::error::Error for Inconsistent {}

/// A stated total that is not the sum of its parts.
///
/// ```
/// use disclosure_report::Count;
/// use disclosure_report::report::ByResult;
///
/// let parts = [10, 1, 0, 0].map(Count::constant);
/// let error = ByResult::with_total(parts, Count::ZERO).unwrap_err();
/// assert_eq!(error.to_string(), "10 + 1 + 0 + 0 = 11, but the stated total is 0");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WrongTotal {
    /// The parts.
    pub parts: Box<[Count]>,
    /// What they add up to.
    pub sum: u64,
    /// What is stated.
    pub stated: Count,
}

impl fmt::Display for WrongTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_sum(f, self.parts.iter().copied())?;
        write!(f, " = {}, but the stated total is {}", self.sum, self.stated)
    }
}

impl std::error::Error for WrongTotal {}
