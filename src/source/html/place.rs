//! From a byte offset to a line and column.

use super::role::is_blank;
use crate::draft::Source;

/// How many bytes lie between two entries of the character index.
const STRIDE: usize = 128;

/// Where lines begin and how many characters come before every block of bytes, so that a place costs the same on a
/// page of a thousand lines and on a page that is one line.
#[derive(Debug)]
pub(super) struct Places<'a> {
    source: &'a str,
    newlines: Vec<usize>,
    /// Characters before byte `i * STRIDE`.
    characters: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let newlines = source.match_indices('\n').map(|(at, _)| at).collect();
        let mut count = 0;
        let mut characters = Vec::with_capacity(source.len() / STRIDE + 1);
        for block in source.as_bytes().chunks(STRIDE) {
            characters.push(count);
            count += characters_in(block);
        }
        Self { source, newlines, characters }
    }

    /// The place of a byte offset; one past the end is the place after the last character.
    pub(super) fn at(&self, offset: usize) -> Source {
        let line = self.newlines.partition_point(|&newline| newline < offset);
        let start = line.checked_sub(1).and_then(|last| self.newlines.get(last)).map_or(0, |newline| newline + 1);
        let column = self.characters_before(offset) - self.characters_before(start);
        Source::at_line(number(line), number(column))
    }

    /// Where the line after that of `offset` begins, white space passed over.
    pub(super) fn next_line(&self, offset: usize) -> usize {
        let next = self.newlines.partition_point(|&newline| newline < offset);
        let start = self.newlines.get(next).map_or(self.source.len(), |newline| newline + 1);
        let rest = self.source.get(start..).unwrap_or_default();
        start + rest.find(|c| c == '\n' || !is_blank(c)).unwrap_or(rest.len())
    }

    fn characters_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.source.len());
        // An offset at the very end of a full last block has no entry of its own.
        let block = (offset / STRIDE).min(self.characters.len().saturating_sub(1));
        let before = self.characters.get(block).copied().unwrap_or(0);
        before + self.source.as_bytes().get(block * STRIDE..offset).map_or(0, characters_in)
    }
}

/// Every byte that does not continue a character.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

fn number(from_zero: usize) -> u32 {
    u32::try_from(from_zero).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let source = "一二\r\n\n三x四";
        let places = Places::new(source);
        for (needle, line, column) in [("一", 1, 1), ("二", 1, 2), ("三", 3, 1), ("x", 3, 2), ("四", 3, 3)] {
            let at = places.at(source.find(needle).unwrap_or_default());
            assert_eq!(at, Source::at_line(line, column), "{needle}");
        }
        assert_eq!(places.at(source.len()), Source::at_line(3, 4));
        assert_eq!(Places::new("").at(0), Source::at_line(1, 1));
    }

    #[test]
    fn places_in_one_long_line() {
        let source = "一".repeat(5000);
        let places = Places::new(&source);
        for character in [0, 341, 342, 1023, 1024, 1025, 4999, 5000] {
            assert_eq!(places.at(character * 3), Source::at_line(1, number(character)), "{character}");
        }
        let full = "x".repeat(2 * STRIDE);
        assert_eq!(Places::new(&full).at(full.len()), Source::at_line(1, number(2 * STRIDE)));
    }
}
