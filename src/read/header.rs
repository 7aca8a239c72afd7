//! Whose report it is, for which year, and when it was published: from the title and the text around it.

use jiff::civil::Date;

use crate::report::{Period, ReportYear};

/// What every title ends with, in one form or the other.
const TITLES: &[&str] =
    &["政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作报告", "政务公开工作年度报告"];

/// What was found of the header.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    pub(super) organ: Option<String>,
    pub(super) year: Option<ReportYear>,
    pub(super) period: Option<Period>,
    pub(super) published: Option<Date>,
}

/// Looks for a header in the lines of one report; `title` is what the source declares as its title.
pub(super) fn find<'a>(title: Option<&'a str>, lines: impl Iterator<Item = &'a str>) -> Found {
    let lines: Vec<&str> = title.into_iter().chain(lines).collect();
    // Most lines are cells of a table. Only those that can name a report or a day are looked at, and the one above.
    let can_matter = |line: &&str| line.len() > 6 && line.contains(['年', '报', '期', '间']);
    let needed = |at: usize| lines.get(at..at + 2).or(lines.get(at..)).is_some_and(|two| two.iter().any(can_matter));
    let lines: Vec<String> =
        (0..lines.len()).map(|at| if needed(at) { squeeze(lines[at]) } else { String::new() }).collect();
    let title = self::title(&lines);
    let two = |pair: &[String]| {
        let year = pair.iter().any(|line| line.contains('年'));
        year.then(|| period(&pair.concat())).flatten()
    };
    let period = lines.iter().find_map(|line| period(line)).or_else(|| lines.windows(2).find_map(two));
    let year = title.as_ref().and_then(|title| title.1).or_else(|| period.map(|period| period.start().year()));
    let year = year.and_then(|year| u16::try_from(year).ok()).and_then(|year| ReportYear::new(year).ok());
    Found {
        organ: title.map(|title| title.0).filter(|organ| !organ.is_empty()),
        year,
        period,
        published: lines.iter().find_map(|line| published(line)),
    }
}

/// Whether a line names a report, so that a report begins with it.
pub(super) fn is_title(line: &str) -> bool {
    let line = squeeze(line);
    line.chars().count() < 60 && TITLES.iter().any(|title| line.ends_with(title)) && year_in(&line).is_some()
}

/// Without any white space; of a long line, its beginning.
fn squeeze(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).map(crate::wording::figure::narrow).take(400).collect()
}

/// The organ and the year of the first title.
fn title(lines: &[String]) -> Option<(String, Option<i16>)> {
    let mut best: Option<(String, Option<i16>)> = None;
    for (i, line) in lines.iter().enumerate().take(400) {
        // A title may be set on two lines, broken anywhere: `某市政府信息公开` / `工作年度报告`.
        let next = lines.get(i + 1).map_or("", String::as_str);
        let two = || format!("{line}{next}");
        if !line.contains('报') && !next.contains('报') {
            continue;
        }
        let Some(before) = before_title(line).or_else(|| {
            let before = before_title(&two())?;
            (before.len() < line.len() && before_title(next).is_none()).then_some(before)
        }) else {
            continue;
        };
        let (organ, year) = organ_and_year(&before);
        let organ = if organ.is_empty() {
            i.checked_sub(1).and_then(|above| lines.get(above)).map_or(String::new(), |above| organ_alone(above))
        } else {
            organ
        };
        if year.is_some() && !organ.is_empty() {
            return Some((organ, year));
        }
        let better = best
            .as_ref()
            .is_none_or(|(known, old)| known.is_empty() && !organ.is_empty() || old.is_none() && year.is_some());
        if better {
            best = Some((organ, year));
        }
    }
    best
}

/// What stands before the words of a title; of a long line, the clause before them.
fn before_title(line: &str) -> Option<String> {
    // Most lines are cells; looking for one character first is what makes this cheap.
    if !line.contains('报') {
        return None;
    }
    let found = TITLES.iter().filter_map(|title| {
        let at = line.find(title)?;
        // The notice that issued the form has its title in its own.
        (!line.get(at + title.len()..)?.starts_with("格式")).then_some(at)
    });
    let before = line.get(..found.min()?)?;
    Some(if before.chars().count() > 60 { last_clause(before) } else { before.to_owned() })
}

fn last_clause(text: &str) -> String {
    text.rsplit(['。', ',', '，', ';', ':', '、', '-', '—', '_', '|']).next().unwrap_or_default().to_owned()
}

