//! JSON Lines: what is written reads back, and a bad line is an error of that line alone.

use std::io::{self, BufReader, Read};

use disclosure_report::json::lines::{LINE_BYTES, LineError, LineErrorKind, Reader, Writer};
use disclosure_report::read::{self, ReadOptions};
use disclosure_report::strategies::{any_draft, report};
use disclosure_report::{Draft, Edition, Report, json};
use proptest::prelude::*;

use crate::strategies::{cases, sample};
use crate::support::zeros;

fn written<T: json::Envelope>(values: &[T]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    for value in values {
        writer.write(value).unwrap();
    }
    writer.finish().unwrap()
}

fn read<T: json::Envelope>(bytes: &[u8]) -> Vec<Result<T, LineError>> {
    // A small buffer, so that lines lie across its ends.
    Reader::new(BufReader::with_capacity(7, bytes)).collect()
}

fn breaks(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn drafts_read_back(drafts in prop::collection::vec(any_draft(), 0..5)) {
        let bytes = written(&drafts);
        prop_assert_eq!(breaks(&bytes), drafts.len());
        let back: Vec<Draft> = read(&bytes).into_iter().map(Result::unwrap).collect();
        prop_assert_eq!(&back, &drafts);
        if !drafts.is_empty() {
            let readings = read::all(&bytes, &ReadOptions::default()).unwrap();
            prop_assert_eq!(readings.into_iter().map(|reading| reading.draft).collect::<Vec<_>>(), drafts);
        }
    }

    #[test]
    fn reports_read_back(reports in prop::collection::vec(report(), 0..5)) {
        let bytes = written(&reports);
        let back: Vec<Report> = read(&bytes).into_iter().map(Result::unwrap).collect();
        prop_assert_eq!(&back, &reports);
        let drafts: Vec<Draft> = read(&bytes).into_iter().map(Result::unwrap).collect();
        prop_assert_eq!(drafts, reports.iter().map(Draft::from).collect::<Vec<_>>());
    }

    #[test]
    fn lines_are_what_serde_writes(draft in any_draft(), report in report()) {
        let text = serde_json::to_string(&draft).unwrap() + "\n" + &serde_json::to_string(&report).unwrap() + "\n";
        let mut writer = Writer::new(Vec::new());
        writer.write(&draft).unwrap();
        writer.write(&report).unwrap();
        prop_assert_eq!(String::from_utf8(writer.finish().unwrap()).unwrap(), text);
        // A value of serde_json may have its keys in another order.
        let other = serde_json::to_value(&report).unwrap().to_string();
        prop_assert_eq!(json::from_str::<Report>(&other).unwrap(), report);
        let other = serde_json::to_value(&draft).unwrap();
        prop_assert_eq!(json::from_str::<Draft>(&other.to_string()).unwrap(), draft.clone());
        let [same, other] = [serde_json::to_string(&draft).unwrap(), other.to_string()].map(|text| {
            json::from_str::<Report>(&text).map_err(|error| error.faults().to_vec())
        });
        prop_assert_eq!(same, other);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), most in 0..80_usize) {
        let lines = Reader::<_, Draft>::new(bytes.as_slice()).line_bytes(most).count();
        prop_assert!(lines <= breaks(&bytes) + 1);
    }
}

#[test]
fn drafts_and_reports_stand_in_one_file() {
    let report = sample(&report(), 1).remove(0);
    let mut writer = Writer::new(Vec::new());
    writer.write(&report).unwrap();
    writer.write(&Draft::blank(Edition::Trial2019)).unwrap();
    let bytes = writer.finish().unwrap();
    assert_eq!(read::<Draft>(&bytes).into_iter().map(Result::unwrap).collect::<Vec<_>>().len(), 2);
    let [first, second] = <[_; 2]>::try_from(read::<Report>(&bytes)).unwrap();
    assert_eq!(first.unwrap(), report);
    assert_eq!(second.unwrap_err().json().unwrap().faults().len(), 200); // no organ, no year, 198 blank cells
}

