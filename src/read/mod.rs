//! Readers.

pub(crate) mod block;
