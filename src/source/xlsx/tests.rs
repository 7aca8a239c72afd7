use std::fmt::Write as _;
use std::io::Write as _;

use zip::write::SimpleFileOptions;

use super::*;
use crate::source::block::Grid;
use crate::source::mutated::mutated;

const FIXTURE: &[u8] = include_bytes!("../../../tests/fixtures/office/huaian-2024.xlsx");

const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/><xf numFmtId=\"164\"/><xf numFmtId=\"3\"/></cellXfs></styleSheet>";

/// A workbook of these sheets: name, state, the content of `worksheet`.
fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let (mut list, mut relations) = (String::new(), String::new());
    for (number, (name, state, content)) in (1..).zip(sheets) {
        write!(list, "<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{state}\" r:id=\"rId{number}\"/>").unwrap();
        write!(
            relations,
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
             Target=\"worksheets/sheet{number}.xml\"/>"
        )
        .unwrap();
        add(&format!("xl/worksheets/sheet{number}.xml"), &format!("<worksheet>{content}</worksheet>"));
    }
    add("xl/workbook.xml", &format!("<workbook xmlns:r=\"r\"><sheets>{list}</sheets></workbook>"));
    add("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>"));
    add(
        "_rels/.rels",
        "<Relationships><Relationship Id=\"rId1\" Target=\"xl/workbook.xml\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>",
    );
    add("xl/styles.xml", STYLES);
    add(
        "xl/sharedStrings.xml",
        "<sst><si><t>共享</t></si><si><r><t>富</t></r><r><t>文本</t></r><rPh><t>fu</t></rPh></si></sst>",
    );
    zip.finish().unwrap().into_inner()
}

/// Reads a workbook of which nothing is known.
fn blocks(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    super::blocks(bytes, Roles { of_sheet: |_| SheetRole::Table, leaves_out: |_| false }, limits)
}

fn read(content: &str) -> Document {
    blocks(&workbook(&[("Sheet1", "visible", content)]), &Limits::default()).unwrap()
}

fn grid(document: &Document) -> &Grid {
    document.blocks.iter().find_map(|block| if let Block::Table(grid) = block { Some(grid) } else { None }).unwrap()
}

/// Rows by `/`, cells by `|`, spans as `+columns×rows`.
fn shown(grid: &Grid) -> String {
    let cell = |cell: &crate::source::block::GridCell| match (cell.columns, cell.rows) {
        (1, 1) => cell.text.replace('\n', "↵"),
        (columns, rows) => format!("{}+{columns}×{rows}", cell.text),
    };
    let row = |row: &Vec<_>| row.iter().map(cell).collect::<Vec<_>>().join("|");
    grid.rows.iter().map(row).collect::<Vec<_>>().join("/")
}

fn sheet_data(cells: &[(&str, &str)]) -> String {
    let cells: Vec<_> = cells.iter().map(|(at, rest)| format!("<row><c r=\"{at}\" {rest}</c></row>")).collect();
    format!("<sheetData>{}</sheetData>", cells.concat())
}

#[test]
fn values_as_they_show() {
    let cases = [
        ("><v>3119</v>", "3119"),
        ("><v>3119.0</v>", "3119"),
        ("><v>96171.6</v>", "96171.6"),
        ("><v>96171.600000000006</v>", "96171.6"),
        ("><v>0.30000000000000004</v>", "0.3"),
        ("><v>1E3</v>", "1000"),
        ("><v>-12.5</v>", "-12.5"),
        ("><v>9007199254740991</v>", "9007199254740991"),
        ("><v>123456789012.3457</v>", "123456789012.3457"),
        ("s=\"4\"><v>447228</v>", "447228"),
        ("t=\"s\"><v>0</v>", "共享"),
        ("t=\"s\"><v>1</v>", "富文本"),
        ("t=\"str\"><f>A1</f><v>22（其中修订16件）</v>", "22（其中修订16件）"),
        ("t=\"inlineStr\"><is><t> 一&#10;二 </t></is>", "一↵二"),
        ("t=\"b\"><v>1</v>", "TRUE"),
        ("t=\"e\"><v>#REF!</v>", "#REF!"),
        ("s=\"1\"><v>45677</v>", "2025-01-20"),
        ("s=\"3\"><v>45677.5</v>", "2025-01-20 12:00"),
        ("s=\"1\"><v>0.25</v>", "06:00"),
        ("s=\"2\"><v>1.5</v>", "36:00"),
    ];
    for (cell, text) in cases {
        let document = read(&sheet_data(&[("A1", cell)]));
        assert_eq!(shown(grid(&document)), text, "{cell}");
    }
}

