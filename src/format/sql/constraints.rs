//! Constraints, each with a name that says what is wrong when it refuses a row.

use super::dialect::Dialect;
use super::meaning::Cells;
use super::names::field_column;
use super::{DIGITS, NUMBER};
use crate::check::{Place, Rule};
use crate::draft::StateKind;
use crate::form::{CellId, Edition, Kind};
use crate::quantity::Count;
use crate::record::CellField;

/// A cell has a number if its state is `number`, and only then.
pub(super) fn of_states(edition: Edition, dialect: Dialect) -> impl Iterator<Item = String> {
    let cells = Cells { edition, dialect };
    let states: Vec<_> = StateKind::CODES.iter().chain([&DIGITS]).map(|code| format!("'{code}'")).collect();
    let states = states.join(", ");
    edition.cells().iter().map(move |cell| {
        let (number, state) = (cells.number(*cell), cells.state(*cell));
        let digits = dialect.quoted(&field_column(*cell, CellField::Text));
        let bounds = if edition.is_decimal(*cell) {
            String::new()
        } else {
            let most = Count::MAX.get();
            format!(" AND {number} BETWEEN -{most} AND {most}")
        };
        let condition = format!(
            "{state} IN ({states}) AND ({number} IS NOT NULL) = ({state} = '{NUMBER}') \
             AND ({state} <> '{DIGITS}' OR {digits} IS NOT NULL){bounds}"
        );
        constraint(dialect, &field_column(*cell, CellField::State), &condition)
    })
}

/// No count is below zero or has a fraction: one constraint a row and rule.
pub(super) fn of_counts(edition: Edition, dialect: Dialect) -> Vec<String> {
    let cells = Cells { edition, dialect };
    let mut all = Vec::new();
    for row in edition.rows() {
        let place = Place::Row(row.id);
        let of_kind = |wanted: fn(Kind) -> bool| -> Vec<CellId> {
            row.cells().filter(|(_, spec)| wanted(spec.kind)).map(|(cell, _)| cell).collect()
        };
        let never_negative = of_kind(|kind| matches!(kind, Kind::Count));
        let whole = of_kind(|kind| matches!(kind, Kind::Count | Kind::SignedCount));
        let mut add = |rule: Rule, conditions: Vec<String>| {
            if !conditions.is_empty() {
                all.push(constraint(dialect, &format!("{rule} {place}"), &conditions.join(" AND ")));
            }
        };
        add(Rule::CellNegative, never_negative.iter().map(|cell| format!("{} >= 0", cells.number(*cell))).collect());
        add(Rule::CellFraction, whole.iter().map(|cell| format!("{} <> '{DIGITS}'", cells.state(*cell))).collect());
    }
    all
}

/// Each relation can be satisfied: the ranges of its two sides overlap.
pub(super) fn of_relations(edition: Edition, dialect: Dialect) -> impl Iterator<Item = String> {
    let cells = Cells { edition, dialect };
    edition.relations().iter().map(move |relation| {
        let sum = |side: &[CellId], term: fn(Cells, CellId) -> String| {
            side.iter().map(|cell| term(cells, *cell)).collect::<Vec<_>>().join(" + ")
        };
        let condition = format!(
            "{} <= {} AND {} <= {}",
            sum(relation.left(), Cells::least),
            sum(relation.right(), Cells::most),
            sum(relation.right(), Cells::least),
            sum(relation.left(), Cells::most),
        );
        let name = format!("{} {}", Rule::of(relation.kind()), Place::from(relation.place()));
        constraint(dialect, &name, &condition)
    })
}

fn constraint(dialect: Dialect, name: &str, condition: &str) -> String {
    format!("CONSTRAINT {} CHECK ({condition})", dialect.quoted(name))
}
