//! The query of violations: the rounds of `check` over all reports of the table at once.
//!
//! 1. The cells of all reports are listed in one column, each with the least and the most that it can be ([`cells`]). A
//!    relation is a bit, and a set of relations the sum of theirs.
//! 2. What is stated is added up, relation by relation. That settles relations without an open cell.
//! 3. The open cells go the rounds ([`round`]), each with all violated relations of its report, until nothing changes or the
//!    rounds of `check` are over ([`sweep`]). Relations without a common cell form a phase, so that one window sums up what
//!    all of them can be: within a round no phase sees what another has narrowed.
//!
//! In a round, every relation is judged by what its cells can be. If one is found violated, both sides are recorded, and all
//! open cells of the report can be anything again; else each relation that has no cell in common with a violated one narrows
//! them.

mod cells;
mod found;
mod round;
mod sweep;

use std::io::{self, Write};

use super::Schema;
use super::dialect::Dialect;
use crate::form::{Edition, Relation};

/// One, in units of the last decimal that is kept of a fraction.
const ONE: i128 = 10_i128.pow(crate::check::DECIMALS);

impl Schema {
    /// Writes the query that lists every violated relation of every report in the table: `report`, `rule`, `place`, `left`
    /// and `right`, by report, and of each report as [`Draft::check`](crate::Draft::check) lists them.
    ///
    /// ```
    /// use disclosure_report::Edition;
    /// use disclosure_report::sql::{Dialect, Schema};
    ///
    /// let mut query = Vec::new();
    /// Schema::new(Edition::Revised2021, Dialect::DuckDb).violations(&mut query)?;
    /// assert!(query.starts_with(b"WITH RECURSIVE relations (relation, "));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn violations<W: Write>(&self, mut writer: W) -> io::Result<()> {
        let query = Query::new(self);
        let mut steps = query.constants();
        steps.extend(query.cells());
        steps.push(("violated_as_stated".to_owned(), query.violated_as_stated()));
        steps.extend(query.sweep());
        steps.push(("violated".to_owned(), query.violated()));
        let recursive = if self.dialect == Dialect::Spark { "" } else { " RECURSIVE" };
        let steps: Vec<_> = steps.iter().map(|(name, step)| format!("{name} AS (\n{step}\n)")).collect();
        write!(writer, "WITH{recursive} {}\n{};\n", steps.join(",\n"), query.found())?;
        writer.flush()
    }
}

/// A step of the query: its name and what it selects.
type Step = (String, String);

/// The number that stands for a relation. Those of several add up to the number that stands for the set of them.
const fn bit(relation: usize) -> u64 {
    1 << relation
}

/// What the steps are made from.
struct Query<'a> {
    schema: &'a Schema,
    dialect: Dialect,
    edition: Edition,
    /// For each relation of the edition, the phase that it is part of.
    phases: Vec<usize>,
    /// How many phases there are.
    count: usize,
}

impl<'a> Query<'a> {
    fn new(schema: &'a Schema) -> Self {
        let phases = phases(schema.edition.relations());
        let count = phases.iter().max().map_or(0, |last| last + 1);
        Self { schema, dialect: schema.dialect, edition: schema.edition, phases, count }
    }

    /// The same columns for each phase, each after a comma.
    fn of_phases(&self, column: impl Fn(usize) -> String) -> String {
        (0..self.count).flat_map(|phase| [", ".to_owned(), column(phase)]).collect()
    }

    /// For each phase the columns of these names.
    fn names(&self, names: &[&str]) -> String {
        self.of_phases(|phase| names.iter().map(|name| format!("{name}{phase}")).collect::<Vec<_>>().join(", "))
    }
}

/// The phase of each relation: a later one than those of all relations before it with which it has a cell in common, so that
/// a cell is in one relation of each at the most, and the phases go through its relations in the order of the form.
fn phases(relations: &[Relation]) -> Vec<usize> {
    let mut phases: Vec<usize> = Vec::new();
    for relation in relations {
        let shares = |other: &Relation| other.cells().iter().any(|cell| relation.cells().contains(cell));
        let before = relations.iter().zip(&phases).filter(|(other, _)| shares(other)).map(|(_, phase)| phase + 1);
        phases.push(before.max().unwrap_or(0));
    }
    phases
}
