//! The labels on a page, from the form's descriptors, in every known spelling.

use std::sync::OnceLock;

use super::section;
use crate::chars::fold::fold;
use crate::form::{Column, Edition, PRINTED_BALANCE, RowId, Table, unnumbered};

/// The heading above the rows of each block of table 2.
pub(crate) const ITEMS: &str = "信息内容";

/// What a stretch of text on the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The label of a row.
    Row(RowId),
    /// The label of a column of table 2 or 3; the edition that alone has it.
    Column(Column, Option<Edition>),
    /// The heading of a block of table 4, above its figures or to the left of them.
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
    /// Too short to be believed unless nothing else is in its cell or on its line.
    pub(crate) alone: bool,
    /// Whether its table begins with it.
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
            // The blocks of table 4 are printed side by side: what is the label of a row elsewhere is a heading there.
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
            // The same results are printed three times, side by side.
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
        self.add(ITEMS, Meaning::Head(Table::Proactive), None, false, false);
        self.add(PRINTED_BALANCE, Meaning::Head(Table::Requests), None, true, false);
        self.add("本列数据的勾稽关系为", Meaning::Head(Table::Requests), None, true, false);
        for text in RowId::RECEIVED.spec().columns.iter().flat_map(|column| column.group) {
            self.add(text, Meaning::Head(Table::Requests), None, false, false);
        }
        for (section, text) in section::BEGINNINGS {
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
            // A label that both editions have is no evidence for either.
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

/// Whether a reader would take a part of a cell's text for a label of the form.
#[cfg(feature = "markdown")]
pub(crate) fn in_cell(text: &str) -> bool {
    let chars: Vec<char> = fold(text).chars().collect();
    (0..chars.len()).any(|from| {
        let rest = chars.get(from..).unwrap_or_default();
        let labels = rest.first().map_or(&[][..], |first| Labels::get().beginning(*first));
        labels.iter().any(|label| rest.starts_with(&label.text) && (!label.alone || from == 0))
    })
}
