//! Word documents: the whole report, ready to publish.
//!
//! Title, the six sections under headings that Word's navigation knows, and the three tables with their cells merged as on
//! the official form, on A4 with numbered pages. Rows of headings are repeated on each page, and no row is broken between
//! two. The fonts are those that offices use, 仿宋, 黑体 and 宋体, each with others where it is not installed. The same
//! report is the same bytes each time.
//!
//! ```
//! use disclosure_report::{Draft, Edition, read, docx};
//!
//! let mut draft = Draft::blank(Edition::Revised2021);
//! draft.header.organ = Some("淮安市人民政府".into());
//! draft.set("review.upheld".parse()?, 10u32)?;
//! let mut file = Vec::new();
//! let losses = docx::write(&mut file, &draft, &docx::Options::default())?;
//! assert!(losses.is_empty());
//!
//! let reading = read::docx(&file, &read::ReadOptions::default())?;
//! assert_eq!(reading.draft.header.organ, draft.header.organ);
//! assert_eq!(reading.draft.number("review.upheld".parse()?), Some(10.into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod document;
mod package;
mod table;
mod xml;

use std::io::{self, Write};

use super::content::Print;
use crate::draft::{AsDraft, Losses};

/// How a document is to be.
///
/// ```
/// use disclosure_report::docx::Options;
/// assert_eq!(Options::default(), Options::default());
/// assert_ne!(Options::default(), Options::default().with_author("淮安市人民政府办公室"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Who wrote it, as the document's properties say; none by default.
    pub author: Option<String>,
}

impl Options {
    /// The same by `author`.
    #[must_use]
    pub fn with_author(mut self, author: impl Into<String>) -> Self {
        self.author = Some(author.into());
        self
    }
}

/// Writes the whole report as a Word document.
///
/// A row that the page does not have is printed without fields, and reads back as missing. Returns what the document
/// does not carry, such as a credit code; no figure reads back as another.
///
/// # Errors
///
/// Those of `out`.
pub fn write(mut out: impl Write, draft: &impl AsDraft, options: &Options) -> io::Result<Losses> {
    let draft = draft.as_draft();
    let print = Print::of(&draft);
    out.write_all(&package::file(&print, options)?)?;
    out.flush()?;
    Ok(print.losses(None, |_| true))
}
