//! Places on a page: in points, from the top left corner of the page as it is looked at, downwards.

/// An affine map: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Map(pub(super) [f64; 6]);

impl Map {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This map first, then the other.
    pub(super) fn then(self, next: Self) -> Self {
        let [xx, xy, yx, yy, dx, dy] = self.0;
        // Directions move as points do, but for the shift.
        let turn = |x, y| {
            let (to, from) = (next.point(x, y), (next.0[4], next.0[5]));
            (to.0 - from.0, to.1 - from.1)
        };
        let (across, down, shift) = (turn(xx, xy), turn(yx, yy), next.point(dx, dy));
        Self([across.0, across.1, down.0, down.1, shift.0, shift.1])
    }

    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [xx, xy, yx, yy, dx, dy] = self.0;
        (xx * x + yx * y + dx, xy * x + yy * y + dy)
    }

    /// Where a page's points are as it is looked at.
    pub(super) fn page([left, bottom, right, top]: [f64; 4], turns: u8) -> Self {
        Self(match turns {
            1 => [0.0, 1.0, 1.0, 0.0, -bottom, -left],
            2 => [-1.0, 0.0, 0.0, 1.0, right, -bottom],
            3 => [0.0, -1.0, -1.0, 0.0, top, right],
            _ => [1.0, 0.0, 0.0, -1.0, -left, top],
        })
    }
}

/// A character on a page.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// U+FFFD if the file does not say which character it is.
    pub(super) shown: char,
    /// Left and right edge.
    pub(super) left: f64,
    pub(super) right: f64,
    /// The line it is on.
    pub(super) base: f64,
    /// The height of the font.
    pub(super) size: f64,
    /// The string it was drawn with.
    pub(super) string: u32,
}

impl Glyph {
    /// The middle of it.
    pub(super) fn centre(&self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), self.base - self.size * 0.35)
    }
}

/// A straight line along an axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Where it crosses the other axis.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    /// From left to right.
    pub(super) across: Vec<Rule>,
    /// From top to bottom.
    pub(super) down: Vec<Rule>,
}

/// Thicker than this, an area is a ground, not a line.
const THICK: f64 = 4.0;

impl Drawn {
    /// A line between two points, if it runs along an axis.
    pub(super) fn line(&mut self, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) {
        let (width, height) = ((x1 - x0).abs(), (y1 - y0).abs());
        if width <= 1.0 && height > 1.0 {
            self.down.push(Rule { at: f64::midpoint(x0, x1), from: y0.min(y1), to: y0.max(y1) });
        } else if height <= 1.0 && width > 1.0 {
            self.across.push(Rule { at: f64::midpoint(y0, y1), from: x0.min(x1), to: x0.max(x1) });
        }
    }

    /// An area between two corners, if it is as thin as a line.
    pub(super) fn area(&mut self, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) {
        let (width, height) = ((x1 - x0).abs(), (y1 - y0).abs());
        if width <= THICK && height > width {
            self.down.push(Rule { at: f64::midpoint(x0, x1), from: y0.min(y1), to: y0.max(y1) });
        } else if height <= THICK && width > height {
            self.across.push(Rule { at: f64::midpoint(y0, y1), from: x0.min(x1), to: x0.max(x1) });
        }
    }
}
