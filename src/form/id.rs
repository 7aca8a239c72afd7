//! Ids of rows and cells: one id means one thing in every edition.

#![expect(clippy::cast_possible_truncation, reason = "37 rows and 226 cells, as asserted below")]

use std::fmt;
use std::str::FromStr;

use super::{Column, Table};
use crate::coded::{Known, Unknown, unknown_text};

/// A row of a table, such as `requests.granted` or `litigation.direct`. Rows are ordered as on the form.
///
/// ```
/// use disclosure_report::form::{Column, RowId, Table};
///
/// let row: RowId = "requests.refused.state_secret".parse()?;
/// assert_eq!(row.table(), Table::Requests);
/// assert_eq!(row.cell(Column::Total).map(|c| c.as_str()), Some("requests.refused.state_secret.total"));
/// # Ok::<(), disclosure_report::form::UnknownId>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(u8);

/// A cell of the form, such as `requests.granted.natural_person`. One id means one thing in every edition; not every
/// edition has every cell. Cells are ordered as on the form.
///
/// ```
/// use disclosure_report::form::{CellId, Column};
///
/// let cell: CellId = "proactive.fees.amount".parse()?;
/// assert_eq!(cell.column(), Column::Amount);
/// assert_eq!(cell.to_string(), "proactive.fees.amount");
/// # Ok::<(), disclosure_report::form::UnknownId>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId(u8);

