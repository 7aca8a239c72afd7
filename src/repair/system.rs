//! The relations of a draft as sums over its cells: which are off, by how much, and which cells could make up for it.

use crate::check::solve::{Judgement, Skip, Solution};
use crate::draft::{Draft, RelationValue, State};
use crate::form::{CellId, Edition, Relation, Table};
use crate::quantity::Count;

/// A set of relations, by their place in [`Edition::relations`].
pub(super) type Mask = u64;
const _: () = assert!(Edition::MOST_RELATIONS < Mask::BITS as usize);

/// What may become of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// It counts with its value, and may be changed.
    Stated,
    /// It can't be what it should be (below zero, or a fraction): it counts as 0 and has to be changed.
    Impossible,
    /// It takes what the relations give it.
    Open,
}

/// One cell and what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fix {
    pub(super) cell: CellId,
    pub(super) to: i64,
}

/// What a set of cells comes to.
pub(super) enum Settled {
    /// The one way in which changing exactly these cells satisfies every relation.
    Solved(Vec<Fix>),
    /// These relations contradict each other unless another of their cells is changed too.
    Conflict(Mask),
    /// The relations do not say how to change them.
    Loose,
}

#[derive(Clone)]
pub(super) struct System {
    pub(super) edition: Edition,
    relations: &'static [Relation],
    parts: [Part; CellId::COUNT],
    values: [i64; CellId::COUNT],
    /// The relations in which a cell counts on the left, and on the right.
    left: [Mask; CellId::COUNT],
    right: [Mask; CellId::COUNT],
    /// Left minus right of each relation.
    residuals: [i64; Mask::BITS as usize],
    /// The same where every open cell counts as nothing.
    stated: [i64; Mask::BITS as usize],
    /// Relations that have to be met exactly: those without open cells, and those that nothing open can satisfy.
    hard: Mask,
    /// The hard relations that are off.
    pub(super) violated: Mask,
    /// The relations that are violated as the cells stand, also where a cell that can't be what it is makes them so.
    seeds: Mask,
    /// The cells of each relation.
    terms: Vec<Vec<CellId>>,
    /// The most hard relations that a cell stands in.
    most: usize,
}

impl System {
    pub(super) fn new(draft: &Draft, solution: &Solution, skip: Skip) -> Self {
        let edition = draft.edition();
        let relations = edition.relations();
        let mut system = Self {
            edition,
            relations,
            parts: [Part::Open; CellId::COUNT],
            values: [0; CellId::COUNT],
            left: [0; CellId::COUNT],
            right: [0; CellId::COUNT],
            residuals: [0; Mask::BITS as usize],
            stated: [0; Mask::BITS as usize],
            hard: 0,
            violated: 0,
            seeds: 0,
            terms: relations.iter().map(|relation| relation.cells().to_vec()).collect(),
            most: Edition::MOST_RELATIONS_OF_CELL,
        };
        for (i, relation) in relations.iter().enumerate().filter(|(i, _)| !skip.has(*i)) {
            relation.left().iter().for_each(|cell| system.left[cell.index()] |= 1 << i);
            relation.right().iter().for_each(|cell| system.right[cell.index()] |= 1 << i);
        }
        for cell in edition.cells() {
            system.state(draft, *cell);
        }
        for (i, relation) in relations.iter().enumerate().filter(|(i, _)| !skip.has(*i)) {
            let closed = relation.cells().iter().all(|cell| system.parts[cell.index()] != Part::Open);
            let sum = |cells: &[CellId]| cells.iter().map(|cell| system.values[cell.index()]).sum::<i64>();
            let mut residual = sum(relation.left()) - sum(relation.right());
            system.stated[i] = residual;
            let judgement = solution.judgements.get(i);
            if let (false, Some(Judgement::Violated(imbalance))) = (closed, judgement) {
                // Nothing that the open cells can be makes up for it: what is left over is what has to change.
                residual = imbalance.delta.to_integer().and_then(|delta| i64::try_from(delta).ok()).unwrap_or(residual);
            }
            system.residuals[i] = residual;
            system.seeds |= Mask::from(matches!(judgement, Some(Judgement::Violated(_)))) << i;
            let violated = match judgement {
                _ if closed => residual != 0,
                Some(Judgement::Violated(_)) => true,
                _ => false,
            };
            system.hard |= Mask::from(closed || violated) << i;
            system.violated |= Mask::from(violated) << i;
        }
        system
    }

    /// Whether cells of a component take what the relations give them.
    pub(super) fn is_open(&self, component: Mask) -> bool {
        let open = |cell: &CellId| self.touched(*cell) & component != 0 && self.parts[cell.index()] == Part::Open;
        self.edition.cells().iter().any(open)
    }

