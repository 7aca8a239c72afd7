use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use super::*;
use crate::source::block::{Grid, GridCell};
use crate::source::mutated::mutated;

const FIXTURE: &[u8] = include_bytes!("../../../tests/fixtures/office/huaian-2024.docx");

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &text)])
}

fn read(body: &str) -> Document {
    blocks(&document(body), &Limits::default()).unwrap()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

/// Paragraphs as they are, a table as `text@column+columns×rows|…/…`.
fn shown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Cells(_) => unreachable!("cells without rows come from text alone"),
            Block::Paragraph(text) => write!(out, "[{}]", text.text).unwrap(),
            Block::Table(grid) => {
                out.push('{');
                for (number, row) in grid.rows.iter().enumerate() {
                    let cells: Vec<_> = row.iter().map(cell).collect();
                    write!(out, "{}{}", if number > 0 { "/" } else { "" }, cells.join("|")).unwrap();
                }
                out.push('}');
            }
        }
    }
    out
}

fn cell(cell: &GridCell) -> String {
    let mut out = cell.text.replace('\n', "↵");
    if cell.columns > 1 || cell.rows > 1 {
        write!(out, "@{}+{}×{}", cell.column, cell.columns, cell.rows).unwrap();
    }
    out
}

fn grids(document: &Document) -> Vec<&Grid> {
    document.blocks.iter().filter_map(|b| if let Block::Table(grid) = b { Some(grid) } else { None }).collect()
}

