//! The parts of a report's header and its sections of text: one table.

use jiff::civil::Date;
use strum::VariantArray;

use super::fault::FaultKind;
use super::plain::Plain;
use crate::draft::{Draft, DraftHeader};
use crate::report::{CreditCode, DivisionCode, Narrative, Period, ReportYear, Scope};

/// A part of the header or a section of text. A period is two parts: neither comes alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub(crate) enum Part {
    Organ,
    CreditCode,
    DivisionCode,
    Scope,
    Year,
    PeriodStart,
    PeriodEnd,
    Published,
    Overview,
    Problems,
    Other,
}

/// What kind of value a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    /// A code of [`CreditCode`].
    CreditCode,
    /// A code of [`DivisionCode`].
    DivisionCode,
    /// A code of [`Scope`].
    Scope,
    /// A year of [`ReportYear`].
    Year,
    Day,
}

/// What a header and the sections of text say of a part.
type Get = for<'a> fn(&'a DraftHeader, &'a Narrative) -> Option<Plain<'a>>;

/// A line of the table of parts.
struct Spec {
    path: &'static str,
    /// The section of the form that is text.
    section: Option<u8>,
    holds: Holds,
    gloss: &'static str,
    get: Get,
}

const fn spec(path: &'static str, section: Option<u8>, holds: Holds, gloss: &'static str, get: Get) -> Spec {
    Spec { path, section, holds, gloss, get }
}

/// The table of parts, in the order of [`Part::ALL`].
const SPECS: [Spec; Part::ALL.len()] = [
    spec("header.organ", None, Holds::Text, "organ whose report it is", |header, _| {
        header.organ.as_deref().map(Into::into)
    }),
    spec("header.credit_code", None, Holds::CreditCode, "unified social credit code of the organ", |header, _| {
        header.credit_code.as_ref().map(|code| code.as_str().into())
    }),
    spec("header.division_code", None, Holds::DivisionCode, "code of the administrative division", |header, _| {
        header.division_code.as_ref().map(|code| code.as_str().into())
    }),
    spec(
        "header.scope",
        None,
        Holds::Scope,
        "whether the report covers the organ alone or its whole region: organ or region",
        |header, _| header.scope.map(|scope| scope.code().into()),
    ),
    spec("header.year", None, Holds::Year, "year reported on", |header, _| {
        header.year.map(|year| Plain::Integer(year.get().into()))
    }),
    spec("header.period.from", None, Holds::Day, "first day reported on", |header, _| {
        header.period.map(|period| Plain::Day(period.start()))
    }),
    spec("header.period.to", None, Holds::Day, "last day reported on", |header, _| {
        header.period.map(|period| Plain::Day(period.end()))
    }),
    spec("header.published", None, Holds::Day, "day of publication", |header, _| header.published.map(Plain::Day)),
    spec("narrative.overview", Some(1), Holds::Text, "section 1, overview", |_, narrative| {
        Some(narrative.overview.as_str().into())
    }),
    spec("narrative.problems", Some(5), Holds::Text, "section 5, problems and improvements", |_, narrative| {
        Some(narrative.problems.as_str().into())
    }),
    spec("narrative.other", Some(6), Holds::Text, "section 6, other matters", |_, narrative| {
        Some(narrative.other.as_str().into())
    }),
];

/// As many keys as lead to any part.
const MOST_KEYS: usize = 3;

/// The keys that lead to each part, and how many they are.
static KEYS: [([&str; MOST_KEYS], usize); Part::ALL.len()] = {
    let mut keys = [([""; MOST_KEYS], 0); Part::ALL.len()];
    let mut part = 0;
    while part < SPECS.len() {
        keys[part] = split(SPECS[part].path);
        part += 1;
    }
    keys
};

/// What stands between the dots of a path.
const fn split(path: &'static str) -> ([&'static str; MOST_KEYS], usize) {
    let (mut keys, mut len) = ([""; MOST_KEYS], 0);
    let (mut rest, mut at) = (path, 0);
    while at < rest.len() {
        if rest.as_bytes()[at] == b'.' {
            let (key, after) = rest.split_at(at);
            keys[len] = key;
            len += 1;
            (_, rest) = after.split_at(1);
            at = 0;
        } else {
            at += 1;
        }
    }
    keys[len] = rest;
    (keys, len + 1)
}

