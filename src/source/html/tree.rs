//! The tree of a page: an arena with only what reading needs.
//!
//! Links are indices. Nothing here recurses, so that no depth of nesting can overflow the stack.

use super::role::{Role, is_blank};
use crate::source::error::Bound;

/// The index of a node.
pub(super) type Id = u32;

/// The link that leads nowhere.
pub(super) const NONE: Id = Id::MAX;

/// The document itself, from which every attached node descends.
pub(super) const ROOT: Id = 0;

/// Page text and structure.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The texts of all nodes, one after the other.
    text: String,
    /// Whether the source went on with something else since the last text.
    interrupted: bool,
}

#[derive(Debug)]
struct Node {
    parent: Id,
    previous: Id,
    next: Id,
    first: Id,
    last: Id,
    /// Where it begins in the source: an element's tag, a text's first character that is not white.
    offset: u32,
    /// How many ancestors it had when it was last attached.
    depth: u32,
    data: Data,
}

#[derive(Clone, Copy, Debug)]
enum Data {
    Element(Role),
    Text { begin: u32, end: u32, blank: bool },
}

/// What a node is to a reader.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content<'a> {
    Element(Role),
    /// Text that shows.
    Text(&'a str),
    /// Text without a character that shows.
    Blank(&'a str),
}

/// What is done at every node on a walk in document order.
pub(super) trait Visitor {
    /// Before the children of a node; whether to visit them. A node whose children are not visited is not left.
    fn enter(&mut self, tree: &Tree, node: Id) -> bool;
    /// After the children of an element.
    fn leave(&mut self, tree: &Tree, node: Id);
}

impl Tree {
    pub(super) fn new() -> Self {
        let mut tree = Self { nodes: Vec::new(), text: String::new(), interrupted: false };
        tree.create(Data::Element(Role::Inline), 0);
        tree
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn content(&self, id: Id) -> Content<'_> {
        match self.get(id).map(|node| node.data) {
            Some(Data::Element(role)) => Content::Element(role),
            Some(Data::Text { begin, end, blank }) => {
                let text = self.text.get(begin as usize..end as usize).unwrap_or_default();
                if blank { Content::Blank(text) } else { Content::Text(text) }
            }
            None => Content::Blank(""),
        }
    }

    /// Where a node begins in the source.
    pub(super) fn offset(&self, id: Id) -> u32 {
        self.get(id).map_or(0, |node| node.offset)
    }

    pub(super) fn parent(&self, id: Id) -> Id {
        self.get(id).map_or(NONE, |node| node.parent)
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        let first = self.get(id).map_or(NONE, |node| node.first);
        std::iter::successors(Some(first), |&id| self.get(id).map(|node| node.next)).take_while(|&id| id != NONE)
    }

    /// Visits every attached node in document order.
    pub(super) fn walk(&self, visitor: &mut impl Visitor) {
        let mut id = ROOT;
        while let Some(node) = self.get(id) {
            if visitor.enter(self, id) {
                if node.first != NONE {
                    id = node.first;
                    continue;
                }
                visitor.leave(self, id);
            }
            // Up to the first ancestor with something after it.
            let mut last = node;
            while last.next == NONE {
                id = last.parent;
                let Some(parent) = self.get(id) else { return };
                visitor.leave(self, id);
                last = parent;
            }
            id = last.next;
        }
    }

    pub(super) fn create_element(&mut self, role: Role, offset: u32) -> Id {
        self.create(Data::Element(role), offset)
    }

    /// Puts text under a parent, before a child of it or at the end.
    ///
    /// # Errors
    /// If the text of the page is longer than an index can hold.
    pub(super) fn add_text(&mut self, parent: Id, before: Id, text: &str, offset: u32) -> Result<(), Bound> {
        if matches!(self.content(parent), Content::Element(Role::Ignored)) {
            return Ok(());
        }
        let begin = u32::try_from(self.text.len()).map_err(|_| Bound::Cells)?;
        let end = u32::try_from(self.text.len() + text.len()).map_err(|_| Bound::Cells)?;
        self.text.push_str(text);
        let neighbour = match before {
            NONE => self.get(parent).map_or(NONE, |node| node.last),
            before => self.get(before).map_or(NONE, |node| node.previous),
        };
        let interrupted = std::mem::take(&mut self.interrupted);
        // The tokenizer hands out text in pieces: pieces that adjoin in the source become one node again.
        if let Some(node) = self.get_mut(neighbour)
            && let Data::Text { end: joint, blank, .. } = &mut node.data
            && *joint == begin
            && !interrupted
        {
            *joint = end;
            if *blank && !text.chars().all(is_blank) {
                *blank = false;
                node.offset = offset;
            }
        } else {
            let blank = text.chars().all(is_blank);
            let id = self.create(Data::Text { begin, end, blank }, offset);
            self.attach(parent, before, id);
        }
        Ok(())
    }

    /// The next text is not the continuation of the last.
    pub(super) fn interrupt_text(&mut self) {
        self.interrupted = true;
    }

    /// Makes a node a child of another, before a child of that or at the end. Returns how deep it now is.
    pub(super) fn attach(&mut self, parent: Id, before: Id, id: Id) -> u32 {
        self.detach(id);
        let Some(depth) = self.get(parent).map(|node| node.depth + 1) else { return 0 };
        let previous = match before {
            NONE => self.get(parent).map_or(NONE, |node| node.last),
            before => self.get(before).map_or(NONE, |node| node.previous),
        };
        let Some(node) = self.get_mut(id) else { return 0 };
        node.parent = parent;
        node.previous = previous;
        node.next = before;
        node.depth = depth;
        self.link(parent, previous, before, id, id);
        depth
    }

    pub(super) fn detach(&mut self, id: Id) {
        let Some(node) = self.get_mut(id) else { return };
        let parent = std::mem::replace(&mut node.parent, NONE);
        let previous = std::mem::replace(&mut node.previous, NONE);
        let next = std::mem::replace(&mut node.next, NONE);
        if parent != NONE {
            self.link(parent, previous, next, next, previous);
        }
    }

    pub(super) fn move_children(&mut self, from: Id, to: Id) {
        let children: Vec<_> = self.children(from).collect();
        for child in children {
            self.attach(to, NONE, child);
        }
    }

    /// Links the neighbours of a place, and the parent at either end, to what is there now.
    fn link(&mut self, parent: Id, previous: Id, next: Id, after_previous: Id, before_next: Id) {
        if let Some(node) = self.get_mut(previous) {
            node.next = after_previous;
        } else if let Some(node) = self.get_mut(parent) {
            node.first = after_previous;
        }
        if let Some(node) = self.get_mut(next) {
            node.previous = before_next;
        } else if let Some(node) = self.get_mut(parent) {
            node.last = before_next;
        }
    }

    fn create(&mut self, data: Data, offset: u32) -> Id {
        // Nodes are bounded far below the ids there are; past them a node leads nowhere.
        let Some(id) = Id::try_from(self.nodes.len()).ok().filter(|&id| id != NONE) else { return NONE };
        self.nodes.push(Node {
            parent: NONE,
            previous: NONE,
            next: NONE,
            first: NONE,
            last: NONE,
            offset,
            depth: 0,
            data,
        });
        id
    }

    fn get(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    fn get_mut(&mut self, id: Id) -> Option<&mut Node> {
        self.nodes.get_mut(id as usize)
    }
}
