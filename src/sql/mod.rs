//! Tables with constraints, rows, and the query of violations, for SQLite, PostgreSQL, DuckDB and Spark.
//!
//! A [`Schema`] is a table for the reports of one edition in the SQL of one [`Dialect`]. It only writes SQL: running it is
//! the caller's, with whatever driver is at hand.
//!
//! - [`Schema::create_table`]: one row a report. For each cell a column with its number ([`column`](fn@column) gives the name), one
//!   with its state (`….state`: a [`State::code`](crate::State::code)), and one with what is written beside or in place
//!   of the number (`….text`); for amounts one with the unit (`….unit`). Every relation is a constraint named after its
//!   rule and place, so the engine refuses an inconsistent report and says why. Spark has no constraints.
//! - [`Schema::insert`]: a draft or report as a row. What the row does not say is returned: the readings of digits that run
//!   together, what was noticed on the page, and that a figure was imputed or repaired. Places in the source are left out.
//! - [`Schema::violations`]: one query that lists every violated relation of every report in the table, as
//!   [`Draft::check`](crate::Draft::check) finds it.
//!
//! **What blank, dash and not stated mean** is the same here as in a check: a dash is 0; a blank part is 0; a blank total is
//! 0 if all its parts are, else not stated; what is not stated, missing or unreadable is any count. A constraint looks at
//! its relation alone and refuses only what no choice satisfies. The query goes through the relations six times, which
//! settles what figures leave no choice for; digits that run together are any count to it, so of them it may say less than
//! a check, never more.
//!
//! **Numbers are exact.** Counts are 64-bit integers; amounts are decimals, in SQLite their digits as text. A number that its
//! column can't hold exactly, such as a count with a fraction, is NULL there, has the state `digits`, and its digits stand
//! in `….text`.

mod constraints;
mod dialect;
mod insert;
mod meaning;
mod names;
mod schema;
mod violations;

pub use dialect::{Dialect, UnknownDialect};
pub use names::{cell, column};
pub use schema::{NameError, Schema};

/// The state of a number that its column cannot hold exactly: NULL there, and its digits as text.
const DIGITS: &str = "digits";

/// How often the query goes through the relations.
const ROUNDS: usize = 6;
