//! The parts of a Word document in their zip.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Options, document, xml::Xml};
use crate::print::content::Print;

/// What is the same in every document.
const FIXED: [(&str, &str); 7] = [
    ("[Content_Types].xml", include_str!("parts/content-types.xml")),
    ("_rels/.rels", include_str!("parts/rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("parts/document-rels.xml")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
    ("word/fontTable.xml", include_str!("parts/fonts.xml")),
    ("word/footer.xml", include_str!("parts/footer.xml")),
];

/// The whole file. Some readers want the sizes before the parts, which needs a place to go back to; a report is small.
pub(super) fn file(print: &Print<'_>, options: &Options) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in FIXED {
        add(&mut zip, name, text.as_bytes())?;
    }
    add(&mut zip, "docProps/core.xml", &properties(print, options)?)?;
    add(&mut zip, "word/document.xml", &document::document(print)?)?;
    Ok(zip.finish()?.into_inner())
}

/// With the same time for every part of every document, so that a report is the same bytes each time.
fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, content: &[u8]) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    zip.start_file(name, options)?;
    zip.write_all(content)
}

/// Title, author and language. When it was written is not said.
fn properties(print: &Print<'_>, options: &Options) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.within("cp:coreProperties", &names, |xml| {
        xml.within("dc:title", &[], |xml| xml.text(&print.title()))?;
        if let Some(author) = &options.author {
            xml.within("dc:creator", &[], |xml| xml.text(&crate::print::content::clean(author)))?;
        }
        xml.within("dc:language", &[], |xml| xml.text("zh-CN"))
    })?;
    Ok(xml.into_bytes())
}
