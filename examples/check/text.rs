//! The answer for a reviewer at a terminal: the tables as read, then each finding with its sums and its place.

use std::io::{self, Write};

use disclosure_report::check::{Side, Status};
use disclosure_report::form::Table;
use disclosure_report::repair::Repair;
use disclosure_report::{Finding, Findings, Language, Severity, Verdict};

use crate::arguments::{Look, Words};
use crate::form::Sheet;
use crate::snippet::snippet;
use crate::{Answer, Checked, Failure, Tally};

pub(crate) const BOLD: &str = "1";
pub(crate) const DIM: &str = "2";
pub(crate) const RED: &str = "1;31";
pub(crate) const GREEN: &str = "1;32";
pub(crate) const YELLOW: &str = "1;33";
pub(crate) const BLUE: &str = "1;34";
pub(crate) const CYAN: &str = "36";

/// The text in an ANSI style.
pub(crate) fn paint(colour: bool, style: &str, text: &str) -> String {
    if colour && !style.is_empty() { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
}

/// Text of a file as it may go to a terminal: nothing in it moves the cursor, sets colours or turns the direction.
pub(crate) fn plain(text: &str) -> String {
    let harmless = |c: char| match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(harmless).collect()
}

/// For people at a terminal.
pub(crate) struct Text {
    pub(crate) look: Look,
}

impl Answer for Text {
    fn report(&mut self, checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        report(checked, self.look, out)
    }

    fn unread(&mut self, file: &str, failure: &Failure, _: &mut dyn Write) -> io::Result<()> {
        self::failure(file, failure, self.look);
        Ok(())
    }

    fn end(&mut self, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
        if tally.files > 1 { total(tally, self.look, out) } else { Ok(()) }
    }
}

/// What one report comes to.
fn report(checked: &Checked<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Checked { reading, findings, .. } = checked;
    let file = plain(checked.file);
    heading(checked, &file, look, out)?;
    for notice in &reading.encoding_notices {
        let said = look.words.of(&notice.message_zh(), &notice.to_string());
        writeln!(out, "{}", paint(look.colour, YELLOW, &plain(&said)))?;
    }
    if let Some(repair) = checked.repairs.first() {
        // The answer first; what led to it follows.
        writeln!(out, "{}", self::repair(repair, checked, look, BOLD))?;
    }
    if look.tables {
        let mut sheet = Sheet::new(&reading.draft, findings);
        for table in Table::ALL {
            writeln!(out, "\n{}", paint(look.colour, BOLD, &look.words.of(table.heading(), table.gloss())))?;
            write!(out, "{}", sheet.table(*table).draw(look.colour))?;
        }
        let legend = sheet.legend(look.words);
        if !legend.is_empty() {
            writeln!(out, "{}", paint(look.colour, DIM, &legend.join("   ")))?;
        }
    }
    writeln!(out)?;
    let text = reading.text.as_deref();
    // Findings that take several lines stand apart.
    let mut apart = false;
    for finding in findings {
        let long = finding.severity != Severity::Note && finding.status != Some(Status::Undecided);
        if long && apart {
            writeln!(out)?;
        }
        if finding.severity == Severity::Note {
            note(finding, look, out)?;
        } else {
            self::finding(finding, &file, text, look, out)?;
        }
        if long {
            writeln!(out)?;
        }
        apart = !long;
    }
    if apart {
        writeln!(out)?;
    }
    repairs(checked, look, out)?;
    writeln!(out, "{}\n", paint(look.colour, BOLD, &summary(findings, look.words)))
}

/// How many repairs are told at a terminal.
const REPAIRS: usize = 5;

/// What would put the figures right, if there is more than one way.
fn repairs(checked: &Checked<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let repairs = &checked.repairs;
    if repairs.len() < 2 {
        return Ok(());
    }
    writeln!(out, "{}", look.words.of("可能的更正", "what would put it right, best first"))?;
    for repair in repairs.iter().take(REPAIRS) {
        let percent = repair.likelihood * 100.0;
        let percent = if percent < 1.0 { "<1".to_owned() } else { format!("{percent:.0}") };
        writeln!(out, "{percent:>4}% {}", self::repair(repair, checked, look, ""))?;
    }
    if repairs.len() > REPAIRS {
        let more = repairs.len() - REPAIRS;
        writeln!(out, "      {}", look.words.of(&format!("另有{more}种"), &format!("{more} more")))?;
    }
    writeln!(out)
}

/// A repair in a line.
fn repair(repair: &Repair, checked: &Checked<'_>, look: Look, style: &str) -> String {
    let in_words = |language| {
        let (summary, reason) = (repair.summary(&checked.reading.draft, language), repair.reason(language));
        plain(&match language {
            Language::Chinese => format!("{summary}：{reason}"),
            _ => format!("{summary}: {reason}"),
        })
    };
    match look.words {
        Words::Chinese => paint(look.colour, style, &in_words(Language::Chinese)),
        Words::English => paint(look.colour, style, &in_words(Language::English)),
        Words::Both => {
            let (zh, en) = (in_words(Language::Chinese), in_words(Language::English));
            format!("{}\n      {}", paint(look.colour, style, &zh), paint(look.colour, DIM, &en))
        }
    }
}

fn heading(checked: &Checked<'_>, file: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let draft = &checked.reading.draft;
    let unknown = |zh, en| look.words.of(zh, en);
    let organ = draft.header.organ.as_deref().map_or_else(|| unknown("机关名称不明", "organ not stated"), plain);
    let year = match draft.header.year {
        Some(year) if look.words == Words::English => year.get().to_string(),
        Some(year) => format!("{}年", year.get()),
        None => unknown("年度不明", "year not stated"),
    };
    let edition = draft.edition();
    let edition = look.words.of(&format!("{edition}年版"), &format!("edition {edition}"));
    let verdict = checked.findings.verdict();
    let colour = match verdict {
        Verdict::Consistent => GREEN,
        Verdict::Undecided => YELLOW,
        Verdict::Inconsistent => RED,
    };
    let verdict = paint(look.colour, colour, &look.words.of(verdict.label(), verdict.code()));
    let nth = if checked.index > 0 { format!("#{}", checked.index + 1) } else { String::new() };
    writeln!(out, "{}: {organ} {year} · {edition} · {verdict}", paint(look.colour, BOLD, &format!("{file}{nth}")))
}

/// Severity and rule, as a finding begins.
fn title(finding: &Finding, look: Look) -> String {
    let style = match finding.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => CYAN,
    };
    let severity = match look.words {
        Words::Both => format!("{} {}", finding.severity.label(), finding.severity.code()),
        Words::Chinese => finding.severity.label().to_owned(),
        Words::English => finding.severity.code().to_owned(),
    };
    paint(look.colour, style, &format!("{severity} {}", finding.rule))
}

