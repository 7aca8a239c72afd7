//! Titles: `淮安市人民政府2024年政府信息公开工作年度报告`, with organ and year in either order.

use crate::chars::is_dash;
#[cfg(feature = "markdown")]
use crate::draft::DraftHeader;

/// The end of a title: the official words, and what is written for them.
const ENDS: [&str; 4] = [OFFICIAL, "政府信息公开年度报告", "政府信息公开工作报告", "政务公开工作年度报告"];

/// The official words at the end of a title, after organ and year.
pub(crate) const OFFICIAL: &str = "政府信息公开工作年度报告";

/// What a title says: the organ, empty if there is none, and the year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) organ: String,
    pub(crate) year: Option<i16>,
}

/// Whether a line without white space is a title that names a year.
pub(crate) fn is_title(line: &str) -> bool {
    line.chars().count() < 60 && ENDS.iter().any(|end| line.ends_with(end)) && year_in(line).is_some()
}

/// The text before the end of a title; of a long line, the clause before it.
pub(crate) fn before_end(line: &str) -> Option<String> {
    // Most lines are cells; looking for one character first is what makes this cheap.
    if !line.contains('报') {
        return None;
    }
    let found = ENDS.iter().filter_map(|end| {
        let at = line.find(end)?;
        // The notice that issued the form has its title in its own.
        (!line.get(at + end.len()..)?.starts_with("格式")).then_some(at)
    });
    let before = line.get(..found.min()?)?;
    Some(if before.chars().count() > 60 { last_clause(before) } else { before.to_owned() })
}

fn last_clause(text: &str) -> String {
    let ends = |c| is_dash(c) || matches!(c, '。' | ',' | '，' | ';' | ':' | '、' | '_' | '|');
    text.rsplit(ends).next().unwrap_or_default().to_owned()
}

impl Title {
    /// From the text before the end: `2019年上海市人民政府办公厅` or `上海市人民政府办公厅2019年度`.
    pub(crate) fn of(before: &str) -> Self {
        let text = last_clause(before);
        let verbs = ["现公布", "现将", "现发布", "公布", "发布"];
        let text = verbs.iter().fold(text.as_str(), |text, verb| text.trim_start_matches(verb));
        let Some((at, year, len)) = year_in(text) else { return Self { organ: organ(text), year: None } };
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + len..).unwrap_or_default());
        let after = after.trim_start_matches("年度").trim_start_matches('年').trim_start_matches("的");
        let organ = Some(organ(before)).filter(|organ| !organ.is_empty()).unwrap_or_else(|| organ(after));
        Self { organ, year: Some(year) }
    }
}

/// A year within text: where it begins, which it is, and how many bytes it takes.
fn year_in(text: &str) -> Option<(usize, i16, usize)> {
    text.char_indices().find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let arabic = rest.get(..4).filter(|y| y.starts_with("20") && y.bytes().all(|b| b.is_ascii_digit()));
        if let Some(year) = arabic {
            return rest[4..].starts_with('年').then(|| year.parse().ok().map(|year| (at, year, 4))).flatten();
        }
        let digits: Vec<_> = rest.chars().map_while(chinese_digit).take(4).collect();
        let [2, 0, tens, ones] = digits[..] else { return None };
        let len = rest.chars().take(4).map(char::len_utf8).sum();
        rest.get(len..)?.starts_with('年').then_some((at, 2000 + 10 * tens + ones, len))
    })
}

fn chinese_digit(c: char) -> Option<i16> {
    let digit =
        "〇一二三四五六七八九".chars().position(|digit| digit == c || digit == '〇' && matches!(c, '零' | '○'))?;
    i16::try_from(digit).ok()
}

/// The name of an organ, if a text is one; else nothing.
pub(crate) fn organ(text: &str) -> String {
    let text = text.trim_matches(|c: char| is_dash(c) || "《》“”\"'#*_·|.(".contains(c)).trim_start_matches("标题:");
    let text = text.trim_end_matches("关于");
    let plausible = (2..=40).contains(&text.chars().count())
        && text.chars().all(|c| !c.is_ascii_digit() && !"。，,;；:：[]>".contains(c))
        && !text.ends_with(['页', '录'])
        && !text.contains("报告")
        && text != "正文";
    if plausible { text.to_owned() } else { String::new() }
}

/// The title of a report with what is known of it.
#[cfg(feature = "markdown")]
pub(crate) fn title(header: &DraftHeader) -> String {
    format!("{}{}", header.organ.as_deref().unwrap_or_default(), after_organ(header))
}

/// What follows the organ in a title: `2024年政府信息公开工作年度报告`.
#[cfg(feature = "markdown")]
pub(crate) fn after_organ(header: &DraftHeader) -> String {
    let year = header.year.map(|year| format!("{year}年")).unwrap_or_default();
    format!("{year}{OFFICIAL}")
}

#[cfg(test)]
mod tests {
    use super::Title;

    #[test]
    fn titles_name_organ_and_year_in_either_order() {
        for (title, organ, year) in [
            ("2019年上海市人民政府办公厅", "上海市人民政府办公厅", 2019),
            ("平潭综合实验区2023年度", "平潭综合实验区", 2023),
            ("现公布2021年中山镇", "中山镇", 2021),
            ("二〇二二年长春市二道区", "长春市二道区", 2022),
        ] {
            assert_eq!(Title::of(title), Title { organ: organ.to_owned(), year: Some(year) }, "{title}");
        }
    }
}
