//! An exact number as a report states it.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::{Count, SignedCount};
use crate::chars::near::cut;

/// An exact decimal number as stated in a cell, with the decimals it was written with.
///
/// Up to 28 significant digits; what is longer is refused, never rounded. Numbers compare by value: `5949.10` equals
/// `5949.1`, and both are shown as written.
///
/// ```
/// use disclosure_report::Number;
///
/// let fee: Number = "5949.088667".parse()?;
/// assert_eq!(fee.to_string(), "5949.088667");
/// assert_eq!(fee.to_integer(), None);
/// assert!("12345678901234567890.123456789012345".parse::<Number>().is_err());
/// assert!("1_000".parse::<Number>().is_err());
/// assert!("NaN".parse::<Number>().is_err());
/// # Ok::<(), disclosure_report::quantity::NumberError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number(Decimal);

impl Number {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The whole number it is, if it has no fraction.
    #[must_use]
    pub fn to_integer(&self) -> Option<i128> {
        if self.0.scale() == 0 {
            Some(self.0.mantissa())
        } else if self.0.is_integer() {
            Some(self.0.trunc().mantissa())
        } else {
            None
        }
    }

    /// Whether it is written as a whole number is: without decimals, and zero without a sign.
    pub(crate) fn is_plain(self) -> bool {
        self.0.scale() == 0 && !(self.0.is_zero() && self.0.is_sign_negative())
    }

    /// The number without its fraction.
    pub(crate) fn truncated(self) -> i128 {
        self.0.trunc().mantissa()
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// The number as a decimal: the one place where [`rust_decimal`] is met.
    #[must_use]
    pub fn to_decimal(&self) -> Decimal {
        self.0
    }

    /// The sum of two numbers; `None` if it can't be held exactly.
    ///
    /// ```
    /// use disclosure_report::Number;
    ///
    /// let sum = "0.1".parse::<Number>()?.checked_add("0.25".parse()?);
    /// assert_eq!(sum.map(|sum| sum.to_string()).as_deref(), Some("0.35"));
    /// # Ok::<(), disclosure_report::quantity::NumberError>(())
    /// ```
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        // The library's own addition rounds what it can't hold.
        let scale = self.0.normalize().scale().max(other.0.normalize().scale());
        Self::from_scaled(self.to_scaled(scale)?.checked_add(other.to_scaled(scale)?)?, scale)
    }

    /// The number with its point moved by this many places to the right, if that can be held exactly.
    pub(super) fn shifted(self, places: i32) -> Option<Self> {
        let decimal = self.0.normalize();
        let scale = i64::from(decimal.scale()) - i64::from(places);
        let up = 10_i128.checked_pow(u32::try_from(-scale).unwrap_or(0))?;
        Self::from_scaled(decimal.mantissa().checked_mul(up)?, u32::try_from(scale).unwrap_or(0))
    }

    /// `units` in units of 10⁻ˢᶜᵃˡᵉ, if that can be held exactly.
    pub(crate) fn from_scaled(units: i128, scale: u32) -> Option<Self> {
        Decimal::try_from_i128_with_scale(units, scale).ok().map(|decimal| Self(decimal.normalize()))
    }

    /// The number in units of 10⁻ˢᶜᵃˡᵉ, if it has no finer part and fits.
    pub(crate) fn to_scaled(self, scale: u32) -> Option<i128> {
        let decimal = if self.0.scale() > scale { self.0.normalize() } else { self.0 };
        let factor = 10_i128.checked_pow(scale.checked_sub(decimal.scale())?)?;
        decimal.mantissa().checked_mul(factor)
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        Self(decimal)
    }
}

impl From<Count> for Number {
    fn from(count: Count) -> Self {
        Self(count.get().into())
    }
}

impl From<SignedCount> for Number {
    fn from(count: SignedCount) -> Self {
        Self(count.get().into())
    }
}

macro_rules! from_integers {
    ($($Integer:ty),*) => {$(
        impl From<$Integer> for Number {
            fn from(value: $Integer) -> Self {
                Self(value.into())
            }
        }
    )*};
}

from_integers!(u8, u16, u32, u64, i8, i16, i32, i64);

/// Reads `-`, ASCII digits and one `.` with digits on both sides; nothing else.
impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(fraction) {
            return Err(NumberError::NotANumber(cut(text)));
        }
        Decimal::from_str_exact(text).map(Self).map_err(|_| NumberError::TooLong(cut(text)))
    }
}

/// The digits as written, without separators.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({})", self.0)
    }
}

/// Why a text is no [`Number`].
///
/// ```
/// use disclosure_report::Number;
///
/// let error = "1,200".parse::<Number>().unwrap_err();
/// assert_eq!(error.to_string(), r#"expected a decimal number such as 12 or -3.5, found "1,200""#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NumberError {
    /// Other characters than `-`, digits and one `.` between digits. The text, cut after 60 characters.
    #[error("expected a decimal number such as 12 or -3.5, found {0:?}")]
    NotANumber(Box<str>),
    /// More digits than can be held exactly. The text, cut after 60 characters.
    #[error("expected a number of at most 28 digits, found {0:?}")]
    TooLong(Box<str>),
}