#[test]
fn merged_areas_and_blank_cells() {
    let document = read(&format!(
        "{}<mergeCells><mergeCell ref=\"B2:C2\"/><mergeCell ref=\"B3:B4\"/><mergeCell ref=\"C3:XFD3\"/><mergeCell ref=\"B2:B9\"/>\
         <mergeCell ref=\"Z99:Z100\"/></mergeCells>",
        sheet_data(&[
            ("B2", "><v>1</v>"),
            ("D2", "><v>2</v>"),
            ("B3", "><v>3</v>"),
            ("C4", "><v>4</v>"),
            ("B4", "><v>9</v>"),
            ("D6", "><v>5</v>")
        ]),
    ));
    assert_eq!(shown(grid(&document)), "1+2×1|2/3+1×2|+2×1/4|/||5");
    let at = grid(&document).rows[3][2].at;
    assert_eq!((at.page, at.table, at.row, at.cell), (Some(1), Some(1), Some(6), Some(4)));
    assert_eq!(grid(&document).rows[1][1].column, 1);
}

#[test]
fn sheets_names_and_hidden_ones() {
    let one = |n: u32| sheet_data(&[("A1", &format!("><v>{n}</v>"))]);
    let bytes = workbook(&[
        ("Sheet1", "visible", &sheet_data(&[])),
        ("旧表", "hidden", &one(1)),
        ("2024年年报", "visible", &one(2)),
        ("Sheet 4", "visible", &one(3)),
    ]);
    let document = blocks(&bytes, &Limits::default()).unwrap();
    let [Block::Paragraph(name), Block::Table(first), Block::Table(second)] = &document.blocks[..] else {
        panic!("{document:?}")
    };
    assert_eq!((name.text.as_str(), name.at.page), ("2024年年报", Some(3)));
    assert_eq!((shown(first), shown(second), second.rows[0][0].at.page), ("2".into(), "3".into(), Some(4)));

    let bytes = workbook(&[("a", "veryHidden", &one(1)), ("Sheet2", "visible", "<sheetData/>")]);
    assert_eq!(shown(grid(&blocks(&bytes, &Limits::default()).unwrap())), "1");
    assert_eq!(blocks(&bytes, &Limits::default().pages(1)).unwrap_err().code(), "too-large");
}

#[test]
fn dimensions_that_lie_cost_nothing() {
    let document = read(&format!(
        "<dimension ref=\"A1:XFD1048576\"/>{}",
        sheet_data(&[("A1", "><v>1</v>"), ("XFD1048576", "><v>2</v>")])
    ));
    assert_eq!(shown(grid(&document)), "1|/|2");
    assert_eq!(grid(&document).rows[1][1].at.cell, Some(16384));

    // A diagonal: there are as many blank places as the square of the cells in use.
    let cells: Vec<_> =
        (1..=2000).map(|n| format!("<row r=\"{n}\"><c r=\"{}{n}\"><v>{n}</v></c></row>", letters(n))).collect();
    let cells = cells.concat();
    let document = read(&format!("<sheetData>{cells}</sheetData>"));
    assert_eq!(grid(&document).rows.iter().map(Vec::len).sum::<usize>(), 2000);
    assert_eq!(grid(&document).rows[1999][0].column, 1999);

    let code =
        |content: &str, limits: Limits| blocks(&workbook(&[("a", "visible", content)]), &limits).unwrap_err().code();
    assert_eq!(code(&format!("<sheetData>{cells}</sheetData>"), Limits::default().cells(1999)), "too-large");
    assert_eq!(code(&format!("<sheetData>{cells}</sheetData>"), Limits::default().rows(1999)), "too-large");
    for place in ["A1048577", "XFE1", "A99999999999", "ZZZZZZZZ1"] {
        assert_eq!(code(&sheet_data(&[(place, "><v>1</v>")]), Limits::default()), "broken-file", "{place}");
    }
}

fn letters(mut n: usize) -> String {
    let mut out = Vec::new();
    while n > 0 {
        out.insert(0, b'A' + u8::try_from((n - 1) % 26).unwrap());
        n = (n - 1) / 26;
    }
    String::from_utf8(out).unwrap()
}

