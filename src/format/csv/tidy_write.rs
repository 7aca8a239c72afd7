//! Writes a cell a line.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use super::Options;
use super::columns::Column;
use super::guard::{guarded, written, written_if_any};
use super::topic::Topic;
use crate::draft::{AsDraft, Cell, Draft, Run};
use crate::form::CellId;
use crate::record::{Part, Plain, cell_fields, notice_fields};
use crate::wording::section;

/// Writes drafts and reports, a cell a line, with everything that they know.
///
/// ```
/// use disclosure_report::csv::{Options, TidyWriter};
/// use disclosure_report::{Draft, Edition};
///
/// let mut writer = TidyWriter::new(Vec::new(), &Options::default())?;
/// writer.write(&Draft::blank(Edition::Trial2019))?;
/// writer.write(&Draft::blank(Edition::Revised2021))?;
/// let text = String::from_utf8(writer.finish()?)?;
/// assert_eq!(text.lines().count(), 1 + (1 + 3 + 198) + (1 + 3 + 200));
/// assert!(text.starts_with("report,cell,table,row_label,column_label,state,value,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct TidyWriter<W: io::Write> {
    out: ::csv::Writer<W>,
    reports: u64,
}

impl<W: io::Write> TidyWriter<W> {
    /// A writer to `out`, which can be given by `&mut` too. The line of names is written at once.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn new(out: W, options: &Options) -> io::Result<Self> {
        let mut out = super::output(out, options)?;
        out.write_record(Column::ALL.iter().map(|column| column.name()))?;
        Ok(Self { out, reports: 0 })
    }

    /// Writes the lines of a draft or a report.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&mut self, form: &impl AsDraft) -> io::Result<()> {
        let form = form.as_draft();
        let draft: &Draft = &form;
        self.reports += 1;
        self.line(Line::about(Topic::Edition, draft.edition().code().into()))?;
        // The tables are sections 2 to 4.
        let (before, after) = Part::ALL.iter().partition(|part| part.section().is_none_or(|number| number == 1));
        self.parts(draft, before)?;
        self.cells(draft)?;
        self.parts(draft, after)?;
        for (number, notice) in (1..).zip(draft.notices()) {
            for (field, value) in notice_fields(notice) {
                self.line(Line::about(Topic::Notice(number, field), value))?;
            }
        }
        Ok(())
    }

    /// Flushes `out` and gives it back. A writer that is dropped without this may lose its last lines.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn finish(self) -> io::Result<W> {
        super::finished(self.out)
    }

    fn parts(&mut self, draft: &Draft, parts: Vec<Part>) -> io::Result<()> {
        for part in parts {
            if let Some(value) = part.get(draft) {
                let label = part.section().map_or("", section::heading);
                self.line(Line::about(Topic::Part(part), value).with(Column::RowLabel, label))?;
            }
        }
        Ok(())
    }

    fn cells(&mut self, draft: &Draft) -> io::Result<()> {
        let mut pieces = HashMap::new();
        for (number, run) in (1..).zip(draft.runs()) {
            pieces.extend(run.cells().iter().enumerate().map(|(at, cell)| (*cell, Piece { run, number, at })));
        }
        for row in draft.edition().rows() {
            let label = row.path().join("/");
            for (id, column) in row.cells() {
                let Some(cell) = draft.cell(id) else { continue };
                let line = Line::default()
                    .with(Column::Table, id.table().code())
                    .with(Column::RowLabel, &*label)
                    .with(Column::HeadLabel, column.label);
                self.line(line.with_cell(id, cell, pieces.get(&id)))?;
            }
        }
        Ok(())
    }

    fn line(&mut self, line: Line<'_>) -> io::Result<()> {
        let Line(fields) = line.with(Column::Report, self.reports.to_string());
        Ok(self.out.write_record(fields.iter().map(|field| field.as_bytes()))?)
    }
}

/// The fields of a line, by column.
#[derive(Default)]
struct Line<'a>([Cow<'a, str>; Column::COUNT]);

/// A cell's piece of the run that covers it.
struct Piece<'a> {
    run: &'a Run,
    /// The number of the run, from 1.
    number: usize,
    /// Which of its cells this is, from 0.
    at: usize,
}

impl<'a> Line<'a> {
    /// The line of what is no cell.
    fn about(topic: Topic, value: Plain<'a>) -> Self {
        Self::default().with(Column::Cell, topic.name()).with(Column::Value, written(value))
    }

    fn with(mut self, column: Column, field: impl Into<Cow<'a, str>>) -> Self {
        if let Some(slot) = self.0.get_mut(column as usize) {
            *slot = field.into();
        }
        self
    }

    fn with_cell(self, id: CellId, cell: Cell<&'a str>, piece: Option<&Piece<'a>>) -> Self {
        let mut line = self.with(Column::Cell, id.as_str()).with(Column::Origin, cell.origin.code());
        for (field, value) in cell_fields(cell) {
            line = match Column::of(field) {
                Some(column @ Column::Note) => line.with(column, written_if_any(Some(value))),
                Some(column) => line.with(column, written(value)),
                None => line,
            };
        }
        let Some(Piece { run, number, at }) = piece else { return line };
        let readings = run.readings().filter_map(|reading| reading.get(*at)).map(ToString::to_string);
        line.with(Column::Value, guarded(run.text()))
            .with(Column::Readings, guarded(readings.collect::<Vec<_>>().join(";")))
            .with(Column::Run, number.to_string())
            .with(Column::RunPlace, (at + 1).to_string())
    }
}
