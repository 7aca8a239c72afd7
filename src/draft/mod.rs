//! A report as filled in or as published: nothing corrected, nothing dropped.

mod amend;
mod as_draft;
mod cell;
mod cells;
mod header;
mod losses;
mod notice;
mod relation_value;
mod report;
mod run;
mod source;

pub(crate) use amend::sealed;
pub use amend::{Amendment, Change};
pub use as_draft::AsDraft;
pub use cell::{Cell, Origin, State, StateKind};
pub use header::DraftHeader;
pub use losses::{Loss, LossKind, Losses};
pub(crate) use notice::NoticeCode;
pub use notice::{Notice, NoticeKind};
pub(crate) use relation_value::RelationValue;
pub use run::Run;
pub use source::Source;

use std::collections::BTreeMap;
use std::fmt;

use cells::Cells;

use crate::form::{CellId, CellSet, Edition, Figures};
use crate::quantity::{MoneyUnit, Number, SignedCount};
use crate::report::Narrative;

/// The form as filled in or as published: header, narratives, and every cell of its edition.
///
/// A draft holds what was entered or read, right or wrong. [`Draft::check`] says what the rules find in it, and
/// `Report::try_from(draft)` makes a proven [`Report`](crate::Report) of it.
///
/// ```
/// use disclosure_report::{Draft, Edition, State, Verdict};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// let [upheld, total] = ["review.upheld", "review.total"].map(|id| id.parse().unwrap());
/// draft.set(upheld, 10u32)?;
/// draft.set(total, 0u32)?;
/// assert_eq!(draft.check().verdict(), Verdict::Inconsistent);
/// assert_eq!(draft.cell("review.other".parse().unwrap()).unwrap().state, State::Blank);
/// # Ok::<(), disclosure_report::draft::SetError>(())
/// ```
#[derive(Clone)]
pub struct Draft {
    edition: Edition,
    /// What the report says of itself.
    pub header: DraftHeader,
    /// The three sections of text.
    pub narrative: Narrative,
    cells: Box<Cells>,
    runs: Vec<Run>,
    notices: Vec<Notice>,
}

