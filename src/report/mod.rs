//! The proven report: typed tables whose totals are computed, never stored.

mod header;
mod narrative;

pub use header::{CodeError, CreditCode, DivisionCode, Header, HeaderError, Period, ReportYear, Scope};
pub use narrative::Narrative;
