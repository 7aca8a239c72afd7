//! The three tables: rows by their codes, in them columns by theirs, and a figure in each; and the rows of table 2.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::compact::{self, Compact, Items};
use super::{Read, field, keyed, keyed_form};
use crate::form::{CellId, Column, Edition, Kind, RowId, Table};
use crate::format::envelope::{Decoder, Path, Slots, Tree};
use crate::quantity::{Count, Money, SignedCount};
use crate::record::{EDITION, FaultKind, Message};
use crate::report::{
    ByRequester, ByResult, ChallengeResult, Challenges, Channel, DisclosedDocuments, Documents, FeeItems, Header,
    Inconsistent, Items as ItemRow, Narrative, Outcome, Proactive, Proactive2019, Proactive2021, Procurement, Report,
    Requester, Requests, Value,
};

/// What stands in each cell.
type Get<'a> = &'a dyn Fn(CellId) -> Option<Value>;

/// A figure as its cell has it: a count, a signed count or money.
struct Figure(Option<Value>);

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(Value::Count(count)) => count.serialize(serializer),
            Some(Value::Signed(count)) => count.serialize(serializer),
            Some(Value::Money(money)) => money.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }
}

/// A table in formats for people: with its edition, if that does not go without saying.
struct Rows<'a> {
    edition: Edition,
    table: Table,
    says_edition: bool,
    get: Get<'a>,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.edition.rows_of(self.table);
        let mut map = serializer.serialize_map(Some(rows.clone().count() + usize::from(self.says_edition)))?;
        if self.says_edition {
            map.serialize_entry(EDITION, &self.edition)?;
        }
        for row in rows {
            map.serialize_entry(row.id.within_table(), &Columns { edition: self.edition, row: row.id, get: self.get })?;
        }
        map.end()
    }
}

struct Columns<'a> {
    edition: Edition,
    row: RowId,
    get: Get<'a>,
}

impl Serialize for Columns<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = cells_of(self.edition, self.row);
        let mut map = serializer.serialize_map(Some(cells.clone().count()))?;
        for cell in cells {
            map.serialize_entry(cell.column().code(), &Figure((self.get)(cell)))?;
        }
        map.end()
    }
}

fn cells_of(edition: Edition, row: RowId) -> impl Iterator<Item = CellId> + Clone {
    edition.cells().iter().copied().filter(move |cell| cell.row() == row)
}

/// Figures that were read.
pub(in crate::format) struct Figures {
    edition: Edition,
    values: Vec<Option<Value>>,
}

impl Figures {
    fn new(edition: Edition) -> Self {
        Self { edition, values: vec![None; CellId::COUNT] }
    }

    fn put(&mut self, cell: CellId, value: Value) {
        self.values.get_mut(cell.index()).into_iter().for_each(|slot| *slot = Some(value));
    }

    fn value(&self, cell: CellId) -> Option<Value> {
        self.values.get(cell.index()).copied().flatten()
    }

    fn count(&self, cell: CellId) -> Count {
        match self.value(cell) {
            Some(Value::Count(count)) => count,
            _ => Count::ZERO,
        }
    }

    fn proactive(&self) -> Option<Proactive> {
        Proactive::of_cells(self.edition, |cell| self.value(cell))
    }

    /// Table 3 of its leaves.
    fn requests<E: serde::de::Error>(&self) -> Result<Requests, E> {
        let row = |row: RowId| {
            let parts = Requester::ALL
                .iter()
                .map(|requester| row.cell(requester.column()).map_or(Count::ZERO, |cell| self.count(cell)));
            let mut counts = [Count::ZERO; Requester::COUNT];
            counts.iter_mut().zip(parts).for_each(|(slot, count)| *slot = count);
            ByRequester::new(counts).map_err(|error| E::custom(format_args!("{row}: {error}")))
        };
        let mut outcomes = Vec::new();
        for outcome in Outcome::all(self.edition) {
            outcomes.push((outcome, row(outcome.row())?));
        }
        let (received, carried_in, carried_out) =
            (row(RowId::RECEIVED)?, row(RowId::CARRIED_IN)?, row(RowId::CARRIED_OUT)?);
        Requests::new(self.edition, received, carried_in, outcomes, carried_out).map_err(E::custom)
    }

