//! The relations as a system of sums: what holds, what is violated, and what follows for cells that are not stated.
//!
//! Where everything is stated, each relation is two sums and a comparison. Where cells are open, the range of each is
//! narrowed by every relation in turn until nothing changes; a cell with one value left is imputed.

use super::imputation::{Bounds, Imputation, PossibleReadings};
use super::{Imbalance, Status};
use crate::draft::{Draft, RelationValue};
use crate::form::{CellId, Edition, Relation, Table};
use crate::quantity::{Count, Number};

/// How often the relations are gone through at the most. Ranges settle in a few rounds; relations that contradict each
/// other over open cells could push bounds up one by one.
pub(crate) const ROUNDS: usize = 64;

/// How many sums of runs are gone through for a relation; beyond, their range stands for them.
const SUMS: usize = 4096;

/// Decimals kept when a count has a fraction.
pub(crate) const DECIMALS: u32 = 12;

/// The state of one relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Judgement {
    Holds,
    Undecided,
    Violated(Imbalance),
}

impl Judgement {
    pub(crate) fn status(&self) -> Option<Status> {
        match self {
            Self::Holds => None,
            Self::Undecided => Some(Status::Undecided),
            Self::Violated(_) => Some(Status::Violated),
        }
    }

    pub(crate) fn imbalance(&self) -> Option<Imbalance> {
        match self {
            Self::Violated(imbalance) => Some(*imbalance),
            _ => None,
        }
    }
}

/// What the relations of a draft's edition come to.
#[derive(Clone, Debug)]
pub(crate) struct Solution {
    /// One for each of [`Edition::relations`](crate::Edition::relations).
    pub(crate) judgements: Vec<Judgement>,
    imputations: Vec<Imputation>,
    pub(crate) bounds: Vec<Bounds>,
    pub(crate) readings: Vec<PossibleReadings>,
}

/// Relations that are left out of the system: waived, or switched off by the caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Skip(u64);
const _: () = assert!(Edition::MOST_RELATIONS < u64::BITS as usize);

impl Skip {
    pub(crate) fn has(self, relation: usize) -> bool {
        self.0.checked_shr(u32::try_from(relation).unwrap_or(u32::MAX)).is_some_and(|mask| mask & 1 == 1)
    }

    pub(crate) fn with(self, relation: usize) -> Self {
        Self(self.0 | u32::try_from(relation).ok().and_then(|at| 1_u64.checked_shl(at)).unwrap_or(0))
    }
}

impl Solution {
    /// Relations left out have their own judgement, but say nothing about the cells of others.
    pub(crate) fn of(draft: &Draft, skip: Skip) -> Self {
        let relations = draft.edition().relations();
        let plain: Option<Vec<_>> = relations.iter().map(|relation| plain_judgement(draft, relation)).collect();
        match plain {
            Some(judgements) => Self { judgements, imputations: Vec::new(), bounds: Vec::new(), readings: Vec::new() },
            None => Propagation::new(draft).solve(draft, relations, skip),
        }
    }

    pub(crate) fn imputations(&self) -> Vec<Imputation> {
        self.imputations.clone()
    }
}

/// The judgement of a relation whose cells are all stated as whole numbers; else `None`.
pub(crate) fn plain_judgement(draft: &Draft, relation: &Relation) -> Option<Judgement> {
    let sum = |cells: &[CellId]| {
        cells.iter().try_fold(0_i128, |sum, cell| match draft.value_in_relation(*cell) {
            RelationValue::Number(number) => sum.checked_add(number.to_integer()?),
            RelationValue::Unknown | RelationValue::Run => None,
        })
    };
    let (left, right) = (sum(relation.left())?, sum(relation.right())?);
    if left == right {
        return Some(Judgement::Holds);
    }
    imbalance(left, right, 0).map(Judgement::Violated)
}

fn imbalance(left: i128, right: i128, scale: u32) -> Option<Imbalance> {
    Some(Imbalance {
        left: Number::from_scaled(left, scale)?,
        right: Number::from_scaled(right, scale)?,
        delta: Number::from_scaled(left.checked_sub(right)?, scale)?,
    })
}

/// What a cell may be, in units of the system.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Domain {
    /// This number.
    Stated(i128),
    /// Any count in this range.
    Open { least: i128, most: i128 },
    /// A cell of a run, at this place in its readings.
    Run { run: usize, at: usize },
}

