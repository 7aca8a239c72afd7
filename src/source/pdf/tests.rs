use super::super::limits::Limits;
use super::super::mutated::mutated;
use super::{Block, Document, blocks};

const CHROMIUM: &[u8] = include_bytes!("../../../tests/fixtures/pdf/chromium.pdf");
const BREAKS: &[u8] = include_bytes!("../../../tests/fixtures/pdf/chromium-breaks.pdf");
const LIBREOFFICE: &[u8] = include_bytes!("../../../tests/fixtures/pdf/libreoffice.pdf");
const RESTRICTED: &[u8] = include_bytes!("../../../tests/fixtures/pdf/restricted.pdf");
const LOCKED: &[u8] = include_bytes!("../../../tests/fixtures/pdf/locked.pdf");

const HTML: &str = include_str!("../../../tests/fixtures/office/huaian-2024.html");

/// The figures of the form in its order, from the page that the files were printed from.
fn figures() -> Vec<String> {
    let cells = HTML.split("<td").skip(1).filter_map(|cell| cell.split(['>', '<']).nth(1));
    cells.filter(|text| text.parse::<f64>().is_ok()).map(str::to_owned).collect()
}

fn read(bytes: &[u8]) -> Document {
    blocks(bytes, &Limits::default()).unwrap().0
}

fn text(bytes: &[u8]) -> String {
    blocks(bytes, &Limits::default()).unwrap().1
}

fn code(bytes: &[u8]) -> &'static str {
    blocks(bytes, &Limits::default()).map_or_else(|error| error.code(), |_| "read")
}

/// A file of these objects, the first of them the catalog.
fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let xref = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n").bytes());
    bytes
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>stream\n{content}\nendstream", content.len())
}

/// Pages with this content each, in a font whose codes are UTF-16; text in `{}` becomes a string in it.
fn pages(more: &str, contents: &[&str]) -> Vec<u8> {
    let kids = (0..contents.len()).map(|i| format!("{} 0 R", 5 + 2 * i)).collect::<Vec<_>>().join(" ");
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]/Resources<</Font<</F 3 0 R>>>>/MediaBox[0 0 600 800]{more}>>", contents.len()),
        "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>".to_owned(),
    ];
    for (i, content) in contents.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 6 + 2 * i));
        let mut encoded = String::new();
        for (j, part) in content.split(['{', '}']).enumerate() {
            if j % 2 == 0 {
                encoded.push_str(part);
            } else {
                let units: Vec<_> = part.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
                encoded.extend(["<", &units.concat(), ">"]);
            }
        }
        objects.push(stream(&encoded));
    }
    file(&objects)
}

/// Tables row by row, each cell as `text column columns rows`.
fn grids(document: &Document) -> Vec<Vec<String>> {
    let grid = |block: &Block| {
        let Block::Table(grid) = block else { return None };
        let row = |row: &Vec<super::GridCell>| {
            let cell = |cell: &super::GridCell| {
                format!("{} {}+{}x{}", cell.text.replace('\n', "↵"), cell.column, cell.columns, cell.rows)
            };
            row.iter().map(cell).collect::<Vec<_>>().join(" | ")
        };
        Some(grid.rows.iter().map(row).collect())
    };
    document.blocks.iter().filter_map(grid).collect()
}

fn paragraphs(document: &Document) -> Vec<&str> {
    document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Paragraph(text) = block { Some(&*text.text) } else { None })
        .collect()
}

#[test]
fn what_browsers_and_writers_print_is_read_exactly() {
    let expected = figures();
    assert_eq!(expected.len(), 200);
    for bytes in [CHROMIUM, BREAKS, LIBREOFFICE, RESTRICTED] {
        let document = read(bytes);
        let figures: Vec<String> = document
            .blocks
            .iter()
            .filter_map(|block| if let Block::Table(grid) = block { Some(grid) } else { None })
            .flat_map(|grid| grid.rows.iter().flatten())
            .map(|cell| cell.text.clone())
            .filter(|text| text.parse::<f64>().is_ok())
            .collect();
        assert_eq!(figures, expected);
        assert_eq!(document.title.as_deref(), Some("淮安市人民政府2024年政府信息公开工作年度报告"));
    }
}

