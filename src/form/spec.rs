//! What the form says of a row and of a column.

use super::id::ABSENT;
use super::name::Name;
use super::{CellId, Column, RowId, RowRole, Table};
use crate::coded::coded;
use crate::quantity::MoneyUnit;

/// A row of an edition: its id, what is printed, what it rests on, and its columns.
///
/// ```
/// use disclosure_report::form::{Edition, RowId};
///
/// let row = Edition::Revised2021.row(RowId::STATE_SECRET).unwrap();
/// assert_eq!(row.label, "1.属于国家秘密");
/// assert_eq!(row.group, ["三、本年度办理结果", "（三）不予公开"]);
/// assert_eq!(row.cells().count(), 7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// The row.
    pub id: RowId,
    /// The headings that it is under, outermost first, such as 三、本年度办理结果 and （三）不予公开.
    pub group: &'static [&'static str],
    /// The official label, verbatim. Table 4's blocks, whose rows have no label of their own, have their heading here.
    pub label: &'static str,
    /// Other forms in which the label is published and which mean nothing else.
    pub spellings: &'static [&'static str],
    /// Misprints met in published reports: read, and reported.
    pub misprints: &'static [&'static str],
    /// The label in English.
    pub gloss: &'static str,
    /// The clause of the Regulation it rests on, if it rests on one.
    pub basis: Option<Basis>,
    /// Its columns in order.
    pub columns: &'static [ColumnSpec],
    pub(super) short: Option<Name>,
    pub(super) term: Option<Name>,
    /// For each column its place in `columns`, or [`ABSENT`].
    places: [u8; Column::COUNT],
}

impl Row {
    pub(super) const fn new(
        id: RowId,
        group: &'static [&'static str],
        label: &'static str,
        gloss: &'static str,
        columns: &'static [ColumnSpec],
    ) -> Self {
        let mut places = [ABSENT; Column::COUNT];
        each!(i < columns.len(), {
            places[columns[i].column as usize] = i as u8;
        });
        let (short, term) = (None, None);
        Self { id, group, label, spellings: &[], misprints: &[], gloss, basis: None, columns, short, term, places }
    }

    pub(super) const fn spelled(self, spellings: &'static [&'static str]) -> Self {
        Self { spellings, ..self }
    }

    pub(super) const fn misprinted(self, misprints: &'static [&'static str]) -> Self {
        Self { misprints, ..self }
    }

    /// The same resting on a clause that was found by reading the Regulation with the form: no source prints one.
    pub(super) const fn derived_from(self, article: &'static str, article_zh: &'static str) -> Self {
        Self { basis: Some(Basis { article, article_zh, evidence: Evidence::Derived }), ..self }
    }

    /// The same with a short name: see [`Row::short_name`].
    pub(super) const fn in_short(self, zh: &'static str, en: &'static str) -> Self {
        Self { short: Some(Name { zh, en }), ..self }
    }

    /// The same with a name in the balance: see [`Row::balance_term`].
    pub(super) const fn in_balance(self, zh: &'static str, en: &'static str) -> Self {
        Self { term: Some(Name { zh, en }), ..self }
    }

    /// The table it is in.
    #[must_use]
    pub const fn table(&self) -> Table {
        self.id.table()
    }

    /// What it counts.
    #[must_use]
    pub const fn role(&self) -> RowRole {
        self.id.role()
    }

    /// What the form says of one of its columns; `None` if it does not have the column.
    #[must_use]
    pub const fn column(&self, column: Column) -> Option<&'static ColumnSpec> {
        match self.places[column as usize] {
            ABSENT => None,
            at => Some(&self.columns[at as usize]),
        }
    }

    /// Its cells in order, each with its column.
    pub fn cells(&self) -> impl Iterator<Item = (CellId, &'static ColumnSpec)> + use<> {
        let (id, columns) = (self.id, self.columns);
        columns.iter().filter_map(move |column| Some((id.cell(column.column)?, column)))
    }

    /// The label without its number: `属于国家秘密` for `1.属于国家秘密`.
    #[must_use]
    pub fn unnumbered(&self) -> &'static str {
        unnumbered(self.label)
    }
}

