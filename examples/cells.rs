//! Prints every cell of one report as CSV: `cell,state,value`.
//!
//! `cargo run --example cells FILE`

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command")]

use std::process::ExitCode;

use disclosure_report::form::CellId;
use disclosure_report::{Draft, State, read};

fn main() -> ExitCode {
    let mut files = std::env::args_os().skip(1);
    let (Some(file), None) = (files.next(), files.next()) else {
        eprintln!("usage: cells FILE");
        return ExitCode::from(2);
    };
    let draft = std::fs::read(&file)
        .map_err(|error| error.to_string())
        .and_then(|bytes| read::any(&bytes, &read::ReadOptions::default()).map_err(|error| error.to_string()));
    match draft {
        Ok(reading) => {
            print!("{}", csv(&reading.draft));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", file.to_string_lossy());
            ExitCode::from(2)
        }
    }
}

fn csv(draft: &Draft) -> String {
    let mut out = String::from("cell,state,value\n");
    for (id, cell) in draft.cells() {
        let value = match &cell.state {
            State::Number { value, .. } => value.to_string(),
            State::Unreadable(text) => quoted(text),
            State::Ambiguous => readings(draft, id),
            _ => String::new(),
        };
        out += &format!("{id},{},{value}\n", cell.state.code());
    }
    out
}

/// What the readings of a run say of one cell, joined by `;`.
fn readings(draft: &Draft, cell: CellId) -> String {
    draft.readings(cell).iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
}

/// A CSV field.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
