//! Figures as they are typed: digit by digit.

/// The decimal digits of a count.
pub(super) struct Digits {
    buffer: [u8; 20],
    start: usize,
}

impl Digits {
    pub(super) fn of(value: i64) -> Self {
        let mut digits = Self { buffer: [0; 20], start: 20 };
        let mut rest = value.unsigned_abs();
        loop {
            digits.start -= 1;
            if let (Some(slot), Ok(digit)) = (digits.buffer.get_mut(digits.start), u8::try_from(rest % 10)) {
                *slot = digit;
            }
            rest /= 10;
            if rest == 0 || digits.start == 0 {
                return digits;
            }
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }
}

/// The number whose digits are those of `a` and then those of `b`.
pub(super) fn joined(a: i64, b: i64) -> Option<i64> {
    let digits = u32::try_from(Digits::of(b).as_slice().len()).ok()?;
    let joined = a.checked_mul(10_i64.checked_pow(digits)?)?.checked_add(b)?;
    (a > 0).then_some(joined)
}

/// Where `long` has a digit more than `short`, if that is all they differ in.
pub(super) fn extra_digit(long: &[u8], short: &[u8]) -> Option<usize> {
    let at = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    (long.len() == short.len() + 1 && long.get(at + 1..) == short.get(at..)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_joined_and_compared() {
        assert_eq!(joined(1, 23), Some(123));
        assert_eq!(joined(10, 0), Some(100));
        assert_eq!(joined(0, 7), None);
        assert_eq!(joined(i64::MAX, 1), None);
        let extra = |long, short| extra_digit(Digits::of(long).as_slice(), Digits::of(short).as_slice());
        assert_eq!((extra(1234, 124), extra(1234, 234), extra(1234, 123)), (Some(2), Some(0), Some(3)));
        assert_eq!((extra(1234, 125), extra(124, 1234)), (None, None));
    }
}
