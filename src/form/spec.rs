//! What the form says of a row and of a column.

use super::{CellId, Column, RowId, RowRole, Table};
use crate::quantity::MoneyUnit;

/// A row of an edition: its id, what is printed, what it rests on, and its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// The row.
    pub id: RowId,
    /// The headings it stands under, outermost first, such as 三、本年度办理结果 and （三）不予公开.
    pub group: &'static [&'static str],
    /// The official label, verbatim. Table 4's blocks, whose rows have no label of their own, have their heading here.
    pub label: &'static str,
    /// Other forms in which the label is published and which mean nothing else.
    pub spellings: &'static [&'static str],
    /// Slips of the pen met in published reports: read, and reported.
    pub misprints: &'static [&'static str],
    /// The label in English.
    pub gloss: &'static str,
    /// The clause of the Regulation it rests on, if it rests on one.
    pub basis: Option<Basis>,
    /// Its columns in order.
    pub columns: &'static [ColumnSpec],
}

impl Row {
    /// The table it stands in.
    #[must_use]
    pub const fn table(&self) -> Table {
        self.id.table()
    }

    /// What it counts.
    #[must_use]
    pub const fn role(&self) -> RowRole {
        self.id.role()
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnSpec {
    /// The column.
    pub column: Column,
    /// The official label, verbatim.
    pub label: &'static str,
    /// Other forms in which the label is published.
    pub spellings: &'static [&'static str],
    /// Slips of the pen met in published reports.
    pub misprints: &'static [&'static str],
    /// The label in English.
    pub gloss: &'static str,
    /// What a value in it is.
    pub kind: Kind,
}

impl ColumnSpec {
    /// The unit of its figures: 项 where the label speaks of 项目 and their 增/减, 件 for other counts, the heading's unit
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
#[non_exhaustive]
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

impl Evidence {
    /// The stable code: `printed` or `derived`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Printed => "printed",
            Self::Derived => "derived",
        }
    }
}

/// How well a statement about the form is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// It stands on the official form.
    Printed,
    /// It follows from arithmetic, or from reading the Regulation beside the form; no source states it.
    Derived,
}
