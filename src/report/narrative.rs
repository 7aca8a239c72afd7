//! The sections of text.

/// The three sections of a report that are text. Each may be empty; none is checked.
///
/// ```
/// use disclosure_report::Narrative;
///
/// let mut narrative = Narrative::default();
/// narrative.other = "本年度未收取信息处理费。".into();
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Narrative {
    /// 一、总体情况.
    pub overview: String,
    /// 五、存在的主要问题及改进情况.
    pub problems: String,
    /// 六、其他需要报告的事项.
    pub other: String,
}
