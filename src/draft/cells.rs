//! The cells of a draft, laid out so that its sums are a pass over one array.

use std::mem;

use super::{Cell, Origin, Source, State, StateKind};
use crate::form::{CellSet, Edition, Figures};
use crate::quantity::{MoneyUnit, Number, SignedCount};

/// What the cells of a form hold, each by its place in [`Edition::cells`].
///
/// The whole numbers lie in one array and the states in sets. What few cells have besides lies apart.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    /// The whole numbers within the bounds of a count; 0 where a cell holds none.
    figures: Figures,
    /// The cells in each state: every cell of the edition is in one of them.
    states: [CellSet; StateKind::COUNT],
    /// The cells whose number is in `figures`.
    whole: CellSet,
    /// Those of them that are below zero.
    negative: CellSet,
    /// The cells whose number has a unit of money.
    with_unit: CellSet,
    origins: [Origin; Edition::MOST_CELLS],
    /// The cells that have a [`Detail`].
    detailed: CellSet,
    /// In form order.
    details: Vec<Detail>,
    /// Where each cell was read; nothing if none was.
    sources: Box<[Source]>,
}

/// What a cell has besides a whole number.
#[derive(Clone, Debug)]
struct Detail {
    at: usize,
    /// The number, where the figure alone does not say how it is written.
    number: Option<Number>,
    unit: Option<MoneyUnit>,
    /// The note, or what is written in place of a number.
    text: Option<Box<str>>,
}

impl Cells {
    /// The cells of an edition, all in this state, which has no data.
    pub(super) fn all(edition: Edition, state: StateKind) -> Self {
        let mut states = [CellSet::EMPTY; StateKind::COUNT];
        states[state as usize] = CellSet::first(edition.cells().len());
        Self {
            figures: [0; Edition::MOST_CELLS],
            states,
            whole: CellSet::EMPTY,
            negative: CellSet::EMPTY,
            with_unit: CellSet::EMPTY,
            origins: [Origin::Entered; Edition::MOST_CELLS],
            detailed: CellSet::EMPTY,
            details: Vec::new(),
            sources: Box::new([]),
        }
    }

    /// The cells of an edition: whole numbers entered in these ones, nothing given of the rest. `figures` is 0 there.
    pub(super) fn entered(edition: Edition, figures: &Figures, cells: CellSet) -> Self {
        let mut all = Self::all(edition, StateKind::Missing);
        let [number, missing] = [StateKind::Number, StateKind::Missing].map(|state| state as usize);
        all.states[number] = cells & all.states[missing];
        all.states[missing] = all.states[missing] - cells;
        let whole = all.states[number];
        let negative = whole.iter().filter(|at| figures[*at] < 0).collect();
        Self { figures: *figures, whole, negative, ..all }
    }

    /// What each cell counts as, if it is stated: its whole number, or 0.
    pub(super) fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The cells whose number is whole.
    pub(super) fn whole(&self) -> CellSet {
        self.whole
    }

    /// The cells whose number is whole and below zero.
    pub(super) fn negative(&self) -> CellSet {
        self.negative
    }

    /// The cells in a state.
    pub(super) fn in_state(&self, state: StateKind) -> CellSet {
        self.states[state as usize]
    }

    /// The state of a cell of the edition.
    pub(super) fn state(&self, at: usize) -> StateKind {
        let is_in = |kind: &&StateKind| self.states[**kind as usize].has(at);
        StateKind::ALL.iter().find(is_in).copied().unwrap_or(StateKind::Missing)
    }

    /// The number of a cell.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        if !self.states[StateKind::Number as usize].has(at) {
            return None;
        }
        let written = self.detail(at).and_then(|detail| detail.number);
        Some(written.unwrap_or_else(|| self.figures[at].into()))
    }

    /// The cells whose number has a unit of money.
    pub(super) fn with_unit(&self) -> CellSet {
        self.with_unit
    }

    /// A view of a cell.
    pub(super) fn get(&self, at: usize) -> Cell<&str> {
        let detail = self.detail(at);
        let text = detail.and_then(|detail| detail.text.as_deref());
        let state = match self.state(at) {
            StateKind::Number => State::Number {
                value: detail.and_then(|detail| detail.number).unwrap_or_else(|| self.figures[at].into()),
                unit: detail.and_then(|detail| detail.unit),
                note: text,
            },
            StateKind::Blank => State::Blank,
            StateKind::Dash => State::Dash(text.unwrap_or_default()),
            StateKind::Ambiguous => State::Ambiguous,
            StateKind::Unreadable => State::Unreadable(text.unwrap_or_default()),
            StateKind::Missing => State::Missing,
        };
        Cell { state, origin: self.origins[at], source: self.source(at) }
    }

    /// The whole number of a cell that has nothing else, and was entered.
    pub(super) fn bare(&self, at: usize) -> Option<i64> {
        let alone = self.whole.has(at) && !self.detailed.has(at) && self.origins[at] == Origin::Entered;
        (alone && self.source(at).is_empty()).then_some(self.figures[at])
    }

    /// Where a cell was read.
    pub(super) fn source(&self, at: usize) -> Source {
        self.sources.get(at).copied().unwrap_or_default()
    }

    /// Puts something into a cell of the edition.
    pub(super) fn put(&mut self, at: usize, cell: Cell) {
        self.clear(at);
        let state = cell.state.kind();
        self.states[state as usize].insert(at);
        self.origins[at] = cell.origin;
        self.put_source(at, cell.source);
        let (number, unit, text) = match cell.state {
            State::Number { value, unit, note } => (Some(value), unit, note),
            State::Dash(text) | State::Unreadable(text) => (None, None, Some(text)),
            State::Blank | State::Ambiguous | State::Missing => (None, None, None),
        };
        let written = number.filter(|number| !self.put_figure(at, *number));
        if unit.is_some() {
            self.with_unit.insert(at);
        }
        if written.is_some() || unit.is_some() || text.is_some() {
            self.put_detail(Detail { at, number: written, unit, text });
        }
    }

    /// Puts a number into the figures, if it is whole; whether that says all of it.
    fn put_figure(&mut self, at: usize, number: Number) -> bool {
        let Ok(count) = SignedCount::try_from(&number) else { return false };
        self.figures[at] = count.get();
        self.whole.insert(at);
        if count.get() < 0 {
            self.negative.insert(at);
        }
        number.is_plain()
    }

    fn clear(&mut self, at: usize) {
        self.states.iter_mut().for_each(|cells| cells.remove(at));
        self.whole.remove(at);
        self.negative.remove(at);
        self.with_unit.remove(at);
        self.figures[at] = 0;
        if self.detailed.has(at) {
            self.detailed.remove(at);
            self.details.retain(|detail| detail.at != at);
        }
    }

    fn put_source(&mut self, at: usize, source: Source) {
        if self.sources.is_empty() && !source.is_empty() {
            self.sources = vec![Source::default(); Edition::MOST_CELLS].into();
        }
        if let Some(slot) = self.sources.get_mut(at) {
            *slot = source;
        }
    }

    fn put_detail(&mut self, detail: Detail) {
        self.detailed.insert(detail.at);
        let place = self.details.partition_point(|other| other.at < detail.at);
        self.details.insert(place, detail);
    }

    fn detail(&self, at: usize) -> Option<&Detail> {
        if !self.detailed.has(at) {
            return None;
        }
        let place = self.details.binary_search_by_key(&at, |detail| detail.at).ok()?;
        self.details.get(place)
    }

    /// Forgets where the cells were read.
    pub(super) fn forget_sources(&mut self) {
        drop(mem::take(&mut self.sources));
    }
}
