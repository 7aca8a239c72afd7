//! What every writer takes.

use std::borrow::Cow;

use super::Draft;
use crate::report::Report;

/// What can be written: a [`Draft`] or a [`Report`].
///
/// Sealed: the crate alone implements it.
///
/// ```
/// use disclosure_report::draft::AsDraft;
/// use disclosure_report::{Draft, Edition};
///
/// fn blanks(form: &impl AsDraft) -> usize {
///     form.as_draft().cells().filter(|(_, cell)| cell.state.code() == "blank").count()
/// }
/// assert_eq!(blanks(&Draft::blank(Edition::Revised2021)), 200);
/// ```
pub trait AsDraft: sealed::Sealed {
    /// The form with every figure, a report's totals among them.
    fn as_draft(&self) -> Cow<'_, Draft>;
}

impl AsDraft for Draft {
    fn as_draft(&self) -> Cow<'_, Draft> {
        Cow::Borrowed(self)
    }
}

impl AsDraft for Report {
    fn as_draft(&self) -> Cow<'_, Draft> {
        Cow::Owned(self.into())
    }
}

mod sealed {
    /// Keeps [`super::AsDraft`] to this crate.
    pub trait Sealed {}

    impl Sealed for super::Draft {}
    impl Sealed for super::Report {}
}
