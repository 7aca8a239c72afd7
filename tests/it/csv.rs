//! Tables of comma-separated values, in both layouts: what is written reads back, and what is wrong is told.

use std::io::Read;

use disclosure_report::csv::{self, CsvError, Layout, Options, Reader, TidyWriter, WideWriter};
use disclosure_report::draft::{LossKind, Losses, Notice, NoticeKind, Origin, Run, Source};
use disclosure_report::form::{CellId, Edition};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::record::FaultKind;
use disclosure_report::strategies::{any_draft, hostile, report};
use disclosure_report::{Cell, Draft, Money, MoneyUnit, Number, Report, State};
use proptest::prelude::*;

use crate::print::{as_read, carried_by_print, invented};
use crate::strategies::{cases, sample};
use crate::support::{cell, entered, reading, set};

fn tidy(drafts: &[Draft]) -> Vec<u8> {
    let mut bytes = Vec::new();
    csv::tidy(&mut bytes, drafts, &Options::default()).unwrap();
    bytes
}

fn wide(drafts: &[Draft]) -> (Vec<u8>, Vec<Losses>) {
    let mut bytes = Vec::new();
    let losses = csv::wide(&mut bytes, drafts, &Options::default()).unwrap();
    (bytes, losses)
}

fn drafts(bytes: &[u8]) -> Vec<Draft> {
    Reader::new(bytes).unwrap().collect::<Result<_, _>>().unwrap()
}

fn errors(text: &str) -> Vec<CsvError> {
    match Reader::new(text.as_bytes()) {
        Ok(reader) => reader.filter_map(Result::err).collect(),
        Err(error) => vec![error],
    }
}

/// What is said of a table with one bad report, or with none.
fn said(text: &str) -> String {
    let errors = errors(text);
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors[0].to_string()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// A source that gives a byte at a time.
struct Drops<'a>(&'a [u8]);

impl Read for Drops<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = buffer.len().min(1);
        self.0.read(&mut buffer[..most])
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn any_draft_reads_back_from_cells(written in prop::collection::vec(any_draft(), 1..4)) {
        let expected: Vec<Draft> = written.iter().map(|draft| draft.clone().without_sources()).collect();
        let bytes = tidy(&written);
        prop_assert_eq!(&drafts(&bytes), &expected);
        let shown = |drafts: &[Draft]| drafts.iter().map(disclosure_report::json::to_string).collect::<Vec<_>>();
        prop_assert_eq!(shown(&drafts(&bytes)), shown(&expected));
    }

    #[test]
    fn any_report_survives_both_layouts(report in report()) {
        let mut bytes = Vec::new();
        csv::tidy(&mut bytes, [&report], &Options::default().with_byte_order_mark()).unwrap();
        prop_assert!(bytes.starts_with(b"\xEF\xBB\xBFreport,cell,"));
        prop_assert_eq!(&Report::try_from(drafts(&bytes).remove(0)).unwrap(), &report);
        bytes.clear();
        let losses = csv::wide(&mut bytes, std::slice::from_ref(&report), &Options::default()).unwrap();
        prop_assert!(losses[0].is_empty(), "{}", losses[0]);
        prop_assert_eq!(&Report::try_from(drafts(&bytes).remove(0)).unwrap(), &report);
    }

    #[test]
    fn what_print_carries_reads_back_from_a_line(carried in prop::collection::vec(carried_by_print(), 1..4)) {
        let (bytes, losses) = wide(&carried);
        prop_assert!(losses.iter().all(Losses::is_empty), "{:?}", losses);
        prop_assert_eq!(drafts(&bytes), carried);
    }

    /// What is told of a cell is just what does not read back, and no figure or blank appears from nowhere.
    #[test]
    fn losses_are_exact(written in any_draft()) {
        let (bytes, losses) = wide(std::slice::from_ref(&written));
        let read = drafts(&bytes).remove(0);
        let expected = as_read(&written);
        prop_assert_eq!(invented(&written, &read), vec![]);
        for ((id, read), (_, written)) in read.cells().zip(expected.cells()) {
            let lost = losses[0].iter().any(|loss| loss.cells.contains(&id));
            prop_assert_eq!(read == written, !lost, "{}: {:?} is read as {:?}", id, written, read);
            let blank = matches!(written.state, State::Blank | State::Missing);
            prop_assert_eq!(read.state == State::Blank, blank, "{}: {:?}", id, written);
        }
        prop_assert_eq!((&read.header, &read.narrative), (&expected.header, &expected.narrative));
        prop_assert_eq!(losses[0].is_empty(), read == expected);
    }

    #[test]
    fn bytes_are_never_the_end(bytes in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>()) {
        let good = [tidy(&[entered(Edition::Trial2019)]), wide(&[entered(Edition::Revised2021)]).0];
        for good in good {
            let at = at.index(good.len());
            for broken in [bytes.clone(), [&good[..at], &bytes, &good[at..]].concat(), good[..at].to_vec()] {
                if let Ok(reader) = Reader::new(&broken[..]) {
                    reader.for_each(drop);
                }
                if let Err(error) = read::all(&broken, &ReadOptions::default()) {
                    prop_assert!(!error.to_string().is_empty());
                }
            }
        }
    }

    /// No field but a number begins as a formula does.
    #[test]
    fn nothing_is_a_formula(draft in hostile()) {
        for bytes in [tidy(std::slice::from_ref(&draft)), wide(&[draft]).0] {
            for record in ::csv::Reader::from_reader(&bytes[..]).records() {
                for field in &record.unwrap() {
                    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && field.chars().count() > 1;
                    let numbers = field.split(';').all(|number| number.parse::<Number>().is_ok());
                    prop_assert!(!formula || numbers, "{field:?}");
                }
            }
        }
    }
}

