//! A notice as a record, and which fields each kind has.

use super::fault::FaultKind;
use super::plain::Plain;
use crate::coded::coded;
use crate::draft::{Notice, NoticeCode, NoticeKind, Source};
use crate::form::RowId;

coded! {
    /// A field of a notice. Their order is that in which they are written.
    pub(crate) enum NoticeField as "a field of a notice" {
        /// A [`NoticeCode`].
        Kind = "kind",
        /// The row that it is about.
        Row = "row",
        /// The official label.
        Official = "official",
        /// The number of the section.
        Number = "number",
        /// Whether the section is absent.
        Absent = "absent",
        /// The words on the page.
        Text = "text",
        /// Where they are in the source.
        Source = "source",
    }
}

impl NoticeField {
    /// The fields that a notice of this kind must have; it may have [`NoticeField::Source`] too, and no other.
    pub(crate) const fn of(kind: NoticeCode) -> &'static [Self] {
        match kind {
            NoticeCode::Label => &[Self::Kind, Self::Row, Self::Official, Self::Text],
            NoticeCode::Edition => &[Self::Kind, Self::Row, Self::Text],
            NoticeCode::Section => &[Self::Kind, Self::Number, Self::Absent, Self::Text],
            NoticeCode::Stray => &[Self::Kind, Self::Text],
        }
    }

    /// The least and the greatest number of a section.
    pub(crate) const NUMBERS: (i64, i64) = (0, 255);
}

/// The fields of a notice, without its source.
pub(crate) fn notice_fields(notice: &Notice) -> impl Iterator<Item = (NoticeField, Plain<'_>)> {
    let code = notice.kind.without_data();
    NoticeField::of(code).iter().filter_map(move |field| {
        let value = match (*field, &notice.kind) {
            (NoticeField::Kind, _) => code.code().into(),
            (NoticeField::Row, NoticeKind::Label { row, .. } | NoticeKind::Edition { row }) => row.as_str().into(),
            (NoticeField::Official, NoticeKind::Label { official, .. }) => (&**official).into(),
            (NoticeField::Number, NoticeKind::Section { number, .. }) => Plain::Integer((*number).into()),
            (NoticeField::Absent, NoticeKind::Section { absent, .. }) => Plain::Truth(*absent),
            (NoticeField::Text, _) => (&*notice.text).into(),
            _ => return None,
        };
        Some((*field, value))
    })
}

/// The notice of these fields; what is wrong with one goes to `fault`. The format reads the source itself.
pub(crate) fn read_notice<'a>(
    get: impl Fn(NoticeField) -> Option<Plain<'a>>,
    source: Source,
    fault: &mut dyn FnMut(NoticeField, FaultKind),
) -> Option<Notice> {
    let Some(kind) = get(NoticeField::Kind) else {
        fault(NoticeField::Kind, FaultKind::MissingKey);
        return None;
    };
    // The kind decides which fields a notice has, so it is read first.
    let kind = match kind.code(NoticeCode::of_code, NoticeCode::EXPECTED) {
        Ok(kind) => kind,
        Err(why) => {
            fault(NoticeField::Kind, why);
            return None;
        }
    };
    let needed = NoticeField::of(kind);
    for field in NoticeField::ALL.iter().copied() {
        let meant = needed.contains(&field);
        match get(field) {
            Some(_) if !meant && field != NoticeField::Source => fault(field, FaultKind::UnknownKey),
            None if meant => fault(field, FaultKind::MissingKey),
            _ => {}
        }
    }
    let mut read = |field, value: &mut dyn FnMut(&Plain<'_>) -> Result<(), FaultKind>| {
        if let Some(plain) = get(field).filter(|_| needed.contains(&field))
            && let Err(why) = value(&plain)
        {
            fault(field, why);
        }
    };
    let (mut row, mut official, mut number, mut absent, mut text) = (None, None, None, None, None);
    let (least, most) = NoticeField::NUMBERS;
    read(NoticeField::Row, &mut |value| value.parse::<RowId>(RowId::EXPECTED).map(|id| row = Some(id)));
    read(NoticeField::Official, &mut |value| value.text().map(|label| official = Some(label.into())));
    read(NoticeField::Number, &mut |value| {
        value.integer(least, most, "an integer from 0 to 255").map(|section| number = u8::try_from(section).ok())
    });
    read(NoticeField::Absent, &mut |value| value.truth().map(|truth| absent = Some(truth)));
    read(NoticeField::Text, &mut |value| value.text().map(|words| text = Some(Box::from(words))));
    let kind = match kind {
        NoticeCode::Label => NoticeKind::Label { row: row?, official: official? },
        NoticeCode::Edition => NoticeKind::Edition { row: row? },
        NoticeCode::Section => NoticeKind::Section { number: number?, absent: absent? },
        NoticeCode::Stray => NoticeKind::Stray,
    };
    Some(Notice::new(kind, text?, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(kind: NoticeCode, field: NoticeField) -> Plain<'static> {
        match field {
            NoticeField::Kind => kind.code().into(),
            NoticeField::Row => "review".into(),
            NoticeField::Number => Plain::Integer(5),
            NoticeField::Absent => Plain::Truth(true),
            NoticeField::Official | NoticeField::Text | NoticeField::Source => "x".into(),
        }
    }

    /// The notice of a kind with these fields besides, and what is wrong with it.
    fn read(kind: NoticeCode, fields: &[NoticeField]) -> (Option<Notice>, Vec<(NoticeField, FaultKind)>) {
        let mut faults = Vec::new();
        let get = |field| (field == NoticeField::Kind || fields.contains(&field)).then(|| sample(kind, field));
        let notice = read_notice(get, Source::default(), &mut |field, kind| faults.push((field, kind)));
        (notice, faults)
    }

    #[test]
    fn a_notice_has_the_fields_of_its_kind_and_no_others() {
        for (kind, must) in [
            ("label", "row official text"),
            ("edition", "row text"),
            ("section", "number absent text"),
            ("stray", "text"),
        ] {
            let kind: NoticeCode = kind.parse().unwrap();
            let must: Vec<NoticeField> = must.split(' ').map(|code| code.parse().unwrap()).collect();
            let (notice, faults) = read(kind, &must);
            assert_eq!(faults, []);
            let fields: Vec<_> = notice.iter().flat_map(notice_fields).collect();
            assert_eq!(fields, NoticeField::of(kind).iter().map(|f| (*f, sample(kind, *f))).collect::<Vec<_>>());
            for field in NoticeField::ALL.iter().copied().filter(|field| *field != NoticeField::Kind) {
                let with = read(kind, &[must.clone(), vec![field]].concat()).1;
                let without = read(kind, &must.iter().copied().filter(|other| *other != field).collect::<Vec<_>>()).1;
                let known = must.contains(&field) || field == NoticeField::Source;
                let unknown = if known { vec![] } else { vec![(field, FaultKind::UnknownKey)] };
                let missing = if must.contains(&field) { vec![(field, FaultKind::MissingKey)] } else { vec![] };
                assert_eq!((with, without), (unknown, missing), "{kind} {field}");
            }
        }
    }
}