#[test]
fn bombs_are_refused() {
    let limits = Limits::default().decompressed_bytes(1 << 20);
    let blanks = workbook(&[("a", "visible", &format!("{}<sheetData/>", " ".repeat(40 << 20)))]);
    assert!(blanks.len() < 1 << 20);
    assert_eq!(blocks(&blanks, &limits).unwrap_err().code(), "too-large");
    // One long text in many cells.
    let long = format!("t=\"inlineStr\"><is><t>{}</t></is>", "长".repeat(1000));
    let many: Vec<(String, &str)> = (1..400).map(|n| (format!("A{n}"), long.as_str())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(at, text)| (at.as_str(), *text)).collect();
    assert_eq!(blocks(&workbook(&[("a", "visible", &sheet_data(&many))]), &limits).unwrap_err().code(), "too-large");
}

#[test]
fn a_workbook_saved_by_libreoffice() {
    let document = blocks(FIXTURE, &Limits::default()).unwrap();
    let texts: String = shown(grid(&document));
    crate::source::parts::fixture::assert_sheet(&document);
    assert!(texts.contains("96171.6") && !texts.contains(".0|"), "{texts}");
}

#[test]
fn mutated_copies_never_panic() {
    let read = mutated(FIXTURE, 600, |bytes| blocks(bytes, &Limits::default()).is_ok());
    assert!(read < 600, "no copy was refused");
    // Behind the checksums: the sheet itself mutated.
    let cells = [("A1", "t=\"s\"><v>1</v>"), ("B2", "s=\"1\"><v>45677</v>"), ("C12", "><f>A1</f><v>3.5</v>")];
    let content = format!(
        "<dimension ref=\"A1:C12\"/>{}<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C3:C11\"/></mergeCells>",
        sheet_data(&cells)
    );
    mutated(content.as_bytes(), 600, |bytes| {
        let bytes = workbook(&[("a", "visible", &String::from_utf8_lossy(bytes))]);
        blocks(&bytes, &Limits::default()).is_ok()
    });
}

/// What the caller names is left out, and its sections of text are paragraphs.
#[test]
fn what_the_caller_leaves_out_and_sections_of_text() {
    let roles = Roles {
        of_sheet: |name| match name {
            "甲" | "丙" => SheetRole::Section,
            "乙" => SheetRole::LeftOut,
            _ => SheetRole::Table,
        },
        leaves_out: |text| text.starts_with('✗'),
    };
    let blocks = |sheets: &[(&str, &str, &str)]| super::blocks(&workbook(sheets), roles, &Limits::default()).unwrap();
    let table =
        sheet_data(&[("A1", "><v>1</v>"), ("C1", "t=\"str\"><f>A1</f><v>✗ -3</v>"), ("A3", "t=\"str\"><v>✗</v>")]);
    assert_eq!(shown(grid(&blocks(&[("Sheet1", "visible", &table)]))), "1");

    let text = |lines: &[&str]| {
        let cell = |(row, line): (usize, &&str)| (format!("A{row}"), format!("t=\"inlineStr\"><is><t>{line}</t></is>"));
        let cells: Vec<_> = (1..).zip(lines).map(cell).collect();
        sheet_data(&cells.iter().map(|(at, rest)| (at.as_str(), rest.as_str())).collect::<Vec<_>>())
    };
    let headed = text(&["题", "甲", "一。", "二。"]);
    let bare = text(&["三。"]);
    let document = blocks(&[("甲", "visible", &headed), (" 丙", "visible", &bare), ("乙", "visible", &bare)]);
    let paragraphs: Vec<_> = document
        .blocks
        .iter()
        .map(|block| if let Block::Paragraph(text) = block { text.text.as_str() } else { "a table" })
        .collect();
    assert_eq!(paragraphs, ["题", "甲", "一。", "二。", "丙", "三。"]);
}

/// The figures of table 4 have a row of their own, which may be blank.
#[test]
fn a_row_of_blank_cells_below_all_others() {
    let rows = [("B2", "><v>1</v>"), ("C2", "><v>2</v>"), ("B3", ">"), ("C3", ">"), ("B5", ">")];
    assert_eq!(shown(grid(&read(&sheet_data(&rows)))), "1|2/|");
}
