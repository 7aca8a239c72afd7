//! Rows: one `INSERT` a report.

use std::io::{self, Write};

use super::names::{column, state_column, text_column, unit_column};
use super::schema::KEY;
use super::{DIGITS, Dialect, Schema};
use crate::draft::{AsDraft, Cell, Draft, LossKind, Losses, Origin, State};
use crate::form::CellId;
use crate::quantity::Number;
use crate::report::{CreditCode, DivisionCode, Period, Scope};

/// Decimals and digits before the point that the decimals of DuckDB and Spark have room for.
const DECIMALS: u32 = 12;
const WHOLE_DIGITS: u32 = 26;

impl Schema {
    /// Writes `INSERT INTO … VALUES …;` for a report or draft of the schema's edition; what the row does not say.
    ///
    /// `key` tells the report from others in the table: a path, a number, whatever the caller has.
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

    fn text(&mut self, name: &str, text: &str) {
        self.value(name, self.dialect.text(text));
    }

    /// Text about the report as a whole, under its key within the header or the narrative.
    fn told(&mut self, part: &str, kind: fn(&'static str) -> LossKind, key: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            if !self.dialect.holds(text) {
                self.losses.add(kind(key));
            }
            self.text(&format!("{part}.{key}"), text);
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
        let mut header_text = |key, text| self.told("header", LossKind::Header, key, text);
        header_text("organ", header.organ.as_deref());
        header_text("credit_code", header.credit_code.as_ref().map(CreditCode::as_str));
        header_text("division_code", header.division_code.as_ref().map(DivisionCode::as_str));
        header_text("scope", header.scope.map(Scope::code));
        if let Some(year) = header.year {
            self.value("header.year", year.to_string());
        }
        self.date("header.period.from", "period", header.period.map(Period::start));
        self.date("header.period.to", "period", header.period.map(Period::end));
        self.date("header.published", "published", header.published);
        let mut narrative_text = |key, text: &str| self.told("narrative", LossKind::Narrative, key, Some(text));
        narrative_text("overview", &narrative.overview);
        narrative_text("problems", &narrative.problems);
        narrative_text("other", &narrative.other);
    }

    /// Text in a cell; what kind of loss it is if it is not held as it is.
    fn written(&mut self, id: CellId, text: &str, kind: LossKind) {
        if !self.dialect.holds(text) {
            self.losses.add_cell(kind, id);
        }
        self.text(&text_column(id), text);
    }

    fn cell(&mut self, draft: &Draft, id: CellId, cell: &Cell) {
        let mut state = cell.state.code();
        match &cell.state {
            State::Number { value, unit, note } => {
                let decimal = draft.edition().is_decimal(id);
                match (self.number(*value, decimal), note) {
                    (Some(number), None) => self.value(&column(id), number),
                    (Some(number), Some(note)) => {
                        self.value(&column(id), number);
                        self.written(id, note, LossKind::Note);
                    }
                    (None, note) => {
                        state = DIGITS;
                        // Without zeros at the end, so that the query finds the decimals that count.
                        self.text(&text_column(id), &value.to_decimal().normalize().to_string());
                        if note.is_some() {
                            self.losses.add_cell(LossKind::Note, id);
                        }
                    }
                }
                match unit {
                    Some(unit) if decimal => self.text(&unit_column(id), unit.code()),
                    Some(_) => self.losses.add_cell(LossKind::Unit, id),
                    None => {}
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
