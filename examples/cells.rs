//! Prints every cell of one report as CSV: `cell,state,value`.
//!
//! `cargo run --example cells FILE`

#![allow(clippy::print_stderr, reason = "a command")]

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use disclosure_report::form::CellId;
use disclosure_report::{Draft, State, read};

fn main() -> ExitCode {
    let mut files = std::env::args_os().skip(1);
    let (Some(file), None) = (files.next(), files.next()) else {
        eprintln!("usage: cells FILE");
        return ExitCode::from(2);
    };
    match draft(Path::new(&file)) {
        Ok(draft) => match io::stdout().lock().write_all(csv(&draft).as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            // Whoever closed the pipe has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(2),
            Err(error) => {
                eprintln!("cells: standard output: {error}");
                ExitCode::from(2)
            }
        },
        Err(error) => {
            eprintln!("cells: {}: {error}", file.to_string_lossy());
            ExitCode::from(2)
        }
    }
}

/// The first report in a file. Without an edition there is none.
fn draft(path: &Path) -> Result<Draft, Box<dyn std::error::Error>> {
    let options = read::ReadOptions::default();
    // One byte more than is read tells the reader that there are too many.
    let most = u64::try_from(options.limits.input_bytes)?.saturating_add(1);
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(read::any(&bytes, &options)?.draft)
}

fn csv(draft: &Draft) -> String {
    let mut out = String::from("cell,state,value\n");
    for (id, cell) in draft.cells() {
        let value = match &cell.state {
            State::Number { value, .. } => value.to_string(),
            State::Unreadable(text) => text.to_string(),
            State::Ambiguous => readings(draft, id),
            _ => String::new(),
        };
        out.extend([id.as_str(), ",", cell.state.code(), ",", &field(&value), "\n"]);
    }
    out
}

/// What the readings of a run say of one cell, joined by `;`.
fn readings(draft: &Draft, cell: CellId) -> String {
    draft.readings(cell).iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
}

/// A field by RFC 4180.
fn field(text: &str) -> String {
    let quote = text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
    if quote { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
