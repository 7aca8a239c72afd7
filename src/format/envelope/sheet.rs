//! The cells of a document as they nearly always are: in the order of the form, and bare whole numbers.

use std::borrow::Cow;

use super::tree::Tree;
use crate::form::{CellId, CellSet, Edition, Figures};
use crate::quantity::SignedCount;
use crate::record::Plain;

/// What the first cells of an edition hold, in form order.
///
/// It says all that the entries of an object would, and can be made those again: whole numbers that their cells can hold lie
/// in one array, and the values of the other cells, which are few, apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet<'de> {
    cells: &'static [CellId],
    amounts: CellSet,
    len: usize,
    figures: Figures,
    whole: CellSet,
    /// In form order.
    others: Vec<(CellId, Tree<'de>)>,
}

impl<'de> Sheet<'de> {
    /// A sheet of this edition without a cell.
    pub(super) fn new(edition: Edition) -> Self {
        let figures = [0; Edition::MOST_CELLS];
        let (cells, amounts) = (edition.cells(), edition.plan().amounts);
        Self { cells, amounts, len: 0, figures, whole: CellSet::EMPTY, others: Vec::new() }
    }

    /// The cell that comes next.
    pub(super) fn next(&self) -> Option<CellId> {
        self.cells.get(self.len).copied()
    }

    /// Takes the value of the cell that comes next.
    pub(super) fn push(&mut self, value: Tree<'de>) {
        if let Tree::Plain(Plain::Integer(integer)) = value
            && let Ok(integer) = i64::try_from(integer)
        {
            return self.push_integer(integer);
        }
        self.put_apart(value);
    }

    /// The same for an integer.
    pub(super) fn push_integer(&mut self, value: i64) {
        if SignedCount::new(value).is_err() || self.amounts.has(self.len) {
            return self.put_apart(Tree::Plain(Plain::Integer(value.into())));
        }
        if self.len < self.cells.len() {
            self.figures[self.len] = value;
            self.whole.insert(self.len);
            self.len += 1;
        }
    }

    fn put_apart(&mut self, value: Tree<'de>) {
        let Some(cell) = self.next() else { return };
        self.others.push((cell, value));
        self.len += 1;
    }

    /// The whole numbers, and which cells hold them.
    pub(super) fn figures(&self) -> (&Figures, CellSet) {
        (&self.figures, self.whole)
    }

    /// The values of the other cells.
    pub(super) fn others(&self) -> impl Iterator<Item = (CellId, &Tree<'de>)> {
        self.others.iter().map(|(cell, value)| (*cell, value))
    }

    /// The same as the entries of an object.
    pub(super) fn into_entries(self) -> Vec<(Cow<'de, str>, Tree<'de>)> {
        let Self { cells, len, figures, whole, others, .. } = self;
        let mut others = others.into_iter().map(|(_, value)| value);
        let figure = |at: usize| whole.has(at).then(|| Tree::Plain(Plain::Integer(figures[at].into())));
        let values = (0..len).map_while(|at| figure(at).or_else(|| others.next()));
        cells.iter().zip(values).map(|(cell, value)| (cell.as_str().into(), value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_the_entries_that_it_was_made_of() {
        let values = [
            Plain::Integer(7),
            Plain::Integer(-1),
            Plain::Integer(1 << 60),
            "x".into(),
            Plain::Integer((1 << 53) - 1),
            Plain::Other("null".into()),
        ];
        for edition in Edition::ALL.iter().copied() {
            for len in [0, 1, 5, edition.cells().len()] {
                let mut sheet = Sheet::new(edition);
                let mut entries = Vec::new();
                for (cell, value) in edition.cells().iter().zip(values.iter().cycle()).take(len) {
                    assert_eq!(sheet.next(), Some(*cell));
                    sheet.push(Tree::Plain(value.clone()));
                    entries.push((cell.as_str().into(), Tree::Plain(value.clone())));
                }
                let (_, whole) = sheet.figures();
                assert!((whole & edition.plan().amounts).is_empty());
                assert_eq!(whole.len() + sheet.others().count(), len);
                assert_eq!(sheet.into_entries(), entries);
            }
        }
    }
}
