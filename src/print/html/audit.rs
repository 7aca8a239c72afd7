//! The audit sheet: the form with what was found in it, marked so that it shows without colour.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::markup::Markup;
use super::options::Options;
use super::tables::{Fill, spans};
use super::words::{Words, sign};
use super::{FORM_STYLE, finish, listing, losses, sections};
use crate::check::{Detail, Finding, Findings, Imbalance, Place, Role, Rule, Severity, Side, Status};
use crate::draft::{AsDraft, Draft, LossKind, Losses, Origin, State};
use crate::form::{CellId, Column, Edition, RowId, Table};
use crate::print::content::Print;
use crate::print::grid::Grid;
use crate::quantity::Number;
use crate::repair::Repair;

/// The style of what an audit sheet adds to the form.
pub(super) const STYLE: &str = include_str!("audit.css");

/// A finding about more cells than these is marked at none of them: it is listed.
const MANY: usize = 7;

/// How likely a repair after the first must be to be shown in its cells.
const LIKELY: f64 = 0.1;

/// Writes an audit sheet: the verdict, what would put the figures right, every finding, and the form with the cells
/// marked that they are about. The sums that fail are shown next to their rows and below their columns.
///
/// `repairs` are those of [`repair::suggest`](crate::repair::suggest), the likeliest first. Read back, the sheet is the form,
/// since readers leave out what is added to it. Returns what it does not carry: as for [`write`](fn@super::write), and
/// that a row was missing, which reads back as blank.
///
/// ```
/// use disclosure_report::{Draft, Edition, repair, html};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// draft.set("review.upheld".parse()?, 10u32)?;
/// draft.set("review.total".parse()?, 0u32)?;
/// let mut sheet = Vec::new();
/// let (findings, repairs) = (draft.check(), repair::suggest(&draft));
/// html::audit(&mut sheet, &draft, &findings, &repairs, &html::Options::default())?;
/// assert!(String::from_utf8(sheet).unwrap().contains("建议"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Those of `out`.
pub fn audit(
    mut out: impl Write,
    draft: &impl AsDraft,
    findings: &Findings,
    repairs: &[Repair],
    options: &Options,
) -> io::Result<Losses> {
    let draft = draft.as_draft();
    let print = Print::of(&draft);
    let sheet = Sheet::of(&print, findings, repairs, options);
    let mut body = Markup::default();
    body.raw("<article class=\"dr dr-audit\"").id(options.prefix(), "form").raw(">\n");
    listing::above(&sheet, &print, options, &mut body);
    sections(&sheet, &print, &mut body);
    body.raw("</article>\n");
    let verdict = findings.verdict();
    let title = format!("{} · {}", print.title(), sheet.words.plain(verdict.label(), verdict.code()));
    out.write_all(finish(&body, &title, &[FORM_STYLE, STYLE], options).as_bytes())?;
    out.flush()?;
    let mut losses = losses(&print, &title, options);
    for (id, cell) in draft.cells() {
        if cell.state == State::Missing {
            losses.add_cell(LossKind::Missing, id);
        }
    }
    Ok(losses)
}

/// What is said where.
pub(super) struct Sheet<'a> {
    print: &'a Print<'a>,
    pub(super) findings: &'a Findings,
    pub(super) repairs: &'a [Repair],
    prefix: &'a str,
    pub(super) words: Words,
    imputed: BTreeMap<CellId, Number>,
    /// The findings that a cell points to, by their place in the list.
    marks: BTreeMap<CellId, Vec<usize>>,
    /// The cells of violated sums.
    in_sums: BTreeSet<CellId>,
    /// The cells that are most likely wrong.
    wrong: BTreeSet<CellId>,
}

impl<'a> Sheet<'a> {
    fn of(print: &'a Print<'a>, findings: &'a Findings, repairs: &'a [Repair], options: &'a Options) -> Self {
        let mut sheet = Self {
            print,
            findings,
            repairs,
            prefix: options.prefix(),
            words: Words::of(options.language),
            imputed: findings.imputations().iter().map(|it| (it.cell, it.value)).collect(),
            marks: BTreeMap::new(),
            in_sums: BTreeSet::new(),
            wrong: repairs.iter().take(1).flat_map(|repair| &repair.changes).map(|change| change.cell).collect(),
        };
        for (at, finding) in findings.iter().enumerate() {
            sheet.mark(at, finding);
        }
        sheet
    }

