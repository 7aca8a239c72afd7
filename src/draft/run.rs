//! Digits that run together over several cells.

use super::Source;
use crate::form::CellId;
use crate::quantity::Number;

/// Digits without separators that allow several readings: the cells they fill, and every reading as one number a cell.
///
/// ```
/// use disclosure_report::draft::Run;
/// use disclosure_report::{Draft, Edition, Number};
///
/// // `6366` for 制发, 废止 and 有效: nothing on the form says where to cut.
/// let cells = ["issued", "repealed", "in_force"].map(|c| format!("proactive.normative_documents.{c}").parse().unwrap());
/// let readings = [[6, 3, 66], [6, 36, 6], [63, 6, 6]].map(|r| r.map(Number::from).to_vec()).to_vec();
/// let run = Run::new(cells.to_vec(), readings, "6366").unwrap();
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// draft.add_run(run)?;
/// assert_eq!(draft.readings(cells[1]).iter().map(|n| n.to_string()).collect::<Vec<_>>(), ["3", "6", "36"]);
/// // Whoever knows one of the figures decides the rest.
/// draft.set(cells[2], 66u32)?;
/// assert_eq!(draft.number(cells[0]), Some(6.into()));
/// # Ok::<(), disclosure_report::draft::SetError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    cells: Box<[CellId]>,
    readings: Box<[Box<[Number]>]>,
    text: Box<str>,
    source: Source,
}

impl Run {
    /// A run over `cells` with its possible `readings`, each one number a cell, and the digits as written.
    ///
    /// `None` if there are no cells, no readings, a cell twice, or a reading of another length. Equal readings count once.
    #[must_use]
    pub fn new(cells: Vec<CellId>, mut readings: Vec<Vec<Number>>, text: impl Into<Box<str>>) -> Option<Self> {
        let twice = cells.iter().enumerate().any(|(i, cell)| cells[..i].contains(cell));
        if cells.is_empty() || readings.is_empty() || twice || readings.iter().any(|r| r.len() != cells.len()) {
            return None;
        }
        readings.sort();
        readings.dedup();
        Some(Self {
            cells: cells.into(),
            readings: readings.into_iter().map(Into::into).collect(),
            text: text.into(),
            source: Source::default(),
        })
    }

    /// The same, read at `source`.
    #[must_use]
    pub fn with_source(mut self, source: Source) -> Self {
        self.source = source;
        self
    }

    /// The cells that the digits fill.
    #[must_use]
    pub fn cells(&self) -> &[CellId] {
        &self.cells
    }

    /// The readings, smallest first; each has one number for each of [`Run::cells`].
    pub fn readings(&self) -> impl ExactSizeIterator<Item = &[Number]> + Clone {
        self.readings.iter().map(AsRef::as_ref)
    }

    /// The digits as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the digits were read.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }

    /// What the readings say of one cell, each value once.
    pub(super) fn values(&self, cell: CellId) -> Vec<Number> {
        let Some(at) = self.cells.iter().position(|c| *c == cell) else { return Vec::new() };
        let mut values: Vec<_> = self.readings.iter().filter_map(|reading| reading.get(at).copied()).collect();
        values.sort();
        values.dedup();
        values
    }

    /// What is left of the run once one of its cells has `value`: the readings that agree, or all if none does or the
    /// value is unknown, without the cell. `None` if no other cell is left.
    pub(super) fn without(self, cell: CellId, value: Option<Number>) -> Option<Self> {
        let Some(at) = self.cells.iter().position(|c| *c == cell) else { return Some(self) };
        let agree = |reading: &&[Number]| value.is_some() && reading.get(at).copied() == value;
        let kept: Vec<_> = self.readings().filter(agree).collect();
        let kept = if kept.is_empty() { self.readings().collect() } else { kept };
        let rest = |reading: &[Number]| reading.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, n)| *n).collect();
        Self::new(
            self.cells.iter().copied().filter(|c| *c != cell).collect(),
            kept.into_iter().map(rest).collect(),
            self.text,
        )
        .map(|run| run.with_source(self.source))
    }
}
