//! The figures of a report: counts, signed counts, exact decimals and money.

mod count;
mod money;
mod number;
mod wire;

pub use count::{Count, CountError, ParseCountError, SignedCount};
pub use money::{Money, MoneyUnit};
pub use number::{Number, NumberError};
pub(crate) use wire::WireNumber;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn counts_come_from_integers_and_add_within_their_bound() {
        assert_eq!([Count::from(7_u8), Count::from(7_u16), Count::from(7_u32)], [Count::constant(7); 3]);
        assert_eq!(
            [Count::try_from(7_i32), 7_i64.try_into(), 7_u64.try_into(), 7_usize.try_into()],
            [Ok(Count::constant(7)); 4]
        );
        assert_eq!(Count::try_from(-1_i64), Err(CountError::Negative));
        assert_eq!(Count::try_from(i64::MAX), Err(CountError::TooLarge));
        assert_eq!(Count::try_from(u64::MAX), Err(CountError::TooLarge));
        assert_eq!(Count::MAX.checked_add(Count::ZERO), Some(Count::MAX));
        assert_eq!(Count::MAX.checked_add(Count::from(1_u8)), None);
        assert_eq!(Count::try_sum([&Count::MAX, &Count::MAX]), Err(CountError::TooLarge));
        assert_eq!(u64::from(Count::MAX), (1 << 53) - 1);

        let least = SignedCount::new(-9_007_199_254_740_991).unwrap();
        assert_eq!(least.checked_add(SignedCount::from(-1_i8)), None);
        assert_eq!(least.checked_add(Count::MAX.into()), Some(SignedCount::ZERO));
        assert_eq!(SignedCount::try_sum([least, least]), Err(CountError::TooLarge));
        assert_eq!(SignedCount::try_from(i64::MIN), Err(CountError::TooLarge));
        assert_eq!(i64::from(least), -9_007_199_254_740_991);
    }

    #[test]
    fn counts_are_read_of_digits_alone() {
        let reason = |text: &str| text.parse::<Count>().map_err(|error| error.reason());
        assert_eq!(reason("0012"), Ok(Count::constant(12)));
        assert_eq!(reason("-12"), Err(CountError::Negative));
        assert_eq!(reason("1.5"), Err(CountError::Fraction));
        assert_eq!(reason(&"9".repeat(40)), Err(CountError::TooLarge));
        assert_eq!(reason("9007199254740992"), Err(CountError::TooLarge));
        for text in ["", "-0", "+1", "12.0", "1,200", "１２", "12件", " 12"] {
            assert_eq!(reason(text), Err(CountError::NotANumber), "{text:?}");
        }
        assert_eq!("-417".parse::<SignedCount>(), Ok(SignedCount::from(-417_i32)));
        assert!("--1".parse::<SignedCount>().is_err());
        assert!(size_of::<ParseCountError>() <= 32 && size_of::<NumberError>() <= 32);
    }

    #[test]
    fn numbers_that_can_not_be_held_exactly_are_not_rounded() {
        let most = number("7.9228162514264337593543950335");
        assert_eq!(most.checked_add(number("7.9228162514264337593543950335")), None);
        assert_eq!(most.checked_add(number("10")), None);
        assert_eq!(most.checked_add(number("-7.9228162514264337593543950335")), Some(Number::ZERO));
        let amount = |text: &str, unit| Money::new(number(text), Some(unit));
        assert_eq!(amount("0.0000000000000000000000000001", MoneyUnit::Yuan).in_unit(MoneyUnit::WanYuan), None);
        assert_eq!(amount("79228162514264337593543950335", MoneyUnit::YiYuan).yuan(), None);
        let zero = amount("0.00", MoneyUnit::YiYuan).in_unit(MoneyUnit::Yuan);
        assert_eq!(zero, Some(amount("0", MoneyUnit::Yuan)));
        assert_eq!(Money::new(number("1"), None).in_unit(MoneyUnit::Yuan), None);
        assert_eq!(MoneyUnit::ALL.iter().map(|unit| unit.in_yuan()).collect::<Vec<_>>(), [1, 10_000, 100_000_000]);
    }

    proptest! {
        #[test]
        fn numbers_add_as_integers_do(a in any::<i64>(), b in any::<i64>(), scale in 0..9_u32, more in 0..4_u32) {
            let [a, b] = [(a, scale), (b, scale + more)];
            let number = |(units, scale): (i64, u32)| Number::from(Decimal::new(units, scale));
            let units = i128::from(a.0) * 10_i128.pow(more) + i128::from(b.0);
            let sum = number(a).checked_add(number(b)).unwrap();
            prop_assert_eq!(sum.to_scaled(scale + more), Some(units));
            prop_assert_eq!(number(b).checked_add(number(a)), Some(sum));
        }

        #[test]
        fn an_amount_is_the_same_in_every_unit(units in any::<i64>(), scale in 0..6_u32) {
            let all = MoneyUnit::ALL.iter().copied();
            for (from, to) in all.clone().flat_map(|from| all.clone().map(move |to| (from, to))) {
                let money = Money::new(Decimal::new(units, scale).into(), Some(from));
                let other = money.in_unit(to).unwrap();
                prop_assert_eq!(other.yuan(), money.yuan());
                prop_assert_eq!(other.in_unit(from), Some(money));
                prop_assert_eq!(money.checked_add(other), money.checked_add(money));
            }
        }
    }
}
