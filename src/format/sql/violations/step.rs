//! One step of the sweep: the relations of one phase.

use super::Query;

/// What an open cell carries for each phase of the relation that it is part of: which, its sign there (0 if in none), what is
/// stated, and both sides at their least once it is violated.
pub(super) const CARRIED: [&str; 9] =
    ["relation", "sign", "fixed", "left_fixed", "right_fixed", "left_rest", "right_rest", "left_sum", "right_sum"];

impl Query<'_> {
    /// The open cells after a phase, and whether each `changed`. `from` are the open cells before it, `kept` the columns to
    /// take along, `partition` the columns that identify a report, if there are several.
    pub(super) fn step(&self, from: &str, phase: &str, kept: &str, partition: &str) -> String {
        let now = ["relation", "sign", "fixed", "left_fixed", "right_fixed", "left_sum", "right_sum"]
            .map(|name| self.of_phase(phase, name))
            .join(", ");
        let sum = |plus: &str, minus: &str| {
            format!("CAST(SUM(CASE sign WHEN 1 THEN {plus} WHEN -1 THEN {minus} ELSE 0 END) OVER w AS BIGINT)")
        };
        let sums = format!(
            "fixed + {} AS low_sum,\n    fixed + {} AS high_sum,\n    left_fixed + {} AS left_low,\n    \
             right_fixed + {} AS right_low",
            sum("low", "-high"),
            sum("high", "-low"),
            sum("low", "0"),
            sum("0", "low"),
        );
        let violated = "sign <> 0 AND left_sum IS NULL AND (fixed IS NULL OR low_sum > 0 OR high_sum < 0)";
        // A cell has to make up for whatever the rest of its relation can be.
        let bound = |function: &str, name: &str, plus: &str, minus: &str| {
            format!(
                "CASE WHEN sign = 0 OR left_now IS NOT NULL OR low = high THEN {name} \
                 WHEN sign = 1 THEN {function}({name}, {plus}) ELSE {function}({name}, {minus}) END AS next_{name}"
            )
        };
        let low = bound(self.dialect.greatest(), "low", "high - high_sum", "low_sum + high");
        let high = bound(self.dialect.least(), "high", "low - low_sum", "high_sum + low");
        let carried = self.of_phases(|at| {
            let side = |side: &str| {
                format!("CASE {phase} WHEN {at} THEN {side}_now ELSE {side}_sum{at} END AS {side}_sum{at}")
            };
            let known: Vec<_> = CARRIED[..7].iter().map(|name| format!("{name}{at}")).collect();
            format!("{}, {}, {}", known.join(", "), side("left"), side("right"))
        });
        format!(
            "SELECT {kept}next_low AS low, next_high AS high{},\n  \
             CASE WHEN next_low <> low OR next_high <> high THEN 1 ELSE 0 END AS changed\n\
             FROM (SELECT {kept}low, high{carried},\n  {low},\n  {high}\n\
             FROM (SELECT b.*, CASE WHEN {violated} THEN left_low ELSE left_sum END AS left_now, \
             CASE WHEN {violated} THEN right_low ELSE right_sum END AS right_now\n\
             FROM (SELECT a.*, {sums}\n\
             FROM (SELECT o.*, {now} FROM {from}) a WINDOW w AS (PARTITION BY {partition}relation)) b) c) d",
            self.names(&CARRIED),
        )
    }
}
