//! What stands on paper: the texts of a draft's cells, header and sections, and what of the draft they do not carry.
//!
//! A text is carried if a reader makes the same of it. What is not carried is printed as near as may be, but never so that
//! it reads as another number: a note is left out rather than the figure, and what is no number is marked `？`.

use std::borrow::Cow;

use super::title::title;
use crate::draft::{Cell, Draft, Origin, State, written};
use crate::form::{CellId, Row, RowId, Table, labels, words};

/// A draft as it is printed.
#[derive(Debug)]
pub(super) struct Print<'a> {
    pub(super) draft: &'a Draft,
    /// For each of the edition's cells, in order.
    cells: Vec<Printed>,
}

#[derive(Debug)]
struct Printed {
    text: String,
    carried: bool,
}

impl<'a> Print<'a> {
    pub(super) fn of(draft: &'a Draft) -> Self {
        let cells = draft.cells().map(|(id, cell)| printed(draft, id, cell)).collect();
        Self { draft, cells }
    }

    /// What is printed in a cell; lines are kept apart by `\n`.
    pub(super) fn cell(&self, cell: CellId) -> &str {
        let at = self.draft.edition().position(cell);
        at.and_then(|at| self.cells.get(at)).map_or("", |printed| printed.text.as_str())
    }

    /// Whether the page has no such row: it is printed without fields, and so reads as missing.
    pub(super) fn is_absent(&self, row: RowId) -> bool {
        let edition = self.draft.edition();
        let missing = |row: &Row| row.cells().all(|(id, _)| self.is_missing(id));
        let mut others = edition.rows_of(row.table());
        match row.table() {
            // All figures stand in one row.
            Table::Challenges => others.all(missing),
            // Where no more than one row has figures, readers take the others for blank.
            _ => edition.row(row).is_some_and(missing) && others.filter(|other| !missing(other)).count() > 1,
        }
    }

    fn is_missing(&self, cell: CellId) -> bool {
        self.draft.cell(cell).is_some_and(|cell| cell.state == State::Missing)
    }

    /// The cells of which something is lost: what stands in them, or how it got there.
    pub(super) fn lost_cells(&self) -> impl Iterator<Item = (CellId, &Cell, bool)> {
        self.draft.cells().zip(&self.cells).filter_map(|((id, cell), printed)| {
            let carried = printed.carried || cell.state == State::Missing && self.is_absent(id.row());
            (!carried || cell.origin != Origin::Read).then_some((id, cell, carried))
        })
    }

    pub(super) fn title(&self) -> String {
        clean(&title(self.draft)).replace('\n', " ")
    }

    /// `数据统计期限：2024年1月1日至2024年12月31日`, beside a year, which readers would else take from it.
    pub(super) fn period(&self) -> Option<String> {
        let period = self.draft.header.period.filter(|_| self.draft.header.year.is_some())?;
        Some(format!("数据统计期限：{}至{}", day(period.from()), day(period.to())))
    }

    pub(super) fn published(&self) -> Option<String> {
        self.draft.header.published.map(|date| format!("发布日期：{}", day(date)))
    }

    /// The paragraphs of a section of text.
    pub(super) fn paragraphs(&self, section: u8) -> Vec<Cow<'a, str>> {
        let text = self.section(section);
        let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
        lines.map(|line| if is_plain(line) { Cow::Borrowed(line) } else { Cow::Owned(clean(line)) }).collect()
    }

    fn section(&self, number: u8) -> &'a str {
        let narrative = &self.draft.narrative;
        match number {
            1 => &narrative.overview,
            5 => &narrative.problems,
            6 => &narrative.other,
            _ => "",
        }
    }

    /// Whether a section reads back as it is; `also` asks more of a line.
    pub(super) fn carries_section(&self, number: u8, also: impl Fn(&str) -> bool) -> bool {
        let text = self.section(number);
        text.is_empty() || text.split('\n').all(|line| is_plain(line) && also(line)) && !labels::in_prose(text)
    }

    /// Whether the name of the organ reads back from the title, or from a title without one.
    pub(super) fn carries_organ(&self) -> bool {
        self.draft.header.organ.as_deref().is_none_or(is_plain_organ)
    }

    /// Readers know years of this century.
    pub(super) fn carries_year(&self) -> bool {
        self.draft.header.year.is_none_or(|year| year.get() < 2100)
    }

    /// A period is read if it begins with a year.
    pub(super) fn carries_period(&self) -> bool {
        let within = |date: jiff::civil::Date| (2000..=9999).contains(&date.year());
        self.draft.header.period.is_none_or(|period| {
            let begins = period.from().month() == 1 && period.from().day() == 1;
            self.draft.header.year.is_some() && begins && within(period.from()) && within(period.to())
        })
    }

    pub(super) fn carries_published(&self) -> bool {
        self.draft.header.published.is_none_or(|date| (2000..=9999).contains(&date.year()))
    }
}

