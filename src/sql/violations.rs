//! The query of violations: the sweep of `check` over all reports of the table at once.
//!
//! The cells of all reports are put below each other, each with the least and the most that it can be, and with the
//! relations that it stands in. Relations without a common cell form a phase; for each phase of each round, one window sums
//! up what the cells of a relation can come to, and one projection narrows the cells, or puts both sides down where nothing
//! satisfies the relation. Every step reads the one before it, once: an engine that expands steps in place has no more to
//! do than one that does not.

use std::io::{self, Write};

use super::Schema;
use super::dialect::Dialect;
use super::meaning::Cells;
use super::names::text_column;
use super::schema::KEY;
use super::{DIGITS, ROUNDS};
use crate::check::{Place, Rule};
use crate::form::{CellId, Edition, Relation};
use crate::quantity::Count;

/// Decimals kept when a count has a fraction, as in `check`: a finer number is any count.
const DECIMALS: usize = 12;

/// One, in units of the last decimal.
const ONE: i64 = 10_i64.pow(12);

impl Schema {
    /// Writes the query that lists every violated relation of every report in the table: `report`, `rule`, `place`, `left`,
    /// `right`, by report, and for each report as `check` lists them.
    ///
    /// ```
    /// use disclosure_report::Edition;
    /// use disclosure_report::sql::{Dialect, Schema};
    ///
    /// let mut query = Vec::new();
    /// Schema::new(Edition::Revised2021, Dialect::DuckDb).violations(&mut query)?;
    /// assert!(query.starts_with(b"WITH cells AS ("));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn violations<W: Write>(&self, mut writer: W) -> io::Result<()> {
        let relations = self.edition.relations();
        let sweep = Sweep { dialect: self.dialect, phases: phases(relations) };
        let count = sweep.phases.iter().max().map_or(0, |last| last + 1);
        let mut steps = vec![("cells".to_owned(), self.cells(&sweep)), ("bounds".to_owned(), sweep.bounds(count))];
        for phase in 0..count {
            steps.push((format!("fraction{phase}"), sweep.fractions(phase, &steps[steps.len() - 1].0)));
        }
        for step in 0..ROUNDS * count {
            let before = steps[steps.len() - 1].0.clone();
            steps.push((format!("sums{step}"), sweep.sums(step % count, &before)));
            steps.push((format!("sides{step}"), sweep.sides(step % count, count, &format!("sums{step}"))));
            steps.push((format!("step{step}"), sweep.narrowed(step % count, count, &format!("sides{step}"))));
        }
        steps.push(("relations (cell, nth, phase, rule, place)".to_owned(), sweep.relations(relations)));
        let text: Vec<_> = steps.iter().map(|(name, query)| format!("{name} AS (\n{query}\n)")).collect();
        let last = format!("step{}", ROUNDS * count - 1);
        write!(writer, "WITH {}\n{};\n", text.join(",\n"), sweep.found(count, &last))?;
        writer.flush()
    }

    /// Every cell that stands in a relation, below each other.
    fn cells(&self, sweep: &Sweep) -> String {
        let (dialect, edition) = (self.dialect, self.edition);
        let cells = Cells { edition, dialect };
        let related = edition.cells().iter().filter(|cell| edition.relations_of(**cell).next().is_some());
        let of_cell = |cell: &CellId| {
            let state = cells.state(*cell);
            // A total left blank over parts that are not all zero is not stated, as if it were missing.
            let state = cells.blank_means_zero(*cell).map_or_else(
                || state.clone(),
                |zero| format!("CASE WHEN {state} <> 'blank' OR {zero} THEN {state} ELSE 'missing' END"),
            );
            format!(
                "SELECT {} AS report, {} AS cell, {} AS number, {state} AS state, {} AS digits, {} FROM {}",
                dialect.quoted(KEY),
                cell.index(),
                cells.number(*cell),
                dialect.quoted(&text_column(*cell)),
                sweep.places(edition, *cell),
                self.quoted_table(),
            )
        };
        related.map(of_cell).collect::<Vec<_>>().join("\nUNION ALL ")
    }
}

/// The phase of each relation: after all relations before it that it has a cell in common with.
fn phases(relations: &[Relation]) -> Vec<usize> {
    let mut phases: Vec<usize> = Vec::new();
    for relation in relations {
        let shares = |other: &Relation| other.cells().iter().any(|cell| relation.cells().contains(cell));
        let before = relations.iter().zip(&phases).filter(|(other, _)| shares(other)).map(|(_, phase)| phase + 1);
        phases.push(before.max().unwrap_or(0));
    }
    phases
}

struct Sweep {
    dialect: Dialect,
    /// For each relation.
    phases: Vec<usize>,
}

