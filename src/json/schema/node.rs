//! JSON whose keys stay in order, whatever features of `serde_json` the build has on.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Bool(bool),
    Int(i64),
    Text(Cow<'static, str>),
    List(Vec<Node>),
    Object(Vec<(Cow<'static, str>, Node)>),
}

/// An object of these keys.
pub(super) fn object<const N: usize>(entries: [(&'static str, Node); N]) -> Node {
    Node::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// A list.
pub(super) fn list<T: Into<Node>>(items: impl IntoIterator<Item = T>) -> Node {
    Node::List(items.into_iter().map(Into::into).collect())
}

impl Node {
    /// The object with one more key at its end.
    pub(super) fn and(self, key: impl Into<Cow<'static, str>>, value: impl Into<Self>) -> Self {
        self.with(Self::Object(vec![(key.into(), value.into())]))
    }

    /// The object with another's keys at its end.
    pub(super) fn with(mut self, more: Self) -> Self {
        if let (Self::Object(entries), Self::Object(more)) = (&mut self, more) {
            entries.extend(more);
        }
        self
    }
}

impl Serialize for Node {
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
        }
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Node {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
