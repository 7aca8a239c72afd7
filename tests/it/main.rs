//! Integration tests, one module a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "of tests")]
#![allow(clippy::print_stdout, reason = "measured shares are shown with `--nocapture`")]

mod autotraits;
mod bad_input;
mod layout;
mod model;
mod rendered;
mod run_together;
mod strategies;