#[test]
fn a_published_report_reads_back() {
    let draft = reading("shanghai-general-office-2019.html").draft;
    assert_eq!(drafts(&tidy(std::slice::from_ref(&draft))), [draft.clone().without_sources()]);
    let (bytes, losses) = wide(std::slice::from_ref(&draft));
    assert_eq!(drafts(&bytes)[0].check().verdict(), draft.check().verdict());
    assert!(losses[0].iter().all(|loss| loss.kind == LossKind::Notice), "{}", losses[0]);
}

#[test]
fn a_cell_a_line_as_it_looks() {
    let mut draft = entered(Edition::Revised2021);
    draft.narrative.problems = "第一段，\"二\"\n第三段".to_owned();
    set(&mut draft, "proactive.fees.amount", Cell::from(Money::new("5949.10".parse().unwrap(), Some(MoneyUnit::Yuan))));
    set(&mut draft, "review.upheld", Cell::from(22_u32).with_note("其中修订16件").with_origin(Origin::Read));
    set(&mut draft, "review.other", Cell::dash("-"));
    set(&mut draft, "review.pending", Cell::unreadable("=1"));
    set(&mut draft, "review.total", Cell::missing());
    let state_secret = "requests.refused.state_secret";
    let cells = ["natural_person", "commercial_enterprise"].map(|column| cell(&format!("{state_secret}.{column}")));
    let readings = [[6, 36], [63, 6]].map(|reading| reading.map(Number::from).to_vec()).to_vec();
    draft.add_run(Run::new(cells.to_vec(), readings, "636").unwrap()).unwrap();
    draft.add_notice(Notice::new(NoticeKind::Section { number: 5, absent: false }, "三、存在问题", Source::default()));
    let text = text(tidy(&[draft]));
    let group = "三、本年度办理结果/（三）不予公开/1.属于国家秘密";
    for line in [
        "report,cell,table,row_label,column_label,state,value,unit,note,readings,run,run_place,origin",
        "1,edition,,,,,2021,,,,,,",
        "1,header.organ,,,,,某市人民政府,,,,,,",
        "1,narrative.overview,,一、总体情况,,,,,,,,,",
        "1,proactive.fees.amount,proactive,第二十条第（八）项/行政事业性收费,本年收费金额（单位：万元）,number,5949.10,yuan,,,,,entered",
        &format!("1,{state_secret}.natural_person,requests,{group},自然人,ambiguous,636,,,6;63,1,1,read"),
        &format!("1,{state_secret}.commercial_enterprise,requests,{group},商业企业,ambiguous,636,,,36;6,1,2,read"),
        "1,review.upheld,challenges,行政复议,结果维持,number,22,,其中修订16件,,,,read",
        "1,review.other,challenges,行政复议,其他结果,dash,-,,,,,,entered",
        "1,review.pending,challenges,行政复议,尚未审结,unreadable,'=1,,,,,,entered",
        "1,review.total,challenges,行政复议,总计,missing,,,,,,,entered",
        "1,narrative.problems,,五、存在的主要问题及改进情况,,,\"第一段，\"\"二\"\"\n第三段\",,,,,,",
        "1,notice.1.kind,,,,,section,,,,,,",
        "1,notice.1.absent,,,,,false,,,,,,",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "{line} is not in\n{text}");
    }
    assert!(!text.contains("header.scope"));
}

