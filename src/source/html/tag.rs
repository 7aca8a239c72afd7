//! Tags that do not end.
//!
//! The tokenizer compares every attribute of a tag with all before it, which takes hours for a page that is one tag.
//! It gives nothing of a tag before the tag ends, so attributes are counted here, but only in tags that are longer
//! than a piece of the page: those with an image in an attribute, and those that are made to be long.

/// The most attributes of such a tag.
const MAX_ATTRIBUTES: usize = 1024;

/// Counts the attributes of a tag while it is fed.
#[derive(Debug)]
pub(super) struct LongTag {
    /// Where the tag begins, and how far it is counted.
    begin: usize,
    counted: usize,
    attributes: usize,
    state: State,
}

/// The states of HTML's tokenizer, as far as they count.
#[derive(Clone, Copy, Debug)]
enum State {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Value,
    Quoted(u8),
}

impl LongTag {
    /// A tag that begins at an offset, or anything else that begins there: what is no tag has no attributes.
    pub(super) fn new(begin: usize) -> Self {
        Self { begin, counted: begin, attributes: 0, state: State::TagName }
    }

    /// Goes on with what begins at an offset and has no end before another. Whether it has too many attributes.
    pub(super) fn is_excessive(&mut self, source: &str, begin: usize, fed: usize) -> bool {
        if begin != self.begin {
            *self = Self::new(begin);
        }
        let source = source.as_bytes();
        let is_tag = match source.get(begin..begin + 3) {
            Some([b'<', b'/', name, ..] | [b'<', name, ..]) => name.is_ascii_alphabetic(),
            _ => false,
        };
        if !is_tag {
            return false;
        }
        for &byte in source.get(self.counted..fed).unwrap_or_default() {
            self.step(byte);
        }
        self.counted = fed;
        self.attributes > MAX_ATTRIBUTES
    }

    fn step(&mut self, byte: u8) {
        use State::{AfterName, BeforeName, BeforeValue, Name, Quoted, TagName, Value};
        let white = byte.is_ascii_whitespace();
        self.state = match (self.state, byte) {
            // The solidus before the name of an end tag does no harm: it makes the name count as one.
            (TagName | Name | AfterName | BeforeName, b'/') => BeforeName,
            (TagName | Value, _) if white => BeforeName,
            (Name, _) if white => AfterName,
            (Name | AfterName, b'=') => BeforeValue,
            (BeforeName | AfterName, _) if !white => {
                self.attributes += 1;
                Name
            }
            (BeforeValue, b'"' | b'\'') => Quoted(byte),
            (BeforeValue, _) if !white => Value,
            (Quoted(quote), _) if quote == byte => BeforeName,
            (state, _) => state,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted() {
        for (tag, expected) in [
            ("<p", 0),
            ("<p class", 1),
            ("<p a b=c d = 'e f' g=\"'>\"h/i/ =j=k", 7),
            ("<p =\" a b c", 4),
            ("<img src=data:image/png;base64,AA/+==", 1),
        ] {
            let mut long = LongTag::new(0);
            assert!(!long.is_excessive(tag, 0, tag.len()), "{tag}");
            assert_eq!(long.attributes, expected, "{tag}");
        }
    }
}
