//! The envelope into drafts, every fault collected.

use serde::de::{Deserialize, Deserializer};

use super::branch::Branch;
use super::decoder::Decoder;
use super::path::Path;
use super::tree::Tree;
use super::{Key, Kind, VERSION, compact, decoder};
use crate::draft::{Cell, Draft, Notice, Run, Source};
use crate::form::{CellId, Edition};
use crate::quantity::Number;
use crate::record::{
    CellField, DraftBuilder, FORMAT, FaultKind, Faults, NoticeField, Numbers, PartsBuilder, Plain, RunField,
    RunsBuilder, check_reading, read_cell, read_notice, read_run,
};

/// Reads what is written: the JSON envelope in a format for people, whose error carries every fault, a line each; in one for
/// programs the compact form.
impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            decoder::deserialize(deserializer, decode)
        } else {
            compact::draft(deserializer)
        }
    }
}

/// The draft that a document holds.
pub(crate) fn decode(tree: &Tree<'_>) -> Result<Draft, Faults> {
    Decoder::read(|decoder| decoder.envelope(tree))
}

impl Decoder {
    fn envelope(&mut self, tree: &Tree<'_>) -> Option<Draft> {
        let top = Path::ROOT;
        if let Some((key, kind)) = foreign(tree) {
            self.fault(&top.key(key.code()), kind);
            return None;
        }
        let slots = self.object(tree, &top, &Key::CODES, Key::ALWAYS)?;
        let slot = |key: Key| slots.tree(key as usize);
        let at = |key: Key| top.key(key.code());
        // Their values are right, or the document would be foreign; their types may not be.
        self.value(slot(Key::Format), &at(Key::Format), |format| format.text().map(drop));
        self.value(slot(Key::Version), &at(Key::Version), |version| version.integer(1, VERSION.into(), "version 1"));
        self.value(slot(Key::Kind), &at(Key::Kind), |kind| kind.code(Kind::of_code, Kind::EXPECTED));
        let edition = |edition: &Plain<'_>| edition.parse::<Edition>("2019 or 2021");
        let edition = self.value(slot(Key::Edition), &at(Key::Edition), edition);
        let mut parts = PartsBuilder::default();
        for key in [Key::Header, Key::Narrative] {
            if let Some((tree, branch)) = slot(key).zip(Branch::of(key)) {
                self.parts(tree, &at(key), branch, &mut parts);
            }
        }
        // Without its edition nothing can be said of a form's cells.
        let edition = edition?;
        let mut builder = match slot(Key::Cells) {
            // It is a sheet of this edition, or it would be none.
            Some(Tree::Cells(sheet)) => {
                let (figures, whole) = sheet.figures();
                DraftBuilder::entered(edition, figures, whole)
            }
            _ => DraftBuilder::new(edition),
        };
        // An end of the period that is lacking was found among its keys.
        _ = parts.finish(&mut builder.draft);
        if let Some(tree) = slot(Key::Cells) {
            self.cells(tree, &at(Key::Cells), &mut builder);
        }
        let mut covering = builder.runs();
        self.each(slot(Key::Runs), &at(Key::Runs), |this, _, tree, at| {
            this.run(tree, at, &builder, &mut covering).map(|run| builder.run(run))
        });
        for cell in covering.uncovered() {
            self.fault(&at(Key::Cells).key(cell.as_str()), FaultKind::NoReadings);
        }
        self.each(slot(Key::Notices), &at(Key::Notices), |this, _, tree, at| {
            this.notice(tree, at).map(|notice| builder.notice(notice))
        });
        Some(builder.draft)
    }

    fn cells(&mut self, tree: &Tree<'_>, at: &Path<'_>, builder: &mut DraftBuilder) {
        if let Tree::Cells(sheet) = tree {
            for (id, tree) in sheet.others() {
                self.give(id, tree, &at.key(id.as_str()), builder);
            }
        } else {
            let Some(entries) = self.entries(tree, at) else { return };
            for (i, (key, tree)) in entries.iter().enumerate() {
                // The cells are mostly in order.
                let next = builder.edition().cells().get(i).copied().filter(|cell| cell.as_str() == key);
                match next.or_else(|| key.parse().ok()) {
                    Some(id) => self.give(id, tree, &at.key(key), builder),
                    None => self.fault(&at.key(key), FaultKind::UnknownKey),
                }
            }
        }
        for cell in builder.missing() {
            self.fault(&at.key(cell.as_str()), FaultKind::MissingKey);
        }
    }

