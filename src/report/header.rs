//! What a report says of itself: which organ reports, on which year.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::chars::near::cut;
use crate::coded::coded;

/// What a report says of itself.
///
/// ```
/// use disclosure_report::Header;
/// use disclosure_report::report::{ReportYear, Scope};
///
/// let header = Header::new("淮安市人民政府", ReportYear::new(2024)?)?.with_scope(Scope::Region);
/// assert_eq!(header.organ(), "淮安市人民政府");
/// assert!(Header::new("　", ReportYear::new(2024)?).is_err()); // no name
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Header {
    organ: String,
    year: ReportYear,
    credit_code: Option<CreditCode>,
    division_code: Option<DivisionCode>,
    scope: Option<Scope>,
    period: Option<Period>,
    published: Option<Date>,
}

impl Header {
    /// The header of an organ's report for a year.
    ///
    /// # Errors
    ///
    /// [`HeaderError::NoOrgan`] if the organ's name is blank.
    pub fn new(organ: impl Into<String>, year: ReportYear) -> Result<Self, HeaderError> {
        let organ = organ.into();
        if organ.trim().is_empty() {
            return Err(HeaderError::NoOrgan);
        }
        Ok(Self { organ, year, credit_code: None, division_code: None, scope: None, period: None, published: None })
    }

    /// The same with the organ's unified social credit code.
    #[must_use]
    pub fn with_credit_code(mut self, code: impl Into<Option<CreditCode>>) -> Self {
        self.credit_code = code.into();
        self
    }

    /// The same with the code of the administrative division.
    #[must_use]
    pub fn with_division_code(mut self, code: impl Into<Option<DivisionCode>>) -> Self {
        self.division_code = code.into();
        self
    }

    /// The same with what the report covers.
    #[must_use]
    pub fn with_scope(mut self, scope: impl Into<Option<Scope>>) -> Self {
        self.scope = scope.into();
        self
    }

    /// The same with the days reported on.
    #[must_use]
    pub fn with_period(mut self, period: impl Into<Option<Period>>) -> Self {
        self.period = period.into();
        self
    }

    /// The same with the day of publication.
    #[must_use]
    pub fn with_published(mut self, date: impl Into<Option<Date>>) -> Self {
        self.published = date.into();
        self
    }

    /// The organ whose report it is.
    #[must_use]
    pub fn organ(&self) -> &str {
        &self.organ
    }

    /// The year reported on.
    #[must_use]
    pub fn year(&self) -> ReportYear {
        self.year
    }

    /// The organ's unified social credit code.
    #[must_use]
    pub fn credit_code(&self) -> Option<CreditCode> {
        self.credit_code
    }

    /// The code of the administrative division.
    #[must_use]
    pub fn division_code(&self) -> Option<DivisionCode> {
        self.division_code
    }

    /// What the report covers.
    #[must_use]
    pub fn scope(&self) -> Option<Scope> {
        self.scope
    }

    /// The days reported on; where they are not stated, the whole year is meant.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        self.period
    }

    /// The day of publication. The Regulation asks for 31 January from departments, and 31 March from the competent
    /// department of a local government at or above county level (《条例》第四十九条).
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.published
    }
}

/// Why a header can't be made.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderError {
    /// The organ's name is blank.
    #[error("the organ's name is blank")]
    NoOrgan,
    /// A year out of range: years go from 2008, when the first Regulation came into force, to 9999.
    #[error("expected a year from 2008 to 9999, found {0}")]
    Year(i64),
    /// A text that is no year, cut after 60 characters.
    #[error("expected the four digits of a year, such as 2024, found {0:?}")]
    YearText(Box<str>),
    /// A period that ends before it begins.
    #[error("a period ends on or after the day it begins, found {start} to {end}")]
    Period {
        /// The first day.
        start: Date,
        /// The last day.
        end: Date,
    },
    /// A text that is no period, cut after 60 characters.
    #[error("expected a period such as 2024-01-01/2024-12-31, found {0:?}")]
    PeriodText(Box<str>),
}

