//! What is wrong with a record, in words.

use std::fmt;

use super::fault::{At, Fault, FaultKind, Faults, OneLine};
use crate::check::say;
use crate::form::Language::{self, Chinese, English};

impl Fault {
    /// What is wrong, where, and what was expected, on one line; in English as it is displayed.
    ///
    /// ```
    /// # #[cfg(feature = "json")] {
    /// use disclosure_report::{Draft, Language, json};
    ///
    /// let error = json::from_str::<Draft>(r#"{"format":"disclosure-report","version":"1"}"#).unwrap_err();
    /// let fault = error.faults().iter().find(|fault| fault.pointer() == Some("/version")).unwrap();
    /// assert_eq!(fault.message(Language::English), r#"wrong type at /version: expected an integer, found "1""#);
    /// assert_eq!(fault.message(Language::Chinese), r#"/version类型不对：应为整数，实为"1""#);
    /// # }
    /// ```
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let (at, kind) = (&self.at, &self.kind);
        let (title, detail) = (kind.title(at.noun(language), language), kind.detail(language));
        let colon = if language == Chinese { "：" } else { ": " };
        let place = at.place(language);
        match (at, detail) {
            (At::Pointer(_), detail) => {
                let detail = detail.map_or(String::new(), |detail| format!("{colon}{detail}"));
                say(language, format_args!("{place}{title}{detail}"), format_args!("{title} at {place}{detail}"))
            }
            (At::Table { .. }, detail) => {
                let sep = if place.is_empty() { "" } else { colon };
                format!("{place}{sep}{}", detail.unwrap_or(title))
            }
        }
    }
}

/// What is wrong, where, and what was expected, on one line: `wrong type at /narrative/other: expected text, found null`,
/// or `line 7, column value, cell review.total: expected a number such as 12 or -3.5, found "x"`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(English))
    }
}

impl Faults {
    /// One fault a line; in English as they are displayed.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let mut lines: Vec<_> = self.list().iter().map(|fault| fault.message(language)).collect();
        if self.more() > 0 {
            let more = self.more();
            lines.push(say(language, format_args!("另有{more}处"), format_args!("and {more} more")));
        }
        lines.join("\n")
    }
}

/// One fault a line.
impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(English))
    }
}

impl At {
    /// What a key is called in the format.
    fn noun(&self, language: Language) -> &'static str {
        let (zh, en) = match self {
            Self::Pointer(_) => ("键", "key"),
            Self::Table { cell: Some(_), .. } => ("行", "row"),
            Self::Table { .. } => ("列", "column"),
        };
        if language == Chinese { zh } else { en }
    }

    fn place(&self, language: Language) -> String {
        match self {
            Self::Pointer(pointer) if pointer.is_empty() => {
                say(language, format_args!("整体"), format_args!("the top"))
            }
            Self::Pointer(pointer) => OneLine(pointer).to_string(),
            Self::Table { line, row, column, cell } => {
                let number =
                    |zh: &str, en: &str, n: u64| say(language, format_args!("第{n}{zh}"), format_args!("{en} {n}"));
                let name = |zh: &str, en: &str, name: &str| {
                    say(language, format_args!("{zh}{name}"), format_args!("{en} {name}"))
                };
                let parts = [
                    line.map(|line| number("行", "line", line)),
                    // The lines of a text are counted from 1, the rows of a batch from 0.
                    row.map(|row| say(language, format_args!("行号{row}"), format_args!("row {row}"))),
                    column.as_deref().map(|column| name("列", "column", column)),
                    cell.as_deref().map(|cell| name("单元格", "cell", cell)),
                ];
                parts.into_iter().flatten().collect::<Vec<_>>().join(if language == Chinese { "，" } else { ", " })
            }
        }
    }
}

/// `line 7, column value, cell review.total`, as far as it is known; or the pointer.
impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place(English))
    }
}

impl FaultKind {
    /// What is wrong, in two words; `noun` is what a key is called.
    pub(super) fn title(&self, noun: &str, language: Language) -> String {
        let (zh, en) = match self {
            Self::UnknownKey => {
                return say(language, format_args!("是未知的{noun}"), format_args!("unknown {noun}"));
            }
            Self::MissingKey => return say(language, format_args!("缺少{noun}"), format_args!("missing {noun}")),
            Self::DuplicateKey => return say(language, format_args!("{noun}重复"), format_args!("duplicate {noun}")),
            Self::NotOnForm { .. } => ("是其他版本的单元格", "cell of another edition"),
            Self::WrongType { .. } => ("类型不对", "wrong type"),
            Self::WrongValue { .. } => ("值不对", "wrong value"),
            Self::FieldCount { .. } => ("字段数不对", "wrong number of fields"),
            Self::LaterVersion { .. } => ("版本较新", "later version"),
            Self::TooDeep { .. } => ("层次过深", "too deep"),
            Self::TooLong { .. } => ("过长", "too long"),
            Self::NoReadings => ("没有读法", "no readings"),
            Self::NoNumber { .. } => ("没有数字", "no number"),
            Self::WrongTotal { .. } | Self::Inconsistent { .. } => ("总计不对", "wrong total"),
            Self::Refused { .. } => ("数字不合规则", "refused figure"),
        };
        if language == Chinese { zh } else { en }.to_owned()
    }

