//! Writers of the form for print: what people read, sign and fill in.
//!
//! Each draws the three tables from the form's descriptor, as they are published. They carry what paper carries: organ and
//! year, the sections of text, and in each cell a number with its note, a blank or a dash. What else a draft knows is not
//! lost in silence: every writer returns the [`Losses`](crate::draft::Losses). What was written reads back by [`read`](crate::read).

mod content;
#[cfg(feature = "docx")]
pub mod docx;
#[cfg(any(feature = "docx", feature = "html", feature = "xlsx"))]
pub(crate) mod grid;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "markdown")]
pub mod markdown;
#[cfg(feature = "xlsx")]
pub mod xlsx;
