//! The trial edition (试行) of 2019, 国办公开办函〔2019〕60号, for report years 2019 and 2020.

use super::{Column, ColumnSpec, Kind, Row, RowId, challenges, requests};

const DOCUMENTS: &[ColumnSpec] = &[
    ColumnSpec::new(Column::Made, "本年新制作数量", "made in the year", Kind::Count),
    ColumnSpec::new(Column::Disclosed, "本年新公开数量", "disclosed in the year", Kind::Count),
    ColumnSpec::new(Column::TotalDisclosed, "对外公开总数量", "disclosed in all", Kind::Count),
];
const ITEMS: &[ColumnSpec] = &[
    ColumnSpec::new(Column::ItemsLastYear, "上一年项目数量", "items in the year before", Kind::Count),
    ColumnSpec::new(Column::Change, "本年增/减", "change in the year", Kind::SignedCount),
    ColumnSpec::new(Column::Decisions, "处理决定数量", "decisions", Kind::Count),
];
const FEE_ITEMS: &[ColumnSpec] = &[ITEMS[0], ITEMS[1]];
const PURCHASES: &[ColumnSpec] = &[
    ColumnSpec::new(Column::Purchases, "采购项目数量", "purchases", Kind::Count),
    ColumnSpec::new(Column::Amount, "采购总金额", "total amount, in the unit that the cell states", Kind::Amount(None)),
];

const ITEM_1: &[&str] = &["第二十条第（一）项"];
const ITEM_5: &[&str] = &["第二十条第（五）项"];
const ITEM_6: &[&str] = &["第二十条第（六）项"];
const ITEM_8: &[&str] = &["第二十条第（八）项"];
const ITEM_9: &[&str] = &["第二十条第（九）项"];

const PROACTIVE: [Row; 8] = [
    Row::new(RowId::REGULATIONS, ITEM_1, "规章", "regulations", DOCUMENTS),
    Row::new(RowId::NORMATIVE_DOCUMENTS, ITEM_1, "规范性文件", "normative documents", DOCUMENTS),
    Row::new(RowId::LICENSING, ITEM_5, "行政许可", "administrative licensing", ITEMS),
    Row::new(RowId::OTHER_SERVICES, ITEM_5, "其他对外管理服务事项", "other outward administrative services", ITEMS),
    Row::new(RowId::PENALTIES, ITEM_6, "行政处罚", "administrative penalties", ITEMS),
    Row::new(RowId::COMPULSION, ITEM_6, "行政强制", "administrative compulsion", ITEMS),
    Row::new(RowId::FEES, ITEM_8, "行政事业性收费", "administrative fees", FEE_ITEMS),
    Row::new(RowId::PROCUREMENT, ITEM_9, "政府集中采购", "government central procurement", PURCHASES),
];

/// （六）其他处理 is one row here.
const OTHER_HANDLING: Row =
    requests::row(RowId::OTHER_UNDIVIDED, &[requests::RESULTS], "（六）其他处理", "other handling, undivided");

pub(super) const ROWS: [Row; 34] = {
    let mut rows = [PROACTIVE[0]; 34];
    let mut n = super::copy(&mut rows, 0, &PROACTIVE);
    n = super::copy(&mut rows, n, &requests::BEFORE_OTHER_HANDLING);
    n = super::copy(&mut rows, n, &[OTHER_HANDLING, requests::TOTAL, requests::CARRIED_OUT]);
    n = super::copy(&mut rows, n, &challenges::BLOCKS);
    assert!(n == 34);
    rows
};