#[test]
fn a_report_a_line_as_it_looks() {
    let mut draft = entered(Edition::Revised2021);
    set(&mut draft, "review.upheld", Cell::from(22_u32).with_note("其中修订16件"));
    set(&mut draft, "review.corrected", Cell::dash("——"));
    set(&mut draft, "review.other", Cell::blank());
    set(&mut draft, "review.pending", Cell::from(Number::from(-8)));
    let (bytes, losses) = wide(&[draft]);
    assert!(losses[0].is_empty());
    let text = text(bytes);
    assert!(text.starts_with("edition,header.organ,header.credit_code,header.division_code,header.scope,header.year,"));
    assert!(text.contains("\r\n2021,某市人民政府,,,,2024,,,,0,0,"), "{text}");
    assert!(text.contains(",22（其中修订16件）,——,,-8,0,0,0,"), "{text}");
    // Of both editions, in the form's order, each report in its own columns.
    let both = [entered(Edition::Trial2019), entered(Edition::Revised2021)];
    let (bytes, _) = wide(&both);
    let header = String::from_utf8(bytes.clone()).unwrap();
    let names: Vec<&str> =
        header.lines().next().unwrap().split(',').filter(|name| name.parse::<CellId>().is_ok()).collect();
    assert_eq!(names, CellId::all().map(CellId::as_str).collect::<Vec<_>>());
    assert_eq!(drafts(&bytes), both.map(|draft| as_read(&draft)));
}