    /// What was expected and found, if there is more to say than the title.
    fn detail(&self, language: Language) -> Option<String> {
        let say = |zh: fmt::Arguments<'_>, en: fmt::Arguments<'_>| Some(say(language, zh, en));
        match self {
            Self::UnknownKey | Self::MissingKey | Self::DuplicateKey => None,
            Self::NotOnForm { edition } => say(
                format_args!("{edition}年版表式没有这一格"),
                format_args!("edition {edition} of the form does not have it"),
            ),
            Self::WrongType { expected, found } | Self::WrongValue { expected, found } => say(
                format_args!("应为{}，实为{}", in_chinese(expected), in_chinese(found)),
                format_args!("expected {expected}, found {found}"),
            ),
            Self::FieldCount { expected, found } => say(
                format_args!("应有{expected}个字段，实有{found}个"),
                format_args!("expected {expected} fields, found {found}"),
            ),
            Self::LaterVersion { known, found } => say(
                format_args!("应为{known}，实为{found}：由本库的较新版本写成"),
                format_args!("expected {known}, found {found}: written by a later version of this crate"),
            ),
            Self::TooDeep { most } => say(format_args!("最多{most}层"), format_args!("expected at most {most} levels")),
            Self::TooLong { most } => {
                say(format_args!("一行最多{most}个字节"), format_args!("expected a row of at most {most} bytes"))
            }
            Self::NoReadings => say(
                format_args!("应有一组连写的数字包括这一格"),
                format_args!("expected a run that covers the ambiguous cell"),
            ),
            Self::NoNumber { state } => say(
                format_args!("报告的每一格都应有数字，实为{state}"),
                format_args!("expected a number in every cell of a report, found {state}"),
            ),
            Self::Inconsistent { message } => Some(message.get(language).to_owned()),
            Self::WrongTotal { rule, message, .. } | Self::Refused { rule, message } => {
                let message = OneLine(message.get(language));
                say(format_args!("{rule}：{message}"), format_args!("{rule}: {message}"))
            }
        }
    }
}

/// What was expected or found, in Chinese. What has no translation here, such as a value that was found, stays as it is.
fn in_chinese(said: &str) -> &str {
    EXPECTED.iter().find(|(en, _)| *en == said).map_or(said, |(_, zh)| zh)
}

/// The phrases that say what is expected, in English and Chinese.
const EXPECTED: &[(&str, &str)] = &[
    ("an integer", "整数"),
    ("an integer from -9007199254740991 to 9007199254740991", "-9007199254740991至9007199254740991的整数"),
    ("an integer from 0 to 9007199254740991", "0至9007199254740991的整数"),
    ("an integer from 0 to 4294967295", "0至4294967295的整数"),
    ("an integer from 0 to 255", "0至255的整数"),
    ("a decimal number as text, such as \"12.5\"", "写成文本的小数，如\"12.5\""),
    ("a decimal number such as 12.5", "小数，如12.5"),
    ("a number of at most 28 digits", "不超过28位的数"),
    ("a number such as 12 or -3.5, of at most 28 digits", "不超过28位的数，如12或-3.5"),
    ("a count, which has no unit of money", "件数，件数没有金额单位"),
    ("null, since a count has no unit", "null，因为件数没有单位"),
    ("text", "文本"),
    ("an object", "对象"),
    ("a list", "列表"),
    ("a number", "数"),
    ("true or false", "true或false"),
    ("a day such as 2025-01-23", "日期，如2025-01-23"),
    ("a day on or before the last", "不晚于截止日的日期"),
    ("a day on or after the first", "不早于起始日的日期"),
    ("a day, as the period's other end has one", "日期，因为统计期的另一端有日期"),
    ("a year from 2008 to 9999", "2008至9999的年份"),
    ("an organ's name", "机关名称"),
    ("blank text", "空白文本"),
    ("2019 or 2021", "2019或2021"),
    ("version 1", "版本1"),
    ("the id of a cell", "单元格的标识"),
    ("the id of a row", "行的标识"),
    ("the id of a place", "位置的标识"),
    ("a report", "报告"),
    ("a cell that no run covers yet", "尚无连写数字包括的单元格"),
    ("a cell whose state is ambiguous", "状态为ambiguous的单元格"),
    ("one cell or more", "至少一格"),
    ("one number for each cell of the run", "每格一个数"),
    ("two readings that differ", "两种不同的读法"),
    ("fewer", "不足"),
    ("an empty list", "空列表"),
    ("nothing", "空"),
    ("a value", "值"),
    ("it once", "一次"),
    ("it twice", "两次"),
    ("a credit code of 18 digits and letters whose check character fits", "校验位正确的18位统一社会信用代码"),
    ("a division code of 6, 9 or 12 digits", "6、9或12位行政区划代码"),
    ("left minus right", "左边减右边"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::plain::EXPECTED_INTEGER;

    #[test]
    fn each_phrase_has_one_translation_and_those_of_cells_have_one() {
        for (at, (en, zh)) in EXPECTED.iter().enumerate() {
            assert!(EXPECTED[..at].iter().all(|(other, _)| other != en), "{en}");
            assert!(!zh.is_empty());
        }
        assert_ne!(in_chinese(EXPECTED_INTEGER), EXPECTED_INTEGER);
        assert_eq!(in_chinese("\"x\""), "\"x\"");
    }
}
