//! What the text of a cell says: a number with its unit and note, a dash, nothing, or text that is no number.

use crate::chars::{is_dash, is_invisible, narrow};
use crate::draft::{Cell, Draft, SetError, State, is_within_bounds};
use crate::form::{CellId, Kind};
use crate::quantity::{MoneyUnit, Number};

/// Signs other than dashes that are drawn where there is nothing to state.
const STROKES: [char; 7] = ['/', '／', '\\', '＼', '﹣', '_', '＿'];

/// Words for nothing to state.
const NOTHING: &[&str] = &["无", "暂无", "没有", "不适用", "不涉及", "未涉及", "N/A", "n/a", "NA", "無", "不適用"];

/// Counting words that may follow a count and add nothing to it.
const COUNTERS: &[&str] =
    &["件次", "件", "笔", "筆", "项", "項", "条", "條", "宗", "个", "個", "份", "部", "次", "人次", "人", "起"];

/// What the text of one cell says. `text` is the whole cell, as written.
pub(crate) fn state(text: &str) -> State {
    // Markdown sets totals in bold.
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c) || c == '*');
    if text.is_empty() {
        return State::Blank;
    }
    if text.len() < 16 && text.bytes().all(|b| b.is_ascii_digit()) {
        // Nearly every cell.
        if let Ok(value) = text.parse::<u64>().map(Number::from) {
            return State::Number { value, unit: None, note: None };
        }
    }
    if says_nothing(text) {
        return State::Dash(text.into());
    }
    number(text).unwrap_or_else(|| State::Unreadable(text.into()))
}

impl Cell {
    /// What the text of a cell says, as a field of a form or a page gives it: `1,024` or `１０２４件` is a number, `-` or 无 a
    /// dash, nothing but spaces a blank, `22（其中修订16件）` a number with a note, `12元` an amount with its unit.
    ///
    /// What is no figure of this `kind` is text that can't be read, and stays as it is: a word, two numbers, in a cell for
    /// counts a number too large or one with a unit of money. Readers read every cell by this function.
    ///
    /// ```
    /// use disclosure_report::form::Kind;
    /// use disclosure_report::{Cell, MoneyUnit, State};
    ///
    /// assert_eq!(Cell::from_text(" 1,024 件", Kind::Count), Cell::from(1024));
    /// assert_eq!(Cell::from_text("", Kind::Count), Cell::blank());
    /// assert_eq!(Cell::from_text("—", Kind::Count), Cell::dash("—"));
    /// assert_eq!(Cell::from_text("12元", Kind::Amount(None)).unit(), Some(MoneyUnit::Yuan));
    /// assert_eq!(Cell::from_text("12元", Kind::Count), Cell::unreadable("12元"));
    /// ```
    #[must_use]
    pub fn from_text(text: &str, kind: Kind) -> Self {
        Self::new(state_of(text, kind))
    }
}

impl Draft {
    /// Puts into a cell what a text says, as a field of a form gives it, and returns what was there before: see
    /// [`Cell::from_text`].
    ///
    /// # Errors
    ///
    /// [`SetError::NotOnForm`] if the edition has no such cell; nothing is changed then.
    ///
    /// ```
    /// use disclosure_report::{Draft, Edition, State};
    ///
    /// let mut form = Draft::new(Edition::Revised2021);
    /// let fees = "proactive.fees.amount".parse()?;
    /// form.set_text(fees, "5,949.088667")?;
    /// assert_eq!(form.number(fees).map(|number| number.to_string()).as_deref(), Some("5949.088667"));
    /// form.set_text(fees, "见附件")?;
    /// assert!(matches!(form.cell(fees).unwrap().state, State::Unreadable("见附件")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_text(&mut self, cell: CellId, text: &str) -> Result<Cell, SetError> {
        let edition = self.edition();
        let column = edition.column(cell).ok_or(SetError::NotOnForm { cell, edition })?;
        self.set(cell, Cell::from_text(text, column.kind))
    }
}

/// What the text of a cell of this kind says.
pub(crate) fn state_of(text: &str, kind: Kind) -> State {
    match state(text) {
        State::Number { value, unit, .. } if !is_of(kind, value, unit) => State::Unreadable(text.trim().into()),
        state => state,
    }
}

/// A state as a cell of this kind can hold it: what is no figure of the kind is text.
#[cfg(feature = "text")]
pub(crate) fn held(state: State, kind: Kind) -> State {
    match state {
        State::Number { value, unit, .. } if !is_of(kind, value, unit) => {
            State::Unreadable(Cell::new(state).to_string().into())
        }
        _ => state,
    }
}

