//! What a document holds, before anything of it is understood.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Key;
use super::path::Path;
use super::sheet::Sheet;
use crate::form::Edition;
use crate::record::{Fault, FaultKind, Plain};

/// How many levels are gone down; an envelope has five.
const DEPTH: usize = 64;

/// Under this key `serde_json` hands out a number's digits, once any crate of the build asks for its feature
/// `arbitrary_precision`.
const DIGITS: &str = "$serde_json::private::Number";

/// A value with all keys, duplicate ones too, in their order, and with its integers exact.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree<'de> {
    Plain(Plain<'de>),
    /// Nothing.
    Null,
    /// A number that is no integer, or too large for one of the format.
    Float(f64),
    List(Vec<Tree<'de>>),
    Map(Vec<(Cow<'de, str>, Tree<'de>)>),
    /// The object of the cells, if its keys are the first cells of the edition in their order.
    Cells(Box<Sheet<'de>>),
}

/// The value as a record takes it, which has no lists and objects.
impl<'t> From<&'t Tree<'_>> for Plain<'t> {
    fn from(tree: &'t Tree<'_>) -> Self {
        match tree {
            Tree::Plain(Plain::Text(text)) => Self::Text(Cow::Borrowed(text)),
            Tree::Plain(plain) => plain.clone(),
            Tree::Null => Self::Other("null".into()),
            // An integer of more than 64 bits in JSON is a float.
            Tree::Float(value) if Plain::is_huge(*value) => Self::Huge(format!("{value:?}").into()),
            Tree::Float(value) => Self::Other(format!("{value:?}").into()),
            Tree::List(_) => Self::Other("a list".into()),
            Tree::Map(_) | Tree::Cells(_) => Self::Other("an object".into()),
        }
    }
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
    let seed = Seed { at: Path::ROOT, left: DEPTH, cells_of: None, deep: &deep, made: AsTree };
    seed.deserialize(deserializer).map_err(|error| match deep.take() {
        Some(fault) => Failure::Deep(fault),
        None => Failure::Format(error),
    })
}

/// The number whose digits these are, as without `arbitrary_precision`: `-0` and `1e3` are no integers, and neither is one of
/// more than 64 bits. Nothing if they are none.
fn number<'de, E: serde::de::Error>(digits: &str) -> Result<Option<Tree<'de>>, E> {
    let small = digits.parse::<i64>().map(i128::from).or_else(|_| digits.parse::<u64>().map(i128::from));
    match small {
        Ok(integer) if digits != "-0" => Ok(Some(Tree::Plain(Plain::Integer(integer)))),
        _ => match digits.parse::<f64>() {
            Ok(value) if value.is_infinite() => Err(E::custom("number out of range")),
            value => Ok(value.ok().map(Tree::Float)),
        },
    }
}

/// What becomes of a value.
trait Made<'de> {
    type Value;

    fn tree(self, tree: Tree<'de>) -> Self::Value;

    fn integer(self, value: i64) -> Self::Value;
}

/// It is a tree.
struct AsTree;

impl<'de> Made<'de> for AsTree {
    type Value = Tree<'de>;

    fn tree(self, tree: Tree<'de>) -> Tree<'de> {
        tree
    }

    fn integer(self, value: i64) -> Tree<'de> {
        Tree::Plain(Plain::Integer(value.into()))
    }
}

/// It is that of the next cell, and most of these are integers: no tree is made of them.
impl<'de> Made<'de> for &mut Sheet<'de> {
    type Value = ();

    fn tree(self, tree: Tree<'de>) {
        self.push(tree);
    }

    fn integer(self, value: i64) {
        self.push_integer(value);
    }
}

#[derive(Clone, Copy)]
struct Seed<'a, M = AsTree> {
    at: Path<'a>,
    left: usize,
    /// The edition, where an object is that of its cells.
    cells_of: Option<Edition>,
    /// The format's own error can't carry a fault, so it is kept here.
    deep: &'a Cell<Option<Fault>>,
    made: M,
}

