//! What a row of the tidy layout or a column of the wide one is about, by its name.

use std::borrow::Cow;

use crate::form::CellId;
use crate::record::{EDITION, NoticeField, Part, Plain};

/// A thing that a report says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Topic {
    Edition,
    Part(Part),
    Cell(CellId),
    /// A field of a notice, which has a number from 1.
    Notice(i64, NoticeField),
}

impl Topic {
    /// The topic of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.parse() {
            Ok(cell) => Some(Self::Cell(cell)),
            Err(_) if name == EDITION => Some(Self::Edition),
            Err(_) => Part::at(name).map(Self::Part).or_else(|| Self::notice(name)),
        }
    }

    fn notice(name: &str) -> Option<Self> {
        let (number, field) = name.strip_prefix("notice.")?.split_once('.')?;
        let number = Plain::Written(number.into()).integer(1, i64::MAX, "the number of a notice").ok()?;
        let field = NoticeField::of_code(field).filter(|field| *field != NoticeField::Source)?;
        Some(Self::Notice(number, field))
    }

    pub(super) fn name(self) -> Cow<'static, str> {
        match self {
            Self::Edition => EDITION.into(),
            Self::Part(part) => part.path().into(),
            Self::Cell(cell) => cell.as_str().into(),
            Self::Notice(number, field) => format!("notice.{number}.{field}").into(),
        }
    }
}
