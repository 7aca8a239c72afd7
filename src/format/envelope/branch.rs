//! The parts of a draft as nested objects: a key for each step of their paths.

use super::Key;
use crate::record::Part;

/// The parts under one key: a single part, or an object of further keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Branch {
    parts: &'static [Part],
    /// How many keys lead to it.
    depth: usize,
}

impl Branch {
    /// No parts.
    pub(crate) const NONE: Self = Self { parts: &[], depth: 0 };

    /// The parts under a key of the envelope.
    pub(crate) fn of(key: Key) -> Option<Self> {
        let all = Self { parts: Part::ALL, depth: 0 };
        all.children().find(|branch| branch.key() == key.code())
    }

    /// The keys of the object, each with what is under it.
    pub(crate) fn children(self) -> impl Iterator<Item = Self> + Clone {
        let Self { parts, depth } = self;
        let same = move |a: &Part, b: &Part| a.keys().nth(depth) == b.keys().nth(depth);
        parts.chunk_by(same).map(move |parts| Self { parts, depth: depth + 1 })
    }

    /// The last of the keys that lead to it.
    pub(crate) fn key(self) -> &'static str {
        let last = self.depth.checked_sub(1);
        self.parts.first().zip(last).and_then(|(part, last)| part.keys().nth(last)).unwrap_or_default()
    }

    /// The part, if no further key leads on to it.
    pub(crate) fn part(self) -> Option<Part> {
        self.parts.first().copied().filter(|part| part.keys().count() == self.depth)
    }

    /// All parts.
    pub(crate) fn parts(self) -> &'static [Part] {
        self.parts
    }

    /// Whether an object must have all its keys: the sections of text and the two ends of a period, but not the header.
    pub(crate) fn is_whole(self) -> bool {
        self.depth > 1 || self.parts.iter().all(|part| part.section().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_an_object_within_the_header() {
        let keys = |branch: Branch| branch.children().map(Branch::key).collect::<Vec<_>>();
        let header = Branch::of(Key::Header).unwrap();
        assert_eq!(keys(header), ["organ", "credit_code", "division_code", "scope", "year", "period", "published"]);
        let period = header.children().find(|branch| branch.part().is_none()).unwrap();
        assert_eq!((keys(period), period.is_whole(), header.is_whole()), (vec!["from", "to"], true, false));
        let narrative = Branch::of(Key::Narrative).unwrap();
        assert_eq!((keys(narrative), narrative.is_whole()), (vec!["overview", "problems", "other"], true));
        assert!(Branch::of(Key::Cells).is_none());
    }
}
