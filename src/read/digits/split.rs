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
            for c in text.chars().map(crate::chars::narrow) {
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
        self.each::<7>(&mut |reading| {
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

    /// Every way to cut all digits into `N` numbers, handed to `take` until it says stop.
    pub(super) fn each<const N: usize>(&self, take: &mut dyn FnMut([u64; N]) -> bool) -> bool {
        self.cut(0, 0, &mut [0; N], take)
    }

    /// Every way to cut all digits into parts and their total, handed to `take` until it says stop.
    pub(super) fn each_sum<const N: usize>(&self, take: &mut dyn FnMut([u64; N]) -> bool) -> bool {
        // The total comes first, so that parts that can't add up to it are left at once.
        for from in N.saturating_sub(1)..self.digits.len() {
            let Some(total) = self.number(from, self.digits.len()) else { continue };
            let mut numbers = [0; N];
            numbers[N - 1] = total;
            if !self.parts(0, from, 0, total, &mut numbers, take) {
                return false;
            }
        }
        true
    }

    /// The parts from one place to another that add up to `sum`.
    fn parts<const N: usize>(
        &self,
        at: usize,
        end: usize,
        place: usize,
        sum: u64,
        numbers: &mut [u64; N],
        take: &mut dyn FnMut([u64; N]) -> bool,
    ) -> bool {
        let after = N - 2 - place;
        if after == 0 {
            if self.number(at, end) == Some(sum) {
                numbers[place] = sum;
                return take(*numbers);
            }
            return true;
        }
        for to in at + 1..=end.saturating_sub(after) {
            let Some(number) = self.number(at, to).filter(|number| *number <= sum) else { break };
            // At the most, all digits that are free make one of the parts long, and the others are nines.
            let longest = u32::try_from(end - to - after + 1).unwrap_or(u32::MAX);
            let most = 10_u64.checked_pow(longest).map_or(u64::MAX, |most| most - 1 + 9 * (after as u64 - 1));
            numbers[place] = number;
            if sum - number <= most && !self.parts(to, end, place + 1, sum - number, numbers, take) {
                return false;
            }
        }
        true
    }

    fn cut<const N: usize>(
        &self,
        at: usize,
        place: usize,
        numbers: &mut [u64; N],
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
            numbers[place] = number;
            if !self.cut(to, place + 1, numbers, take) {
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
        Digits::of(texts.iter().copied()).unwrap().each(&mut |row| {
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
    fn parts_and_total_are_those_of_every_cut() {
        for text in
            ["270020130", "1288210050031362", "0000000", "1102", "96 2171 60 5 8 12302", "1000001", "9990009999"]
        {
            let digits = Digits::of([text]).unwrap();
            let (mut sums, mut cuts) = (Vec::new(), Vec::new());
            digits.each_sum::<7>(&mut |row| {
                sums.push(row);
                true
            });
            digits.each::<7>(&mut |row| {
                cuts.extend((row[..6].iter().sum::<u64>() == row[6]).then_some(row));
                true
            });
            sums.sort_unstable();
            cuts.sort_unstable();
            assert_eq!(sums, cuts, "{text}");
        }
    }

    #[test]
    fn what_stands_between_digits_is_a_border() {
        assert_eq!(all::<7>(&["230 000023"]).len(), 3);
        assert_eq!(all::<3>(&["12", "/", "3"]), [[12, 0, 3]]);
        assert_eq!(Digits::of(["12元"]), None);
    }
}