/// What is carried from step to step for each phase: the relation and the cell's sign in it (0 in none), what its fractions
/// come to (NULL if that is no whole number), those of each side, and both sides once it is violated.
const CARRIED: [&str; 7] = ["relation", "sign", "carry", "left_rest", "right_rest", "left_sum", "right_sum"];

fn carried(phases: std::ops::Range<usize>, names: &[&str]) -> String {
    phases.flat_map(|phase| names.iter().map(move |name| format!(", {name}{phase}"))).collect()
}

impl Sweep {
    /// For each phase, the relation in which a cell stands, and its sign there.
    fn places(&self, edition: Edition, cell: CellId) -> String {
        let count = self.phases.iter().max().map_or(0, |last| last + 1);
        let place = |phase: usize| {
            let relations = edition.relations().iter().enumerate();
            let found = relations.zip(&self.phases).find(|((_, relation), of)| **of == phase && relation.cells().contains(&cell));
            let (relation, sign) = found.map_or(("-1".to_owned(), 0), |((at, relation), _)| {
                (at.to_string(), if relation.left().contains(&cell) { 1 } else { -1 })
            });
            format!("{relation} AS relation{phase}, {sign} AS sign{phase}")
        };
        (0..count).map(place).collect::<Vec<_>>().join(", ")
    }

    /// The least and the most that each cell can be, and the fraction of a count that has one.
    fn bounds(&self, count: usize) -> String {
        let (position, most) = (self.dialect.position(), Count::MAX.get());
        let point = format!("{position}(digits, '.')");
        let exact = format!("state = '{DIGITS}' AND length(digits) - {point} <= {DECIMALS}");
        let whole = format!("CAST(substr(digits, 1, {point} - 1) AS BIGINT)");
        let zeros = "0".repeat(DECIMALS);
        let rest = format!("CAST(substr(substr(digits, {point} + 1) || '{zeros}', 1, {DECIMALS}) AS BIGINT)");
        let value = |else_: &str| {
            format!(
                "CAST(CASE WHEN state = 'number' THEN number WHEN state IN ('blank', 'dash') THEN 0 \
                 WHEN {exact} THEN {whole} ELSE {else_} END AS BIGINT)"
            )
        };
        format!(
            "SELECT report, cell, {} AS low, {} AS high,\n  \
             CASE WHEN {exact} THEN CASE WHEN digits LIKE '-%' THEN -{rest} ELSE {rest} END ELSE 0 END AS rest{}\nFROM cells",
            value("0"),
            value(&most.to_string()),
            carried(0..count, &["relation", "sign"]),
        )
    }

    /// What the fractions in each relation of a phase come to.
    fn fractions(&self, phase: usize, before: &str) -> String {
        let sum = |condition: &str| {
            format!(
                "CAST(SUM(CASE WHEN sign{phase} {condition} 0 THEN rest ELSE 0 END) \
                 OVER (PARTITION BY report, relation{phase}) AS BIGINT)"
            )
        };
        let difference = format!("(left_rest{phase} - right_rest{phase})");
        format!(
            "SELECT b.*, CASE WHEN {difference} % {ONE} = 0 THEN CAST({difference} / {ONE} AS BIGINT) END AS carry{phase},\n  \
             CAST(NULL AS BIGINT) AS left_sum{phase}, CAST(NULL AS BIGINT) AS right_sum{phase}\n\
             FROM (SELECT p.*, {} AS left_rest{phase}, {} AS right_rest{phase} FROM {before} p) b",
            sum(">"),
            sum("<"),
        )
    }

    /// What the cells of each relation of a phase can come to, left minus right, and each side at its least.
    fn sums(&self, phase: usize, before: &str) -> String {
        let sum = |plus: &str, minus: &str, name: &str| {
            format!(
                "\n  CAST(SUM(CASE sign{phase} WHEN 1 THEN {plus} WHEN -1 THEN {minus} ELSE 0 END) OVER w AS BIGINT) AS {name}"
            )
        };
        format!(
            "SELECT p.*,{},{},{},{}\nFROM {before} p WINDOW w AS (PARTITION BY report, relation{phase})",
            sum("low", "-high", "low_sum"),
            sum("high", "-low", "high_sum"),
            sum("low", "0", "left_sum"),
            sum("0", "low", "right_sum"),
        )
    }

