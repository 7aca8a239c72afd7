//! The envelope as text on one line: the same bytes as serde writes, faster where nearly all of them are.

use crate::form::CellId;
use crate::format::envelope::{Content, Document};

/// As many bytes as a report has whose text is short.
const USUAL: usize = 10 << 10;

/// Writes a document after what is there.
pub(super) fn write(document: &Document<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    out.reserve(USUAL);
    serde_json::to_writer(&mut *out, &document.head())?;
    // The object goes on.
    out.pop();
    out.extend_from_slice(b",\"cells\":");
    let begin = out.len();
    for (id, content) in document.cells.iter() {
        out.extend_from_slice(KEYS.of(id));
        match content {
            Content::Figure(figure @ 0..=9) => out.extend(u8::try_from(figure).map(|digit| b'0' + digit)),
            Content::Figure(figure) => serde_json::to_writer(&mut *out, &figure)?,
            cell @ Content::Cell { .. } => serde_json::to_writer(&mut *out, &cell)?,
        }
    }
    put(out, begin, b'{');
    out.push(b'}');
    let Some(lists) = document.lists() else {
        out.push(b'}');
        return Ok(());
    };
    let begin = out.len();
    serde_json::to_writer(&mut *out, &lists)?;
    put(out, begin, b',');
    Ok(())
}

fn put(out: &mut [u8], at: usize, byte: u8) {
    if let Some(slot) = out.get_mut(at) {
        *slot = byte;
    }
}

/// The ids of cells as keys that follow on another one: `,"review.total":`. No id has a character that needs an escape.
struct Keys {
    text: [u8; LEN],
    /// Where the key of each cell is, and where it ends.
    places: [(usize, usize); CellId::COUNT],
}

static KEYS: Keys = keys();
const LEN: usize = len();
const BEFORE: &[u8] = b",\"";
const AFTER: &[u8] = b"\":";

impl Keys {
    fn of(&self, id: CellId) -> &[u8] {
        let (begin, end) = self.places[id.index()];
        self.text.get(begin..end).unwrap_or_default()
    }
}

const fn keys() -> Keys {
    let mut keys = Keys { text: [0; LEN], places: [(0, 0); CellId::COUNT] };
    let (mut cell, mut at) = (0, 0);
    while cell < CellId::COUNT {
        let begin = at;
        at = copied(BEFORE, &mut keys.text, at);
        at = copied(CellId::at(cell).as_str().as_bytes(), &mut keys.text, at);
        at = copied(AFTER, &mut keys.text, at);
        keys.places[cell] = (begin, at);
        cell += 1;
    }
    keys
}

/// The length of all keys.
const fn len() -> usize {
    let (mut cell, mut len) = (0, 0);
    while cell < CellId::COUNT {
        len += BEFORE.len() + CellId::at(cell).as_str().len() + AFTER.len();
        cell += 1;
    }
    len
}

const fn copied(bytes: &[u8], into: &mut [u8], mut at: usize) -> usize {
    let mut i = 0;
    while i < bytes.len() {
        into[at] = bytes[i];
        at += 1;
        i += 1;
    }
    at
}
