//! Tokens of content streams and of `CMap` files, which share their syntax.
//!
//! Our own rather than the engine's, which ends a stream at the first thing that it can't read: figures after it would
//! be lost without a word. This one goes on after anything.

/// A token. Strings and names are decoded.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(f64),
    String(Vec<u8>),
    Name(Vec<u8>),
    /// An operator or another word.
    Word(&'a [u8]),
    ArrayBegin,
    ArrayEnd,
    DictBegin,
    DictEnd,
}

/// Reads tokens, to the end of the bytes.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at.saturating_add(ahead)).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek(0) {
            if byte == b'%' {
                while self.peek(0).is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let begin = self.at;
        while self.peek(0).is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        self.bytes.get(begin..self.at).unwrap_or_default()
    }

    fn name(&mut self) -> Vec<u8> {
        let raw = self.regular();
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            if byte == b'#'
                && let [high, low, after @ ..] = rest
                && let (Some(high), Some(low)) = (hex(*high), hex(*low))
            {
                name.push(high << 4 | low);
                rest = after;
            } else {
                name.push(byte);
            }
        }
        name
    }

    fn hex_string(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut high = None;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex(byte) else { continue };
            match high.take() {
                Some(high) => bytes.push(high << 4 | digit),
                None => high = Some(digit),
            }
        }
        bytes.extend(high.map(|high| high << 4));
        bytes
    }

    fn literal_string(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut depth = 1_usize;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => {
                    self.escape(&mut bytes);
                    continue;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
            bytes.push(byte);
        }
        bytes
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let Some(byte) = self.peek(0) else { return };
        self.at += 1;
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'\r' if self.peek(0) == Some(b'\n') => self.at += 1,
            b'\n' | b'\r' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek(0) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                bytes.push(u8::try_from(value & 0xff).unwrap_or(0));
            }
            byte => bytes.push(byte),
        }
    }

    /// Goes past the data of an inline image, whose `ID` has just been read.
    pub(super) fn skip_inline_image(&mut self) {
        while let Some(rest) = self.bytes.get(self.at..) {
            let Some(found) = rest.windows(2).position(|pair| pair == b"EI") else { break };
            let before = found.checked_sub(1).and_then(|i| rest.get(i)).is_none_or(|&byte| is_space(byte));
            let after = rest.get(found + 2).is_none_or(|&byte| is_space(byte));
            self.at += found + 2;
            // Image data may hold these letters: an operator that follows is text, not bytes.
            let ahead = self.bytes.get(self.at..).unwrap_or_default();
            if before && after && ahead.iter().take(8).all(|&byte| is_space(byte) || (32..127).contains(&byte)) {
                return;
            }
        }
        self.at = self.bytes.len();
    }
}

/// A number as PDF writes it; also the forms that readers put up with (`--5`, `1.2-3`).
fn number(word: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(word).ok()?;
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.')) {
        return None;
    }
    let digits = text.trim_start_matches(['+', '-']);
    let digits = digits.split(['+', '-']).next().unwrap_or_default();
    let value: f64 = if digits.is_empty() || digits == "." { 0.0 } else { digits.parse().ok()? };
    let negative = text.starts_with('-');
    value.is_finite().then_some(if negative { -value } else { value })
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip_space();
            let byte = self.peek(0)?;
            if !is_delimiter(byte) {
                let word = self.regular();
                return Some(number(word).map_or(Token::Word(word), Token::Number));
            }
            self.at += 1;
            return Some(match byte {
                b'(' => Token::String(self.literal_string()),
                b'/' => Token::Name(self.name()),
                b'[' => Token::ArrayBegin,
                b']' => Token::ArrayEnd,
                b'<' if self.peek(0) == Some(b'<') => {
                    self.at += 1;
                    Token::DictBegin
                }
                b'<' => Token::String(self.hex_string()),
                b'>' if self.peek(0) == Some(b'>') => {
                    self.at += 1;
                    Token::DictEnd
                }
                _ => continue,
            });
        }
    }
}

/// The numbers among the operands, in order; missing ones are 0.
pub(super) fn numbers<const N: usize>(operands: &[Token<'_>]) -> [f64; N] {
    let mut found = [0.0; N];
    let numbers = operands.iter().filter_map(|token| if let Token::Number(n) = token { Some(*n) } else { None });
    for (place, number) in found.iter_mut().zip(numbers) {
        *place = number;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Token};

    #[test]
    fn tokens_are_read_and_rubbish_is_passed_over() {
        let source = br"[(a\(b\)\101(c)) -12.5 <4e0>]TJ /A#42 << >> ) } --3 %x
            1.2-3 T* q";
        let tokens: Vec<_> = Lexer::new(source).collect();
        assert_eq!(
            tokens,
            [
                Token::ArrayBegin,
                Token::String(b"a(b)A(c)".to_vec()),
                Token::Number(-12.5),
                Token::String(vec![0x4e, 0]),
                Token::ArrayEnd,
                Token::Word(b"TJ"),
                Token::Name(b"AB".to_vec()),
                Token::DictBegin,
                Token::DictEnd,
                Token::Number(-3.0),
                Token::Number(1.2),
                Token::Word(b"T*"),
                Token::Word(b"q"),
            ]
        );
    }

    #[test]
    fn an_inline_image_ends_where_operators_go_on() {
        let mut lexer = Lexer::new(b"ID \x01 EI \xff\xfe EIx EI\nBT");
        assert_eq!(lexer.next(), Some(Token::Word(b"ID")));
        lexer.skip_inline_image();
        assert_eq!(lexer.next(), Some(Token::Word(b"BT")));
    }
}
