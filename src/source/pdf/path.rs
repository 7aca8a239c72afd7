//! Paths: the lines that are drawn, and the areas along the axes that are filled.

use super::geometry::{Drawn, Map};
use super::lex::{Token, numbers};

/// A path under construction.
#[derive(Default)]
pub(super) struct Path {
    /// Runs of points, each with whether it is closed.
    runs: Vec<(Vec<(f64, f64)>, bool)>,
}

impl Path {
    /// Adds to the path by one of the operators `m`, `l`, `c`, `v`, `y` and `re`.
    pub(super) fn build(&mut self, word: &[u8], operands: &[Token<'_>], map: Map) {
        match word {
            b"m" => {
                let [x, y] = numbers(operands);
                self.runs.push((vec![map.point(x, y)], false));
            }
            b"l" => {
                let [x, y] = numbers(operands);
                let point = map.point(x, y);
                match self.runs.last_mut() {
                    Some((points, false)) => points.push(point),
                    _ => self.runs.push((vec![point], false)),
                }
            }
            b"re" => {
                let [x, y, width, height] = numbers(operands);
                let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
                self.runs.push((corners.map(|(x, y)| map.point(x, y)).to_vec(), true));
            }
            _ => {
                // A curve is no rule: what follows it begins anew, where the curve ends.
                let [_, _, x2, y2, x3, y3] = numbers(operands);
                let (x, y) = if word == b"c" { (x3, y3) } else { (x2, y2) };
                self.runs.push((vec![map.point(x, y)], false));
            }
        }
    }

    /// Closes, strokes, fills or drops the path; other operators do nothing to it.
    pub(super) fn paint(&mut self, word: &[u8], drawn: &mut Drawn) {
        match word {
            b"h" => {
                if let Some(run) = self.runs.last_mut() {
                    run.1 = true;
                }
            }
            b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                let closes = matches!(word, b"s" | b"b" | b"b*");
                for (points, closed) in self.runs.drain(..) {
                    for pair in points.windows(2) {
                        drawn.line(pair[0], pair[1]);
                    }
                    if let [first, .., last] = points[..]
                        && (closed || closes)
                    {
                        drawn.line(last, first);
                    }
                }
            }
            b"f" | b"F" | b"f*" => {
                for (points, _) in self.runs.drain(..) {
                    // Four corners, or five if the first is given again: an area along the axes.
                    if let [(x0, y0), _, (x1, y1), _, ..] = points[..]
                        && points.len() <= 5
                    {
                        drawn.area((x0, y0), (x1, y1));
                    }
                }
            }
            b"n" => self.runs.clear(),
            _ => {}
        }
    }
}
