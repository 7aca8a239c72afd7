//! What a file is, by its content: names and endings lie.

use super::kind::FileKind;

/// Markup and the header of a PDF document begin within this many bytes.
const WINDOW: usize = 1024;

/// What `bytes` are. Never fails: what is nothing else is [`FileKind::Text`], which decoding may refuse.
pub(crate) fn sniff(bytes: &[u8]) -> FileKind {
    const MAGIC: &[(&[u8], FileKind)] = &[
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::Ole),
        (b"{\\rtf", FileKind::Rtf),
        (b"\x89PNG\r\n\x1A\n", FileKind::Png),
        (b"\xFF\xD8\xFF", FileKind::Jpeg),
        (b"GIF87a", FileKind::Gif),
        (b"GIF89a", FileKind::Gif),
        (b"II*\0", FileKind::Tiff),
        (b"MM\0*", FileKind::Tiff),
        (b"\x1F\x8B\x08", FileKind::Gzip),
        (b"7z\xBC\xAF\x27\x1C", FileKind::SevenZip),
        (b"Rar!\x1A\x07", FileKind::Rar),
        (b"PAR1", FileKind::Parquet),
    ];
    if bytes.is_empty() {
        return FileKind::Empty;
    }
    for &(magic, kind) in MAGIC {
        if bytes.starts_with(magic) {
            return if kind == FileKind::Ole { ole(bytes) } else { kind };
        }
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return FileKind::Webp;
    }
    // "BM" also begins English text; a bitmap has its size and two reserved zeros.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return FileKind::Bmp;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    // PDF readers accept junk before the header, so publishing systems leave some.
    if contains(window(bytes), b"%PDF-") {
        return FileKind::Pdf;
    }
    text(&head(bytes))
}

fn window(bytes: &[u8]) -> &[u8] {
    bytes.get(..WINDOW).unwrap_or(bytes)
}

/// The beginning of a text, as [`ascii`] has it.
pub(crate) fn head(bytes: &[u8]) -> Vec<u8> {
    ascii(window(bytes))
}

/// The ASCII characters in lower case, without the zeros of UTF-16: markup is ASCII in every encoding that is read.
pub(crate) fn ascii(bytes: &[u8]) -> Vec<u8> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let bytes = if wide { &bytes[2..] } else { bytes };
    bytes.iter().filter(|&&b| b != 0).map(u8::to_ascii_lowercase).collect()
}

fn text(head: &[u8]) -> FileKind {
    const TAGS: &[&[u8]] = &[
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<meta",
        b"<title",
        b"<table",
        b"<div",
        b"<tr",
        b"<td",
        b"<p>",
        b"<p ",
        b"<br",
        b"<span",
        b"<style",
        b"<script",
        b"<link",
        b"<section",
        b"<article",
        b"<h1",
        b"<h2",
        b"<h3",
        b"<center",
        b"<font",
        b"<!--",
    ];
    const STRUCTURE: &[&[u8]] = &[b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<tr", b"<div", b"<p"];
    let head = head.trim_ascii_start();
    if contains(head, b"mime-version:") && contains(head, b"multipart/related") {
        return FileKind::Mhtml;
    }
    if json(head) {
        return FileKind::Json;
    }
    if head.starts_with(b"<") && (head.starts_with(b"<?xml") || TAGS.iter().any(|tag| head.starts_with(tag))) {
        return FileKind::Html;
    }
    // A fragment may begin with text. A line of Markdown may hold `<br>`, so a structural tag is asked for.
    let structural = |tag: &&[u8]| {
        positions(head, tag).any(|at| matches!(head.get(at + tag.len()), Some(b'>' | b' ' | b'\n' | b'\r' | b'\t')))
    };
    if STRUCTURE.iter().any(structural) { FileKind::Html } else { FileKind::Text }
}

/// `{` or `[`, then what JSON lets follow: a line of text may begin with a bracket too.
fn json(head: &[u8]) -> bool {
    let mut rest = head.iter().filter(|b| !b.is_ascii_whitespace());
    match (rest.next(), rest.next()) {
        (Some(b'{'), next) => matches!(next, Some(b'"' | b'}')),
        (Some(b'['), next) => matches!(next, Some(b'{')),
        _ => false,
    }
}

/// By the names of the entries, which are uncompressed both before each entry and in the directory at the end.
fn zip(bytes: &[u8]) -> FileKind {
    const PARTS: &[(&[u8], FileKind)] = &[
        (b"xl/workbook.xml", FileKind::Xlsx),
        (b"word/document.xml", FileKind::Docx),
        (b"xl/workbook.bin", FileKind::Xlsb),
        (b"ppt/presentation.xml", FileKind::Pptx),
        (b"OFD.xml", FileKind::Ofd),
    ];
    if bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument")) {
        return FileKind::OpenDocument;
    }
    let mut found = FileKind::Zip;
    for name in entry_names(bytes) {
        if let Some(&(_, kind)) = PARTS.iter().find(|(part, _)| name.eq_ignore_ascii_case(part)) {
            return kind;
        }
        // Some writers give the main part another name, so the folder decides.
        if found == FileKind::Zip && name.starts_with(b"word/") {
            found = FileKind::Docx;
        } else if found == FileKind::Zip && name.starts_with(b"xl/") {
            found = FileKind::Xlsx;
        } else if found == FileKind::Zip && name == b"content.xml" {
            found = FileKind::OpenDocument;
        }
    }
    found
}

