//! Pages as blocks.

mod flow;
mod grid;
mod line;
mod place;
mod role;
mod sink;
mod tag;
mod tree;

#[cfg(test)]
mod tests;

use crate::source::block::Document;

/// Why a page is not read. What is merely broken is read as a browser would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HtmlError {
    /// Elements are nested deeper than the caller allows.
    #[error("elements are nested too deeply")]
    TooDeep,
    /// The page has more nodes than the caller allows, is longer than 4 GiB, or has a tag with over a thousand attributes.
    #[error("the page is too large")]
    TooLarge,
}

/// Reads a decoded page: its paragraphs and tables as a browser shows them, in document order.
///
/// # Errors
/// If elements are nested deeper than `max_depth`, or there are more than `max_nodes` elements and texts.
pub(crate) fn blocks(source: &str, max_depth: usize, max_nodes: usize) -> Result<Document, HtmlError> {
    let tree = sink::parse(source, max_depth, max_nodes)?;
    Ok(flow::document(&tree, source))
}
