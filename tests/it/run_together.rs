//! Pages from which the separators are lost: no cell is claimed with a number that does not stand there.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use disclosure_report::form::{CellId, Row, RowId, Table};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::strategies::{Size, report_of};
use disclosure_report::{Draft, Edition, Number, Report};
use proptest::prelude::*;

use crate::strategies::sample;

/// How many reports of each size.
const REPORTS: usize = 300;

/// A slip in one cell of table 3: which cell, what happens to its digits, where, and which digit comes in.
type Slip = (prop::sample::Index, u8, prop::sample::Index, u8);

/// A report as a page without separators shows it: what stands in each cell, as written, and the gaps that are left.
#[derive(Clone, Debug)]
struct Page {
    edition: Edition,
    cells: Vec<(CellId, String)>,
    /// Before which figures of tables 3 and 4 a gap is left.
    gaps: Vec<bool>,
}

impl Page {
    fn of(report: &Report, gaps: Vec<bool>) -> Self {
        let cells = report.cells().map(|(cell, value)| (cell, value.to_number().to_string())).collect();
        Self { edition: report.edition(), cells, gaps }
    }

    fn written(&self, cell: CellId) -> &str {
        &self.cells.iter().find(|(id, _)| *id == cell).unwrap().1
    }

    /// The whole report on one line.
    fn text(&self) -> String {
        let year = if self.edition == Edition::Trial2019 { 2020 } else { 2023 };
        let mut out = format!("某市人民政府{year}年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况");
        out += "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人法人或其他组织总计";
        out += "商业企业科研机构社会公益组织法律服务机构其他";
        let mut gaps = self.gaps.iter();
        let mut group: &[&str] = &[];
        for row in self.edition.rows_of(Table::Requests) {
            let shared = row.group.iter().zip(group).take_while(|(a, b)| a == b).count();
            row.group[shared..].iter().for_each(|heading| out += heading);
            group = row.group;
            out += row.label;
            self.figures(&mut out, row, false, &mut gaps);
        }
        out += "四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉";
        out += "复议后起诉结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计";
        for row in self.edition.rows_of(Table::Challenges) {
            self.figures(&mut out, row, row.id != RowId::REVIEW, &mut gaps);
        }
        out + "五、存在的主要问题及改进情况无。六、其他需要报告的事项无。"
    }

    /// The figures of a row; between two of them there may be a gap.
    fn figures(&self, out: &mut String, row: &Row, goes_on: bool, gaps: &mut std::slice::Iter<'_, bool>) {
        for (i, (cell, _)) in row.cells().enumerate() {
            let gap = *gaps.next().unwrap();
            out.push_str(if gap && (i > 0 || goes_on) { " " } else { "" });
            out.push_str(self.written(cell));
        }
    }

    /// A digit typed wrong, dropped or added in one cell of table 3.
    fn with_slip(mut self, (cell, how, at, digit): &Slip) -> Self {
        let table: Vec<usize> = (0..self.cells.len()).filter(|i| self.cells[*i].0.table() == Table::Requests).collect();
        let before = &self.cells[*cell.get(&table)].1;
        let mut digits: Vec<char> = before.chars().collect();
        let place = at.index(digits.len());
        let digit = char::from(b'0' + digit);
        match how {
            0 if digits.len() > 1 => drop(digits.remove(place)),
            1 => digits.insert(place, digit),
            _ => digits[place] = digit,
        }
        let after: String = digits.into_iter().collect();
        let plain = after.parse::<u64>().unwrap().to_string();
        self.cells[*cell.get(&table)].1 = plain;
        self
    }
}

/// What became of some pages.
#[derive(Default)]
struct Score {
    pages: usize,
    whole: usize,
    cells: usize,
    read: usize,
    slowest: Duration,
    total: Duration,
}

