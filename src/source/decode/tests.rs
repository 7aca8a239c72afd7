use super::*;
use crate::source::mutated::mutated;

const TEXT: &str = "淮安市2024年政府信息公开工作年度报告\n一、总体情况\n（一）主动公开：制发规范性文件8件，现行有效66件。\n\
    二、本年新收政府信息公开申请数量 3119 件，均已按时答复；予以公开 1362 件。";

fn read(bytes: &[u8]) -> Decoded<'_> {
    decode(bytes, &Limits::default()).unwrap()
}

fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn unicode_with_and_without_a_mark() {
    let marked = format!("\u{feff}{TEXT}");
    let cases = [
        (TEXT.as_bytes().to_vec(), "UTF-8"),
        (marked.as_bytes().to_vec(), "UTF-8"),
        (wide(&marked, u16::to_le_bytes), "UTF-16LE"),
        (wide(&marked, u16::to_be_bytes), "UTF-16BE"),
        (wide(TEXT, u16::to_le_bytes), "UTF-16LE"),
        (wide(TEXT, u16::to_be_bytes), "UTF-16BE"),
    ];
    for (bytes, encoding) in cases {
        assert_eq!(read(&bytes), Decoded { text: TEXT.into(), encoding, noticed: Vec::new() });
    }
    assert!(matches!(read(TEXT.as_bytes()).text, Cow::Borrowed(_)));
}

#[test]
fn declarations_are_found_as_browsers_find_them() {
    let found = |head: &str| declared::declared(head.as_bytes());
    for (head, label) in [
        ("<meta charset=gb2312>", Some("gb2312")),
        ("<META CHARSET = \"GBK\" />", Some("gbk")),
        ("<meta http-equiv=Content-Type content=\"text/html; charset=gb18030\">", Some("gb18030")),
        ("<meta content='text/html;charset=big5' http-equiv='Content-Type'>", Some("big5")),
        ("<?xml version=\"1.0\" encoding='GB2312'?><html>", Some("gb2312")),
        ("<!-- <meta charset=big5> --><meta charset=utf-8>", Some("utf-8")),
        ("<meta name=description content=\"of charsets\"><meta charset=utf-8>", Some("utf-8")),
        ("<metadata charset=x", Some("x")),
        ("charset=gbk", None),
        ("<meta charset=>", None),
        ("", None),
    ] {
        assert_eq!(found(head).as_deref(), label, "{head}");
    }
    assert_eq!(found(&format!("{}<meta charset=gbk>", " ".repeat(1100))), None);
}

#[test]
fn broken_bytes_are_counted_and_placed() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.truncate(bytes.len() - 1);
    bytes[57] = 0xFF;
    let decoded = read(&bytes);
    assert_eq!(decoded.encoding, "UTF-8");
    let [EncodingNotice::Replaced { count, first }] = &decoded.noticed[..] else { panic!("{:?}", decoded.noticed) };
    assert!(*count >= 2 && first.line == Some(2), "{count} {first:?}");
    assert!(decoded.text.contains('\u{fffd}'));

    let mut odd = wide(&format!("\u{feff}{TEXT}"), u16::to_le_bytes);
    odd.push(0x4E);
    assert!(matches!(read(&odd).noticed[..], [EncodingNotice::Replaced { count: 1, .. }]));
}

#[test]
fn what_is_no_text_is_refused() {
    let mut seed = 7u32;
    let noise: Vec<u8> = (0..4096)
        .map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        })
        .collect();
    for bytes in [&noise[..], &noise[..100], &[0; 64], &[0xFF; 64], b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"] {
        let error = decode(bytes, &Limits::default()).unwrap_err();
        assert!(["undecodable", "feature-missing"].contains(&error.code()), "{error}");
    }
    assert_eq!(decode(b"abc", &Limits::default().input_bytes(2)).unwrap_err().code(), "too-large");
    assert_eq!(read(b"").text, "");
}

