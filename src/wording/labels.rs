//! The labels that may stand on a page, from the form's descriptors, in every known spelling.

use std::sync::OnceLock;

use super::fold::fold;
use crate::form::{Column, Edition, PRINTED_BALANCE, RowId, Table, unnumbered};
use crate::wording::words;

/// How the headings of the sections begin, behind their number.
const HEADINGS: &[(u8, &str)] = &[
    (1, "总体情况"),
    (2, "主动公开政府信息"),
    (3, "收到和处理政府信息公开申请"),
    (4, "政府信息公开行政复议"),
    (4, "政府信息公开行政法复议"),
    (4, "因政府信息公开工作被申请行政复议"),
    (4, "行政复议"),
    (5, "存在的主要问题"),
    (5, "存在的问题"),
    (5, "存在问题"),
    (5, "政府信息公开工作存在"),
    (5, "当前存在"),
    (5, "主要问题"),
    (5, "工作中存在"),
    (6, "其他需要报告"),
    (6, "需要报告的其他"),
];

/// What a stretch of text on the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The label of a row.
    Row(RowId),
    /// The label of a column of table 2 or 3; the edition that alone has it.
    Column(Column, Option<Edition>),
    /// The heading of a block of table 4, beside whose figures or above them it may stand.
    Block(RowId),
    /// Another heading within a table: a group of rows or columns, the note in the corner.
    Head(Table),
    /// The heading of a section of the report.
    Section(u8),
}

/// A label in one spelling.
#[derive(Debug)]
pub(crate) struct Label {
    /// Folded.
    pub(crate) text: Vec<char>,
    pub(crate) meaning: Meaning,
    /// The official label, if this is a slip of the pen.
    pub(crate) misprint_of: Option<&'static str>,
    /// Too short to be believed unless nothing else stands in its cell or on its line.
    pub(crate) alone: bool,
    /// Marks the beginning of its table.
    pub(crate) opens: bool,
}

impl Label {
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }
}

/// All labels by their first character, longest first.
#[derive(Debug)]
pub(crate) struct Labels {
    lists: Vec<Vec<Label>>,
    /// For each character of the basic plane, one more than the place of its list. Every character of a page is looked up.
    by_first: Vec<u8>,
}

