//! Whose report it is, for which year, and when it was published: from the title and the text around it.

use crate::chars::narrow;
use crate::draft::DraftHeader;
use crate::report::ReportYear;
use crate::wording::date;
use crate::wording::title::{self, Title};

/// Looks for a header in the lines of one report; `declared` is what the source declares as its title.
pub(crate) fn find<'a>(declared: Option<&'a str>, lines: impl Iterator<Item = &'a str>) -> DraftHeader {
    let lines: Vec<&str> = declared.into_iter().chain(lines).collect();
    // Most lines are cells of a table. Only those that can name a report or a day are looked at, and the one above.
    let can_matter = |line: &&str| line.len() > 6 && line.contains(['年', '报', '期', '间']);
    let needed = |at: usize| lines.get(at..at + 2).or(lines.get(at..)).is_some_and(|two| two.iter().any(can_matter));
    let lines: Vec<String> =
        (0..lines.len()).map(|at| if needed(at) { squeeze(lines[at]) } else { String::new() }).collect();
    let title = title_in(&lines);
    let two = |pair: &[String]| {
        let year = pair.iter().any(|line| line.contains('年'));
        year.then(|| date::period(&pair.concat())).flatten()
    };
    let period = lines.iter().find_map(|line| date::period(line)).or_else(|| lines.windows(2).find_map(two));
    let year = title.year.or_else(|| period.map(|period| period.start().year()));
    let year = year.and_then(|year| u16::try_from(year).ok()).and_then(|year| ReportYear::new(year).ok());
    DraftHeader {
        organ: (!title.organ.is_empty()).then_some(title.organ),
        year,
        period,
        published: lines.iter().find_map(|line| date::published(line)),
        ..DraftHeader::default()
    }
}

/// Whether the text of a cell is looked at as the lines are: a workbook has its title in one.
pub(crate) fn may_be_in_cell(text: &str) -> bool {
    text.contains("报告")
}

/// Whether a line names a report, so that a report begins with it.
pub(super) fn is_title(line: &str) -> bool {
    title::is_title(&squeeze(line))
}

/// Without white space, in narrow forms; of a long line, its beginning.
fn squeeze(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).map(narrow).take(400).collect()
}

/// The first title that names an organ and a year, or else what the titles before say of either.
fn title_in(lines: &[String]) -> Title {
    let mut best: Option<Title> = None;
    for (i, line) in lines.iter().enumerate().take(400) {
        // A title may be set on two lines, broken anywhere: `某市政府信息公开` / `工作年度报告`.
        let next = lines.get(i + 1).map_or("", String::as_str);
        let two = || format!("{line}{next}");
        if !line.contains('报') && !next.contains('报') {
            continue;
        }
        let Some(before) = title::before_end(line).or_else(|| {
            let before = title::before_end(&two())?;
            (before.len() < line.len() && title::before_end(next).is_none()).then_some(before)
        }) else {
            continue;
        };
        let mut title = Title::of(&before);
        if title.organ.is_empty()
            && let Some(above) = i.checked_sub(1).and_then(|above| lines.get(above))
        {
            title.organ = title::organ(above);
        }
        if title.year.is_some() && !title.organ.is_empty() {
            return title;
        }
        let better = best.as_ref().is_none_or(|known| {
            known.organ.is_empty() && !title.organ.is_empty() || known.year.is_none() && title.year.is_some()
        });
        if better {
            best = Some(title);
        }
    }
    best.unwrap_or_default()
}