#[test]
fn what_a_line_does_not_carry_is_told() {
    for (content, kind, field) in [
        (Cell::missing(), Some(LossKind::Missing), ""),
        (Cell::unreadable("见附件"), None, "见附件"),
        (Cell::unreadable("=1"), None, "'=1"),
        (Cell::unreadable("12"), Some(LossKind::Unreadable), "？（12）"),
        (Cell::unreadable("-"), Some(LossKind::Unreadable), "？（-）"),
        (Cell::unreadable(" "), Some(LossKind::Unreadable), "？（ ）"),
        (Cell::unreadable(" a "), Some(LossKind::Unreadable), " a "),
        (Cell::dash("不适用"), None, "不适用"),
        (Cell::dash("约3"), Some(LossKind::Dash), "-"),
        (Cell::dash("12"), Some(LossKind::Dash), "-"),
        (Cell::dash(""), Some(LossKind::Dash), "-"),
        (Cell::dash(" -"), Some(LossKind::Dash), " -"),
        (Cell::from(3_u32).with_note("含1件"), None, "3（含1件）"),
        (Cell::from(3_u32).with_note(""), None, "3（）"),
        (Cell::from(3_u32).with_note("a b"), Some(LossKind::Note), "3"),
        (Cell::from(3_u32).with_origin(Origin::Read), None, "3"),
        (Cell::from(3_u32).with_origin(Origin::Imputed), Some(LossKind::Origin), "3"),
        (Cell::blank().with_origin(Origin::Repaired), Some(LossKind::Origin), ""),
    ] {
        let mut draft = entered(Edition::Revised2021);
        draft.narrative.other = "末".to_owned();
        set(&mut draft, "litigation.after_review.total", content.clone());
        let (bytes, losses) = wide(&[draft]);
        let told: Vec<_> = losses[0].iter().map(|loss| (loss.kind, loss.cells.to_vec())).collect();
        let expected = kind.map(|kind| (kind, vec![cell("litigation.after_review.total")]));
        assert_eq!(told, expected.into_iter().collect::<Vec<_>>(), "{content:?}");
        let text = text(bytes);
        assert!(text.ends_with(&format!(",0,{field},,,末\r\n")), "{content:?}: {text}");
    }
    let mut draft = entered(Edition::Revised2021);
    let cells = [cell("review.upheld"), cell("review.corrected")];
    let readings = [[1, 23], [12, 3]].map(|reading| reading.map(Number::from).to_vec()).to_vec();
    draft.add_run(Run::new(cells.to_vec(), readings, "123").unwrap()).unwrap();
    draft.add_notice(Notice::new(NoticeKind::Stray, "7", Source::default()));
    let (bytes, losses) = wide(&[draft]);
    assert_eq!(
        losses[0].to_string(),
        "the readings of digits that run together: review.upheld, review.corrected\nwhat was noticed on the page"
    );
    assert!(text(bytes).contains(",？（123）,？,0,"));
    let mut writer = WideWriter::new(Vec::new(), &[Edition::Trial2019], &Options::default()).unwrap();
    let error = writer.write(&entered(Edition::Revised2021)).unwrap_err();
    assert_eq!(error.to_string(), "a draft of edition 2021, which has no columns here");
}

/// A table as people and Excel leave it: another order, no header but the edition, other ends of lines, days with slashes.
#[test]
fn a_table_made_by_hand_is_read() {
    let mut names: Vec<&str> = Edition::Revised2021.cells().iter().rev().map(|cell| cell.as_str()).collect();
    names.extend(["header.published", "edition"]);
    let mut fields = vec![""; 200];
    fields[..3].copy_from_slice(&["\"1,024\"", "'=x", "无"]);
    fields.extend(["2025/1/23", "2021"]);
    let table = format!("\u{feff}{}\n{}\n\n{}", names.join(","), fields.join(","), fields.join(","));
    for table in [table.clone(), table.replace('\n', "\r\n")] {
        let read = drafts(table.as_bytes());
        assert_eq!(read.len(), 2);
        let number = |id: &str| read[1].number(cell(id));
        assert_eq!(number("litigation.after_review.total"), Some(1024.into()));
        let state = |id: &str| read[1].cell(cell(id)).unwrap().state;
        assert_eq!(state("litigation.after_review.pending"), State::Unreadable("=x"));
        assert_eq!(state("litigation.after_review.other"), State::Dash("无"));
        assert_eq!(state("review.total"), State::Blank);
        assert_eq!(read[1].header.published.unwrap().to_string(), "2025-01-23");
    }
}

#[test]
fn rows_stand_in_any_order_and_bytes_come_one_by_one() {
    let draft = sample(&hostile(), 1).remove(0);
    let bytes = tidy(std::slice::from_ref(&draft));
    let mut reader = ::csv::Reader::from_reader(&bytes[..]);
    let mut records: Vec<_> = reader.records().map(Result::unwrap).collect();
    records.reverse();
    let mut out = ::csv::Writer::from_writer(Vec::new());
    out.write_record(reader.headers().unwrap()).unwrap();
    for record in &records {
        out.write_record(record).unwrap();
    }
    let turned = out.into_inner().unwrap();
    assert_eq!(drafts(&turned), [draft.clone().without_sources()]);
    // As spreadsheets write it.
    let loud = String::from_utf8(bytes.clone()).unwrap().replace(",,,,,true,", ",,,,,TRUE,");
    assert_ne!(loud.as_bytes(), bytes);
    assert_eq!(drafts(loud.as_bytes()), [draft.clone().without_sources()]);
    let marked = [b"\xEF\xBB\xBF", &bytes[..]].concat();
    let slow = Reader::new(Drops(&marked)).unwrap().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!(slow, [draft.without_sources()]);
}

