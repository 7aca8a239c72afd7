//! How a page is to be.

use crate::check::Language;

/// How a page is to be: by default a page of its own.
///
/// ```
/// use disclosure_report::{Draft, Edition, html};
///
/// let mut part = Vec::new();
/// let options = html::Options::default().fragment().with_id_prefix("r1.");
/// html::write(&mut part, &Draft::blank(Edition::Revised2021), &options)?;
/// let part = String::from_utf8(part).unwrap();
/// assert!(part.starts_with("<article class=\"dr\" id=\"r1.form\">"));
/// assert!(part.contains("id=\"r1.review.upheld\"") && !part.contains("<style>"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub(super) fragment: bool,
    pub(super) style: bool,
    pub(super) title: Option<String>,
    pub(super) id_prefix: String,
    pub(super) language: Option<Language>,
    pub(super) source: Option<String>,
}

impl Options {
    /// Only the report, without `html`, `head` and `body`, to be put into a page of the caller's. All its classes begin
    /// with `dr`; its style is left out unless [asked for](Self::with_style).
    #[must_use]
    pub fn fragment(mut self) -> Self {
        self.fragment = true;
        self
    }

    /// A fragment with its style before it.
    #[must_use]
    pub fn with_style(mut self) -> Self {
        self.style = true;
        self
    }

    /// What the page is called in a window's title and in search results, in place of the report's own title. It is the
    /// first title that readers see: one that names another report is read as the report's.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// What every `id` begins with, so that reports on one page do not get in each other's way.
    #[must_use]
    pub fn with_id_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.id_prefix = prefix.into();
        self
    }

    /// The language of an audit sheet's own words, in place of Chinese followed by English.
    #[must_use]
    pub fn with_language(mut self, language: impl Into<Option<Language>>) -> Self {
        self.language = language.into();
        self
    }

    /// Where the report was read, such as a file's name: an audit sheet says it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    pub(super) fn prefix(&self) -> &str {
        &self.id_prefix
    }
}
