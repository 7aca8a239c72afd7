//! Where labels are in a document.

use super::segment::{Folded, Segments};
use crate::wording::labels::{Label, Labels};

/// The labels that begin at a character, longest first.
pub(super) fn at(segments: &Segments<'_>, from: usize) -> impl Iterator<Item = &'static Label> {
    let chars = segments.chars.get(from..).unwrap_or_default();
    let list = chars.first().map_or(&[][..], |first| Labels::get().beginning(first.c));
    list.iter().filter(move |label| begins_with(segments, chars, &label.text))
}

fn begins_with(segments: &Segments<'_>, chars: &[Folded], label: &[char]) -> bool {
    chars.len() >= label.len()
        && chars.iter().zip(label).all(|(folded, c)| folded.c == *c)
        && chars.windows(2).take(label.len() - 1).all(|pair| {
            let [a, b] = pair else { return false };
            segments.joined(a.segment, b.segment)
        })
}
