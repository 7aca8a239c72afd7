//! Word documents written and read back, and what hostile text does to them: nothing.

use std::io::{Cursor, Read as _};

use disclosure_report::docx::{self, Options};
use disclosure_report::draft::{AsDraft, Losses};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::{Cell, Draft, Edition, State};
use proptest::prelude::*;
use quick_xml::events::Event;

use crate::print::print_contract;
use crate::strategies::cases;
use crate::support::{cell, reading, set, zeros};

fn written(draft: &impl AsDraft) -> (Vec<u8>, Losses) {
    let mut file = Vec::new();
    let losses = docx::write(&mut file, draft, &Options::default()).unwrap();
    (file, losses)
}

fn read_back(file: &[u8]) -> Draft {
    read::any(file, &ReadOptions::default()).unwrap().draft
}

print_contract!(written, 64);

proptest! {
    #![proptest_config(cases(64))]

    /// Whatever stands in a draft, every part is well-formed and holds no character that XML can't.
    #[test]
    fn any_text_is_well_formed(organ in any::<String>(), text in any::<String>(), note in any::<String>()) {
        let mut draft = zeros(Edition::Revised2021);
        draft.header.organ = Some(organ);
        draft.narrative.overview = text.clone();
        set(&mut draft, "review.upheld", Cell::from(5u32).with_note(note));
        set(&mut draft, "review.other", Cell::unreadable(text.as_str()));
        let mut file = Vec::new();
        docx::write(&mut file, &draft, &Options::default().with_author(text)).unwrap();
        for part in parts(&file) {
            elements(&part);
        }
    }
}

#[test]
fn no_part_tells_when_it_was_written() {
    let (file, _) = written(&reading("huaian-2024.html").draft);
    let mut zip = zip::ZipArchive::new(Cursor::new(&file[..])).unwrap();
    for at in 0..zip.len() {
        let part = zip.by_index(at).unwrap();
        assert_eq!(part.last_modified().unwrap(), zip::DateTime::DEFAULT, "{}", part.name().unwrap());
    }
}

/// An element of a part: its name, its attributes, and the text right in it.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    within: Vec<String>,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn value(&self) -> &str {
        self.attribute("w:val").unwrap_or_default()
    }
}

/// The parts of a document by name.
fn parts(file: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let read = |at| {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    };
    (0..9).map(read).collect()
}

fn part(file: &[u8], name: &str) -> Vec<Element> {
    elements(parts(file).iter().find(|(own, _)| own == name).unwrap())
}

/// The elements of a part, which is to be well-formed.
fn elements((name, text): &(String, String)) -> Vec<Element> {
    let held = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(held), "{name}");
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = true;
    let (mut found, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
                    (attribute.key.as_ref().to_owned(), value.into_owned())
                });
                let attributes = attributes.collect();
                let within = open.iter().map(|at| found[*at].name.clone()).collect();
                open.push(found.len());
                found.push(Element { name: start.name().as_ref().to_owned(), attributes, text: String::new(), within });
            }
            Event::End(_) => drop(open.pop().unwrap()),
            Event::Text(text) => {
                if let Some(at) = open.last() {
                    found[*at].text += &text.xml10_content();
                }
            }
            Event::GeneralRef(reference) => {
                let known = quick_xml::escape::resolve_predefined_entity(&reference).unwrap();
                found[*open.last().unwrap()].text += known;
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("{name}: {other:?}"),
        }
    }
    assert!(open.is_empty(), "{name}");
    found
}

fn texts(elements: &[Element]) -> Vec<&str> {
    elements.iter().filter(|element| element.name == "w:t").map(|element| element.text.as_str()).collect()
}

const HOSTILE: [&str; 6] = [
    "</w:t></w:r></w:p></w:body>",
    "]]>",
    "&#x0; &#0; &amp;lt; &nbsp;",
    "<script>alert(1)</script>",
    "<!-- <?xml version=\"1.0\"?> <![CDATA[ -->",
    "\" w:val='1' <w:instrText>DDEAUTO</w:instrText>",
];

#[test]
fn hostile_text_stays_text() {
    let mut draft = zeros(Edition::Revised2021);
    draft.header.organ = Some(HOSTILE.join(""));
    draft.narrative.overview = HOSTILE.join("\n");
    draft.narrative.problems = "长".repeat(200_000);
    let cells = Edition::Revised2021.cells().to_vec();
    for ((id, next), text) in cells.chunks(20).map(|chunk| (chunk[0], chunk[1])).zip(HOSTILE) {
        draft.set(id, Cell::unreadable(text)).unwrap();
        draft.set(next, Cell::from(5u32).with_note(text)).unwrap();
    }
    let (file, losses) = written(&draft);
    assert!(losses.to_string().starts_with("header.organ"), "{losses}");
    let document = part(&file, "word/document.xml");
    let texts = texts(&document);
    assert_eq!(texts[0], HOSTILE.join(""));
    assert!(texts.windows(HOSTILE.len()).any(|lines| lines == HOSTILE));
    for (_, cell) in draft.cells() {
        assert!(texts.contains(&cell.to_string().as_str()), "{cell}");
    }
    assert!(document.iter().all(|element| element.name.starts_with("w:") && element.name != "w:instrText"));
    assert_eq!(read_back(&file).narrative, draft.narrative);
    for part in parts(&file) {
        elements(&part);
    }
    let title = part(&file, "docProps/core.xml").into_iter().find(|element| element.name == "dc:title").unwrap();
    assert!(title.text.starts_with(&HOSTILE.join("")));
}

