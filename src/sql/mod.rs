//! SQL.

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
