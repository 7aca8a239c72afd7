//! Reports in SQL: a table whose constraints keep inconsistent reports out, its rows, and one query that lists every
//! violated relation of reports as published. For SQLite, PostgreSQL, DuckDB and Spark ([`Dialect`]).
//!
//! The crate writes text; running it is the caller's:
//!
//! ```
//! use disclosure_report::sql::{Dialect, Schema};
//! use disclosure_report::{Draft, Edition};
//!
//! let schema = Schema::new(Edition::Revised2021, Dialect::PostgreSql).without_constraints();
//! let mut sql = Vec::new();
//! schema.create_table(&mut sql)?;
//! let losses = schema.insert(&mut sql, "huaian-2024.html", &Draft::blank(Edition::Revised2021))?;
//! assert!(losses.is_empty()); // the row has all that the draft has
//! schema.violations(&mut sql)?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # The table
//!
//! One row a report, in a table for each edition. `report` is the caller's key; the header and the narratives are columns
//! named as in the JSON envelope (`header.organ`, `header.period.from`, `narrative.overview`). Each cell has, by the name
//! that [`column`](fn@column) gives it:
//!
//! | column | holds |
//! |---|---|
//! | `requests.granted.total` | the number: an integer; an amount is exact, `NUMERIC` in PostgreSQL, `DECIMAL(38, 12)` in DuckDB and Spark, text in SQLite, which has no decimals (cast it to calculate) |
//! | `requests.granted.total.state` | the code of its state: `number`, `blank`, `dash`, `ambiguous`, `unreadable`, `missing`; or `digits` |
//! | `requests.granted.total.text` | what is written with the number (a note) or in its place (a dash, a word, digits that run together) |
//! | `proactive.fees.amount.unit` | for amounts, the unit written in the cell |
//!
//! A number that its column cannot hold exactly (a count with a fraction, an amount with more than 12 decimals where those
//! are the most) is never rounded: the state is `digits`, the number NULL, and the digits are the text.
//!
//! A row does not say where figures were in a source, nor whether they were read or entered. What else it cannot hold is in
//! the [`Losses`](crate::draft::Losses) of [`Schema::insert`]: the readings of digits that run together, what was noticed,
//! that a figure was imputed or repaired, the unit of a count, a note with `digits`; and in PostgreSQL U+0000, which becomes
//! U+FFFD.
//!
//! [`drafts`](fn@drafts) reads what [`Schema::insert`] wrote.
//!
//! # Constraints
//!
//! A cell has a number if its state is `number`, and only then; the constraint has the name of the state's column. Unless the
//! table is [without](Schema::without_constraints) them, each relation of the form has a constraint named after its rule and
//! place, such as `T3-REQUESTERS requests.granted`, and each row with counts has `CELL-NEGATIVE …` and `CELL-FRACTION …`. A
//! relation means what it means to [`Draft::check`](crate::Draft::check): a dash and a blank part are 0, a blank total is 0
//! if all of its parts are, and whatever is not stated is any count. Each constraint is checked by itself: it refuses what
//! no count satisfies, but not figures that contradict each other only over several relations. DuckDB has the constraints,
//! but forgets their names. Spark has none.
//!
//! # The query of violations
//!
//! [`Schema::violations`] finds what `check` finds: the same relations in the same order with the same sides, worked out over
//! open cells too, on a table with or without constraints. Two things differ. Digits that run together are any count, since
//! a row has no readings: where `check` finds nothing, the query does not either, but it may find less, or name another
//! relation. And Spark, which has no recursion, goes eight rounds rather than until nothing changes.
//! A side with a fraction is text in SQLite.
//!
//! The query is long, and so is its plan: PostgreSQL is fastest after `SET jit = off`, and Spark needs
//! `SET spark.sql.analyzer.maxIterations = 1000` before it.

mod constraints;
mod dialect;
mod insert;
mod literal;
mod meaning;
mod names;
mod rows;
mod schema;
mod violations;

pub use dialect::Dialect;
pub use names::{cell, column};
pub use rows::{SqlError, drafts};
pub use schema::{NameError, Schema};

use crate::draft::StateKind;

/// The state of a number that its column cannot hold exactly: NULL there, and its digits as text.
const DIGITS: &str = "digits";

/// The states that conditions ask for.
const NUMBER: &str = StateKind::Number.code();
const BLANK: &str = StateKind::Blank.code();
const DASH: &str = StateKind::Dash.code();
const MISSING: &str = StateKind::Missing.code();
