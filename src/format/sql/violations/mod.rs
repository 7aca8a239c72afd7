//! The query of violations: the sweep of `check` over all reports of the table at once.
//!
//! 1. The cells of all reports are listed in one column, each with the least and the most that it can be ([`cells`]).
//! 2. What is stated is added up, relation by relation. That settles relations without an open cell.
//! 3. Relations without a common cell form a phase. For each phase of each round, a window sums up what the open cells of a
//!    relation can be, and each of them is narrowed, or both sides are recorded if nothing satisfies the relation
//!    ([`step`]), until nothing changes or the rounds of `check` are over ([`sweep`]).

mod cells;
mod found;
mod step;
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

    /// The column of this name that belongs to the phase whose number is the expression `phase`.
    fn of_phase(&self, phase: &str, name: &str) -> String {
        let arms: Vec<_> = (0..self.count).map(|at| format!("WHEN {at} THEN {name}{at}")).collect();
        format!("CASE {phase} {} END AS {name}", arms.join(" "))
    }
}

/// The phase of each relation: a later one than those of all relations before it with which it has a cell in common, so that
/// going through the phases has the same result as going through the relations.
fn phases(relations: &[Relation]) -> Vec<usize> {
    let mut phases: Vec<usize> = Vec::new();
    for relation in relations {
        let shares = |other: &Relation| other.cells().iter().any(|cell| relation.cells().contains(cell));
        let before = relations.iter().zip(&phases).filter(|(other, _)| shares(other)).map(|(_, phase)| phase + 1);
        phases.push(before.max().unwrap_or(0));
    }
    phases
}
