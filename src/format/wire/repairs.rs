//! Repairs. The keys and their order are stable.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::{Read, by_code, keyed};
use crate::form::{CellId, Language};
use crate::format::envelope::{Decoder, Path, Tree};
use crate::quantity::Number;
use crate::record::{FaultKind, Plain};
use crate::repair::{Repair, RepairChange, Slip};

by_code!(Slip);

keyed! {
    /// `{"changes","reason":{"code","zh","en"},"likelihood","slips"}`. The reason follows from the slips: when a repair is read
    /// it has to be there, and what it says is not looked at. In formats for programs there is none.
    Repair as "a repair", |it| {
        changes: Box<[RepairChange]> = it.changes,
        reason: Reason = Said(it),
        likelihood: f64 = it.likelihood,
        slips: Box<[Slip]> = it.slips,
    } => {
        let Reason = reason;
        if (0.0..=1.0).contains(&likelihood) {
            Ok(Repair { changes, slips, likelihood })
        } else {
            let found = likelihood.to_string().into();
            Err(("likelihood", FaultKind::WrongValue { expected: "a number from 0 to 1", found }))
        }
    }
}

keyed! {
    /// `{"cell","from","to"}`.
    RepairChange as "a change", |it| {
        cell: CellId = it.cell,
        from: Option<Number> = it.from,
        to: Number = it.to,
    } => Ok(RepairChange { cell, from, to })
}

impl Read for f64 {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        match tree {
            Tree::Float(value) => Some(*value),
            // Some formats write a whole number without its point.
            Tree::Plain(Plain::Integer(value)) => i32::try_from(*value).ok().map(Into::into),
            _ => None,
        }
        .or_else(|| {
            decoder.fault(at, Plain::from(tree).wrong_type("a number"));
            None
        })
    }
}

/// The reason of a repair, in words.
struct Said<'a>(&'a Repair);

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_unit();
        }
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("code", &self.0.slip())?;
        for language in Language::ALL.iter().copied() {
            map.serialize_entry(&language, &self.0.reason(language))?;
        }
        map.end()
    }
}

/// The place of a reason, which follows from the slips.
struct Reason;

impl Read for Reason {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        super::read_words(decoder, tree, at, Some("code")).map(|()| Self)
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer).map(|()| Self)
    }
}
