//! Why something could not be read.

use std::fmt;

use super::sniff::Kind;
use crate::draft::Source;

/// Why something could not be read: what is wrong, with what, and where.
///
/// [`code`](Self::code) is for programs, `Display` and [`message_zh`](Self::message_zh) are for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}{}", Place(self.at))]
pub struct ReadError {
    kind: ErrorKind,
    at: Option<Source>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// Read, but nothing of the form is in it.
    NotAReport,
    /// A kind of file that no reader takes.
    Unsupported(Kind),
    /// Past a limit.
    Over { bound: Bound, most: usize },
    /// The file contradicts its own format. What exactly, in English.
    Broken { kind: Kind, why: String },
    /// Pictures of text only.
    NoTextLayer,
    /// Needs a password.
    Encrypted(Kind),
    /// Not text in any encoding known. Why, in English.
    Undecodable { why: String },
    /// This build cannot read it: the feature that it lacks.
    #[allow(dead_code, reason = "only where a feature is off")]
    FeatureMissing { kind: Kind, feature: &'static str },
    /// This build has no decoder for the text, in the encoding it declares or in one that only detection tells.
    #[allow(dead_code, reason = "only where a feature is off")]
    DecoderMissing { declared: Option<String> },
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    InputBytes,
    DecompressedBytes,
    Depth,
    Pages,
    Rows,
    Cells,
}

impl ReadError {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self { kind, at: None }
    }

    pub(crate) fn over(bound: Bound, most: usize) -> Self {
        Self::new(ErrorKind::Over { bound, most })
    }

    pub(crate) fn broken(kind: Kind, why: impl fmt::Display) -> Self {
        // Messages of other crates are kept to a line of bounded length: they may quote the file.
        let why = why.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
        Self::new(ErrorKind::Broken { kind, why })
    }

    pub(crate) fn at(mut self, at: Source) -> Self {
        if !at.is_empty() {
            self.at = Some(at);
        }
        self
    }

    /// Where in the source, as far as known.
    #[must_use]
    pub fn source_place(&self) -> Option<Source> {
        self.at
    }

    /// A stable name of what is wrong: `not-a-report`, `unsupported-format`, `too-large`, `too-deep`, `broken-file`,
    /// `no-text-layer`, `encrypted`, `undecodable` or `feature-missing`. There may be more in a later release.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.kind {
            ErrorKind::NotAReport => "not-a-report",
            ErrorKind::Unsupported(_) => "unsupported-format",
            ErrorKind::Over { bound: Bound::Depth, .. } => "too-deep",
            ErrorKind::Over { .. } => "too-large",
            ErrorKind::Broken { .. } => "broken-file",
            ErrorKind::NoTextLayer => "no-text-layer",
            ErrorKind::Encrypted(_) => "encrypted",
            ErrorKind::Undecodable { .. } => "undecodable",
            ErrorKind::FeatureMissing { .. } | ErrorKind::DecoderMissing { .. } => "feature-missing",
        }
    }

    /// The message in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        let message = match &self.kind {
            ErrorKind::NotAReport => "未找到政府信息公开工作年度报告的内容".to_owned(),
            ErrorKind::Unsupported(kind) => match kind.hint_zh() {
                Some(hint) => format!("不支持的文件格式：{}（{hint}）", kind.name_zh()),
                None => format!("不支持的文件格式：{}", kind.name_zh()),
            },
            ErrorKind::Over { bound: Bound::Depth, most } => format!("嵌套超过 {most} 层"),
            ErrorKind::Over { bound, most } => format!("{}超过上限 {most}", bound.name_zh()),
            ErrorKind::Broken { kind, why } => format!("{}已损坏：{why}", kind.name_zh()),
            ErrorKind::NoTextLayer => "PDF 文档只有图像，没有文字层".to_owned(),
            ErrorKind::Encrypted(kind) => format!("{}已加密，需要密码", kind.name_zh()),
            ErrorKind::Undecodable { why } => format!("无法识别文字编码：{why}"),
            ErrorKind::FeatureMissing { kind, feature } => {
                format!("本次构建未启用 `{feature}` 功能，不能读取{}", kind.name_zh())
            }
            ErrorKind::DecoderMissing { declared } => format!(
                "本次构建未启用 `encodings` 功能，只能读取 UTF-8 和 UTF-16 文本（声明的编码：{}）",
                declared.as_deref().unwrap_or("无")
            ),
        };
        match self.at {
            Some(at) if is_line(at) => format!("{message}（第{at}行）"),
            Some(at) => format!("{message}（{at}）"),
            None => message,
        }
    }
}

impl fmt::Display for ErrorKind {
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
        assert!(size_of::<ReadError>() <= 96);
    }

    #[test]
    fn messages_say_what_and_where_in_both_languages() {
        let all = [
            ErrorKind::NotAReport,
            ErrorKind::Unsupported(Kind::Ole),
            ErrorKind::Over { bound: Bound::Cells, most: 7 },
            ErrorKind::Over { bound: Bound::Depth, most: 7 },
            ErrorKind::Broken { kind: Kind::Docx, why: "no document".into() },
            ErrorKind::NoTextLayer,
            ErrorKind::Encrypted(Kind::Xlsx),
            ErrorKind::Undecodable { why: "many control characters".into() },
            ErrorKind::FeatureMissing { kind: Kind::Pdf, feature: "pdf" },
            ErrorKind::DecoderMissing { declared: Some("gbk".into()) },
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
        let error = ReadError::new(ErrorKind::Unsupported(Kind::Ole));
        assert!(error.to_string().contains(".doc"), "{error}");
        assert!(error.message_zh().contains(".doc"), "{}", error.message_zh());
    }

    #[test]
    fn a_foreign_message_is_cut_to_a_line() {
        let error = ReadError::broken(Kind::Xlsx, "a\n".repeat(500));
        assert!(error.to_string().len() < 300 && !error.to_string().contains('\n'));
    }
}
