//! A figure of a report, of whatever kind.

use std::fmt;

use crate::form::Kind;
use crate::quantity::{Count, CountError, Money, MoneyUnit, Number, SignedCount};

/// A figure of a report.
///
/// ```
/// use disclosure_report::Count;
/// use disclosure_report::report::Value;
/// let value = Value::from(Count::constant(7));
/// assert_eq!(value.to_number(), 7.into());
/// assert_eq!((value.as_count(), value.as_money()), (Some(Count::constant(7)), None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A count, in 件 or 项.
    Count(Count),
    /// A signed count.
    Signed(SignedCount),
    /// An amount of money.
    Money(Money),
}

impl Value {
    /// The number alone.
    #[must_use]
    pub fn to_number(self) -> Number {
        match self {
            Self::Count(count) => count.into(),
            Self::Signed(count) => count.into(),
            Self::Money(money) => money.amount(),
        }
    }

    /// A number as the figure of a cell of this kind. An amount without a unit takes that of the heading.
    ///
    /// # Errors
    ///
    /// [`CountError`] if the cell is for counts and the number is not a count.
    pub fn of_kind(number: Number, unit: Option<MoneyUnit>, kind: Kind) -> Result<Self, CountError> {
        Ok(match kind {
            Kind::Count => Self::Count((&number).try_into()?),
            Kind::SignedCount => Self::Signed((&number).try_into()?),
            Kind::Amount(heading) => Self::Money(Money::new(number, unit.or(heading))),
        })
    }

    /// The count, if it is one.
    #[must_use]
    pub const fn as_count(self) -> Option<Count> {
        match self {
            Self::Count(count) => Some(count),
            Self::Signed(_) | Self::Money(_) => None,
        }
    }

    /// The signed count, if it is one.
    #[must_use]
    pub const fn as_signed(self) -> Option<SignedCount> {
        match self {
            Self::Signed(count) => Some(count),
            Self::Count(_) | Self::Money(_) => None,
        }
    }

    /// The amount of money, if it is one.
    #[must_use]
    pub const fn as_money(self) -> Option<Money> {
        match self {
            Self::Money(money) => Some(money),
            Self::Count(_) | Self::Signed(_) => None,
        }
    }
}

impl From<Count> for Value {
    fn from(count: Count) -> Self {
        Self::Count(count)
    }
}

impl From<SignedCount> for Value {
    fn from(count: SignedCount) -> Self {
        Self::Signed(count)
    }
}

impl From<Money> for Value {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

/// The number, with the unit of an amount.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => fmt::Display::fmt(count, f),
            Self::Signed(count) => fmt::Display::fmt(count, f),
            Self::Money(money) => fmt::Display::fmt(money, f),
        }
    }
}
