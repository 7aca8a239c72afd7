//! Table 2: 主动公开政府信息情况, one struct for each edition.

use super::Value;
use crate::form::{CellId, Column, Edition, RowId, Table};
use crate::quantity::{Count, Money, Number, SignedCount};

/// Table 2 in the edition that the report follows. No figure converts from one edition to the other except the decisions.
///
/// ```
/// use disclosure_report::Edition;
/// use disclosure_report::report::{Proactive, Proactive2021};
/// assert_eq!(Proactive::from(Proactive2021::default()).edition(), Edition::Revised2021);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Proactive {
    /// The trial edition of 2019.
    Trial2019(Proactive2019),
    /// The revised edition of 2021.
    Revised2021(Proactive2021),
}

/// Table 2 of the edition of 2021. No relation ties its figures, so every combination is valid.
///
/// ```
/// use disclosure_report::report::{Documents, Proactive2021};
/// use disclosure_report::{Count, Money, MoneyUnit};
///
/// // 淮安市 2024.
/// let table = Proactive2021 {
///     regulations: Documents::constant(1, 0, 11),
///     normative_documents: Documents::constant(8, 26, 66),
///     licensing: Count::constant(447_228),
///     penalties: Count::constant(3_985_758),
///     compulsion: Count::constant(88_283),
///     fees: Money::new("96171.6".parse()?, Some(MoneyUnit::WanYuan)),
/// };
/// assert_eq!(table.normative_documents.repealed.get(), 26);
/// # Ok::<(), disclosure_report::quantity::NumberError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Proactive2021 {
    /// 规章, 第二十条第（一）项: regulations, in 件.
    pub regulations: Documents,
    /// 行政规范性文件, 第二十条第（一）项: administrative normative documents, in 件.
    pub normative_documents: Documents,
    /// 行政许可, 第二十条第（五）项: licensing decisions in the year, in 件.
    pub licensing: Count,
    /// 行政处罚, 第二十条第（六）项: penalty decisions in the year, in 件.
    pub penalties: Count,
    /// 行政强制, 第二十条第（六）项: decisions on compulsion in the year, in 件.
    pub compulsion: Count,
    /// 行政事业性收费, 第二十条第（八）项: fees collected in the year; without a unit, in that of the heading, 万元.
    pub fees: Money,
}

impl Proactive2021 {
    /// The fees in their unit: without one, in that of the heading.
    pub(super) fn fees_with_unit(&self) -> Money {
        Money::new(self.fees.amount(), self.fees.unit().or(Some(crate::MoneyUnit::WanYuan)))
    }

    /// The fees in the unit of their heading, 万元, whichever they are stated in; `None` if that takes more digits than can
    /// be held.
    ///
    /// ```
    /// use disclosure_report::report::Proactive2021;
    /// use disclosure_report::{Money, MoneyUnit};
    ///
    /// let fees = Money::new("251000".parse()?, Some(MoneyUnit::Yuan));
    /// let table = Proactive2021 { fees, ..Proactive2021::default() };
    /// assert_eq!(table.fees_in_wan_yuan().map(|fees| fees.to_string()).as_deref(), Some("25.1"));
    /// # Ok::<(), disclosure_report::quantity::NumberError>(())
    /// ```
    #[must_use]
    pub fn fees_in_wan_yuan(&self) -> Option<Number> {
        Some(self.fees_with_unit().in_unit(crate::MoneyUnit::WanYuan)?.amount())
    }

    fn figures(&self) -> ([Documents; 2], [Count; 3], Money) {
        let documents = [self.regulations, self.normative_documents];
        (documents, [self.licensing, self.penalties, self.compulsion], self.fees_with_unit())
    }
}

/// Equal if every figure is; fees without a unit are in that of the heading, 万元.
impl PartialEq for Proactive2021 {
    fn eq(&self, other: &Self) -> bool {
        self.figures() == other.figures()
    }
}

impl Eq for Proactive2021 {}

impl std::hash::Hash for Proactive2021 {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.figures().hash(state);
    }
}

/// Documents of a kind in 2021's table 2, in 件.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Documents {
    /// 本年制发件数: issued in the year.
    pub issued: Count,
    /// 本年废止件数: repealed in the year.
    pub repealed: Count,
    /// 现行有效件数: in force.
    pub in_force: Count,
}

impl Documents {
    /// For literals and tests.
    ///
    /// # Panics
    ///
    /// If a number is greater than [`Count::MAX`]; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(issued: u64, repealed: u64, in_force: u64) -> Self {
        Self {
            issued: Count::constant(issued),
            repealed: Count::constant(repealed),
            in_force: Count::constant(in_force),
        }
    }
}

