//! Counts, bounded so that every sum over a form is exact everywhere.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Number, NumberError};
use crate::chars::near::cut;

/// A number of things (件, 项, 宗), from 0 to [`Count::MAX`].
///
/// The bound is 2⁵³ − 1: such a number is exact in JSON and in a spreadsheet, and no sum over a form overflows a `u64`.
///
/// ```
/// use disclosure_report::Count;
///
/// let received = Count::new(3_119)?;
/// assert_eq!(received.get(), 3_119);
/// assert!(Count::new(1 << 53).is_err());
/// # Ok::<(), disclosure_report::quantity::CountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Count(u64);

impl Count {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The greatest count, 2⁵³ − 1.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// A count of `value`.
    ///
    /// # Errors
    ///
    /// [`CountError`] if `value` is greater than [`Count::MAX`].
    pub const fn new(value: u64) -> Result<Self, CountError> {
        if value <= Self::MAX.0 { Ok(Self(value)) } else { Err(CountError::TooLarge) }
    }

    /// A count of `value`, for literals and tests.
    ///
    /// # Panics
    ///
    /// If `value` is greater than [`Count::MAX`]; in a `const` that is a compile error.
    ///
    /// ```
    /// use disclosure_report::Count;
    /// const PENDING: Count = Count::constant(37);
    /// assert_eq!(PENDING.get(), 37);
    /// ```
    #[must_use]
    #[expect(clippy::panic, reason = "the panicking twin of `new`, for literals; no input reaches it")]
    pub const fn constant(value: u64) -> Self {
        match Self::new(value) {
            Ok(count) => count,
            Err(_) => panic!("a count is at most 2^53 - 1"),
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The sum of two counts; `None` if it is greater than [`Count::MAX`].
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match Self::new(self.0 + other.0) {
            Ok(sum) => Some(sum),
            Err(_) => None,
        }
    }

    /// The sum of counts.
    ///
    /// # Errors
    ///
    /// [`CountError::TooLarge`] if the sum is greater than [`Count::MAX`].
    ///
    /// ```
    /// use disclosure_report::Count;
    /// let sum = Count::try_sum([10, 1, 0, 0].map(Count::constant))?;
    /// assert_eq!(sum.get(), 11);
    /// # Ok::<(), disclosure_report::quantity::CountError>(())
    /// ```
    pub fn try_sum(counts: impl IntoIterator<Item: Borrow<Self>>) -> Result<Self, CountError> {
        counts.into_iter().try_fold(Self::ZERO, |sum, count| Self::new(sum.0 + count.borrow().0))
    }
}

/// The digits, without separators.
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<Count> for u64 {
    fn from(count: Count) -> Self {
        count.0
    }
}

macro_rules! from_integers {
    ($Name:ident: $($small:ty)*; $new:ident $($large:ty)*) => {
        $(impl From<$small> for $Name {
            fn from(value: $small) -> Self {
                Self(value.into())
            }
        })*

        $(impl TryFrom<$large> for $Name {
            type Error = CountError;

            fn try_from(value: $large) -> Result<Self, CountError> {
                $new(value.try_into().map_err(|_| CountError::TooLarge)?)
            }
        })*
    };
}

fn from_signed(value: i64) -> Result<Count, CountError> {
    u64::try_from(value).map_err(|_| CountError::Negative).and_then(Count::new)
}

const fn from_unsigned(value: u64) -> Result<Count, CountError> {
    Count::new(value)
}

from_integers!(Count: u8 u16 u32; from_unsigned u64 usize);
from_integers!(Count: ; from_signed i32 i64);

impl TryFrom<&Number> for Count {
    type Error = CountError;

    fn try_from(number: &Number) -> Result<Self, CountError> {
        let value = number.to_integer().ok_or(CountError::Fraction)?;
        if value < 0 {
            return Err(CountError::Negative);
        }
        u64::try_from(value).map_err(|_| CountError::TooLarge).and_then(Self::new)
    }
}

/// Reads ASCII digits and nothing else: no sign, no separator, no unit.
///
/// ```
/// use disclosure_report::Count;
///
/// assert_eq!("3119".parse(), Ok(Count::constant(3119)));
/// let error = "3119件".parse::<Count>().unwrap_err();
/// assert_eq!(error.to_string(), r#""3119件" is no count: expected ASCII digits alone, such as 3119"#);
/// ```
impl FromStr for Count {
    type Err = ParseCountError;

