//! The main part: title, sections of text and tables, and the page that they are on.

use std::io;

use super::table;
use super::xml::{Attributes, Xml};
use crate::form::Table;
use crate::print::content::Print;
use crate::wording::section;
use crate::wording::title::after_organ;

const NAMESPACES: Attributes<'_> = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// How many characters of a title fit on a line.
const TITLE_LINE: usize = 20;

pub(super) fn document(print: &Print<'_>) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.within("w:document", NAMESPACES, |xml| xml.within("w:body", &[], |xml| body(print, xml)))?;
    Ok(xml.into_bytes())
}

fn body(print: &Print<'_>, xml: &mut Xml) -> io::Result<()> {
    paragraph(Some("Title"), &title(print), xml)?;
    for line in [print.period(), print.published()].iter().flatten() {
        paragraph(Some("Subtitle"), line, xml)?;
    }
    for number in 1..=6 {
        paragraph(Some("Heading1"), section::heading(number), xml)?;
        for text in print.paragraphs(number) {
            paragraph(None, &text, xml)?;
        }
        for it in Table::ALL.iter().filter(|table| table.number() == number) {
            table::table(*it, print, xml)?;
        }
    }
    page(xml)
}

/// A long title is broken after the organ, rather than within the last word.
fn title(print: &Print<'_>) -> String {
    let title = print.title();
    let rest = after_organ(&print.draft.header);
    match title.strip_suffix(&rest) {
        Some(organ) if !organ.is_empty() && title.chars().count() > TITLE_LINE => {
            format!("{organ}\n{rest}")
        }
        _ => title,
    }
}

fn paragraph(style: Option<&str>, text: &str, xml: &mut Xml) -> io::Result<()> {
    xml.within("w:p", &[], |xml| {
        if let Some(style) = style {
            xml.within("w:pPr", &[], |xml| xml.value("w:pStyle", style))?;
        }
        lines(text, xml)
    })
}

/// Text in a run, with its breaks; nothing where there is no text.
pub(super) fn lines(text: &str, xml: &mut Xml) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    xml.within("w:r", &[], |xml| {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                xml.empty("w:br", &[])?;
            }
            xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(line))?;
        }
        Ok(())
    })
}

/// A4 with the margins of official documents, 37, 26, 35 and 28 mm, in twentieths of a point.
fn page(xml: &mut Xml) -> io::Result<()> {
    let margins = [
        ("w:top", "2098"),
        ("w:right", "1474"),
        ("w:bottom", "1984"),
        ("w:left", "1588"),
        ("w:header", "851"),
        ("w:footer", "1400"),
        ("w:gutter", "0"),
    ];
    xml.within("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId4")])?;
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        xml.empty("w:pgMar", &margins)
    })
}