/// A label in any spelling without its number: `1.`, `（一）`, `一、`.
pub(crate) fn unnumbered(label: &str) -> &str {
    let rest = label.trim_start_matches(|c: char| c.is_ascii_digit() || "（）一二三四五六七".contains(c));
    rest.trim_start_matches(['.', '、'])
}

/// A column of a row.
///
/// ```
/// use disclosure_report::form::{Column, Edition, Kind, RowId};
///
/// let column = Edition::Revised2021.row(RowId::RECEIVED).and_then(|row| row.column(Column::NaturalPerson)).unwrap();
/// assert_eq!((column.label, column.gloss, column.kind), ("自然人", "natural person", Kind::Count));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnSpec {
    /// The column.
    pub column: Column,
    /// The headings that it is under, outermost first, such as 申请人情况 and 法人或其他组织 in table 3.
    pub group: &'static [&'static str],
    /// The official label, verbatim.
    pub label: &'static str,
    /// Other forms in which the label is published.
    pub spellings: &'static [&'static str],
    /// Misprints met in published reports.
    pub misprints: &'static [&'static str],
    /// The label in English.
    pub gloss: &'static str,
    /// What a value in it is.
    pub kind: Kind,
}

impl ColumnSpec {
    pub(super) const fn new(column: Column, label: &'static str, gloss: &'static str, kind: Kind) -> Self {
        Self { column, group: &[], label, spellings: &[], misprints: &[], gloss, kind }
    }

    pub(super) const fn under(self, group: &'static [&'static str]) -> Self {
        Self { group, ..self }
    }

    pub(super) const fn spelled(self, spellings: &'static [&'static str]) -> Self {
        Self { spellings, ..self }
    }

    pub(super) const fn misprinted(self, misprints: &'static [&'static str]) -> Self {
        Self { misprints, ..self }
    }

    /// The unit of its figures: 项 where the label is about 项目 and their 增/减, 件 for other counts, the heading's unit
    /// for an amount.
    #[cfg(feature = "json")]
    pub(crate) fn unit(&self) -> Option<&'static str> {
        match (self.kind, self.column) {
            (Kind::Amount(unit), _) => unit.map(MoneyUnit::label),
            (_, Column::ItemsLastYear | Column::Change | Column::Purchases) => Some("项"),
            _ => Some("件"),
        }
    }
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A whole number that is not negative.
    Count,
    /// A whole number, below zero for a decrease.
    SignedCount,
    /// An amount of money in the unit of the heading; `None` where the heading has none.
    Amount(Option<MoneyUnit>),
}

/// A clause of the Regulation (中华人民共和国政府信息公开条例, 2019) and how well it is known that a row rests on it.
///
/// ```
/// use disclosure_report::form::{Edition, Evidence, RowId};
///
/// let basis = Edition::Revised2021.row(RowId::STATE_SECRET).and_then(|row| row.basis).unwrap();
/// assert_eq!(basis.article, "14");
/// assert_eq!(basis.evidence, Evidence::Derived);
/// assert_eq!(basis.to_string(), "《条例》第十四条（推定）");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Basis {
    /// The article, with paragraph or item: `14`, `16 para 1`, `36(4)(5)`.
    pub article: &'static str,
    /// The same in Chinese: 第十四条.
    pub article_zh: &'static str,
    /// How well it is known.
    pub evidence: Evidence,
}

/// The article in Chinese; a derived one says so.
impl std::fmt::Display for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let note = match self.evidence {
            Evidence::Printed => "",
            Evidence::Derived => "（推定）",
        };
        write!(f, "《条例》{}{note}", self.article_zh)
    }
}

coded! {
    /// How well a statement about the form is known.
    #[non_exhaustive]
    pub enum Evidence as "a grade of evidence" {
        /// The official form prints it.
        Printed = "printed",
        /// It follows from arithmetic, or from reading the Regulation with the form; no source states it.
        Derived = "derived",
    }
}
