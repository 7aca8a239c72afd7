//! Repairs in words.

use super::{Repair, RepairChange, Slip};
use crate::check::say;
use crate::draft::{Draft, RelationValue, State};
use crate::form::Language::{self, Chinese};
use crate::form::{CellId, Column, Relation, RelationKind};
use crate::quantity::Number;

impl Repair {
    /// What happened, in words: the slip, or each of several.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition, Language, repair};
    ///
    /// let mut draft = Draft::blank(Edition::Revised2021);
    /// draft.set("review.upheld".parse()?, 10u32)?;
    /// draft.set("review.total".parse()?, 0u32)?;
    /// assert_eq!(repair::suggest(&draft)[0].reason(Language::English), "a total left at zero or blank");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reason(&self, language: Language) -> String {
        let text = |slip: Slip| if language == Chinese { slip.text_zh() } else { slip.text_en() };
        let mut said: Vec<&str> = Vec::new();
        for slip in &self.slips {
            if !said.contains(&text(*slip)) {
                said.push(text(*slip));
            }
        }
        if said.is_empty() { text(Slip::Unexplained).to_owned() } else { said.join(separator(language)) }
    }

    /// The repair in one line: each cell with its figure, what it should be, and the sum that this follows from.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition, Language, repair};
    ///
    /// let mut draft = Draft::blank(Edition::Revised2021);
    /// draft.set("review.upheld".parse()?, 10u32)?;
    /// draft.set("review.total".parse()?, 1u32)?;
    /// let repairs = repair::suggest(&draft);
    /// let english: Vec<_> = repairs.iter().map(|r| r.summary(&draft, Language::English)).collect();
    /// assert_eq!(english[0], "行政复议 总计: 1 should be 10 (10 + 0 + 0 + 0)");
    /// assert_eq!(english[1], "行政复议 结果维持: 10 should be 1 (1 - 0 - 0 - 0)");
    /// assert_eq!(repairs[0].summary(&draft, Language::Chinese), "行政复议 总计：1应为10（10 + 0 + 0 + 0）");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn summary(&self, draft: &Draft, language: Language) -> String {
        let changes: Vec<_> = self.changes.iter().map(|change| self.change(draft, change, language)).collect();
        changes.join(separator(language))
    }

    fn change(&self, draft: &Draft, change: &RepairChange, language: Language) -> String {
        // What the form prints is named as it prints it, in either language.
        let name = draft.edition().short_cell_name(change.cell, Chinese);
        let nothing = || match draft.cell(change.cell).map(|cell| cell.state) {
            Some(State::Dash(written)) => say(language, format_args!("“{written}”"), format_args!("{written:?}")),
            _ => say(language, format_args!("空白"), format_args!("blank")),
        };
        let (from, to) = (change.from.map_or_else(nothing, |number| number.to_string()), change.to);
        let text = say(language, format_args!("{name}：{from}应为{to}"), format_args!("{name}: {from} should be {to}"));
        match self.sum(draft, change.cell) {
            Some(sum) => say(language, format_args!("{text}（{sum}）"), format_args!("{text} ({sum})")),
            None => text,
        }
    }

    /// The sum that gives the cell its value: its own sum for a total, else the first that it is part of.
    fn sum(&self, draft: &Draft, cell: CellId) -> Option<String> {
        let mut relations: Vec<_> = draft.edition().relations_of(cell).collect();
        relations.sort_by_key(|relation| (relation.total() != Some(cell), relation.cells().len()));
        let sums = relations.iter().filter(|relation| relation.kind() != RelationKind::Balance);
        sums.map(|relation| self.terms(draft, relation, cell)).find_map(|terms| terms)
    }

    fn terms(&self, draft: &Draft, relation: &Relation, cell: CellId) -> Option<String> {
        let value = |cell: &CellId| {
            let changed = self.changes.iter().find(|change| change.cell == *cell).map(|change| change.to);
            changed.or(match draft.value_in_relation(*cell) {
                RelationValue::Number(number) => Some(number),
                RelationValue::Unknown | RelationValue::Run => None,
            })
        };
        let total = relation.total()?;
        let others = relation.left().iter().filter(|part| **part != cell);
        let others: Vec<Number> = others.map(value).collect::<Option<_>>()?;
        // A column of table 3 has over twenty parts, most of them zero.
        let few = others.len() <= Column::REQUESTERS.len();
        let parts: Vec<_> = others.iter().filter(|part| few || !part.is_zero()).map(ToString::to_string).collect();
        if total == cell {
            return (!parts.is_empty()).then(|| parts.join(" + "));
        }
        let terms: Vec<_> = std::iter::once(value(&total)?.to_string()).chain(parts).collect();
        Some(terms.join(" - "))
    }
}

fn separator(language: Language) -> &'static str {
    if language == Chinese { "；" } else { "; " }
}
