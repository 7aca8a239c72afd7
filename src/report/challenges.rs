//! Table 4: 政府信息公开行政复议、行政诉讼情况.

use super::{ByResult, ChallengeResult, Channel, Inconsistent, inconsistent};
use crate::form::{CellId, Column, Edition, Table};
use crate::quantity::Count;

/// Table 4: administrative reconsideration ("review", 行政复议) and litigation (行政诉讼), in 件.
///
/// ```
/// use disclosure_report::Channel;
/// use disclosure_report::report::{ByResult, Challenges};
///
/// // 淮安市 2024.
/// let challenges = Challenges::new(
///     ByResult::constant([72, 64, 178, 37]),
///     ByResult::constant([13, 4, 8, 1]),
///     ByResult::constant([12, 1, 1, 6]),
/// );
/// assert_eq!(challenges.get(Channel::Review).total().get(), 351);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Challenges([ByResult; Channel::COUNT]);

impl Challenges {
    /// The table made of its three blocks. Totals are computed.
    #[must_use]
    pub const fn new(review: ByResult, direct: ByResult, after_review: ByResult) -> Self {
        Self([review, direct, after_review])
    }

    /// The table made of all its fifteen figures as stated, totals too. `value` gives the figure of each cell of table 4.
    ///
    /// # Errors
    ///
    /// [`Inconsistent`] with every block whose stated total is not the sum of its results.
    pub fn from_cells(value: impl Fn(CellId) -> Count) -> Result<Self, Inconsistent> {
        // Every edition has the same table 4.
        let relations = Edition::Revised2021.relations().iter();
        inconsistent::check(relations.filter(|relation| relation.kind().table() == Table::Challenges), &value)?;
        let part =
            |channel: Channel, result: ChallengeResult| channel.row().cell(result.column()).map_or(Count::ZERO, &value);
        let block = |channel| {
            let [upheld, corrected, other, pending] =
                [ChallengeResult::Upheld, ChallengeResult::Corrected, ChallengeResult::Other, ChallengeResult::Pending]
                    .map(|result| part(channel, result));
            // The sum is the stated total, which is a count.
            ByResult::new([upheld, corrected, other, pending]).unwrap_or_default()
        };
        Ok(Self([Channel::Review, Channel::DirectLitigation, Channel::LitigationAfterReview].map(block)))
    }

    /// One block.
    #[must_use]
    pub const fn get(&self, channel: Channel) -> &ByResult {
        &self.0[channel as usize]
    }

    /// The figure in a cell of table 4; `None` for a cell of another table.
    #[must_use]
    pub fn cell(&self, cell: CellId) -> Option<Count> {
        let channel = *Channel::ALL.iter().find(|channel| channel.row() == cell.row())?;
        let block = self.get(channel);
        match cell.column() {
            Column::Total => Some(block.total()),
            column => ChallengeResult::ALL.iter().find(|result| result.column() == column).map(|r| block.get(*r)),
        }
    }
}
