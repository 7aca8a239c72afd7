//! Writers of the form for print: what people read, sign and fill in.
//!
//! Each draws the three tables from the form's descriptor, as they are published. They carry what paper carries: organ and
//! year, the sections of text, and in each cell a number with its note, a blank or a dash. What else a draft knows is not
//! lost in silence: every writer returns the `Losses`. What was written reads back by [`read`](crate::read).

#[cfg_attr(
    not(any(feature = "html", feature = "markdown", feature = "xlsx")),
    allow(dead_code, reason = "of other writers")
)]
pub(crate) mod grid;
#[cfg(feature = "html")]
pub mod html;
#[cfg(any(feature = "html", feature = "markdown", feature = "xlsx"))]
mod print;
#[cfg_attr(
    not(any(feature = "html", feature = "markdown", feature = "xlsx")),
    allow(dead_code, reason = "of other writers")
)]
mod title;
#[cfg(feature = "xlsx")]
pub mod xlsx;