impl Part {
    /// All of them: the header, then the sections of text.
    pub(crate) const ALL: &'static [Self] = Self::VARIANTS;

    fn spec(self) -> &'static Spec {
        // The table has a line for each part.
        &SPECS[self as usize]
    }

    /// The parts of the header.
    pub(crate) fn header() -> impl Iterator<Item = Self> + Clone {
        Self::ALL.iter().copied().filter(|part| part.section().is_none())
    }

    /// The sections of text.
    pub(crate) fn narrative() -> impl Iterator<Item = Self> + Clone {
        Self::ALL.iter().copied().filter(|part| part.section().is_some())
    }

    /// Its name: the keys that lead to it, joined by dots.
    pub(crate) fn path(self) -> &'static str {
        self.spec().path
    }

    /// The part of this path.
    pub(crate) fn at(path: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.path() == path)
    }

    /// The keys that lead to it.
    pub(crate) fn keys(self) -> impl ExactSizeIterator<Item = &'static str> {
        let (keys, len) = &KEYS[self as usize];
        keys.iter().take(*len).copied()
    }

    /// The key within the header or the narrative: `organ`; `period` for either end of it.
    pub(crate) fn key(self) -> &'static str {
        self.keys().nth(1).unwrap_or_default()
    }

    /// The number of the form's section that is text; none for a part of the header.
    pub(crate) fn section(self) -> Option<u8> {
        self.spec().section
    }

    /// What kind of value it is.
    pub(crate) fn holds(self) -> Holds {
        self.spec().holds
    }

    /// What it is, in English.
    pub(crate) fn gloss(self) -> &'static str {
        self.spec().gloss
    }

    /// What a draft says; nothing if it is not known.
    pub(crate) fn get(self, draft: &Draft) -> Option<Plain<'_>> {
        self.of(&draft.header, &draft.narrative)
    }

    /// What a header and the sections of text say.
    pub(crate) fn of<'a>(self, header: &'a DraftHeader, narrative: &'a Narrative) -> Option<Plain<'a>> {
        (self.spec().get)(header, narrative)
    }
}

/// The header and the sections of text, part by part.
#[derive(Debug, Default)]
pub(crate) struct PartsBuilder {
    header: DraftHeader,
    narrative: Narrative,
    start: Option<Date>,
    end: Option<Date>,
    /// Whether an end of the period was given and could not be read.
    unread: bool,
}

impl PartsBuilder {
    /// Takes the value of a part; the error is what is wrong with it.
    pub(crate) fn put(&mut self, part: Part, value: &Plain<'_>) -> Result<(), FaultKind> {
        let Self { header, narrative, start, end, unread } = self;
        let text = || value.text().map(str::to_owned);
        match part {
            Part::Organ => header.organ = Some(text()?),
            Part::CreditCode => header.credit_code = Some(value.parse(CreditCode::EXPECTED)?),
            Part::DivisionCode => header.division_code = Some(value.parse(DivisionCode::EXPECTED)?),
            Part::Scope => header.scope = Some(value.code(Scope::of_code, Scope::EXPECTED)?),
            Part::Year => header.year = Some(year(value)?),
            Part::PeriodStart | Part::PeriodEnd => {
                let day = value.day().inspect_err(|_| *unread = true)?;
                *if part == Part::PeriodStart { start } else { end } = Some(day);
                return self.period(part);
            }
            Part::Published => header.published = Some(value.day()?),
            Part::Overview => narrative.overview = text()?,
            Part::Problems => narrative.problems = text()?,
            Part::Other => narrative.other = text()?,
        }
        Ok(())
    }

    /// Makes the period once both ends of it are there; the error is what is wrong with the later one of them to come.
    fn period(&mut self, part: Part) -> Result<(), FaultKind> {
        let (Some(start), Some(end)) = (self.start, self.end) else { return Ok(()) };
        self.header.period = Some(Period::new(start, end).map_err(|_| {
            if part == Part::PeriodStart {
                let found = format!("{start} before {end}").into();
                FaultKind::WrongValue { expected: "a day on or before the last", found }
            } else {
                let found = format!("{end} after {start}").into();
                FaultKind::WrongValue { expected: "a day on or after the first", found }
            }
        })?);
        Ok(())
    }

    /// Puts the header and the sections of text into a draft. The error is an end of the period that is lacking.
    pub(crate) fn finish(self, draft: &mut Draft) -> Result<(), (Part, FaultKind)> {
        let (header, narrative, whole) = self.into_parts();
        (draft.header, draft.narrative) = (header, narrative);
        whole
    }

