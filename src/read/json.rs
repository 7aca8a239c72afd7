//! The JSON envelope, and JSON Lines: what the crate itself has written.

use std::borrow::Cow;

use super::Reading;
use crate::draft::{Draft, Source};
use crate::format::json::lines::{LineError, Reader};
use crate::format::json::{self, JsonError};
use crate::record::{Fault, FaultKind};
use crate::source::decode::{Decoded, decode, place};
use crate::source::error::{Bound, ReadError, ReadErrorKind};
use crate::source::kind::FileKind;
use crate::source::limits::Limits;

/// The draft or report that is the document, or those of its lines.
pub(super) fn all(bytes: &[u8], limits: &Limits) -> Result<Vec<Reading>, ReadError> {
    let text = text(bytes, limits)?;
    match json::from_str::<Draft>(&text) {
        Ok(draft) => Ok(vec![reading(draft)]),
        // One document, over however many lines.
        Err(error) if is_json(&error) => Err(refused(&error, None)),
        Err(error) => lines(&text).unwrap_or_else(|| Err(refused(&error, None))),
    }
}

/// The text, which is in UTF-8, or in UTF-16 by other hands. A page is read for what is left of it where bytes are lost, and
/// its encoding is guessed; what was written to be read back is taken as it is or not at all.
fn text<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Cow<'a, str>, ReadError> {
    let utf8 = std::str::from_utf8(bytes);
    match utf8 {
        Ok(text) if !bytes.contains(&0) => return Ok(text.into()),
        _ => {}
    }
    let whole = |decoded: &Decoded<'_>| decoded.encoding.starts_with("UTF-") && decoded.noticed.is_empty();
    match (decode(bytes, limits), utf8) {
        (Ok(decoded), _) if whole(&decoded) => Ok(decoded.text),
        (_, Err(error)) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let why = "JSON is in UTF-8, and these bytes are not";
            Err(ReadError::broken(FileKind::Text, why).at(place(&String::from_utf8_lossy(before))))
        }
        (decoded, Ok(_)) => decoded.map(|decoded| decoded.text),
    }
}

fn reading(draft: Draft) -> Reading {
    // The places in a draft are those of the page it was read from, so this text's lines would be the wrong ones.
    Reading { draft, text: None, encoding: None, encoding_notices: Vec::new() }
}

/// The drafts and reports of a text's lines; `None` if it is no JSON Lines: fewer than two, or none that is an envelope.
fn lines(text: &str) -> Option<Result<Vec<Reading>, ReadError>> {
    let (mut readings, mut bad, mut envelopes, mut count) = (Vec::new(), None, false, 0);
    // The text is within the limits already, so each of its lines is.
    for line in Reader::<_, Draft>::new(text.as_bytes()).line_bytes(text.len()) {
        count += 1;
        match line {
            Ok(draft) => {
                envelopes = true;
                readings.push(reading(draft));
            }
            Err(error) => {
                envelopes |= error.json().is_some_and(|error| is_json(error) && !error.faults().iter().any(is_other));
                bad = bad.or(Some(error));
            }
        }
    }
    (envelopes && count > 1).then(|| bad.map_or(Ok(readings), |error| Err(bad_line(&error))))
}

fn bad_line(error: &LineError) -> ReadError {
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let line = Some(number(error.line()));
    let Some(json) = error.json() else {
        return ReadError::broken(FileKind::Json, error.kind()).at(Source { line, ..Source::default() });
    };
    let column = json.place().map(|(_, column)| number(column as u64));
    refused(json, Some(Source { line, column, ..Source::default() }))
}

/// Whether the text is JSON from its beginning to its end.
fn is_json(error: &JsonError) -> bool {
    error.place().is_none() && !error.faults().iter().any(|fault| matches!(fault.kind, FaultKind::TooDeep { .. }))
}

/// JSON that is no object, or that does not say that it is a report, is simply something else.
fn is_other(fault: &Fault) -> bool {
    matches!(fault.pointer(), Some("" | "/format"))
}

