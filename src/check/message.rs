//! Findings in words.

use std::fmt;

use super::{Bounds, Detail, Finding, FindingCell, Place, Rule, Side, Status};
use crate::draft::StateKind;
use crate::form::Language::{self, Chinese, English};
use crate::form::{CellId, Column, RowId};
use crate::quantity::Number;
use crate::wording::section;

/// The text in one of two languages.
pub(crate) fn say(language: Language, zh: fmt::Arguments<'_>, en: fmt::Arguments<'_>) -> String {
    match language {
        Chinese => zh.to_string(),
        English => en.to_string(),
    }
}

impl Finding {
    /// The finding in words: one line, without its rule and severity.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition, Language};
    ///
    /// let mut draft = Draft::blank(Edition::Revised2021);
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
        let text = Words { finding: self, language, place: self.place_name(language) }.text();
        match &self.waiver {
            None => text,
            Some(why) => say(language, format_args!("{text}（已豁免：{why}）"), format_args!("{text} (waived: {why})")),
        }
    }

    fn place_name(&self, language: Language) -> String {
        let (name, id) = match self.place {
            // What the form prints is named as it prints it, in either language.
            Place::Row(row) => (self.edition.row_name(row, Chinese).to_owned(), row.as_str()),
            Place::Column(column) => (requester_name(column).to_owned(), column.code()),
            Place::Cell(cell) => (self.edition.cell_name(cell, Chinese), cell.as_str()),
            Place::Table(table) => (table.heading().to_owned(), table.code()),
            Place::Section(number) => {
                let heading = section::heading(number);
                return say(language, format_args!("“{heading}”"), format_args!("section {number} ({heading})"));
            }
            Place::Organ => return say(language, format_args!("机关名称"), format_args!("organ")),
            Place::Year => return say(language, format_args!("年度"), format_args!("year")),
            Place::Form => return say(language, format_args!("表式"), format_args!("the form")),
        };
        if language == Chinese { name } else { format!("{name} ({id})") }
    }

    /// What a cell counts as in the finding, as it stands there: a number, 空 for a blank, — for a dash, and in brackets what
    /// was worked out for a cell that is not stated: `[3]`, `[2～5]`, `[≥2]`. A cell of which nothing is known is `?`.
    pub(crate) fn figure(&self, term: &FindingCell) -> String {
        let nothing = match term.state {
            StateKind::Blank => "空",
            StateKind::Dash => "—",
            _ => "?",
        };
        match (self.bounds.iter().find(|bounds| bounds.cell == term.cell), term.value) {
            (Some(Bounds { least, most: Some(most), .. }), _) if least == most => format!("[{least}]"),
            (Some(Bounds { least, most: Some(most), .. }), _) => format!("[{least}～{most}]"),
            (Some(Bounds { least, most: None, .. }), _) if !least.is_zero() => format!("[≥{least}]"),
            (None, Some(value)) if value.is_negative() => format!("({value})"),
            (None, Some(value)) => value.to_string(),
            _ => nothing.to_owned(),
        }
    }

    /// Whether each cell of a violated sum counts with one number. Where one can be several, no number is what the sides are
    /// apart.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.bounds.iter().all(|bounds| bounds.most == Some(bounds.least))
    }

    /// What a side of a violated sum adds up to: `10`, and where its cells can be several numbers `≥ 10` or `10～12`.
    pub(crate) fn adds_up_to(&self, side: Side) -> String {
        let least =
            self.imbalance.map_or(Number::ZERO, |sides| if side == Side::Left { sides.left } else { sides.right });
        let mut most = Some(least.to_decimal());
        for term in self.cells.iter().filter(|term| term.side == Some(side)) {
            let Some(bounds) = self.bounds.iter().find(|bounds| bounds.cell == term.cell) else { continue };
            let more = bounds.most.and_then(|most| most.to_decimal().checked_sub(bounds.least.to_decimal()));
            most = most.zip(more).and_then(|(most, more)| most.checked_add(more));
        }
        match most.map(Number::from) {
            Some(most) if most == least => least.to_string(),
            Some(most) => format!("{least}～{most}"),
            None => format!("≥ {least}"),
        }
    }

    /// A side of a violated sum in short: what its cell shows if it is one, else what they add up to; 空 if nobody wrote anything.
    #[cfg(feature = "html")]
    pub(crate) fn side_in_short(&self, side: Side) -> String {
        let terms: Vec<_> = self.cells.iter().filter(|term| term.side == Some(side)).collect();
        match terms.as_slice() {
            [term] => self.figure(term),
            terms if terms.iter().all(|term| self.figure(term) == "空") => "空".to_owned(),
            _ => self.adds_up_to(side),
        }
    }

    /// What the finding calls one of its cells, as printed: in a column the row's name, elsewhere the column's.
    pub(crate) fn label(&self, cell: CellId) -> &'static str {
        match self.place {
            Place::Column(_) => self.edition.row_name(cell.row(), Chinese),
            _ => self.edition.column_name(cell, Chinese),
        }
    }
}

