//! What was asked for on the command line.

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;

pub(crate) const HELP: &str = "\
Checks annual reports on government information disclosure (政府信息公开工作年度报告).

usage: check FILE|DIR… [options]

FILE is a report in any format that this build reads; `-` is standard input. Of a DIR, the files in it are checked by
name, without hidden ones and without its subdirectories.

  --format text|json|sarif|html   what to print (text). json: one line a report; sarif: one log for all;
                                  html: one page for all
  --lang zh|en                    text and html in one language; without it in both
  --no-tables                     text without the tables
  --waivers FILE                  accepted discrepancies: a JSON list of {rule, place, values, explanation}
  --color auto|always|never       colours (auto: on a terminal, unless NO_COLOR is set)
  --help                          this help

exit status: 2 if a file could not be read or the usage is wrong, else 1 if a report is not consistent, else 0
";

/// What to do.
#[derive(Debug)]
pub(crate) enum Wanted {
    Help,
    Check(Options),
}

#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) format: Format,
    pub(crate) look: Look,
    /// A file of waivers.
    pub(crate) waivers: Option<PathBuf>,
}

/// What to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
    #[cfg(feature = "sarif")]
    Sarif,
    #[cfg(feature = "html")]
    Html,
}

/// How text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) words: Words,
    pub(crate) tables: bool,
    pub(crate) colour: bool,
    /// The columns of the terminal.
    pub(crate) width: usize,
}

/// In which languages text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    Both,
    Chinese,
    English,
}

impl Words {
    /// The text in the chosen language, or Chinese with English in brackets.
    pub(crate) fn of(self, zh: &str, en: &str) -> String {
        match self {
            Self::Both => format!("{zh} ({en})"),
            Self::Chinese => zh.to_owned(),
            Self::English => en.to_owned(),
        }
    }
}

/// Reads the command line; the error is a message for its author.
pub(crate) fn parse(given: impl IntoIterator<Item = OsString>) -> Result<Wanted, String> {
    let mut paths = Vec::new();
    let (mut format, mut lang, mut when) = ("text".to_owned(), None, "auto".to_owned());
    let (mut tables, mut options_end) = (true, false);
    let mut waivers = None;
    let mut given = given.into_iter();
    while let Some(argument) = given.next() {
        let Some(option) = argument.to_str().filter(|text| text.len() > 1 && text.starts_with('-') && !options_end)
        else {
            paths.push(PathBuf::from(argument));
            continue;
        };
        let (name, inline) = option.split_once('=').map_or((option, None), |(name, value)| (name, Some(value)));
        let mut value = || match inline {
            Some(value) => Ok(value.to_owned()),
            None => given.next().and_then(|v| v.into_string().ok()).ok_or_else(|| format!("{name} needs a value")),
        };
        match name {
            "--help" | "-h" => return Ok(Wanted::Help),
            "--format" => format = value()?,
            "--lang" => lang = Some(value()?),
            "--color" | "--colour" => when = value()?,
            "--no-tables" => tables = false,
            "--waivers" => waivers = Some(PathBuf::from(value()?)),
            "--" => options_end = true,
            _ => return Err(format!("no such option: {name}")),
        }
    }
    let format = match format.as_str() {
        "text" => Format::Text,
        "json" => Format::Json,
        #[cfg(feature = "sarif")]
        "sarif" => Format::Sarif,
        #[cfg(not(feature = "sarif"))]
        "sarif" => return Err("--format sarif: this build lacks the feature `sarif`".to_owned()),
        #[cfg(feature = "html")]
        "html" => Format::Html,
        #[cfg(not(feature = "html"))]
        "html" => return Err("--format html: this build lacks the feature `html`".to_owned()),
        _ => return Err(format!("--format {format}: expected text, json, sarif or html")),
    };
    let words = match lang.as_deref() {
        None => Words::Both,
        Some("zh") => Words::Chinese,
        Some("en") => Words::English,
        Some(other) => return Err(format!("--lang {other}: expected zh or en")),
    };
    let colour = match when.as_str() {
        "always" => true,
        "never" => false,
        "auto" => std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()) && std::io::stdout().is_terminal(),
        _ => return Err(format!("--color {when}: expected auto, always or never")),
    };
    if paths.is_empty() {
        return Err("no file given".to_owned());
    }
    let look = Look { words, tables, colour, width: width() };
    Ok(Wanted::Check(Options { paths, format, look, waivers }))
}

/// The width that the shell tells, within reason.
fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100).clamp(40, 400)
}
