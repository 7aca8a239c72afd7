//! JSON whose keys stay in the order they are written in, whatever else is built in.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::check::repair::Repair;
use crate::check::{Finding, Imputation};

#[derive(Clone, Debug)]
pub(super) enum Node {
    Text(Box<str>),
    Number(u64),
    Bool(bool),
    List(Vec<Node>),
    Map(Vec<(&'static str, Node)>),
    Finding(Box<Finding>),
    Imputation(Imputation),
    Repair(Box<Repair>),
}

pub(super) fn text(text: impl AsRef<str>) -> Node {
    Node::Text(text.as_ref().into())
}

pub(super) fn list(nodes: impl IntoIterator<Item = Node>) -> Node {
    Node::List(nodes.into_iter().collect())
}

/// The entries that there are.
pub(super) fn map<const N: usize>(entries: [(&'static str, Option<Node>); N]) -> Node {
    Node::Map(entries.into_iter().filter_map(|(key, node)| Some((key, node?))).collect())
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Bool(bool) => serializer.serialize_bool(*bool),
            Self::List(nodes) => serializer.collect_seq(nodes),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, node) in entries {
                    map.serialize_entry(key, node)?;
                }
                map.end()
            }
            Self::Finding(finding) => finding.serialize(serializer),
            Self::Imputation(imputation) => imputation.serialize(serializer),
            Self::Repair(repair) => repair.serialize(serializer),
        }
    }
}
