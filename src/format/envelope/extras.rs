//! The runs and notices of the envelope into drafts.

use super::cells::Numbers;
use super::de::Decoder;
use super::path::Path;
use super::tree::Tree;
use crate::draft::{Draft, Notice, NoticeKind, Run};
use crate::form::{CellId, RowId};
use crate::quantity::Number;

impl Decoder {
    /// Puts the runs in; the cells that they cover.
    pub(super) fn runs(
        &mut self,
        tree: &Tree<'_>,
        at: &Path<'_>,
        draft: &mut Draft,
        ambiguous: &[CellId],
    ) -> Vec<CellId> {
        let mut covered = Vec::new();
        for (i, tree) in self.list(tree, at).unwrap_or_default().iter().enumerate() {
            let Some(run) = self.run(tree, &at.index(i), draft, ambiguous, &mut covered) else { continue };
            _ = draft.add_run(run);
        }
        covered
    }

    fn run(
        &mut self,
        tree: &Tree<'_>,
        at: &Path<'_>,
        draft: &Draft,
        ambiguous: &[CellId],
        covered: &mut Vec<CellId>,
    ) -> Option<Run> {
        let slots = self.object(tree, at, ["cells", "readings", "text", "source"], 3)?;
        let [cells, readings, text, source] = slots;
        let cells = cells.and_then(|tree| self.covered(tree, &at.key("cells"), ambiguous, covered));
        let text = text.and_then(|tree| self.text(tree, &at.key("text")));
        let source = source.map(|tree| self.source(tree, &at.key("source")).unwrap_or_default()).unwrap_or_default();
        let cells = cells?;
        let readings = self.readings(readings?, &at.key("readings"), draft, &cells)?;
        let run = Run::new(cells, readings, text?).filter(|run| run.readings().len() > 1);
        if run.is_none() {
            self.wrong(&at.key("readings"), "two readings that differ", "fewer");
        }
        run.map(|run| run.with_source(source))
    }

    /// The cells of a run: ambiguous ones that no other run covers.
    fn covered(
        &mut self,
        tree: &Tree<'_>,
        at: &Path<'_>,
        ambiguous: &[CellId],
        covered: &mut Vec<CellId>,
    ) -> Option<Vec<CellId>> {
        let list = self.list(tree, at)?;
        let mut cells = Vec::new();
        for (i, tree) in list.iter().enumerate() {
            let at = at.index(i);
            let Some(cell) = self.parse::<CellId>(tree, &at, "the id of a cell") else { continue };
            if covered.contains(&cell) {
                self.wrong(&at, "a cell that no run covers yet", cell.as_str());
            } else if ambiguous.contains(&cell) {
                covered.push(cell);
                cells.push(cell);
            } else {
                self.wrong(&at, "a cell whose state is ambiguous", cell.as_str());
            }
        }
        if list.is_empty() {
            self.wrong(at, "one cell or more", "an empty list");
        }
        // A cell left out would shift the readings against the rest.
        (cells.len() == list.len() && !cells.is_empty()).then_some(cells)
    }

    fn readings(
        &mut self,
        tree: &Tree<'_>,
        at: &Path<'_>,
        draft: &Draft,
        cells: &[CellId],
    ) -> Option<Vec<Vec<Number>>> {
        let list = self.list(tree, at)?;
        let mut readings = Vec::new();
        for (i, tree) in list.iter().enumerate() {
            let at = at.index(i);
            let Some(numbers) = self.list(tree, &at) else { continue };
            if numbers.len() != cells.len() {
                self.wrong(&at, "one number for each cell of the run", format!("{} numbers", numbers.len()));
                continue;
            }
            let mut reading = Vec::new();
            for (j, (tree, cell)) in numbers.iter().zip(cells).enumerate() {
                let decimal = draft.edition().is_decimal(*cell);
                let kind = if decimal { Numbers::Decimals } else { Numbers::Readings };
                reading.extend(self.number(tree, &at.index(j), kind));
            }
            readings.push(reading);
        }
        let whole = readings.len() == list.len() && readings.iter().all(|reading| reading.len() == cells.len());
        whole.then_some(readings)
    }

    /// Puts the notices in.
    pub(super) fn notices(&mut self, tree: &Tree<'_>, at: &Path<'_>, draft: &mut Draft) {
        for (i, tree) in self.list(tree, at).unwrap_or_default().iter().enumerate() {
            if let Some(notice) = self.notice(tree, &at.index(i)) {
                draft.add_notice(notice);
            }
        }
    }

    fn notice(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<Notice> {
        const KINDS: [&str; 4] = ["label", "edition", "section", "stray"];
        // What kind it is decides which keys it has, so that is asked before the rest.
        let named = match tree {
            Tree::Map(entries) => entries.iter().find(|(key, _)| key == "kind").map(|(_, value)| value),
            _ => None,
        };
        let Some(named) = named else {
            self.object(tree, at, ["kind", "text", "source"], 2);
            return None;
        };
        let kind = self.choice(named, &at.key("kind"), &KINDS, "label, edition, section or stray")?;
        let (kind, text, source) = match KINDS.get(kind).copied()? {
            "label" => {
                let slots = self.object(tree, at, ["kind", "row", "official", "text", "source"], 4)?;
                let [_, row, official, text, source] = slots;
                let row = row.and_then(|tree| self.row(tree, at));
                let official = official.and_then(|tree| self.text(tree, &at.key("official")));
                let kind =
                    row.zip(official).map(|(row, official)| NoticeKind::Label { row, official: official.into() });
                (kind, text, source)
            }
            "edition" => {
                let [_, row, text, source] = self.object(tree, at, ["kind", "row", "text", "source"], 3)?;
                (row.and_then(|tree| self.row(tree, at)).map(|row| NoticeKind::Edition { row }), text, source)
            }
            "section" => {
                let slots = self.object(tree, at, ["kind", "number", "absent", "text", "source"], 4)?;
                let [_, number, absent, text, source] = slots;
                let expected = "an integer from 0 to 255";
                let number = number.and_then(|tree| self.integer(tree, &at.key("number"), 0..=255, expected));
                let absent = absent.and_then(|tree| self.boolean(tree, &at.key("absent")));
                let number = number.and_then(|number| u8::try_from(number).ok());
                (number.zip(absent).map(|(number, absent)| NoticeKind::Section { number, absent }), text, source)
            }
            _ => {
                let [_, text, source] = self.object(tree, at, ["kind", "text", "source"], 2)?;
                (Some(NoticeKind::Stray), text, source)
            }
        };
        let text = text.and_then(|tree| self.text(tree, &at.key("text")));
        let source = source.and_then(|tree| self.source(tree, &at.key("source"))).unwrap_or_default();
        Some(Notice::new(kind?, text?, source))
    }

    fn row(&mut self, tree: &Tree<'_>, at: &Path<'_>) -> Option<RowId> {
        self.parse(tree, &at.key("row"), "the id of a row")
    }
}
