//! How people write the form: figures, labels, titles, days and headings, and what this crate itself writes around them.
//! Finding these in a document is the business of `read`, laying them out that of `print`.

#[cfg(feature = "csv")]
pub(crate) mod carried;
#[cfg(feature = "text")]
pub(crate) mod date;
pub(crate) mod figure;
#[cfg(feature = "text")]
pub(crate) mod labels;
#[cfg(any(feature = "csv", feature = "markdown"))]
pub(crate) mod marks;
pub(crate) mod section;
#[cfg(feature = "text")]
pub(crate) mod title;
