//! Published reports: what every cell of each is read as, and what the rules say of it. The cases are the files of
//! `tests/published`, whose README says how one is added.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use disclosure_report::form::CellId;
use disclosure_report::quantity::MoneyUnit;
use disclosure_report::read::{self, ReadError, ReadOptions, Reading};
use disclosure_report::report::ReportYear;
use disclosure_report::{Draft, Language, Rule, State, Verdict, repair};

use crate::commands::{Folder, example, json, out};
use crate::contract::{Found, Repaired};
use crate::support::{cell, fixture, reading, root};

/// Set, it writes what is now said; a person reads it before it goes in.
const BLESS: &str = "DISCLOSURE_REPORT_BLESS";

const CELLS: &str = ".cells.csv";
const CHECK: &str = ".check.json";

#[test]
fn every_case_is_read_and_judged_as_written_down() {
    let bless = std::env::var_os(BLESS).is_some_and(|value| !value.is_empty() && value != "0");
    let (faults, skipped) = compare(&root().join("tests/published"), bless);
    if !skipped.is_empty() {
        // Not by `eprintln!`, whose output the test harness keeps to itself.
        writeln!(std::io::stderr(), "skipped, as their features are not built: {}", skipped.join(", ")).unwrap();
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// What is wrong with the cases of a folder, and which were not tried.
fn compare(folder: &Path, bless: bool) -> (Vec<String>, Vec<String>) {
    let (mut faults, mut skipped) = (Vec::new(), Vec::new());
    for name in cases(folder) {
        // The documentation and the crate's own tests name some reports where they lie among the fixtures.
        let path = [folder.join(&name), fixture(&name)].into_iter().find(|path| path.exists());
        let Some(path) = path else {
            faults.push(format!("{}: no report of this name, here or in tests/fixtures", folder.join(name).display()));
            continue;
        };
        let bytes = fs::read(&path).unwrap();
        let options = ReadOptions::default();
        let readings = read::all(&bytes, &options);
        if readings.as_ref().is_err_and(|error| error.code() == "feature-missing") {
            skipped.push(name);
            continue;
        }
        let first = read::any(&bytes, &options).ok();
        let cells = first.map_or(String::new(), |reading| cells(&reading.draft));
        for (ending, found) in [(CELLS, cells), (CHECK, judged(readings))] {
            let file = folder.join(format!("{name}{ending}"));
            if bless {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, found).unwrap();
                continue;
            }
            match fs::read_to_string(&file) {
                Ok(expected) if ending == CHECK => differ(&file, &laid_out(&expected), &found, &mut faults),
                Ok(expected) => differ(&file, &expected, &found, &mut faults),
                Err(error) => faults.push(format!(
                    "{}: {error}. {BLESS}=1 cargo test --all-features published writes it; read what it says",
                    file.display()
                )),
            }
        }
    }
    (faults, skipped)
}

/// The names of all cases below a folder: a report's path, whether it or a companion stands there.
fn cases(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![PathBuf::new()];
    while let Some(below) = open.pop() {
        for entry in fs::read_dir(folder.join(&below)).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            let path = below.join(&name);
            if name.starts_with('.') || name == "README.md" {
                continue;
            }
            if entry.path().is_dir() {
                open.push(path);
            } else {
                let path = path.to_str().unwrap().replace(std::path::MAIN_SEPARATOR, "/");
                let name = path.strip_suffix(CELLS).or(path.strip_suffix(CHECK));
                names.insert(name.unwrap_or(&path).to_owned());
            }
        }
    }
    names
}

/// Tells the first lines that differ: file, line, what is expected, what is found.
fn differ(file: &Path, expected: &str, found: &str, faults: &mut Vec<String>) {
    const MOST: usize = 5;
    let (mut left, mut right) = (expected.lines(), found.lines());
    let mut told = 0;
    for line in 1.. {
        let (expected, found) = match (left.next(), right.next()) {
            (None, None) => return,
            (expected, found) if expected == found => continue,
            (expected, found) => (expected.unwrap_or("(the end)"), found.unwrap_or("(the end)")),
        };
        if told == MOST {
            faults.push(format!("{}: and more", file.display()));
            return;
        }
        faults.push(format!("{}:{line}: expected {expected}\n    found {found}", file.display()));
        told += 1;
    }
}

