//! Characters into lines of text.

use super::geometry::Glyph;

/// A line of text.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) text: String,
}

/// A gap this wide parts columns; in ems. (Justified text stretches its gaps less.)
const COLUMN: f64 = 0.8;
/// A gap this wide parts words and figures.
const WORD: f64 = 0.25;

/// The lines from top to bottom, without white space around them and without empty ones.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut lines: Vec<Line> = Vec::new();
    let mut begin = 0;
    while let Some(first) = glyphs.get(begin) {
        let (mut end, mut base, mut size) = (begin + 1, first.base, first.size);
        while let Some(next) =
            glyphs.get(end).filter(|next| next.base - base < 0.4 * size.max(next.size).min(1.5 * size))
        {
            // A line goes by its largest characters: a raised note stays on it.
            if next.size > size * 1.01 {
                (base, size) = (next.base, next.size);
            }
            end += 1;
        }
        lines.extend(glyphs.get_mut(begin..end).and_then(|glyphs| line(glyphs, base, size)));
        begin = end;
    }
    lines
}

/// One line, two spaces between columns.
fn line(glyphs: &mut [Glyph], base: f64, size: f64) -> Option<Line> {
    glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut text = String::new();
    let (mut first, mut last): (Option<&Glyph>, Option<&Glyph>) = (None, None);
    let mut spaced = false;
    for glyph in &*glyphs {
        if glyph.shown.is_whitespace() || glyph.shown == '\0' {
            spaced = true;
            continue;
        }
        if glyph.shown.is_control() {
            continue;
        }
        if let Some(last) = last {
            let size = last.size.max(glyph.size);
            // Bold is at times the same character drawn twice.
            if last.shown == glyph.shown && (glyph.left - last.left).abs() < 0.15 * size {
                continue;
            }
            let gap = glyph.left - last.right;
            let words = last.shown.is_ascii_alphanumeric() && glyph.shown.is_ascii_alphanumeric();
            if gap >= COLUMN * size {
                text.push_str("  ");
            } else if spaced || (words && gap > WORD * size) {
                text.push(' ');
            }
        }
        text.push(glyph.shown);
        first = first.or(Some(glyph));
        last = Some(glyph);
        spaced = false;
    }
    let (left, right) = (first?.left, last?.right);
    Some(Line { base, size, left, right, text })
}

#[cfg(test)]
mod tests {
    use super::{Glyph, lines};

    #[test]
    fn characters_make_lines_by_their_place() {
        let glyph = |shown, left: f64, width: f64, base, size| Glyph {
            shown,
            left,
            right: left + width,
            base,
            size,
            string: 0,
        };
        let glyphs = vec![
            glyph('下', 0.0, 10.0, 30.0, 10.0),
            glyph('4', 40.0, 5.0, 10.2, 10.0),
            glyph('2', 45.0, 5.0, 10.2, 10.0),
            glyph('本', 0.0, 10.0, 10.0, 10.0),
            glyph('本', 0.3, 10.0, 10.0, 10.0),
            glyph(' ', 10.0, 2.5, 10.0, 10.0),
            glyph('年', 12.5, 10.0, 9.0, 10.0),
            glyph('7', 53.0, 5.0, 10.0, 10.0),
            glyph('注', 58.0, 5.0, 7.0, 5.0),
        ];
        let lines: Vec<_> = lines(glyphs).into_iter().map(|line| line.text).collect();
        assert_eq!(lines, ["本 年  42 7注", "下"]);
    }
}