impl Draft {
    /// A form of which nothing is given yet: every cell missing.
    ///
    /// This is a form to be filled in. What is not given yet is no error, and [`Draft::check`] says which sums are open.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition, State};
    ///
    /// let mut form = Draft::new(Edition::Revised2021);
    /// assert!(form.cells().all(|(_, cell)| cell.state == State::Missing));
    /// form.set("review.upheld".parse()?, 5)?; // the first figure
    /// assert_eq!(form.check().errors().count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(edition: Edition) -> Self {
        Self::filled(edition, StateKind::Missing)
    }

    /// The form with every cell blank, as on paper before anything is written.
    ///
    /// A blank is something that the form says: a blank part counts as 0 in the sums. For a form that is being filled in, take
    /// [`Draft::new`].
    #[must_use]
    pub fn blank(edition: Edition) -> Self {
        Self::filled(edition, StateKind::Blank)
    }

    fn filled(edition: Edition, state: StateKind) -> Self {
        Self::of_cells(edition, Cells::all(edition, state))
    }

    /// A form with whole numbers in some cells, each within the bounds of a count, of which nothing else is given.
    pub(crate) fn entered(edition: Edition, figures: &Figures, cells: CellSet) -> Self {
        Self::of_cells(edition, Cells::entered(edition, figures, cells))
    }

    fn of_cells(edition: Edition, cells: Cells) -> Self {
        Self {
            edition,
            header: DraftHeader::default(),
            narrative: Narrative::default(),
            cells: Box::new(cells),
            runs: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// The edition of the form.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// A view of a cell; `None` if the edition has no such cell.
    #[must_use]
    pub fn cell(&self, cell: CellId) -> Option<Cell<&str>> {
        Some(self.cells.get(self.edition.position(cell)?))
    }

    /// The number in a cell, if it holds one.
    #[must_use]
    pub fn number(&self, cell: CellId) -> Option<Number> {
        self.cells.number(self.edition.position(cell)?)
    }

    /// What kind of content a cell has; `None` if the edition has no such cell.
    #[must_use]
    pub fn state(&self, cell: CellId) -> Option<StateKind> {
        Some(self.cells.state(self.edition.position(cell)?))
    }

    /// Views of all cells of the edition in form order.
    #[must_use]
    pub fn cells(&self) -> impl ExactSizeIterator<Item = (CellId, Cell<&str>)> + Clone {
        self.edition.cells().iter().enumerate().map(|(at, cell)| (*cell, self.cells.get(at)))
    }

    /// What kind of content the cell at a place in the edition has.
    pub(crate) fn state_at(&self, at: usize) -> StateKind {
        self.cells.state(at)
    }

    /// The number in the cell at a place in the edition.
    pub(crate) fn number_at(&self, at: usize) -> Option<Number> {
        self.cells.number(at)
    }

    /// The cells whose number has a unit of money.
    pub(crate) fn with_unit(&self) -> CellSet {
        self.cells.with_unit()
    }

    /// Where the cell at a place in the edition was read.
    pub(crate) fn source_at(&self, at: usize) -> Source {
        self.cells.source(at)
    }

    /// A view of the cell at a place in the edition.
    pub(crate) fn cell_at(&self, at: usize) -> Cell<&str> {
        self.cells.get(at)
    }

    /// The whole number in the cell at a place in the edition, if it was entered and that is all there is to say.
    pub(crate) fn bare(&self, at: usize) -> Option<i64> {
        self.cells.bare(at)
    }

    /// The cells in a state, by their places in the edition.
    pub(crate) fn in_state(&self, state: StateKind) -> CellSet {
        self.cells.in_state(state)
    }

    /// What each cell counts as, if it is stated, by its place in the edition: its whole number, or 0.
    pub(crate) fn figures(&self) -> &Figures {
        self.cells.figures()
    }

    /// The cells whose number is whole and within the bounds of a count.
    pub(crate) fn whole(&self) -> CellSet {
        self.cells.whole()
    }

    /// The cells whose number is whole and below zero.
    pub(crate) fn negative(&self) -> CellSet {
        self.cells.negative()
    }

    /// Puts something into a cell, and returns what was there before.
    ///
    /// A cell that belonged to a [`Run`] leaves it, and the run keeps the readings that agree.
    ///
    /// # Errors
    ///
    /// The draft stays as it was:
    ///
    /// - [`SetError::NotOnForm`] if the edition has no such cell.
    /// - [`SetError::NoReadings`] if the state is [`State::Ambiguous`]: use [`Draft::add_run`].
    /// - [`SetError::NoMoney`] if the cell is for counts and the number has a unit of money.
    /// - [`SetError::TooLarge`] if the cell is for counts and the number is beyond [`Count::MAX`](crate::Count::MAX) either way.
    ///
    /// ```
    /// use disclosure_report::draft::SetError;
    /// use disclosure_report::{Count, Draft, Edition};
    ///
    /// let mut draft = Draft::blank(Edition::Revised2021);
    /// let cell = "review.total".parse()?;
    /// assert!(matches!(draft.set(cell, Count::MAX.get() + 1), Err(SetError::TooLarge { .. })));
    /// # Ok::<(), disclosure_report::form::UnknownId>(())
    /// ```
    pub fn set(&mut self, cell: CellId, content: impl Into<Cell>) -> Result<Cell, SetError> {
        let content = content.into();
        let at = self.edition.position(cell).ok_or(SetError::NotOnForm { cell, edition: self.edition })?;
        match content.state {
            State::Ambiguous => return Err(SetError::NoReadings { cell }),
            State::Number { value, unit, .. } if !self.edition.plan().amounts.has(at) => {
                if let Some(unit) = unit {
                    return Err(SetError::NoMoney { cell, unit });
                }
                if !is_within_bounds(value) {
                    return Err(SetError::TooLarge { cell, value });
                }
            }
            _ => {}
        }
        let before = self.cells.get(at).to_cell();
        self.leave_run(cell, content.number());
        self.cells.put(at, content);
        Ok(before)
    }

    fn leave_run(&mut self, cell: CellId, value: Option<Number>) {
        let Some(at) = self.runs.iter().position(|run| run.cells().contains(&cell)) else { return };
        let run = self.runs.remove(at);
        if let Some(rest) = run.without(cell, value) {
            self.put_run(rest, at);
        }
    }

    /// Puts a run of digits into the cells that it covers: each is then [`State::Ambiguous`], or a number if there is
    /// only one reading (text if that is too large for a count).
    ///
    /// # Errors
    ///
    /// [`SetError::NotOnForm`] if the edition lacks one of its cells; nothing is changed then.
    pub fn add_run(&mut self, run: Run) -> Result<(), SetError> {
        if let Some(&cell) = run.cells().iter().find(|cell| !self.edition.has(**cell)) {
            return Err(SetError::NotOnForm { cell, edition: self.edition });
        }
        for cell in run.cells() {
            self.leave_run(*cell, None);
        }
        self.put_run(run, self.runs.len());
        Ok(())
    }

    fn put_run(&mut self, run: Run, at: usize) {
        let only = (run.readings().len() == 1).then(|| run.readings().next()).flatten();
        for (i, id) in run.cells().iter().enumerate() {
            let cell = match only.and_then(|reading| reading.get(i).copied()) {
                Some(number) if self.edition.is_decimal(*id) || is_within_bounds(number) => number.into(),
                Some(number) => Cell::unreadable(number.to_string()),
                None => Cell::new(State::Ambiguous),
            };
            if let Some(at) = self.edition.position(*id) {
                self.cells.put(at, cell.with_origin(Origin::Read).with_source(run.source()));
            }
        }
        if only.is_none() {
            self.runs.insert(at, run);
        }
    }

    /// The runs of digits that allow several readings.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The run that covers a cell.
    #[must_use]
    pub fn run_of(&self, cell: CellId) -> Option<&Run> {
        self.runs.iter().find(|run| run.cells().contains(&cell))
    }

    /// The values that a cell may have: its number, or what the readings of its run say, smallest first.
    #[must_use]
    pub fn readings(&self, cell: CellId) -> Vec<Number> {
        match (self.number(cell), self.run_of(cell)) {
            (Some(number), _) => vec![number],
            (None, Some(run)) => run.values(cell),
            (None, None) => Vec::new(),
        }
    }

    /// What a reader noticed on the page besides its figures.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Adds something that was noticed.
    pub fn add_notice(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// The cells alone, to try changes on: no text, no header, no notices.
    pub(crate) fn cells_alone(&self) -> Self {
        Self {
            edition: self.edition,
            header: DraftHeader::default(),
            narrative: Narrative::default(),
            cells: self.cells.clone(),
            runs: self.runs.clone(),
            notices: Vec::new(),
        }
    }

    /// The same draft without the places in the source it was read from: what every writer keeps.
    #[must_use]
    pub fn without_sources(mut self) -> Self {
        self.cells.forget_sources();
        for notice in &mut self.notices {
            notice.source = Source::default();
        }
        self.runs = self.runs.into_iter().map(|run| run.with_source(Source::default())).collect();
        self
    }
}

/// The cells by their ids, those of which nothing is given left out.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = self.cells().filter(|(_, cell)| cell.state != State::Missing).collect::<BTreeMap<_, _>>();
        f.debug_struct("Draft")
            .field("edition", &self.edition)
            .field("header", &self.header)
            .field("narrative", &self.narrative)
            .field("cells", &given)
            .field("runs", &self.runs)
            .field("notices", &self.notices)
            .finish()
    }
}

