//! What a cell holds, and how it got there.

use std::fmt;

use super::Source;
use crate::coded::coded;
use crate::quantity::{Count, Money, MoneyUnit, Number, SignedCount};
use crate::report::Value;

/// A cell of a draft: what it holds, how that got there, and where it was read.
///
/// A cell by itself owns its text. What [`Draft::cell`](super::Draft::cell) gives is a view by value, `Cell<&str>`, which
/// borrows its text from the draft: [`Cell::to_cell`] makes a cell of it.
///
/// ```
/// use disclosure_report::draft::Origin;
/// use disclosure_report::{Cell, Count, State};
///
/// let cell = Cell::from(Count::constant(22)).with_note("其中修订16件");
/// assert_eq!(cell.number().map(|n| n.to_string()).as_deref(), Some("22"));
/// assert_eq!(cell.note(), Some("其中修订16件"));
/// assert_eq!(cell.origin, Origin::Entered);
/// assert_eq!(Cell::blank().state, State::Blank);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cell<T = Box<str>> {
    /// What it holds.
    pub state: State<T>,
    /// How it got there.
    pub origin: Origin,
    /// Where it was in what was read.
    pub source: Source,
}

/// What a cell holds. Nothing is corrected and nothing is guessed: a blank is not a zero.
///
/// `T` is how its text is held: by the cell itself, or as `&str` by the draft that it is a view of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State<T = Box<str>> {
    /// A number, with what was written next to it.
    Number {
        /// The number as written.
        value: Number,
        /// The unit of money written in the cell, if one was.
        unit: Option<MoneyUnit>,
        /// The note written next to the number, such as 其中修订16件.
        note: Option<T>,
    },
    /// Nothing.
    Blank,
    /// A sign or word for "nothing to state", as written: `-`, `—`, `/`, 无, 不适用.
    Dash(T),
    /// One of several readings of digits that run together with those of other cells: see [`Run`](super::Run).
    Ambiguous,
    /// Text that is no number, as written: a word, two numbers, a number too large to hold.
    Unreadable(T),
    /// Nothing is given: the page has no such row, or the form is not filled in so far.
    Missing,
}

coded! {
    /// What kind of content a cell has: a [`State`] without its data.
    ///
    /// ```
    /// use disclosure_report::Cell;
    /// use disclosure_report::draft::StateKind;
    ///
    /// assert_eq!(Cell::dash("/").state.kind(), StateKind::Dash);
    /// ```
    #[non_exhaustive]
    pub enum StateKind as "a state of a cell" {
        /// A number.
        Number = "number",
        /// Nothing.
        Blank = "blank",
        /// A sign or word for "nothing to state".
        Dash = "dash",
        /// One of several readings.
        Ambiguous = "ambiguous",
        /// Text that is no number.
        Unreadable = "unreadable",
        /// Nothing is given.
        Missing = "missing",
    }
}

coded! {
    /// How a cell's content got there.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Origin as "an origin" {
        /// Entered by whoever fills in the form.
        #[default]
        Entered = "entered",
        /// Read from a published report.
        Read = "read",
        /// Worked out from the relations, and put in by name.
        Imputed = "imputed",
        /// Changed by a repair.
        Repaired = "repaired",
    }
}

impl Cell {
    /// A cell in which `state` was entered.
    #[must_use]
    pub fn new(state: State) -> Self {
        Self { state, origin: Origin::Entered, source: Source::default() }
    }

    /// A cell with nothing in it.
    #[must_use]
    pub fn blank() -> Self {
        Self::new(State::Blank)
    }

    /// A cell with a dash in it, as written.
    #[must_use]
    pub fn dash(as_written: impl Into<Box<str>>) -> Self {
        Self::new(State::Dash(as_written.into()))
    }

    /// A cell with text in it that is no number.
    #[must_use]
    pub fn unreadable(as_written: impl Into<Box<str>>) -> Self {
        Self::new(State::Unreadable(as_written.into()))
    }

    /// A cell whose row the page does not have.
    #[must_use]
    pub fn missing() -> Self {
        Self::new(State::Missing)
    }

    /// The same with a note next to its number. A cell without a number stays as it is.
    #[must_use]
    pub fn with_note(mut self, text: impl Into<Box<str>>) -> Self {
        if let State::Number { note, .. } = &mut self.state {
            *note = Some(text.into());
        }
        self
    }
}

impl<T> Cell<T> {
    /// The same from `origin`.
    #[must_use]
    pub fn with_origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// The same, read at `source`.
    #[must_use]
    pub fn with_source(mut self, source: Source) -> Self {
        self.source = source;
        self
    }

