//! The JSON envelope: what the crate itself has written.

use std::error::Error as _;

use super::Reading;
use super::error::{Bound, ErrorKind, ReadError};
use super::sniff::Kind;
use crate::draft::Draft;
use crate::envelope::{Fault, FaultKind};
use crate::json::{self, JsonError};

/// The draft or report in a text.
pub(super) fn reading(source: &str) -> Result<Reading, ReadError> {
    let draft = json::from_str::<Draft>(source).map_err(|error| refused(&error))?;
    // The places in a draft are those of the page it was read from, so this text's lines would be the wrong ones.
    Ok(Reading { draft, text: None, encoding: None, encoding_notices: Vec::new() })
}

fn refused(error: &JsonError) -> ReadError {
    // JSON that is no object, or that does not say that it is a report, is simply something else.
    let other = |fault: &Fault| fault.path.is_empty() || &*fault.path == "/format";
    match error.faults() {
        [Fault { kind: FaultKind::TooDeep { most }, .. }] => ReadError::over(Bound::Depth, *most),
        faults if faults.iter().any(other) => ReadError::new(ErrorKind::NotAReport),
        [_, _, ..] => ReadError::broken(Kind::Json, format_args!("{} faults: {error}", error.faults().len())),
        [_] => ReadError::broken(Kind::Json, error),
        [] => ReadError::broken(Kind::Json, error.source().map_or_else(String::new, ToString::to_string)),
    }
}

#[cfg(test)]
mod tests {
    use crate::form::Edition;
    use crate::read::{ReadOptions, any};
    use crate::{Cell, Draft, Origin, Source, json};

    fn said(text: &str) -> String {
        any(text.as_bytes(), &ReadOptions::default()).unwrap_err().to_string()
    }

    #[test]
    fn a_draft_reads_back_with_its_places() {
        let mut draft = Draft::new(Edition::Trial2019);
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
        let text = json::to_string(&Draft::new(Edition::Revised2021));
        let faulty = said(&text.replacen(r#"{"state":"blank"}"#, "null", 2));
        assert!(faulty.contains("2 faults: wrong type at /cells/proactive.regulations.issued: expected"), "{faulty}");
    }
}
