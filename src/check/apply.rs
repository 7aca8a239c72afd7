//! The rules one by one.

use std::ops::ControlFlow::{self, Continue};

use super::finding::Sink;
use super::solve::Solution;
use super::{Detail, Finding, Place, Rule, Rules, Severity, Status, plausibility};
use crate::draft::{Cell, Draft, NoticeKind, State, StateKind};
use crate::form::{CellId, CellSet, Kind, Table};

/// Hands the findings of the chosen rules to `sink`: the relations, then the cells, then the form and the header.
///
/// A finding that is waived goes on as a note; waivers that no finding used come last.
pub(super) fn each(draft: &Draft, rules: &Rules, solution: &Solution, sink: Sink<'_>) -> ControlFlow<()> {
    let waivers = &rules.waivers;
    if waivers.is_empty() {
        return Application::new(draft, rules, sink).all(solution);
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
        let cells = waiver.values.iter().filter_map(|(cell, _)| draft.edition().position(*cell));
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

impl<'a, 's> Application<'a, 's> {
    pub(super) fn new(draft: &'a Draft, rules: &'a Rules, sink: Sink<'s>) -> Self {
        Self { draft, rules, sink }
    }

    /// What is said of a cell with a number, of its row and of the relations that it is part of.
    pub(super) fn about(&mut self, at: usize, solution: &Solution) -> ControlFlow<()> {
        let relations = self.draft.edition().plan().relations_of[at];
        for relation in (relations & (solution.violated | solution.undecided)).iter() {
            self.relation(relation, solution)?;
        }
        self.single_cell(at)?;
        plausibility::find_about(self, self.draft.edition().cells()[at])
    }

    fn all(&mut self, solution: &Solution) -> ControlFlow<()> {
        self.relations(solution)?;
        self.single_cells()?;
        plausibility::find(self)?;
        // Most reports are filled in completely: the rules about cells without a number have nothing to say.
        if self.draft.in_state(StateKind::Number).len() < self.draft.edition().cells().len() {
            self.ambiguous_cells()?;
            self.missing_rows()?;
            self.cells_in_state(Rule::CellBlank, StateKind::Blank)?;
            self.cells_in_state(Rule::CellDash, StateKind::Dash)?;
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
        cells: impl IntoIterator<Item = usize>,
        detail: Detail,
    ) -> ControlFlow<()> {
        let Some(severity) = self.rules.severity(rule) else { return Continue(()) };
        let finding = Finding::new(rule, severity, place, self.draft.edition());
        (self.sink)(finding.with_cells(self.draft, cells).with_detail(detail))
    }

    fn relations(&mut self, solution: &Solution) -> ControlFlow<()> {
        for at in (solution.violated | solution.undecided).iter() {
            self.relation(at, solution)?;
        }
        Continue(())
    }

    /// What is said of a relation that does not hold.
    pub(super) fn relation(&mut self, at: usize, solution: &Solution) -> ControlFlow<()> {
        let rule = Rule::of(self.draft.edition().relations()[at].kind());
        let Some(severity) = self.rules.severity(rule) else { return Continue(()) };
        let (status, severity) = if solution.violated.has(at) {
            (Status::Violated, severity)
        } else {
            // What is undecided is never more than a warning.
            (Status::Undecided, severity.max(Severity::Warning))
        };
        (self.sink)(Finding::of_relation(at, status, severity, self.draft, solution))
    }

    fn single_cells(&mut self) -> ControlFlow<()> {
        let draft = self.draft;
        let plan = draft.edition().plan();
        let numbers = draft.in_state(StateKind::Number);
        // Most cells of most reports hold a plain count: nothing to look up.
        let fractions = numbers - draft.whole() - plan.amounts;
        let doubtful = draft.in_state(StateKind::Unreadable) | fractions | draft.negative() | draft.with_unit();
        for at in doubtful.iter() {
            self.single_cell(at)?;
        }
        Continue(())
    }

    /// What is wrong with a cell by itself.
    pub(super) fn single_cell(&mut self, at: usize) -> ControlFlow<()> {
        let id = self.draft.edition().cells()[at];
        let Some(cell) = self.draft.cell(id) else { return Continue(()) };
        for (rule, detail) in faults(self.draft, id, cell) {
            self.find(rule, Place::Cell(id), [at], detail)?;
        }
        Continue(())
    }

    fn ambiguous_cells(&mut self) -> ControlFlow<()> {
        for run in self.draft.runs() {
            let Some(first) = run.cells().first() else { continue };
            let readings = run.readings().map(Into::into).collect();
            let detail = Detail::Readings { text: run.text().into(), readings };
            let edition = self.draft.edition();
            let cells = run.cells().iter().filter_map(|cell| edition.position(*cell));
            self.find(Rule::CellAmbiguous, Place::Cell(*first), cells, detail)?;
        }
        Continue(())
    }

    fn missing_rows(&mut self) -> ControlFlow<()> {
        let missing = self.draft.in_state(StateKind::Missing);
        let cells = self.draft.edition().cells();
        let mut rest = missing.iter().peekable();
        while let Some(first) = rest.next() {
            let row = cells[first].row();
            let mut of_row = CellSet::EMPTY.with(first);
            while let Some(at) = rest.next_if(|at| cells[*at].row() == row) {
                of_row.insert(at);
            }
            self.find(Rule::CellMissing, Place::Row(row), of_row.iter(), Detail::None)?;
        }
        Continue(())
    }

    fn cells_in_state(&mut self, rule: Rule, state: StateKind) -> ControlFlow<()> {
        let cells = self.draft.in_state(state);
        for table in Table::ALL {
            let of_table = cells & self.draft.edition().plan().table(*table);
            if !of_table.is_empty() {
                self.find(rule, Place::Table(*table), of_table.iter(), Detail::None)?;
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
        if header.organ.as_deref().is_none_or(|organ| organ.chars().all(char::is_whitespace)) {
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
                Kind::Amount(None) | Kind::Count | Kind::SignedCount => false,
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
    let numbers = draft.in_state(StateKind::Number) | draft.in_state(StateKind::Ambiguous);
    (numbers & draft.edition().plan().table(Table::Requests)).is_empty()
}