    /// Puts a cell into the draft.
    fn give(&mut self, id: CellId, tree: &Tree<'_>, at: &Path<'_>, builder: &mut DraftBuilder) {
        let put = match builder.give(id) {
            Ok(()) => self.cell(tree, at, builder.numbers(id)).map_or(Ok(()), |cell| builder.put(id, cell)),
            Err(kind) => Err(kind),
        };
        put.unwrap_or_else(|kind| self.fault(at, kind));
    }

    /// A bare number, or an object with what is known of the cell.
    fn cell(&mut self, tree: &Tree<'_>, at: &Path<'_>, numbers: Numbers) -> Option<Cell> {
        if !matches!(tree, Tree::Map(_)) {
            return self.value(Some(tree), at, |value| value.number(numbers)).map(Into::into);
        }
        let slots = self.object(tree, at, &CellField::CODES, 0)?;
        let get = |field: CellField| slots.plain(field as usize);
        let fault = &mut |field: CellField, kind| self.fault(&at.key(field.code()), kind);
        let cell = read_cell(get, numbers, Source::default(), fault);
        let source = self.source(slots.tree(CellField::Source as usize), &at.key(CellField::Source.code()));
        Some(cell?.with_source(source))
    }

    fn run(
        &mut self,
        tree: &Tree<'_>,
        at: &Path<'_>,
        builder: &DraftBuilder,
        covering: &mut RunsBuilder,
    ) -> Option<Run> {
        let slots = self.object(tree, at, &RunField::CODES, RunField::NEEDED)?;
        let slot = |field: RunField| slots.tree(field as usize);
        let at = |field: RunField| at.key(field.code());
        let cells = self.each(slot(RunField::Cells), &at(RunField::Cells), |this, _, tree, at| {
            this.value(Some(tree), at, |id| covering.cell(id))
        });
        let text = self.value(slot(RunField::Text), &at(RunField::Text), |text| text.text().map(str::to_owned));
        let source = self.source(slot(RunField::Source), &at(RunField::Source));
        let cells = cells?;
        let readings = self.readings(slot(RunField::Readings), &at(RunField::Readings), builder, &cells)?;
        let run = read_run(cells, readings, &text?, source);
        run.map_err(|(field, kind)| self.fault(&at(field), kind)).ok()
    }

    fn readings(
        &mut self,
        tree: Option<&Tree<'_>>,
        at: &Path<'_>,
        builder: &DraftBuilder,
        cells: &[CellId],
    ) -> Option<Vec<Vec<Number>>> {
        self.each(tree, at, |this, _, tree, at| {
            if let Tree::List(reading) = tree {
                check_reading(reading.len(), cells.len()).map_err(|kind| this.fault(at, kind)).ok()?;
            }
            this.each(Some(tree), at, |this, i, tree, at| {
                let numbers = builder.readings(*cells.get(i)?);
                this.value(Some(tree), at, |number| number.number(numbers))
            })
        })
    }

    fn notice(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<Notice> {
        let slots = self.object(tree, at, &NoticeField::CODES, 0)?;
        let get = |field: NoticeField| slots.plain(field as usize);
        let fault = &mut |field: NoticeField, kind| self.fault(&at.key(field.code()), kind);
        let notice = read_notice(get, Source::default(), fault);
        let source = self.source(slots.tree(NoticeField::Source as usize), &at.key(NoticeField::Source.code()));
        notice.map(|notice| Notice { source, ..notice })
    }
}

/// What alone is said of a document of another format, or of a later version: its other keys may mean anything.
fn foreign(tree: &Tree<'_>) -> Option<(Key, FaultKind)> {
    let Tree::Map(entries) = tree else { return None };
    let value = |key: Key| entries.iter().find(|(name, _)| name == key.code()).map(|(_, value)| Plain::from(value));
    if let Some(format) = value(Key::Format).filter(|format| format.text().is_ok_and(|text| text != FORMAT)) {
        return Some((Key::Format, format.wrong(FORMAT)));
    }
    let version = value(Key::Version)?;
    let later = match &version {
        Plain::Integer(number) => *number > VERSION.into(),
        Plain::Huge(described) => !described.starts_with('-'),
        _ => false,
    };
    later.then(|| (Key::Version, FaultKind::LaterVersion { known: VERSION, found: version.describe() }))
}
