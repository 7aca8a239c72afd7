//! The line above the report.

use crate::draft::Draft;
use crate::wording::words;

/// `淮安市人民政府2024年政府信息公开工作年度报告`, with what is known of it.
pub(crate) fn title(draft: &Draft) -> String {
    let organ = draft.header.organ.as_deref().unwrap_or_default();
    format!("{organ}{}", subtitle(draft))
}

/// What stands behind the organ: `2024年政府信息公开工作年度报告`.
pub(crate) fn subtitle(draft: &Draft) -> String {
    let year = draft.header.year.map(|year| format!("{year}年")).unwrap_or_default();
    format!("{year}{}", words::TITLE)
}
