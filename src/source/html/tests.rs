//! Pages as they are published, and worse.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{NODES, blocks};
use crate::draft::Source;
use crate::source::Limits;
use crate::source::block::{Block, Document};

const DEPTH: usize = 512;

fn read(source: &str) -> Document {
    blocks(source, &Limits::default().depth(DEPTH)).unwrap_or_else(|error| panic!("{error}: {source}"))
}

/// The code of the error for a page that passes a bound.
fn refused(source: &str, limits: Limits) -> &'static str {
    blocks(source, &limits).unwrap_err().code()
}

/// Paragraphs as they are; a table between brackets, its rows parted by `/`, its cells by `|`; `c×r` before a cell that
/// spans, line breaks in it as `↵`.
fn sketch(document: &Document) -> Vec<String> {
    let sketch = |block: &Block| match block {
        Block::Cells(_) => unreachable!("cells without rows come from text alone"),
        Block::Paragraph(text) => text.text.clone(),
        Block::Table(grid) => {
            let rows = grid.rows.iter().map(|row| {
                let cells = row.iter().map(|cell| {
                    let text = cell.text.replace('\n', "↵");
                    match (cell.columns, cell.rows) {
                        (1, 1) => text,
                        (columns, rows) => format!("{columns}×{rows} {text}"),
                    }
                });
                cells.collect::<Vec<_>>().join("|")
            });
            format!("[{}]", rows.collect::<Vec<_>>().join("/"))
        }
    };
    document.blocks.iter().map(sketch).collect()
}

#[test]
fn pages_become_blocks() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("nothing", "", &[]),
        ("text alone", " 平潭 \n 2023 ", &["平潭 2023"]),
        (
            "paragraphs",
            "<p>一、总体情况</p><p>二<b>、</b>主动<span>公开</span></p>三<br>四",
            &["一、总体情况", "二、主动公开", "三", "四"],
        ),
        (
            "blocks end lines",
            "<div>a<section>b</section>c<h1>d</h1><ul><li>e<li>f</ul>g",
            &["a", "b", "c", "d", "e", "f", "g"],
        ),
        ("spaces", "<p>&nbsp;\u{3000}\u{3000}一&nbsp;&nbsp;二\u{3000}三\t\n四 </p><p>&nbsp;</p>", &["一 二 三 四"]),
        ("characters that take no room", "<p>2\u{200b}0\u{feff}2&shy;3</p><p>&#8203;</p>", &["2023"]),
        (
            "what is not shown",
            "<style>p{}</style><p>a<script>'<table><tr><td>1'</script><!-- <p>x --><noscript>b</noscript>\
          <template><p>c</template><span hidden>d</span><i style='color:red; DISPLAY : none'>e</i>f",
            &["af"],
        ),
        ("a page that hides itself until its script runs", "<body style='display:none' hidden><p>a", &["a"]),
        (
            "Word",
            "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p class=MsoNormal style='mso-pagination:\
          widow-orphan'><![if !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>办结<span lang=EN-US>81<o:p></o:p>\
          </span>件<?xml:namespace prefix = o ns = \"urn:schemas-microsoft-com:office:office\" /><o:p>&nbsp;</o:p></p>",
            &["1.办结81件"],
        ),
        ("preformatted", "<pre>\n一\t 二 \n\n 三&nbsp;<b>四</b> 五\n</pre>六", &["一\t 二", "三 四 五", "六"]),
        ("references", "&lt;b&gt; &amp; &#20108;&#x4E09; &nbsp &unknown; &", &["<b> & 二三 &unknown; &"]),
        ("a drawing", "<svg><title>t</title><style>s</style><text>1</text><text>2</text></svg>", &["1", "2"]),
    ];
    for (what, source, expected) in cases {
        assert_eq!(sketch(&read(source)), *expected, "{what}");
    }
}

