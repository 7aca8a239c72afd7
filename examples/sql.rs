//! Prints tables, rows and the query of violations in SQL.
//!
//! `cargo run --example sql -- --dialect sqlite create|insert FILE…|violations [--edition 2021] [--table NAME]`

#![allow(clippy::print_stderr, reason = "a command")]

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write};
use std::process::ExitCode;

use disclosure_report::Edition;
use disclosure_report::read::{self, ReadOptions, Reading};
use disclosure_report::sql::{Dialect, Schema};

const HELP: &str = "\
usage: sql --dialect sqlite|postgresql|duckdb|spark [options] create | insert FILE… | violations

  create       CREATE TABLE for the reports of an edition
  insert       an INSERT for each report in the files, whose key is FILE#INDEX; what a row does not say goes to
               standard error
  violations   the query that lists every violated relation

  --edition 2019|2021   for create and violations; both without it
  --table NAME          another name than disclosure_report_2019 and disclosure_report_2021; it needs --edition
  --no-constraints      a table that takes reports as published
";

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let done = options(std::env::args().skip(1)).and_then(|options| run(&options, &mut out));
    match done.and_then(|()| out.flush().map_err(Into::into)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sql: {error}");
            ExitCode::from(2)
        }
    }
}

type Error = Box<dyn std::error::Error>;

struct Options {
    dialect: Dialect,
    edition: Option<Edition>,
    table: Option<String>,
    constraints: bool,
    /// The command, then its files.
    words: Vec<String>,
}

fn options(mut given: impl Iterator<Item = String>) -> Result<Options, Error> {
    let mut dialect = None;
    let (mut edition, mut table, mut constraints, mut words) = (None, None, true, Vec::new());
    while let Some(word) = given.next() {
        let mut value = || given.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--dialect" => dialect = Some(value()?.parse()?),
            "--edition" => edition = Some(value()?.parse()?),
            "--table" => table = Some(value()?),
            "--no-constraints" => constraints = false,
            _ if word.starts_with('-') => return Err(HELP.into()),
            _ => words.push(word),
        }
    }
    if table.is_some() && edition.is_none() {
        return Err("--table needs --edition".into());
    }
    Ok(Options { dialect: dialect.ok_or(HELP)?, edition, table, constraints, words })
}

fn run(options: &Options, out: &mut impl Write) -> Result<(), Error> {
    let editions = options.edition.as_ref().map_or(Edition::ALL, std::slice::from_ref);
    match options.words.split_first().map(|(command, files)| (command.as_str(), files)) {
        Some(("create", [])) => editions.iter().try_for_each(|e| Ok(schema(options, *e)?.create_table(&mut *out)?)),
        Some(("violations", [])) => editions.iter().try_for_each(|e| Ok(schema(options, *e)?.violations(&mut *out)?)),
        Some(("insert", files)) => files.iter().try_for_each(|file| insert(options, file, out)),
        _ => Err(HELP.into()),
    }
}

fn schema(options: &Options, edition: Edition) -> Result<Schema, Error> {
    let mut schema = Schema::new(edition, options.dialect);
    if let Some(table) = &options.table {
        schema = schema.named(table)?;
    }
    Ok(if options.constraints { schema } else { schema.without_constraints() })
}

fn insert(options: &Options, file: &str, out: &mut impl Write) -> Result<(), Error> {
    for (index, reading) in readings(file).map_err(|error| format!("{file}: {error}"))?.iter().enumerate() {
        let edition = reading.draft.edition();
        let losses = schema(options, edition)?.insert(&mut *out, &format!("{file}#{index}"), &reading.draft)?;
        for loss in &losses {
            eprintln!("{file}: {loss}");
        }
    }
    Ok(())
}

fn readings(file: &str) -> Result<Vec<Reading>, Error> {
    let options = ReadOptions::default();
    // One byte more than is read tells the reader that there are too many.
    let most = u64::try_from(options.limits.input_bytes)?.saturating_add(1);
    let mut bytes = Vec::new();
    File::open(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(read::all(&bytes, &options)?)
}
