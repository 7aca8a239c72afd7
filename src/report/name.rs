//! What the named values of the form have in common: an official label, a stable code, and every known spelling.

use std::fmt;

use crate::chars::fold::fold;
use crate::coded::{Known, Unknown, unknown_text};

/// A text that is not a name of the kind that was expected, in any known spelling.
///
/// ```
/// use disclosure_report::Requester;
///
/// let error = "外国人".parse::<Requester>().unwrap_err();
/// assert_eq!(error.to_string(), r#""外国人" is no requester: expected a label such as 自然人 or a code such as natural_person"#);
///
/// let error = "natural_persons".parse::<Requester>().unwrap_err();
/// assert_eq!(error.to_string(), r#""natural_persons" is no requester: did you mean natural_person?"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownName(Unknown);

unknown_text!(UnknownName);

impl UnknownName {
    /// What is known are lists of codes and of labels.
    pub(super) fn new(known: &'static Known, text: &str) -> Self {
        Self(Unknown::new(known, text))
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Known { what, texts } = self.0.known;
        write!(f, "{:?} is no {what}: ", self.text())?;
        match (self.nearest(), texts) {
            (Some(name), _) => write!(f, "did you mean {name}?"),
            (None, [[code, ..], [label, ..], ..]) => {
                write!(f, "expected a label such as {label} or a code such as {code}")
            }
            (None, _) => write!(f, "expected a label or a code"),
        }
    }
}

/// A row or column of the form that is not of the kind that was expected.
///
/// ```
/// use disclosure_report::{Channel, Column, Requester, RowId};
///
/// assert_eq!(Channel::try_from(RowId::REVIEW), Ok(Channel::Review));
/// assert_eq!(Requester::try_from(Column::NaturalPerson), Ok(Requester::NaturalPerson));
/// let error = Requester::try_from(Column::Total).unwrap_err();
/// assert_eq!(error.to_string(), "total is no requester");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{id} is no {what}")]
pub struct NotOfKind {
    id: &'static str,
    what: &'static str,
}

impl NotOfKind {
    pub(super) const fn new(id: &'static str, what: &'static str) -> Self {
        Self { id, what }
    }
}

/// Whether `text` is one of `names`, whatever its spaces, widths and brackets.
pub(super) fn is_one_of<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> bool {
    let text = fold(text);
    !text.is_empty() && names.into_iter().any(|name| fold(name) == text)
}

/// `Display` (the label; `{:#}` the code), `FromStr` (any spelling, or the code) and serde (the code).
macro_rules! named {
    ($Name:ident, all: $all:expr, expected: $what:literal) => {
        /// The official label; `{:#}` gives the code.
        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(if f.alternate() { self.code() } else { self.label() })
            }
        }

        /// Reads the label in any known spelling, with or without its number, or the code.
        impl std::str::FromStr for $Name {
            type Err = $crate::report::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let found = Self::of_code(text)
                    .or_else(|| $all.iter().copied().find(|it| $crate::report::name::is_one_of(text, it.spellings())));
                found.ok_or_else(|| $crate::report::UnknownName::new(Self::KNOWN, text))
            }
        }

        impl $Name {
            const EXPECTED: &'static str = concat!("the code of a ", $what);

            /// All codes, and all labels.
            const NAMES: [[&'static str; $all.len()]; 2] = {
                let mut names = [[""; $all.len()]; 2];
                let mut i = 0;
                while i < $all.len() {
                    (names[0][i], names[1][i]) = ($all[i].code(), $all[i].label());
                    i += 1;
                }
                names
            };

            const KNOWN: &'static $crate::coded::Known =
                &$crate::coded::Known { what: $what, texts: &[&Self::NAMES[0], &Self::NAMES[1]] };

            fn of_code(code: &str) -> Option<Self> {
                $all.iter().copied().find(|it| it.code() == code)
            }
        }

        $crate::coded::serde_by_code!($Name);
    };
}

pub(super) use named;

/// Label, gloss, basis and spellings of a value that is a row of the form, from the form's descriptor.
macro_rules! named_by_row {
    ($Name:ty) => {
        impl $Name {
            /// The official label, verbatim.
            #[must_use]
            pub const fn label(self) -> &'static str {
                self.row().spec().label
            }

            /// The label in English.
            #[must_use]
            pub const fn gloss(self) -> &'static str {
                self.row().spec().gloss
            }

            /// The clause of the Regulation (条例) it rests on and how well that is known, if it rests on one.
            #[must_use]
            pub const fn basis(self) -> Option<$crate::form::Basis> {
                self.row().spec().basis
            }

            fn spellings(self) -> impl Iterator<Item = &'static str> {
                let row = self.row().spec();
                [row.label, row.unnumbered()].into_iter().chain(row.spellings.iter().chain(row.misprints).copied())
            }
        }
    };
}

pub(super) use named_by_row;

/// Label, gloss and spellings of a value that is a column of the form, from the form's descriptor.
macro_rules! named_by_column {
    ($Name:ident, row: $row:expr, table: $table:literal, expected: $what:literal, $($Value:ident),+) => {
        impl $Name {
            #[doc = concat!("The column of ", $table, ".")]
            #[must_use]
            pub const fn column(self) -> Column {
                match self { $(Self::$Value => Column::$Value,)+ }
            }

            #[doc = concat!("The ", $what, " that a column of ", $table, " is for, if it is for one.")]
            #[must_use]
            pub const fn of_column(column: Column) -> Option<Self> {
                match column {
                    $(Column::$Value => Some(Self::$Value),)+
                    _ => None,
                }
            }

            const fn spec(self) -> &'static $crate::form::ColumnSpec {
                // The row has every column: where this is asked at compile time, the compiler says so.
                match $row.spec().column(self.column()) {
                    Some(spec) => spec,
                    None => &$row.spec().columns[0],
                }
            }

            /// The official label, verbatim.
            #[must_use]
            pub const fn label(self) -> &'static str {
                self.spec().label
            }

            /// The label in English.
            #[must_use]
            pub const fn gloss(self) -> &'static str {
                self.spec().gloss
            }

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                self.column().code()
            }

            fn spellings(self) -> impl Iterator<Item = &'static str> {
                let spec = self.spec();
                std::iter::once(spec.label).chain(spec.spellings.iter().chain(spec.misprints).copied())
            }
        }

        impl TryFrom<Column> for $Name {
            type Error = $crate::report::NotOfKind;

            fn try_from(column: Column) -> Result<Self, $crate::report::NotOfKind> {
                Self::of_column(column).ok_or($crate::report::NotOfKind::new(column.code(), $what))
            }
        }
    };
}

pub(super) use named_by_column;
