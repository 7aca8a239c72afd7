//! A draft as plain records: the one place that says what a draft consists of.
//!
//! - `Part`: the parts of the header and the sections of text, each with its path, its gloss and what is expected of it;
//! - `CellField`: the fields of a cell, and which of them each state has;
//! - `RunField`: digits that run together over several cells;
//! - `NoticeField`: the fields of a notice, and which of them each kind has;
//! - `Place`: the numbers of a place in the source.
//!
//! Each is turned into `Plain` values and read back from them. What is wrong with a value is a [`FaultKind`], to which the
//! format adds the place: a pointer in JSON, a line and a column in CSV, a row and a column in Arrow and SQL. JSON, its
//! schema, CSV, Arrow and SQL render these records, and spell none of their names again.

#![cfg_attr(
    not(all(feature = "arrow-59", feature = "csv", feature = "json", feature = "sql")),
    allow(dead_code, unused_imports, reason = "a record is whole, whichever formats a build has")
)]

mod builder;
mod cell;
mod fault;
mod notice;
mod part;
mod plain;
mod run;
mod source;
mod words;

pub use fault::{At, Fault, FaultKind, Faults, Message};

pub(crate) use builder::DraftBuilder;
pub(crate) use cell::{CellField, cell_fields, read_cell};
pub(crate) use fault::{found, one_line};
pub(crate) use notice::{NoticeField, notice_fields, read_notice};
pub(crate) use part::{Holds, Part, PartsBuilder};
pub(crate) use plain::{EXPECTED_INTEGER, Numbers, Plain};
pub(crate) use run::{RunField, RunsBuilder, check_reading, read_run};
pub(crate) use source::{Place, read_source};

/// What a document of this crate says it is.
pub(crate) const FORMAT: &str = "disclosure-report";

/// The name of the edition of the form.
pub(crate) const EDITION: &str = "edition";
