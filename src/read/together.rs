//! Rows whose figures run together: read where the digits leave one reading, kept as runs where they leave several.

use super::digits::{Digits, Role, Solved, TableRow, solve, split_blocks};
use crate::chars::narrow;
use crate::draft::{Cell, Draft, Origin, Run, Source, State};
use crate::form::{CellId, ColumnSpec, Kind, RowId, RowRole, Table};
use crate::quantity::Number;
use crate::wording::figure;

/// The most readings of a row that are kept; beyond, its digits are kept as text.
const READINGS: usize = 1_000;

/// A row of a table whose figures could not be told apart.
#[derive(Debug)]
pub(super) struct Together {
    pub(super) row: RowId,
    pub(super) texts: Vec<String>,
    pub(super) at: Source,
    /// Whether borders set the texts off from each other, so that nothing in them is to be split.
    pub(super) whole_cells: bool,
}

/// Puts rows whose figures run together into a draft that has the other rows.
pub(super) fn put(draft: &mut Draft, rows: &[Together], steps: usize) {
    put_requests(draft, rows, steps);
    for row in rows.iter().filter(|row| row.row.table() == Table::Proactive) {
        let Some(spec) = draft.edition().row(row.row) else { continue };
        let cells: Vec<_> = spec.cells().map(|(id, _)| id).collect();
        let readings = if row.whole_cells { Vec::new() } else { cuts(&row.texts, spec.columns) };
        put_readings(draft, &cells, &readings, row, false);
    }
}

/// Table 3: all rows at once, since the columns tie them together.
fn put_requests(draft: &mut Draft, rows: &[Together], steps: usize) {
    let own: Vec<_> = rows.iter().filter(|row| row.row.table() == Table::Requests).collect();
    let digits: Vec<_> = own.iter().map(|row| digits(row)).collect();
    let solved = solve_requests(draft, &own, &digits, steps);
    for (i, (row, digits)) in own.iter().zip(&digits).enumerate() {
        let Some(spec) = draft.edition().row(row.row) else { continue };
        let cells: Vec<_> = spec.cells().map(|(id, _)| id).collect();
        let found = solved.as_ref().and_then(|solved| solved.get(i));
        let readings = match (found, digits) {
            (Some(solved), _) => solved.readings.iter().map(|reading| numbers(reading)).collect(),
            (None, Some(digits)) => digits.every_reading(READINGS).iter().map(|reading| numbers(reading)).collect(),
            (None, None) => Vec::new(),
        };
        put_readings(draft, &cells, &readings, row, true);
    }
}

fn digits(row: &Together) -> Option<Digits> {
    if row.whole_cells {
        return None;
    }
    Digits::of(row.texts.iter().map(String::as_str)).filter(|digits| digits.len() >= 7)
}

/// The readings of each row that count; `None` where nothing can be solved: a row has too few digits for its columns, so
/// blanks were lost with the separators, or the search was given up.
fn solve_requests(draft: &Draft, own: &[&Together], digits: &[Option<Digits>], steps: usize) -> Option<Vec<Solved>> {
    let mut rows = Vec::new();
    for digits in digits {
        rows.push(TableRow::Run(digits.clone()?));
    }
    let mut all: Vec<_> = own.iter().map(|row| role(row.row)).zip(rows).collect();
    for spec in draft.edition().rows_of(Table::Requests).filter(|spec| own.iter().all(|row| row.row != spec.id)) {
        let mut known = [None; 7];
        known.iter_mut().zip(spec.cells()).for_each(|(slot, (id, _))| *slot = stated(draft, id));
        all.push((role(spec.id), TableRow::Known(known)));
    }
    if own.is_empty() {
        return None;
    }
    let mut solved = solve(&all, steps)?;
    solved.truncate(own.len());
    Some(solved)
}

/// What a cell that is set off says within a relation.
fn stated(draft: &Draft, id: CellId) -> Option<u64> {
    match &draft.cell(id)?.state {
        State::Number { value, .. } => u64::try_from(value.to_integer()?).ok(),
        State::Dash(_) => Some(0),
        _ => None,
    }
}

fn role(row: RowId) -> Role {
    match row.role() {
        RowRole::ComesIn => Role::In,
        RowRole::TotalHandled => Role::Total,
        RowRole::GoesOut => Role::Out,
        RowRole::Outcome | RowRole::Disclosure | RowRole::Challenge => Role::Outcome,
    }
}

fn numbers(reading: &[u64]) -> Vec<Number> {
    reading.iter().filter_map(|number| crate::Count::new(*number).ok().map(Number::from)).collect()
}

