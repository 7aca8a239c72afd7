//! Turns a report from one form into another, by the endings of the file names.
//!
//! `cargo run --example convert IN OUT`; `--help` lists the endings.

#![allow(clippy::print_stderr, reason = "a command")]

mod format;
mod writers;

use std::error::Error;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use disclosure_report::read::{self, ReadOptions, Reading};
use format::Format;
use writers::Job;

const HELP: &str = "\
Turns annual reports on government information disclosure (政府信息公开工作年度报告) from one form into another.

usage: convert IN OUT

IN is a file in any format that this build reads, told by its content; `-` is standard input. OUT is written in the
format that its ending names; `-.ENDING` is standard output.

";

/// Anything that went wrong: there is no file then, or the one that was there before.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--help" | "-h"] => io::stdout().write_all(format!("{HELP}{}", format::help()).as_bytes()).map_err(Into::into),
        [input, output] => convert(input, output),
        _ => Err("usage: convert IN OUT (--help says more)".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("convert: {error}");
            ExitCode::from(FAILED)
        }
    }
}

fn convert(input: &str, output: &str) -> Result<(), Box<dyn Error>> {
    // Whether OUT can be written at all is known before IN is read.
    let format = Format::of(output)?;
    let readings = readings(input).map_err(|error| format!("{input}: {error}"))?;
    if readings.len() > 1 && !format.takes_several() {
        let several = Format::several().join(", ");
        return Err(format!(
            "{output}: {} reports are in {input}, and this format takes one; {several} take all",
            readings.len()
        )
        .into());
    }
    let mut bytes = Vec::new();
    let lost =
        format.write(&Job { input, readings: &readings }, &mut bytes).map_err(|error| format!("{output}: {error}"))?;
    for line in lost {
        eprintln!("convert: {output}: not carried: {line}");
    }
    put(output, &bytes).map_err(|error| format!("{output}: {error}"))?;
    Ok(())
}

/// Every report in a file.
fn readings(input: &str) -> Result<Vec<Reading>, Box<dyn Error>> {
    let options = ReadOptions::default();
    // One byte more than is read tells the reader that there are too many.
    let most = u64::try_from(options.limits.input_bytes)?.saturating_add(1);
    let mut bytes = Vec::new();
    if input == "-" {
        io::stdin().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(input)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(read::all(&bytes, &options)?)
}

/// Writes beside the file and puts it in its place when it is whole.
fn put(output: &str, bytes: &[u8]) -> io::Result<()> {
    if output.starts_with("-.") {
        return io::stdout().lock().write_all(bytes);
    }
    let part = format!("{output}.{}.part", std::process::id());
    // Never a file of somebody else's.
    let file = File::create_new(&part)?;
    let written = whole(file, bytes).and_then(|()| std::fs::rename(&part, Path::new(output)));
    written.inspect_err(|_| {
        // What is left of it, if anything, is of no use.
        let _ = std::fs::remove_file(&part);
    })
}

fn whole(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}
