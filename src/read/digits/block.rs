//! Table 4: three blocks of five in one run of digits.

use super::Digits;

/// Results and total of a block.
const COLUMNS: usize = 5;
const BLOCKS: usize = 3;

/// The most readings that are kept.
const READINGS: usize = 1_000;

/// The readings of table 4's fifteen figures that violate the fewest sums; `None` if there are none or too many.
pub(in crate::read) fn split_blocks(digits: &Digits) -> Option<Vec<[u64; COLUMNS * BLOCKS]>> {
    for violated in 0..=BLOCKS {
        let mut found = Vec::new();
        let complete = extend(digits, 0, violated, &mut Vec::new(), &mut found);
        if !complete {
            return None;
        }
        if !found.is_empty() {
            return Some(found);
        }
    }
    None
}

/// Adds the readings that go on from a place with exactly `violated` violated sums.
fn extend(
    digits: &Digits,
    at: usize,
    violated: usize,
    before: &mut Vec<[u64; COLUMNS]>,
    found: &mut Vec<[u64; COLUMNS * BLOCKS]>,
) -> bool {
    let blocks_left = BLOCKS - before.len();
    if blocks_left == 0 {
        if at == digits.len() && violated == 0 {
            let mut reading = [0; COLUMNS * BLOCKS];
            reading.iter_mut().zip(before.iter().flatten()).for_each(|(slot, number)| *slot = *number);
            found.push(reading);
        }
        return found.len() <= READINGS;
    }
    let mut complete = true;
    each_block(digits, at, 0, &mut [0; COLUMNS], &mut |block, end| {
        let [parts @ .., total] = &block;
        let adds_up = parts.iter().sum::<u64>() == *total;
        let digits_left = digits.len() - end;
        if !adds_up && violated == 0 || digits_left < COLUMNS * (blocks_left - 1) {
            return true;
        }
        before.push(block);
        complete = extend(digits, end, violated - usize::from(!adds_up), before, found);
        before.pop();
        complete
    });
    complete
}

fn each_block(
    digits: &Digits,
    at: usize,
    place: usize,
    block: &mut [u64; COLUMNS],
    take: &mut dyn FnMut([u64; COLUMNS], usize) -> bool,
) -> bool {
    if place == COLUMNS {
        return take(*block, at);
    }
    for to in at + 1..=digits.len() {
        let Some(number) = digits.number(at, to) else { break };
        block[place] = number;
        if !each_block(digits, to, place + 1, block, take) {
            return false;
        }
    }
    true
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
