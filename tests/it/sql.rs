//! Tables, rows and the query of violations, in SQLite.

use std::collections::{BTreeMap, BTreeSet};

use disclosure_report::check::{Place, Status};
use disclosure_report::draft::{Origin, Run};
use disclosure_report::form::{CellId, Edition, Relation};
use disclosure_report::sql::{self, Dialect, Schema};
use disclosure_report::{Cell, Draft, Money, MoneyUnit, Number, Rule, State};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::drafts::any_draft;
use crate::print::{as_read, carried_by_print};
use crate::strategies::{Size, cases, related_cells, report, report_of, sample};
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
    let count = usize::try_from(cases(200).cases).unwrap();
    let drafts = prop_oneof![1 => any_draft().prop_map(without_runs), 1 => published()];
    let drafts: Vec<_> = sample(&drafts, count).into_iter().enumerate().collect();
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
            for report in sample(&report_of(*edition, size), 1) {
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
    let drafts = prop_oneof![1 => any_draft().prop_map(without_runs), 3 => published()];
    let (mut refused, mut kept) = (0, 0);
    for draft in sample(&drafts, 100) {
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

#[test]
fn what_a_row_cannot_say_is_told() {
    let mut draft = Draft::new(Edition::Trial2019);
    draft.header.organ = Some("a\0b".to_owned());
    set(&mut draft, "review.total", Cell::from(0u32).with_note("n").with_origin(Origin::Repaired));
    set(&mut draft, "review.other", Cell::from(Money::new("1.50".parse().unwrap(), Some(MoneyUnit::Yuan))));
    set(&mut draft, "proactive.procurement.amount", "0.0000000000001".parse::<Number>().unwrap());
    let told = |dialect| {
        let mut out = Vec::new();
        let losses = Schema::new(Edition::Trial2019, dialect).insert(&mut out, KEY, &draft).unwrap();
        (losses.to_string(), String::from_utf8(out).unwrap())
    };
    let common = "the unit of a number: review.other\nthat a figure was imputed or repaired: review.total";
    let (losses, row) = told(Dialect::Sqlite);
    assert_eq!(losses, common);
    assert!(row.contains("'0.0000000000001'") && row.contains("'1.5'") && row.contains("'digits'"), "{row}");
    let (losses, row) = told(Dialect::PostgreSql);
    assert_eq!(losses, format!("header.organ\n{common}"));
    assert!(row.contains("'a\u{fffd}b'"));
    assert_eq!(told(Dialect::DuckDb).1.matches("'digits'").count(), 2);

    let schema = Schema::new(Edition::Trial2019, Dialect::PostgreSql);
    let refused = |key, edition| schema.insert(std::io::sink(), key, &Draft::new(edition)).unwrap_err().kind();
    assert_eq!(refused("a\0", Edition::Trial2019), std::io::ErrorKind::InvalidInput);
    assert_eq!(refused("a", Edition::Revised2021), std::io::ErrorKind::InvalidInput);
    for name in ["", "a\0", &"长".repeat(22)] {
        assert!(schema.clone().named(name).is_err());
    }
}

/// Spark puts variables in place of `${…}` in the text of a statement, whatever it stands in.
#[test]
fn spark_finds_no_variable_in_a_literal() {
    let mut draft = Draft::new(Edition::Revised2021);
    draft.narrative.other = "${env:HOME} \\${spark.app.name} '$'".to_owned();
    let schema = Schema::new(Edition::Revised2021, Dialect::Spark);
    let row = text(|out| drop(schema.insert(out, "$key", &draft).unwrap()));
    assert!(!row.contains('$'), "{row}");
    assert!(row.contains(r"'\u0024{env:HOME} \\\u0024{spark.app.name} \'\u0024\''"), "{row}");
}

proptest! {
    #![proptest_config(cases(48))]

    /// In every dialect, hostile text and all.
    #[test]
    fn rows_read_back(draft in prop_oneof![carried_by_print(), any_draft()], said in ".{0,12}", dialect in prop::sample::select(Dialect::ALL)) {
        let mut draft = draft;
        draft.narrative.other = format!("{said}\r\n'\\${{x}} \u{e000}\0");
        let schema = Schema::new(draft.edition(), dialect).named("a;\"`'b").unwrap();
        let mut rows = Vec::new();
        schema.create_table(&mut rows).unwrap();
        schema.insert(&mut rows, "1", &draft).unwrap();
        let losses = schema.insert(&mut rows, "2", &draft).unwrap();
        let read = sql::drafts(std::str::from_utf8(&rows).unwrap()).unwrap();
        prop_assert_eq!(&read[0], &read[1]);
        let wanted = as_read(&draft);
        for (id, cell) in wanted.cells() {
            let lost = losses.iter().any(|loss| loss.cells.contains(&id));
            let same = read[0].cell(id) == Some(cell);
            prop_assert!(same || lost, "{}: {:?} is read as {:?}", id, cell, read[0].cell(id));
            prop_assert!(read[0].number(id).is_none_or(|number| cell.number() == Some(number)), "{}", id);
        }
        if dialect != Dialect::PostgreSql {
            prop_assert_eq!(&read[0].narrative, &draft.narrative);
        }
        prop_assert_eq!(&read[0].header, &draft.header);
    }

    #[test]
    fn no_text_makes_the_reader_of_rows_panic(draft in any_draft(), at in any::<prop::sample::Index>(), junk in ".{0,3}") {
        let mut row = text(|out| drop(sqlite(draft.edition()).insert(out, KEY, &draft).unwrap()));
        let mut at = at.index(row.len());
        while !row.is_char_boundary(at) {
            at -= 1;
        }
        let _ = sql::drafts(&row[..at]);
        row.insert_str(at, &junk);
        let _ = sql::drafts(&row);
    }
}

#[test]
fn what_is_no_row_is_said() {
    assert!(size_of::<sql::SqlError>() <= 32);
    let said = |text: &str| sql::drafts(text).unwrap_err().to_string();
    assert_eq!(
        said("INSERT INTO \"t\" (\"report\") VALUES ('1');"),
        "line 1: expected a table whose edition is known by its CREATE TABLE or its name, \
         found \"\\\"t\\\" (\\\"report\\\") VALUES ('1');\""
    );
    let row = |rest: &str| said(&format!("-- a\nINSERT INTO \"disclosure_report_2021\" {rest}"));
    assert_eq!(row("VALUES (1);"), "line 2: expected (, found \"VALUES (1);\"");
    assert_eq!(
        row("(\"report\")\nVALUES (now());"),
        "line 3: expected a literal as rows are written with, found \"now());\""
    );
    assert_eq!(row("(\"report\", \"report\") VALUES (1, 2);"), "line 2, column report: duplicate column");
    assert_eq!(
        row("(\"review.total\", \"review.total.state\")\nVALUES ('x', 'number');"),
        "line 2, column review.total: expected a number such as 12 or -3.5, of at most 28 digits, found \"x\""
    );
    assert_eq!(
        row("(\"review.sum\", \"review.total\", \"review.other.state\", \"header.year\") VALUES (1, 1, 'digits', 1);"),
        "line 2, column header.year: expected a year from 2008 to 9999, found \"1\"\n\
         line 2, column review.other.text: expected a value, found nothing\n\
         line 2, column review.total: expected nothing, found a value\n\
         line 2, column review.sum: unknown column"
    );
    assert_eq!(sql::drafts("SELECT 'a;b'; -- c\n").unwrap(), []);
}
