//! Checks published reports: every sum, and what was read where.
//!
//! `cargo run --example check FILE|DIR… [--format text|json|sarif|html]`; `--help` says the rest.

#![allow(clippy::print_stderr, reason = "a command")]

mod arguments;
mod contract;
mod form;
#[cfg(feature = "html")]
mod html;
mod json;
#[cfg(feature = "sarif")]
mod sarif;
mod snippet;
mod table;
mod text;

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use arguments::{Format, Options, Wanted};
use disclosure_report::read::{self, ReadError, ReadOptions, Reading};
use disclosure_report::repair::{self, Repair};
use disclosure_report::{Findings, Rules, Verdict, Waivers};

/// Exit statuses.
const NOT_CONSISTENT: u8 = 1;
const NOT_READ: u8 = 2;

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let status = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Wanted::Help) => out.write_all(arguments::HELP.as_bytes()).map(|()| 0),
        Ok(Wanted::Check(options)) => check(&options, &mut out),
        Err(message) => {
            eprintln!("check: {message}\ncheck --help says more");
            Ok(NOT_READ)
        }
    };
    match status.and_then(|status| out.flush().map(|()| status)) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            // Whoever closed the pipe has seen enough; any other failure to answer is said.
            if error.kind() != io::ErrorKind::BrokenPipe {
                eprintln!("check: standard output: {error}");
            }
            ExitCode::from(NOT_READ)
        }
    }
}

/// A report and what the rules say of it.
struct Checked<'a> {
    file: &'a str,
    /// The how-manieth of the file, from 0.
    index: usize,
    reading: &'a Reading,
    findings: Findings,
    /// The best first.
    repairs: Vec<Repair>,
}

/// How many of what there were.
#[derive(Debug, Default)]
struct Tally {
    files: usize,
    unread: usize,
    consistent: usize,
    undecided: usize,
    inconsistent: usize,
}

impl Tally {
    fn unread(&mut self) {
        self.files += 1;
        self.unread += 1;
    }

    fn status(&self) -> u8 {
        if self.unread > 0 {
            NOT_READ
        } else if self.undecided + self.inconsistent > 0 {
            NOT_CONSISTENT
        } else {
            0
        }
    }
}

/// A form of answer: what is printed of each report, and at the end.
trait Answer {
    fn report(&mut self, checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// A file that could not be read.
    fn unread(&mut self, file: &str, failure: &Failure, out: &mut dyn Write) -> io::Result<()>;

    fn end(&mut self, _: &Tally, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn answer(options: &Options) -> Box<dyn Answer> {
    match options.format {
        Format::Text => Box::new(text::Text { look: options.look }),
        Format::Json => Box::new(json::Json),
        #[cfg(feature = "sarif")]
        Format::Sarif => Box::new(sarif::Sarif::new(options.look.words)),
        #[cfg(feature = "html")]
        Format::Html => Box::new(html::Page::new(options.look.words)),
    }
}

fn check(options: &Options, out: &mut impl Write) -> io::Result<u8> {
    let rules = match options.waivers.as_deref().map_or(Ok(Rules::default()), rules) {
        Ok(rules) => rules,
        Err(message) => {
            eprintln!("check: {message}");
            return Ok(NOT_READ);
        }
    };
    let mut tally = Tally::default();
    let mut answer = answer(options);
    for path in &options.paths {
        match files(path) {
            Ok(files) => {
                for file in files {
                    check_file(&file, &rules, &mut *answer, &mut tally, out)?;
                }
            }
            Err(error) => {
                tally.unread();
                answer.unread(&path.to_string_lossy(), &Failure::Io(error), out)?;
            }
        }
    }
    answer.end(&tally, out)?;
    Ok(tally.status())
}

fn check_file(
    path: &Path,
    rules: &Rules,
    answer: &mut dyn Answer,
    tally: &mut Tally,
    out: &mut impl Write,
) -> io::Result<()> {
    let file = path.to_string_lossy();
    let readings = match readings(path) {
        Ok(readings) => readings,
        Err(failure) => {
            tally.unread();
            return answer.unread(&file, &failure, out);
        }
    };
    tally.files += 1;
    for (index, reading) in readings.iter().enumerate() {
        let draft = &reading.draft;
        let (findings, repairs) = (draft.check_with(rules), repair::suggest_with(draft, rules));
        let checked = Checked { file: &file, index, reading, findings, repairs };
        *match checked.findings.verdict() {
            Verdict::Consistent => &mut tally.consistent,
            Verdict::Undecided => &mut tally.undecided,
            Verdict::Inconsistent => &mut tally.inconsistent,
        } += 1;
        answer.report(&checked, out)?;
        // A reader at the other end of a pipe gets each report as it is done.
        out.flush()?;
    }
    Ok(())
}

/// All rules, with the waivers in a file.
fn rules(waivers: &Path) -> Result<Rules, String> {
    let said = |error: &dyn std::fmt::Display| format!("{}: {error}", waivers.display());
    let bytes = fs::read(waivers).map_err(|error| said(&error))?;
    let waivers: Waivers = serde_json::from_slice(&bytes).map_err(|error| said(&error))?;
    Ok(Rules::default().with_waivers(waivers))
}

/// Why there is nothing to check.
#[derive(Debug)]
enum Failure {
    Io(io::Error),
    Read(ReadError),
}

impl Failure {
    /// What is wrong, in English.
    fn message(&self) -> String {
        match self {
            Self::Io(error) => error.to_string(),
            Self::Read(error) => error.to_string(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Io(error) if error.kind() == io::ErrorKind::NotFound => "not-found",
            Self::Io(_) => "io",
            Self::Read(error) => error.code(),
        }
    }
}

fn readings(path: &Path) -> Result<Vec<Reading>, Failure> {
    let options = ReadOptions::default();
    // One byte more than is read tells the reader that there are too many.
    let most = u64::try_from(options.limits.input_bytes).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().take(most).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(Failure::Io)?;
    read::all(&bytes, &options).map_err(Failure::Read)
}

/// The file itself, or the files of a directory by name.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        // A link that leads nowhere stays, to be reported.
        let other = fs::metadata(entry.path()).is_ok_and(|metadata| !metadata.is_file());
        if !hidden && !other {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}