    /// Puts both sides down where nothing satisfies the relation.
    fn sides(&self, phase: usize, count: usize, before: &str) -> String {
        let violated = format!(
            "sign{phase} <> 0 AND left_sum{phase} IS NULL AND \
             (carry{phase} IS NULL OR low_sum + carry{phase} > 0 OR high_sum + carry{phase} < 0)"
        );
        let side = |name: &str| format!("CASE WHEN {violated} THEN {name} ELSE {name}{phase} END AS {name}{phase}");
        format!(
            "SELECT report, cell, low, high{}{}{}, {}, {}, low_sum + carry{phase} AS low_sum, high_sum + carry{phase} AS high_sum\nFROM {before}",
            carried(0..phase, &CARRIED),
            carried(phase + 1..count, &CARRIED),
            carried(phase..phase + 1, &CARRIED[..5]),
            side("left_sum"),
            side("right_sum"),
        )
    }

    /// Narrows each cell by what the rest of its relation can come to.
    fn narrowed(&self, phase: usize, count: usize, before: &str) -> String {
        let (greatest, least) = (self.dialect.greatest(), self.dialect.least());
        let bound = |function: &str, name: &str, plus: &str, minus: &str| {
            format!(
                "CASE WHEN sign{phase} = 0 OR left_sum{phase} IS NOT NULL OR low = high THEN {name} \
                 WHEN sign{phase} = 1 THEN {function}({name}, {plus}) ELSE {function}({name}, {minus}) END AS {name}"
            )
        };
        format!(
            "SELECT report, cell, {},\n  {}{}\nFROM {before}",
            bound(greatest, "low", "high - high_sum", "low_sum + high"),
            bound(least, "high", "low - low_sum", "high_sum + low"),
            carried(0..count, &CARRIED),
        )
    }

    /// For each relation one of its cells, how it is listed, its phase, rule and place.
    fn relations(&self, relations: &[Relation]) -> String {
        let mut all: Vec<_> = relations
            .iter()
            .zip(&self.phases)
            .map(|(relation, phase)| (relation, phase, Rule::of(relation.kind()), Place::from(relation.place())))
            .collect();
        all.sort_by_key(|(_, _, rule, place)| (place.position(), rule.id()));
        let row = |(at, (relation, phase, rule, place)): (usize, &(&Relation, &usize, Rule, Place))| {
            let cell = relation.cells().first().map_or(0, |cell| cell.index());
            format!("({cell}, {at}, {phase}, '{rule}', '{place}')")
        };
        format!("VALUES {}", all.iter().enumerate().map(row).collect::<Vec<_>>().join(", "))
    }

    /// The violated relations with both sides.
    fn found(&self, count: usize, before: &str) -> String {
        let of_phase = |name: &str| {
            let arms: String = (0..count).map(|phase| format!(" WHEN {phase} THEN {name}{phase}")).collect();
            format!("CASE phase{arms} END AS {name}")
        };
        let names: Vec<_> = CARRIED[3..].iter().map(|name| of_phase(name)).collect();
        let (left, right) = (self.dialect.quoted("left"), self.dialect.quoted("right"));
        format!(
            "SELECT report, rule, place, {} AS {left}, {} AS {right}\nFROM (\n  \
             SELECT s.report, r.rule, r.place, r.nth, {}\n  \
             FROM {before} s JOIN relations r ON r.cell = s.cell\n) f\nWHERE left_sum IS NOT NULL\nORDER BY report, nth",
            self.side("left_sum", "left_rest"),
            self.side("right_sum", "right_rest"),
            names.join(", "),
        )
    }

    /// A whole number and a number of units of the last decimal, as one number.
    fn side(&self, sum: &str, rest: &str) -> String {
        match self.dialect {
            Dialect::PostgreSql => format!("trim_scale({sum} + {rest} * 0.{:0>DECIMALS$})", 1),
            Dialect::DuckDb | Dialect::Spark => format!(
                "CAST({sum} AS DECIMAL(19, 0)) + CAST({rest} AS DECIMAL(18, 0)) * CAST('0.{:0>DECIMALS$}' AS DECIMAL(12, 12))",
                1
            ),
            Dialect::Sqlite => decimal_text(sum, rest),
        }
    }
}

/// An integer where it is one, else the digits as text: SQLite has no decimals.
fn decimal_text(sum: &str, rest: &str) -> String {
    let (whole, part) = (format!("({sum} + {rest} / {ONE})"), format!("({rest} % {ONE})"));
    // Both with the sign of the number; then the part, which may still have the other.
    let sign = format!("CASE WHEN {whole} < 0 OR {whole} = 0 AND {part} < 0 THEN -1 ELSE 1 END");
    let (whole_of, part_of) = (format!("({sign}) * {whole}"), format!("({sign}) * {part}"));
    format!(
        "CASE WHEN {part} = 0 THEN {whole} ELSE CASE ({sign}) WHEN -1 THEN '-' ELSE '' END \
         || ({whole_of} - ({part_of} < 0)) || '.' || rtrim(printf('%0{DECIMALS}d', {part_of} + ({part_of} < 0) * {ONE}), '0') END"
    )
}
