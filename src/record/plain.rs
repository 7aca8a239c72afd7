//! The values that records consist of, as a format holds them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::fault::{FaultKind, found, quoted};
use crate::form::Edition;
use crate::quantity::{Count, Number, NumberError, SignedCount};

/// A value of a record, before it is understood or after it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Plain<'a> {
    /// Text, in a format that keeps text apart from numbers (JSON, Arrow).
    Text(Cow<'a, str>),
    /// Anything, in a format that has nothing but text (CSV, SQL): text, a number, a day or a truth.
    Written(Cow<'a, str>),
    /// An integer.
    Integer(i128),
    /// A number.
    Number(Number),
    /// `true` or `false`.
    Truth(bool),
    /// A day.
    Day(Date),
    /// An integer or a day beyond every bound, as it is described in errors.
    Huge(Box<str>),
    /// A value of no type that a record has, as it is described in errors.
    Other(Box<str>),
}

/// Which numbers a place may hold, and how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Those of a cell for counts: integers, and text for what is no integer.
    Counts,
    /// Those of a cell for decimals: text.
    Decimals,
    /// Those of the readings of a run: as for counts, but of any size, since digits that run together can be read as anything.
    Readings,
}

/// What a cell for counts is expected to hold.
pub(crate) const EXPECTED_INTEGER: &str = "an integer from -9007199254740991 to 9007199254740991";

impl Plain<'_> {
    /// Text.
    pub(crate) fn text(&self) -> Result<&str, FaultKind> {
        match self {
            Self::Text(text) | Self::Written(text) => Ok(text),
            _ => Err(self.wrong_type("text")),
        }
    }

    /// An integer within bounds.
    pub(crate) fn integer(&self, least: i64, most: i64, expected: &'static str) -> Result<i64, FaultKind> {
        let value = match self {
            Self::Integer(value) => Some(*value),
            Self::Number(number) => number.to_integer(),
            // Digits alone, with a sign if they are below zero.
            Self::Written(text) if text.strip_prefix('-').unwrap_or(text).bytes().all(|b| b.is_ascii_digit()) => {
                text.parse().ok()
            }
            Self::Written(_) | Self::Huge(_) => None,
            _ => return Err(self.wrong_type("an integer")),
        };
        let value = value.and_then(|value| i64::try_from(value).ok());
        value.filter(|value| (least..=most).contains(value)).ok_or_else(|| self.wrong(expected))
    }

    /// `true` or `false`; in text alone in any case, as spreadsheets write `TRUE`.
    pub(crate) fn truth(&self) -> Result<bool, FaultKind> {
        const EXPECTED: &str = "true or false";
        match self {
            Self::Truth(truth) => Ok(*truth),
            Self::Written(text) if text.eq_ignore_ascii_case("true") => Ok(true),
            Self::Written(text) if text.eq_ignore_ascii_case("false") => Ok(false),
            Self::Written(_) => Err(self.wrong(EXPECTED)),
            _ => Err(self.wrong_type(EXPECTED)),
        }
    }

    /// A day: `2025-01-23`, and where there is nothing but text, as Excel makes of it: `2025/1/23`.
    pub(crate) fn day(&self) -> Result<Date, FaultKind> {
        const EXPECTED: &str = "a day such as 2025-01-23";
        let text = match self {
            Self::Day(day) => return Ok(*day),
            Self::Huge(_) => return Err(self.wrong(EXPECTED)),
            _ => self.text()?,
        };
        // More than days are read as dates, such as times of a day: the day itself alone is taken.
        let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
        let day = day.or_else(|| slashed(text).filter(|_| matches!(self, Self::Written(_))));
        day.ok_or_else(|| self.wrong(EXPECTED))
    }

    /// An edition of the form.
    pub(crate) fn edition(&self) -> Result<Edition, FaultKind> {
        self.parse("2019 or 2021")
    }

    /// What text is parsed as, such as a code.
    pub(crate) fn parse<T: FromStr>(&self, expected: &'static str) -> Result<T, FaultKind> {
        self.text()?.parse().map_err(|_| self.wrong(expected))
    }

    /// A value with a code. Its label, if it has one, is for people and not read here.
    pub(crate) fn code<T>(&self, of_code: fn(&str) -> Option<T>, expected: &'static str) -> Result<T, FaultKind> {
        of_code(self.text()?).ok_or_else(|| self.wrong(expected))
    }

    /// A number for this place.
    pub(crate) fn number(&self, numbers: Numbers) -> Result<Number, FaultKind> {
        let expected = match numbers {
            Numbers::Decimals => "a decimal number as text, such as \"12.5\"",
            Numbers::Counts | Numbers::Readings => "an integer",
        };
        match self {
            Self::Text(text) => self.digits(text, numbers, expected),
            Self::Written(text) => {
                text.parse().map_err(|_| self.wrong("a number such as 12 or -3.5, of at most 28 digits"))
            }
            Self::Number(number) => Ok(*number),
            Self::Integer(value) if numbers != Numbers::Decimals => {
                let count = i64::try_from(*value).ok().and_then(|value| SignedCount::new(value).ok());
                count.map(Into::into).ok_or_else(|| self.wrong(EXPECTED_INTEGER))
            }
            Self::Huge(_) if numbers != Numbers::Decimals => Err(self.wrong(EXPECTED_INTEGER)),
            _ => Err(self.wrong_type(expected)),
        }
    }

    /// A number as text: in a place for counts only one that can't be written as an integer.
    fn digits(&self, text: &str, numbers: Numbers, expected: &'static str) -> Result<Number, FaultKind> {
        let number = match text.parse::<Number>() {
            Ok(number) => number,
            Err(NumberError::TooLong(_)) => return Err(self.wrong("a number of at most 28 digits")),
            Err(_) if numbers == Numbers::Decimals => return Err(self.wrong("a decimal number such as 12.5")),
            Err(_) => return Err(self.wrong_type(expected)),
        };
        let integer = i64::try_from(number.truncated()).is_ok_and(|whole| SignedCount::new(whole).is_ok());
        let plain = integer && number.to_decimal().scale() == 0;
        match numbers {
            Numbers::Counts if !integer => Err(self.wrong(EXPECTED_INTEGER)),
            Numbers::Counts | Numbers::Readings if plain => Err(self.wrong_type(expected)),
            _ => Ok(number),
        }
    }

    /// The value is of the right type, but not allowed here.
    pub(crate) fn wrong(&self, expected: &'static str) -> FaultKind {
        FaultKind::WrongValue { expected, found: self.describe() }
    }

    /// The value is of another type.
    pub(crate) fn wrong_type(&self, expected: &'static str) -> FaultKind {
        FaultKind::WrongType { expected, found: self.describe() }
    }

    /// The value in errors.
    pub(crate) fn describe(&self) -> Box<str> {
        match self {
            Self::Text(text) => quoted(text),
            Self::Written(text) => found(text),
            Self::Huge(described) | Self::Other(described) => described.clone(),
            _ => self.to_string().into(),
        }
    }

    /// Whether a float is a whole number beyond the bounds of a count: JSON's integers of more than 64 bits arrive as floats.
    pub(crate) fn is_huge(value: f64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "2^53 - 1 is exact")]
        const MOST: f64 = Count::MAX.get() as f64;
        value.fract() == 0.0 && value.abs() > MOST
    }
}

