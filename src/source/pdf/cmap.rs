//! `CMap` files: which bytes make a code, and what a code stands for.

use std::collections::HashMap;

use super::lex::{Lexer, Token};

/// A `CMap`: from codes to text (`ToUnicode`) or to character ids (an embedded encoding).
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Length in bytes, first and last code.
    spaces: Vec<(usize, u32, u32)>,
    texts: HashMap<u32, String>,
    /// First and last code, text of the first; the last character counts up.
    text_ranges: Vec<(u32, u32, String)>,
    /// First and last code, id of the first.
    ids: Vec<(u32, u32, u32)>,
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte))
}

fn utf16(bytes: &[u8]) -> String {
    // A single byte is not UTF-16, yet some writers write it.
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).filter(|&c| c != '\0').collect()
}

fn integer(number: f64) -> u32 {
    if (0.0..=f64::from(u32::MAX)).contains(&number) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the range of u32")]
        let integer = number as u32;
        integer
    } else {
        0
    }
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut operands: Vec<Token<'_>> = Vec::new();
        for token in Lexer::new(bytes) {
            let Token::Word(word) = token else {
                operands.push(token);
                continue;
            };
            match word {
                b"endcodespacerange" => map.add_spaces(&operands),
                b"endbfchar" => {
                    for pair in operands.chunks_exact(2) {
                        if let [Token::String(from), Token::String(to)] = pair {
                            map.texts.insert(code(from), utf16(to));
                        }
                    }
                }
                b"endbfrange" => map.add_ranges(&operands),
                b"endcidchar" => {
                    for pair in operands.chunks_exact(2) {
                        if let [Token::String(from), Token::Number(id)] = pair {
                            map.ids.push((code(from), code(from), integer(*id)));
                        }
                    }
                }
                b"endcidrange" => {
                    for triple in operands.chunks_exact(3) {
                        if let [Token::String(first), Token::String(last), Token::Number(id)] = triple {
                            map.ids.push((code(first), code(last), integer(*id)));
                        }
                    }
                }
                _ => {}
            }
            operands.clear();
        }
        map.ids.sort_unstable();
        map.text_ranges.sort_unstable();
        map
    }

    fn add_spaces(&mut self, operands: &[Token<'_>]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::String(first), Token::String(last)] = pair
                && (1..=4).contains(&first.len())
                && self.spaces.len() < 256
            {
                self.spaces.push((first.len(), code(first), code(last)));
            }
        }
    }

    fn add_ranges(&mut self, operands: &[Token<'_>]) {
        let mut rest = operands;
        while let [Token::String(first), Token::String(last), after @ ..] = rest {
            let (first, last) = (code(first), code(last));
            match after {
                [Token::String(to), after @ ..] => {
                    self.text_ranges.push((first, last, utf16(to)));
                    rest = after;
                }
                [Token::ArrayBegin, after @ ..] => {
                    let end = after.iter().position(|token| *token == Token::ArrayEnd).unwrap_or(after.len());
                    for (at, token) in (first..=last).zip(&after[..end]) {
                        if let Token::String(to) = token {
                            self.texts.insert(at, utf16(to));
                        }
                    }
                    rest = after.get(end + 1..).unwrap_or_default();
                }
                _ => return,
            }
        }
    }

    /// How many bytes the next code has, if the map says.
    pub(super) fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        let fits = |&&(length, first, last): &&(usize, u32, u32)| {
            // Each byte must be within the bounds of its place, not only the number as a whole.
            bytes.get(..length).is_some_and(|head| {
                head.iter().enumerate().all(|(i, &byte)| {
                    let shift = 8 * (length - 1 - i);
                    let bound = |code: u32| u8::try_from((code >> shift) & 0xff).unwrap_or(0);
                    (bound(first)..=bound(last)).contains(&byte)
                })
            })
        };
        self.spaces.iter().find(fits).or_else(|| self.spaces.iter().min()).map(|space| space.0)
    }

    pub(super) fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.texts.get(&code) {
            return Some(text.clone());
        }
        let after = self.text_ranges.partition_point(|range| range.0 <= code);
        let (first, last, text) = self.text_ranges.get(after.checked_sub(1)?)?;
        if code > *last {
            return None;
        }
        let mut text = text.clone();
        let end = text.pop()?;
        text.push(u32::from(end).checked_add(code - first).and_then(char::from_u32)?);
        Some(text)
    }

    pub(super) fn id(&self, code: u32) -> Option<u32> {
        let after = self.ids.partition_point(|range| range.0 <= code);
        let &(first, last, id) = self.ids.get(after.checked_sub(1)?)?;
        if code > last { None } else { id.checked_add(code - first) }
    }
}

#[cfg(test)]
mod tests {
    use super::CMap;

    #[test]
    fn a_map_tells_code_lengths_texts_and_ids() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <7f> <8140> <fefe> endcodespacerange
            2 beginbfchar <01> <672c> <02> <00660066> endbfchar
            2 beginbfrange <10> <12> <4e00> <20> <21> [<5e74> <D840DC00>] endbfrange
            1 begincidrange <8140> <8150> 7 endcidrange",
        );
        assert_eq!(map.code_length(b"\x20\x81"), Some(1));
        assert_eq!(map.code_length(b"\x81\x40"), Some(2));
        assert_eq!(map.text(1).as_deref(), Some("本"));
        assert_eq!(map.text(2).as_deref(), Some("ff"));
        assert_eq!(map.text(0x12).as_deref(), Some("丂"));
        assert_eq!(map.text(0x13), None);
        assert_eq!(map.text(0x21).as_deref(), Some("\u{20000}"));
        assert_eq!(map.id(0x8142), Some(9));
    }
}
