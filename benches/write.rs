//! Writing Parquet beside JSON Lines, and workbooks beside what their engine needs for the same two hundred numbers alone, in
//! the same run: read the ratio, not the time.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::unwrap_used, reason = "a bench that can't write measures nothing")]

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use disclosure_report::xlsx;
use disclosure_report::{Draft, arrow, json, read};
use rust_xlsxwriter::Workbook;

const PAGE: &[u8] = include_bytes!("../tests/fixtures/huaian-2024.html");

fn draft() -> Draft {
    read::any(PAGE, &read::ReadOptions::default()).unwrap().draft.without_sources()
}

/// The figures by the ids of their cells, and nothing else.
fn figures(draft: &Draft) -> BTreeMap<&'static str, f64> {
    let number = |cell| draft.number(cell).map(|number| number.to_string().parse().unwrap());
    draft.cells().filter_map(|(id, _)| Some((id.as_str(), number(id)?))).collect()
}

fn parquet(c: &mut Criterion) {
    const REPORTS: usize = 1_000;
    let draft = draft();
    let write = || {
        let mut writer = arrow::parquet::Writer::new(Vec::new(), draft.edition()).unwrap();
        for _ in 0..REPORTS {
            writer.write(&draft).unwrap();
        }
        writer.finish().unwrap()
    };
    let file = write();
    let mut group = c.benchmark_group("1,000 reports");
    group.sample_size(20);
    group.bench_function("JSON Lines, written", |b| {
        b.iter_with_large_drop(|| {
            let mut writer = json::lines::Writer::new(Vec::new());
            for _ in 0..REPORTS {
                writer.write(black_box(&draft)).unwrap();
            }
            writer.finish().unwrap()
        });
    });
    group.bench_function("Parquet, written", |b| b.iter_with_large_drop(write));
    group.bench_function("Parquet, read", |b| {
        let reader = |file| arrow::parquet::Reader::new(file).unwrap();
        b.iter_batched(|| file.clone(), |file| reader(file).map(Result::unwrap).count(), BatchSize::LargeInput);
    });
    group.finish();
}

fn workbook(c: &mut Criterion) {
    let draft = draft();
    let figures = figures(&draft);
    let mut group = c.benchmark_group("workbook");
    group.sample_size(30);
    group.bench_function("the figures in a column, by rust_xlsxwriter", |b| {
        b.iter(|| {
            let mut workbook = Workbook::new();
            let sheet = workbook.add_worksheet();
            for (row, number) in (0..).zip(figures.values()) {
                sheet.write_number(row, 0, *number).unwrap();
            }
            workbook.save_to_buffer().unwrap()
        });
    });
    group.bench_function("the official form", |b| b.iter(|| xlsx::write(Vec::new(), black_box(&draft)).unwrap()));
    group.finish();
}

criterion_group!(benches, parquet, workbook);
criterion_main!(benches);
