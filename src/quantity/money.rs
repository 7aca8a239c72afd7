//! Money with the unit it is stated in.

use std::fmt;

use rust_decimal::Decimal;

use super::Number;
use crate::coded::coded;

/// An amount of money: an exact decimal and the unit it is stated in.
///
/// 2021's 行政事业性收费 is in 万元 by its heading. 2019's 采购总金额 has no unit in its heading, so there the unit is what
/// is written in the cell, or none.
///
/// ```
/// use disclosure_report::{Money, MoneyUnit};
///
/// let spent = Money::new("251000".parse()?, Some(MoneyUnit::Yuan));
/// assert_eq!(spent.to_string(), "251000元");
/// assert_eq!(spent.yuan().map(|d| d.to_string()).as_deref(), Some("251000"));
/// assert_eq!(Money::new("8040".parse()?, None).yuan(), None);
/// # Ok::<(), disclosure_report::quantity::NumberError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Number,
    unit: Option<MoneyUnit>,
}

impl Money {
    /// `amount` in `unit`; `None` where no unit is stated.
    #[must_use]
    pub const fn new(amount: Number, unit: Option<MoneyUnit>) -> Self {
        Self { amount, unit }
    }

    /// The number as stated, in [`Money::unit`].
    #[must_use]
    pub const fn amount(&self) -> Number {
        self.amount
    }

    /// The unit it is stated in.
    #[must_use]
    pub const fn unit(&self) -> Option<MoneyUnit> {
        self.unit
    }

    /// The amount in 元, if its unit is known and the product can be held exactly.
    #[must_use]
    pub fn yuan(&self) -> Option<Decimal> {
        Some(self.in_unit(MoneyUnit::Yuan)?.amount.to_decimal().normalize())
    }

    /// The same amount in another unit, if its own is known and the amount can be held exactly in the other.
    ///
    /// ```
    /// use disclosure_report::{Money, MoneyUnit};
    ///
    /// let spent = Money::new("251000".parse()?, Some(MoneyUnit::Yuan));
    /// assert_eq!(spent.in_unit(MoneyUnit::WanYuan).unwrap().to_string(), "25.1万元");
    /// # Ok::<(), disclosure_report::quantity::NumberError>(())
    /// ```
    #[must_use]
    pub fn in_unit(self, unit: MoneyUnit) -> Option<Self> {
        let own = self.unit?;
        let amount =
            if own == unit { self.amount } else { self.amount.shifted(own.power_of_ten() - unit.power_of_ten())? };
        Some(Self::new(amount, Some(unit)))
    }

    /// The sum of two amounts, in the unit of the first.
    ///
    /// `None` if the sum can't be held exactly in that unit, or if an amount states no unit: what it is an amount of is not
    /// known then, and two of them may differ in it. Zero without a unit is zero in any, and adds to everything.
    ///
    /// ```
    /// use disclosure_report::MoneyUnit::{WanYuan, Yuan};
    /// use disclosure_report::{Money, Number};
    ///
    /// let [wan, yuan] = [("3.5".parse()?, WanYuan), ("200".parse()?, Yuan)].map(|(n, unit)| Money::new(n, Some(unit)));
    /// assert_eq!(wan.checked_add(yuan).unwrap().to_string(), "3.52万元");
    /// assert_eq!(yuan.checked_add(wan).unwrap().to_string(), "35200元");
    /// assert_eq!(Money::new(Number::ZERO, None).checked_add(yuan), Some(yuan));
    /// assert_eq!(Money::new("200".parse()?, None).checked_add(yuan), None);
    /// # Ok::<(), disclosure_report::quantity::NumberError>(())
    /// ```
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        match (self.unit, other.unit) {
            (Some(unit), Some(_)) => Some(Self::new(self.amount.checked_add(other.in_unit(unit)?.amount)?, Some(unit))),
            (None, _) if self.amount.is_zero() => Some(other),
            (_, None) if other.amount.is_zero() => Some(self),
            _ => None,
        }
    }
}

/// The number and its unit, such as `43.788万元`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.amount)?;
        self.unit.map_or(Ok(()), |unit| write!(f, "{unit}"))
    }
}

coded! {
    /// A unit in which an amount is stated.
    ///
    /// ```
    /// use disclosure_report::MoneyUnit;
    ///
    /// assert_eq!("万元".parse(), Ok(MoneyUnit::WanYuan));
    /// assert_eq!(MoneyUnit::WanYuan.code(), "wan_yuan");
    /// ```
    pub enum MoneyUnit as "a unit of money" {
        /// 元.
        Yuan = "yuan", "元";
        /// 万元, ten thousand 元.
        WanYuan = "wan_yuan", "万元";
        /// 亿元, a hundred million 元.
        YiYuan = "yi_yuan", "亿元";
    }
}

impl MoneyUnit {
    /// How many 元 the unit is.
    #[must_use]
    pub const fn in_yuan(self) -> u32 {
        10_u32.pow(self.power_of_ten().unsigned_abs())
    }

    /// How many 元 the unit is, as a power of ten.
    const fn power_of_ten(self) -> i32 {
        match self {
            Self::Yuan => 0,
            Self::WanYuan => 4,
            Self::YiYuan => 8,
        }
    }
}
