//! A row of counts whose total is computed.

use std::array;
use std::borrow::Borrow;
use std::iter::{Copied, Zip};
use std::ops::Index;
use std::slice;

use super::inconsistent::Figures;
use super::{ChallengeResult, Requester, RowError, WrongTotal};
use crate::form::{CellId, Column, RowId};
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
            pub const fn new(parts: [Count; $Key::COUNT]) -> Result<Self, CountError> {
                match Count::new(Self(parts).sum()) {
                    Ok(_) => Ok(Self(parts)),
                    Err(error) => Err(error),
                }
            }

            /// The counts in the order of the form and their total as stated.
            ///
            /// # Errors
            ///
            /// [`WrongTotal`] if the stated total is not the sum.
            pub fn with_total(parts: [Count; $Key::COUNT], stated: Count) -> Result<Self, WrongTotal> {
                let sum = Self(parts).sum();
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
                let mut i = 0;
                while i < $Key::COUNT {
                    counts[i] = Count::constant(parts[i]);
                    i += 1;
                }
                match Self::new(counts) {
                    Ok(row) => row,
                    Err(_) => panic!("a total is at most 2^53 - 1"),
                }
            }

            /// The counts that a function gives: it is asked once for each, in the order of the form.
            ///
            /// # Errors
            ///
            /// [`CountError::TooLarge`] if the total is greater than [`Count::MAX`].
            pub fn from_fn(mut count: impl FnMut($Key) -> Count) -> Result<Self, CountError> {
                Self::new(array::from_fn(|i| count($Key::ALL[i])))
            }

            /// The counts with what each is for: every one once, in any order.
            ///
            /// # Errors
            ///
            /// [`RowError`] if one is not given or given twice, or if the total is greater than [`Count::MAX`].
            pub fn from_pairs<C: Into<Count>>(pairs: impl IntoIterator<Item = ($Key, C)>) -> Result<Self, RowError> {
                let mut given = [None; $Key::COUNT];
                for (key, count) in pairs {
                    if given[key as usize].replace(count.into()).is_some() {
                        return Err(RowError::GivenTwice(key.column()));
                    }
                }
                let not_given = |key: &&$Key| given[**key as usize].is_none();
                let missing: Box<[_]> = $Key::ALL.iter().filter(not_given).map(|key| key.column()).collect();
                if !missing.is_empty() {
                    return Err(RowError::NotGiven(missing));
                }
                Ok(Self::new(given.map(Option::unwrap_or_default))?)
            }

            /// One of the counts.
            #[must_use]
            pub const fn get(&self, key: $Key) -> Count {
                self.0[key as usize]
            }

            /// The count in a column; `None` if the row does not have it.
            pub(super) fn in_column(&self, column: Column) -> Option<Count> {
                match column {
                    Column::Total => Some(self.total()),
                    column => $Key::of_column(column).map(|key| self.get(key)),
                }
            }

            pub(super) fn of_numbers(parts: [u64; $Key::COUNT]) -> Result<Self, CountError> {
                let mut counts = [Count::ZERO; $Key::COUNT];
                for (count, part) in counts.iter_mut().zip(parts) {
                    *count = Count::new(part)?;
                }
                Self::new(counts)
            }

            /// The counts in a row of figures whose total is among them and right.
            pub(super) fn of_figures(row: RowId, figures: &Figures) -> Self {
                let figure = |cell: CellId| figures[cell.index()];
                Self::from_fn(|key| row.cell(key.column()).map_or(Count::ZERO, figure)).unwrap_or_default()
            }

            /// Puts the counts and their total among figures.
            pub(super) fn put(&self, row: RowId, figures: &mut Figures) {
                let counts = self.iter().map(|(key, count)| (key.column(), count));
                for (column, count) in counts.chain([(Column::Total, self.total())]) {
                    if let Some(cell) = row.cell(column) {
                        figures[cell.index()] = count;
                    }
                }
            }

            /// The total, computed.
            #[must_use]
            pub const fn total(&self) -> Count {
                // Every constructor refuses parts whose total is out of bounds.
                match Count::new(self.sum()) {
                    Ok(total) => total,
                    Err(_) => Count::MAX,
                }
            }

            const fn sum(&self) -> u64 {
                let mut sum = 0;
                let mut i = 0;
                while i < $Key::COUNT {
                    sum += self.0[i].get();
                    i += 1;
                }
                sum
            }

            /// The counts with what each is for, in the order of the form.
            pub fn iter(&self) -> impl ExactSizeIterator<Item = ($Key, Count)> + Clone + use<> {
                self.into_iter()
            }

            /// The sum, count by count; `None` if its total is greater than [`Count::MAX`].
            #[must_use]
            pub fn checked_add(self, other: Self) -> Option<Self> {
                Self::of_numbers(array::from_fn(|i| self.0[i].get() + other.0[i].get())).ok()
            }

            /// The sum of rows, count by count.
            ///
            /// # Errors
            ///
            /// [`CountError::TooLarge`] if its total is greater than [`Count::MAX`].
            pub fn try_sum(rows: impl IntoIterator<Item: Borrow<Self>>) -> Result<Self, CountError> {
                let mut rows = rows.into_iter();
                rows.try_fold(Self::ZERO, |sum, row| sum.checked_add(*row.borrow())).ok_or(CountError::TooLarge)
            }
        }

        /// The count of one.
        impl Index<$Key> for $Name {
            type Output = Count;

            fn index(&self, key: $Key) -> &Count {
                &self.0[key as usize]
            }
        }

        /// The counts with what each is for, in the order of the form.
        impl IntoIterator for $Name {
            type Item = ($Key, Count);
            type IntoIter = Zip<Copied<slice::Iter<'static, $Key>>, array::IntoIter<Count, { $Key::COUNT }>>;

            fn into_iter(self) -> Self::IntoIter {
                $Key::ALL.iter().copied().zip(self.0)
            }
        }

        /// The same as by value.
        impl IntoIterator for &$Name {
            type Item = ($Key, Count);
            type IntoIter = <$Name as IntoIterator>::IntoIter;

            fn into_iter(self) -> Self::IntoIter {
                (*self).into_iter()
            }
        }

        /// The counts in the order of the form, without their total.
        impl TryFrom<[u64; $Key::COUNT]> for $Name {
            type Error = CountError;

            fn try_from(parts: [u64; $Key::COUNT]) -> Result<Self, CountError> {
                Self::of_numbers(parts)
            }
        }

        /// The counts in the order of the form, and last their total as stated.
        impl TryFrom<[u64; $Key::COUNT + 1]> for $Name {
            type Error = RowError;

            fn try_from(row: [u64; $Key::COUNT + 1]) -> Result<Self, RowError> {
                let parts = Self::of_numbers(array::from_fn(|i| row[i]))?;
                Ok(Self::with_total(parts.0, Count::new(row[$Key::COUNT])?)?)
            }
        }

        /// The counts in the order of the form, without their total, which can't be too large.
        impl From<[u32; $Key::COUNT]> for $Name {
            fn from(parts: [u32; $Key::COUNT]) -> Self {
                Self(parts.map(Count::from))
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
    /// It is made of an array with its total or without, of pairs, or by a function; and it is indexed, iterated and added.
    ///
    /// ```
    /// use disclosure_report::report::ByRequester;
    /// use disclosure_report::{Count, Requester};
    ///
    /// let row = ByRequester::from([1_u32, 0, 0, 0, 2, 0]);
    /// assert_eq!(ByRequester::try_from([1, 0, 0, 0, 2, 0, 3])?, row); // with its total
    /// assert_eq!(ByRequester::from_pairs(&row)?, row);
    /// assert_eq!(ByRequester::from_fn(|requester| row[requester])?, row);
    /// let sum = ByRequester::try_sum([row, row])?;
    /// assert_eq!(sum[Requester::LegalServiceInstitution].get(), 4);
    /// assert!(row.iter().all(|(requester, count)| row[requester] == count));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
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
