//! Narrowing what cells can be that are not stated.

use super::reach::Reach;
use super::{DECIMALS, Judgement, ROUNDS, Solution, judge_stated};
use crate::check::{Bounds, Imputation, PossibleReadings, Status};
use crate::draft::{Draft, RelationValue};
use crate::form::{CellId, Relation, RelationSet, Table};
use crate::quantity::{Count, Number};

/// What a cell can be, in units.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Domain {
    /// This number.
    Stated(i128),
    /// Any count in this range.
    Open { least: i128, most: i128 },
    /// A cell of a run, at this place in its readings.
    Run { run: usize, at: usize },
}

pub(super) struct Narrowing {
    scale: u32,
    /// One count, in units.
    one: i128,
    domains: [Domain; CellId::COUNT],
    /// The readings of each run that are still possible.
    runs: Vec<PossibleRun>,
}

struct PossibleRun {
    cells: Vec<CellId>,
    readings: Vec<Vec<i128>>,
}

impl Narrowing {
    pub(super) fn new(draft: &Draft) -> Self {
        let relations = draft.edition().relations();
        let cells = || relations.iter().flat_map(Relation::cells).copied();
        let whole = |cell| draft.readings(cell).iter().all(|number| number.to_integer().is_some());
        let scale = if cells().all(whole) { 0 } else { DECIMALS };
        let one = 10_i128.pow(scale);
        let open = Domain::Open { least: 0, most: i128::from(Count::MAX.get()) * one };
        let mut system = Self { scale, one, domains: [open; CellId::COUNT], runs: Vec::new() };
        for cell in cells() {
            if let RelationValue::Number(number) = draft.value_in_relation(cell) {
                system.domains[cell.index()] = number.to_scaled(scale).map_or(open, Domain::Stated);
            }
        }
        for run in draft.runs() {
            let scaled = |reading: &[Number]| reading.iter().map(|number| number.to_scaled(scale)).collect();
            let Some(readings) = run.readings().map(scaled).collect::<Option<Vec<_>>>() else { continue };
            for (at, cell) in run.cells().iter().enumerate() {
                system.domains[cell.index()] = Domain::Run { run: system.runs.len(), at };
            }
            system.runs.push(PossibleRun { cells: run.cells().to_vec(), readings });
        }
        system
    }

    /// Judges the relations, round by round, and gathers what follows.
    pub(super) fn solve(mut self, draft: &Draft, skip: RelationSet) -> Solution {
        let relations = draft.edition().relations();
        let at_first = |(at, relation): (usize, &Relation)| {
            if skip.has(at) {
                judge_stated(draft, relation).unwrap_or(Judgement::Undecided)
            } else if self.is_stated(relation) {
                Judgement::Holds
            } else {
                Judgement::Undecided
            }
        };
        let mut judgements: Vec<_> = relations.iter().enumerate().map(at_first).collect();
        for _ in 0..ROUNDS {
            let mut changed = false;
            for (at, (relation, judgement)) in relations.iter().zip(&mut judgements).enumerate() {
                if skip.has(at) || judgement.status() == Some(Status::Violated) {
                    continue;
                }
                match self.narrow(relation) {
                    Some(narrowed) => changed |= narrowed,
                    None => *judgement = self.violated(relation).unwrap_or(*judgement),
                }
            }
            if !changed {
                break;
            }
        }
        let (imputations, bounds) = (self.imputations(relations), self.bounds(draft));
        Solution { judgements, imputations, bounds, readings: self.readings() }
    }

    fn is_stated(&self, relation: &Relation) -> bool {
        relation.cells().iter().all(|cell| matches!(self.domains[cell.index()], Domain::Stated(_)))
    }

    fn reach(&self, relation: &Relation) -> Reach {
        let mut reach = Reach::default();
        for (cells, sign) in [(relation.left(), 1), (relation.right(), -1)] {
            for cell in cells {
                match self.domains[cell.index()] {
                    Domain::Stated(value) => reach.stated += sign * value,
                    Domain::Open { least, most } => {
                        let (least, most) = if sign > 0 { (least, most) } else { (-most, -least) };
                        reach.least += least;
                        reach.most += most;
                    }
                    Domain::Run { run, at } => {
                        let readings = &self.runs[run].readings;
                        let known = reach.runs.iter().position(|(index, _)| *index == run);
                        let known = known.unwrap_or_else(|| {
                            reach.runs.push((run, vec![0; readings.len()]));
                            reach.runs.len() - 1
                        });
                        for (sum, reading) in reach.runs[known].1.iter_mut().zip(readings) {
                            *sum += sign * reading[at];
                        }
                    }
                }
            }
        }
        reach
    }

