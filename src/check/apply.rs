//! The rules one by one.

use std::ops::ControlFlow;

use super::finding::Sink;
use super::solve::Solution;
use super::{Detail, Finding, Place, Rule, Rules, Severity};
use crate::draft::{Cell, Draft, NoticeKind, State};
use crate::form::{CellId, Kind, Table};

/// Hands the findings of the chosen rules to `sink`: the relations, then the cells, then the form and the header.
///
/// A finding that is waived goes on as a note; waivers that nothing was found for come last.
pub(super) fn each(draft: &Draft, rules: &Rules, solution: &Solution, sink: Sink<'_>) -> ControlFlow<()> {
    let waivers = &rules.waivers;
    if waivers.is_empty() {
        return unwaived(draft, rules, solution, sink);
    }
    let mut used = vec![false; waivers.iter().len()];
    unwaived(draft, rules, solution, &mut |mut finding| {
        let cells = finding.cells.iter().map(|term| term.cell);
        let decided = finding.status != Some(super::Status::Undecided);
        let covering = waivers.covering(draft, finding.rule, finding.place, &cells).filter(|_| decided);
        if let Some((at, waiver)) = covering.and_then(|at| Some((at, waivers.iter().nth(at)?))) {
            finding.severity = Severity::Note;
            finding.waiver = Some(waiver.explanation.clone());
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
        }
        sink(finding)
    })?;
    for (waiver, lapsed) in waivers.idle(draft, &used) {
        let rule = if lapsed { Rule::WaiverLapsed } else { Rule::WaiverUnused };
        let Some(severity) = rules.severity(rule) else { continue };
        let cells = waiver.values.iter().map(|(cell, _)| *cell).filter(|cell| draft.edition().has(*cell));
        let detail = Detail::Text(format!("{}: {}", waiver.rule, waiver.explanation).into());
        sink(Finding::new(rule, severity, waiver.place, draft.edition()).with_cells(draft, cells).with_detail(detail))?;
    }
    ControlFlow::Continue(())
}

fn unwaived(draft: &Draft, rules: &Rules, solution: &Solution, sink: Sink<'_>) -> ControlFlow<()> {
    relations(draft, rules, solution, sink)?;
    single_cells(draft, rules, sink)?;
    super::plausibility::each(draft, rules, sink)?;
    if draft.cells().all(|(_, cell)| matches!(cell.state, State::Number { .. })) {
        // A report filled in whole, as most are: the rules about cells without a number have nothing to say.
        notices(draft, rules, sink)?;
        return header(draft, rules, sink);
    }
    ambiguous_cells(draft, rules, sink)?;
    missing_rows(draft, rules, sink)?;
    without_number(draft, rules, Rule::CellBlank, |state| *state == State::Blank, sink)?;
    without_number(draft, rules, Rule::CellDash, |state| matches!(state, State::Dash(_)), sink)?;
    empty(draft, rules, sink)?;
    notices(draft, rules, sink)?;
    header(draft, rules, sink)
}

fn relations(draft: &Draft, rules: &Rules, solution: &Solution, sink: Sink<'_>) -> ControlFlow<()> {
    for (relation, judgement) in draft.edition().relations().iter().zip(&solution.judgements) {
        let Some(status) = judgement.status() else { continue };
        let Some(severity) = rules.severity(Rule::of(relation.kind())) else { continue };
        // What is not decided is never more than a warning.
        let severity = if status == super::Status::Undecided { severity.max(Severity::Warning) } else { severity };
        sink(Finding::of_relation(relation, status, judgement.imbalance(), severity, draft))?;
    }
    ControlFlow::Continue(())
}

fn single_cells(draft: &Draft, rules: &Rules, sink: Sink<'_>) -> ControlFlow<()> {
    for (id, cell) in draft.cells() {
        for (rule, detail) in faults(draft, id, cell) {
            if let Some(severity) = rules.severity(rule) {
                let finding = Finding::new(rule, severity, Place::Cell(id), draft.edition());
                sink(finding.with_cells(draft, [id]).with_detail(detail))?;
            }
        }
    }
    ControlFlow::Continue(())
}

/// What is wrong with a cell by itself.
fn faults(draft: &Draft, id: CellId, cell: &Cell) -> impl Iterator<Item = (Rule, Detail)> {
    let (mut negative, mut fraction, mut unit, mut unreadable) = (None, None, None, None);
    match &cell.state {
        // Most cells of most reports: nothing to look up.
        State::Number { value, unit: None, .. } if value.to_integer().is_some() && !value.is_negative() => {}
        State::Number { value, unit: written, .. } => {
            let kind = draft.edition().column(id).map_or(Kind::Count, |column| column.kind);
            let counts = matches!(kind, Kind::Count | Kind::SignedCount);
            negative = (kind == Kind::Count && value.is_negative()).then_some((Rule::CellNegative, Detail::None));
            fraction = (counts && value.to_integer().is_none()).then_some((Rule::CellFraction, Detail::None));
            let other_unit = match kind {
                Kind::Amount(Some(unit)) => written.is_some_and(|written| written != unit),
                Kind::Amount(None) => false,
                Kind::Count | Kind::SignedCount => written.is_some(),
            };
            unit = other_unit.then(|| (Rule::CellUnit, Detail::Text(cell.to_string().into())));
        }
        State::Unreadable(text) => unreadable = Some((Rule::CellUnreadable, Detail::Text(text.clone()))),
        State::Blank | State::Dash(_) | State::Ambiguous | State::Missing => {}
    }
    negative.into_iter().chain(fraction).chain(unit).chain(unreadable)
}

