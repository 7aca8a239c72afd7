//! Findings as SARIF 2.1.0, the format in which code hosts, editors and review tools take the results of checkers.
//!
//! A [`Log`] gathers the findings of any number of reports and writes them as one run. Each finding becomes a result:
//!
//! | SARIF | from |
//! |---|---|
//! | `ruleId`, `level` | rule and severity |
//! | `message` | the finding in words, in the log's language |
//! | `locations` | the file, the line and column (in characters) where its source is text, and the place on the form |
//! | `relatedLocations` | every cell of the relation, with its official label |
//! | `suppressions` | the waiver that covers it, with its explanation |
//! | `partialFingerprints` | organ, year, rule and place: the same from run to run |
//! | `properties.finding` | the finding as this crate's JSON has it, both languages included |
//!
//! What concerns a report as a whole, verdict, imputations and repairs, stands in the `properties` of its file under
//! `artifacts`. Repairs are not written as `fixes`: SARIF wants the characters to replace, and a draft knows only where a
//! figure begins.
//!
//! ```
//! use disclosure_report::{Language, Language::English, read, repair, sarif};
//!
//! let page = include_bytes!("../../../tests/fixtures/hongze-2023.html");
//! let reading = read::any(page, &read::ReadOptions::default())?;
//!
//! let mut log = sarif::Log::new(English);
//! let file = sarif::File::text(sarif::uri("reports/洪泽 2023.html"));
//! log.add(&file, &reading.draft, &reading.draft.check(), &repair::suggest(&reading.draft));
//! let mut bytes = Vec::new();
//! log.write(&mut bytes)?;
//!
//! let text = String::from_utf8(bytes)?;
//! assert!(text.contains(r#""ruleId":"T4-TOTAL""#));
//! assert!(text.contains(r#""uri":"reports/%E6%B4%AA%E6%B3%BD%202023.html""#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod node;
mod result;

use std::io;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::check::{Findings, Language, Rule, Severity};
use crate::draft::Draft;
use crate::form::Evidence;
use crate::repair::Repair;
use node::{Leaf, Node, list, map, number, text};

/// The schema that a log follows.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The findings of any number of reports.
#[derive(Clone, Debug)]
pub struct Log {
    language: Language,
    artifacts: Vec<Artifact>,
    results: Vec<Node>,
    notifications: Vec<Node>,
}

#[derive(Clone, Debug)]
struct Artifact {
    uri: String,
    reports: Vec<Node>,
}

/// A file that findings are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    uri: String,
    text: bool,
}

impl File {
    /// A file of text, such as a page: findings point to its lines. See [`uri`] for a path.
    #[must_use]
    pub fn text(uri: impl Into<String>) -> Self {
        Self { uri: uri.into(), text: true }
    }

    /// A document, such as a workbook or a PDF: findings name the page, table, row and cell in words.
    #[must_use]
    pub fn document(uri: impl Into<String>) -> Self {
        Self { uri: uri.into(), text: false }
    }
}