/// The year a report is about, from 2008 (when the first Regulation came into force) to 9999.
///
/// ```
/// use disclosure_report::report::ReportYear;
///
/// assert_eq!(ReportYear::new(2024)?.get(), 2024);
/// assert_eq!(ReportYear::new(204).unwrap_err().to_string(), "expected a year from 2008 to 9999, found 204");
/// const YEAR: ReportYear = ReportYear::constant(2024);
/// # Ok::<(), disclosure_report::report::HeaderError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReportYear(u16);

impl ReportYear {
    /// The first year that is accepted.
    pub(crate) const FIRST: u16 = 2008;
    /// The last year that is accepted.
    pub(crate) const LAST: u16 = 9999;

    /// The year `year`.
    ///
    /// # Errors
    ///
    /// [`HeaderError::Year`] if it is not from 2008 to 9999.
    pub const fn new(year: u16) -> Result<Self, HeaderError> {
        if year >= Self::FIRST && year <= Self::LAST { Ok(Self(year)) } else { Err(HeaderError::Year(year as i64)) }
    }

    /// The year `year`, for literals and tests.
    ///
    /// # Panics
    ///
    /// If it is not from 2008 to 9999; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(year: u16) -> Self {
        assert!(year >= Self::FIRST && year <= Self::LAST, "a report's year is from 2008 to 9999");
        Self(year)
    }

    /// The number of the year.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// The digits.
impl fmt::Display for ReportYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Reads four ASCII digits.
impl FromStr for ReportYear {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Self, HeaderError> {
        let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let year = text.parse::<u16>().ok().filter(|_| digits).ok_or_else(|| HeaderError::YearText(cut(text)))?;
        Self::new(year)
    }
}

impl From<ReportYear> for u16 {
    fn from(year: ReportYear) -> Self {
        year.0
    }
}

macro_rules! year_from {
    ($($integer:ty)*) => {
        $(impl TryFrom<$integer> for ReportYear {
            type Error = HeaderError;

            fn try_from(year: $integer) -> Result<Self, HeaderError> {
                u16::try_from(year).map_err(|_| HeaderError::Year(year.into())).and_then(Self::new)
            }
        })*
    };
}

year_from!(u16 i32 u32 i64);

coded! {
    /// What a report covers. A whole region's figures are sums over its organs.
    ///
    /// ```
    /// use disclosure_report::report::Scope;
    /// assert_eq!("region".parse(), Ok(Scope::Region));
    /// ```
    pub enum Scope as "what a report covers" {
        /// The organ itself.
        Organ = "organ",
        /// All organs of its region.
        Region = "region",
    }
}

/// The days reported on, both ends included.
///
/// ```
/// use disclosure_report::Period;
/// use disclosure_report::report::ReportYear;
///
/// let year = Period::of_year(ReportYear::new(2024)?);
/// assert_eq!(year.to_string(), "2024-01-01/2024-12-31");
/// assert!(Period::new(year.end(), year.start()).is_err());
/// # Ok::<(), disclosure_report::report::HeaderError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    start: Date,
    end: Date,
}

impl Period {
    /// The days from `start` to `end`.
    ///
    /// # Errors
    ///
    /// [`HeaderError::Period`] if it ends before it begins.
    pub fn new(start: Date, end: Date) -> Result<Self, HeaderError> {
        if start <= end { Ok(Self { start, end }) } else { Err(HeaderError::Period { start, end }) }
    }

    /// 1 January to 31 December.
    #[must_use]
    pub fn of_year(year: ReportYear) -> Self {
        // A report's year has four digits.
        let year = year.get().cast_signed();
        Self { start: jiff::civil::date(year, 1, 1), end: jiff::civil::date(year, 12, 31) }
    }

    /// The first day.
    #[must_use]
    pub fn start(self) -> Date {
        self.start
    }

    /// The last day.
    #[must_use]
    pub fn end(self) -> Date {
        self.end
    }
}

/// Both days as in ISO 8601, with `/` between them.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.start, self.end)
    }
}

/// Reads the two days as they are displayed.
impl FromStr for Period {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Self, HeaderError> {
        let days = text.split_once('/').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        let (start, end) = days.ok_or_else(|| HeaderError::PeriodText(cut(text)))?;
        Self::new(start, end)
    }
}