#[test]
fn what_is_wrong_is_told_with_line_and_column() {
    let good = text(tidy(&[entered(Edition::Revised2021)]));
    let line = |id: &str| good.lines().position(|line| line.split(',').nth(1) == Some(id)).unwrap() + 1;
    let upheld = "1,review.upheld,challenges,行政复议,结果维持,number,0,,,,,,entered";
    let at = line("review.upheld");
    assert_eq!(at, 191);
    for (with, told) in [
        (
            "1,review.upheld,,,,number,x,,,,,,entered",
            "line 191, column value, cell review.upheld: expected a number such as 12 or -3.5, of at most 28 digits, found \"x\"",
        ),
        (
            "1,review.upheld,,,,number,1,dollar,,,,,entered",
            "line 191, column unit, cell review.upheld: expected yuan, wan_yuan or yi_yuan, found \"dollar\"",
        ),
        (
            "1,review.upheld,,,,number,9007199254740992,,,,,,read",
            "line 191, column value, cell review.upheld: expected an integer from -9007199254740991 to 9007199254740991, found 9007199254740992",
        ),
        (
            "1,review.upheld,,,,blank,0,,,,,,entered",
            "line 191, column value, cell review.upheld: expected nothing, found \"0\"",
        ),
        (
            "1,review.upheld,,,,blank,,,,,,,",
            "line 191, column origin, cell review.upheld: expected entered, read, imputed or repaired, found nothing",
        ),
        (
            "1,review.upheld,,,,nil,,,,,,,read",
            "line 191, column state, cell review.upheld: expected number, blank, dash, ambiguous, unreadable or missing, found \"nil\"",
        ),
        (
            "1,review.upheld,,,,ambiguous,12,,,1;2,1,2,read",
            "line 191, column run_place, cell review.upheld: expected the places of the run's cells, each once from 1 on, found \"2\"",
        ),
        (
            "1,review.upheld,,,,ambiguous,12,,,1;1,1,1,read",
            "line 191, column readings, cell review.upheld: expected two readings that differ, found fewer",
        ),
        (
            "1,review.upheld,,,,ambiguous,12,,,1;b,1,1,read",
            "line 191, column readings, cell review.upheld: expected the number in each reading, joined by ;, found \"1;b\"",
        ),
        ("1,review.upheld,,,,number,0,,,,,entered", "line 191: expected 13 fields, found 12"),
        (
            "1,review.upholds,,,,number,0,,,,,,entered",
            "line 191, column cell, cell review.upholds: unknown row\nline 2, cell review.upheld: missing row",
        ),
        (
            "1,review.total,,,,number,0,,,,,,entered",
            "line 195, cell review.total: duplicate row\nline 2, cell review.upheld: missing row",
        ),
        (
            &format!("{upheld}\r\n1,proactive.fees.change,,,,blank,,,,,,,read"),
            "line 192, cell proactive.fees.change: edition 2021 of the form does not have it",
        ),
        (
            &format!("{upheld}\r\n1,header.period.from,,,,,2024-01-01,,,,,,"),
            "line 2, cell header.period.to: missing row",
        ),
        (
            &format!("{upheld}\r\n1,header.scope,,,,,all,,,,,,"),
            "line 192, column value, cell header.scope: expected organ or region, found \"all\"",
        ),
        (
            &format!("{upheld}\r\n1,notice.1.kind,,,,,label,,,,,,"),
            "line 2, cell notice.1.row: missing row\nline 2, cell notice.1.official: missing row\nline 2, cell notice.1.text: missing row",
        ),
        (
            &format!(
                "{upheld}\r\n1,notice.2.kind,,,,,stray,,,,,,\r\n1,notice.2.row,,,,,x,,,,,,\r\n1,notice.2.text,,,,,,,,,,,"
            ),
            "line 193, cell notice.2.row: unknown row",
        ),
        ("", "line 2, cell review.upheld: missing row"),
    ] {
        let bad = good.replace(upheld, with);
        assert_ne!(bad, good);
        assert_eq!(said(&bad), told);
        // Whatever ends the lines; and the report behind it is read.
        assert_eq!(said(&bad.replace("\r\n", "\n")), told);
        let (_, rest) = good.split_once("\r\n").unwrap();
        let two = format!("{bad}{}", rest.replace("\r\n1,", "\r\n2,").replacen("1,", "2,", 1));
        let read: Vec<_> = Reader::new(two.as_bytes()).unwrap().collect();
        assert_eq!(read.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true], "{read:?}");
    }
}

