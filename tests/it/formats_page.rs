//! The page of the documentation that shows one report in every form: it says what the writers write today.
//!
//! `DISCLOSURE_REPORT_WRITE_PAGE=1 cargo test --all-features --test it formats_page` writes it anew.

use std::path::PathBuf;

use disclosure_report::sql::{Dialect, Schema};
use disclosure_report::{Draft, Language, arrow, csv, json, sarif};
use disclosure_report::{docx, html, markdown, xlsx};

use crate::support::reading;

/// The first lines that tell, and how many are left out below; long lines are cut.
fn excerpt(text: &str, from: &str, lines: usize) -> String {
    let all: Vec<_> = text.lines().collect();
    let start = all.iter().position(|line| line.contains(from)).unwrap_or_else(|| panic!("no line has {from}"));
    let cut = |line: &str| {
        let short: String = line.chars().take(110).collect();
        if short.len() < line.len() { format!("{short}…\n") } else { format!("{line}\n") }
    };
    let before = if start > 0 { "…\n" } else { "" };
    let shown: String = all[start..].iter().take(lines).map(|line| cut(line)).collect();
    let after = if start + lines < all.len() { "…\n" } else { "" };
    format!("{before}{shown}{after}")
}

fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

fn page(draft: &Draft) -> String {
    let mut page = String::from(
        "One report in every form that is written: 中山镇人民政府 2021, as read from `tests/fixtures/zhongshan-2021.txt`, \
         with two figures changed so that something is found. Only the beginning of each is shown.\n",
    );
    let mut show = |title: &str, how: &str, language: &str, what: &str| {
        page += &format!("\n# {title}\n\n{how}\n\n```{language}\n{what}```\n");
    };
    let findings = draft.check();
    let pretty = json::to_string_pretty(draft);
    show(
        "JSON",
        "[`json`](crate::json), every key in the order of the form. JSON Lines has the same on one line a report.",
        "json",
        &excerpt(&pretty, "{", 14),
    );
    show(
        "JSON, where a cell is no plain number",
        "With its state, its origin, and its place in the source.",
        "json",
        &excerpt(&pretty, "\"requests.granted.natural_person\"", 10),
    );
    show(
        "JSON Schema",
        "[`json::schema`](crate::json::schema): each key with its official label.",
        "json",
        &excerpt(&json::schema::to_string(draft.edition()), "\"review.total\": {", 6),
    );
    let tidy = text(|out| csv::tidy(out, [draft], &csv::Options::default()).unwrap());
    show(
        "CSV, tidy",
        "[`csv::tidy`](crate::csv::tidy): a field or cell a line.",
        "text",
        &excerpt(&tidy, "report,", 9),
    );
    let wide = text(|out| drop(csv::wide(out, std::slice::from_ref(draft), &csv::Options::default()).unwrap()));
    show("CSV, wide", "[`csv::wide`](crate::csv::wide): a report a line.", "text", &excerpt(&wide, "edition", 2));
    let md = text(|out| drop(markdown::write(out, draft).unwrap()));
    show("Markdown", "[`markdown`](crate::markdown).", "markdown", &excerpt(&md, "# ", 16));
    let form = text(|out| drop(html::write(out, draft, &html::Options::default().fragment()).unwrap()));
    show(
        "HTML",
        "[`html::write`](crate::html::write), here as a fragment; [`audit`](crate::html::audit) marks what is wrong in it.",
        "html",
        &excerpt(&form, "<article", 12),
    );
    let mut books = Vec::new();
    let losses =
        [xlsx::write(&mut books, draft).unwrap(), docx::write(&mut books, draft, &docx::Options::default()).unwrap()];
    show(
        "Workbooks and Word documents",
        "[`xlsx`](crate::xlsx) and [`docx`](crate::docx) lay the same tables out; what they can't carry of this draft:",
        "text",
        &losses
            .map(|losses| {
                format!("{}\n", if losses.is_empty() { "nothing is lost".to_owned() } else { losses.to_string() })
            })
            .concat(),
    );
    let schema = arrow::schema(draft.edition());
    let fields: String = ["header.year", "requests.received.total", "proactive.fees.amount", "details"]
        .map(|name| {
            let field = schema.field_with_name(name).unwrap();
            format!("{name}: {}\n", field.data_type())
        })
        .concat();
    show(
        "Arrow and Parquet",
        "[`arrow`](crate::arrow): a report a row, a cell a column. Some of the columns:",
        "text",
        &fields,
    );
    let sql = text(|out| {
        let schema = Schema::new(draft.edition(), Dialect::Sqlite);
        schema.create_table(&mut *out).unwrap();
        schema.insert(out, "中山镇 2021", draft).unwrap();
    });
    show("SQL", "[`sql`](crate::sql): a constraint for each relation,", "sql", &excerpt(&sql, "T3-BALANCE total", 1));
    show("SQL, a row", "and a row for each report.", "sql", &excerpt(&sql, "INSERT", 2));
    let mut log = sarif::Log::new(Language::English);
    log.add(&sarif::File::text("zhongshan-2021.txt"), draft, &findings, &[]);
    let log: serde_json::Value = serde_json::from_str(&text(|out| log.write(out).unwrap())).unwrap();
    let result = serde_json::to_string_pretty(&log["runs"][0]["results"][0]["message"]).unwrap();
    show(
        "Findings",
        "[`Findings`](crate::Findings) are written by serde and read back; [`sarif`](crate::sarif) makes a log of them, with a message for each:",
        "json",
        &format!("{result}\n"),
    );
    page
}

#[test]
fn it_says_what_is_written_today() {
    let mut draft = reading("zhongshan-2021.txt").draft;
    draft.set("review.upheld".parse().unwrap(), 1u32).unwrap();
    draft.set("requests.granted.natural_person".parse().unwrap(), disclosure_report::Cell::dash("—")).unwrap();
    let page = page(&draft);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/guide.md");
    if std::env::var_os("DISCLOSURE_REPORT_WRITE_PAGE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert_eq!(page, std::fs::read_to_string(&path).unwrap(), "src/guide.md is of yesterday: see the top of this test");
}