    /// The same system without its open cells: each is expressed by one of its relations and put into the others. What
    /// follows from the relations in this way has to be met exactly, whatever the open cells are.
    pub(super) fn without_open_cells(&self) -> Self {
        let mut system = self.clone();
        system.residuals = self.stated;
        let mut gone: Mask = 0;
        let all: Mask = (0..self.relations.len()).fold(0, |mask, at| mask | 1 << at);
        for open in self.edition.cells().iter().filter(|cell| self.parts[cell.index()] == Part::Open) {
            let sums = system.touched(*open) & !gone;
            let Some(pivot) = ones(sums).next() else { continue };
            gone |= 1 << pivot;
            for other in ones(sums & !(1 << pivot)) {
                let factor = system.sign(*open, 1 << other) * system.sign(*open, 1 << pivot);
                if !system.subtract(other, pivot, factor) {
                    gone |= 1 << other;
                }
            }
        }
        system.hard = all & !gone;
        for cell in self.edition.cells() {
            system.left[cell.index()] &= system.hard;
            system.right[cell.index()] &= system.hard;
        }
        let off = |at: &usize| system.residuals.get(*at).is_some_and(|residual| *residual != 0);
        system.violated = ones(system.hard).filter(off).fold(0, |mask, at| mask | 1 << at);
        let cells = |at: usize| {
            let stands = |cell: &CellId| system.touched(*cell) & (1 << at) != 0;
            self.edition.cells().iter().copied().filter(stands).collect()
        };
        system.terms = (0..self.relations.len()).map(cells).collect();
        let each = self.edition.cells().iter().map(|cell| system.touched(*cell).count_ones() as usize);
        system.most = each.max().unwrap_or(0);
        system
    }

    /// Takes `factor` times one sum from another; `false` if a cell would count twice then.
    fn subtract(&mut self, from: usize, sum: usize, factor: i64) -> bool {
        for cell in self.edition.cells() {
            let next = self.sign(*cell, 1 << from) - factor * self.sign(*cell, 1 << sum);
            let (left, right) = (&mut self.left[cell.index()], &mut self.right[cell.index()]);
            *left &= !(1 << from);
            *right &= !(1 << from);
            match next {
                0 => {}
                1 => *left |= 1 << from,
                -1 => *right |= 1 << from,
                _ => return false,
            }
        }
        let taken = factor * self.residuals.get(sum).copied().unwrap_or(0);
        if let Some(residual) = self.residuals.get_mut(from) {
            *residual -= taken;
        }
        true
    }

    fn state(&mut self, draft: &Draft, cell: CellId) {
        if self.touched(cell) == 0 {
            return;
        }
        let blank = draft.cell(cell).is_some_and(|content| content.state == State::Blank);
        // A blank total takes what its sums give it, also where it means zero as things stand.
        if blank && cell.is_total() {
            return;
        }
        let RelationValue::Number(number) = draft.value_in_relation(cell) else { return };
        let count = number.to_integer().and_then(|value| i64::try_from(value).ok()).filter(|value| *value >= 0);
        self.values[cell.index()] = count.unwrap_or(0);
        self.parts[cell.index()] = if count.is_some() { Part::Stated } else { Part::Impossible };
    }

    /// The relations that a cell stands in.
    pub(super) fn touched(&self, cell: CellId) -> Mask {
        self.left[cell.index()] | self.right[cell.index()]
    }

    pub(super) fn hard_of(&self, cell: CellId) -> Mask {
        self.touched(cell) & self.hard
    }

    /// What a cell counts as.
    pub(super) fn value(&self, cell: CellId) -> i64 {
        self.values[cell.index()]
    }

    pub(super) fn is_changeable(&self, cell: CellId) -> bool {
        self.parts[cell.index()] != Part::Open && self.touched(cell) != 0
    }

    /// Cells of a component that can't stay as they are.
    pub(super) fn impossible(&self, component: Mask) -> Vec<CellId> {
        let is = |cell: &CellId| self.parts[cell.index()] == Part::Impossible && self.touched(*cell) & component != 0;
        self.edition.cells().iter().copied().filter(is).collect()
    }

    pub(super) fn relations_in(&self, mask: Mask) -> impl Iterator<Item = (Mask, &'static Relation)> {
        ones(mask).filter_map(|i| Some((1 << i, self.relations.get(i)?)))
    }

    /// The most relations that any cell stands in: three on the form, more where open cells were put in.
    pub(super) fn most_relations(&self) -> usize {
        self.most
    }

    /// The cells of one relation.
    pub(super) fn terms(&self, relation: Mask) -> &[CellId] {
        self.terms.get(relation.trailing_zeros() as usize).map_or(&[], Vec::as_slice)
    }

    /// The cells of a component that may be changed, in form order.
    pub(super) fn cells_of(&self, component: Mask) -> Vec<CellId> {
        let is = |cell: &CellId| self.touched(*cell) & component != 0 && self.is_changeable(*cell);
        self.edition.cells().iter().copied().filter(is).collect()
    }

    /// The rows of a component whose cells may all be changed: their cells, total last.
    pub(super) fn rows_of(&self, component: Mask) -> Vec<Vec<CellId>> {
        let sums = self.edition.rows().iter().filter(|row| row.table() != Table::Proactive);
        let cells = sums.map(|row| row.cells().map(|(cell, _)| cell).collect::<Vec<_>>());
        let whole = |row: &Vec<CellId>| {
            row.iter().all(|cell| self.touched(*cell) & component != 0 && self.is_changeable(*cell))
        };
        cells.filter(whole).collect()
    }