    /// The number, if it holds one.
    #[must_use]
    pub fn number(&self) -> Option<Number> {
        match self.state {
            State::Number { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The unit of money written with the number.
    #[must_use]
    pub fn unit(&self) -> Option<MoneyUnit> {
        match self.state {
            State::Number { unit, .. } => unit,
            _ => None,
        }
    }
}

impl<T: AsRef<str>> Cell<T> {
    /// The note next to the number.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        match &self.state {
            State::Number { note, .. } => note.as_ref().map(AsRef::as_ref),
            _ => None,
        }
    }

    /// A view of the cell, as a draft gives it.
    #[must_use]
    pub fn as_view(&self) -> Cell<&str> {
        Cell { state: self.state.as_view(), origin: self.origin, source: self.source }
    }

    /// The cell with its own text.
    ///
    /// ```
    /// use disclosure_report::{Cell, Draft, Edition};
    ///
    /// let mut draft = Draft::new(Edition::Revised2021);
    /// draft.set("review.total".parse()?, Cell::dash("/"))?;
    /// let cell: Option<Cell> = draft.cell("review.total".parse()?).map(|view| view.to_cell());
    /// assert_eq!(cell, Some(Cell::dash("/")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_cell(&self) -> Cell {
        Cell { state: self.state.to_state(), origin: self.origin, source: self.source }
    }
}

impl<T> State<T> {
    /// What kind of state it is.
    #[must_use]
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::Number { .. } => StateKind::Number,
            Self::Blank => StateKind::Blank,
            Self::Dash(_) => StateKind::Dash,
            Self::Ambiguous => StateKind::Ambiguous,
            Self::Unreadable(_) => StateKind::Unreadable,
            Self::Missing => StateKind::Missing,
        }
    }

    /// The stable code of its kind: `number`, `blank`, `dash`, `ambiguous`, `unreadable` or `missing`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind().code()
    }

    fn map<'a, U>(&'a self, text: impl Fn(&'a T) -> U) -> State<U> {
        match self {
            Self::Number { value, unit, note } => {
                State::Number { value: *value, unit: *unit, note: note.as_ref().map(text) }
            }
            Self::Dash(written) => State::Dash(text(written)),
            Self::Unreadable(written) => State::Unreadable(text(written)),
            Self::Blank => State::Blank,
            Self::Ambiguous => State::Ambiguous,
            Self::Missing => State::Missing,
        }
    }
}

impl<T: AsRef<str>> State<T> {
    /// A view of the state, as a draft gives it.
    #[must_use]
    pub fn as_view(&self) -> State<&str> {
        self.map(AsRef::as_ref)
    }

    /// The state with its own text.
    #[must_use]
    pub fn to_state(&self) -> State {
        self.map(|text| text.as_ref().into())
    }
}

/// What the cell holds: the number with its unit and note, the dash or the text as written, `?` for a cell whose
/// digits run together, nothing for a blank or missing one.
impl<T: AsRef<str>> fmt::Display for Cell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.state.as_view() {
            State::Number { value, unit, note } => {
                let unit = unit.map_or("", MoneyUnit::label);
                match note {
                    Some(note) => f.pad(&format!("{value}{unit}（{note}）")),
                    None => f.pad(&format!("{value}{unit}")),
                }
            }
            State::Dash(text) | State::Unreadable(text) => f.pad(text),
            State::Ambiguous => f.pad("?"),
            State::Blank | State::Missing => f.pad(""),
        }
    }
}

impl From<Number> for Cell {
    fn from(value: Number) -> Self {
        Self::new(State::Number { value, unit: None, note: None })
    }
}

impl From<Count> for Cell {
    fn from(count: Count) -> Self {
        Number::from(count).into()
    }
}

impl From<SignedCount> for Cell {
    fn from(count: SignedCount) -> Self {
        Number::from(count).into()
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Self::new(State::Number { value: money.amount(), unit: money.unit(), note: None })
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        match value {
            Value::Count(count) => count.into(),
            Value::Signed(count) => count.into(),
            Value::Money(money) => money.into(),
        }
    }
}

macro_rules! from_integers {
    ($($Integer:ty),*) => {$(
        impl From<$Integer> for Cell {
            fn from(value: $Integer) -> Self {
                Number::from(value).into()
            }
        }
    )*};
}

from_integers!(u8, u16, u32, u64, i8, i16, i32, i64);

impl From<Cell<&str>> for Cell {
    fn from(view: Cell<&str>) -> Self {
        view.to_cell()
    }
}
