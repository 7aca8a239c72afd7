//! The numbers of a place in the source.

use super::fault::FaultKind;
use super::plain::Plain;
use crate::draft::Source;

/// A number of a place. Their order is that in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::VariantArray)]
pub(crate) enum Place {
    Line,
    Column,
    Page,
    Table,
    Row,
    Cell,
}

impl Place {
    /// All of them.
    pub(crate) const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The key.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Column => "column",
            Self::Page => "page",
            Self::Table => "table",
            Self::Row => "row",
            Self::Cell => "cell",
        }
    }

    /// The number, if it is known.
    pub(crate) fn get(self, source: Source) -> Option<u32> {
        match self {
            Self::Line => source.line,
            Self::Column => source.column,
            Self::Page => source.page,
            Self::Table => source.table,
            Self::Row => source.row,
            Self::Cell => source.cell,
        }
    }

    fn put(self, source: &mut Source, number: u32) {
        let slot = match self {
            Self::Line => &mut source.line,
            Self::Column => &mut source.column,
            Self::Page => &mut source.page,
            Self::Table => &mut source.table,
            Self::Row => &mut source.row,
            Self::Cell => &mut source.cell,
        };
        *slot = Some(number);
    }
}

/// A place in the source of these numbers; what is wrong with one goes to `fault`.
pub(crate) fn read_source<'a>(
    get: impl Fn(Place) -> Option<Plain<'a>>,
    fault: &mut dyn FnMut(Place, FaultKind),
) -> Source {
    let mut source = Source::default();
    for place in Place::ALL.iter().copied() {
        let Some(value) = get(place) else { continue };
        match value.integer(0, u32::MAX.into(), "an integer from 0 to 4294967295") {
            Ok(number) => u32::try_from(number).into_iter().for_each(|number| place.put(&mut source, number)),
            Err(kind) => fault(place, kind),
        }
    }
    source
}
