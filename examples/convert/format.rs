//! The formats that are written, by the endings of file names.

use std::error::Error;

use disclosure_report::Draft;

/// What could not be carried, a line each.
type Lost = Vec<String>;

#[derive(Clone, Copy)]
pub(crate) struct Format {
    /// The longest ending that fits is meant.
    endings: &'static [&'static str],
    what: &'static str,
    several: bool,
    write: Writer,
}

#[derive(Clone, Copy)]
enum Writer {
    Is(fn(&[Draft], &mut Vec<u8>) -> Result<Lost, Box<dyn Error>>),
    /// The feature that this build lacks.
    #[allow(dead_code, reason = "only where a feature is off")]
    Lacks(&'static str),
}

/// A format whose writer is there if its feature is.
macro_rules! format {
    ($feature:literal, $endings:expr, $what:literal, $several:literal, $write:expr) => {
        Format {
            endings: &$endings,
            what: $what,
            several: $several,
            #[cfg(feature = $feature)]
            write: Writer::Is($write),
            #[cfg(not(feature = $feature))]
            write: Writer::Lacks($feature),
        }
    };
}

const FORMATS: &[Format] = &[
    format!("json", [".json"], "the JSON envelope", false, writers::json),
    format!("sarif", [".sarif", ".sarif.json"], "findings as SARIF", true, writers::sarif),
];

impl Format {
    /// The format that a file's name ends with.
    pub(crate) fn of(name: &str) -> Result<Self, String> {
        let name = name.to_lowercase();
        let fits =
            |format: &&Format| format.endings.iter().filter(|ending| name.ends_with(*ending)).map(|e| e.len()).max();
        let best = FORMATS.iter().filter(|format| fits(format).is_some()).max_by_key(fits);
        best.copied().ok_or_else(|| format!("{name}: no format has this ending\n{}", help()))
    }

    pub(crate) fn takes_several(&self) -> bool {
        self.several
    }

    /// The endings of the formats that take several reports.
    pub(crate) fn several() -> Vec<&'static str> {
        FORMATS.iter().filter(|format| format.several).filter_map(|format| format.endings.first().copied()).collect()
    }

    /// Writes the reports; what could not be carried.
    pub(crate) fn write(&self, drafts: &[Draft], out: &mut Vec<u8>) -> Result<Lost, Box<dyn Error>> {
        match self.write {
            Writer::Is(write) => write(drafts, out),
            Writer::Lacks(feature) => Err(format!("this build lacks the feature `{feature}`").into()),
        }
    }
}

/// The endings, a format a line.
pub(crate) fn help() -> String {
    FORMATS.iter().map(|format| format!("  {:24}{}\n", format.endings.join(" "), format.what)).collect()
}

/// One function for each format.
mod writers {
    use super::{Draft, Error, Lost};
}