macro_rules! rows {
    (
        proactive { $($P:ident $p:literal { $($C:ident $c:literal)* })* }
        requests { $($R:ident $r:literal)* }
        challenges { $($L:ident $l:literal)* }
    ) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the constants they number")]
        enum Position { $($P,)* $($R,)* $($L,)* }

        impl RowId {
            $(#[doc = concat!("`proactive.", $p, "`")] pub const $P: Self = Self(Position::$P as u8);)*
            $(#[doc = concat!("`requests.", $r, "`")] pub const $R: Self = Self(Position::$R as u8);)*
            $(#[doc = concat!("`", $l, "`")] pub const $L: Self = Self(Position::$L as u8);)*
        }

        const ROWS: &[&str] = &[$(concat!("proactive.", $p),)* $(concat!("requests.", $r),)* $($l,)*];
        const FIRST_REQUEST: u8 = [$($p),*].len() as u8;
        const FIRST_CHALLENGE: u8 = FIRST_REQUEST + [$($r),*].len() as u8;
        const PROACTIVE: &[(RowId, Column)] = &[$($((RowId::$P, Column::$C),)*)*];

        const CELLS: &[&str] = &[
            $($(concat!("proactive.", $p, ".", $c),)*)*
            $(
                concat!("requests.", $r, ".natural_person"),
                concat!("requests.", $r, ".commercial_enterprise"),
                concat!("requests.", $r, ".research_institution"),
                concat!("requests.", $r, ".public_welfare_organization"),
                concat!("requests.", $r, ".legal_service_institution"),
                concat!("requests.", $r, ".other_organization"),
                concat!("requests.", $r, ".total"),
            )*
            $(
                concat!($l, ".upheld"),
                concat!($l, ".corrected"),
                concat!($l, ".other"),
                concat!($l, ".pending"),
                concat!($l, ".total"),
            )*
        ];
    };
}

rows! {
    proactive {
        REGULATIONS "regulations" {
            Made "made" Disclosed "disclosed" TotalDisclosed "total_disclosed"
            Issued "issued" Repealed "repealed" InForce "in_force"
        }
        NORMATIVE_DOCUMENTS "normative_documents" {
            Made "made" Disclosed "disclosed" TotalDisclosed "total_disclosed"
            Issued "issued" Repealed "repealed" InForce "in_force"
        }
        LICENSING "licensing" { ItemsLastYear "items_last_year" Change "change" Decisions "decisions" }
        OTHER_SERVICES "other_services" { ItemsLastYear "items_last_year" Change "change" Decisions "decisions" }
        PENALTIES "penalties" { ItemsLastYear "items_last_year" Change "change" Decisions "decisions" }
        COMPULSION "compulsion" { ItemsLastYear "items_last_year" Change "change" Decisions "decisions" }
        FEES "fees" { ItemsLastYear "items_last_year" Change "change" Amount "amount" }
        PROCUREMENT "procurement" { Purchases "purchases" Amount "amount" }
    }
    requests {
        RECEIVED "received"
        CARRIED_IN "carried_in"
        GRANTED "granted"
        PARTLY_GRANTED "partly_granted"
        STATE_SECRET "refused.state_secret"
        PROHIBITED_BY_LAW "refused.prohibited_by_law"
        ENDANGERS_SECURITY_OR_STABILITY "refused.endangers_security_or_stability"
        THIRD_PARTY_RIGHTS "refused.third_party_rights"
        INTERNAL_AFFAIRS "refused.internal_affairs"
        DELIBERATIVE_PROCESS "refused.deliberative_process"
        ENFORCEMENT_CASE_FILE "refused.enforcement_case_file"
        ADMINISTRATIVE_QUERY "refused.administrative_query"
        NOT_HELD "unavailable.not_held"
        NEEDS_CREATION "unavailable.needs_creation"
        STILL_UNCLEAR "unavailable.still_unclear"
        PETITION_OR_COMPLAINT "not_processed.petition_or_complaint"
        REPEATED "not_processed.repeated"
        PUBLICATION "not_processed.publication"
        EXCESSIVE "not_processed.excessive"
        CONFIRMATION_OR_REISSUE "not_processed.confirmation_or_reissue"
        OTHER_UNDIVIDED "other_handling.undivided"
        CORRECTION_OVERDUE "other_handling.correction_overdue"
        FEE_OVERDUE "other_handling.fee_overdue"
        OTHER_OTHER "other_handling.other"
        TOTAL "total"
        CARRIED_OUT "carried_out"
    }
    challenges {
        REVIEW "review"
        DIRECT_LITIGATION "litigation.direct"
        LITIGATION_AFTER_REVIEW "litigation.after_review"
    }
}

/// The row and the column of each cell.
static PLACES: [(RowId, Column); CellId::COUNT] = places();

/// For each row and column the cell where they meet, or [`ABSENT`].
static MEETING: [[u8; Column::COUNT]; RowId::COUNT] = meeting();

/// In a table of places: none.
pub(super) const ABSENT: u8 = u8::MAX;
const _: () = assert!(CellId::COUNT < ABSENT as usize, "there are fewer rows and columns than cells");

impl RowId {
    /// The table it is in.
    #[must_use]
    pub const fn table(self) -> Table {
        if self.0 < FIRST_REQUEST {
            Table::Proactive
        } else if self.0 < FIRST_CHALLENGE {
            Table::Requests
        } else {
            Table::Challenges
        }
    }

    /// The cell where the row meets `column`, if an edition has one there.
    #[must_use]
    pub const fn cell(self, column: Column) -> Option<CellId> {
        match MEETING[self.index()][column as usize] {
            ABSENT => None,
            at => Some(CellId(at)),
        }
    }
}

impl CellId {
    /// What fills an array of cells until each has its own.
    pub(super) const FIRST: Self = Self::at(0);

    /// The row it is in.
    #[must_use]
    pub const fn row(self) -> RowId {
        PLACES[self.index()].0
    }

    /// The column it is in.
    #[must_use]
    pub const fn column(self) -> Column {
        PLACES[self.index()].1
    }

    /// The table it is in.
    #[must_use]
    pub const fn table(self) -> Table {
        self.row().table()
    }
}

const fn places() -> [(RowId, Column); CellId::COUNT] {
    let mut places = [PROACTIVE[0]; CellId::COUNT];
    let mut n = 0;
    each!(i < PROACTIVE.len(), {
        places[n] = PROACTIVE[i];
        n += 1;
    });
    each!(i < RowId::COUNT, {
        let row = RowId::at(i);
        let columns = row.table().columns();
        each!(c < columns.len(), {
            places[n] = (row, columns[c]);
            n += 1;
        });
    });
    assert!(n == CellId::COUNT);
    places
}

const fn meeting() -> [[u8; Column::COUNT]; RowId::COUNT] {
    let mut meeting = [[ABSENT; Column::COUNT]; RowId::COUNT];
    each!(at < CellId::COUNT, {
        let (row, column) = PLACES[at];
        meeting[row.index()][column as usize] = at as u8;
    });
    meeting
}

const _: () = assert!(CELLS.len() == 226 && ROWS.len() == 37);

macro_rules! id_as_text {
    ($Id:ident, $names:ident, $what:literal, $example:literal) => {
        impl $Id {
            pub(crate) const IDS: &'static [&'static str] = $names;

            const KNOWN: &'static Known = &Known { what: $what, texts: &[&[$example], $names] };

            /// All of them over all editions, in the order of the form.
            pub fn all() -> impl ExactSizeIterator<Item = Self> + Clone {
                (0..Self::COUNT).map(Self::at)
            }

            /// How many there are over all editions.
            pub const COUNT: usize = $names.len();

            /// The one with this id, for literals.
            ///
            /// # Panics
            ///
            /// If there is no such id; in a `const` that is a compile error.
            ///
            /// ```
            #[doc = concat!("use disclosure_report::", stringify!($Id), ";")]
            #[doc = concat!("const IT: ", stringify!($Id), " = ", stringify!($Id), "::constant(\"", $example, "\");")]
            #[doc = concat!("assert_eq!(IT.as_str(), \"", $example, "\");")]
            /// ```
            ///
            /// A slip does not compile:
            ///
            /// ```compile_fail,E0080
            #[doc = concat!("use disclosure_report::", stringify!($Id), ";")]
            #[doc = concat!("const IT: ", stringify!($Id), " = ", stringify!($Id), "::constant(\"", $example, "l\");")]
            /// ```
            #[must_use]
            pub const fn constant(id: &str) -> Self {
                match Self::of_id(id) {
                    Some(it) => it,
                    None => panic!(concat!("the form has no such ", $what)),
                }
            }

            pub(crate) const fn of_id(id: &str) -> Option<Self> {
                each!(i < Self::COUNT, {
                    if same($names[i].as_bytes(), id.as_bytes()) {
                        return Some(Self::at(i));
                    }
                });
                None
            }

            /// The id.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                $names[self.0 as usize]
            }

            /// Its place among all of them over all editions, below [`Self::COUNT`].
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The one at a place below [`Self::COUNT`].
            pub(crate) const fn at(index: usize) -> Self {
                assert!(index < Self::COUNT);
                Self(index as u8)
            }
        }

        /// The id.
        impl fmt::Display for $Id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $Id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        /// Reads an id.
        impl FromStr for $Id {
            type Err = UnknownId;

            fn from_str(text: &str) -> Result<Self, UnknownId> {
                Self::of_id(text).ok_or_else(|| UnknownId::new(Self::KNOWN, text))
            }
        }
    };
}

