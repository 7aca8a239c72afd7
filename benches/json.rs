//! A report from and to JSON, beside plain structs with the same figures, derived by serde, from and to the same bytes in the
//! same run: read the ratio, not the time.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::unwrap_used, reason = "a bench without its report measures nothing")]

mod plain;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use disclosure_report::{Draft, Report, json, read};
use plain::Plain;

const PAGE: &[u8] = include_bytes!("../tests/fixtures/huaian-2024.html");

/// A city's report: its figures are of every size, and the amount has decimals.
fn report() -> Report {
    let draft = read::any(PAGE, &read::ReadOptions::default()).unwrap().draft;
    Report::try_from(draft).unwrap()
}

fn reading(c: &mut Criterion) {
    let text = json::to_string(&report());
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Plain>(&text).unwrap()).unwrap(), text);
    let draft = json::to_string(&Draft::from(report()));
    let mut group = c.benchmark_group("from JSON");
    group.bench_function("plain structs", |b| {
        b.iter_with_large_drop(|| serde_json::from_str::<Plain>(black_box(&text)).unwrap());
    });
    group.bench_function("a proven report", |b| {
        b.iter_with_large_drop(|| json::from_str::<Report>(black_box(&text)).unwrap());
    });
    group.bench_function("a proven report, through serde", |b| {
        b.iter_with_large_drop(|| serde_json::from_str::<Report>(black_box(&text)).unwrap());
    });
    group.bench_function("a draft", |b| {
        b.iter_with_large_drop(|| json::from_str::<Draft>(black_box(&draft)).unwrap());
    });
    group.bench_function("a draft, through serde", |b| {
        b.iter_with_large_drop(|| serde_json::from_str::<Draft>(black_box(&draft)).unwrap());
    });
    group.finish();
}

fn writing(c: &mut Criterion) {
    let report = report();
    let plain: Plain = serde_json::from_str(&json::to_string(&report)).unwrap();
    let entered = Draft::from(&report);
    let read = read::any(PAGE, &read::ReadOptions::default()).unwrap().draft;
    let mut group = c.benchmark_group("to JSON");
    group.bench_function("plain structs", |b| b.iter(|| serde_json::to_string(black_box(&plain)).unwrap()));
    group.bench_function("a report", |b| b.iter(|| json::to_string(black_box(&report))));
    group.bench_function("a report, through serde", |b| {
        b.iter(|| serde_json::to_string(black_box(&report)).unwrap());
    });
    group.bench_function("a draft", |b| b.iter(|| json::to_string(black_box(&entered))));
    group.bench_function("a draft with all that a reader tells", |b| b.iter(|| json::to_string(black_box(&read))));
    group.finish();
}

criterion_group!(benches, reading, writing);
criterion_main!(benches);
