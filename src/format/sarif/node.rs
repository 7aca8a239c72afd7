//! Parts of a log: JSON in order, in which findings and repairs stand as they write themselves.

use serde::ser::{Serialize, Serializer};

use crate::check::{Finding, Imputation};
use crate::format::ordered;
use crate::repair::Repair;

pub(super) type Node = ordered::Node<Leaf>;

#[derive(Clone, Debug)]
pub(super) enum Leaf {
    Finding(Box<Finding>),
    Imputation(Imputation),
    Repair(Box<Repair>),
}

impl Serialize for Leaf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Finding(finding) => finding.serialize(serializer),
            Self::Imputation(imputation) => imputation.serialize(serializer),
            Self::Repair(repair) => repair.serialize(serializer),
        }
    }
}

pub(super) fn text(text: impl Into<String>) -> Node {
    text.into().into()
}

pub(super) fn number(number: impl Into<i64>) -> Node {
    Node::Int(number.into())
}

pub(super) fn list(nodes: impl IntoIterator<Item = Node>) -> Node {
    ordered::list(nodes)
}

/// The entries that there are.
pub(super) fn map<const N: usize>(entries: [(&'static str, Option<Node>); N]) -> Node {
    Node::Object(entries.into_iter().filter_map(|(key, node)| Some((key.into(), node?))).collect())
}
