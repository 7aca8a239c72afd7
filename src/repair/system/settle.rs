//! What changing some cells has to be, so that every relation is satisfied.

use super::{Fix, System};
use crate::form::CellId;
use crate::form::RelationSet;

/// What the relations say of changing exactly some cells.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::repair) enum Settled {
    /// The one way in which it satisfies every relation.
    Solved(Vec<Fix>),
    /// These relations contradict each other unless another of their cells is changed too.
    Conflict(RelationSet),
    /// Many ways or none: the relations do not determine the changes one by one.
    Undetermined,
}

/// The change of a cell, and the relations that it follows from.
#[derive(Clone, Copy)]
struct Change {
    by: i64,
    because: RelationSet,
}

impl System {
    /// Whether these changes satisfy every binding relation.
    pub(in crate::repair) fn is_satisfied_by(&self, fixes: &[Fix]) -> bool {
        let touched = fixes.iter().fold(self.violated, |touched, fix| touched | self.binding_on(fix.cell));
        let by = |fix: &Fix, relation| (fix.to - self.value(fix.cell)) * self.sign(fix.cell, relation);
        let off = |relation| self.residual(relation) + fixes.iter().map(|fix| by(fix, relation)).sum::<i64>();
        touched.iter().all(|relation| off(relation) == 0)
    }

    /// What changing exactly these cells has to be. A relation in which the change of all but one of them is known gives
    /// that one its change.
    pub(in crate::repair) fn settle(&self, cells: &[CellId]) -> Settled {
        let touched = cells.iter().fold(RelationSet::default(), |touched, cell| touched | self.binding_on(*cell));
        if let Some(missed) = (self.violated - touched).iter().min_by_key(|missed| self.cells_in(*missed).len()) {
            return Settled::Conflict(RelationSet::of(missed));
        }
        let mut changes: Vec<(CellId, Option<Change>)> = cells.iter().map(|cell| (*cell, None)).collect();
        let mut unused = touched;
        loop {
            let before = unused;
            for relation in before.iter() {
                match self.use_relation(relation, &mut changes) {
                    Ok(true) => unused.remove(relation),
                    Ok(false) => {}
                    Err(conflict) => return Settled::Conflict(conflict),
                }
            }
            if unused == before {
                break;
            }
        }
        let fix = |(cell, change): (CellId, Option<Change>)| Some(Fix { cell, to: self.value(cell) + change?.by });
        match changes.into_iter().map(fix).collect() {
            Some(fixes) if unused.is_empty() => Settled::Solved(fixes),
            _ => Settled::Undetermined,
        }
    }

    /// Takes from a relation the one change that is still unknown; whether at most one was. An error if none can satisfy
    /// it, with the relations that this follows from.
    fn use_relation(&self, relation: usize, changes: &mut [(CellId, Option<Change>)]) -> Result<bool, RelationSet> {
        let (mut rest, mut because) = (self.residual(relation), RelationSet::of(relation));
        let mut unknown = None;
        for (cell, change) in changes {
            match (self.sign(*cell, relation), change) {
                (0, _) => {}
                (sign, Some(change)) => {
                    rest += sign * change.by;
                    because = because | change.because;
                }
                (_, None) if unknown.is_some() => return Ok(false),
                (sign, change) => unknown = Some((*cell, sign, change)),
            }
        }
        match unknown {
            None if rest == 0 => Ok(true),
            Some((cell, sign, change)) if self.may_become(cell, self.value(cell).saturating_add(-rest * sign)) => {
                *change = Some(Change { by: -rest * sign, because });
                Ok(true)
            }
            _ => Err(because),
        }
    }
}
