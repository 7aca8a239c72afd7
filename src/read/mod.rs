//! Readers.

pub(crate) mod block;
#[cfg(feature = "html")]
#[cfg_attr(not(test), expect(dead_code, reason = "used by the matcher"))]
pub(crate) mod html;
#[cfg_attr(not(test), expect(dead_code, reason = "the matcher is not there yet"))]
mod decode;
#[cfg(feature = "docx")]
#[cfg_attr(not(test), expect(dead_code, reason = "the matcher is not there yet"))]
mod docx;
mod error;
#[cfg(all(test, any(feature = "docx", feature = "xlsx")))]
mod fixture;
mod limits;
#[cfg(any(feature = "docx", feature = "xlsx"))]
mod parts;
#[cfg_attr(not(test), expect(dead_code, reason = "the matcher is not there yet"))]
mod sniff;
#[cfg(feature = "xlsx")]
#[cfg_attr(not(test), expect(dead_code, reason = "the matcher is not there yet"))]
mod xlsx;

pub use error::ReadError;
pub use limits::Limits;
