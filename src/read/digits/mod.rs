//! Digits whose separators were lost, split by solving the form's relations over the whole table.
//!
//! `270020130` is 27 0 0 2 0 1 30 or 2 7 0 0 20 1 30: both add up in their row, and one of them in the columns. A reading
//! counts if no other violates fewer relations; a cell is a number only if all readings that count agree.

mod block;
mod search;
mod split;

pub(super) use block::split_blocks;
pub(super) use search::{Role, Solved, TableRow, solve};
pub(super) use split::Digits;
