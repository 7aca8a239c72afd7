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
        let product = self.amount.to_decimal().checked_mul(Decimal::from(self.unit?.in_yuan()))?.normalize();
        // A product that was rounded to fit does not divide back.
        (product.checked_div(Decimal::from(self.unit?.in_yuan()))? == self.amount.to_decimal()).then_some(product)
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
        match self {
            Self::Yuan => 1,
            Self::WanYuan => 10_000,
            Self::YiYuan => 100_000_000,
        }
    }
}
