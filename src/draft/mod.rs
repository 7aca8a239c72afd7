//! A report as filled in or as published.

mod source;

pub use source::Source;
