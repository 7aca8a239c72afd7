//! The rules one by one.

use std::ops::ControlFlow::{self, Continue};

use super::finding::Sink;
use super::solve::Solution;
use super::{Detail, Finding, Place, Rule, Rules, Severity, Status, plausibility};
use crate::draft::{Cell, Draft, NoticeKind, State};
use crate::form::{CellId, Kind, Table};

/// Hands the findings of the chosen rules to `sink`: the relations, then the cells, then the form and the header.
///
/// A finding that is waived goes on as a note; waivers that no finding used come last.
pub(super) fn each(draft: &Draft, rules: &Rules, solution: &Solution, sink: Sink<'_>) -> ControlFlow<()> {
    let waivers = &rules.waivers;
    if waivers.is_empty() {
        return Application { draft, rules, sink }.all(solution);
    }
    let mut used = vec![false; waivers.iter().len()];
    let waive = &mut |mut finding: Finding| {
        let cells = finding.cells.iter().map(|term| term.cell);
        let is_decided = finding.status != Some(Status::Undecided);
        let covering = waivers.covering(draft, finding.rule, finding.place, &cells).filter(|_| is_decided);
        if let Some((at, waiver)) = covering.and_then(|at| Some((at, waivers.iter().nth(at)?))) {
            finding.severity = Severity::Note;
            finding.waiver = Some(waiver.explanation.clone());
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
        }
        sink(finding)
    };
    Application { draft, rules, sink: waive }.all(solution)?;
    let mut rest = Application { draft, rules, sink };
    for (waiver, has_lapsed) in waivers.unused(draft, &used) {
        let rule = if has_lapsed { Rule::WaiverLapsed } else { Rule::WaiverUnused };
        let cells = waiver.values.iter().map(|(cell, _)| *cell).filter(|cell| draft.edition().has(*cell));
        let detail = Detail::Text(format!("{}: {}", waiver.rule, waiver.explanation).into());
        rest.find(rule, waiver.place, cells, detail)?;
    }
    Continue(())
}

/// Rules being applied to a draft.
pub(super) struct Application<'a, 's> {
    pub(super) draft: &'a Draft,
    rules: &'a Rules,
    sink: Sink<'s>,
}

impl Application<'_, '_> {
    fn all(&mut self, solution: &Solution) -> ControlFlow<()> {
        self.relations(solution)?;
        self.single_cells()?;
        plausibility::find(self)?;
        // Most reports are filled in completely: the rules about cells without a number have nothing to say.
        if !self.draft.cells().all(|(_, cell)| matches!(cell.state, State::Number { .. })) {
            self.ambiguous_cells()?;
            self.missing_rows()?;
            self.cells_without_number(Rule::CellBlank, |state| *state == State::Blank)?;
            self.cells_without_number(Rule::CellDash, |state| matches!(state, State::Dash(_)))?;
            self.empty_form()?;
        }
        self.notices()?;
        self.header()
    }

    /// A finding, unless its rule is switched off.
    pub(super) fn find(
        &mut self,
        rule: Rule,
        place: Place,
        cells: impl IntoIterator<Item = CellId>,
        detail: Detail,
    ) -> ControlFlow<()> {
        let Some(severity) = self.rules.severity(rule) else { return Continue(()) };
        let finding = Finding::new(rule, severity, place, self.draft.edition());
        (self.sink)(finding.with_cells(self.draft, cells).with_detail(detail))
    }

    fn relations(&mut self, solution: &Solution) -> ControlFlow<()> {
        for (relation, judgement) in self.draft.edition().relations().iter().zip(&solution.judgements) {
            let Some(status) = judgement.status() else { continue };
            let Some(severity) = self.rules.severity(Rule::of(relation.kind())) else { continue };
            // What is undecided is never more than a warning.
            let severity = if status == Status::Undecided { severity.max(Severity::Warning) } else { severity };
            (self.sink)(Finding::of_relation(relation, status, judgement.imbalance(), severity, self.draft))?;
        }
        Continue(())
    }

    fn single_cells(&mut self) -> ControlFlow<()> {
        for (id, cell) in self.draft.cells() {
            for (rule, detail) in faults(self.draft, id, cell) {
                self.find(rule, Place::Cell(id), [id], detail)?;
            }
        }
        Continue(())
    }

    fn ambiguous_cells(&mut self) -> ControlFlow<()> {
        for run in self.draft.runs() {
            let Some(first) = run.cells().first() else { continue };
            let readings = run.readings().map(Into::into).collect();
            let detail = Detail::Readings { text: run.text().into(), readings };
            self.find(Rule::CellAmbiguous, Place::Cell(*first), run.cells().iter().copied(), detail)?;
        }
        Continue(())
    }