impl<'a, M> Seed<'a, M> {
    /// One level down.
    fn down<E: serde::de::Error>(&self, at: Path<'a>) -> Result<Seed<'a>, E> {
        self.down_to(at, AsTree)
    }

    fn down_to<E: serde::de::Error, N>(&self, at: Path<'a>, made: N) -> Result<Seed<'a, N>, E> {
        if let Some(left) = self.left.checked_sub(1) {
            return Ok(Seed { at, left, cells_of: None, deep: self.deep, made });
        }
        let fault = Fault::new(self.at.at(), FaultKind::TooDeep { most: DEPTH });
        let error = E::custom(&fault);
        self.deep.set(Some(fault));
        Err(error)
    }

    /// The edition whose cells the value of `key` holds, after these entries of the document: the first cells of a document
    /// that may be right. So there is one array, and no entry is looked at again for each one that comes.
    fn edition_before(&self, key: &str, entries: &[(Cow<'_, str>, Tree<'_>)]) -> Option<Edition> {
        if !self.at.is_root() || key != Key::Cells.code() || entries.len() >= Key::COUNT {
            return None;
        }
        let value = |key: Key| entries.iter().find(|(name, _)| name == key.code()).map(|(_, value)| value);
        match (value(Key::Edition)?, value(Key::Cells)) {
            (Tree::Plain(Plain::Text(edition)), None) => Edition::of_code(edition),
            _ => None,
        }
    }

    /// The cells of an edition: in an array, unless one comes out of order.
    fn cells<'de, A: MapAccess<'de>>(&self, edition: Edition, access: &mut A) -> Result<Tree<'de>, A::Error> {
        let mut sheet = Box::new(Sheet::new(edition));
        while let Some(key) = access.next_key_seed(Name)? {
            let at = self.at.key(&key);
            if sheet.next().is_some_and(|cell| cell.as_str() == key) {
                access.next_value_seed(self.down_to(at, &mut *sheet)?)?;
                continue;
            }
            let value = access.next_value_seed(self.down(at)?)?;
            let mut entries = sheet.into_entries();
            entries.push((key, value));
            return self.object(entries, access);
        }
        Ok(Tree::Cells(sheet))
    }

    /// An object of these entries and of those that are left.
    fn object<'de, A: MapAccess<'de>>(
        &self,
        mut entries: Vec<(Cow<'de, str>, Tree<'de>)>,
        access: &mut A,
    ) -> Result<Tree<'de>, A::Error> {
        while let Some(key) = access.next_key_seed(Name)? {
            let cells_of = self.edition_before(&key, &entries);
            let value = access.next_value_seed(Seed { cells_of, ..self.down(self.at.key(&key))? })?;
            entries.push((key, value));
        }
        match entries.as_slice() {
            [(key, Tree::Plain(Plain::Text(digits)))] if key == DIGITS => {
                Ok(number(digits)?.unwrap_or(Tree::Map(entries)))
            }
            _ => Ok(Tree::Map(entries)),
        }
    }
}

