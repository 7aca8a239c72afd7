//! Findings: what the rules say of a draft, as data.

use std::ops::ControlFlow;

use super::solve::Solution;
use super::{Bounds, Place, Rule, Severity};
use crate::coded::coded;
use crate::draft::{Draft, Source, StateKind};
use crate::form::{CellId, Edition};
use crate::quantity::Number;

/// What takes findings as they are found, until it breaks off.
pub(super) type Sink<'a> = &'a mut dyn FnMut(Finding) -> ControlFlow<()>;

/// One thing that a rule says of a draft, as data; [`Finding::message`] puts it in words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that says it.
    pub rule: Rule,
    /// How serious it is.
    pub severity: Severity,
    /// For a relation: whether it is violated or undecided.
    pub status: Option<Status>,
    /// What it is about.
    pub place: Place,
    /// Where that was in what was read, if known.
    pub source: Option<Source>,
    /// Every cell it is about, with its part in the relation and what it holds.
    pub cells: Box<[FindingCell]>,
    /// For a violated relation: both sides.
    pub imbalance: Option<Imbalance>,
    /// For a violated relation: what the other relations had left for its cells that are not stated when it was found violated,
    /// and for cells in a run of digits, whose readings all fail, the one that comes nearest. None of them is imputed.
    pub bounds: Box<[Bounds]>,
    /// What the message needs besides.
    pub detail: Detail,
    /// Why it was accepted, if a [`Waiver`](super::Waiver) covers it: it is a note then.
    pub waiver: Option<Box<str>>,
    /// The edition of the form.
    pub edition: Edition,
}

coded! {
    /// What is known of a relation that does not hold.
    pub enum Status as "a status" {
        /// No choice for what is not stated satisfies the relation.
        Violated = "violated",
        /// The relation can be satisfied, but not all of its cells are stated.
        Undecided = "undecided",
    }
}

/// A cell within a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FindingCell {
    /// The cell.
    pub cell: CellId,
    /// The side of the relation that it is on.
    pub side: Option<Side>,
    /// Whether it is a part or the total of a sum; a balance has neither.
    pub role: Option<Role>,
    /// What kind of content it has.
    pub state: StateKind,
    /// The number in it.
    pub value: Option<Number>,
}

coded! {
    /// A side of a relation.
    pub enum Side as "a side" {
        /// The parts of a sum; for the balance, received and carried in.
        Left = "left",
        /// The total of a sum; for the balance, total handled and carried out.
        Right = "right",
    }
}

coded! {
    /// What a cell is in a sum.
    pub enum Role as "a role" {
        /// One of the parts.
        Part = "part",
        /// The total.
        Total = "total",
    }
}

/// Both sides of a violated relation.
///
/// A cell that is not stated counts with the least that it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imbalance {
    /// What the left side adds up to.
    pub left: Number,
    /// What the right side adds up to.
    pub right: Number,
    /// Left minus right.
    pub delta: Number,
}

/// What the message of a finding needs besides its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Detail {
    /// Nothing.
    None,
    /// Text as on the page.
    Text(Box<str>),
    /// A label as printed, and as it should be.
    Label {
        /// As printed.
        printed: Box<str>,
        /// As on the form.
        official: Box<str>,
    },
    /// The readings of a run of digits.
    Readings {
        /// The digits as written.
        text: Box<str>,
        /// Each reading, one number for each of the finding's cells.
        readings: Box<[Box<[Number]>]>,
    },
    /// A section is absent (`true`) or out of order.
    Absent(bool),
    /// The cells of an undecided relation that are not stated.
    Open(Box<[CellId]>),
}

impl Finding {
    /// A finding without cells.
    pub(super) fn new(rule: Rule, severity: Severity, place: Place, edition: Edition) -> Self {
        Self {
            rule,
            severity,
            status: None,
            place,
            source: None,
            cells: Box::new([]),
            imbalance: None,
            bounds: Box::new([]),
            detail: Detail::None,
            waiver: None,
            edition,
        }
    }

    pub(super) fn with_cells(mut self, draft: &Draft, cells: impl IntoIterator<Item = usize>) -> Self {
        self.cells = cells.into_iter().map(|at| finding_cell(draft, at, None, None)).collect();
        self.source = self.cells.first().and_then(|term| source_of(draft, draft.edition().position(term.cell)?));
        self
    }

    pub(super) fn with_detail(mut self, detail: Detail) -> Self {
        self.detail = detail;
        self
    }

    /// A finding about a relation; its source is that of the total, or of the first cell that has one.
    pub(super) fn of_relation(
        at: usize,
        status: Status,
        severity: Severity,
        draft: &Draft,
        solution: &Solution,
    ) -> Self {
        let relation = &draft.edition().relations()[at];
        let terms = &draft.edition().plan().terms[at];
        let role = |role| relation.total().map(|_| role);
        let left = terms.left().map(|at| finding_cell(draft, at, Some(Side::Left), role(Role::Part)));
        let right = terms.right().map(|at| finding_cell(draft, at, Some(Side::Right), role(Role::Total)));
        let mut finding = Self::new(Rule::of(relation.kind()), severity, relation.place().into(), draft.edition());
        finding.status = Some(status);
        finding.cells = left.chain(right).collect();
        let total = terms.right().next().filter(|_| relation.total().is_some());
        let mut cells = total.into_iter().chain(terms.left()).chain(terms.right());
        finding.source = cells.find_map(|at| source_of(draft, at));
        match status {
            Status::Violated => {
                finding.imbalance = Some(solution.imbalance(draft, at));
                finding.bounds = solution.bounds_in(at).into();
            }
            Status::Undecided => {
                let cells = draft.edition().cells();
                let open = terms.left().chain(terms.right()).filter(|at| !solution.stated.has(*at)).map(|at| cells[at]);
                finding.detail = Detail::Open(open.collect());
            }
        }
        finding
    }

    /// Severity, then form order, then rule id: the order in which findings are listed.
    pub(super) fn order(&self) -> (Severity, (u8, usize, usize), &'static str) {
        (self.severity, self.place.position(), self.rule.id())
    }
}

fn finding_cell(draft: &Draft, at: usize, side: Option<Side>, role: Option<Role>) -> FindingCell {
    let cell = draft.edition().cells()[at];
    FindingCell { cell, side, role, state: draft.state_at(at), value: draft.number_at(at) }
}

fn source_of(draft: &Draft, at: usize) -> Option<Source> {
    Some(draft.source_at(at)).filter(|source| !source.is_empty())
}
