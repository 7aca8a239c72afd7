//! What is wrong with figures, in words.

use std::fmt;

use crate::form::Language::{self, Chinese, English};
use crate::form::{Column, RowId};
use crate::quantity::Count;

/// An error that is told in either language.
pub(super) trait Told {
    fn tell(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Something to be told in a language.
struct Telling<'a, T>(&'a T, Language);

impl<T: Told> fmt::Display for Telling<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.tell(self.1, f)
    }
}

pub(super) fn message(error: &impl Told, language: Language) -> String {
    Telling(error, language).to_string()
}

/// `message` in either language, and `Display` in English, of an error that is [`Told`].
macro_rules! told {
    ($($Error:ident),+) => {$(
        impl $Error {
            /// The error in words, in Chinese or English. `Display` is the same in English.
            #[must_use]
            pub fn message(&self, language: $crate::form::Language) -> String {
                $crate::report::words::message(self, language)
            }
        }

        impl std::fmt::Display for $Error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::report::words::Told::tell(self, $crate::form::Language::English, f)
            }
        }

        impl std::error::Error for $Error {}
    )+};
}
pub(super) use told;

/// One of two texts.
pub(super) fn either(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Chinese => zh,
        English => en,
    }
}

/// Several errors, one a line.
pub(super) fn tell_each<T: Told>(all: &[T], language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (i, one) in all.iter().enumerate() {
        write!(f, "{}{}", if i == 0 { "" } else { "\n" }, Telling(one, language))?;
    }
    Ok(())
}

/// A row: as the form prints it, or by its id.
pub(super) fn row_name(row: RowId, language: Language) -> &'static str {
    match language {
        Chinese => row.spec().short_name(Chinese),
        English => row.as_str(),
    }
}

/// A column of table 3 or 4: as the form prints it, or by its code.
pub(super) fn column_name(column: Column, language: Language) -> &'static str {
    let mut tables = [RowId::RECEIVED, RowId::REVIEW].into_iter();
    match language {
        Chinese => tables.find_map(|row| row.spec().column(column)).map_or(column.code(), |spec| spec.label),
        English => column.code(),
    }
}

pub(super) fn tell_too_large(language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}{}", either(language, "总计大于", "a total is greater than "), Count::MAX)
}
