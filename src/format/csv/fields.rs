//! What a report has beside its cells, by the names of the envelope: the header and the sections of text.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::draft::{Draft, DraftHeader};
use crate::report::{CreditCode, DivisionCode, Narrative, Period, Scope};

/// The edition's name.
pub(super) const EDITION: &str = "edition";

/// What the last day of a period is expected to be.
pub(super) const AN_END: &str = "a day on or after the first";

/// What the edition is expected to be.
pub(super) const AN_EDITION: &str = "an edition of the form: 2019 or 2021";

/// A part of the header or a section of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Organ,
    CreditCode,
    DivisionCode,
    Scope,
    Year,
    From,
    To,
    Published,
    Overview,
    Problems,
    Other,
}

impl Field {
    /// The header, then the sections of text.
    pub(super) const ALL: [Self; 11] = [
        Self::Organ,
        Self::CreditCode,
        Self::DivisionCode,
        Self::Scope,
        Self::Year,
        Self::From,
        Self::To,
        Self::Published,
        Self::Overview,
        Self::Problems,
        Self::Other,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Organ => "header.organ",
            Self::CreditCode => "header.credit_code",
            Self::DivisionCode => "header.division_code",
            Self::Scope => "header.scope",
            Self::Year => "header.year",
            Self::From => "header.period.from",
            Self::To => "header.period.to",
            Self::Published => "header.published",
            Self::Overview => "narrative.overview",
            Self::Problems => "narrative.problems",
            Self::Other => "narrative.other",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The section of the form that is text; none for a part of the header.
    pub(super) const fn section(self) -> Option<u8> {
        match self {
            Self::Overview => Some(1),
            Self::Problems => Some(5),
            Self::Other => Some(6),
            _ => None,
        }
    }

    /// Where it stands in [`Field::ALL`].
    pub(super) const fn index(self) -> usize {
        self as usize
    }

    /// What a draft says; nothing if it is not known.
    pub(super) fn of(self, draft: &Draft) -> Option<Cow<'_, str>> {
        let Draft { header, narrative, .. } = draft;
        let shown = |date: Date| Cow::Owned(date.to_string());
        match self {
            Self::Organ => header.organ.as_deref().map(Cow::Borrowed),
            Self::CreditCode => header.credit_code.as_ref().map(|code| Cow::Borrowed(code.as_str())),
            Self::DivisionCode => header.division_code.as_ref().map(|code| Cow::Borrowed(code.as_str())),
            Self::Scope => header.scope.map(|scope| Cow::Borrowed(scope.code())),
            Self::Year => header.year.map(|year| Cow::Owned(year.to_string())),
            Self::From => header.period.map(|period| shown(period.start())),
            Self::To => header.period.map(|period| shown(period.end())),
            Self::Published => header.published.map(shown),
            Self::Overview => Some(Cow::Borrowed(&narrative.overview)),
            Self::Problems => Some(Cow::Borrowed(&narrative.problems)),
            Self::Other => Some(Cow::Borrowed(&narrative.other)),
        }
    }
}

/// What was read of the header and the sections of text.
#[derive(Debug, Default)]
pub(super) struct Said {
    header: DraftHeader,
    narrative: Narrative,
    from: Option<Date>,
    to: Option<Date>,
}

impl Said {
    /// Takes a field's text; the error is what was expected.
    pub(super) fn put(&mut self, field: Field, text: &str) -> Result<(), &'static str> {
        let Self { header, narrative, from, to } = self;
        match field {
            Field::Organ => header.organ = Some(text.to_owned()),
            Field::CreditCode => {
                let code = text.parse::<CreditCode>();
                header.credit_code =
                    Some(code.map_err(|_| "a credit code of 18 digits and letters whose check character fits")?);
            }
            Field::DivisionCode => {
                let code = text.parse::<DivisionCode>();
                header.division_code = Some(code.map_err(|_| "a division code of 6, 9 or 12 digits")?);
            }
            Field::Scope => header.scope = Some(text.parse::<Scope>().map_err(|_| "organ or region")?),
            Field::Year => header.year = Some(text.parse().map_err(|_| "a year from 2008 to 9999")?),
            Field::From => *from = Some(day(text)?),
            Field::To => *to = Some(day(text)?),
            Field::Published => header.published = Some(day(text)?),
            Field::Overview => text.clone_into(&mut narrative.overview),
            Field::Problems => text.clone_into(&mut narrative.problems),
            Field::Other => text.clone_into(&mut narrative.other),
        }
        Ok(())
    }

    /// The header and the sections of text. The error is an end of the period that is lacking, or the day on which it ends
    /// before it begins.
    pub(super) fn finish(self) -> Result<(DraftHeader, Narrative), (Field, Option<Date>)> {
        let Self { mut header, narrative, from, to } = self;
        header.period = match (from, to) {
            (Some(from), Some(to)) => Some(Period::new(from, to).map_err(|_| (Field::To, Some(to)))?),
            (None, None) => None,
            (Some(_), None) => return Err((Field::To, None)),
            (None, Some(_)) => return Err((Field::From, None)),
        };
        Ok((header, narrative))
    }
}

/// A day as it is written here, or as Excel makes of it: `2025-01-23`, `2025/1/23`.
fn day(text: &str) -> Result<Date, &'static str> {
    // More than days are read as dates, such as times of a day: the day itself alone is taken.
    let plain = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    plain.or_else(|| slashed(text)).ok_or("a day such as 2025-01-23")
}

fn slashed(text: &str) -> Option<Date> {
    let digits = |part: &str, most| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.split('/');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = parts.next().is_none() && year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2);
    let date = || Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    if plain { date() } else { None }
}
