//! Reports out of the envelope: proven when they are read.

use serde::de::{Deserialize, Deserializer, Error as _};

use super::Key;
use super::path::Path;
use crate::check::{Finding, NotAReport, Place, Role};
use crate::draft::Draft;
use crate::form::{CellId, Column, RowId};
use crate::format::wire;
use crate::record::{At, FaultKind, Faults, Message, Part};
use crate::report::Report;

/// Reads what is written and proves what it holds. In a format for people the error carries every fault, a line each.
impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            prove(Draft::deserialize(deserializer)?).map_err(D::Error::custom)
        } else {
            wire::read_report(deserializer)
        }
    }
}

/// The report that a document's draft is.
pub(crate) fn prove(draft: Draft) -> Result<Report, Faults> {
    let organ = draft.header.organ.as_deref();
    let (nameless, blank) = (organ.is_none(), organ.is_some_and(|organ| organ.trim().is_empty()));
    let undated = draft.header.year.is_none();
    Report::try_from(draft).map_err(|refused| {
        let mut faults = Faults::new();
        if nameless {
            faults.add(of_part(Part::Organ), FaultKind::MissingKey);
        }
        if blank {
            let kind = FaultKind::WrongValue { expected: "an organ's name", found: "blank text".into() };
            faults.add(of_part(Part::Organ), kind);
        }
        if undated {
            faults.add(of_part(Part::Year), FaultKind::MissingKey);
        }
        figures(refused, &mut faults);
        faults
    })
}

/// What is wrong with the figures: those that are no numbers, then every relation that they violate.
fn figures(refused: NotAReport, faults: &mut Faults) {
    let errors: Vec<_> = refused.findings().errors().map(of_finding).collect();
    let message = refused.to_string();
    for (id, cell) in refused.into_draft().cells().filter(|(_, cell)| cell.number().is_none()) {
        faults.add(of_cell(Some(id)), FaultKind::NoNumber { state: cell.state.code() });
    }
    for (at, kind) in errors {
        faults.add(at, kind);
    }
    if faults.is_empty() {
        // A figure that no rule speaks of and the typed tables refuse all the same.
        faults.add(Path::ROOT.at(), FaultKind::WrongValue { expected: "a report", found: message.into() });
    }
}

fn of_finding(finding: &Finding) -> (At, FaultKind) {
    let message = Message::of(|language| finding.message(language)).into();
    let kind = match finding.imbalance {
        Some(imbalance) => {
            FaultKind::WrongTotal { rule: finding.rule, left: imbalance.left, right: imbalance.right, message }
        }
        None => FaultKind::Refused { rule: finding.rule, message },
    };
    (of_cell(about(finding)), kind)
}

/// The cell that an error is about: the total of a sum; for the balance, which has none, the total of the outcomes.
fn about(finding: &Finding) -> Option<CellId> {
    let total = finding.cells.iter().find(|term| term.role == Some(Role::Total)).map(|term| term.cell);
    let balanced = match finding.place {
        Place::Column(column) => RowId::TOTAL.cell(column),
        Place::Row(row) => row.cell(Column::Total),
        Place::Cell(cell) => Some(cell),
        _ => None,
    };
    total.or(balanced).or_else(|| finding.cells.first().map(|term| term.cell))
}

fn of_cell(cell: Option<CellId>) -> At {
    let cells = Path::ROOT.key(Key::Cells.code());
    cell.map_or_else(|| cells.at(), |cell| cells.key(cell.as_str()).at())
}

fn of_part(part: Part) -> At {
    At::Pointer(part.keys().map(|key| format!("/{key}")).collect())
}
