//! The revised edition of 2021, 国办公开办函〔2021〕30号, for report years from 2021 on.

use super::{Column, ColumnSpec, Kind, Row, RowId, challenges, requests};
use crate::quantity::MoneyUnit;

const DOCUMENTS: &[ColumnSpec] = &[
    ColumnSpec::new(Column::Issued, "本年制发件数", "issued in the year", Kind::Count),
    ColumnSpec::new(Column::Repealed, "本年废止件数", "repealed in the year", Kind::Count)
        .misprinted(&["本年废纸件数"]),
    ColumnSpec::new(Column::InForce, "现行有效件数", "in force", Kind::Count).spelled(&["现行有效件"]),
];
const DECISIONS: &[ColumnSpec] =
    &[ColumnSpec::new(Column::Decisions, "本年处理决定数量", "decisions in the year", Kind::Count)
        .spelled(&["处理决定数量"])];
const FEES: &[ColumnSpec] = &[ColumnSpec::new(
    Column::Amount,
    "本年收费金额（单位：万元）",
    "collected in the year, in 万元",
    Kind::Amount(Some(MoneyUnit::WanYuan)),
)
.spelled(&["本年收费金额"])];

const ITEM_1: &[&str] = &["第二十条第（一）项"];
const ITEM_5: &[&str] = &["第二十条第（五）项"];
const ITEM_6: &[&str] = &["第二十条第（六）项"];
const ITEM_8: &[&str] = &["第二十条第（八）项"];

const PROACTIVE: [Row; 6] = [
    Row::new(RowId::REGULATIONS, ITEM_1, "规章", "regulations", DOCUMENTS),
    Row::new(RowId::NORMATIVE_DOCUMENTS, ITEM_1, "行政规范性文件", "administrative normative documents", DOCUMENTS),
    Row::new(RowId::LICENSING, ITEM_5, "行政许可", "administrative licensing", DECISIONS),
    Row::new(RowId::PENALTIES, ITEM_6, "行政处罚", "administrative penalties", DECISIONS),
    Row::new(RowId::COMPULSION, ITEM_6, "行政强制", "administrative compulsion", DECISIONS),
    Row::new(RowId::FEES, ITEM_8, "行政事业性收费", "administrative fees", FEES),
];

/// （六）其他处理 is divided into three rows here.
const OTHER_HANDLING: [Row; 3] = [
    requests::row(
        RowId::CORRECTION_OVERDUE,
        requests::OTHER_HANDLING,
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "the requester let the time for correction pass without good reason",
    )
    .spelled(&["1.逾期不补正", "1.申请人逾期不补正"])
    .derived_from("30", "第三十条"),
    requests::row(
        RowId::FEE_OVERDUE,
        requests::OTHER_HANDLING,
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "the requester let the time for paying the fee pass",
    )
    .spelled(&["2.逾期不缴费", "2.申请人逾期未缴费"])
    .derived_from("42", "第四十二条"),
    requests::row(RowId::OTHER_OTHER, requests::OTHER_HANDLING, "3.其他", "other"),
];

pub(super) const ROWS: [Row; 34] = {
    let mut rows = [PROACTIVE[0]; 34];
    let mut n = super::copy(&mut rows, 0, &PROACTIVE);
    n = super::copy(&mut rows, n, &requests::BEFORE_OTHER_HANDLING);
    n = super::copy(&mut rows, n, &OTHER_HANDLING);
    n = super::copy(&mut rows, n, &[requests::TOTAL, requests::CARRIED_OUT]);
    n = super::copy(&mut rows, n, &challenges::BLOCKS);
    assert!(n == 34);
    rows
};
