//! Markdown written and read back.

use disclosure_report::draft::{AsDraft, Losses};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::{Cell, Draft, Edition, State, markdown};

use crate::print::print_contract;
use crate::support::{cell, entered, set};

fn written(draft: &impl AsDraft) -> (Vec<u8>, Losses) {
    let mut text = Vec::new();
    let losses = markdown::write(&mut text, draft).unwrap();
    (text, losses)
}

fn text(draft: &impl AsDraft) -> (String, Losses) {
    let (text, losses) = written(draft);
    (String::from_utf8(text).unwrap(), losses)
}

fn read_back(text: &str) -> Draft {
    read::any(text.as_bytes(), &ReadOptions::default()).unwrap().draft
}

print_contract!(written, 64);

#[test]
fn what_markdown_would_take_for_its_own_is_escaped() {
    let mut draft = entered(Edition::Revised2021);
    draft.header.organ = Some("某*局|<b>&amp;".into());
    draft.narrative.overview =
        "# 一级\n- 项\n1. 项\n> 引\n+ 项\n=== \\ `码` ~~删~~ $x$ [链](a) ｜竖│线| <script>".into();
    set(&mut draft, "review.upheld", Cell::from(3u32).with_note("a|b<c>\\`*_&#124;"));
    set(&mut draft, "review.total", Cell::unreadable("见|附件\n<二>"));
    let (text, losses) = text(&draft);
    let read = read_back(&text);
    assert_eq!(read.narrative, draft.narrative);
    for id in ["review.upheld", "review.total"] {
        assert_eq!(read.cell(cell(id)).unwrap().state, draft.cell(cell(id)).unwrap().state, "{text}");
    }
    assert_eq!(losses.to_string(), "header.organ");
    for raw in ["\n# 一级", "\n- 项", "<script", "<b>", "[链]", "a|b"] {
        assert!(!text.contains(raw), "{raw}\n{text}");
    }
}

#[test]
fn text_that_reads_otherwise_is_told() {
    let mut draft = entered(Edition::Revised2021);
    draft.narrative.overview = "- 1 -\n- 2 -".into();
    draft.narrative.other = "五、存在的主要问题".into();
    set(&mut draft, "review.upheld", Cell::unreadable("12"));
    set(&mut draft, "review.other", Cell::missing());
    let (text, losses) = text(&draft);
    let told: Vec<_> = losses.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "narrative.overview as it is",
            "narrative.other as it is",
            "the text in place of a number: review.upheld",
            "that the page has no such row: review.other",
        ]
    );
    let read = read_back(&text);
    assert_eq!(read.cell(cell("review.upheld")).unwrap().state, State::Unreadable("？（12）"));
    assert_eq!(read.cell(cell("review.other")).unwrap().state, State::Blank);
}
