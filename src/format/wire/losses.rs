//! What a format for print could not carry.

use serde::de::{Deserialize, Deserializer, Error as _, Unexpected};
use serde::ser::{Serialize, Serializer};

use super::{Read, keyed, keyed_form, plain};
use crate::draft::{Loss, LossKind, Losses};
use crate::form::CellId;
use crate::format::envelope::{Decoder, Key, Path, Tree};
use crate::record::Part;

const EXPECTED: &str = "the code of a loss";

/// The kinds that are no part of the header and no section of text.
const KINDS: [LossKind; 9] = [
    LossKind::Missing,
    LossKind::Unreadable,
    LossKind::Ambiguous,
    LossKind::Dash,
    LossKind::Number,
    LossKind::Unit,
    LossKind::Note,
    LossKind::Origin,
    LossKind::Notice,
];

/// The code, for a part with the key of the envelope that it is under.
const fn code(kind: LossKind) -> (Option<Key>, &'static str) {
    match kind {
        LossKind::Header(key) => (Some(Key::Header), key),
        LossKind::Narrative(key) => (Some(Key::Narrative), key),
        LossKind::Missing => (None, "missing"),
        LossKind::Unreadable => (None, "unreadable"),
        LossKind::Ambiguous => (None, "ambiguous"),
        LossKind::Dash => (None, "dash"),
        LossKind::Number => (None, "number"),
        LossKind::Unit => (None, "unit"),
        LossKind::Note => (None, "note"),
        LossKind::Origin => (None, "origin"),
        LossKind::Notice => (None, "notice"),
    }
}

/// The kind of a code.
fn kind(text: &str) -> Option<LossKind> {
    let under = |key: Key| text.strip_prefix(key.code()).and_then(|rest| rest.strip_prefix('.'));
    if let Some(name) = under(Key::Header) {
        return Part::header().map(Part::key).find(|key| *key == name).map(LossKind::Header);
    }
    if let Some(name) = under(Key::Narrative) {
        return Part::narrative().map(Part::key).find(|key| *key == name).map(LossKind::Narrative);
    }
    KINDS.into_iter().find(|kind| code(*kind).1 == text)
}

/// A code: `missing`, `note`, …, and for a part of the header or a section of text its path, such as `header.organ`.
impl Serialize for LossKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match code(*self) {
            (Some(key), part) => serializer.collect_str(&format_args!("{key}.{part}")),
            (None, code) => serializer.serialize_str(code),
        }
    }
}

impl<'de> Deserialize<'de> for LossKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Box::<str>::deserialize(deserializer)?;
        kind(&code).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&code), &EXPECTED))
    }
}

plain!(LossKind: |value| kind(value.text()?).ok_or_else(|| value.wrong(EXPECTED)););

keyed! {
    /// `{"kind","cells"}`.
    Loss as "a loss", |loss| {
        kind: LossKind = loss.kind,
        cells: Box<[CellId]> = loss.cells,
    } => Ok(Loss { kind, cells })
}

/// A list of losses.
impl Serialize for Losses {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Losses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return keyed_form(deserializer);
        }
        Vec::deserialize(deserializer).map(collected)
    }
}

impl Read for Losses {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        Vec::read(decoder, tree, at).map(collected)
    }
}

fn collected(list: Vec<Loss>) -> Losses {
    let mut losses = Losses::default();
    for loss in list {
        if loss.cells.is_empty() {
            losses.add(loss.kind);
        }
        loss.cells.iter().for_each(|cell| losses.add_cell(loss.kind, *cell));
    }
    losses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_code_that_reads_back() {
        for code in KINDS.map(|kind| code(kind).1).into_iter().chain(["header.period", "narrative.other"]) {
            let read = LossKind::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(code));
            assert_eq!(read.map(|kind| super::code(kind).1), Ok(code.rsplit('.').next().unwrap()));
        }
        assert_eq!(kind("header.organ"), Some(LossKind::Header("organ")));
        assert_eq!(kind("narrative.problems"), Some(LossKind::Narrative("problems")));
        assert_eq!([kind("header.overview"), kind("organ"), kind("")], [None; 3]);
    }
}
