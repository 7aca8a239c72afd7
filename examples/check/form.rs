//! The form's three tables, with what a report has in them.

use std::collections::{BTreeMap, BTreeSet};

use disclosure_report::check::Status;
use disclosure_report::form::{CellId, Column, Row as FormRow, RowId, Table as FormTable};
use disclosure_report::{Cell, Draft, Findings, MoneyUnit, Number, State};
use unicode_width::UnicodeWidthStr as _;

use crate::arguments::Words;
use crate::table::{Align, Entry, Row, Table, wrap};
use crate::text::{CYAN, DIM, RED, plain};

/// The columns that table 3 may take on a terminal.
const WIDEST: usize = 100;

/// A report, and what is to be shown of its cells beside their content.
pub(crate) struct Sheet<'a> {
    draft: &'a Draft,
    imputed: BTreeMap<CellId, Number>,
    violated: BTreeSet<CellId>,
    /// The signs that occur, for the legend.
    signs: BTreeSet<&'static str>,
}

/// What stands in a cell: a figure that is never broken, and text that may be.
struct Shown {
    figure: String,
    more: String,
    style: &'static str,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(draft: &'a Draft, findings: &Findings) -> Self {
        let violated = findings.iter().filter(|finding| finding.status == Some(Status::Violated));
        Self {
            draft,
            imputed: findings.imputations().iter().map(|it| (it.cell, it.value)).collect(),
            violated: violated.flat_map(|finding| finding.cells.iter().map(|term| term.cell)).collect(),
            signs: BTreeSet::new(),
        }
    }

    pub(crate) fn table(&mut self, table: FormTable) -> Table {
        match table {
            FormTable::Proactive => self.proactive(),
            FormTable::Requests => self.requests(),
            FormTable::Challenges => self.challenges(),
        }
    }

    /// What the signs mean, of those that occurred in the tables made so far.
    pub(crate) fn legend(&self, words: Words) -> Vec<String> {
        [
            ("*", "所在等式不成立", "in a sum that does not hold"),
            ("[ ]", "由等式推算", "follows from the sums"),
            ("?", "有几种读法", "several readings"),
            ("·", "没有给出", "not given"),
        ]
        .into_iter()
        .filter(|(sign, ..)| self.signs.contains(sign))
        .map(|(sign, zh, en)| format!("{sign} {}", words.of(zh, en)))
        .collect()
    }

    fn shown(&mut self, id: CellId) -> Shown {
        let content = self.draft.cell(id);
        let (figure, more) = match self.imputed.get(&id) {
            Some(value) => {
                self.signs.insert("[ ]");
                (format!("[{value}]"), String::new())
            }
            None => self.as_written(content),
        };
        let violated = self.violated.contains(&id);
        if violated {
            self.signs.insert("*");
        }
        let style = match content.map(|cell| cell.state) {
            _ if violated => RED,
            _ if self.imputed.contains_key(&id) => CYAN,
            Some(State::Missing) | None => DIM,
            _ => "",
        };
        // The mark has a column of its own, so that the digits stand in line.
        let mark = if violated { "*" } else { " " };
        Shown { figure: format!("{figure}{mark}"), more: plain(&more), style }
    }

    fn as_written(&mut self, content: Option<Cell<&str>>) -> (String, String) {
        let Some(cell) = content else { return (String::new(), String::new()) };
        match &cell.state {
            State::Number { value, unit, note } => {
                let unit = unit.map_or("", MoneyUnit::label);
                let note = note.as_ref().map(|note| format!("（{note}）"));
                (format!("{value}{unit}"), note.unwrap_or_default())
            }
            State::Ambiguous => {
                self.signs.insert("?");
                ("?".to_owned(), String::new())
            }
            State::Missing => {
                self.signs.insert("·");
                ("·".to_owned(), String::new())
            }
            State::Dash(text) if text.width() <= 4 => (plain(text), String::new()),
            _ => (String::new(), cell.to_string()),
        }
    }

    /// The figures of a row as entries; the last one reaches to the right border.
    fn figures(&mut self, row: &FormRow, widths: &[usize]) -> Vec<Entry> {
        let last = row.columns.len() - 1;
        let mut entries = Vec::new();
        for (i, (id, _)) in row.cells().enumerate() {
            let span = if i == last { widths.len() - 1 - i } else { 1 };
            let width = Table::inner(widths, i + 1, span);
            let Shown { figure, more, style } = self.shown(id);
            let mut lines = vec![figure];
            // What is long is told in full by its finding.
            let mut rest = if more.is_empty() { Vec::new() } else { wrap(&more, width - 1, 0) };
            if rest.len() > 4 {
                rest.truncate(4);
                rest.push("…".to_owned());
            }
            lines.extend(rest.into_iter().map(|line| line + " "));
            if lines.len() > 1 && lines.first().is_some_and(|line| line.trim().is_empty()) {
                lines.remove(0);
            }
            entries.push(Entry { span, lines, align: Align::Right, style });
        }
        entries
    }

    fn proactive(&mut self) -> Table {
        let widths = vec![24, 16, 16, 16];
        let mut rows = Vec::new();
        let mut group = None;
        for row in self.draft.edition().rows_of(FormTable::Proactive) {
            let columns: Vec<_> = row.columns.iter().map(|spec| spec.label).collect();
            if group != Some((row.group, columns.clone())) {
                let mut entries = vec![label(&row.group.join(" "), widths[0], 0)];
                for (i, name) in columns.iter().enumerate() {
                    let span = if i + 1 == columns.len() { widths.len() - 1 - i } else { 1 };
                    let lines = wrap(name, Table::inner(&widths, i + 1, span), 0);
                    entries.push(Entry::new(span, lines, Align::Centre));
                }
                rows.push(Row { ruled: true, entries });
                group = Some((row.group, columns));
            }
            let mut entries = vec![label(&format!("  {}", row.label), widths[0], 4)];
            entries.extend(self.figures(row, &widths));
            rows.push(Row { ruled: false, entries });
        }
        Table { widths, rows }
    }

    fn requests(&mut self) -> Table {
        let edition = self.draft.edition();
        let cells = || edition.rows_of(FormTable::Requests).flat_map(FormRow::cells);
        let widest = cells().map(|(id, _)| self.shown(id).figure.width()).max().unwrap_or(0);
        let width = widest.max(9);
        let first = (WIDEST - 2).saturating_sub(7 * (width + 1)).max(16);
        let mut widths = vec![first];
        widths.extend([width; 7]);
        let mut rows = requesters(&widths, edition.row(RowId::RECEIVED));
        let mut group: &[&str] = &[];
        for row in edition.rows_of(FormTable::Requests) {
            let mut ruled = matches!(row.id, RowId::RECEIVED | RowId::TOTAL | RowId::CARRIED_OUT);
            // Headings that begin here.
            for (depth, heading) in row.group.iter().enumerate() {
                if group.get(..=depth) != row.group.get(..=depth) {
                    let mut entry = label(heading, Table::inner(&widths, 0, 8), 0);
                    entry.span = 8;
                    rows.push(Row { ruled: depth == 0, entries: vec![entry] });
                    ruled |= depth == 0;
                }
            }
            group = row.group;
            let indent = if row.group.len() > 1 { "  " } else { "" };
            let mut entries =
                vec![label(&format!("{indent}{}", short(row, first - indent.len())), first, indent.len() + 2)];
            entries.extend(self.figures(row, &widths));
            rows.push(Row { ruled, entries });
        }
        Table { widths, rows }
    }

    /// The fifteen figures that the form has side by side, one block below the other.
    fn challenges(&mut self) -> Table {
        let mut widths = vec![28];
        widths.extend([10; 5]);
        let mut rows = Vec::new();
        for row in self.draft.edition().rows_of(FormTable::Challenges) {
            if rows.is_empty() {
                let mut entries = vec![Entry::new(1, Vec::new(), Align::Left)];
                entries.extend(row.columns.iter().map(|spec| heading(spec.label, 10)));
                rows.push(Row { ruled: true, entries });
            }
            let name = row.group.iter().chain([&row.label]).copied().collect::<Vec<_>>().join("·");
            let mut entries = vec![label(&name, widths[0], 2)];
            entries.extend(self.figures(row, &widths));
            rows.push(Row { ruled: row.id == RowId::REVIEW, entries });
        }
        Table { widths, rows }
    }
}

