//! The figures of a report: counts, signed counts, exact decimals and money.

mod count;
mod money;
mod number;
mod wire;

pub use count::{Count, CountError, ParseCountError, SignedCount};
pub use money::{Money, MoneyUnit};
pub use number::{Number, NumberError};
pub(crate) use wire::WireNumber;
