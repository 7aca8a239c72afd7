//! A cell as a record, and which fields each state has.

use super::fault::FaultKind;
use super::plain::{Numbers, Plain};
use crate::coded::coded;
use crate::draft::{Cell, Origin, Source, State, StateKind};
use crate::quantity::MoneyUnit;

coded! {
    /// A field of a cell. Their order is that in which they are written.
    pub(crate) enum CellField as "a field of a cell" {
        /// A [`StateKind`].
        State = "state",
        /// The number.
        Value = "value",
        /// The unit of money written with it.
        Unit = "unit",
        /// The note written beside it.
        Note = "note",
        /// What is written in place of a number.
        Text = "text",
        /// An [`Origin`].
        Origin = "origin",
        /// Where it is in the source.
        Source = "source",
    }
}

impl CellField {
    /// The fields that a cell in this state must have, before those that it may have.
    pub(crate) const fn of(state: StateKind) -> (&'static [Self], &'static [Self]) {
        match state {
            StateKind::Number => (&[Self::State, Self::Value], &[Self::Unit, Self::Note, Self::Origin, Self::Source]),
            StateKind::Dash | StateKind::Unreadable => (&[Self::State, Self::Text], &[Self::Origin, Self::Source]),
            StateKind::Blank | StateKind::Missing => (&[Self::State], &[Self::Origin, Self::Source]),
            // Where its digits are from is said by its run.
            StateKind::Ambiguous => (&[Self::State], &[]),
        }
    }

    /// Whether a cell in this state has the field.
    pub(crate) fn is_of(self, state: StateKind) -> bool {
        let (must, may) = Self::of(state);
        must.contains(&self) || may.contains(&self)
    }
}

/// The fields of a cell that say something, without its source; of an ambiguous one, the state alone.
pub(crate) fn cell_fields(cell: &Cell) -> impl Iterator<Item = (CellField, Plain<'_>)> {
    CellField::ALL.iter().filter_map(move |field| Some((*field, field_of(cell, *field)?)))
}

fn field_of(cell: &Cell, field: CellField) -> Option<Plain<'_>> {
    let state = cell.state.kind();
    if !field.is_of(state) {
        return None;
    }
    match field {
        CellField::State => Some(state.code().into()),
        CellField::Value => cell.number().map(Plain::Number),
        CellField::Unit => cell.unit().map(|unit| unit.code().into()),
        CellField::Note => cell.note().map(Into::into),
        CellField::Text => match &cell.state {
            State::Dash(text) | State::Unreadable(text) => Some((&**text).into()),
            _ => None,
        },
        CellField::Origin => Some(cell.origin.code().into()),
        CellField::Source => None,
    }
}

/// The cell of these fields; what is wrong with one goes to `fault`. Its source is for the format to read.
///
/// The cell is [`State::Ambiguous`] where a run is to cover it.
pub(crate) fn read_cell<'a>(
    get: impl Fn(CellField) -> Option<Plain<'a>>,
    numbers: Numbers,
    source: Source,
    fault: &mut dyn FnMut(CellField, FaultKind),
) -> Option<Cell> {
    let Some(state) = get(CellField::State) else {
        fault(CellField::State, FaultKind::MissingKey);
        return None;
    };
    let state: StateKind = match state.parse(StateKind::EXPECTED) {
        Ok(state) => state,
        Err(kind) => {
            fault(CellField::State, kind);
            return None;
        }
    };
    let (must, _) = CellField::of(state);
    for field in CellField::ALL.iter().copied() {
        match get(field) {
            Some(_) if !field.is_of(state) => fault(field, FaultKind::UnknownKey),
            None if must.contains(&field) => fault(field, FaultKind::MissingKey),
            _ => {}
        }
    }
    let mut read = Reader { get: |field: CellField| get(field).filter(|_| field.is_of(state)), fault };
    let unit = read.value(CellField::Unit, |unit| unit.parse::<MoneyUnit>(MoneyUnit::EXPECTED));
    let note = read.value(CellField::Note, |note| note.text().map(Into::into));
    let origin = read.value(CellField::Origin, |origin| origin.parse::<Origin>(Origin::EXPECTED));
    let value = read.value(CellField::Value, |value| value.number(numbers));
    let text = read.value(CellField::Text, |text| text.text().map(Into::into));
    let state = match state {
        StateKind::Number => State::Number { value: value?, unit, note },
        StateKind::Blank => State::Blank,
        StateKind::Dash => State::Dash(text?),
        StateKind::Ambiguous => State::Ambiguous,
        StateKind::Unreadable => State::Unreadable(text?),
        StateKind::Missing => State::Missing,
    };
    Some(Cell::new(state).with_origin(origin.unwrap_or_default()).with_source(source))
}

struct Reader<'f, G> {
    get: G,
    fault: &'f mut dyn FnMut(CellField, FaultKind),
}

impl<'a, G: Fn(CellField) -> Option<Plain<'a>>> Reader<'_, G> {
    /// The value of a field, if it is there and nothing is wrong with it.
    fn value<T>(&mut self, field: CellField, read: impl Fn(&Plain<'_>) -> Result<T, FaultKind>) -> Option<T> {
        let value = (self.get)(field)?;
        read(&value).map_err(|kind| (self.fault)(field, kind)).ok()
    }
}