/// Every cell of a report, as the `cells` command prints it.
fn cells(draft: &Draft) -> String {
    let mut out = String::from("cell,state,value\n");
    for (id, cell) in draft.cells() {
        let value = match &cell.state {
            State::Number { value, .. } => value.to_string(),
            State::Unreadable(text) => text.to_string(),
            State::Ambiguous => draft.readings(id).iter().map(ToString::to_string).collect::<Vec<_>>().join(";"),
            _ => String::new(),
        };
        let quoted = value.contains([',', '"', '\n', '\r']) || value.starts_with(' ') || value.ends_with(' ');
        let value = if quoted { format!("\"{}\"", value.replace('"', "\"\"")) } else { value };
        writeln!(out, "{id},{},{value}", cell.state.code()).unwrap();
    }
    out
}

/// What is said of every report in a source, as `check --format json` prints it, but for the name of the file.
fn judged(readings: Result<Vec<Reading>, ReadError>) -> String {
    let lines = match readings {
        Ok(readings) => readings.iter().enumerate().map(|(index, reading)| line(index, &reading.draft)).collect(),
        Err(error) => {
            let (code, message) = (text(error.code()), text(&error.to_string()));
            vec![format!("{{\"error\":{{\"code\":{code},\"message\":{message}}}}}")]
        }
    };
    laid_out(&lines.join("\n"))
}