impl<'de, M: Made<'de>> DeserializeSeed<'de> for Seed<'_, M> {
    type Value = M::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<M::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, M: Made<'de>> Visitor<'de> for Seed<'_, M> {
    type Value = M::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a disclosure report as JSON holds it")
    }

    fn visit_bool<E>(self, value: bool) -> Result<M::Value, E> {
        Ok(self.made.tree(Tree::Plain(Plain::Truth(value))))
    }

    fn visit_i64<E>(self, value: i64) -> Result<M::Value, E> {
        Ok(self.made.integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<M::Value, E> {
        Ok(match i64::try_from(value) {
            Ok(value) => self.made.integer(value),
            Err(_) => self.made.tree(Tree::Plain(Plain::Integer(value.into()))),
        })
    }

    fn visit_i128<E>(self, value: i128) -> Result<M::Value, E> {
        Ok(self.made.tree(Tree::Plain(Plain::Integer(value))))
    }

    fn visit_u128<E>(self, value: u128) -> Result<M::Value, E> {
        let huge = |_| Plain::Huge(value.to_string().into());
        Ok(self.made.tree(Tree::Plain(i128::try_from(value).map_or_else(huge, Plain::Integer))))
    }

    fn visit_f64<E>(self, value: f64) -> Result<M::Value, E> {
        Ok(self.made.tree(Tree::Float(value)))
    }

    fn visit_str<E>(self, text: &str) -> Result<M::Value, E> {
        Ok(self.made.tree(Tree::Plain(Plain::Text(text.to_owned().into()))))
    }

    fn visit_string<E>(self, text: String) -> Result<M::Value, E> {
        Ok(self.made.tree(Tree::Plain(Plain::Text(text.into()))))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<M::Value, E> {
        Ok(self.made.tree(Tree::Plain(Plain::Text(text.into()))))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<M::Value, E> {
        Ok(self.made.tree(Tree::Plain(Plain::Other("bytes".into()))))
    }

    fn visit_unit<E>(self) -> Result<M::Value, E> {
        Ok(self.made.tree(Tree::Null))
    }

    fn visit_none<E>(self) -> Result<M::Value, E> {
        Ok(self.made.tree(Tree::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<M::Value, D::Error> {
        let tree = self.down(self.at)?.deserialize(deserializer)?;
        Ok(self.made.tree(tree))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<M::Value, D::Error> {
        let tree = self.down(self.at)?.deserialize(deserializer)?;
        Ok(self.made.tree(tree))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<M::Value, A::Error> {
        // Not allocated by the length that a document claims.
        let mut list = Vec::new();
        while let Some(value) = access.next_element_seed(self.down(self.at.index(list.len()))?)? {
            list.push(value);
        }
        Ok(self.made.tree(Tree::List(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<M::Value, A::Error> {
        let tree = match self.cells_of {
            Some(edition) => self.cells(edition, &mut access),
            None => self.object(Vec::new(), &mut access),
        }?;
        Ok(self.made.tree(tree))
    }
}

/// A key, which is text.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
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

    fn integer<'de>(value: impl Into<i128>) -> Tree<'de> {
        Tree::Plain(Plain::Integer(value.into()))
    }

    #[test]
    fn digits_of_arbitrary_precision_are_numbers() {
        let tree = |digits: &'static str| {
            read(MapDeserializer::<_, Error>::new([(DIGITS, digits)].into_iter())).map_err(|_| ())
        };
        assert_eq!(tree("12"), Ok(integer(12)));
        assert_eq!(tree("9007199254740993"), Ok(integer(9_007_199_254_740_993_i64)));
        assert_eq!(tree("18446744073709551615"), Ok(integer(u64::MAX)));
        assert_eq!(tree("18446744073709551616"), Ok(Tree::Float(1.844_674_407_370_955_2e19)));
        assert_eq!(tree("1e400"), Err(()));
        assert_eq!(tree("-0"), Ok(Tree::Float(-0.0)));
        assert_eq!(tree("1e3"), Ok(Tree::Float(1000.0)));
        assert!(matches!(tree("nothing"), Ok(Tree::Map(_))));
    }

    #[test]
    fn keys_stay_double_and_lists_stay_lists() {
        let map = MapDeserializer::<_, Error>::new([("a", 1_u8), ("a", 2)].into_iter());
        let pair = |value| (Cow::Borrowed("a"), integer(value));
        assert_eq!(read(map).unwrap(), Tree::Map(vec![pair(1), pair(2)]));
        let list = SeqDeserializer::<_, Error>::new([true].into_iter());
        assert_eq!(read(list).unwrap(), Tree::List(vec![Tree::Plain(Plain::Truth(true))]));
    }
}
