//! The envelope into drafts, every fault collected.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, Error as _};

use super::branch::Branch;
use super::path::Path;
use super::tree::{self, Failure, Tree};
use super::{Key, Kind, VERSION};
use crate::draft::{Cell, Draft, Notice, Run, Source};
use crate::form::{CellId, Edition};
use crate::quantity::Number;
use crate::record::{
    CellField, DraftBuilder, FORMAT, FaultKind, Faults, NoticeField, Numbers, PartsBuilder, Place, Plain, RunField,
    RunsBuilder, check_reading, read_cell, read_notice, read_run, read_source,
};

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
pub(crate) fn decode(tree: &Tree<'_>) -> Result<Draft, Faults> {
    let mut decoder = Decoder { faults: Faults::new() };
    let draft = decoder.envelope(tree);
    decoder.faults.check(draft)
}

/// Collects faults while it understands what it can. A value that it can't is `None`, with a fault.
#[derive(Debug)]
struct Decoder {
    faults: Faults,
}

/// The values of an object's keys, in the order of the keys that are known.
struct Slots<'t, 'de>(Vec<Option<&'t Tree<'de>>>);

impl<'t, 'de> Slots<'t, 'de> {
    /// The value of the key at this place.
    fn tree(&self, key: usize) -> Option<&'t Tree<'de>> {
        self.0.get(key).copied().flatten()
    }

    /// The same for a record.
    fn plain(&self, key: usize) -> Option<Plain<'t>> {
        self.tree(key).map(Into::into)
    }
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

    /// The parts of the header, or the sections of text.
    fn parts(&mut self, tree: &Tree<'_>, at: &Path<'_>, branch: Branch, into: &mut PartsBuilder) {
        if let Some(part) = branch.part() {
            self.value(Some(tree), at, |value| into.put(part, value));
            return;
        }
        let keys: Vec<_> = branch.children().map(Branch::key).collect();
        let needed = if branch.is_whole() { keys.len() } else { 0 };
        let Some(slots) = self.object(tree, at, &keys, needed) else { return };
        for (branch, tree) in branch.children().zip(slots.0) {
            if let Some(tree) = tree {
                self.parts(tree, &at.key(branch.key()), branch, into);
            }
        }
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

    /// A place in the source of the page.
    fn source(&mut self, tree: Option<&Tree<'_>>, at: &Path<'_>) -> Source {
        let Some(slots) = tree.and_then(|tree| self.object(tree, at, &Place::CODES, 0)) else {
            return Source::default();
        };
        let get = |place: Place| slots.plain(place as usize);
        read_source(get, &mut |place, kind| self.fault(&at.key(place.code()), kind))
    }

    /// An object's values in the order of `keys`, of which the first `needed` must be there.
    fn object<'t, 'de>(
        &mut self,
        tree: &'t Tree<'de>,
        at: &Path<'_>,
        keys: &[&'static str],
        needed: usize,
    ) -> Option<Slots<'t, 'de>> {
        let entries = self.entries(tree, at)?;
        let mut slots = vec![None; keys.len()];
        for (key, value) in entries {
            let slot = keys.iter().position(|known| known == key).and_then(|i| slots.get_mut(i));
            match slot {
                Some(slot @ None) => *slot = Some(value),
                Some(Some(_)) => self.fault(&at.key(key), FaultKind::DuplicateKey),
                None => self.fault(&at.key(key), FaultKind::UnknownKey),
            }
        }
        for (key, _) in keys.iter().zip(&slots).take(needed).filter(|(_, slot)| slot.is_none()) {
            self.fault(&at.key(key), FaultKind::MissingKey);
        }
        Some(Slots(slots))
    }

    /// The keys of an object and their values.
    fn entries<'t, 'de>(&mut self, tree: &'t Tree<'de>, at: &Path<'_>) -> Option<&'t [(Cow<'de, str>, Tree<'de>)]> {
        if let Tree::Map(entries) = tree {
            return Some(entries);
        }
        self.fault(at, Plain::from(tree).wrong_type("an object"));
        None
    }

    /// The elements of a list, unless something is wrong with one of them: all are read all the same.
    fn each<T>(
        &mut self,
        tree: Option<&Tree<'_>>,
        at: &Path<'_>,
        mut read: impl FnMut(&mut Self, usize, &Tree<'_>, &Path<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let tree = tree?;
        let Tree::List(list) = tree else {
            self.fault(at, Plain::from(tree).wrong_type("a list"));
            return None;
        };
        let read: Vec<_> = list.iter().enumerate().map(|(i, tree)| read(self, i, tree, &at.index(i))).collect();
        read.into_iter().collect()
    }

    /// What a value is read as.
    fn value<T>(
        &mut self,
        tree: Option<&Tree<'_>>,
        at: &Path<'_>,
        read: impl FnOnce(&Plain<'_>) -> Result<T, FaultKind>,
    ) -> Option<T> {
        read(&tree?.into()).map_err(|kind| self.fault(at, kind)).ok()
    }

    fn fault(&mut self, at: &Path<'_>, kind: FaultKind) {
        self.faults.add(at.at(), kind);
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