    /// Table 4 of its leaves.
    fn challenges<E: serde::de::Error>(&self) -> Result<Challenges, E> {
        let block = |channel: Channel| {
            let row = channel.row();
            let parts = ChallengeResult::ALL
                .iter()
                .map(|result| row.cell(result.column()).map_or(Count::ZERO, |cell| self.count(cell)));
            let mut counts = [Count::ZERO; ChallengeResult::COUNT];
            counts.iter_mut().zip(parts).for_each(|(slot, count)| *slot = count);
            ByResult::new(counts).map_err(|error| E::custom(format_args!("{row}: {error}")))
        };
        Ok(Challenges::new(
            block(Channel::Review)?,
            block(Channel::DirectLitigation)?,
            block(Channel::LitigationAfterReview)?,
        ))
    }
}

/// The edition that an object says it is of.
fn edition_of(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Edition> {
    let entries = decoder.entries(tree, at)?;
    let at = at.key(EDITION);
    let Some((_, edition)) = entries.iter().find(|(key, _)| key == EDITION) else {
        decoder.fault(&at, FaultKind::MissingKey);
        return None;
    };
    Edition::read(decoder, edition, &at)
}

/// The figures of a table, every row and column of it once.
fn read_rows(
    decoder: &mut Decoder,
    tree: &Tree<'_>,
    at: &Path<'_>,
    (edition, table, says_edition): (Edition, Table, bool),
) -> Option<Figures> {
    let edition_key = says_edition.then_some(EDITION);
    let keys: Vec<_> = edition_key.into_iter().chain(edition.rows_of(table).map(|row| row.id.within_table())).collect();
    let slots = decoder.object(tree, at, &keys, keys.len())?;
    let mut figures = Some(Figures::new(edition));
    for (row, position) in edition.rows_of(table).zip(usize::from(says_edition)..) {
        let key = row.id.within_table();
        let read = slots.tree(position).and_then(|tree| read_row(decoder, tree, &at.key(key), row.id, edition));
        match (&mut figures, read) {
            (Some(figures), Some(read)) => read.into_iter().for_each(|(cell, value)| figures.put(cell, value)),
            (figures, _) => *figures = None,
        }
    }
    figures
}

fn read_row(
    decoder: &mut Decoder,
    tree: &Tree<'_>,
    at: &Path<'_>,
    row: RowId,
    edition: Edition,
) -> Option<Vec<(CellId, Value)>> {
    let keys: Vec<_> = cells_of(edition, row).map(|cell| cell.column().code()).collect();
    let slots = decoder.object(tree, at, &keys, keys.len())?;
    let cells = cells_of(edition, row).zip(0..);
    let figures: Vec<_> =
        cells.map(|(cell, i)| Some((cell, read_figure(decoder, &slots, i, cell, edition, at)?))).collect();
    figures.into_iter().collect()
}

fn read_figure(
    decoder: &mut Decoder,
    slots: &Slots<'_, '_>,
    position: usize,
    cell: CellId,
    edition: Edition,
    at: &Path<'_>,
) -> Option<Value> {
    let key = cell.column().code();
    match edition.column(cell)?.kind {
        Kind::Count => field::<Count>(decoder, slots, position, key, at).map(Into::into),
        Kind::SignedCount => field::<SignedCount>(decoder, slots, position, key, at).map(Into::into),
        Kind::Amount(_) => field::<Money>(decoder, slots, position, key, at).map(Into::into),
    }
}

/// Tells every violation, each at the total that is wrong; for the balance, which has none, at that of the outcomes.
fn tell(decoder: &mut Decoder, at: &Path<'_>, inconsistent: &Inconsistent) {
    for violation in inconsistent.violations() {
        let column = violation.relation.cells().first().map_or(Column::Total, |cell| cell.column());
        let cell = violation.relation.total().or_else(|| RowId::TOTAL.cell(column));
        let kind = FaultKind::Inconsistent { message: Message::of(|language| violation.message(language)).into() };
        let Some(cell) = cell else { continue };
        decoder.fault(&at.key(cell.row().within_table()).key(cell.column().code()), kind);
    }
}

/// Figures that determine all others, in the order of the form: those that are no totals.
pub(in crate::format) struct Leaves<'a> {
    edition: Edition,
    table: Option<Table>,
    get: Get<'a>,
}

fn leaves(edition: Edition, table: Option<Table>) -> impl Iterator<Item = CellId> + Clone {
    let of_table = move |cell: &CellId| table.is_none_or(|table| cell.table() == table);
    edition.cells().iter().copied().filter(move |cell| of_table(cell) && !cell.is_total())
}