    /// Narrows what the cells of a relation can be. `None` if nothing satisfies it, else whether anything changed.
    fn narrow(&mut self, relation: &Relation) -> Option<bool> {
        let reach = self.reach(relation);
        let all = reach.run_sums(None);
        if !reach.can_be_zero(&all, 0, self.one) {
            return None;
        }
        if reach.is_fixed() {
            return Some(false);
        }
        let mut changed = false;
        let (run_least, run_most) = all.ends();
        for (cells, sign) in [(relation.left(), 1), (relation.right(), -1)] {
            for cell in cells {
                let Domain::Open { least, most } = self.domains[cell.index()] else { continue };
                // What the rest can add up to: this cell has to make up for it.
                let (own_least, own_most) = if sign > 0 { (least, most) } else { (-most, -least) };
                let rest_least = reach.stated + run_least + reach.least - own_least;
                let rest_most = reach.stated + run_most + reach.most - own_most;
                let (from, to) = if sign > 0 { (-rest_most, -rest_least) } else { (rest_least, rest_most) };
                let next = Domain::Open { least: least.max(from), most: most.min(to) };
                changed |= next != self.domains[cell.index()];
                self.domains[cell.index()] = next;
            }
        }
        for (run, sums) in &reach.runs {
            let others = reach.run_sums(Some(*run));
            let possible: Vec<_> = sums.iter().map(|sum| reach.can_be_zero(&others, *sum, self.one)).collect();
            if possible.contains(&false) {
                changed = true;
                let mut kept = possible.iter();
                self.runs[*run].readings.retain(|_| kept.next() == Some(&true));
            }
        }
        Some(changed)
    }

    /// The judgement of a relation that nothing satisfies: its sides, as near to each other as they can be.
    fn violated(&self, relation: &Relation) -> Option<Judgement> {
        let reach = self.reach(relation);
        let nearest = |run: &PossibleRun, sums: &[i128]| {
            let sum_of = |(at, _): &(usize, &Vec<i128>)| (reach.stated + sums[*at]).abs();
            run.readings.iter().enumerate().min_by_key(sum_of).map(|(at, _)| at)
        };
        let chosen: Vec<_> =
            reach.runs.iter().map(|(run, sums)| (*run, nearest(&self.runs[*run], sums).unwrap_or(0))).collect();
        let value = |cell: &CellId| match self.domains[cell.index()] {
            Domain::Stated(value) | Domain::Open { least: value, .. } => value,
            Domain::Run { run, at } => {
                let reading = chosen.iter().find(|(index, _)| *index == run).map_or(0, |(_, reading)| *reading);
                self.runs[run].readings.get(reading).map_or(0, |reading| reading[at])
            }
        };
        let sum = |cells: &[CellId]| cells.iter().map(value).sum();
        Judgement::violated(sum(relation.left()), sum(relation.right()), self.scale)
    }

    fn bounds(&self, draft: &Draft) -> Vec<Bounds> {
        // A bound that only comes from the largest count there can be is none.
        let bound = i128::from(Count::MAX.get() / 2) * self.one;
        let cells = draft.edition().cells().iter().filter(|cell| cell.table() != Table::Proactive);
        let bounds = cells.filter_map(|cell| match self.domains[cell.index()] {
            Domain::Open { least, most } if least != most => {
                let most = if most < bound { Some(Number::from_scaled(most, self.scale)?) } else { None };
                Some(Bounds { cell: *cell, least: Number::from_scaled(least, self.scale)?, most })
            }
            _ => None,
        });
        bounds.collect()
    }

    fn readings(&self) -> Vec<PossibleReadings> {
        let number = |units: &i128| Number::from_scaled(*units, self.scale);
        let reading = |reading: &Vec<i128>| reading.iter().map(number).collect::<Option<Box<[_]>>>();
        let run = |run: &PossibleRun| {
            let readings = run.readings.iter().map(reading).collect::<Option<Box<[_]>>>()?;
            Some(PossibleReadings { cells: run.cells.clone().into(), readings })
        };
        self.runs.iter().filter_map(run).collect()
    }

    fn imputations(&self, relations: &[Relation]) -> Vec<Imputation> {
        let mut found: Vec<_> = relations
            .iter()
            .flat_map(Relation::cells)
            .chain(self.runs.iter().flat_map(|run| &run.cells))
            .filter_map(|cell| {
                let value = match self.domains[cell.index()] {
                    Domain::Open { least, most } if least == most => least,
                    Domain::Run { run, at } => match self.runs[run].readings.as_slice() {
                        [reading] => reading[at],
                        _ => return None,
                    },
                    _ => return None,
                };
                Some(Imputation { cell: *cell, value: Number::from_scaled(value, self.scale)? })
            })
            .collect();
        found.sort_by_key(|imputation| imputation.cell);
        found.dedup();
        found
    }
}
