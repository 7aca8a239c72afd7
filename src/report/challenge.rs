//! How decisions were challenged, and with what result.

use strum::{EnumCount, VariantArray};

use super::name::{NotOfKind, named, named_by_column, named_by_row};
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

    /// The channel that a block of table 4 is, if the row is one.
    #[must_use]
    pub const fn of_row(row: RowId) -> Option<Self> {
        match row {
            RowId::REVIEW => Some(Self::Review),
            RowId::DIRECT_LITIGATION => Some(Self::DirectLitigation),
            RowId::LITIGATION_AFTER_REVIEW => Some(Self::LitigationAfterReview),
            _ => None,
        }
    }

    /// The stable code: `review`, `litigation.direct` or `litigation.after_review`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.row().as_str()
    }
}

impl TryFrom<RowId> for Channel {
    type Error = NotOfKind;

    fn try_from(row: RowId) -> Result<Self, NotOfKind> {
        Self::of_row(row).ok_or(NotOfKind::new(row.as_str(), "channel of challenge"))
    }
}

listed!(Channel);
named_by_row!(Channel);
named!(Channel, all: Channel::ALL, expected: "channel of challenge");

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

listed!(ChallengeResult);
named_by_column! {
    ChallengeResult, row: RowId::REVIEW, table: "table 4", expected: "result of a challenge",
    Upheld, Corrected, Other, Pending
}
named!(ChallengeResult, all: ChallengeResult::ALL, expected: "result of a challenge");
