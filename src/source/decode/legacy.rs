//! Encodings other than Unicode's.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::{Decoded, Source, finish, place};

/// Detection looks at no more than this: it costs as much as parsing, and a page's menus alone decide it.
const SAMPLE: usize = 256 << 10;

/// Decodes what is neither marked nor beyond doubt UTF-8. `utf8` is the text if the bytes happen to be valid UTF-8.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>, utf8: Option<&'a str>) -> Decoded<'a> {
    let encoding = declared.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|&encoding| {
        // A declaration in ASCII can't be in UTF-16. One of UTF-8 comes here only if the bytes refute it.
        !(encoding == UTF_16LE || encoding == UTF_16BE || (encoding == UTF_8 && utf8.is_none()))
    });
    match (encoding, utf8) {
        (Some(encoding), None) if is_chinese(encoding) => trusted(bytes, encoding),
        // Western and other encodings of one byte decode anything, so the declaration proves nothing.
        (Some(encoding), None) if encoding.is_single_byte() => {
            let found = detect(bytes);
            decoded(bytes, if is_chinese(found) { found } else { encoding })
        }
        (Some(encoding), _) => decoded(bytes, encoding),
        (None, Some(text)) => Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name(), noticed: Vec::new() },
        (None, None) => decoded(bytes, chinese(bytes)),
    }
}

/// Believes a declared Chinese encoding unless the bytes look like another.
fn trusted(bytes: &[u8], encoding: &'static Encoding) -> Decoded<'static> {
    let first = decoded(bytes, encoding);
    if first.noticed.is_empty() && looks_like(bytes, encoding) {
        return first;
    }
    let found = detect(bytes);
    if (found == BIG5) == (encoding == BIG5) || !is_chinese(found) {
        return first;
    }
    // Both may fail here and there (a broken byte in the page): the one that fails less is right.
    let second = decoded(bytes, found);
    if lost(&second) < lost(&first) || (lost(&second) == lost(&first) && !looks_like(bytes, encoding)) {
        second
    } else {
        first
    }
}

fn is_chinese(encoding: &'static Encoding) -> bool {
    encoding == GBK || encoding == GB18030 || encoding == BIG5
}

/// The second bytes decide: in GB 2312, which nearly all simplified text stays in, they are from A1 on; in Big5 four of
/// ten lie below 80.
fn looks_like(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (mut low, mut all) = (0usize, 0usize);
    let mut rest = bytes.get(..SAMPLE).unwrap_or(bytes).iter();
    while let Some(&lead) = rest.next() {
        if lead >= 0x81
            && let Some(&trail) = rest.next()
        {
            all += 1;
            low += usize::from(trail < 0xA1);
        }
    }
    if encoding == BIG5 { low * 10 >= all } else { low * 5 <= all }
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), bytes.len() <= SAMPLE);
    detector.guess(None, Utf8Detection::Deny)
}

/// The detected encoding, or, where that is none a Chinese report comes in (short samples are often taken for Korean or
/// Western), the Chinese one that the bytes look like: what is lost then shows whether it is text at all.
fn chinese(bytes: &[u8]) -> &'static Encoding {
    let guess = detect(bytes);
    if is_chinese(guess) {
        guess
    } else if looks_like(bytes, GB18030) {
        GB18030
    } else {
        BIG5
    }
}

fn lost(decoded: &Decoded<'_>) -> usize {
    decoded.noticed.iter().map(|n| if let super::EncodingNotice::Replaced { count, .. } = n { *count } else { 0 }).sum()
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Decoded<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut lost = (0usize, Source::default());
    let mut rest = bytes;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            encoding_rs::DecoderResult::InputEmpty => break,
            encoding_rs::DecoderResult::OutputFull => text.reserve(rest.len() * 2 + 16),
            encoding_rs::DecoderResult::Malformed(..) => {
                if lost.0 == 0 {
                    lost.1 = place(&text);
                }
                lost.0 += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    finish(Cow::Owned(text), encoding.name(), || lost)
}
