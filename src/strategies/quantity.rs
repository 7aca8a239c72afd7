//! Counts, amounts, and numbers as they are typed.

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::quantity::{Count, Money, MoneyUnit, Number, SignedCount};

/// A count: zero in one of five cases, mostly small, and now and then the greatest that there is.
///
/// ```
/// use disclosure_report::{Count, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(count in strategies::count())| prop_assert!(count <= Count::MAX));
/// ```
pub fn count() -> impl Strategy<Value = Count> {
    prop_oneof![
        4 => Just(Count::ZERO),
        8 => (0..200_u32).prop_map(Count::from),
        6 => any::<u32>().prop_map(Count::from),
        1 => (0..=Count::MAX.get()).prop_filter_map("a count", |value| Count::new(value).ok()),
        1 => Just(Count::MAX),
    ]
}

/// A change in a number of things, below zero for a decrease: 0 in two of six cases, an increase by less than 50 in two, a
/// decrease as small in one, and up to 5,000 either way in one.
pub fn change() -> impl Strategy<Value = SignedCount> {
    prop_oneof![2 => Just(0), 2 => 0..50_i32, 1 => -50..0_i32, 1 => -5_000..5_000_i32].prop_map(SignedCount::from)
}

/// An amount as reports have it: zero in two of eight cases, whole below ten million in three, with up to five decimals
/// in three. Its last decimals may be zeros.
pub fn amount() -> impl Strategy<Value = Number> {
    prop_oneof![
        2 => Just(Number::ZERO),
        3 => (0..10_000_000_u32).prop_map(Number::from),
        3 => (0..1_000_000_i64, 1..=5_u32, 0..100_000_i64).prop_map(|(whole, decimals, fraction)| {
            let unit = 10_i64.pow(decimals);
            Decimal::new(whole * unit + fraction % unit, decimals).into()
        }),
    ]
}

/// A unit of money, or none, all as likely.
pub fn unit() -> impl Strategy<Value = Option<MoneyUnit>> {
    prop::sample::select(vec![None, Some(MoneyUnit::Yuan), Some(MoneyUnit::WanYuan), Some(MoneyUnit::YiYuan)])
}

/// An [`amount`] in a [`unit`](unit()) or in none.
pub fn money() -> impl Strategy<Value = Money> {
    (amount(), unit()).prop_map(|(amount, unit)| Money::new(amount, unit))
}

/// A number as it may be typed into a cell for counts: mostly small counts, with negative ones, fractions, and what is near
/// the bounds of a count, but never beyond them.
pub fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        8 => (0..200_u32).prop_map(Number::from),
        2 => any::<i32>().prop_map(Number::from),
        1 => amount(),
        1 => typed("-?[0-9]{1,15}"),
        1 => typed("-?[0-9]{1,12}\\.[0-9]{1,15}"),
        1 => prop::sample::select(vec![Number::from(Count::MAX), lowest()]),
    ]
}

/// A number as it may be typed into a cell for an amount: what [`number`] gives, and up to 27 digits.
pub fn number_of_money() -> impl Strategy<Value = Number> {
    prop_oneof![13 => number(), 1 => typed("-?[0-9]{1,27}"), 1 => typed("-?[0-9]{1,12}\\.[0-9]{1,15}")]
}

/// The least that a cell for counts can hold.
fn lowest() -> Number {
    Number::from(-i64::from(SignedCount::from(Count::MAX)))
}

/// Text of a pattern, which is compiled once: as a strategy of its own, a pattern is compiled for every text.
pub(super) fn written(pattern: &'static str) -> BoxedStrategy<String> {
    // All patterns are constants that compile.
    prop::string::string_regex(pattern).map_or_else(|_| Just(String::new()).boxed(), Strategy::boxed)
}

/// Numbers that are written so.
fn typed(pattern: &'static str) -> impl Strategy<Value = Number> {
    written(pattern).prop_filter_map("a number", |text| text.parse().ok())
}
