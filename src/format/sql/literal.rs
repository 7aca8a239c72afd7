//! Reads the literals that rows are written with.

use super::SqlError;
use crate::record::{At, Fault, FaultKind, found};

/// A walk through SQL text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// A value: its text, or nothing for `NULL`.
pub(super) type Value = Option<String>;

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        self.skip_space();
        self.rest().is_empty()
    }

    /// What is wrong here.
    pub(super) fn wrong(&self, expected: &'static str) -> SqlError {
        let found = found(self.rest().trim_start().lines().next().unwrap_or_default());
        Fault::new(At::line(self.line(), None, None), FaultKind::WrongValue { expected, found }).into()
    }

    /// The line, from 1. The whole text before it is looked through.
    pub(super) fn line(&self) -> u64 {
        1 + self.text.get(..self.at).unwrap_or_default().matches('\n').count() as u64
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            if !self.rest().starts_with("--") {
                return;
            }
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
    }

    /// Whether this word is next, in any case; if so, it is passed.
    pub(super) fn take(&mut self, word: &str) -> bool {
        self.skip_space();
        let found = self.rest().get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
        if found {
            self.at += word.len();
        }
        found
    }

    pub(super) fn need(&mut self, word: &'static str) -> Result<(), SqlError> {
        if self.take(word) { Ok(()) } else { Err(self.wrong(word)) }
    }

    /// A name in quotation marks, and whether they are Spark's.
    pub(super) fn name(&mut self) -> Result<(String, bool), SqlError> {
        self.skip_space();
        match self.rest().chars().next() {
            Some(quote @ ('"' | '`')) => Ok((self.quoted(quote, false)?, quote == '`')),
            _ => Err(self.wrong("a quoted name")),
        }
    }

    /// The text between two quotes. A doubled one is one; with `escapes`, a backslash gives what is after it a meaning.
    fn quoted(&mut self, quote: char, escapes: bool) -> Result<String, SqlError> {
        let mut text = String::new();
        let rest = self.rest();
        let mut chars = rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            if c == '\\' && escapes {
                match chars.next().map(|(_, c)| c) {
                    Some('r') => text.push('\r'),
                    Some(octal @ '0') => {
                        let digits = (0..2).all(|_| chars.next_if(|(_, c)| *c == octal).is_some());
                        text.push(if digits { '\0' } else { octal });
                    }
                    Some('u') => {
                        let code: String = (0..4).filter_map(|_| chars.next()).map(|(_, c)| c).collect();
                        let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                        text.push(code.ok_or_else(|| self.wrong("four hexadecimal digits after each \\u"))?);
                    }
                    Some(other) => text.push(other),
                    None => break,
                }
            } else if c != quote {
                text.push(c);
            } else if chars.next_if(|(_, next)| *next == quote).is_some() {
                text.push(quote);
            } else {
                self.at += at + quote.len_utf8();
                return Ok(text);
            }
        }
        Err(self.wrong("a closing quote"))
    }

    /// A value as [`Schema::insert`](super::Schema::insert) writes it; `spark` if text is quoted as Spark has it.
    pub(super) fn value(&mut self, spark: bool) -> Result<Value, SqlError> {
        // One call is nested in another for each character to put back, which are two.
        self.nested(spark, 3)
    }

    fn nested(&mut self, spark: bool, depth: usize) -> Result<Value, SqlError> {
        self.skip_space();
        if self.rest().starts_with('\'') {
            return self.quoted('\'', spark).map(Some);
        }
        if self.take("NULL") {
            return Ok(None);
        }
        if self.rest().starts_with("E'") {
            self.at += 1;
            return self.quoted('\'', true).map(Some);
        }
        if self.take("DATE") {
            return self.nested(spark, 0);
        }
        if self.take("CAST") && depth > 0 {
            self.need("(")?;
            let value = self.nested(spark, 0)?;
            self.need("AS DECIMAL(38, 12))")?;
            return Ok(value);
        }
        if self.take("replace") && depth > 0 {
            self.need("(")?;
            let text = self.nested(spark, depth - 1)?.unwrap_or_default();
            self.need(",")?;
            let stand_in = self.nested(spark, 0)?.unwrap_or_default();
            self.need(",")?;
            if !self.take("chr(") {
                self.need("char(")?;
            }
            let code = self.number()?.parse().ok().and_then(char::from_u32);
            let code = code.ok_or_else(|| self.wrong("the code of a character"))?;
            self.need("))")?;
            return Ok(Some(text.replace(&stand_in, code.encode_utf8(&mut [0; 4]))));
        }
        self.number().map(|number| Some(number.to_owned()))
    }

    fn number(&mut self) -> Result<&'a str, SqlError> {
        self.skip_space();
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-' && c != '.').unwrap_or(rest.len());
        match rest.get(..end).filter(|number| number.contains(|c: char| c.is_ascii_digit())) {
            Some(number) => {
                self.at += end;
                Ok(number)
            }
            None => Err(self.wrong("a literal as rows are written with")),
        }
    }

    /// Passes the rest of a statement, and gives the names in quotation marks in it.
    pub(super) fn names_to_end(&mut self) -> Result<Vec<String>, SqlError> {
        let mut names = Vec::new();
        loop {
            self.skip_space();
            match self.rest().chars().next() {
                None => return Ok(names),
                Some(';') => {
                    self.at += 1;
                    return Ok(names);
                }
                Some('"' | '`') => names.push(self.name()?.0),
                Some('\'') => _ = self.quoted('\'', false)?,
                Some(c) => self.at += c.len_utf8(),
            }
        }
    }
}
