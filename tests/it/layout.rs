//! The form as pages show it, in many hands.

use disclosure_report::form::{PRINTED_BALANCE, RowId, Table};
use proptest::prelude::*;

use crate::rendered::Shown;

/// Choices of whoever made the page, from a seed.
pub(crate) struct Hand(u64);

impl Hand {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, n: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).unwrap()
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// A row of table 3 as shown.
#[derive(Clone, Debug)]
pub(crate) struct SheetRow {
    pub(crate) id: RowId,
    pub(crate) group: &'static [&'static str],
    pub(crate) label: &'static str,
    pub(crate) figures: Vec<String>,
}

/// What stands on a page.
pub(crate) struct Sheet {
    pub(crate) title: String,
    /// Table 2: rows of cells, headings too.
    pub(crate) proactive: Vec<Vec<String>>,
    pub(crate) requests: Vec<SheetRow>,
    pub(crate) challenges: Vec<String>,
}

pub(crate) const REQUESTERS: [&str; 7] =
    ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
pub(crate) const RESULTS: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
pub(crate) const SECTIONS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

impl Sheet {
    pub(crate) fn of(shown: &Shown) -> Self {
        let mut proactive: Vec<Vec<String>> = Vec::new();
        let (mut group, mut columns): (&[&str], &[_]) = (&[], &[]);
        for row in shown.edition.rows_of(Table::Proactive) {
            if row.group != group {
                proactive.push(row.group.iter().map(|text| (*text).to_owned()).collect());
            }
            if row.group != group || row.columns != columns {
                let head = row.columns.iter().map(|column| column.label);
                proactive.push(std::iter::once("信息内容").chain(head).map(str::to_owned).collect());
            }
            (group, columns) = (row.group, row.columns);
            proactive.push(std::iter::once(row.label).chain(shown.figures(row)).map(str::to_owned).collect());
        }
        let requests = shown.edition.rows_of(Table::Requests).map(|row| SheetRow {
            id: row.id,
            group: row.group,
            label: row.label,
            figures: shown.figures(row).map(str::to_owned).collect(),
        });
        let blocks = shown.edition.rows_of(Table::Challenges);
        Self {
            title: shown.title.clone(),
            proactive,
            requests: requests.collect(),
            challenges: blocks.flat_map(|row| shown.figures(row)).map(str::to_owned).collect(),
        }
    }
}

/// How a page is marked up, beside the official layout.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a way to write by itself")]
pub(crate) struct Markup {
    /// White space, `&nbsp;` and `<br>` within labels.
    pub(crate) spaced: bool,
    /// Paragraphs and spans within cells.
    pub(crate) paragraphs: bool,
    /// Punctuation in other widths.
    pub(crate) widths: bool,
    pub(crate) traditional: bool,
    /// Everything within a table for layout.
    pub(crate) nested: bool,
    /// Table 3 goes on in a second table behind this row, with its head repeated.
    pub(crate) split: Option<usize>,
    /// Tags in capitals, without ends of cells and rows.
    pub(crate) old: bool,
    pub(crate) charset: Option<&'static str>,
}

impl Default for Markup {
    fn default() -> Self {
        Self {
            spaced: false,
            paragraphs: false,
            widths: false,
            traditional: false,
            nested: false,
            split: None,
            old: false,
            charset: Some("utf-8"),
        }
    }
}

pub(crate) fn markup() -> impl Strategy<Value = Markup> {
    (any::<[bool; 6]>(), prop::option::weighted(0.4, 1..26_usize)).prop_map(
        |([spaced, paragraphs, widths, traditional, nested, old], split)| Markup {
            spaced,
            paragraphs,
            widths,
            traditional,
            nested,
            split,
            old,
            charset: Some("utf-8"),
        },
    )
}

/// An ASCII digit, comma or sign in full width.
pub(crate) fn widen(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c }
}

const TRADITIONAL: &str = "条條项項规規处處罚罰强強许許开開数數额額制製发發现現获獲内內执執务務类類询詢举舉报報诉訴讼訟复復维維\
纠糾结結审審计計总總与與关關号號认認无無据據办辦继繼续續转轉应應给給个個员員业業会會农農学學题題义義护護权權\
书書单單万萬机機构構满滿缴繳费費";

/// A label in another hand.
fn hand_written(label: &str, markup: &Markup, hand: &mut Hand) -> String {
    let pairs: Vec<char> = TRADITIONAL.chars().collect();
    let mut out = String::new();
    for c in label.chars() {
        let other = pairs.chunks(2).find(|pair| pair[0] == c).map_or(c, |pair| pair[1]);
        let c = if markup.traditional { other } else { c };
        let c = match c {
            '（' if markup.widths && hand.one_in(2) => '(',
            '）' if markup.widths && hand.one_in(2) => ')',
            '.' if markup.widths => hand.pick(&['.', '．', '、']),
            '、' if markup.widths => hand.pick(&['、', '.', '．']),
            '，' if markup.widths => hand.pick(&['，', ',']),
            '1'..='9' if markup.widths && hand.one_in(2) => widen(c),
            '“' | '”' if markup.widths => hand.pick(&['"', '“', '”', '「']),
            _ => c,
        };
        out.push(c);
        if markup.spaced && hand.one_in(6) {
            out += hand.pick(&[" ", "&nbsp;", "\n", "<br>", "\u{3000}", "<br/>\n  ", "&#160;", "\u{200b}"]);
        }
    }
    out
}