impl Serialize for Leaves<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells: Vec<_> = leaves(self.edition, self.table).collect();
        super::tuple_of(cells.into_iter().map(|cell| Figure((self.get)(cell))), serializer)
    }
}

/// Reads the leaves of a table, or of all.
#[derive(Clone, Copy)]
struct ReadLeaves {
    edition: Edition,
    table: Option<Table>,
}

impl<'de> DeserializeSeed<'de> for ReadLeaves {
    type Value = Figures;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Figures, D::Error> {
        deserializer.deserialize_tuple(leaves(self.edition, self.table).count(), self)
    }
}

impl<'de> Visitor<'de> for ReadLeaves {
    type Value = Figures;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} figures that are no totals", leaves(self.edition, self.table).count())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Figures, A::Error> {
        let mut items = Items::new(access, "the figures that are no totals");
        let mut figures = Figures::new(self.edition);
        for cell in leaves(self.edition, self.table) {
            let value = match self.edition.column(cell).map(|column| column.kind) {
                Some(Kind::Count) | None => items.next::<Count>()?.into(),
                Some(Kind::SignedCount) => items.next::<SignedCount>()?.into(),
                Some(Kind::Amount(_)) => items.next::<Money>()?.into(),
            };
            figures.put(cell, value);
        }
        items.end()?;
        Ok(figures)
    }
}

/// The edition and the leaves of a table.
fn with_edition<S: Serializer>(leaves: &Leaves<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    (leaves.edition, leaves).serialize(serializer)
}

/// Table 3: `{"edition":"2021","received":{…},…,"total":{…},"carried_out":{…}}` with all its rows by their codes, each as
/// [`ByRequester`]. In formats for programs the edition, and the figures that are no totals.
impl Serialize for Requests {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let get: Get<'_> = &|cell| self.cell(cell).map(Into::into);
        write(get, (self.edition(), Table::Requests, true), serializer)
    }
}

/// Refuses figures that do not add up, with every violation.
impl<'de> Deserialize<'de> for Requests {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::either(deserializer)
    }
}

impl Read for Requests {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        let edition = edition_of(decoder, tree, at)?;
        let figures = read_rows(decoder, tree, at, (edition, Table::Requests, true))?;
        let made = Self::from_cells(edition, |cell| figures.count(cell));
        made.map_err(|inconsistent| tell(decoder, at, &inconsistent)).ok()
    }
}

impl Compact for Requests {
    const WHAT: &'static str = "table 3";
    const LEN: usize = 2;

    fn visit<'de, A: SeqAccess<'de>>(items: &mut Items<A>) -> Result<Self, A::Error> {
        let edition = items.next()?;
        items.next_by(ReadLeaves { edition, table: Some(Table::Requests) })?.requests()
    }
}

/// Table 4: `{"review":{…},"litigation.direct":{…},"litigation.after_review":{…}}`, each as [`ByResult`]. In formats for programs
/// the figures that are no totals.
impl Serialize for Challenges {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let get: Get<'_> = &|cell| self.cell(cell).map(Into::into);
        write(get, (CHALLENGES, Table::Challenges, false), serializer)
    }
}

/// Every edition has the same table 4.
const CHALLENGES: Edition = Edition::Revised2021;

/// Refuses totals that are not the sums, all of them.
impl<'de> Deserialize<'de> for Challenges {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return keyed_form(deserializer);
        }
        ReadLeaves { edition: CHALLENGES, table: Some(Table::Challenges) }.deserialize(deserializer)?.challenges()
    }
}

impl Read for Challenges {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        let figures = read_rows(decoder, tree, at, (CHALLENGES, Table::Challenges, false))?;
        let made = Self::from_cells(|cell| figures.count(cell));
        made.map_err(|inconsistent| tell(decoder, at, &inconsistent)).ok()
    }
}

/// A table in either form.
fn write<S: Serializer>(
    get: Get<'_>,
    (edition, table, says_edition): (Edition, Table, bool),
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        return Rows { edition, table, says_edition, get }.serialize(serializer);
    }
    let leaves = Leaves { edition, table: Some(table), get };
    if says_edition { with_edition(&leaves, serializer) } else { leaves.serialize(serializer) }
}

