//! Text that spreadsheets would take for a formula.

use std::borrow::Cow;

use crate::record::Plain;

/// What is written before a text that begins with one of [`SIGNS`].
const GUARD: char = '\'';

/// What makes a formula of a field in one spreadsheet or another.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A value as it is written: text so that it is no formula, anything else as it is.
pub(super) fn written(value: Plain<'_>) -> Cow<'_, str> {
    match value {
        Plain::Text(text) | Plain::Written(text) => guarded(text),
        other => other.to_string().into(),
    }
}

/// A value that may be absent, which is an empty field: an empty text is a guard alone.
pub(super) fn written_if_any(value: Option<Plain<'_>>) -> Cow<'_, str> {
    match value.map(written) {
        None => "".into(),
        Some(text) if text.is_empty() => GUARD.to_string().into(),
        Some(text) => text,
    }
}

/// A text as it is written. A sign alone is no formula, so a dash stays what it is.
pub(super) fn guarded<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let text = text.into();
    let mut chars = text.chars();
    let formula = chars.next().is_some_and(|c| c == GUARD || SIGNS.contains(&c) && chars.next().is_some());
    if formula { format!("{GUARD}{text}").into() } else { text }
}

/// The value of a field.
pub(super) fn read(field: &str) -> Plain<'_> {
    Plain::Written(unguarded(field).into())
}

/// The text of a field. A guard that guards nothing is part of it: `'abc`, as people write.
pub(super) fn unguarded(field: &str) -> &str {
    let guards = |rest: &&str| rest.is_empty() || rest.starts_with(GUARD) || rest.starts_with(SIGNS);
    field.strip_prefix(GUARD).filter(guards).unwrap_or(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_reads_back() {
        for (text, field) in [
            ("", ""),
            ("abc", "abc"),
            ("-", "-"),
            ("——", "——"),
            ("－", "－"),
            ("--", "'--"),
            ("=1+1", "'=1+1"),
            ("＝1", "'＝1"),
            ("+86", "'+86"),
            ("@SUM", "'@SUM"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("\nx", "'\nx"),
            ("'", "''"),
            ("'abc", "''abc"),
            ("'=1", "''=1"),
            ("''", "'''"),
            (" =1", " =1"),
        ] {
            assert_eq!(guarded(text), field);
            assert_eq!(unguarded(field), text);
            let field = written_if_any(Some(text.into()));
            assert!(!field.is_empty());
            assert_eq!(unguarded(&field), text);
        }
        assert_eq!(written_if_any(None), "");
        assert_eq!(unguarded("'abc"), "'abc");
    }
}
