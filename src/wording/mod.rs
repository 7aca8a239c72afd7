//! How people write the form: figures, labels, headings, titles, and the ways in which the same words are written.

#[cfg(any(feature = "csv", feature = "markdown", feature = "text"))]
pub(crate) mod figure;
pub(crate) mod fold;
#[cfg(any(feature = "markdown", feature = "text"))]
#[cfg_attr(not(feature = "text"), allow(dead_code, reason = "some of it is for readers"))]
pub(crate) mod labels;
#[cfg(any(feature = "docx", feature = "html", feature = "markdown", feature = "xlsx"))]
#[allow(dead_code, reason = "each writer takes what it needs")]
pub(crate) mod title;
pub(crate) mod words;
