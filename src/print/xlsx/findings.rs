//! The sheet of what was found: the verdict, each finding with a link to its cells, and repairs.

use rust_xlsxwriter::utility::quote_sheet_name;
use rust_xlsxwriter::{Format, Url, Workbook, Worksheet, XlsxError};

use super::content::exact;
use super::formats;
use super::places::Places;
use super::tables::A4;
use super::text::fitting;
use crate::check::{Finding, Findings, Language, Side};
use crate::draft::Draft;
use crate::form::CellId;
use crate::quantity::Number;
use crate::repair::Repair;
use crate::wording::marks;

const FINDINGS: [(&str, f64); 10] = [
    ("级别", 14.0),
    ("规则", 18.0),
    ("位置", 26.0),
    ("单元格（点击跳转）", 20.0),
    ("左边", 9.0),
    ("右边", 9.0),
    ("差", 9.0),
    ("说明", 50.0),
    ("Message", 50.0),
    ("来源", 18.0),
];
/// Under the columns of the findings that say the like.
const REPAIRS: [&str; 10] = ["可能性", "原因", "Reason", "单元格（点击跳转）", "", "", "", "修改", "Change", ""];

pub(super) fn sheet(
    workbook: &mut Workbook,
    draft: &Draft,
    places: &Places,
    findings: &Findings,
    repairs: &[Repair],
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(marks::FINDINGS_SHEET)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    for (at, (_, width)) in (0..).zip(FINDINGS) {
        sheet.set_column_width(at, width)?;
    }
    let verdict = format!("核查结论：{}（{}）", findings.verdict().label(), findings.verdict().code());
    sheet.write_string_with_format(0, 0, verdict, &formats::heading())?;
    let mut list = List { sheet, places, row: 2, lines: 1.0 };
    if !findings.is_empty() {
        list.head(&FINDINGS.map(|(name, _)| name))?;
    }
    for finding in findings {
        list.finding(finding)?;
    }
    if !repairs.is_empty() {
        list.row += 1;
        list.sheet.write_string_with_format(list.row, 0, "修复建议（可能性从大到小）", &formats::heading())?;
        list.row += 1;
        list.head(&REPAIRS)?;
    }
    for repair in repairs {
        list.repair(draft, repair)?;
    }
    Ok(())
}

/// No row can be taller, in points.
const TALLEST: f64 = 409.0;

/// How wide a text is, in Latin characters; a Chinese one is as wide as two.
fn lengths(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 1.05 } else { 2.1 }).sum()
}

struct List<'a> {
    sheet: &'a mut Worksheet,
    places: &'a Places,
    row: u32,
    /// How many lines the tallest entry of the row takes.
    lines: f64,
}

impl List<'_> {
    fn head(&mut self, names: &[&str]) -> Result<(), XlsxError> {
        for (at, name) in (0..).zip(names) {
            self.sheet.write_string_with_format(self.row, at, *name, &formats::head())?;
        }
        self.row += 1;
        Ok(())
    }

    fn finding(&mut self, finding: &Finding) -> Result<(), XlsxError> {
        let severity = format!("{} {}", finding.severity.label(), finding.severity.code());
        let source = finding.source.map(|source| source.to_string()).unwrap_or_default();
        let texts = [
            (0, severity),
            (1, finding.rule.id().to_owned()),
            (2, finding.place.to_string()),
            (7, finding.message(Language::Chinese)),
            (8, finding.message(Language::English)),
            (9, source),
        ];
        for (at, text) in texts {
            self.text(at, &text)?;
        }
        let imbalance = finding.imbalance;
        for (at, side, least) in [
            (4, Side::Left, imbalance.map(|imbalance| imbalance.left)),
            (5, Side::Right, imbalance.map(|imbalance| imbalance.right)),
        ] {
            // Where a cell can be several numbers, so can the side.
            match least.map(|least| (least, finding.adds_up_to(side))) {
                Some((least, sum)) if sum != least.to_string() => self.text(at, &sum)?,
                _ => self.number(at, least)?,
            }
        }
        self.number(6, imbalance.filter(|_| finding.is_exact()).map(|imbalance| imbalance.delta))?;
        // Of a relation, the parts and the total are named apart.
        let side = |side| finding.cells.iter().filter(move |term| term.side == side).map(|term| term.cell);
        let sides = [None, Some(Side::Left), Some(Side::Right)].map(|of| side(of).collect::<Vec<_>>());
        self.link(3, &sides)?;
        self.end()
    }

    fn repair(&mut self, draft: &Draft, repair: &Repair) -> Result<(), XlsxError> {
        let format = formats::entry().set_num_format("0.0%");
        self.sheet.write_number_with_format(self.row, 0, repair.likelihood, &format)?;
        let texts = [
            (1, repair.reason(Language::Chinese)),
            (2, repair.reason(Language::English)),
            (7, repair.summary(draft, Language::Chinese)),
            (8, repair.summary(draft, Language::English)),
        ];
        for (at, text) in texts {
            self.text(at, &text)?;
        }
        for at in [4, 5, 6, 9] {
            self.text(at, "")?;
        }
        self.link(3, &[repair.changes.iter().map(|change| change.cell).collect()])?;
        self.end()
    }

    /// Ends a row. Not every program works out by itself how tall it is.
    fn end(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, (2.0 + 14.0 * self.lines).min(TALLEST))?;
        (self.row, self.lines) = (self.row + 1, 1.0);
        Ok(())
    }

    fn text(&mut self, at: u16, text: &str) -> Result<(), XlsxError> {
        let width = FINDINGS.get(usize::from(at)).map_or(10.0, |(_, width)| *width);
        self.lines = self.lines.max((lengths(text) / width).ceil());
        self.sheet.write_string_with_format(self.row, at, fitting(text), &formats::entry())?;
        Ok(())
    }

    fn number(&mut self, at: u16, number: Option<Number>) -> Result<(), XlsxError> {
        let format: Format = formats::entry().set_num_format("General");
        match number.map(|number| (exact(number), number)) {
            None => self.sheet.write_blank(self.row, at, &format)?,
            Some((Some(float), _)) => self.sheet.write_number_with_format(self.row, at, float, &format)?,
            Some((None, number)) => self.sheet.write_string_with_format(self.row, at, number.to_string(), &format)?,
        };
        Ok(())
    }

    /// Names cells, `D6:I6 = J6`, and leads to the last of them, which is a relation's total.
    fn link(&mut self, at: u16, groups: &[Vec<CellId>]) -> Result<(), XlsxError> {
        /// More ranges than these say nothing to anybody.
        const NAMED: usize = 12;
        let mut ranges = groups.iter().map(|cells| self.places.ranges(cells)).filter(|ranges| !ranges.is_empty());
        let table = groups.iter().flatten().next().map(|cell| cell.table());
        let (Some(table), Some(first)) = (table, ranges.next()) else {
            self.sheet.write_blank(self.row, at, &formats::entry())?;
            return Ok(());
        };
        let named = |ranges: &[super::places::Range]| {
            let more = if ranges.len() > NAMED { " …" } else { "" };
            let names: Vec<_> = ranges.iter().take(NAMED).map(ToString::to_string).collect();
            names.join("、") + more
        };
        let second = ranges.next();
        let text = second.iter().fold(named(&first), |text, right| format!("{text} = {}", named(right)));
        let target = second.as_ref().unwrap_or(&first).first().map(ToString::to_string).unwrap_or_default();
        let url = Url::new(format!("internal:{}!{target}", quote_sheet_name(table.heading()))).set_text(text);
        self.sheet.write_url_with_format(self.row, at, url, &formats::link())?;
        Ok(())
    }
}
