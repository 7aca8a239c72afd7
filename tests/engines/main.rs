//! What other engines make of what the crate writes: SQLite of tables and queries, a validator of the JSON Schema and of
//! SARIF's, a parser of pages, and the formats of serde. They are many crates, so whoever tests the crate alone does not build them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail tests")]

mod allocations;
mod formats;
mod html;
mod json_schema;
mod sarif;
mod sqlite;

#[allow(dead_code, reason = "what the tests of the crate alone use")]
#[path = "../it/strategies.rs"]
mod strategies;
#[allow(dead_code, reason = "what the tests of the crate alone use")]
#[path = "../it/support.rs"]
mod support;
