//! The numbers of printed pages: `- 5 -`, `5/7`, `第5页，共7页`.

use super::is_dash;

/// The text before a page number at the end of a line, and the number: `…… - 5 -`, with a dash on each side.
pub(crate) fn at_end(line: &str) -> Option<(&str, u32)> {
    let rest = line.trim_end().strip_suffix(is_around)?.trim_end();
    let before = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = rest.get(before.len()..).filter(|digits| is_number(digits))?;
    Some((before.trim_end().strip_suffix(is_around)?, digits.parse().ok()?))
}

/// Whether a line holds nothing but a page number. Digits alone are one only if they number this very page.
#[cfg(feature = "pdf")]
pub(crate) fn is_page_number(line: &str, page: usize) -> bool {
    let line: String = line.chars().map(super::narrow).collect();
    let line = line.trim();
    let inner = line.trim_matches(|c: char| is_around(c) || c.is_whitespace());
    if is_number(inner) {
        return line.starts_with(is_around) && line.ends_with(is_around) || line == inner && inner.parse() == Ok(page);
    }
    let packed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some((page, pages)) = packed.split_once('/') {
        return is_number(page) && is_number(pages);
    }
    let Some((page, rest)) = packed.strip_prefix('第').and_then(|rest| rest.split_once('页')) else { return false };
    let total = rest.trim_matches(|c: char| ",/()".contains(c));
    let total = total.strip_prefix('共').and_then(|total| total.strip_suffix('页'));
    is_number(page) && (rest.is_empty() || total.is_some_and(is_number))
}

/// What is drawn on both sides of a page number.
fn is_around(c: char) -> bool {
    is_dash(c) || matches!(c, '一' | '·' | '~')
}

/// No report has a thousand pages.
fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::at_end;

    #[test]
    fn a_page_number_ends_a_line() {
        assert_eq!(at_end("某局— 5 —  "), Some(("某局", 5)));
        assert_eq!(at_end("- 12 -"), Some(("", 12)));
        for line in ["", "5", "5 -", "-5", "- -", "- 1234 -", "|- 5 -|"] {
            assert_eq!(at_end(line), None, "{line}");
        }
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn page_numbers_are_told_from_figures() {
        use super::is_page_number;

        for line in ["- 5 -", "— 5 —", "-5-", "－ ５ －", "5", "第5页", "第 5 页 共 7 页", "5/7", "第5页，共7页"]
        {
            assert!(is_page_number(line, 5), "{line}");
        }
        for line in ["6", "-5", "5 -- 6", "第五条", "12345", "5件", "总计  5", "", "第5页的表"] {
            assert!(!is_page_number(line, 5), "{line}");
        }
    }
}
