//! What rows and cells are in the sums of the form.

use super::{CellId, Column, RowId, Table};

/// What a row counts, and with that its part in the sums of its table.
///
/// Table 3 counts every request twice: as it comes in, and again as it is handled or goes out to the next year. So
/// [`ComesIn`](Self::ComesIn) rows equal [`TotalHandled`](Self::TotalHandled) and [`GoesOut`](Self::GoesOut), and
/// [`Outcome`](Self::Outcome) rows add up to [`TotalHandled`](Self::TotalHandled).
///
/// ```
/// use disclosure_report::form::RowRole;
/// use disclosure_report::{Edition, RowId};
///
/// assert_eq!(RowId::CARRIED_IN.role(), RowRole::ComesIn);
/// let outcomes = Edition::Revised2021.rows().iter().filter(|row| row.role() == RowRole::Outcome);
/// assert_eq!(outcomes.count(), 21);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowRole {
    /// Table 2, every row: what was disclosed. No sum ties these figures.
    Disclosure,
    /// Table 3, 本年新收 and 上年结转: requests that came in, this year or earlier.
    ComesIn,
    /// Table 3, a row of 本年度办理结果: requests handled in one way.
    Outcome,
    /// Table 3, （七）总计: all requests handled.
    TotalHandled,
    /// Table 3, 结转下年度继续办理: requests that go on to the next year.
    GoesOut,
    /// Table 4, every block: decisions challenged, by result.
    Challenge,
}

impl RowId {
    /// What the row counts.
    #[must_use]
    pub const fn role(self) -> RowRole {
        match (self.table(), self) {
            (Table::Proactive, _) => RowRole::Disclosure,
            (Table::Challenges, _) => RowRole::Challenge,
            (Table::Requests, Self::RECEIVED | Self::CARRIED_IN) => RowRole::ComesIn,
            (Table::Requests, Self::TOTAL) => RowRole::TotalHandled,
            (Table::Requests, Self::CARRIED_OUT) => RowRole::GoesOut,
            (Table::Requests, _) => RowRole::Outcome,
        }
    }
}

impl CellId {
    /// Whether the cell is a total, the sum of other cells: 总计 of a row in tables 3 and 4, or any cell of （七）总计.
    ///
    /// These are the cells that [`Relation::total`](super::Relation::total) names, in every edition.
    ///
    /// ```
    /// let is_total = |cell: &str| cell.parse().map(disclosure_report::CellId::is_total);
    /// assert_eq!(is_total("requests.granted.total"), Ok(true));
    /// assert_eq!(is_total("requests.total.natural_person"), Ok(true));
    /// assert_eq!(is_total("requests.granted.natural_person"), Ok(false));
    /// ```
    #[must_use]
    pub const fn is_total(self) -> bool {
        matches!(self.column(), Column::Total) || matches!(self.row().role(), RowRole::TotalHandled)
    }
}
