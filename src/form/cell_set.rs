//! Sets of an edition's cells.

use std::ops::{BitAnd, BitOr, Sub};

use super::Edition;

/// A set of cells of one edition, each by its place in [`Edition::cells`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CellSet([u64; WORDS]);

const BITS: usize = u64::BITS as usize;
const WORDS: usize = Edition::MOST_CELLS.div_ceil(BITS);

impl CellSet {
    /// No cell.
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    /// The first cells of an edition.
    pub(crate) const fn first(count: usize) -> Self {
        let mut set = Self::EMPTY;
        each!(at < count, {
            set = set.with(at);
        });
        set
    }

    /// The set with one more cell.
    pub(crate) const fn with(mut self, at: usize) -> Self {
        self.0[at / BITS] |= 1 << (at % BITS);
        self
    }

    pub(crate) fn insert(&mut self, at: usize) {
        self.0[at / BITS] |= 1 << (at % BITS);
    }

    pub(crate) fn remove(&mut self, at: usize) {
        self.0[at / BITS] &= !(1 << (at % BITS));
    }

    pub(crate) const fn has(&self, at: usize) -> bool {
        self.0[at / BITS] >> (at % BITS) & 1 == 1
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::EMPTY
    }

    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether all of these cells are in the other set.
    pub(crate) fn is_within(&self, other: Self) -> bool {
        (*self - other).is_empty()
    }

    /// The places of the cells, in form order.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> + Clone {
        self.0.into_iter().enumerate().flat_map(|(word, bits)| Bits(bits).map(move |bit| word * BITS + bit))
    }
}

/// The places of the bits of a word.
#[derive(Clone)]
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let next = (self.0 != 0).then_some(self.0.trailing_zeros() as usize)?;
        self.0 &= self.0 - 1;
        Some(next)
    }
}

impl FromIterator<usize> for CellSet {
    fn from_iter<I: IntoIterator<Item = usize>>(cells: I) -> Self {
        cells.into_iter().fold(Self::EMPTY, Self::with)
    }
}

macro_rules! by_word {
    ($Op:ident, $op:ident, $word:expr) => {
        impl $Op for CellSet {
            type Output = Self;

            fn $op(self, other: Self) -> Self {
                let word: fn(u64, u64) -> u64 = $word;
                let mut all = self.0;
                all.iter_mut().zip(other.0).for_each(|(mine, other)| *mine = word(*mine, other));
                Self(all)
            }
        }
    };
}

by_word!(BitOr, bitor, |a, b| a | b);
by_word!(BitAnd, bitand, |a, b| a & b);
by_word!(Sub, sub, |a, b| a & !b);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_was_put_in() {
        let set: CellSet = [0, 63, 64, 199].into_iter().collect();
        assert!(set.iter().eq([0, 63, 64, 199]));
        assert_eq!((set.len(), set.has(63), set.has(65)), (4, true, false));
        let rest = set - CellSet::first(64);
        assert!(rest.iter().eq([64, 199]) && rest.is_within(set) && !set.is_within(rest));
        assert_eq!(rest | CellSet::EMPTY.with(0).with(63), set);
        let mut set = set & rest;
        set.remove(64);
        set.insert(1);
        assert!(set.iter().eq([1, 199]));
    }
}
