//! What the tests share.

use std::path::{Path, PathBuf};

use disclosure_report::check::Status;
use disclosure_report::form::CellId;
use disclosure_report::read::{self, ReadOptions, Reading};
use disclosure_report::report::ReportYear;
use disclosure_report::{Cell, Draft, Edition, Finding, Findings};

/// The root of the repository: these helpers are also part of tests further down in it.
pub(crate) fn root() -> &'static Path {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders.find(|folder| folder.join("tests/fixtures").is_dir()).unwrap()
}

/// The path of a fixture.
pub(crate) fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// A fixture as it is read.
pub(crate) fn reading(name: &str) -> Reading {
    read::any(&std::fs::read(fixture(name)).unwrap(), &ReadOptions::default()).unwrap()
}

pub(crate) fn cell(id: &str) -> CellId {
    id.parse().unwrap_or_else(|_| panic!("no cell {id}"))
}

pub(crate) fn set(draft: &mut Draft, id: &str, content: impl Into<Cell>) {
    draft.set(cell(id), content).unwrap();
}

/// A form with a header and 0 in every cell.
pub(crate) fn zeros(edition: Edition) -> Draft {
    let mut draft = Draft::blank(edition);
    draft.header.organ = Some("某市人民政府".to_owned());
    draft.header.year = Some(ReportYear::new(if edition == Edition::Trial2019 { 2019 } else { 2024 }).unwrap());
    draft.blanks_as_zero();
    assert!(draft.cells().all(|(_, cell)| cell.number().is_some()));
    draft
}

/// A form with a header, in which 0 was entered everywhere.
pub(crate) fn entered(edition: Edition) -> Draft {
    let mut draft = zeros(edition);
    for id in edition.cells() {
        draft.set(*id, 0_u32).unwrap();
    }
    draft
}

/// Rule and place of every finding, in order.
pub(crate) fn said(findings: &Findings) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.rule, finding.place)).collect()
}

/// Rule, place and both sides of every violated relation.
pub(crate) fn violated(findings: &Findings) -> Vec<(String, i64, i64)> {
    let told = |finding: &Finding| {
        let imbalance = finding.imbalance.unwrap();
        assert_eq!(imbalance.left.to_decimal() - imbalance.right.to_decimal(), imbalance.delta.to_decimal());
        let whole = |number: disclosure_report::Number| i64::try_from(number.to_integer().unwrap()).unwrap();
        (format!("{} {}", finding.rule, finding.place), whole(imbalance.left), whole(imbalance.right))
    };
    findings.iter().filter(|finding| finding.status == Some(Status::Violated)).map(told).collect()
}

pub(crate) fn undecided(findings: &Findings) -> Vec<String> {
    let undecided = findings.iter().filter(|finding| finding.status == Some(Status::Undecided));
    undecided.map(|finding| format!("{} {}", finding.rule, finding.place)).collect()
}
