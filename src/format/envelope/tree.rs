//! What a document holds, before anything of it is understood.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::fault::{Fault, FaultKind};
use super::path::Path;

/// How many levels are gone down; an envelope has five.
const DEPTH: usize = 64;

/// Under this key `serde_json` hands out a number's digits, once any crate of the build asks for its feature
/// `arbitrary_precision`.
const DIGITS: &str = "$serde_json::private::Number";

/// A value with all keys, double ones too, in their order, and with its integers exact.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree<'de> {
    Null,
    Bool(bool),
    Int(i128),
    /// A number with a fraction or an exponent, or an integer too large for the format: in JSON one of more than 64 bits.
    Float(f64),
    Text(Cow<'de, str>),
    Bytes,
    List(Vec<Tree<'de>>),
    Map(Vec<(Cow<'de, str>, Tree<'de>)>),
}

/// Why there is no tree.
#[derive(Debug)]
pub(crate) enum Failure<E> {
    /// Nested deeper than is gone down.
    Deep(Fault),
    /// What the format says.
    Format(E),
}

/// Reads a document.
pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tree<'de>, Failure<D::Error>> {
    let deep = Cell::new(None);
    let seed = Seed { at: Path::ROOT, left: DEPTH, deep: &deep };
    seed.deserialize(deserializer).map_err(|error| match deep.take() {
        Some(fault) => Failure::Deep(fault),
        None => Failure::Format(error),
    })
}

impl Tree<'_> {
    /// The number whose digits these are, as without `arbitrary_precision`: `-0` and `1e3` are no integers, and neither is
    /// one of more than 64 bits.
    fn number(digits: &str) -> Option<Self> {
        let small = digits.parse::<i64>().map(i128::from).or_else(|_| digits.parse::<u64>().map(i128::from));
        match small {
            Ok(int) if digits != "-0" => Some(Self::Int(int)),
            _ => digits.parse().ok().map(Self::Float),
        }
    }

    /// What it is, for messages.
    pub(super) fn describe(&self) -> Box<str> {
        match self {
            Self::Null => "null".into(),
            Self::Bool(value) => value.to_string().into(),
            Self::Int(value) => value.to_string().into(),
            Self::Float(value) => format!("{value:?}").into(),
            Self::Text(text) => quoted(text),
            Self::Bytes => "bytes".into(),
            Self::List(_) => "a list".into(),
            Self::Map(_) => "an object".into(),
        }
    }
}

/// Text for messages: in quotes, on one line, and not long.
pub(super) fn quoted(text: &str) -> Box<str> {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{:?}…", &text[..end]).into(),
        None => format!("{text:?}").into(),
    }
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    at: Path<'a>,
    left: usize,
    /// The format's own error can't carry a fault, so it is left here.
    deep: &'a Cell<Option<Fault>>,
}

impl<'a> Seed<'a> {
    /// One level down.
    fn down<E: serde::de::Error>(&'a self, at: Path<'a>) -> Result<Seed<'a>, E> {
        if let Some(left) = self.left.checked_sub(1) {
            return Ok(Seed { at, left, deep: self.deep });
        }
        let fault = Fault::new(&self.at, FaultKind::TooDeep { most: DEPTH });
        let error = E::custom(&fault);
        self.deep.set(Some(fault));
        Err(error)
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Tree<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a disclosure report as JSON holds it")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Int(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree<'de>, E> {
        Ok(Tree::Int(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Tree<'de>, E> {
        Ok(Tree::Int(value))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Tree<'de>, E> {
        // Far above every bound either way.
        Ok(Tree::Int(i128::try_from(value).unwrap_or(i128::MAX)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree<'de>, E> {
        Ok(Tree::Float(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(text.to_owned().into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(text.into()))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(text.into()))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Tree<'de>, E> {
        Ok(Tree::Bytes)
    }

    fn visit_unit<E>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree<'de>, D::Error> {
        self.down(self.at)?.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree<'de>, D::Error> {
        self.down(self.at)?.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree<'de>, A::Error> {
        // Not allocated by the length that a document claims.
        let mut list = Vec::new();
        while let Some(value) = access.next_element_seed(self.down(self.at.index(list.len()))?)? {
            list.push(value);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree<'de>, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = access.next_key_seed(Key)? {
            let value = access.next_value_seed(self.down(self.at.key(&key))?)?;
            map.push((key, value));
        }
        match map.as_slice() {
            [(key, Tree::Text(digits))] if key == DIGITS => match Tree::number(digits) {
                Some(Tree::Float(value)) if value.is_infinite() => Err(A::Error::custom("number out of range")),
                number => Ok(number.unwrap_or(Tree::Map(map))),
            },
            _ => Ok(Tree::Map(map)),
        }
    }
}

/// A key, which is text.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key, which is text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(text.to_owned().into())
    }

    fn visit_string<E>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(text.into())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(text.into())
    }
}

#[cfg(test)]
mod tests {
    use serde::de::value::{Error, MapDeserializer, SeqDeserializer};

    use super::*;

    #[test]
    fn digits_of_arbitrary_precision_are_numbers() {
        let tree = |digits: &'static str| {
            read(MapDeserializer::<_, Error>::new([(DIGITS, digits)].into_iter())).map_err(|_| ())
        };
        assert_eq!(tree("12"), Ok(Tree::Int(12)));
        assert_eq!(tree("9007199254740993"), Ok(Tree::Int(9_007_199_254_740_993)));
        assert_eq!(tree("18446744073709551615"), Ok(Tree::Int(u64::MAX.into())));
        assert_eq!(tree("18446744073709551616"), Ok(Tree::Float(18_446_744_073_709_551_616.0)));
        assert_eq!(tree("1e400"), Err(()));
        assert_eq!(tree("-0"), Ok(Tree::Float(-0.0)));
        assert_eq!(tree("1e3"), Ok(Tree::Float(1000.0)));
        assert!(matches!(tree("nothing"), Ok(Tree::Map(_))));
    }

    #[test]
    fn keys_stay_double_and_lists_stay_lists() {
        let map = MapDeserializer::<_, Error>::new([("a", 1_u8), ("a", 2)].into_iter());
        let pair = |value| (Cow::Borrowed("a"), Tree::Int(value));
        assert_eq!(read(map).unwrap(), Tree::Map(vec![pair(1), pair(2)]));
        let list = SeqDeserializer::<_, Error>::new([true].into_iter());
        assert_eq!(read(list).unwrap(), Tree::List(vec![Tree::Bool(true)]));
    }
}
