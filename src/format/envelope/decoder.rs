//! What reads trees, every fault collected: the envelope's, and those of a report's parts.

use std::borrow::Cow;

use serde::de::{Deserializer, Error as _};

use super::branch::Branch;
use super::path::Path;
use super::tree::{self, Failure, Tree};
use crate::draft::Source;
use crate::record::{FaultKind, Faults, PartsBuilder, Place, Plain, read_source};

/// Collects faults while it understands what it can. A value that it can't is `None`, with a fault.
#[derive(Debug)]
pub(in crate::format) struct Decoder {
    faults: Faults,
}

/// The values of an object's keys, in the order of the keys that are known.
#[derive(Debug)]
pub(in crate::format) struct Slots<'t, 'de>(pub(in crate::format) Vec<Option<&'t Tree<'de>>>);

impl<'t, 'de> Slots<'t, 'de> {
    /// The value of the key at this place.
    pub(in crate::format) fn tree(&self, key: usize) -> Option<&'t Tree<'de>> {
        self.0.get(key).copied().flatten()
    }

    /// The same for a record.
    pub(in crate::format) fn plain(&self, key: usize) -> Option<Plain<'t>> {
        self.tree(key).map(Into::into)
    }
}

/// Reads a document of a format that describes itself, and makes a value of it. The error carries every fault, a line each.
pub(in crate::format) fn deserialize<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    decode: impl FnOnce(&Tree<'de>) -> Result<T, Faults>,
) -> Result<T, D::Error> {
    let tree = tree::read(deserializer).map_err(|failure| match failure {
        Failure::Deep(fault) => D::Error::custom(fault),
        Failure::Format(error) => error,
    })?;
    decode(&tree).map_err(D::Error::custom)
}

impl Decoder {
    /// What is read, unless something is wrong with it.
    pub(in crate::format) fn read<T>(read: impl FnOnce(&mut Self) -> Option<T>) -> Result<T, Faults> {
        let mut decoder = Self { faults: Faults::new() };
        let value = read(&mut decoder);
        decoder.faults.check(value)
    }

    /// The parts of the header, or the sections of text.
    pub(in crate::format) fn parts(&mut self, tree: &Tree<'_>, at: &Path<'_>, branch: Branch, into: &mut PartsBuilder) {
        if let Some(part) = branch.part() {
            self.value(Some(tree), at, |value| into.put(part, value));
            return;
        }
        let keys: Vec<_> = branch.children().map(Branch::key).collect();
        let needed = if branch.is_whole() { keys.len() } else { 0 };
        let Some(slots) = self.object(tree, at, &keys, needed) else { return };
        for (branch, tree) in branch.children().zip(slots.0) {
            if let Some(tree) = tree {
                self.parts(tree, &at.key(branch.key()), branch, into);
            }
        }
    }

    /// A place in the source of the page.
    pub(in crate::format) fn source(&mut self, tree: Option<&Tree<'_>>, at: &Path<'_>) -> Source {
        let Some(slots) = tree.and_then(|tree| self.object(tree, at, &Place::CODES, 0)) else {
            return Source::default();
        };
        let get = |place: Place| slots.plain(place as usize);
        read_source(get, &mut |place, kind| self.fault(&at.key(place.code()), kind))
    }

    /// An object's values in the order of `keys`, of which the first `needed` must be there.
    pub(in crate::format) fn object<'t, 'de>(
        &mut self,
        tree: &'t Tree<'de>,
        at: &Path<'_>,
        keys: &[&'static str],
        needed: usize,
    ) -> Option<Slots<'t, 'de>> {
        let entries = self.entries(tree, at)?;
        let mut slots = vec![None; keys.len()];
        for (key, value) in entries {
            let slot = keys.iter().position(|known| known == key).and_then(|i| slots.get_mut(i));
            match slot {
                Some(slot @ None) => *slot = Some(value),
                Some(Some(_)) => self.fault(&at.key(key), FaultKind::DuplicateKey),
                None => self.fault(&at.key(key), FaultKind::UnknownKey),
            }
        }
        for (key, _) in keys.iter().zip(&slots).take(needed).filter(|(_, slot)| slot.is_none()) {
            self.fault(&at.key(key), FaultKind::MissingKey);
        }
        Some(Slots(slots))
    }

    /// The keys of an object and their values.
    pub(in crate::format) fn entries<'t, 'de>(
        &mut self,
        tree: &'t Tree<'de>,
        at: &Path<'_>,
    ) -> Option<&'t [(Cow<'de, str>, Tree<'de>)]> {
        if let Tree::Map(entries) = tree {
            return Some(entries);
        }
        self.fault(at, Plain::from(tree).wrong_type("an object"));
        None
    }

    /// The elements of a list, unless something is wrong with one of them: all are read all the same.
    pub(in crate::format) fn each<T>(
        &mut self,
        tree: Option<&Tree<'_>>,
        at: &Path<'_>,
        mut read: impl FnMut(&mut Self, usize, &Tree<'_>, &Path<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let tree = tree?;
        let Tree::List(list) = tree else {
            self.fault(at, Plain::from(tree).wrong_type("a list"));
            return None;
        };
        let read: Vec<_> = list.iter().enumerate().map(|(i, tree)| read(self, i, tree, &at.index(i))).collect();
        read.into_iter().collect()
    }

    /// What a value is read as.
    pub(in crate::format) fn value<T>(
        &mut self,
        tree: Option<&Tree<'_>>,
        at: &Path<'_>,
        read: impl FnOnce(&Plain<'_>) -> Result<T, FaultKind>,
    ) -> Option<T> {
        read(&tree?.into()).map_err(|kind| self.fault(at, kind)).ok()
    }

    pub(in crate::format) fn fault(&mut self, at: &Path<'_>, kind: FaultKind) {
        self.faults.add(at.at(), kind);
    }
}
