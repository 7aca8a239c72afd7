//! Texts from outside in errors: cut, and beside the known text that they were probably meant to be.

/// As many characters of a text from outside as an error keeps.
const KEPT: usize = 60;

/// The start of a text: what comes from outside may be of any length.
pub(crate) fn cut(text: &str) -> Box<str> {
    let end = text.char_indices().nth(KEPT).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default().into()
}

/// The first of the known texts that are nearest to one that was [`cut`], if any is near enough: at most three slips away,
/// and at most a third of its characters. A slip is a character too many, too few or another, or two that are swapped;
/// capital letters are none.
pub(crate) fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let characters = |text: &str| text.chars().take(KEPT).map(|c| c.to_ascii_lowercase()).collect::<Vec<_>>();
    let text = characters(text);
    let slips = |other: &str| {
        let other = characters(other);
        distance(&text, &other, (text.len().max(other.len()) / 3).min(3))
    };
    known.into_iter().filter_map(|other| Some((slips(other)?, other))).min_by_key(|(slips, _)| *slips).map(|(_, it)| it)
}

/// How many slips two texts of at most [`KEPT`] characters are apart, if at most `limit`.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    // Row by row, each with what is left of `b` up to each character.
    let first: Vec<usize> = (0..=b.len()).collect();
    let (mut above_last, mut last) = (first.clone(), first);
    for (i, c) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, d) in b.iter().enumerate() {
            let mut slips = (last[j] + usize::from(c != d)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *c == b[j - 1] && a[i - 1] == *d {
                slips = slips.min(above_last[j - 1] + 1);
            }
            row.push(slips);
        }
        if row.iter().all(|slips| *slips > limit) {
            return None;
        }
        above_last = std::mem::replace(&mut last, row);
    }
    last.pop().filter(|slips| *slips <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_found_and_nothing_else() {
        let known = ["review.total", "review.other", "litigation.direct", "元"];
        let found = |text: &str| nearest(text, known);
        assert_eq!(found("review.totl"), Some("review.total"));
        assert_eq!(found("Review.Total"), Some("review.total"));
        assert_eq!(found("reveiw.ohter"), Some("review.other"));
        assert_eq!(found("litigation_direct"), Some("litigation.direct"));
        assert_eq!(found("review"), None);
        assert_eq!(found("圆"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(cut("短"), "短".into());
        assert_eq!(cut(&"长".repeat(500)).chars().count(), KEPT);
        // What was cut off counts for nothing.
        let id = "x".repeat(70);
        assert_eq!(nearest(&cut(&"x".repeat(90)), [id.as_str()]), Some(id.as_str()));
    }
}
