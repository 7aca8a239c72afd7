//! Candidates for a repair, and their order.

use super::score::Explanation;
use super::slip::Slip;
use super::system::Fix;

/// Among how many of the first candidates of a part the smallest sets are placed.
const FIRST: usize = 5;

/// The logarithm of the weight that something else went wrong than what is offered.
const SOMETHING_ELSE: f64 = -9.0;

/// Changes that may be what is needed.
pub(super) struct Candidate {
    /// In form order.
    pub(super) fixes: Vec<Fix>,
    pub(super) slips: Vec<Slip>,
    tier: Tier,
    pub(super) score: f64,
    pub(super) likelihood: f64,
}

/// What counts before the score.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    First,
    Later,
}

impl Candidate {
    pub(super) fn new(fixes: Vec<Fix>, explanation: Explanation) -> Self {
        let Explanation { slips, score } = explanation;
        Self { fixes, slips, tier: Tier::First, score, likelihood: 1.0 }
    }

    /// The candidate that makes the changes of both, in different parts of the form.
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut fixes = [self.fixes.as_slice(), &other.fixes].concat();
        fixes.sort_unstable();
        Self {
            fixes,
            slips: [self.slips.as_slice(), &other.slips].concat(),
            tier: self.tier.max(other.tier),
            score: self.score + other.score,
            likelihood: self.likelihood * other.likelihood,
        }
    }
}

/// Ranks all candidates of a part whose smallest sets are `smallest` cells large.
pub(super) fn rank(candidates: &mut [Candidate], smallest: Option<usize>) {
    best_first(candidates);
    set_likelihoods(candidates);
    if let Some(smallest) = smallest {
        place_among_first(candidates, smallest);
        best_first(candidates);
    }
}

/// Sorts by tier, then score; what is equally likely, by fewer cells and then in form order.
pub(super) fn best_first(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| {
        let by_score = || b.score.total_cmp(&a.score);
        let by_cells = || a.fixes.len().cmp(&b.fixes.len()).then_with(|| a.fixes.cmp(&b.fixes));
        a.tier.cmp(&b.tier).then_with(by_score).then_with(by_cells)
    });
}

/// How likely each candidate is among all. The likeliest has to come first.
fn set_likelihoods(candidates: &mut [Candidate]) {
    let best = candidates.first().map_or(0.0, |candidate| candidate.score);
    let weight = |candidate: &Candidate| (candidate.score - best).exp();
    let all = candidates.iter().map(weight).sum::<f64>() + SOMETHING_ELSE.exp() * (-best).exp().min(1.0);
    for candidate in candidates {
        candidate.likelihood = weight(candidate) / all;
    }
}

/// Places the smallest sets that a slip explains among the first, if they are few, together with as many of the likeliest
/// others as there is room for. A slip that changed more cells than need be is a guess beyond them.
fn place_among_first(candidates: &mut [Candidate], smallest: usize) {
    let is_kept =
        |candidate: &Candidate| candidate.fixes.len() == smallest && !candidate.slips.contains(&Slip::Unexplained);
    let kept = candidates.iter().filter(|candidate| is_kept(candidate)).count();
    let Some(room) = FIRST.checked_sub(kept) else { return };
    for candidate in candidates.iter_mut().filter(|candidate| !is_kept(candidate)).skip(room) {
        candidate.tier = Tier::Later;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{CellId, Edition};

    fn candidate(cells: usize, score: f64) -> Candidate {
        let fix = |cell: &CellId| Fix { cell: *cell, to: 1 };
        let fixes = Edition::Revised2021.cells().iter().take(cells).map(fix).collect();
        Candidate::new(fixes, Explanation { slips: vec![Slip::DigitDropped], score })
    }

    fn ranked(candidates: &[(usize, f64)]) -> Vec<(usize, f64)> {
        let mut candidates: Vec<_> = candidates.iter().map(|(cells, score)| candidate(*cells, *score)).collect();
        let smallest = candidates.iter().map(|candidate| candidate.fixes.len()).min();
        rank(&mut candidates, smallest);
        let likelihoods = candidates.iter().map(|candidate| candidate.likelihood);
        assert!(likelihoods.sum::<f64>() <= 1.0);
        for (a, b) in candidates.iter().flat_map(|a| candidates.iter().map(move |b| (a, b))) {
            assert_eq!(a.score < b.score, a.likelihood < b.likelihood, "the order changes no likelihood");
        }
        candidates.iter().map(|candidate| (candidate.fixes.len(), candidate.score)).collect()
    }

    #[test]
    fn the_smallest_sets_are_among_the_first_five() {
        let larger = [(2, 5.0), (2, 4.0), (2, 3.0), (2, 2.0), (2, 1.0)];
        let few = [&larger[..], &[(1, -1.0), (1, 4.5)]].concat();
        assert_eq!(ranked(&few), [(2, 5.0), (1, 4.5), (2, 4.0), (2, 3.0), (1, -1.0), (2, 2.0), (2, 1.0)]);
        let many = [&larger[..], &[(1, -1.0); 6]].concat();
        assert_eq!(ranked(&many)[..5], larger);
    }

    #[test]
    fn what_no_slip_explains_is_not_put_before_what_is_likelier() {
        let mut candidates: Vec<_> = (0..6_u8).map(|at| candidate(2, f64::from(at))).collect();
        candidates.push(Candidate { slips: vec![Slip::Unexplained], ..candidate(1, -9.0) });
        rank(&mut candidates, Some(1));
        assert_eq!(candidates.last().map(|candidate| candidate.fixes.len()), Some(1));
    }
}
