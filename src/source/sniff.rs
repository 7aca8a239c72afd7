//! What a file is, by its content: names and endings lie.

use crate::form::CellId;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    Json,
    /// A table with the columns of reports.
    Csv,
    /// Statements of SQL.
    Sql,
    /// Plain text or Markdown, as far as bytes tell.
    Text,
    Pdf,
    Xlsx,
    Docx,
    /// XLSX in its binary form.
    Xlsb,
    Pptx,
    /// `LibreOffice` and other `OpenDocument` programs.
    OpenDocument,
    /// The Chinese national format: a zip with `OFD.xml`.
    Ofd,
    /// Another zip archive.
    Zip,
    /// Word, Excel or WPS before 2007, or an encrypted newer file inside the old container.
    Ole,
    /// An XLSX or DOCX that needs a password.
    EncryptedOffice,
    Rtf,
    /// A page saved with all its parts.
    Mhtml,
    Png,
    Jpeg,
    Gif,
    Tiff,
    Bmp,
    Webp,
    Gzip,
    SevenZip,
    Rar,
    Parquet,
    Empty,
}

/// Markup and the header of a PDF document show within this many bytes.
const WINDOW: usize = 1024;

/// What `bytes` are. Never fails: what is nothing else is [`Kind::Text`], which decoding may refuse.
pub(crate) fn sniff(bytes: &[u8]) -> Kind {
    const MAGIC: &[(&[u8], Kind)] = &[
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::Ole),
        (b"{\\rtf", Kind::Rtf),
        (b"\x89PNG\r\n\x1A\n", Kind::Png),
        (b"\xFF\xD8\xFF", Kind::Jpeg),
        (b"GIF87a", Kind::Gif),
        (b"GIF89a", Kind::Gif),
        (b"II*\0", Kind::Tiff),
        (b"MM\0*", Kind::Tiff),
        (b"\x1F\x8B\x08", Kind::Gzip),
        (b"7z\xBC\xAF\x27\x1C", Kind::SevenZip),
        (b"Rar!\x1A\x07", Kind::Rar),
        (b"PAR1", Kind::Parquet),
    ];
    if bytes.is_empty() {
        return Kind::Empty;
    }
    for &(magic, kind) in MAGIC {
        if bytes.starts_with(magic) {
            return if kind == Kind::Ole { ole(bytes) } else { kind };
        }
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Kind::Webp;
    }
    // "BM" also begins English text; a bitmap has its size and two reserved zeros.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Kind::Bmp;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    // PDF readers accept junk before the header, so publishing systems leave some.
    if contains(window(bytes), b"%PDF-") {
        return Kind::Pdf;
    }
    if table(bytes) {
        return Kind::Csv;
    }
    let head = ascii(window(bytes));
    if head.starts_with(b"create table ") || head.starts_with(b"insert into ") { Kind::Sql } else { text(&head) }
}

/// Whether the first line names the columns of a report, in either layout of the module `csv`.
fn table(bytes: &[u8]) -> bool {
    /// All names in quotation marks fit in.
    const MOST: usize = 32 << 10;
    let head = ascii(bytes.get(..MOST).unwrap_or(bytes));
    let end = head.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(head.len());
    let Some(line) = head.get(..end).and_then(|line| std::str::from_utf8(line).ok()) else { return false };
    let names: Vec<&str> = line.split(',').map(|name| name.trim_matches('"')).collect();
    let has = |name: &str| names.contains(&name);
    let tidy = ["report", "cell", "state"].into_iter().all(has);
    tidy || has("edition") && names.iter().any(|name| name.starts_with("header.") || name.parse::<CellId>().is_ok())
}

fn window(bytes: &[u8]) -> &[u8] {
    bytes.get(..WINDOW).unwrap_or(bytes)
}

/// The ASCII characters in lower case, without the zeros of UTF-16: markup is ASCII in every encoding that is read.
fn ascii(bytes: &[u8]) -> Vec<u8> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let bytes = if wide { &bytes[2..] } else { bytes };
    bytes.iter().filter(|&&b| b != 0).map(u8::to_ascii_lowercase).collect()
}

