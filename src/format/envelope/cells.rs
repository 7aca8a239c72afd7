//! The cells of the envelope into drafts.

use super::de::{Decoder, is_huge};
use super::fault::FaultKind;
use super::path::Path;
use super::tree::{Tree, quoted};
use crate::draft::{Cell, Draft, Origin, State};
use crate::form::CellId;
use crate::quantity::{MoneyUnit, Number, NumberError, SignedCount};

/// What may stand in a cell for numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Integers, and text for what is no integer.
    Counts,
    /// Text.
    Decimals,
    /// As for counts, and what is too large for one too: digits that run together can be read as anything.
    Readings,
}

const EXPECTED_INTEGER: &str = "an integer from -9007199254740991 to 9007199254740991";

impl Decoder {
    /// Fills the draft's cells; those that are ambiguous.
    pub(super) fn cells(&mut self, tree: &Tree<'_>, at: &Path<'_>, draft: &mut Draft) -> Vec<CellId> {
        let Tree::Map(entries) = tree else {
            self.wrong_type(at, "an object", tree);
            return Vec::new();
        };
        let edition = draft.edition();
        let mut seen = vec![false; edition.cells().len()];
        let mut ambiguous = Vec::new();
        for (i, (key, value)) in entries.iter().enumerate() {
            let at = at.key(key);
            // Mostly the cells stand in order.
            let next = edition.cells().get(i).copied().filter(|cell| cell.as_str() == key);
            let Some(id) = next.or_else(|| key.parse().ok()) else {
                self.fault(&at, FaultKind::UnknownKey);
                continue;
            };
            match edition.position(id).and_then(|position| seen.get_mut(position)) {
                None => {
                    self.fault(&at, FaultKind::NotOnForm { edition });
                    continue;
                }
                Some(seen) if *seen => {
                    self.fault(&at, FaultKind::DuplicateKey);
                    continue;
                }
                Some(seen) => *seen = true,
            }
            let kind = if edition.is_decimal(id) { Numbers::Decimals } else { Numbers::Counts };
            match self.cell(value, &at, kind) {
                Some(Cell { state: State::Ambiguous, .. }) => ambiguous.push(id),
                Some(cell) => _ = draft.set(id, cell),
                None => {}
            }
        }
        for (id, _) in edition.cells().iter().zip(seen).filter(|(_, seen)| !seen) {
            self.fault(&at.key(id.as_str()), FaultKind::MissingKey);
        }
        ambiguous
    }

    fn cell(&mut self, tree: &Tree<'_>, at: &Path<'_>, kind: Numbers) -> Option<Cell> {
        const KEYS: [&str; 7] = ["state", "value", "unit", "note", "text", "origin", "source"];
        const STATES: [&str; 6] = ["number", "blank", "dash", "ambiguous", "unreadable", "missing"];
        if !matches!(tree, Tree::Map(_)) {
            return self.number(tree, at, kind).map(Into::into);
        }
        let slots = self.object(tree, at, KEYS, 1)?;
        let [state, value, unit, note, text, origin, source] = slots;
        let expected = "number, blank, dash, ambiguous, unreadable or missing";
        let state = self.choice(state?, &at.key("state"), &STATES, expected)?;
        let state = STATES.get(state).copied()?;
        let meaningful: &[&str] = match state {
            "number" => &["state", "value", "unit", "note", "origin", "source"],
            "dash" | "unreadable" => &["state", "text", "origin", "source"],
            "ambiguous" => &["state"],
            _ => &["state", "origin", "source"],
        };
        for (key, _) in KEYS.iter().zip(slots).filter(|(key, slot)| slot.is_some() && !meaningful.contains(key)) {
            self.fault(&at.key(key), FaultKind::UnknownKey);
        }
        let unit = unit.filter(|_| state == "number");
        let unit = unit.map(|tree| self.choice(tree, &at.key("unit"), &MoneyUnit::CODES, "yuan, wan_yuan or yi_yuan"));
        let note = note.filter(|_| state == "number").map(|tree| self.text(tree, &at.key("note")));
        let expected = "entered, read, imputed or repaired";
        let origin = origin.and_then(|tree| self.choice(tree, &at.key("origin"), &Origin::CODES, expected));
        let source = source.and_then(|tree| self.source(tree, &at.key("source")));
        let state = match state {
            "number" => {
                let value = self.needed(value, &at.key("value"))?;
                let unit = unit.flatten().and_then(|unit| MoneyUnit::ALL.get(unit).copied());
                State::Number {
                    value: self.number(value, &at.key("value"), kind)?,
                    unit,
                    note: note.flatten().map(Into::into),
                }
            }
            "dash" => State::Dash(self.written(text, at)?),
            "unreadable" => State::Unreadable(self.written(text, at)?),
            "ambiguous" => State::Ambiguous,
            "missing" => State::Missing,
            _ => State::Blank,
        };
        let origin = origin.and_then(|origin| Origin::ALL.get(origin).copied()).unwrap_or_default();
        Some(Cell::new(state).with_origin(origin).with_source(source.unwrap_or_default()))
    }

    fn written(&mut self, text: Option<&Tree<'_>>, at: &Path<'_>) -> Option<Box<str>> {
        let tree = self.needed(text, &at.key("text"))?;
        self.text(tree, &at.key("text")).map(Into::into)
    }

    fn needed<T>(&mut self, value: Option<T>, at: &Path<'_>) -> Option<T> {
        if value.is_none() {
            self.fault(at, FaultKind::MissingKey);
        }
        value
    }

    /// A number as a writer writes it.
    pub(super) fn number(&mut self, tree: &Tree<'_>, at: &Path<'_>, kind: Numbers) -> Option<Number> {
        let expected = match kind {
            Numbers::Decimals => "a decimal number as text, such as \"12.5\"",
            Numbers::Counts | Numbers::Readings => "an integer",
        };
        match tree {
            Tree::Text(text) => self.digits(text, at, kind, expected),
            Tree::Int(value) if kind != Numbers::Decimals => {
                let count = i64::try_from(*value).ok().and_then(|value| SignedCount::new(value).ok());
                if count.is_none() {
                    self.wrong(at, EXPECTED_INTEGER, tree.describe());
                }
                count.map(Into::into)
            }
            Tree::Float(value) if kind != Numbers::Decimals && is_huge(*value) => {
                self.wrong(at, EXPECTED_INTEGER, tree.describe());
                None
            }
            _ => {
                self.wrong_type(at, expected, tree);
                None
            }
        }
    }

    /// A number as text, which in a cell for counts stands only for what an integer can't.
    fn digits(&mut self, text: &str, at: &Path<'_>, kind: Numbers, expected: &'static str) -> Option<Number> {
        let number = match text.parse::<Number>() {
            Ok(number) => number,
            Err(NumberError::TooLong) => {
                self.wrong(at, "a number of at most 28 digits", quoted(text));
                return None;
            }
            Err(_) if kind == Numbers::Decimals => {
                self.wrong(at, "a decimal number such as 12.5", quoted(text));
                return None;
            }
            Err(_) => {
                self.wrong_type(at, expected, &Tree::Text(text.into()));
                return None;
            }
        };
        let fits = i64::try_from(number.truncated()).is_ok_and(|whole| SignedCount::new(whole).is_ok());
        let plain = fits && number.to_decimal().scale() == 0;
        match kind {
            Numbers::Counts if !fits => {
                self.wrong(at, EXPECTED_INTEGER, quoted(text));
                None
            }
            Numbers::Counts | Numbers::Readings if plain => {
                self.wrong_type(at, expected, &Tree::Text(text.into()));
                None
            }
            _ => Some(number),
        }
    }
}
