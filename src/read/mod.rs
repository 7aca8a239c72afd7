//! Readers.

#[allow(dead_code, reason = "the matcher is not there yet")]
pub(crate) mod block;
#[allow(dead_code, reason = "the matcher is not there yet")]
mod decode;
#[cfg(feature = "docx")]
#[allow(dead_code, reason = "the matcher is not there yet")]
mod docx;
#[allow(dead_code, reason = "the matcher is not there yet")]
mod error;
#[cfg(all(test, any(feature = "docx", feature = "xlsx")))]
#[allow(clippy::panic, clippy::unwrap_used, reason = "of the tests only")]
mod fixture;
mod limits;
#[cfg(any(feature = "docx", feature = "xlsx"))]
mod parts;
#[allow(dead_code, reason = "the matcher is not there yet")]
mod sniff;
#[cfg(feature = "xlsx")]
#[allow(dead_code, reason = "the matcher is not there yet")]
mod xlsx;

pub use error::ReadError;
pub use limits::Limits;
