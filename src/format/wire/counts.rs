//! Rows of counts: by requester and by result, each with its total.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeMap as _, SerializeTuple as _, Serializer};

use super::{Read, field, keyed_form};
use crate::form::Column;
use crate::format::envelope::{Decoder, Path, Tree};
use crate::quantity::Count;
use crate::record::{FaultKind, Message};
use crate::report::{ByRequester, ByResult, ChallengeResult, Requester};

macro_rules! counts {
    ($(#[$doc:meta])* $Name:ident, $Key:ident, $COLUMNS:expr) => {
        $(#[$doc])*
        impl Serialize for $Name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    let mut map = serializer.serialize_map(Some($COLUMNS.len()))?;
                    for (key, count) in self.iter() {
                        map.serialize_entry(key.code(), &count)?;
                    }
                    map.serialize_entry(Column::Total.code(), &self.total())?;
                    return map.end();
                }
                let mut tuple = serializer.serialize_tuple($Key::COUNT)?;
                for (_, count) in self.iter() {
                    tuple.serialize_element(&count)?;
                }
                tuple.end()
            }
        }

        /// Refuses a total that is not the sum.
        impl<'de> Deserialize<'de> for $Name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    return keyed_form(deserializer);
                }
                Self::new(Deserialize::deserialize(deserializer)?).map_err(D::Error::custom)
            }
        }

        impl Read for $Name {
            fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
                let keys = $COLUMNS.map(Column::code);
                let slots = decoder.object(tree, at, &keys, keys.len())?;
                let counts = keys.iter().enumerate().map(|(i, key)| field::<Count>(decoder, &slots, i, key, at));
                let counts: Vec<_> = counts.collect();
                let counts: Vec<_> = counts.into_iter().collect::<Option<_>>()?;
                let (total, parts) = counts.split_last()?;
                let made = Self::with_total(parts.try_into().ok()?, *total);
                let wrong = |error: crate::report::WrongTotal| {
                    let kind = FaultKind::Inconsistent { message: Message::of(|language| error.message(language)).into() };
                    decoder.fault(&at.key(Column::Total.code()), kind);
                };
                made.map_err(wrong).ok()
            }
        }
    };
}

counts! {
    /// A count for the code of each requester, and `total`; in formats for programs the six counts.
    ByRequester, Requester, Column::REQUESTERS
}
counts! {
    /// A count for the code of each result, and `total`; in formats for programs the four counts.
    ByResult, ChallengeResult, Column::RESULTS
}
