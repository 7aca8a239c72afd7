//! The statutory annual report on government information disclosure: model, checks, readers.

mod draft;
#[cfg(feature = "text")]
pub mod read;

pub use draft::Source;