/// `上海市人民政府办公厅` and 2019, from `2019年上海市人民政府办公厅` or `上海市人民政府办公厅2019年度`.
fn organ_and_year(text: &str) -> (String, Option<i16>) {
    let text = last_clause(text);
    let text =
        ["现公布", "现将", "现发布", "公布", "发布"].iter().fold(text.as_str(), |t, word| t.trim_start_matches(word));
    let Some((at, year, len)) = year_in(text) else { return (organ_alone(text), None) };
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + len..).unwrap_or_default());
    let after = after.trim_start_matches("年度").trim_start_matches('年').trim_start_matches("的");
    let organ = if organ_alone(before).is_empty() { organ_alone(after) } else { organ_alone(before) };
    (organ, Some(year))
}

/// A year within text: where it begins, which it is, and how many bytes it takes.
fn year_in(text: &str) -> Option<(usize, i16, usize)> {
    text.char_indices().find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let arabic = rest.get(..4).filter(|y| y.starts_with("20") && y.bytes().all(|b| b.is_ascii_digit()));
        if let Some(year) = arabic {
            return rest[4..].starts_with('年').then(|| year.parse().ok().map(|year| (at, year, 4))).flatten();
        }
        let digits: Vec<_> = rest
            .chars()
            .map_while(|c| {
                "〇一二三四五六七八九".chars().position(|d| d == c || c == '零' && d == '〇' || c == '○' && d == '〇')
            })
            .take(4)
            .collect();
        let [2, 0, tens, ones] = digits[..] else { return None };
        let len = rest.chars().take(4).map(char::len_utf8).sum();
        rest.get(len..)?.starts_with('年').then(|| (at, i16::try_from(2000 + 10 * tens + ones).unwrap_or(2000), len))
    })
}

/// The name of an organ, if a text is one.
fn organ_alone(text: &str) -> String {
    let text = text.trim_matches(|c: char| "《》“”\"'#*-—_·|.(".contains(c)).trim_start_matches("标题:");
    let text = text.trim_end_matches("关于");
    let plausible = (2..=40).contains(&text.chars().count())
        && text.chars().all(|c| !c.is_ascii_digit() && !"。，,;；:：[]>".contains(c))
        && !text.ends_with(['页', '录'])
        && !text.contains("报告")
        && text != "正文";
    if plausible { text.to_owned() } else { String::new() }
}

/// `2024年1月1日至2024年12月31日`, with or without the second year.
fn period(line: &str) -> Option<Period> {
    if !line.contains('年') {
        return None;
    }
    let from = line.find("年1月1日").and_then(|at| line.get(at.checked_sub(4)?..))?;
    let (start, rest) = date(from)?;
    let rest = rest.trim_start_matches(['起', '开', '始']);
    let rest = rest.strip_prefix(['至', '到', '-', '—', '~', '～']).or_else(|| rest.strip_prefix("——"))?;
    let end = date(rest).map(|(end, _)| end).or_else(|| {
        let (month, rest) = digits_before(rest, '月')?;
        let (day, _) = digits_before(rest, '日')?;
        Date::new(start.year(), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    })?;
    Period::new(start, end).ok()
}

/// The day of publication, behind a word that says so.
fn published(line: &str) -> Option<Date> {
    if !line.contains(['期', '间']) {
        return None;
    }
    let words = ["发布日期", "发布时间", "公开日期", "发文日期", "成文日期", "生成日期", "时间:", "日期:"];
    let at = words.iter().filter_map(|word| Some(line.find(word)? + word.len())).min()?;
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

#[cfg(test)]
mod tests {
    use super::{organ_and_year, period, published};

    #[test]
    fn titles_name_organ_and_year_in_either_order() {
        for (title, organ, year) in [
            ("2019年上海市人民政府办公厅", "上海市人民政府办公厅", 2019),
            ("平潭综合实验区2023年度", "平潭综合实验区", 2023),
            ("现公布2021年中山镇", "中山镇", 2021),
            ("二〇二二年长春市二道区", "长春市二道区", 2022),
        ] {
            assert_eq!(organ_and_year(title), (organ.to_owned(), Some(year)), "{title}");
        }
    }

    #[test]
    fn days_are_read_where_a_word_says_what_they_are() {
        assert_eq!(published("发布日期:2022-01-21 09:52:01").unwrap().to_string(), "2022-01-21");
        assert_eq!(published("时间:2026-01-3009:49").unwrap().to_string(), "2026-01-30");
        assert_eq!(published("2022-01-21"), None);
        let line = "数据统计期限自2024年1月1日起至12月31日止";
        assert_eq!(period(line).unwrap().to_string(), "2024-01-01/2024-12-31");
    }
}
