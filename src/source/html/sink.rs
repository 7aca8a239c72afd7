//! Fills a tree from html5ever, and knows where in the source every piece of it begins.
//!
//! html5ever gives its sinks a line at most. But its tokens come without gaps: each begins where the one before it
//! ended, and where a token ends can be seen from what is left in the tokenizer's queue. So this sink is put between
//! the tokenizer and the tree builder, and takes note of it.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, QuirksMode};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{NodeOrText, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, TokenizerResult, local_name, ns};

use super::role::{Role, is_blank};
use super::tag::LongTag;
use super::tree::{Id, NONE, ROOT, Tree};
use crate::source::error::Bound;

/// How many bytes are fed at a time. What a tag of that length costs bounds what a page costs: see [`LongTag`].
const PIECE: usize = 4096;

/// Parses a page, unless it passes a bound: elements nested deeper than `max_depth`; more than `max_nodes` elements and
/// texts, more than 4 GiB, or a tag with over a thousand attributes.
pub(super) fn parse(source: &str, max_depth: usize, max_nodes: usize) -> Result<Tree, Bound> {
    if u32::try_from(source.len()).is_err() {
        return Err(Bound::Cells);
    }
    let sink = Sink {
        tree: RefCell::new(Tree::new()),
        token: Cell::new(0),
        text: Cell::new(None),
        error: Cell::new(None),
        max_depth,
        max_nodes,
    };
    let queue = BufferQueue::default();
    let builder = TreeBuilder::new(sink, TreeBuilderOpts { drop_doctype: true, ..TreeBuilderOpts::default() });
    let located = Located { builder, queue: &queue, source, fed: Cell::new(0), end: Cell::new(0) };
    let tokenizer = Tokenizer::new(located, TokenizerOpts::default());
    let located = &tokenizer.sink;
    let mut long = LongTag::new(0);
    let whole = StrTendril::from(source);
    while located.fed.get() < source.len() {
        let begin = located.fed.get();
        let mut end = begin.saturating_add(PIECE).min(source.len());
        while !source.is_char_boundary(end) {
            end += 1;
        }
        located.fed.set(end);
        queue.push_back(whole.subtendril(small(begin), small(end - begin)));
        // The tokenizer also pauses for scripts and declared encodings, which are of no concern here.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {
            if let Some(error) = located.builder.sink.error.get() {
                return Err(error);
            }
        }
        if located.end.get() < begin && long.is_excessive(source, located.end.get(), end) {
            return Err(Bound::Cells);
        }
    }
    tokenizer.end();
    let sink = tokenizer.sink.builder.sink;
    match sink.error.get() {
        Some(error) => Err(error),
        None => Ok(sink.tree.into_inner()),
    }
}

/// Notes where tokens are in the source, on their way to the tree builder.
struct Located<'a> {
    builder: TreeBuilder<Handle, Sink>,
    queue: &'a BufferQueue,
    source: &'a str,
    /// How much of the source the tokenizer was given.
    fed: Cell<usize>,
    /// Where the last token ended.
    end: Cell<usize>,
}

impl Located<'_> {
    /// How much of the source the tokenizer has taken.
    fn taken(&self) -> usize {
        // What it has put back, if anything, is alone before the rest of the piece.
        let Some(front) = self.queue.pop_front() else { return self.fed.get() };
        let rest = self.queue.peek_front_chunk_mut().map_or(0, |rest| rest.len());
        let left = front.len() + rest;
        self.queue.push_front(front);
        self.fed.get().saturating_sub(left)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }
}

impl TokenSink for Located<'_> {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        let sink = &self.builder.sink;
        if matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        let mut start = self.end.replace(self.taken());
        let text = match &token {
            Token::CharacterTokens(text) => Some(text),
            _ => None,
        };
        // The second half of a CR LF; the token before was for both.
        if self.byte(start) == Some(b'\n') && !text.is_some_and(|text| text.starts_with('\n')) {
            start += 1;
        }
        if let Some(text) = text {
            sink.token.set(start);
            if sink.text.get().is_none() {
                sink.text.set(text.find(|c| !is_blank(c)).map(|blank| start + blank));
            }
            return self.builder.process_token(token, line_number);
        }
        // Where the tokenizer looked one character too far.
        if self.byte(start) != Some(b'<') && start.checked_sub(1).and_then(|before| self.byte(before)) == Some(b'<') {
            start -= 1;
        }
        let is_tag = matches!(token, Token::TagToken(_));
        sink.token.set(start);
        // The tree builder holds back text inside of tables until it sees what follows.
        let result = self.builder.process_token(token, line_number);
        sink.text.set(None);
        sink.tree.borrow_mut().interrupt_text();
        // The one answer that makes the tokenizer stop; it may be given to tags only.
        if is_tag && sink.error.get().is_some() { TokenSinkResult::Script(sink.get_document()) } else { result }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// A node as the tree builder knows it. It carries its name, which only the tree builder asks for.
#[derive(Clone, Debug)]
struct Handle {
    id: Id,
    ns: Namespace,
    local: LocalName,
}

struct Sink {
    tree: RefCell<Tree>,
    /// Where the token in work begins.
    token: Cell<usize>,
    /// Where the first character that is not white is since the last token that was not text.
    text: Cell<Option<usize>>,
    error: Cell<Option<Bound>>,
    max_depth: usize,
    max_nodes: usize,
}

impl Sink {
    fn insert(&self, parent: Id, before: Id, child: NodeOrText<Handle>) {
        if self.error.get().is_some() {
            return;
        }
        let mut tree = self.tree.borrow_mut();
        let depth = match child {
            NodeOrText::AppendNode(node) => tree.attach(parent, before, node.id),
            NodeOrText::AppendText(text) => {
                let offset = self.text.get().unwrap_or_else(|| self.token.get());
                if let Err(error) = tree.add_text(parent, before, &text, small(offset)) {
                    self.error.set(Some(error));
                }
                0
            }
        };
        if depth as usize > self.max_depth {
            self.error.set(Some(Bound::Depth));
        } else if tree.len() > self.max_nodes {
            self.error.set(Some(Bound::Cells));
        }
    }
}

/// No source is longer than an offset can hold: see `parse`.
fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: ROOT, ns: ns!(), local: local_name!("") }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        ExpandedName { ns: &target.ns, local: &target.local }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let role = Role::new(&&name, &attributes);
        let id = self.tree.borrow_mut().create_element(role, small(self.token.get()));
        Handle { id, ns: name.ns, local: name.local }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle { id: NONE, ns: ns!(), local: local_name!("") }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle { id: NONE, ns: ns!(), local: local_name!("") }
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, NONE, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.tree.borrow().parent(sibling.id);
        self.insert(parent, sibling.id, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.tree.borrow().parent(element.id);
        if parent == NONE {
            self.insert(previous.id, NONE, child);
        } else {
            self.insert(parent, element.id, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What a template holds is not shown, nor is the template: one node does for both.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.tree.borrow_mut().move_children(node.id, new_parent.id);
    }
}
