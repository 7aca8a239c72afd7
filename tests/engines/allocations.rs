//! What the core allocates: nothing where all is well.

use allocation_counter::{AllocationInfo, measure};
use disclosure_report::{CheckedDraft, Draft, Report, Rules};

use crate::support::{cell, reading};

fn allocated(f: impl FnOnce()) -> AllocationInfo {
    measure(f)
}

/// 淮安 2024, entered.
fn clean() -> Draft {
    Draft::from(Report::try_from(reading("huaian-2024.html").draft).unwrap())
}

#[test]
fn a_clean_check_allocates_nothing() {
    let draft = clean();
    let info = allocated(|| assert!(draft.check().is_empty()));
    assert_eq!((info.count_total, info.bytes_total), (0, 0));
    // Places in a source cost nothing either.
    let read = reading("huaian-2024.html").draft;
    let info = allocated(|| assert!(read.check().is_empty()));
    assert_eq!((info.count_total, info.bytes_total), (0, 0));
}

#[test]
fn an_entry_that_agrees_allocates_nothing() {
    let mut form = CheckedDraft::new(clean(), Rules::default());
    let id = cell("requests.granted.natural_person");
    let value = form.draft().number(id).unwrap();
    let info = allocated(|| assert!(form.set(id, value).unwrap().is_empty()));
    assert_eq!((info.count_total, info.bytes_total), (0, 0));
}

#[test]
fn a_wrong_cell_takes_a_few_allocations() {
    let mut draft = clean();
    draft.set(cell("requests.granted.natural_person"), 1).unwrap();
    let info = allocated(|| assert_eq!(draft.check().errors().count(), 2));
    // The list, and the cells of two sums.
    assert!(info.count_total <= 4, "{info:?}");
}

#[test]
fn a_draft_takes_less_than_four_kilobytes() {
    let report = Report::try_from(reading("huaian-2024.html").draft).unwrap();
    let bare = Draft::new(report.edition());
    let narrative = allocated(|| drop(report.narrative().clone())).bytes_total;
    let mut made = bare.clone();
    let info = allocated(|| made = Draft::from(&report));
    let size = u64::try_from(size_of::<Draft>()).unwrap() + info.bytes_max - narrative;
    assert!(size <= 4_000, "{size} bytes");
}
