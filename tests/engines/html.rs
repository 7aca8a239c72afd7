//! Pages as another parser sees them, and what hostile text does to them: nothing.

use disclosure_report::draft::Losses;
use disclosure_report::form::{Column, Table};
use disclosure_report::html::{self, Options};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::{Cell, Draft, Edition, Language, repair};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::support::{reading, set, zeros};

fn written(draft: &Draft) -> (String, Losses) {
    let mut page = Vec::new();
    let losses = html::write(&mut page, draft, &Options::default()).unwrap();
    (String::from_utf8(page).unwrap(), losses)
}

fn audit(draft: &Draft, options: &Options) -> String {
    let mut page = Vec::new();
    html::audit(&mut page, draft, &draft.check(), &repair::suggest(draft), options).unwrap();
    String::from_utf8(page).unwrap()
}

fn read_back(page: &str) -> Draft {
    read::any(page.as_bytes(), &ReadOptions::default()).unwrap().draft
}

/// An element of a parsed page: its name, its attributes, and all text in it.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

fn elements(page: &str) -> Vec<Element> {
    use html5ever::tendril::TendrilSink as _;
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(page);
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
    let mut found = Vec::new();
    walk(&dom.document, &mut found);
    found
}

fn walk(node: &Handle, found: &mut Vec<Element>) -> String {
    if let NodeData::Text { contents } = &node.data {
        return contents.borrow().to_string();
    }
    let at = found.len();
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes = attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
        found.push(Element { name: name.local.to_string(), attributes, text: String::new() });
    }
    let text: String = node.children.borrow().iter().map(|child| walk(child, found)).collect();
    if matches!(node.data, NodeData::Element { .. }) {
        found[at].text.clone_from(&text);
    }
    text
}

const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "]]>",
    "--><!--",
    "</table><table><tr><td>1",
    "</style><style>*{display:none}",
    "' onmouseover='alert(1)' &lt;b&gt; &amp;quot;",
];

fn hostile() -> Draft {
    let mut draft = zeros(Edition::Revised2021);
    draft.header.organ = Some(HOSTILE.join(""));
    draft.narrative.overview = HOSTILE.join("\n");
    let cells = Edition::Revised2021.cells().to_vec();
    for ((id, next), text) in cells.chunks(20).map(|chunk| (chunk[0], chunk[1])).zip(HOSTILE) {
        draft.set(id, Cell::unreadable(text)).unwrap();
        draft.set(next, Cell::from(5u32).with_note(text)).unwrap();
    }
    draft
}

/// No element and no attribute but the crate's own.
fn harmless(elements: &[Element]) {
    for element in elements {
        assert!(!["script", "img", "iframe", "object", "link", "base"].contains(&element.name.as_str()));
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on") && !["src", "style"].contains(&name.as_str()), "{name}={value}");
            assert!(name != "href" || value.starts_with('#'), "{value}");
        }
    }
    assert_eq!(elements.iter().filter(|element| element.name == "style").count(), 1);
}

#[test]
fn hostile_text_stays_text() {
    let draft = hostile();
    let (page, losses) = written(&draft);
    assert!(losses.to_string().starts_with("header.organ"), "{losses}");
    let elements = elements(&page);
    harmless(&elements);
    assert_eq!(elements.iter().filter(|element| element.name == "table").count(), 3);
    let title = elements.iter().find(|element| element.name == "h1").unwrap();
    assert!(title.text.starts_with(&HOSTILE.join("")));
    let text: Vec<_> = elements.iter().filter(|element| element.name == "p").map(|p| p.text.as_str()).collect();
    assert_eq!(text, HOSTILE);
    for (id, cell) in draft.cells() {
        let field = elements.iter().find(|element| element.attribute("id") == Some(id.as_str())).unwrap();
        assert_eq!(field.text, cell.to_string());
    }
    assert_eq!(read_back(&page).narrative, draft.narrative);

    let options = Options::default().with_source(HOSTILE[1]).with_id_prefix("\"><b>").with_title(HOSTILE[0]);
    let sheet = self::elements(&audit(&draft, &options));
    harmless(&sheet);
    assert!(sheet.iter().all(|element| element.name != "b"));
}

#[test]
fn tables_say_what_heads_what() {
    let elements = elements(&written(&zeros(Edition::Revised2021)).0);
    let html = elements.iter().find(|element| element.name == "html").unwrap();
    assert_eq!(html.attribute("lang"), Some("zh-CN"));
    let count = |name: &str| elements.iter().filter(|element| element.name == name).count();
    assert_eq!((count("table"), count("caption"), count("thead"), count("h2")), (3, 3, 2, 6));
    let scopes: Vec<_> = elements.iter().filter(|e| e.name == "th").map(|e| e.attribute("scope").unwrap()).collect();
    for scope in ["col", "colgroup", "row", "rowgroup"] {
        assert!(scopes.contains(&scope), "{scope}");
    }
    let of = |id: &str| elements.iter().find(|element| element.attribute("id") == Some(id)).unwrap();
    assert_eq!(of("natural_person").text, "自然人");
    assert_eq!(of("litigation.direct").attribute("colspan"), Some("5"));
    assert!(of("requests.granted").text.contains("（一）予以公开"));
}

#[test]
fn an_audit_sheet_marks_what_is_wrong() {
    let draft = reading("hongze-2023.html").draft;
    let sheet = audit(&draft, &Options::default());
    let elements = elements(&sheet);
    let of = |id: &str| elements.iter().find(|element| element.attribute("id") == Some(id)).unwrap();
    assert_eq!(of("review.total").text, "0建议 11✗1 ");
    assert_eq!(of("review.total").attribute("class"), Some("dr-bad"));
    assert_eq!(of("requests.other_handling.fee_overdue.total").text, "[0]缺 推算");
    let verdict = elements.iter().find(|e| e.attribute("class") == Some("dr-verdict dr-inconsistent")).unwrap();
    assert!(verdict.text.starts_with("✗ 不一致 inconsistent"));
    assert!(sheet.contains("差+11"));
    for link in elements.iter().filter_map(|element| element.attribute("href")) {
        assert!(elements.iter().any(|element| element.attribute("id") == link.strip_prefix('#')), "{link}");
    }
    let ids: Vec<_> = elements.iter().filter_map(|element| element.attribute("id")).collect();
    let distinct: std::collections::HashSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len());
    let english = audit(&draft, &Options::default().with_language(Language::English));
    assert!(english.contains("suggested 11") && !english.contains("不一致"));
}

#[test]
fn the_sums_that_fail_stand_beside_rows_and_below_columns() {
    let mut draft = zeros(Edition::Revised2021);
    set(&mut draft, "requests.granted.natural_person", 5u32);
    let sheet = audit(&draft, &Options::default());
    let elements = elements(&sheet);
    let margin = elements.iter().filter(|e| e.attribute("class") == Some("dr-margin") && !e.text.is_empty());
    assert_eq!(margin.map(|e| e.text.as_str()).collect::<Vec<_>>(), ["✗ 5\u{2009}≠\u{2009}0差+5"]);
    let foot = elements.iter().filter(|element| element.name == "tfoot").map(|e| e.text.trim()).collect::<Vec<_>>();
    assert!(foot.iter().any(|text| text.contains("（七）总计") && text.contains("✗ 5")), "{foot:?}");
    assert_eq!((Table::ALL.len(), Column::REQUESTERS.len()), (foot.len(), 7));
}
