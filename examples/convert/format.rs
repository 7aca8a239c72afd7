//! The formats that are written, by the endings of file names.

use crate::writers::{self, Job, Written};

#[derive(Clone, Copy)]
pub(crate) struct Format {
    /// The longest ending that fits is meant.
    endings: &'static [&'static str],
    what: &'static str,
    several: bool,
    write: Writer,
}

#[derive(Clone, Copy)]
enum Writer {
    Is(fn(&Job<'_>, &mut Vec<u8>) -> Written),
    /// The feature that this build lacks.
    #[allow(dead_code, reason = "only where a feature is off")]
    Lacks(&'static str),
}

/// A format whose writer is there if its feature is.
macro_rules! written {
    ($feature:literal, $endings:expr, $what:literal, $several:literal, $write:expr) => {
        Format {
            endings: &$endings,
            what: $what,
            several: $several,
            #[cfg(feature = $feature)]
            write: Writer::Is($write),
            #[cfg(not(feature = $feature))]
            write: Writer::Lacks($feature),
        }
    };
}

const FORMATS: &[Format] = &[
    written!("json", [".json"], "JSON", false, writers::json),
    written!("json", [".jsonl", ".ndjson"], "JSON Lines", true, writers::json_lines),
    written!("csv", [".csv"], "tidy CSV: a cell a line", true, writers::tidy_csv),
    written!("csv", [".wide.csv"], "wide CSV: a report a line", true, writers::wide_csv),
    written!("markdown", [".md"], "Markdown", false, writers::markdown),
    written!("html", [".html", ".htm"], "the official form as a page", false, writers::html),
    written!("html", [".audit.html"], "the audit sheet as a page, with the findings", false, writers::audit),
    written!("xlsx", [".xlsx"], "the official form as a workbook", false, writers::xlsx),
    written!("xlsx", [".audit.xlsx"], "the same with a sheet of findings", false, writers::audit_xlsx),
    written!("docx", [".docx"], "the whole report as a Word document", false, writers::docx),
    written!("arrow-59", [".parquet"], "Parquet: a report a row, all of one edition", true, writers::parquet),
    written!("sql", [".sql", ".sqlite.sql"], "SQL for SQLite: tables and rows", true, writers::sqlite),
    written!("sql", [".postgresql.sql"], "the same for PostgreSQL", true, writers::postgresql),
    written!("sql", [".duckdb.sql"], "the same for DuckDB", true, writers::duckdb),
    written!("sarif", [".sarif", ".sarif.json"], "findings as SARIF", true, writers::sarif),
];

impl Format {
    /// The format that a file's name ends with.
    pub(crate) fn of(name: &str) -> Result<Self, String> {
        let name = name.to_lowercase();
        let fits =
            |format: &&Format| format.endings.iter().filter(|ending| name.ends_with(*ending)).map(|e| e.len()).max();
        let best = FORMATS.iter().filter(|format| fits(format).is_some()).max_by_key(fits);
        best.copied().ok_or_else(|| format!("{name}: no format has this ending\n{}", help()))
    }

    pub(crate) fn takes_several(&self) -> bool {
        self.several
    }

    /// The endings of the formats that take several reports.
    pub(crate) fn several() -> Vec<&'static str> {
        FORMATS.iter().filter(|format| format.several).filter_map(|format| format.endings.first().copied()).collect()
    }

    /// Writes the reports; what could not be carried.
    pub(crate) fn write(&self, job: &Job<'_>, out: &mut Vec<u8>) -> Written {
        match self.write {
            Writer::Is(write) => write(job, out),
            Writer::Lacks(feature) => Err(format!("this build lacks the feature `{feature}`").into()),
        }
    }
}

/// The endings, a format a line.
pub(crate) fn help() -> String {
    let line = |format: &Format| format!("  {:24}{}", format.endings.join(" "), format.what);
    FORMATS.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}
