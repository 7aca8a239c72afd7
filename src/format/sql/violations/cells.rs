//! The cells of all reports in one column, and the sums of what is stated.

use super::{ONE, Query, Step, bit};
use crate::check::DECIMALS;
use crate::form::RelationSet;
use crate::format::sql::dialect::Dialect;
use crate::format::sql::meaning::Cells;
use crate::format::sql::names::field_column;
use crate::format::sql::schema::KEY;
use crate::format::sql::{BLANK, DASH, DIGITS, MISSING, NUMBER};
use crate::quantity::Count;
use crate::record::CellField;

/// What is the same in every report for a cell and a phase.
const OF_A_FORM: [&str; 3] = ["relation", "sign", "near"];

impl Query<'_> {
    pub(super) fn cells(&self) -> Vec<Step> {
        let mut steps = vec![("cells".to_owned(), self.stacked()), ("bounds".to_owned(), self.bounds())];
        for phase in 0..self.count {
            let before = steps.last().map_or("", |(name, _)| name);
            steps.push((format!("stated{phase}"), added_up(phase, before)));
        }
        steps.push(("relations_of_cells".to_owned(), format!("SELECT * FROM stated{}", self.count - 1)));
        steps
    }

    /// Every cell of a relation, with what it holds.
    fn stacked(&self) -> String {
        let (key, table) = (self.dialect.quoted(KEY), self.schema.quoted_table());
        let rows = self.edition.plan().related.iter().map(|at| self.row(at));
        let names = format!("cell, number, state, digits{}", self.names(&OF_A_FORM));
        if self.dialect == Dialect::Spark {
            // Its planner can't cope with that many scans of so wide a table.
            let rows: Vec<_> = rows.map(|row| row.join(", ")).collect();
            let (count, rows) = (rows.len(), rows.join(",\n"));
            return format!(
                "SELECT {key} AS report, c.* FROM {table} LATERAL VIEW stack({count},\n{rows}\n) c AS {names}"
            );
        }
        let first = |(value, name): (&String, &str)| format!("{value} AS {name}");
        let select = |(nth, row): (usize, Vec<String>)| {
            // The columns of a union are called as those of its first part.
            let (report, columns) = match nth {
                0 => (" AS report", row.iter().zip(names.split(", ")).map(first).collect()),
                _ => ("", row),
            };
            format!("SELECT {key}{report}, {} FROM {table}", columns.join(", "))
        };
        rows.enumerate().map(select).collect::<Vec<_>>().join("\nUNION ALL ")
    }

    /// The place of a cell, what it holds, and for each phase the relation that it is part of, its sign there, and the
    /// relations that have a cell in common with that one.
    fn row(&self, at: usize) -> Vec<String> {
        let (dialect, edition) = (self.dialect, self.edition);
        let (plan, cell) = (edition.plan(), edition.cells()[at]);
        let cells = Cells { edition, dialect };
        let state = cells.state(cell);
        // A blank total of parts that are not all zero is not stated, as if it were missing.
        let meant = cells.blank_means_zero(cell).map_or_else(
            || state.clone(),
            |zero| format!("CASE WHEN {state} <> '{BLANK}' OR {zero} THEN {state} ELSE '{MISSING}' END"),
        );
        let text = dialect.quoted(&field_column(cell, CellField::Text));
        let mut row = vec![at.to_string(), cells.number(cell), meant, text];
        for phase in 0..self.count {
            let relation = plan.relations_of[at].iter().find(|relation| self.phases[*relation] == phase);
            let terms = relation.map(|relation| &plan.terms[relation]);
            let near = terms.into_iter().flat_map(|terms| terms.set.iter()).flat_map(|at| plan.relations_of[at].iter());
            let sign = terms.map_or("0", |terms| if terms.left_set.has(at) { "1" } else { "-1" });
            row.extend([self.bits(relation.into_iter().collect()), sign.to_owned(), self.bits(near.collect())]);
        }
        row
    }

    /// A set of relations: the sum of their bits. Spark takes no literals of different sizes for one column.
    fn bits(&self, relations: RelationSet) -> String {
        let kind = if self.dialect == Dialect::Spark { "L" } else { "" };
        format!("{}{kind}", relations.iter().map(bit).sum::<u64>())
    }

    /// The least and the most that each cell can be, and the fraction of a count that has one. A finer one is any count.
    fn bounds(&self) -> String {
        let (position, most, zeros) = (self.dialect.position(), Count::MAX.get(), "0".repeat(DECIMALS as usize));
        let point = format!("{position}(digits, '.')");
        let exact = format!("state = '{DIGITS}' AND length(digits) - {point} <= {DECIMALS}");
        let whole = format!("CAST(substr(digits, 1, {point} - 1) AS BIGINT)");
        let rest = format!("CAST(substr(substr(digits, {point} + 1) || '{zeros}', 1, {DECIMALS}) AS BIGINT)");
        let value = |open: u64| {
            format!(
                "CAST(CASE WHEN state = '{NUMBER}' THEN number WHEN state IN ('{BLANK}', '{DASH}') THEN 0 \
                 WHEN {exact} THEN {whole} ELSE {open} END AS BIGINT)"
            )
        };
        format!(
            "SELECT report, cell, {} AS low, {} AS high,\n  \
             CASE WHEN {exact} THEN CASE WHEN digits LIKE '-%' THEN -{rest} ELSE {rest} END ELSE 0 END AS rest{}\n\
             FROM cells",
            value(0),
            value(most),
            self.names(&OF_A_FORM),
        )
    }
}

/// For each relation of a phase: the first of its cells that are open, what is stated on each side, whole and rest, and the
/// difference of both sides, NULL if that is no whole number.
fn added_up(phase: usize, before: &str) -> String {
    let sum = |condition: &str, value: &str, name: &str| {
        format!(
            "CAST(SUM(CASE WHEN sign{phase} {condition} THEN {value} ELSE 0 END) OVER w AS BIGINT) AS {name}{phase}"
        )
    };
    let rest = format!("(left_rest{phase} - right_rest{phase})");
    format!(
        "SELECT s.*, CASE WHEN {rest} % {ONE} = 0 \
         THEN left_fixed{phase} - right_fixed{phase} + CAST({rest} / {ONE} AS BIGINT) END AS fixed{phase}\n\
         FROM (\n  SELECT b.*, MIN(CASE WHEN low < high THEN cell END) OVER w AS first{phase},\n    {},\n    {},\n    {},\n    {}\n  \
         FROM {before} b WINDOW w AS (PARTITION BY report, relation{phase})\n) s",
        sum("= 1 AND low = high", "low", "left_fixed"),
        sum("= -1 AND low = high", "low", "right_fixed"),
        sum("= 1", "rest", "left_rest"),
        sum("= -1", "rest", "right_rest"),
    )
}
