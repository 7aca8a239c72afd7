//! How decisions were challenged, and with what result.

use strum::{EnumCount, VariantArray};

use super::name::{named, named_by_column, named_by_row};
use crate::coded::listed;
use crate::form::{Column, RowId};

/// The way in which a decision was challenged: a block of table 4.
///
/// "Review" is 行政复议, administrative reconsideration: a review by a higher organ, not by a court.
///
/// ```
/// use disclosure_report::Channel;
///
/// assert_eq!(Channel::Review.label(), "行政复议");
/// assert_eq!(Channel::DirectLitigation.code(), "litigation.direct");
/// assert_eq!("复议后起诉".parse(), Ok(Channel::LitigationAfterReview));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumCount)]
pub enum Channel {
    /// 行政复议: administrative reconsideration.
    Review,
    /// 未经复议直接起诉: litigation brought directly, without reconsideration.
    DirectLitigation,
    /// 复议后起诉: litigation after reconsideration.
    LitigationAfterReview,
}

impl Channel {
    /// The block of table 4.
    #[must_use]
    pub const fn row(self) -> RowId {
        match self {
            Self::Review => RowId::REVIEW,
            Self::DirectLitigation => RowId::DIRECT_LITIGATION,
            Self::LitigationAfterReview => RowId::LITIGATION_AFTER_REVIEW,
        }
    }

    /// The stable code: `review`, `litigation.direct` or `litigation.after_review`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.row().as_str()
    }
}

listed!(Channel);
named_by_row!(Channel);
named!(Channel, all: Channel::ALL.iter().copied(), expected: "channel of challenge");

/// The result of a challenge: a column within each block of table 4.
///
/// ```
/// use disclosure_report::ChallengeResult;
///
/// assert_eq!(ChallengeResult::Corrected.label(), "结果纠正");
/// assert_eq!("尚未审结".parse(), Ok(ChallengeResult::Pending));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumCount)]
pub enum ChallengeResult {
    /// 结果维持: the decision was upheld.
    Upheld,
    /// 结果纠正: the decision was corrected.
    Corrected,
    /// 其他结果: another result.
    Other,
    /// 尚未审结: not yet concluded.
    Pending,
}

impl ChallengeResult {
    /// The column of table 4.
    #[must_use]
    pub const fn column(self) -> Column {
        match self {
            Self::Upheld => Column::Upheld,
            Self::Corrected => Column::Corrected,
            Self::Other => Column::Other,
            Self::Pending => Column::Pending,
        }
    }
}

listed!(ChallengeResult);
named_by_column!(ChallengeResult, row: RowId::REVIEW);
named!(ChallengeResult, all: ChallengeResult::ALL.iter().copied(), expected: "result of a challenge");
