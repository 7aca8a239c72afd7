//! Random reports as Word documents and Excel workbooks, read back exactly.

use std::io::Write as _;

use disclosure_report::form::PRINTED_BALANCE;
use disclosure_report::strategies::report;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use crate::layout::{Hand, REQUESTERS, RESULTS, SECTIONS, Sheet};
use crate::rendered::{Shown, exactly, figures};
use crate::strategies::cases;

/// A table as rows of texts, each with the columns that it covers.
type Table = Vec<Vec<(String, usize)>>;

fn wide(texts: &[&str]) -> Vec<(String, usize)> {
    texts.iter().map(|text| ((*text).to_owned(), 1)).collect()
}

/// The form's tables, each below the heading of its section.
fn tables(sheet: &Sheet) -> [Table; 3] {
    let proactive = sheet.proactive.iter().map(|row| row.iter().map(|text| (text.clone(), 1)).collect()).collect();
    let mut requests = vec![
        [vec![(PRINTED_BALANCE.to_owned(), 3)], vec![("申请人情况".to_owned(), 7)]].concat(),
        [vec![(String::new(), 3)], wide(&REQUESTERS)].concat(),
    ];
    let mut group: &[&str] = &[];
    for row in &sheet.requests {
        // A heading of a group has a row of its own here.
        let shared = row.group.iter().zip(group).take_while(|(a, b)| a == b).count();
        requests.extend(row.group[shared..].iter().map(|text| vec![((*text).to_owned(), 10)]));
        group = row.group;
        let figures = row.figures.iter().map(|text| (text.clone(), 1));
        requests.push(std::iter::once((row.label.to_owned(), 3)).chain(figures).collect());
    }
    let blocks = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    let challenges = vec![
        blocks.iter().map(|text| ((*text).to_owned(), 5)).collect(),
        wide(&[RESULTS, RESULTS, RESULTS].concat()),
        sheet.challenges.iter().map(|text| (text.clone(), 1)).collect(),
    ];
    [proactive, requests, challenges]
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn related(kind: &str, target: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

fn docx(sheet: &Sheet, hand: &mut Hand) -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text));
    // Word cuts a paragraph into runs wherever it was edited.
    let mut cell = |text: &str| {
        let cut = text.char_indices().map(|(at, _)| at).nth(1).filter(|_| hand.one_in(3)).unwrap_or(0);
        let run = |part: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(part));
        format!("<w:p>{}{}</w:p>", run(&text[..cut]), run(&text[cut..]))
    };
    let mut body = paragraph(&sheet.title);
    let mut tables = tables(sheet).into_iter();
    for (i, heading) in SECTIONS.iter().enumerate() {
        body += &paragraph(heading);
        let Some(table) = (1..4).contains(&i).then(|| tables.next()).flatten() else { continue };
        body += "<w:tbl>";
        for row in table {
            body += "<w:tr>";
            for (text, span) in row {
                body += &format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/></w:tcPr>{}</w:tc>", cell(&text));
            }
            body += "</w:tr>";
        }
        body += "</w:tbl>";
    }
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    packed(&[("_rels/.rels", related("officeDocument", "word/document.xml")), ("word/document.xml", document)])
}

fn xlsx(sheet: &Sheet, hand: &mut Hand) -> Vec<u8> {
    let mut rows: Table = vec![vec![(sheet.title.clone(), 1)]];
    let mut tables = tables(sheet).into_iter();
    for (i, heading) in SECTIONS.iter().enumerate() {
        rows.push(vec![((*heading).to_owned(), 1)]);
        rows.extend((1..4).contains(&i).then(|| tables.next()).flatten().unwrap_or_default());
    }
    let (mut data, mut merged) = (String::new(), String::new());
    for (r, row) in (1..).zip(rows) {
        data += &format!("<row r=\"{r}\">");
        let mut column = 0_u8;
        for (text, span) in row {
            let name = |column: u8| format!("{}{r}", char::from(b'A' + column));
            let last = column + u8::try_from(span).unwrap() - 1;
            // A figure is a number, or text that looks like one.
            let number =
                !text.is_empty() && text.len() < 15 && text.bytes().all(|b| b.is_ascii_digit()) && !hand.one_in(3);
            data += &if number {
                format!("<c r=\"{}\"><v>{text}</v></c>", name(column))
            } else {
                let text = escaped(&text);
                format!("<c r=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>", name(column))
            };
            if span > 1 {
                merged += &format!("<mergeCell ref=\"{}:{}\"/>", name(column), name(last));
            }
            column = last + 1;
        }
        data += "</row>";
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    packed(&[
        ("_rels/.rels", related("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", related("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
                 <sheets><sheet name=\"年报\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
            ),
        ),
    ])
}

proptest! {
    #![proptest_config(cases(48))]

    #[cfg(feature = "docx")]
    #[test]
    fn a_word_document_is_read_exactly(report in report(), figures in figures(), seed in any::<u64>()) {
        let mut hand = Hand::new(seed);
        let shown = Shown::of(&report, figures, &mut hand);
        exactly(&docx(&Sheet::of(&shown), &mut hand), &report, &shown)?;
    }

    #[cfg(feature = "xlsx")]
    #[test]
    fn a_workbook_is_read_exactly(report in report(), figures in figures(), seed in any::<u64>()) {
        let mut hand = Hand::new(seed);
        let shown = Shown::of(&report, figures, &mut hand);
        exactly(&xlsx(&Sheet::of(&shown), &mut hand), &report, &shown)?;
    }
}
