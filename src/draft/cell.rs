//! What a cell holds, and how it got there.

use std::fmt;

use super::Source;
use crate::coded::coded;
use crate::quantity::{Count, Money, MoneyUnit, Number, SignedCount};
use crate::report::Value;

/// A cell of a draft: what it holds, how that got there, and where it was read.
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
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cell {
    /// What it holds.
    pub state: State,
    /// How it got there.
    pub origin: Origin,
    /// Where it was in what was read.
    pub source: Source,
}

/// What a cell holds. Nothing is corrected and nothing is guessed: a blank is not a zero.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// A number, with what was written next to it.
    Number {
        /// The number as written.
        value: Number,
        /// The unit of money written in the cell, if one was.
        unit: Option<MoneyUnit>,
        /// The note written next to the number, such as 其中修订16件.
        note: Option<Box<str>>,
    },
    /// Nothing.
    Blank,
    /// A sign or word for "nothing to state", as written: `-`, `—`, `/`, 无, 不适用.
    Dash(Box<str>),
    /// One of several readings of digits that run together with those of other cells: see [`Run`](super::Run).
    Ambiguous,
    /// Text that is no number, as written: a word, two numbers, a number too large to hold.
    Unreadable(Box<str>),
    /// The page has no such row.
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
        /// No such row on the page.
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

    /// The note next to the number.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        match &self.state {
            State::Number { note, .. } => note.as_deref(),
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

impl State {
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
}

/// What the cell holds: the number with its unit and note, the dash or the text as written, `?` for a cell whose
/// digits run together, nothing for a blank or missing one.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.state {
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

impl From<u64> for Cell {
    fn from(value: u64) -> Self {
        Number::from(value).into()
    }
}

impl From<u32> for Cell {
    fn from(value: u32) -> Self {
        Number::from(value).into()
    }
}
