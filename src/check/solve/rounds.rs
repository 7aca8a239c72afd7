//! What cells can be that are not stated, narrowed in rounds.
//!
//! In each round
//!
//! 1. every relation is judged by what the rounds before have left for its open cells;
//! 2. the cells of those that are violated stop speaking: a relation that one of them is in narrows nothing any more, and
//!    everything begins anew with any count for every open cell;
//! 3. if none is violated that was not before, each of the others narrows its open cells by what they all could be before
//!    this step. Where two contradict each other, the first in the order of the form counts, and the other is found violated
//!    in the next round.
//!
//! So a slip accuses the sums that it stands in, and no order of work changes the answer. A cell with one value left is
//! imputed. The query of violations (`format/sql/violations`) goes the same rounds.

use super::reach::Reach;
use super::{DECIMALS, LARGEST, Open, ROUNDS, Solution, Violation, imbalance};
use crate::check::{Bounds, Imputation, PossibleReadings};
use crate::draft::{Draft, StateKind};
use crate::form::{CellId, CellSet, Edition, RelationSet};
use crate::quantity::{Count, Number};

/// What an open cell can be, in units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) least: i128,
    pub(super) most: i128,
}

impl Range {
    fn and(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), most: self.most.min(other.most) }
    }

    fn is_empty(self) -> bool {
        self.least > self.most
    }
}

/// A relation with cells that are more than whole numbers.
struct Sum {
    relation: usize,
    cells: CellSet,
    /// What is stated, left minus right, and on the left alone.
    stated: i128,
    stated_left: i128,
    /// Its open cells: which of [`Rounds::open`], and 1 on the left, -1 on the right.
    open: Vec<(usize, i128)>,
    /// Its cells in runs: which run, which of its cells, and the sign.
    runs: Vec<(usize, usize, i128)>,
}

impl Sum {
    fn is_stated(&self) -> bool {
        self.open.is_empty() && self.runs.is_empty()
    }
}

/// A run of digits.
struct RunCells {
    cells: Box<[CellId]>,
    readings: Vec<Vec<i128>>,
    /// Which readings are possible.
    possible: Vec<bool>,
}

impl RunCells {
    fn left(&self) -> impl Iterator<Item = (usize, &Vec<i128>)> {
        self.readings.iter().enumerate().filter(|(at, _)| self.possible[*at])
    }
}

pub(super) struct Rounds<'a> {
    draft: &'a Draft,
    skip: RelationSet,
    counted: CellSet,
    scale: u32,
    /// One count, in units.
    one: i128,
    sums: Vec<Sum>,
    /// The cells that are not stated, in form order.
    open: Vec<usize>,
    ranges: Vec<Range>,
    runs: Vec<RunCells>,
    violated: RelationSet,
    violations: Vec<Violation>,
    /// The cells that do not speak.
    muted: CellSet,
}

impl<'a> Rounds<'a> {
    /// `violated` are the relations that the figures violate; of these, the ones whose cells are all `counted` are.
    pub(super) fn new(draft: &'a Draft, counted: CellSet, violated: RelationSet, skip: RelationSet) -> Self {
        let edition = draft.edition();
        let plan = edition.plan();
        let is_counted = |relation: &usize| plan.terms[*relation].set.is_within(counted);
        let violated: RelationSet = violated.iter().filter(is_counted).collect();
        let fractions = (draft.in_state(StateKind::Number) - draft.whole()) & plan.related;
        let in_runs = draft.in_state(StateKind::Ambiguous);
        let whole = |run: &crate::draft::Run| run.readings().flatten().all(|number| number.to_integer().is_some());
        let scale = if fractions.is_empty() && draft.runs().iter().all(whole) { 0 } else { DECIMALS };
        let mut rounds = Self {
            draft,
            skip,
            counted,
            scale,
            one: 10_i128.pow(scale),
            sums: Vec::new(),
            open: (plan.related - counted - fractions - in_runs).iter().collect(),
            ranges: Vec::new(),
            runs: Vec::new(),
            violated,
            violations: Vec::new(),
            muted: (violated - skip)
                .iter()
                .map(|relation| plan.terms[relation].set)
                .fold(CellSet::EMPTY, |all, set| all | set),
        };
        for run in draft.runs() {
            let workable = |units: &i128| (-LARGEST..=LARGEST).contains(units);
            let units = |number: &Number| number.to_scaled(scale).filter(workable);
            let scaled = |reading: &[Number]| reading.iter().map(units).collect();
            let readings: Option<Vec<Vec<_>>> = run.readings().map(scaled).collect();
            match readings {
                Some(readings) => {
                    let possible = vec![true; readings.len()];
                    rounds.runs.push(RunCells { cells: run.cells().into(), readings, possible });
                }
                // Finer or larger than can be worked with: any count.
                None => rounds.open.extend(
                    run.cells().iter().filter_map(|cell| edition.position(*cell)).filter(|at| plan.related.has(*at)),
                ),
            }
        }
        let related = 0..edition.relations().len();
        let with_more = related.filter(|relation| !is_counted(relation));
        let fraction = |at: usize| draft.number_at(at).and_then(|number| number.to_scaled(scale));
        // A fraction finer than can be worked with is any count.
        rounds.open.extend(fractions.iter().filter(|at| fraction(*at).is_none()));
        rounds.open.sort_unstable();
        rounds.ranges = vec![rounds.all(); rounds.open.len()];
        let mut slots = [None; Edition::MOST_CELLS];
        rounds.open.iter().enumerate().for_each(|(slot, at)| slots[*at] = Some(slot));
        rounds.sums = with_more.map(|relation| rounds.sum(relation, &slots)).collect();
        rounds
    }

