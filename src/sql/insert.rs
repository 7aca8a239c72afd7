//! Rows: one `INSERT` a report.

use std::io::{self, Write};

use super::names::{column, state_column, text_column, unit_column};
use super::schema::KEY;
use super::{DIGITS, Dialect, Schema};
use crate::draft::{AsDraft, Cell, Draft, LossKind, Losses, Origin, State};
use crate::form::CellId;
use crate::quantity::{MoneyUnit, Number};
use crate::report::{CreditCode, DivisionCode, Period, Scope};

/// Decimals and digits before the point that the decimals of DuckDB and Spark have room for.
const DECIMALS: u32 = 12;
const WHOLE_DIGITS: u32 = 26;

impl Schema {
    /// Writes `INSERT INTO … VALUES …;` for a report or draft of the schema's edition; what the row does not say.
    ///
    /// `key` tells the report from others in the table: a path, a number, whatever the caller has.
    ///
    /// Columns that are NULL or blank are left out. The values are literals in the dialect's own quoting, whatever is in
    /// them; to bind them instead, take the column names from here and the values from the draft.
    ///
    /// # Errors
    ///
    /// Those of the writer, and [`io::ErrorKind::InvalidInput`] if the report is of another edition, or the key has a
    /// character that the engine holds in no text.
    pub fn insert<W: Write>(&self, mut writer: W, key: &str, form: &impl AsDraft) -> io::Result<Losses> {
        let draft = form.as_draft();
        if draft.edition() != self.edition {
            let message = format!("a report of edition {} in a table for edition {}", draft.edition(), self.edition);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let mut row = Row { dialect: self.dialect, values: Vec::new(), losses: Losses::default() };
        if !row.text(KEY, key) {
            let message = "PostgreSQL holds no text with U+0000, and the key has one";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        row.head(&draft);
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

    /// Puts text into a column; whether all of it.
    fn text(&mut self, name: &str, text: &str) -> bool {
        self.value(name, self.dialect.text(text));
        self.dialect.holds(text)
    }

    fn header(&mut self, key: &'static str, text: Option<&str>) {
        if text.is_some_and(|text| !self.text(&format!("header.{key}"), text)) {
            self.losses.add(LossKind::Header(key));
        }
    }

    fn narrative(&mut self, key: &'static str, text: &str) {
        if !self.text(&format!("narrative.{key}"), text) {
            self.losses.add(LossKind::Narrative(key));
        }
    }

    fn date(&mut self, name: &str, key: &'static str, date: Option<jiff::civil::Date>) {
        match date {
            // Years before 1 are written otherwise everywhere.
            Some(date) if date.year() < 1 => self.losses.add(LossKind::Header(key)),
            Some(date) => self.value(name, self.dialect.date(&date.to_string())),
            None => {}
        }
    }

    fn head(&mut self, draft: &Draft) {
        let (header, narrative) = (&draft.header, &draft.narrative);
        self.header("organ", header.organ.as_deref());
        self.header("credit_code", header.credit_code.as_ref().map(CreditCode::as_str));
        self.header("division_code", header.division_code.as_ref().map(DivisionCode::as_str));
        self.header("scope", header.scope.map(Scope::code));
        if let Some(year) = header.year {
            self.value("header.year", year.to_string());
        }
        self.date("header.period.from", "period", header.period.map(Period::from));
        self.date("header.period.to", "period", header.period.map(Period::to));
        self.date("header.published", "published", header.published);
        self.narrative("overview", &narrative.overview);
        self.narrative("problems", &narrative.problems);
        self.narrative("other", &narrative.other);
    }

    fn cell(&mut self, draft: &Draft, id: CellId, cell: &Cell) {
        let decimal = draft.edition().is_decimal(id);
        let mut state = cell.state.code();
        match &cell.state {
            State::Number { value, unit, note } => {
                if let Some(number) = self.number(*value, decimal) {
                    self.value(&column(id), number);
                    if note.as_deref().is_some_and(|note| !self.text(&text_column(id), note)) {
                        self.losses.add_cell(LossKind::Note, id);
                    }
                } else {
                    state = DIGITS;
                    // Without zeros at the end, so that the query finds the decimals that count.
                    let _ = self.text(&text_column(id), &value.to_decimal().normalize().to_string());
                    if note.is_some() {
                        self.losses.add_cell(LossKind::Note, id);
                    }
                }
                if decimal {
                    if let Some(unit) = unit {
                        self.value(&unit_column(id), format!("'{}'", MoneyUnit::code(*unit)));
                    }
                } else if unit.is_some() {
                    self.losses.add_cell(LossKind::Unit, id);
                }
            }
            State::Dash(text) => {
                if !self.text(&text_column(id), text) {
                    self.losses.add_cell(LossKind::Dash, id);
                }
            }
            State::Unreadable(text) => {
                if !self.text(&text_column(id), text) {
                    self.losses.add_cell(LossKind::Unreadable, id);
                }
            }
            State::Ambiguous => {
                if let Some(run) = draft.run_of(id) {
                    let _ = self.text(&text_column(id), run.text());
                }
                self.losses.add_cell(LossKind::Ambiguous, id);
            }
            State::Blank | State::Missing => {}
        }
        if cell.state != State::Blank {
            self.value(&state_column(id), format!("'{state}'"));
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
