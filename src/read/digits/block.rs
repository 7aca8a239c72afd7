//! Table 4: three blocks of five in one run of digits.

use super::Digits;

/// Results and total of a block.
const COLUMNS: usize = 5;
const BLOCKS: usize = 3;

/// The most readings that are kept.
const READINGS: usize = 1_000;

/// How many numbers are looked at before the search is given up.
const STEPS: usize = 100_000;

/// The readings of table 4's fifteen figures that violate the fewest sums; `None` if there are none or too many.
pub(in crate::read) fn split_blocks(digits: &Digits) -> Option<Vec<[u64; COLUMNS * BLOCKS]>> {
    let mut search =
        Search { digits, steps: STEPS, block: [0; COLUMNS], before: Vec::new(), found: Vec::new(), dead: Vec::new() };
    for violated in 0..=BLOCKS {
        if !search.extend(0, violated) {
            return None;
        }
        if !search.found.is_empty() {
            return Some(search.found);
        }
    }
    None
}

struct Search<'d> {
    digits: &'d Digits,
    /// How many numbers may still be looked at.
    steps: usize,
    block: [u64; COLUMNS],
    before: Vec<[u64; COLUMNS]>,
    found: Vec<[u64; COLUMNS * BLOCKS]>,
    /// Places from which no reading goes on, with the number of blocks before them and the sums to violate.
    dead: Vec<(usize, usize, usize)>,
}

impl Search<'_> {
    /// Adds the readings that go on from a place with exactly `violated` violated sums; whether the search was complete.
    fn extend(&mut self, at: usize, violated: usize) -> bool {
        let blocks = self.before.len();
        if blocks == BLOCKS {
            if at == self.digits.len() && violated == 0 {
                let mut reading = [0; COLUMNS * BLOCKS];
                reading.iter_mut().zip(self.before.iter().flatten()).for_each(|(slot, number)| *slot = *number);
                self.found.push(reading);
            }
            return self.found.len() <= READINGS;
        }
        let place = (at, blocks, violated);
        if violated > BLOCKS - blocks || self.dead.contains(&place) {
            return true;
        }
        let before = self.found.len();
        let complete = self.number(at, 0, 0, violated);
        if complete && self.found.len() == before {
            self.dead.push(place);
        }
        complete
    }

    /// Goes on with every number that may stand next in the block, of which the parts so far add up to `sum`.
    fn number(&mut self, at: usize, place: usize, sum: u64, violated: usize) -> bool {
        // Each number that is still to come takes a digit.
        let to_come = COLUMNS * (BLOCKS - self.before.len()) - place - 1;
        let last = self.digits.len().saturating_sub(to_come);
        for to in at + 1..=last {
            let Some(number) = self.digits.number(at, to) else { break };
            let Some(left) = self.steps.checked_sub(1) else { return false };
            self.steps = left;
            self.block[place] = number;
            let complete = if place + 1 < COLUMNS {
                // A total has no fewer digits than its parts.
                let too_large = violated == 0 && last.saturating_sub(to) + 1 < length(sum + number);
                too_large || self.number(to, place + 1, sum + number, violated)
            } else if number == sum || violated > 0 {
                self.before.push(self.block);
                let block = self.block;
                let complete = self.extend(to, violated - usize::from(number != sum));
                self.before.pop();
                self.block = block;
                complete
            } else {
                true
            };
            if !complete {
                return false;
            }
        }
        true
    }
}

/// How many digits a number has.
fn length(number: u64) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::{Digits, split_blocks};

    #[test]
    fn fifteen_figures_are_told_apart_by_their_sums() {
        // 平潭 2021.
        let readings = split_blocks(&Digits::of(["10203120001200000"]).unwrap()).unwrap();
        assert!(readings.contains(&[1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0]), "{readings:?}");
        let zeros = split_blocks(&Digits::of(["000000000000000"]).unwrap()).unwrap();
        assert_eq!(zeros, [[0; 15]]);
    }
}
