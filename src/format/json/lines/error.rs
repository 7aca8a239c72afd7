//! Why a line holds no draft or report.

use std::{fmt, io};

use crate::format::json::{JsonError, without_place};

/// Why a line holds no draft or report, and which line it is.
#[derive(Debug)]
pub struct LineError {
    pub(super) line: u64,
    pub(super) offset: u64,
    pub(super) kind: LineErrorKind,
}

/// Why a line holds no draft or report.
#[derive(Debug)]
#[non_exhaustive]
pub enum LineErrorKind {
    /// It is no JSON, or no such draft or report: then with every fault. [`JsonError::place`] counts within the line.
    Json(JsonError),
    /// It is no UTF-8.
    NotUtf8 {
        /// The first byte that is not, from 1.
        column: usize,
    },
    /// It is longer than [`Reader::line_bytes`](super::Reader::line_bytes) allows.
    TooLong {
        /// How many bytes a line may have.
        most: usize,
    },
    /// The input could not be read. Nothing more is read after it.
    Io(io::Error),
}

impl LineError {
    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many bytes come before the line.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &LineErrorKind {
        &self.kind
    }

    /// What is wrong with the JSON, if it is that.
    #[must_use]
    pub fn json(&self) -> Option<&JsonError> {
        match &self.kind {
            LineErrorKind::Json(error) => Some(error),
            _ => None,
        }
    }
}

/// `line 3 (byte 8123): ` and what is wrong; each fault on a line of its own, with this before it.
impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, offset, kind } = self;
        let LineErrorKind::Json(error) = kind else { return write!(f, "line {line} (byte {offset}): {kind}") };
        for (i, fault) in error.faults().iter().enumerate() {
            write!(f, "{}line {line} (byte {offset}): {fault}", if i == 0 { "" } else { "\n" })?;
        }
        error.syntax().map_or(Ok(()), |error| {
            let (why, column) = (without_place(error), error.column());
            write!(f, "line {line} (byte {offset}): no JSON: {why} at column {column}")
        })
    }
}

impl fmt::Display for LineErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(f),
            Self::NotUtf8 { column } => write!(f, "no UTF-8 at column {column}"),
            Self::TooLong { most } => write!(f, "longer than {most} bytes"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

/// The text of the error of the JSON or of the input is part of this one, so the source is that error's own.
impl std::error::Error for LineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            LineErrorKind::Json(error) => error.source(),
            LineErrorKind::Io(error) => error.source(),
            LineErrorKind::NotUtf8 { .. } | LineErrorKind::TooLong { .. } => None,
        }
    }
}
