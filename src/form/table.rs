//! The three tables.

use std::fmt;

use strum::VariantArray;

use super::Column;

/// One of the three statutory tables.
///
/// ```
/// use disclosure_report::form::Table;
/// assert_eq!(Table::Requests.heading(), "三、收到和处理政府信息公开申请情况");
/// assert_eq!(Table::Requests.number(), 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray)]
pub enum Table {
    /// Table 2, 主动公开政府信息情况: what the organ disclosed on its own initiative.
    Proactive,
    /// Table 3, 收到和处理政府信息公开申请情况: requests received and how they were handled.
    Requests,
    /// Table 4, 政府信息公开行政复议、行政诉讼情况: administrative reconsideration ("review") and litigation.
    Challenges,
}

impl Table {
    /// The tables in order.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The stable code: `proactive`, `requests` or `challenges`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proactive => "proactive",
            Self::Requests => "requests",
            Self::Challenges => "challenges",
        }
    }

    /// The number of its section in the report: 2, 3 or 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Proactive => 2,
            Self::Requests => 3,
            Self::Challenges => 4,
        }
    }

    /// The columns of each of its rows, in order. In table 2, where every row has its own, there are none here.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Proactive => &[],
            Self::Requests => &Column::REQUESTERS,
            Self::Challenges => &Column::RESULTS,
        }
    }

    /// The heading of its section.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Proactive => "二、主动公开政府信息情况",
            Self::Requests => "三、收到和处理政府信息公开申请情况",
            Self::Challenges => "四、政府信息公开行政复议、行政诉讼情况",
        }
    }

    /// The heading in English.
    #[must_use]
    pub const fn gloss(self) -> &'static str {
        match self {
            Self::Proactive => "proactive disclosure",
            Self::Requests => "requests received and handled",
            Self::Challenges => "administrative reconsideration and litigation",
        }
    }
}

/// The heading.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.heading())
    }
}
