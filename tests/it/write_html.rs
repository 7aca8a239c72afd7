//! Pages written and read back. (`tests/engines` has what another parser makes of them.)

use disclosure_report::check::Waiver;
use disclosure_report::draft::{AsDraft, Losses};
use disclosure_report::html::{self, Options};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::{Cell, Draft, Edition, Rules, Waivers, repair};
use proptest::prelude::*;

use crate::print::{carried_by_print, on_paper, print_contract, tells_what_is_lost};
use crate::strategies::cases;
use crate::support::{cell, set, zeros};

fn written(draft: &impl AsDraft) -> (Vec<u8>, Losses) {
    let mut page = Vec::new();
    let losses = html::write(&mut page, draft, &Options::default()).unwrap();
    (page, losses)
}

fn audit(draft: &Draft, options: &Options) -> String {
    let mut page = Vec::new();
    html::audit(&mut page, draft, &draft.check(), &repair::suggest(draft), options).unwrap();
    String::from_utf8(page).unwrap()
}

fn read_back(page: &str) -> Draft {
    read::any(page.as_bytes(), &ReadOptions::default()).unwrap().draft
}

print_contract!(written, 64);

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn an_audit_sheet_reads_back_as_the_form(draft in carried_by_print()) {
        let sheet = audit(&draft, &Options::default());
        prop_assert_eq!(read_back(&sheet).without_sources(), draft, "{}", sheet);
    }

    #[test]
    fn an_audit_sheet_loses_what_it_tells(draft in on_paper()) {
        let mut sheet = Vec::new();
        let losses = html::audit(&mut sheet, &draft, &draft.check(), &repair::suggest(&draft), &Options::default()).unwrap();
        tells_what_is_lost(&draft, (sheet, losses))?;
    }
}

#[test]
fn control_characters_are_shown_and_told() {
    let mut draft = zeros(Edition::Revised2021);
    draft.narrative.other = "一\0二\u{1b}三\u{202e}四".into();
    set(&mut draft, "review.upheld", Cell::unreadable("a\u{7}b"));
    let (page, losses) = written(&draft);
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("一\u{fffd}二\u{fffd}三\u{fffd}四") && page.contains("a\u{fffd}b"));
    assert!(losses.iter().any(|loss| loss.to_string() == "narrative.other as it is"), "{losses}");
    assert!(losses.iter().any(|loss| loss.to_string() == "the text in place of a number: review.upheld"), "{losses}");
}

/// What is not stated may be any count: no one number is what the sides are apart.
#[test]
fn a_side_that_can_be_several_numbers_is_shown_as_such() {
    let mut draft = zeros(Edition::Revised2021);
    set(&mut draft, "review.upheld", Cell::unreadable("?"));
    set(&mut draft, "review.corrected", 7);
    let mut page = Vec::new();
    html::audit(&mut page, &draft, &draft.check(), &[], &Options::default()).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("≥ 7\u{2009}≠\u{2009}0"));
    assert!(!page.contains("差+7"));
}

#[test]
fn waived_findings_are_shown_as_waived() {
    let mut draft = zeros(Edition::Revised2021);
    set(&mut draft, "review.upheld", 5u32);
    let waiver = Waiver::of(draft.check().errors().next().unwrap(), "<已说明>");
    let rules = Rules::default().with_waivers([waiver].into_iter().collect::<Waivers>());
    let mut page = Vec::new();
    html::audit(&mut page, &draft, &draft.check_with(&rules), &[], &Options::default()).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("◇") && page.contains("（已豁免）") && page.contains("&lt;已说明&gt;"));
    assert_eq!(cell("review.total").as_str(), "review.total");
}