#[test]
fn every_cell_is_found_on_its_line_and_page() {
    let (document, text) = blocks(LIBREOFFICE, &Limits::default()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut pages = Vec::new();
    for block in &document.blocks {
        let Block::Table(grid) = block else { continue };
        for (number, row) in (1..).zip(&grid.rows) {
            for cell in row.iter().filter(|cell| !cell.text.is_empty()) {
                let line = lines[cell.at.line.unwrap() as usize - 1];
                let at: String = line.chars().skip(cell.at.column.unwrap() as usize - 1).collect();
                assert!(at.starts_with(&cell.text.replace('\n', "")), "{line}: {}", cell.text);
                assert_eq!((cell.at.row, cell.at.cell), (Some(number), Some(cell.column + 1)));
                pages.extend(cell.at.page);
            }
        }
    }
    pages.dedup();
    assert_eq!(pages, [1, 2]);
}

#[test]
fn labels_that_a_page_break_cuts_are_put_together() {
    let whole = text(LIBREOFFICE);
    assert!(whole.contains("（三）不予公开  1.属于国家秘密  2  0"), "{whole}");
    let label = "1.申请⼈⽆正当理由逾期不补正、⾏政机关不再处理其政府信息公开申请  67  3  0";
    assert!(text(BREAKS).contains(label));
    assert!(text(CHROMIUM).contains("三、本年度办理结果  （⼀）予以公开  1288"));
}

/// Two rows of two columns.
const RULES: &str = "0 0 0 RG 100 700 m 300 700 l S 100 660 m 300 660 l S 100 620 300 620 re S 200 620 m 200 700 l S ";

#[test]
fn missing_rules_merge_cells_and_open_sides_close() {
    // Three rows of two columns: the first row merged across, the lower two merged down on the left.
    let content =
        "100 700 m 300 700 l 100 660 m 300 660 l 200 620 m 300 620 l 100 580 m 300 580 l 200 580 m 200 660 l S
        BT /F 10 Tf 110 675 Td {表头} Tj 0 -55 Td {左} Tj 100 22 Td [{1} -50 {2}] TJ 0 -40 Td {3} Tj ET
        BT /F 10 Tf 100 720 Td {一、总体} Tj 60 0 Td {情况} Tj ET
        BT /F 10 Tf 290 20 Td {— 1 —} Tj ET
        BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 400 Tm {水印} Tj ET";
    let document = read(&pages("", &[content]));
    assert_eq!(paragraphs(&document), ["一、总体  情况"]);
    assert_eq!(grids(&document), [["表头 0+2x1", "左 0+1x2 | 12 1+1x1", "3 1+1x1"]]);
}

#[test]
fn turned_pages_are_read_as_they_are_looked_at() {
    for (turns, matrix) in [(90, "0 1 -1 0 100 100"), (180, "-1 0 0 -1 400 400"), (270, "0 -1 1 0 100 500")] {
        let content = format!("q {matrix} cm BT /F 10 Tf 0 0 Td {{总计}} Tj 100 0 Td {{42}} Tj 0 -20 Td {{7}} Tj ET Q");
        let document = read(&pages(&format!("/Rotate {turns}"), &[&content]));
        assert_eq!(paragraphs(&document), ["总计  42", "7"], "{turns}");
    }
}

#[test]
fn a_row_that_a_page_break_goes_through_is_one_row() {
    let cells = |top: &str, left: &str, right: &str, below: &str, figure: &str| {
        format!(
            "{RULES} BT /F 10 Tf 105 670 Td {{{top}}} Tj 100 0 Td {{{left}}} Tj
            -100 -40 Td {{{right}}} Tj 0 -10 Td {{{below}}} Tj 100 0 Td {{{figure}}} Tj ET"
        )
    };
    let first =
        cells("1.甲", "5", "2.本机关不掌握相关", "", "6").replace("100 620 300 620 re S", "100 620 m 300 620 l S");
    let second = cells("政府信息", "", "3.乙", "", "7").replace("100 620 300 620 re S", "100 620 m 300 620 l S");
    let document = read(&pages("", &[&first, &second]));
    let expected =
        [vec!["1.甲 0+1x1 | 5 1+1x1", "2.本机关不掌握相关↵政府信息 0+1x1 | 6 1+1x1"], vec!["3.乙 0+1x1 | 7 1+1x1"]];
    assert_eq!(grids(&document), expected);
    // A row without figures is a row if the label above was whole.
    let first = first.replace("2.本机关不掌握相关", "2.乙");
    assert_eq!(grids(&read(&pages("", &[&first, &second])))[1].len(), 2);
}

#[test]
fn a_figure_stays_whole_though_it_stands_out_of_its_cell() {
    let content =
        "100 700 m 300 700 l 100 660 m 300 660 l 100 660 m 100 700 l 150 660 m 150 700 l 300 660 m 300 700 l S
        BT /F 10 Tf 110 675 Td {123456789} Tj 60 0 Td {0} Tj ET";
    assert_eq!(grids(&read(&pages("", &[content]))), [["123456789 0+1x1 | 0 1+1x1"]]);
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(code(LOCKED), "encrypted");
    assert_eq!(code(&pages("", &["100 100 m 200 200 l S"])), "no-text-layer");
    assert_eq!(code(b"%PDF-1.7\nnothing"), "broken-file");
    // A font that does not say what its glyphs are.
    let unknown = String::from_utf8(pages("", &["BT /F 10 Tf 100 100 Td {一二三} Tj ET"])).unwrap();
    assert_eq!(code(unknown.replace("UniGB-UCS2-H", "Identity-H  ").as_bytes()), "broken-file");
}

#[test]
fn limits_hold() {
    let over = |bytes: &[u8], limits: Limits| blocks(bytes, &limits).unwrap_err().code();
    assert_eq!(over(LIBREOFFICE, Limits::default().pages(2)), "too-large");
    assert_eq!(over(LIBREOFFICE, Limits::default().rows(20)), "too-large");
    assert_eq!(over(LIBREOFFICE, Limits::default().cells(200)), "too-large");
    assert_eq!(over(CHROMIUM, Limits::default().decompressed_bytes(50_000)), "too-large");
    // Forms that draw each other come to an end.
    let form = "<</Subtype/Form/Resources<</XObject<</X 3 0 R>>>>/Length 35>>stream\n/X Do /X Do /X Do /X Do /X Do /X Do \nendstream";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[4 0 R]/Count 1/Resources<</XObject<</X 3 0 R>>>>>>",
        form,
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>",
        &stream("/X Do"),
    ];
    assert_eq!(over(&file(&objects.map(str::to_owned)), Limits::default().decompressed_bytes(1 << 20)), "too-large");
}

