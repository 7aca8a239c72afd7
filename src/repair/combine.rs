//! From the candidates of each part of the form to proven repairs of the whole.

use super::candidate::{Candidate, best_first, rank};
use super::score::{Explanation, explain, explained_by};
use super::system::{Fix, System, parts};
use super::trial::Trial;
use super::{MOST, Repair, RepairChange, hypotheses, search};
use crate::check::solve::Solution;
use crate::draft::Draft;
use crate::form::RelationSet;
use crate::quantity::Number;

/// How many candidates of one part are put to the proof.
const PROVEN: usize = 200;

pub(super) fn repairs(draft: &Draft, skip: RelationSet) -> Vec<Repair> {
    let solution = Solution::of(draft, skip);
    if (solution.violated - skip).is_empty() {
        return Vec::new();
    }
    let mut trial = Trial::new(draft, skip);
    let mut all = vec![Candidate::new(Vec::new(), Explanation { slips: Vec::new(), score: 0.0 })];
    for part in parts(draft, &solution, skip) {
        let proven = proven(&part, &mut trial);
        all = all.iter().flat_map(|one| proven.iter().map(|other| one.with(other))).collect();
        best_first(&mut all);
        all.truncate(MOST);
    }
    all.into_iter().filter(|candidate| !candidate.fixes.is_empty()).filter_map(|c| repair(draft, c)).collect()
}

fn repair(draft: &Draft, candidate: Candidate) -> Option<Repair> {
    let change = |fix: &Fix| {
        let to = Number::from_scaled(fix.to.into(), 0)?;
        Some(RepairChange { cell: fix.cell, from: draft.number(fix.cell), to })
    };
    Some(Repair {
        changes: candidate.fixes.iter().map(change).collect::<Option<_>>()?,
        slips: candidate.slips.into(),
        likelihood: candidate.likelihood,
    })
}

/// The best candidates that leave no relation of a part violated.
fn proven(part: &System, trial: &mut Trial) -> Vec<Candidate> {
    let candidates = candidates(part, trial).into_iter().take(PROVEN);
    candidates.filter(|candidate| trial.proves(part, &candidate.fixes)).take(MOST).collect()
}

/// What may be wrong in a part, best first.
fn candidates(part: &System, trial: &mut Trial) -> Vec<Candidate> {
    let mut found = smallest_sets(part, trial);
    let smallest = found.iter().map(|candidate| candidate.fixes.len()).min();
    for fixes in hypotheses::of_two_cells(part) {
        let explanation = explain(part, &fixes);
        // Two slips are no reason to prefer a larger set.
        if explanation.slips.len() == 1 || smallest.is_none() {
            add(&mut found, Candidate::new(fixes, explanation));
        }
    }
    for hypothesis in hypotheses::of_rows(part) {
        let explanation = explained_by(part, hypothesis.slip, hypothesis.ways, &hypothesis.fixes);
        add(&mut found, Candidate::new(hypothesis.fixes, explanation));
    }
    rank(&mut found, smallest);
    found
}

/// Adds a candidate; of two that change the same, the better explanation is kept.
fn add(found: &mut Vec<Candidate>, new: Candidate) {
    match found.iter_mut().find(|known| known.fixes == new.fixes) {
        Some(known) if known.score < new.score => *known = new,
        Some(_) => {}
        None => found.push(new),
    }
}

/// All smallest sets of cells that can be found.
fn smallest_sets(part: &System, trial: &mut Trial) -> Vec<Candidate> {
    let candidate = |mut fixes: Vec<Fix>| {
        fixes.sort_unstable();
        let explanation = explain(part, &fixes);
        Candidate::new(fixes, explanation)
    };
    // Where cells are open, whether a relation is off depends on which was gone through first. What follows from the
    // relations without these cells does not, but it says nothing of counts below zero. So both are searched.
    let closed = part.has_open_cells().then(|| part.without_open_cells());
    for size in 1..=search::EXACT {
        let mut sets = search::sets_of(part, size);
        if let Some(closed) = closed.as_ref().filter(|closed| !closed.violated.is_empty()) {
            sets.extend(search::sets_of(closed, size));
        }
        let mut found: Vec<_> = sets.into_iter().map(candidate).collect();
        if closed.is_some() {
            found.sort_by(|a, b| a.fixes.cmp(&b.fixes));
            found.dedup_by(|a, b| a.fixes == b.fixes);
            best_first(&mut found);
            found.truncate(PROVEN);
            found.retain(|candidate| trial.proves(part, &candidate.fixes));
        }
        if !found.is_empty() {
            return found;
        }
    }
    search::larger_sets(part).into_iter().map(candidate).collect()
}
