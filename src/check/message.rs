//! Findings in words.

use std::fmt::Write as _;

use super::{Detail, Finding, FindingCell, Place, Rule, Side, Status};
use crate::form::Language::{self, Chinese, English};
use crate::form::{CellId, Column, RowId};
use crate::wording::section;

impl Finding {
    /// The finding in words: one line, without its rule and severity.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition, Language};
    ///
    /// let mut draft = Draft::new(Edition::Revised2021);
    /// for (cell, value) in [("upheld", 10u32), ("corrected", 1), ("other", 0), ("pending", 0), ("total", 0)] {
    ///     draft.set(format!("review.{cell}").parse()?, value)?;
    /// }
    /// let findings = draft.check();
    /// let finding = findings.errors().next().unwrap();
    /// assert_eq!(finding.message(Language::Chinese), "行政复议：10 + 1 + 0 + 0 = 11，而总计为0，相差11");
    /// assert_eq!(finding.message(Language::English), "行政复议 (review): 10 + 1 + 0 + 0 = 11, but 总计 is 0");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let text = self.unwaived(language);
        match (&self.waiver, language) {
            (None, _) => text,
            (Some(why), Chinese) => format!("{text}（已豁免：{why}）"),
            (Some(why), English) => format!("{text} (waived: {why})"),
        }
    }

    fn unwaived(&self, language: Language) -> String {
        let place = self.place_name(language);
        match (self.rule, self.status) {
            (_, Some(Status::Violated)) => self.violated(&place, language),
            (_, Some(Status::Undecided)) => self.undecided(&place, language),
            (Rule::CellBlank, _) => count(self, &place, "空白", "blank", language),
            (Rule::CellDash, _) => count(self, &place, "为横线或斜线", "dashes", language),
            _ => self.other(&place, language),
        }
    }

    fn violated(&self, place: &str, language: Language) -> String {
        let Some(imbalance) = self.imbalance else { return place.to_owned() };
        let side = |side| self.cells.iter().filter(move |term| term.side == Some(side));
        let (left, right) = (imbalance.left, imbalance.right);
        if self.rule == Rule::T3Balance {
            let named = |terms: Vec<String>| terms.join(" + ");
            let name = |term: &FindingCell| {
                let row = term.cell.row().spec();
                let name = row.balance_term(language).unwrap_or(row.name(language));
                format!("{name} {}", figure(term, language))
            };
            let (l, r) = (named(side(Side::Left).map(name).collect()), named(side(Side::Right).map(name).collect()));
            return match language {
                Chinese => format!("{place}：{l} = {left}，而{r} = {right}，相差{}", absolute(imbalance.delta)),
                English => format!("{place}: {l} = {left}, but {r} = {right}"),
            };
        }
        // A column of table 3 has over twenty parts, most of them zero.
        let few = side(Side::Left).count() <= Column::REQUESTERS.len();
        let speaks = |term: &&FindingCell| few || term.value.is_none_or(|n| !n.is_zero()) && term.state != "blank";
        let parts: Vec<_> = side(Side::Left).filter(speaks).map(|term| figure(term, language)).collect();
        let parts = if parts.is_empty() { "0".to_owned() } else { parts.join(" + ") };
        let total = side(Side::Right).next().map_or("", |total| self.label(total.cell));
        match language {
            Chinese => format!("{place}：{parts} = {left}，而{total}为{right}，相差{}", absolute(imbalance.delta)),
            English => format!("{place}: {parts} = {left}, but {total} is {right}"),
        }
    }

    fn undecided(&self, place: &str, language: Language) -> String {
        let Detail::Open(open) = &self.detail else { return place.to_owned() };
        let named = open.iter().take(3).map(|cell| self.label(*cell)).collect::<Vec<_>>().join("、");
        let (n, more) = (open.len(), if open.len() > 3 { "…" } else { "" });
        match language {
            Chinese => format!("{place}：有{n}个数没有给出，无法判定（{named}{more}）"),
            English => format!("{place}: cannot be decided, {n} of its figures not stated ({named}{more})"),
        }
    }

    fn other(&self, place: &str, language: Language) -> String {
        let value = self.cells.first().and_then(|term| term.value).map_or(String::new(), |value| value.to_string());
        match (self.rule, &self.detail, language) {
            (Rule::CellNegative, _, Chinese) => format!("{place}：{value}，件数不能小于零"),
            (Rule::CellNegative, _, English) => format!("{place}: {value}, but a count is not negative"),
            (Rule::CellFraction, _, Chinese) => format!("{place}：{value}，件数应为整数"),
            (Rule::CellFraction, _, English) => format!("{place}: {value}, but a count is a whole number"),
            (Rule::CellUnreadable, Detail::Text(text), Chinese) => format!("{place}：“{text}”不是一个数"),
            (Rule::CellUnreadable, Detail::Text(text), English) => format!("{place}: {text:?} is no number"),
            (Rule::CellUnit, Detail::Text(text), Chinese) => format!("{place}：“{text}”的单位与表式不同"),
            (Rule::CellUnit, Detail::Text(text), English) => {
                format!("{place}: {text:?} is in another unit than the form's")
            }
            (Rule::CellAmbiguous, Detail::Readings { text, readings }, _) => {
                ambiguous(place, text, readings.iter().map(AsRef::as_ref), language)
            }
            (Rule::CellMissing, _, Chinese) => format!("{place}：页面上没有（{}个数）", self.cells.len()),
            (Rule::CellMissing, _, English) => format!("{place}: not on the page ({} figures)", self.cells.len()),
            (Rule::FormLabel, Detail::Label { printed, official }, Chinese) => {
                format!("“{printed}”应为“{official}”")
            }
            (Rule::FormLabel, Detail::Label { printed, official }, English) => {
                format!("{printed:?} is printed for {official:?}")
            }
            (Rule::FormEdition, Detail::Text(text), Chinese) if self.place == Place::Form => {
                format!("“{text}”不在{}年版表式的任何一格", self.edition)
            }
            (Rule::FormEdition, Detail::Text(text), English) if self.place == Place::Form => {
                format!("{text:?} stands in no cell of edition {} of the form", self.edition)
            }
            (Rule::FormEdition, Detail::Text(text), Chinese) => format!("“{text}”不属于{}年版表式", self.edition),
            (Rule::FormEdition, Detail::Text(text), English) => {
                format!("{text:?} does not belong to edition {} of the form", self.edition)
            }
            (Rule::HeaderMissing, _, Chinese) | (Rule::FormSection, Detail::Absent(true), Chinese) => {
                format!("没有{place}")
            }
            (Rule::FormSection, Detail::Absent(true), English) => format!("{place} is absent"),
            (Rule::FormSection, _, Chinese) => format!("{place}顺序不对"),
            (Rule::FormSection, _, English) => format!("{place} is out of order"),
            (Rule::HeaderMissing, _, English) => format!("no {place} is stated"),
            (Rule::WaiverLapsed | Rule::WaiverUnused, Detail::Text(text), Chinese) => {
                format!("{place}：{}（{text}）", self.rule.summary_zh())
            }
            (Rule::WaiverLapsed | Rule::WaiverUnused, Detail::Text(text), English) => {
                format!("{place}: {} ({text})", self.rule.summary_en())
            }
            // What is implausible is said with its figures.
            (rule, _, _) if !self.cells.is_empty() => {
                let figure = |term: &FindingCell| format!("{} {}", self.label(term.cell), figure(term, language));
                let figures: Vec<_> = self.cells.iter().map(figure).collect();
                match language {
                    Chinese => format!("{place}：{}（{}）", rule.summary_zh(), figures.join("，")),
                    English => format!("{place}: {} ({})", rule.summary_en(), figures.join(", ")),
                }
            }
            (rule, _, Chinese) => rule.summary_zh().to_owned(),
            (rule, _, English) => rule.summary_en().to_owned(),
        }
    }

    fn place_name(&self, language: Language) -> String {
        let (name, id) = match self.place {
            // What the form prints is named as it prints it, in either language.
            Place::Row(row) => (self.edition.row_name(row, Chinese).to_owned(), row.as_str()),
            Place::Column(column) => (requester_name(column).to_owned(), column.code()),
            Place::Cell(cell) => (self.edition.cell_name(cell, Chinese), cell.as_str()),
            Place::Table(table) => (table.heading().to_owned(), table.code()),
            Place::Section(number) => return section_name(number, language),
            Place::Organ => return if language == Chinese { "机关名称" } else { "organ" }.to_owned(),
            Place::Year => return if language == Chinese { "年度" } else { "year" }.to_owned(),
            Place::Form => return if language == Chinese { "表式" } else { "the form" }.to_owned(),
        };
        if language == Chinese { name } else { format!("{name} ({id})") }
    }

    /// What the finding calls one of its cells, as printed: of a column's cells it names the rows, of all others the columns.
    pub(crate) fn label(&self, cell: CellId) -> &'static str {
        match self.place {
            Place::Column(_) => self.edition.row_name(cell.row(), Chinese),
            _ => self.edition.column_name(cell, Chinese),
        }
    }
}

