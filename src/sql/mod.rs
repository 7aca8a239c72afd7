//! SQL.

mod constraints;
mod dialect;
mod insert;
mod losses;
mod meaning;
mod names;
mod schema;
mod violations;

pub use dialect::{Dialect, UnknownDialect};
pub use losses::Losses;
pub use names::{cell, column};
pub use schema::{NameError, Schema};

/// The state of a number that its column cannot hold exactly: NULL there, and its digits as text.
const DIGITS: &str = "digits";

/// How often the query goes through the relations.
const ROUNDS: usize = 6;