#[test]
fn tables_become_grids() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("a table", "a<table><tr><th>项<td>0<tr><td>&nbsp;<td></table>b", &["a", "[项|0/|]", "b"]),
        ("lines in cells", "<table><td> <p>本年<br/>制发</p><p> </p>件<b>数</b><br></td>", &["[本年↵制发↵件数]"]),
        (
            "spans",
            "<table><tr><td colspan=3 rowspan='2 '>a<td rowspan=9>b<tr><td>c<tr><td>d<td>e<td>f<td>g",
            &["[3×2 a|1×3 b/c/d|e|f|g]"],
        ),
        (
            "row spans end with their group",
            "<table><thead><tr><td rowspan=3>a<tbody><tr><td rowspan=0>b<tr><td>c",
            &["[a/1×2 b/c]"],
        ),
        ("document order", "<table><tfoot><tr><td>a</tfoot><tbody><tr><td>b</table>", &["[a/b]"]),
        ("a caption", "<table><caption>附<br>表</caption><tr><td>1</table>", &["附", "表", "[1]"]),
        (
            "text next to the cells",
            "<table>表一<tr>单位：件<td>1</td>年</tr><tr><td>2</table>后",
            &["表一单位：件年", "[1/2]", "后"],
        ),
        ("unclosed", "<div><table><tr><td><p>a<td><span>b<tr><td>c</div>d", &["[a|b/cd]"]),
        ("cells without a table", "<tr><td>a</td><td>b</td></tr>", &["ab"]),
        ("no cells", "<table></table><table><tr></tr></table>", &[]),
        (
            "hidden rows, cells and tables",
            "<table><tr hidden><td>a<tr><td style='display:none;'>b<td>c</table><table hidden><td>d</table>",
            &["[c]"],
        ),
        ("in a script", "<script>document.write('<table><tr><td>1</table>')</script>", &[]),
        (
            "a frame of a table",
            "<table><tr><td>上<table><tr><td>1<td>2</table>下</td><td>右</table>后",
            &["上", "[1|2]", "下", "右", "后"],
        ),
        (
            "frames in frames",
            "<table><td>a<table><td>b<table><td>1</table>c<table><td>2</table></table>d</table>",
            &["a", "b", "[1]", "c", "[2]", "d"],
        ),
        ("an empty table in a cell", "<table><td>1<table><td>&nbsp;</table>2<td>3</table>", &["[1↵2|3]"]),
        ("a hidden table in a cell", "<table><td>1<table hidden><td>x</table><td>3</table>", &["[1|3]"]),
        ("misnested formatting", "<table><tr><td><b>1<td>2</b></table><p>3<i>4<p>5</i>6", &["[1|2]", "34", "56"]),
    ];
    for (what, source, expected) in cases {
        assert_eq!(sketch(&read(source)), *expected, "{what}");
    }
}

#[test]
fn titles() {
    for (source, expected) in [
        ("<title> 年度\n报告 </title><p>a", Some("年度 报告")),
        ("<title> </title>", None),
        ("<p>a<svg><title>t</title></svg>", None),
    ] {
        assert_eq!(read(source).title.as_deref(), expected, "{source}");
    }
    assert_eq!(sketch(&read("<title>t</title>a")), ["a"]);
}

/// Every text (or blank cell) with its line and column.
fn places(source: &str) -> Vec<(String, u32, u32)> {
    let place = |text: &str, at: Source| (text.to_owned(), at.line.unwrap_or(0), at.column.unwrap_or(0));
    let mut places = Vec::new();
    for block in read(source).blocks {
        match block {
            Block::Cells(_) => unreachable!("cells without rows come from text alone"),
            Block::Paragraph(text) => places.push(place(&text.text, text.at)),
            Block::Table(grid) => {
                places.extend(grid.rows.iter().flatten().map(|cell| place(&cell.text, cell.at)));
            }
        }
    }
    places
}

