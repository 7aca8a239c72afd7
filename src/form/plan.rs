//! All sums of an edition judged in one pass over its figures.
//!
//! The rows of table 3 lie one below the other, and so do the blocks of table 4: a sum is a walk of fixed strides. That each
//! walk goes through the very cells of its relation is asserted at compile time.

use super::relation::MOST_TERMS;
use super::{CellId, CellSet, Edition, Kind, RelationSet, Table};

/// What the cells of a form count as in its sums, in the order of the edition.
pub(crate) type Figures = [i64; Edition::MOST_CELLS];

/// What is worked out of an edition at compile time, each cell by its place in [`Edition::cells`].
#[derive(Debug)]
pub(crate) struct Plan {
    /// The cells that relations tie.
    pub(crate) related: CellSet,
    /// The totals.
    pub(crate) totals: CellSet,
    /// The totals that add up totals.
    pub(crate) totals_of_totals: CellSet,
    /// The cells for counts, which are not below zero.
    pub(crate) counts: CellSet,
    /// The cells for amounts of money.
    pub(crate) amounts: CellSet,
    /// The cells of each table.
    tables: [CellSet; Table::COUNT],
    /// The terms of each relation.
    pub(crate) terms: [Terms; Edition::MOST_RELATIONS],
    /// The relations of each cell.
    pub(crate) relations_of: [RelationSet; Edition::MOST_CELLS],
    /// The relations of which each cell is the total.
    pub(crate) sums_of: [RelationSet; Edition::MOST_CELLS],
}

impl Plan {
    /// The cells of a table.
    pub(crate) const fn table(&self, table: Table) -> CellSet {
        self.tables[table as usize]
    }
}

/// The terms of a relation: places of cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    cells: [u8; MOST_TERMS],
    left: u8,
    len: u8,
    /// All of them as a set.
    pub(crate) set: CellSet,
    /// Those on the left as a set.
    pub(crate) left_set: CellSet,
}

impl Terms {
    const NONE: Self = Self { cells: [0; MOST_TERMS], left: 0, len: 0, set: CellSet::EMPTY, left_set: CellSet::EMPTY };

    /// The places of the cells on the left.
    pub(crate) fn left(&self) -> impl Iterator<Item = usize> + Clone {
        self.cells[..usize::from(self.left)].iter().map(|at| usize::from(*at))
    }

    /// The places of the cells on the right.
    pub(crate) fn right(&self) -> impl Iterator<Item = usize> + Clone {
        self.cells[usize::from(self.left)..usize::from(self.len)].iter().map(|at| usize::from(*at))
    }

    /// What each side adds up to.
    pub(crate) fn sides(&self, figures: &Figures) -> (i64, i64) {
        (self.left().map(|at| figures[at]).sum(), self.right().map(|at| figures[at]).sum())
    }
}

static TRIAL_2019: Plan = plan(Edition::Trial2019);
static REVISED_2021: Plan = plan(Edition::Revised2021);

impl Edition {
    /// What is worked out of it at compile time.
    pub(crate) const fn plan(self) -> &'static Plan {
        match self {
            Self::Trial2019 => &TRIAL_2019,
            Self::Revised2021 => &REVISED_2021,
        }
    }

    /// The relations that these figures violate.
    pub(crate) fn violated_by(self, figures: &Figures) -> RelationSet {
        match self {
            Self::Trial2019 => violated::<22, 23>(figures),
            Self::Revised2021 => violated::<10, 25>(figures),
        }
    }
}

const _: () = {
    assert!(strides_are_those_of_the_relations(Edition::Trial2019, 22, 23));
    assert!(strides_are_those_of_the_relations(Edition::Revised2021, 10, 25));
};

const COLUMNS: usize = Table::Requests.columns().len();
const RESULTS: usize = Table::Challenges.columns().len();
/// The rows of table 3 before its outcomes, and those after them.
const BEFORE: usize = 2;
const AFTER: usize = 2;