    fn missing_rows(&mut self) -> ControlFlow<()> {
        let draft = self.draft;
        let is_missing = |id: &CellId| draft.cell(*id).is_none_or(|cell| cell.state == State::Missing);
        for row in draft.edition().rows() {
            let mut cells = row.cells().map(|(id, _)| id).filter(is_missing).peekable();
            if cells.peek().is_some() {
                self.find(Rule::CellMissing, Place::Row(row.id), cells, Detail::None)?;
            }
        }
        Continue(())
    }

    fn cells_without_number(&mut self, rule: Rule, is: impl Fn(&State<&str>) -> bool) -> ControlFlow<()> {
        for table in Table::ALL {
            let cells = self.draft.cells().filter(|(id, cell)| id.table() == *table && is(&cell.state));
            let mut cells = cells.map(|(id, _)| id).peekable();
            if cells.peek().is_some() {
                self.find(rule, Place::Table(*table), cells, Detail::None)?;
            }
        }
        Continue(())
    }

    fn empty_form(&mut self) -> ControlFlow<()> {
        if holds_no_number(self.draft) {
            self.find(Rule::FormEmpty, Place::Table(Table::Requests), [], Detail::None)?;
        }
        Continue(())
    }

    fn notices(&mut self) -> ControlFlow<()> {
        for notice in self.draft.notices() {
            let text = || Detail::Text(notice.text.clone());
            let (rule, place, detail) = match &notice.kind {
                NoticeKind::Label { row, official } => {
                    let detail = Detail::Label { printed: notice.text.clone(), official: official.clone() };
                    (Rule::FormLabel, Place::Row(*row), detail)
                }
                NoticeKind::Edition { row } => (Rule::FormEdition, Place::Row(*row), text()),
                NoticeKind::Stray => (Rule::FormEdition, Place::Form, text()),
                NoticeKind::Section { number, absent } => {
                    (Rule::FormSection, Place::Section(*number), Detail::Absent(*absent))
                }
            };
            let Some(severity) = self.rules.severity(rule) else { continue };
            let mut finding = Finding::new(rule, severity, place, self.draft.edition()).with_detail(detail);
            finding.source = Some(notice.source).filter(|source| !source.is_empty());
            (self.sink)(finding)?;
        }
        Continue(())
    }

    fn header(&mut self) -> ControlFlow<()> {
        let header = &self.draft.header;
        if header.organ.as_deref().is_none_or(|organ| organ.trim().is_empty()) {
            self.find(Rule::HeaderMissing, Place::Organ, [], Detail::None)?;
        }
        if header.year.is_none() {
            self.find(Rule::HeaderMissing, Place::Year, [], Detail::None)?;
        }
        Continue(())
    }
}

/// What is wrong with a cell by itself.
fn faults(draft: &Draft, id: CellId, cell: Cell<&str>) -> impl Iterator<Item = (Rule, Detail)> {
    let (mut negative, mut fraction, mut unit, mut unreadable) = (None, None, None, None);
    match &cell.state {
        // Most cells of most reports: nothing to look up.
        State::Number { value, unit: None, .. } if value.to_integer().is_some() && !value.is_negative() => {}
        State::Number { value, unit: written, .. } => {
            let kind = draft.edition().column(id).map_or(Kind::Count, |column| column.kind);
            let counts = matches!(kind, Kind::Count | Kind::SignedCount);
            negative = (kind == Kind::Count && value.is_negative()).then_some((Rule::CellNegative, Detail::None));
            fraction = (counts && value.to_integer().is_none()).then_some((Rule::CellFraction, Detail::None));
            let is_other_unit = match kind {
                Kind::Amount(Some(unit)) => written.is_some_and(|written| written != unit),
                Kind::Amount(None) => false,
                Kind::Count | Kind::SignedCount => written.is_some(),
            };
            unit = is_other_unit.then(|| (Rule::CellUnit, Detail::Text(cell.to_string().into())));
        }
        State::Unreadable(text) => unreadable = Some((Rule::CellUnreadable, Detail::Text((*text).into()))),
        State::Blank | State::Dash(_) | State::Ambiguous | State::Missing => {}
    }
    negative.into_iter().chain(fraction).chain(unit).chain(unreadable)
}

/// Whether table 3 holds no number.
pub(super) fn holds_no_number(draft: &Draft) -> bool {
    let is_stated = |cell: Cell<&str>| matches!(cell.state, State::Number { .. } | State::Ambiguous);
    draft.cells().all(|(id, cell)| id.table() != Table::Requests || !is_stated(cell))
}
