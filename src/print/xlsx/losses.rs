//! What of a draft a workbook does not carry.

use super::text::fits;
use crate::draft::{LossKind, Losses, State};
use crate::print::content::Print;
use crate::wording::marks::is_of_sum;

pub(super) fn of(print: &Print<'_>) -> Losses {
    // Readers leave out what begins as the marks do.
    let carries = |text: &str| fits(text) && !is_of_sum(text);
    let mut losses = print.losses(None, carries);
    for (id, cell) in print.draft.cells() {
        match cell.state {
            // A field of a sheet is blank at the least: a sheet can't say that there was none.
            State::Missing => losses.add_cell(LossKind::Missing, id),
            State::Number { .. } if !carries(print.cell(id)) => losses.add_cell(LossKind::Note, id),
            State::Dash(_) if !carries(print.cell(id)) => losses.add_cell(LossKind::Dash, id),
            State::Unreadable(_) if !carries(print.cell(id)) => losses.add_cell(LossKind::Unreadable, id),
            _ => {}
        }
    }
    losses
}
