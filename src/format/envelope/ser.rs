//! Drafts into the envelope. The keys and their order are stable.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{FORMAT, Kind, VERSION};
use crate::draft::{Cell, Draft, DraftHeader, Notice, NoticeKind, Origin, Run, Source, State};
use crate::form::{CellId, Edition};
use crate::quantity::{MoneyUnit, Number, WireNumber};
use crate::report::{CreditCode, DivisionCode, Narrative, Period, ReportYear, Scope};

/// The JSON envelope (see the module `json`), in any self-describing format of serde.
impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        envelope(self, Kind::Draft, serializer)
    }
}

/// Writes a draft, or a report that was made one.
pub(super) fn envelope<S: Serializer>(draft: &Draft, kind: Kind, serializer: S) -> Result<S::Ok, S::Error> {
    let (runs, notices) = (!draft.runs().is_empty(), !draft.notices().is_empty());
    let mut map = serializer.serialize_map(Some(7 + usize::from(runs) + usize::from(notices)))?;
    map.serialize_entry("format", FORMAT)?;
    map.serialize_entry("version", &VERSION)?;
    map.serialize_entry("kind", kind.code())?;
    map.serialize_entry("edition", draft.edition().code())?;
    map.serialize_entry("header", &AsHeader(&draft.header))?;
    map.serialize_entry("narrative", &AsNarrative(&draft.narrative))?;
    map.serialize_entry("cells", &AsCells(draft))?;
    if runs {
        let edition = draft.edition();
        map.serialize_entry("runs", &List(draft.runs().iter().map(|run| AsRun { run, edition })))?;
    }
    if notices {
        map.serialize_entry("notices", &List(draft.notices().iter().map(AsNotice)))?;
    }
    map.end()
}

/// `{"organ","credit_code","division_code","scope","year","period","published"}`, as far as known.
struct AsHeader<'a>(&'a DraftHeader);

impl Serialize for AsHeader<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let header = self.0;
        let mut map = serializer.serialize_map(None)?;
        optional(&mut map, "organ", header.organ.as_deref())?;
        optional(&mut map, "credit_code", header.credit_code.as_ref().map(CreditCode::as_str))?;
        optional(&mut map, "division_code", header.division_code.as_ref().map(DivisionCode::as_str))?;
        optional(&mut map, "scope", header.scope.map(Scope::code))?;
        optional(&mut map, "year", header.year.map(ReportYear::get))?;
        optional(&mut map, "period", header.period.map(AsPeriod))?;
        optional(&mut map, "published", header.published.map(Shown))?;
        map.end()
    }
}

/// `{"from","to"}`.
struct AsPeriod(Period);

impl Serialize for AsPeriod {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("from", &Shown(self.0.start()))?;
        map.serialize_entry("to", &Shown(self.0.end()))?;
        map.end()
    }
}

/// `{"overview","problems","other"}`.
struct AsNarrative<'a>(&'a Narrative);

impl Serialize for AsNarrative<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("overview", &self.0.overview)?;
        map.serialize_entry("problems", &self.0.problems)?;
        map.serialize_entry("other", &self.0.other)?;
        map.end()
    }
}

struct AsCells<'a>(&'a Draft);

impl Serialize for AsCells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let edition = self.0.edition();
        serializer.collect_map(
            self.0.cells().map(|(id, cell)| (id.as_str(), AsCell { cell, decimal: edition.is_decimal(id) })),
        )
    }
}

/// A bare number, or `{"state","value","unit","note","text","origin","source"}` with what is there.
struct AsCell<'a> {
    cell: &'a Cell,
    decimal: bool,
}

impl Serialize for AsCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { cell, decimal } = *self;
        let plain = cell.origin == Origin::Entered && cell.source.is_empty();
        if let (State::Number { value, unit: None, note: None }, true) = (&cell.state, plain) {
            return WireNumber { number: *value, decimal }.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("state", cell.state.code())?;
        match &cell.state {
            State::Number { value, unit, note } => {
                map.serialize_entry("value", &WireNumber { number: *value, decimal })?;
                optional(&mut map, "unit", unit.map(MoneyUnit::code))?;
                optional(&mut map, "note", note.as_deref())?;
            }
            State::Dash(text) | State::Unreadable(text) => map.serialize_entry("text", text)?,
            // Where an ambiguous cell stands is said by its run.
            State::Ambiguous => return map.end(),
            State::Blank | State::Missing => {}
        }
        if cell.origin != Origin::Entered {
            map.serialize_entry("origin", cell.origin.code())?;
        }
        place(&mut map, cell.source)?;
        map.end()
    }
}

/// `{"cells","readings","text","source"}`.
struct AsRun<'a> {
    run: &'a Run,
    edition: Edition,
}

impl Serialize for AsRun<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { run, edition } = *self;
        let reading = |reading| List(numbers(edition, run.cells(), reading));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("cells", &List(run.cells().iter().map(|cell| cell.as_str())))?;
        map.serialize_entry("readings", &List(run.readings().map(reading)))?;
        map.serialize_entry("text", run.text())?;
        place(&mut map, run.source())?;
        map.end()
    }
}

/// A reading's numbers, each as its cell's number is written.
fn numbers<'a>(
    edition: Edition,
    cells: &'a [CellId],
    reading: &'a [Number],
) -> impl Iterator<Item = WireNumber> + Clone + use<'a> {
    reading
        .iter()
        .zip(cells)
        .map(move |(number, cell)| WireNumber { number: *number, decimal: edition.is_decimal(*cell) })
}

/// `{"kind","row","official","number","absent","text","source"}` with what the kind has.
struct AsNotice<'a>(&'a Notice);

impl Serialize for AsNotice<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let notice = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", notice.kind.code())?;
        match &notice.kind {
            NoticeKind::Label { row, official } => {
                map.serialize_entry("row", row.as_str())?;
                map.serialize_entry("official", official)?;
            }
            NoticeKind::Edition { row } => map.serialize_entry("row", row.as_str())?,
            NoticeKind::Section { number, absent } => {
                map.serialize_entry("number", number)?;
                map.serialize_entry("absent", absent)?;
            }
            NoticeKind::Stray => {}
        }
        map.serialize_entry("text", &notice.text)?;
        place(&mut map, notice.source)?;
        map.end()
    }
}

/// `{"line","column","page","table","row","cell"}`, as far as known.
struct AsSource(Source);

impl Serialize for AsSource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        optional(&mut map, "line", self.0.line)?;
        optional(&mut map, "column", self.0.column)?;
        optional(&mut map, "page", self.0.page)?;
        optional(&mut map, "table", self.0.table)?;
        optional(&mut map, "row", self.0.row)?;
        optional(&mut map, "cell", self.0.cell)?;
        map.end()
    }
}

fn place<M: SerializeMap>(map: &mut M, source: Source) -> Result<(), M::Error> {
    optional(map, "source", (!source.is_empty()).then_some(AsSource(source)))
}

fn optional<M: SerializeMap>(map: &mut M, key: &'static str, value: Option<impl Serialize>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, &value))
}

/// What is written as it is displayed.
struct Shown<T>(T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

struct List<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for List<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}
