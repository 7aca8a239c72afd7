//! The hot paths of the core beside bare references, in one run: read the ratios, not the times.
//!
//! `cargo run --release -p paths` prints a table. `paths NAME TIMES` goes one path as often as is said and prints nothing: what
//! `.ci/instructions` counts. `paths --list` prints the names.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "what measures has nobody to hand an error to")]

mod plain;

use std::hint::black_box;
use std::time::{Duration, Instant};

use disclosure_report::form::CellId;
use disclosure_report::report::{ReportBuilder, Requests};
use disclosure_report::{Channel, CheckedDraft, Draft, Edition, Report, Rules, json, read};
use plain::Plain;

const CLEAN: &str = include_str!("../../../tests/fixtures/huaian-2024.html");
const BLANK_TOTALS: &str = include_str!("../../../tests/fixtures/shanghai-general-office-2019.html");

/// 淮安 2024.
fn report() -> Report {
    Report::try_from(draft(CLEAN)).unwrap()
}

fn draft(page: &str) -> Draft {
    read::html(page, &read::ReadOptions::default()).unwrap().draft
}

/// The same sums over bare numbers, by position.
struct Bare {
    relations: Vec<(Vec<usize>, Vec<usize>)>,
    figures: Vec<i64>,
}

impl Bare {
    fn of(draft: &Draft) -> Self {
        let edition = draft.edition();
        let at = |cells: &[CellId]| cells.iter().map(|cell| edition.position(*cell).unwrap()).collect();
        let integer = |cell: &CellId| draft.number(*cell).and_then(|n| n.to_integer()).unwrap_or(0);
        Self {
            relations: edition.relations().iter().map(|r| (at(r.left()), at(r.right()))).collect(),
            figures: edition.cells().iter().map(|cell| i64::try_from(integer(cell)).unwrap()).collect(),
        }
    }

    fn violated(&self) -> usize {
        let sum = |at: &[usize]| at.iter().map(|i| self.figures[*i]).sum::<i64>();
        self.relations.iter().filter(|(left, right)| sum(left) != sum(right)).count()
    }
}

fn builder(report: &Report) -> ReportBuilder {
    let (requests, challenges) = (report.requests(), report.challenges());
    let mut builder = Report::builder(report.edition())
        .header(report.header().clone())
        .proactive(report.proactive().clone())
        .received(*requests.received())
        .carried_in(*requests.carried_in())
        .carried_out(*requests.carried_out());
    for (outcome, row) in requests.outcomes() {
        builder = builder.outcome(outcome, *row);
    }
    for channel in Channel::ALL {
        builder = builder.challenges(*channel, *challenges.get(*channel));
    }
    builder
}

/// A path through the crate, ready to be gone any number of times.
type Path = Box<dyn FnMut()>;

/// What a path is compared with.
#[derive(Clone, Copy, PartialEq)]
enum Reference {
    /// A loop over the form's sums, by index.
    Sums,
    /// `serde_json` from text into plain structs with the same figures.
    PlainFromJson,
    /// The same the other way.
    PlainToJson,
}

/// Makes a path.
type Make = fn() -> Path;

const REFERENCES: [(Reference, &str, Make); 3] = [
    (Reference::Sums, "a loop over the sums", || {
        let bare = Bare::of(&draft(CLEAN));
        Box::new(move || {
            black_box(black_box(&bare).violated());
        })
    }),
    (Reference::PlainFromJson, "JSON to plain structs", || {
        let text = json::to_string(&report());
        Box::new(move || drop(black_box(serde_json::from_str::<Plain>(black_box(&text)).unwrap())))
    }),
    (Reference::PlainToJson, "plain structs to JSON", || {
        let plain: Plain = serde_json::from_str(&json::to_string(&report())).unwrap();
        Box::new(move || drop(black_box(serde_json::to_string(black_box(&plain)).unwrap())))
    }),
];

