//! The crate as its users meet it: published reports, the rules, the form, the commands, and random reports.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail tests")]
#![allow(clippy::format_push_string, clippy::format_collect, reason = "pages are built piece by piece, plainly")]
#![allow(clippy::print_stdout, reason = "measured shares are shown with `--nocapture`")]

mod accused;
#[cfg(feature = "arrow-59")]
mod arrow;
mod autotraits;
mod bad_input;
mod check_command;
mod commands;
#[path = "../../examples/check/contract.rs"]
mod contract;
mod convert_command;
#[cfg(feature = "csv")]
mod csv;
mod errors;
mod form;
#[cfg(all(
    feature = "arrow-59",
    feature = "csv",
    feature = "docx",
    feature = "markdown",
    feature = "sarif",
    feature = "sql",
    feature = "xlsx"
))]
mod formats_page;
#[cfg(feature = "json")]
mod json_lines;
mod layout;
mod model;
#[cfg(any(feature = "docx", feature = "xlsx"))]
mod office;
mod print;
mod published;
mod rendered;
mod rules;
mod run_together;
#[cfg(feature = "sql")]
mod sql;
mod strategies;
mod support;
mod text_layout;
#[cfg(feature = "docx")]
mod write_docx;
#[cfg(feature = "html")]
mod write_html;
#[cfg(feature = "markdown")]
mod write_markdown;
#[cfg(feature = "xlsx")]
mod write_xlsx;
