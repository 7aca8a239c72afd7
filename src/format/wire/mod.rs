//! The parts of a report and the answers of a check in serde, each in two forms.
//!
//! - **Formats for people** (JSON, YAML, TOML, RON; `is_human_readable`): named keys, all of them, each once, in the order of
//!   the form, with every total. They are read as the envelope is: into a tree first, so that every fault is told with its
//!   path, and all of them at once.
//! - **Formats for programs** (postcard, bincode, CBOR, MessagePack): the compact form, tuples of a known shape that typed
//!   calls read, since such a format may say nothing of itself. It has no totals that could be wrong: they are computed, and
//!   the balance is proven.
//!
//! [`keyed`] makes both of one list of keys.

mod compact;
mod counts;
mod findings;
mod header;
mod losses;
mod quantity;
mod repairs;
mod rules;
mod source;
mod tables;
#[cfg(all(test, feature = "json"))]
mod tests;

use serde::de::Deserializer;

use super::envelope::{Decoder, Path, Slots, Tree, deserialize};
use crate::check::{Place, Role, Rule, Severity, Side, Status, Verdict};
use crate::draft::StateKind;
use crate::form::{CellId, Column, Edition, Language, RowId, Table};
use crate::quantity::{Count, MoneyUnit, Number, SignedCount};
use crate::record::{At, EXPECTED_INTEGER, Fault, FaultKind, Numbers};
use crate::report::{CreditCode, DivisionCode, Scope};

pub(super) use compact::{Compact, Items, read as read_compact};
pub(super) use tables::{read_report, write_report};

/// What is read from a tree: what is wrong with it goes to the decoder.
pub(super) trait Read: Sized {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self>;
}

/// A value in either form.
pub(super) fn either<'de, T: Read + Compact, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    if deserializer.is_human_readable() { keyed_form(deserializer) } else { compact::read(deserializer) }
}

/// A value in a format for people.
pub(super) fn keyed_form<'de, T: Read, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserialize(deserializer, |tree| Decoder::read(|decoder| T::read(decoder, tree, &Path::ROOT)))
}

/// The value of a key that an object has; that it lacks one was noted when its keys were read.
pub(super) fn field<T: Read>(
    decoder: &mut Decoder,
    slots: &Slots<'_, '_>,
    position: usize,
    key: &str,
    at: &Path<'_>,
) -> Option<T> {
    T::read(decoder, slots.tree(position)?, &at.key(key))
}

/// What is wrong with the value of a key, in words.
pub(super) fn said(key: &str, kind: FaultKind) -> String {
    let pointer = if key.is_empty() { String::new() } else { format!("/{key}") };
    Fault::new(At::Pointer(pointer.into()), kind).to_string()
}

/// serde for a value that is an object of named keys: `key: Type = how it is got,`, and at the end the value made of them, or
/// the key that is wrong and why. In the compact form it is the tuple of them.
macro_rules! keyed {
    (
        $(#[$doc:meta])*
        $Name:ty as $what:literal, |$it:ident| { $($key:ident: $T:ty = $get:expr,)+ } => $make:expr
    ) => {
        $(#[$doc])*
        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::{SerializeMap as _, SerializeTuple as _};

                const LEN: usize = <$Name as $crate::format::wire::Compact>::LEN;
                let $it = self;
                if serializer.is_human_readable() {
                    let mut map = serializer.serialize_map(Some(LEN))?;
                    $(map.serialize_entry(stringify!($key), &$get)?;)+
                    return map.end();
                }
                let mut tuple = serializer.serialize_tuple(LEN)?;
                $(tuple.serialize_element(&$get)?;)+
                tuple.end()
            }
        }

        impl $crate::format::wire::Read for $Name {
            fn read(
                decoder: &mut $crate::format::envelope::Decoder,
                tree: &$crate::format::envelope::Tree<'_>,
                at: &$crate::format::envelope::Path<'_>,
            ) -> Option<Self> {
                const KEYS: &[&str] = &[$(stringify!($key)),+];
                let slots = decoder.object(tree, at, KEYS, KEYS.len())?;
                let mut position = 0..;
                $(
                    let at_key = position.next().unwrap_or_default();
                    let $key: Option<$T> = $crate::format::wire::field(decoder, &slots, at_key, stringify!($key), at);
                )+
                $(let $key = $key?;)+
                let made: Result<Self, (&str, $crate::record::FaultKind)> = $make;
                made.map_err(|(key, kind)| match key {
                    "" => decoder.fault(at, kind),
                    key => decoder.fault(&at.key(key), kind),
                })
                .ok()
            }
        }

        impl $crate::format::wire::Compact for $Name {
            const WHAT: &'static str = $what;
            const LEN: usize = [$(stringify!($key)),+].len();

            fn visit<'de, A: serde::de::SeqAccess<'de>>(
                items: &mut $crate::format::wire::Items<A>,
            ) -> Result<Self, A::Error> {
                $(let $key: $T = items.next()?;)+
                let made: Result<Self, (&str, $crate::record::FaultKind)> = $make;
                made.map_err(|(key, kind)| serde::de::Error::custom($crate::format::wire::said(key, kind)))
            }
        }

        $crate::format::wire::read_either!($Name);
    };
}
pub(super) use keyed;