/// `2024年1月1日`.
fn day(date: jiff::civil::Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// What a cell's text is read as.
fn reading(draft: &Draft, id: CellId, text: &str) -> State {
    draft.as_held(id, written::state(text))
}

fn printed(draft: &Draft, id: CellId, cell: &Cell) -> Printed {
    let text = match cell.state {
        State::Ambiguous => run(draft, id),
        _ => cell.to_string(),
    };
    let apart = !labels::in_cell(&text);
    let cleaned = clean(&text);
    let read = reading(draft, id, &cleaned);
    if apart && cleaned == text && read == cell.state {
        return Printed { text, carried: true };
    }
    let text = match (&cell.state, &read) {
        (State::Number { value, unit, .. }, State::Number { value: v, unit: u, .. }) if apart && (v, u) == (value, unit) => {
            cleaned
        }
        (State::Number { value, unit, .. }, _) => {
            let unit = unit.map_or("", |unit| unit.label());
            format!("{value}{unit}")
        }
        (State::Dash(_), State::Dash(_)) | (State::Unreadable(_) | State::Ambiguous, State::Unreadable(_)) if apart => {
            cleaned
        }
        (State::Dash(_), _) => "-".to_owned(),
        (State::Unreadable(_) | State::Ambiguous, _) if apart && !cleaned.is_empty() => format!("？（{cleaned}）"),
        (State::Unreadable(_) | State::Ambiguous, _) => "？".to_owned(),
        (State::Blank | State::Missing, _) => String::new(),
    };
    Printed { text, carried: false }
}

/// The digits as written stand in the first cell that they cover, so that they read as no number.
fn run(draft: &Draft, id: CellId) -> String {
    match draft.run_of(id) {
        Some(run) if run.cells().first() == Some(&id) => format!("？（{}）", run.text()),
        _ => "？".to_owned(),
    }
}

/// Without what paper can't show: white space is one space or the end of a line, control characters become U+FFFD.
fn clean(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(|line| {
        let words = line.split_whitespace().map(|word| {
            let shown = word.chars().filter(|c| !is_invisible(*c));
            shown.map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect::<String>()
        });
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether a line is as readers leave it.
fn is_plain(line: &str) -> bool {
    let odd = |c: char| c.is_control() || is_invisible(c) || c.is_whitespace() && c != ' ';
    !line.is_empty() && !line.starts_with(' ') && !line.ends_with(' ') && !line.contains("  ") && !line.contains(odd)
}

/// Characters that take no room: readers drop them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether readers take a text for the name of an organ: Chinese characters, with nothing in it that titles have around it.
fn is_plain_organ(organ: &str) -> bool {
    let around = ["现公布", "现将", "现发布", "公布", "发布", "的", "年度"];
    organ.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_alphabetic())
        && (2..=40).contains(&organ.chars().count())
        && !around.iter().any(|word| organ.starts_with(word))
        && !["页", "录", "关于"].iter().any(|word| organ.ends_with(word))
        && !["报告", "公开工作", "二〇", "二零", "正文"].iter().any(|word| organ.contains(word))
        && !words::TITLE.contains(organ)
}
