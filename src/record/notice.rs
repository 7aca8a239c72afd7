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

    /// What the number of a section is at least and at most.
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

/// The notice of these fields; what is wrong with one goes to `fault`. Its source is for the format to read.
pub(crate) fn read_notice<'a>(
    get: impl Fn(NoticeField) -> Option<Plain<'a>>,
    source: Source,
    fault: &mut dyn FnMut(NoticeField, FaultKind),
) -> Option<Notice> {
    let Some(kind) = get(NoticeField::Kind) else {
        fault(NoticeField::Kind, FaultKind::MissingKey);
        return None;
    };
    // What kind it is decides which fields it has, so that is asked before the rest.
    let kind: NoticeCode = match kind.parse(NoticeCode::EXPECTED) {
        Ok(kind) => kind,
        Err(why) => {
            fault(NoticeField::Kind, why);
            return None;
        }
    };
    let must = NoticeField::of(kind);
    for field in NoticeField::ALL.iter().copied() {
        let meant = must.contains(&field);
        match get(field) {
            Some(_) if !meant && field != NoticeField::Source => fault(field, FaultKind::UnknownKey),
            None if meant => fault(field, FaultKind::MissingKey),
            _ => {}
        }
    }
    let mut read = |field, value: &mut dyn FnMut(&Plain<'_>) -> Result<(), FaultKind>| {
        if let Some(plain) = get(field).filter(|_| must.contains(&field))
            && let Err(why) = value(&plain)
        {
            fault(field, why);
        }
    };
    let (mut row, mut official, mut number, mut absent, mut text) = (None, None, None, None, None);
    let (least, most) = NoticeField::NUMBERS;
    read(NoticeField::Row, &mut |value| value.parse::<RowId>("the id of a row").map(|id| row = Some(id)));
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
