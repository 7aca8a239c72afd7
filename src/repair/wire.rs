//! Repairs as other programs take them. The keys and their order are stable.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Repair, RepairChange};
use crate::check::Language;
use crate::quantity::{Number, WireNumber};

/// `{"changes","reason","likelihood"}`.
impl Serialize for Repair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("changes", &self.changes)?;
        map.serialize_entry("reason", &Reason(self))?;
        map.serialize_entry("likelihood", &self.likelihood)?;
        map.end()
    }
}

/// `{"cell","from","to"}`.
impl Serialize for RepairChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = |number: Number| WireNumber { number, decimal: false };
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("cell", self.cell.as_str())?;
        map.serialize_entry("from", &self.from.map(count))?;
        map.serialize_entry("to", &count(self.to))?;
        map.end()
    }
}

/// `{"code","zh","en"}`.
struct Reason<'a>(&'a Repair);

impl Serialize for Reason<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("code", self.0.slip().code())?;
        map.serialize_entry("zh", &self.0.reason(Language::Chinese))?;
        map.serialize_entry("en", &self.0.reason(Language::English))?;
        map.end()
    }
}