/// Table 2: `{"edition":"2021","regulations":{"issued":1,…},…,"fees":{"amount":{"amount":"96171.6","unit":"wan_yuan"}}}`, the
/// rows and columns by their codes. In formats for programs the edition and the figures.
impl Serialize for Proactive {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(&|cell| self.cell(cell), (self.edition(), Table::Proactive, true), serializer)
    }
}

impl<'de> Deserialize<'de> for Proactive {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::either(deserializer)
    }
}

impl Read for Proactive {
    fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
        let edition = edition_of(decoder, tree, at)?;
        read_rows(decoder, tree, at, (edition, Table::Proactive, true))?.proactive()
    }
}

impl Compact for Proactive {
    const WHAT: &'static str = "table 2";
    const LEN: usize = 2;

    fn visit<'de, A: SeqAccess<'de>>(items: &mut Items<A>) -> Result<Self, A::Error> {
        let edition = items.next()?;
        let figures = items.next_by(ReadLeaves { edition, table: Some(Table::Proactive) })?;
        figures.proactive().ok_or_else(|| A::Error::custom(Self::WHAT))
    }
}

/// Table 2 of one edition, which need not say of which.
macro_rules! table_2 {
    ($($(#[$doc:meta])* $Name:ident = $Variant:ident;)+) => {$(
        $(#[$doc])*
        impl Serialize for $Name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let table = Proactive::from(*self);
                write(&|cell| table.cell(cell), (table.edition(), Table::Proactive, false), serializer)
            }
        }

        impl<'de> Deserialize<'de> for $Name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    return keyed_form(deserializer);
                }
                let leaves = ReadLeaves { edition: Edition::$Variant, table: Some(Table::Proactive) };
                let made = Self::of(&leaves.deserialize(deserializer)?);
                made.ok_or_else(|| D::Error::custom("table 2"))
            }
        }

        impl Read for $Name {
            fn read(decoder: &mut Decoder, tree: &Tree<'_>, at: &Path<'_>) -> Option<Self> {
                Self::of(&read_rows(decoder, tree, at, (Edition::$Variant, Table::Proactive, false))?)
            }
        }

        impl $Name {
            fn of(figures: &Figures) -> Option<Self> {
                match figures.proactive()? {
                    Proactive::$Variant(table) => Some(table),
                    _ => None,
                }
            }
        }
    )+};
}

table_2! {
    /// As [`Proactive`], without the edition.
    Proactive2019 = Trial2019;
    /// As [`Proactive`], without the edition.
    Proactive2021 = Revised2021;
}

/// A row of table 2, whose keys are the codes of its columns.
macro_rules! rows {
    ($($Name:ident as $what:literal { $($key:ident: $T:ty,)+ })+) => {$(
        keyed! {
            /// The columns by their codes.
            $Name as $what, |row| { $($key: $T = row.$key,)+ } => Ok($Name { $($key),+ })
        }
    )+};
}

rows! {
    Documents as "a row of documents" { issued: Count, repealed: Count, in_force: Count, }
    DisclosedDocuments as "a row of documents" { made: Count, disclosed: Count, total_disclosed: Count, }
    ItemRow as "a row of items" { items_last_year: Count, change: SignedCount, decisions: Count, }
    FeeItems as "a row of fees" { items_last_year: Count, change: SignedCount, }
    Procurement as "a row of procurement" { purchases: Count, amount: Money, }
}

/// A report in the compact form: edition, header, sections of text, and the figures that are no totals.
pub(in crate::format) fn write_report<S: Serializer>(report: &Report, serializer: S) -> Result<S::Ok, S::Error> {
    let leaves = Leaves { edition: report.edition(), table: None, get: &|cell| report.cell(cell) };
    (report.edition(), report.header(), report.narrative(), leaves).serialize(serializer)
}

/// A report in the compact form, proven.
pub(in crate::format) fn read_report<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Report, D::Error> {
    compact::read(deserializer)
}

impl Compact for Report {
    const WHAT: &'static str = "a report";
    const LEN: usize = 4;

    fn visit<'de, A: SeqAccess<'de>>(items: &mut Items<A>) -> Result<Self, A::Error> {
        let edition = items.next()?;
        let (header, narrative) = (items.next::<Header>()?, items.next::<Narrative>()?);
        let figures = items.next_by(ReadLeaves { edition, table: None })?;
        let proactive = figures.proactive().ok_or_else(|| A::Error::custom("table 2"))?;
        Report::new(header, narrative, proactive, figures.requests()?, figures.challenges()?).map_err(A::Error::custom)
    }
}