#[test]
fn mutated_copies_never_panic() {
    for bytes in [TEXT.as_bytes().to_vec(), wide(&format!("\u{feff}{TEXT}"), u16::to_le_bytes)] {
        mutated(&bytes, 600, |bytes| decode(bytes, &Limits::default()).is_ok());
    }
}

#[cfg(not(feature = "encodings"))]
#[test]
fn without_the_feature_other_encodings_are_refused_by_name() {
    let error = decode(b"<meta charset=gbk>\xBB\xB4\xB0\xB2", &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "feature-missing");
    assert!(error.to_string().contains("gbk"), "{error}");
    assert_eq!(read(b"<meta charset=gbk>all ascii").text, "<meta charset=gbk>all ascii");
}

#[cfg(feature = "encodings")]
mod legacy {
    use encoding_rs::{BIG5, Encoding, GB18030, GBK};

    use super::*;

    const TRADITIONAL: &str =
        "臺灣地區政府資訊公開工作年度報告，本年新收申請數量共三千一百件，均已依規定期限答覆申請人。";

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        let (bytes, _, failed) = encoding.encode(text);
        assert!(!failed);
        bytes.into_owned()
    }

    fn page(label: &str, text: &str) -> String {
        format!("<html><head><meta charset=\"{label}\"></head><body>{text}</body></html>")
    }

    #[test]
    fn declared_encodings() {
        for (encoding, label, text) in [
            (GBK, "gb2312", TEXT),
            (GBK, "GBK", TEXT),
            (GB18030, "gb18030", "㐀㐁𠀀 总计"),
            (BIG5, "big5", TRADITIONAL),
            (GBK, "gbk", TRADITIONAL),
        ] {
            let page = page(label, text);
            let bytes = encoded(encoding, &page);
            assert_eq!(read(&bytes), Decoded { text: page.into(), encoding: encoding.name(), noticed: Vec::new() });
        }
    }

    #[test]
    fn undeclared_encodings_are_detected() {
        for (encoding, text) in
            [(GBK, TEXT), (BIG5, TRADITIONAL), (GBK, TRADITIONAL), (GBK, "淮安市"), (GBK, "总计：3")]
        {
            let bytes = encoded(encoding, text);
            let decoded = read(&bytes);
            assert_eq!(decoded.text, text);
            assert!(decoded.noticed.is_empty());
        }
    }

    #[test]
    fn a_wrong_declaration_is_noticed() {
        for (encoding, label, text, found) in [
            (encoding_rs::UTF_8, "gb2312", TEXT, "UTF-8"),
            (encoding_rs::UTF_8, "big5", TEXT, "UTF-8"),
            (encoding_rs::UTF_8, "iso-8859-1", TEXT, "UTF-8"),
            (GBK, "utf-8", TEXT, "GBK"),
            (GBK, "iso-8859-1", TEXT, "GBK"),
            (GBK, "big5", TEXT, "GBK"),
            (GBK, "utf-16", TEXT, "GBK"),
            (GBK, "no-such-label", TEXT, "GBK"),
            (BIG5, "gb2312", TRADITIONAL, "Big5"),
            (BIG5, "utf-8", TRADITIONAL, "Big5"),
        ] {
            let page = page(label, text);
            let bytes = encoded(encoding, &page);
            let decoded = read(&bytes);
            assert_eq!(decoded.text, page, "{label}");
            assert_eq!(decoded.noticed, [EncodingNotice::Declared { declared: label.into(), found }]);
        }
        assert!(read(page("gb2312", "ascii").as_bytes()).noticed.is_empty());
        assert!(read(b"\xEF\xBB\xBF<meta charset=gb2312>").noticed.is_empty());
    }

    #[test]
    fn broken_bytes_in_gbk_are_counted() {
        let mut bytes = encoded(GBK, &page("gbk", TEXT));
        bytes.push(0xBB);
        let decoded = read(&bytes);
        assert_eq!(decoded.encoding, "GBK");
        assert!(matches!(decoded.noticed[..], [EncodingNotice::Replaced { count: 1, .. }]), "{:?}", decoded.noticed);
        assert!(decoded.text.starts_with(&page("gbk", TEXT)));
    }
}
