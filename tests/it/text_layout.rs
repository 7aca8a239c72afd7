//! The form as texts show it.

use disclosure_report::form::PRINTED_BALANCE;

use crate::layout::{REQUESTERS, RESULTS, SECTIONS, Sheet};

/// How a text separates cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextLayout {
    CellALine,
    RowALine,
    ClosingBars,
    Markdown,
    Tabs,
    Padded,
}

pub(crate) const TEXTS: &[TextLayout] = &[
    TextLayout::CellALine,
    TextLayout::RowALine,
    TextLayout::ClosingBars,
    TextLayout::Markdown,
    TextLayout::Tabs,
    TextLayout::Padded,
];

impl TextLayout {
    pub(crate) fn shows_blanks(self) -> bool {
        matches!(self, Self::ClosingBars | Self::Markdown | Self::Tabs)
    }

    fn row(self, cells: &[String]) -> String {
        match self {
            Self::CellALine => cells.join("\n") + "\n",
            Self::RowALine => cells.join(" ") + "\n",
            Self::ClosingBars => cells.iter().map(|cell| format!("{cell} | ")).collect::<String>() + "\n",
            Self::Markdown => format!("| {} |\n", cells.join(" | ")),
            Self::Tabs => cells.join("\t") + "\n",
            Self::Padded => cells.iter().map(|cell| format!("{cell:<10}  ")).collect::<String>() + "\n",
        }
    }
}

/// A text in a layout; headings of groups stand before the label of their first row.
pub(crate) fn text(sheet: &Sheet, layout: TextLayout) -> String {
    let own = |cells: &[&str]| layout.row(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
    let mut out = format!("{}\n", sheet.title);
    let rule = if layout == TextLayout::Markdown { "| --- | --- | --- |\n" } else { "" };
    for (i, heading) in SECTIONS.iter().enumerate() {
        out += &format!("{heading}\n");
        match i {
            0 => out += "本年度共受理申请13件，均按期答复。\n",
            1 => {
                for (i, row) in sheet.proactive.iter().enumerate() {
                    out += &layout.row(row);
                    out += if i == 0 { rule } else { "" };
                }
            }
            2 => {
                out += &own(&[PRINTED_BALANCE, "申请人情况"]);
                out += rule;
                out += &own(&[REQUESTERS[0], "法人或其他组织", REQUESTERS[6]]);
                out += &own(&REQUESTERS[1..6]);
                let mut group: &[&str] = &[];
                for row in &sheet.requests {
                    let shared = row.group.iter().zip(group).take_while(|(a, b)| a == b).count();
                    group = row.group;
                    let labels = row.group[shared..].iter().chain([&row.label]).map(|text| (*text).to_owned());
                    out += &layout.row(&labels.chain(row.figures.iter().cloned()).collect::<Vec<_>>());
                }
            }
            3 => {
                out += &own(&["行政复议", "行政诉讼"]);
                out += rule;
                out += &own(&[&RESULTS[..], &["未经复议直接起诉", "复议后起诉"]].concat());
                out += &own(&[RESULTS, RESULTS].concat());
                out += &layout.row(&sheet.challenges);
            }
            _ => out += "无。\n",
        }
    }
    out
}
