//! Why something could not be read.

use std::fmt;

use super::kind::FileKind;
use crate::draft::Source;

/// Why something could not be read: what is wrong, and where.
///
/// [`kind`](Self::kind) and [`code`](Self::code) are for programs, `Display` and [`message_zh`](Self::message_zh) for people.
/// What another crate or format says of a broken file is part of the message, so there is no
/// [`source`](std::error::Error::source).
///
/// ```
/// use disclosure_report::read::{self, ReadErrorKind};
///
/// let error = read::any(b"Nothing of the kind.", &read::ReadOptions::default()).unwrap_err();
/// assert_eq!(error.kind(), &ReadErrorKind::NotAReport);
/// assert_eq!(error.to_string(), "nothing of an annual disclosure report is in it");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}", .0.kind, Place(.0.at))]
pub struct ReadError(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: ReadErrorKind,
    at: Option<Source>,
}

/// What is wrong with what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// It was read, but nothing of an annual report is in it.
    NotAReport,
    /// No build reads this kind of file.
    Unsupported(FileKind),
    /// There is more of something than the [`Limits`](super::Limits) allow.
    Over {
        /// What there is too much of.
        bound: Bound,
        /// How many are allowed.
        most: usize,
    },
    /// The file contradicts its own format.
    Broken {
        /// The format.
        kind: FileKind,
        /// What is wrong, in English, on one line of at most 200 characters.
        why: String,
    },
    /// The PDF document holds pictures of text only.
    NoTextLayer,
    /// The file needs a password.
    Encrypted(FileKind),
    /// The bytes are not text in any encoding known.
    Undecodable {
        /// Why not, in English.
        why: String,
    },
    /// This build does not read this kind of file.
    FeatureMissing {
        /// The kind of file.
        kind: FileKind,
        /// The feature of this crate that reads it.
        feature: &'static str,
    },
    /// This build reads text in UTF-8 and UTF-16 only: it lacks the feature `encodings`.
    DecoderMissing {
        /// The encoding that the text declares.
        declared: Option<String>,
    },
}

/// What a limit of [`Limits`](super::Limits) counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Bound {
    /// Bytes of the input.
    InputBytes,
    /// Bytes of what a compressed file unpacks to.
    DecompressedBytes,
    /// Levels of nesting.
    Depth,
    /// Pages of a document, or sheets of a workbook.
    Pages,
    /// Rows of all tables together.
    Rows,
    /// Cells of all tables together.
    Cells,
}

impl ReadError {
    pub(crate) fn new(kind: ReadErrorKind) -> Self {
        Self(Box::new(Inner { kind, at: None }))
    }

    pub(crate) fn over(bound: Bound, most: usize) -> Self {
        Self::new(ReadErrorKind::Over { bound, most })
    }

    /// A file that contradicts its own format; of text, whose only format is its encoding, that it can't be decoded.
    pub(crate) fn broken(kind: FileKind, why: impl fmt::Display) -> Self {
        // Messages of other crates are kept to a line of bounded length: they may quote the file.
        let why = why.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
        Self::new(match kind {
            FileKind::Text => ReadErrorKind::Undecodable { why },
            kind => ReadErrorKind::Broken { kind, why },
        })
    }

    pub(crate) fn at(mut self, at: Source) -> Self {
        if !at.is_empty() {
            self.0.at = Some(at);
        }
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ReadErrorKind {
        &self.0.kind
    }

    /// Where in the source, as far as known.
    #[must_use]
    pub fn source_place(&self) -> Option<Source> {
        self.0.at
    }

    /// A stable name of what is wrong: `not-a-report`, `unsupported-format`, `too-large`, `too-deep`, `broken-file`,
    /// `no-text-layer`, `encrypted`, `undecodable` or `feature-missing`. There may be more in a later release.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind() {
            ReadErrorKind::NotAReport => "not-a-report",
            ReadErrorKind::Unsupported(_) => "unsupported-format",
            ReadErrorKind::Over { bound: Bound::Depth, .. } => "too-deep",
            ReadErrorKind::Over { .. } => "too-large",
            ReadErrorKind::Broken { .. } => "broken-file",
            ReadErrorKind::NoTextLayer => "no-text-layer",
            ReadErrorKind::Encrypted(_) => "encrypted",
            ReadErrorKind::Undecodable { .. } => "undecodable",
            ReadErrorKind::FeatureMissing { .. } | ReadErrorKind::DecoderMissing { .. } => "feature-missing",
        }
    }

    /// The message in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        let message = match self.kind() {
            ReadErrorKind::NotAReport => "未找到政府信息公开工作年度报告的内容".to_owned(),
            ReadErrorKind::Unsupported(kind) => match kind.hint_zh() {
                Some(hint) => format!("不支持的文件格式：{}（{hint}）", kind.name_zh()),
                None => format!("不支持的文件格式：{}", kind.name_zh()),
            },
            ReadErrorKind::Over { bound: Bound::Depth, most } => format!("嵌套超过 {most} 层"),
            ReadErrorKind::Over { bound, most } => format!("{}超过上限 {most}", bound.name_zh()),
            ReadErrorKind::Broken { kind, why } => format!("{}已损坏：{why}", kind.name_zh()),
            ReadErrorKind::NoTextLayer => "PDF 文档只有图像，没有文字层".to_owned(),
            ReadErrorKind::Encrypted(kind) => format!("{}已加密，需要密码", kind.name_zh()),
            ReadErrorKind::Undecodable { why } => format!("无法识别文字编码：{why}"),
            ReadErrorKind::FeatureMissing { kind, feature } => {
                format!("本次构建未启用 `{feature}` 功能，不能读取{}", kind.name_zh())
            }
            ReadErrorKind::DecoderMissing { declared } => format!(
                "本次构建未启用 `encodings` 功能，只能读取 UTF-8 和 UTF-16 文本（声明的编码：{}）",
                declared.as_deref().unwrap_or("无")
            ),
        };
        match self.0.at {
            Some(at) if is_line(at) => format!("{message}（第{at}行）"),
            Some(at) => format!("{message}（{at}）"),
            None => message,
        }
    }
}

