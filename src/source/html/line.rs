//! A line of text as it grows.

use super::role::is_blank;
use crate::chars::is_invisible;

/// Text whose white space collapses while it is added.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    /// What separates the text from what is added next.
    gap: Gap,
    /// Where the text begins in the source.
    offset: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Break,
}

impl Line {
    /// Adds a text whose first character that is not white is at `offset`: a run of white space is one space.
    pub(super) fn push(&mut self, mut text: &str, offset: usize) {
        while let Some(c) = text.chars().next() {
            let end = text.find(is_blank).unwrap_or(text.len());
            let (word, rest) = text.split_at(end);
            if word.is_empty() {
                if c.is_whitespace() {
                    self.gap = self.gap.max(Gap::Space);
                }
                text = rest.get(c.len_utf8()..).unwrap_or_default();
            } else {
                self.push_word(word, offset);
                text = rest;
            }
        }
    }

    /// Adds a text that keeps its white space inside.
    pub(super) fn push_preformatted(&mut self, text: &str, offset: usize) {
        let inner = text.trim_matches(is_blank);
        if text.starts_with(char::is_whitespace) {
            self.gap = self.gap.max(Gap::Space);
        }
        if !inner.is_empty() {
            self.push_word("", offset);
            self.text.extend(inner.chars().filter(|&c| !is_invisible(c)).map(|c| match c {
                '\t' => c,
                c if c.is_whitespace() => ' ',
                c => c,
            }));
            if text.ends_with(char::is_whitespace) {
                self.gap = Gap::Space;
            }
        }
    }

    /// What is added next begins a new line.
    pub(super) fn end_line(&mut self) {
        self.gap = Gap::Break;
    }

    fn push_word(&mut self, word: &str, offset: usize) {
        if self.offset.is_none() {
            self.offset = Some(offset);
        } else {
            match self.gap {
                Gap::None => {}
                Gap::Space => self.text.push(' '),
                Gap::Break => self.text.push('\n'),
            }
        }
        self.gap = Gap::None;
        self.text.push_str(word);
    }

    /// The text and where it begins, if there is any. What is added next begins a new text.
    pub(super) fn take(&mut self) -> Option<(String, usize)> {
        self.gap = Gap::None;
        let offset = self.offset.take()?;
        // The buffer stays; the text gets just the room that it needs.
        let text = self.text.as_str().to_owned();
        self.text.clear();
        Some((text, offset))
    }
}
