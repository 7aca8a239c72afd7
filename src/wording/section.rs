//! The headings of the six sections.

use crate::form::Table;

/// The heading of a section, 1 to 6; nothing for another number. The fifth as the edition of 2021 has it.
pub(crate) const fn heading(number: u8) -> &'static str {
    match number {
        1 => "一、总体情况",
        2 => Table::Proactive.heading(),
        3 => Table::Requests.heading(),
        4 => Table::Challenges.heading(),
        5 => "五、存在的主要问题及改进情况",
        6 => "六、其他需要报告的事项",
        _ => "",
    }
}

/// How the headings begin, after their number.
#[cfg(feature = "text")]
pub(super) const BEGINNINGS: &[(u8, &str)] = &[
    (1, "总体情况"),
    (2, "主动公开政府信息"),
    (3, "收到和处理政府信息公开申请"),
    (4, "政府信息公开行政复议"),
    (4, "政府信息公开行政法复议"),
    (4, "因政府信息公开工作被申请行政复议"),
    (4, "行政复议"),
    (5, "存在的主要问题"),
    (5, "存在的问题"),
    (5, "存在问题"),
    (5, "政府信息公开工作存在"),
    (5, "当前存在"),
    (5, "主要问题"),
    (5, "工作中存在"),
    (6, "其他需要报告"),
    (6, "需要报告的其他"),
];

/// How the headings end.
#[cfg(feature = "text")]
const ENDS: &[&str] = &[
    "及改进情况",
    "及下步改进措施",
    "及下一步改进措施",
    "和改进情况",
    "的主要问题",
    "的事项",
    "事项",
    "的情况",
    "情况",
];

/// The text that follows a heading on its line; `rest` is what follows the beginning of the heading.
#[cfg(feature = "text")]
pub(crate) fn text_after_heading(rest: &str) -> &str {
    let mut rest = rest.trim_start();
    while let Some(shorter) = ENDS.iter().find_map(|end| rest.strip_prefix(end)) {
        rest = shorter.trim_start();
    }
    // A heading in other words: what is left of a short line is part of it.
    if rest.chars().count() < 20 && !rest.contains(['。', '，', '；']) { "" } else { rest }
}
