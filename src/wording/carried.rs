//! What a cell's text carries. Where people read it, a cell is one text: a number with its unit and note, a dash, or what
//! else is there. It is carried if a reader makes the same cell of that text. What is not is written as near as may be,
//! but never so that it reads as another number: a note is left out rather than the figure, and what is no number is
//! marked.

use std::borrow::Cow;

use super::figure;
use super::marks::{UNKNOWN, marked};
use crate::draft::{Cell, Draft, LossKind, Losses, Origin, State};
use crate::form::CellId;

/// What the text of a cell is written on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Medium {
    /// A text as it is shown there; none if nothing is shown, or if a reader would take it for something else than a cell.
    pub(crate) shown: fn(&str) -> Option<Cow<'_, str>>,
    /// Whether a note that reads back as another one is kept.
    pub(crate) keeps_notes: bool,
}

/// The text of a cell. What of the cell it does not carry goes to `losses`.
pub(crate) fn carried<'a>(draft: &'a Draft, id: CellId, medium: &Medium, losses: &mut Losses) -> Cow<'a, str> {
    let (Some(cell), Some(column)) = (draft.cell(id), draft.edition().column(id)) else { return "".into() };
    let read = |text: &str| figure::state_of(text, column.kind);
    let mut lose = |kind| losses.add_cell(kind, id);
    let text = match cell.state {
        State::Blank => "".into(),
        State::Missing => {
            lose(LossKind::Missing);
            "".into()
        }
        State::Number { .. } => number(cell, medium, &read, &mut lose).into(),
        State::Dash(text) | State::Unreadable(text) => {
            let shown = (medium.shown)(text);
            let read = shown.as_deref().map(read);
            let is_dash = matches!(cell.state, State::Dash(_));
            if read.as_ref().is_none_or(|read| cell.state != read.as_view()) || shown.as_deref() != Some(text) {
                lose(if is_dash { LossKind::Dash } else { LossKind::Unreadable });
            }
            match shown {
                Some(shown) if read.is_some_and(|read| read.kind() == cell.state.kind()) => shown,
                _ if is_dash => "-".into(),
                Some(shown) => marked(&shown).into(),
                None => UNKNOWN.into(),
            }
        }
        State::Ambiguous => {
            lose(LossKind::Ambiguous);
            // The digits as written are in the first of the cells that they cover.
            let run = draft.run_of(id).filter(|run| run.cells().first() == Some(&id));
            let shown = run.and_then(|run| Some((medium.shown)(&marked(run.text()))?.into_owned()));
            shown.map_or(UNKNOWN.into(), Cow::Owned)
        }
    };
    if matches!(cell.origin, Origin::Imputed | Origin::Repaired) {
        lose(LossKind::Origin);
    }
    text
}

/// A number with as much of its unit and note as reads back.
fn number(cell: Cell<&str>, medium: &Medium, read: &dyn Fn(&str) -> State, lose: &mut dyn FnMut(LossKind)) -> String {
    let State::Number { value, unit, note } = cell.state else { return String::new() };
    let carried = |unit, note| {
        let state = State::Number { value, unit, note };
        let text = Cell { state, ..cell }.to_string();
        let is_shown = (medium.shown)(&text).is_some_and(|shown| shown == text);
        (is_shown && state == read(&text).as_view()).then_some(text)
    };
    if let Some(text) = carried(unit, note) {
        return text;
    }
    if note.is_some() {
        lose(LossKind::Note);
        let text = cell.to_string();
        if let Some(shown) = (medium.shown)(&text).filter(|_| medium.keeps_notes)
            && matches!(read(&shown), State::Number { value: v, unit: u, .. } if (v, u) == (value, unit))
        {
            return shown.into_owned();
        }
        if let Some(text) = carried(unit, None) {
            return text;
        }
    }
    if unit.is_some() {
        lose(LossKind::Unit);
        if let Some(text) = carried(None, None) {
            return text;
        }
    }
    lose(LossKind::Number);
    marked(&value.to_string())
}