#[test]
fn what_is_wrong_with_a_report_or_a_table_is_told() {
    let good = text(tidy(&[entered(Edition::Revised2021)]));
    assert_eq!(
        said(&good.replace("1,edition,", "1,editor,")),
        "line 2, column cell, cell editor: unknown row\nline 2, cell edition: missing row"
    );
    assert_eq!(
        said(&good.replace("1,edition,,,,,2021", "1,edition,,,,,2020")),
        "line 2, column value, cell edition: expected 2019 or 2021, found \"2020\""
    );
    assert_eq!(errors(&good.replace("\r\n1,", "\r\n0,"))[0].line(), Some(2));
    assert_eq!(
        said(&good.replace("report,", "reports,")),
        "line 1: expected the columns of a report: edition and one for each cell, or report, cell, state, value and so on, \
         found \"reports,cell,table,row_label,column_labe\"…"
    );
    assert_eq!(
        said(&good.replace(",unit,note,", ",note,note,memo,")),
        "line 1, column note: duplicate column\nline 1, column memo: unknown column\n\
         line 1, column unit: missing column"
    );
    let mut bytes = good.into_bytes();
    let at = bytes.windows(3).position(|w| w == "某".as_bytes()).unwrap();
    bytes[at] = b'\xFF';
    let error = Reader::new(&bytes[..]).unwrap().next().unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 3, column value: expected text in UTF-8, found \"\u{fffd}\u{fffd}\u{fffd}市人民政府\""
    );
}

#[test]
fn what_is_wrong_in_a_line_is_told_with_its_column() {
    let draft = entered(Edition::Revised2021);
    let (bytes, _) = wide(&[draft.clone(), draft]);
    let good = text(bytes);
    for (from, with, told) in [
        ("\r\n2021,", "\r\n2022,", "line 2, column edition: expected 2019 or 2021, found \"2022\""),
        (",2024,,", ",24,,", "line 2, column header.year: expected a year from 2008 to 9999, found \"24\""),
        (
            ",2024,,",
            ",2024,2024-01-01,",
            "line 2, column header.period.to: expected a day, as the period's other end has one, found nothing",
        ),
        (
            ",2024,,,",
            ",2024,2024-01-02,2024-01-01,",
            "line 2, column header.period.to: expected a day on or after the first, found 2024-01-01 after 2024-01-02",
        ),
        (",2024,,,", ",2024,,,,", "line 2: expected 212 fields, found 213"),
        (
            ",review.upheld,",
            ",review.upholds,",
            "line 1, column review.upholds: unknown column\nline 1, column review.upheld: missing column",
        ),
        (
            ",review.upheld,",
            ",review.other,",
            "line 1, column review.other: duplicate column\nline 1, column review.upheld: missing column",
        ),
    ] {
        let bad = good.replacen(from, with, 1);
        assert_ne!(bad, good);
        assert_eq!(said(&bad), told);
        let read: Vec<_> = Reader::new(bad.as_bytes()).into_iter().flatten().map(|draft| draft.is_ok()).collect();
        assert!(told.starts_with("line 1,") || read == [false, true], "{read:?}");
    }
    // A report of an edition that has no columns, and one that says something in those of the other.
    assert_eq!(errors(&good.replace("\r\n2021,", "\r\n2019,"))[1].faults().last().unwrap().kind, FaultKind::MissingKey);
    let (bytes, _) = wide(&[entered(Edition::Trial2019), entered(Edition::Revised2021)]);
    let bad = text(bytes).replace("\r\n2021,", "\r\n2019,");
    let errors = errors(&bad);
    assert_eq!(errors.len(), 1);
    assert_eq!(
        errors[0].faults()[0].to_string(),
        "line 3, column proactive.regulations.issued: edition 2019 of the form does not have it"
    );
}

