//! Reading pages and text, beside the HTML parser alone and a bare loop over the characters in the same run: read the
//! ratio, not the time.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::panic, reason = "a bench without its page measures nothing")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use disclosure_report::{Draft, read};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::RcDom;

const PAGES: [(&str, &str); 2] = [
    ("huaian-2024.html", include_str!("../tests/fixtures/huaian-2024.html")),
    ("shanghai-general-office-2019.html", include_str!("../tests/fixtures/shanghai-general-office-2019.html")),
];
const TEXT: &str = include_str!("../tests/fixtures/zhongshan-2021.txt");

fn pages(c: &mut Criterion) {
    let options = read::ReadOptions::default();
    let parse = |page| html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(page);
    for (name, page) in PAGES {
        let mut group = c.benchmark_group(name);
        group.bench_function("the HTML parser alone", |b| b.iter_with_large_drop(|| parse(black_box(page))));
        group.bench_function("reading", |b| b.iter_with_large_drop(|| read::html(black_box(page), &options)));
        group.finish();
    }
}

/// What any reader of labels has to do at least: look at each character, and fold the full-width forms.
fn fold_each(text: &str) -> u32 {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => u32::from(c) - 0xfee0,
            '【' | '〔' => u32::from('('),
            '】' | '〕' => u32::from(')'),
            _ => u32::from(c),
        })
        .fold(0, u32::wrapping_add)
}

/// The tables, with as much text in sections 1 and 5 as the township had published around them.
fn whole_report() -> String {
    let sentence =
        "本年度围绕群众关心的事项主动公开政府信息，规范办理依申请公开，健全管理制度，加强平台建设和监督保障。";
    let section = |number, heading| format!("{number}、{heading}\n{}\n", sentence.repeat(24));
    let tables = TEXT.split_once('\n').map_or(TEXT, |(_, rest)| rest);
    let title = TEXT.lines().next().unwrap_or_default();
    format!("{title}\n{}{tables}\n{}", section('一', "总体情况"), section('五', "存在的主要问题及改进情况"))
}

fn text(c: &mut Criterion) {
    let options = read::ReadOptions::default();
    let whole = whole_report();
    for (name, text) in [("text with separators, tables alone", TEXT), ("text with separators, a whole report", &whole)]
    {
        let mut group = c.benchmark_group(name);
        group.bench_function("bare loop that folds each character", |b| b.iter(|| fold_each(black_box(text))));
        group.bench_function("reading", |b| b.iter_with_large_drop(|| read::text(black_box(text), &options)));
        group.finish();
    }
}

/// A page's text whose cells run together.
fn run_together(draft: &Draft) -> String {
    let mut text = "某市2024年政府信息公开工作年度报告 三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为：第一项加第二项之和，\
        等于第三项加第四项之和）申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
        .to_owned();
    for row in draft.edition().rows_of(disclosure_report::form::Table::Requests) {
        text += row.label;
        for (cell, _) in row.cells() {
            text += &draft.cell(cell).map(|cell| cell.to_string()).unwrap_or_default();
        }
    }
    text
}

/// The same report with every figure of table 3 some thirty times as large: a city of 100,000 requests.
fn large(draft: &Draft) -> Draft {
    let mut large = draft.clone();
    for cell in draft.edition().cells().iter().filter(|cell| cell.as_str().starts_with("requests.")) {
        let figure = draft.number(*cell).and_then(|n| n.to_integer()).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        large.set(*cell, figure * 31).unwrap_or_else(|error| panic!("{error}"));
    }
    large
}

fn digits(c: &mut Criterion) {
    let options = read::ReadOptions::default();
    let draft = read::html(PAGES[0].1, &options).map_or_else(|error| panic!("{error}"), |reading| reading.draft);
    let mut group = c.benchmark_group("digits that run together");
    for (name, text) in [("3,100 requests", run_together(&draft)), ("97,000 requests", run_together(&large(&draft)))] {
        group.bench_function(name, |b| b.iter_with_large_drop(|| read::text(black_box(&text), &options)));
    }
    group.finish();
}

criterion_group!(benches, pages, text, digits);
criterion_main!(benches);