fn finding(finding: &Finding, file: &str, text: Option<&str>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} {}", title(finding, look), paint(look.colour, DIM, &finding.place.to_string()))?;
    if look.words != Words::English {
        writeln!(out, "  {}", plain(&finding.message(Language::Chinese)))?;
    }
    if look.words != Words::Chinese {
        let dim = look.colour && look.words == Words::Both;
        writeln!(out, "  {}", paint(dim, DIM, &plain(&finding.message(Language::English))))?;
    }
    if let Some(imbalance) = finding.imbalance.filter(|_| finding.is_exact()) {
        let terms = |side| finding.cells.iter().filter(|term| term.side == Some(side)).count();
        let (left, right) = (terms(Side::Left), terms(Side::Right));
        let line = look.words.of(
            &format!("左边{left}项合计{}，右边{right}项合计{}，差{}", imbalance.left, imbalance.right, imbalance.delta),
            &format!("left {}, right {}, difference {}", imbalance.left, imbalance.right, imbalance.delta),
        );
        writeln!(out, "  {line}")?;
    }
    // What is not decided has no one place that is wrong.
    match finding.source.filter(|_| finding.status != Some(Status::Undecided)) {
        Some(at) => write!(out, "{}", snippet(file, at, text, look)),
        None => Ok(()),
    }
}

/// A note is a line.
fn note(finding: &Finding, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let (zh, en) = (plain(&finding.message(Language::Chinese)), plain(&finding.message(Language::English)));
    // The place is the same in both languages.
    let short = en.rsplit_once(": ").map_or(en.as_str(), |(_, said)| said);
    let message = match look.words {
        Words::Both => format!("{zh} {}", paint(look.colour, DIM, &format!("({short})"))),
        Words::Chinese => zh,
        Words::English => en,
    };
    writeln!(out, "{} {message}", title(finding, look))
}

fn summary(findings: &Findings, words: Words) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    let imputed = findings.imputations().len();
    let zh = format!("{errors}个错误、{warnings}个警告、{notes}个提示");
    let en = format!("{}, {}, {}", many(errors, "error"), many(warnings, "warning"), many(notes, "note"));
    if imputed == 0 {
        return words.of(&zh, &en);
    }
    words.of(&format!("{zh}；推算出{imputed}个数"), &format!("{en}; {} imputed", many(imputed, "value")))
}

fn many(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// The line below several files.
fn total(tally: &Tally, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Tally { files, unread, consistent, undecided, inconsistent } = tally;
    let reports = consistent + undecided + inconsistent;
    let zh =
        format!("{files}个文件，{reports}份报告：{consistent}份一致，{inconsistent}份不一致，{undecided}份无法判定");
    let (files, reports) = (many(*files, "file"), many(reports, "report"));
    let en = format!("{files}, {reports}: {consistent} consistent, {inconsistent} inconsistent, {undecided} undecided");
    let line = if *unread == 0 {
        look.words.of(&zh, &en)
    } else {
        let (zh, en) = (format!("{zh}；{unread}个文件未能读取"), format!("{en}; {} not read", many(*unread, "file")));
        look.words.of(&zh, &en)
    };
    writeln!(out, "{}", paint(look.colour, BOLD, &line))
}

/// A file without an answer is no part of the answer: it is told on standard error.
fn failure(file: &str, failure: &Failure, look: Look) {
    let (zh, en) = match failure {
        Failure::Io(error) => ("无法读取文件".to_owned(), error.to_string()),
        Failure::Read(error) => (error.message_zh(), error.to_string()),
    };
    eprintln!("check: {}: {}", plain(file), plain(&look.words.of(&zh, &en)));
}