#[test]
fn nesting_without_end_is_no_trouble() {
    let deep = format!(
        "{} {} {} BT /F 10 Tf 100 100 Td {{甲}} Tj ET",
        "[".repeat(50_000),
        "<<".repeat(50_000),
        "q ".repeat(50_000)
    );
    assert_eq!(paragraphs(&read(&pages("", &[&deep]))), ["甲"]);
    let objects = |kids: usize| {
        let node = |i| format!("<</Type/Pages/Count 1/Kids[{} 0 R]>>", i + 3);
        let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
        objects.extend((0..kids).map(node));
        objects.push(format!("<</Type/Page/X {}{}>>", "[".repeat(kids), "]".repeat(kids)));
        objects
    };
    assert_eq!(code(&file(&objects(20_000))), "broken-file");
}

#[test]
fn broken_bytes_are_an_answer_or_an_error() {
    // Not through `blocks`, which would turn a panic into an error.
    for original in [CHROMIUM, LIBREOFFICE] {
        let read = mutated(original, 300, |bytes| super::read(bytes, &Limits::default()).is_ok());
        assert!(read > 0);
    }
    // Behind the filters: content and fonts themselves.
    let content = format!("{RULES} BT /F 10 Tf 1 0 0 1 105 670 Tm {{1.甲}} Tj 100 0 Td [{{5}} -100 {{6}}] TJ T* ET");
    mutated(&pages("", &[&content, &content]), 600, |bytes| super::read(bytes, &Limits::default()).is_ok());
}
