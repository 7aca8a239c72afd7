//! Bytes to text.
//!
//! In this order: a byte order mark, what the source declares, UTF-8, detection. A declaration is believed only as far
//! as the bytes bear it out: content systems declare `gb2312` over UTF-8 and the other way round.

use std::borrow::Cow;

use super::error::{Bound, ReadError};
use super::kind::FileKind;
use super::limits::Limits;
use crate::draft::Source;

mod declared;
#[cfg(feature = "encodings")]
mod legacy;
#[cfg(test)]
mod tests;

/// Text, and how it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// The name of the encoding in the Encoding Standard: `UTF-8`, `UTF-16LE`, `GBK`, `gb18030`, `Big5`, …
    pub(crate) encoding: &'static str,
    pub(crate) noticed: Vec<EncodingNotice>,
}

/// Something about a source's encoding that its reader should know.
///
/// ```
/// use disclosure_report::read::{self, ReadOptions};
///
/// // A page that is in UTF-8 and declares GB2312.
/// let page = "<meta charset=\"gb2312\"><p>某局2022年政府信息公开工作年度报告</p>\
///     <table><tr><td>一、本年新收政府信息公开申请数量<td>1<td>0<td>0<td>0<td>0<td>0<td>1</table>";
/// let reading = read::any(page.as_bytes(), &ReadOptions::default())?;
/// assert_eq!(reading.encoding, Some("UTF-8"));
/// assert_eq!(reading.encoding_notices[0].to_string(), "declared as gb2312, but read as UTF-8");
/// # Ok::<(), read::ReadError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodingNotice {
    /// The source declares another encoding than it is in.
    Declared {
        /// As declared.
        declared: String,
        /// As found, by its name in the Encoding Standard.
        found: &'static str,
    },
    /// Bytes that are no text in the encoding, each run of them replaced by U+FFFD.
    Replaced {
        /// How many runs there are.
        count: usize,
        /// Where the first of them is.
        first: Source,
    },
}

impl EncodingNotice {
    /// The notice in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        match self {
            Self::Declared { declared, found } => format!("声明的编码为{declared}，实际按{found}读取"),
            Self::Replaced { count, first } => format!("有{count}处字节不成文字（首处在{first}），以U+FFFD代替"),
        }
    }
}

/// The notice in English.
impl std::fmt::Display for EncodingNotice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Declared { declared, found } => write!(f, "declared as {declared}, but read as {found}"),
            Self::Replaced { count, first } => {
                write!(f, "bytes that are no text in {count} places, first at {first}, replaced by U+FFFD")
            }
        }
    }
}

/// Decodes `bytes`.
pub(crate) fn decode<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Decoded<'a>, ReadError> {
    limits.check(Bound::InputBytes, bytes.len())?;
    let decoded = decode_any(bytes)?;
    refuse_binary(&decoded)?;
    Ok(decoded)
}

fn decode_any(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Ok(utf8(rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Ok(utf16(rest, u16::from_le_bytes, "UTF-16LE"));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Ok(utf16(rest, u16::from_be_bytes, "UTF-16BE"));
    }
    if let Some(decoded) = unmarked_utf16(bytes) {
        return Ok(decoded);
    }
    let declared = declared::declared(bytes);
    let mut decoded = match std::str::from_utf8(bytes) {
        Ok(text) if declared.is_none() || text_proves_utf8(text) => {
            Decoded { text: Cow::Borrowed(text), encoding: "UTF-8", noticed: Vec::new() }
        }
        // A page cut in the middle of a character, or with a few bytes lost, is still UTF-8.
        Err(_) if mostly_utf8(bytes) => utf8(bytes),
        result => other(bytes, declared.as_deref(), result.ok())?,
    };
    if let Some(declared) = declared.filter(|label| !declared::same(label, decoded.encoding)) {
        // Plain ASCII is the same text in any encoding that a page can declare.
        if !bytes.is_ascii() {
            decoded.noticed.insert(0, EncodingNotice::Declared { declared, found: decoded.encoding });
        }
    }
    Ok(decoded)
}

#[cfg(feature = "encodings")]
#[expect(clippy::unnecessary_wraps, reason = "fails without the feature")]
fn other<'a>(bytes: &'a [u8], declared: Option<&str>, utf8: Option<&'a str>) -> Result<Decoded<'a>, ReadError> {
    Ok(legacy::decode(bytes, declared, utf8))
}

#[cfg(not(feature = "encodings"))]
fn other<'a>(_: &'a [u8], declared: Option<&str>, utf8: Option<&'a str>) -> Result<Decoded<'a>, ReadError> {
    use super::error::ReadErrorKind;

    match utf8 {
        Some(text) if text.is_ascii() || declared.is_none_or(|label| declared::same(label, "UTF-8")) => {
            Ok(Decoded { text: Cow::Borrowed(text), encoding: "UTF-8", noticed: Vec::new() })
        }
        _ => Err(ReadError::new(ReadErrorKind::DecoderMissing { declared: declared.map(str::to_owned) })),
    }
}

/// Two-byte sequences of UTF-8 also arise by chance from GBK (联通 is the known case); three-byte ones, which all
/// Chinese characters are in UTF-8, hardly ever do.
fn text_proves_utf8(text: &str) -> bool {
    let (mut two, mut more) = (0usize, 0usize);
    for &byte in text.as_bytes() {
        two += usize::from((0xC0..0xE0).contains(&byte));
        more += usize::from(byte >= 0xE0);
    }
    more > 0 && more >= two
}

/// Far more sequences of three bytes that are whole than sequences that are broken.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|&byte| byte >= 0xE0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole / 8 >= broken.saturating_sub(1)
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    finish(String::from_utf8_lossy(bytes), "UTF-8", || lost_in_utf8(bytes))
}

