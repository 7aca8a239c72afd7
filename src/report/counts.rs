//! A row of counts whose total is computed.

use super::{ChallengeResult, Requester, WrongTotal};
use crate::form::Column;
use crate::quantity::{Count, CountError};

macro_rules! counts {
    ($(#[$doc:meta])* $Name:ident, $Key:ident, $COLUMNS:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $Name([Count; $Key::COUNT]);

        // A count's place is that of its key among the keys, which are the columns of the form except 总计.
        const _: () = {
            let columns = $COLUMNS;
            assert!(columns.len() == $Key::COUNT + 1);
            let mut i = 0;
            while i < $Key::COUNT {
                assert!($Key::ALL[i] as usize == i && $Key::ALL[i].column() as u8 == columns[i] as u8);
                i += 1;
            }
        };

        impl $Name {
            /// Every count zero.
            pub const ZERO: Self = Self([Count::ZERO; $Key::COUNT]);

            /// The counts in the order of the form; their total is computed.
            ///
            /// # Errors
            ///
            /// [`CountError::TooLarge`] if the total is greater than [`Count::MAX`].
            pub fn new(parts: [Count; $Key::COUNT]) -> Result<Self, CountError> {
                Count::try_sum(parts).map(|_| Self(parts))
            }

            /// The counts in the order of the form and their total as stated.
            ///
            /// # Errors
            ///
            /// [`WrongTotal`] if the stated total is not the sum.
            pub fn with_total(parts: [Count; $Key::COUNT], stated: Count) -> Result<Self, WrongTotal> {
                let sum = parts.iter().map(|count| count.get()).sum();
                if sum == stated.get() {
                    Ok(Self(parts))
                } else {
                    Err(WrongTotal { parts: parts.into(), sum, stated })
                }
            }

            /// The counts in the order of the form, for literals and tests.
            ///
            /// # Panics
            ///
            /// If a count or the total is greater than [`Count::MAX`]; in a `const` that is a compile error.
            #[must_use]
            pub const fn constant(parts: [u64; $Key::COUNT]) -> Self {
                let mut counts = [Count::ZERO; $Key::COUNT];
                let mut sum = Count::ZERO;
                let mut i = 0;
                while i < $Key::COUNT {
                    counts[i] = Count::constant(parts[i]);
                    sum = match Count::new(sum.get() + parts[i]) {
                        Ok(sum) => sum,
                        Err(_) => panic!("a total is at most 2^53 - 1"),
                    };
                    i += 1;
                }
                Self(counts)
            }

            /// One of the counts.
            #[must_use]
            pub const fn get(&self, key: $Key) -> Count {
                self.0[key as usize]
            }

            /// The total, computed.
            #[must_use]
            pub fn total(&self) -> Count {
                // Every constructor refuses parts whose total is out of bounds.
                Count::try_sum(self.0).unwrap_or(Count::MAX)
            }

            /// The counts with what each is for, in the order of the form.
            pub fn iter(&self) -> impl ExactSizeIterator<Item = ($Key, Count)> + Clone {
                $Key::ALL.iter().copied().zip(self.0)
            }
        }
    };
}

counts! {
    /// Requests (件) by requester: a row of table 3 without its 总计, which is computed.
    ///
    /// ```
    /// use disclosure_report::report::ByRequester;
    /// use disclosure_report::{Count, Requester};
    ///
    /// // 淮安市 2024, 一、本年新收.
    /// let received = ByRequester::new([3001, 53, 0, 0, 61, 4].map(Count::constant))?;
    /// assert_eq!(received.total().get(), 3119);
    /// assert_eq!(received.get(Requester::LegalServiceInstitution).get(), 61);
    /// assert!(ByRequester::with_total([3001, 53, 0, 0, 61, 4].map(Count::constant), Count::constant(3191)).is_err());
    /// assert!(ByRequester::new([Count::MAX; 6]).is_err());
    /// # Ok::<(), disclosure_report::quantity::CountError>(())
    /// ```
    ///
    /// There is no total to set wrong:
    ///
    /// ```compile_fail,E0423
    /// let row = disclosure_report::report::ByRequester([disclosure_report::Count::MAX; 6]);
    /// ```
    ByRequester, Requester, Column::REQUESTERS
}

counts! {
    /// Challenges (件) by result: a block of table 4 without its 总计, which is computed.
    ///
    /// ```
    /// use disclosure_report::report::ByResult;
    /// use disclosure_report::{ChallengeResult, Count};
    ///
    /// // 淮安市 2024, 行政复议.
    /// let review = ByResult::with_total([72, 64, 178, 37].map(Count::constant), Count::constant(351))?;
    /// assert_eq!(review.get(ChallengeResult::Pending).get(), 37);
    /// assert!(ByResult::with_total([72, 64, 178, 37].map(Count::constant), Count::constant(350)).is_err());
    /// # Ok::<(), disclosure_report::report::WrongTotal>(())
    /// ```
    ByResult, ChallengeResult, Column::RESULTS
}