impl fmt::Display for ReadErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAReport => f.write_str("nothing of an annual disclosure report is in it"),
            Self::Unsupported(kind) => {
                write!(f, "unsupported file format: {}", kind.name())?;
                kind.hint().map_or(Ok(()), |hint| write!(f, " ({hint})"))
            }
            Self::Over { bound: Bound::Depth, most } => write!(f, "nested deeper than {most} levels"),
            Self::Over { bound, most } => write!(f, "more than {most} {}", bound.name()),
            Self::Broken { kind, why } => write!(f, "broken {}: {why}", kind.name()),
            Self::NoTextLayer => f.write_str("the PDF document holds pictures only, no text"),
            Self::Encrypted(kind) => write!(f, "the {} is encrypted and needs a password", kind.name()),
            Self::Undecodable { why } => write!(f, "not text in any known encoding: {why}"),
            Self::FeatureMissing { kind, feature } => {
                write!(f, "this build reads no {}: it lacks the feature `{feature}`", kind.name())
            }
            Self::DecoderMissing { declared } => write!(
                f,
                "this build reads UTF-8 and UTF-16 only (declared: {}): it lacks the feature `encodings`",
                declared.as_deref().unwrap_or("nothing")
            ),
        }
    }
}

impl Bound {
    fn name(self) -> &'static str {
        match self {
            Self::InputBytes => "bytes",
            Self::DecompressedBytes => "bytes when unpacked",
            Self::Depth => "levels",
            Self::Pages => "pages",
            Self::Rows => "rows",
            Self::Cells => "cells",
        }
    }

    fn name_zh(self) -> &'static str {
        match self {
            Self::InputBytes => "文件字节数",
            Self::DecompressedBytes => "解压后字节数",
            Self::Depth => "嵌套层数",
            Self::Pages => "页数",
            Self::Rows => "行数",
            Self::Cells => "单元格数",
        }
    }
}

/// Whether a line is all that is known of a place.
fn is_line(at: Source) -> bool {
    at.line.is_some() && at == Source { line: at.line, ..Source::default() }
}

/// ` at 12:5`, ` at line 12`, or nothing.
struct Place(Option<Source>);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(at) if is_line(at) => write!(f, " at line {at}"),
            Some(at) => write!(f, " at {at}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_cross_threads_and_stay_small() {
        fn crosses<T: std::error::Error + Send + Sync + 'static>() {}
        crosses::<ReadError>();
        assert!(size_of::<ReadError>() <= 32);
    }

    #[test]
    fn messages_say_what_and_where_in_both_languages() {
        let all = [
            ReadErrorKind::NotAReport,
            ReadErrorKind::Unsupported(FileKind::Ole),
            ReadErrorKind::Over { bound: Bound::Cells, most: 7 },
            ReadErrorKind::Over { bound: Bound::Depth, most: 7 },
            ReadErrorKind::Broken { kind: FileKind::Docx, why: "no document".into() },
            ReadErrorKind::NoTextLayer,
            ReadErrorKind::Encrypted(FileKind::Xlsx),
            ReadErrorKind::Undecodable { why: "many control characters".into() },
            ReadErrorKind::FeatureMissing { kind: FileKind::Pdf, feature: "pdf" },
            ReadErrorKind::DecoderMissing { declared: Some("gbk".into()) },
        ];
        let mut codes = std::collections::BTreeSet::new();
        for kind in all {
            let error = ReadError::new(kind).at(Source::at_line(3, 4));
            assert!(error.to_string().ends_with(" at 3:4"), "{error}");
            assert!(error.message_zh().ends_with("（3:4）"), "{}", error.message_zh());
            assert!(!error.to_string().starts_with(char::is_uppercase), "{error}");
            codes.insert(error.code());
        }
        assert_eq!(codes.len(), 9);
        let error = ReadError::new(ReadErrorKind::Unsupported(FileKind::Ole));
        assert!(error.to_string().contains(".doc"), "{error}");
        assert!(error.message_zh().contains(".doc"), "{}", error.message_zh());
    }

    #[test]
    fn a_foreign_message_is_cut_to_a_line() {
        let error = ReadError::broken(FileKind::Xlsx, "a\n".repeat(500));
        assert!(error.to_string().len() < 300 && !error.to_string().contains('\n'));
    }
}
