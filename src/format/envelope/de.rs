//! The envelope into drafts, every fault collected.

use std::str::FromStr;

use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error as _};

use super::fault::{EnvelopeError, Fault, FaultKind};
use super::path::Path;
use super::tree::{self, Failure, Tree, quoted};
use super::{FORMAT, Kind, VERSION};
use crate::draft::{Draft, DraftHeader, Source};
use crate::form::Edition;
use crate::quantity::Count;
use crate::report::{Narrative, Period, ReportYear};

/// Reads the JSON envelope from any self-describing format of serde. The format's error carries every fault, a line each.
impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tree = tree::read(deserializer).map_err(|failure| match failure {
            Failure::Deep(fault) => D::Error::custom(fault),
            Failure::Format(error) => error,
        })?;
        decode(&tree).map_err(D::Error::custom)
    }
}

/// The draft that a document holds.
pub(crate) fn decode(tree: &Tree<'_>) -> Result<Draft, EnvelopeError> {
    let mut decoder = Decoder::default();
    let draft = decoder.envelope(tree);
    match draft {
        Some(draft) if decoder.faults.is_empty() => Ok(draft),
        _ => Err(EnvelopeError::new(decoder.faults)),
    }
}

/// Collects faults while it understands what it can. A value that it can't is `None`, with a fault.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    faults: Vec<Fault>,
}

impl Decoder {
    fn envelope(&mut self, tree: &Tree<'_>) -> Option<Draft> {
        const KEYS: [&str; 9] =
            ["format", "version", "kind", "edition", "header", "narrative", "cells", "runs", "notices"];
        let at = Path::ROOT;
        if let Some(fault) = foreign(tree) {
            self.faults.push(fault);
            return None;
        }
        let [format, version, kind, edition, header, narrative, cells, runs, notices] =
            self.object(tree, &at, KEYS, 7)?;
        // Their values are right, or the document would be foreign; their types may not be.
        format.map(|tree| self.text(tree, &at.key("format")));
        version.map(|tree| self.integer(tree, &at.key("version"), 1..=VERSION, "version 1"));
        kind.map(|tree| self.choice(tree, &at.key("kind"), &Kind::CODES, "report or draft"));
        let edition = edition.and_then(|tree| self.parse::<Edition>(tree, &at.key("edition"), "2019 or 2021"));
        let header = header.and_then(|tree| self.header(tree, &at.key("header")));
        let narrative = narrative.and_then(|tree| self.narrative(tree, &at.key("narrative")));
        // Without its edition nothing can be said of a form's cells.
        let mut draft = Draft::new(edition?);
        draft.header = header.unwrap_or_default();
        draft.narrative = narrative.unwrap_or_default();
        let ambiguous = cells.map(|tree| self.cells(tree, &at.key("cells"), &mut draft)).unwrap_or_default();
        let covered = runs.map(|tree| self.runs(tree, &at.key("runs"), &mut draft, &ambiguous)).unwrap_or_default();
        for cell in ambiguous.into_iter().filter(|cell| !covered.contains(cell)) {
            self.fault(&at.key("cells").key(cell.as_str()), FaultKind::NoReadings);
        }
        if let Some(tree) = notices {
            self.notices(tree, &at.key("notices"), &mut draft);
        }
        Some(draft)
    }

