//! What a check says. The keys and their order are stable.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::quantity::Stated;
use super::{Read, by_code, keyed};
use crate::check::{
    Bounds, Detail, Finding, FindingCell, Findings, Imbalance, Imputation, Place, PossibleReadings, Role, Rule,
    Severity, Side, Status, Verdict,
};
use crate::coded::coded;
use crate::draft::{Source, StateKind};
use crate::form::{CellId, Edition, Language};
use crate::format::envelope::{Decoder, Path, Tree};
use crate::quantity::Number;
use crate::record::FaultKind;

keyed! {
    /// `{"verdict","findings","imputations","bounds","possible_readings"}`. A verdict that contradicts the findings is refused.
    Findings as "findings", |it| {
        verdict: Verdict = it.verdict(),
        findings: Vec<Finding> = it.iter().as_slice(),
        imputations: Vec<Imputation> = it.imputations(),
        bounds: Vec<Bounds> = it.bounds(),
        possible_readings: Vec<PossibleReadings> = it.possible_readings(),
    } => {
        let error = findings.iter().any(|finding| finding.severity == Severity::Error);
        let undecided = findings.iter().any(|finding| finding.status == Some(Status::Undecided));
        let expected = match verdict {
            Verdict::Consistent | Verdict::Undecided if error => Some("inconsistent, since a finding is an error"),
            Verdict::Inconsistent if !error => Some("consistent or undecided, since no finding is an error"),
            Verdict::Consistent if undecided => Some("undecided, since a relation is"),
            _ => None,
        };
        match expected {
            None => Ok(Findings::of_parts(verdict, findings, imputations, bounds, possible_readings)),
            Some(expected) => {
                Err(("verdict", FaultKind::WrongValue { expected, found: verdict.code().into() }))
            }
        }
    }
}

keyed! {
    /// `{"rule","severity","status","place","source","cells","left","right","delta","message":{"zh","en"},"edition","detail",
    /// "waiver","bounds"}`. The message is for people: when a finding is read it has to be there, and what it says is not looked at. In
    /// formats for programs there is none.
    Finding as "a finding", |it| {
        rule: Rule = it.rule,
        severity: Severity = it.severity,
        status: Option<Status> = it.status,
        place: Place = it.place,
        source: Option<Source> = it.source,
        cells: Box<[FindingCell]> = it.cells,
        left: Option<Number> = it.imbalance.map(|imbalance| imbalance.left),
        right: Option<Number> = it.imbalance.map(|imbalance| imbalance.right),
        delta: Option<Number> = it.imbalance.map(|imbalance| imbalance.delta),
        message: Message = Said(it),
        edition: Edition = it.edition,
        detail: Option<Detail> = (it.detail != Detail::None).then_some(&it.detail),
        waiver: Option<Box<str>> = it.waiver,
        bounds: Box<[Bounds]> = it.bounds,
    } => {
        let Message = message;
        let differ = |left: Number, right: Number, delta: Number| {
            left.to_decimal().checked_sub(right.to_decimal()) != Some(delta.to_decimal())
        };
        match (left, right, delta) {
            (Some(left), Some(right), Some(delta)) if differ(left, right, delta) => {
                let found = format!("{left} - {right} = {delta}").into();
                Err(("delta", FaultKind::WrongValue { expected: "left minus right", found }))
            }
            (Some(left), Some(right), Some(delta)) => Ok(Some(Imbalance { left, right, delta })),
            (None, None, None) => Ok(None),
            _ => {
                let expected = "left, right and delta, or null for each";
                Err(("delta", FaultKind::WrongValue { expected, found: "some of them".into() }))
            }
        }
        .and_then(|imbalance| {
            let detail = detail.unwrap_or(Detail::None);
            if let Detail::Readings { readings, .. } = &detail {
                check_readings(readings, cells.len()).map_err(|(_, kind)| ("detail", kind))?;
            }
            Ok(Finding { rule, severity, status, place, source, cells, imbalance, bounds, detail, waiver, edition })
        })
    }
}

keyed! {
    /// `{"cell","side","role","state","value"}`.
    FindingCell as "a cell of a finding", |it| {
        cell: CellId = it.cell,
        side: Option<Side> = it.side,
        role: Option<Role> = it.role,
        state: StateKind = it.state,
        value: Option<Stated> = it.value.map(|number| Stated { number, decimal: is_decimal(it.cell) }),
    } => Ok(FindingCell { cell, side, role, state, value: value.map(|stated| stated.number) })
}

/// Whether the figure of a cell is a decimal, in whatever edition has it.
fn is_decimal(cell: CellId) -> bool {
    Edition::ALL.iter().any(|edition| edition.is_decimal(cell))
}

