//! What may stand in a cell.

use proptest::prelude::*;

use super::quantity::written;
use super::{number, number_of_money, unit};
use crate::draft::{Cell, Origin, Source, State};
use crate::form::{CellId, Edition};
use crate::quantity::{MoneyUnit, Number};

/// A place in a source: each part of it is given in seven of ten cases.
pub fn source() -> impl Strategy<Value = Source> {
    let part = || prop::option::weighted(0.7, 1..5_000_u32);
    [part(), part(), part(), part(), part(), part()].prop_map(|[line, column, page, table, row, cell]| {
        let mut source = Source::default();
        [source.line, source.column, source.page] = [line, column, page];
        [source.table, source.row, source.cell] = [table, row, cell];
        source
    })
}

/// Anything that may stand in a cell for counts: a [`number`] in half of the cases, in one of five with a note; else a blank, a
/// dash in many spellings, text that can't be read, or nothing. With any origin and a [`source`].
///
/// Digits that run together are no content of one cell: see [`run`](super::run()).
pub fn count_cell() -> impl Strategy<Value = Cell> {
    cell_of(number().prop_map(|value| (value, None)))
}

/// Anything that may stand in a cell for an amount of money: what stands in a [`count_cell`], and a number may be longer and
/// have a [`unit`](unit()).
pub fn amount_cell() -> impl Strategy<Value = Cell> {
    cell_of((number_of_money(), unit()))
}

/// Anything that may stand in this cell, so that [`Draft::set`](crate::Draft::set) does not refuse it: an [`amount_cell`] or a
/// [`count_cell`].
pub fn cell(edition: Edition, id: CellId) -> BoxedStrategy<Cell> {
    if edition.is_decimal(id) { amount_cell().boxed() } else { count_cell().boxed() }
}

fn cell_of(number: impl Strategy<Value = (Number, Option<MoneyUnit>)>) -> impl Strategy<Value = Cell> {
    let note = prop::option::weighted(0.2, written("其中修订[0-9]{1,2}件").prop_map(Box::from));
    let dash = prop::sample::select(vec!["-", "——", "/", "无", "不适用"]).prop_map(Box::from);
    let text = prop_oneof![Just("见附件".to_owned()), written("[0-9]{1,3} [0-9]{1,3}"), written("[1-9][0-9]{29,39}")]
        .prop_map(Box::from);
    let state = prop_oneof![
        10 => (number, note).prop_map(|((value, unit), note)| State::Number { value, unit, note }),
        4 => Just(State::Blank),
        3 => dash.prop_map(State::Dash),
        2 => text.prop_map(State::Unreadable),
        2 => Just(State::Missing),
    ];
    (state, prop::sample::select(Origin::ALL), source())
        .prop_map(|(state, origin, source)| Cell::new(state).with_origin(origin).with_source(source))
}
