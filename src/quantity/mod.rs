//! The figures of a report: counts, signed counts, exact decimals and money.

mod count;
mod money;
mod number;

pub use count::{Count, CountError, SignedCount};
pub use money::{Money, MoneyUnit, UnknownUnit};
pub use number::{Number, NumberError};