keyed! {
    /// `{"cell","value"}`.
    Imputation as "an imputation", |it| {
        cell: CellId = it.cell,
        value: Number = it.value,
    } => Ok(Imputation { cell, value })
}

keyed! {
    /// `{"cell","least","most"}`: what has no upper bound is null.
    Bounds as "bounds of a cell", |it| {
        cell: CellId = it.cell,
        least: Number = it.least,
        most: Option<Number> = it.most,
    } => Ok(Bounds { cell, least, most })
}

keyed! {
    /// `{"cells","readings"}`.
    PossibleReadings as "the readings of a run", |it| {
        cells: Box<[CellId]> = it.cells,
        readings: Box<[Box<[Number]>]> = it.readings,
    } => check_readings(&readings, cells.len()).map(|()| PossibleReadings { cells, readings })
}

/// That each reading has a number for each cell.
fn check_readings(readings: &[Box<[Number]>], cells: usize) -> Result<(), (&'static str, FaultKind)> {
    let mut checked = readings.iter().map(|reading| crate::record::check_reading(reading.len(), cells));
    checked.try_for_each(|checked| checked.map_err(|kind| ("readings", kind)))
}

coded! {
    /// Which kind of [`Detail`] it is.
    enum DetailKind as "a kind of detail" {
        /// Nothing.
        None = "none",
        /// Text.
        Text = "text",
        /// A label.
        Label = "label",
        /// Readings.
        Readings = "readings",
        /// Whether a section is absent.
        Absent = "absent",
        /// Cells.
        Open = "open",
    }
}

by_code!(DetailKind);

/// What a detail has.
struct Fields<'a> {
    kind: DetailKind,
    text: Option<&'a str>,
    official: Option<&'a str>,
    readings: Option<&'a [Box<[Number]>]>,
    absent: Option<bool>,
    open: Option<&'a [CellId]>,
}

fn fields(detail: &Detail) -> Fields<'_> {
    let kind = |kind| Fields { kind, text: None, official: None, readings: None, absent: None, open: None };
    match detail {
        Detail::None => kind(DetailKind::None),
        Detail::Text(text) => Fields { text: Some(text), ..kind(DetailKind::Text) },
        Detail::Label { printed, official } => {
            Fields { text: Some(printed), official: Some(official), ..kind(DetailKind::Label) }
        }
        Detail::Readings { text, readings } => {
            Fields { text: Some(text), readings: Some(readings), ..kind(DetailKind::Readings) }
        }
        Detail::Absent(absent) => Fields { absent: Some(*absent), ..kind(DetailKind::Absent) },
        Detail::Open(open) => Fields { open: Some(open), ..kind(DetailKind::Open) },
    }
}

keyed! {
    /// `{"kind","text","official","readings","absent","open"}`: null for what its kind does not have.
    Detail as "a detail", |it| {
        kind: DetailKind = fields(it).kind,
        text: Option<Box<str>> = fields(it).text,
        official: Option<Box<str>> = fields(it).official,
        readings: Option<Box<[Box<[Number]>]>> = fields(it).readings,
        absent: Option<bool> = fields(it).absent,
        open: Option<Box<[CellId]>> = fields(it).open,
    } => match (kind, text, official, readings, absent, open) {
        (DetailKind::None, None, None, None, None, None) => Ok(Detail::None),
        (DetailKind::Text, Some(text), None, None, None, None) => Ok(Detail::Text(text)),
        (DetailKind::Label, Some(printed), Some(official), None, None, None) => Ok(Detail::Label { printed, official }),
        (DetailKind::Readings, Some(text), None, Some(readings), None, None) => Ok(Detail::Readings { text, readings }),
        (DetailKind::Absent, None, None, None, Some(absent), None) => Ok(Detail::Absent(absent)),
        (DetailKind::Open, None, None, None, None, Some(open)) => Ok(Detail::Open(open)),
        (kind, ..) => {
            let expected = "what its kind has, and null for all else";
            Err(("", FaultKind::WrongValue { expected, found: kind.code().into() }))
        }
    }
}

/// A finding in words.
struct Said<'a>(&'a Finding);

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_unit();
        }
        let mut map = serializer.serialize_map(Some(Language::COUNT))?;
        for language in Language::ALL.iter().copied() {
            map.serialize_entry(&language, &self.0.message(language))?;
        }
        map.end()
    }
}

/// The place of a finding's words, which follow from the rest of it.
struct Message;

impl Read for Message {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        super::read_words(decoder, tree, at, None).map(|()| Self)
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer).map(|()| Self)
    }
}
