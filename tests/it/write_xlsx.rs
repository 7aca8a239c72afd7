//! Workbooks written and read back.

use std::io::Write as _;

use disclosure_report::draft::{AsDraft, Losses, Origin};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::report::ReportYear;
use disclosure_report::strategies::{any_draft, report};
use disclosure_report::{Cell, Draft, Edition, Narrative, State, repair, xlsx};
use proptest::prelude::*;

use crate::print::{print_contract, tells_what_is_lost};
use crate::strategies::{cases, sample};
use crate::support::cell;

fn written(draft: &impl AsDraft) -> (Vec<u8>, Losses) {
    let mut workbook = Vec::new();
    let losses = xlsx::write(&mut workbook, draft).unwrap();
    (workbook, losses)
}

fn workbook(draft: &impl AsDraft) -> Vec<u8> {
    written(draft).0
}

fn read_back(workbook: &[u8]) -> Draft {
    read::any(workbook, &ReadOptions::default()).unwrap().draft.without_sources()
}

/// The text of a part of the package.
fn part(workbook: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

fn formulas(workbook: &[u8], sheet: u8) -> Vec<String> {
    let sheet = part(workbook, &format!("xl/worksheets/sheet{sheet}.xml"));
    sheet.split("<f>").skip(1).map(|rest| rest.split("</f>").next().unwrap().to_owned()).collect()
}

fn sums(workbook: &[u8]) -> usize {
    (1..=6).flat_map(|sheet| formulas(workbook, sheet)).filter(|formula| formula.starts_with("SUM(")).count()
}

print_contract!(written, 48);

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn every_total_of_a_report_is_live(report in report()) {
        let edition = report.edition();
        let totals = edition.cells().iter().filter(|cell| edition.relations().iter().any(|r| r.total() == Some(**cell)));
        prop_assert_eq!(sums(&workbook(&report)), totals.count());
    }

    #[test]
    fn with_findings_it_reads_back_as_the_form_alone(draft in any_draft()) {
        let mut file = Vec::new();
        let losses = xlsx::with_findings(&mut file, &draft, &draft.check(), &repair::suggest(&draft)).unwrap();
        prop_assert_eq!(read_back(&file), read_back(&workbook(&draft)));
        tells_what_is_lost(&draft, (file, losses))?;
    }
}

#[test]
fn a_published_total_that_is_not_the_sum_stays_as_it_is() {
    let report = sample(&report(), 1).remove(0);
    let mut draft = Draft::from(&report);
    let all = sums(&workbook(&draft));
    let total = cell("requests.granted.total");
    draft.set(total, 77_777u32).unwrap();
    let workbook = workbook(&draft);
    assert_eq!(read_back(&workbook).number(total), Some(77_777.into()));
    // The column of totals does not add up to the total of totals either, but that is the sum of its row.
    assert_eq!(sums(&workbook), all - 1);
    let marks = part(&workbook, "xl/worksheets/sheet3.xml");
    assert_eq!(marks.matches("<v>✗ 相差").count(), 4, "two relations, and what is said of their kinds");
}

#[test]
fn no_text_becomes_a_formula() {
    let mut draft = Draft::blank(Edition::Revised2021);
    draft.header.organ = Some("=cmd|' /C calc'!A0".into());
    draft.narrative.overview = "=1+1\n+2\n@SUM(A1)\n-3".into();
    draft.set(cell("review.other"), Cell::from(2u32).with_note("=HYPERLINK(\"x\")")).unwrap();
    draft.set(cell("review.pending"), Cell::unreadable("=1+1")).unwrap();
    let workbook = workbook(&draft);
    let mine = |formula: &String| ["SUM(", "IF("].iter().any(|start| formula.contains(start));
    assert!(
        (1..=6).flat_map(|sheet| formulas(&workbook, sheet)).all(|formula| mine(&formula) && !formula.contains("cmd"))
    );
    let read = read_back(&workbook);
    assert_eq!(read.narrative.overview, draft.narrative.overview);
    assert_eq!(read.cell(cell("review.other")).unwrap().note(), Some("=HYPERLINK(\"x\")"));
    assert_eq!(read.cell(cell("review.pending")).unwrap().state, State::Unreadable("=1+1"));
}

