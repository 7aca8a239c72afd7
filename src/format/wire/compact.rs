//! The compact form: tuples of a known length, read one item after the other.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, SeqAccess, Visitor};

/// What is read from the items of a tuple.
pub(in crate::format) trait Compact: Sized {
    /// What it is, for errors.
    const WHAT: &'static str;
    /// How many items it has.
    const LEN: usize;

    fn visit<'de, A: SeqAccess<'de>>(items: &mut Items<A>) -> Result<Self, A::Error>;
}

/// The items of a tuple that were not read yet.
#[derive(Debug)]
pub(in crate::format) struct Items<A> {
    access: A,
    read: usize,
    what: &'static str,
}

impl<'de, A: SeqAccess<'de>> Items<A> {
    pub(in crate::format) fn new(access: A, what: &'static str) -> Self {
        Self { access, read: 0, what }
    }

    /// The next item.
    pub(in crate::format) fn next<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.next_by(PhantomData)
    }

    /// The next item, which takes what came before it to be read.
    pub(in crate::format) fn next_by<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        let item = self.access.next_element_seed(seed)?;
        let item = item.ok_or_else(|| A::Error::invalid_length(self.read, &self.what))?;
        self.read += 1;
        Ok(item)
    }

    /// That no item is left: a format that describes itself may have more.
    pub(in crate::format) fn end(mut self) -> Result<(), A::Error> {
        match self.access.next_element::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::invalid_length(self.read + 1, &self.what)),
        }
    }
}

/// Reads a value in the compact form.
pub(in crate::format) fn read<'de, T: Compact, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_tuple(T::LEN, Whole(PhantomData))
}

struct Whole<T>(PhantomData<T>);

impl<'de, T: Compact> Visitor<'de> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} as a tuple of {}", T::WHAT, T::LEN)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let mut items = Items::new(access, T::WHAT);
        let value = T::visit(&mut items)?;
        items.end()?;
        Ok(value)
    }
}
