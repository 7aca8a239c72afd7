//! What a reader noticed on the page besides its figures.

use super::Source;
use crate::coded::coded;
use crate::form::RowId;

/// Something on the page that is not as on the form. [`Draft::check`](super::Draft::check) turns it into a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notice {
    /// What it is.
    pub kind: NoticeKind,
    /// The words on the page.
    pub text: Box<str>,
    /// Where they are.
    pub source: Source,
}

/// What a reader noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoticeKind {
    /// A misprinted label (`FORM-LABEL`).
    Label {
        /// The row whose label it is, or one of whose columns.
        row: RowId,
        /// The official label.
        official: Box<str>,
    },
    /// A row or column of another edition than the page's (`FORM-EDITION`).
    Edition {
        /// The row that it is, or that its figures were read as.
        row: RowId,
    },
    /// A section that is absent or out of order (`FORM-SECTION`).
    Section {
        /// The number of the section on the form, 1 to 6.
        number: u8,
        /// Whether it is absent; otherwise it is out of order.
        absent: bool,
    },
    /// Figures on the page that have no place in its edition: kept here, so that nothing is lost (`FORM-EDITION`).
    Stray,
}

coded! {
    /// A [`NoticeKind`] without its data.
    pub(crate) enum NoticeCode as "a kind of notice" {
        /// A misprinted label.
        Label = "label",
        /// A row or column of another edition.
        Edition = "edition",
        /// A section that is absent or out of order.
        Section = "section",
        /// Figures without a place.
        Stray = "stray",
    }
}

impl NoticeKind {
    /// The stable code: `label`, `edition`, `section` or `stray`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.without_data().code()
    }

    pub(crate) const fn without_data(&self) -> NoticeCode {
        match self {
            Self::Label { .. } => NoticeCode::Label,
            Self::Edition { .. } => NoticeCode::Edition,
            Self::Section { .. } => NoticeCode::Section,
            Self::Stray => NoticeCode::Stray,
        }
    }
}

impl Notice {
    /// A notice of `text` at `source`.
    #[must_use]
    pub fn new(kind: NoticeKind, text: impl Into<Box<str>>, source: Source) -> Self {
        Self { kind, text: text.into(), source }
    }
}
