//! The kinds of files, and what one can do about those that are not read.

/// A kind of file, as recognized by its content.
///
/// ```
/// use disclosure_report::read::{self, FileKind, ReadErrorKind};
///
/// let error = read::any(b"{\\rtf1 text}", &read::ReadOptions::default()).unwrap_err();
/// assert_eq!(error.kind(), &ReadErrorKind::Unsupported(FileKind::Rtf));
/// assert_eq!(FileKind::Rtf.hint(), Some("save it as .docx or .xlsx first"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileKind {
    /// A page.
    Html,
    /// A JSON document, or JSON Lines.
    Json,
    /// A table of comma-separated values with this crate's columns.
    Csv,
    /// Statements of SQL.
    Sql,
    /// Plain text or Markdown.
    Text,
    /// A PDF document.
    Pdf,
    /// An Excel workbook.
    Xlsx,
    /// A Word document.
    Docx,
    /// An Excel workbook in its binary form.
    Xlsb,
    /// A presentation (`PowerPoint`).
    Pptx,
    /// A file of `LibreOffice` or another `OpenDocument` program.
    OpenDocument,
    /// A document in the Chinese national format, a zip archive with `OFD.xml`.
    Ofd,
    /// Another zip archive.
    Zip,
    /// A file of Word, Excel or WPS before 2007.
    Ole,
    /// A Word document or an Excel workbook that needs a password.
    EncryptedOffice,
    /// Rich text.
    Rtf,
    /// A page saved with all its parts.
    Mhtml,
    /// A picture.
    Png,
    /// A picture.
    Jpeg,
    /// A picture.
    Gif,
    /// A picture.
    Tiff,
    /// A picture.
    Bmp,
    /// A picture.
    Webp,
    /// A compressed file.
    Gzip,
    /// An archive.
    SevenZip,
    /// An archive.
    Rar,
    /// A Parquet file.
    Parquet,
    /// No bytes at all.
    Empty,
}

impl FileKind {
    /// The name in English.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// The name in Chinese.
    #[must_use]
    pub fn name_zh(self) -> &'static str {
        self.names().1
    }

    /// What one can do about a file of a kind that is not read, in English.
    #[must_use]
    pub fn hint(self) -> Option<&'static str> {
        self.hints().map(|hints| hints.0)
    }

    /// The same in Chinese.
    #[must_use]
    pub fn hint_zh(self) -> Option<&'static str> {
        self.hints().map(|hints| hints.1)
    }

    /// The feature of this crate that reads such files; `None` for text, which every build with readers reads, and for kinds
    /// that no build reads.
    #[must_use]
    pub fn feature(self) -> Option<&'static str> {
        match self {
            Self::Html => Some("html"),
            Self::Json => Some("json"),
            Self::Csv => Some("csv"),
            Self::Sql => Some("sql"),
            Self::Pdf => Some("pdf"),
            Self::Xlsx => Some("xlsx"),
            Self::Docx => Some("docx"),
            Self::Parquet => Some("arrow-59"),
            _ => None,
        }
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
