//! The revised edition of 2021, 国办公开办函〔2021〕30号, for report years from 2021 on.

use super::{Column, ColumnSpec, Kind, Row, RowId, challenges, requests};
use crate::quantity::MoneyUnit;

const DOCUMENTS: &[ColumnSpec] = &[
    ColumnSpec {
        column: Column::Issued,
        label: "本年制发件数",
        spellings: &[],
        misprints: &[],
        gloss: "issued in the year",
        kind: Kind::Count,
    },
    ColumnSpec {
        column: Column::Repealed,
        label: "本年废止件数",
        spellings: &[],
        misprints: &["本年废纸件数"],
        gloss: "repealed in the year",
        kind: Kind::Count,
    },
    ColumnSpec {
        column: Column::InForce,
        label: "现行有效件数",
        spellings: &["现行有效件"],
        misprints: &[],
        gloss: "in force",
        kind: Kind::Count,
    },
];
const DECISIONS: &[ColumnSpec] = &[ColumnSpec {
    column: Column::Decisions,
    label: "本年处理决定数量",
    spellings: &["处理决定数量"],
    misprints: &[],
    gloss: "decisions in the year",
    kind: Kind::Count,
}];
const FEES: &[ColumnSpec] = &[ColumnSpec {
    column: Column::Amount,
    label: "本年收费金额（单位：万元）",
    spellings: &["本年收费金额"],
    misprints: &[],
    gloss: "collected in the year, in 万元",
    kind: Kind::Amount(Some(MoneyUnit::WanYuan)),
}];

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

const PROACTIVE: [Row; 6] = [
    row(RowId::REGULATIONS, ITEM_1, "规章", "regulations", DOCUMENTS),
    row(RowId::NORMATIVE_DOCUMENTS, ITEM_1, "行政规范性文件", "administrative normative documents", DOCUMENTS),
    row(RowId::LICENSING, ITEM_5, "行政许可", "administrative licensing", DECISIONS),
    row(RowId::PENALTIES, ITEM_6, "行政处罚", "administrative penalties", DECISIONS),
    row(RowId::COMPULSION, ITEM_6, "行政强制", "administrative compulsion", DECISIONS),
    row(RowId::FEES, ITEM_8, "行政事业性收费", "administrative fees", FEES),
];

/// （六）其他处理 is divided into three rows here.
const OTHER_HANDLING: [Row; 3] = [
    Row {
        spellings: &["1.逾期不补正", "1.申请人逾期不补正"],
        ..requests::row(
            RowId::CORRECTION_OVERDUE,
            requests::OTHER_HANDLING,
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "the requester let the time for correction pass without good reason",
            requests::derived("30", "第三十条"),
        )
    },
    Row {
        spellings: &["2.逾期不缴费", "2.申请人逾期未缴费"],
        ..requests::row(
            RowId::FEE_OVERDUE,
            requests::OTHER_HANDLING,
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "the requester let the time for paying the fee pass",
            requests::derived("42", "第四十二条"),
        )
    },
    requests::row(RowId::OTHER_OTHER, requests::OTHER_HANDLING, "3.其他", "other", None),
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
