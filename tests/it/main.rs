//! The crate as its users meet it: published reports, the rules, the form, the command.

mod check_command;
mod form;
mod published;
mod rules;
mod support;
