//! Tables, rows and the query of violations, in SQLite.

use std::collections::{BTreeMap, BTreeSet};

use disclosure_report::form::{CellId, Edition};
use disclosure_report::sql::{self, Dialect, Schema};
use disclosure_report::{Cell, Draft, Number, Report, State, Status};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::drafts::any_draft;
use crate::strategies::{cases, related_cells, report, sample};
use crate::support::reading;

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
            let sides = finding.sides.unwrap();
            (finding.rule.to_string(), finding.place.to_string(), sides.left, sides.right)
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

/// A report as organs publish it: zeros left blank or dashed, totals left blank or wrong, rows not printed.
fn published() -> impl Strategy<Value = Draft> {
    let zeros = (0..=100_u8, 0..=100_u8);
    let totals = prop_oneof![3 => Just(0_u8), 1 => 0..=100_u8];
    let dice = prop::collection::vec(0..100_u8, 200);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), -30..30_i32), 0..5);
    let missing = prop::collection::vec(any::<prop::sample::Index>(), 0..4);
    (report(), zeros, totals, dice, changes, missing).prop_map(|(report, zeros, totals, dice, changes, missing)| {
        let mut draft = Draft::from(&report);
        let edition = draft.edition();
        let related = related_cells(edition);
        let is_total = |cell: CellId| edition.relations().iter().any(|relation| relation.total() == Some(cell));
        for (cell, dice) in edition.cells().iter().zip(&dice) {
            let zero = draft.number(*cell).is_some_and(|number| number.is_zero());
            if zero && *dice < zeros.0 {
                draft.set(*cell, if *dice < zeros.1 { Cell::blank() } else { Cell::dash("—") }).unwrap();
            } else if is_total(*cell) && *dice < totals {
                draft.set(*cell, Cell::blank()).unwrap();
            }
        }
        for (at, by) in changes {
            let cell = *at.get(&related);
            let value = draft.number(cell).and_then(|number| number.to_integer()).unwrap_or(0);
            draft.set(cell, Number::from(i32::try_from(value).unwrap() + by)).unwrap();
        }
        for at in missing {
            for (cell, _) in at.get(edition.rows()).cells() {
                draft.set(cell, Cell::missing()).unwrap();
            }
        }
        draft
    })
}

#[test]
fn columns_are_named_after_cells() {
    let names: Vec<_> = CellId::all().map(|cell| sql::column(cell).into_owned()).collect();
    assert_eq!(names.iter().map(|name| name.to_lowercase()).collect::<BTreeSet<_>>().len(), CellId::COUNT);
    assert!(names.iter().all(|name| name.len() + ".state".len() <= 63));
    assert!(CellId::all().all(|cell| sql::cell(&sql::column(cell)) == Some(cell)));
    assert!(CellId::all().all(|cell| sql::cell(&sql::column(cell).to_uppercase()) == Some(cell)));
    for edition in Edition::ALL {
        let table = text(|out| sqlite(*edition).create_table(out).unwrap());
        let names: Vec<_> =
            table.lines().filter_map(|line| line.trim().trim_start_matches("CONSTRAINT ").split('"').nth(1)).collect();
        assert!(names.iter().all(|name| name.len() <= 63), "{names:?}");
    }
}

#[test]
fn the_query_says_what_check_says() {
    let count = usize::try_from(cases(300).cases).unwrap();
    let drafts = prop_oneof![1 => any_draft().prop_map(without_runs), 1 => published()];
    let drafts = sample(&drafts, count);
    let mut wrong = 0;
    for edition in Edition::ALL {
        let schema = sqlite(*edition).without_constraints();
        let database = with_table(&schema);
        database.execute_batch("BEGIN").unwrap();
        for (key, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.edition() == *edition) {
            insert(&database, &schema, &key.to_string(), draft).unwrap();
        }
        database.execute_batch("COMMIT").unwrap();
        let begun = std::time::Instant::now();
        let violations = queried(&database, &schema);
        println!("{edition}: query {:?}", begun.elapsed());
        if let Some(directory) = std::env::var_os("SQL_DUMP") {
            dump(std::path::Path::new(&directory), *edition, &drafts);
        }
        for (key, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.edition() == *edition) {
            let said = violations.get(&key.to_string()).cloned().unwrap_or_default();
            let expected = checked(draft);
            if said != expected {
                wrong += 1;
                println!("{key} {edition}: said {said:?}\nexpected {expected:?}");
            }
        }
    }
    assert_eq!(wrong, 0, "of {count}");
}

fn dump(directory: &std::path::Path, edition: Edition, drafts: &[Draft]) {
    for dialect in Dialect::ALL {
        let schema = Schema::new(edition, *dialect).without_constraints();
        let mut out = Vec::new();
        schema.create_table(&mut out).unwrap();
        for (key, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.edition() == edition) {
            schema.insert(&mut out, &key.to_string(), draft).unwrap();
        }
        std::fs::write(directory.join(format!("{dialect}-{edition}.sql")), out).unwrap();
        std::fs::write(directory.join(format!("{dialect}-{edition}-query.sql")), text(|out| schema.violations(out).unwrap())).unwrap();
    }
    let mut out = String::new();
    for (key, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.edition() == edition) {
        for (rule, place, left, right) in checked(draft) {
            out += &format!("{key}|{rule}|{place}|{left}|{right}\n");
        }
    }
    std::fs::write(directory.join(format!("expected-{edition}.txt")), out).unwrap();
}