/// A path: its name, what it is compared with, and what the ratio is to be at the most, if that was said.
struct Measured(&'static str, Reference, Option<f64>, Make);

const PATHS: [Measured; 14] = [
    Measured("check-clean", Reference::Sums, Some(0.6), || {
        let draft = draft(CLEAN);
        Box::new(move || drop(black_box(black_box(&draft).check())))
    }),
    Measured("check-one-wrong-cell", Reference::Sums, Some(8.0), || {
        let mut draft = draft(CLEAN);
        draft.set("requests.granted.natural_person".parse().unwrap(), 1).unwrap();
        Box::new(move || drop(black_box(black_box(&draft).check())))
    }),
    Measured("check-one-entry", Reference::Sums, Some(1.0), || {
        let mut form = CheckedDraft::new(Draft::from(report()), Rules::default());
        let cell: CellId = "requests.granted.natural_person".parse().unwrap();
        let value = form.draft().number(cell).unwrap();
        Box::new(move || drop(black_box(form.set(black_box(cell), value))))
    }),
    Measured("check-blank-form", Reference::Sums, Some(20.0), || {
        let draft = Draft::blank(Edition::Revised2021);
        Box::new(move || drop(black_box(black_box(&draft).check())))
    }),
    Measured("check-new-form", Reference::Sums, None, || {
        let draft = Draft::new(Edition::Revised2021);
        Box::new(move || drop(black_box(black_box(&draft).check())))
    }),
    Measured("check-blank-totals", Reference::Sums, Some(40.0), || {
        let draft = draft(BLANK_TOTALS);
        Box::new(move || drop(black_box(black_box(&draft).check())))
    }),
    Measured("requests-new", Reference::Sums, Some(12.0), || {
        let requests = report().requests().clone();
        let outcomes: Vec<_> = requests.outcomes().map(|(outcome, row)| (outcome, *row)).collect();
        Box::new(move || {
            let (received, carried_in) = (*requests.received(), *requests.carried_in());
            let given = black_box(&outcomes).iter().copied();
            let table = Requests::new(requests.edition(), received, carried_in, given, *requests.carried_out());
            drop(black_box(table));
        })
    }),
    Measured("builder", Reference::Sums, Some(25.0), || {
        let report = report();
        Box::new(move || drop(black_box(builder(&report).build())))
    }),
    Measured("draft-from-report", Reference::Sums, Some(10.0), || {
        let report = report();
        Box::new(move || drop(black_box(Draft::from(black_box(&report)))))
    }),
    Measured("report-from-draft", Reference::Sums, Some(15.0), || {
        let draft = Draft::from(report());
        Box::new(move || drop(black_box(Report::try_from(draft.clone()))))
    }),
    Measured("draft-clone", Reference::Sums, None, || {
        let draft = Draft::from(report());
        Box::new(move || drop(black_box(draft.clone())))
    }),
    Measured("json-to-report", Reference::PlainFromJson, Some(1.2), || {
        let text = json::to_string(&report());
        Box::new(move || drop(black_box(json::from_str::<Report>(black_box(&text)))))
    }),
    Measured("json-to-draft", Reference::PlainFromJson, Some(1.5), || {
        let text = json::to_string(&Draft::from(report()));
        Box::new(move || drop(black_box(json::from_str::<Draft>(black_box(&text)))))
    }),
    Measured("report-to-json", Reference::PlainToJson, Some(0.6), || {
        let report = report();
        Box::new(move || drop(black_box(json::to_string(black_box(&report)))))
    }),
];

/// The least time that a path takes, of many short runs.
fn time(path: &mut dyn FnMut()) -> Duration {
    const RUNS: u32 = 200;
    let started = Instant::now();
    path();
    let once = started.elapsed().max(Duration::from_nanos(20));
    let times = u32::try_from(Duration::from_micros(200).as_nanos() / once.as_nanos()).unwrap_or(1).clamp(1, 10_000);
    let run = |path: &mut dyn FnMut()| {
        let started = Instant::now();
        (0..times).for_each(|_| path());
        started.elapsed() / times
    };
    (0..RUNS).map(|_| run(path)).min().unwrap_or_default()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => table(),
        ["--list"] => PATHS.iter().for_each(|path| println!("{}", path.0)),
        [name, times] => {
            let references = REFERENCES.iter().map(|(_, name, make)| (*name, *make));
            let mut all = PATHS.iter().map(|path| (path.0, path.3)).chain(references);
            let mut path = all.find(|(known, _)| *known == name).unwrap().1();
            (0..times.parse().unwrap()).for_each(|_| path());
        }
        _ => println!("paths [--list | NAME TIMES]"),
    }
}

fn table() {
    println!("{:<24}{:>12}{:>10}{:>8}", "", "time", "ratio", "target");
    for (kind, name, reference) in REFERENCES {
        let mut reference = reference();
        println!("{name:<24}{:>12}{:>10}", format!("{:?}", time(&mut reference)), "1");
        for Measured(name, _, target, path) in PATHS.iter().filter(|path| path.1 == kind) {
            let mut path = path();
            // The reference is timed on both sides of each path, since the machine's speed changes.
            let (before, taken, after) = (time(&mut reference), time(&mut path), time(&mut reference));
            let ratio = taken.as_secs_f64() / before.min(after).as_secs_f64();
            let target = target.map_or(String::new(), |target| format!("≤ {target}"));
            println!("  {name:<22}{:>12}{ratio:>10.2}{target:>8}", format!("{taken:?}"));
        }
    }
}