/// Whether a number is a figure of a kind: a count is bounded and has no unit of money.
fn is_of(kind: Kind, value: Number, unit: Option<MoneyUnit>) -> bool {
    match kind {
        Kind::Count | Kind::SignedCount => unit.is_none() && is_within_bounds(value),
        Kind::Amount(_) => true,
    }
}

/// What is usually written for nothing: the words, and each sign once and twice.
#[cfg(feature = "xlsx")]
pub(crate) fn usual_dashes() -> impl Iterator<Item = String> {
    let signs = crate::chars::DASHES.iter().chain(&STROKES).map(ToString::to_string);
    NOTHING.iter().map(ToString::to_string).chain(signs).chain(["--", "——"].map(str::to_owned))
}

fn says_nothing(text: &str) -> bool {
    // A lone 一 is the number one; two and more are a line drawn with it.
    let stroke = |c: char| is_dash(c) || STROKES.contains(&c) || c == '一';
    let drawn = text != "一" && text.chars().all(stroke) && text.chars().count() <= 8;
    drawn || NOTHING.contains(&text)
}

fn number(text: &str) -> Option<State> {
    let plain: String = text.chars().filter(|c| !is_invisible(*c)).map(narrow).collect();
    let (sign, rest) = sign(&plain);
    let (digits, rest) = digits(rest)?;
    let value: Number = format!("{sign}{digits}").parse().ok()?;
    let rest = rest.trim_start();
    let (unit, rest) = unit(rest);
    let rest = rest.trim();
    let note = if rest.is_empty() { None } else { Some(note(text, rest)?) };
    Some(State::Number { value, unit, note })
}

fn sign(text: &str) -> (&'static str, &str) {
    match text.strip_prefix(['-', '+']) {
        Some(rest) => (if text.starts_with('-') { "-" } else { "" }, rest.trim_start()),
        None => ("", text),
    }
}

/// The digits that `text` begins with, without thousands separators, and what follows.
fn digits(text: &str) -> Option<(String, &str)> {
    if let Some(found) = chinese(text) {
        return Some(found);
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
    let (whole, mut rest) = text.split_at(end);
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 || first.is_empty() {
            return None;
        }
        digits.push_str(group);
    }
    if digits.is_empty() {
        return None;
    }
    if let Some(after) = rest.strip_prefix('.') {
        let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (fraction, after) = after.split_at(end);
        if fraction.is_empty() {
            return None;
        }
        digits.push('.');
        digits.push_str(fraction);
        rest = after;
    }
    Some((digits, rest))
}

/// A whole number in Chinese numerals, up to 九千九百九十九.
///
/// Only what is one number in every mouth: 一百五 is 150 to many and 百十 about a hundred, so that neither is read.
fn chinese(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| !"零〇一二两三四五六七八九十百千".contains(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    if word.is_empty() {
        return None;
    }
    let (mut sum, mut digit, mut place) = (0_u32, None, 10_000);
    // Whether 零 stands before the digit.
    let mut after_zero = false;
    for c in word.chars() {
        let value = "零一二三四五六七八九".chars().position(|d| d == c).or(match c {
            '〇' => Some(0),
            '两' => Some(2),
            _ => None,
        });
        match (value.and_then(|v| u32::try_from(v).ok()), digit) {
            // 零 may come before a digit; no other digit does.
            (Some(v), None | Some(0)) => {
                after_zero = digit == Some(0);
                digit = Some(v);
            }
            (Some(_), Some(_)) => return None,
            (None, _) => {
                let next = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                // 十 is one ten; 百 and 千 are not said of one.
                if next >= place || digit.is_none() && next > 10 {
                    return None;
                }
                place = next;
                sum += digit.take().unwrap_or(1) * place;
            }
        }
    }
    let is_alone = (11..10_000).contains(&place) && !after_zero && digit.is_some_and(|digit| digit > 0);
    if is_alone {
        return None;
    }
    Some(((sum + digit.unwrap_or(0)).to_string(), rest))
}

fn unit(text: &str) -> (Option<MoneyUnit>, &str) {
    for (word, unit) in [
        ("万元", MoneyUnit::WanYuan),
        ("萬元", MoneyUnit::WanYuan),
        ("亿元", MoneyUnit::YiYuan),
        ("億元", MoneyUnit::YiYuan),
        ("元", MoneyUnit::Yuan),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return (Some(unit), rest);
        }
    }
    let counter = COUNTERS.iter().find_map(|counter| text.strip_prefix(counter));
    (None, counter.unwrap_or(text))
}

