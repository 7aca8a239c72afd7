//! What the cells of a relation can add up to.

/// How many sums of runs are told apart for a relation; of more, only the range is kept.
const SUMS: usize = 4096;

/// What a relation can add up to, left minus right. It is satisfied where that is zero.
#[derive(Default)]
pub(super) struct Reach {
    /// The sum of the stated cells.
    pub(super) stated: i128,
    /// The range of the open cells.
    pub(super) least: i128,
    pub(super) most: i128,
    /// For each run in the relation: its index, and the sum of each of its readings.
    pub(super) runs: Vec<(usize, Vec<i128>)>,
}

impl Reach {
    /// What the runs can add up to, all but one of them.
    pub(super) fn run_sums(&self, except: Option<usize>) -> Sums {
        let rest = self.runs.iter().filter(|(run, _)| Some(*run) != except).map(|(_, readings)| readings);
        rest.fold(Sums::Nothing, |sums, readings| sums.plus(readings))
    }

    /// Whether the open cells can make up for one of `sums` together with `more`, in whole counts of `one` unit each.
    pub(super) fn can_be_zero(&self, sums: &Sums, more: i128, one: i128) -> bool {
        let rest = self.stated + more;
        let (from, to) = (-self.most - rest, -self.least - rest);
        match sums {
            Sums::Nothing => (from..=to).contains(&0) && rest % one == 0,
            Sums::Each(sums) => sums.iter().any(|sum| (from..=to).contains(sum) && (rest + sum) % one == 0),
            Sums::Between(least, most) => *least <= to && from <= *most,
        }
    }
}

/// Sums that can be reached.
pub(super) enum Sums {
    /// Nothing is added.
    Nothing,
    /// Exactly these, smallest first; never empty.
    Each(Vec<i128>),
    /// Too many to tell apart: any between the two.
    Between(i128, i128),
}

impl Sums {
    /// The smallest and the largest.
    pub(super) fn ends(&self) -> (i128, i128) {
        match self {
            Self::Nothing => (0, 0),
            Self::Each(sums) => (sums.first().copied().unwrap_or(0), sums.last().copied().unwrap_or(0)),
            Self::Between(least, most) => (*least, *most),
        }
    }

    fn plus(self, readings: &[i128]) -> Self {
        match &self {
            Self::Nothing => {
                let mut sums = readings.to_vec();
                sums.sort_unstable();
                sums.dedup();
                Self::Each(sums)
            }
            Self::Each(sums) if sums.len().saturating_mul(readings.len()) <= SUMS => {
                let mut next: Vec<_> = sums.iter().flat_map(|sum| readings.iter().map(move |r| sum + r)).collect();
                next.sort_unstable();
                next.dedup();
                Self::Each(next)
            }
            _ => {
                let (least, most) = self.ends();
                let (lowest, highest) = (readings.iter().min(), readings.iter().max());
                Self::Between(least + lowest.unwrap_or(&0), most + highest.unwrap_or(&0))
            }
        }
    }
}