    /// The header and the sections of text, and whether an end of the period is lacking.
    pub(crate) fn into_parts(self) -> (DraftHeader, Narrative, Result<(), (Part, FaultKind)>) {
        let Self { header, narrative, start, end, unread } = self;
        let whole = match (start, end) {
            (Some(_), None) if !unread => Err((Part::PeriodEnd, FaultKind::MissingKey)),
            (None, Some(_)) if !unread => Err((Part::PeriodStart, FaultKind::MissingKey)),
            _ => Ok(()),
        };
        (header, narrative, whole)
    }
}

fn year(value: &Plain<'_>) -> Result<ReportYear, FaultKind> {
    let year = value.integer(ReportYear::FIRST.into(), ReportYear::LAST.into(), ReportYear::EXPECTED)?;
    u16::try_from(year)
        .ok()
        .and_then(|year| ReportYear::new(year).ok())
        .ok_or_else(|| value.wrong(ReportYear::EXPECTED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Edition;

    /// Each part with a value of it and the text of one that is none.
    const TABLE: [(&str, &str, &str); 11] = [
        ("header.organ", "某局", ""),
        ("header.credit_code", "91350100M000100Y43", "91350100M000100Y44"),
        ("header.division_code", "320800", "3208"),
        ("header.scope", "region", "city"),
        ("header.year", "2024", "24"),
        ("header.period.from", "2024-01-01", "2024-13-01"),
        ("header.period.to", "2024-12-31", "31.12.2024"),
        ("header.published", "2025-01-23", "2025-01-23T10:00"),
        ("narrative.overview", "一", ""),
        ("narrative.problems", "五", ""),
        ("narrative.other", "六", ""),
    ];

    fn written(text: &str) -> Plain<'_> {
        Plain::Written(text.into())
    }

    #[test]
    fn each_part_reads_back_what_it_writes() {
        let mut parts = PartsBuilder::default();
        for (part, (path, value, none)) in Part::ALL.iter().zip(TABLE) {
            assert_eq!((part.path(), Part::at(path)), (path, Some(*part)));
            assert_eq!(parts.put(*part, &written(value)), Ok(()));
            assert_eq!(part.holds() == Holds::Text, none.is_empty());
            if part.holds() != Holds::Text {
                assert!(matches!(
                    PartsBuilder::default().put(*part, &written(none)),
                    Err(FaultKind::WrongValue { .. })
                ));
            }
        }
        let mut draft = Draft::blank(Edition::Revised2021);
        assert_eq!(parts.finish(&mut draft), Ok(()));
        for (part, (_, value, _)) in Part::ALL.iter().zip(TABLE) {
            assert_eq!(part.get(&draft).map(|value| value.to_string()).as_deref(), Some(value));
        }
        let empty = Draft::blank(Edition::Revised2021);
        assert!(Part::ALL.iter().all(|part| part.get(&empty).is_some() == part.section().is_some()));
    }

    #[test]
    fn a_period_has_two_ends_in_order() {
        let finish = |ends: &[(Part, &str)]| {
            let mut parts = PartsBuilder::default();
            let put = |(part, day): &(Part, &str)| parts.put(*part, &written(day)).map_err(|kind| (*part, kind));
            let put = ends.iter().try_for_each(put);
            put.and_then(|()| parts.finish(&mut Draft::blank(Edition::Revised2021)))
        };
        let (start, end) = (Part::PeriodStart, Part::PeriodEnd);
        assert_eq!(finish(&[(start, "2024-01-01"), (end, "2024-01-01")]), Ok(()));
        assert_eq!(finish(&[(start, "2024-01-01")]), Err((end, FaultKind::MissingKey)));
        assert_eq!(finish(&[(end, "2024-01-01")]), Err((start, FaultKind::MissingKey)));
        for (first, second, expected) in [
            ((start, "2024-02-01"), (end, "2024-01-01"), "a day on or after the first"),
            ((end, "2024-01-01"), (start, "2024-02-01"), "a day on or before the last"),
        ] {
            let (at, kind) = finish(&[first, second]).unwrap_err();
            assert_eq!(at, second.0);
            assert!(matches!(kind, FaultKind::WrongValue { expected: said, .. } if said == expected), "{kind:?}");
        }
    }
}
