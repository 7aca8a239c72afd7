//! The cells of all reports in one column, and the sums of what is stated.

use super::{ONE, Query, Step};
use crate::check::DECIMALS;
use crate::form::CellId;
use crate::format::sql::dialect::Dialect;
use crate::format::sql::meaning::Cells;
use crate::format::sql::names::field_column;
use crate::format::sql::schema::KEY;
use crate::format::sql::{BLANK, DASH, DIGITS, MISSING, NUMBER};
use crate::quantity::Count;
use crate::record::CellField;

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
        let cells = self.edition.cells().iter();
        let rows = cells.filter(|cell| self.edition.relations_of(**cell).next().is_some()).map(|cell| self.row(*cell));
        let names = ["number", "state", "digits"].map(str::to_owned).into_iter();
        let names: Vec<_> = names
            .chain((0..self.count).flat_map(|phase| [format!("relation{phase}"), format!("sign{phase}")]))
            .collect();
        if self.dialect == Dialect::Spark {
            // Its planner can't cope with that many scans of so wide a table.
            let rows: Vec<_> = rows.map(|row| row.join(", ")).collect();
            let (count, rows, names) = (rows.len(), rows.join(",\n"), names.join(", "));
            return format!(
                "SELECT {key} AS report, c.* FROM {table} LATERAL VIEW stack({count},\n{rows}\n) c AS {names}"
            );
        }
        let select = |row: Vec<String>| {
            let columns: Vec<_> = row.iter().zip(&names).map(|(value, name)| format!("{value} AS {name}")).collect();
            format!("SELECT {key} AS report, {} FROM {table}", columns.join(", "))
        };
        rows.map(select).collect::<Vec<_>>().join("\nUNION ALL ")
    }

    /// What a cell holds, and for each phase the relation that it is part of and its sign there.
    fn row(&self, cell: CellId) -> Vec<String> {
        let (dialect, edition) = (self.dialect, self.edition);
        let cells = Cells { edition, dialect };
        let state = cells.state(cell);
        // A blank total of parts that are not all zero is not stated, as if it were missing.
        let meant = cells.blank_means_zero(cell).map_or_else(
            || state.clone(),
            |zero| format!("CASE WHEN {state} <> '{BLANK}' OR {zero} THEN {state} ELSE '{MISSING}' END"),
        );
        let mut row = vec![cells.number(cell), meant, dialect.quoted(&field_column(cell, CellField::Text))];
        for phase in 0..self.count {
            let mut relations = edition.relations().iter().enumerate().zip(&self.phases);
            let found = relations.find(|((_, relation), of)| **of == phase && relation.cells().contains(&cell));
            row.extend(found.map_or(["-1".to_owned(), "0".to_owned()], |((at, relation), _)| {
                [at.to_string(), if relation.left().contains(&cell) { "1" } else { "-1" }.to_owned()]
            }));
        }
        row
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
            "SELECT report, {} AS low, {} AS high,\n  \
             CASE WHEN {exact} THEN CASE WHEN digits LIKE '-%' THEN -{rest} ELSE {rest} END ELSE 0 END AS rest{}\n\
             FROM cells",
            value(0),
            value(most),
            self.names(&["relation", "sign"]),
        )
    }
}

/// For each relation of a phase: how many of its cells are open, what is stated on each side, whole and rest, and the
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
         FROM (\n  SELECT b.*, {},\n    {},\n    {},\n    {},\n    {}\n  \
         FROM {before} b WINDOW w AS (PARTITION BY report, relation{phase})\n) s",
        sum("<> 0 AND low < high", "1", "gaps"),
        sum("= 1 AND low = high", "low", "left_fixed"),
        sum("= -1 AND low = high", "low", "right_fixed"),
        sum("= 1", "rest", "left_rest"),
        sum("= -1", "rest", "right_rest"),
    )
}
