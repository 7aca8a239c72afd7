//! Sources: bytes of any kind into blocks of text and tables. Nothing here knows the form.

pub(crate) mod block;
pub(crate) mod decode;
#[cfg(feature = "docx")]
pub(crate) mod docx;
pub(crate) mod error;
#[cfg(feature = "html")]
pub(crate) mod html;
pub(crate) mod kind;
pub(crate) mod limits;
#[cfg(test)]
mod mutated;
#[cfg(any(feature = "docx", feature = "xlsx"))]
mod parts;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
pub(crate) mod sniff;
pub(crate) mod text;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;

pub use decode::EncodingNotice;
pub use error::{Bound, ReadError, ReadErrorKind};
pub use kind::FileKind;
pub use limits::Limits;
