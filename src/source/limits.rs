//! How large a source may be before a reader refuses it with a clear error.

use super::error::{Bound, ReadError};

/// How large a source may be; past any of these limits a reader answers with a [`ReadError`] instead of growing.
///
/// The defaults let every published report through with a wide margin (the largest page in practice is below 10 MB, the
/// form has some 330 cells) and stop files that were made to exhaust memory or time.
///
/// ```
/// use disclosure_report::read::Limits;
///
/// let limits = Limits::default().input_bytes(4 << 20).depth(64);
/// assert_eq!(limits.input_bytes, 4 << 20);
/// assert_eq!(limits.cells, 1_000_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the input: 64 MiB.
    pub input_bytes: usize,
    /// Bytes that a compressed file (XLSX, DOCX, PDF) unpacks to, in all parts that are read together: 256 MiB.
    pub decompressed_bytes: usize,
    /// Nesting of elements, tables or objects: 256.
    pub depth: usize,
    /// Pages of a document, sheets of a workbook: 2,000.
    pub pages: usize,
    /// Rows of all tables together: 100,000.
    pub rows: usize,
    /// Cells of all tables together, blank ones included: 1,000,000.
    pub cells: usize,
    /// Steps of the search that splits digits which run together, for one table: 150,000, some milliseconds. Past this the
    /// digits stay ambiguous, which is no error.
    pub digit_steps: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: 64 << 20,
            decompressed_bytes: 256 << 20,
            depth: 256,
            pages: 2_000,
            rows: 100_000,
            cells: 1_000_000,
            digit_steps: 150_000,
        }
    }
}

impl Limits {
    /// Sets [`input_bytes`](Self#structfield.input_bytes).
    #[must_use]
    pub const fn input_bytes(mut self, most: usize) -> Self {
        self.input_bytes = most;
        self
    }

    /// Sets [`decompressed_bytes`](Self#structfield.decompressed_bytes).
    #[must_use]
    pub const fn decompressed_bytes(mut self, most: usize) -> Self {
        self.decompressed_bytes = most;
        self
    }

    /// Sets [`depth`](Self#structfield.depth).
    #[must_use]
    pub const fn depth(mut self, most: usize) -> Self {
        self.depth = most;
        self
    }

    /// Sets [`pages`](Self#structfield.pages).
    #[must_use]
    pub const fn pages(mut self, most: usize) -> Self {
        self.pages = most;
        self
    }

    /// Sets [`digit_steps`](Self#structfield.digit_steps).
    #[must_use]
    pub const fn digit_steps(mut self, most: usize) -> Self {
        self.digit_steps = most;
        self
    }

    /// Sets [`rows`](Self#structfield.rows).
    #[must_use]
    pub const fn rows(mut self, most: usize) -> Self {
        self.rows = most;
        self
    }

    /// Sets [`cells`](Self#structfield.cells).
    #[must_use]
    pub const fn cells(mut self, most: usize) -> Self {
        self.cells = most;
        self
    }

    /// The most that `bound` allows.
    pub(crate) fn most(&self, bound: Bound) -> usize {
        match bound {
            Bound::InputBytes => self.input_bytes,
            Bound::DecompressedBytes => self.decompressed_bytes,
            Bound::Depth => self.depth,
            Bound::Pages => self.pages,
            Bound::Rows => self.rows,
            Bound::Cells => self.cells,
        }
    }

    /// An error if there are more than `bound` allows.
    pub(crate) fn check(&self, bound: Bound, count: usize) -> Result<(), ReadError> {
        let most = self.most(bound);
        if count > most { Err(ReadError::over(bound, most)) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bound_has_its_own_limit() {
        let limits = Limits::default().input_bytes(1).decompressed_bytes(2).depth(3).pages(4).rows(5).cells(6);
        let bounds =
            [Bound::InputBytes, Bound::DecompressedBytes, Bound::Depth, Bound::Pages, Bound::Rows, Bound::Cells];
        for (most, bound) in (1..).zip(bounds) {
            assert!(limits.check(bound, most).is_ok());
            let error = limits.check(bound, most + 1).unwrap_err();
            assert_eq!(error.code(), if bound == Bound::Depth { "too-deep" } else { "too-large" });
            assert!(error.to_string().contains(&most.to_string()), "{error}");
        }
    }
}