#[test]
fn bad_lines_say_where_they_are_and_stop_nothing() {
    let good = json::to_string(&zeros(Edition::Revised2021));
    let len = good.len();
    let faulty = good
        .replacen(
            r#""review.upheld":{"state":"number","value":0"#,
            r#""review.upheld":{"state":"number","value":"0""#,
            1,
        )
        .replacen(r#""other":"""#, r#""other":1"#, 1);
    let broken = &good[..good.len() - 2];
    let mut not_utf8 = good.clone().into_bytes();
    not_utf8[20] = 0xE5;
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    for line in [good.as_bytes(), faulty.as_bytes(), b" \t\r", good.as_bytes(), &not_utf8, broken.as_bytes(), b"{}\r"] {
        bytes.extend(line);
        bytes.push(b'\n');
    }
    bytes.extend(good.as_bytes());

    let mut reader = Reader::<_, Draft>::new(bytes.as_slice());
    let mut said = Vec::new();
    let mut lines = Vec::new();
    while let Some(item) = reader.next() {
        lines.push(reader.line());
        if let Err(error) = item {
            assert_eq!(error.line(), reader.line());
            assert_eq!(&bytes[usize::try_from(error.offset()).unwrap() - 1..][..1], b"\n");
            said.push(error.to_string());
        }
    }
    assert_eq!(lines, [1, 2, 4, 5, 6, 7, 8]);
    let second = 3 + len + 1;
    let fifth = second + faulty.len() + 1 + 4 + len + 1;
    let sixth = fifth + len + 1;
    let seventh = sixth + broken.len() + 1;
    assert_eq!(
        said,
        [
            format!(
                "line 2 (byte {second}): wrong type at /narrative/other: expected text, found 1\n\
                 line 2 (byte {second}): wrong type at /cells/review.upheld/value: expected an integer, found \"0\""
            ),
            format!("line 5 (byte {fifth}): no UTF-8 at column 21"),
            format!("line 6 (byte {sixth}): no JSON: EOF while parsing an object at column {}", broken.len()),
            format!(
                "line 7 (byte {seventh}): {}",
                ["format", "version", "kind", "edition", "header", "narrative", "cells"]
                    .map(|key| format!("missing key at /{key}"))
                    .join(&format!("\nline 7 (byte {seventh}): "))
            ),
        ]
    );
}

#[test]
fn the_last_line_may_be_cut_off() {
    let good = json::to_string(&Draft::blank(Edition::Trial2019));
    let text = format!("{good}\n{}", &good[..good.len() / 2]);
    let [first, second] = <[_; 2]>::try_from(read::<Draft>(text.as_bytes())).unwrap();
    assert!(first.is_ok());
    let error = second.unwrap_err();
    assert_eq!((error.line(), error.offset()), (2, good.len() as u64 + 1));
    assert_eq!(error.json().unwrap().place(), Some((1, good.len() / 2)));
}

/// A line that never ends until so many bytes were read.
struct Endless {
    left: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.left.min(buffer.len() as u64);
        self.left -= n;
        let n = usize::try_from(n).unwrap();
        buffer[..n].fill(b' ');
        Ok(n)
    }
}

#[test]
fn a_line_too_long_is_passed_over() {
    let good = json::to_string(&Draft::blank(Edition::Trial2019)) + "\n";
    let huge = Endless { left: LINE_BYTES as u64 * 3 };
    let source = good.as_bytes().chain(huge).chain(b"\n".as_slice()).chain(good.as_bytes());
    let mut reader = Reader::<_, Draft>::new(BufReader::with_capacity(1 << 20, source)).line_bytes(good.len());
    assert!(reader.next().unwrap().is_ok());
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), format!("line 2 (byte {}): longer than {} bytes", good.len(), good.len()));
    assert!(matches!(error.kind(), LineErrorKind::TooLong { .. }));
    assert!(reader.next().unwrap().is_ok());
    assert_eq!(reader.line(), 3);
    assert!(reader.next().is_none());

    // The line break is not counted.
    let line = good.trim_end();
    for (most, fits) in [(line.len(), true), (line.len() - 1, false)] {
        for text in [line, &good] {
            let mut reader = Reader::<_, Draft>::new(text.as_bytes()).line_bytes(most);
            assert_eq!(reader.next().unwrap().is_ok(), fits, "{most}");
            assert!(reader.next().is_none());
        }
    }
    assert_eq!(Reader::<_, Draft>::new(line.as_bytes()).line_bytes(usize::MAX).count(), 1);
}

/// A source that fails once its bytes are read.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() { Err(io::Error::other("the disk is gone")) } else { self.0.read(buffer) }
    }
}

#[test]
fn an_error_of_the_source_ends_it() {
    let good = json::to_string(&Draft::blank(Edition::Trial2019)) + "\n";
    let text = format!("{good}{}", &good[..99]);
    let mut reader = Reader::<_, Draft>::new(BufReader::new(Failing(text.as_bytes())));
    assert!(reader.next().unwrap().is_ok());
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), format!("line 2 (byte {}): the disk is gone", good.len()));
    assert!(matches!(error.kind(), LineErrorKind::Io(_)));
    assert!(reader.next().is_none());
    assert!(reader.next().is_none());
}
