//! JSON whose keys keep their order, with any features of `serde_json`.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value. `L` is what it may hold besides: something that serializes itself.
#[derive(Clone, Debug)]
pub(crate) enum Node<L = Nothing> {
    Bool(bool),
    Int(i64),
    Text(Cow<'static, str>),
    List(Vec<Self>),
    Object(Vec<(Cow<'static, str>, Self)>),
    #[cfg_attr(not(feature = "sarif"), expect(dead_code, reason = "results hold findings"))]
    Leaf(L),
}

/// Nothing else.
#[derive(Clone, Debug)]
pub(crate) enum Nothing {}

impl Serialize for Nothing {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}

/// An object of these keys.
pub(crate) fn object<L>(entries: impl IntoIterator<Item = (&'static str, Node<L>)>) -> Node<L> {
    Node::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// A list.
pub(crate) fn list<L, T: Into<Node<L>>>(items: impl IntoIterator<Item = T>) -> Node<L> {
    Node::List(items.into_iter().map(Into::into).collect())
}

impl<L> Node<L> {
    /// The object with one more key at its end.
    pub(crate) fn and(self, key: impl Into<Cow<'static, str>>, value: impl Into<Self>) -> Self {
        self.with(Self::Object(vec![(key.into(), value.into())]))
    }

    /// The object with another's keys at its end.
    pub(crate) fn with(mut self, more: Self) -> Self {
        if let (Self::Object(entries), Self::Object(more)) = (&mut self, more) {
            entries.extend(more);
        }
        self
    }
}

impl<L: Serialize> Serialize for Node<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
            Self::Leaf(leaf) => leaf.serialize(serializer),
        }
    }
}

impl<L> From<bool> for Node<L> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl<L> From<i64> for Node<L> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl<L> From<&'static str> for Node<L> {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl<L> From<String> for Node<L> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
