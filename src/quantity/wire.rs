//! How a number is written.

use serde::{Serialize, Serializer};

use super::{Number, SignedCount};

/// A number as an integer, or as text where it is a decimal, has decimals, or is too large to be exact. A format for programs,
/// which may not tell the one from the other, has the text of every number.
#[derive(Debug)]
pub(crate) struct WireNumber {
    pub(crate) number: Number,
    /// Whether its cell is for decimals, which are always text.
    pub(crate) decimal: bool,
}

impl Serialize for WireNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = serializer.is_human_readable() && !self.decimal && self.number.to_decimal().scale() == 0;
        match SignedCount::try_from(&self.number) {
            Ok(count) if plain => count.serialize(serializer),
            _ => serializer.collect_str(&self.number),
        }
    }
}
