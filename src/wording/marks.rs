//! What the crate itself writes where a figure can't be written as it is, and around the form.

/// In place of a figure that is not known.
pub(crate) const UNKNOWN: &str = "？";

/// A text that must not be read as a figure, a dash or a blank: `？（30）`.
pub(crate) fn marked(text: &str) -> String {
    format!("{UNKNOWN}（{text}）")
}

/// What a workbook says next to the form of each sum: that it holds, that it fails, that it can't be decided.
#[cfg(feature = "xlsx")]
pub(crate) const SUMS: [&str; 3] = ["✓ 相符", "✗ 相差", "？ 未定"];

/// Whether a cell of a workbook says something of a sum, and so is no part of the report.
#[cfg(feature = "xlsx")]
pub(crate) fn is_of_sum(text: &str) -> bool {
    SUMS.iter().any(|mark| text.starts_with(mark))
}

/// The sheet of a workbook that says what was found in the report, and is no part of it.
#[cfg(feature = "xlsx")]
pub(crate) const FINDINGS_SHEET: &str = "核查意见（不属报告内容）";
