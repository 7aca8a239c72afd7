//! A finding as a result.

use super::node::{Leaf, Node, list, map, number, text};
use super::{File, level};
use crate::check::{Finding, Language, Place, Rule};
use crate::draft::{Draft, Source};
use crate::form::Language::Chinese;
use crate::form::{CellId, Edition};

/// What a finding is found in.
pub(super) struct Context<'a> {
    pub(super) file: &'a File,
    /// Where the file stands among the artifacts.
    pub(super) at: usize,
    pub(super) draft: &'a Draft,
    pub(super) language: Language,
}

impl Context<'_> {
    pub(super) fn result(&self, finding: &Finding) -> Node {
        let place = finding.place;
        let logical = map([("fullyQualifiedName", Some(text(place.to_string()))), ("kind", Some(text(kind(place))))]);
        let rule = Rule::ALL.iter().position(|rule| *rule == finding.rule).and_then(|at| i64::try_from(at).ok());
        let related: Vec<_> = finding.cells.iter().map(|term| self.cell(finding.edition, term.cell)).collect();
        let waived = |why: &str| {
            let suppression = [("kind", Some(text("external"))), ("justification", Some(text(why)))];
            list([map(suppression)])
        };
        map([
            ("ruleId", Some(text(finding.rule.id()))),
            ("ruleIndex", rule.map(number)),
            ("level", Some(level(finding.severity))),
            ("message", Some(message(&finding.message(self.language)))),
            ("locations", Some(list([self.location(finding.source, logical, None)]))),
            ("relatedLocations", (!related.is_empty()).then(|| list(related))),
            ("partialFingerprints", Some(map([("disclosureReport/v1", Some(text(self.fingerprint(finding))))]))),
            ("suppressions", finding.waiver.as_deref().map(waived)),
            ("properties", Some(map([("finding", Some(Node::Leaf(Leaf::Finding(Box::new(finding.clone())))))]))),
        ])
    }

    /// A cell of a finding: where it stands, and what its row and column are called.
    fn cell(&self, edition: Edition, cell: CellId) -> Node {
        let logical =
            map([("fullyQualifiedName", Some(text(cell.as_str()))), ("kind", Some(text(kind(Place::Cell(cell)))))]);
        let [row, column] = [edition.row_name(cell.row(), Chinese), edition.column_name(cell, Chinese)];
        let source = self.draft.cell(cell).map(|content| content.source).filter(|source| !source.is_empty());
        self.location(source, logical, Some(format!("{row} {column}")))
    }

    /// In a text, the line says it; in a document, words do.
    fn location(&self, source: Option<Source>, logical: Node, label: Option<String>) -> Node {
        let (region, words) = if self.file.text { (source, None) } else { (None, source) };
        let words = words.map(|source| in_document(source).to_string());
        let said = match (label, words) {
            (Some(label), Some(words)) => Some(format!("{label} ({words})")),
            (label, words) => label.or(words),
        };
        location(&self.file.uri, self.at, region, vec![logical], said.as_deref())
    }

    fn fingerprint(&self, finding: &Finding) -> String {
        let header = &self.draft.header;
        let organ = header.organ.as_deref().unwrap_or_default();
        let year = header.year.map(|year| year.to_string()).unwrap_or_default();
        format!("{organ}/{year}/{}/{}", finding.rule, finding.place)
    }
}

/// The lines of a document are those of a text taken out of it, which nobody has.
fn in_document(source: Source) -> Source {
    Source { line: None, column: None, ..source }
}

pub(super) fn location(uri: &str, at: usize, source: Option<Source>, logical: Vec<Node>, said: Option<&str>) -> Node {
    let region = source.and_then(|source| {
        let line = source.line.filter(|line| *line > 0)?;
        Some(map([
            ("startLine", Some(number(line))),
            ("startColumn", source.column.filter(|column| *column > 0).map(number)),
        ]))
    });
    let artifact = map([("uri", Some(text(uri))), ("index", i64::try_from(at).ok().map(number))]);
    map([
        ("physicalLocation", Some(map([("artifactLocation", Some(artifact)), ("region", region)]))),
        ("logicalLocations", (!logical.is_empty()).then(|| list(logical))),
        ("message", said.map(message)),
    ])
}

/// Words as a message. In one, braces enclose numbers of arguments and `[…](…)` is a link, so a report's own are escaped.
pub(super) fn message(words: &str) -> Node {
    let mut escaped = words.replace('{', "{{").replace('}', "}}");
    if escaped.contains("](") {
        escaped = escaped.replace('\\', r"\\").replace('[', r"\[").replace(']', r"\]");
    }
    map([("text", Some(text(escaped)))])
}

/// What a place is, in a word.
fn kind(place: Place) -> &'static str {
    match place {
        Place::Row(_) => "row",
        Place::Column(_) => "column",
        Place::Cell(_) => "cell",
        Place::Table(_) => "table",
        Place::Form => "form",
        Place::Section(_) => "section",
        Place::Organ | Place::Year => "header",
    }
}
