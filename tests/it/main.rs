//! Integration tests, one module a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "of tests")]
#![allow(clippy::format_push_string, clippy::format_collect, reason = "pages are built piece by piece, plainly")]
#![allow(clippy::print_stdout, reason = "measured shares are shown with `--nocapture`")]

mod autotraits;
#[cfg(feature = "text")]
mod bad_input;
mod drafts;
#[cfg(feature = "text")]
#[cfg_attr(not(feature = "html"), allow(dead_code))]
mod layout;
mod model;
#[cfg(feature = "text")]
mod rendered;
#[cfg(feature = "text")]
mod run_together;
#[cfg_attr(not(feature = "text"), allow(dead_code))]
mod strategies;
#[cfg(feature = "text")]
mod text_layout;