/// A finding to be put in words, without its waiver.
struct Words<'a> {
    finding: &'a Finding,
    language: Language,
    place: String,
}

impl Words<'_> {
    fn text(&self) -> String {
        match self.finding.status {
            Some(Status::Violated) => self.violated(),
            Some(Status::Undecided) => self.undecided(),
            None => self.other(),
        }
    }

    fn violated(&self) -> String {
        let finding = self.finding;
        let Some(imbalance) = finding.imbalance else { return self.place.clone() };
        // No reading of such a run fits: its figures are those of one of them.
        let in_run = |term: &FindingCell| {
            term.state == StateKind::Ambiguous && self.bounds(term).is_some_and(|it| it.most == Some(it.least))
        };
        let place = if finding.cells.iter().any(in_run) {
            self.say(
                format_args!("{}（按最接近的读法）", self.place),
                format_args!("{}, by the reading that comes nearest", self.place),
            )
        } else {
            self.place.clone()
        };
        let [left, right] = [Side::Left, Side::Right].map(|side| match finding.adds_up_to(side) {
            sum if sum.starts_with('≥') => sum,
            sum => format!("= {sum}"),
        });
        let off_by = if finding.is_exact() {
            format!("，相差{}", imbalance.delta.to_string().trim_start_matches('-'))
        } else {
            String::new()
        };
        if finding.rule == Rule::T3Balance {
            let (l, r) = (self.balance_side(Side::Left), self.balance_side(Side::Right));
            return self.say(
                format_args!("{place}：{l} {left}，而{r} {right}{off_by}"),
                format_args!("{place}: {l} {left}, but {r} {right}"),
            );
        }
        // A column of table 3 has over twenty parts, most of them zero.
        let few = self.side(Side::Left).count() <= Column::REQUESTERS.len();
        let is_named = |term: &&FindingCell| few || self.bounds(term).is_some() || !adds_nothing(term);
        let parts: Vec<_> = self.side(Side::Left).filter(is_named).map(|term| self.figure(term)).collect();
        let parts = if parts.is_empty() { "0".to_owned() } else { parts.join(" + ") };
        let (name, total) = match self.side(Side::Right).next() {
            Some(total) => (finding.label(total.cell), self.figure(total)),
            None => ("", imbalance.right.to_string()),
        };
        self.say(
            format_args!("{place}：{parts} {left}，而{name}为{total}{off_by}"),
            format_args!("{place}: {parts} {left}, but {name} is {total}"),
        )
    }

    fn side(&self, side: Side) -> impl Iterator<Item = &FindingCell> {
        self.finding.cells.iter().filter(move |term| term.side == Some(side))
    }

    /// One side of the balance, each figure with its name.
    fn balance_side(&self, side: Side) -> String {
        let term = |term: &FindingCell| {
            let row = term.cell.row().spec();
            let name = row.balance_term(self.language).unwrap_or(row.name(self.language));
            format!("{name} {}", self.figure(term))
        };
        self.side(side).map(term).collect::<Vec<_>>().join(" + ")
    }

    fn bounds(&self, term: &FindingCell) -> Option<&Bounds> {
        self.finding.bounds.iter().find(|bounds| bounds.cell == term.cell)
    }

    fn figure(&self, term: &FindingCell) -> String {
        self.finding.figure(term)
    }

    fn undecided(&self) -> String {
        let Self { finding, place, .. } = self;
        let Detail::Open(open) = &finding.detail else { return place.clone() };
        let named = open.iter().take(3).map(|cell| finding.label(*cell)).collect::<Vec<_>>().join("、");
        let (n, more) = (open.len(), if open.len() > 3 { "…" } else { "" });
        self.say(
            format_args!("{place}：有{n}个数没有给出，无法判定（{named}{more}）"),
            format_args!("{place}: cannot be decided, {n} of its figures not stated ({named}{more})"),
        )
    }

    fn other(&self) -> String {
        let Self { finding, place, .. } = self;
        let (rule, edition, n) = (finding.rule, finding.edition, finding.cells.len());
        let (zh, en) = (rule.summary_zh(), rule.summary_en());
        let value = finding.cells.first().and_then(|term| term.value).map_or(String::new(), |value| value.to_string());
        match (rule, &finding.detail) {
            (Rule::CellBlank, _) => {
                self.say(format_args!("{place}：{n}个单元格空白"), format_args!("{place}: {n} cells, blank"))
            }
            (Rule::CellDash, _) => self.say(
                format_args!("{place}：{n}个单元格为横线、斜线或“无”等"),
                format_args!("{place}: {n} cells, dashes"),
            ),
            (Rule::CellNegative, _) => self.say(
                format_args!("{place}：{value}，件数不能小于零"),
                format_args!("{place}: {value}, but a count is not negative"),
            ),
            (Rule::CellFraction, _) => self.say(
                format_args!("{place}：{value}，件数应为整数"),
                format_args!("{place}: {value}, but a count is a whole number"),
            ),
            (Rule::CellUnreadable, Detail::Text(text)) => self.say(
                format_args!("{place}：“{text}”读不成这一格的数"),
                format_args!("{place}: {text:?} is no figure of this cell"),
            ),
            (Rule::CellUnit, Detail::Text(text)) => self.say(
                format_args!("{place}：“{text}”的单位与表式不同"),
                format_args!("{place}: {text:?} is in another unit than the form's"),
            ),
            (Rule::CellAmbiguous, Detail::Readings { text, readings }) => {
                let (n, some) = (readings.len(), some_readings(readings));
                self.say(
                    format_args!("{place}起：“{text}”有{n}种读法（{some}）"),
                    format_args!("{place} and on: {text:?} can be read in {n} ways ({some})"),
                )
            }
            (Rule::CellMissing, _) => self.say(
                format_args!("{place}：没有给出（{n}个数）"),
                format_args!("{place}: not given ({n} {})", if n == 1 { "figure" } else { "figures" }),
            ),
            (Rule::FormLabel, Detail::Label { printed, official }) => self.say(
                format_args!("“{printed}”应为“{official}”"),
                format_args!("{printed:?} is printed for {official:?}"),
            ),
            (Rule::FormEdition, Detail::Text(text)) if finding.place == Place::Form => self.say(
                format_args!("“{text}”不在{edition}年版表式的任何一格"),
                format_args!("{text:?} stands in no cell of edition {edition} of the form"),
            ),
            (Rule::FormEdition, Detail::Text(text)) => self.say(
                format_args!("“{text}”不属于{edition}年版表式"),
                format_args!("{text:?} does not belong to edition {edition} of the form"),
            ),
            (Rule::FormSection, Detail::Absent(true)) => {
                self.say(format_args!("没有{place}"), format_args!("{place} is absent"))
            }
            (Rule::FormSection, _) => {
                self.say(format_args!("{place}顺序不对"), format_args!("{place} is out of order"))
            }
            (Rule::HeaderMissing, _) => self.say(format_args!("没有{place}"), format_args!("no {place} is stated")),
            (Rule::WaiverLapsed | Rule::WaiverUnused, Detail::Text(text)) => {
                self.say(format_args!("{place}：{zh}（{text}）"), format_args!("{place}: {en} ({text})"))
            }
            // What is implausible is said with its figures.
            _ if n > 0 => {
                let named = |term: &FindingCell| format!("{} {}", finding.label(term.cell), self.figure(term));
                let figures: Vec<_> = finding.cells.iter().map(named).collect();
                self.say(
                    format_args!("{place}：{zh}（{}）", figures.join("，")),
                    format_args!("{place}: {en} ({})", figures.join(", ")),
                )
            }
            _ => self.say(format_args!("{zh}"), format_args!("{en}")),
        }
    }

    fn say(&self, zh: fmt::Arguments<'_>, en: fmt::Arguments<'_>) -> String {
        say(self.language, zh, en)
    }
}

/// Whether a cell adds nothing to a sum: 0, or what counts as that.
fn adds_nothing(term: &FindingCell) -> bool {
    match term.state {
        StateKind::Number => term.value.is_some_and(|value| value.is_zero()),
        StateKind::Blank | StateKind::Dash => true,
        StateKind::Ambiguous | StateKind::Unreadable | StateKind::Missing => false,
    }
}

/// The first readings of a run.
fn some_readings(readings: &[Box<[Number]>]) -> String {
    const SHOWN: usize = 4;
    let numbers = |reading: &[Number]| reading.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let mut shown: Vec<_> = readings.iter().take(SHOWN).map(|reading| numbers(reading)).collect();
    if readings.len() > SHOWN {
        shown.push("…".to_owned());
    }
    shown.join("; ")
}

/// A column of table 3, as printed.
fn requester_name(column: Column) -> &'static str {
    RowId::RECEIVED.spec().column(column).map_or(column.code(), |spec| spec.label)
}
