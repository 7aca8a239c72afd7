//! One log in SARIF for all files.

use std::io::{self, Write};

use disclosure_report::{Language, sarif};

use crate::arguments::Words;
use crate::{Answer, Checked, Failure, Tally};

pub(crate) struct Sarif(sarif::Log);

impl Sarif {
    /// A log has one language.
    pub(crate) fn new(words: Words) -> Self {
        Self(sarif::Log::new(if words == Words::English { Language::English } else { Language::Chinese }))
    }
}

impl Answer for Sarif {
    fn report(&mut self, checked: &Checked<'_>, _: &mut dyn Write) -> io::Result<()> {
        let Checked { file, reading, findings, repairs, .. } = checked;
        let uri = sarif::uri(file);
        // Lines are those of the file where it was text: only then an encoding is known.
        let file = if reading.encoding.is_some() { sarif::File::text(uri) } else { sarif::File::document(uri) };
        self.0.add(&file, &reading.draft, findings, repairs);
        Ok(())
    }

    fn unread(&mut self, file: &str, failure: &Failure, _: &mut dyn Write) -> io::Result<()> {
        self.0.add_unread(&sarif::File::document(sarif::uri(file)), failure.code(), &failure.message());
        Ok(())
    }

    fn end(&mut self, _: &Tally, out: &mut dyn Write) -> io::Result<()> {
        self.0.write(&mut *out)?;
        out.write_all(b"\n")
    }
}
