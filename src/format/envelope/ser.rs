//! Drafts and reports into the envelope. The keys and their order are stable.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::branch::Branch;
use super::{Key, Kind, VERSION, compact};
use crate::draft::{Cell, Draft, DraftHeader, Notice, Origin, Run, Source, State};
use crate::form::{CellId, Edition, Figures};
use crate::format::wire;
use crate::quantity::{Number, WireNumber};
use crate::record::{CellField, FORMAT, NoticeField, Place, Plain, RunField, cell_fields, notice_fields};
use crate::report::{Narrative, Report};

/// The JSON envelope (see the module `json`) in a format for people; in one for programs the compact form: edition, header,
/// sections of text, every cell in the order of the form, runs and notices.
impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            Document::from(self).serialize(serializer)
        } else {
            compact::AsDraft(self).serialize(serializer)
        }
    }
}

/// The JSON envelope with all totals (see the module `json`) in a format for people; in one for programs the compact form:
/// edition, header, sections of text, and every figure that is no total, in the order of the form.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            Document::from(self).serialize(serializer)
        } else {
            wire::write_report(self, serializer)
        }
    }
}

/// What is written of a draft, or of a report.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    kind: Kind,
    header: Cow<'a, DraftHeader>,
    narrative: &'a Narrative,
    /// The cells.
    pub(crate) cells: Cells<'a>,
    runs: &'a [Run],
    notices: &'a [Notice],
}

impl<'a> From<&'a Draft> for Document<'a> {
    fn from(draft: &'a Draft) -> Self {
        Self {
            kind: Kind::Draft,
            header: Cow::Borrowed(&draft.header),
            narrative: &draft.narrative,
            cells: Cells::Draft(draft),
            runs: draft.runs(),
            notices: draft.notices(),
        }
    }
}

impl<'a> From<&'a Report> for Document<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            kind: Kind::Report,
            header: Cow::Owned(report.header().into()),
            narrative: report.narrative(),
            cells: Cells::Report(report, report.figures()),
            runs: &[],
            notices: &[],
        }
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Key::ALWAYS + self.count_lists()))?;
        Head(self).entries(&mut map)?;
        map.serialize_entry(&Key::Cells, &self.cells)?;
        Lists(self).entries(&mut map)?;
        map.end()
    }
}

impl Document<'_> {
    fn count_lists(&self) -> usize {
        usize::from(!self.runs.is_empty()) + usize::from(!self.notices.is_empty())
    }

    /// An object of the entries before the cells.
    #[cfg(feature = "json")]
    pub(crate) fn head(&self) -> impl Serialize {
        Head(self)
    }

    /// An object of the entries after them, if there are some.
    #[cfg(feature = "json")]
    pub(crate) fn lists(&self) -> Option<impl Serialize> {
        (self.count_lists() > 0).then_some(Lists(self))
    }
}

/// The entries before the cells.
struct Head<'a>(&'a Document<'a>);

impl Head<'_> {
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let Document { kind, header, narrative, cells, .. } = self.0;
        map.serialize_entry(&Key::Format, FORMAT)?;
        map.serialize_entry(&Key::Version, &VERSION)?;
        map.serialize_entry(&Key::Kind, kind)?;
        map.serialize_entry(&Key::Edition, cells.edition().code())?;
        for key in [Key::Header, Key::Narrative] {
            if let Some(branch) = Branch::of(key) {
                map.serialize_entry(&key, &Parts { header, narrative, branch })?;
            }
        }
        Ok(())
    }
}

/// The entries after the cells.
struct Lists<'a>(&'a Document<'a>);

impl Lists<'_> {
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let Document { cells, runs, notices, .. } = self.0;
        let edition = cells.edition();
        if !runs.is_empty() {
            map.serialize_entry(&Key::Runs, &List(runs.iter().map(|run| AsRun { run, edition })))?;
        }
        if !notices.is_empty() {
            map.serialize_entry(&Key::Notices, &List(notices.iter().map(AsNotice)))?;
        }
        Ok(())
    }
}

macro_rules! object_of_entries {
    ($Name:ident) => {
        #[cfg(feature = "json")]
        impl Serialize for $Name<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                self.entries(&mut map)?;
                map.end()
            }
        }
    };
}

object_of_entries!(Head);
object_of_entries!(Lists);

/// Parts of the header, as far as they are known, or the sections of text.
pub(in crate::format) struct Parts<'a> {
    pub(in crate::format) header: &'a DraftHeader,
    pub(in crate::format) narrative: &'a Narrative,
    pub(in crate::format) branch: Branch,
}

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { header, narrative, branch } = *self;
        let mut map = serializer.serialize_map(None)?;
        for branch in branch.children() {
            if let Some(part) = branch.part() {
                if let Some(plain) = part.of(header, narrative) {
                    map.serialize_entry(branch.key(), &Value { plain, decimal: false })?;
                }
            } else if branch.parts().iter().any(|part| part.of(header, narrative).is_some()) {
                map.serialize_entry(branch.key(), &Parts { header, narrative, branch })?;
            }
        }
        map.end()
    }
}