#[test]
fn characters_that_xml_has_not_are_shown_and_told() {
    let mut draft = zeros(Edition::Revised2021);
    draft.narrative.other = "一\0二\u{1b}三\u{fffe}四\u{ffff}".into();
    set(&mut draft, "review.upheld", Cell::unreadable("a\u{7}b"));
    set(&mut draft, "review.total", Cell::from(7u32).with_note("含\u{b}件"));
    let (file, losses) = written(&draft);
    let document = part(&file, "word/document.xml");
    let texts = texts(&document);
    assert!(texts.contains(&"一\u{fffd}二\u{fffd}三\u{fffd}四\u{fffd}") && texts.contains(&"a\u{fffd}b"));
    let told: Vec<_> = losses.iter().map(ToString::to_string).collect();
    for loss in ["narrative.other as it is", "the text in place of a number: review.upheld"] {
        assert!(told.iter().any(|it| it == loss), "{losses}");
    }
    assert_eq!(read_back(&file).number(cell("review.total")), Some(7.into()));
}

#[test]
fn what_is_no_number_never_reads_as_one() {
    let mut draft = zeros(Edition::Revised2021);
    set(&mut draft, "review.upheld", Cell::unreadable("12"));
    set(&mut draft, "review.other", Cell::missing());
    let cells = vec![cell("review.corrected"), cell("review.pending")];
    let readings = [[2, 70], [27, 0]].map(|r: [u32; 2]| r.map(Into::into).to_vec()).to_vec();
    draft.add_run(disclosure_report::draft::Run::new(cells, readings, "270").unwrap()).unwrap();
    let (file, losses) = written(&draft);
    let told: Vec<_> = losses.iter().map(ToString::to_string).filter(|loss| loss.contains("review.")).collect();
    assert_eq!(
        told[..3],
        [
            "the text in place of a number: review.upheld",
            "the readings of digits that run together: review.corrected, review.pending",
            "that the page has no such row: review.other",
        ]
    );
    let read = read_back(&file);
    assert!(matches!(read.cell(cell("review.corrected")).unwrap().state, State::Unreadable(_)));
    assert!(matches!(read.cell(cell("review.upheld")).unwrap().state, State::Unreadable(_)));
}

#[test]
fn headings_and_tables_are_what_word_knows_them_by() {
    for edition in Edition::ALL {
        let (file, _) = written(&zeros(*edition));
        let document = part(&file, "word/document.xml");
        let count = |name: &str| document.iter().filter(|element| element.name == name).count();
        let set_in = |style: &str| document.iter().filter(|e| e.name == "w:pStyle" && e.value() == style).count();
        assert_eq!((count("w:tbl"), set_in("Heading1"), set_in("Title")), (3, 6, 1));
        // Three rows of headings each above tables 3 and 4.
        assert_eq!((count("w:tblHeader"), count("w:tblCaption")), (6, 3));
        assert_eq!(count("w:cantSplit"), count("w:tr"));
        let styles = part(&file, "word/styles.xml");
        let ids: Vec<_> = styles.iter().filter_map(|element| element.attribute("w:styleId")).collect();
        for used in document.iter().filter(|element| ["w:pStyle", "w:tblStyle"].contains(&element.name.as_str())) {
            assert!(ids.contains(&used.value()), "{used:?}");
        }
        let language = styles.iter().find(|element| element.name == "w:lang").unwrap();
        assert_eq!(language.attribute("w:eastAsia"), Some("zh-CN"));
        rows_fill_their_tables(&document);
    }
}

/// The cells of every row cover the grid of its table, and each is as wide as the columns it covers.
fn rows_fill_their_tables(document: &[Element]) {
    let number = |element: &Element, name: &str| -> usize { element.attribute(name).unwrap().parse().unwrap() };
    let mut grid: Vec<usize> = Vec::new();
    let (mut at, mut width, mut span) = (0, 0, 1);
    for element in document.iter().filter(|element| element.within.iter().any(|name| name == "w:tbl")) {
        match element.name.as_str() {
            "w:gridCol" => grid.push(number(element, "w:w")),
            "w:trPr" => {
                assert!(at == 0 || at == grid.len(), "{at} of {grid:?}");
                at = 0;
            }
            "w:tcW" => (width, span) = (number(element, "w:w"), 1),
            "w:gridSpan" => span = number(element, "w:val"),
            "w:p" => {
                assert_eq!(grid[at..at + span].iter().sum::<usize>(), width);
                at += span;
            }
            "w:tblPr" => {
                assert_eq!(at, grid.len());
                at = 0;
                grid.clear();
            }
            _ => {}
        }
    }
    assert_eq!(at, grid.len());
}

#[test]
fn an_author_is_told_where_one_is() {
    let creator = |options: &Options| {
        let mut file = Vec::new();
        docx::write(&mut file, &zeros(Edition::Revised2021), options).unwrap();
        let properties = part(&file, "docProps/core.xml");
        properties.into_iter().find(|element| element.name == "dc:creator").map(|element| element.text)
    };
    assert_eq!(creator(&Options::default()), None);
    assert_eq!(creator(&Options::default().with_author("张<三>")).as_deref(), Some("张<三>"));
}

/// A writer that takes some bytes and then no more.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        if taken == 0 { Err(std::io::ErrorKind::StorageFull.into()) } else { Ok(taken) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn errors_of_the_writer_are_passed_on() {
    let error = docx::write(Full(100), &zeros(Edition::Trial2019), &Options::default()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
}