    fn header(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<DraftHeader> {
        const KEYS: [&str; 7] = ["organ", "credit_code", "division_code", "scope", "year", "period", "published"];
        let [organ, credit, division, scope, year, period, published] = self.object(tree, at, KEYS, 0)?;
        let credit_expected = "a credit code of 18 digits and letters whose check character fits";
        let division_expected = "a division code of 6, 9 or 12 digits";
        Some(DraftHeader {
            organ: organ.and_then(|tree| self.text(tree, &at.key("organ"))).map(Into::into),
            credit_code: credit.and_then(|tree| self.parse(tree, &at.key("credit_code"), credit_expected)),
            division_code: division.and_then(|tree| self.parse(tree, &at.key("division_code"), division_expected)),
            scope: scope.and_then(|tree| self.parse(tree, &at.key("scope"), "organ or region")),
            year: year.and_then(|tree| self.year(tree, &at.key("year"))),
            period: period.and_then(|tree| self.period(tree, &at.key("period"))),
            published: published.and_then(|tree| self.day(tree, &at.key("published"))),
        })
    }

    fn year(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<ReportYear> {
        let years = ReportYear::FIRST.into()..=ReportYear::LAST.into();
        let year = self.integer(tree, at, years, "a year from 2008 to 9999")?;
        ReportYear::new(u16::try_from(year).ok()?).ok()
    }

    fn period(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<Period> {
        let [from, to] = self.object(tree, at, ["from", "to"], 2)?;
        let from = from.and_then(|tree| self.day(tree, &at.key("from")));
        let to = to.and_then(|tree| self.day(tree, &at.key("to")));
        let (from, to) = (from?, to?);
        let period = Period::new(from, to);
        if period.is_err() {
            self.wrong(&at.key("to"), "a day on or after the first", format!("{to} after {from}"));
        }
        period.ok()
    }

    fn day(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<Date> {
        let text = self.text(tree, at)?;
        // Dates are read from more than days, such as times of a day: only the day itself is taken.
        let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
        if day.is_none() {
            self.wrong(at, "a day such as 2025-01-23", quoted(text));
        }
        day
    }

    fn narrative(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<Narrative> {
        let keys = ["overview", "problems", "other"];
        let sections = self.object(tree, at, keys, 3)?;
        let mut texts = keys.into_iter().zip(sections).map(|(key, section)| {
            section.and_then(|tree| self.text(tree, &at.key(key))).map(str::to_owned).unwrap_or_default()
        });
        let mut next = || texts.next().unwrap_or_default();
        Some(Narrative { overview: next(), problems: next(), other: next() })
    }

    /// A place in a source.
    pub(super) fn source(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<Source> {
        let keys = ["line", "column", "page", "table", "row", "cell"];
        let found = self.object(tree, at, keys, 0)?;
        let mut numbers = keys.into_iter().zip(found).map(|(key, tree)| {
            let number = self.integer(tree?, &at.key(key), 0..=u32::MAX, "an integer from 0 to 4294967295")?;
            u32::try_from(number).ok()
        });
        let mut next = || numbers.next().flatten();
        let mut source = Source::default();
        (source.line, source.column, source.page) = (next(), next(), next());
        (source.table, source.row, source.cell) = (next(), next(), next());
        Some(source)
    }

    /// The values of an object's keys, of which the first `required` must be there.
    pub(super) fn object<'t, 'de, const N: usize>(
        &mut self,
        tree: &'t Tree<'de>,
        at: &Path<'_>,
        keys: [&'static str; N],
        required: usize,
    ) -> Option<[Option<&'t Tree<'de>>; N]> {
        let Tree::Map(entries) = tree else {
            self.wrong_type(at, "an object", tree);
            return None;
        };
        let mut slots = [None; N];
        for (key, value) in entries {
            let slot = keys.iter().position(|known| known == key).and_then(|i| slots.get_mut(i));
            match slot {
                Some(slot @ None) => *slot = Some(value),
                Some(Some(_)) => self.fault(&at.key(key), FaultKind::DuplicateKey),
                None => self.fault(&at.key(key), FaultKind::UnknownKey),
            }
        }
        for (key, _) in keys.iter().zip(&slots).take(required).filter(|(_, slot)| slot.is_none()) {
            self.fault(&at.key(key), FaultKind::MissingKey);
        }
        Some(slots)
    }

    /// The elements of a list.
    pub(super) fn list<'t, 'de>(&mut self, tree: &'t Tree<'de>, at: &Path<'_>) -> Option<&'t [Tree<'de>]> {
        if let Tree::List(list) = tree {
            return Some(list);
        }
        self.wrong_type(at, "a list", tree);
        None
    }

    pub(super) fn text<'t>(&mut self, tree: &'t Tree<'_>, at: &Path<'_>) -> Option<&'t str> {
        if let Tree::Text(text) = tree {
            return Some(text);
        }
        self.wrong_type(at, "text", tree);
        None
    }

    pub(super) fn boolean(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<bool> {
        if let Tree::Bool(value) = tree {
            return Some(*value);
        }
        self.wrong_type(at, "true or false", tree);
        None
    }

    /// A text that is read as what it stands for.
    pub(super) fn parse<T: FromStr>(&mut self, tree: &Tree<'_>, at: &Path<'_>, expected: &'static str) -> Option<T> {
        let text = self.text(tree, at)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.wrong(at, expected, quoted(text));
        }
        value
    }

    /// One of several texts, by its position.
    pub(super) fn choice(
        &mut self,
        tree: &Tree<'_>,
        at: &Path<'_>,
        codes: &[&'static str],
        expected: &'static str,
    ) -> Option<usize> {
        let text = self.text(tree, at)?;
        let position = codes.iter().position(|code| *code == text);
        if position.is_none() {
            self.wrong(at, expected, quoted(text));
        }
        position
    }

    /// An integer within bounds.
    pub(super) fn integer(
        &mut self,
        tree: &Tree<'_>,
        at: &Path<'_>,
        bounds: std::ops::RangeInclusive<u32>,
        expected: &'static str,
    ) -> Option<i128> {
        let value = match tree {
            Tree::Int(value) => {
                Some(*value).filter(|value| (i128::from(*bounds.start())..=i128::from(*bounds.end())).contains(value))
            }
            Tree::Float(value) if is_huge(*value) => None,
            _ => {
                self.wrong_type(at, "an integer", tree);
                return None;
            }
        };
        if value.is_none() {
            self.wrong(at, expected, tree.describe());
        }
        value
    }

    pub(super) fn fault(&mut self, at: &Path<'_>, kind: FaultKind) {
        self.faults.push(Fault::new(at, kind));
    }

    pub(super) fn wrong(&mut self, at: &Path<'_>, expected: &'static str, found: impl Into<Box<str>>) {
        self.fault(at, FaultKind::WrongValue { expected, found: found.into() });
    }

    pub(super) fn wrong_type(&mut self, at: &Path<'_>, expected: &'static str, tree: &Tree<'_>) {
        self.fault(at, FaultKind::WrongType { expected, found: tree.describe() });
    }
}

/// What alone is said of a document of another format, or of a later version: its other keys may mean anything.
fn foreign(tree: &Tree<'_>) -> Option<Fault> {
    let Tree::Map(entries) = tree else { return None };
    let value = |name| entries.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    if let Some(Tree::Text(format)) = value("format").filter(|tree| **tree != Tree::Text(FORMAT.into())) {
        let kind = FaultKind::WrongValue { expected: FORMAT, found: quoted(format) };
        return Some(Fault::new(&Path::ROOT.key("format"), kind));
    }
    let version = value("version")?;
    let later = match version {
        Tree::Int(version) => *version > i128::from(VERSION),
        Tree::Float(version) => is_huge(*version) && *version > 0.0,
        _ => false,
    };
    let kind = FaultKind::LaterVersion { known: VERSION, found: version.describe() };
    later.then(|| Fault::new(&Path::ROOT.key("version"), kind))
}

/// Whether a number is a whole one beyond the bounds of a count: integers of more than 64 bits become such numbers.
pub(super) fn is_huge(value: f64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "2^53 - 1 is exact")]
    const MOST: f64 = Count::MAX.get() as f64;
    value.fract() == 0.0 && value.abs() > MOST
}
