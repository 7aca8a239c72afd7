//! Writes a report a line.

use std::borrow::Cow;
use std::io;

use super::Options;
use super::fields::{EDITION, Field};
use super::guard::{guarded, optional};
use crate::draft::{AsDraft, Cell, Draft, LossKind, Losses, Origin, State};
use crate::form::{CellId, Edition};
use crate::quantity::Number;
use crate::wording::figure;
use crate::wording::marks::{UNKNOWN, marked};

/// Writes drafts and reports, a report a line, and says what is not carried.
///
/// ```
/// use disclosure_report::csv::{Options, WideWriter};
/// use disclosure_report::{Cell, Draft, Edition};
///
/// let mut draft = Draft::new(Edition::Revised2021);
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
    columns: Vec<Column>,
    editions: Vec<Edition>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Edition,
    Field(Field),
    Cell(CellId),
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::Edition => EDITION,
            Self::Field(field) => field.name(),
            Self::Cell(cell) => cell.as_str(),
        }
    }
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
        let fields =
            |text: bool| Field::ALL.into_iter().filter(move |f| f.section().is_some() == text).map(Column::Field);
        let cells = CellId::all().filter(|cell| editions.iter().any(|edition| edition.has(*cell))).map(Column::Cell);
        let columns: Vec<Column> =
            std::iter::once(Column::Edition).chain(fields(false)).chain(cells).chain(fields(true)).collect();
        let mut out = super::output(out, options)?;
        out.write_record(columns.iter().map(|column| column.name()))?;
        Ok(Self { out, columns, editions: editions.to_vec() })
    }

    /// Writes the line of a draft or a report; what of it is not carried.
    ///
    /// # Errors
    ///
    /// Those of the writer underneath; [`io::ErrorKind::InvalidInput`] for an edition that was not told to
    /// [`WideWriter::new`].
    pub fn write(&mut self, form: &impl AsDraft) -> io::Result<Losses> {
        let form = form.as_draft();
        let draft: &Draft = &form;
        if !self.editions.contains(&draft.edition()) {
            let text = format!("a draft of edition {}, which has no columns here", draft.edition());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
        }
        let mut losses = Losses::default();
        for column in &self.columns {
            let text = match column {
                Column::Edition => Cow::Borrowed(draft.edition().code()),
                Column::Field(field) => {
                    let text = field.of(draft);
                    let text = text.as_deref();
                    let field =
                        if field.section().is_some() { guarded(text.unwrap_or_default()) } else { optional(text) };
                    Cow::Owned(field.into_owned())
                }
                Column::Cell(id) => {
                    draft.cell(*id).map_or(Cow::Borrowed(""), |cell| field(draft, *id, cell, &mut losses))
                }
            };
            self.out.write_field(text.as_bytes())?;
        }
        self.out.write_record(None::<&[u8]>)?;
        if !draft.notices().is_empty() {
            losses.add(LossKind::Notice);
        }
        Ok(losses)
    }

    /// Flushes the writer underneath and gives it back. What is dropped before may have lost its last lines.
    ///
    /// # Errors
    ///
    /// Those of the writer underneath.
    pub fn finish(self) -> io::Result<W> {
        super::finished(self.out)
    }
}

/// What is written for a cell.
fn field<'a>(draft: &'a Draft, id: CellId, cell: &'a Cell, losses: &mut Losses) -> Cow<'a, str> {
    let text = match &cell.state {
        State::Blank => Cow::Borrowed(""),
        State::Missing => {
            losses.add_cell(LossKind::Missing, id);
            Cow::Borrowed("")
        }
        State::Number { value, .. } => Cow::Owned(number(draft, id, cell, *value, losses)),
        State::Ambiguous => {
            losses.add_cell(LossKind::Ambiguous, id);
            match draft.run_of(id) {
                Some(run) if run.cells().first() == Some(&id) => Cow::Owned(marked(run.text())),
                _ => Cow::Borrowed(UNKNOWN),
            }
        }
        State::Dash(text) => match read(draft, id, text) {
            State::Dash(read) if read == *text => Cow::Borrowed(&**text),
            read => {
                losses.add_cell(LossKind::Dash, id);
                Cow::Borrowed(if matches!(read, State::Dash(_)) { &**text } else { "-" })
            }
        },
        State::Unreadable(text) => match read(draft, id, text) {
            State::Unreadable(read) if read == *text => Cow::Borrowed(&**text),
            read => {
                losses.add_cell(LossKind::Unreadable, id);
                if matches!(read, State::Unreadable(_)) { Cow::Borrowed(&**text) } else { Cow::Owned(marked(text)) }
            }
        },
    };
    if matches!(cell.origin, Origin::Imputed | Origin::Repaired) {
        losses.add_cell(LossKind::Origin, id);
    }
    if text.parse::<Number>().is_ok() { text } else { Cow::Owned(guarded(&text).into_owned()) }
}

/// A number with as much beside it as reads back.
fn number(draft: &Draft, id: CellId, cell: &Cell, value: Number, losses: &mut Losses) -> String {
    let State::Number { unit, note, .. } = &cell.state else { return String::new() };
    let carried = |unit, note| {
        let state = State::Number { value, unit, note };
        let text = Cell::new(state.clone()).to_string();
        (read(draft, id, &text) == state).then_some(text)
    };
    if let Some(text) = carried(*unit, note.clone()) {
        return text;
    }
    if note.is_some() {
        losses.add_cell(LossKind::Note, id);
    }
    if let Some(text) = carried(*unit, None) {
        return text;
    }
    losses.add_cell(LossKind::Unit, id);
    carried(None, None).unwrap_or_else(|| {
        losses.add_cell(LossKind::Number, id);
        marked(&value.to_string())
    })
}

/// What a cell's text is read as.
fn read(draft: &Draft, id: CellId, text: &str) -> State {
    draft.edition().column(id).map_or(State::Blank, |column| figure::state_of(text, column.kind))
}
