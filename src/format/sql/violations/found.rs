//! The violated relations by name, with both sides.

use super::{ONE, Query, Step, bit};
use crate::check::{DECIMALS, Place, Rule};
use crate::format::sql::dialect::Dialect;

impl Query<'_> {
    /// What the relations are called, and the phases.
    pub(super) fn constants(&self) -> Vec<Step> {
        let relations = self.edition.relations().iter().enumerate();
        let mut all: Vec<_> = relations.map(|(at, r)| (at, Rule::of(r.kind()), Place::from(r.place()))).collect();
        all.sort_by_key(|(_, rule, place)| (place.position(), rule.id()));
        let rows = all
            .iter()
            .enumerate()
            .map(|(nth, (at, rule, place))| format!("({}, {nth}, '{rule}', '{place}')", bit(*at)));
        let rows: Vec<_> = rows.collect();
        let phases: Vec<_> = (0..self.count).map(|phase| format!("({phase})")).collect();
        vec![
            ("relations (relation, nth, rule, place)".to_owned(), format!("VALUES {}", rows.join(", "))),
            ("phases (phase)".to_owned(), format!("VALUES {}", phases.join(", "))),
        ]
    }

    /// The violated relations without an open cell.
    pub(super) fn violated_as_stated(&self) -> String {
        let columns = ["relation", "sign", "first", "fixed", "left_fixed", "left_rest", "right_fixed", "right_rest"];
        format!(
            "SELECT DISTINCT report, relation, left_fixed AS left_sum, left_rest, right_fixed AS right_sum, right_rest\n\
             FROM (SELECT report, {} FROM relations_of_cells CROSS JOIN phases) s\n\
             WHERE sign <> 0 AND first IS NULL AND (fixed IS NULL OR fixed <> 0)",
            self.of_phase(&columns),
        )
    }

    /// These, and those that the rounds found.
    pub(super) fn violated(&self) -> String {
        let columns = ["relation", "first", "left_sum", "left_rest", "right_sum", "right_rest"];
        format!(
            "SELECT * FROM violated_as_stated\nUNION ALL\n\
             SELECT report, relation, left_sum, left_rest, right_sum, right_rest\n\
             FROM (SELECT report, {} FROM swept CROSS JOIN phases) o\nWHERE first = 1 AND left_sum IS NOT NULL",
            self.of_phase(&columns),
        )
    }

    /// The columns of the phase that a row is for.
    fn of_phase(&self, names: &[&str]) -> String {
        let arms = |name: &&str| {
            let arms: Vec<_> = (0..self.count).map(|at| format!("WHEN {at} THEN {name}{at}")).collect();
            format!("CASE phase {} END AS {name}", arms.join(" "))
        };
        names.iter().map(arms).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn found(&self) -> String {
        let side = |name: &str| {
            let number = self.number(&format!("{name}_sum"), &format!("{name}_rest"));
            format!("{number} AS {}", self.dialect.quoted(name))
        };
        format!(
            "SELECT report, rule, place, {}, {}\n\
             FROM violated v JOIN relations r ON r.relation = v.relation\nORDER BY report, nth",
            side("left"),
            side("right"),
        )
    }

    /// A whole number and a number of units of the last decimal, as one number.
    fn number(&self, sum: &str, rest: &str) -> String {
        let unit = format!("0.{:0>1$}", 1, DECIMALS as usize);
        match self.dialect {
            Dialect::PostgreSql => format!("trim_scale({sum} + {rest} * {unit})"),
            Dialect::DuckDb | Dialect::Spark => format!(
                "CAST({sum} AS DECIMAL(19, 0)) \
                 + CAST({rest} AS DECIMAL(18, 0)) * CAST('{unit}' AS DECIMAL({DECIMALS}, {DECIMALS}))"
            ),
            Dialect::Sqlite => decimal_text(sum, rest),
        }
    }
}

/// An integer where it is one, else the digits as text: SQLite has no decimals.
fn decimal_text(sum: &str, rest: &str) -> String {
    let (whole, part) = (format!("({sum} + {rest} / {ONE})"), format!("({rest} % {ONE})"));
    // Both times the sign of the number, the whole is not below zero, and the part lends from it if it is.
    let sign = format!("(CASE WHEN {whole} < 0 OR {whole} = 0 AND {part} < 0 THEN -1 ELSE 1 END)");
    let (whole_of, part_of) = (format!("{sign} * {whole}"), format!("{sign} * {part}"));
    format!(
        "CASE WHEN {part} = 0 THEN {whole} ELSE CASE {sign} WHEN -1 THEN '-' ELSE '' END \
         || ({whole_of} - ({part_of} < 0)) || '.' \
         || rtrim(printf('%0{DECIMALS}d', {part_of} + ({part_of} < 0) * {ONE}), '0') END"
    )
}
