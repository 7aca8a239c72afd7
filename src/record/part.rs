//! The parts of a report's header and its sections of text: one table.

use jiff::civil::Date;
use strum::VariantArray;

use super::fault::FaultKind;
use super::plain::Plain;
use crate::draft::{Draft, DraftHeader};
use crate::report::{CreditCode, DivisionCode, Narrative, Period, ReportYear, Scope};

/// A part of the header or a section of text. A period is two parts, which come together.
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

/// A line of the table of parts.
struct Spec {
    path: &'static str,
    /// The section of the form that is text.
    section: Option<u8>,
    holds: Holds,
    gloss: &'static str,
    get: fn(&Draft) -> Option<Plain<'_>>,
}

const fn spec(
    path: &'static str,
    section: Option<u8>,
    holds: Holds,
    gloss: &'static str,
    get: fn(&Draft) -> Option<Plain<'_>>,
) -> Spec {
    Spec { path, section, holds, gloss, get }
}

/// The table of parts, in the order of [`Part::ALL`].
const SPECS: [Spec; Part::ALL.len()] = [
    spec("header.organ", None, Holds::Text, "organ whose report it is", |draft| {
        draft.header.organ.as_deref().map(Into::into)
    }),
    spec("header.credit_code", None, Holds::CreditCode, "unified social credit code of the organ", |draft| {
        draft.header.credit_code.as_ref().map(|code| code.as_str().into())
    }),
    spec("header.division_code", None, Holds::DivisionCode, "code of the administrative division", |draft| {
        draft.header.division_code.as_ref().map(|code| code.as_str().into())
    }),
    spec(
        "header.scope",
        None,
        Holds::Scope,
        "whether the report covers the organ alone or its whole region: organ or region",
        |draft| draft.header.scope.map(|scope| scope.code().into()),
    ),
    spec("header.year", None, Holds::Year, "year reported on", |draft| {
        draft.header.year.map(|year| Plain::Integer(year.get().into()))
    }),
    spec("header.period.from", None, Holds::Day, "first day reported on", |draft| {
        draft.header.period.map(|period| Plain::Day(period.start()))
    }),
    spec("header.period.to", None, Holds::Day, "last day reported on", |draft| {
        draft.header.period.map(|period| Plain::Day(period.end()))
    }),
    spec("header.published", None, Holds::Day, "day of publication", |draft| draft.header.published.map(Plain::Day)),
    spec("narrative.overview", Some(1), Holds::Text, "section 1, overview", |draft| {
        Some(draft.narrative.overview.as_str().into())
    }),
    spec("narrative.problems", Some(5), Holds::Text, "section 5, problems and improvements", |draft| {
        Some(draft.narrative.problems.as_str().into())
    }),
    spec("narrative.other", Some(6), Holds::Text, "section 6, other matters", |draft| {
        Some(draft.narrative.other.as_str().into())
    }),
];

impl Part {
    /// The header, then the sections of text.
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
    pub(crate) fn keys(self) -> impl Iterator<Item = &'static str> {
        self.path().split('.')
    }

    /// The key within the header or the narrative: `organ`; `period` for either end of it.
    pub(crate) fn key(self) -> &'static str {
        self.keys().nth(1).unwrap_or_default()
    }

    /// The key within the period.
    pub(crate) fn inner_key(self) -> Option<&'static str> {
        self.keys().nth(2)
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
        (self.spec().get)(draft)
    }

    /// Its place in [`Part::ALL`].
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

/// The header and the sections of text, part by part.
#[derive(Debug, Default)]
pub(crate) struct PartsBuilder {
    header: DraftHeader,
    narrative: Narrative,
    start: Option<Date>,
    end: Option<Date>,
    /// Days of the period that were given and are none.
    unread: bool,
}

impl PartsBuilder {
    /// Takes the value of a part; the error is what is wrong with it.
    pub(crate) fn put(&mut self, part: Part, value: &Plain<'_>) -> Result<(), FaultKind> {
        let Self { header, narrative, start, end, unread } = self;
        let text = || value.text().map(str::to_owned);
        match part {
            Part::Organ => header.organ = Some(text()?),
            Part::CreditCode => {
                const EXPECTED: &str = "a credit code of 18 digits and letters whose check character fits";
                header.credit_code = Some(value.parse::<CreditCode>(EXPECTED)?);
            }
            Part::DivisionCode => {
                header.division_code = Some(value.parse::<DivisionCode>("a division code of 6, 9 or 12 digits")?);
            }
            Part::Scope => header.scope = Some(value.parse(Scope::EXPECTED)?),
            Part::Year => header.year = Some(year(value)?),
            Part::PeriodStart => *start = Some(value.day().inspect_err(|_| *unread = true)?),
            Part::PeriodEnd => *end = Some(value.day().inspect_err(|_| *unread = true)?),
            Part::Published => header.published = Some(value.day()?),
            Part::Overview => narrative.overview = text()?,
            Part::Problems => narrative.problems = text()?,
            Part::Other => narrative.other = text()?,
        }
        Ok(())
    }

    /// Puts the header and the sections of text into a draft. The error is what is wrong with the period as a whole: an
    /// end that is lacking, or one before the start.
    pub(crate) fn finish(self, draft: &mut Draft) -> Result<(), (Part, FaultKind)> {
        let Self { header, narrative, start, end, unread } = self;
        (draft.header, draft.narrative) = (header, narrative);
        draft.header.period = match (start, end) {
            (Some(start), Some(end)) => Some(Period::new(start, end).map_err(|_| {
                let found = format!("{end} after {start}").into();
                (Part::PeriodEnd, FaultKind::WrongValue { expected: "a day on or after the first", found })
            })?),
            (Some(_), None) if !unread => return Err((Part::PeriodEnd, FaultKind::MissingKey)),
            (None, Some(_)) if !unread => return Err((Part::PeriodStart, FaultKind::MissingKey)),
            _ => None,
        };
        Ok(())
    }
}

fn year(value: &Plain<'_>) -> Result<ReportYear, FaultKind> {
    const EXPECTED: &str = "a year from 2008 to 9999";
    let year = value.integer(ReportYear::FIRST.into(), ReportYear::LAST.into(), EXPECTED)?;
    u16::try_from(year).ok().and_then(|year| ReportYear::new(year).ok()).ok_or_else(|| value.wrong(EXPECTED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_line_for_each_part_in_their_order() {
        let paths: Vec<_> = Part::ALL.iter().map(|part| part.path()).collect();
        assert_eq!(paths.len(), 11);
        assert!(Part::ALL.iter().all(|part| Part::at(part.path()) == Some(*part)));
        assert_eq!(Part::PeriodEnd.path(), "header.period.to");
        assert_eq!(Part::Other.section(), Some(6));
    }
}
