//! Writes a report a line.

use std::borrow::Cow;
use std::io;

use super::Options;
use super::guard::{guarded, written, written_if_any};
use super::topic::Topic;
use crate::draft::{AsDraft, Draft, LossKind, Losses};
use crate::form::{CellId, Edition};
use crate::quantity::Number;
use crate::record::Part;
use crate::wording::carried::{Medium, carried};

/// Writes drafts and reports, a report a line, and returns what is not carried.
///
/// ```
/// use disclosure_report::csv::{Options, WideWriter};
/// use disclosure_report::{Cell, Draft, Edition};
///
/// let mut draft = Draft::blank(Edition::Revised2021);
/// draft.set("review.upheld".parse()?, Cell::from(22u32).with_note("其中修订16件"))?;
/// draft.set("review.total".parse()?, Cell::unreadable("约30"))?;
/// draft.set("review.other".parse()?, Cell::unreadable("30"))?; // read as text, for some reason
///
/// let mut writer = WideWriter::new(Vec::new(), &[draft.edition()], &Options::default())?;
/// let losses = writer.write(&draft)?;
/// assert_eq!(losses.to_string(), "the text in place of a number: review.other");
/// let text = String::from_utf8(writer.finish()?)?;
/// assert!(text.contains(",22（其中修订16件）,,？（30）,,约30,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct WideWriter<W: io::Write> {
    out: ::csv::Writer<W>,
    columns: Vec<Topic>,
    editions: Vec<Edition>,
}

impl<W: io::Write> WideWriter<W> {
    /// A writer to `out`, which can be given by `&mut` too, of reports of these editions; of all if none is given. The line
    /// of names is written at once.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn new(out: W, editions: &[Edition], options: &Options) -> io::Result<Self> {
        let editions = if editions.is_empty() { Edition::ALL } else { editions };
        let cells = CellId::all().filter(|cell| editions.iter().any(|edition| edition.has(*cell))).map(Topic::Cell);
        let (header, narrative) = (Part::header().map(Topic::Part), Part::narrative().map(Topic::Part));
        let columns: Vec<Topic> = [Topic::Edition].into_iter().chain(header).chain(cells).chain(narrative).collect();
        let mut out = super::output(out, options)?;
        out.write_record(columns.iter().map(|column| column.name().into_owned()))?;
        Ok(Self { out, columns, editions: editions.to_vec() })
    }

    /// Writes the line of a draft or a report, and returns what of it is not carried.
    ///
    /// # Errors
    ///
    /// Those of `out`; [`io::ErrorKind::InvalidInput`] for an edition that was not given to [`WideWriter::new`].
    pub fn write(&mut self, form: &impl AsDraft) -> io::Result<Losses> {
        let form = form.as_draft();
        let draft: &Draft = &form;
        if !self.editions.contains(&draft.edition()) {
            let text = format!("a draft of edition {}, which has no columns here", draft.edition());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
        }
        let mut losses = Losses::default();
        for column in &self.columns {
            let field = match column {
                Topic::Edition => draft.edition().code().into(),
                // A section of text is always there.
                Topic::Part(part) if part.section().is_some() => part.get(draft).map_or("".into(), written),
                Topic::Part(part) => written_if_any(part.get(draft)),
                Topic::Cell(cell) => cell_field(draft, *cell, &mut losses),
                Topic::Notice(..) => continue,
            };
            self.out.write_field(field.as_bytes())?;
        }
        self.out.write_record(None::<&[u8]>)?;
        if !draft.notices().is_empty() {
            losses.add(LossKind::Notice);
        }
        Ok(losses)
    }

    /// Flushes `out` and gives it back. A writer that is dropped without this may lose its last lines.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn finish(self) -> io::Result<W> {
        super::finished(self.out)
    }
}

/// What is written for a cell.
fn cell_field<'a>(draft: &'a Draft, cell: CellId, losses: &mut Losses) -> Cow<'a, str> {
    const TABLE: Medium = Medium { shown: |text| Some(Cow::Borrowed(text)), keeps_notes: false };
    let text = carried(draft, cell, &TABLE, losses);
    // A number below zero is no formula.
    if text.parse::<Number>().is_ok() { text } else { guarded(text) }
}