#[test]
fn a_row_without_end_is_an_error() {
    let good = text(tidy(&[entered(Edition::Revised2021)]));
    let endless = good.replacen("某市人民政府", &format!("\"{}", "a\n".repeat(200_000)), 1);
    let mut reader = Reader::with_row_bytes(endless.as_bytes(), 100_000).unwrap();
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "line 3: expected a row of at most 100000 bytes");
    assert_eq!(error.faults()[0].kind, FaultKind::TooLong { most: 100_000 });
    assert!(reader.next().is_none());
}

#[test]
fn tables_are_told_by_their_first_line() {
    let drafts = [entered(Edition::Trial2019), entered(Edition::Revised2021)];
    let mut marked = Vec::new();
    csv::wide(&mut marked, &drafts, &Options::default().with_byte_order_mark()).unwrap();
    for bytes in [tidy(&drafts), wide(&drafts).0, marked] {
        let readings = read::all(&bytes, &ReadOptions::default()).unwrap();
        assert_eq!(readings.len(), 2);
        assert!(readings.iter().all(|reading| reading.text.is_none() && reading.encoding == Some("UTF-8")));
        let layout = Reader::new(&bytes[..]).unwrap().layout();
        let origin = if layout == Layout::Tidy { Origin::Entered } else { Origin::Read };
        assert_eq!(readings[1].draft.cell(cell("review.total")).unwrap().origin, origin);
    }
    let bad = text(tidy(&drafts)).replace("2,edition,,,,,2021", "2,edition,,,,,2121");
    let error = read::all(bad.as_bytes(), &ReadOptions::default()).unwrap_err();
    assert_eq!(error.code(), "broken-file");
    assert_eq!(error.source_place().unwrap().line, Some(206));
    assert!(
        error.to_string().starts_with("broken table of comma-separated values: line 206, column value, cell edition: ")
    );
    let empty = read::all(b"edition,header.organ\r\n", &ReadOptions::default()).unwrap_err();
    assert!(empty.to_string().contains("200 faults") || empty.to_string().contains("198 faults"), "{empty}");
    let few = ReadOptions::default().with_limits(read::Limits::default().cells(300));
    assert_eq!(read::all(&tidy(&drafts), &few).unwrap_err().code(), "too-large");
}

/// Excel in Chinese saves GBK if it is not told otherwise.
#[cfg(feature = "encodings")]
#[test]
fn a_table_in_another_encoding_is_read() {
    let (bytes, _) = wide(&[entered(Edition::Revised2021)]);
    let gbk = text(bytes).replace("某市人民政府", "\u{1}").into_bytes();
    let name = b"\xC4\xB3\xCA\xD0\xC8\xCB\xC3\xF1\xD5\xFE\xB8\xAE";
    let at = gbk.iter().position(|b| *b == 1).unwrap();
    let gbk = [&gbk[..at], name, &gbk[at + 1..]].concat();
    let reading = read::any(&gbk, &ReadOptions::default()).unwrap();
    assert_eq!(reading.draft.header.organ.as_deref(), Some("某市人民政府"));
    assert_ne!(reading.encoding, Some("UTF-8"));
}

#[test]
fn a_writer_takes_drafts_and_reports() {
    let report = sample(&report(), 1).remove(0);
    let mut writer = TidyWriter::new(Vec::new(), &Options::default()).unwrap();
    writer.write(&report).unwrap();
    writer.write(&Draft::from(&report)).unwrap();
    let read = drafts(&writer.finish().unwrap());
    assert_eq!(read, [Draft::from(&report), Draft::from(&report)]);
}