/// A unified social credit code (统一社会信用代码, GB 32100-2015): 18 digits and letters, the last of which checks the rest.
///
/// ```
/// use disclosure_report::report::CreditCode;
///
/// let code: CreditCode = "91350100M000100Y43".parse()?; // the example of the standard's annex
/// assert_eq!(code.as_str(), "91350100M000100Y43");
/// assert!("91350100M000100Y44".parse::<CreditCode>().is_err()); // the check character is wrong
/// # Ok::<(), disclosure_report::report::CodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CreditCode([u8; 18]);

impl CreditCode {
    /// The characters in order of their value: digits and letters without I, O, Z, S and V.
    pub(crate) const ALPHABET: &'static [u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for CreditCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let code: [u8; 18] = text.as_bytes().try_into().map_err(|_| CodeError::length(text, "18"))?;
        let code = code.map(|byte| byte.to_ascii_uppercase());
        let value = |at: usize| {
            Self::ALPHABET.iter().position(|c| *c == code[at]).ok_or_else(|| CodeError::character(text, at))
        };
        // The weights are the powers of 3 modulo 31.
        let (mut sum, mut weight) = (0, 1);
        for at in 0..17 {
            sum += value(at)? * weight;
            weight = weight * 3 % 31;
        }
        let check = (31 - sum % 31) % 31;
        if value(17)? == check {
            Ok(Self(code))
        } else {
            Err(CodeError::Check { found: code[17].into(), expected: Self::ALPHABET[check].into() })
        }
    }
}

/// A code of an administrative division (行政区划代码): 6 digits down to the county, 9 or 12 below it.
///
/// ```
/// use disclosure_report::report::DivisionCode;
///
/// let code: DivisionCode = "320800".parse()?; // 淮安市
/// assert_eq!(code.as_str(), "320800");
/// assert!("3208".parse::<DivisionCode>().is_err());
/// # Ok::<(), disclosure_report::report::CodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DivisionCode {
    digits: [u8; 12],
    len: u8,
}

impl DivisionCode {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.digits.get(..self.len.into()).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or_default()
    }
}

impl FromStr for DivisionCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let len = match text.len() {
            6 => 6,
            9 => 9,
            12 => 12,
            _ => return Err(CodeError::length(text, "6, 9 or 12")),
        };
        // The first digit is that of a region of the country.
        let stands = |at: usize, byte: u8| if at == 0 { matches!(byte, b'1'..=b'8') } else { byte.is_ascii_digit() };
        if let Some((at, _)) = text.bytes().enumerate().find(|(at, byte)| !stands(*at, *byte)) {
            return Err(CodeError::character(text, at));
        }
        let mut digits = [0; 12];
        digits.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = byte);
        Ok(Self { digits, len })
    }
}

macro_rules! shown_as_text {
    ($Code:ident) => {
        impl fmt::Display for $Code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $Code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($Code), "({})"), self.as_str())
            }
        }
    };
}

shown_as_text!(CreditCode);
shown_as_text!(DivisionCode);

/// Why a text is not a valid code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum CodeError {
    /// The wrong number of characters: a credit code has 18; a division code has 6, 9 or 12.
    #[error("expected a code of {expected} characters, found {found}")]
    Length {
        /// How many characters the text has.
        found: usize,
        /// How many a code has.
        expected: &'static str,
    },
    /// A character that the code can't have at this place.
    #[error("{found:?} can't be character {place} of the code")]
    Character {
        /// The character.
        found: char,
        /// Its place, from 1.
        place: usize,
    },
    /// The check character does not fit the rest.
    #[error("the last character, which checks the others, is {found:?} where they give {expected:?}")]
    Check {
        /// The character.
        found: char,
        /// The one that fits the rest.
        expected: char,
    },
}

impl CodeError {
    fn length(text: &str, expected: &'static str) -> Self {
        Self::Length { found: text.chars().count(), expected }
    }

    /// The character that a byte is part of can't stand there.
    fn character(text: &str, byte: usize) -> Self {
        let mut characters = (1..).zip(text.char_indices());
        let (place, (_, found)) =
            characters.find(|(_, (at, c))| at + c.len_utf8() > byte).unwrap_or((1, (0, char::REPLACEMENT_CHARACTER)));
        Self::Character { found, place }
    }
}
