//! What of a draft a workbook does not carry.

use super::content::is_mark;
use super::text::fits;
use crate::draft::{Cell, LossKind, Losses, Origin, State};
use crate::form::CellId;
use crate::write::print::Print;

pub(super) fn of(print: &Print<'_>) -> Losses {
    let draft = print.draft;
    let mut losses = Losses::default();
    for (key, carried) in header(print) {
        if !carried {
            losses.add(LossKind::Header(key));
        }
    }
    for (section, key) in [(1, "overview"), (5, "problems"), (6, "other")] {
        if !print.carries_section(section, |line| fits(line) && !is_mark(line)) {
            losses.add(LossKind::Narrative(key));
        }
    }
    let lost: Vec<(CellId, bool)> = print.lost_cells().map(|(id, _, carried)| (id, carried)).collect();
    for (id, cell) in draft.cells() {
        let not_carried = lost.iter().any(|(lost, carried)| *lost == id && !carried);
        // A field of a sheet is blank at the least: that there was none can't be told.
        if not_carried || cell.state == State::Missing || is_mark(print.cell(id)) || !fits(print.cell(id)) {
            losses.add_cell(kind(cell), id);
        }
        if matches!(cell.origin, Origin::Imputed | Origin::Repaired) {
            losses.add_cell(LossKind::Origin, id);
        }
    }
    if !draft.notices().is_empty() {
        losses.add(LossKind::Notice);
    }
    losses
}

fn header(print: &Print<'_>) -> [(&'static str, bool); 7] {
    let header = &print.draft.header;
    [
        ("organ", print.carries_organ()),
        ("credit_code", header.credit_code.is_none()),
        ("division_code", header.division_code.is_none()),
        ("scope", header.scope.is_none()),
        ("year", print.carries_year()),
        ("period", print.carries_period()),
        ("published", print.carries_published()),
    ]
}

/// What is lost of a cell that reads back as another.
fn kind(cell: &Cell) -> LossKind {
    match &cell.state {
        State::Number { note: Some(_), .. } => LossKind::Note,
        State::Number { .. } => LossKind::Number,
        State::Dash(_) => LossKind::Dash,
        State::Ambiguous => LossKind::Ambiguous,
        State::Unreadable(_) => LossKind::Unreadable,
        State::Blank | State::Missing => LossKind::Missing,
    }
}
