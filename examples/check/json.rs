//! One line of JSON for each report, or for a file that could not be read. The keys and their order are a contract.

use std::io::{self, Write};

use disclosure_report::check::Imputation;
use disclosure_report::report::ReportYear;
use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use crate::contract::{Found, Repaired};
use crate::{Answer, Checked, Failure};

struct Line<'a> {
    file: &'a str,
    index: usize,
    organ: Option<&'a str>,
    year: Option<u16>,
    edition: Option<&'a str>,
    verdict: &'a str,
    findings: Vec<Found<'a>>,
    imputations: &'a [Imputation],
    repairs: Vec<Repaired<'a>>,
}

/// By hand, so that the crate's examples need no more crates than the crate.
impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_struct("Line", 9)?;
        line.serialize_field("file", self.file)?;
        line.serialize_field("index", &self.index)?;
        line.serialize_field("organ", &self.organ)?;
        line.serialize_field("year", &self.year)?;
        line.serialize_field("edition", &self.edition)?;
        line.serialize_field("verdict", self.verdict)?;
        line.serialize_field("findings", &self.findings)?;
        line.serialize_field("imputations", self.imputations)?;
        line.serialize_field("repairs", &self.repairs)?;
        line.end()
    }
}

struct Unread<'a> {
    file: &'a str,
    error: Fault,
}

impl Serialize for Unread<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_struct("Unread", 2)?;
        line.serialize_field("file", self.file)?;
        line.serialize_field("error", &self.error)?;
        line.end()
    }
}

struct Fault {
    code: &'static str,
    message: String,
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fault = serializer.serialize_struct("Fault", 2)?;
        fault.serialize_field("code", self.code)?;
        fault.serialize_field("message", &self.message)?;
        fault.end()
    }
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
                findings: findings.iter().map(Found).collect(),
                imputations: findings.imputations(),
                repairs: repairs.iter().map(Repaired).collect(),
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
