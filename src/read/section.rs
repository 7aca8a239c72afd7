//! The sections of text, and whether all six are there in order.

use super::scan::Section;
use super::segment::Segments;
use crate::draft::{Draft, Notice, NoticeKind, Source};

/// What may stand on a heading's line behind the words that tell it.
const TAILS: &[&str] = &[
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

/// Fills in the narrative from the sections of one report, and notices sections that are absent or out of order.
pub(super) fn fill(draft: &mut Draft, sections: &[Section], segments: &Segments<'_>, end: usize) {
    for (i, section) in sections.iter().enumerate() {
        let text = match section.number {
            1 => &mut draft.narrative.overview,
            5 => &mut draft.narrative.problems,
            6 => &mut draft.narrative.other,
            _ => continue,
        };
        if text.is_empty() {
            *text = between(section, sections.get(i + 1), segments, end);
        }
    }
    notice(draft, sections);
}

/// The text behind a heading, up to the next heading or the end of the report. Tables are left out.
fn between(section: &Section, next: Option<&Section>, segments: &Segments<'_>, end: usize) -> String {
    let last = next.map_or(end, |next| next.segment + 1).min(segments.list.len());
    let mut lines = Vec::new();
    for number in section.segment..last {
        let Some(segment) = segments.list.get(number) else { break };
        if segment.slot.is_some() {
            continue;
        }
        let from = if number == section.segment { section.end } else { 0 };
        let to = next.filter(|next| next.segment == number).map_or(segment.text.len(), |next| next.begin);
        let text = segment.text.get(from..to).unwrap_or_default().trim();
        let text = if number == section.segment { behind_heading(text) } else { text };
        if !text.is_empty() {
            lines.push(text);
        }
    }
    lines.join("\n")
}

/// What follows the rest of a heading on its line.
fn behind_heading(rest: &str) -> &str {
    let mut rest = rest.trim_start();
    while let Some(shorter) = TAILS.iter().find_map(|tail| rest.strip_prefix(tail)) {
        rest = shorter.trim_start();
    }
    // A heading in other words: what is left of a short line is part of it.
    if rest.chars().count() < 20 && !rest.contains(['。', '，', '；']) { "" } else { rest }
}

/// Nothing is said of a page without headings: it may be a table alone.
fn notice(draft: &mut Draft, sections: &[Section]) {
    if sections.len() < 2 {
        return;
    }
    for number in 1..=6 {
        if sections.iter().all(|section| section.number != number) {
            let kind = NoticeKind::Section { number, absent: true };
            draft.add_notice(Notice::new(kind, "", Source::default()));
        }
    }
    let mut highest = 0;
    for section in sections {
        if section.number < highest {
            let kind = NoticeKind::Section { number: section.number, absent: false };
            draft.add_notice(Notice::new(kind, "", section.at));
        }
        highest = highest.max(section.number);
    }
}
