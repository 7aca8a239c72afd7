//! Text that spreadsheets would take for a formula.

use std::borrow::Cow;

/// What stands before a text that begins with one of [`SIGNS`].
const GUARD: char = '\'';

/// What makes a formula of a field in one spreadsheet or another.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text as it is written. A sign alone is no formula, so a dash stays what it is.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    let mut chars = text.chars();
    let formula = chars.next().is_some_and(|c| c == GUARD || SIGNS.contains(&c) && chars.next().is_some());
    if formula { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// A text that may be absent, which is an empty field: an empty text is a guard alone.
pub(super) fn optional(text: Option<&str>) -> Cow<'_, str> {
    match text {
        None => Cow::Borrowed(""),
        Some("") => Cow::Owned(GUARD.to_string()),
        Some(text) => guarded(text),
    }
}

/// The text of a field. A guard that guards nothing is part of it: `'abc`, as people write.
pub(super) fn unguarded(field: &str) -> &str {
    let guards = |rest: &&str| rest.is_empty() || rest.starts_with(GUARD) || rest.starts_with(SIGNS);
    field.strip_prefix(GUARD).filter(guards).unwrap_or(field)
}

/// A text that may be absent.
pub(super) fn if_any(field: &str) -> Option<&str> {
    (!field.is_empty()).then(|| unguarded(field))
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
            assert_eq!(if_any(&optional(Some(text))), Some(text));
        }
        assert_eq!(if_any(&optional(None)), None);
        assert_eq!(unguarded("'abc"), "'abc");
    }
}