    /// Any count.
    fn all(&self) -> Range {
        Range { least: 0, most: i128::from(Count::MAX.get()) * self.one }
    }

    fn sum(&self, relation: usize, slots: &[Option<usize>; Edition::MOST_CELLS]) -> Sum {
        let (edition, figures) = (self.draft.edition(), self.draft.figures());
        let terms = &edition.plan().terms[relation];
        let mut sum = Sum { relation, cells: terms.set, stated: 0, stated_left: 0, open: Vec::new(), runs: Vec::new() };
        let signed = terms.left().map(|at| (at, 1)).chain(terms.right().map(|at| (at, -1)));
        for (at, sign) in signed {
            if let Some(slot) = slots[at] {
                sum.open.push((slot, sign));
                continue;
            }
            let value = match self.draft.state_at(at) {
                StateKind::Number if !self.draft.whole().has(at) => {
                    self.draft.number_at(at).and_then(|number| number.to_scaled(self.scale)).unwrap_or(0)
                }
                StateKind::Ambiguous => {
                    let cell = edition.cells()[at];
                    let place = |run: &RunCells| run.cells.iter().position(|other| *other == cell);
                    let found = self.runs.iter().enumerate().find_map(|(run, cells)| Some((run, place(cells)?)));
                    sum.runs.extend(found.map(|(run, place)| (run, place, sign)));
                    continue;
                }
                _ => i128::from(figures[at]) * self.one,
            };
            sum.stated += sign * value;
            sum.stated_left += if sign > 0 { value } else { 0 };
        }
        sum
    }

    /// Goes the rounds, and gathers what follows.
    pub(super) fn solve(mut self) -> Solution {
        for _ in 0..ROUNDS {
            if self.judge() {
                // What the muted cells said is taken back with all that followed from it.
                let all = self.all();
                self.ranges.fill(all);
                self.runs.iter_mut().for_each(|run| run.possible.fill(true));
            } else if !self.narrow() {
                break;
            }
        }
        // A relation to skip is judged by what the others leave, and says nothing itself.
        let skipped = self.unsatisfied(|sum| self.skip.has(sum.relation));
        self.record(skipped);
        let undecided = self.sums.iter().filter(|sum| self.is_undecided(sum)).map(|sum| sum.relation).collect();
        let open = Open {
            imputations: self.imputations(),
            bounds: self.bounds(),
            readings: self.readings(),
            violations: self.violations,
        };
        let numbers = self.draft.in_state(StateKind::Number);
        let stated = self.counted | (numbers - self.open.iter().copied().collect());
        Solution { violated: self.violated, undecided, stated, open: Some(Box::new(open)) }
    }

    fn is_undecided(&self, sum: &Sum) -> bool {
        !self.violated.has(sum.relation) && !sum.is_stated()
    }