/// Table 2 of the trial edition of 2019. No relation ties its figures, so every combination is valid.
///
/// ```
/// use disclosure_report::Count;
/// use disclosure_report::quantity::SignedCount;
/// use disclosure_report::report::{Items, Proactive2019};
///
/// // 文登区住房和城乡建设局 2019.
/// let mut table = Proactive2019::default();
/// table.licensing = Items {
///     items_last_year: Count::constant(716),
///     change: SignedCount::new(-417)?,
///     decisions: Count::constant(298),
/// };
/// # Ok::<(), disclosure_report::quantity::CountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Proactive2019 {
    /// 规章, 第二十条第（一）项: regulations, in 件.
    pub regulations: DisclosedDocuments,
    /// 规范性文件, 第二十条第（一）项: normative documents, in 件.
    pub normative_documents: DisclosedDocuments,
    /// 行政许可, 第二十条第（五）项: administrative licensing.
    pub licensing: Items,
    /// 其他对外管理服务事项, 第二十条第（五）项: other outward administrative services.
    pub other_services: Items,
    /// 行政处罚, 第二十条第（六）项: administrative penalties.
    pub penalties: Items,
    /// 行政强制, 第二十条第（六）项: administrative compulsion.
    pub compulsion: Items,
    /// 行政事业性收费, 第二十条第（八）项: administrative fees, in 项.
    pub fees: FeeItems,
    /// 政府集中采购, 第二十条第（九）项: government central procurement.
    pub procurement: Procurement,
}

/// Documents of a kind in 2019's table 2, in 件.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DisclosedDocuments {
    /// 本年新制作数量: made in the year.
    pub made: Count,
    /// 本年新公开数量: disclosed in the year.
    pub disclosed: Count,
    /// 对外公开总数量: disclosed in all.
    pub total_disclosed: Count,
}

/// Items of a kind in 2019's table 2, in 项, and the decisions on them, in 件.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Items {
    /// 上一年项目数量: items in the year before.
    pub items_last_year: Count,
    /// 本年增/减: change in the year.
    pub change: SignedCount,
    /// 处理决定数量: decisions.
    pub decisions: Count,
}

/// Fees in 2019's table 2, in 项.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FeeItems {
    /// 上一年项目数量: items in the year before.
    pub items_last_year: Count,
    /// 本年增/减: change in the year.
    pub change: SignedCount,
}

/// Procurement in 2019's table 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Procurement {
    /// 采购项目数量: purchases.
    pub purchases: Count,
    /// 采购总金额, in the unit that the cell states; the heading has none.
    pub amount: Money,
}

impl Default for Procurement {
    fn default() -> Self {
        Self { purchases: Count::ZERO, amount: Money::new(Number::ZERO, None) }
    }
}

impl Default for Proactive2021 {
    /// Zero everywhere; the fees in 万元, the unit of their heading.
    fn default() -> Self {
        Self {
            regulations: Documents::default(),
            normative_documents: Documents::default(),
            licensing: Count::ZERO,
            penalties: Count::ZERO,
            compulsion: Count::ZERO,
            fees: Money::new(Number::ZERO, Some(crate::MoneyUnit::WanYuan)),
        }
    }
}

impl From<Proactive2019> for Proactive {
    fn from(table: Proactive2019) -> Self {
        Self::Trial2019(table)
    }
}

impl From<Proactive2021> for Proactive {
    fn from(table: Proactive2021) -> Self {
        Self::Revised2021(table)
    }
}

impl Proactive {
    /// The edition of the form.
    #[must_use]
    pub const fn edition(&self) -> Edition {
        match self {
            Self::Trial2019(_) => Edition::Trial2019,
            Self::Revised2021(_) => Edition::Revised2021,
        }
    }

    /// The table of the edition of 2019, if it is one.
    #[must_use]
    pub const fn as_2019(&self) -> Option<&Proactive2019> {
        match self {
            Self::Trial2019(table) => Some(table),
            Self::Revised2021(_) => None,
        }
    }

    /// The table of the edition of 2021, if it is one.
    #[must_use]
    pub const fn as_2021(&self) -> Option<&Proactive2021> {
        match self {
            Self::Revised2021(table) => Some(table),
            Self::Trial2019(_) => None,
        }
    }

    /// The figure in a cell of the edition's table 2; `None` for any other cell.
    #[must_use]
    pub fn cell(&self, cell: CellId) -> Option<Value> {
        match self {
            Self::Trial2019(table) => table.cell(cell),
            Self::Revised2021(table) => table.cell(cell),
        }
    }

    /// Every figure, in the order of the form.
    pub fn cells(&self) -> impl Iterator<Item = (CellId, Value)> + Clone {
        self.edition().cells_of(Table::Proactive).iter().filter_map(|cell| Some((*cell, self.cell(*cell)?)))
    }

    /// The table made of its figures; `None` if one of them is not given or not of its cell's kind.
    pub(crate) fn of_cells(edition: Edition, value: impl Fn(CellId) -> Option<Value>) -> Option<Self> {
        let at = Lookup(value);
        match edition {
            Edition::Trial2019 => Proactive2019::of_cells(&at).map(Self::Trial2019),
            Edition::Revised2021 => Proactive2021::of_cells(&at).map(Self::Revised2021),
        }
    }
}

/// Figures by row and column.
struct Lookup<F>(F);

impl<F: Fn(CellId) -> Option<Value>> Lookup<F> {
    fn value(&self, row: RowId, column: Column) -> Option<Value> {
        (self.0)(row.cell(column)?)
    }

