//! How large an organ is.

use crate::coded::coded;

coded! {
    /// Whose report it is: what tells how many figures are zero, and how large the others are.
    ///
    /// | size | requests at most | figures of natural persons, of others, of table 4 that are not zero |
    /// |---|---|---|
    /// | township | 30 | 25 %, 4 %, 8 % |
    /// | county | 1,500 | 65 %, 15 %, 50 % |
    /// | city | 100,000 | 95 %, 50 %, 95 % |
    ///
    /// ```
    /// use disclosure_report::strategies::Size;
    ///
    /// assert_eq!(Size::ALL, [Size::Township, Size::County, Size::City]);
    /// assert_eq!("county".parse(), Ok(Size::County));
    /// ```
    pub enum Size as "a size of organ" {
        /// A township, or a small organ: at most 30 requests, and most figures are zero.
        Township = "township",
        /// A county: at most 1,500 requests.
        County = "county",
        /// A large city: at most 100,000 requests, and hardly a figure of natural persons is zero.
        City = "city",
    }
}

impl Size {
    /// The most requests that a year has.
    pub(super) const fn requests(self) -> u32 {
        match self {
            Self::Township => 30,
            Self::County => 1_500,
            Self::City => 100_000,
        }
    }

    /// For natural persons and for each of the others: of a hundred figures, how many are not zero; and the greatest.
    pub(super) const fn densities(self) -> [(u8, u32); 2] {
        match self {
            Self::Township => [(25, 8), (4, 3)],
            Self::County => [(65, 400), (15, 60)],
            Self::City => [(95, 30_000), (50, 2_000)],
        }
    }

    /// The same for table 4.
    pub(super) const fn challenges(self) -> (u8, u32) {
        match self {
            Self::Township => (8, 3),
            Self::County => (50, 60),
            Self::City => (95, 1_500),
        }
    }
}
