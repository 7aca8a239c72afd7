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

pub(crate) use role::ASIDE;

use super::block::Document;
use super::error::ReadError;
use super::limits::Limits;

/// How many elements and texts there may be for each cell that the limits allow.
const NODES: usize = 8;

/// Reads a decoded page: its paragraphs and tables as a browser shows them, in document order. What is broken is read as a
/// browser would; a page is refused only for its depth and its size.
pub(crate) fn blocks(source: &str, limits: &Limits) -> Result<Document, ReadError> {
    let tree = sink::parse(source, limits.depth, limits.cells.saturating_mul(NODES))
        .map_err(|bound| ReadError::over(bound, limits.most(bound)))?;
    Ok(flow::document(&tree, source))
}
