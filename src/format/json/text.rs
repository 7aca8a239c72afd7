//! The envelope as text on one line: the same bytes as serde writes, faster where nearly all of them are.

use crate::format::envelope::{Content, Document};

/// As many bytes as a report has whose text is short.
const USUAL: usize = 10 << 10;

/// Writes a document after what is there.
pub(super) fn write(document: &Document<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    out.reserve(USUAL);
    serde_json::to_writer(&mut *out, &document.head())?;
    // The object goes on.
    out.pop();
    let mut before: &[u8] = b",\"cells\":{\"";
    for (id, content) in document.cells.iter() {
        // An id has no character that needs an escape.
        out.extend_from_slice(before);
        out.extend_from_slice(id.as_str().as_bytes());
        out.extend_from_slice(b"\":");
        match content {
            Content::Figure(figure @ 0..=9) => out.extend(u8::try_from(figure).map(|digit| b'0' + digit)),
            Content::Figure(figure) => serde_json::to_writer(&mut *out, &figure)?,
            content => serde_json::to_writer(&mut *out, &content)?,
        }
        before = b",\"";
    }
    out.push(b'}');
    let Some(lists) = document.lists() else {
        out.push(b'}');
        return Ok(());
    };
    let begin = out.len();
    serde_json::to_writer(&mut *out, &lists)?;
    if let Some(brace) = out.get_mut(begin) {
        *brace = b',';
    }
    Ok(())
}