id_as_text!(RowId, ROWS, "row", "litigation.direct");
id_as_text!(CellId, CELLS, "cell", "review.total");

pub(super) const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    each!(i < a.len(), {
        if a[i] != b[i] {
            return false;
        }
    });
    true
}

/// A text that is not an id of the form.
///
/// ```
/// use disclosure_report::{CellId, RowId};
///
/// let error = "review.totl".parse::<CellId>().unwrap_err();
/// assert_eq!(error.to_string(), r#""review.totl" is no cell: did you mean review.total?"#);
/// assert_eq!((error.text(), error.nearest()), ("review.totl", Some("review.total")));
///
/// let error = "本年新收".parse::<RowId>().unwrap_err();
/// assert_eq!(error.to_string(), r#""本年新收" is no row: expected an id such as litigation.direct"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownId(Unknown);

unknown_text!(UnknownId);

impl UnknownId {
    /// The first of the known texts is the example.
    pub(crate) fn new(known: &'static Known, text: &str) -> Self {
        Self(Unknown::new(known, text))
    }
}

impl fmt::Display for UnknownId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Known { what, texts } = self.0.known;
        write!(f, "{:?} is no {what}: ", self.text())?;
        match (self.nearest(), texts.first().and_then(|list| list.first())) {
            (Some(id), _) => write!(f, "did you mean {id}?"),
            (None, example) => write!(f, "expected an id such as {}", example.unwrap_or(&"")),
        }
    }
}
