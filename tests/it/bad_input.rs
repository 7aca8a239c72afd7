//! What is no report, or holds no figure where one should stand: an error or a finding says what and where.

use disclosure_report::read::{self, ReadOptions};
use disclosure_report::{Draft, Rule, Verdict};
#[cfg(feature = "html")]
use disclosure_report::{Language, State};
use proptest::prelude::*;

use crate::strategies::cases;

fn read_any(bytes: &[u8]) -> Result<read::Reading, read::ReadError> {
    read::any(bytes, &ReadOptions::default())
}

#[test]
fn what_is_no_report_is_refused_with_a_reason() {
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24).to_le_bytes()[0]).collect();
    let inputs: [(&str, &[u8]); 9] = [
        ("an empty file", b""),
        ("white space", b" \n\t \r\n"),
        ("zeros", &[0; 512]),
        ("noise", &noise),
        ("another text", "关于开展安全生产检查的通知\n各科室：请于1月31日前报送材料。".as_bytes()),
        ("another page", b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("a broken document", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ("a document", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
    ];
    for (what, bytes) in inputs {
        let error = read_any(bytes).expect_err(what);
        assert!(!error.code().is_empty(), "{what}");
        assert!(!error.to_string().is_empty() && !error.message_zh().is_empty(), "{what}");
    }
}

#[cfg(feature = "html")]
fn page(figure: &str) -> String {
    format!(
        "<html><head><title>某局2022年政府信息公开工作年度报告</title></head><body>\n<table>\n\
         <tr><td>一、本年新收政府信息公开申请数量</td><td>{figure}</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td>\
         <td>1</td></tr>\n<tr><td>四、结转下年度继续办理</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td>\
         <td>1</td></tr>\n</table></body></html>"
    )
}

/// Each is found in its cell, by its rule, with its place on the page and what stands there.
#[cfg(feature = "html")]
#[test]
fn what_is_no_count_is_found_where_it_stands() {
    let large = "1000000000000000000000000000000";
    for (figure, rule) in [
        (large, Rule::CellUnreadable),
        ("NaN", Rule::CellUnreadable),
        ("-1", Rule::CellNegative),
        ("－1", Rule::CellNegative),
        ("12345678901234567890.123456789012345", Rule::CellUnreadable),
        ("9007199254740992", Rule::CellUnreadable),
        ("99999999999999999999999999999999999999999999", Rule::CellUnreadable),
        ("1e30", Rule::CellUnreadable),
        ("inf", Rule::CellUnreadable),
        ("0x1F", Rule::CellUnreadable),
        ("1.5", Rule::CellFraction),
        ("12 34", Rule::CellUnreadable),
        ("1/2", Rule::CellUnreadable),
        ("见附件", Rule::CellUnreadable),
        ("3万元", Rule::CellUnreadable),
    ] {
        let draft = read_any(page(figure).as_bytes()).unwrap().draft;
        let cell = "requests.received.natural_person".parse().unwrap();
        let findings = draft.check();
        assert_ne!(findings.verdict(), Verdict::Consistent, "{figure}");
        let finding =
            findings.iter().find(|finding| finding.rule == rule).unwrap_or_else(|| panic!("{figure}: {findings}"));
        assert_eq!(finding.place.to_string(), "requests.received.natural_person", "{figure}");
        let source = finding.source.expect(figure);
        assert_eq!((source.line, source.row, source.cell), (Some(3), Some(1), Some(2)), "{figure}");
        for language in [Language::Chinese, Language::English] {
            assert!(!finding.message(language).is_empty());
        }
        match &draft.cell(cell).unwrap().state {
            State::Unreadable(text) => assert_eq!((&**text, rule), (figure, Rule::CellUnreadable)),
            State::Number { value, .. } => {
                assert!(figure.replace('－', "-").starts_with(&value.to_string()), "{figure} {value}");
            }
            state => panic!("{figure}: {state:?}"),
        }
    }
}

#[test]
fn a_page_of_labels_alone_is_never_consistent() {
    let text = "某局2022年政府信息公开工作年度报告\n一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n（七）总计\n\
                四、结转下年度继续办理\n";
    let draft = read_any(text.as_bytes()).unwrap().draft;
    let findings = draft.check();
    assert_eq!(findings.verdict(), Verdict::Undecided);
    assert!(findings.iter().any(|finding| finding.rule == Rule::FormEmpty));
}

/// Whatever is read can be checked, and shown.
fn look_at(reading: Result<read::Reading, read::ReadError>) {
    match reading {
        Ok(reading) => {
            let findings = reading.draft.check();
            assert!(!findings.to_string().is_empty());
            drop(Draft::without_sources(reading.draft));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Words of the form, digits, separators and tags, in any order: what readers look for, where they do not expect it.
fn soup() -> impl Strategy<Value = String> {
    let words = vec![
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "（一）予以公开",
        "（三）不予公开",
        "1.属于国家秘密",
        "3.其他",
        "其他",
        "总计",
        "（七）总计",
        "四、结转下年度继续办理",
        "行政复议",
        "结果维持",
        "尚未审结",
        "总计",
        "复议后起诉",
        "规章",
        "行政许可",
        "信息内容",
        "本年制发件数",
        "本年增/减",
        "行政事业性收费",
        "第二十条第（一）项",
        "四、政府信息公开行政复议、行政诉讼情况",
        "2022年某局政府信息公开工作年度报告",
        "2022年1月1日至12月31日",
        "发布日期：2022-1-32",
        "0",
        "00",
        "1",
        "12",
        "270020130",
        "1102",
        "9007199254740993",
        "-417",
        "1.5",
        "万元",
        "件",
        "（其中1件）",
        "无",
        "/",
        "—",
        " ",
        "\n",
        "\t",
        "|",
        "\u{a0}",
        "\u{3000}",
        "- 5 -\n",
        "|---|\n",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<td colspan=1000000>",
        "<td rowspan=\"0\">",
        "<td colspan=\"-1\" rowspan=99999>",
        "<br>",
        "<p>",
        "</p>",
        "<div>",
        "&nbsp;",
        "&#0;",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<style>",
        "<html>",
        "<svg>",
        "<template>",
        "<",
        ">",
        "\u{200b}",
        "⼀",
        "１",
    ];
    prop::collection::vec(prop::sample::select(words), 0..60).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        look_at(read_any(&bytes));
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,200}") {
        look_at(read_any(text.as_bytes()));
        look_at(read::text(&text, &ReadOptions::default()));
        #[cfg(feature = "html")]
        look_at(read::html(&text, &ReadOptions::default()));
    }

    #[test]
    fn no_soup_of_words_and_tags_makes_a_reader_panic(text in soup()) {
        look_at(read_any(text.as_bytes()));
        look_at(read::text(&text, &ReadOptions::default()));
        #[cfg(feature = "html")]
        look_at(read::html(&text, &ReadOptions::default()));
    }

    /// Copies of a real page with bytes changed, left out and put in.
    #[test]
    fn no_damaged_page_makes_a_reader_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..40),
    ) {
        let mut bytes = include_bytes!("../fixtures/office/huaian-2024.html").to_vec();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, byte),
            }
        }
        look_at(read_any(&bytes));
    }
}
