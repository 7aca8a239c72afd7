//! Which of this crate's own formats a text is in.

use crate::form::CellId;
use crate::source::kind::FileKind;
use crate::source::sniff::{ascii, contains, head};

/// The format that a text was written in, if it is one of this crate's own and does not show it to everyone, as JSON does.
pub(super) fn kind(bytes: &[u8]) -> Option<FileKind> {
    if is_table(bytes) {
        return Some(FileKind::Csv);
    }
    let head = head(bytes);
    if head.starts_with(b"create table ") || head.starts_with(b"insert into ") {
        return Some(FileKind::Sql);
    }
    // JSON Lines whose first line is broken.
    let head = head.trim_ascii_start();
    let lines = !head.starts_with(b"<") && contains(head, b"\n{\"format\":\"disclosure-report\"");
    lines.then_some(FileKind::Json)
}

/// Whether the first line names the columns of a report, in either layout of the module `csv`.
fn is_table(bytes: &[u8]) -> bool {
    /// All names in quotation marks fit in.
    const MOST: usize = 32 << 10;
    let head = ascii(bytes.get(..MOST).unwrap_or(bytes));
    let end = head.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(head.len());
    let Some(line) = head.get(..end).and_then(|line| std::str::from_utf8(line).ok()) else { return false };
    let names: Vec<&str> = line.split(',').map(|name| name.trim_matches('"')).collect();
    let has = |name: &str| names.contains(&name);
    let tidy = ["report", "cell", "state"].into_iter().all(has);
    tidy || has("edition") && names.iter().any(|name| name.starts_with("header.") || name.parse::<CellId>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::{FileKind, kind};

    #[test]
    fn own_formats_are_told_by_their_first_line() {
        let cases: &[(&[u8], Option<FileKind>)] = &[
            (b"INSERT INTO \"reports\" (", Some(FileKind::Sql)),
            (b"report,cell,table,state,value\r\n1,edition", Some(FileKind::Csv)),
            (b"\xEF\xBB\xBFedition,\"header.organ\"\n", Some(FileKind::Csv)),
            (b"oops\n{\"format\":\"disclosure-report\",", Some(FileKind::Json)),
            (b"cell,state,value\n", None),
            (b"<p>\n{\"format\":\"disclosure-report\",", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(kind(bytes), *expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
