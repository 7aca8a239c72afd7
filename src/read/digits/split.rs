//! The ways to cut a run of digits into numbers.

/// Digits without separators, and the places where a number has to end: what stood between them on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Digits {
    /// ASCII digits alone.
    digits: Vec<u8>,
    /// After how many digits a border stands, ascending.
    borders: Vec<usize>,
}

impl Digits {
    /// The digits of the texts of a row, each border between two texts kept. A dash or slash is a cell of its own that
    /// counts as zero. `None` if a text holds anything else.
    pub(in crate::read) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut run = Self { digits: Vec::new(), borders: Vec::new() };
        for text in texts {
            run.border();
            for c in text.chars().map(crate::read::value::narrow) {
                match c {
                    '0'..='9' => run.digits.push(u8::try_from(c).ok()?),
                    '/' | '-' => {
                        run.border();
                        run.digits.push(b'0');
                        run.border();
                    }
                    _ if c.is_whitespace() => run.border(),
                    _ => return None,
                }
            }
        }
        run.border();
        Some(run)
    }

    fn border(&mut self) {
        let at = self.digits.len();
        if at > 0 && self.borders.last() != Some(&at) {
            self.borders.push(at);
        }
    }

    pub(in crate::read) fn len(&self) -> usize {
        self.digits.len()
    }

    /// Whether the run can be cut into `count` numbers in one way only, whatever they are.
    pub(super) fn is_certain(&self, count: usize) -> bool {
        self.borders.len() == count || self.digits.len() == count
    }

    /// Every way to cut the digits into a row of table 3; one more than `most` if there are more.
    pub(in crate::read) fn every_reading(&self, most: usize) -> Vec<[u64; 7]> {
        let mut readings = Vec::new();
        self.each::<7>(&|_, _| true, &mut |reading| {
            readings.push(reading);
            readings.len() <= most
        });
        readings
    }

    /// The number from one place to another, unless a border stands between or it would begin with a zero.
    pub(super) fn number(&self, from: usize, to: usize) -> Option<u64> {
        let digits = self.digits.get(from..to)?;
        let crosses = self.borders.iter().any(|border| from < *border && *border < to);
        if crosses || digits.len() > 16 || digits.len() > 1 && digits.first() == Some(&b'0') {
            return None;
        }
        let mut value = 0;
        for digit in digits {
            value = value * 10 + u64::from(digit - b'0');
        }
        (!digits.is_empty()).then_some(value)
    }

    /// Every way to cut all digits into `N` numbers, handed to `take` until it says stop. `fits` sees each number with
    /// its place in the row, and may rule it out.
    pub(super) fn each<const N: usize>(
        &self,
        fits: &dyn Fn(usize, u64) -> bool,
        take: &mut dyn FnMut([u64; N]) -> bool,
    ) -> bool {
        self.cut(0, 0, &mut [0; N], fits, take)
    }

    fn cut<const N: usize>(
        &self,
        at: usize,
        place: usize,
        numbers: &mut [u64; N],
        fits: &dyn Fn(usize, u64) -> bool,
        take: &mut dyn FnMut([u64; N]) -> bool,
    ) -> bool {
        if place == N {
            return at != self.digits.len() || take(*numbers);
        }
        // Each number that is still to come takes a digit.
        let last = self.digits.len().saturating_sub(N - place - 1);
        for to in at + 1..=last {
            let Some(number) = self.number(at, to) else {
                // A longer number would cross the same border or begin with the same zero.
                break;
            };
            if !fits(place, number) {
                break;
            }
            numbers[place] = number;
            if !self.cut(to, place + 1, numbers, fits, take) {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Digits;

    fn all<const N: usize>(texts: &[&str]) -> Vec<[u64; N]> {
        let mut found = Vec::new();
        Digits::of(texts.iter().copied()).unwrap().each(&|_, _| true, &mut |row| {
            found.push(row);
            true
        });
        found
    }

    #[test]
    fn every_cut_is_found_once() {
        assert_eq!(all::<3>(&["6366"]), [[6, 3, 66], [6, 36, 6], [63, 6, 6]]);
        assert_eq!(all::<3>(&["007"]), [[0, 0, 7]]);
        assert_eq!(all::<2>(&["0350"]), [[0, 350]]);
        assert_eq!(all::<3>(&["65"]), Vec::<[u64; 3]>::new());
    }

    #[test]
    fn what_stands_between_digits_is_a_border() {
        assert_eq!(all::<7>(&["230 000023"]).len(), 3);
        assert_eq!(all::<3>(&["12", "/", "3"]), [[12, 0, 3]]);
        assert_eq!(Digits::of(["12元"]), None);
    }
}
