//! What Markdown writes in another way than it shows.

use super::is_rule;

/// Whether a text is Markdown: it has a heading with its marks, or the line under the head of a table.
pub(super) fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        let rule = |line: &str| line.trim_matches('|').split('|').all(is_rule);
        without_heading(line).0 > 0 || line.starts_with('|') && rule(line.trim_end())
    })
}

/// How many characters the marks of a heading take, and what follows them.
pub(super) fn without_heading(line: &str) -> (usize, &str) {
    let rest = line.trim_start_matches('#');
    let marks = line.len() - rest.len();
    match rest.strip_prefix(' ') {
        Some(rest) if (1..=6).contains(&marks) => (marks + 1, rest),
        _ => (0, line),
    }
}

/// Text with its breaks, and without what escapes a character.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&', '<']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let (c, len) = meant(from);
        plain.push(c);
        rest = from.get(len..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// The character that a text begins with, and how many bytes it takes to write it.
fn meant(text: &str) -> (char, usize) {
    for (written, c) in [
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&amp;", '&'),
        ("&quot;", '"'),
        ("&nbsp;", ' '),
        ("<br>", '\n'),
        ("<br/>", '\n'),
        ("<br />", '\n'),
    ] {
        if text.starts_with(written) {
            return (c, written.len());
        }
    }
    let mut chars = text.chars();
    let first = chars.next().unwrap_or_default();
    match chars.next() {
        Some(escaped) if first == '\\' && escaped.is_ascii_punctuation() => (escaped, 2),
        _ => reference(text).unwrap_or((first, first.len_utf8())),
    }
}

/// `&#124;`.
fn reference(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("&#")?;
    let end = digits.find(';').filter(|end| (1..=7).contains(end))?;
    let number: u32 = digits.get(..end)?.parse().ok()?;
    Some((char::from_u32(number).filter(|c| !c.is_control())?, end + 3))
}

#[cfg(test)]
mod tests {
    use super::{is_markdown, plain, without_heading};

    #[test]
    fn what_is_meant() {
        for (written, meant) in [
            ("1\\.属于国家秘密", "1.属于国家秘密"),
            ("a&#124;b &lt;c&gt; &amp;lt; \\\\", "a|b <c> &lt; \\"),
            ("a<br>b<b>&#xx;&#0;&", "a\nb<b>&#xx;&#0;&"),
            ("C:\\文件", "C:\\文件"),
        ] {
            assert_eq!(plain(written), meant);
        }
        assert_eq!(without_heading("## 二、"), (3, "二、"));
        assert_eq!(without_heading("#1"), (0, "#1"));
        assert!(is_markdown("a\n| --- | ---: |") && is_markdown("# a") && !is_markdown("a | b\n---"));
    }
}