fn text(value: &(impl serde::Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap()
}

fn line(index: usize, draft: &Draft) -> String {
    let findings = draft.check();
    let list = |values: Vec<String>| format!("[{}]", values.join(","));
    let fields = [
        ("index", text(&index)),
        ("organ", text(&draft.header.organ)),
        ("year", text(&draft.header.year.map(ReportYear::get))),
        ("edition", text(draft.edition().code())),
        ("verdict", text(findings.verdict().code())),
        ("findings", list(findings.iter().map(|finding| text(&Found(finding))).collect())),
        ("imputations", text(findings.imputations())),
        ("repairs", list(repair::suggest(draft).iter().map(|repair| text(&Repaired(repair))).collect())),
    ];
    format!("{{{}}}", fields.map(|(key, value)| format!("\"{key}\":{value}")).join(","))
}

/// JSON with a line for each thing that one may want to compare, whatever lines it had; without the name of the file.
fn laid_out(json: &str) -> String {
    /// The cells of a finding stand on a line each; what lies in them, and its place and words, do not.
    const DEEPEST: usize = 4;
    let mut out = String::new();
    // Of each object and list that is open: whether what is in it stands on lines of its own.
    let mut open: Vec<bool> = Vec::new();
    let (mut quoted, mut escaped, mut file) = (false, false, None);
    let new_line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    for c in json.chars() {
        if quoted {
            out.push(c);
            quoted = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
            continue;
        }
        if c.is_whitespace() {
            continue;
        }
        if matches!(c, '}' | ']') && open.pop() == Some(true) {
            // What is empty stays on its line.
            out.truncate(out.trim_end().len());
            if !out.ends_with(['{', '[']) {
                new_line(&mut out, open.len());
            }
        }
        if c == ':' && open.len() == 1 && out.ends_with("\"file\"") {
            file = Some(out.len() - "\"file\"".len());
        }
        out.push(c);
        match c {
            '{' | '[' => {
                let depth = open.len() + 1;
                open.push(depth < DEEPEST || depth == DEEPEST && c == '[');
                if open.ends_with(&[true]) {
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' if open.is_empty() => out.push('\n'),
            ',' => match file.take() {
                Some(start) if open.len() == 1 => out.truncate(start),
                _ if open.ends_with(&[true]) => new_line(&mut out, open.len()),
                _ => {}
            },
            '"' => quoted = true,
            _ => {}
        }
    }
    out
}

/// The commands print what the cases hold.
#[test]
fn the_commands_say_the_same() {
    for name in ["hongze-2023.html", "shanghai-general-office-2019.html", "zhongshan-2021.txt"] {
        let path = fixture(name);
        let companion =
            |ending: &str| fs::read_to_string(root().join(format!("tests/published/{name}{ending}"))).unwrap();
        let printed = example("cells").arg(&path).output().unwrap();
        assert_eq!(out(&printed), companion(CELLS), "{name}");
        let printed = example("check").args(["--format", "json"]).arg(&path).output().unwrap();
        assert_eq!(json(&printed)[0]["file"], path.to_str().unwrap());
        assert_eq!(laid_out(out(&printed)), companion(CHECK), "{name}");
    }
}

/// A folder with one case, in which something is changed.
fn changed(name: &str, change: impl Fn(&Folder)) -> Vec<String> {
    let folder = Folder::new(name);
    let page = "hongze-2023.html";
    folder.file(page, fs::read(fixture(page)).unwrap());
    assert_eq!(compare(&folder.path(""), true), (vec![], vec![]));
    assert_eq!(compare(&folder.path(""), false), (vec![], vec![]));
    change(&folder);
    let (faults, _) = compare(&folder.path(""), false);
    faults.iter().map(|fault| fault.replace(folder.path("").to_str().unwrap(), "")).collect()
}

#[test]
fn a_case_that_differs_is_told_with_its_line() {
    let replaced = |ending: &str, from: &str, to: &str| {
        changed("case-differs", |folder| {
            let path = folder.path(&format!("hongze-2023.html{ending}"));
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(from), "{text}");
            fs::write(path, text.replacen(from, to, 1)).unwrap();
        })
    };
    assert_eq!(
        replaced(CELLS, "review.upheld,number,10", "review.upheld,number,11"),
        ["hongze-2023.html.cells.csv:187: expected review.upheld,number,11\n    found review.upheld,number,10"]
    );
    assert_eq!(
        replaced(CELLS, "litigation.after_review.total,number,0\n", ""),
        ["hongze-2023.html.cells.csv:201: expected (the end)\n    found litigation.after_review.total,number,0"]
    );
    let faults = replaced(CHECK, "\"delta\":11,", "\"delta\":12,");
    assert!(faults[0].ends_with("expected       \"delta\":12,\n    found       \"delta\":11,"), "{faults:?}");
    assert_eq!(faults.len(), 1);
}

#[test]
fn a_report_alone_and_a_companion_alone_are_faults() {
    let faults = changed("case-alone", |folder| {
        folder.file("new.txt", "政府信息公开工作年度报告");
        folder.file("gone.html.cells.csv", "cell,state,value\n");
    });
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults[0].starts_with("gone.html: no report of this name"), "{faults:?}");
    assert!(
        faults[1].starts_with("new.txt.cells.csv: ") && faults[1].contains("DISCLOSURE_REPORT_BLESS=1"),
        "{faults:?}"
    );
    assert!(faults[2].starts_with("new.txt.check.json: "), "{faults:?}");
}

/// What a case does not hold: the day, the unit beside a figure.
#[test]
fn what_stands_beside_the_figures_is_read() {
    let draft = reading("shanghai-general-office-2019.html").draft;
    assert_eq!(draft.header.published.map(|day| day.to_string()).as_deref(), Some("2020-01-31"));
    let amount = draft.cell(cell("proactive.procurement.amount")).unwrap();
    assert_eq!((amount.to_string().as_str(), amount.unit()), ("251000元", Some(MoneyUnit::Yuan)));
}

/// What the message counts as open is what the check imputes: blank totals over zeros are stated.
#[test]
fn what_is_imputed_makes_shanghai_2019_consistent() {
    let mut draft = reading("shanghai-general-office-2019.html").draft;
    let findings = draft.check();
    let total = findings.iter().find(|finding| finding.rule == Rule::T3Outcomes).unwrap();
    assert!(total.message(Language::English).starts_with("总计 (total): cannot be decided, 11 of its figures"));
    assert_eq!(draft.apply(findings.imputations()).len(), 11);
    assert_eq!(draft.check().verdict(), Verdict::Consistent);
}

/// A finding's place is the total's on the page, counted in lines and characters.
#[test]
fn places_point_at_the_figures() {
    let reading = reading("hongze-2023.html");
    let findings = reading.draft.check();
    let text = reading.text.as_deref().unwrap();
    let imputed = |id: CellId| findings.imputations().iter().any(|it| it.cell == id);
    assert!(reading.draft.cells().all(|(id, cell)| (cell.state == State::Missing) == imputed(id)));
    for error in findings.errors() {
        let at = error.source.unwrap();
        let line = text.split('\n').nth(at.line.unwrap() as usize - 1).unwrap();
        let rest: String = line.chars().skip(at.column.unwrap() as usize - 1).collect();
        assert!(rest.starts_with("0</td>"), "{}: {rest}", error.place);
    }
}
