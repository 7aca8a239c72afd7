//! One round of the sweep.

use super::Query;
use crate::quantity::Count;

/// What an open cell carries for each phase of the relation that it is part of: which, its sign there (0 if in none), the
/// relations near it, whether it is the first open cell there, what is stated, and both sides at their least once it is
/// violated.
pub(super) const CARRIED: [&str; 11] = [
    "relation",
    "sign",
    "near",
    "first",
    "fixed",
    "left_fixed",
    "right_fixed",
    "left_rest",
    "right_rest",
    "left_sum",
    "right_sum",
];

impl Query<'_> {
    /// The open cells after a round, and whether each `changed`. `from` are the open cells before it, called `o`, `kept` the
    /// columns to take along.
    pub(super) fn round(&self, from: &str, kept: &str) -> String {
        let phases = || 0..self.count;
        let windows: Vec<_> =
            phases().map(|phase| format!("w{phase} AS (PARTITION BY report, relation{phase})")).collect();
        let lines = |column: fn(usize) -> String| self.of_phases(|phase| format!("\n  {}", column(phase)));
        let sums = format!("SELECT o.*{}\nFROM {from}\nWINDOW {}", lines(sums), windows.join(", "));
        let judged = select("a", &format!("{}{}", lines(judgement), lines(proposals)), &sums);
        // The bits of relations that are told apart add up to the set of them.
        let firsts: Vec<_> = phases().map(|phase| format!("first{phase} * found{phase}")).collect();
        let newly = format!(", CAST(SUM({}) OVER (PARTITION BY report) AS BIGINT) AS newly", firsts.join(" + "));
        let narrowed = phases().fold(select("b", &newly, &judged), |before, phase| {
            select(&format!("c{phase}"), &self.narrowed(phase), &before)
        });
        let last = self.count - 1;
        let carried = self.of_phases(|phase| {
            let known: Vec<_> = CARRIED[..9].iter().map(|name| format!("{name}{phase}")).collect();
            let side = |side: &str| {
                format!(
                    "CASE WHEN found{phase} <> 0 THEN {side}_fixed{phase} + {side}_low{phase} ELSE {side}_sum{phase} END \
                     AS {side}_sum{phase}"
                )
            };
            format!("{}, {}, {}", known.join(", "), side("left"), side("right"))
        });
        format!(
            "SELECT {kept}CASE WHEN newly <> 0 THEN 0 ELSE low{last} END AS low, \
             CASE WHEN newly <> 0 THEN {} ELSE high{last} END AS high, violated + newly AS violated{carried},\n  \
             CASE WHEN newly <> 0 OR low{last} <> low OR high{last} <> high THEN 1 ELSE 0 END AS changed\n\
             FROM (\n{narrowed}\n) d",
            Count::MAX.get(),
        )
    }

    /// What is left of a range after what a phase proposes, unless that would be nothing.
    fn narrowed(&self, phase: usize) -> String {
        let (low, high) = phase.checked_sub(1).map_or_else(
            || ("low".to_owned(), "high".to_owned()),
            |before| (format!("low{before}"), format!("high{before}")),
        );
        let fits = format!("least{phase} <= {high} AND most{phase} >= {low}");
        format!(
            ", CASE WHEN {fits} THEN {}({low}, least{phase}) ELSE {low} END AS low{phase}, \
             CASE WHEN {fits} THEN {}({high}, most{phase}) ELSE {high} END AS high{phase}",
            self.dialect.greatest(),
            self.dialect.least(),
        )
    }
}

fn select(name: &str, columns: &str, from: &str) -> String {
    format!("SELECT {name}.*{columns}\nFROM (\n{from}\n) {name}")
}

/// What a relation can add up to, left minus right, and the least of each side's open cells.
fn sums(phase: usize) -> String {
    let sum = |case: &str| format!("CAST(SUM(CASE sign{phase} {case} ELSE 0 END) OVER w{phase} AS BIGINT)");
    format!(
        "fixed{phase} + {} AS low_sum{phase},\n  fixed{phase} + {} AS high_sum{phase},\n  \
         {} AS left_low{phase},\n  {} AS right_low{phase}",
        sum("WHEN 1 THEN low WHEN -1 THEN -high"),
        sum("WHEN 1 THEN high WHEN -1 THEN -low"),
        sum("WHEN 1 THEN low"),
        sum("WHEN -1 THEN low"),
    )
}

/// The relation, if it is found violated in this round.
fn judgement(phase: usize) -> String {
    format!(
        "CASE WHEN (violated & relation{phase}) = 0 \
         AND (fixed{phase} IS NULL OR low_sum{phase} > 0 OR high_sum{phase} < 0) THEN relation{phase} ELSE 0 END AS found{phase}"
    )
}

/// What a relation that speaks proposes for the cell, which has to make up for whatever the rest of it can be.
fn proposals(phase: usize) -> String {
    let bound = |plus: &str, minus: &str, name: &str| {
        format!(
            "CASE WHEN (violated & near{phase}) = 0 THEN CASE sign{phase} WHEN 1 THEN {plus}{phase} \
             WHEN -1 THEN {minus}{phase} END END AS {name}{phase}"
        )
    };
    format!(
        "{},\n  {}",
        bound("high - high_sum", "high + low_sum", "least"),
        bound("low - low_sum", "low + high_sum", "most")
    )
}
