//! What elements are to a reader of text.

use html5ever::tree_builder::ElemName;
use html5ever::{Attribute, LocalName, local_name, ns};

use super::grid::{MAX_COLUMN_SPAN, MAX_ROW_SPAN};
use crate::chars::is_invisible;

/// The attribute, and its value, of elements that are no part of the report: this crate's audit sheets have such.
pub(crate) const ASIDE: (&str, &str) = ("data-dr", "aside");

/// What an element means for the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of a line.
    Inline,
    /// On lines of its own.
    Block,
    /// As `Block`, and line breaks in it count.
    Preformatted,
    /// A line break.
    Break,
    /// Not shown: scripts, styles, hidden elements. Or not part of the report: what an audit sheet adds to the form.
    Ignored,
    /// The title of the page.
    Title,
    Table,
    RowGroup,
    Row,
    /// A cell with its spans as HTML reads them: columns at least 1, no rows for "to the end of the row group".
    Cell {
        columns: u16,
        rows: u16,
    },
}

impl Role {
    pub(super) fn new(name: &impl ElemName, attributes: &[Attribute]) -> Self {
        let local = name.local_name();
        if *name.ns() != ns!(html) {
            return foreign(local);
        }
        let role = match *local {
            // A page that hides all of itself shows itself by a script.
            local_name!("html") | local_name!("body") => return Self::Block,
            local_name!("td") | local_name!("th") => cell(attributes),
            ref local => html(local),
        };
        if is_hidden(attributes) { Self::Ignored } else { role }
    }
}

fn html(local: &LocalName) -> Role {
    match *local {
        local_name!("br") => Role::Break,
        local_name!("title") => Role::Title,
        local_name!("table") => Role::Table,
        local_name!("thead") | local_name!("tbody") | local_name!("tfoot") => Role::RowGroup,
        local_name!("tr") => Role::Row,
        local_name!("pre")
        | local_name!("listing")
        | local_name!("xmp")
        | local_name!("plaintext")
        | local_name!("textarea") => Role::Preformatted,
        local_name!("script")
        | local_name!("style")
        | local_name!("template")
        | local_name!("noscript")
        | local_name!("iframe")
        | local_name!("noembed")
        | local_name!("noframes")
        | local_name!("datalist")
        | local_name!("audio")
        | local_name!("video")
        | local_name!("canvas")
        | local_name!("rp") => Role::Ignored,
        local_name!("address")
        | local_name!("article")
        | local_name!("aside")
        | local_name!("blockquote")
        | local_name!("caption")
        | local_name!("center")
        | local_name!("dd")
        | local_name!("details")
        | local_name!("dialog")
        | local_name!("dir")
        | local_name!("div")
        | local_name!("dl")
        | local_name!("dt")
        | local_name!("fieldset")
        | local_name!("figcaption")
        | local_name!("figure")
        | local_name!("footer")
        | local_name!("form")
        | local_name!("frameset")
        | local_name!("h1")
        | local_name!("h2")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5")
        | local_name!("h6")
        | local_name!("head")
        | local_name!("header")
        | local_name!("hgroup")
        | local_name!("hr")
        | local_name!("legend")
        | local_name!("li")
        | local_name!("main")
        | local_name!("menu")
        | local_name!("nav")
        | local_name!("ol")
        | local_name!("optgroup")
        | local_name!("option")
        | local_name!("p")
        | local_name!("search")
        | local_name!("section")
        | local_name!("select")
        | local_name!("summary")
        | local_name!("ul") => Role::Block,
        _ => Role::Inline,
    }
}

/// Drawings and formulas.
fn foreign(local: &LocalName) -> Role {
    match *local {
        local_name!("script")
        | local_name!("style")
        | local_name!("title")
        | local_name!("desc")
        | local_name!("metadata") => Role::Ignored,
        local_name!("text") => Role::Block,
        _ => Role::Inline,
    }
}

fn cell(attributes: &[Attribute]) -> Role {
    let (mut columns, mut rows) = (1, 1);
    for Attribute { name, value } in attributes {
        match name.local {
            local_name!("colspan") => columns = span(value).unwrap_or(1).clamp(1, MAX_COLUMN_SPAN),
            local_name!("rowspan") => rows = span(value).unwrap_or(1).min(MAX_ROW_SPAN),
            _ => {}
        }
    }
    Role::Cell { columns: u16::try_from(columns).unwrap_or(1), rows: u16::try_from(rows).unwrap_or(1) }
}

/// A number as HTML reads it from an attribute: what follows the digits does not matter.
fn span(value: &str) -> Option<u32> {
    let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = value.bytes().take_while(u8::is_ascii_digit);
    digits.fold(None, |number, digit| {
        Some(number.unwrap_or(0_u32).saturating_mul(10).saturating_add(u32::from(digit - b'0')))
    })
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|Attribute { name, value }| match name.local {
        local_name!("hidden") => true,
        local_name!("style") => value.split(';').any(hides),
        // What this crate's audit sheets say of the form is not the form.
        ref local => **local == *ASIDE.0 && **value == *ASIDE.1,
    })
}

/// Whether a declaration of a style is `display: none`.
fn hides(declaration: &str) -> bool {
    let Some((property, value)) = declaration.split_once(':') else { return false };
    property.trim().eq_ignore_ascii_case("display")
        && value.trim_start().get(..4).is_some_and(|value| value.eq_ignore_ascii_case("none"))
}

/// Whether a character leaves nothing on a page: white space, and what would only part a label or a number from itself.
/// The spaces that keep their width in a browser count as well, since pages indent and fill cells with them.
pub(super) fn is_blank(c: char) -> bool {
    // No white space comes after the ideographic space, and nearly all text does.
    if c > '\u{3000}' { c == '\u{feff}' } else { c.is_whitespace() || is_invisible(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_html_reads_them() {
        for (value, expected) in [
            ("3", Some(3)),
            (" +3", Some(3)),
            ("2px", Some(2)),
            ("1.9", Some(1)),
            ("0", Some(0)),
            ("", None),
            ("-2", None),
            ("two", None),
            ("99999999999999999999", Some(u32::MAX)),
        ] {
            assert_eq!(span(value), expected, "{value:?}");
        }
    }

    #[test]
    fn hiding_styles() {
        for (declaration, expected) in [
            ("display:none", true),
            (" DISPLAY : None !important", true),
            ("display:inline", false),
            ("display", false),
            ("mso-display:none", false),
            ("display:非", false),
        ] {
            assert_eq!(hides(declaration), expected, "{declaration:?}");
        }
    }
}
