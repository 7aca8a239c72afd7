//! The crate as its users meet it: published reports, the rules, the form, the commands, and random reports.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail tests")]
#![allow(clippy::format_push_string, clippy::format_collect, reason = "pages are built piece by piece, plainly")]
#![allow(clippy::print_stdout, reason = "measured shares are shown with `--nocapture`")]

mod autotraits;
mod bad_input;
mod check_command;
mod drafts;
mod form;
mod layout;
mod model;
#[cfg(any(feature = "docx", feature = "xlsx"))]
mod office;
mod published;
mod rendered;
mod rules;
mod run_together;
#[cfg(feature = "sql")]
mod sql;
mod strategies;
mod support;
mod text_layout;