#[test]
fn text_that_xml_or_a_cell_can_not_hold() {
    let mut draft = Draft::blank(Edition::Revised2021);
    draft.header.organ = Some("淮安市人民政府".into());
    draft.header.year = Some(ReportYear::new(2024).unwrap());
    draft.narrative.overview = "编号_x0041_、_x005F_与\u{fffd}。".into();
    assert_eq!(read_back(&workbook(&draft)).narrative.overview, draft.narrative.overview);

    // No character, and no part of XML: it shows as U+FFFD, and that is said.
    draft.narrative.overview = "与\u{fffe}。".into();
    assert_eq!(xlsx::write(Vec::new(), &draft).unwrap().to_string(), "narrative.overview as it is");
    assert_eq!(read_back(&workbook(&draft)).narrative.overview, "与\u{fffd}。");

    let long = "文".repeat(70_000);
    let mut narrative = Narrative::default();
    (narrative.overview, narrative.problems) = (long, "一\u{1}二".to_owned());
    draft.narrative = narrative;
    let mut workbook = Vec::new();
    let losses = xlsx::write(&mut workbook, &draft).unwrap();
    assert!(!losses.is_empty());
    let read = read_back(&workbook);
    assert_eq!(read.narrative.overview.replace('\n', ""), draft.narrative.overview);
    assert_eq!(read.narrative.problems, "一\u{fffd}二");
}

#[test]
fn a_blank_form_is_blank() {
    for edition in Edition::ALL {
        let mut blank = Vec::new();
        xlsx::blank(&mut blank, *edition).unwrap();
        let draft = read_back(&blank);
        assert_eq!(draft.edition(), *edition);
        let read = |cell: Cell<&str>| cell.state == State::Blank && cell.origin == Origin::Read;
        assert!(draft.cells().all(|(_, cell)| read(cell)));
        assert_eq!((&draft.header.organ, draft.header.year), (&None, None));
        assert!(draft.notices().is_empty());
        let mut again = Vec::new();
        xlsx::blank(&mut again, *edition).unwrap();
        assert!(blank == again);
    }
}

/// The workbook with other content in some cells of some parts: what a clerk types, and the results of formulas.
fn retyped(workbook: &[u8], changes: &[(&str, &str, &str)]) -> Vec<u8> {
    let names: Vec<String> =
        zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap().file_names().flatten().map(Into::into).collect();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in names {
        let mut text = part(workbook, &name);
        for (_, cell, content) in changes.iter().filter(|(part, _, _)| name.ends_with(part)) {
            let start = text.find(&format!("<c r=\"{cell}\"")).unwrap();
            let end =
                start + text[start..].find("/>").unwrap().min(text[start..].find("</c>").unwrap_or(usize::MAX)) + 2;
            let end = if text[..end].ends_with("/>") { end } else { end + 2 };
            text.replace_range(start..end, &format!("<c r=\"{cell}\" {content}</c>"));
        }
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_form_that_was_filled_in_is_read() {
    let mut blank = Vec::new();
    xlsx::blank(&mut blank, Edition::Revised2021).unwrap();
    let organ = "t=\"inlineStr\"><is><t>淮安市人民政府</t></is>";
    let title = "t=\"str\"><f>A4</f><v>淮安市人民政府2024年政府信息公开工作年度报告</v>";
    let text = "t=\"inlineStr\"><is><t>本年度受理申请13件。</t></is>";
    let filled = retyped(
        &blank,
        &[
            ("sheet1.xml", "A4", organ),
            ("sheet1.xml", "A6", "><v>2024</v>"),
            ("sheet1.xml", "A1", title),
            ("sheet1.xml", "A9", text),
            ("sheet3.xml", "D6", "><v>13</v>"),
            ("sheet3.xml", "J6", "><f>IF(COUNT(D6:I6)=0,\"\",SUM(D6:I6))</f><v>13</v>"),
            ("sheet3.xml", "L6", "t=\"str\"><f>A1</f><v>✓ 相符</v>"),
        ],
    );
    let draft = read_back(&filled);
    assert_eq!(draft.header.organ.as_deref(), Some("淮安市人民政府"));
    assert_eq!(draft.header.year, Some(ReportYear::new(2024).unwrap()));
    assert_eq!(draft.narrative.overview, "本年度受理申请13件。");
    let numbers: Vec<_> = draft.cells().filter_map(|(id, cell)| Some((id.as_str(), cell.number()?))).collect();
    assert_eq!(numbers, [("requests.received.natural_person", 13.into()), ("requests.received.total", 13.into())]);
    assert!(draft.notices().is_empty());
}
