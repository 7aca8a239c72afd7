//! Enums whose values have stable codes: one macro makes every one of them.
//!
//! It builds on strum's derives, which list the variants and count them, and adds the inherent methods that users call:
//! `ALL`, `COUNT`, `code`, with `Display`, `FromStr` and serde by the code.

use std::fmt;

use crate::chars::near::{cut, nearest};

/// What a text can be: what that is called, and lists of all texts.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Known {
    pub(crate) what: &'static str,
    pub(crate) texts: &'static [&'static [&'static str]],
}

/// A text that is nothing known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Unknown {
    pub(crate) known: &'static Known,
    text: Box<str>,
}

impl Unknown {
    pub(crate) fn new(known: &'static Known, text: &str) -> Self {
        Self { known, text: cut(text) }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn nearest(&self) -> Option<&'static str> {
        nearest(&self.text, self.known.texts.iter().copied().flatten().copied())
    }
}

/// `text` and `nearest` of an error that is an [`Unknown`].
macro_rules! unknown_text {
    ($Error:ident) => {
        impl $Error {
            /// The text, cut after 60 characters.
            #[must_use]
            pub fn text(&self) -> &str {
                self.0.text()
            }

            /// What it was probably meant to be, if it is only a few slips away from that.
            #[must_use]
            pub fn nearest(&self) -> Option<&'static str> {
                self.0.nearest()
            }
        }

        impl std::error::Error for $Error {}
    };
}
pub(crate) use unknown_text;

/// A text is none of the codes that were expected.
///
/// ```
/// use disclosure_report::{MoneyUnit, Rule, form::UnknownCode};
///
/// let error: UnknownCode = "dollar".parse::<MoneyUnit>().unwrap_err();
/// assert_eq!(error.text(), "dollar");
/// assert_eq!(error.to_string(), r#"expected yuan, wan_yuan or yi_yuan, found "dollar""#);
///
/// let error = "T3-BALNCE".parse::<Rule>().unwrap_err();
/// assert_eq!(error.to_string(), r#"expected the code of a rule, found "T3-BALNCE": did you mean T3-BALANCE?"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownCode(Unknown);

unknown_text!(UnknownCode);

impl UnknownCode {
    pub(crate) fn new(known: &'static Known, text: &str) -> Self {
        Self(Unknown::new(known, text))
    }

    /// What was expected: the codes, if they are few.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.0.known.what
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {:?}", self.expected(), self.text())?;
        self.nearest().map_or(Ok(()), |code| write!(f, ": did you mean {code}?"))
    }
}

