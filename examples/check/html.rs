//! One page for all files: what came of each, then an audit sheet for every report.

use std::fmt::Write as _;
use std::io::{self, Write};

use disclosure_report::html::{self, Options, escape};
use disclosure_report::report::ReportYear;
use disclosure_report::{Language, Verdict};

use crate::arguments::Words;
use crate::{Answer, Checked, Failure, Tally};

/// The page in the making: what stands first on it is known last.
pub(crate) struct Page {
    words: Words,
    /// A row of the table at the top for each report, and for each file without one.
    rows: String,
    sheets: Vec<u8>,
    reports: usize,
}

impl Page {
    pub(crate) fn new(words: Words) -> Self {
        Self { words, rows: String::new(), sheets: Vec::new(), reports: 0 }
    }

    fn say(&self, zh: &str, en: &str) -> String {
        match self.words {
            Words::Chinese => escape(zh),
            Words::English => format!("<span lang=\"en\">{}</span>", escape(en)),
            Words::Both => format!("{} <span class=\"dr-en\" lang=\"en\">{}</span>", escape(zh), escape(en)),
        }
    }

    fn row(&mut self, file: &str, report: &str, result: &str) {
        let file = escape(file);
        let _ = writeln!(self.rows, "<tr><td class=\"dr-code\">{file}</td><td>{report}</td><td>{result}</td></tr>");
    }
}

impl Answer for Page {
    fn report(&mut self, checked: &Checked<'_>, _: &mut dyn Write) -> io::Result<()> {
        self.reports += 1;
        let prefix = format!("r{}.", self.reports);
        let Checked { file, index, reading, findings, repairs } = checked;
        let header = &reading.draft.header;
        let file = if *index > 0 { format!("{file}#{}", index + 1) } else { (*file).to_owned() };
        let verdict = findings.verdict();
        let sign = match verdict {
            Verdict::Consistent => "✓",
            Verdict::Undecided => "⚠",
            Verdict::Inconsistent => "✗",
        };
        let organ = header.organ.as_deref().map_or_else(|| self.say("机关名称不明", "organ not stated"), escape);
        let year = header.year.map(ReportYear::get).map_or(String::new(), |year| format!(" {year}"));
        let result = format!("{sign} {}", self.say(verdict.label(), verdict.code()));
        self.row(&file, &format!("<a href=\"#{prefix}form\">{organ}{year}</a>"), &result);
        let language = match self.words {
            Words::Both => None,
            Words::Chinese => Some(Language::Chinese),
            Words::English => Some(Language::English),
        };
        let options = Options::default().fragment().with_id_prefix(prefix).with_source(file).with_language(language);
        // What a sheet does not carry, such as what was noticed on the page, stands among its findings.
        html::audit(&mut self.sheets, &reading.draft, findings, repairs, &options).map(drop)
    }

    fn unread(&mut self, file: &str, failure: &Failure, _: &mut dyn Write) -> io::Result<()> {
        let en = failure.message();
        let zh = match failure {
            Failure::Io(_) => "无法读取文件".to_owned(),
            Failure::Read(error) => error.message_zh(),
        };
        let said = format!("✗ {} <span class=\"dr-code\">{}</span>", self.say(&zh, &en), failure.code());
        self.row(file, "", &said);
        Ok(())
    }

    fn end(&mut self, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
        let Tally { files, unread, consistent, undecided, inconsistent } = tally;
        let title = match self.words {
            Words::English => "Audit of annual reports",
            _ => "年度报告审核结果",
        };
        let counts = self.say(
            &format!("{files}个文件：{consistent}份一致，{inconsistent}份不一致，{undecided}份无法判定，{unread}个文件未能读取"),
            &format!("files: {files}; consistent: {consistent}, inconsistent: {inconsistent}, undecided: {undecided}; not read: {unread}"),
        );
        let [file, report, result] =
            [("文件", "file"), ("报告", "report"), ("结果", "result")].map(|(zh, en)| self.say(zh, en));
        html::page(out, title, |out| {
            write!(out, "<header class=\"dr\" data-dr=\"aside\">\n<h1>{}</h1>\n<p>{counts}</p>\n", escape(title))?;
            write!(out, "<table class=\"dr-list\"><thead><tr>")?;
            for heading in [file, report, result] {
                write!(out, "<th scope=\"col\">{heading}</th>")?;
            }
            write!(out, "</tr></thead><tbody>\n{}</tbody></table>\n</header>\n", self.rows)?;
            out.write_all(&self.sheets)
        })
    }
}
