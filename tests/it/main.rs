//! The crate as its users meet it: published reports, the rules, the form, the command.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail tests")]

mod check_command;
mod form;
mod published;
mod rules;
mod support;