#[test]
fn runs_breaks_and_references() {
    let document = read(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>一、</w:t><w:tab/><w:t>总</w:t></w:r>\
         <w:hyperlink><w:r><w:t xml:space=\"preserve\">体 &amp; &#x4E00;</w:t><w:br/><w:t><![CDATA[<x>]]></w:t></w:r></w:hyperlink></w:p>\
         <w:p/><w:sdt><w:sdtContent><w:p><w:r><w:t>二</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    );
    assert_eq!(shown(&document), "[一、\t总体 & 一\n<x>][二]");
    let Block::Paragraph(last) = &document.blocks[1] else { panic!() };
    assert_eq!(last.at, Source { line: Some(3), ..Source::default() });
}

#[test]
fn what_does_not_show_is_not_read() {
    let document = read(
        "<w:p><w:r><w:t>1</w:t></w:r><w:del><w:r><w:delText>2</w:delText><w:t>3</w:t></w:r></w:del>\
         <w:ins><w:r><w:t>4</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>5</w:t></w:r></w:moveFrom>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>6</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>7</w:t></w:r>\
         <w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>8</w:t></w:r></w:p><w:p><w:r><w:t>9</w:t></w:r></w:p>",
    );
    assert_eq!(shown(&document), "[147][89]");
}

#[test]
fn a_text_box_is_read_once() {
    let boxed = "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>\
        </w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>\
        </w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>外</w:t></w:r></w:p>";
    assert_eq!(shown(&read(boxed)), "[框][外]");
}

#[test]
fn spans_and_merges() {
    let rows = [
        tc("<w:gridSpan w:val=\"2\"/>", "a") + &tc("<w:vMerge w:val=\"restart\"/>", "b"),
        tc("<w:vMerge w:val=\"restart\"/>", "c") + &tc("", "1") + &tc("<w:vMerge/>", ""),
        tc("<w:vMerge w:val=\"continue\"/>", "") + &tc("", "") + &tc("<w:vMerge w:val=\"restart\"/>", "d"),
        tc("<w:vMerge/>", "") + &tc("<w:hMerge w:val=\"restart\"/>", "e") + &tc("<w:hMerge/>", ""),
    ];
    let rows = rows.join("</w:tr><w:tr>");
    let document = read(&format!("{}<w:tbl><w:tr>{rows}</w:tr></w:tbl>", p("前")));
    assert_eq!(shown(&document), "[前]{a@0+2×1|b@2+1×2/c@0+1×3|1/|d/e@1+2×1}");
    let at = grids(&document)[0].rows[2][1].at;
    assert_eq!((at.table, at.row, at.cell, at.line), (Some(1), Some(3), Some(3), Some(9)));
}

#[test]
fn rows_that_begin_late_or_are_deleted() {
    let document = read(&format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr>\
         <w:tr><w:trPr><w:del/></w:trPr>{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        tc("", "a"),
        tc("<w:tcPrChange><w:tcPr><w:gridSpan w:val=\"9\"/></w:tcPr></w:tcPrChange>", "b"),
        tc("<w:gridSpan w:val=\"4000000000\"/>", "c"),
        tc("", "gone"),
        tc("<w:cellDel/>", "gone"),
        tc("<w:vMerge/>", "alone"),
    ));
    assert_eq!(shown(&document), "{a|b/c@1+1024×1/alone}");
    assert_eq!(grids(&document)[0].rows[1][0].at.cell, Some(2));
}

#[test]
fn a_table_of_tables_is_layout() {
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", "1"), tc("", "2"));
    let document = read(&format!(
        "<w:tbl><w:tr>{}<w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>{}",
        tc("", "左"),
        p("上"),
        p("下"),
        p("后")
    ));
    assert_eq!(shown(&document), "[左][上]{1|2}[下][后]");
    assert_eq!(grids(&document)[0].rows[0][0].at.table, Some(2));
}

#[test]
fn paragraphs_in_a_cell_are_lines() {
    let document =
        read(&format!("<w:tbl><w:tr><w:tc><w:p/>{}{}<w:p/></w:tc></w:tr></w:tbl>", p("22"), p("（其中修订16件）")));
    assert_eq!(shown(&document), "{22↵（其中修订16件）}");
    assert_eq!(grids(&document)[0].rows[0][0].at.line, Some(2));
}

#[test]
fn the_main_part_by_relation_and_the_title() {
    let relations = "<Relationships><Relationship Type=\"x/core\" Target=\"y\"/>\
        <Relationship Type=\"http://x/officeDocument\" Target=\"/word/main.xml\"/></Relationships>";
    let properties = "<cp:coreProperties><dc:title> 年报 &amp; 附件 </dc:title></cp:coreProperties>";
    let bytes = package(&[
        ("_rels/.rels", relations),
        ("Word\\Main.xml", &format!("<w:document>{}</w:document>", p("文"))),
        ("docProps/core.xml", properties),
    ]);
    let document = blocks(&bytes, &Limits::default()).unwrap();
    assert_eq!((shown(&document).as_str(), document.title.as_deref()), ("[文]", Some("年报 & 附件")));
}

#[test]
fn bounds_are_kept() {
    let code = |body: &str, limits: Limits| blocks(&document(body), &limits).unwrap_err().code();
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(100), "</w:tc></w:tr></w:tbl>".repeat(100));
    assert_eq!(code(&deep, Limits::default()), "too-deep");
    let wide = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", "1").repeat(11));
    assert_eq!(code(&wide, Limits::default().cells(10)), "too-large");
    let long = format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{}</w:tr>", tc("", "1")).repeat(11));
    assert_eq!(code(&long, Limits::default().rows(10)), "too-large");
    // A bomb: 40 MB of spaces in some 40 kB.
    let bomb = document(&" ".repeat(40 << 20));
    assert!(bomb.len() < 1 << 20);
    assert_eq!(blocks(&bomb, &Limits::default().decompressed_bytes(1 << 20)).unwrap_err().code(), "too-large");
}

#[test]
fn broken_files_are_said_to_be() {
    for bytes in [
        b"PK\x03\x04 and nothing more".to_vec(),
        package(&[("word/other.xml", "<x/>")]),
        package(&[("word/document.xml", "<w:document><w:body><w:p>")]),
        package(&[("word/document.xml", "<w:document><w:p></w:r></w:document>")]),
        FIXTURE[..FIXTURE.len() / 2].to_vec(),
    ] {
        assert_eq!(blocks(&bytes, &Limits::default()).unwrap_err().code(), "broken-file");
    }
}

#[test]
fn a_document_saved_by_libreoffice() {
    crate::source::parts::fixture::assert_form(&blocks(FIXTURE, &Limits::default()).unwrap());
}

#[test]
fn mutated_copies_never_panic() {
    let read = mutated(FIXTURE, 600, |bytes| blocks(bytes, &Limits::default()).is_ok());
    assert!(read < 600, "no copy was refused");
    // Behind the checksums: the document itself mutated.
    let text =
        Parts::open(FIXTURE, FileKind::Docx, &Limits::default()).unwrap().text("word/document.xml").unwrap().unwrap();
    mutated(text.as_bytes(), 600, |bytes| {
        Walk::new(&Limits::default()).document(&String::from_utf8_lossy(bytes)).is_ok()
    });
}
