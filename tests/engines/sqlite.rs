//! Tables, constraints and the query of violations, in SQLite.

use std::collections::BTreeMap;

use disclosure_report::check::{Place, Status};
use disclosure_report::draft::Run;
use disclosure_report::form::{Edition, Relation};
use disclosure_report::sql::{self, Dialect, Schema};
use disclosure_report::strategies::{Size, altered, any_draft, draft, published, report_of};
use disclosure_report::{Cell, Draft, Number, Rule, State};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::strategies::{cases, related_cells, sample};
use crate::support::{reading, set, zeros};

const KEY: &str = "it's";

fn sqlite(edition: Edition) -> Schema {
    Schema::new(edition, Dialect::Sqlite)
}

fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

fn with_table(schema: &Schema) -> Connection {
    let database = Connection::open_in_memory().unwrap();
    database.execute_batch(&text(|out| schema.create_table(out).unwrap())).unwrap();
    database
}

fn insert(database: &Connection, schema: &Schema, key: &str, draft: &Draft) -> rusqlite::Result<()> {
    database.execute_batch(&text(|out| drop(schema.insert(out, key, draft).unwrap())))
}

/// Rule, place and both sides of each violation, by report.
type Violations = BTreeMap<String, Vec<(String, String, Number, Number)>>;

fn queried(database: &Connection, schema: &Schema) -> Violations {
    let side = |value: Value| match value {
        Value::Integer(number) => number.to_string().parse().unwrap(),
        Value::Text(number) => number.parse().unwrap(),
        other => panic!("{other:?}"),
    };
    let mut query = database.prepare(&text(|out| schema.violations(out).unwrap())).unwrap();
    let rows = query
        .query_map([], |row| {
            let finding = (row.get("rule")?, row.get("place")?, side(row.get("left")?), side(row.get("right")?));
            Ok((row.get::<_, String>("report")?, finding))
        })
        .unwrap();
    let mut violations = Violations::new();
    for row in rows {
        let (key, finding) = row.unwrap();
        violations.entry(key).or_default().push(finding);
    }
    violations
}

fn checked(draft: &Draft) -> Vec<(String, String, Number, Number)> {
    let findings = draft.check();
    let violated = findings.iter().filter(|finding| finding.status == Some(Status::Violated));
    violated
        .map(|finding| {
            let imbalance = finding.imbalance.unwrap();
            (finding.rule.to_string(), finding.place.to_string(), imbalance.left, imbalance.right)
        })
        .collect()
}

/// A draft without digits that run together: those are any count in a table.
fn without_runs(mut draft: Draft) -> Draft {
    for cell in draft.edition().cells() {
        if draft.cell(*cell).unwrap().state == State::Ambiguous {
            draft.set(*cell, Cell::missing()).unwrap();
        }
    }
    draft
}

#[test]
fn the_query_says_what_check_says() {
    let drafts = prop_oneof![1 => any_draft().prop_map(without_runs), 1 => published()];
    let config = cases(200);
    let keys = 0..config.cases;
    // All in one table, so that they are drawn before any of them is tried.
    let mut runner = TestRunner::new(config);
    let drafts: Vec<_> = keys.map(|key| (key, drafts.new_tree(&mut runner).unwrap().current())).collect();
    for edition in Edition::ALL {
        let schema = sqlite(*edition).without_constraints();
        let database = with_table(&schema);
        let drafts = || drafts.iter().filter(|(_, draft)| draft.edition() == *edition);
        database.execute_batch("BEGIN").unwrap();
        drafts().for_each(|(key, draft)| insert(&database, &schema, &key.to_string(), draft).unwrap());
        database.execute_batch("COMMIT").unwrap();
        let violations = queried(&database, &schema);
        for (key, draft) in drafts() {
            let said = violations.get(&key.to_string()).map_or(&[][..], Vec::as_slice);
            assert_eq!(said, checked(draft), "{draft:?}");
        }
    }
}

/// What is violated may differ where readings are left out, but nothing is violated in a table alone.
#[test]
fn digits_that_run_together_are_any_count() {
    let (mut runs, mut said) = (0, 0);
    for draft in sample(&any_draft(), 60).iter().filter(|draft| !draft.runs().is_empty()) {
        let schema = sqlite(draft.edition()).without_constraints();
        let database = with_table(&schema);
        insert(&database, &schema, KEY, draft).unwrap();
        let violated = !queried(&database, &schema).is_empty();
        assert!(!violated || !checked(draft).is_empty(), "{draft:?}");
        (runs, said) = (runs + 1, said + usize::from(violated));
    }
    assert!(runs > 10 && said > 10, "{runs} {said}");
}

#[test]
fn fixtures() {
    for (name, edition, violated) in [
        ("huaian-2024.html", Edition::Revised2021, 0),
        ("zhongshan-2021.txt", Edition::Revised2021, 0),
        ("shanghai-general-office-2019.html", Edition::Trial2019, 0),
        ("hongze-2023.html", Edition::Revised2021, 2),
    ] {
        let draft = reading(name).draft;
        assert_eq!(checked(&draft).len(), violated, "{name}");
        let strict = sqlite(edition);
        let refused = insert(&with_table(&strict), &strict, name, &draft);
        assert_eq!(refused.is_err(), violated > 0, "{name}: {refused:?}");
        let schema = strict.without_constraints();
        let database = with_table(&schema);
        insert(&database, &schema, name, &draft).unwrap();
        assert_eq!(queried(&database, &schema).remove(name).unwrap_or_default(), checked(&draft), "{name}");
    }
}

