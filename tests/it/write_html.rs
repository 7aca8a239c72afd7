//! Pages written and read back.

use disclosure_report::read::{self, ReadOptions};
use disclosure_report::write::html::{self, Options};
use disclosure_report::{AsDraft, Draft, Report};
use proptest::prelude::*;

use crate::drafts::any_draft;
use crate::print::{carried_by_print, invented};
use crate::strategies::{cases, report};

fn page(draft: &impl AsDraft) -> String {
    let mut page = Vec::new();
    html::form(&mut page, draft, &Options::default()).unwrap();
    String::from_utf8(page).unwrap()
}

fn read_back(page: &str) -> Draft {
    read::any(page.as_bytes(), &ReadOptions::default()).unwrap().draft
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_a_page_carries_reads_back_equal(draft in carried_by_print()) {
        let page = page(&draft);
        prop_assert_eq!(read_back(&page).without_sources(), draft, "{}", page);
    }

    #[test]
    fn a_report_survives(report in report()) {
        let read = Report::try_from(read_back(&page(&report))).unwrap();
        let carried = report.header().clone().with_credit_code(None).with_division_code(None).with_scope(None);
        prop_assert_eq!(read.header(), &carried);
        prop_assert_eq!(read.narrative(), report.narrative());
        prop_assert!(read.cells().eq(report.cells()));
    }

    #[test]
    fn nothing_reads_back_as_another_number(draft in any_draft()) {
        let page = page(&draft);
        if let Ok(reading) = read::any(page.as_bytes(), &ReadOptions::default()) {
            let wrong = invented(&draft, &reading.draft);
            prop_assert!(wrong.is_empty(), "{:?}\n{}", wrong, page);
        }
    }
}
