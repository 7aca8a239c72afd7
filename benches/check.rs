//! Checking a draft, beside a plain loop over the same sums in the same run: read the ratio, not the time.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::panic, reason = "a bench without its page measures nothing")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use disclosure_report::form::CellId;
use disclosure_report::{CheckedDraft, Draft, Rules, read};

const PAGE: &str = include_str!("../tests/fixtures/huaian-2024.html");

fn draft() -> Draft {
    read::html(PAGE, &read::ReadOptions::default()).map_or_else(|error| panic!("{error}"), |reading| reading.draft)
}

/// The same sums over bare numbers, by position: what a check can't be faster than.
fn loop_over(relations: &[(Vec<usize>, Vec<usize>)], figures: &[i64]) -> usize {
    let sum = |at: &[usize]| at.iter().map(|i| figures[*i]).sum::<i64>();
    relations.iter().filter(|(left, right)| sum(left) != sum(right)).count()
}

fn check(c: &mut Criterion) {
    let clean = draft();
    let mut wrong = clean.clone();
    let cell: CellId = "requests.granted.total".parse().unwrap_or_else(|_| unreachable!("a cell of the form"));
    wrong.set(cell, 1u32).unwrap_or_else(|error| panic!("{error}"));
    let edition = clean.edition();
    let at = |cells: &[CellId]| cells.iter().filter_map(|cell| edition.position(*cell)).collect::<Vec<_>>();
    let relations: Vec<_> = edition.relations().iter().map(|r| (at(r.left()), at(r.right()))).collect();
    let integer = |cell: CellId| clean.number(cell).and_then(|n| n.to_integer()).and_then(|n| i64::try_from(n).ok());
    let figures: Vec<_> = edition.cells().iter().map(|cell| integer(*cell).unwrap_or(0)).collect();

    let mut group = c.benchmark_group("check");
    group.bench_function("bare loop over the same sums", |b| b.iter(|| loop_over(&relations, black_box(&figures))));
    group.bench_function("clean draft", |b| b.iter(|| black_box(&clean).check()));
    group.bench_function("draft with an error", |b| b.iter(|| black_box(&wrong).check()));
    group.bench_function("one entry of a form, checked live", |b| {
        let mut form = CheckedDraft::new(clean.clone(), Rules::default());
        b.iter(|| form.set(black_box(cell), 1362u32).map(|said| said.len()));
    });
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