    /// Judges the relations by what is left for their cells, and mutes the cells of those that are violated; whether any is.
    fn judge(&mut self) -> bool {
        let violations = self.unsatisfied(|sum| !self.skip.has(sum.relation));
        for violation in &violations {
            self.muted = self.muted | self.draft.edition().plan().terms[violation.relation].set;
        }
        let found = !violations.is_empty();
        self.record(violations);
        found
    }

    /// Of these relations, those that nothing that is left satisfies, and that were not found violated before.
    fn unsatisfied(&self, is_asked: impl Fn(&Sum) -> bool) -> Vec<Violation> {
        let in_play = |sum: &&Sum| !self.violated.has(sum.relation) && is_asked(sum);
        let is_violated = |sum: &&Sum| {
            let reach = self.reach(sum);
            !reach.can_be_zero(&reach.run_sums(None), 0, self.one)
        };
        self.sums.iter().filter(in_play).filter(is_violated).filter_map(|sum| self.violation(sum)).collect()
    }

    fn record(&mut self, violations: Vec<Violation>) {
        for violation in &violations {
            self.violated.insert(violation.relation);
        }
        self.violations.extend(violations);
    }

    /// Narrows what open cells can be; whether anything changed.
    fn narrow(&mut self) -> bool {
        let mut ranges = self.ranges.clone();
        let mut possible: Vec<_> = self.runs.iter().map(|run| run.possible.clone()).collect();
        for sum in &self.sums {
            let speaks = !self.skip.has(sum.relation) && (sum.cells & self.muted).is_empty();
            if speaks && !sum.is_stated() {
                self.narrow_by(sum, &mut ranges, &mut possible);
            }
        }
        let changed = ranges != self.ranges || self.runs.iter().zip(&possible).any(|(run, next)| run.possible != *next);
        self.ranges = ranges;
        self.runs.iter_mut().zip(possible).for_each(|(run, next)| run.possible = next);
        changed
    }

    fn narrow_by(&self, sum: &Sum, ranges: &mut [Range], possible: &mut [Vec<bool>]) {
        let reach = self.reach(sum);
        let (run_least, run_most) = reach.run_sums(None).ends();
        for (slot, sign) in &sum.open {
            let own = self.ranges[*slot];
            // What the rest can add up to: this cell has to make up for it.
            let (own_least, own_most) = if *sign > 0 { (own.least, own.most) } else { (-own.most, -own.least) };
            let rest_least = reach.stated + run_least + reach.least - own_least;
            let rest_most = reach.stated + run_most + reach.most - own_most;
            let (least, most) = if *sign > 0 { (-rest_most, -rest_least) } else { (rest_least, rest_most) };
            let next = ranges[*slot].and(Range { least, most });
            if !next.is_empty() {
                ranges[*slot] = next;
            }
        }
        for (run, sums) in &reach.runs {
            let others = reach.run_sums(Some(*run));
            let left = self.runs[*run].left().map(|(at, _)| at);
            let fits = left.zip(sums).filter(|(_, sum)| reach.can_be_zero(&others, **sum, self.one)).map(|(at, _)| at);
            let mut next = vec![false; possible[*run].len()];
            fits.for_each(|at| next[at] = possible[*run][at]);
            if next.contains(&true) {
                possible[*run] = next;
            }
        }
    }

    fn reach(&self, sum: &Sum) -> Reach {
        let mut reach = Reach { stated: sum.stated, ..Reach::default() };
        for (slot, sign) in &sum.open {
            let Range { least, most } = self.ranges[*slot];
            let (least, most) = if *sign > 0 { (least, most) } else { (-most, -least) };
            reach.least += least;
            reach.most += most;
        }
        for (run, place, sign) in &sum.runs {
            let known = reach.runs.iter().position(|(index, _)| index == run);
            let known = known.unwrap_or_else(|| {
                reach.runs.push((*run, vec![0; self.runs[*run].left().count()]));
                reach.runs.len() - 1
            });
            for (total, (_, reading)) in reach.runs[known].1.iter_mut().zip(self.runs[*run].left()) {
                *total += sign * reading[*place];
            }
        }
        reach
    }