struct Propagation {
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

/// What the open terms of a relation can add up to, left minus right.
struct Reach {
    /// What is fixed.
    fixed: i128,
    /// The range of the open cells.
    least: i128,
    most: i128,
    /// For each run in the relation: its index and the sum of each of its readings.
    runs: Vec<(usize, Vec<i128>)>,
}

impl Propagation {
    fn new(draft: &Draft) -> Self {
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

    fn solve(mut self, draft: &Draft, relations: &[Relation], skip: Skip) -> Solution {
        let all_stated =
            |relation: &Relation| relation.cells().iter().all(|c| matches!(self.domains[c.index()], Domain::Stated(_)));
        let stated: Vec<_> = relations.iter().map(all_stated).collect();
        let mut judgements: Vec<_> =
            stated.iter().map(|stated| if *stated { Judgement::Holds } else { Judgement::Undecided }).collect();
        for (_, (relation, judgement)) in
            relations.iter().zip(&mut judgements).enumerate().filter(|(i, _)| skip.has(*i))
        {
            *judgement = plain_judgement(draft, relation).unwrap_or(Judgement::Undecided);
        }
        for _ in 0..ROUNDS {
            let mut changed = false;
            for (i, (relation, judgement)) in relations.iter().zip(&mut judgements).enumerate() {
                if skip.has(i) || judgement.status() == Some(Status::Violated) {
                    continue;
                }
                match self.narrow(relation) {
                    Some(narrowed) => changed |= narrowed,
                    None => {
                        if let Some(imbalance) = self.nearest_imbalance(relation) {
                            *judgement = Judgement::Violated(imbalance);
                        }
                    }
                }
            }
            if !changed {
                break;
            }
        }
        let (imputations, bounds) = (self.imputations(relations), self.bounds(draft));
        Solution { judgements, imputations, bounds, readings: self.readings() }
    }

    fn reach(&self, relation: &Relation) -> Reach {
        let mut reach = Reach { fixed: 0, least: 0, most: 0, runs: Vec::new() };
        for (cells, sign) in [(relation.left(), 1), (relation.right(), -1)] {
            for cell in cells {
                match self.domains[cell.index()] {
                    Domain::Stated(value) => reach.fixed += sign * value,
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
        if !reach.is_satisfied_by(&all, 0, self.one) {
            return None;
        }
        if reach.is_closed() {
            return Some(false);
        }
        let mut changed = false;
        let (run_least, run_most) = all.ends();
        for (cells, sign) in [(relation.left(), 1), (relation.right(), -1)] {
            for cell in cells {
                let Domain::Open { least, most } = self.domains[cell.index()] else { continue };
                // What the rest can add up to: this cell has to make up for it.
                let (own_least, own_most) = if sign > 0 { (least, most) } else { (-most, -least) };
                let rest_least = reach.fixed + run_least + reach.least - own_least;
                let rest_most = reach.fixed + run_most + reach.most - own_most;
                let (from, to) = if sign > 0 { (-rest_most, -rest_least) } else { (rest_least, rest_most) };
                let next = Domain::Open { least: least.max(from), most: most.min(to) };
                changed |= next != self.domains[cell.index()];
                self.domains[cell.index()] = next;
            }
        }
        for (run, sums) in &reach.runs {
            let others = reach.run_sums(Some(*run));
            let possible: Vec<_> = sums.iter().map(|sum| reach.is_satisfied_by(&others, *sum, self.one)).collect();
            if possible.contains(&false) {
                changed = true;
                let mut kept = possible.iter();
                self.runs[*run].readings.retain(|_| kept.next() == Some(&true));
            }
        }
        Some(changed)
    }

    /// Both sides of a relation that nothing satisfies, as near to each other as they can be.
    fn nearest_imbalance(&self, relation: &Relation) -> Option<Imbalance> {
        let reach = self.reach(relation);
        let nearest = |run: &PossibleRun, sums: &[i128]| {
            let sum_of = |(at, _): &(usize, &Vec<i128>)| (reach.fixed + sums[*at]).abs();
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
        imbalance(relation.left().iter().map(value).sum(), relation.right().iter().map(value).sum(), self.scale)
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

impl Reach {
    fn is_closed(&self) -> bool {
        self.runs.is_empty() && self.least == 0 && self.most == 0
    }

    /// What the runs can add up to, all but one of them.
    fn run_sums(&self, except: Option<usize>) -> Sums {
        let rest = self.runs.iter().filter(|(run, _)| Some(*run) != except).map(|(_, readings)| readings);
        rest.fold(Sums::These(vec![0]), |sums, readings| sums.plus(readings))
    }

    /// Whether the open cells can make up for one of `sums` and `more`.
    fn is_satisfied_by(&self, sums: &Sums, more: i128, one: i128) -> bool {
        // -(sum) has to lie within the reach of the open cells, a whole number of counts away.
        let (from, to) = (-self.most - self.fixed - more, -self.least - self.fixed - more);
        match sums {
            Sums::These(sums) => sums.iter().any(|s| (from..=to).contains(s) && (self.fixed + more + s) % one == 0),
            Sums::Between(least, most) => *least <= to && from <= *most,
        }
    }
}

/// Sums that can be reached.
enum Sums {
    /// Exactly these, smallest first; never empty.
    These(Vec<i128>),
    /// Too many to keep: any between the two.
    Between(i128, i128),
}

impl Sums {
    fn ends(&self) -> (i128, i128) {
        match self {
            Self::These(sums) => (sums.first().copied().unwrap_or(0), sums.last().copied().unwrap_or(0)),
            Self::Between(least, most) => (*least, *most),
        }
    }

    fn plus(self, readings: &[i128]) -> Self {
        match &self {
            Self::These(sums) if sums.len().saturating_mul(readings.len()) <= SUMS => {
                let mut next: Vec<_> = sums.iter().flat_map(|sum| readings.iter().map(move |r| sum + r)).collect();
                next.sort_unstable();
                next.dedup();
                Self::These(next)
            }
            _ => {
                let (least, most) = self.ends();
                let (lowest, highest) = (readings.iter().min(), readings.iter().max());
                Self::Between(least + lowest.unwrap_or(&0), most + highest.unwrap_or(&0))
            }
        }
    }
}
