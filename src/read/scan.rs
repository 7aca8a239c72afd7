//! Labels and figures in document order: what belongs to which row.

use super::label;
use super::segment::{Border, Segments, Slot};
use crate::draft::Source;
use crate::form::{Column, Edition, RowId, Table};
use crate::wording::labels::{Label, Meaning};

/// A row of the form as found on the page: its label and what stands behind it, up to the next label.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// The row; `None` behind a heading, where figures may stand without a label.
    pub(super) row: Option<RowId>,
    /// The block of table 4 whose heading it is.
    pub(super) block: Option<RowId>,
    /// The table.
    pub(super) table: Table,
    /// The label, or the last heading before the figures.
    pub(super) label: Source,
    /// The segment that the label begins in, and its cell if it stands in a table.
    pub(super) segment: usize,
    pub(super) slot: Option<Slot>,
    /// What stands behind the label.
    pub(super) chunks: Vec<Chunk<'a>>,
}

/// Text that may hold figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk<'a> {
    /// As written.
    pub(super) text: &'a str,
    pub(super) at: Source,
    /// What stands before it: behind a cell's border an empty text is a blank cell.
    pub(super) border: Border,
    pub(super) slot: Option<Slot>,
    /// Whether it is the rest of the text in which the label stands.
    pub(super) beside_label: bool,
}

/// Something that is not as on the form.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) row: Option<RowId>,
    pub(super) official: &'static str,
    pub(super) printed: String,
    pub(super) at: Source,
    /// The segment that it begins in.
    pub(super) segment: usize,
}

/// A column's heading: which column, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    pub(super) column: Column,
    /// The edition that alone has such a column.
    pub(super) edition: Option<Edition>,
    pub(super) slot: Option<Slot>,
    /// How many records stand before it.
    pub(super) before: usize,
    /// The segment that it stands in.
    pub(super) segment: usize,
}

/// The heading of a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) number: u8,
    pub(super) at: Source,
    /// The segment it stands in, and where in its text it begins and ends.
    pub(super) segment: usize,
    pub(super) begin: usize,
    pub(super) end: usize,
}

/// What was found on a page.
#[derive(Debug, Default)]
pub(super) struct Scan<'a> {
    pub(super) records: Vec<Record<'a>>,
    pub(super) headings: Vec<Heading>,
    pub(super) slips: Vec<Slip>,
    pub(super) sections: Vec<Section>,
}

pub(super) fn scan<'a>(segments: &Segments<'a>) -> Scan<'a> {
    let mut scanner = Scanner { segments, scan: Scan::default(), zone: None, open: None };
    scanner.run();
    scanner.scan
}

