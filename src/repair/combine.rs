//! From the candidates of each part of the form to proven repairs of the whole.

use super::score::{Explanation, explain, whole};
use super::system::{Fix, Mask, System};
use super::{MOST, Repair, RepairChange, Slip, hypotheses, search};
use crate::check::solve::{Judgement, Skip, Solution};
use crate::draft::{Cell, Draft};
use crate::form::CellId;
use crate::quantity::Number;

/// How many candidates of one part are put to the proof.
const PROVEN: usize = 200;

/// The logarithm of the weight that something else went wrong than what is offered.
const SOMETHING_ELSE: f64 = -9.0;

/// Among how many of the first candidates of a part the smallest sets are placed.
const FIRST: usize = 5;

/// What counts before the score.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    First,
    Later,
}

struct Candidate {
    tier: Tier,
    fixes: Vec<Fix>,
    slips: Vec<Slip>,
    score: f64,
    likelihood: f64,
}

pub(super) fn repairs(draft: &Draft, skip: Skip) -> Vec<Repair> {
    let solution = Solution::of(draft, skip);
    let violated = |(i, judgement): (usize, &Judgement)| !skip.has(i) && matches!(judgement, Judgement::Violated(_));
    if !solution.judgements.iter().enumerate().any(violated) {
        return Vec::new();
    }
    let system = System::new(draft, &solution, skip);
    let mut trial = draft.figures();
    let mut all =
        vec![Candidate { tier: Tier::First, fixes: Vec::new(), slips: Vec::new(), score: 0.0, likelihood: 1.0 }];
    for component in system.components() {
        let sets = smallest_sets(&system, component, &mut trial, skip);
        let candidates = candidates(&system, component, sets);
        let proven = proven(&system, component, candidates, &mut trial, skip);
        all = all.iter().flat_map(|one| proven.iter().map(|other| both(one, other))).collect();
        sort(&mut all);
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
        changes: candidate.fixes.iter().map(change).collect::<Option<Vec<_>>>()?.into(),
        slips: candidate.slips.into(),
        likelihood: candidate.likelihood,
    })
}

/// All smallest sets of cells that can be found, each in form order.
fn smallest_sets(system: &System, component: Mask, trial: &mut Draft, skip: Skip) -> Vec<Vec<Fix>> {
    // Where cells are open, whether a relation is off depends on which was gone through first. What follows from the
    // relations without these cells does not; but it says nothing of counts below zero. So both are searched.
    let closed = system.is_open(component).then(|| system.without_open_cells());
    let cells = system.cells_of(component);
    for size in 1..=search::EXACT {
        let mut sets = search::sets_of(system, component, size);
        if let Some(closed) = &closed {
            let component = cells.iter().fold(0, |mask, cell| mask | closed.touched(*cell));
            if closed.violated & component != 0 {
                sets.extend(search::sets_of(closed, component, size));
            }
        }
        for set in &mut sets {
            set.sort_unstable();
        }
        if closed.is_some() {
            sets.sort();
            sets.dedup();
            if sets.len() > PROVEN {
                // Stable, so that what is equally likely stays in form order.
                sets.sort_by(|a, b| explain(system, b).1.total_cmp(&explain(system, a).1));
                sets.truncate(PROVEN);
            }
            sets.retain(|set| is_proven(system, component, set, trial, skip));
        }
        if !sets.is_empty() {
            return sets;
        }
    }
    let mut sets = search::larger_sets(system, component);
    for set in &mut sets {
        set.sort_unstable();
    }
    sets
}

fn candidates(system: &System, component: Mask, sets: Vec<Vec<Fix>>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for fixes in sets {
        let (slips, score) = explain(system, &fixes);
        found.push(Candidate { tier: Tier::First, fixes, slips, score, likelihood: 0.0 });
    }
    let smallest = found.iter().map(|candidate| candidate.fixes.len()).min();
    let (pairs, rows) = hypotheses::all(system, component);
    for fixes in pairs {
        let explanation = explain(system, &fixes);
        // Two slips are no reason to prefer a larger set.
        if explanation.0.len() == 1 || smallest.is_none() {
            add(&mut found, fixes, explanation);
        }
    }
    for hypothesis in rows {
        let explanation = whole(system, hypothesis.slip, hypothesis.ways, &hypothesis.fixes);
        add(&mut found, hypothesis.fixes, explanation);
    }
    sort(&mut found);
    if let Some(smallest) = smallest {
        place_among_first(&mut found, smallest);
        sort(&mut found);
    }
    found
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

fn add(found: &mut Vec<Candidate>, fixes: Vec<Fix>, (slips, score): Explanation) {
    let new = Candidate { tier: Tier::First, fixes, slips, score, likelihood: 0.0 };
    match found.iter_mut().find(|known| known.fixes == new.fixes) {
        Some(known) if known.score < new.score => *known = new,
        Some(_) => {}
        None => found.push(new),
    }
}

/// The best candidates that leave no relation of the component violated, with their likelihoods.
fn proven(
    system: &System,
    component: Mask,
    candidates: Vec<Candidate>,
    trial: &mut Draft,
    skip: Skip,
) -> Vec<Candidate> {
    let best = candidates.iter().map(|candidate| candidate.score).reduce(f64::max).unwrap_or(0.0);
    let weights: f64 = candidates.iter().map(|candidate| (candidate.score - best).exp()).sum();
    let all = weights + SOMETHING_ELSE.exp() * (-best).exp().min(1.0);
    let mut proven = Vec::new();
    for candidate in candidates.into_iter().take(PROVEN) {
        if is_proven(system, component, &candidate.fixes, trial, skip) {
            let likelihood = (candidate.score - best).exp() / all;
            proven.push(Candidate { likelihood, ..candidate });
        }
        if proven.len() == MOST {
            break;
        }
    }
    proven
}

/// Whether the changes leave no relation of the component violated, tried on a copy, which is put back after.
fn is_proven(system: &System, component: Mask, fixes: &[Fix], trial: &mut Draft, skip: Skip) -> bool {
    let mut before: Vec<(CellId, Cell)> = Vec::new();
    let mut whole = true;
    for fix in fixes {
        let number = Number::from_scaled(fix.to.into(), 0);
        match number.and_then(|number| trial.set(fix.cell, number).ok()) {
            Some(cell) => before.push((fix.cell, cell)),
            None => whole = false,
        }
    }
    let solution = Solution::of(trial, skip);
    let holds = |relation: Mask| {
        let judgement = solution.judgements.get(relation.trailing_zeros() as usize);
        judgement.is_some_and(|judgement| !matches!(judgement, Judgement::Violated(_)))
    };
    let holds = system.relations_in(component).all(|(relation, _)| holds(relation));
    for (cell, content) in before {
        // What stood there was there before, so that it can stand there again.
        let _ = trial.set(cell, content);
    }
    whole && holds
}

fn both(one: &Candidate, other: &Candidate) -> Candidate {
    let mut fixes = [one.fixes.as_slice(), &other.fixes].concat();
    fixes.sort_unstable();
    Candidate {
        tier: one.tier.max(other.tier),
        fixes,
        slips: [one.slips.as_slice(), &other.slips].concat(),
        score: one.score + other.score,
        likelihood: one.likelihood * other.likelihood,
    }
}

/// By tier, then score; what is equally likely, by fewer cells and then in form order.
fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| {
        let by_score = || b.score.total_cmp(&a.score);
        a.tier
            .cmp(&b.tier)
            .then_with(by_score)
            .then_with(|| a.fixes.len().cmp(&b.fixes.len()))
            .then_with(|| a.fixes.cmp(&b.fixes))
    });
}
