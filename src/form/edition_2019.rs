//! The trial edition (试行) of 2019, 国办公开办函〔2019〕60号, for report years 2019 and 2020.

use super::{Column, ColumnSpec, Kind, Row, RowId, challenges, requests};

const fn column(column: Column, label: &'static str, gloss: &'static str, kind: Kind) -> ColumnSpec {
    ColumnSpec { column, label, spellings: &[], misprints: &[], gloss, kind }
}

const DOCUMENTS: &[ColumnSpec] = &[
    column(Column::Made, "本年新制作数量", "made in the year", Kind::Count),
    column(Column::Disclosed, "本年新公开数量", "disclosed in the year", Kind::Count),
    column(Column::TotalDisclosed, "对外公开总数量", "disclosed in all", Kind::Count),
];
const ITEMS: &[ColumnSpec] = &[
    column(Column::ItemsLastYear, "上一年项目数量", "items in the year before", Kind::Count),
    column(Column::Change, "本年增/减", "change in the year", Kind::SignedCount),
    column(Column::Decisions, "处理决定数量", "decisions", Kind::Count),
];
const FEE_ITEMS: &[ColumnSpec] = &[ITEMS[0], ITEMS[1]];
const PURCHASES: &[ColumnSpec] = &[
    column(Column::Purchases, "采购项目数量", "purchases", Kind::Count),
    column(Column::Amount, "采购总金额", "total amount, in the unit that the cell states", Kind::Amount(None)),
];

const fn row(
    id: RowId,
    group: &'static [&'static str],
    label: &'static str,
    gloss: &'static str,
    columns: &'static [ColumnSpec],
) -> Row {
    Row { id, group, label, spellings: &[], misprints: &[], gloss, basis: None, columns }
}

const ITEM_1: &[&str] = &["第二十条第（一）项"];
const ITEM_5: &[&str] = &["第二十条第（五）项"];
const ITEM_6: &[&str] = &["第二十条第（六）项"];
const ITEM_8: &[&str] = &["第二十条第（八）项"];
const ITEM_9: &[&str] = &["第二十条第（九）项"];

const PROACTIVE: [Row; 8] = [
    row(RowId::REGULATIONS, ITEM_1, "规章", "regulations", DOCUMENTS),
    row(RowId::NORMATIVE_DOCUMENTS, ITEM_1, "规范性文件", "normative documents", DOCUMENTS),
    row(RowId::LICENSING, ITEM_5, "行政许可", "administrative licensing", ITEMS),
    row(RowId::OTHER_SERVICES, ITEM_5, "其他对外管理服务事项", "other outward administrative services", ITEMS),
    row(RowId::PENALTIES, ITEM_6, "行政处罚", "administrative penalties", ITEMS),
    row(RowId::COMPULSION, ITEM_6, "行政强制", "administrative compulsion", ITEMS),
    row(RowId::FEES, ITEM_8, "行政事业性收费", "administrative fees", FEE_ITEMS),
    row(RowId::PROCUREMENT, ITEM_9, "政府集中采购", "government central procurement", PURCHASES),
];

/// （六）其他处理 is one row here.
const OTHER_HANDLING: Row =
    requests::row(RowId::OTHER_UNDIVIDED, &[requests::RESULTS], "（六）其他处理", "other handling, undivided", None);

pub(super) const ROWS: [Row; 34] = {
    let mut rows = [PROACTIVE[0]; 34];
    let mut n = super::copy(&mut rows, 0, &PROACTIVE);
    n = super::copy(&mut rows, n, &requests::BEFORE_OTHER_HANDLING);
    n = super::copy(&mut rows, n, &[OTHER_HANDLING, requests::TOTAL, requests::CARRIED_OUT]);
    n = super::copy(&mut rows, n, &challenges::BLOCKS);
    assert!(n == 34);
    rows
};
