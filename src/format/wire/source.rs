//! A place in a source, all its numbers, known or not.

use super::{keyed, plain};
use crate::draft::Source;

plain! {
    u32: |value| {
        const EXPECTED: &str = "an integer from 0 to 4294967295";
        let number = value.integer(0, u32::MAX.into(), EXPECTED)?;
        Self::try_from(number).map_err(|_| value.wrong(EXPECTED))
    };
}

keyed! {
    /// `{"line","column","page","table","row","cell"}`: a number that is not known is null.
    Source as "a place in a source", |source| {
        line: Option<u32> = source.line,
        column: Option<u32> = source.column,
        page: Option<u32> = source.page,
        table: Option<u32> = source.table,
        row: Option<u32> = source.row,
        cell: Option<u32> = source.cell,
    } => {
        let mut source = Source::default();
        (source.line, source.column, source.page) = (line, column, page);
        (source.table, source.row, source.cell) = (table, row, cell);
        Ok(source)
    }
}
