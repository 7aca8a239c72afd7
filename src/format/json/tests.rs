//! The bytes of one draft and one report, which are the same whatever features this crate, `serde_json` and `rust_decimal`
//! are built with. A change here is a change of the format.

use crate::draft::{Notice, NoticeKind, Origin, Run, Source};
use crate::form::Edition;
use crate::format::json::{from_str, to_string};
use crate::quantity::{Money, MoneyUnit, Number};
use crate::report::{Period, Report, ReportYear, Scope};
use crate::{Cell, Draft};

const DRAFT: &str = include_str!("../../../tests/fixtures/envelope/draft-2019.json");
const REPORT: &str = include_str!("../../../tests/fixtures/envelope/report-2021.json");

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

/// Every state, origin and unit, both bounds and what is beyond, fractions, a run with such a reading, every notice.
fn draft() -> Draft {
    let mut draft = Draft::blank(Edition::Trial2019);
    draft.header.organ = Some("某市\"某\"局\n\u{1f}🈚".into());
    draft.header.credit_code = "91350100M000100Y43".parse().ok();
    draft.header.division_code = "320800001".parse().ok();
    draft.header.scope = Some(Scope::Region);
    draft.header.year = ReportYear::new(2020).ok();
    draft.header.period = Some(Period::of_year(ReportYear::new(2020).unwrap()));
    draft.header.published = Some(jiff::civil::date(2021, 1, 29));
    draft.narrative.overview = "一、总体情况\t“引号”\\\u{2028}".into();
    let at = Source { page: Some(2), table: Some(3), row: Some(4), cell: Some(5), ..Source::at_line(7, 9) };
    for (id, cell) in [
        ("proactive.regulations.made", Number::from(crate::Count::MAX).into()),
        ("proactive.regulations.disclosed", number("-9007199254740991").into()),
        ("proactive.regulations.total_disclosed", number("3.50").into()),
        ("proactive.normative_documents.made", number("0.0000000001").into()),
        ("proactive.normative_documents.disclosed", Cell::unreadable("9007199254740992")),
        ("proactive.normative_documents.total_disclosed", Cell::missing()),
        ("proactive.licensing.items_last_year", Cell::from(22_u32).with_note("其中修订16件").with_source(at)),
        ("proactive.licensing.change", number("-417").into()),
        ("proactive.licensing.decisions", number("-0").into()),
        ("proactive.other_services.change", number("1000").into()),
        ("proactive.penalties.change", number("12.0").into()),
        ("proactive.fees.items_last_year", Cell::dash("——").with_origin(Origin::Read)),
        ("proactive.fees.change", Cell::unreadable("见附件").with_source(Source::at_line(1, 1))),
        ("proactive.procurement.purchases", Cell::from(3_u32).with_origin(Origin::Imputed)),
        ("proactive.procurement.amount", Money::new(number("5949.088667"), Some(MoneyUnit::Yuan)).into()),
        ("requests.received.natural_person", Cell::from(1_u32).with_origin(Origin::Repaired)),
        ("requests.received.total", Cell::blank().with_origin(Origin::Read)),
    ] {
        draft.set(id.parse().unwrap(), cell).unwrap();
    }
    let cells = ["upheld", "corrected"].map(|column| format!("review.{column}").parse().unwrap());
    let readings = [["27", "0.5"], ["2", "70000000000000000000000000000"], ["0", "-9007199254740992"]];
    let readings = readings.map(|reading| reading.map(number).to_vec());
    draft.add_run(Run::new(cells.into(), readings.into(), "270").unwrap().with_source(at)).unwrap();
    let row = "requests.total".parse().unwrap();
    for kind in [
        NoticeKind::Label { row, official: "（七）总计".into() },
        NoticeKind::Edition { row },
        NoticeKind::Section { number: 5, absent: true },
        NoticeKind::Stray,
    ] {
        draft.add_notice(Notice::new(kind, "合计", at));
    }
    draft
}

/// A report with an amount that has many decimals, and one row of table 3.
fn report() -> Report {
    let mut draft = Draft::blank(Edition::Revised2021);
    draft.header.organ = Some("某局".into());
    draft.header.year = ReportYear::new(2024).ok();
    for (id, value) in [
        ("proactive.regulations.in_force", "9007199254740991"),
        ("proactive.fees.amount", "1234567890123456789.0123456700"),
        ("requests.received.natural_person", "34"),
        ("requests.granted.natural_person", "34"),
        ("requests.received.total", "34"),
        ("requests.granted.total", "34"),
        ("requests.total.natural_person", "34"),
        ("requests.total.total", "34"),
    ] {
        draft.set(id.parse().unwrap(), number(value)).unwrap();
    }
    draft.blanks_as_zero();
    draft.try_into().unwrap()
}

#[test]
fn the_bytes_of_a_draft_are_pinned() {
    let draft = draft();
    assert_eq!(to_string(&draft), DRAFT.trim_end());
    assert_eq!(from_str::<Draft>(DRAFT).unwrap(), draft);
}

#[test]
fn the_bytes_of_a_report_are_pinned() {
    let report = report();
    assert_eq!(to_string(&report), REPORT.trim_end());
    assert_eq!(from_str::<Report>(REPORT).unwrap(), report);
    // By other ways of serde, which have number types of their own.
    let value = serde_json::to_value(&report).unwrap();
    assert_eq!(serde_json::from_value::<Report>(value).unwrap(), report);
}