/// Equal if everything is: every cell with what it holds, its origin and its place.
impl PartialEq for Draft {
    fn eq(&self, other: &Self) -> bool {
        let about = |draft: &Self| (draft.edition, draft.runs.len(), draft.notices.len());
        about(self) == about(other)
            && self.header == other.header
            && self.narrative == other.narrative
            && self.runs == other.runs
            && self.notices == other.notices
            && self.cells().eq(other.cells())
    }
}

impl Eq for Draft {}

/// Whether the whole part of a number is within the bounds of a count.
pub(crate) fn is_within_bounds(number: Number) -> bool {
    i64::try_from(number.truncated()).is_ok_and(|whole| SignedCount::new(whole).is_ok())
}

/// Why something can't be put into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum SetError {
    /// The edition has no such cell.
    #[error("edition {edition} of the form has no cell {cell}")]
    NotOnForm {
        /// The cell.
        cell: CellId,
        /// The draft's edition.
        edition: Edition,
    },
    /// A number too large for a count.
    #[error("{value} in {cell}: a count is from -9007199254740991 to 9007199254740991")]
    TooLarge {
        /// The cell.
        cell: CellId,
        /// The number.
        value: Number,
    },
    /// A unit of money in a cell for counts.
    #[error("{cell} is for counts, which have no unit of money such as {unit}")]
    NoMoney {
        /// The cell.
        cell: CellId,
        /// The unit.
        unit: MoneyUnit,
    },
    /// A cell is ambiguous only as part of a run, which has the readings.
    #[error("{cell} can be ambiguous only as part of a run")]
    NoReadings {
        /// The cell.
        cell: CellId,
    },
}