fn text(head: &[u8]) -> Kind {
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
    let start = head.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(head.len());
    let head = &head[start..];
    if contains(head, b"mime-version:") && contains(head, b"multipart/related") {
        return Kind::Mhtml;
    }
    // JSON Lines whose first line is broken.
    let lines = !head.starts_with(b"<") && contains(head, b"\n{\"format\":\"disclosure-report\"");
    if lines || json(head) {
        return Kind::Json;
    }
    if head.starts_with(b"<") && (head.starts_with(b"<?xml") || TAGS.iter().any(|tag| head.starts_with(tag))) {
        return Kind::Html;
    }
    // A fragment may begin with text. A line of Markdown may hold `<br>`, so a structural tag is asked for.
    let structural = |tag: &&[u8]| {
        positions(head, tag).any(|at| matches!(head.get(at + tag.len()), Some(b'>' | b' ' | b'\n' | b'\r' | b'\t')))
    };
    if STRUCTURE.iter().any(structural) { Kind::Html } else { Kind::Text }
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

/// By the names of the entries, which stand uncompressed both before each entry and in the directory at the end.
fn zip(bytes: &[u8]) -> Kind {
    const PARTS: &[(&[u8], Kind)] = &[
        (b"xl/workbook.xml", Kind::Xlsx),
        (b"word/document.xml", Kind::Docx),
        (b"xl/workbook.bin", Kind::Xlsb),
        (b"ppt/presentation.xml", Kind::Pptx),
        (b"OFD.xml", Kind::Ofd),
    ];
    if bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument")) {
        return Kind::OpenDocument;
    }
    let mut found = Kind::Zip;
    for name in entry_names(bytes) {
        if let Some(&(_, kind)) = PARTS.iter().find(|(part, _)| name.eq_ignore_ascii_case(part)) {
            return kind;
        }
        // Some writers name the main part otherwise; the folder tells.
        if found == Kind::Zip && name.starts_with(b"word/") {
            found = Kind::Docx;
        } else if found == Kind::Zip && name.starts_with(b"xl/") {
            found = Kind::Xlsx;
        } else if found == Kind::Zip && name == b"content.xml" {
            found = Kind::OpenDocument;
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
fn ole(bytes: &[u8]) -> Kind {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    if contains(bytes, &name) { Kind::EncryptedOffice } else { Kind::Ole }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    positions(bytes, part).next().is_some()
}

fn positions<'a>(bytes: &'a [u8], part: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(part.len().max(1)).enumerate().filter(move |(_, w)| *w == part).map(|(at, _)| at)
}

impl Kind {
    /// In English.
    pub(crate) fn name(self) -> &'static str {
        self.names().0
    }

    /// In Chinese.
    pub(crate) fn name_zh(self) -> &'static str {
        self.names().1
    }

    /// What one can do about a file that is not read.
    pub(crate) fn hint(self) -> Option<&'static str> {
        self.hints().map(|hints| hints.0)
    }

    /// The same in Chinese.
    pub(crate) fn hint_zh(self) -> Option<&'static str> {
        self.hints().map(|hints| hints.1)
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Html => ("HTML page", "HTML 网页"),
            Self::Json => ("JSON document", "JSON 文档"),
            Self::Csv => ("table of comma-separated values", "CSV 表格"),
            Self::Sql => ("file of SQL", "SQL 文件"),
            Self::Text => ("text", "文本"),
            Self::Pdf => ("PDF document", "PDF 文档"),
            Self::Xlsx => ("Excel workbook (.xlsx)", "Excel 工作簿（.xlsx）"),
            Self::Docx => ("Word document (.docx)", "Word 文档（.docx）"),
            Self::Xlsb => ("binary Excel workbook (.xlsb)", "二进制 Excel 工作簿（.xlsb）"),
            Self::Pptx => ("PowerPoint presentation (.pptx)", "PowerPoint 演示文稿（.pptx）"),
            Self::OpenDocument => ("OpenDocument file (.odt, .ods)", "OpenDocument 文件（.odt、.ods）"),
            Self::Ofd => ("OFD document", "OFD 版式文档"),
            Self::Zip => ("zip archive", "ZIP 压缩包"),
            Self::Ole => {
                ("old Office or WPS file (.doc, .xls, .wps, .et)", "旧版 Office 或 WPS 文件（.doc、.xls、.wps、.et）")
            }
            Self::EncryptedOffice => ("Office file with a password", "设有密码的 Office 文件"),
            Self::Rtf => ("RTF document", "RTF 文档"),
            Self::Mhtml => ("MHTML web archive", "MHTML 网页存档"),
            Self::Png => ("PNG image", "PNG 图片"),
            Self::Jpeg => ("JPEG image", "JPEG 图片"),
            Self::Gif => ("GIF image", "GIF 图片"),
            Self::Tiff => ("TIFF image", "TIFF 图片"),
            Self::Bmp => ("BMP image", "BMP 图片"),
            Self::Webp => ("WebP image", "WebP 图片"),
            Self::Gzip => ("gzip file", "gzip 压缩文件"),
            Self::SevenZip => ("7z archive", "7z 压缩包"),
            Self::Rar => ("RAR archive", "RAR 压缩包"),
            Self::Parquet => ("Parquet file", "Parquet 文件"),
            Self::Empty => ("empty file", "空文件"),
        }
    }

    fn hints(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Ole | Self::Rtf => Some(("save it as .docx or .xlsx first", "请先另存为 .docx 或 .xlsx")),
            Self::Xlsb | Self::OpenDocument => Some(("save it as .xlsx or .docx first", "请先另存为 .xlsx 或 .docx")),
            Self::Ofd => Some(("export it as PDF first", "请先导出为 PDF")),
            Self::Mhtml => Some(("save it as a single HTML page first", "请先另存为单个 HTML 网页")),
            Self::Png | Self::Jpeg | Self::Gif | Self::Tiff | Self::Bmp | Self::Webp => {
                Some(("its text has to be recognized first", "请先进行文字识别"))
            }
            Self::Zip | Self::Gzip | Self::SevenZip | Self::Rar => Some(("unpack it first", "请先解压")),
            _ => None,
        }
    }
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
        let cases: &[(&[u8], Kind)] = &[
            (b"", Kind::Empty),
            (b"%PDF-1.7\n", Kind::Pdf),
            (b"\r\nHTTP junk\n%PDF-1.4", Kind::Pdf),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0", Kind::Ole),
            (b"{\\rtf1\\ansi", Kind::Rtf),
            (b"\x89PNG\r\n\x1A\n", Kind::Png),
            (b"\xFF\xD8\xFF\xE0", Kind::Jpeg),
            (b"II*\0", Kind::Tiff),
            (b"BM6\0\0\0\0\0\0\0", Kind::Bmp),
            (b"BM is text", Kind::Text),
            (b"RIFF\0\0\0\0WEBPVP8 ", Kind::Webp),
            (b"\x1F\x8B\x08\0", Kind::Gzip),
            (b"PK\x05\x06", Kind::Zip),
            (b"PAR1\x15\x04", Kind::Parquet),
            (b"  \n<!DOCTYPE HTML PUBLIC", Kind::Html),
            (b"\xEF\xBB\xBF<!-- made by --><html>", Kind::Html),
            (b"<?xml version=\"1.0\"?><html>", Kind::Html),
            (b"some text <TABLE border=1><tr>", Kind::Html),
            ("标题<p>一、总体情况</p>".as_bytes(), Kind::Html),
            (&utf16, Kind::Html),
            (b"{\"format\": 1}", Kind::Json),
            (b" [\n {\"a\": 1}]", Kind::Json),
            (b"INSERT INTO \"reports\" (", Kind::Sql),
            (b"report,cell,table,state,value\r\n1,edition", Kind::Csv),
            (b"\xEF\xBB\xBFedition,\"header.organ\"\n", Kind::Csv),
            (b"cell,state,value\n", Kind::Text),
            ("[淮安市] 年报".as_bytes(), Kind::Text),
            ("# 年报\n\n| a | b<br>c |\n".as_bytes(), Kind::Text),
            ("一、总体情况\n1 < 2 且 3 > 2".as_bytes(), Kind::Text),
            (b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;", Kind::Mhtml),
        ];
        for (bytes, kind) in cases {
            assert_eq!(sniff(bytes), *kind, "{}", String::from_utf8_lossy(bytes));
        }
        let package: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        assert_eq!(sniff(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &package[..]].concat()), Kind::EncryptedOffice);
    }

    #[test]
    fn zips_by_their_entries() {
        for (names, kind) in [
            (&["[Content_Types].xml", "xl/workbook.xml"][..], Kind::Xlsx),
            (&["_rels/.rels", "docProps/app.xml", "word/document.xml"], Kind::Docx),
            (&["word/document2.xml"], Kind::Docx),
            (&["xl/workbook.bin", "xl/styles.bin"], Kind::Xlsb),
            (&["ppt/presentation.xml"], Kind::Pptx),
            (&["mimetypeapplication/vnd.oasis.opendocument.text"], Kind::OpenDocument),
            (&["OFD.xml", "Doc_0/Document.xml"], Kind::Ofd),
            (&["年报.docx"], Kind::Zip),
        ] {
            assert_eq!(sniff(&zip_of(names)), kind, "{names:?}");
        }
    }
}
