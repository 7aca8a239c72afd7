//! Notices by the names of the envelope: `notice.1.kind`, `notice.1.text`.

use std::borrow::Cow;

use super::error::{CsvFaultKind, Faults, wrong};
use crate::draft::{Notice, NoticeKind, Source};

/// What a notice says; not every kind says all of it.
pub(super) const KEYS: [&str; 6] = ["kind", "row", "official", "number", "absent", "text"];

/// What a notice says for each of [`KEYS`].
pub(super) fn said(notice: &Notice) -> [Option<Cow<'_, str>>; KEYS.len()] {
    let (row, official, section) = match &notice.kind {
        NoticeKind::Label { row, official } => (Some(*row), Some(&**official), None),
        NoticeKind::Edition { row } => (Some(*row), None, None),
        NoticeKind::Section { number, absent } => (None, None, Some((*number, *absent))),
        NoticeKind::Stray => (None, None, None),
    };
    [
        Some(notice.kind.code().into()),
        row.map(|row| row.as_str().into()),
        official.map(Into::into),
        section.map(|(number, _)| number.to_string().into()),
        section.map(|(_, absent)| absent.to_string().into()),
        Some((&*notice.text).into()),
    ]
}

/// The name of what a notice says, by the notice's number and the key's place.
pub(super) fn name(number: usize, key: usize) -> String {
    format!("notice.{number}.{}", KEYS.get(key).copied().unwrap_or_default())
}

/// The notice's number and the key's place, of a name.
pub(super) fn named(name: &str) -> Option<(usize, usize)> {
    let (number, key) = name.strip_prefix("notice.")?.split_once('.')?;
    let key = KEYS.iter().position(|known| *known == key)?;
    Some((super::tidy_read::ordinal(number)?, key))
}

/// What was read of a notice: for each of [`KEYS`] its line and text.
pub(super) type Parts = [Option<(u64, String)>; KEYS.len()];

/// The notice of which this was read; faults else. `line` is that of the report.
pub(super) fn notice(number: usize, parts: &Parts, line: u64, faults: &mut Faults) -> Option<Notice> {
    let [kind, row, official, section, absent, text] = parts;
    let meaningful: [bool; KEYS.len()] = match kind.as_ref().map(|(_, kind)| kind.as_str()) {
        Some("label") => [true, true, true, false, false, true],
        Some("edition") => [true, true, false, false, false, true],
        Some("section") => [true, false, false, true, true, true],
        Some("stray") => [true, false, false, false, false, true],
        Some(other) => {
            let line = kind.as_ref().map_or(line, |(line, _)| *line);
            faults.add(line, Some("value"), Some(&name(number, 0)), wrong("label, edition, section or stray", other));
            return None;
        }
        None => [true, false, false, false, false, false],
    };
    let mut whole = true;
    for (key, (part, meant)) in parts.iter().zip(meaningful).enumerate() {
        let fault = match part {
            None if meant => Some((line, CsvFaultKind::MissingCell)),
            // Without its kind, what a notice says may be anything.
            Some((line, _)) if !meant && kind.is_some() => Some((*line, CsvFaultKind::UnknownCell)),
            _ => None,
        };
        if let Some((line, fault)) = fault {
            faults.add(line, None, Some(&name(number, key)), fault);
            whole = false;
        }
    }
    if !whole {
        return None;
    }
    let mut parsed = |part: &Option<(u64, String)>, key, expected, fits: &dyn Fn(&str) -> bool| {
        let Some((line, text)) = part.as_ref().filter(|(_, text)| !fits(text)) else { return };
        faults.add(*line, Some("value"), Some(&name(number, key)), wrong(expected, text));
    };
    parsed(row, 1, "the id of a row", &|text| text.parse::<crate::form::RowId>().is_ok());
    parsed(section, 3, "an integer from 0 to 255", &|text| plain_u8(text).is_some());
    parsed(absent, 4, "true or false", &|text| truth(text).is_some());
    let value = |part: &Option<(u64, String)>| part.as_ref().map(|(_, text)| text.clone());
    let row = value(row).and_then(|row| row.parse().ok());
    let kind = match value(kind).as_deref() {
        Some("label") => NoticeKind::Label { row: row?, official: value(official)?.into() },
        Some("edition") => NoticeKind::Edition { row: row? },
        Some("section") => NoticeKind::Section {
            number: value(section).and_then(|number| plain_u8(&number))?,
            absent: value(absent).and_then(|absent| truth(&absent))?,
        },
        _ => NoticeKind::Stray,
    };
    Some(Notice::new(kind, value(text)?, Source::default()))
}

/// Digits alone.
fn plain_u8(text: &str) -> Option<u8> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// Spreadsheets write `TRUE`.
fn truth(text: &str) -> Option<bool> {
    [true, false].into_iter().find(|truth| text.eq_ignore_ascii_case(&truth.to_string()))
}
