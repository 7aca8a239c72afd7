//! Random reports rendered into sources and read back: equal, or reported; never silently different.

use disclosure_report::form::{CellId, Row, Table};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::strategies::report;
use disclosure_report::{Cell, Draft, Edition, Report, State};
use proptest::prelude::*;

use crate::layout::{self, Hand, Sheet};
use crate::strategies::cases;
use crate::text_layout;

/// What a page shows in each cell, and what is to be read there.
pub(crate) struct Shown {
    pub(crate) edition: Edition,
    pub(crate) title: String,
    cells: Vec<(CellId, String, State)>,
}

/// How figures are written.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a way to write by itself")]
pub(crate) struct Figures {
    /// Some zeros are blank, or dashes.
    blanks: bool,
    dashes: bool,
    /// Full-width digits, thousands separators, counting words, notes.
    wide: bool,
    thousands: bool,
    counters: bool,
    notes: bool,
}

impl Shown {
    pub(crate) fn of(report: &Report, figures: Figures, hand: &mut Hand) -> Self {
        let header = report.header();
        let title = format!("{}{}年政府信息公开工作年度报告", header.organ(), header.year());
        let draft = Draft::from(report);
        let cells = draft.cells().map(|(id, cell)| written(id, cell, figures, hand)).collect();
        Self { edition: report.edition(), title, cells }
    }

    pub(crate) fn text(&self, cell: CellId) -> &str {
        &self.cells.iter().find(|(id, _, _)| *id == cell).unwrap().1
    }

    pub(crate) fn figures(&self, row: &Row) -> impl Iterator<Item = &str> {
        row.cells().map(|(cell, _)| self.text(cell))
    }

    /// What is read otherwise than shown, though nothing says so; and how many cells are not read, and reported.
    fn judge(&self, draft: &Draft) -> (Vec<String>, usize) {
        let mut wrong = Vec::new();
        let mut lost = 0;
        if draft.edition() != self.edition {
            wrong.push(format!("edition {} for {}", draft.edition(), self.edition));
            return (wrong, lost);
        }
        let findings = draft.check();
        for (id, text, want) in &self.cells {
            let cell = draft.cell(*id).unwrap();
            match &cell.state {
                state if *state == want.as_view() => {}
                State::Missing | State::Unreadable(_) | State::Ambiguous => {
                    lost += 1;
                    if !findings.iter().any(|finding| finding.cells.iter().any(|term| term.cell == *id)) {
                        wrong.push(format!("{id}: {text:?} lost without a finding"));
                    }
                }
                state => wrong.push(format!("{id}: {state:?} for {text:?}")),
            }
        }
        (wrong, lost)
    }
}

/// A cell as written, and what is to be read.
fn written(id: CellId, cell: Cell<&str>, figures: Figures, hand: &mut Hand) -> (CellId, String, State) {
    let State::Number { value, unit, .. } = cell.state else { panic!("a report has numbers") };
    let mut text = cell.to_string();
    if value.is_zero() && unit.is_none() {
        if figures.blanks && hand.one_in(3) {
            return (id, hand.pick(&["", " ", "\u{3000}"]).to_owned(), State::Blank);
        }
        if figures.dashes && hand.one_in(3) {
            let dash = hand.pick(&["-", "—", "/", "——", "无", "不适用"]);
            return (id, dash.to_owned(), State::Dash(dash.into()));
        }
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if figures.thousands && digits > 3 && hand.one_in(2) {
        for at in (1..digits).rev().filter(|at| (digits - at).is_multiple_of(3)) {
            text.insert(at, ',');
        }
    }
    if figures.wide && hand.one_in(4) {
        text = text.chars().map(layout::widen).collect();
    }
    let counts = unit.is_none() && value.to_integer().is_some() && id.table() != Table::Proactive;
    if figures.counters && counts && hand.one_in(6) {
        text += "件";
    }
    let mut note = None;
    if figures.notes && hand.one_in(8) {
        text += hand.pick(&["（其中修订16件）", "(其中修订16件)"]);
        note = Some("其中修订16件".into());
    }
    (id, text, State::Number { value, unit, note })
}

pub(crate) fn figures() -> impl Strategy<Value = Figures> {
    any::<[bool; 6]>().prop_map(|[blanks, dashes, wide, thousands, counters, notes]| Figures {
        blanks,
        dashes,
        wide,
        thousands,
        counters,
        notes,
    })
}

/// Reads bytes back; what is wrong, how many cells are not read, and the header where it is as rendered.
fn read_back(bytes: &[u8], shown: &Shown) -> Result<usize, TestCaseError> {
    let reading = match read::any(bytes, &ReadOptions::default()) {
        Ok(reading) => reading,
        Err(error) => return Err(TestCaseError::fail(format!("{error}\n{}", String::from_utf8_lossy(bytes)))),
    };
    let (wrong, lost) = shown.judge(&reading.draft);
    let source = || String::from_utf8_lossy(bytes).into_owned();
    prop_assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), source());
    Ok(lost)
}