impl Labels {
    /// All of them.
    pub(crate) fn get() -> &'static Self {
        static LABELS: OnceLock<Labels> = OnceLock::new();
        LABELS.get_or_init(Self::build)
    }

    fn build() -> Self {
        let mut labels = Self { lists: Vec::new(), by_first: vec![0; 0x1_0000] };
        for edition in Edition::ALL {
            for row in edition.rows() {
                labels.add_row(row);
                for column in row.columns {
                    labels.add_column(row.table(), column, *edition);
                }
            }
        }
        labels.add_heads();
        for list in &mut labels.lists {
            list.sort_by_key(|label| std::cmp::Reverse(label.text.len()));
        }
        labels
    }

    /// The labels that begin with a character, longest first.
    pub(crate) fn beginning(&self, first: char) -> &[Label] {
        let place = self.by_first.get(first as usize).map_or(0, |place| usize::from(*place));
        place.checked_sub(1).and_then(|place| self.lists.get(place)).map_or(&[], Vec::as_slice)
    }

    fn add_row(&mut self, row: &crate::form::Row) {
        let meaning = match row.table() {
            // Table 4's blocks lie side by side: what is a row's label elsewhere is a heading there.
            Table::Challenges => Meaning::Block(row.id),
            _ => Meaning::Row(row.id),
        };
        let opens = matches!(row.id, RowId::RECEIVED | RowId::DIRECT_LITIGATION | RowId::LITIGATION_AFTER_REVIEW);
        let spellings = std::iter::once(row.label).chain(row.spellings.iter().copied()).map(|text| (text, None));
        for (text, slip) in spellings.chain(row.misprints.iter().map(|text| (*text, Some(row.label)))) {
            self.add(text, meaning, slip, opens, false);
            // Without its number; what is short then could be anything.
            let bare = unnumbered(text);
            if bare != text {
                self.add(bare, meaning, slip, opens, fold(bare).chars().count() < 7);
            }
        }
    }

    fn add_column(&mut self, table: Table, column: &crate::form::ColumnSpec, edition: Edition) {
        let only = (column.column != Column::Decisions).then_some(edition);
        let meaning = match table {
            Table::Proactive => Meaning::Column(column.column, only),
            Table::Requests => Meaning::Column(column.column, None),
            // The same four results stand three times side by side.
            Table::Challenges => Meaning::Head(table),
        };
        for text in std::iter::once(column.label).chain(column.spellings.iter().copied()) {
            self.add(text, meaning, None, false, table != Table::Proactive);
        }
        for text in column.misprints {
            self.add(text, meaning, Some(column.label), false, false);
        }
    }

    fn add_heads(&mut self) {
        for edition in Edition::ALL {
            for group in edition.rows().iter().flat_map(|row| row.group.iter().map(move |group| (row.table(), *group)))
            {
                let item = group.1.starts_with("第二十条");
                self.add(group.1, Meaning::Head(group.0), None, item, false);
                if item {
                    self.add(
                        &group.1.replace("二十条", "二十一条"),
                        Meaning::Head(group.0),
                        Some(group.1),
                        true,
                        false,
                    );
                }
            }
        }
        self.add(words::ITEMS, Meaning::Head(Table::Proactive), None, false, false);
        self.add(PRINTED_BALANCE, Meaning::Head(Table::Requests), None, true, false);
        self.add("本列数据的勾稽关系为", Meaning::Head(Table::Requests), None, true, false);
        for text in [words::REQUESTERS, words::ORGANIZATIONS] {
            self.add(text, Meaning::Head(Table::Requests), None, false, false);
        }
        for (section, text) in HEADINGS {
            // A report that lacks a section numbers the others anew.
            for number in "一二三四五六七八".chars() {
                self.add(&format!("{number}、{text}"), Meaning::Section(*section), None, false, false);
            }
        }
    }

    fn add(&mut self, text: &str, meaning: Meaning, misprint_of: Option<&'static str>, opens: bool, alone: bool) {
        let text: Vec<char> = fold(text).chars().collect();
        let Some(place) = text.first().and_then(|first| self.by_first.get_mut(*first as usize)) else { return };
        if *place == 0 {
            self.lists.push(Vec::new());
            // Far fewer characters than a byte counts begin a label.
            *place = u8::try_from(self.lists.len()).unwrap_or(0);
        }
        let Some(list) = usize::from(*place).checked_sub(1).and_then(|at| self.lists.get_mut(at)) else { return };
        let same = |label: &&mut Label| label.text == text;
        match list.iter_mut().find(same) {
            // What both editions have tells neither from the other.
            Some(label) => {
                if let (Meaning::Column(_, known), Meaning::Column(_, now)) = (&mut label.meaning, meaning)
                    && *known != now
                {
                    *known = None;
                }
            }
            None => list.push(Label { text, meaning, misprint_of, alone, opens }),
        }
    }
}

/// Whether a reader would take part of a cell's text for a label of the form.
#[cfg(any(feature = "docx", feature = "html", feature = "markdown", feature = "xlsx"))]
pub(crate) fn in_cell(text: &str) -> bool {
    any_label(text, |label, whole| !label.alone || whole)
}

/// Whether a reader would take part of a text between the tables for the heading of a section or the beginning of a table.
#[cfg(any(feature = "docx", feature = "html", feature = "markdown", feature = "xlsx"))]
pub(crate) fn in_prose(text: &str) -> bool {
    any_label(text, |label, _| match label.meaning {
        Meaning::Section(_) => true,
        Meaning::Row(row) => row == RowId::RECEIVED,
        Meaning::Head(_) | Meaning::Block(_) => label.opens,
        Meaning::Column(..) => false,
    })
}

/// Whether a text holds a label for which `counts` holds; it is told whether the text begins with the label.
#[cfg(any(feature = "docx", feature = "html", feature = "markdown", feature = "xlsx"))]
fn any_label(text: &str, counts: impl Fn(&Label, bool) -> bool) -> bool {
    let chars: Vec<char> = fold(text).chars().collect();
    (0..chars.len()).any(|from| {
        let rest = chars.get(from..).unwrap_or_default();
        let list = rest.first().map_or(&[][..], |first| Labels::get().beginning(*first));
        list.iter().any(|label| rest.starts_with(&label.text) && counts(label, from == 0))
    })
}