/// How many sequences are replaced, and the first place.
fn lost_in_utf8(bytes: &[u8]) -> (usize, Source) {
    let mut lost = (0, Source::default());
    let mut before = 0;
    for chunk in bytes.utf8_chunks() {
        before += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            if lost.0 == 0 {
                lost.1 = place(&String::from_utf8_lossy(&bytes[..before]));
            }
            lost.0 += 1;
            before += chunk.invalid().len();
        }
    }
    lost
}

/// The place just after `text`.
pub(crate) fn place(text: &str) -> Source {
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Source::at_line(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

fn finish<'a>(text: Cow<'a, str>, encoding: &'static str, lost: impl FnOnce() -> (usize, Source)) -> Decoded<'a> {
    let (count, first) = lost();
    let noticed = if count > 0 { vec![EncodingNotice::Replaced { count, first }] } else { Vec::new() };
    Decoded { text, encoding, noticed }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, encoding: &'static str) -> Decoded<'static> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut lost = (0, Source::default());
    let broken = odd.first().map(|_| char::REPLACEMENT_CHARACTER);
    let decoded = char::decode_utf16(pairs.iter().map(|&pair| unit(pair)));
    for character in decoded.map(Result::ok).chain(broken.map(|_| None)) {
        if character.is_none() {
            if lost.0 == 0 {
                lost.1 = place(&text);
            }
            lost.0 += 1;
        }
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    finish(Cow::Owned(text), encoding, || lost)
}

/// UTF-16 without a mark: it has zero bytes, which no other text has, and reads as text in one byte order only.
fn unmarked_utf16(bytes: &[u8]) -> Option<Decoded<'static>> {
    const SAMPLE: usize = 8192;
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if !sample.contains(&0) {
        return None;
    }
    let plausible = |unit: fn([u8; 2]) -> u16| {
        let (pairs, _) = sample.as_chunks::<2>();
        let usual = pairs.iter().filter(|&&pair| usual(unit(pair))).count();
        // Nineteen in twenty, so that a text with some odd signs in it passes and random bytes don't.
        (usual * 20 >= pairs.len() * 19).then_some(usual)
    };
    let (little, big) = (plausible(u16::from_le_bytes), plausible(u16::from_be_bytes));
    if little.is_none() && big.is_none() {
        None
    } else if little >= big {
        Some(utf16(bytes, u16::from_le_bytes, "UTF-16LE"))
    } else {
        Some(utf16(bytes, u16::from_be_bytes, "UTF-16BE"))
    }
}

/// ASCII, punctuation, Chinese characters, full-width forms.
fn usual(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..0x7F | 0xA0..0x100 | 0x2000..0x2070 | 0x2460..0x2600
        | 0x3000..0x3040 | 0x4E00..0xA000 | 0xFF00..0xFFF0)
}

/// Refuses what is no text: control characters and broken bytes all over.
fn refuse_binary(decoded: &Decoded<'_>) -> Result<(), ReadError> {
    let allowed = [b'\t', b'\n', 0x0B, 0x0C, b'\r', 0x1A, 0x1B];
    let controls =
        decoded.text.bytes().filter(|byte| (*byte < 0x20 && !allowed.contains(byte)) || *byte == 0x7F).count();
    if controls > 2 && controls > decoded.text.len() / 100 {
        let why = format_args!("{controls} control characters in {} bytes", decoded.text.len());
        return Err(ReadError::broken(FileKind::Text, why));
    }
    for noticed in &decoded.noticed {
        if let EncodingNotice::Replaced { count, .. } = noticed
            && *count > 2
            && *count > decoded.text.len() / 60
        {
            let why = format_args!("{count} byte sequences are no {}", decoded.encoding);
            return Err(ReadError::broken(FileKind::Text, why));
        }
    }
    Ok(())
}
