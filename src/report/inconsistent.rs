//! Figures that do not add up: what a constructor refuses, as data.

use std::fmt;

use super::words::{Told, column_name, either, row_name, tell_each, tell_too_large, told};
use crate::form::Language::{self, Chinese, English};
use crate::form::{CellId, Column, Edition, Relation, RelationKind, RelationPlace, Table};
use crate::quantity::{Count, CountError};

/// Stated figures that do not add up: every relation that they violate.
///
/// ```
/// use disclosure_report::form::Column;
/// use disclosure_report::report::Challenges;
/// use disclosure_report::{Count, Language};
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
/// assert_eq!(error.message(Language::Chinese), "行政复议：10 + 1 + 0 + 0 = 11，而总计为0，相差11");
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

/// A count for each cell of any edition.
pub(super) type Figures = [Count; CellId::COUNT];

pub(super) const NO_FIGURES: Figures = [Count::ZERO; CellId::COUNT];

/// The figures of a table as `value` gives them, which is asked once for each: what is checked is what is returned.
///
/// They are refused if they violate a relation of the table.
pub(super) fn figures(
    edition: Edition,
    table: Table,
    mut value: impl FnMut(CellId) -> Count,
) -> Result<Figures, Inconsistent> {
    let mut figures = NO_FIGURES;
    for cell in edition.cells_of(table) {
        figures[cell.index()] = value(*cell);
    }
    check(edition, &[table], &figures)?;
    Ok(figures)
}

/// Refuses figures that violate a relation of one of `tables`.
pub(super) fn check(edition: Edition, tables: &[Table], figures: &Figures) -> Result<(), Inconsistent> {
    let relations = || edition.relations().iter().filter(|relation| tables.contains(&relation.kind().table()));
    let sum = |cells: &[CellId]| cells.iter().map(|cell| figures[cell.index()].get()).sum::<u64>();
    let sides = |relation: &Relation| (sum(relation.left()), sum(relation.right()));
    let holds = |relation: &Relation| {
        let (left, right) = sides(relation);
        left == right
    };
    if relations().all(holds) {
        return Ok(());
    }
    let violation = |relation: &'static Relation| {
        let (left, right) = sides(relation);
        let values = relation.cells().iter().map(|cell| (*cell, figures[cell.index()])).collect();
        Violation { relation, values, left, right }
    };
    Err(Inconsistent(relations().filter(|relation| !holds(relation)).map(violation).collect()))
}

told!(Inconsistent, Violation, WrongTotal, RowError);

/// One violation a line.
impl Told for Inconsistent {
    fn tell(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        tell_each(&self.0, language, f)
    }
}

/// The row or column, and both sides as sums.
impl Told for Violation {
    fn tell(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.relation.place() {
            RelationPlace::Row(row) => row_name(row, language),
            RelationPlace::Column(column) => column_name(column, language),
        };
        write!(f, "{place}{}", either(language, "：", ": "))?;
        let split = self.relation.left().len().min(self.values.len());
        let (left, right) = self.values.split_at(split);
        let counts = |side: &[(CellId, Count)]| side.iter().map(|(_, count)| *count).collect::<Vec<_>>();
        let Some(total) = self.relation.total() else {
            tell_terms(left, language, f)?;
            write!(f, " = {}{}", self.left, either(language, "，而", ", but "))?;
            tell_terms(right, language, f)?;
            write!(f, " = {}", self.right)?;
            return tell_difference(self.left, self.right, language, f);
        };
        let total = match self.relation.kind() {
            RelationKind::Outcomes => row_name(total.row(), Chinese),
            _ => column_name(total.column(), Chinese),
        };
        tell_wrong_total(&counts(left), self.left, total, self.right, language, f)
    }
}

/// One side of the balance; in Chinese each count with the name of its row.
fn tell_terms(side: &[(CellId, Count)], language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (i, (cell, count)) in side.iter().enumerate() {
        f.write_str(if i == 0 { "" } else { " + " })?;
        if let (Chinese, Some(term)) = (language, cell.row().spec().balance_term(Chinese)) {
            write!(f, "{term} ")?;
        }
        write!(f, "{count}")?;
    }
    Ok(())
}

/// `10 + 1 + 0 + 0 = 11, but the stated total is 0`; of many parts only those that are not zero.
fn tell_wrong_total(
    parts: &[Count],
    sum: u64,
    total: &str,
    stated: u64,
    language: Language,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let few = parts.len() < Column::REQUESTERS.len();
    let mut first = true;
    for count in parts.iter().filter(|count| few || **count != Count::ZERO) {
        write!(f, "{}{count}", if first { "" } else { " + " })?;
        first = false;
    }
    f.write_str(if first { "0" } else { "" })?;
    match language {
        Chinese => write!(f, " = {sum}，而{total}为{stated}")?,
        English => write!(f, " = {sum}, but the stated total is {stated}")?,
    }
    tell_difference(sum, stated, language, f)
}

/// In Chinese by how much the sides differ.
fn tell_difference(left: u64, right: u64, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match language {
        Chinese => write!(f, "，相差{}", left.abs_diff(right)),
        English => Ok(()),
    }
}

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

impl Told for WrongTotal {
    fn tell(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = column_name(Column::Total, Chinese);
        tell_wrong_total(&self.parts, self.sum, total, self.stated.get(), language, f)
    }
}

/// Why a row of counts can't be made of what is given.
///
/// ```
/// use disclosure_report::report::{ByResult, RowError};
/// use disclosure_report::{ChallengeResult, Language};
///
/// let error = ByResult::try_from([10, 1, 0, 0, 0]).unwrap_err(); // the last is the total
/// assert_eq!(error.to_string(), "10 + 1 + 0 + 0 = 11, but the stated total is 0");
/// let error = ByResult::from_pairs([(ChallengeResult::Upheld, 10_u32), (ChallengeResult::Other, 1)]).unwrap_err();
/// assert_eq!(error.to_string(), "not given: corrected, pending");
/// assert_eq!(error.message(Language::Chinese), "没有给出：结果纠正、尚未审结");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowError {
    /// A count, and so the total, or the total alone is greater than [`Count::MAX`].
    TooLarge,
    /// The stated total is not the sum of the counts.
    WrongTotal(Box<WrongTotal>),
    /// Columns for which no count is given.
    NotGiven(Box<[Column]>),
    /// A column for which more than one count is given.
    GivenTwice(Column),
}

impl From<CountError> for RowError {
    /// Whole numbers that are not negative can only be too large.
    fn from(_: CountError) -> Self {
        Self::TooLarge
    }
}

impl From<WrongTotal> for RowError {
    fn from(error: WrongTotal) -> Self {
        Self::WrongTotal(Box::new(error))
    }
}

impl Told for RowError {
    fn tell(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => tell_too_large(language, f),
            Self::WrongTotal(error) => error.tell(language, f),
            Self::NotGiven(columns) => {
                let names: Vec<_> = columns.iter().map(|column| column_name(*column, language)).collect();
                write!(
                    f,
                    "{}{}",
                    either(language, "没有给出：", "not given: "),
                    names.join(either(language, "、", ", "))
                )
            }
            Self::GivenTwice(column) => {
                write!(f, "{}{}", either(language, "重复给出：", "given twice: "), column_name(*column, language))
            }
        }
    }
}