/// The names in a zip's directory, or, where the end is cut off, before the entries themselves.
fn entry_names(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const DIRECTORY: &[u8] = b"PK\x01\x02";
    const LOCAL: &[u8] = b"PK\x03\x04";
    let number = |at: usize| bytes.get(at..at + 2).map_or(0, |b| usize::from(u16::from_le_bytes([b[0], b[1]])));
    let (mark, length_at, name_at) = if contains(bytes, DIRECTORY) { (DIRECTORY, 28, 46) } else { (LOCAL, 26, 30) };
    positions(bytes, mark).filter_map(move |at| {
        let name = at + name_at;
        bytes.get(name..name + number(at + length_at))
    })
}

/// An encrypted XLSX or DOCX lies in an old container under a stream of this name (UTF-16).
fn ole(bytes: &[u8]) -> FileKind {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    if contains(bytes, &name) { FileKind::EncryptedOffice } else { FileKind::Ole }
}

pub(crate) fn contains(bytes: &[u8], part: &[u8]) -> bool {
    positions(bytes, part).next().is_some()
}

fn positions<'a>(bytes: &'a [u8], part: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(part.len().max(1)).enumerate().filter(move |(_, w)| *w == part).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip's local headers only, as of a file that is cut off.
    fn zip_of(names: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for name in names {
            bytes.extend(b"PK\x03\x04");
            bytes.extend([0; 22]);
            bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            bytes.extend([0; 2]);
            bytes.extend(name.as_bytes());
        }
        bytes
    }

    #[test]
    fn kinds_by_content() {
        let utf16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: &[(&[u8], FileKind)] = &[
            (b"", FileKind::Empty),
            (b"%PDF-1.7\n", FileKind::Pdf),
            (b"\r\nHTTP junk\n%PDF-1.4", FileKind::Pdf),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0", FileKind::Ole),
            (b"{\\rtf1\\ansi", FileKind::Rtf),
            (b"\x89PNG\r\n\x1A\n", FileKind::Png),
            (b"\xFF\xD8\xFF\xE0", FileKind::Jpeg),
            (b"II*\0", FileKind::Tiff),
            (b"BM6\0\0\0\0\0\0\0", FileKind::Bmp),
            (b"BM is text", FileKind::Text),
            (b"RIFF\0\0\0\0WEBPVP8 ", FileKind::Webp),
            (b"\x1F\x8B\x08\0", FileKind::Gzip),
            (b"PK\x05\x06", FileKind::Zip),
            (b"PAR1\x15\x04", FileKind::Parquet),
            (b"  \n<!DOCTYPE HTML PUBLIC", FileKind::Html),
            (b"\xEF\xBB\xBF<!-- made by --><html>", FileKind::Html),
            (b"<?xml version=\"1.0\"?><html>", FileKind::Html),
            (b"some text <TABLE border=1><tr>", FileKind::Html),
            ("标题<p>一、总体情况</p>".as_bytes(), FileKind::Html),
            (&utf16, FileKind::Html),
            (b"{\"format\": 1}", FileKind::Json),
            (b" [\n {\"a\": 1}]", FileKind::Json),
            (b"cell,state,value\n", FileKind::Text),
            ("[淮安市] 年报".as_bytes(), FileKind::Text),
            ("# 年报\n\n| a | b<br>c |\n".as_bytes(), FileKind::Text),
            ("一、总体情况\n1 < 2 且 3 > 2".as_bytes(), FileKind::Text),
            (b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;", FileKind::Mhtml),
        ];
        for (bytes, kind) in cases {
            assert_eq!(sniff(bytes), *kind, "{}", String::from_utf8_lossy(bytes));
        }
        let package: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        assert_eq!(sniff(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &package[..]].concat()), FileKind::EncryptedOffice);
    }

    #[test]
    fn zips_by_their_entries() {
        for (names, kind) in [
            (&["[Content_Types].xml", "xl/workbook.xml"][..], FileKind::Xlsx),
            (&["_rels/.rels", "docProps/app.xml", "word/document.xml"], FileKind::Docx),
            (&["word/document2.xml"], FileKind::Docx),
            (&["xl/workbook.bin", "xl/styles.bin"], FileKind::Xlsb),
            (&["ppt/presentation.xml"], FileKind::Pptx),
            (&["mimetypeapplication/vnd.oasis.opendocument.text"], FileKind::OpenDocument),
            (&["OFD.xml", "Doc_0/Document.xml"], FileKind::Ofd),
            (&["年报.docx"], FileKind::Zip),
        ] {
            assert_eq!(sniff(&zip_of(names)), kind, "{names:?}");
        }
    }
}
