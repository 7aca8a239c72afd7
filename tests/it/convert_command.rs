//! The `convert` command: every format that it writes, read again by the commands.

use crate::commands::{Folder, err, example, json, out, status};
use crate::support::fixture;

/// The endings whose format reads back: all but SARIF, which holds findings.
const READ: &[&str] = &[
    "json",
    "jsonl",
    #[cfg(feature = "csv")]
    "csv",
    #[cfg(feature = "csv")]
    "wide.csv",
    #[cfg(feature = "markdown")]
    "md",
    "html",
    "audit.html",
    #[cfg(feature = "xlsx")]
    "xlsx",
    #[cfg(feature = "xlsx")]
    "audit.xlsx",
    #[cfg(feature = "docx")]
    "docx",
    #[cfg(feature = "arrow-59")]
    "parquet",
    #[cfg(feature = "sql")]
    "sql",
    #[cfg(feature = "sql")]
    "postgresql.sql",
    #[cfg(feature = "sql")]
    "duckdb.sql",
];

#[test]
fn cells_are_the_same_in_every_format() {
    let folder = Folder::new("convert");
    let cells = |path: &std::path::Path| example("cells").arg(path).output().unwrap();
    // A row that is not on the page is a loss for some formats, so this one is whole; it has blanks, and an amount in 元.
    for page in ["shanghai-general-office-2019.html", "huaian-2024.html", "zhongshan-2021.txt"] {
        let expected = cells(&fixture(page));
        for ending in READ {
            let path = folder.path(&format!("out.{ending}"));
            let converted = example("convert").arg(fixture(page)).arg(&path).output().unwrap();
            assert_eq!(status(&converted), 0, "{page} {ending}: {}", err(&converted));
            let read = cells(&path);
            assert_eq!(out(&read), out(&expected), "{page} {ending}: {}", err(&read));
        }
    }
}

#[test]
fn the_verdict_is_the_same_in_every_format() {
    let folder = Folder::new("convert-verdict");
    for ending in READ {
        let path = folder.path(&format!("out.{ending}"));
        let converted = example("convert").arg(fixture("hongze-2023.html")).arg(&path).output().unwrap();
        assert_eq!(status(&converted), 0, "{ending}: {}", err(&converted));
        let output = example("check").args(["--format", "json"]).arg(&path).output().unwrap();
        let report = &json(&output)[0];
        assert_eq!((status(&output), &report["verdict"]), (1, &"inconsistent".into()), "{ending}");
        assert_eq!(report["findings"][0]["place"], "review", "{ending}");
        assert_eq!(report["year"], 2023, "{ending}");
    }
}

#[test]
fn what_is_lost_or_refused_is_said() {
    let folder = Folder::new("convert-refused");
    let convert =
        |input: &std::path::Path, output: &std::path::Path| example("convert").arg(input).arg(output).output().unwrap();
    let page = fixture("hongze-2023.html");
    let output = convert(&page, &folder.path("out.gif"));
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("out.gif: no format has this ending\n  .json"), "{}", err(&output));
    let output = convert(&folder.path("none.html"), &folder.path("out.json"));
    assert_eq!(status(&output), 2);
    // The page of 洪泽 lacks two rows, which a reader notices; the official form on paper has no place to say so.
    let output = convert(&page, &folder.path("out.html"));
    assert_eq!(status(&output), 0);
    assert!(err(&output).contains("not carried: what was noticed on the page"), "{}", err(&output));

    let lines = folder.path("two.jsonl");
    let one = convert(&page, &lines);
    assert_eq!((status(&one), err(&one)), (0, ""));
    let twice = std::fs::read_to_string(&lines).unwrap().repeat(2);
    std::fs::write(&lines, twice).unwrap();
    let output = convert(&lines, &folder.path("two.json"));
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("2 reports are in"), "{}", err(&output));
    assert!(!folder.path("two.json").exists());
    let output = convert(&lines, &folder.path("again.jsonl"));
    assert_eq!((status(&output), err(&output)), (0, ""));
    assert_eq!(std::fs::read(folder.path("again.jsonl")).unwrap(), std::fs::read(&lines).unwrap());
}