    fn mark(&mut self, at: usize, finding: &Finding) {
        let cells = finding.cells.iter();
        let marked: Vec<CellId> = match (finding.status, &finding.detail) {
            (Some(Status::Violated), _) => {
                self.in_sums.extend(cells.clone().map(|term| term.cell));
                let wrong = cells.clone().map(|term| term.cell).filter(|cell| self.wrong.contains(cell));
                let wrong: Vec<_> = wrong.collect();
                let totals = cells.filter(|term| term.role != Some(Role::Part)).map(|term| term.cell);
                if wrong.is_empty() { totals.collect() } else { wrong }
            }
            // What follows from the sums is shown in its cell.
            (Some(Status::Undecided), Detail::Open(open)) => {
                open.iter().copied().filter(|cell| !self.imputed.contains_key(cell)).collect()
            }
            // Its cells say so themselves.
            _ if finding.rule == Rule::CellMissing => Vec::new(),
            _ if finding.cells.len() <= MANY => cells.map(|term| term.cell).collect(),
            _ => Vec::new(),
        };
        for cell in marked {
            self.marks.entry(cell).or_default().push(at);
        }
    }

    pub(super) fn draft(&self) -> &'a Draft {
        self.print.draft
    }

    fn finding(&self, at: usize) -> Option<&'a Finding> {
        self.findings.iter().nth(at)
    }

    /// The finding on a sum, and its place in the list.
    fn on_sum(&self, rule: Rule, place: Place) -> Option<(usize, &'a Finding)> {
        self.findings.iter().enumerate().find(|(_, finding)| finding.rule == rule && finding.place == place)
    }

    /// A sum that does not hold or can't be decided: its sign, both sides and their difference.
    fn sum(&self, rule: Rule, place: Place, out: &mut Markup) {
        let Some((at, finding)) = self.on_sum(rule, place) else { return };
        out.link(self.prefix, format_args!("f{}", at + 1)).raw(sign(finding)).raw("</a> ");
        match finding.imbalance {
            Some(Imbalance { left, right, delta }) => {
                let [left, right] =
                    [(Side::Left, left), (Side::Right, right)].map(|(side, it)| finding.sum_of(side, it));
                out.show(format_args!("{left}\u{2009}≠\u{2009}{right}"));
                if finding.is_exact() {
                    let plus = if delta.is_negative() { "" } else { "+" };
                    let difference = self.words.plain("差", "diff. ");
                    out.raw("<br>").text(difference).show(format_args!("{plus}{delta}"));
                }
            }
            None => {
                out.text(self.words.plain("无法判定", "undecided"));
            }
        }
        if finding.waiver.is_some() {
            out.raw("<br>").text(self.words.plain("（已豁免）", "(waived)"));
        }
    }

    fn figure(&self, cell: CellId, out: &mut Markup) {
        let held = self.draft().cell(cell);
        let text = self.print.cell(cell);
        out.raw("<span class=\"dr-figure\">").lines(text).raw("</span>");
        let imputed = self.imputed.get(&cell);
        if let Some(value) = imputed {
            out.raw("<span").aside().raw(">[").show(value).raw("]</span>");
        }
        let tags = [
            (held.is_some_and(|held| held.state == State::Missing), "缺", "missing"),
            (held.is_some_and(|held| held.state == State::Ambiguous), "几种读法", "ambiguous"),
            (imputed.is_some() || held.is_some_and(|held| held.origin == Origin::Imputed), "推算", "imputed"),
            (held.is_some_and(|held| held.origin == Origin::Repaired), "已更正", "repaired"),
        ];
        let tags: Vec<_> = tags.iter().filter(|tag| tag.0).map(|tag| self.words.plain(tag.1, tag.2)).collect();
        if !tags.is_empty() {
            out.raw("<span class=\"dr-tag\"").aside().raw(">").text(&tags.join(" ")).raw("</span>");
        }
    }

    fn suggestions(&self, cell: CellId, out: &mut Markup) {
        let mut said = Vec::new();
        for (rank, repair) in self.repairs.iter().enumerate() {
            let Some(change) = repair.changes.iter().find(|change| change.cell == cell) else { continue };
            let likely = rank == 0 || repair.likelihood >= LIKELY;
            if !likely || said.contains(&change.to) {
                continue;
            }
            said.push(change.to);
            let (class, zh, en) = if rank == 0 { ("dr-fix", "建议", "suggested") } else { ("dr-tag", "或", "or") };
            out.raw("<span class=\"").raw(class).raw("\"").aside().raw(">").text(self.words.plain(zh, en)).raw(" ");
            out.show(change.to).raw("</span>");
        }
    }

    fn references(&self, cell: CellId, out: &mut Markup) {
        let Some(marks) = self.marks.get(&cell) else { return };
        out.raw("<span class=\"dr-refs\"").aside().raw(">");
        for at in marks {
            let Some(finding) = self.finding(*at) else { continue };
            out.link(self.prefix, format_args!("f{}", at + 1)).raw(sign(finding)).show(at + 1).raw("</a> ");
        }
        out.raw("</span>");
    }

    fn class(&self, cell: CellId) -> &'static str {
        let severity = |severity| {
            let marks = self.marks.get(&cell).into_iter().flatten();
            marks.filter_map(|at| self.finding(*at)).any(|finding| finding.severity == severity)
        };
        if self.wrong.contains(&cell) || severity(Severity::Error) {
            "dr-bad"
        } else if self.in_sums.contains(&cell) {
            "dr-sum"
        } else if severity(Severity::Warning) && !self.imputed.contains_key(&cell) {
            "dr-warn"
        } else if self.imputed.contains_key(&cell) {
            "dr-guess"
        } else {
            ""
        }
    }

    /// A row below table 3 for the sums of its columns.
    fn below_columns(&self, rule: Rule, grid: &Grid, out: &mut Markup) {
        if !self.findings.iter().any(|finding| finding.rule == rule) {
            return;
        }
        let figures = Column::REQUESTERS.len();
        let summary = self.words.plain(rule.summary_zh(), rule.summary_en());
        out.raw("<tr><th scope=\"row\"").raw(&spans(1, grid.columns - figures)).raw(">").text(summary).raw("</th>");
        for column in Column::REQUESTERS {
            out.raw("<td>");
            self.sum(rule, Place::Column(column), out);
            out.raw("</td>");
        }
        out.raw("</tr>\n");
    }

    /// A row below table 4 for the sums of its blocks.
    fn below_blocks(&self, out: &mut Markup) {
        if !self.findings.iter().any(|finding| finding.rule == Rule::T4Total) {
            return;
        }
        out.raw("<tr>");
        for block in self.edition().rows_of(Table::Challenges) {
            out.raw("<td").raw(&spans(1, block.columns.len())).raw(">");
            self.sum(Rule::T4Total, Place::Row(block.id), out);
            out.raw("</td>");
        }
        out.raw("</tr>\n");
    }
}