struct Scanner<'s, 'a> {
    segments: &'s Segments<'a>,
    scan: Scan<'a>,
    /// The table that the text stands in.
    zone: Option<Table>,
    /// Where the text behind the last label begins: the index of a character.
    open: Option<usize>,
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        let mut at = 0;
        let mut segment = usize::MAX;
        while let Some(folded) = self.segments.chars.get(at) {
            if segment != folded.segment as usize {
                segment = folded.segment as usize;
                self.leave_table_for_prose(segment, at);
            }
            match self.label_at(at) {
                Some(label) => {
                    let end = at + label.len();
                    self.take(label, at, end);
                    at = end;
                }
                None => at += 1,
            }
        }
        self.close(self.segments.chars.len());
    }

    /// A line that is a sentence ends a table, unless it is a note on the table.
    fn leave_table_for_prose(&mut self, segment: usize, at: usize) {
        let Some(it) = self.segments.list.get(segment) else { return };
        let note = it.text.trim_start().starts_with(['注', '备', '说']);
        let sentence = it.border == Border::Line && it.slot.is_none() && it.text.contains('。') && !note;
        if self.zone.is_some() && sentence && self.label_at(at).is_none() {
            self.close(at);
            self.zone = None;
        }
    }

    fn label_at(&self, at: usize) -> Option<&'static Label> {
        label::at(self.segments, at).find(|label| self.is_believable(label, at))
    }

    fn is_believable(&self, label: &Label, at: usize) -> bool {
        let end = at + label.len();
        if label.alone && !self.stands_alone(at, end) {
            return false;
        }
        match label.meaning {
            Meaning::Section(_) => true,
            Meaning::Block(block) => label.opens || self.zone == Some(block.table()),
            Meaning::Head(table) => label.opens || self.zone == Some(table),
            Meaning::Column(column, _) => self.zone == Some(table_of(column)),
            Meaning::Row(row) if row == RowId::RECEIVED => true,
            Meaning::Row(row) => self.zone == Some(row.table()) && (!label.alone || self.is_expected(row)),
        }
    }

    /// Whether nothing else stands in the cell or on the line, but for the figures of a row.
    fn stands_alone(&self, from: usize, to: usize) -> bool {
        let chars = &self.segments.chars;
        let Some(segment) = chars.get(from).map(|folded| folded.segment as usize) else { return false };
        let begins = self.segments.list.get(segment).is_some_and(|it| it.start == from);
        let after = chars.get(to).filter(|folded| folded.segment as usize == segment);
        begins && after.is_none_or(|folded| folded.c.is_ascii_digit() || matches!(folded.c, '-' | '/'))
    }

    /// 其他 or 总计 alone is the row's label only where the form has that row next.
    fn is_expected(&self, row: RowId) -> bool {
        let last = self.scan.records.iter().rev().find_map(|record| record.row);
        match row {
            RowId::OTHER_OTHER => last == Some(RowId::FEE_OVERDUE),
            RowId::TOTAL => matches!(last, Some(RowId::OTHER_OTHER | RowId::OTHER_UNDIVIDED)),
            _ => true,
        }
    }

    fn take(&mut self, label: &'static Label, from: usize, to: usize) {
        self.close(from);
        let Some(first) = self.segments.chars.get(from) else { return };
        let segment = first.segment as usize;
        let Some(it) = self.segments.list.get(segment) else { return };
        let at = self.place(from);
        match label.meaning {
            Meaning::Section(number) => {
                self.zone = (number == Table::Challenges.number()).then_some(Table::Challenges);
                let end = self.byte_after(to, segment);
                self.scan.sections.push(Section { number, at, segment, begin: first.byte as usize, end });
            }
            Meaning::Head(table) => {
                self.zone = Some(table);
                self.begin(None, table, at, segment, to);
            }
            Meaning::Column(column, edition) => {
                let before = self.scan.records.len();
                self.scan.headings.push(Heading { column, edition, slot: it.slot, before, segment });
                self.begin(None, table_of(column), at, segment, to);
            }
            Meaning::Block(block) => {
                self.zone = Some(block.table());
                self.begin(None, block.table(), at, segment, to);
                if let Some(record) = self.scan.records.last_mut() {
                    record.block = Some(block);
                }
            }
            Meaning::Row(row) => {
                self.zone = Some(row.table());
                self.begin(Some(row), row.table(), at, segment, to);
            }
        }
        if let Some(official) = label.misprint_of {
            let row = self.scan.records.iter().rev().find_map(|record| record.row);
            self.scan.slips.push(Slip { row, official, printed: self.written(from, to), at, segment });
        }
    }

    fn begin(&mut self, row: Option<RowId>, table: Table, label: Source, segment: usize, from: usize) {
        let slot = self.segments.list.get(segment).and_then(|segment| segment.slot);
        self.scan.records.push(Record { row, block: None, table, label, segment, slot, chunks: Vec::new() });
        self.open = Some(from);
    }

    /// Ends the record that is open, and gives it all text up to `to`.
    fn close(&mut self, to: usize) {
        let Some(from) = self.open.take() else { return };
        let chars = &self.segments.chars;
        let Some(label) = from.checked_sub(1).and_then(|last| chars.get(last)) else { return };
        let label_segment = label.segment as usize;
        let last_segment = chars.get(to).map_or(self.segments.list.len(), |folded| folded.segment as usize + 1);
        let mut chunks = Vec::new();
        for number in label_segment..last_segment {
            let Some(segment) = self.segments.list.get(number) else { break };
            let begin = if number == label_segment { self.byte_after(from, number) } else { 0 };
            let stop = match chars.get(to) {
                Some(next) if next.segment as usize == number => next.byte as usize,
                _ => segment.text.len(),
            };
            let text = segment.text.get(begin..stop).unwrap_or_default();
            let beside_label = number == label_segment;
            let whole = begin == 0 && stop == segment.text.len();
            let blank_cell = whole && segment.border == Border::Cell;
            if blank_cell || !text.trim().is_empty() {
                let at = advance(segment.at, segment.text.get(..begin).unwrap_or_default());
                chunks.push(Chunk { text, at, border: segment.border, slot: segment.slot, beside_label });
            }
        }
        if let Some(record) = self.scan.records.last_mut() {
            record.chunks = chunks;
        }
    }

    /// The byte of a segment's text behind its last character before `index`.
    fn byte_after(&self, index: usize, segment: usize) -> usize {
        let text = self.segments.list.get(segment).map_or("", |it| it.text);
        match self.segments.chars.get(index) {
            Some(next) if next.segment as usize == segment => next.byte as usize,
            _ => text.len(),
        }
    }

    fn place(&self, index: usize) -> Source {
        let Some(folded) = self.segments.chars.get(index) else { return Source::default() };
        let Some(segment) = self.segments.list.get(folded.segment as usize) else { return Source::default() };
        advance(segment.at, segment.text.get(..folded.byte as usize).unwrap_or_default())
    }

    /// What is printed between two characters, without the ends of lines.
    fn written(&self, from: usize, to: usize) -> String {
        let chars = self.segments.chars.get(from..to).unwrap_or_default();
        let char_of = |folded: &super::segment::Folded| {
            let text = self.segments.list.get(folded.segment as usize)?.text;
            text.get(folded.byte as usize..)?.chars().next()
        };
        chars.iter().filter_map(char_of).collect()
    }
}

/// The table in which a heading of this column tells the columns.
fn table_of(column: Column) -> Table {
    if Column::REQUESTERS.contains(&column) { Table::Requests } else { Table::Proactive }
}

/// A place moved over text on its line.
fn advance(mut at: Source, over: &str) -> Source {
    let lines = over.matches('\n').count();
    let last = over.rsplit('\n').next().unwrap_or_default();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    if lines > 0 {
        at.line = at.line.map(|line| line.saturating_add(count(lines)));
        at.column = at.column.map(|_| count(last.chars().count()).saturating_add(1));
    } else {
        at.column = at.column.map(|column| column.saturating_add(count(over.chars().count())));
    }
    at
}