/// The cells of a draft, or of a report with all its whole numbers.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one while a document is written")]
pub(crate) enum Cells<'a> {
    Draft(&'a Draft),
    Report(&'a Report, Figures),
}

/// What is written of a cell.
pub(crate) enum Content<'a> {
    /// A whole number that was entered, and nothing else.
    Figure(i64),
    /// Whatever a cell can hold.
    Cell {
        cell: Cell<&'a str>,
        /// Whether it is a cell for decimals.
        decimal: bool,
    },
}

impl Cells<'_> {
    fn edition(&self) -> Edition {
        match self {
            Self::Draft(draft) => draft.edition(),
            Self::Report(report, _) => report.edition(),
        }
    }

    /// Every cell of the edition in form order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (CellId, Content<'_>)> {
        let amounts = self.edition().plan().amounts;
        self.edition().cells().iter().enumerate().map(move |(at, id)| (*id, self.content(at, amounts.has(at))))
    }

    fn content(&self, at: usize, decimal: bool) -> Content<'_> {
        let figure = match self {
            Self::Draft(draft) => draft.bare(at),
            Self::Report(_, figures) => figures.get(at).copied(),
        };
        match figure.filter(|_| !decimal) {
            Some(figure) => Content::Figure(figure),
            None => Content::Cell { cell: self.cell(at), decimal },
        }
    }

    fn cell(&self, at: usize) -> Cell<&str> {
        match self {
            Self::Draft(draft) => draft.cell_at(at),
            Self::Report(report, _) => {
                let state = report.amount(at).map_or(State::Missing, |money| State::Number {
                    value: money.amount(),
                    unit: money.unit(),
                    note: None,
                });
                Cell { state, origin: Origin::Entered, source: Source::default() }
            }
        }
    }
}

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(id, content)| (id.as_str(), content)))
    }
}

/// A bare number, or an object with what is known of the cell.
impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (cell, decimal) = match *self {
            Self::Figure(figure) => return serializer.serialize_i64(figure),
            Self::Cell { cell, decimal } => (cell, decimal),
        };
        match cell.number() {
            Some(number) if cell == Cell::from(number).as_view() => {
                WireNumber { number, decimal }.serialize(serializer)
            }
            _ => {
                let said = |field| field != CellField::Origin || cell.origin != Origin::default();
                let fields = cell_fields(cell).filter(|(field, _)| said(*field));
                let source = CellField::Source.is_of(cell.state.kind()).then_some((CellField::Source, cell.source));
                record(fields, decimal, source, serializer)
            }
        }
    }
}

struct AsRun<'a> {
    run: &'a Run,
    edition: Edition,
}

impl<'a> Serialize for AsRun<'a> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { run, edition } = *self;
        // A reading's numbers are written as those of their cells.
        let number = move |(number, cell): (&Number, &CellId)| WireNumber {
            number: *number,
            decimal: edition.is_decimal(*cell),
        };
        let reading = move |reading: &'a [Number]| List(reading.iter().zip(run.cells()).map(number));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(&RunField::Cells, &List(run.cells().iter().map(|cell| cell.as_str())))?;
        map.serialize_entry(&RunField::Readings, &List(run.readings().map(reading)))?;
        map.serialize_entry(&RunField::Text, run.text())?;
        place(&mut map, &RunField::Source, run.source())?;
        map.end()
    }
}

struct AsNotice<'a>(&'a Notice);

impl Serialize for AsNotice<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        record(notice_fields(self.0), false, Some((NoticeField::Source, self.0.source)), serializer)
    }
}

/// A place in the source of the page, as far as it is known.
struct AsSource(Source);

impl Serialize for AsSource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = |place: &Place| Some((*place, Plain::Integer(place.get(self.0)?.into())));
        record(Place::ALL.iter().filter_map(number), false, None, serializer)
    }
}

/// An object of these fields, with the place in the source as the last one.
fn record<'a, S: Serializer, F: Serialize>(
    fields: impl Iterator<Item = (F, Plain<'a>)>,
    decimal: bool,
    source: Option<(F, Source)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (field, plain) in fields {
        map.serialize_entry(&field, &Value { plain, decimal })?;
    }
    if let Some((field, source)) = source {
        place(&mut map, &field, source)?;
    }
    map.end()
}

fn place<M: SerializeMap>(map: &mut M, field: &impl Serialize, source: Source) -> Result<(), M::Error> {
    if source.is_empty() { Ok(()) } else { map.serialize_entry(field, &AsSource(source)) }
}

/// A value of a record.
struct Value<'a> {
    plain: Plain<'a>,
    /// Whether it is in a cell for decimals.
    decimal: bool,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.plain {
            Plain::Text(text) => serializer.serialize_str(text),
            Plain::Truth(truth) => serializer.serialize_bool(*truth),
            Plain::Number(number) => WireNumber { number: *number, decimal: self.decimal }.serialize(serializer),
            Plain::Integer(integer) => match i64::try_from(*integer) {
                Ok(integer) => serializer.serialize_i64(integer),
                Err(_) => serializer.collect_str(integer),
            },
            other => serializer.collect_str(other),
        }
    }
}

struct List<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for List<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}
