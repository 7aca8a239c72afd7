//! Rows of figures without a label, put where the form has a row and the page has none: only if they are as many.

use super::figures::Unlabelled;
use crate::chars::fold::fold;
use crate::form::{Edition, Row, RowId, Table};

/// A row of table 3's figures in document order.
#[derive(Debug)]
pub(super) enum Entry {
    /// Its label says which row it is.
    Labelled(RowId),
    /// It has no label that is known.
    Unlabelled(Unlabelled),
}

/// An unlabelled row and the row of the form that it is.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) row: RowId,
    pub(super) figures: Unlabelled,
    /// Whether the words beside it are no part of the row's label, so that the label is misprinted.
    pub(super) misprinted: bool,
}

/// Places unlabelled rows between labelled ones, where as many are missing as there are. What can't be placed is given
/// back.
pub(super) fn place(entries: Vec<Entry>, edition: Edition) -> (Vec<Placed>, Vec<Unlabelled>) {
    let form: Vec<_> = edition.rows_of(Table::Requests).collect();
    let position = |row: RowId| form.iter().position(|spec| spec.id == row);
    let labelled = entries.iter().filter_map(|entry| match entry {
        Entry::Labelled(row) => position(*row),
        Entry::Unlabelled(_) => None,
    });
    let in_order = labelled.collect::<Vec<_>>().is_sorted();
    let (mut placed, mut left) = (Vec::new(), Vec::new());
    let (mut next, mut waiting) = (0, Vec::new());
    for entry in entries {
        match entry {
            Entry::Unlabelled(figures) => waiting.push(figures),
            Entry::Labelled(row) => {
                let Some(at) = position(row) else { continue };
                settle(std::mem::take(&mut waiting), form.get(next..at), in_order, &mut placed, &mut left);
                next = at + 1;
            }
        }
    }
    settle(waiting, form.get(next..), in_order, &mut placed, &mut left);
    (placed, left)
}

fn settle(
    waiting: Vec<Unlabelled>,
    missing: Option<&[&'static Row]>,
    in_order: bool,
    placed: &mut Vec<Placed>,
    left: &mut Vec<Unlabelled>,
) {
    let missing = missing.unwrap_or_default();
    let likeness: Vec<_> = waiting.iter().zip(missing).map(|(figures, row)| likeness(&figures.words, row)).collect();
    if !in_order || waiting.len() != missing.len() || likeness.contains(&Likeness::None) {
        left.extend(waiting);
        return;
    }
    for ((figures, row), likeness) in waiting.into_iter().zip(missing).zip(likeness) {
        placed.push(Placed { row: row.id, figures, misprinted: likeness == Likeness::Near });
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Likeness {
    /// The words are a part of the label, or there are none.
    Part,
    /// Most of the words' characters stand in the label in the same order.
    Near,
    None,
}

fn likeness(words: &str, row: &Row) -> Likeness {
    let words: Vec<char> = fold(words).chars().collect();
    let label: Vec<char> =
        row.group.iter().chain([&row.label]).flat_map(|text| fold(text).chars().collect::<Vec<_>>()).collect();
    let common = common(&words, &label);
    if common == words.len() {
        Likeness::Part
    } else if words.len() >= 4 && common * 10 >= words.len() * 7 {
        Likeness::Near
    } else {
        Likeness::None
    }
}

/// How many characters two texts have in common in the same order. Labels are short, and so are the words beside figures.
fn common(words: &[char], label: &[char]) -> usize {
    let words = words.get(..200).unwrap_or(words);
    let mut best = vec![0; label.len() + 1];
    for word in words {
        let mut before = 0;
        for (i, c) in label.iter().enumerate() {
            let above = best[i + 1];
            best[i + 1] = if word == c { before + 1 } else { above.max(best[i]) };
            before = above;
        }
    }
    best.last().copied().unwrap_or(0)
}
