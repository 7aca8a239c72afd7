//! Parquet files of reports: a row each, over the columns of [`schema`](super::schema()).
//!
//! ```
//! use disclosure_report::{Draft, Edition, arrow::parquet};
//!
//! let draft = Draft::blank(Edition::Revised2021);
//! let mut writer = parquet::Writer::new(Vec::new(), Edition::Revised2021)?;
//! writer.write(&draft)?;
//! let bytes = writer.finish()?;
//! let read: Vec<Draft> = parquet::Reader::new(bytes)?.collect::<Result<_, _>>()?;
//! assert_eq!(read, [draft]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fs::File;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::arrow::ArrowWriter;
use ::parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use ::parquet::basic::Compression;
use ::parquet::file::metadata::{KeyValue, RowGroupMetaData};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::reader::ChunkReader;
use bytes::Bytes;

use super::decode::Drafts;
use super::encode::Encoder;
use super::error::ArrowError;
use super::{footer, schema};
use crate::draft::{AsDraft, Draft};
use crate::form::Edition;

/// How many rows are put into, or taken out of, the columns at once.
const BATCH_ROWS: usize = 1 << 10;
/// After how much text they are put in, though they are fewer.
const BATCH_BYTES: usize = 64 << 20;
/// How many rows a row group has at most: what is kept in memory, encoded, until it is written.
const GROUP_ROWS: usize = 1 << 15;

/// Writes drafts and reports of one edition as a Parquet file, compressed with Snappy.
///
/// The same reports give the same bytes, as long as the version of the engine stays the same. Up to 32,768 reports are
/// kept in memory, encoded, before they are written. What a file says of its columns takes some 200 kB, so put the reports
/// of an edition into one.
#[derive(Debug)]
pub struct Writer<W: Write + Send> {
    file: ArrowWriter<W>,
    encoder: Encoder,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file for reports of `edition`.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn new(writer: W, edition: Edition) -> io::Result<Self> {
        let mut said: Vec<_> = schema::metadata(edition).into_iter().collect();
        said.sort();
        let said = said.into_iter().map(|(key, value)| KeyValue::new(key, value)).collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_key_value_metadata(Some(said))
            .build();
        let file = ArrowWriter::try_new(writer, schema::schema(edition), Some(properties))?;
        Ok(Self { file, encoder: Encoder::new(edition) })
    }

    /// Writes a draft or report.
    ///
    /// # Errors
    ///
    /// Those of the writer; of kind `InvalidInput`, with an [`ArrowError`] inside, if the draft or report is of another
    /// edition than the file, which stays as it was.
    pub fn write(&mut self, form: &impl AsDraft) -> io::Result<()> {
        self.encoder.push(form).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
        if self.encoder.rows() >= BATCH_ROWS || self.encoder.text_bytes() >= BATCH_BYTES {
            self.put()?;
        }
        Ok(())
    }

    fn put(&mut self) -> io::Result<()> {
        let batch = self.encoder.finish().map_err(io::Error::other)?;
        Ok(self.file.write(&batch)?)
    }

    /// Ends the file; what it was written to. A file that is not ended can't be read.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        if self.encoder.rows() > 0 {
            self.put()?;
        }
        let mut writer = self.file.into_inner()?;
        writer.flush()?;
        Ok(writer)
    }
}

/// Reads the drafts in a Parquet file one after another, some of its rows at a time.
///
/// Files that other programs have rewritten are read too, as long as the columns keep their names: see
/// [`drafts`](super::drafts). One file may hold reports of both editions. Compression is Snappy or none.
///
/// A row with faults is an error, and the next row is read. A broken file is an error too, after which there are no more
/// rows. Should the engine panic over a file, that becomes such an error, provided that the program unwinds
/// (`panic = "unwind"`, the default).
#[derive(Debug)]
pub struct Reader {
    totals: Totals,
    batches: Option<ParquetRecordBatchReader>,
    /// The first batch, looked at as the file is opened.
    drafts: Option<Drafts>,
    row: usize,
}

