//! What the named values of the form have in common: an official label, a stable code, and every known spelling.

use std::fmt;

use crate::chars::fold::fold;

/// A text that is not a name of the kind that was expected, in any known spelling.
///
/// ```
/// use disclosure_report::Requester;
///
/// let error = "外国人".parse::<Requester>().unwrap_err();
/// assert_eq!(error.to_string(), r#""外国人" is no requester: expected a label such as 自然人 or a code such as natural_person"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownName {
    pub(super) text: Box<str>,
    pub(super) expected: Expected,
}

/// What was expected, with an example of a label and of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Expected {
    pub(super) what: &'static str,
    pub(super) label: &'static str,
    pub(super) code: &'static str,
}

impl UnknownName {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Expected { what, label, code } = self.expected;
        write!(f, "{:?} is no {what}: expected a label such as {label} or a code such as {code}", self.text)
    }
}

impl std::error::Error for UnknownName {}

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
                let mut all = $all;
                let found =
                    all.find(|it: &Self| text == it.code() || $crate::report::name::is_one_of(text, it.spellings()));
                let first = || $all.next().map_or(("", ""), |it: Self| (it.label(), it.code()));
                found.ok_or_else(|| $crate::report::UnknownName {
                    text: text.into(),
                    expected: $crate::report::name::Expected { what: $what, label: first().0, code: first().1 },
                })
            }
        }

        impl $Name {
            const EXPECTED: &'static str = concat!("the code of a ", $what);

            fn of_code(code: &str) -> Option<Self> {
                $all.find(|it: &Self| it.code() == code)
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
    ($Name:ty, row: $row:expr) => {
        impl $Name {
            fn spec(self) -> Option<&'static $crate::form::ColumnSpec> {
                $row.spec().column(self.column())
            }

            /// The official label, verbatim.
            #[must_use]
            pub fn label(self) -> &'static str {
                self.spec().map_or("", |spec| spec.label)
            }

            /// The label in English.
            #[must_use]
            pub fn gloss(self) -> &'static str {
                self.spec().map_or("", |spec| spec.gloss)
            }

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                self.column().code()
            }

            fn spellings(self) -> impl Iterator<Item = &'static str> {
                self.spec().into_iter().flat_map(|spec| {
                    std::iter::once(spec.label).chain(spec.spellings.iter().chain(spec.misprints).copied())
                })
            }
        }
    };
}

pub(super) use named_by_column;
