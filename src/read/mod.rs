//! Readers.

pub(crate) mod block;
#[cfg(feature = "html")]
#[cfg_attr(not(test), expect(dead_code, reason = "used by the matcher"))]
pub(crate) mod html;