fn ambiguous_cells(draft: &Draft, rules: &Rules, sink: Sink<'_>) -> ControlFlow<()> {
    let Some(severity) = rules.severity(Rule::CellAmbiguous) else { return ControlFlow::Continue(()) };
    for run in draft.runs() {
        let Some(first) = run.cells().first() else { continue };
        let readings = run.readings().map(Into::into).collect();
        let finding = Finding::new(Rule::CellAmbiguous, severity, Place::Cell(*first), draft.edition());
        sink(
            finding
                .with_cells(draft, run.cells().iter().copied())
                .with_detail(Detail::Readings { text: run.text().into(), readings }),
        )?;
    }
    ControlFlow::Continue(())
}

fn missing_rows(draft: &Draft, rules: &Rules, sink: Sink<'_>) -> ControlFlow<()> {
    let Some(severity) = rules.severity(Rule::CellMissing) else { return ControlFlow::Continue(()) };
    let missing = |id: &CellId| draft.cell(*id).is_none_or(|cell| cell.state == State::Missing);
    for row in draft.edition().rows() {
        let cells: Vec<_> = row.cells().map(|(id, _)| id).filter(missing).collect();
        if !cells.is_empty() {
            let finding = Finding::new(Rule::CellMissing, severity, Place::Row(row.id), draft.edition());
            sink(finding.with_cells(draft, cells))?;
        }
    }
    ControlFlow::Continue(())
}

fn without_number(
    draft: &Draft,
    rules: &Rules,
    rule: Rule,
    is: impl Fn(&State) -> bool,
    sink: Sink<'_>,
) -> ControlFlow<()> {
    let Some(severity) = rules.severity(rule) else { return ControlFlow::Continue(()) };
    for table in Table::ALL {
        let cells = draft.cells().filter(|(id, cell)| is(&cell.state) && id.table() == *table);
        let cells: Vec<_> = cells.map(|(id, _)| id).collect();
        if !cells.is_empty() {
            let finding = Finding::new(rule, severity, Place::Table(*table), draft.edition());
            sink(finding.with_cells(draft, cells))?;
        }
    }
    ControlFlow::Continue(())
}

fn empty(draft: &Draft, rules: &Rules, sink: Sink<'_>) -> ControlFlow<()> {
    match rules.severity(Rule::FormEmpty) {
        Some(severity) if holds_no_number(draft) => {
            sink(Finding::new(Rule::FormEmpty, severity, Place::Table(Table::Requests), draft.edition()))
        }
        _ => ControlFlow::Continue(()),
    }
}

fn notices(draft: &Draft, rules: &Rules, sink: Sink<'_>) -> ControlFlow<()> {
    for notice in draft.notices() {
        let (rule, place, detail) = match &notice.kind {
            NoticeKind::Label { row, official } => {
                let detail = Detail::Label { printed: notice.text.clone(), official: official.clone() };
                (Rule::FormLabel, Place::Row(*row), detail)
            }
            NoticeKind::Edition { row } => (Rule::FormEdition, Place::Row(*row), Detail::Text(notice.text.clone())),
            NoticeKind::Stray => (Rule::FormEdition, Place::Form, Detail::Text(notice.text.clone())),
            NoticeKind::Section { number, absent } => {
                (Rule::FormSection, Place::Section(*number), Detail::Absent(*absent))
            }
        };
        if let Some(severity) = rules.severity(rule) {
            let mut finding = Finding::new(rule, severity, place, draft.edition()).with_detail(detail);
            finding.source = Some(notice.source).filter(|source| !source.is_empty());
            sink(finding)?;
        }
    }
    ControlFlow::Continue(())
}

fn header(draft: &Draft, rules: &Rules, sink: Sink<'_>) -> ControlFlow<()> {
    let Some(severity) = rules.severity(Rule::HeaderMissing) else { return ControlFlow::Continue(()) };
    let organ = draft.header.organ.as_deref().is_none_or(|organ| organ.trim().is_empty());
    let missing = [(organ, Place::Organ), (draft.header.year.is_none(), Place::Year)];
    for (_, place) in missing.into_iter().filter(|(missing, _)| *missing) {
        sink(Finding::new(Rule::HeaderMissing, severity, place, draft.edition()))?;
    }
    ControlFlow::Continue(())
}

/// Whether table 3 holds no number.
pub(super) fn holds_no_number(draft: &Draft) -> bool {
    let stated = |cell: &Cell| matches!(cell.state, State::Number { .. } | State::Ambiguous);
    draft.cells().all(|(id, cell)| id.table() != Table::Requests || !stated(cell))
}