#[test]
fn no_figure_of_a_report_can_be_changed_alone() {
    for edition in Edition::ALL {
        let schema = sqlite(*edition);
        let database = with_table(&schema);
        for size in Size::ALL {
            for report in sample(&report_of(*edition, *size), 1) {
                database.execute(&format!("DELETE FROM \"{}\"", schema.table()), []).unwrap();
                let row = text(|out| assert!(schema.insert(out, KEY, &report).unwrap().is_empty()));
                database.execute_batch(&row).unwrap();
                for cell in related_cells(*edition) {
                    for by in [-1, 1, 1_000_000] {
                        let column = schema.dialect().quoted(&sql::column(cell));
                        let change = format!("UPDATE \"{}\" SET {column} = {column} + {by}", schema.table());
                        let refusal = database.execute(&change, []).unwrap_err().to_string();
                        let named = edition.relations_of(cell).any(|relation| refusal.ends_with(&name_of(relation)));
                        assert!(named || by < 0 && refusal.contains("CELL-NEGATIVE"), "{cell}: {refusal}");
                    }
                }
            }
        }
    }
}

/// What the constraint of a relation is called.
fn name_of(relation: &Relation) -> String {
    format!("{} {}", Rule::of(relation.kind()), Place::from(relation.place()))
}

#[test]
fn constraints_refuse_what_no_count_satisfies() {
    let entered = prop_oneof![2 => altered().boxed(), 1 => draft().boxed()].prop_map(without_runs);
    let drafts = prop_oneof![1 => entered, 3 => published()];
    let (mut refused, mut kept) = (0, 0);
    for draft in sample(&drafts, 160) {
        let schema = sqlite(draft.edition());
        let relations = draft.edition().relations();
        let violated: Vec<_> = checked(&draft).into_iter().map(|(rule, place, ..)| format!("{rule} {place}")).collect();
        let stated = draft.cells().all(|(_, cell)| cell.number().is_some());
        match insert(&with_table(&schema), &schema, KEY, &draft) {
            Ok(()) => {
                kept += 1;
                assert!(violated.is_empty() || !stated, "{violated:?}");
                let says = |rule: Rule| draft.check().iter().any(|finding| finding.rule == rule);
                assert!(!says(Rule::CellNegative) && !says(Rule::CellFraction));
            }
            Err(error) => {
                refused += 1;
                let error = error.to_string();
                let name = error.strip_prefix("CHECK constraint failed: ").unwrap();
                let related = relations.iter().any(|relation| name_of(relation) == name);
                assert!(if related { violated.iter().any(|v| v == name) } else { name.starts_with("CELL-") }, "{name}");
            }
        }
    }
    assert!(refused > 20 && kept > 20, "{refused} {kept}");
}

#[test]
fn what_stands_in_a_cell_is_read_back() {
    for draft in sample(&any_draft(), 40) {
        let schema = sqlite(draft.edition()).without_constraints();
        let database = with_table(&schema);
        insert(&database, &schema, KEY, &draft).unwrap();
        for (id, cell) in draft.cells() {
            let column = |suffix: &str| schema.dialect().quoted(&format!("{}{suffix}", sql::column(id)));
            let select = format!(
                "SELECT CAST({} AS TEXT), {}, {} FROM {}",
                column(""),
                column(".state"),
                column(".text"),
                schema.dialect().quoted(schema.table()),
            );
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?));
            let (number, state, text): (Option<String>, _, Option<String>) =
                database.query_row(&select, [], row).unwrap();
            let parsed = |digits: Option<String>| digits.map(|digits| digits.parse::<Number>().unwrap());
            if state == "digits" {
                assert_eq!((parsed(text), number), (cell.number(), None), "{id}");
                continue;
            }
            assert_eq!((parsed(number), &*state), (cell.number(), cell.state.code()), "{id}");
            match &cell.state {
                State::Dash(written) | State::Unreadable(written) => assert_eq!(text.as_deref(), Some(&**written)),
                State::Ambiguous => assert_eq!(text.as_deref(), draft.run_of(id).map(Run::text)),
                _ => assert_eq!(text.as_deref(), cell.note()),
            }
        }
    }
}

#[test]
fn text_is_kept_whatever_is_in_it() {
    let hostile = [
        "o'clock",
        "'); DROP TABLE reports; --",
        r"\'\\",
        "\"quoted\"",
        "$$ $1 ?1 :name @x %s {}",
        "a\r\n.quit\n\rb",
        "nul\0\0 and \0",
        "\0",
        "",
        "\r",
        "\u{e000}\r\0\u{e001}",
        "第一段。\n第二段。",
    ];
    let many = "一行\r\n".repeat(5_000);
    for (n, said) in hostile.iter().copied().chain([many.as_str()]).enumerate() {
        let mut draft = zeros(Edition::Revised2021);
        draft.header.organ = Some(said.to_owned());
        draft.narrative.overview = format!("{said}{said}");
        set(&mut draft, "review.total", Cell::dash(said));
        let name =
            format!("{n}'\"; DROP TABLE x; --`\\ {}", said.replace('\0', "").chars().take(10).collect::<String>());
        let schema = sqlite(Edition::Revised2021).named(name).unwrap().without_constraints();
        let database = with_table(&schema);
        insert(&database, &schema, said, &draft).unwrap();
        let select = format!(
            r#"SELECT report, "header.organ", "narrative.overview", "review.total.text" FROM {}"#,
            schema.dialect().quoted(schema.table())
        );
        let row: [String; 4] =
            database.query_row(&select, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])).unwrap();
        assert_eq!(row, [said, said, &format!("{said}{said}"), said]);
        assert_eq!(queried(&database, &schema).len(), 0);
    }
}
