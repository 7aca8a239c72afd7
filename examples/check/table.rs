//! Tables of box characters for a terminal, where a Chinese character is two columns wide.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::text::paint;

/// A table: the widths of its columns, and its rows from the top.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) widths: Vec<usize>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug)]
pub(crate) struct Row {
    /// Whether a line is drawn above it.
    pub(crate) ruled: bool,
    pub(crate) entries: Vec<Entry>,
}

/// What stands in one or several columns of a row.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) span: usize,
    pub(crate) lines: Vec<String>,
    pub(crate) align: Align,
    /// An ANSI style, or nothing.
    pub(crate) style: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Align {
    Left,
    Centre,
    Right,
}

impl Table {
    /// The width of an entry that spans columns: theirs and the borders between.
    pub(crate) fn inner(widths: &[usize], from: usize, span: usize) -> usize {
        widths.iter().skip(from).take(span).sum::<usize>() + span.saturating_sub(1)
    }

    pub(crate) fn draw(&self, colour: bool) -> String {
        let mut out = String::new();
        let mut above = None;
        for row in &self.rows {
            if row.ruled || above.is_none() {
                self.rule(above, Some(row), &mut out);
            }
            self.draw_row(row, colour, &mut out);
            above = Some(row);
        }
        self.rule(above, None, &mut out);
        out
    }

    fn draw_row(&self, row: &Row, colour: bool, out: &mut String) {
        let height = row.entries.iter().map(|entry| entry.lines.len()).max().unwrap_or(0).max(1);
        for i in 0..height {
            let mut at = 0;
            for entry in &row.entries {
                let width = Self::inner(&self.widths, at, entry.span);
                let line = entry.lines.get(i).map_or("", String::as_str);
                let room = width.saturating_sub(line.width());
                let before = match entry.align {
                    Align::Left => 0,
                    Align::Centre => room / 2,
                    Align::Right => room,
                };
                let text = paint(colour && !line.is_empty(), entry.style, line);
                let _ = write!(out, "│{:before$}{text}{:after$}", "", "", after = room - before);
                at += entry.span;
            }
            out.push_str("│\n");
        }
    }

    /// A line between two rows: a border that goes on above or below it shows in its corners.
    fn rule(&self, above: Option<&Row>, below: Option<&Row>, out: &mut String) {
        let last = self.widths.len();
        for at in 0..=last {
            let (up, down) = (above.is_some_and(|row| row.borders(at)), below.is_some_and(|row| row.borders(at)));
            out.push(match (at == 0, at == last, up, down) {
                (true, _, false, _) => '┌',
                (true, _, _, false) => '└',
                (true, ..) => '├',
                (_, true, false, _) => '┐',
                (_, true, _, false) => '┘',
                (_, true, ..) => '┤',
                (_, _, true, true) => '┼',
                (_, _, true, false) => '┴',
                (_, _, false, true) => '┬',
                _ => '─',
            });
            if let Some(width) = self.widths.get(at) {
                out.extend(std::iter::repeat_n('─', *width));
            }
        }
        out.push('\n');
    }
}

impl Row {
    /// Whether a border stands before column `at`.
    fn borders(&self, at: usize) -> bool {
        let mut begin = 0;
        self.entries.iter().any(|entry| {
            let here = begin == at;
            begin += entry.span;
            here || begin == at
        })
    }
}

impl Entry {
    pub(crate) fn new(span: usize, lines: Vec<String>, align: Align) -> Self {
        Self { span, lines, align, style: "" }
    }
}

/// The text in lines of at most `width` columns, all but the first indented by `hang`. No line begins with a mark that
/// closes something.
pub(crate) fn wrap(text: &str, width: usize, hang: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        let own = c.width().unwrap_or(0);
        let Some(line) = lines.last_mut() else { break };
        if used + own > width && used > hang {
            let mut next = " ".repeat(hang);
            if "，。、；：）”》.,)".contains(c) {
                next.extend(line.pop());
            }
            next.push(c);
            used = next.width();
            lines.push(next);
        } else {
            line.push(c);
            used += own;
        }
    }
    lines
}
