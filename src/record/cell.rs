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
        /// The note written next to it.
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
    /// The fields that a cell in this state must have, and those that it may have too.
    pub(crate) const fn of(state: StateKind) -> (&'static [Self], &'static [Self]) {
        match state {
            StateKind::Number => (&[Self::State, Self::Value], &[Self::Unit, Self::Note, Self::Origin, Self::Source]),
            StateKind::Dash | StateKind::Unreadable => (&[Self::State, Self::Text], &[Self::Origin, Self::Source]),
            StateKind::Blank | StateKind::Missing => (&[Self::State], &[Self::Origin, Self::Source]),
            // The run that covers it says where its digits are from.
            StateKind::Ambiguous => (&[Self::State], &[]),
        }
    }

    /// Whether a cell in this state has the field.
    pub(crate) fn is_of(self, state: StateKind) -> bool {
        let (must, may) = Self::of(state);
        must.contains(&self) || may.contains(&self)
    }
}

/// The fields of a cell that are known, without its source; of an ambiguous one the state alone.
pub(crate) fn cell_fields(cell: Cell<&str>) -> impl Iterator<Item = (CellField, Plain<'_>)> {
    CellField::ALL.iter().filter_map(move |field| Some((*field, field_of(cell, *field)?)))
}

fn field_of(cell: Cell<&str>, field: CellField) -> Option<Plain<'_>> {
    let state = cell.state.kind();
    if !field.is_of(state) {
        return None;
    }
    match field {
        CellField::State => Some(state.code().into()),
        CellField::Value => cell.number().map(Plain::Number),
        CellField::Unit => cell.unit().map(|unit| unit.code().into()),
        CellField::Note => match cell.state {
            State::Number { note, .. } => note.map(Into::into),
            _ => None,
        },
        CellField::Text => match cell.state {
            State::Dash(text) | State::Unreadable(text) => Some(text.into()),
            _ => None,
        },
        CellField::Origin => Some(cell.origin.code().into()),
        CellField::Source => None,
    }
}

/// The cell of these fields; what is wrong with one goes to `fault`. The format reads the source itself.
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
    let state = match state.code(StateKind::of_code, StateKind::EXPECTED) {
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
    let unit = read.value(CellField::Unit, |unit| unit.code(MoneyUnit::of_code, MoneyUnit::EXPECTED));
    let note = read.value(CellField::Note, |note| note.text().map(Into::into));
    let origin = read.value(CellField::Origin, |origin| origin.code(Origin::of_code, Origin::EXPECTED));
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a value that a field may have.
    const fn sample(field: CellField) -> &'static str {
        match field {
            CellField::State => "",
            CellField::Value => "1",
            CellField::Unit => "yuan",
            CellField::Note | CellField::Text => "x",
            CellField::Origin => "read",
            CellField::Source => "a place",
        }
    }

    /// The cell in this state with these fields besides, and what is wrong with it.
    fn read(state: StateKind, fields: &[CellField]) -> (Option<Cell>, Vec<(CellField, FaultKind)>) {
        let mut faults = Vec::new();
        let get = |field| match field {
            CellField::State => Some(Plain::Written(state.code().into())),
            _ => fields.contains(&field).then(|| Plain::Written(sample(field).into())),
        };
        let cell = read_cell(get, Numbers::Counts, Source::default(), &mut |field, kind| faults.push((field, kind)));
        (cell, faults)
    }

    #[test]
    fn a_cell_has_the_fields_of_its_state_and_no_others() {
        for (state, must, may) in [
            ("number", "value", "unit note origin source"),
            ("blank", "", "origin source"),
            ("dash", "text", "origin source"),
            ("ambiguous", "", ""),
            ("unreadable", "text", "origin source"),
            ("missing", "", "origin source"),
        ] {
            let fields =
                |text: &str| text.split_whitespace().map(|code| code.parse().unwrap()).collect::<Vec<CellField>>();
            let (state, must, may) = (state.parse().unwrap(), fields(must), fields(may));
            let all = [must.clone(), may.clone()].concat();
            let (cell, faults) = read(state, &all);
            assert_eq!((cell.map(|cell| cell.state.kind()), faults), (Some(state), vec![]));
            assert!(read(state, &must).1.is_empty());
            for field in CellField::ALL.iter().copied().filter(|field| *field != CellField::State) {
                let with = read(state, &[all.clone(), vec![field]].concat()).1;
                let without = read(state, &all.iter().copied().filter(|other| *other != field).collect::<Vec<_>>()).1;
                let unknown = if all.contains(&field) { vec![] } else { vec![(field, FaultKind::UnknownKey)] };
                let missing = if must.contains(&field) { vec![(field, FaultKind::MissingKey)] } else { vec![] };
                assert_eq!((with, without), (unknown, missing), "{state} {field}");
            }
        }
    }

    #[test]
    fn what_is_written_of_a_cell_reads_back() {
        let number = |text: &str| Cell::from(text.parse::<crate::quantity::Number>().unwrap());
        let priced = State::Number { value: 7.into(), unit: Some(MoneyUnit::WanYuan), note: Some("其中".into()) };
        let cells = [number("12"), number("-3.50").with_note("x"), Cell::new(priced), Cell::blank(), Cell::missing()];
        for cell in cells.into_iter().chain([Cell::dash("/"), Cell::unreadable("见附件"), Cell::new(State::Ambiguous)])
        {
            for origin in Origin::ALL.iter().filter(|_| cell.state != State::Ambiguous) {
                let cell = cell.clone().with_origin(*origin);
                let fields: Vec<_> = cell_fields(cell.as_view()).collect();
                let get = |field| fields.iter().find(|(other, _)| *other == field).map(|(_, value)| value.clone());
                let read = read_cell(get, Numbers::Counts, cell.source, &mut |field, kind| panic!("{field}: {kind:?}"));
                assert_eq!(read, Some(cell.clone()));
            }
        }
    }
}
