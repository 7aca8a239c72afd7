//! Drafts into the envelope. The keys and their order are stable.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::branch::Branch;
use super::{Key, Kind, VERSION, compact};
use crate::draft::{Cell, Draft, DraftHeader, Notice, Origin, Run, Source};
use crate::form::{CellId, Edition};
use crate::quantity::{Number, WireNumber};
use crate::record::{CellField, FORMAT, NoticeField, Place, Plain, RunField, cell_fields, notice_fields};
use crate::report::Narrative;

/// The JSON envelope (see the module `json`) in a format for people; in one for programs the compact form: edition, header,
/// sections of text, every cell in the order of the form, runs and notices.
impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            envelope(self, Kind::Draft, serializer)
        } else {
            compact::AsDraft(self).serialize(serializer)
        }
    }
}

/// Writes a draft, or a report that was made one.
pub(super) fn envelope<S: Serializer>(draft: &Draft, kind: Kind, serializer: S) -> Result<S::Ok, S::Error> {
    let (edition, runs, notices) = (draft.edition(), draft.runs(), draft.notices());
    let lists = usize::from(!runs.is_empty()) + usize::from(!notices.is_empty());
    let mut map = serializer.serialize_map(Some(Key::ALWAYS + lists))?;
    map.serialize_entry(&Key::Format, FORMAT)?;
    map.serialize_entry(&Key::Version, &VERSION)?;
    map.serialize_entry(&Key::Kind, &kind)?;
    map.serialize_entry(&Key::Edition, edition.code())?;
    for key in [Key::Header, Key::Narrative] {
        if let Some(branch) = Branch::of(key) {
            map.serialize_entry(&key, &Parts { header: &draft.header, narrative: &draft.narrative, branch })?;
        }
    }
    map.serialize_entry(&Key::Cells, &Cells(draft))?;
    if !runs.is_empty() {
        map.serialize_entry(&Key::Runs, &List(runs.iter().map(|run| AsRun { run, edition })))?;
    }
    if !notices.is_empty() {
        map.serialize_entry(&Key::Notices, &List(notices.iter().map(AsNotice)))?;
    }
    map.end()
}

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

struct Cells<'a>(&'a Draft);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let edition = self.0.edition();
        serializer.collect_map(
            self.0.cells().map(|(id, cell)| (id.as_str(), AsCell { cell, decimal: edition.is_decimal(id) })),
        )
    }
}

/// A bare number, or an object with what is known of the cell.
struct AsCell<'a> {
    cell: &'a Cell,
    decimal: bool,
}

impl Serialize for AsCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { cell, decimal } = *self;
        match cell.number() {
            Some(number) if *cell == Cell::from(number) => WireNumber { number, decimal }.serialize(serializer),
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
