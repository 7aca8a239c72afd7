//! Drafts for formats that may not describe themselves: tuples and lists of a known shape.
//!
//! A draft is its edition, its header, its sections of text, every cell of the edition in the order of the form, its runs and
//! its notices. A cell is a bare number, or the fields of its [record](crate::record) as texts.

use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::Key;
use super::path::Path;
use crate::draft::{Cell, Draft, DraftHeader, Notice, Run, Source};
use crate::form::{CellId, Edition};
use crate::format::wire::{Compact, Items, read_compact, tuple_of};
use crate::quantity::Number;
use crate::record::{
    CellField, DraftBuilder, Fault, FaultKind, NoticeField, Numbers, Plain, RunField, cell_fields, check_reading,
    notice_fields, read_cell, read_notice, read_run,
};
use crate::report::Narrative;

/// The fields of a record before its source.
const CELL: usize = CellField::Source as usize;
const NOTICE: usize = NoticeField::Source as usize;

type Texts<const N: usize> = [Option<Box<str>>; N];
type CellRecord = (Option<Number>, Option<(Texts<CELL>, Source)>);
type RunRecord = (Vec<CellId>, Vec<Vec<Number>>, Box<str>, Source);
type NoticeRecord = (Texts<NOTICE>, Source);

/// A draft in the compact form.
pub(super) struct AsDraft<'a>(pub(super) &'a Draft);

impl Serialize for AsDraft<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let draft = self.0;
        let runs: Vec<_> = draft.runs().iter().map(run_record).collect();
        let notices: Vec<NoticeRecord> = draft.notices().iter().map(notice_record).collect();
        (draft.edition(), &draft.header, &draft.narrative, Cells(draft), runs, notices).serialize(serializer)
    }
}

struct Cells<'a>(&'a Draft);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tuple_of(self.0.cells().map(|(_, cell)| cell_record(cell)), serializer)
    }
}

fn cell_record(cell: Cell<&str>) -> CellRecord {
    match cell.number() {
        Some(number) if cell == Cell::from(number).as_view() => (Some(number), None),
        _ => {
            let texts = texts(cell_fields(cell).map(|(field, value)| (field as usize, value)));
            let source = if CellField::Source.is_of(cell.state.kind()) { cell.source } else { Source::default() };
            (None, Some((texts, source)))
        }
    }
}

fn run_record(run: &Run) -> RunRecord {
    (run.cells().to_vec(), run.readings().map(<[Number]>::to_vec).collect(), run.text().into(), run.source())
}

fn notice_record(notice: &Notice) -> NoticeRecord {
    (texts(notice_fields(notice).map(|(field, value)| (field as usize, value))), notice.source)
}

/// The fields of a record as texts, each in its place.
fn texts<'a, const N: usize>(fields: impl Iterator<Item = (usize, Plain<'a>)>) -> Texts<N> {
    let mut texts = [const { None }; N];
    for (field, value) in fields {
        texts.get_mut(field).into_iter().for_each(|slot| *slot = Some(value.to_string().into()));
    }
    texts
}

/// A field of a record, in a format that has nothing but text.
fn plain<const N: usize>(texts: &Texts<N>, field: usize) -> Option<Plain<'_>> {
    Some(Plain::Written((&**texts.get(field)?.as_ref()?).into()))
}

/// Reads a draft in the compact form.
pub(super) fn draft<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Draft, D::Error> {
    read_compact(deserializer)
}

impl Compact for Draft {
    const WHAT: &'static str = "a draft";
    const LEN: usize = 6;

