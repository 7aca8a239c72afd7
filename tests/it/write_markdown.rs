//! Markdown written and read back.

use disclosure_report::draft::{AsDraft, Losses};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::{Cell, Draft, Edition, Report, State, markdown};
use proptest::prelude::*;

use crate::drafts::any_draft;
use crate::print::{as_read, carried_by_print, invented};
use crate::strategies::{cases, report};
use crate::support::{cell, reading, set, zeros};

/// A form with a header and 0 in every cell, as entered.
fn entered(edition: Edition) -> Draft {
    let mut draft = zeros(edition);
    for id in edition.cells() {
        draft.set(*id, 0u32).unwrap();
    }
    draft
}

fn text(draft: &impl AsDraft) -> (String, Losses) {
    let mut text = Vec::new();
    let losses = markdown::write(&mut text, draft).unwrap();
    (String::from_utf8(text).unwrap(), losses)
}

fn read_back(text: &str) -> Draft {
    read::any(text.as_bytes(), &ReadOptions::default()).unwrap().draft
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_markdown_carries_reads_back_equal(draft in carried_by_print()) {
        let (text, losses) = text(&draft);
        prop_assert!(losses.is_empty(), "{}", losses);
        prop_assert_eq!(read_back(&text).without_sources(), draft, "{}", text);
    }

    #[test]
    fn a_report_survives(report in report()) {
        let read = Report::try_from(read_back(&text(&report).0)).unwrap();
        let carried = report.header().clone().with_credit_code(None).with_division_code(None).with_scope(None);
        prop_assert_eq!(read.header(), &carried);
        prop_assert_eq!(read.narrative(), report.narrative());
        prop_assert!(read.cells().eq(report.cells()));
    }

    #[test]
    fn nothing_reads_back_as_another_number(draft in any_draft()) {
        let (text, losses) = text(&draft);
        if let Ok(reading) = read::any(text.as_bytes(), &ReadOptions::default()) {
            let wrong = invented(&draft, &reading.draft);
            prop_assert!(wrong.is_empty(), "{:?}\n{}", wrong, text);
            if losses.is_empty() {
                prop_assert_eq!(reading.draft.without_sources(), as_read(&draft));
            }
        }
    }
}

/// 洪泽 2023 has no rows for two of the outcomes: they have no fields, and are missing again when read.
#[test]
fn published_reports_read_back_equal() {
    for name in ["huaian-2024.html", "hongze-2023.html", "shanghai-general-office-2019.html"] {
        let mut draft = Draft::new(reading(name).draft.edition());
        let read = reading(name).draft;
        (draft.header, draft.narrative) = (read.header.clone(), read.narrative.clone());
        for (id, cell) in read.cells() {
            draft.set(id, cell.clone()).unwrap();
        }
        let (text, losses) = text(&draft);
        assert!(losses.is_empty(), "{losses}");
        assert_eq!(read_back(&text).without_sources(), draft.without_sources(), "{text}");
    }
}

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
    assert_eq!(read.cell(cell("review.upheld")).unwrap().state, State::Unreadable("？（12）".into()));
    assert_eq!(read.cell(cell("review.other")).unwrap().state, State::Blank);
}
