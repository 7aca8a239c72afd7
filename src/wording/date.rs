//! Days: `2024年1月1日` and other ways to write one, the period that a report covers, and the day of publication.

use jiff::civil::Date;

use crate::chars::is_dash;
use crate::report::Period;

/// The words before a day of publication; the first is how the crate writes it.
const PUBLISHED: [&str; 8] = ["发布日期", "发布时间", "公开日期", "发文日期", "成文日期", "生成日期", "时间:", "日期:"];

/// The period in a line without white space: `2024年1月1日至2024年12月31日`, with or without the second year. It begins
/// with a year.
pub(crate) fn period(line: &str) -> Option<Period> {
    if !line.contains('年') {
        return None;
    }
    let from = line.find("年1月1日").and_then(|at| line.get(at.checked_sub(4)?..))?;
    let (start, rest) = date(from)?;
    let rest = rest.trim_start_matches(['起', '开', '始']);
    let after = rest.strip_prefix(['至', '到', '~']).unwrap_or_else(|| rest.trim_start_matches(is_dash));
    if after.len() == rest.len() {
        return None;
    }
    let end = date(after).map(|(end, _)| end).or_else(|| {
        let (month, rest) = digits_before(after, '月')?;
        let (day, _) = digits_before(rest, '日')?;
        Date::new(start.year(), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    })?;
    Period::new(start, end).ok()
}

/// The day of publication in a line without white space, after a word that says so.
pub(crate) fn published(line: &str) -> Option<Date> {
    if !line.contains(['期', '间']) {
        return None;
    }
    let at = PUBLISHED.iter().filter_map(|word| Some(line.find(word)? + word.len())).min()?;
    let rest = line.get(at..)?.trim_start_matches([':', '】', ']']);
    date(rest).map(|(date, _)| date)
}

/// A date that a text begins with: `2022-01-21`, `2022/1/21`, `2022.1.21`, `2022年1月21日`.
fn date(text: &str) -> Option<(Date, &str)> {
    let separators = [['年', '月'], ['-', '-'], ['/', '/'], ['.', '.']];
    separators.iter().find_map(|[first, second]| {
        let (year, rest) = digits_before(text, *first).filter(|(year, _)| (2000..10_000).contains(year))?;
        let (month, rest) = digits_before(rest, *second)?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()).min(2);
        let (day, rest) = rest.split_at_checked(end)?;
        let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, day.parse().ok()?).ok()?;
        Some((date, rest.trim_start_matches('日')))
    })
}

/// The number that a text begins with, if this separator follows it, and what comes then.
fn digits_before(text: &str, separator: char) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_once(separator)?;
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain).map(|number| (number, rest))
}

/// `数据统计期限：2024年1月1日至2024年12月31日`.
#[cfg(feature = "markdown")]
pub(crate) fn period_line(period: Period) -> String {
    format!("数据统计期限：{}至{}", day(period.start()), day(period.end()))
}

/// `发布日期：2025年1月20日`.
#[cfg(feature = "markdown")]
pub(crate) fn published_line(date: Date) -> String {
    format!("{}：{}", PUBLISHED[0], day(date))
}

#[cfg(feature = "markdown")]
fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::{period, published};

    #[test]
    fn days_are_read_where_a_word_says_what_they_are() {
        assert_eq!(published("发布日期:2022-01-21 09:52:01").unwrap().to_string(), "2022-01-21");
        assert_eq!(published("时间:2026-01-3009:49").unwrap().to_string(), "2026-01-30");
        assert_eq!(published("2022-01-21"), None);
        for between in ["起至", "到", "~", "-", "——"] {
            let line = format!("数据统计期限自2024年1月1日{between}12月31日止");
            assert_eq!(period(&line).unwrap().to_string(), "2024-01-01/2024-12-31", "{between}");
        }
        assert_eq!(period("2024年1月1日12月31日"), None);
    }
}
