//! What an audit sheet says above the form: the verdict, the repairs, the findings.

use super::audit::Sheet;
use super::markup::Markup;
use super::options::Options;
use super::tables::Fill as _;
use super::words::sign;
use crate::check::{Finding, FindingCell, Language, Place, Severity, Status, Verdict};
use crate::print::content::Print;
use crate::repair::Repair;

/// Of a sum of many terms, so many are linked.
const LINKED: usize = 24;

/// How many repairs are seen at once.
const SHOWN: usize = 5;

pub(super) fn above(sheet: &Sheet<'_>, print: &Print<'_>, options: &Options, out: &mut Markup) {
    out.raw("<div").aside().raw(">\n<header>\n<p class=\"dr-meta\"><strong>");
    sheet.words.say("审核单", "audit sheet", out);
    out.raw("</strong>");
    if let Some(source) = &options.source {
        out.raw(" · <span class=\"dr-code\">").text(source).raw("</span>");
    }
    let edition = print.draft.edition();
    out.raw(" · ");
    sheet.words.say(&format!("{edition}年版"), &format!("edition {edition}"), out);
    out.raw("</p>\n");
    verdict(sheet, out);
    out.raw("</header>\n");
    repairs(sheet, out);
    findings(sheet, out);
    legend(sheet, out);
    out.raw("</div>\n");
}

fn verdict(sheet: &Sheet<'_>, out: &mut Markup) {
    let verdict = sheet.findings.verdict();
    let sign = match verdict {
        Verdict::Consistent => "✓",
        Verdict::Undecided => "⚠",
        Verdict::Inconsistent => "✗",
    };
    out.raw("<p class=\"dr-verdict dr-").raw(verdict.code()).raw("\"><strong>").raw(sign).raw(" ");
    sheet.words.say(verdict.label(), verdict.code(), out);
    out.raw("</strong><br>");
    let count = |severity| sheet.findings.iter().filter(|finding| finding.severity == severity).count();
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    let imputed = sheet.findings.imputations().len();
    let zh = format!("{errors}个错误、{warnings}个警告、{notes}个提示；推算出{imputed}个数");
    let en = format!("errors: {errors}, warnings: {warnings}, notes: {notes}; imputed: {imputed}");
    sheet.words.say(&zh, &en, out);
    out.raw("</p>\n");
}

fn heading(zh: &str, en: &str, sheet: &Sheet<'_>, out: &mut Markup) {
    out.raw("<section>\n<h2>");
    sheet.words.say(zh, en, out);
    out.raw("</h2>\n");
}

fn repairs(sheet: &Sheet<'_>, out: &mut Markup) {
    if sheet.repairs.is_empty() {
        return;
    }
    heading("可能的更正", "what would put it right, likeliest first", sheet, out);
    let (first, rest) = sheet.repairs.split_at(sheet.repairs.len().min(SHOWN));
    table(first, sheet, out);
    if !rest.is_empty() {
        out.raw("<details><summary>");
        sheet.words.say(&format!("另有{}种", rest.len()), &format!("{} more", rest.len()), out);
        out.raw("</summary>\n");
        table(rest, sheet, out);
        out.raw("</details>\n");
    }
    out.raw("</section>\n");
}

fn table(repairs: &[Repair], sheet: &Sheet<'_>, out: &mut Markup) {
    out.raw("<table class=\"dr-list\"><thead><tr>");
    for (zh, en) in [("可能性", "likelihood"), ("更正", "repair"), ("原因", "reason")] {
        out.raw("<th scope=\"col\">");
        sheet.words.say(zh, en, out);
        out.raw("</th>");
    }
    out.raw("</tr></thead><tbody>\n");
    for repair in repairs {
        let percent = repair.likelihood * 100.0;
        let percent = if percent < 1.0 { "<1%".to_owned() } else { format!("{percent:.0}%") };
        out.raw("<tr><td class=\"dr-number\">").text(&percent).raw("</td><td>");
        let summary = |language| repair.summary(sheet.draft(), language);
        sheet.words.say(&summary(Language::Chinese), &summary(Language::English), out);
        for change in &repair.changes {
            out.raw(" ").link(sheet.prefix(), change.cell).raw("→<span class=\"dr-code\">").text(change.cell.as_str());
            out.raw("</span></a>");
        }
        out.raw("</td><td>");
        sheet.words.say(&repair.reason(Language::Chinese), &repair.reason(Language::English), out);
        out.raw("</td></tr>\n");
    }
    out.raw("</tbody></table>\n");
}

