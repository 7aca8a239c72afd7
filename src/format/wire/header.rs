//! What a report says of itself, and its sections of text.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::{Read, keyed_form, said};
use crate::draft::DraftHeader;
use crate::format::envelope::{Branch, Decoder, Key, Parts, Path, Tree};
use crate::record::{FaultKind, Part, PartsBuilder, Plain};
use crate::report::{Header, Narrative, Period};

/// The parts of a header or the sections of text, as the envelope has them; in formats for programs a tuple of texts.
struct AsParts<'a> {
    header: &'a DraftHeader,
    narrative: &'a Narrative,
    branch: Branch,
}

impl Serialize for AsParts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { header, narrative, branch } = *self;
        if serializer.is_human_readable() {
            return Parts { header, narrative, branch }.serialize(serializer);
        }
        let text = |part: &Part| part.of(header, narrative).map(|value| value.to_string());
        super::tuple_of(branch.parts().iter().map(text), serializer)
    }
}

/// A tree of parts.
fn read_parts(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>, branch: Branch) -> PartsBuilder {
    let mut parts = PartsBuilder::default();
    decoder.parts(tree, at, branch, &mut parts);
    parts
}

/// A tuple of texts, one for each part.
fn parts_of<const N: usize, E: serde::de::Error>(
    texts: &[Option<Box<str>>; N],
    branch: Branch,
) -> Result<(DraftHeader, Narrative), E> {
    let mut parts = PartsBuilder::default();
    let wrong = |(part, kind): (Part, FaultKind)| E::custom(said(part.path(), kind));
    for (part, text) in branch.parts().iter().zip(texts) {
        match text {
            Some(text) => parts.put(*part, &Plain::Written((&**text).into())).map_err(|kind| wrong((*part, kind)))?,
            None if branch.is_whole() => return Err(wrong((*part, FaultKind::MissingKey))),
            None => {}
        }
    }
    let (header, narrative, whole) = parts.into_parts();
    whole.map_err(wrong)?;
    Ok((header, narrative))
}

/// The parts under a key of the envelope.
fn branch(key: Key) -> Branch {
    Branch::of(key).unwrap_or(Branch::NONE)
}

/// The ends of a period.
fn period() -> Branch {
    let mut branches = branch(Key::Header).children().filter(|branch| branch.part().is_none());
    branches.next().unwrap_or(Branch::NONE)
}

const HEADER: usize = Part::Overview as usize;
const NARRATIVE: usize = Part::ALL.len() - HEADER;

/// The keys of the envelope's `header`, as far as the parts are known.
impl Serialize for DraftHeader {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        AsParts { header: self, narrative: &Narrative::default(), branch: branch(Key::Header) }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DraftHeader {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return keyed_form(deserializer);
        }
        let texts: [_; HEADER] = Deserialize::deserialize(deserializer)?;
        Ok(parts_of(&texts, branch(Key::Header))?.0)
    }
}

impl Read for DraftHeader {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        Some(read_parts(decoder, tree, at, branch(Key::Header)).into_parts().0)
    }
}

/// The keys of the envelope's `header`: `organ` and `year`, and the others as far as they are known.
impl Serialize for Header {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        DraftHeader::from(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return keyed_form(deserializer);
        }
        let lacking = |faults: Vec<(Part, FaultKind)>| {
            let lines: Vec<_> = faults.into_iter().map(|(part, kind)| said(part.key(), kind)).collect();
            D::Error::custom(lines.join("\n"))
        };
        proven(DraftHeader::deserialize(deserializer)?).map_err(lacking)
    }
}

impl Read for Header {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        let header = DraftHeader::read(decoder, tree, at)?;
        let lacking = |faults: Vec<(Part, FaultKind)>| {
            // A part that is there and can't be read was told of.
            let given = |key: &str| matches!(tree, Tree::Map(entries) if entries.iter().any(|(other, _)| other == key));
            for (part, kind) in faults {
                if kind != FaultKind::MissingKey || !given(part.key()) {
                    decoder.fault(&at.key(part.key()), kind);
                }
            }
        };
        matches!(tree, Tree::Map(_)).then(|| proven(header).map_err(lacking).ok()).flatten()
    }
}

/// The header of a report, or what it lacks.
fn proven(header: DraftHeader) -> Result<Header, Vec<(Part, FaultKind)>> {
    let DraftHeader { organ, credit_code, division_code, scope, year, period, published } = header;
    let missing = |part| (part, FaultKind::MissingKey);
    match (organ, year) {
        (Some(organ), Some(year)) => {
            let blank = || FaultKind::WrongValue { expected: "an organ's name", found: "blank text".into() };
            let header = Header::new(organ, year).map_err(|_| vec![(Part::Organ, blank())])?;
            let header = header.with_credit_code(credit_code).with_division_code(division_code).with_scope(scope);
            Ok(header.with_period(period).with_published(published))
        }
        (organ, year) => {
            let organ = organ.is_none().then(|| missing(Part::Organ));
            Err(organ.into_iter().chain(year.is_none().then(|| missing(Part::Year))).collect())
        }
    }
}

/// `{"overview","problems","other"}`.
impl Serialize for Narrative {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let header = &DraftHeader::default();
        AsParts { header, narrative: self, branch: branch(Key::Narrative) }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Narrative {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return keyed_form(deserializer);
        }
        let texts: [_; NARRATIVE] = Deserialize::deserialize(deserializer)?;
        Ok(parts_of(&texts, branch(Key::Narrative))?.1)
    }
}

impl Read for Narrative {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        Some(read_parts(decoder, tree, at, branch(Key::Narrative)).into_parts().1)
    }
}

/// `{"from","to"}`.
impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let header = DraftHeader { period: Some(*self), ..DraftHeader::default() };
        AsParts { header: &header, narrative: &Narrative::default(), branch: period() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return keyed_form(deserializer);
        }
        let ends: [_; 2] = Deserialize::deserialize(deserializer)?;
        let (header, _) = parts_of(&ends, period())?;
        header.period.ok_or_else(|| D::Error::missing_field("period"))
    }
}

impl Read for Period {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        read_parts(decoder, tree, at, period()).into_parts().0.period
    }
}
