//! The core beside a bare loop over the form's sums, in one run: read the ratios, not the times.
//!
//! `cargo bench --bench core` prints a table. `cargo bench --bench core -- NAME TIMES` goes one path as often as is said and
//! prints nothing: what `.ci/instructions` counts.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench without its page measures nothing")]
#![allow(missing_docs, reason = "a bench is no library")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use disclosure_report::form::CellId;
use disclosure_report::report::{ReportBuilder, Requests};
use disclosure_report::{Channel, CheckedDraft, Draft, Edition, Report, Rules, json, read};

const CLEAN: &str = include_str!("../tests/fixtures/huaian-2024.html");
const BLANK_TOTALS: &str = include_str!("../tests/fixtures/shanghai-general-office-2019.html");

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

/// What is measured, against the bare loop.
const PATHS: [(&str, fn() -> Path); 13] = [
    ("check-clean", || {
        let draft = draft(CLEAN);
        Box::new(move || drop(black_box(black_box(&draft).check())))
    }),
    ("check-one-wrong-cell", || {
        let mut draft = draft(CLEAN);
        draft.set("requests.granted.natural_person".parse().unwrap(), 1).unwrap();
        Box::new(move || drop(black_box(black_box(&draft).check())))
    }),
    ("check-one-entry", || {
        let mut form = CheckedDraft::new(draft(CLEAN).without_sources(), Rules::default());
        let cell: CellId = "requests.granted.natural_person".parse().unwrap();
        let value = form.draft().number(cell).unwrap();
        Box::new(move || drop(black_box(form.set(black_box(cell), value))))
    }),
    ("check-blank-form", || {
        let draft = Draft::blank(Edition::Revised2021);
        Box::new(move || drop(black_box(black_box(&draft).check())))
    }),
    ("check-blank-totals", || {
        let draft = draft(BLANK_TOTALS);
        Box::new(move || drop(black_box(black_box(&draft).check())))
    }),
    ("requests-new", || {
        let report = Report::try_from(draft(CLEAN)).unwrap();
        let requests = report.requests().clone();
        Box::new(move || {
            let outcomes = requests.outcomes().map(|(outcome, row)| (outcome, *row));
            let edition = requests.edition();
            let (received, carried_in) = (*requests.received(), *requests.carried_in());
            let table = Requests::new(edition, received, carried_in, outcomes, *requests.carried_out());
            drop(black_box(table));
        })
    }),
    ("builder", || {
        let report = Report::try_from(draft(CLEAN)).unwrap();
        Box::new(move || drop(black_box(builder(&report).build())))
    }),
    ("draft-from-report", || {
        let report = Report::try_from(draft(CLEAN)).unwrap();
        Box::new(move || drop(black_box(Draft::from(black_box(&report)))))
    }),
    ("report-from-draft", || {
        let draft = Draft::from(Report::try_from(draft(CLEAN)).unwrap());
        Box::new(move || drop(black_box(Report::try_from(draft.clone()))))
    }),
    ("draft-clone", || {
        let draft = Draft::from(Report::try_from(draft(CLEAN)).unwrap());
        Box::new(move || drop(black_box(draft.clone())))
    }),
    ("json-to-report", || {
        let text = json::to_string(&Report::try_from(draft(CLEAN)).unwrap());
        Box::new(move || drop(black_box(json::from_str::<Report>(black_box(&text)))))
    }),
    ("json-to-draft", || {
        let text = json::to_string(&draft(CLEAN));
        Box::new(move || drop(black_box(json::from_str::<Draft>(black_box(&text)))))
    }),
    ("report-to-json", || {
        let report = Report::try_from(draft(CLEAN)).unwrap();
        Box::new(move || drop(black_box(json::to_string(black_box(&report)))))
    }),
];

/// The least time that a path takes, of many short runs.
fn time(path: &mut dyn FnMut()) -> Duration {
    const RUNS: u32 = 200;
    let started = Instant::now();
    path();
    let once = started.elapsed().max(Duration::from_nanos(20));
    let times = (Duration::from_micros(200).as_nanos() / once.as_nanos()).clamp(1, 10_000) as u32;
    let run = |path: &mut dyn FnMut()| {
        let started = Instant::now();
        (0..times).for_each(|_| path());
        started.elapsed() / times
    };
    (0..RUNS).map(|_| run(path)).min().unwrap_or_default()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [name, times] = arguments.as_slice() {
        let mut path = PATHS.iter().find(|(known, _)| known == name).unwrap().1();
        (0..times.parse().unwrap()).for_each(|_| path());
        return;
    }
    if arguments.first().is_some_and(|argument| argument == "--list") {
        PATHS.iter().for_each(|(name, _)| println!("{name}"));
        return;
    }
    let bare = Bare::of(&draft(CLEAN));
    let loop_over = &mut || {
        black_box(black_box(&bare).violated());
    };
    let once = time(loop_over);
    println!("{:<24}{:>12}", "bare loop over the sums", format!("{once:?}"));
    for (name, path) in PATHS {
        let mut path = path();
        // The loop is timed next to each path, since the machine's speed changes.
        let (before, taken, after) = (time(loop_over), time(&mut path), time(loop_over));
        let ratio = taken.as_secs_f64() / before.min(after).as_secs_f64();
        println!("{name:<24}{:>12}{ratio:>10.2}", format!("{taken:?}"));
    }
}
