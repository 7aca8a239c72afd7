//! Findings as other programs take them. The keys and their order are stable.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Finding, FindingCell, Findings, Imputation, Language};
use crate::form::Edition;
use crate::quantity::{Number, WireNumber};

/// `{"verdict","findings","imputations"}`.
impl Serialize for Findings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("verdict", self.verdict().code())?;
        map.serialize_entry("findings", &List(self.iter()))?;
        map.serialize_entry("imputations", self.imputations())?;
        map.end()
    }
}

/// `{"rule","severity","status","place","source","cells","left","right","delta","message"}`.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let imbalance = self.imbalance;
        let count = |number: Option<Number>| number.map(|number| WireNumber { number, decimal: false });
        let mut map = serializer.serialize_map(Some(10))?;
        map.serialize_entry("rule", self.rule.id())?;
        map.serialize_entry("severity", self.severity.code())?;
        map.serialize_entry("status", &self.status.map(super::Status::code))?;
        map.serialize_entry("place", &self.place.to_string())?;
        map.serialize_entry("source", &self.source)?;
        map.serialize_entry("cells", &List(self.cells.iter().map(|term| WireTerm { term, edition: self.edition })))?;
        map.serialize_entry("left", &count(imbalance.map(|imbalance| imbalance.left)))?;
        map.serialize_entry("right", &count(imbalance.map(|imbalance| imbalance.right)))?;
        map.serialize_entry("delta", &count(imbalance.map(|imbalance| imbalance.delta)))?;
        map.serialize_entry("message", &Message(self))?;
        map.end()
    }
}

/// `{"cell","value"}`.
impl Serialize for Imputation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("cell", self.cell.as_str())?;
        map.serialize_entry("value", &WireNumber { number: self.value, decimal: false })?;
        map.end()
    }
}

struct WireTerm<'a> {
    term: &'a FindingCell,
    edition: Edition,
}

impl Serialize for WireTerm<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { term, edition } = self;
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("cell", term.cell.as_str())?;
        map.serialize_entry("side", &term.side.map(super::Side::code))?;
        map.serialize_entry("role", &term.role.map(super::Role::code))?;
        map.serialize_entry("state", term.state)?;
        let decimal = edition.is_decimal(term.cell);
        map.serialize_entry("value", &term.value.map(|number| WireNumber { number, decimal }))?;
        map.end()
    }
}

struct Message<'a>(&'a Finding);

impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("zh", &self.0.message(Language::Chinese))?;
        map.serialize_entry("en", &self.0.message(Language::English))?;
        map.end()
    }
}

struct List<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for List<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}
