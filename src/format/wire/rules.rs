//! Rules and waivers, as they are kept beside reports.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::quantity::Stated;
use super::{Read, keyed, keyed_form};
use crate::check::{Place, Rule, Rules, Severity, Waiver, Waivers};
use crate::form::CellId;
use crate::format::envelope::{Decoder, Path, Tree};
use crate::quantity::Number;
use crate::record::FaultKind;

/// A list of waivers.
impl Serialize for Waivers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Waivers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return keyed_form(deserializer);
        }
        Vec::<Waiver>::deserialize(deserializer).map(|waivers| waivers.into_iter().collect())
    }
}

impl Read for Waivers {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        Vec::<Waiver>::read(decoder, tree, at).map(|waivers| waivers.into_iter().collect())
    }
}

keyed! {
    /// `{"rule","place","values":{cell: number},"explanation"}`: a cell that holds no number is null.
    Waiver as "a waiver", |it| {
        rule: Rule = it.rule,
        place: Place = it.place,
        values: Values<Vec<(CellId, Option<Number>)>> = Values(&it.values),
        explanation: Box<str> = it.explanation,
    } => Ok(Waiver::new(rule, place, values.0, explanation))
}

/// Cells with their numbers: an object, and in formats for programs a list of pairs.
struct Values<T>(T);

impl Serialize for Values<&Vec<(CellId, Option<Number>)>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_map(self.0.iter().map(|(cell, number)| (cell, number)))
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Values<Vec<(CellId, Option<Number>)>> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Deserialize::deserialize(deserializer).map(Self)
    }
}

impl Read for Values<Vec<(CellId, Option<Number>)>> {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        let stated = read_map::<CellId, Option<Stated>>(decoder, tree, at)?;
        Some(Self(stated.into_iter().map(|(cell, stated)| (cell, stated.map(|stated| stated.number))).collect()))
    }
}

/// An object whose keys are ids, each once.
fn read_map<K: std::str::FromStr + PartialEq, V: Read>(
    decoder: &mut Decoder,
    tree: &Tree<'_>,
    at: &Path<'_>,
) -> Option<Vec<(K, V)>> {
    let entries = decoder.entries(tree, at)?;
    let mut read: Vec<(K, V)> = Vec::new();
    let mut whole = true;
    for (key, tree) in entries {
        let at = at.key(key);
        let Ok(id) = key.parse::<K>() else {
            decoder.fault(&at, FaultKind::UnknownKey);
            continue;
        };
        match V::read(decoder, tree, &at) {
            Some(_) if read.iter().any(|(other, _)| *other == id) => decoder.fault(&at, FaultKind::DuplicateKey),
            Some(value) => read.push((id, value)),
            None => whole = false,
        }
    }
    whole.then_some(read)
}

keyed! {
    /// `{"rules":{id: severity},"waivers":[…]}`: a rule that is switched off has no key.
    Rules as "rules", |it| {
        rules: Chosen = Chosen(Rule::ALL.iter().filter_map(|rule| Some((*rule, it.severity(*rule)?))).collect()),
        waivers: Waivers = it.waivers(),
    } => Ok({
        let rules = rules.0.into_iter().fold(Rules::empty(), |rules, (rule, severity)| rules.with_severity(rule, severity));
        rules.with_waivers(waivers)
    })
}

/// The rules that are applied, with their severities: an object, and in formats for programs a list of pairs.
struct Chosen(Vec<(Rule, Severity)>);

impl Serialize for Chosen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_map(self.0.iter().copied())
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Chosen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Deserialize::deserialize(deserializer).map(Self)
    }
}

impl Read for Chosen {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        read_map(decoder, tree, at).map(Self)
    }
}
