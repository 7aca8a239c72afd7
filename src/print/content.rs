//! What stands on paper: the texts of a draft's cells, header and sections, and what of the draft they do not carry.
//!
//! A text is carried if a reader makes the same of it. What is not carried is printed as near as may be, but never so that
//! it reads as another number: a note is left out rather than the figure, and what is no number is marked `？`.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::draft::{Cell, Draft, LossKind, Losses, Origin, State};
use crate::form::{CellId, Row, RowId, Table};
use crate::wording::figure;
use crate::wording::title::title;
use crate::wording::{labels, words};

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

    pub(super) fn title(&self) -> String {
        clean(&title(self.draft)).replace('\n', " ")
    }

    /// `数据统计期限：2024年1月1日至2024年12月31日`, beside a year, which readers would else take from it.
    pub(super) fn period(&self) -> Option<String> {
        let period = self.draft.header.period.filter(|_| self.draft.header.year.is_some())?;
        Some(format!("数据统计期限：{}至{}", day(period.start()), day(period.end())))
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

    /// What is not carried; `carries` says of a line of text whether the format does.
    pub(super) fn losses(&self, carries: impl Fn(&str) -> bool) -> Losses {
        let mut losses = Losses::default();
        self.lost_header(&mut losses);
        for (number, key) in [(1, "overview"), (5, "problems"), (6, "other")] {
            let text = self.section(number);
            let plain = text.split('\n').all(|line| is_plain(line) && carries(line));
            if !text.is_empty() && (!plain || labels::in_prose(text)) {
                losses.add(LossKind::Narrative(key));
            }
        }
        for ((id, cell), printed) in self.draft.cells().zip(&self.cells) {
            let kind = match cell.state {
                _ if printed.carried => None,
                State::Missing if self.is_absent(id.row()) => None,
                State::Missing => Some(LossKind::Missing),
                State::Unreadable(_) => Some(LossKind::Unreadable),
                State::Ambiguous => Some(LossKind::Ambiguous),
                State::Dash(_) => Some(LossKind::Dash),
                State::Number { .. } | State::Blank => Some(LossKind::Note),
            };
            if let Some(kind) = kind {
                losses.add_cell(kind, id);
            }
            if matches!(cell.origin, Origin::Imputed | Origin::Repaired) {
                losses.add_cell(LossKind::Origin, id);
            }
        }
        if !self.draft.notices().is_empty() {
            losses.add(LossKind::Notice);
        }
        losses
    }

    fn lost_header(&self, losses: &mut Losses) {
        let header = &self.draft.header;
        // Where the title says nothing, readers look for it in the text.
        let told = |sign: char| [1, 5, 6].iter().any(|number| self.section(*number).contains(sign));
        let in_century = |date: Date| (2000..=9999).contains(&date.year());
        let organ = header.organ.as_deref().map_or(!told('报'), is_plain_organ);
        let year = header.year.map_or(!told('年'), |year| year.get() < 2100);
        // A period is read if it begins with a year.
        let period = header.period.is_none_or(|period| {
            let begins = period.start().month() == 1 && period.start().day() == 1;
            header.year.is_some() && begins && in_century(period.start()) && in_century(period.end())
        });
        for (key, carried) in [
            ("organ", organ),
            ("credit_code", header.credit_code.is_none()),
            ("division_code", header.division_code.is_none()),
            ("scope", header.scope.is_none()),
            ("year", year),
            ("period", period),
            ("published", header.published.is_none_or(in_century)),
        ] {
            if !carried {
                losses.add(LossKind::Header(key));
            }
        }
    }
}

/// `2024年1月1日`.
fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// What a cell's text is read as.
fn reading(draft: &Draft, id: CellId, text: &str) -> State {
    draft.edition().column(id).map_or(State::Blank, |column| figure::state_of(text, column.kind))
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
        (State::Number { value, unit, .. }, State::Number { value: v, unit: u, .. })
            if apart && (v, u) == (value, unit) =>
        {
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
pub(super) fn clean(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(|line| {
        let words = line.split_whitespace().map(|word| {
            let shown = word.chars().filter(|c| !is_invisible(*c));
            shown.map(|c| if is_unprintable(c) { char::REPLACEMENT_CHARACTER } else { c }).collect::<String>()
        });
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether a line is as readers leave it.
fn is_plain(line: &str) -> bool {
    let odd = |c: char| is_unprintable(c) || is_invisible(c) || c.is_whitespace() && c != ' ';
    !line.is_empty() && !line.starts_with(' ') && !line.ends_with(' ') && !line.contains("  ") && !line.contains(odd)
}

/// Characters that no paper shows, and those that turn the direction of what follows.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
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