impl Fill for Sheet<'_> {
    fn edition(&self) -> Edition {
        self.draft().edition()
    }

    fn prefix(&self) -> &str {
        self.prefix
    }

    /// Every cell has its place here, for what is said of it.
    fn is_absent(&self, _: RowId) -> bool {
        false
    }

    fn field(&self, cell: CellId, out: &mut Markup) -> String {
        self.figure(cell, out);
        self.suggestions(cell, out);
        self.references(cell, out);
        self.class(cell).to_owned()
    }

    fn margin(&self) -> Option<&'static str> {
        let any = self.findings.iter().any(|finding| finding.rule == Rule::T3Requesters);
        any.then(|| self.words.plain("核对", "check"))
    }

    fn in_margin(&self, row: RowId, out: &mut Markup) {
        self.sum(Rule::T3Requesters, Place::Row(row), out);
    }

    fn below(&self, table: Table, grid: &Grid, out: &mut Markup) {
        out.raw("<tfoot").aside().raw(">\n");
        match table {
            Table::Proactive => {}
            Table::Requests => {
                self.below_columns(Rule::T3Outcomes, grid, out);
                self.below_columns(Rule::T3Balance, grid, out);
            }
            Table::Challenges => self.below_blocks(out),
        }
        out.raw("</tfoot>\n");
    }
}
