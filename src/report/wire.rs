//! Codes and years as serde writes them.

use serde::de::{Deserialize, Deserializer, Error as _, Unexpected};
use serde::ser::{Serialize, Serializer};

use super::{CreditCode, DivisionCode, ReportYear};
use crate::coded::serde_by_text;

impl CreditCode {
    /// What errors say was expected.
    pub(crate) const EXPECTED: &'static str = "a credit code of 18 digits and letters whose check character fits";
}

impl DivisionCode {
    /// What errors say was expected.
    pub(crate) const EXPECTED: &'static str = "a division code of 6, 9 or 12 digits";
}

impl ReportYear {
    /// What errors say was expected.
    pub(crate) const EXPECTED: &'static str = "a year from 2008 to 9999";
}

serde_by_text!(CreditCode, CreditCode::EXPECTED);
serde_by_text!(DivisionCode, DivisionCode::EXPECTED);

/// The number of the year.
impl Serialize for ReportYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.get())
    }
}

/// The number of the year.
impl<'de> Deserialize<'de> for ReportYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let year = u16::deserialize(deserializer)?;
        Self::new(year).map_err(|_| D::Error::invalid_value(Unexpected::Unsigned(year.into()), &Self::EXPECTED))
    }
}
