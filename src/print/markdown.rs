//! Markdown, with the three tables as GitHub has them: a row of headings, and no spans.
//!
//! Table 2 is a table for each of its blocks, table 3 has the headings of its groups as rows of their own, table 4 has a
//! row for each block.
//!
//! ```
//! use disclosure_report::{Draft, Edition, markdown};
//!
//! let mut draft = Draft::blank(Edition::Revised2021);
//! draft.set("review.upheld".parse()?, 10u32)?;
//! let mut text = Vec::new();
//! markdown::write(&mut text, &draft)?;
//! assert!(String::from_utf8(text)?.contains("| 行政复议 | 10 |  |  |  |  |"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::io::{self, Write};

use super::content::Print;
use crate::chars::page_number;
use crate::draft::{AsDraft, Losses};
use crate::form::{PRINTED_BALANCE, Row, Table};
use crate::wording::{labels, section};

/// Writes the official form as Markdown.
///
/// A row that the page does not have has no fields, and reads back as missing. Returns what Markdown does not carry,
/// such as a credit code; no figure reads back as another.
///
/// # Errors
///
/// Those of `out`.
pub fn write(mut out: impl Write, draft: &impl AsDraft) -> io::Result<Losses> {
    let draft = draft.as_draft();
    let print = Print::of(&draft);
    let mut text = format!("# {}\n", escape(&print.title()));
    for line in [print.period(), print.published()].iter().flatten() {
        text += &format!("\n{}\n", escape(line));
    }
    for number in 1..=6 {
        text += &format!("\n## {}\n", section::heading(number));
        for paragraph in print.paragraphs(number) {
            text += &format!("\n{}\n", line(&paragraph));
        }
        match Table::ALL.iter().find(|table| table.number() == number) {
            Some(Table::Proactive) => proactive(&print, &mut text),
            Some(Table::Requests) => requests(&print, &mut text),
            Some(Table::Challenges) => challenges(&print, &mut text),
            None => {}
        }
    }
    out.write_all(text.as_bytes())?;
    out.flush()?;
    // Readers of text leave out the numbers of pages.
    Ok(print.losses(None, |line| page_number::at_end(line).is_none()))
}

fn proactive(print: &Print<'_>, text: &mut String) {
    let rows: Vec<_> = print.draft.edition().rows_of(Table::Proactive).collect();
    for block in rows.chunk_by(|a, b| a.group == b.group) {
        let Some(first) = block.first() else { continue };
        for group in first.group {
            *text += &format!("\n### {group}\n");
        }
        let labels = first.columns.iter().map(|column| column.label.to_owned());
        head(labels::ITEMS, &labels.collect::<Vec<_>>(), text);
        for row in block {
            figures(row.label, row, print, text);
        }
    }
}

fn requests(print: &Print<'_>, text: &mut String) {
    *text += &format!("\n{PRINTED_BALANCE}\n");
    let mut rows = print.draft.edition().rows_of(Table::Requests).peekable();
    let columns = rows.peek().map_or(&[][..], |row| row.columns);
    // The heading over all columns goes over the labels of the rows, the others over the labels of their columns.
    let all = columns.first().and_then(|column| column.group.first()).copied().unwrap_or_default();
    let labels = columns.iter().map(|column| column.path().skip(1).collect::<Vec<_>>().join("<br>"));
    head(all, &labels.collect::<Vec<_>>(), text);
    let mut above: &[&str] = &[];
    for row in rows {
        for (level, group) in row.group.iter().enumerate() {
            if above.get(..=level) != row.group.get(..=level) {
                *text += &format!("| **{group}** |{}\n", "  |".repeat(row.columns.len()));
            }
        }
        above = row.group;
        figures(row.label, row, print, text);
    }
}

fn challenges(print: &Print<'_>, text: &mut String) {
    let mut blocks = print.draft.edition().rows_of(Table::Challenges).peekable();
    let labels = blocks.peek().map_or(&[][..], |block| block.columns);
    head("", &labels.iter().map(|column| column.label.to_owned()).collect::<Vec<_>>(), text);
    for block in blocks {
        figures(&block.path().join("<br>"), block, print, text);
    }
}

/// The row of headings, and the line below it.
fn head(label: &str, columns: &[String], text: &mut String) {
    let rule = " ---: |".repeat(columns.len());
    *text += &format!("\n| {label} | {} |\n| :--- |{rule}\n", columns.join(" | "));
}

/// A row of figures; without any where the page has no such row.
fn figures(label: &str, row: &Row, print: &Print<'_>, text: &mut String) {
    *text += &format!("| {label} |");
    if !print.is_absent(row.id) {
        for (cell, _) in row.cells() {
            *text += &format!(" {} |", escape(print.cell(cell)).replace('\n', "<br>"));
        }
    }
    text.push('\n');
}

/// Text that Markdown shows as it is. Bars are written as references, which no reader takes for the border of a cell.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' => escaped.extend(['\\', c]),
            '<' => escaped += "&lt;",
            '&' => escaped += "&amp;",
            '|' | '｜' | '│' | '┃' | '¦' => escaped += &format!("&#{};", u32::from(c)),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A paragraph of one line: what begins a line of another kind is escaped, too.
fn line(text: &str) -> String {
    let escaped = escape(text);
    let digits = escaped.trim_start_matches(|c: char| c.is_ascii_digit());
    if escaped.starts_with(['#', '+', '-', '=', '>']) {
        format!("\\{escaped}")
    } else if digits.len() < escaped.len() && digits.starts_with(['.', ')']) {
        format!("{}\\{digits}", &escaped[..escaped.len() - digits.len()])
    } else {
        escaped
    }
}
