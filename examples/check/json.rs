//! One line of JSON for each report, or for a file that could not be read. The keys and their order are a contract.

use std::io::{self, Write};

use disclosure_report::Finding;
use disclosure_report::check::Imputation;
use disclosure_report::repair::Repair;
use disclosure_report::report::ReportYear;
use serde::Serialize;

use crate::{Answer, Checked, Failure};

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    index: usize,
    organ: Option<&'a str>,
    year: Option<u16>,
    edition: Option<&'a str>,
    verdict: &'a str,
    findings: Vec<&'a Finding>,
    imputations: &'a [Imputation],
    repairs: &'a [Repair],
}

#[derive(Serialize)]
struct Unread<'a> {
    file: &'a str,
    error: Fault,
}

#[derive(Serialize)]
struct Fault {
    code: &'static str,
    message: String,
}

/// One line a report.
pub(crate) struct Json;

impl Answer for Json {
    fn report(&mut self, checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Checked { file, index, reading, findings, repairs } = checked;
        let header = &reading.draft.header;
        line(
            &Line {
                file,
                index: *index,
                organ: header.organ.as_deref(),
                year: header.year.map(ReportYear::get),
                edition: Some(reading.draft.edition().code()),
                verdict: findings.verdict().code(),
                findings: findings.iter().collect(),
                imputations: findings.imputations(),
                repairs,
            },
            out,
        )
    }

    fn unread(&mut self, file: &str, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        line(&Unread { file, error: Fault { code: failure.code(), message: failure.message() } }, out)
    }
}

fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
