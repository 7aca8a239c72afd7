//! What a format for print can't carry.

use std::fmt;

use crate::form::CellId;

/// What of a draft a format could not carry, in the order in which it was found: nothing is lost in silence.
///
/// ```
/// use disclosure_report::draft::Losses;
/// assert!(Losses::default().is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses(Vec<Loss>);

/// One thing that was not carried.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loss {
    /// What it is.
    pub kind: LossKind,
    /// The cells that it is about, in form order; none if it is about the report.
    pub cells: Box<[CellId]>,
}

/// What was not carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LossKind {
    /// A part of the header, by its key: `organ`, `credit_code`, `division_code`, `scope`, `year`, `period`, `published`.
    Header(&'static str),
    /// A section of text, by its key, that does not read back as it is: `overview`, `problems` or `other`.
    Narrative(&'static str),
    /// That the page had no such row: the cells read as blank.
    Missing,
    /// Text in place of a number.
    Unreadable,
    /// The readings of digits that run together.
    Ambiguous,
    /// What was written in place of a dash.
    Dash,
    /// A number that the format has no place for.
    Number,
    /// The unit of a number.
    Unit,
    /// The note next to a number.
    Note,
    /// That a figure was imputed or repaired.
    Origin,
    /// What was noticed on the page.
    Notice,
}

impl Losses {
    /// What was lost, a kind at a time.
    pub fn iter(&self) -> std::slice::Iter<'_, Loss> {
        self.0.iter()
    }

    /// How many kinds of loss there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether everything was carried.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds something about the report as a whole.
    #[allow(dead_code, reason = "of the writers for print, which are features")]
    pub(crate) fn add(&mut self, kind: LossKind) {
        if self.0.iter().all(|loss| loss.kind != kind) {
            self.0.push(Loss { kind, cells: Box::new([]) });
        }
    }

    /// Adds something about a cell to the others of its kind.
    #[allow(dead_code, reason = "of the writers for print, which are features")]
    pub(crate) fn add_cell(&mut self, kind: LossKind, cell: CellId) {
        match self.0.iter_mut().find(|loss| loss.kind == kind) {
            Some(loss) if loss.cells.contains(&cell) => {}
            Some(loss) => {
                let mut cells = std::mem::take(&mut loss.cells).into_vec();
                cells.push(cell);
                loss.cells = cells.into();
            }
            None => self.0.push(Loss { kind, cells: Box::new([cell]) }),
        }
    }
}

impl<'a> IntoIterator for &'a Losses {
    type Item = &'a Loss;
    type IntoIter = std::slice::Iter<'a, Loss>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Losses {
    type Item = Loss;
    type IntoIter = std::vec::IntoIter<Loss>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// One a line.
impl fmt::Display for Losses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, loss) in self.iter().enumerate() {
            write!(f, "{}{loss}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

/// `header.scope`, or `the note beside a number: review.total, review.upheld and 3 more`.
impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 3;
        self.kind.fmt(f)?;
        for (i, cell) in self.cells.iter().take(MOST).enumerate() {
            write!(f, "{}{cell}", if i == 0 { ": " } else { ", " })?;
        }
        match self.cells.len().saturating_sub(MOST) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl fmt::Display for LossKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(key) => write!(f, "header.{key}"),
            Self::Narrative(key) => write!(f, "narrative.{key} as it is"),
            Self::Missing => f.write_str("that the page has no such row"),
            Self::Unreadable => f.write_str("the text in place of a number"),
            Self::Ambiguous => f.write_str("the readings of digits that run together"),
            Self::Dash => f.write_str("the sign in place of a number"),
            Self::Number => f.write_str("a number"),
            Self::Unit => f.write_str("the unit of a number"),
            Self::Note => f.write_str("the note beside a number"),
            Self::Origin => f.write_str("that a figure was imputed or repaired"),
            Self::Notice => f.write_str("what was noticed on the page"),
        }
    }
}
