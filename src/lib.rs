//! The statutory annual report on government information disclosure: model, checks, readers.

mod draft;
pub mod form;
mod quantity;
#[cfg(feature = "text")]
pub mod read;

pub use draft::Source;
pub use form::Edition;
pub use quantity::{Count, CountError, Money, MoneyUnit, Number, NumberError, SignedCount, UnknownUnit};