/// The note after a number, without its brackets, as written; `None` if it is no note, so that the cell as a whole is no
/// number.
fn note(text: &str, rest: &str) -> Option<Box<str>> {
    // After a star a figure is a factor.
    if rest.starts_with('*') && rest.trim_start_matches('*').trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bracketed = rest.starts_with(['(', '[', '【', '〔']);
    if !bracketed && !["其中", "含", "注", "均", "*"].iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    // As written: the narrowed text has as many characters as the visible ones of the original.
    let from = text.chars().filter(|c| !is_invisible(*c)).count() - rest.chars().count();
    let written: String = text.chars().filter(|c| !is_invisible(*c)).skip(from).collect();
    let written = written.trim();
    let inner = written.strip_prefix(['(', '（']).and_then(|inner| inner.strip_suffix([')', '）'])).unwrap_or(written);
    Some(inner.split_whitespace().collect::<Vec<_>>().join("").into())
}

/// Splits text without cell borders into the texts of its cells: at white space, but not within brackets, and not
/// between a number and what belongs to it.
#[cfg(feature = "text")]
pub(crate) fn split(text: &str) -> Vec<&str> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let (mut depth, mut start) = (0_usize, None);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let space = c.is_whitespace() && depth == 0;
        match (space, start) {
            (true, Some(from)) => {
                pieces.push((from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(from) = start {
        pieces.push((from, text.len()));
    }
    // A piece that is only a note, a unit or a counting word belongs to the number before it.
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in pieces {
        let piece = &text[from..to];
        let belongs = piece.starts_with(['(', '（']) || unit(piece).1.is_empty();
        match joined.last_mut() {
            Some(last) if belongs && text[last.0..last.1].contains(|c: char| narrow(c).is_ascii_digit()) => last.1 = to,
            _ => joined.push((from, to)),
        }
    }
    joined.into_iter().map(|(from, to)| &text[from..to]).collect()
}

#[cfg(test)]
mod tests {
    use super::{split, state};
    use crate::draft::{Cell, State};

    fn said(text: &str) -> String {
        let state = state(text);
        format!("{} {}", state.code(), Cell::new(state))
    }

    #[test]
    fn what_is_written_in_cells() {
        for (text, want) in [
            ("0", "number 0"),
            ("  1472 ", "number 1472"),
            ("\u{a0}", "blank "),
            ("\u{3000}\n", "blank "),
            ("１２３", "number 123"),
            ("11,398,889", "number 11398889"),
            ("11，398，889", "number 11398889"),
            ("1,47", "unreadable 1,47"),
            ("251000元", "number 251000元"),
            ("43.788万元", "number 43.788万元"),
            ("2笔", "number 2"),
            ("394432.52元", "number 394432.52元"),
            ("+2", "number 2"),
            ("-417", "number -417"),
            ("－1", "number -1"),
            ("22（其中修订16件）", "number 22（其中修订16件）"),
            ("22\n（其中修订 16 件）", "number 22（其中修订16件）"),
            ("/", "dash /"),
            ("——", "dash ——"),
            ("－", "dash －"),
            ("无", "dash 无"),
            ("不适用", "dash 不适用"),
            ("零", "number 0"),
            ("十二", "number 12"),
            ("一百零五", "number 105"),
            ("一", "number 1"),
            ("一千零五十", "number 1050"),
            ("一百十五", "number 115"),
            ("一百五", "unreadable 一百五"),
            ("三千二百五件", "unreadable 三千二百五件"),
            ("百十", "unreadable 百十"),
            ("12*注", "number 12（*注）"),
            ("2*3", "unreadable 2*3"),
            ("10 12", "unreadable 10 12"),
            ("NaN", "unreadable NaN"),
            ("见附件", "unreadable 见附件"),
            ("1e5", "unreadable 1e5"),
            ("1000000000000000000000000000000", "unreadable 1000000000000000000000000000000"),
            ("12345678901234567890.123456789012345", "unreadable 12345678901234567890.123456789012345"),
            ("96171.60", "number 96171.60"),
        ] {
            assert_eq!(said(text), want, "{text:?}");
        }
    }

    #[test]
    fn a_row_without_borders_is_cut_at_white_space() {
        assert_eq!(split("3001 53 0 0 61 4 3119"), ["3001", "53", "0", "0", "61", "4", "3119"]);
        assert_eq!(split("22 （其中修订 16 件） 55"), ["22 （其中修订 16 件）", "55"]);
        assert_eq!(split("  7 件　/"), ["7 件", "/"]);
        assert_eq!(split(""), Vec::<&str>::new());
    }

    #[test]
    fn nothing_is_a_number_by_accident() {
        assert!(matches!(state("2024年"), State::Unreadable(_)));
        assert!(matches!(state("."), State::Unreadable(_)));
        assert!(matches!(state("1."), State::Unreadable(_)));
    }
}
