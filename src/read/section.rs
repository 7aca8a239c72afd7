//! The sections of text, and whether all six are there in order.

use super::scan::Section;
use super::segment::Segments;
use crate::draft::{Draft, Notice, NoticeKind, Source};
use crate::report::Narrative;
use crate::wording::section::text_after_heading;

/// The text of one report's sections.
pub(super) fn narrative(sections: &[Section], segments: &Segments<'_>, end: usize) -> Narrative {
    let mut narrative = Narrative::default();
    for (i, section) in sections.iter().enumerate() {
        let text = match section.number {
            1 => &mut narrative.overview,
            5 => &mut narrative.problems,
            6 => &mut narrative.other,
            _ => continue,
        };
        if text.is_empty() {
            *text = between(section, sections.get(i + 1), segments, end);
        }
    }
    narrative
}

/// The text after a heading, up to the next heading or the end of the report. Tables are left out.
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
        let text = if number == section.segment { text_after_heading(text) } else { text };
        if !text.is_empty() {
            lines.push(text);
        }
    }
    lines.join("\n")
}

/// Notices the sections that are absent or out of order. Nothing is noticed where there are no headings: the page may be a
/// table alone.
pub(super) fn notice(draft: &mut Draft, sections: &[Section]) {
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
