//! The three tables.

use super::Column;
use crate::coded::coded;

coded! {
    /// One of the three statutory tables.
    ///
    /// ```
    /// use disclosure_report::form::Table;
    /// assert_eq!(Table::Requests.heading(), "三、收到和处理政府信息公开申请情况");
    /// assert_eq!(Table::Requests.number(), 3);
    /// ```
    pub enum Table as "a table" shown by heading {
        /// Table 2, 主动公开政府信息情况: what the organ disclosed on its own initiative.
        Proactive = "proactive",
        /// Table 3, 收到和处理政府信息公开申请情况: requests received and how they were handled.
        Requests = "requests",
        /// Table 4, 政府信息公开行政复议、行政诉讼情况: administrative reconsideration ("review") and litigation.
        Challenges = "challenges",
    }
}

impl Table {
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
