//! Fonts: how codes are cut out of a string, which characters they stand for, and how far each moves on.

use std::collections::HashMap;

use encoding_rs::Encoding;
use lopdf::{Dictionary, Object};

use super::super::error::ReadError;
use super::cmap::CMap;
use super::file::{File, number};

/// A font as far as text needs it.
#[derive(Debug)]
pub(super) struct Font {
    coding: Coding,
    to_unicode: Option<CMap>,
    widths: HashMap<u32, f64>,
    default_width: f64,
    /// From widths to the unit of the font size.
    scale: f64,
    /// The height of a line of it, in the unit of the font size.
    pub(super) em: f64,
    /// Writes from top to bottom.
    pub(super) vertical: bool,
}

/// How a string is cut into codes, and what they mean without a `ToUnicode`.
#[derive(Debug)]
enum Coding {
    /// A byte each, with the character of each.
    Simple(Vec<Option<String>>),
    /// Two bytes each, glyph numbers.
    Identity,
    Embedded(CMap),
    /// UTF-16, big endian.
    Utf16,
    /// A charset of one or two (GB 18030: four) bytes a character.
    Charset(&'static Encoding),
}

/// A character, or several that one code stands for.
pub(super) struct Shown {
    pub(super) text: Option<String>,
    /// In the unit of the font size.
    pub(super) width: f64,
    /// A space by PDF's own count, which word spacing widens.
    pub(super) space: bool,
}

impl Font {
    pub(super) fn load(file: &mut File, font: &Dictionary) -> Result<Self, ReadError> {
        let to_unicode = file.get(font, b"ToUnicode").and_then(|map| map.as_stream().ok()).cloned();
        let to_unicode = to_unicode.map(|map| file.unpack(&map)).transpose()?.map(|map| CMap::parse(&map));
        let subtype = file.get(font, b"Subtype").and_then(|name| name.as_name().ok()).unwrap_or_default();
        let font = if subtype == b"Type0" {
            Self::composite(file, font, to_unicode)?
        } else {
            Self::simple(file, font, to_unicode)
        };
        file.charge(font.widths.len() * 16)?;
        Ok(font)
    }

    fn simple(file: &File, font: &Dictionary, to_unicode: Option<CMap>) -> Self {
        let type3 = file.get(font, b"Subtype").and_then(|name| name.as_name().ok()) == Some(b"Type3");
        let first = file.get(font, b"FirstChar").and_then(|first| first.as_i64().ok());
        let first = first.and_then(|first| u32::try_from(first).ok()).unwrap_or(0);
        let widths = file.numbers(font, b"Widths").unwrap_or_default();
        let missing = file.dictionary(font, b"FontDescriptor").and_then(|d| number(file.get(d, b"MissingWidth")?));
        let default_width = missing.unwrap_or(if type3 || !widths.is_empty() { 0.0 } else { 500.0 });
        let (mut scale, mut em) = (0.001, 1.0);
        if type3 && let Some([across, _, _, up, ..]) = file.numbers(font, b"FontMatrix").as_deref() {
            scale = across.abs();
            em = up.abs() * 1000.0;
            // Fonts of pictures have units of their own; then the height of the tallest counts.
            if !(0.5..=2.0).contains(&em)
                && let Some([_, bottom, _, top]) = file.numbers(font, b"FontBBox").as_deref()
            {
                em = (top - bottom).abs() * up.abs();
            }
        }
        let coding = Coding::Simple(simple_texts(file, font));
        Self { coding, to_unicode, widths: (first..).zip(widths).collect(), default_width, scale, em, vertical: false }
    }

    fn composite(file: &mut File, font: &Dictionary, to_unicode: Option<CMap>) -> Result<Self, ReadError> {
        let descendants = file.get(font, b"DescendantFonts").and_then(|fonts| fonts.as_array().ok());
        let descendant = descendants.and_then(|fonts| file.resolve(fonts.first()?)?.as_dict().ok());
        let mut widths = HashMap::new();
        let mut default_width = 1000.0;
        if let Some(descendant) = descendant {
            default_width = file.get(descendant, b"DW").and_then(number).unwrap_or(default_width);
            if let Some(Object::Array(items)) = file.get(descendant, b"W") {
                widths = composite_widths(file, items);
            }
        }
        let (coding, vertical) = match file.get(font, b"Encoding").cloned() {
            Some(Object::Name(name)) => (named(&name), name.ends_with(b"V")),
            Some(Object::Stream(map)) => {
                let vertical = file.get(&map.dict, b"WMode").and_then(number) == Some(1.0);
                (Coding::Embedded(CMap::parse(&file.unpack(&map)?)), vertical)
            }
            _ => (Coding::Identity, false),
        };
        Ok(Self { coding, to_unicode, widths, default_width, scale: 0.001, em: 1.0, vertical })
    }