/// Puts in the readings of a row. Where `related`, the readings are all that the relations allow, and a cell on which they
/// agree holds that number; elsewhere nothing settles any of them. The rest is a run.
fn put_readings(draft: &mut Draft, cells: &[CellId], readings: &[Vec<Number>], row: &Together, related: bool) {
    let whole = |reading: &Vec<Number>| reading.len() == cells.len();
    if readings.is_empty() || readings.len() > READINGS || !readings.iter().all(whole) {
        if let Some(first) = cells.first() {
            let text = Cell::unreadable(row.texts.join(" "));
            let _ = draft.set(*first, text.with_origin(Origin::Read).with_source(row.at));
        }
        return;
    }
    let agreed = |at: usize| {
        let mut values = readings.iter().filter_map(|reading| reading.get(at));
        let first = values.next().copied();
        first.filter(|first| (related || readings.len() == 1) && values.all(|value| value == first))
    };
    let mut open = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        match agreed(at) {
            Some(number) => {
                let cell_content = Cell::from(number).with_origin(Origin::Read).with_source(row.at);
                let _ = draft.set(*cell, cell_content);
            }
            None => open.push(at),
        }
    }
    let pick = |reading: &Vec<Number>| open.iter().filter_map(|at| reading.get(*at).copied()).collect();
    let run_cells = open.iter().filter_map(|at| cells.get(*at).copied()).collect();
    if let Some(run) = Run::new(run_cells, readings.iter().map(pick).collect(), row.texts.join(" ")) {
        let _ = draft.add_run(run.with_source(row.at));
    }
}

/// Table 4: fifteen figures in one run.
pub(super) fn challenges(texts: &[&str]) -> Vec<Vec<Number>> {
    let digits = Digits::of(texts.iter().copied()).filter(|digits| digits.len() >= 15);
    let readings = digits.and_then(|digits| split_blocks(&digits)).unwrap_or_default();
    readings.iter().map(|reading| numbers(reading)).collect()
}

/// Puts fifteen figures that run together into table 4.
pub(super) fn put_challenges(draft: &mut Draft, cells: &[CellId], texts: Vec<String>, at: Source) {
    let readings = challenges(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let row = Together { row: RowId::REVIEW, texts, at, whole_cells: false };
    put_readings(draft, cells, &readings, &row, true);
}

/// Every way to cut texts into one figure for each column, where no relation tells which is right.
fn cuts(texts: &[String], columns: &[ColumnSpec]) -> Vec<Vec<Number>> {
    let mut found = Vec::new();
    let texts: Vec<Vec<char>> = texts.iter().map(|text| text.chars().map(narrow).collect()).collect();
    cut(&texts, columns, &mut Vec::new(), &mut found);
    found.sort();
    found.dedup();
    found
}

fn cut(texts: &[Vec<char>], columns: &[ColumnSpec], before: &mut Vec<Number>, found: &mut Vec<Vec<Number>>) {
    if found.len() > READINGS {
        return;
    }
    let (Some(text), Some(column)) = (texts.first(), columns.first()) else {
        if texts.is_empty() && columns.is_empty() {
            found.push(before.clone());
        }
        return;
    };
    for to in 1..=text.len() {
        let (part, rest) = text.split_at(to);
        let Some(number) = figure(part, column.kind) else { continue };
        let mut next: Vec<Vec<char>> = texts.iter().skip(1).cloned().collect();
        if !rest.is_empty() {
            next.insert(0, rest.to_vec());
        }
        before.push(number);
        cut(&next, columns.get(1..).unwrap_or_default(), before, found);
        // A hyphen between digits may be a minus, or all that is left of a border.
        if let Some((['-'], [first, ..])) = rest.split_at_checked(1).filter(|(_, rest)| !rest.is_empty())
            && first.is_ascii_digit()
        {
            if let Some(head) = next.first_mut() {
                head.remove(0);
            }
            cut(&next, columns.get(1..).unwrap_or_default(), before, found);
        }
        before.pop();
    }
}

/// The figure that a part of a run is in a column of this kind.
fn figure(part: &[char], kind: Kind) -> Option<Number> {
    let text: String = part.iter().collect();
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let zero_led = unsigned.len() > 1 && unsigned.starts_with('0') && !unsigned.starts_with("0.");
    let allowed = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '-' | '+') && kind == Kind::SignedCount
            || matches!(c, '.' | '元' | '万' | '亿') && matches!(kind, Kind::Amount(_))
    };
    if zero_led || !text.chars().all(allowed) {
        return None;
    }
    match figure::state(&text) {
        State::Number { value, note: None, .. } => Some(value),
        _ => None,
    }
}
