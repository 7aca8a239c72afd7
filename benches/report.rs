//! Building a report, beside a plain loop over the form's sums in the same run: read the ratio, not the time.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::panic, reason = "a bench without its page measures nothing")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use disclosure_report::form::CellId;
use disclosure_report::report::Requests;
use disclosure_report::{Channel, Count, Outcome, Report, read};

const PAGE: &str = include_str!("../tests/fixtures/huaian-2024.html");

fn report() -> Report {
    let reading = read::html(PAGE, &read::ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    Report::try_from(reading.draft).unwrap_or_else(|error| panic!("{error}"))
}

/// The same sums over bare numbers, by position.
fn loop_over(relations: &[(Vec<usize>, Vec<usize>)], figures: &[i64]) -> usize {
    let sum = |at: &[usize]| at.iter().map(|i| figures[*i]).sum::<i64>();
    relations.iter().filter(|(left, right)| sum(left) != sum(right)).count()
}

fn build(report: &Report) -> Option<Report> {
    let requests = report.requests();
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
        builder = builder.challenges(*channel, report.challenges()[*channel]);
    }
    builder.build().ok()
}

fn bench(c: &mut Criterion) {
    let report = report();
    let (edition, requests) = (report.edition(), report.requests());
    let at = |cells: &[CellId]| cells.iter().filter_map(|cell| edition.position(*cell)).collect::<Vec<_>>();
    let relations: Vec<_> = edition.relations().iter().map(|r| (at(r.left()), at(r.right()))).collect();
    let integer = |number: disclosure_report::Number| number.to_integer().and_then(|n| i64::try_from(n).ok());
    let figures: Vec<_> = report.cells().map(|(_, value)| integer(value.to_number()).unwrap_or(0)).collect();
    let outcomes: Vec<(Outcome, _)> = requests.outcomes().map(|(outcome, row)| (outcome, *row)).collect();
    let counts: Vec<_> = CellId::all().map(|cell| requests.cell(cell).unwrap_or(Count::ZERO)).collect();

    let mut group = c.benchmark_group("report");
    group.bench_function("bare loop over the same sums", |b| b.iter(|| loop_over(&relations, black_box(&figures))));
    group.bench_function("table 3 of its parts", |b| {
        b.iter(|| {
            let given = black_box(&outcomes).iter().copied();
            Requests::new(edition, *requests.received(), *requests.carried_in(), given, *requests.carried_out())
        });
    });
    group.bench_function("table 3 of its figures", |b| {
        b.iter(|| Requests::from_cells(edition, |cell| black_box(&counts)[cell.index()]));
    });
    group.bench_function("report by its builder", |b| b.iter(|| build(black_box(&report))));
    group.bench_function("every figure of a report", |b| {
        b.iter(|| black_box(&report).cells().filter(|(_, value)| value.as_count().is_some()).count());
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
