//! Sets of relations.

use std::ops::{BitAnd, BitOr, Sub};

use super::Edition;

/// A set of relations, each by its place in [`Edition::relations`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RelationSet(u64);

const _: () = assert!(Edition::MOST_RELATIONS <= u64::BITS as usize);

impl RelationSet {
    /// No relation.
    pub(crate) const EMPTY: Self = Self(0);

    /// The relations whose bits are set.
    pub(crate) const fn of_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The set with one more relation.
    pub(crate) const fn with(self, relation: usize) -> Self {
        Self(self.0 | 1 << relation)
    }

    /// All relations of an edition.
    pub(crate) fn all(edition: Edition) -> Self {
        (0..edition.relations().len()).collect()
    }

    /// The set of one relation.
    pub(crate) fn of(relation: usize) -> Self {
        Self(1 << relation)
    }

    pub(crate) fn insert(&mut self, relation: usize) {
        *self = *self | Self::of(relation);
    }

    pub(crate) fn remove(&mut self, relation: usize) {
        *self = *self - Self::of(relation);
    }

    pub(crate) fn has(self, relation: usize) -> bool {
        !(self & Self::of(relation)).is_empty()
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The relations in the order of the edition.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let next = (rest != 0).then_some(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(next)
        })
    }
}

impl FromIterator<usize> for RelationSet {
    fn from_iter<I: IntoIterator<Item = usize>>(relations: I) -> Self {
        relations.into_iter().fold(Self::default(), |set, relation| set | Self::of(relation))
    }
}

impl BitOr for RelationSet {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for RelationSet {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Sub for RelationSet {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