/// Every cell is read as shown, and so are organ and year.
pub(crate) fn exactly(bytes: &[u8], report: &Report, shown: &Shown) -> Result<(), TestCaseError> {
    let lost = read_back(bytes, shown)?;
    prop_assert_eq!(lost, 0, "{}", String::from_utf8_lossy(bytes));
    let draft = read::any(bytes, &ReadOptions::default()).unwrap().draft;
    prop_assert_eq!(draft.header.organ.as_deref(), Some(report.header().organ()));
    prop_assert_eq!(draft.header.year, Some(report.header().year()));
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    #[cfg(feature = "html")]
    #[test]
    fn the_official_page_is_read_exactly(report in report(), figures in figures(), seed in any::<u64>()) {
        let mut hand = Hand::new(seed);
        let shown = Shown::of(&report, figures, &mut hand);
        let page = layout::html(&Sheet::of(&shown), &layout::Markup::default(), &mut hand);
        exactly(page.as_bytes(), &report, &shown)?;
    }

    #[cfg(feature = "html")]
    #[test]
    fn a_page_in_any_hand_is_read_or_reported(
        report in report(),
        figures in figures(),
        markup in layout::markup(),
        seed in any::<u64>(),
    ) {
        let mut hand = Hand::new(seed);
        let shown = Shown::of(&report, figures, &mut hand);
        let page = layout::html(&Sheet::of(&shown), &markup, &mut hand);
        let lost = read_back(page.as_bytes(), &shown)?;
        prop_assert_eq!(lost, 0, "{}", page);
    }

    #[cfg(all(feature = "html", feature = "encodings"))]
    #[test]
    fn a_page_in_gb18030_is_read_exactly(report in report(), declared in any::<bool>(), seed in any::<u64>()) {
        let mut hand = Hand::new(seed);
        let shown = Shown::of(&report, Figures::default(), &mut hand);
        let markup = layout::Markup { charset: declared.then_some("gb2312"), ..layout::Markup::default() };
        let page = layout::html(&Sheet::of(&shown), &markup, &mut hand);
        let (bytes, _, lossy) = encoding_rs::GB18030.encode(&page);
        prop_assert!(!lossy);
        exactly(&bytes, &report, &shown)?;
    }

    #[test]
    fn text_in_every_layout_is_read_exactly(
        report in report(),
        figures in figures(),
        which in prop::sample::select(text_layout::TEXTS),
        seed in any::<u64>(),
    ) {
        let mut hand = Hand::new(seed);
        // Where white space alone separates, a blank cell can't be shown.
        let figures = Figures { blanks: figures.blanks && which.shows_blanks(), ..figures };
        let shown = Shown::of(&report, figures, &mut hand);
        let text = text_layout::text(&Sheet::of(&shown), which);
        exactly(text.as_bytes(), &report, &shown)?;
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn every_report_in_a_source_is_read(
        reports in [report(), report()],
        which in prop::sample::select(text_layout::TEXTS),
        seed in any::<u64>(),
    ) {
        let mut hand = Hand::new(seed);
        let shown = reports.each_ref().map(|report| Shown::of(report, Figures::default(), &mut hand));
        let text = shown.each_ref().map(|shown| text_layout::text(&Sheet::of(shown), which)).concat();
        let readings = read::all(text.as_bytes(), &ReadOptions::default()).unwrap();
        prop_assert_eq!(readings.len(), 2, "{}", text);
        for ((reading, report), shown) in readings.iter().zip(&reports).zip(&shown) {
            prop_assert_eq!(shown.judge(&reading.draft), (Vec::new(), 0), "{}", text);
            prop_assert_eq!(reading.draft.header.organ.as_deref(), Some(report.header().organ()));
            prop_assert_eq!(reading.draft.header.year, Some(report.header().year()));
        }
    }
}

/// A page is not read silently as another: without the row's figures its cells are reported.
#[cfg(feature = "html")]
#[test]
fn a_row_without_figures_is_reported() {
    let report = &crate::strategies::sample(&report(), 1)[0];
    let mut hand = Hand::new(7);
    let shown = Shown::of(report, Figures::default(), &mut hand);
    let mut sheet = Sheet::of(&shown);
    sheet.requests.retain(|row| row.id != disclosure_report::form::RowId::TOTAL);
    let page = layout::html(&sheet, &layout::Markup::default(), &mut hand);
    let draft = read::any(page.as_bytes(), &ReadOptions::default()).unwrap().draft;
    let (wrong, lost) = shown.judge(&draft);
    assert_eq!((wrong, lost), (Vec::new(), 7));
}