/// An enum with a stable code for each variant, `Variant = "code",`. `as` names one value, for errors: `an origin`.
///
/// Variants that have a label too, `Variant = "code", "label";`, are shown by it and read by either. With `shown by name`
/// a value is shown by its method `name`.
macro_rules! coded {
    (
        $(#[$meta:meta])*
        $vis:vis enum $Name:ident as $what:literal $(shown by $shown:ident)? {
            $($(#[$doc:meta])* $Variant:ident = $code:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, strum::VariantArray, strum::EnumCount)]
        $vis enum $Name { $($(#[$doc])* $Variant,)+ }

        #[allow(unreachable_pub, reason = "some coded enums are the crate's own")]
        impl $Name {
            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$Variant => $code,)+ }
            }
        }

        $crate::coded::by_code!($Name, $what);
        $crate::coded::shown_by_code!($Name $(, $shown)?);
    };
    (
        $(#[$meta:meta])*
        $vis:vis enum $Name:ident as $what:literal {
            $($(#[$doc:meta])* $Variant:ident = $code:literal, $label:literal;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, strum::VariantArray, strum::EnumCount)]
        $vis enum $Name { $($(#[$doc])* $Variant,)+ }

        impl $Name {
            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$Variant => $code,)+ }
            }

            /// The label in Chinese.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$Variant => $label,)+ }
            }
        }

        $crate::coded::by_code!($Name, $what);
        $crate::coded::shown_by_label!($Name);
    };
}
pub(crate) use coded;

/// What follows from `code`, a `const fn`, and from strum's `VariantArray` and `EnumCount`; with serde by the code.
macro_rules! by_code {
    ($Name:ident, $what:literal) => {
        $crate::coded::listed!($Name);

        #[allow(dead_code, reason = "each format takes what it needs")]
        impl $Name {
            /// All codes, in the order of [`Self::ALL`].
            pub(crate) const CODES: [&'static str; Self::COUNT] = {
                let mut codes = [""; Self::COUNT];
                let mut i = 0;
                while i < Self::COUNT {
                    codes[i] = Self::ALL[i].code();
                    i += 1;
                }
                codes
            };

            /// What an error says was expected: the codes if they are few, else what they are codes of.
            pub(crate) const EXPECTED: &'static str = {
                const LEN: usize = $crate::coded::joined_len(&$Name::CODES);
                const JOINED: [u8; LEN] = $crate::coded::joined(&$Name::CODES);
                if Self::COUNT > $crate::coded::FEW {
                    concat!("the code of ", $what)
                } else {
                    match std::str::from_utf8(&JOINED) {
                        Ok(joined) => joined,
                        Err(_) => $what,
                    }
                }
            };

            /// What its codes are, for errors.
            const KNOWN: &'static $crate::coded::Known =
                &$crate::coded::Known { what: Self::EXPECTED, texts: &[&Self::CODES] };

            /// The value of a code.
            pub(crate) fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        $crate::coded::serde_by_code!($Name);
    };
}
pub(crate) use by_code;

/// `Display` by the code, or by another method, and `FromStr` by the code.
macro_rules! shown_by_code {
    ($Name:ident) => {
        $crate::coded::shown_by_code!($Name, code);
    };
    ($Name:ident, $shown:ident) => {
        #[doc = concat!("The ", stringify!($shown), ".")]
        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.$shown())
            }
        }

        /// Reads a code.
        impl std::str::FromStr for $Name {
            type Err = $crate::coded::UnknownCode;

            fn from_str(text: &str) -> Result<Self, $crate::coded::UnknownCode> {
                Self::of_code(text).ok_or_else(|| $crate::coded::UnknownCode::new(Self::KNOWN, text))
            }
        }
    };
}
pub(crate) use shown_by_code;

/// `Display` by the label, and `FromStr` by the label or the code.
macro_rules! shown_by_label {
    ($Name:ident) => {
        /// The label; `{:#}` gives the code.
        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(if f.alternate() { self.code() } else { self.label() })
            }
        }

        /// Reads a label or a code.
        impl std::str::FromStr for $Name {
            type Err = $crate::coded::UnknownCode;

            fn from_str(text: &str) -> Result<Self, $crate::coded::UnknownCode> {
                let found =
                    Self::ALL.iter().copied().find(|value| value.label() == text).or_else(|| Self::of_code(text));
                found.ok_or_else(|| $crate::coded::UnknownCode::new(Self::KNOWN, text))
            }
        }
    };
}
pub(crate) use shown_by_label;

/// `ALL` and `COUNT`, by strum's derives.
macro_rules! listed {
    ($Name:ident) => {
        #[allow(unreachable_pub, dead_code, reason = "some coded enums are the crate's own")]
        impl $Name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            /// How many there are.
            pub const COUNT: usize = <Self as strum::EnumCount>::COUNT;
        }
    };
}
pub(crate) use listed;

/// serde by `code`, `of_code` and `EXPECTED`.
macro_rules! serde_by_code {
    ($Name:ident) => {
        /// The code.
        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        /// The code.
        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Code;

                impl serde::de::Visitor<'_> for Code {
                    type Value = $Name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($Name::EXPECTED)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$Name, E> {
                        let unknown = || E::invalid_value(serde::de::Unexpected::Str(text), &self);
                        $Name::of_code(text).ok_or_else(unknown)
                    }
                }
                deserializer.deserialize_str(Code)
            }
        }
    };
}
pub(crate) use serde_by_code;

/// serde by the text that a value is shown as and parsed from; `$expected` says what it is, for errors.
macro_rules! serde_by_text {
    ($Name:ident, $expected:expr) => {
        /// The text that it is shown as.
        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        /// The text that it is shown as.
        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl serde::de::Visitor<'_> for Text {
                    type Value = $Name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$Name, E> {
                        text.parse().map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }
    };
}
pub(crate) use serde_by_text;

/// As many codes as an error lists.
pub(crate) const FEW: usize = 9;

/// The length of [`joined`].
pub(crate) const fn joined_len(codes: &[&str]) -> usize {
    let mut len = 0;
    let mut i = 0;
    while i < codes.len() {
        len += codes[i].len() + separator(i, codes.len()).len();
        i += 1;
    }
    len
}

/// `a, b or c`.
pub(crate) const fn joined<const N: usize>(codes: &[&str]) -> [u8; N] {
    let mut all = [0; N];
    let mut at = 0;
    let mut i = 0;
    while i < codes.len() {
        at = copied(separator(i, codes.len()), &mut all, at);
        at = copied(codes[i], &mut all, at);
        i += 1;
    }
    all
}

/// What comes before the code at `i`.
const fn separator(i: usize, count: usize) -> &'static str {
    if i == 0 {
        ""
    } else if i + 1 == count {
        " or "
    } else {
        ", "
    }
}

const fn copied(text: &str, into: &mut [u8], mut at: usize) -> usize {
    let text = text.as_bytes();
    let mut i = 0;
    while i < text.len() {
        into[at] = text[i];
        at += 1;
        i += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    coded! {
        /// A fruit.
        enum Fruit as "a fruit" {
            /// An apple.
            Apple = "apple",
            /// A pear.
            Pear = "pear",
            /// A plum.
            Plum = "plum",
        }
    }

    #[test]
    fn a_coded_enum_reads_what_it_shows_and_says_what_it_expects() {
        assert_eq!(Fruit::ALL, [Fruit::Apple, Fruit::Pear, Fruit::Plum]);
        assert!(Fruit::ALL.iter().all(|fruit| fruit.to_string().parse() == Ok(*fruit)));
        assert_eq!("fig".parse::<Fruit>().unwrap_err().to_string(), r#"expected apple, pear or plum, found "fig""#);
        assert_eq!(Fruit::COUNT, 3);
    }
}
