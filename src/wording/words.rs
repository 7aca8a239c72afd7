//! What the form prints beside its rows and columns.

/// The heading above the rows of each block of table 2.
#[cfg(any(feature = "markdown", feature = "text"))]
pub(crate) const ITEMS: &str = "信息内容";

/// The heading above all columns of table 3.
#[cfg(any(feature = "markdown", feature = "text"))]
pub(crate) const REQUESTERS: &str = "申请人情况";

/// The heading above the five columns of table 3 that stand between 自然人 and 总计.
#[cfg(any(feature = "markdown", feature = "text"))]
pub(crate) const ORGANIZATIONS: &str = "法人或其他组织";

/// What the title ends with, behind the organ and the year.
#[cfg(any(feature = "docx", feature = "html", feature = "markdown", feature = "xlsx"))]
pub(crate) const TITLE: &str = "政府信息公开工作年度报告";

/// What stands beside the form in a workbook: a sum holds, fails, can't be decided. Cells that begin so are no part of it.
#[cfg(feature = "xlsx")]
pub(crate) const MARKS: [&str; 3] = ["✓ 相符", "✗ 相差", "？ 未定"];

/// The sheet of a workbook that says what was found in the report, and is no part of it.
#[cfg(feature = "xlsx")]
pub(crate) const FINDINGS_SHEET: &str = "核查意见（不属报告内容）";

/// The heading of a section, 1 to 6; nothing for another number. The fifth as the edition of 2021 has it.
pub(crate) const fn section(number: u8) -> &'static str {
    match number {
        1 => "一、总体情况",
        2 => crate::form::Table::Proactive.heading(),
        3 => crate::form::Table::Requests.heading(),
        4 => crate::form::Table::Challenges.heading(),
        5 => "五、存在的主要问题及改进情况",
        6 => "六、其他需要报告的事项",
        _ => "",
    }
}
