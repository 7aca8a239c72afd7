//! The numbers of a place in the source.

use super::fault::FaultKind;
use super::plain::Plain;
use crate::coded::coded;
use crate::draft::Source;

coded! {
    /// A number of a place. Their order is that in which they are written.
    pub(crate) enum Place as "a number of a place" {
        /// The line.
        Line = "line",
        /// The character within the line.
        Column = "column",
        /// The page or sheet.
        Page = "page",
        /// The table.
        Table = "table",
        /// The row of the table.
        Row = "row",
        /// The column of the table.
        Cell = "cell",
    }
}

impl Place {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_of_a_place_reads_back() {
        for place in Place::ALL.iter().copied() {
            let read = |number: i128| {
                let mut faults = Vec::new();
                let get = |other| (other == place).then_some(Plain::Integer(number));
                let source = read_source(get, &mut |place, _| faults.push(place));
                (Place::ALL.iter().filter_map(|place| Some((*place, place.get(source)?))).collect::<Vec<_>>(), faults)
            };
            assert_eq!(read(7), (vec![(place, 7)], vec![]));
            assert_eq!(read(u32::MAX.into()), (vec![(place, u32::MAX)], vec![]));
            assert_eq!(read(-1), (vec![], vec![place]));
            assert_eq!(read(1 << 32), (vec![], vec![place]));
        }
    }
}
