//! HTML piece by piece: whatever text comes from a draft goes through here.

use std::fmt::Display;

use crate::source::html::ASIDE;

/// HTML in the making.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Markup of the crate's own.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, in an element or in an attribute between double quotes. Control characters, which HTML can't hold, are
    /// shown as U+FFFD.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                c if c.is_control() => self.0.push(char::REPLACEMENT_CHARACTER),
                c => self.0.push(c),
            }
        }
        self
    }

    /// Text in which the ends of lines are shown.
    pub(super) fn lines(&mut self, text: &str) -> &mut Self {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.raw("<br>");
            }
            self.text(line);
        }
        self
    }

    pub(super) fn show(&mut self, value: impl Display) -> &mut Self {
        self.text(&value.to_string())
    }

    /// An element with text in it: `open` is its tag without brackets, with attributes.
    pub(super) fn element(&mut self, open: &str, text: &str) -> &mut Self {
        let name = open.split(' ').next().unwrap_or_default();
        self.raw("<").raw(open).raw(">").lines(text).raw("</").raw(name).raw(">")
    }

    /// The attribute of what readers leave out.
    pub(super) fn aside(&mut self) -> &mut Self {
        self.raw(" ").raw(ASIDE.0).raw("=\"").raw(ASIDE.1).raw("\"")
    }

    /// ` id="…"` for a place of the form; `prefix` keeps reports on one page apart.
    pub(super) fn id(&mut self, prefix: &str, place: impl Display) -> &mut Self {
        self.raw(" id=\"").text(prefix).show(place).raw("\"")
    }

    /// `<a href="#…">`, to be ended.
    pub(super) fn link(&mut self, prefix: &str, place: impl Display) -> &mut Self {
        self.raw("<a href=\"#").text(prefix).show(place).raw("\">")
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}