    fn from_str(text: &str) -> Result<Self, ParseCountError> {
        read(text, text)
    }
}

/// What the digits of a text say.
fn read<T>(text: &str, digits: &str) -> Result<T, ParseCountError>
where
    T: for<'a> TryFrom<&'a Number, Error = CountError>,
{
    let value = text.parse::<Number>().map_err(|error| match error {
        NumberError::TooLong(_) => CountError::TooLarge,
        NumberError::NotANumber(_) => CountError::NotANumber,
    });
    let plain =
        |value| if digits.bytes().all(|b| b.is_ascii_digit()) { Ok(value) } else { Err(CountError::NotANumber) };
    let count = value.and_then(|number| T::try_from(&number)).and_then(plain);
    count.map_err(|reason| ParseCountError { text: cut(text), reason })
}

/// A text that is no count: the text, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{text:?} is no count: {reason}")]
pub struct ParseCountError {
    text: Box<str>,
    reason: CountError,
}

impl ParseCountError {
    /// The text, cut after 60 characters.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why it is no count.
    #[must_use]
    pub const fn reason(&self) -> CountError {
        self.reason
    }
}

/// A JSON number.
impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer).and_then(|value| Self::new(value).map_err(de::Error::custom))
    }
}

/// Why a number is no count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum CountError {
    /// Greater than [`Count::MAX`].
    #[error("a count is at most 9007199254740991 (2^53 - 1)")]
    TooLarge,
    /// Below zero.
    #[error("a count is not negative")]
    Negative,
    /// Not a whole number.
    #[error("a count is a whole number")]
    Fraction,
    /// No number at all.
    #[error("expected ASCII digits alone, such as 3119")]
    NotANumber,
}

/// A change in a number of things (本年增/减): a whole number, below zero for a decrease.
///
/// Its size is bounded like that of a [`Count`].
///
/// ```
/// use disclosure_report::quantity::SignedCount;
///
/// let change = SignedCount::new(-417)?;
/// assert_eq!(change.to_string(), "-417");
/// assert!(SignedCount::new(i64::MIN).is_err());
/// # Ok::<(), disclosure_report::quantity::CountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SignedCount(i64);

impl SignedCount {
    /// No change.
    pub const ZERO: Self = Self(0);

    /// A change by `value`.
    ///
    /// # Errors
    ///
    /// [`CountError::TooLarge`] if the size of `value` is greater than [`Count::MAX`].
    pub const fn new(value: i64) -> Result<Self, CountError> {
        if value.unsigned_abs() <= Count::MAX.0 { Ok(Self(value)) } else { Err(CountError::TooLarge) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum of two changes; `None` if its size is greater than [`Count::MAX`].
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match Self::new(self.0 + other.0) {
            Ok(sum) => Some(sum),
            Err(_) => None,
        }
    }

    /// The sum of changes.
    ///
    /// # Errors
    ///
    /// [`CountError::TooLarge`] if the size of the sum of the first, the first two, and so on is greater than
    /// [`Count::MAX`].
    pub fn try_sum(changes: impl IntoIterator<Item: Borrow<Self>>) -> Result<Self, CountError> {
        changes.into_iter().try_fold(Self::ZERO, |sum, change| Self::new(sum.0 + change.borrow().0))
    }
}

/// ASCII digits, with `-` for a decrease and no sign for an increase.
impl fmt::Display for SignedCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<Count> for SignedCount {
    fn from(count: Count) -> Self {
        // A count is below 2^53, so the cast keeps it.
        Self(count.0.cast_signed())
    }
}

impl From<SignedCount> for i64 {
    fn from(count: SignedCount) -> Self {
        count.0
    }
}

const fn signed(value: i64) -> Result<SignedCount, CountError> {
    SignedCount::new(value)
}

from_integers!(SignedCount: i8 i16 i32 u8 u16 u32; signed i64 u64 usize);

/// Reads ASCII digits, after `-` for a decrease.
impl FromStr for SignedCount {
    type Err = ParseCountError;

    fn from_str(text: &str) -> Result<Self, ParseCountError> {
        read(text, text.strip_prefix('-').unwrap_or(text))
    }
}

impl TryFrom<&Number> for SignedCount {
    type Error = CountError;

    fn try_from(number: &Number) -> Result<Self, CountError> {
        let value = number.to_integer().ok_or(CountError::Fraction)?;
        i64::try_from(value).map_err(|_| CountError::TooLarge).and_then(Self::new)
    }
}

/// A JSON number.
impl Serialize for SignedCount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for SignedCount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).and_then(|value| Self::new(value).map_err(de::Error::custom))
    }
}