/// `Deserialize` by [`Read`] and [`Compact`].
macro_rules! read_either {
    ($Name:ty) => {
        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::format::wire::either(deserializer)
            }
        }
    };
}
pub(super) use read_either;

/// A value that is no object: how it is read from a plain one.
macro_rules! plain {
    ($($Name:ty: |$value:ident| $read:expr;)+) => {
        $(impl $crate::format::wire::Read for $Name {
            fn read(
                decoder: &mut $crate::format::envelope::Decoder,
                tree: &$crate::format::envelope::Tree<'_>,
                at: &$crate::format::envelope::Path<'_>,
            ) -> Option<Self> {
                decoder.value(Some(tree), at, |$value| $read)
            }
        })+
    };
}
pub(super) use plain;

/// A value with a code.
macro_rules! by_code {
    ($($Name:ident)+) => {
        $crate::format::wire::plain!($($Name: |value| value.code($Name::of_code, $Name::EXPECTED);)+);
    };
}
pub(super) use by_code;

plain! {
    bool: |value| value.truth();
    Box<str>: |value| value.text().map(Into::into);
    Count: |value| {
        const EXPECTED: &str = "an integer from 0 to 9007199254740991";
        let count = value.integer(0, MOST, EXPECTED)?;
        u64::try_from(count).ok().and_then(|count| Self::new(count).ok()).ok_or_else(|| value.wrong(EXPECTED))
    };
    SignedCount: |value| {
        Self::new(value.integer(-MOST, MOST, EXPECTED_INTEGER)?).map_err(|_| value.wrong(EXPECTED_INTEGER))
    };
    Number: |value| value.number(Numbers::Readings);
    CellId: |value| value.parse(Self::EXPECTED);
    RowId: |value| value.parse(Self::EXPECTED);
    Place: |value| value.parse(Self::EXPECTED);
    CreditCode: |value| value.parse(Self::EXPECTED);
    DivisionCode: |value| value.parse(Self::EXPECTED);
}
by_code!(Column Edition MoneyUnit Role Rule Scope Severity Side StateKind Status Table Verdict);

const MOST: i64 = Count::MAX.get().cast_signed();

impl<T: Read> Read for Option<T> {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        match tree {
            Tree::Null => Some(None),
            tree => T::read(decoder, tree, at).map(Some),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        decoder.each(Some(tree), at, |decoder, _, tree, at| T::read(decoder, tree, at))
    }
}

impl<T: Read> Read for Box<[T]> {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        Vec::read(decoder, tree, at).map(Into::into)
    }
}

/// The items of an iterator as a tuple.
pub(super) fn tuple_of<S: serde::Serializer>(
    items: impl ExactSizeIterator<Item: serde::Serialize>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeTuple as _;

    let mut tuple = serializer.serialize_tuple(items.len())?;
    for item in items {
        tuple.serialize_element(&item)?;
    }
    tuple.end()
}

/// A text in each language, which follows from other keys: it has to be there, and what it says is not looked at.
fn read_words(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>, code: Option<&'static str>) -> Option<()> {
    let keys: Vec<_> = code.into_iter().chain(Language::CODES).collect();
    let slots = decoder.object(tree, at, &keys, keys.len())?;
    let texts = keys.iter().enumerate().map(|(i, key)| field::<Box<str>>(decoder, &slots, i, key, at).map(drop));
    let texts: Vec<_> = texts.collect();
    texts.into_iter().collect()
}
