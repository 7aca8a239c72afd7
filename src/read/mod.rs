//! Readers.

pub(crate) mod block;
#[cfg_attr(not(test), expect(dead_code, reason = "the matcher is not there yet"))]
mod decode;
mod error;
mod limits;
#[cfg_attr(not(test), expect(dead_code, reason = "the matcher is not there yet"))]
mod sniff;

pub use error::ReadError;
pub use limits::Limits;
