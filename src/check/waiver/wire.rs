//! Waivers as they are kept: `[{"rule","place","values":{cell: number},"explanation"}]`.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Waiver, Waivers};
use crate::check::{Place, Rule};
use crate::form::CellId;
use crate::quantity::{Number, WireNumber};

impl Serialize for Waivers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Waivers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Waiver>::deserialize(deserializer).map(|waivers| waivers.into_iter().collect())
    }
}

impl Serialize for Waiver {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("rule", self.rule.id())?;
        map.serialize_entry("place", &self.place.to_string())?;
        map.serialize_entry("values", &Values(&self.values))?;
        map.serialize_entry("explanation", &self.explanation)?;
        map.end()
    }
}

struct Values<'a>(&'a [(CellId, Option<Number>)]);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let wire = |number: &Option<Number>| number.map(|number| WireNumber { number, decimal: false });
        serializer.collect_map(self.0.iter().map(|(cell, number)| (cell.as_str(), wire(number))))
    }
}

impl<'de> Deserialize<'de> for Waiver {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(WaiverVisitor)
    }
}

struct WaiverVisitor;

impl<'de> Visitor<'de> for WaiverVisitor {
    type Value = Waiver;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a waiver with rule, place, values and explanation")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Waiver, A::Error> {
        let (mut rule, mut place, mut values, mut explanation) = (None, None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "rule" => rule = Some(map.next_value::<Rule>()?),
                "place" => place = Some(map.next_value::<Parsed<Place>>()?.0),
                "values" => values = Some(map.next_value::<ReadValues>()?.0),
                "explanation" => explanation = Some(map.next_value::<String>()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    return Err(de::Error::unknown_field(&key, &["rule", "place", "values", "explanation"]));
                }
            }
        }
        Ok(Waiver::new(
            rule.ok_or_else(|| de::Error::missing_field("rule"))?,
            place.ok_or_else(|| de::Error::missing_field("place"))?,
            values.ok_or_else(|| de::Error::missing_field("values"))?,
            explanation.ok_or_else(|| de::Error::missing_field("explanation"))?,
        ))
    }
}

struct ReadValues(Vec<(CellId, Option<Number>)>);

impl<'de> Deserialize<'de> for ReadValues {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ValuesVisitor)
    }
}

struct ValuesVisitor;

impl<'de> Visitor<'de> for ValuesVisitor {
    type Value = ReadValues;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cells with their numbers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ReadValues, A::Error> {
        let mut values: Vec<(CellId, Option<Number>)> = Vec::new();
        while let Some(Parsed(cell)) = map.next_key::<Parsed<CellId>>()? {
            let number = map.next_value::<Option<ReadNumber>>()?.map(|read| read.0);
            if values.iter().any(|(known, _)| *known == cell) {
                return Err(de::Error::custom(format_args!("{cell} is given twice")));
            }
            values.push((cell, number));
        }
        Ok(ReadValues(values))
    }
}

/// An integer, or a decimal as text.
struct ReadNumber(Number);

impl<'de> Deserialize<'de> for ReadNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = ReadNumber;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer, or a decimal number as text")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<ReadNumber, E> {
        whole(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<ReadNumber, E> {
        whole(value.into())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<ReadNumber, E> {
        text.parse().map(ReadNumber).map_err(E::custom)
    }
}

fn whole<E: de::Error>(value: i128) -> Result<ReadNumber, E> {
    Number::from_scaled(value, 0).map(ReadNumber).ok_or_else(|| E::custom("a number out of range"))
}

/// Something that is written as its id.
struct Parsed<T>(T);

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(|error| de::Error::custom(format_args!("{text:?}: {error}")))
    }
}
