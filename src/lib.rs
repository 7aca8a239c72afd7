//! The statutory annual report on government information disclosure: model, checks, readers.

mod check;
mod draft;
pub mod form;
mod quantity;
#[cfg(feature = "text")]
pub mod read;
mod report;

pub use check::{
    Detail, Finding, Findings, Imputation, Language, LiveCheck, Place, Role, Rule, Rules, Severity, Side, Sides,
    Status, Term, UnknownRule, Verdict,
};
pub use draft::{
    Amendment, Cell, Change, Draft, DraftHeader, Notice, NoticeKind, Origin, Run, SetError, Source, State,
};
pub use form::Edition;
pub use quantity::{Count, CountError, Money, MoneyUnit, Number, NumberError, SignedCount, UnknownUnit};
pub use report::{CodeError, CreditCode, DivisionCode, Header, HeaderError, Narrative, Period, ReportYear, Scope};

/// The README's code, which is to compile and hold.
#[cfg(all(doctest, feature = "html", feature = "json"))]
#[doc = include_str!("../README.md")]
struct Readme;
