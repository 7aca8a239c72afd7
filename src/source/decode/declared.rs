//! The encoding that a source declares.

/// The label in a `<meta>` tag within the first 1,024 bytes, as browsers look for it, or in an XML declaration. In lower
/// case.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    xml(&head).or_else(|| meta(&head))
}

/// Whether `label` means the encoding `name`.
pub(super) fn same(label: &str, name: &str) -> bool {
    #[cfg(feature = "encodings")]
    if let Some(encoding) = encoding_rs::Encoding::for_label(label.as_bytes()) {
        let name = encoding_rs::Encoding::for_label(name.as_bytes());
        // GB18030 decodes all of GBK; only the encoders differ.
        let folded = |e: &'static encoding_rs::Encoding| if e == encoding_rs::GBK { encoding_rs::GB18030 } else { e };
        return Some(folded(encoding)) == name.map(folded);
    }
    label.eq_ignore_ascii_case(name) || (name == "UTF-8" && matches!(label, "utf8" | "unicode-1-1-utf-8"))
}

fn xml(head: &[u8]) -> Option<String> {
    let head = head.strip_prefix(b"<?xml")?;
    let head = head.get(..find(head, b"?>")?)?;
    value(head.get(find(head, b"encoding")? + 8..)?)
}

fn meta(head: &[u8]) -> Option<String> {
    let mut rest = head;
    while let Some(start) = rest.iter().position(|&b| b == b'<') {
        rest = rest.get(start..)?;
        if rest.starts_with(b"<!--") {
            rest = rest.get(find(rest, b"-->")?..)?;
        } else if rest.starts_with(b"<meta") {
            // The tag may be cut off by the window.
            let end = rest.iter().position(|&b| b == b'>').unwrap_or(rest.len());
            if let Some(label) = charset(rest.get(5..end)?) {
                return Some(label);
            }
            rest = rest.get(end..)?;
        } else {
            rest = rest.get(1..)?;
        }
    }
    None
}

/// `charset=` as an attribute, or within the content of an `http-equiv`.
fn charset(tag: &[u8]) -> Option<String> {
    let mut rest = tag;
    let pragma = find(tag, b"http-equiv").is_some();
    while let Some(at) = find(rest, b"charset") {
        let attribute = at == 0 || rest.get(at - 1).is_some_and(|b| b.is_ascii_whitespace() || b"/\"'".contains(b));
        rest = rest.get(at + 7..)?;
        if (attribute || pragma)
            && let Some(label) = value(rest)
        {
            return Some(label);
        }
    }
    None
}

/// What follows `=`, quoted or not.
fn value(rest: &[u8]) -> Option<String> {
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest).trim_ascii_start();
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.+".contains(b))).unwrap_or(rest.len());
    let label = rest.get(..end).filter(|label| !label.is_empty() && label.len() <= 40)?;
    String::from_utf8(label.to_vec()).ok()
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}
