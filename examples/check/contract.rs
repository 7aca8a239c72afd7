//! A finding and a repair with the keys that the command promises, in their order, and no others. The crate writes more, so
//! that what it writes reads back.

use disclosure_report::check::FindingCell;
use disclosure_report::form::Kind;
use disclosure_report::repair::Repair;
use disclosure_report::{Edition, Finding, Language};
use serde::ser::{Serialize, SerializeStruct as _, Serializer};

/// A finding as it is promised.
pub(crate) struct Found<'a>(pub(crate) &'a Finding);

impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(finding) = self;
        let (edition, imbalance) = (finding.edition, finding.imbalance);
        let cells: Vec<_> = finding.cells.iter().map(|cell| Cell { cell, edition }).collect();
        let mut fields = serializer.serialize_struct("Finding", 10)?;
        fields.serialize_field("rule", &finding.rule)?;
        fields.serialize_field("severity", &finding.severity)?;
        fields.serialize_field("status", &finding.status)?;
        fields.serialize_field("place", &finding.place)?;
        fields.serialize_field("source", &finding.source)?;
        fields.serialize_field("cells", &cells)?;
        fields.serialize_field("left", &imbalance.map(|imbalance| imbalance.left))?;
        fields.serialize_field("right", &imbalance.map(|imbalance| imbalance.right))?;
        fields.serialize_field("delta", &imbalance.map(|imbalance| imbalance.delta))?;
        let (zh, en) = (finding.message(Language::Chinese), finding.message(Language::English));
        fields.serialize_field("message", &Words { code: None, zh, en })?;
        fields.end()
    }
}

struct Cell<'a> {
    cell: &'a FindingCell,
    edition: Edition,
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { cell, edition } = self;
        let mut fields = serializer.serialize_struct("FindingCell", 5)?;
        fields.serialize_field("cell", &cell.cell)?;
        fields.serialize_field("side", &cell.side)?;
        fields.serialize_field("role", &cell.role)?;
        fields.serialize_field("state", &cell.state)?;
        // An amount is text, whatever its size.
        if edition.column(cell.cell).is_some_and(|column| matches!(column.kind, Kind::Amount(_))) {
            fields.serialize_field("value", &cell.value.map(|value| value.to_string()))?;
        } else {
            fields.serialize_field("value", &cell.value)?;
        }
        fields.end()
    }
}

/// A repair as it is promised.
pub(crate) struct Repaired<'a>(pub(crate) &'a Repair);

impl Serialize for Repaired<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(repair) = self;
        let (zh, en) = (repair.reason(Language::Chinese), repair.reason(Language::English));
        let mut fields = serializer.serialize_struct("Repair", 3)?;
        fields.serialize_field("changes", &repair.changes)?;
        fields.serialize_field("reason", &Words { code: Some(repair.slip().code()), zh, en })?;
        fields.serialize_field("likelihood", &repair.likelihood)?;
        fields.end()
    }
}

/// What is said in both languages.
struct Words {
    code: Option<&'static str>,
    zh: String,
    en: String,
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Words", 2 + usize::from(self.code.is_some()))?;
        if let Some(code) = self.code {
            fields.serialize_field("code", code)?;
        }
        fields.serialize_field("zh", &self.zh)?;
        fields.serialize_field("en", &self.en)?;
        fields.end()
    }
}