#[test]
fn lines_and_columns() {
    type Case<'a> = (&'a str, &'a [(&'a str, u32, u32)]);
    let cases: &[Case<'_>] = &[
        ("一<p>\n  二<b>三</b>", &[("一", 1, 1), ("二三", 2, 3)]),
        ("<p>\r\n&nbsp;\r\n 一\r\n<p>\r\n二", &[("一", 3, 2), ("二", 5, 1)]),
        ("\u{feff}<p>&nbsp;<b>&ldquo;一", &[("“一", 1, 14)]),
        ("<p title='<td>'><!-- <p> --><script>'<p>'</script>  一", &[("一", 1, 53)]),
        ("<table>\n<tr><td>&nbsp;<td> 7</td>\n<td></table>", &[("", 2, 5), ("7", 2, 20), ("", 3, 1)]),
        ("<table>\n 单位 <tr><td>&nbsp<td>&x;<td>", &[("单位", 2, 2), ("", 2, 9), ("&x;", 2, 22), ("", 2, 25)]),
        ("<table><td>1<td>\n<p>2<br>3</table>&amp 4", &[("1", 1, 12), ("2\n3", 2, 4), ("& 4", 2, 18)]),
        ("<pre>\n\n 一\n\n  二\n三</pre>四", &[("一", 3, 2), ("二", 5, 3), ("三", 6, 1), ("四", 6, 8)]),
        // What the tokenizer puts back is also how the source ends.
        ("<table><td>&nbsp;<td>&nbsp;<td>1<", &[("", 1, 8), ("", 1, 18), ("1<", 1, 32)]),
    ];
    for (source, expected) in cases {
        let places = places(source);
        let places: Vec<_> = places.iter().map(|(text, line, column)| (text.as_str(), *line, *column)).collect();
        assert_eq!(places, *expected, "{source:?}");
    }
}

#[test]
fn places_in_tables() {
    let document = read("<table><td>x</table>a<table><table><tr><td rowspan=2>b<td colspan=2>c<tr><td>d<td>e</table>");
    let mut places = Vec::new();
    for block in &document.blocks {
        if let Block::Table(grid) = block {
            for cell in grid.rows.iter().flatten() {
                places.push((cell.text.as_str(), cell.at.table, cell.at.row, cell.at.cell));
            }
        }
    }
    let expected = [("x", 1, 1, 1), ("b", 2, 1, 1), ("c", 2, 1, 2), ("d", 2, 2, 2), ("e", 2, 2, 3)];
    assert_eq!(places, expected.map(|(text, table, row, cell)| (text, Some(table), Some(row), Some(cell))));
}

#[test]
fn depth_and_size_are_bounded() {
    let limits = Limits::default().depth(DEPTH);
    let deep = "<div>".repeat(10_000) + "a";
    assert_eq!(refused(&deep, limits), "too-deep");
    assert_eq!(sketch(&blocks(&deep, &limits.depth(20_000)).unwrap_or_default()), ["a"]);
    let inline = "<b><i>".repeat(10_000) + "a";
    assert_eq!(refused(&inline, limits), "too-deep");

    let wide = "<p>a".repeat(1000);
    assert_eq!(refused(&wide, limits.cells(2000 / NODES)), "too-large");
    assert_eq!(read(&wide).blocks.len(), 1000);
    let attributes = (0..5000).fold("<p".to_owned(), |tag, index| format!("{tag} a{index}")) + ">a";
    assert_eq!(refused(&attributes, limits.cells(1_000_000 / NODES)), "too-large");
    let picture = format!("<img src='data:image/png;base64,{}'>a", "A/ ".repeat(100_000));
    assert_eq!(sketch(&read(&picture)), ["a"]);
    // Elements that are opened anew in every paragraph: a page of quadratic size.
    let mut reopened = "<p>".to_owned();
    for index in 0..200 {
        let _ = write!(reopened, "<b id={index}>");
    }
    reopened += &"<p>a".repeat(100_000);
    assert_eq!(refused(&reopened, limits.cells(1_000_000 / NODES)), "too-large");
}

#[test]
fn tables_that_lie_cost_what_they_weigh() {
    let absurd = "<table>".to_owned() + &"<tr><td rowspan=99999999 colspan=99999999>1<td>2".repeat(500);
    let document = read(&absurd);
    let [Block::Table(grid)] = &document.blocks[..] else { panic!("one table") };
    assert!(grid.rows.iter().all(|row| row.len() == 2));
    assert!(grid.rows.iter().enumerate().all(|(index, row)| row.iter().all(|cell| index + cell.rows as usize <= 500)));
}

