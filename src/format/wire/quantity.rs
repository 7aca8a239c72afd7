//! Numbers, money, and figures of any kind.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::{by_code, keyed, keyed_form, plain};
use crate::coded::coded;
use crate::quantity::{Count, Money, MoneyUnit, Number, SignedCount, WireNumber};
use crate::record::{FaultKind, Numbers};
use crate::report::Value;

/// An integer, or text if it is none or too large for one; in formats for programs text.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WireNumber { number: *self, decimal: false }.serialize(serializer)
    }
}

/// Reads what is written: an integer as an integer alone.
impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() { keyed_form(deserializer) } else { number_text(deserializer) }
    }
}

fn number_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
    let text = Box::<str>::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

/// A number that is always text, whatever its size.
pub(super) struct Decimal(pub(super) Number);

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WireNumber { number: self.0, decimal: true }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        number_text(deserializer).map(Self)
    }
}

plain!(Decimal: |value| value.number(Numbers::Decimals).map(Self););

/// A number in a cell: always text in one for decimals. It is read as either.
pub(super) struct Stated {
    pub(super) number: Number,
    pub(super) decimal: bool,
}

impl Serialize for Stated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WireNumber { number: self.number, decimal: self.decimal }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Stated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        number_text(deserializer).map(|number| Self { number, decimal: false })
    }
}

plain!(Stated: |value| {
    let number = value.number(Numbers::Decimals).or_else(|_| value.number(Numbers::Readings))?;
    Ok(Self { number, decimal: false })
};);

keyed! {
    /// `{"amount":"96171.6","unit":"wan_yuan"}`; the unit is null where none is stated.
    Money as "an amount of money", |money| {
        amount: Decimal = Decimal(money.amount()),
        unit: Option<MoneyUnit> = money.unit(),
    } => Ok(Money::new(amount.0, unit))
}

coded! {
    /// Which kind of figure a [`Value`] is.
    enum Figure as "a kind of figure" {
        /// A count.
        Count = "count",
        /// A signed count.
        Signed = "signed",
        /// Money.
        Money = "money",
    }
}

by_code!(Figure);

keyed! {
    /// `{"kind":"count","number":7,"unit":null}`; the kind is `count`, `signed` or `money`, and only money has a unit.
    Value as "a figure", |value| {
        kind: Figure = match value {
            Value::Count(_) => Figure::Count,
            Value::Signed(_) => Figure::Signed,
            Value::Money(_) => Figure::Money,
        },
        number: Number = value.to_number(),
        unit: Option<MoneyUnit> = match value {
            Value::Money(money) => money.unit(),
            Value::Count(_) | Value::Signed(_) => None,
        },
    } => {
        let wrong = |expected: &'static str, found: String| FaultKind::WrongValue { expected, found: found.into() };
        match (kind, unit) {
            (Figure::Money, unit) => Ok(Money::new(number, unit).into()),
            (_, Some(unit)) => Err(("unit", wrong("null, since a count has no unit", unit.code().into()))),
            (Figure::Count, None) => Count::try_from(&number)
                .map(Value::from)
                .map_err(|_| ("number", wrong("an integer from 0 to 9007199254740991", number.to_string()))),
            (Figure::Signed, None) => SignedCount::try_from(&number)
                .map(Value::from)
                .map_err(|_| ("number", wrong(crate::record::EXPECTED_INTEGER, number.to_string()))),
        }
    }
}
