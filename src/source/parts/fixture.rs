//! The form that the tests of Word documents and workbooks read.

use crate::source::block::{Block, Document, Grid, GridCell};

const HTML: &str = include_str!("../../../tests/fixtures/office/huaian-2024.html");

/// The cells of the fixture's tables with their spans, from its own markup: a row a line, written without nesting.
fn expected() -> Vec<Vec<Vec<(String, u32, u32)>>> {
    let span = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!("{name}=\"")).map(|(_, rest)| rest);
        rest.and_then(|rest| rest.split('"').next()).map_or(1, |n| n.parse().unwrap())
    };
    let cell = |cell: &str| {
        let (tag, text) = cell.split_once('>').unwrap();
        (text.split('<').next().unwrap().to_owned(), span(tag, "colspan"), span(tag, "rowspan"))
    };
    let row = |row: &str| row.split("<td").skip(1).map(cell).collect();
    HTML.split("<table>")
        .skip(1)
        .map(|table| table.split("</table>").next().unwrap().split("<tr>").skip(1).map(row).collect())
        .collect()
}

fn found(grid: &Grid) -> Vec<Vec<(String, u32, u32)>> {
    let cell = |cell: &GridCell| (cell.text.replace('\n', ""), cell.columns, cell.rows);
    grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
}

/// That the form was read exactly: every cell of three tables with its spans, the title, the headings in order.
#[cfg(feature = "docx")]
pub(crate) fn assert_form(document: &Document) {
    let tables: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|b| if let Block::Table(grid) = b { Some(found(grid)) } else { None })
        .collect();
    let expected = expected();
    assert_eq!(expected.len(), 3);
    assert_eq!(expected.iter().flatten().flatten().filter(|cell| cell.0.parse::<f64>().is_ok()).count(), 200);
    assert_eq!(tables, expected);
    assert_eq!(document.title.as_deref(), Some("淮安市人民政府2024年政府信息公开工作年度报告"));
    let paragraphs: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|b| if let Block::Paragraph(text) = b { Some(&*text.text) } else { None })
        .collect();
    assert_eq!(paragraphs.first(), Some(&"淮安市人民政府2024年政府信息公开工作年度报告"));
    assert_eq!(paragraphs.iter().filter(|text| "一二三四五六".contains(&text[..3])).count(), 6);
}

/// The same of a workbook, where the whole page is one table: the rows of the form's tables come one after another in it,
/// their widest spans stretched by the columns of the others.
#[cfg(feature = "xlsx")]
pub(crate) fn assert_sheet(document: &Document) {
    let [Block::Table(grid)] = &document.blocks[..] else { panic!("{} blocks", document.blocks.len()) };
    let texts = |rows: Vec<Vec<(String, u32, u32)>>| -> Vec<Vec<(String, u32)>> {
        let kept = |row: Vec<(String, u32, u32)>| row.into_iter().map(|cell| (cell.0, cell.2)).collect();
        rows.into_iter().map(kept).collect()
    };
    let mut found = texts(found(grid));
    for row in &mut found {
        // To the right of a narrow table the sheet is blank.
        while row.last().is_some_and(|cell| cell.0.is_empty()) {
            row.pop();
        }
    }
    let expected = expected();
    let rows: usize = expected.iter().map(Vec::len).sum();
    found.retain(|row| row.len() > 1 || row.first().is_some_and(|cell| cell.0.starts_with("第二十条")));
    assert_eq!(found.len(), rows);
    assert_eq!(found, texts(expected.into_iter().flatten().collect()));
}