/// What a file says of its size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Totals {
    pub(crate) rows: usize,
    pub(crate) unpacked_bytes: usize,
    largest_chunk: usize,
    /// The most elements of all lists in a column.
    pub(crate) values: usize,
}

impl Reader {
    /// Reads from memory: a `Vec<u8>`, `&[u8]` or anything that becomes bytes.
    ///
    /// # Errors
    ///
    /// [`ArrowError`] if the bytes are no Parquet file, or one of something else than reports.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Result<Self, ArrowError> {
        Self::open(Bytes::from(bytes.into()), |_| Ok(()))
    }

    /// Reads from a file, of which a part at a time is held in memory.
    ///
    /// # Errors
    ///
    /// [`ArrowError`] if the file can't be read, is no Parquet file, or one of something else than reports.
    pub fn from_file(file: File) -> Result<Self, ArrowError> {
        Self::open(file, |_| Ok(()))
    }

    /// Reads a file if `allowed` accepts what it says of its size.
    pub(crate) fn open<E: From<ArrowError>>(
        source: impl ChunkReader + 'static,
        allowed: impl FnOnce(Totals) -> Result<(), E>,
    ) -> Result<Self, E> {
        footer::check(&source)?;
        // The types of Parquet itself are enough, and those that a writer adds would be one more thing to go wrong.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let builder = unwound(|| ParquetRecordBatchReaderBuilder::try_new_with_options(source, options))?;
        let totals = Totals::of(builder.metadata().row_groups())?;
        allowed(totals)?;
        let batches = unwound(|| builder.with_batch_size(totals.batch_rows()).build())?;
        let mut reader = Self { totals, batches: Some(batches), drafts: None, row: 0 };
        reader.fill()?;
        Ok(reader)
    }

    /// How many reports the file has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.totals.rows
    }

    /// Takes the next batch, if there is one.
    fn fill(&mut self) -> Result<bool, ArrowError> {
        let Some(mut batches) = self.batches.take() else { return Ok(false) };
        let Some(batch) = unwound(|| batches.next().transpose())? else { return Ok(false) };
        self.drafts = Some(Drafts::new(&batch, self.row)?);
        self.row += batch.num_rows();
        self.batches = Some(batches);
        Ok(true)
    }
}

impl Iterator for Reader {
    type Item = Result<Draft, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(read) = self.drafts.as_mut().and_then(Iterator::next) {
                return Some(read);
            }
            self.drafts = None;
            match self.fill() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Totals {
    fn of(groups: &[RowGroupMetaData]) -> Result<Self, ArrowError> {
        let mut totals = Self { rows: 0, unpacked_bytes: 0, largest_chunk: 0, values: 0 };
        let size = |said: i64| usize::try_from(said).map_err(|_| ArrowError::broken_file("a size below zero"));
        for group in groups {
            totals.rows = totals.rows.saturating_add(size(group.num_rows())?);
            let mut values = 0;
            for column in group.columns() {
                values = values.max(size(column.num_values())?);
                let bytes = size(column.uncompressed_size())?;
                totals.unpacked_bytes = totals.unpacked_bytes.saturating_add(bytes);
                totals.largest_chunk = totals.largest_chunk.max(bytes);
            }
            totals.values = totals.values.saturating_add(values);
        }
        Ok(totals)
    }

    /// How many rows to take at once. A chunk may say that every row of it has the same long text.
    fn batch_rows(self) -> usize {
        const LEAST: usize = 16;
        const BYTES: usize = 1 << 30;
        (BYTES / self.largest_chunk.max(1)).clamp(LEAST, BATCH_ROWS)
    }
}

/// What the engine answers; its panics become errors.
fn unwound<T, E: std::error::Error + Send + Sync + 'static>(
    engine: impl FnOnce() -> Result<T, E>,
) -> Result<T, ArrowError> {
    match catch_unwind(AssertUnwindSafe(engine)) {
        Ok(answer) => answer.map_err(ArrowError::engine),
        Err(_) => Err(ArrowError::broken_file("the file contradicts itself")),
    }
}
