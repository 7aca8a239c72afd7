//! The parts of an Office file: XML in a zip, unpacked within bounds.

#[cfg(test)]
pub(super) mod fixture;

use std::borrow::Cow;
#[cfg(feature = "xlsx")]
use std::io;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::decode::decode;
use super::error::{Bound, ReadError, ReadErrorKind};
use super::kind::FileKind;
use super::limits::Limits;

/// An open file and how much may still be unpacked from it. What the directory says of sizes is not believed.
pub(crate) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    kind: FileKind,
    left: usize,
    most: usize,
}

impl<'a> Parts<'a> {
    pub(crate) fn open(bytes: &'a [u8], kind: FileKind, limits: &Limits) -> Result<Self, ReadError> {
        limits.check(Bound::InputBytes, bytes.len())?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(kind, &error))?;
        Ok(Self { archive, kind, left: limits.decompressed_bytes, most: limits.decompressed_bytes })
    }

    /// A part as text, or nothing if the file has no such part.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(name) = self.name(name) else { return Ok(None) };
        let file = self.archive.by_name(&name).map_err(|error| failed(self.kind, &error))?;
        let mut bytes = Vec::new();
        file.take(more_than(self.left))
            .read_to_end(&mut bytes)
            .map_err(|error| ReadError::broken(self.kind, format_args!("{name}: {error}")))?;
        self.spend(bytes.len())?;
        // Nearly always UTF-8; UTF-16 is allowed.
        let decoded = decode(&bytes, &Limits::default().input_bytes(usize::MAX))?;
        if !decoded.noticed.is_empty() {
            return Err(ReadError::broken(self.kind, format_args!("{name} is no {}", decoded.encoding)));
        }
        Ok(Some(decoded.text.into_owned()))
    }

    /// Unpacks everything once to see that it stays within bounds, for an engine that does not count itself. Parts that
    /// can't be unpacked are left to that engine, which may not need them.
    #[cfg(feature = "xlsx")]
    pub(crate) fn measure(&mut self) -> Result<(), ReadError> {
        for index in 0..self.archive.len() {
            let Ok(file) = self.archive.by_index(index) else { continue };
            let mut counted = Counted(0);
            let _ = io::copy(&mut file.take(more_than(self.left)), &mut counted);
            self.spend(counted.0)?;
        }
        Ok(())
    }

    /// The title in the document properties.
    pub(crate) fn title(&mut self) -> Result<Option<String>, ReadError> {
        let Some(text) = self.text("docProps/core.xml")? else { return Ok(None) };
        let mut reader = Reader::from_str(&text);
        let (mut title, mut within) = (String::new(), false);
        loop {
            // Properties that are broken make no report unreadable.
            match reader.read_event() {
                Ok(Event::Start(start)) if start.local_name().as_ref() == "title" => within = true,
                Ok(Event::End(end)) if end.local_name().as_ref() == "title" => break,
                Ok(Event::Text(text)) if within => title.push_str(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) if within => push_reference(&reference, &mut title),
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        let title = title.trim();
        Ok(if title.is_empty() { None } else { Some(title.to_owned()) })
    }

    /// The name as the file spells it: writers differ in case and in slashes.
    fn name(&self, name: &str) -> Option<String> {
        let same = |entry: &str| entry.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(name);
        self.archive.file_names().flatten().find(|entry| same(entry)).map(Cow::into_owned)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.left = self.left.checked_sub(bytes).ok_or(ReadError::over(Bound::DecompressedBytes, self.most))?;
        Ok(())
    }
}

/// One byte more than what is left shows that there is too much.
fn more_than(left: usize) -> u64 {
    u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1)
}

fn failed(kind: FileKind, error: &ZipError) -> ReadError {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            ReadError::new(ReadErrorKind::Encrypted(kind))
        }
        error => ReadError::broken(kind, error),
    }
}

/// `&lt;`, `&#x4E00;`; an entity that XML does not know stays as written.
pub(crate) fn push_reference(reference: &BytesRef<'_>, into: &mut String) {
    let character = reference.resolve_char_ref().ok().flatten();
    match (character, quick_xml::escape::resolve_predefined_entity(reference)) {
        (Some(character), _) => into.push(character),
        (None, Some(text)) => into.push_str(text),
        (None, None) => into.extend(["&", reference, ";"]),
    }
}

/// The value of an attribute, by its name without prefix.
#[cfg(feature = "docx")]
pub(crate) fn attribute<'e>(start: &'e quick_xml::events::BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let attribute = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()
}

/// A sink that counts.
#[cfg(feature = "xlsx")]
struct Counted(usize);

#[cfg(feature = "xlsx")]
impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