/// The relations that figures violate, where table 3 begins at `FIRST` and has this many rows; table 4 follows it.
///
/// Counts are below 2^53, so that no sum of a form overflows.
fn violated<const FIRST: usize, const ROWS: usize>(figures: &Figures) -> RelationSet {
    let (rows, rest) = figures[FIRST..].split_at(ROWS * COLUMNS);
    let (rows, _) = rows.as_chunks::<COLUMNS>();
    let mut violated = 0_u64;
    for (at, [a, b, c, d, e, f, total]) in rows.iter().enumerate() {
        violated |= u64::from(a + b + c + d + e + f != *total) << at;
    }
    let mut outcomes = [0; COLUMNS];
    for row in &rows[BEFORE..ROWS - AFTER] {
        outcomes.iter_mut().zip(row).for_each(|(sum, part)| *sum += part);
    }
    if let ([received, carried_in, ..], [.., total, carried_out]) = (rows, rows) {
        for column in 0..COLUMNS {
            violated |= u64::from(outcomes[column] != total[column]) << (ROWS + column);
            let (left, right) = (received[column] + carried_in[column], total[column] + carried_out[column]);
            violated |= u64::from(left != right) << (ROWS + COLUMNS + column);
        }
    }
    for (at, block) in rest.as_chunks::<RESULTS>().0.iter().take(BLOCKS).enumerate() {
        let [a, b, c, d, total] = block;
        violated |= u64::from(a + b + c + d != *total) << (ROWS + 2 * COLUMNS + at);
    }
    RelationSet::of_bits(violated)
}

/// The blocks of table 4.
const BLOCKS: usize = 3;

/// Whether [`violated`] adds up the terms of each relation.
const fn strides_are_those_of_the_relations(edition: Edition, first: usize, rows: usize) -> bool {
    let relations = edition.relations();
    if relations.len() != rows + 2 * COLUMNS + BLOCKS {
        return false;
    }
    each!(at < relations.len(), {
        let column = (at - if at < rows { 0 } else { rows }) % COLUMNS;
        let (start, stride, parts, totals) = if at < rows {
            (first + COLUMNS * at, 1, COLUMNS - 1, 1)
        } else if at < rows + COLUMNS {
            (first + COLUMNS * BEFORE + column, COLUMNS, rows - BEFORE - AFTER, 1)
        } else if at < rows + 2 * COLUMNS {
            (first + column, COLUMNS, BEFORE, AFTER)
        } else {
            (first + COLUMNS * rows + RESULTS * (at - rows - 2 * COLUMNS), 1, RESULTS - 1, 1)
        };
        let (left, right) = (relations[at].left(), relations[at].right());
        if left.len() != parts || right.len() != totals {
            return false;
        }
        each!(part < parts, {
            if !is_at(edition, left[part], start + stride * part) {
                return false;
            }
        });
        // The rows on the right are the last ones before what follows, or the last column of their own row.
        let last = if stride == 1 { start + parts } else { first + COLUMNS * (rows - AFTER) + column };
        each!(total < totals, {
            if !is_at(edition, right[total], last + stride * total) {
                return false;
            }
        });
    });
    true
}

const fn is_at(edition: Edition, cell: CellId, place: usize) -> bool {
    matches!(edition.position(cell), Some(at) if at == place)
}

const fn plan(edition: Edition) -> Plan {
    let (cells, relations) = (edition.cells(), edition.relations());
    let mut plan = Plan {
        related: CellSet::EMPTY,
        totals: CellSet::EMPTY,
        totals_of_totals: CellSet::EMPTY,
        counts: CellSet::EMPTY,
        amounts: CellSet::EMPTY,
        tables: [CellSet::EMPTY; Table::COUNT],
        terms: [Terms::NONE; Edition::MOST_RELATIONS],
        relations_of: [RelationSet::EMPTY; Edition::MOST_CELLS],
        sums_of: [RelationSet::EMPTY; Edition::MOST_CELLS],
    };
    let mut at = 0;
    each!(r < edition.rows().len(), {
        let row = &edition.rows()[r];
        each!(c < row.columns.len(), {
            match row.columns[c].kind {
                Kind::Count => plan.counts = plan.counts.with(at),
                Kind::Amount(_) => plan.amounts = plan.amounts.with(at),
                Kind::SignedCount => {}
            }
            if cells[at].is_total() {
                plan.totals = plan.totals.with(at);
            }
            let table = row.table() as usize;
            plan.tables[table] = plan.tables[table].with(at);
            at += 1;
        });
    });
    each!(r < relations.len(), {
        let (left, all) = (relations[r].left(), relations[r].cells());
        let terms = &mut plan.terms[r];
        (terms.left, terms.len) = (left.len() as u8, all.len() as u8);
        each!(t < all.len(), {
            let Some(at) = edition.position(all[t]) else {
                panic!("a relation names a cell that the form does not have")
            };
            terms.cells[t] = at as u8;
            terms.set = terms.set.with(at);
            if t < left.len() {
                terms.left_set = terms.left_set.with(at);
            }
            plan.related = plan.related.with(at);
            plan.relations_of[at] = plan.relations_of[at].with(r);
        });
        if let Some(total) = relations[r].total()
            && let Some(at) = edition.position(total)
        {
            plan.sums_of[at] = plan.sums_of[at].with(r);
            if left[0].is_total() {
                plan.totals_of_totals = plan.totals_of_totals.with(at);
            }
        }
    });
    plan
}
