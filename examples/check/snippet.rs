//! The line of the source that a finding is about, as a compiler shows it.

use disclosure_report::draft::Source;
use unicode_width::UnicodeWidthChar as _;

use crate::arguments::Look;
use crate::text::{BLUE, paint, plain};

/// `  --> file:12:5`, and the line around that column if the text is there.
pub(crate) fn snippet(file: &str, at: Source, text: Option<&str>, look: Look) -> String {
    let blue = |text: &str| paint(look.colour, BLUE, text);
    let separator = if at.line.is_some() { ":" } else { ": " };
    let place = format!("{} {file}{separator}{at}\n", blue("  -->"));
    let Some((line, number)) = at.line.and_then(|number| Some((line(text?, number)?, number))) else { return place };
    let number = number.to_string();
    let margin = number.len().max(3);
    let column = at.column.map_or(0, |column| column.saturating_sub(1) as usize);
    let (shown, before) = around(line, column, look.width.saturating_sub(margin + 4));
    let bar = blue(&format!("{:margin$} |", ""));
    let caret = if at.column.is_some() {
        format!("{bar} {:before$}{}\n", "", paint(look.colour, BLUE, "^"))
    } else {
        String::new()
    };
    format!("{place}{} {shown}\n{caret}", blue(&format!("{number:>margin$} |")))
}

/// A line by its number, which counts line feeds.
fn line(text: &str, number: u32) -> Option<&str> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    text.split('\n').nth(index).map(|line| line.trim_end_matches('\r'))
}

/// The part of a line around a character that fits into `width` columns, and how many columns stand before it.
fn around(line: &str, column: usize, width: usize) -> (String, usize) {
    let line = plain(line);
    let chars: Vec<(char, usize)> = line.chars().map(|c| (c, c.width().unwrap_or(0))).collect();
    let column = column.min(chars.len());
    let of = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().map(|(_, own)| own).sum::<usize>();
    // A third of the room for what stands before, and two columns for the dots.
    let mut from = column;
    while from > 0 && of(from - 1, column) <= width / 3 {
        from -= 1;
    }
    let mut to = column;
    while to < chars.len() && of(from, to + 1) + 2 <= width {
        to += 1;
    }
    let (left, right) = (if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" });
    let middle: String = chars.get(from..to).unwrap_or_default().iter().map(|(c, _)| c).collect();
    (format!("{left}{middle}{right}"), of(from, column) + usize::from(from > 0))
}