    fn count(&self, row: RowId, column: Column) -> Option<Count> {
        self.value(row, column)?.as_count()
    }

    fn signed(&self, row: RowId, column: Column) -> Option<SignedCount> {
        self.value(row, column)?.as_signed()
    }

    fn money(&self, row: RowId, column: Column) -> Option<Money> {
        self.value(row, column)?.as_money()
    }

    fn documents(&self, row: RowId) -> Option<Documents> {
        Some(Documents {
            issued: self.count(row, Column::Issued)?,
            repealed: self.count(row, Column::Repealed)?,
            in_force: self.count(row, Column::InForce)?,
        })
    }

    fn disclosed(&self, row: RowId) -> Option<DisclosedDocuments> {
        Some(DisclosedDocuments {
            made: self.count(row, Column::Made)?,
            disclosed: self.count(row, Column::Disclosed)?,
            total_disclosed: self.count(row, Column::TotalDisclosed)?,
        })
    }

    fn items(&self, row: RowId) -> Option<Items> {
        Some(Items {
            items_last_year: self.count(row, Column::ItemsLastYear)?,
            change: self.signed(row, Column::Change)?,
            decisions: self.count(row, Column::Decisions)?,
        })
    }
}

impl Proactive2021 {
    fn cell(&self, cell: CellId) -> Option<Value> {
        let documents = |documents: &Documents| match cell.column() {
            Column::Issued => Some(documents.issued),
            Column::Repealed => Some(documents.repealed),
            Column::InForce => Some(documents.in_force),
            _ => None,
        };
        let decisions = |count: Count| (cell.column() == Column::Decisions).then_some(count);
        let count = match cell.row() {
            RowId::REGULATIONS => documents(&self.regulations),
            RowId::NORMATIVE_DOCUMENTS => documents(&self.normative_documents),
            RowId::LICENSING => decisions(self.licensing),
            RowId::PENALTIES => decisions(self.penalties),
            RowId::COMPULSION => decisions(self.compulsion),
            RowId::FEES if cell.column() == Column::Amount => return Some(self.fees_with_unit().into()),
            _ => None,
        };
        count.map(Value::Count)
    }

    fn of_cells<F: Fn(CellId) -> Option<Value>>(at: &Lookup<F>) -> Option<Self> {
        Some(Self {
            regulations: at.documents(RowId::REGULATIONS)?,
            normative_documents: at.documents(RowId::NORMATIVE_DOCUMENTS)?,
            licensing: at.count(RowId::LICENSING, Column::Decisions)?,
            penalties: at.count(RowId::PENALTIES, Column::Decisions)?,
            compulsion: at.count(RowId::COMPULSION, Column::Decisions)?,
            fees: at.money(RowId::FEES, Column::Amount)?,
        })
    }
}

impl Proactive2019 {
    fn cell(&self, cell: CellId) -> Option<Value> {
        let disclosed = |documents: &DisclosedDocuments| match cell.column() {
            Column::Made => Some(documents.made.into()),
            Column::Disclosed => Some(documents.disclosed.into()),
            Column::TotalDisclosed => Some(documents.total_disclosed.into()),
            _ => None,
        };
        let items = |items: &Items| match cell.column() {
            Column::ItemsLastYear => Some(items.items_last_year.into()),
            Column::Change => Some(items.change.into()),
            Column::Decisions => Some(items.decisions.into()),
            _ => None,
        };
        match cell.row() {
            RowId::REGULATIONS => disclosed(&self.regulations),
            RowId::NORMATIVE_DOCUMENTS => disclosed(&self.normative_documents),
            RowId::LICENSING => items(&self.licensing),
            RowId::OTHER_SERVICES => items(&self.other_services),
            RowId::PENALTIES => items(&self.penalties),
            RowId::COMPULSION => items(&self.compulsion),
            RowId::FEES => match cell.column() {
                Column::ItemsLastYear => Some(self.fees.items_last_year.into()),
                Column::Change => Some(self.fees.change.into()),
                _ => None,
            },
            RowId::PROCUREMENT => match cell.column() {
                Column::Purchases => Some(self.procurement.purchases.into()),
                Column::Amount => Some(self.procurement.amount.into()),
                _ => None,
            },
            _ => None,
        }
    }

    fn of_cells<F: Fn(CellId) -> Option<Value>>(at: &Lookup<F>) -> Option<Self> {
        Some(Self {
            regulations: at.disclosed(RowId::REGULATIONS)?,
            normative_documents: at.disclosed(RowId::NORMATIVE_DOCUMENTS)?,
            licensing: at.items(RowId::LICENSING)?,
            other_services: at.items(RowId::OTHER_SERVICES)?,
            penalties: at.items(RowId::PENALTIES)?,
            compulsion: at.items(RowId::COMPULSION)?,
            fees: FeeItems {
                items_last_year: at.count(RowId::FEES, Column::ItemsLastYear)?,
                change: at.signed(RowId::FEES, Column::Change)?,
            },
            procurement: Procurement {
                purchases: at.count(RowId::PROCUREMENT, Column::Purchases)?,
                amount: at.money(RowId::PROCUREMENT, Column::Amount)?,
            },
        })
    }
}
