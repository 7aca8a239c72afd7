//! What of a draft a workbook does not carry.

use super::content::is_mark;
use super::text::fitting;
use crate::draft::{Losses, State};
use crate::write::print::Print;

pub(super) fn of(print: &Print<'_>) -> Losses {
    let mut losses = Losses::default();
    let _ = (is_mark, fitting, print, State::Blank);
    losses.stub("x");
    losses
}
