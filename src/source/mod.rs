//! Sources: bytes of any kind into blocks of text and tables. Nothing here knows the form.

#[cfg_attr(
    not(all(feature = "docx", feature = "pdf", feature = "xlsx")),
    allow(dead_code, reason = "some of it is for sources that this build does not read")
)]
pub(crate) mod block;
pub(crate) mod decode;
#[cfg(feature = "docx")]
pub(crate) mod docx;
#[cfg_attr(
    not(all(feature = "docx", feature = "pdf", feature = "xlsx")),
    allow(dead_code, reason = "some of it is for sources that this build does not read")
)]
pub(crate) mod error;
#[cfg(all(test, any(feature = "docx", feature = "pdf", feature = "xlsx")))]
#[allow(clippy::panic, clippy::unwrap_used, reason = "of the tests only")]
mod fixture;
#[cfg(feature = "html")]
pub(crate) mod html;
pub(crate) mod limits;
#[cfg(any(feature = "docx", feature = "xlsx"))]
mod parts;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
pub(crate) mod sniff;
pub(crate) mod text;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;

pub use decode::EncodingNotice;
pub use error::ReadError;
pub use limits::Limits;
