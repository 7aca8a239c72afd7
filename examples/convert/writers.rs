//! One function for each format: the crate's writers as they are called.

use std::error::Error;

#[allow(unused_imports, reason = "whichever features are on")]
use disclosure_report::draft::Losses;
use disclosure_report::read::Reading;
use disclosure_report::{Draft, Edition, repair};

/// What could not be carried, a line each.
pub(crate) type Lost = Vec<String>;

pub(crate) type Written = Result<Lost, Box<dyn Error>>;

/// What is to be written.
pub(crate) struct Job<'a> {
    /// The name of the file that it was read from.
    #[allow(dead_code, reason = "whichever features are on")]
    pub(crate) input: &'a str,
    pub(crate) readings: &'a [Reading],
}

impl<'a> Job<'a> {
    #[allow(dead_code, reason = "whichever features are on")]
    fn drafts(&self) -> impl Iterator<Item = &'a Draft> + use<'a> {
        self.readings.iter().map(|reading| &reading.draft)
    }

    /// What was lost of a report, and of which if there are several.
    #[allow(dead_code, reason = "whichever features are on")]
    fn lines(&self, index: usize, losses: &Losses) -> Lost {
        let which = if self.readings.len() > 1 { format!("report {}: ", index + 1) } else { String::new() };
        losses.iter().map(|loss| format!("{which}{loss}")).collect()
    }

    /// Writes every report; what was lost of each.
    #[allow(dead_code, reason = "whichever features are on")]
    fn each(&self, mut write: impl FnMut(&Draft) -> std::io::Result<Losses>) -> Written {
        let mut lost = Lost::new();
        for (index, draft) in self.drafts().enumerate() {
            lost.extend(self.lines(index, &write(draft)?));
        }
        Ok(lost)
    }
}

#[cfg(feature = "json")]
pub(crate) fn json(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    use std::io::Write as _;
    for draft in job.drafts() {
        out.write_all(disclosure_report::json::to_string_pretty(draft).as_bytes())?;
        out.push(b'\n');
    }
    Ok(Lost::new())
}

#[cfg(feature = "json")]
pub(crate) fn json_lines(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    let mut writer = disclosure_report::json::lines::Writer::new(out);
    for draft in job.drafts() {
        writer.write(draft)?;
    }
    writer.finish()?;
    Ok(Lost::new())
}

/// With a byte order mark, so that Excel shows Chinese.
#[cfg(feature = "csv")]
pub(crate) fn tidy_csv(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    use disclosure_report::csv;
    csv::tidy(out, job.drafts(), &csv::Options::default().with_byte_order_mark())?;
    Ok(Lost::new())
}

#[cfg(feature = "csv")]
pub(crate) fn wide_csv(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    use disclosure_report::csv;
    let drafts: Vec<Draft> = job.drafts().cloned().collect();
    let losses = csv::wide(out, &drafts, &csv::Options::default().with_byte_order_mark())?;
    Ok(losses.iter().enumerate().flat_map(|(index, losses)| job.lines(index, losses)).collect())
}

#[cfg(feature = "docx")]
pub(crate) fn docx(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    use disclosure_report::docx;
    job.each(|draft| docx::write(&mut *out, draft, &docx::Options::default()))
}

#[cfg(feature = "html")]
pub(crate) fn html(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    let options = disclosure_report::html::Options::default();
    job.each(|draft| disclosure_report::html::write(&mut *out, draft, &options))
}

#[cfg(feature = "html")]
pub(crate) fn audit(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    let options = disclosure_report::html::Options::default();
    job.each(|draft| {
        disclosure_report::html::audit(&mut *out, draft, &draft.check(), &repair::suggest(draft), &options)
    })
}

#[cfg(feature = "markdown")]
pub(crate) fn markdown(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    job.each(|draft| disclosure_report::markdown::write(&mut *out, draft))
}

#[cfg(feature = "xlsx")]
pub(crate) fn xlsx(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    job.each(|draft| disclosure_report::xlsx::write(&mut *out, draft))
}

#[cfg(feature = "xlsx")]
pub(crate) fn audit_xlsx(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    use disclosure_report::xlsx;
    job.each(|draft| xlsx::with_findings(&mut *out, draft, &draft.check(), &repair::suggest(draft)))
}

#[cfg(feature = "arrow-59")]
pub(crate) fn parquet(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    let edition = job.drafts().next().map_or(Edition::Revised2021, Draft::edition);
    let mut writer = disclosure_report::arrow::parquet::Writer::new(out, edition)?;
    for draft in job.drafts() {
        writer.write(draft)?;
    }
    writer.finish()?;
    Ok(Lost::new())
}

#[cfg(feature = "sarif")]
pub(crate) fn sarif(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    use disclosure_report::sarif::File;
    let mut log = disclosure_report::sarif::Log::new(disclosure_report::Language::Chinese);
    let uri = disclosure_report::sarif::uri(job.input);
    for Reading { draft, encoding, .. } in job.readings {
        // Lines are those of the file where it was text: only then an encoding is known.
        let file = if encoding.is_some() { File::text(&*uri) } else { File::document(&*uri) };
        log.add(&file, draft, &draft.check(), &repair::suggest(draft));
    }
    log.write(out)?;
    Ok(Lost::new())
}

#[cfg(feature = "sql")]
pub(crate) fn sqlite(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    sql(job, out, disclosure_report::sql::Dialect::Sqlite)
}

#[cfg(feature = "sql")]
pub(crate) fn postgresql(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    sql(job, out, disclosure_report::sql::Dialect::PostgreSql)
}

#[cfg(feature = "sql")]
pub(crate) fn duckdb(job: &Job<'_>, out: &mut Vec<u8>) -> Written {
    sql(job, out, disclosure_report::sql::Dialect::DuckDb)
}

/// A table for each edition, without the constraints, since reports as published are to go in; each report's key is the
/// file's name with its number in the file.
#[cfg(feature = "sql")]
fn sql(job: &Job<'_>, out: &mut Vec<u8>, dialect: disclosure_report::sql::Dialect) -> Written {
    use disclosure_report::sql::Schema;
    let mut lost = Lost::new();
    for edition in Edition::ALL {
        let schema = Schema::new(*edition, dialect).without_constraints();
        let own = || job.drafts().enumerate().filter(|(_, draft)| draft.edition() == *edition);
        if own().next().is_some() {
            schema.create_table(&mut *out)?;
        }
        for (index, draft) in own() {
            let key = format!("{}#{}", job.input, index + 1);
            lost.extend(job.lines(index, &schema.insert(&mut *out, &key, draft)?));
        }
    }
    Ok(lost)
}