/// What stands in a cell, within a sum.
fn figure(term: &FindingCell, language: Language) -> String {
    match (term.value, term.state, language) {
        (Some(value), _, _) if value.is_negative() => format!("({value})"),
        (Some(value), _, _) => value.to_string(),
        (None, "blank" | "dash", _) => "0".to_owned(),
        (None, _, _) => "?".to_owned(),
    }
}

fn absolute(number: crate::quantity::Number) -> String {
    number.to_string().trim_start_matches('-').to_owned()
}

fn count(finding: &Finding, place: &str, zh: &str, en: &str, language: Language) -> String {
    let n = finding.cells.len();
    match language {
        Chinese => format!("{place}：{n}个单元格{zh}"),
        English => format!("{place}: {n} cells, {en}"),
    }
}

fn ambiguous<'a>(
    place: &str,
    text: &str,
    readings: impl ExactSizeIterator<Item = &'a [crate::quantity::Number]>,
    language: Language,
) -> String {
    const SHOWN: usize = 4;
    let n = readings.len();
    let mut list = String::new();
    for (i, reading) in readings.take(SHOWN).enumerate() {
        let numbers: Vec<_> = reading.iter().map(ToString::to_string).collect();
        let _ = write!(list, "{}{}", if i == 0 { "" } else { "; " }, numbers.join(" "));
    }
    let more = if n > SHOWN { "; …" } else { "" };
    match language {
        Chinese => format!("{place}起：“{text}”有{n}种读法（{list}{more}）"),
        English => format!("{place} and on: {text:?} can be read in {n} ways ({list}{more})"),
    }
}

/// A column of table 3, as printed.
fn requester_name(column: Column) -> &'static str {
    RowId::RECEIVED.spec().column(column).map_or(column.code(), |spec| spec.label)
}

fn section_name(number: u8, language: Language) -> String {
    let heading = section::heading(number);
    match language {
        Chinese => format!("“{heading}”"),
        English => format!("section {number} ({heading})"),
    }
}
