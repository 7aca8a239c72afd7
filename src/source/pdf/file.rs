//! Access to the objects of a file, within bounds.

use lopdf::{DecompressError, Dictionary, Document, Error, Object, Stream};

use super::super::error::{Bound, ReadError};
use super::super::kind::FileKind;
use super::super::limits::Limits;

/// A loaded file and what may still be taken out of it.
pub(super) struct File {
    pub(super) document: Document,
    /// Bytes left to unpack, or to use up for what is drawn.
    left: usize,
    limit: usize,
    pub(super) depth: usize,
}

/// A page.
pub(super) struct Page {
    pub(super) content: Vec<u8>,
    /// Left, bottom, right, top.
    pub(super) bounds: [f64; 4],
    /// Clockwise, in quarter turns.
    pub(super) turns: u8,
    pub(super) resources: Dictionary,
}

/// What a stream of objects or references unpacks to at most: the lists of the largest documents are far below it, and the
/// engine unpacks them all before anything is asked of it.
const MOST_FOR_OBJECTS: usize = 32 << 20;

pub(super) fn error(error: &Error, limits: &Limits) -> ReadError {
    use super::super::error::ReadErrorKind::Encrypted;
    match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => {
            ReadError::over(Bound::DecompressedBytes, limits.decompressed_bytes)
        }
        Error::RecursionLimit | Error::ReferenceLimit => ReadError::over(Bound::Depth, limits.depth),
        Error::InvalidPassword | Error::Decryption(_) => ReadError::new(Encrypted(FileKind::Pdf)),
        error => ReadError::broken(FileKind::Pdf, error),
    }
}

impl File {
    pub(super) fn load(bytes: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        let most = limits.decompressed_bytes.min(MOST_FOR_OBJECTS);
        let options = lopdf::LoadOptions::with_max_decompressed_size(most);
        let document = Document::load_mem_with_options(bytes, options).map_err(|e| error(&e, limits))?;
        // Files that anyone may open are decrypted by now.
        if document.is_encrypted() {
            return Err(ReadError::new(super::super::error::ReadErrorKind::Encrypted(FileKind::Pdf)));
        }
        let limit = limits.decompressed_bytes;
        Ok(Self { document, left: limit, limit, depth: limits.depth.min(32) })
    }

    /// Counts what is kept of the file.
    pub(super) fn charge(&mut self, bytes: usize) -> Result<(), ReadError> {
        match self.left.checked_sub(bytes) {
            Some(left) => self.left = left,
            None => return Err(ReadError::over(Bound::DecompressedBytes, self.limit)),
        }
        Ok(())
    }

    /// A stream's data; nothing if it can't be unpacked.
    pub(super) fn unpack(&mut self, stream: &Stream) -> Result<Vec<u8>, ReadError> {
        if stream.dict.get(b"Filter").is_err() {
            self.charge(stream.content.len())?;
            return Ok(stream.content.clone());
        }
        match stream.decompressed_content_with_limit(self.left) {
            Ok(data) => {
                self.charge(data.len())?;
                Ok(data)
            }
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                Err(ReadError::over(Bound::DecompressedBytes, self.limit))
            }
            Err(_) => {
                self.charge(stream.content.len())?;
                Ok(Vec::new())
            }
        }
    }

    pub(super) fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.resolve(dictionary.get(key).ok()?)
    }

    pub(super) fn resolve<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    pub(super) fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.get(dictionary, key)?.as_dict().ok()
    }

    /// The numbers in an array.
    pub(super) fn numbers(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<f64>> {
        let array = self.get(dictionary, key)?.as_array().ok()?;
        array.iter().map(|item| self.resolve(item).and_then(number)).collect()
    }

    /// The title in the document's properties.
    pub(super) fn title(&self) -> Option<String> {
        let info = self.dictionary(&self.document.trailer, b"Info")?;
        let title = lopdf::decode_text_string(self.get(info, b"Title")?).ok()?;
        let title = title.trim().trim_matches('\0');
        (!title.is_empty()).then(|| title.to_owned())
    }

    /// A page by its object.
    pub(super) fn page(&mut self, id: lopdf::ObjectId) -> Result<Page, ReadError> {
        let broken = || ReadError::broken(FileKind::Pdf, "a page is no dictionary");
        let page = self.document.get_dictionary(id).map_err(|_| broken())?;
        let bounds = [&b"CropBox"[..], b"MediaBox"].iter().find_map(|key| {
            let numbers = self.inherited(page, key, |file, holder| file.numbers(holder, key))?;
            let [left, bottom, right, top] = <[f64; 4]>::try_from(numbers).ok()?;
            let bounds = [left.min(right), bottom.min(top), left.max(right), bottom.max(top)];
            (bounds[0] < bounds[2] && bounds[1] < bounds[3]).then_some(bounds)
        });
        let turns = self.inherited(page, b"Rotate", |file, holder| file.get(holder, b"Rotate")?.as_i64().ok());
        let resources =
            self.inherited(page, b"Resources", |file, holder| file.dictionary(holder, b"Resources").cloned());
        let streams: Vec<Stream> = match self.get(page, b"Contents") {
            Some(Object::Stream(stream)) => vec![stream.clone()],
            Some(Object::Array(parts)) => {
                parts.iter().filter_map(|part| self.resolve(part)?.as_stream().ok().cloned()).collect()
            }
            _ => Vec::new(),
        };
        let mut content = Vec::new();
        for stream in streams {
            content.append(&mut self.unpack(&stream)?);
            content.push(b'\n');
        }
        Ok(Page {
            content,
            bounds: bounds.unwrap_or([0.0, 0.0, 595.0, 842.0]),
            turns: u8::try_from((turns.unwrap_or(0) / 90).rem_euclid(4)).unwrap_or(0),
            resources: resources.unwrap_or_default(),
        })
    }

    /// What a page, or the next node above it that has it, says.
    fn inherited<T>(&self, page: &Dictionary, key: &[u8], read: impl Fn(&Self, &Dictionary) -> Option<T>) -> Option<T> {
        let mut holder = page;
        for _ in 0..=self.depth {
            if holder.has(key)
                && let Some(value) = read(self, holder)
            {
                return Some(value);
            }
            holder = self.dictionary(holder, b"Parent")?;
        }
        None
    }
}

/// A finite number.
pub(super) fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}