impl Score {
    /// Reads a page; every number that is claimed stands on it.
    fn take(&mut self, page: &Page) {
        let text = page.text();
        let start = Instant::now();
        let draft = read::text(&text, &ReadOptions::default()).expect("a report").draft;
        let took = start.elapsed();
        self.slowest = self.slowest.max(took);
        self.total += took;
        let wrong = wrong(page, &draft);
        assert!(wrong.is_empty(), "{wrong}\n{text}");
        let cells = page.cells.iter().filter(|(cell, _)| cell.table() != Table::Proactive);
        let (mut all, mut read) = (0, 0);
        for (cell, _) in cells {
            all += 1;
            read += usize::from(draft.number(*cell).is_some());
        }
        self.pages += 1;
        self.whole += usize::from(all == read);
        self.cells += all;
        self.read += read;
    }

    #[expect(clippy::cast_precision_loss, reason = "a share for people to read")]
    fn shares(&self) -> (f64, f64) {
        (100.0 * self.whole as f64 / self.pages as f64, 100.0 * self.read as f64 / self.cells as f64)
    }

    fn tell(&self, what: &str) {
        let (whole, cells) = self.shares();
        let mean = self.total / u32::try_from(self.pages).unwrap();
        println!(
            "{what}: {whole:.1} % read whole, {cells:.1} % of cells; {mean:?} a report, {:?} at most",
            self.slowest
        );
    }
}

/// Cells that are claimed with another number than is written, and runs of whose readings none is what is written.
fn wrong(page: &Page, draft: &Draft) -> String {
    let mut out = String::new();
    for (cell, written) in &page.cells {
        let number: Number = written.parse().unwrap();
        match draft.number(*cell) {
            Some(claimed) if claimed != number => {
                let _ = writeln!(out, "{cell}: {claimed} for {written}");
            }
            None if draft.run_of(*cell).is_some() && !draft.readings(*cell).contains(&number) => {
                let _ = writeln!(out, "{cell}: {:?} without {written}", draft.readings(*cell));
            }
            _ => {}
        }
    }
    out
}

fn pages(edition: Edition, size: Size) -> Vec<(Page, Slip)> {
    let gaps = prop::collection::vec(prop::bool::weighted(0.03), edition.cells().len());
    let slip = (any::<prop::sample::Index>(), 0..3_u8, any::<prop::sample::Index>(), 0..=9_u8);
    let all = (report_of(edition, size), gaps, slip).prop_map(|(report, gaps, slip)| (Page::of(&report, gaps), slip));
    sample(&all, REPORTS / 2)
}

/// The share of reports read whole and of cells read, in percent; and the same of reports with a slip.
fn shares(size: Size) -> [(f64, f64); 2] {
    let [mut clean, mut slipped] = [Score::default(), Score::default()];
    for edition in Edition::ALL {
        for (page, slip) in pages(*edition, size) {
            clean.take(&page);
            slipped.take(&page.with_slip(&slip));
        }
    }
    clean.tell(&format!("{size:?}"));
    slipped.tell(&format!("{size:?} with a slip"));
    [clean.shares(), slipped.shares()]
}

// What is left open is open on the page: digits that the relations allow to cut in more ways than one, in table 4 more
// often than in table 3, whose columns tie its rows together. With a slip, every reading that one slip explains counts.
// The floors are some points below what was measured on 4,000 reports of each size.

/// Measured: 100 % whole; with a slip 88 %, and 99.8 % of the cells.
#[test]
fn townships_are_read_and_never_wrongly() {
    let [clean, slipped] = shares(Size::Township);
    assert!(clean.0 >= 99.0, "{clean:?}");
    assert!(slipped.0 >= 80.0 && slipped.1 >= 99.0, "{slipped:?}");
}

/// Measured: 64 % whole, 99.4 % of the cells; with a slip 28 %, and 94 %.
#[test]
fn counties_are_read_and_never_wrongly() {
    let [clean, slipped] = shares(Size::County);
    assert!(clean.0 >= 55.0 && clean.1 >= 98.0, "{clean:?}");
    assert!(slipped.1 >= 85.0, "{slipped:?}");
}

/// Measured: 53 % whole, 98.9 % of the cells. With a slip the search for long rows is given up.
#[test]
fn cities_are_read_and_never_wrongly() {
    let [clean, _] = shares(Size::City);
    assert!(clean.0 >= 45.0 && clean.1 >= 97.0, "{clean:?}");
}
