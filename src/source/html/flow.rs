//! From the tree of a page to its paragraphs and tables.

use std::collections::HashMap;

use super::grid::GridBuilder;
use super::line::Line;
use super::place::Places;
use super::role::{Role, is_blank};
use super::tree::{Content, Id, Tree, Visitor};
use crate::source::block::{Block, Document, GridCell, Text};

/// Paragraphs and tables in document order.
pub(super) fn document(tree: &Tree, source: &str) -> Document {
    let mut tables = Tables::default();
    tree.walk(&mut tables);
    let mut flow = Flow {
        document: Document::default(),
        places: Places::new(source),
        uses: tables.uses,
        line: Line::default(),
        preformatted: 0,
        table: None,
        cell: None,
        tables: 0,
    };
    tree.walk(&mut flow);
    flow.end_paragraph();
    flow.document
}

/// What a table is used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Use {
    /// To hold nothing.
    #[default]
    Blank,
    /// To hold data.
    Data,
    /// To lay out a page: there is text in a table inside of it.
    Layout,
}

/// Finds out what each table is used for.
#[derive(Debug, Default)]
struct Tables {
    open: Vec<(Id, Use)>,
    uses: HashMap<Id, Use>,
}

impl Visitor for Tables {
    fn enter(&mut self, tree: &Tree, node: Id) -> bool {
        match tree.content(node) {
            Content::Element(Role::Ignored | Role::Title) => return false,
            Content::Element(Role::Table) => self.open.push((node, Use::Blank)),
            Content::Element(_) | Content::Blank(_) => {}
            Content::Text(_) => {
                if let Some((_, usage)) = self.open.last_mut()
                    && *usage == Use::Blank
                {
                    *usage = Use::Data;
                }
            }
        }
        true
    }

    fn leave(&mut self, _: &Tree, node: Id) {
        if let Some((table, usage)) = self.open.pop_if(|(table, _)| *table == node) {
            if usage != Use::Blank
                && let Some((_, outer)) = self.open.last_mut()
            {
                *outer = Use::Layout;
            }
            self.uses.insert(table, usage);
        }
    }
}

/// Makes the blocks.
#[derive(Debug)]
struct Flow<'a> {
    document: Document,
    places: Places<'a>,
    uses: HashMap<Id, Use>,
    /// The paragraph or the cell in work.
    line: Line,
    /// How many open elements keep line breaks.
    preformatted: u32,
    /// The table in work. Only tables without text in inner tables are kept as tables, so there is one at a time.
    table: Option<(Id, GridBuilder)>,
    cell: Option<OpenCell>,
    /// How many tables there are in the document.
    tables: u32,
}

#[derive(Debug)]
struct OpenCell {
    id: Id,
    columns: u32,
    rows: u32,
}

impl Visitor for Flow<'_> {
    fn enter(&mut self, tree: &Tree, node: Id) -> bool {
        let role = match tree.content(node) {
            Content::Text(text) | Content::Blank(text) => {
                self.text(text, tree.offset(node) as usize);
                return true;
            }
            Content::Element(role) => role,
        };
        match role {
            Role::Inline => {}
            Role::Ignored => return false,
            Role::Title => {
                self.title(tree, node);
                return false;
            }
            Role::Break | Role::Block | Role::RowGroup => self.end_line(),
            Role::Preformatted => {
                self.end_line();
                self.preformatted += 1;
            }
            Role::Table => return self.open_table(node),
            Role::Row => match &mut self.table {
                Some((_, grid)) if self.cell.is_none() => grid.open_row(),
                _ => self.end_line(),
            },
            Role::Cell { columns, rows } => {
                self.end_line();
                if self.table.is_some() && self.cell.is_none() {
                    let (columns, rows) = (columns.into(), rows.into());
                    self.cell = Some(OpenCell { id: node, columns, rows });
                }
            }
        }
        true
    }

    fn leave(&mut self, tree: &Tree, node: Id) {
        let Content::Element(role) = tree.content(node) else { return };
        match role {
            Role::Inline | Role::Ignored | Role::Title | Role::Break => {}
            Role::Block => self.end_line(),
            Role::Preformatted => {
                self.end_line();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            Role::Table => self.close_table(node),
            Role::RowGroup => match &mut self.table {
                Some((_, grid)) if self.cell.is_none() => grid.close_group(),
                _ => self.end_line(),
            },
            Role::Row => match &mut self.table {
                Some((_, grid)) if self.cell.is_none() => grid.close_row(),
                _ => self.end_line(),
            },
            Role::Cell { .. } => self.close_cell(tree, node),
        }
    }
}

impl Flow<'_> {
    fn text(&mut self, text: &str, offset: usize) {
        if self.preformatted == 0 {
            self.line.push(text, offset);
            return;
        }
        // The offset is that of the first character that is not white: lines count from there.
        let (mut offset, mut begun) = (offset, false);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
            }
            if begun && index > 0 {
                offset = self.places.next_line(offset);
            }
            if !line.chars().all(is_blank) {
                begun = true;
                self.line.push_preformatted(line, offset);
            }
        }
    }

    fn end_line(&mut self) {
        if self.cell.is_some() { self.line.end_line() } else { self.end_paragraph() }
    }

    fn end_paragraph(&mut self) {
        if let Some((text, offset)) = self.line.take() {
            self.document.blocks.push(Block::Paragraph(Text { text, at: self.places.at(offset) }));
        }
    }

    /// The first title is the title of the page.
    fn title(&mut self, tree: &Tree, node: Id) {
        if self.document.title.is_some() {
            return;
        }
        let mut line = Line::default();
        for child in tree.children(node) {
            if let Content::Text(text) | Content::Blank(text) = tree.content(child) {
                line.push(text, 0);
            }
        }
        self.document.title = line.take().map(|(title, _)| title);
    }

    /// Whether to look into a table.
    fn open_table(&mut self, node: Id) -> bool {
        self.end_line();
        if self.table.is_some() {
            // There is no text in it, else the table around it would be layout.
            return false;
        }
        if self.uses.get(&node) != Some(&Use::Layout) {
            self.table = Some((node, GridBuilder::default()));
        }
        true
    }

    fn close_table(&mut self, node: Id) {
        self.end_line();
        if let Some((_, grid)) = self.table.take_if(|(table, _)| *table == node) {
            let grid = grid.finish();
            if grid.rows.iter().any(|row| !row.is_empty()) {
                self.tables = self.tables.saturating_add(1);
                self.document.blocks.push(Block::Table(grid));
            }
        }
    }

    fn close_cell(&mut self, tree: &Tree, node: Id) {
        let Some(OpenCell { id, columns, rows }) = self.cell.take_if(|cell| cell.id == node) else {
            self.end_line();
            return;
        };
        let (text, offset) = self.line.take().unwrap_or_else(|| (String::new(), tree.offset(id) as usize));
        let mut at = self.places.at(offset);
        at.table = self.tables.checked_add(1);
        if let Some((_, grid)) = &mut self.table {
            grid.place(GridCell { text, at, column: 0, columns, rows });
        }
    }
}