fn characters(document: &Document) -> usize {
    let title = document.title.iter().map(|title| title.chars().count()).sum::<usize>();
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Cells(_) => unreachable!("cells without rows come from text alone"),
        Block::Paragraph(text) => text.text.chars().count(),
        Block::Table(grid) => grid.rows.iter().flatten().map(|cell| cell.text.chars().count()).sum(),
    });
    title + blocks.sum::<usize>()
}

/// Markup out of which broken pages are made: all that is in it is shown.
const SHOWN: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td rowspan=2 colspan=3>",
    "<th rowspan=0>",
    "<tbody>",
    "</tbody>",
    "<caption>",
    "</caption>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<a>",
    "</a>",
    "<div>",
    "</div>",
    "<br>",
    "<pre>",
    "</pre>",
    " ",
    "12",
    "12",
    "12",
    "一",
    "\u{3000}",
    "\r\n",
    "\n",
];

/// Markup that hides what is in it, or is no markup.
const HIDING: &[&str] = &[
    "<div hidden>",
    "<svg>",
    "</svg>",
    "<title>",
    "</title>",
    "<template>",
    "</template>",
    "<select>",
    "<option>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "&nbsp;",
    "&nbsp",
    "&am",
    "<",
    "<plaintext>",
    "<math>",
    "<frameset>",
    "\0",
];

fn soup(pieces: Vec<&'static str>) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn anything_is_read(source in prop_oneof![soup([SHOWN, HIDING].concat()), ".*"]) {
        let document = read(&source);
        prop_assert!(characters(&document) <= source.chars().count());
        let mut tables = 0;
        for block in &document.blocks {
            match block {
                Block::Cells(_) => unreachable!("cells without rows come from text alone"),
                Block::Paragraph(text) => prop_assert!(!text.text.trim().is_empty() && !text.text.contains('\n')),
                Block::Table(grid) => {
                    tables += 1;
                    for (index, row) in grid.rows.iter().enumerate() {
                        for cell in row {
                            prop_assert_eq!(cell.text.trim(), &cell.text);
                            prop_assert!(cell.columns >= 1 && cell.rows >= 1);
                            prop_assert!(index + cell.rows as usize <= grid.rows.len());
                            prop_assert_eq!(cell.at.table, Some(tables));
                            prop_assert_eq!(cell.at.row.map(|row| row as usize), Some(index + 1));
                            prop_assert_eq!(cell.at.cell, Some(cell.column + 1));
                        }
                        prop_assert!(row.windows(2).all(|pair| pair[0].column + pair[0].columns <= pair[1].column));
                    }
                }
            }
        }
    }

    /// Each number of a page comes out once: nothing is lost, nothing is doubled.
    #[test]
    fn texts_come_out_once(source in soup(SHOWN.to_vec())) {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let out: usize = read(&source).blocks.iter().map(|block| match block {
            Block::Cells(_) => unreachable!("cells without rows come from text alone"),
            Block::Paragraph(text) => digits(&text.text),
            Block::Table(grid) => grid.rows.iter().flatten().map(|cell| digits(&cell.text)).sum(),
        }).sum();
        let spans = source.matches("rowspan=2 colspan=3").count() * 2 + source.matches("rowspan=0").count();
        prop_assert_eq!(out, digits(&source) - spans);
    }

    /// A place in the source is where the text is, also where the source is fed in pieces.
    #[test]
    fn texts_are_where_they_are_said_to_be(soup in soup(SHOWN.to_vec()), before in 3800_usize..4100) {
        let source = format!("<!--{}-->{soup}", "一".repeat(before / 3) + &"x".repeat(before % 3));
        prop_assert_eq!(sketch(&read(&source)), sketch(&read(&soup)));
        let lines: Vec<_> = source.split('\n').collect();
        for (text, line, column) in places(&source) {
            let rest: String = lines[line as usize - 1].chars().skip(column as usize - 1).collect();
            let begin = text.chars().next().map_or("<t".to_owned(), String::from);
            prop_assert!(rest.starts_with(&begin), "{text:?} at {line}:{column}");
        }
    }
}
