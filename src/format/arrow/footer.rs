//! A look at a Parquet file's footer before the engine takes memory for what it says.
//!
//! The footer is a structure of Thrift's compact protocol. The engine reads nested columns by recursion without a bound,
//! and reserves memory for as many row groups and columns as are announced. Both would end the program rather than give an
//! error, so every list is checked against the bytes that are left, and the nesting of columns against a bound.

use ::parquet::file::reader::ChunkReader;

use super::error::ArrowError;

const MAGIC: &[u8] = b"PAR1";
/// The footer's length and the magic number, at the end.
const TAIL: usize = 8;
/// Lists of lists of structs are nine levels of columns.
const MOST_DEPTH: usize = 32;

/// An error if there is no footer, or it says what can't be.
pub(super) fn check(source: &impl ChunkReader) -> Result<(), ArrowError> {
    let none = || ArrowError::broken_file("no Parquet file: it does not end as one");
    let length = source.len();
    let take = |from: u64, count: usize| source.get_bytes(from, count).map_err(ArrowError::engine);
    let tail = length.checked_sub(TAIL as u64).ok_or_else(none)?;
    let end = take(tail, TAIL)?;
    let (size, magic) = end.split_first_chunk::<4>().ok_or_else(none)?;
    if magic != MAGIC {
        return Err(none());
    }
    let size = u32::from_le_bytes(*size);
    let start = tail.checked_sub(size.into()).ok_or_else(none)?;
    let footer = take(start, usize::try_from(size).map_err(|_| none())?)?;
    let mut footer = Footer { bytes: &footer };
    footer.file().ok_or_else(|| ArrowError::broken_file("the file's description of itself is broken"))
}

/// What is left of the footer. `None` where it is broken.
struct Footer<'a> {
    bytes: &'a [u8],
}

/// The types of fields.
const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const I16: u8 = 4;
const I32: u8 = 5;
const I64: u8 = 6;
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const SET: u8 = 10;
const MAP: u8 = 11;
const STRUCT: u8 = 12;

impl Footer<'_> {
    /// The whole: its second field is the list of columns.
    fn file(&mut self) -> Option<()> {
        const SCHEMA: i16 = 2;
        let mut id = 0;
        while let kind @ 1.. = self.field(&mut id)? {
            if id == SCHEMA && kind == LIST {
                self.columns()?;
            } else {
                self.skip(kind, MOST_DEPTH)?;
            }
        }
        Some(())
    }

    /// The columns, each followed by those within it.
    fn columns(&mut self) -> Option<()> {
        const CHILDREN: i16 = 5;
        let (count, kind) = self.list()?;
        let mut open: Vec<u64> = Vec::new();
        for _ in 0..count {
            if kind != STRUCT {
                return None;
            }
            let mut id = 0;
            let mut children = 0;
            while let kind @ 1.. = self.field(&mut id)? {
                if id == CHILDREN && kind == I32 {
                    children = zigzag(self.varint()?);
                } else {
                    self.skip(kind, MOST_DEPTH)?;
                }
            }
            let children = u64::try_from(children).ok().filter(|children| *children <= count)?;
            if let Some(last) = open.last_mut() {
                *last = last.checked_sub(1)?;
            }
            open.push(children);
            while open.last() == Some(&0) {
                open.pop();
            }
            if open.len() > MOST_DEPTH {
                return None;
            }
        }
        Some(())
    }

    /// The type of the next field, whose number goes into `id`; 0 at the end of the struct.
    fn field(&mut self, id: &mut i16) -> Option<u8> {
        let head = self.byte()?;
        if head == 0 {
            return Some(0);
        }
        *id = match head >> 4 {
            0 => i16::try_from(zigzag(self.varint()?)).ok()?,
            step => id.checked_add(step.into())?,
        };
        // A type of 0 with a number is none.
        Some(head & 0x0F).filter(|kind| *kind != 0)
    }

    /// How many elements of which type, at least a byte each.
    fn list(&mut self) -> Option<(u64, u8)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.varint()?,
            count => count.into(),
        };
        self.within(count)?;
        Some((count, head & 0x0F))
    }

    /// The count, if as many bytes are left.
    fn within(&self, count: u64) -> Option<usize> {
        usize::try_from(count).ok().filter(|count| *count <= self.bytes.len())
    }

    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match kind {
            TRUE | FALSE => {}
            BYTE => _ = self.byte()?,
            I16 | I32 | I64 => _ = self.varint()?,
            DOUBLE => self.advance(8)?,
            BINARY => {
                let length = self.varint()?;
                self.advance(self.within(length)?)?;
            }
            LIST | SET => {
                let (count, kind) = self.list()?;
                (0..count).try_for_each(|_| self.element(kind, depth))?;
            }
            MAP => {
                let count = self.varint()?;
                self.within(count)?;
                let kinds = if count > 0 { self.byte()? } else { 0 };
                for _ in 0..count {
                    self.element(kinds >> 4, depth)?;
                    self.element(kinds & 0x0F, depth)?;
                }
            }
            STRUCT => {
                let mut id = 0;
                while let kind @ 1.. = self.field(&mut id)? {
                    self.skip(kind, depth)?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// An element of a list, where truth takes a byte.
    fn element(&mut self, kind: u8, depth: usize) -> Option<()> {
        if matches!(kind, TRUE | FALSE) { self.advance(1) } else { self.skip(kind, depth) }
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn advance(&mut self, count: usize) -> Option<()> {
        self.bytes = self.bytes.get(count..)?;
        Some(())
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

fn zigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}