/// The value as a format that has nothing but text writes it.
impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Written(text) => f.write_str(text),
            Self::Integer(value) => value.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Truth(truth) => truth.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Huge(described) | Self::Other(described) => f.write_str(described),
        }
    }
}

impl<'a> From<&'a str> for Plain<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

fn slashed(text: &str) -> Option<Date> {
    let digits = |part: &str, most| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.split('/');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = parts.next().is_none() && year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2);
    let date = || Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    if plain { date() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a value is read as, or the title of what is wrong with it.
    fn read<T: ToString>(value: Result<T, FaultKind>) -> String {
        value.map_or_else(|kind| kind.title("key", crate::form::Language::English), |value| value.to_string())
    }

    #[test]
    fn each_kind_of_value_is_read_as_what_it_can_be() {
        use Plain::{Huge, Integer, Number as Exact, Other, Text, Truth, Written};
        let (value, typed) = ("wrong value", "wrong type");
        let exact = |text: &str| Exact(text.parse().unwrap());
        for (plain, integer, count, decimal, reading) in [
            (Integer(7), "7", "7", typed, "7"),
            (Integer(1 << 60), value, value, typed, value),
            (exact("7"), "7", "7", "7", "7"),
            (exact("0.5"), value, "0.5", "0.5", "0.5"),
            (Text("7".into()), typed, typed, "7", typed),
            (Text("0.5".into()), typed, "0.5", "0.5", "0.5"),
            (Text("1000000000000000000".into()), typed, value, "1000000000000000000", "1000000000000000000"),
            (Text("x".into()), typed, typed, value, typed),
            (Written("7".into()), "7", "7", "7", "7"),
            (Written("0.5".into()), value, "0.5", "0.5", "0.5"),
            (Written("+7".into()), value, value, value, value),
            (Written("".into()), value, value, value, value),
            (Huge("1e30".into()), value, value, typed, value),
            (Truth(true), typed, typed, typed, typed),
            (Other("null".into()), typed, typed, typed, typed),
        ] {
            let said =
                [Numbers::Counts, Numbers::Decimals, Numbers::Readings].map(|numbers| read(plain.number(numbers)));
            assert_eq!(said, [count, decimal, reading], "{plain:?}");
            assert_eq!(read(plain.integer(0, 9, "")), integer, "{plain:?}");
        }
        assert_eq!(read(Written("TRUE".into()).truth()), "true");
        assert_eq!(read(Text("true".into()).truth()), typed);
        for (day, written, text) in [
            ("2025-01-23", "2025-01-23", "2025-01-23"),
            ("2025/1/23", "2025-01-23", value),
            ("2025/13/1", value, value),
            ("2025-01-23T10:00", value, value),
        ] {
            assert_eq!((read(Written(day.into()).day()), read(Text(day.into()).day())), (written.into(), text.into()));
        }
    }
}
