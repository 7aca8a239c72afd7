//! Rows: one `INSERT` a report.

use std::io::{self, Write};

use super::losses::Losses;
use super::names::{column, state_column, text_column, unit_column};
use super::schema::KEY;
use super::{DIGITS, Dialect, Schema};
use crate::draft::{AsDraft, Cell, Draft, Origin, State};
use crate::form::CellId;
use crate::quantity::{MoneyUnit, Number};
use crate::report::{CreditCode, DivisionCode, Scope};

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
    /// Those of the writer, and [`io::ErrorKind::InvalidInput`] if the report is of another edition.
    pub fn insert<W: Write>(&self, mut writer: W, key: &str, form: &impl AsDraft) -> io::Result<Losses> {
        let draft = form.as_draft();
        if draft.edition() != self.edition {
            let message = format!("a report of edition {} in a table for edition {}", draft.edition(), self.edition);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let mut row = Row { dialect: self.dialect, values: Vec::new(), losses: Losses::default() };
        row.text(KEY, key);
        row.head(&draft);
        for (id, cell) in draft.cells() {
            row.cell(&draft, id, cell);
        }
        row.lose_the_rest(&draft);
        let (names, values): (Vec<_>, Vec<_>) = row.values.into_iter().unzip();
        writeln!(writer, "INSERT INTO {} ({})\nVALUES ({});", self.quoted_table(), names.join(", "), values.join(", "))?;
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
        if !self.dialect.holds(text) {
            self.losses.add(name, "U+0000");
        }
        self.value(name, self.dialect.text(text));
    }

    fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn date(&mut self, name: &str, date: Option<jiff::civil::Date>) {
        match date {
            // Years before 1 are written otherwise everywhere.
            Some(date) if date.year() < 1 => self.losses.add(name, "date"),
            Some(date) => self.value(name, self.dialect.date(&date.to_string())),
            None => {}
        }
    }

    fn head(&mut self, draft: &Draft) {
        let (header, narrative) = (&draft.header, &draft.narrative);
        self.optional("header.organ", header.organ.as_deref());
        self.optional("header.credit_code", header.credit_code.as_ref().map(CreditCode::as_str));
        self.optional("header.division_code", header.division_code.as_ref().map(DivisionCode::as_str));
        self.optional("header.scope", header.scope.map(Scope::code));
        if let Some(year) = header.year {
            self.value("header.year", year.to_string());
        }
        self.date("header.period.from", header.period.map(|period| period.from()));
        self.date("header.period.to", header.period.map(|period| period.to()));
        self.date("header.published", header.published);
        self.text("narrative.overview", &narrative.overview);
        self.text("narrative.problems", &narrative.problems);
        self.text("narrative.other", &narrative.other);
    }

    fn cell(&mut self, draft: &Draft, id: CellId, cell: &Cell) {
        let decimal = draft.edition().is_decimal(id);
        let mut state = cell.state.code();
        match &cell.state {
            State::Number { value, unit, note } => {
                match self.number(*value, decimal) {
                    Some(number) => {
                        self.value(&column(id), number);
                        self.optional(&text_column(id), note.as_deref());
                    }
                    None => {
                        state = DIGITS;
                        // Without zeros at the end, so that the query finds the decimals that count.
                        self.text(&text_column(id), &value.to_decimal().normalize().to_string());
                        if note.is_some() {
                            self.losses.add(id.as_str(), "note");
                        }
                    }
                }
                if decimal {
                    self.optional(&unit_column(id), unit.map(MoneyUnit::code));
                } else if unit.is_some() {
                    self.losses.add(id.as_str(), "unit");
                }
            }
            State::Dash(text) | State::Unreadable(text) => self.text(&text_column(id), text),
            State::Ambiguous => {
                if let Some(run) = draft.run_of(id) {
                    self.text(&text_column(id), run.text());
                }
            }
            State::Blank | State::Missing => {}
        }
        if cell.state != State::Blank {
            self.value(&state_column(id), format!("'{state}'"));
        }
        if cell.origin != Origin::Entered {
            self.losses.add(id.as_str(), "origin");
        }
        if !cell.source.is_empty() {
            self.losses.add(id.as_str(), "source");
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

    fn lose_the_rest(&mut self, draft: &Draft) {
        for run in draft.runs() {
            if let Some(cell) = run.cells().first() {
                self.losses.add(cell.as_str(), "readings");
            }
        }
        for _ in draft.notices() {
            self.losses.add("notices", "notice");
        }
    }
}