struct Page<'a> {
    out: String,
    markup: &'a Markup,
    hand: &'a mut Hand,
}

impl Page<'_> {
    fn label(&mut self, text: &str, columns: usize, rows: usize) {
        let text = hand_written(text, self.markup, self.hand);
        self.cell(&text, columns, rows);
    }

    fn cell(&mut self, text: &str, columns: usize, rows: usize) {
        self.out += if self.markup.old { "<TD" } else { "<td" };
        for (name, n) in [("colspan", columns), ("rowspan", rows)] {
            if n > 1 {
                self.out += &format!(" {name}=\"{n}\"");
            }
        }
        self.out.push('>');
        self.out += &match (self.markup.paragraphs, self.hand.below(4)) {
            (true, 0) => format!("<p class=\"MsoNormal\"><span>{text}</span></p>"),
            (true, 1) => format!("\n  <div><p>{text}<o:p></o:p></p></div>\n"),
            (true, 2) => format!("<p><b>{text}</b></p>"),
            _ => text.to_owned(),
        };
        self.out += if self.markup.old { "" } else { "</td>" };
    }

    fn row(&mut self, fill: impl FnOnce(&mut Self)) {
        self.out += if self.markup.old { "<TR>" } else { "<tr>" };
        fill(self);
        self.out += if self.markup.old { "\n" } else { "</tr>\n" };
    }

    fn proactive(&mut self, rows: &[Vec<String>]) {
        self.out += "<table>\n";
        for cells in rows {
            self.row(|page| {
                for (i, text) in cells.iter().enumerate() {
                    let last = i + 1 == cells.len();
                    let columns = if last { 4 - i } else { 1 };
                    let is_label = i == 0 || cells[0] == "信息内容";
                    if is_label { page.label(text, columns, 1) } else { page.cell(text, columns, 1) }
                }
            });
        }
        self.out += "</table>\n";
    }

    fn head_of_requests(&mut self) {
        self.out += "<table>\n";
        self.row(|page| {
            page.label(PRINTED_BALANCE, 3, 3);
            page.label("申请人情况", 7, 1);
        });
        self.row(|page| {
            page.label(REQUESTERS[0], 1, 2);
            page.label("法人或其他组织", 5, 1);
            page.label(REQUESTERS[6], 1, 2);
        });
        self.row(|page| REQUESTERS[1..6].iter().for_each(|label| page.label(label, 1, 1)));
    }

    fn requests(&mut self, rows: &[SheetRow]) {
        let split = self.markup.split.unwrap_or(rows.len()).min(rows.len());
        for part in [&rows[..split], &rows[split..]] {
            if part.is_empty() {
                continue;
            }
            self.head_of_requests();
            for (i, row) in part.iter().enumerate() {
                self.row(|page| {
                    for level in 0..row.group.len() {
                        let same = |other: &SheetRow| other.group.get(..=level) == row.group.get(..=level);
                        if i == 0 || !same(&part[i - 1]) {
                            let rows = part[i..].iter().take_while(|other| same(other)).count();
                            page.label(row.group[level], 1, rows);
                        }
                    }
                    page.label(row.label, 3 - row.group.len(), 1);
                    row.figures.iter().for_each(|figure| page.cell(figure, 1, 1));
                });
            }
            self.out += "</table>\n";
        }
    }

    fn challenges(&mut self, figures: &[String]) {
        self.out += "<table>\n";
        self.row(|page| {
            page.label("行政复议", 5, 1);
            page.label("行政诉讼", 10, 1);
        });
        self.row(|page| {
            for label in RESULTS {
                page.label(label, 1, 2);
            }
            page.label("未经复议直接起诉", 5, 1);
            page.label("复议后起诉", 5, 1);
        });
        self.row(|page| RESULTS.iter().chain(&RESULTS).for_each(|label| page.label(label, 1, 1)));
        self.row(|page| figures.iter().for_each(|figure| page.cell(figure, 1, 1)));
        self.out += "</table>\n";
    }
}

/// A page in the official layout, with spans, marked up as told.
pub(crate) fn html(sheet: &Sheet, markup: &Markup, hand: &mut Hand) -> String {
    let mut page = Page { out: String::new(), markup, hand };
    let charset = markup.charset.map(|name| format!("<meta charset=\"{name}\">")).unwrap_or_default();
    page.out += &format!("<!DOCTYPE html>\n<html><head>{charset}<title>{}</title></head><body>\n", sheet.title);
    page.out += if markup.nested { "<table width=\"100%\"><tr><td><table><tr><td>\n" } else { "" };
    page.out += &format!("<h1>{}</h1>\n", sheet.title);
    for (i, heading) in SECTIONS.iter().enumerate() {
        page.out += &format!("<p>{heading}</p>\n");
        match i {
            0 => page.out += "<p>本年度共受理申请13件，均按期答复。</p>\n",
            1 => page.proactive(&sheet.proactive),
            2 => page.requests(&sheet.requests),
            3 => page.challenges(&sheet.challenges),
            _ => page.out += "<p>无。</p>\n",
        }
    }
    page.out += if markup.nested { "</td></tr></table></td></tr></table>\n" } else { "" };
    page.out + "</body></html>\n"
}
