//! The same report from different sources.

#[cfg(all(feature = "html", feature = "pdf"))]
#[test]
fn what_browsers_and_writers_print_has_the_figures_of_the_page() {
    use crate::read::{ReadOptions, any};

    let numbers = |bytes: &[u8]| {
        let draft = any(bytes, &ReadOptions::default()).unwrap().draft;
        draft.edition().cells().iter().map(|cell| draft.number(*cell)).collect::<Vec<_>>()
    };
    let page = numbers(include_bytes!("../../tests/fixtures/office/huaian-2024.html"));
    assert!(page.iter().all(Option::is_some));
    for bytes in [
        &include_bytes!("../../tests/fixtures/pdf/chromium.pdf")[..],
        include_bytes!("../../tests/fixtures/pdf/chromium-breaks.pdf"),
        include_bytes!("../../tests/fixtures/pdf/libreoffice.pdf"),
        include_bytes!("../../tests/fixtures/pdf/restricted.pdf"),
    ] {
        assert_eq!(numbers(bytes), page);
    }
}
