//! Table 4, the same in every edition: 政府信息公开行政复议、行政诉讼情况.

use super::{Column, ColumnSpec, Kind, Row, RowId};

const fn result(column: Column, label: &'static str, gloss: &'static str) -> ColumnSpec {
    ColumnSpec::new(column, label, gloss, Kind::Count)
}

const RESULTS: &[ColumnSpec] = &[
    result(Column::Upheld, "结果维持", "upheld"),
    result(Column::Corrected, "结果纠正", "corrected"),
    result(Column::Other, "其他结果", "other result"),
    result(Column::Pending, "尚未审结", "pending"),
    result(Column::Total, "总计", "total"),
];

const LITIGATION: &[&str] = &["行政诉讼"];

/// The three blocks of five figures, printed side by side in one row.
pub(super) const BLOCKS: [Row; 3] = [
    Row::new(RowId::REVIEW, &[], "行政复议", "administrative reconsideration (review)", RESULTS)
        .in_short("行政复议", "review"),
    Row::new(
        RowId::DIRECT_LITIGATION,
        LITIGATION,
        "未经复议直接起诉",
        "litigation brought directly, without reconsideration",
        RESULTS,
    )
    .in_short("行政诉讼 未经复议直接起诉", "direct litigation"),
    Row::new(RowId::LITIGATION_AFTER_REVIEW, LITIGATION, "复议后起诉", "litigation after reconsideration", RESULTS)
        .in_short("行政诉讼 复议后起诉", "litigation after review"),
];