impl Log {
    /// An empty log, whose messages are in `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language, artifacts: Vec::new(), results: Vec::new(), notifications: Vec::new() }
    }

    /// Adds the findings of a report in `file`, with repairs for it, if any. Several reports may be in one file.
    pub fn add(&mut self, file: &File, draft: &Draft, findings: &Findings, repairs: &[Repair]) {
        let at = self.artifact(&file.uri);
        let context = result::Context { file, at, draft, language: self.language };
        self.results.extend(findings.iter().map(|finding| context.result(finding)));
        let header = &draft.header;
        let report = map([
            ("organ", header.organ.as_deref().map(text)),
            ("year", header.year.map(|year| number(year.get()))),
            ("edition", Some(text(draft.edition().code()))),
            ("verdict", Some(text(findings.verdict().code()))),
            ("imputations", Some(list(findings.imputations().iter().map(|one| Node::Leaf(Leaf::Imputation(*one)))))),
            ("repairs", Some(list(repairs.iter().map(|repair| Node::Leaf(Leaf::Repair(Box::new(repair.clone()))))))),
        ]);
        if let Some(artifact) = self.artifacts.get_mut(at) {
            artifact.reports.push(report);
        }
    }

    /// Adds that a file could not be read: the run was not successful then. `code` is one word, such as a reader's error
    /// gives.
    pub fn add_unread(&mut self, file: &File, code: &str, message: &str) {
        let at = self.artifact(&file.uri);
        self.notifications.push(map([
            ("descriptor", Some(map([("id", Some(text(code)))]))),
            ("level", Some(text("error"))),
            ("message", Some(result::message(message))),
            ("locations", Some(list([result::location(&file.uri, at, None, Vec::new(), None)]))),
        ]));
    }

    fn artifact(&mut self, uri: &str) -> usize {
        self.artifacts.iter().position(|artifact| artifact.uri == uri).unwrap_or_else(|| {
            self.artifacts.push(Artifact { uri: uri.to_owned(), reports: Vec::new() });
            self.artifacts.len() - 1
        })
    }

    /// Writes the log as JSON on one line. A writer can be given by `&mut` too.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write<W: io::Write>(&self, mut writer: W) -> io::Result<()> {
        serde_json::to_writer(&mut writer, &self.node())?;
        writer.flush()
    }

    fn node(&self) -> Node {
        let artifact = |artifact: &Artifact| {
            let reports = (!artifact.reports.is_empty()).then(|| list(artifact.reports.clone()));
            map([
                ("location", Some(map([("uri", Some(text(&*artifact.uri)))]))),
                ("properties", reports.map(|reports| map([("reports", Some(reports))]))),
            ])
        };
        let invocation = map([
            ("executionSuccessful", Some(Node::Bool(self.notifications.is_empty()))),
            ("toolExecutionNotifications", Some(list(self.notifications.clone()))),
        ]);
        let language = match self.language {
            Language::Chinese => "zh-CN",
            Language::English => "en-US",
        };
        let run = map([
            ("tool", Some(map([("driver", Some(driver(self.language)))]))),
            ("invocations", Some(list([invocation]))),
            ("language", Some(text(language))),
            ("columnKind", Some(text("unicodeCodePoints"))),
            ("artifacts", Some(list(self.artifacts.iter().map(artifact)))),
            ("results", Some(list(self.results.clone()))),
        ]);
        map([("$schema", Some(text(SCHEMA))), ("version", Some(text("2.1.0"))), ("runs", Some(list([run])))])
    }
}

fn driver(language: Language) -> Node {
    let rule = |rule: &Rule| {
        let summary = match language {
            Language::Chinese => rule.summary_zh(),
            Language::English => rule.summary_en(),
        };
        let evidence = rule.evidence().map(Evidence::code);
        map([
            ("id", Some(text(rule.id()))),
            ("shortDescription", Some(result::message(summary))),
            ("defaultConfiguration", Some(map([("level", Some(level(rule.severity())))]))),
            ("properties", evidence.map(|evidence| map([("evidence", Some(text(evidence)))]))),
        ])
    };
    map([
        ("name", Some(text(env!("CARGO_PKG_NAME")))),
        ("semanticVersion", Some(text(env!("CARGO_PKG_VERSION")))),
        ("rules", Some(list(Rule::ALL.iter().map(rule)))),
    ])
}

/// The crate's severities are SARIF's levels.
fn level(severity: Severity) -> Node {
    text(severity.code())
}

/// The URI reference of a path: `/` and unreserved characters stay, all else is percent-encoded. An absolute path
/// becomes a `file` URI.
///
/// ```
/// use disclosure_report::sarif::uri;
///
/// assert_eq!(uri("reports/a b.html"), "reports/a%20b.html");
/// assert_eq!(uri("/srv/年报.pdf"), "file:///srv/%E5%B9%B4%E6%8A%A5.pdf");
/// ```
#[must_use]
pub fn uri(path: &str) -> String {
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let encoded = utf8_percent_encode(&path, ENCODED);
    // A drive of Windows stands behind an empty host too.
    let scheme = if path.starts_with('/') {
        "file://"
    } else if cfg!(windows) && path.as_bytes().get(1) == Some(&b':') {
        "file:///"
    } else {
        ""
    };
    format!("{scheme}{encoded}")
}
