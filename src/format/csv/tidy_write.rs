//! Writes a cell a line.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use super::columns::Column;
use super::fields::{EDITION, Field};
use super::guard::{guarded, optional};
use super::{Options, notices};
use crate::draft::{AsDraft, Cell, Draft, Run, State};
use crate::form::{CellId, ColumnSpec};
use crate::quantity::MoneyUnit;
use crate::wording::section;

/// Writes drafts and reports, a cell a line, with everything that they know.
///
/// ```
/// use disclosure_report::csv::{Options, TidyWriter};
/// use disclosure_report::{Draft, Edition};
///
/// let mut writer = TidyWriter::new(Vec::new(), &Options::default())?;
/// writer.write(&Draft::new(Edition::Trial2019))?;
/// writer.write(&Draft::new(Edition::Revised2021))?;
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
        out.write_record(Column::NAMES)?;
        Ok(Self { out, reports: 0 })
    }

    /// Writes the lines of a draft or a report.
    ///
    /// # Errors
    ///
    /// Those of the writer underneath.
    pub fn write(&mut self, form: &impl AsDraft) -> io::Result<()> {
        let form = form.as_draft();
        let draft: &Draft = &form;
        self.reports += 1;
        self.said(EDITION, draft.edition().code(), "")?;
        self.fields(draft, |section| section.is_none_or(|number| number == 1))?;
        self.cells(draft)?;
        self.fields(draft, |section| section.is_some_and(|number| number != 1))?;
        for (i, notice) in draft.notices().iter().enumerate() {
            for (key, text) in notices::said(notice).iter().enumerate() {
                if let Some(text) = text {
                    self.said(&notices::name(i + 1, key), text, "")?;
                }
            }
        }
        Ok(())
    }

    /// Flushes the writer underneath and gives it back. What is dropped before may have lost its last lines.
    ///
    /// # Errors
    ///
    /// Those of the writer underneath.
    pub fn finish(self) -> io::Result<W> {
        super::finished(self.out)
    }

    /// The fields of sections for which `wanted` holds.
    fn fields(&mut self, draft: &Draft, wanted: impl Fn(Option<u8>) -> bool) -> io::Result<()> {
        for field in Field::ALL.into_iter().filter(|field| wanted(field.section())) {
            if let Some(text) = field.of(draft) {
                self.said(field.name(), &text, field.section().map_or("", section::heading))?;
            }
        }
        Ok(())
    }

    /// A line for what is no cell.
    fn said(&mut self, name: &str, text: &str, label: &str) -> io::Result<()> {
        let value = guarded(text);
        self.line(&Line { cell: name, row_label: label, value: Some(value), ..Line::default() })
    }

    fn cells(&mut self, draft: &Draft) -> io::Result<()> {
        let mut runs = HashMap::new();
        for (number, run) in draft.runs().iter().enumerate() {
            runs.extend(run.cells().iter().enumerate().map(|(place, cell)| (*cell, (number, place, run))));
        }
        for row in draft.edition().rows() {
            let label = row.path().join("/");
            for (id, spec) in row.cells() {
                if let Some(cell) = draft.cell(id) {
                    self.line(&of_cell(id, cell, &label, spec, runs.get(&id)))?;
                }
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &Line<'_>) -> io::Result<()> {
        let report = self.reports.to_string();
        let value = line.value.as_deref().unwrap_or_default();
        let fields: [&str; Column::COUNT] = [
            &report,
            line.cell,
            line.table,
            line.row_label,
            line.column_label,
            line.state,
            value,
            line.unit,
            &line.note,
            &line.readings,
            &line.run,
            &line.run_place,
            line.origin,
        ];
        Ok(self.out.write_record(fields)?)
    }
}

/// The fields of a line.
#[derive(Default)]
struct Line<'a> {
    cell: &'a str,
    table: &'a str,
    row_label: &'a str,
    column_label: &'a str,
    state: &'a str,
    value: Option<Cow<'a, str>>,
    unit: &'a str,
    note: Cow<'a, str>,
    readings: String,
    run: String,
    run_place: String,
    origin: &'a str,
}

/// The line of a cell; `run` is the run that covers it, with its number and the cell's place, both from 0.
fn of_cell<'a>(
    id: CellId,
    cell: &'a Cell,
    row_label: &'a str,
    spec: &'a ColumnSpec,
    run: Option<&(usize, usize, &'a Run)>,
) -> Line<'a> {
    let mut line = Line {
        cell: id.as_str(),
        table: id.table().code(),
        row_label,
        column_label: spec.label,
        state: cell.state.code(),
        origin: cell.origin.code(),
        ..Line::default()
    };
    match &cell.state {
        State::Number { value, unit, note } => {
            line.value = Some(value.to_string().into());
            line.unit = unit.map_or("", MoneyUnit::code);
            line.note = optional(note.as_deref());
        }
        State::Dash(text) | State::Unreadable(text) => line.value = Some(guarded(text)),
        State::Ambiguous => {
            if let Some((number, place, run)) = run {
                line.value = Some(guarded(run.text()));
                let readings = run.readings().filter_map(|reading| reading.get(*place)).map(ToString::to_string);
                line.readings = guarded(&readings.collect::<Vec<_>>().join(";")).into_owned();
                line.run = (number + 1).to_string();
                line.run_place = (place + 1).to_string();
            }
        }
        State::Blank | State::Missing => {}
    }
    line
}
