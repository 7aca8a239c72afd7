//! What a reader makes of the text around the tables. The writers for print ask it before they say what they carry.

use super::scan::{self, Section};
use super::section;
use super::segment::Segments;
use crate::draft::Source;
use crate::report::Narrative;
use crate::source::block::{Block, Document, Text};

/// The sections of text in lines without tables. A section is empty if a part of it would be read as one of the tables.
pub(crate) fn narrative(lines: impl Iterator<Item = String>) -> Narrative {
    let paragraph = |text| Block::Paragraph(Text { text, at: Source::default() });
    let document = Document { blocks: lines.map(paragraph).collect(), ..Document::default() };
    let segments = Segments::of(&document);
    let scan = scan::scan(&segments);
    let mut narrative = section::narrative(&scan.sections, &segments, segments.list.len());
    for record in &scan.records {
        let begun = |section: &&Section| section.segment <= record.segment;
        match scan.sections.iter().rev().find(begun).map(|section| section.number) {
            Some(1) => narrative.overview.clear(),
            Some(5) => narrative.problems.clear(),
            Some(6) => narrative.other.clear(),
            _ => {}
        }
    }
    narrative
}
