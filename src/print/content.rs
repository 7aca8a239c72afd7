//! What is printed: the texts of a draft's cells, header and sections, and what of the draft they do not carry.
//!
//! A text is carried if this crate's reader makes the same of it, which the reader is asked. What is not carried is printed
//! as closely as possible, but never so that it reads as another number: a note is left out rather than the figure, and what
//! is no number is marked with `？`.

use crate::chars::is_invisible;
use crate::draft::{Cell, Draft, LossKind, Losses, Origin, State};
use crate::form::{CellId, Row, RowId, Table};
use crate::read::{header, prose};
use crate::wording::marks::{UNKNOWN, marked};
use crate::wording::title::title;
use crate::wording::{date, figure, labels, section};

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

    /// Whether the page has no such row: it is printed without fields, and so is read as missing.
    pub(super) fn is_absent(&self, row: RowId) -> bool {
        let edition = self.draft.edition();
        let missing = |row: &Row| row.cells().all(|(id, _)| self.is_missing(id));
        let mut others = edition.rows_of(row.table());
        match row.table() {
            // All figures are in one row.
            Table::Challenges => others.all(missing),
            // Where no more than one row has figures, readers take the others for blank.
            _ => edition.row(row).is_some_and(missing) && others.filter(|other| !missing(other)).count() > 1,
        }
    }

    fn is_missing(&self, cell: CellId) -> bool {
        self.draft.cell(cell).is_some_and(|cell| cell.state == State::Missing)
    }

    pub(super) fn title(&self) -> String {
        clean(&title(&self.draft.header)).replace('\n', " ")
    }

    /// The period, if there is a year as well: readers would else take the year from it.
    pub(super) fn period(&self) -> Option<String> {
        self.draft.header.period.filter(|_| self.draft.header.year.is_some()).map(date::period_line)
    }

    pub(super) fn published(&self) -> Option<String> {
        self.draft.header.published.map(date::published_line)
    }

    /// The paragraphs of a section of text.
    pub(super) fn paragraphs(&self, section: u8) -> Vec<String> {
        let text = self.section(section);
        text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).map(clean).collect()
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

    /// What is not carried. `carries` says of a line of text whether the format does, `declared` is the title that a file
    /// declares apart from its text, if it is another one.
    pub(super) fn losses(&self, declared: Option<&str>, carries: impl Fn(&str) -> bool) -> Losses {
        let mut losses = Losses::default();
        self.lost_header(declared, &mut losses);
        let (own, read) = (&self.draft.narrative, prose::narrative(self.lines()));
        for (key, own, read) in [
            ("overview", &own.overview, read.overview),
            ("problems", &own.problems, read.problems),
            ("other", &own.other, read.other),
        ] {
            if *own != read || !own.lines().all(&carries) {
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

    /// The parts of the header of which a reader makes something else.
    fn lost_header(&self, declared: Option<&str>, losses: &mut Losses) {
        let lines: Vec<String> = self.lines().collect();
        let cells = self.cells.iter().map(|printed| printed.text.as_str()).filter(|text| header::may_be_in_cell(text));
        let read = header::find(declared, lines.iter().map(String::as_str).chain(cells));
        let own = &self.draft.header;
        for (key, carried) in [
            ("organ", own.organ == read.organ),
            ("credit_code", own.credit_code == read.credit_code),
            ("division_code", own.division_code == read.division_code),
            ("scope", own.scope == read.scope),
            ("year", own.year == read.year),
            ("period", own.period == read.period),
            ("published", own.published == read.published),
        ] {
            if !carried {
                losses.add(LossKind::Header(key));
            }
        }
    }

    /// What is printed outside the tables, line by line.
    fn lines(&self) -> impl Iterator<Item = String> {
        let sections = (1..=6)
            .flat_map(|number| std::iter::once(section::heading(number).to_owned()).chain(self.paragraphs(number)));
        std::iter::once(self.title()).chain(self.period()).chain(self.published()).chain(sections)
    }
}

/// What a cell's text is read as.
fn reading(draft: &Draft, id: CellId, text: &str) -> State {
    draft.edition().column(id).map_or(State::Blank, |column| figure::state_of(text, column.kind))
}

fn printed(draft: &Draft, id: CellId, cell: Cell<&str>) -> Printed {
    let text = match cell.state {
        State::Ambiguous => run(draft, id),
        _ => cell.to_string(),
    };
    let apart = !labels::in_cell(&text);
    let cleaned = clean(&text);
    let read = reading(draft, id, &cleaned);
    if apart && cleaned == text && cell.state == read.as_view() {
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
        (State::Unreadable(_) | State::Ambiguous, _) if apart && !cleaned.is_empty() => marked(&cleaned),
        (State::Unreadable(_) | State::Ambiguous, _) => UNKNOWN.to_owned(),
        (State::Blank | State::Missing, _) => String::new(),
    };
    Printed { text, carried: false }
}

/// The digits of a run as written, in the first cell that they cover and so marked that they are read as no number.
fn run(draft: &Draft, id: CellId) -> String {
    match draft.run_of(id) {
        Some(run) if run.cells().first() == Some(&id) => marked(run.text()),
        _ => UNKNOWN.to_owned(),
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

/// Characters that no paper shows, and those that turn the direction of what follows.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::Print;
    use crate::draft::Draft;
    use crate::form::Edition;
    use crate::report::{Narrative, ReportYear};

    /// What is lost of a draft with these sections of text.
    fn lost(organ: Option<&str>, [overview, problems, other]: [&str; 3], declared: Option<&str>) -> Vec<String> {
        let mut draft = Draft::blank(Edition::Revised2021);
        draft.header.organ = organ.map(str::to_owned);
        draft.header.year = Some(ReportYear::new(2024).unwrap());
        let [overview, problems, other] = [overview, problems, other].map(str::to_owned);
        draft.narrative = Narrative { overview, problems, other };
        Print::of(&draft).losses(declared, |_| true).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn header_and_sections_are_lost_only_if_a_reader_makes_something_else_of_them() {
        let organ = Some("某市某局");
        let plain = "2024年，本局收到申请3件，已报市政府。";
        assert_eq!(lost(organ, [plain; 3], None), [""; 0]);
        assert_eq!(lost(None, [plain; 3], None), [""; 0]);
        assert_eq!(lost(Some("某报告"), [plain; 3], None), ["header.organ"]);
        assert_eq!(lost(organ, [plain, "发布日期：2023年1月1日", ""], None), ["header.published"]);
        assert_eq!(lost(organ, ["2024年1月1日至12月31日。", "", plain], None), ["header.period"]);
        assert_eq!(lost(organ, ["双  空格", "", plain], None), ["narrative.overview as it is"]);
        assert_eq!(
            lost(organ, ["甲。\n五、存在的主要问题\n乙。", "丙。", ""], None),
            ["narrative.overview as it is", "narrative.problems as it is"]
        );
        assert_eq!(
            lost(organ, [plain, "", "一、本年新收政府信息公开申请数量3件。"], None),
            ["narrative.other as it is"]
        );
        assert_eq!(
            lost(organ, [plain; 3], Some("某县2023年政府信息公开工作年度报告")),
            ["header.organ", "header.year"]
        );
    }
}