    fn visit<'de, A: SeqAccess<'de>>(items: &mut Items<A>) -> Result<Self, A::Error> {
        let edition: Edition = items.next()?;
        let (header, narrative) = (items.next::<DraftHeader>()?, items.next::<Narrative>()?);
        let mut builder = items.next_by(ReadCells(edition))?;
        (builder.draft.header, builder.draft.narrative) = (header, narrative);
        let mut covering = builder.runs();
        for (at, (cells, readings, text, source)) in items.next::<Vec<RunRecord>>()?.into_iter().enumerate() {
            let wrong = |kind| fault(&Path::ROOT.key(Key::Runs.code()).index(at), kind);
            for cell in &cells {
                covering.cell(&cell.as_str().into()).map_err(wrong)?;
            }
            for reading in &readings {
                check_reading(reading.len(), cells.len()).map_err(wrong)?;
            }
            let run = read_run(cells, readings, &text, source).map_err(|(field, kind)| {
                fault(&Path::ROOT.key(Key::Runs.code()).index(at).key(RunField::code(field)), kind)
            })?;
            builder.run(run);
        }
        if let Some(cell) = covering.uncovered().next() {
            return Err(fault(&Path::ROOT.key(Key::Cells.code()).key(cell.as_str()), FaultKind::NoReadings));
        }
        for (at, (texts, source)) in items.next::<Vec<NoticeRecord>>()?.into_iter().enumerate() {
            let mut wrong = None;
            let get = |field: NoticeField| plain(&texts, field as usize);
            let notice = read_notice(get, source, &mut |field, kind| wrong = wrong.take().or(Some((field, kind))));
            match (notice, wrong) {
                (Some(notice), None) => builder.notice(notice),
                (_, Some((field, kind))) => {
                    return Err(fault(&Path::ROOT.key(Key::Notices.code()).index(at).key(field.code()), kind));
                }
                (None, None) => return Err(A::Error::custom("no notice")),
            }
        }
        Ok(builder.draft)
    }
}

/// Reads every cell of an edition.
#[derive(Clone, Copy)]
struct ReadCells(Edition);

impl<'de> DeserializeSeed<'de> for ReadCells {
    type Value = DraftBuilder;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<DraftBuilder, D::Error> {
        deserializer.deserialize_tuple(self.0.cells().len(), self)
    }
}

impl<'de> Visitor<'de> for ReadCells {
    type Value = DraftBuilder;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the {} cells of edition {}", self.0.cells().len(), self.0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<DraftBuilder, A::Error> {
        let mut items = Items::new(access, "every cell of the edition");
        let mut builder = DraftBuilder::new(self.0);
        for id in self.0.cells().iter().copied() {
            let numbers = builder.numbers(id);
            let read = cell_of(items.next()?, numbers);
            let put = read.and_then(|cell| {
                let put = builder.give(id).and_then(|()| builder.put(id, cell));
                put.map_err(|kind| (CellField::Value, kind))
            });
            put.map_err(|(field, kind)| {
                fault(&Path::ROOT.key(Key::Cells.code()).key(id.as_str()).key(field.code()), kind)
            })?;
        }
        items.end()?;
        Ok(builder)
    }
}

/// The cell of a record: a bare number, or its fields.
fn cell_of(record: CellRecord, numbers: Numbers) -> Result<Cell, (CellField, FaultKind)> {
    let (texts, source) = match record {
        (Some(number), None) => return Ok(number.into()),
        (None, Some(fields)) => fields,
        (Some(_), Some(_)) => return Err((CellField::Value, FaultKind::DuplicateKey)),
        (None, None) => return Err((CellField::State, FaultKind::MissingKey)),
    };
    let mut wrong = None;
    let get = |field: CellField| match field {
        CellField::Source => (!source.is_empty()).then(|| "a place".into()),
        field => plain(&texts, field as usize),
    };
    let cell = read_cell(get, numbers, source, &mut |field, kind| wrong = wrong.take().or(Some((field, kind))));
    match wrong {
        Some(wrong) => Err(wrong),
        None => cell.ok_or((CellField::State, FaultKind::MissingKey)),
    }
}

fn fault<E: serde::de::Error>(at: &Path<'_>, kind: FaultKind) -> E {
    E::custom(Fault::new(at.at(), kind))
}
