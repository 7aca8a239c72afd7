//! Rows: one `INSERT` a report.

use std::io::{self, Write};

use super::names::{column, field_column};
use super::schema::KEY;
use super::{DIGITS, Dialect, Schema};
use crate::draft::{AsDraft, Cell, Draft, LossKind, Losses, Origin, State};
use crate::form::CellId;
use crate::quantity::Number;
use crate::record::{CellField, Part, Plain};

/// Decimals and digits before the point that the decimals of DuckDB and Spark have room for.
const DECIMALS: u32 = 12;
const WHOLE_DIGITS: u32 = 26;

impl Schema {
    /// Writes `INSERT INTO … VALUES …;` for a report or draft of the schema's edition, and returns what the row cannot hold.
    ///
    /// `key` identifies the report in the table: a path, a number, whatever the caller has.
    ///
    /// Columns that have their default are left out. The values are literals in the dialect's own quoting, whatever is in
    /// them; to bind them instead, take the column names from here and the values from the draft.
    ///
    /// # Errors
    ///
    /// Those of the writer, and [`io::ErrorKind::InvalidInput`] if the report is of another edition, or the dialect cannot
    /// hold the key: PostgreSQL has no text with U+0000.
    pub fn insert<W: Write>(&self, mut writer: W, key: &str, form: &impl AsDraft) -> io::Result<Losses> {
        let draft = form.as_draft();
        if draft.edition() != self.edition {
            let message = format!("a report of edition {} in a table for edition {}", draft.edition(), self.edition);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        if !self.dialect.holds(key) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the key holds U+0000"));
        }
        let mut row = Row { dialect: self.dialect, values: Vec::new(), losses: Losses::default() };
        row.text(KEY, key);
        row.parts(&draft);
        for (id, cell) in draft.cells() {
            row.cell(&draft, id, cell);
        }
        if !draft.notices().is_empty() {
            row.losses.add(LossKind::Notice);
        }
        let (names, values): (Vec<_>, Vec<_>) = row.values.into_iter().unzip();
        writeln!(
            writer,
            "INSERT INTO {} ({})\nVALUES ({});",
            self.quoted_table(),
            names.join(", "),
            values.join(", ")
        )?;
        writer.flush()?;
        Ok(row.losses)
    }
}

struct Row {
    dialect: Dialect,
    /// Names and values, quoted.
    values: Vec<(String, String)>,
    losses: Losses,
}

impl Row {
    fn value(&mut self, name: &str, value: String) {
        self.values.push((self.dialect.quoted(name), value));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.value(name, self.dialect.text(text));
    }

    /// The header and the sections of text.
    fn parts(&mut self, draft: &Draft) {
        for part in Part::ALL {
            let loss = if part.section().is_some() { LossKind::Narrative } else { LossKind::Header };
            match part.get(draft) {
                // The engines write years before 1 in different ways.
                Some(Plain::Day(day)) if day.year() < 1 => self.losses.add(loss(part.key())),
                Some(Plain::Day(day)) => self.value(part.path(), self.dialect.date(&day.to_string())),
                Some(Plain::Text(text)) => {
                    if !self.dialect.holds(&text) {
                        self.losses.add(loss(part.key()));
                    }
                    self.text(part.path(), &text);
                }
                Some(number) => self.value(part.path(), number.to_string()),
                None => {}
            }
        }
    }

    /// Text in a cell; `kind` is the loss if the dialect does not keep it as it is.
    fn written(&mut self, id: CellId, text: &str, kind: LossKind) {
        if !self.dialect.holds(text) {
            self.losses.add_cell(kind, id);
        }
        self.text(&field_column(id, CellField::Text), text);
    }

    fn cell(&mut self, draft: &Draft, id: CellId, cell: Cell<&str>) {
        let mut state = cell.state.code();
        match &cell.state {
            State::Number { value, unit, note } => {
                let decimal = draft.edition().is_decimal(id);
                if let Some(number) = self.number(*value, decimal) {
                    self.value(&column(id), number);
                    if let Some(note) = note {
                        self.written(id, note, LossKind::Note);
                    }
                } else {
                    state = DIGITS;
                    // Without zeros at the end, so that the query of violations sees how many decimals there are.
                    self.text(&field_column(id, CellField::Text), &value.to_decimal().normalize().to_string());
                    if note.is_some() {
                        self.losses.add_cell(LossKind::Note, id);
                    }
                }
                if let Some(unit) = unit {
                    self.text(&field_column(id, CellField::Unit), unit.code());
                }
            }
            State::Dash(text) => self.written(id, text, LossKind::Dash),
            State::Unreadable(text) => self.written(id, text, LossKind::Unreadable),
            State::Ambiguous => {
                self.losses.add_cell(LossKind::Ambiguous, id);
                if let Some(run) = draft.run_of(id) {
                    self.written(id, run.text(), LossKind::Ambiguous);
                }
            }
            State::Blank | State::Missing => {}
        }
        // Spark has no defaults.
        if cell.state != State::Blank || self.dialect == Dialect::Spark {
            self.value(&field_column(id, CellField::State), format!("'{state}'"));
        }
        if matches!(cell.origin, Origin::Imputed | Origin::Repaired) {
            self.losses.add_cell(LossKind::Origin, id);
        }
    }

    /// The number as its column holds it, if it does so exactly.
    fn number(&self, number: Number, decimal: bool) -> Option<String> {
        if !decimal {
            return Some(i64::try_from(number.to_integer()?).ok()?.to_string());
        }
        match self.dialect {
            Dialect::Sqlite => Some(format!("'{number}'")),
            Dialect::PostgreSql => Some(number.to_string()),
            Dialect::DuckDb | Dialect::Spark => {
                let digits = number.to_decimal().normalize();
                let whole = digits.trunc().mantissa().unsigned_abs();
                let fits = digits.scale() <= DECIMALS && whole.checked_ilog10().is_none_or(|log| log < WHOLE_DIGITS);
                fits.then(|| format!("CAST('{number}' AS {})", self.dialect.decimal_type()))
            }
        }
    }
}