    /// The relations that hang together by their cells, for those parts of the form where a relation is off.
    pub(super) fn components(&self) -> Vec<Mask> {
        let mut found: Vec<Mask> = Vec::new();
        let mut left = self.seeds | self.violated;
        while left != 0 {
            let mut component = left & left.wrapping_neg();
            loop {
                let reached = |cell: &&CellId| self.touched(**cell) & component != 0;
                let next = self
                    .edition
                    .cells()
                    .iter()
                    .filter(reached)
                    .fold(component, |mask, cell| mask | self.touched(*cell));
                if next == component {
                    break;
                }
                component = next;
            }
            left &= !component;
            found.push(component);
        }
        found
    }

    /// How a change of a cell by one changes the residual of a relation.
    fn sign(&self, cell: CellId, relation: Mask) -> i64 {
        i64::from(self.left[cell.index()] & relation != 0) - i64::from(self.right[cell.index()] & relation != 0)
    }

    /// 1 if both cells stand on one side of the relation, -1 if they face each other.
    pub(super) fn same_side(&self, a: CellId, b: CellId, relation: Mask) -> i64 {
        self.sign(a, relation) * self.sign(b, relation)
    }

    fn residual(&self, relation: Mask) -> i64 {
        self.residuals.get(relation.trailing_zeros() as usize).copied().unwrap_or(0)
    }

    /// What a relation alone asks of a cell in it.
    pub(super) fn asked(&self, cell: CellId, relation: Mask) -> i64 {
        -self.residual(relation) * self.sign(cell, relation)
    }

    pub(super) fn may_be(&self, cell: CellId, value: i64) -> bool {
        let changed = value != self.value(cell) || self.parts[cell.index()] == Part::Impossible;
        changed && u64::try_from(value).is_ok_and(|value| Count::new(value).is_ok())
    }

    /// Whether the changes leave every hard relation of a component satisfied.
    pub(super) fn is_met_by(&self, component: Mask, fixes: &[Fix]) -> bool {
        let touched = fixes.iter().fold(self.violated, |mask, fix| mask | self.touched(fix.cell));
        let off = |relation: Mask| {
            let by = |fix: &Fix| (fix.to - self.value(fix.cell)) * self.sign(fix.cell, relation);
            self.residual(relation) + fixes.iter().map(by).sum::<i64>()
        };
        ones(touched & component & self.hard).all(|i| off(1 << i) == 0)
    }

    /// What changing exactly `cells` has to come to. Each relation with one cell still open gives that cell its change.
    pub(super) fn settle(&self, component: Mask, cells: &[CellId]) -> Settled {
        let touched = cells.iter().fold(0, |mask, cell| mask | self.hard_of(*cell));
        let missed = self.violated & component & !touched;
        if let Some(relation) = ones(missed).map(|at| 1 << at).min_by_key(|relation| self.terms(*relation).len()) {
            return Settled::Conflict(relation);
        }
        let mut known: Vec<Option<(i64, Mask)>> = vec![None; cells.len()];
        let mut open = touched;
        loop {
            let mut progress = false;
            for relation in ones(open).map(|i| 1 << i) {
                let (mut rest, mut reasons, mut unknown) = (self.residual(relation), relation, None);
                let mut several = false;
                for (at, cell) in cells.iter().enumerate() {
                    let sign = self.sign(*cell, relation);
                    match known.get(at).copied().flatten() {
                        _ if sign == 0 => {}
                        Some((delta, why)) => {
                            rest += sign * delta;
                            reasons |= why;
                        }
                        None => {
                            several |= unknown.is_some();
                            unknown = Some((at, *cell, sign));
                        }
                    }
                }
                match unknown {
                    _ if several => continue,
                    None if rest != 0 => return Settled::Conflict(reasons),
                    None => {}
                    Some((at, cell, sign)) => {
                        let delta = -rest * sign;
                        if !self.may_be(cell, self.value(cell).saturating_add(delta)) {
                            return Settled::Conflict(reasons);
                        }
                        if let Some(slot) = known.get_mut(at) {
                            *slot = Some((delta, reasons));
                        }
                    }
                }
                open &= !relation;
                progress = true;
            }
            if !progress {
                break;
            }
        }
        let fix = |(cell, known): (&CellId, &Option<(i64, Mask)>)| {
            known.map(|(delta, _)| Fix { cell: *cell, to: self.value(*cell) + delta })
        };
        let fixes: Option<Vec<_>> = cells.iter().zip(&known).map(fix).collect();
        match fixes {
            Some(fixes) if open == 0 => Settled::Solved(fixes),
            _ => Settled::Loose,
        }
    }
}

/// The places of the ones in a mask, lowest first.
pub(super) fn ones(mut mask: Mask) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (mask != 0).then_some(mask.trailing_zeros() as usize)?;
        mask &= mask - 1;
        Some(at)
    })
}
