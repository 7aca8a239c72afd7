//! Pages: the official form as it is published, and the audit sheet, which is the form with what was found in it.
//!
//! A page needs nothing else: it has no script, loads nothing, and has its own small style. It prints on A4. Tables have captions,
//! headings that say what they head, and spans as on the official form. The field of a cell has the cell's id as its
//! `id`, so that a link leads to it.
//!
//! ```
//! use disclosure_report::{Draft, Edition, read, html};
//!
//! let mut draft = Draft::blank(Edition::Revised2021);
//! draft.header.organ = Some("淮安市人民政府".into());
//! draft.set("review.upheld".parse()?, 10u32)?;
//! let mut page = Vec::new();
//! html::write(&mut page, &draft, &html::Options::default())?;
//!
//! let reading = read::any(&page, &read::ReadOptions::default())?;
//! assert_eq!(reading.draft.header.organ, draft.header.organ);
//! assert_eq!(reading.draft.number("review.upheld".parse()?), Some(10.into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod audit;
mod listing;
mod markup;
mod options;
mod tables;
mod words;

use std::io::{self, Write};

pub use audit::audit;
use markup::Markup;
pub use options::Options;
use tables::Fill;

use super::content::Print;
use crate::draft::{AsDraft, Losses};
use crate::form::{CellId, Edition, RowId, Table};
use crate::wording::section;

/// The style of the official form. All its classes begin with `dr`.
const FORM_STYLE: &str = include_str!("form.css");

/// Writes the official form.
///
/// A row that the page does not have is printed without fields, and reads back as missing. Returns what the page
/// does not carry, such as a credit code; no figure reads back as another.
///
/// # Errors
///
/// Those of `out`.
pub fn write(mut out: impl Write, draft: &impl AsDraft, options: &Options) -> io::Result<Losses> {
    let draft = draft.as_draft();
    let print = Print::of(&draft);
    let mut body = Markup::default();
    body.raw("<article class=\"dr\"").id(options.prefix(), "form").raw(">\n");
    sections(&Plain { print: &print, prefix: options.prefix() }, &print, &mut body);
    body.raw("</article>\n");
    out.write_all(finish(&body, &print.title(), &[FORM_STYLE], options).as_bytes())?;
    out.flush()?;
    Ok(losses(&print, &print.title(), options))
}

/// What a page of this title does not carry: the title of a page is the first that readers see.
fn losses(print: &Print<'_>, title: &str, options: &Options) -> Losses {
    let title = options.title.as_deref().unwrap_or(title);
    print.losses((!options.fragment).then_some(title), |_| true)
}

/// Writes a page around fragments, which `body` writes: forms, audit sheets, and whatever else is to be there. The
/// styles of both are in it. Readers may take a `title` that names a report for that of the first one. They leave out elements
/// with the attribute `data-dr="aside"`.
///
/// ```
/// use std::io::Write as _;
/// use disclosure_report::{Draft, Edition, html};
///
/// let mut page = Vec::new();
/// html::page(&mut page, "两份报告", |out| {
///     for prefix in ["r1.", "r2."] {
///         let options = html::Options::default().fragment().with_id_prefix(prefix);
///         html::write(&mut *out, &Draft::blank(Edition::Revised2021), &options)?;
///     }
///     out.write_all(format!("<p>{}</p>", html::escape("<完>")).as_bytes())
/// })?;
/// assert!(String::from_utf8(page).unwrap().ends_with("<p>&lt;完&gt;</p></body>\n</html>\n"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// Those of `out` and of `body`.
pub fn page<W: Write>(mut out: W, title: &str, body: impl FnOnce(&mut W) -> io::Result<()>) -> io::Result<()> {
    let mut top = Markup::default();
    head(title, &[FORM_STYLE, audit::STYLE], &mut top);
    out.write_all(top.as_str().as_bytes())?;
    body(&mut out)?;
    out.write_all(END.as_bytes())?;
    out.flush()
}

/// Text as it is written in HTML, in an element or in a quoted attribute.
///
/// ```
/// use disclosure_report::html::escape;
/// assert_eq!(escape("<b> & \"c\""), "&lt;b&gt; &amp; &quot;c&quot;");
/// ```
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = Markup::default();
    escaped.text(text);
    escaped.as_str().to_owned()
}

const END: &str = "</body>\n</html>\n";

/// The fragment or the page around it.
fn finish(body: &Markup, title: &str, styles: &[&str], options: &Options) -> String {
    let mut page = Markup::default();
    let title = options.title.as_deref().unwrap_or(title);
    if !options.fragment {
        head(title, styles, &mut page);
    } else if options.style {
        style(styles, &mut page);
    }
    page.raw(body.as_str());
    if !options.fragment {
        page.raw(END);
    }
    page.as_str().to_owned()
}

fn head(title: &str, styles: &[&str], page: &mut Markup) {
    page.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.element("title", title).raw("\n");
    style(styles, page);
    page.raw("</head>\n<body>\n");
}

fn style(styles: &[&str], page: &mut Markup) {
    page.raw("<style>\n").raw(&styles.concat()).raw("</style>\n");
}

/// Title, header and the six sections.
fn sections(fill: &impl Fill, print: &Print<'_>, out: &mut Markup) {
    out.raw("<h1").id(fill.prefix(), "header.organ").raw(">").text(&print.title()).raw("</h1>\n");
    for line in [print.period(), print.published()].iter().flatten() {
        out.element("p class=\"dr-meta\"", line).raw("\n");
    }
    for number in 1..=6 {
        out.raw("<section").id(fill.prefix(), format_args!("section.{number}")).raw(">\n");
        out.element("h2", section::heading(number)).raw("\n");
        for paragraph in print.paragraphs(number) {
            out.element("p", &paragraph).raw("\n");
        }
        for table in Table::ALL.iter().filter(|table| table.number() == number) {
            tables::table(*table, fill, out);
        }
        out.raw("</section>\n");
    }
}

/// The form with its figures and nothing else.
struct Plain<'p> {
    print: &'p Print<'p>,
    prefix: &'p str,
}

impl Fill for Plain<'_> {
    fn edition(&self) -> Edition {
        self.print.draft.edition()
    }

    fn prefix(&self) -> &str {
        self.prefix
    }

    fn is_absent(&self, row: RowId) -> bool {
        self.print.is_absent(row)
    }

    fn field(&self, cell: CellId, out: &mut Markup) -> String {
        out.lines(self.print.cell(cell));
        String::new()
    }
}