/// The error of a document, or of the one at a place among others.
fn refused(error: &JsonError, at: Option<Source>) -> ReadError {
    let refused = match error.faults() {
        [Fault { kind: FaultKind::TooDeep { most }, .. }] => ReadError::over(Bound::Depth, *most),
        faults if faults.iter().any(is_other) => ReadError::new(ReadErrorKind::NotAReport),
        [_, _, ..] => ReadError::broken(FileKind::Json, format_args!("{} faults: {error}", error.faults().len())),
        [_] => ReadError::broken(FileKind::Json, error),
        [] if at.is_some() => {
            ReadError::broken(FileKind::Json, error.syntax().map(json::without_place).unwrap_or_default())
        }
        [] => ReadError::broken(FileKind::Json, error.syntax().map(ToString::to_string).unwrap_or_default()),
    };
    refused.at(at.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use crate::draft::{Origin, Source};
    use crate::form::Edition;
    use crate::read::{ReadOptions, all, any};
    use crate::{Cell, Draft, json};

    fn said(text: &str) -> String {
        any(text.as_bytes(), &ReadOptions::default()).unwrap_err().to_string()
    }

    #[test]
    fn a_draft_reads_back_with_its_places() {
        let mut draft = Draft::blank(Edition::Trial2019);
        let cell = Cell::from(3_u32).with_origin(Origin::Read).with_source(Source::at_line(80, 2));
        draft.set("review.upheld".parse().unwrap(), cell).unwrap();
        for text in [json::to_string(&draft), format!("\u{feff}{}", json::to_string_pretty(&draft))] {
            let reading = any(text.as_bytes(), &ReadOptions::default()).unwrap();
            assert_eq!((reading.draft, reading.text), (draft.clone(), None));
        }
    }

    #[test]
    fn what_is_no_envelope_is_refused() {
        let none = "nothing of an annual disclosure report is in it";
        assert_eq!(said("{}"), none);
        assert_eq!(said(r#"[{"organ":1}]"#), none);
        assert_eq!(said(r#"{"format":"geojson"}"#), none);
        assert_eq!(said(r#"{"a":"#), "broken JSON document: EOF while parsing a value at line 1 column 5");
        assert_eq!(said(&format!(r#"{{"a":{}"#, "[".repeat(999))), "nested deeper than 64 levels");
        let later = said(r#"{"format":"disclosure-report","version":2}"#);
        assert!(later.contains("later version at /version: expected 1, found 2"), "{later}");
        let text = json::to_string(&Draft::blank(Edition::Revised2021));
        let faulty = said(&text.replacen(r#"{"state":"blank"}"#, "null", 2));
        assert!(faulty.contains("2 faults: wrong type at /cells/proactive.regulations.issued: expected"), "{faulty}");
    }
    #[test]
    fn lines_are_read_each() {
        let drafts = Edition::ALL.iter().map(|edition| Draft::blank(*edition)).collect::<Vec<_>>();
        let [first, second] = [0, 1].map(|i| json::to_string(&drafts[i]));
        for text in [format!("{first}\n{second}"), format!("\u{feff}\r\n{first}\r\n \n{second}\n\n")] {
            let readings = all(text.as_bytes(), &ReadOptions::default()).unwrap();
            assert_eq!(readings.into_iter().map(|reading| reading.draft).collect::<Vec<_>>(), drafts);
        }
        assert_eq!(all(format!("{first}\n\n").as_bytes(), &ReadOptions::default()).unwrap().len(), 1);
    }

    #[test]
    fn a_bad_line_is_told_wherever_it_stands() {
        let good = json::to_string(&Draft::blank(Edition::Revised2021));
        let null = good.replacen(r#"{"state":"blank"}"#, "null", 1);
        let broken = "broken JSON document: ";
        let cell = "wrong type at /cells/proactive.regulations.issued: expected an integer, found null";
        for (text, expected) in [
            (format!("{good}\n\n{null}\n{good}"), format!("{broken}{cell} at line 3")),
            (format!("{null}\n{good}"), format!("{broken}{cell} at line 1")),
            (format!("{}\n{good}", &good[..9]), format!("{broken}EOF while parsing an object at 1:9")),
            (format!("{good}\n{}", &good[..9]), format!("{broken}EOF while parsing an object at 2:9")),
            (format!("oops\n{good}"), format!("{broken}expected value at 1:1")),
            (format!("{good}\noops"), format!("{broken}expected value at 2:1")),
            (format!("{{}}\n{good}"), "nothing of an annual disclosure report is in it at line 1".to_owned()),
            (format!("{good}\n[1]"), "nothing of an annual disclosure report is in it at line 2".to_owned()),
            (format!("{{\"a\":{}\n{good}", "[".repeat(99)), "nested deeper than 64 levels at line 1".to_owned()),
        ] {
            assert_eq!(said(&text), expected);
        }
        // Indented documents are no JSON Lines, whatever is on each of their lines.
        let pretty = json::to_string_pretty(&Draft::blank(Edition::Revised2021));
        assert!(
            said(&pretty[..pretty.len() - 1]).starts_with("broken JSON document: EOF while parsing an object at line")
        );
        assert!(said(&format!("{pretty}\n{pretty}")).starts_with("broken JSON document: trailing characters at line"));
    }

    #[test]
    fn bytes_that_are_no_text_are_never_replaced() {
        let mut draft = Draft::blank(Edition::Revised2021);
        draft.header.organ = Some("某市某区人民政府".into());
        let line = json::to_string(&draft) + "\n";
        let mut bytes = line.repeat(2).into_bytes();
        bytes[line.len() + line.find("某").unwrap()] = 0xFF;
        let error = any(&bytes, &ReadOptions::default()).unwrap_err();
        assert_eq!(error.code(), "undecodable");
        assert_eq!(error.source_place().and_then(|at| at.line), Some(2));
    }
}