fn findings(sheet: &Sheet<'_>, out: &mut Markup) {
    heading("发现的问题", "findings", sheet, out);
    if sheet.findings.is_empty() {
        out.raw("<p>");
        sheet.words.say("没有发现问题。", "Nothing was found.", out);
        out.raw("</p>\n");
    } else {
        out.raw("<ol class=\"dr-findings\">\n");
        for (at, finding) in sheet.findings.iter().enumerate() {
            self::finding(at + 1, finding, sheet, out);
        }
        out.raw("</ol>\n");
    }
    out.raw("</section>\n");
}

fn finding(number: usize, finding: &Finding, sheet: &Sheet<'_>, out: &mut Markup) {
    out.raw("<li class=\"dr-").raw(finding.severity.code()).raw("\"");
    out.id(sheet.prefix(), format_args!("f{number}")).raw("><div><strong>").raw(sign(finding)).show(number).raw(" ");
    sheet.words.say(finding.severity.label(), finding.severity.code(), out);
    out.raw("</strong> <span class=\"dr-code\">").text(finding.rule.id()).raw(" ");
    out.link(sheet.prefix(), anchor(finding.place)).show(finding.place).raw("</a></span>");
    if finding.waiver.is_some() {
        out.raw(" <strong>");
        sheet.words.say("已豁免", "waived", out);
        out.raw("</strong>");
    }
    if let Some(source) = finding.source.filter(|source| !source.is_empty()) {
        out.raw(" <span class=\"dr-code\">@ ").show(source).raw("</span>");
    }
    out.raw("</div><div>");
    sheet.words.say(&finding.message(Language::Chinese), &finding.message(Language::English), out);
    out.raw("</div>");
    cells(finding, sheet, out);
    out.raw("</li>\n");
}

/// What the sheet has for a place: what is not on it is the form as a whole.
fn anchor(place: Place) -> String {
    match place {
        Place::Table(table) => format!("section.{}", table.number()),
        Place::Year => Place::Organ.to_string(),
        place => place.to_string(),
    }
}

/// Links to the cells, those of a sum that is not violated and zeros left out where there are many.
fn cells(finding: &Finding, sheet: &Sheet<'_>, out: &mut Markup) {
    let many = finding.cells.len() > 7;
    let speaks = |term: &&FindingCell| !many || term.value.is_some_and(|value| !value.is_zero());
    if many && finding.status != Some(Status::Violated) {
        return;
    }
    let terms: Vec<_> = finding.cells.iter().filter(speaks).take(LINKED).collect();
    if terms.is_empty() {
        return;
    }
    out.raw("<div class=\"dr-cells\">→ ");
    for (i, term) in terms.iter().enumerate() {
        out.raw(if i == 0 { "" } else { " · " }).link(sheet.prefix(), term.cell);
        out.text(finding.label(term.cell));
        if let Some(value) = term.value {
            out.raw(" ").show(value);
        }
        out.raw("</a>");
    }
    out.raw("</div>");
}

/// What the signs mean.
fn legend(sheet: &Sheet<'_>, out: &mut Markup) {
    out.raw("<ul class=\"dr-legend\">");
    for (signs, zh, en) in [
        ("✗", "错误", "error"),
        ("⚠", "警告", "warning"),
        ("◆", "提示", "note"),
        ("◇", "已豁免", "waived"),
        ("[ ]", "由勾稽关系推算", "follows from the sums"),
        ("缺", "没有给出", "not given"),
        ("……", "加点下划线：所在等式不成立", "dotted underline: in a sum that does not hold"),
    ] {
        out.raw("<li><strong>").raw(signs).raw("</strong> ");
        sheet.words.say(zh, en, out);
        out.raw("</li>");
    }
    out.raw("</ul>\n");
}