    /// The codes of a string one by one.
    pub(super) fn show(
        &self,
        string: &[u8],
        mut each: impl FnMut(Shown) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut rest = string;
        while !rest.is_empty() {
            let length = self.code_length(rest).clamp(1, rest.len());
            let (head, after) = rest.split_at(length);
            rest = after;
            let code = head.iter().fold(0_u32, |code, &byte| code << 8 | u32::from(byte));
            let mapped = self.to_unicode.as_ref().and_then(|map| map.text(code)).filter(|text| !text.is_empty());
            each(Shown {
                text: mapped.or_else(|| self.text(code, head)),
                width: self.width(code, head) * self.scale,
                space: head == [32],
            })?;
        }
        Ok(())
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        match &self.coding {
            Coding::Simple(_) => 1,
            Coding::Identity => 2,
            Coding::Embedded(map) => map.code_length(bytes).unwrap_or(2),
            Coding::Utf16 => match bytes {
                [0xd8..=0xdb, _, 0xdc..=0xdf, _, ..] => 4,
                _ => 2,
            },
            Coding::Charset(_) => match bytes {
                [..=0x80, ..] => 1,
                [_, b'0'..=b'9', 0x81..=0xfe, ..] => 4,
                _ => 2,
            },
        }
    }

    fn text(&self, code: u32, bytes: &[u8]) -> Option<String> {
        match &self.coding {
            Coding::Simple(texts) => texts.get(usize::try_from(code).ok()?)?.clone(),
            Coding::Identity | Coding::Embedded(_) => None,
            Coding::Utf16 => {
                let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units).collect::<Result<_, _>>().ok()
            }
            Coding::Charset(charset) => {
                charset.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
            }
        }
    }

    fn width(&self, code: u32, bytes: &[u8]) -> f64 {
        let id = match &self.coding {
            Coding::Simple(_) | Coding::Identity => Some(code),
            Coding::Embedded(map) => map.id(code),
            // Widths are listed by glyph number, which only the published tables know: half an em for ASCII comes close.
            Coding::Utf16 | Coding::Charset(_) if code < 0x80 || bytes.len() == 1 => return self.default_width / 2.0,
            Coding::Utf16 | Coding::Charset(_) => None,
        };
        id.and_then(|id| self.widths.get(&id)).copied().unwrap_or(self.default_width)
    }
}

/// The character of each byte, by the font's encoding and its differences.
fn simple_texts(file: &File, font: &Dictionary) -> Vec<Option<String>> {
    let mut plain = font.clone();
    plain.remove(b"ToUnicode");
    let encoding = plain.get_font_encoding(&file.document).ok();
    let text = |byte: u8| {
        let text = encoding.as_ref().and_then(|encoding| lopdf::Document::decode_text(encoding, &[byte]).ok())?;
        let text: String = text.chars().filter(|&c| c != '\0' && c != char::REPLACEMENT_CHARACTER).collect();
        (!text.is_empty()).then_some(text)
    };
    (0..=u8::MAX).map(text).collect()
}

/// A predefined encoding by its name.
fn named(name: &[u8]) -> Coding {
    let name = String::from_utf8_lossy(name);
    if name.starts_with("Uni") && (name.contains("UCS2") || name.contains("UTF16")) {
        return Coding::Utf16;
    }
    let charset = match name.trim_end_matches(['H', 'V']) {
        "GB-EUC-" | "GBpc-EUC-" | "GBK-EUC-" | "GBKp-EUC-" | "GBK2K-" => encoding_rs::GB18030,
        "B5pc-" | "HKscs-B5-" | "ETen-B5-" | "ETenms-B5-" => encoding_rs::BIG5,
        _ => return Coding::Identity,
    };
    Coding::Charset(charset)
}

/// `W`: `first [w w w]` or `first last w`, again and again.
fn composite_widths(file: &File, items: &[Object]) -> HashMap<u32, f64> {
    let mut widths = HashMap::new();
    let mut rest = items.iter().filter_map(|item| file.resolve(item));
    let id = |object: &Object| object.as_i64().ok().and_then(|id| u32::try_from(id).ok());
    // A font has 65,536 glyphs at most; a list that goes over them again and again is made to take time.
    let mut left = 1_u32 << 18;
    while let (Some(first), Some(next)) = (rest.next().and_then(id), rest.next()) {
        if let Object::Array(list) = next {
            widths.extend((first..).zip(list.iter().filter_map(|item| file.resolve(item).and_then(number))));
        } else if let (Some(last), Some(width)) = (id(next), rest.next().and_then(number)) {
            let last = last.min(0xffff);
            let Some(after) = left.checked_sub(last.saturating_sub(first)) else { break };
            left = after;
            widths.extend((first..=last).map(|id| (id, width)));
        }
    }
    widths
}