    /// The violation of a relation that nothing satisfies.
    fn violation(&self, sum: &Sum) -> Option<Violation> {
        let reach = self.reach(sum);
        // Of each run the reading that brings the sides nearest to each other.
        let nearest = |run: usize, sums: &[i128]| {
            let off = |(_, total): &(usize, &i128)| (reach.stated + **total).abs();
            let at = sums.iter().enumerate().min_by_key(off).map_or(0, |(at, _)| at);
            self.runs[run].left().nth(at).map(|(_, reading)| reading)
        };
        let chosen: Vec<_> = reach.runs.iter().map(|(run, sums)| (*run, nearest(*run, sums))).collect();
        let (mut left, mut right) = (sum.stated_left, sum.stated_left - sum.stated);
        let mut add = |sign: i128, value: i128| if sign > 0 { left += value } else { right += value };
        for (slot, sign) in &sum.open {
            add(*sign, self.ranges[*slot].least);
        }
        for (run, place, sign) in &sum.runs {
            let reading = chosen.iter().find(|(other, _)| other == run).and_then(|(_, reading)| *reading);
            add(*sign, reading.map_or(0, |reading| reading[*place]));
        }
        let mut slots: Vec<_> = sum.open.iter().map(|(slot, _)| *slot).collect();
        slots.sort_unstable();
        let mut bounds: Vec<_> = slots.into_iter().filter_map(|slot| self.bounds_of(slot)).collect();
        for (run, place, _) in &sum.runs {
            let reading = chosen.iter().find(|(other, _)| other == run).and_then(|(_, reading)| *reading);
            let value = reading.and_then(|reading| Number::from_scaled(reading[*place], self.scale));
            bounds.extend(value.map(|value| Bounds {
                cell: self.runs[*run].cells[*place],
                least: value,
                most: Some(value),
            }));
        }
        Some(Violation {
            relation: sum.relation,
            imbalance: imbalance(left, right, self.scale)?,
            bounds: bounds.into(),
        })
    }

    /// What is left for an open cell.
    fn bounds_of(&self, slot: usize) -> Option<Bounds> {
        let Range { least, most } = self.ranges[slot];
        // A bound that only comes from the largest count there can be is none.
        let bound = i128::from(Count::MAX.get() / 2) * self.one;
        let most = if most < bound { Some(Number::from_scaled(most, self.scale)?) } else { None };
        let cell = self.draft.edition().cells()[self.open[slot]];
        Some(Bounds { cell, least: Number::from_scaled(least, self.scale)?, most })
    }

    /// The open cells that can be more than one number.
    fn bounds(&self) -> Vec<Bounds> {
        let is_one = |slot: &usize| self.ranges[*slot].least == self.ranges[*slot].most;
        let slots = (0..self.open.len()).filter(|slot| self.is_unwritten(*slot) && !is_one(slot));
        slots.filter_map(|slot| self.bounds_of(slot)).collect()
    }

    /// Whether the open cell holds no number: nothing is worked out in place of one, too fine though it is to work with.
    fn is_unwritten(&self, slot: usize) -> bool {
        self.draft.state_at(self.open[slot]) != StateKind::Number
    }

    fn readings(&self) -> Vec<PossibleReadings> {
        let number = |units: &i128| Number::from_scaled(*units, self.scale);
        let run = |run: &RunCells| {
            let reading = |(_, reading): (usize, &Vec<i128>)| reading.iter().map(number).collect::<Option<Box<[_]>>>();
            let readings = run.left().map(reading).collect::<Option<Box<[_]>>>()?;
            Some(PossibleReadings { cells: run.cells.clone(), readings })
        };
        self.runs.iter().filter_map(run).collect()
    }

    fn imputations(&self) -> Vec<Imputation> {
        let cells = self.draft.edition().cells();
        let is_one = |slot: &usize| self.ranges[*slot].least == self.ranges[*slot].most;
        let slots = (0..self.open.len()).filter(|slot| self.is_unwritten(*slot) && is_one(slot));
        let mut found: Vec<_> = slots.map(|slot| (cells[self.open[slot]], self.ranges[slot].least)).collect();
        for run in &self.runs {
            let mut left = run.left();
            if let (Some((_, reading)), None) = (left.next(), left.next()) {
                found.extend(run.cells.iter().copied().zip(reading.iter().copied()));
            }
        }
        found.sort_unstable_by_key(|(cell, _)| *cell);
        let imputation = |(cell, value)| Some(Imputation { cell, value: Number::from_scaled(value, self.scale)? });
        found.into_iter().filter_map(imputation).collect()
    }
}