/// The two rows of headings over table 3.
fn requesters(widths: &[usize], row: Option<&FormRow>) -> Vec<Row> {
    let Some(row) = row else { return Vec::new() };
    let organization = |column| !matches!(column, Column::NaturalPerson | Column::Total);
    let (mut upper, mut lower) =
        (vec![Entry::new(1, Vec::new(), Align::Left)], vec![Entry::new(1, Vec::new(), Align::Left)]);
    for (spec, width) in row.columns.iter().zip(widths.iter().skip(1)) {
        let name = heading(spec.label, *width);
        match spec.column {
            column if !organization(column) => {
                upper.push(name);
                lower.push(Entry::new(1, Vec::new(), Align::Centre));
            }
            column => {
                if column == Column::CommercialEnterprise {
                    upper.push(Entry::new(5, vec!["法人或其他组织".to_owned()], Align::Centre));
                }
                lower.push(name);
            }
        }
    }
    vec![Row { ruled: true, entries: upper }, Row { ruled: false, entries: lower }]
}

/// A column's heading, of four characters a line where it has six.
fn heading(text: &str, width: usize) -> Entry {
    let lines = if text.width() > width { wrap(text, 8.min(width), 0) } else { vec![text.to_owned()] };
    Entry::new(1, lines, Align::Centre)
}

fn label(text: &str, width: usize, hang: usize) -> Entry {
    Entry::new(1, wrap(text, width, hang), Align::Left)
}

/// The official label where it fits, else the shortest form in which it is published and means nothing else.
fn short(row: &FormRow, width: usize) -> &'static str {
    let all = [row.label].into_iter().chain(row.spellings.iter().copied());
    let shortest = all.min_by_key(|text| text.width()).unwrap_or(row.label);
    if row.label.width() <= width { row.label } else { shortest }
}
