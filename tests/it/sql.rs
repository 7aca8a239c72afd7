//! Rows of SQL: what they say, and that they are read back. (`tests/engines` has what SQLite says of them.)

use std::collections::BTreeSet;

use disclosure_report::draft::Origin;
use disclosure_report::form::{CellId, Edition};
use disclosure_report::sql::{self, Dialect, Schema};
use disclosure_report::strategies::any_draft;
use disclosure_report::{Cell, Draft, Number};
use proptest::prelude::*;

use crate::print::{as_read, carried_by_print};
use crate::strategies::cases;
use crate::support::set;

const KEY: &str = "it's";

fn sqlite(edition: Edition) -> Schema {
    Schema::new(edition, Dialect::Sqlite)
}

fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
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
fn what_a_row_cannot_say_is_told() {
    let mut draft = Draft::blank(Edition::Trial2019);
    draft.header.organ = Some("a\0b".to_owned());
    set(&mut draft, "review.total", Cell::from(0u32).with_note("n").with_origin(Origin::Repaired));
    set(&mut draft, "review.other", "1.50".parse::<Number>().unwrap());
    set(&mut draft, "proactive.procurement.amount", "0.0000000000001".parse::<Number>().unwrap());
    let told = |dialect| {
        let mut out = Vec::new();
        let losses = Schema::new(Edition::Trial2019, dialect).insert(&mut out, KEY, &draft).unwrap();
        (losses.to_string(), String::from_utf8(out).unwrap())
    };
    let common = "that a figure was imputed or repaired: review.total";
    let (losses, row) = told(Dialect::Sqlite);
    assert_eq!(losses, common);
    assert!(row.contains("'0.0000000000001'") && row.contains("'1.5'") && row.contains("'digits'"), "{row}");
    let (losses, row) = told(Dialect::PostgreSql);
    assert_eq!(losses, format!("header.organ\n{common}"));
    assert!(row.contains("'a\u{fffd}b'"));
    assert_eq!(told(Dialect::DuckDb).1.matches("'digits'").count(), 2);

    let schema = Schema::new(Edition::Trial2019, Dialect::PostgreSql);
    let refused = |key, edition| schema.insert(std::io::sink(), key, &Draft::blank(edition)).unwrap_err().kind();
    assert_eq!(refused("a\0", Edition::Trial2019), std::io::ErrorKind::InvalidInput);
    assert_eq!(refused("a", Edition::Revised2021), std::io::ErrorKind::InvalidInput);
    for name in ["", "a\0", &"长".repeat(22)] {
        assert!(schema.clone().named(name).is_err());
    }
}

/// Spark puts variables in place of `${…}` in the text of a statement, whatever it stands in.
#[test]
fn spark_finds_no_variable_in_a_literal() {
    let mut draft = Draft::blank(Edition::Revised2021);
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
