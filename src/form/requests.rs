//! Table 3, the rows that the editions share: 收到和处理政府信息公开申请情况.

use super::{Basis, Column, ColumnSpec, Evidence, Kind, Row, RowId};

/// The note in the table's corner: the one relation that the form prints.
pub const PRINTED_BALANCE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

pub(super) const RESULTS: &str = "三、本年度办理结果";
const REFUSED: &[&str] = &[RESULTS, "（三）不予公开"];
const UNAVAILABLE: &[&str] = &[RESULTS, "（四）无法提供"];
const NOT_PROCESSED: &[&str] = &[RESULTS, "（五）不予处理"];
pub(super) const OTHER_HANDLING: &[&str] = &[RESULTS, "（六）其他处理"];

const fn requester(column: Column, label: &'static str, gloss: &'static str) -> ColumnSpec {
    ColumnSpec { column, label, spellings: &[], misprints: &[], gloss, kind: Kind::Count }
}

pub(super) const REQUESTERS: &[ColumnSpec] = &[
    requester(Column::NaturalPerson, "自然人", "natural person"),
    requester(Column::CommercialEnterprise, "商业企业", "commercial enterprise"),
    requester(Column::ResearchInstitution, "科研机构", "research institution"),
    requester(Column::PublicWelfareOrganization, "社会公益组织", "public welfare organization"),
    requester(Column::LegalServiceInstitution, "法律服务机构", "legal service institution"),
    requester(Column::OtherOrganization, "其他", "other organization"),
    requester(Column::Total, "总计", "total"),
];

/// A clause found by reading the Regulation beside the form: no source prints one.
#[expect(clippy::unnecessary_wraps, reason = "a row's basis is optional")]
pub(super) const fn derived(article: &'static str, article_zh: &'static str) -> Option<Basis> {
    Some(Basis { article, article_zh, evidence: Evidence::Derived })
}

pub(super) const fn row(
    id: RowId,
    group: &'static [&'static str],
    label: &'static str,
    gloss: &'static str,
    basis: Option<Basis>,
) -> Row {
    Row { id, group, label, spellings: &[], misprints: &[], gloss, basis, columns: REQUESTERS }
}

const fn spelled(row: Row, spellings: &'static [&'static str], misprints: &'static [&'static str]) -> Row {
    Row { spellings, misprints, ..row }
}

pub(super) const RECEIVED: Row = spelled(
    row(RowId::RECEIVED, &[], "一、本年新收政府信息公开申请数量", "requests received in the year", None),
    &["一、本年新收申请数量"],
    &[],
);
pub(super) const CARRIED_IN: Row = spelled(
    row(RowId::CARRIED_IN, &[], "二、上年结转政府信息公开申请数量", "requests carried over from the year before", None),
    &["二、上年结转申请数量", "二、上年度结转政府信息公开申请数量"],
    &["二、上年转结政府信息公开申请数量"],
);
pub(super) const GRANTED: Row =
    row(RowId::GRANTED, &[RESULTS], "（一）予以公开", "disclosed", derived("36(1)(2)", "第三十六条第（一）（二）项"));
pub(super) const PARTLY_GRANTED: Row = spelled(
    row(
        RowId::PARTLY_GRANTED,
        &[RESULTS],
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "disclosed in part (where separated, counted here alone)",
        derived("37", "第三十七条"),
    ),
    &["（二）部分公开", "（二）部分公开（区分处理的，只计这一情况，不计其他情形）"],
    &[],
);
pub(super) const REFUSED_ROWS: [Row; 8] = [
    row(RowId::STATE_SECRET, REFUSED, "1.属于国家秘密", "state secret", derived("14", "第十四条")),
    spelled(
        row(
            RowId::PROHIBITED_BY_LAW,
            REFUSED,
            "2.其他法律行政法规禁止公开",
            "disclosure forbidden by another law or administrative regulation",
            derived("14", "第十四条"),
        ),
        &["2.其他法律法规禁止公开"],
        &["2.其他法律行政止公开"],
    ),
    spelled(
        row(
            RowId::ENDANGERS_SECURITY_OR_STABILITY,
            REFUSED,
            "3.危及“三安全一稳定”",
            "may endanger national, public or economic security or social stability",
            derived("14", "第十四条"),
        ),
        &["3.危及三安全一稳定"],
        &[],
    ),
    row(
        RowId::THIRD_PARTY_RIGHTS,
        REFUSED,
        "4.保护第三方合法权益",
        "protects the lawful rights of a third party",
        derived("15", "第十五条"),
    ),
    spelled(
        row(
            RowId::INTERNAL_AFFAIRS,
            REFUSED,
            "5.属于三类内部事务信息",
            "one of three kinds of internal affairs information",
            derived("16 para 1", "第十六条第一款"),
        ),
        &[],
        &["5.属于三类内容事务信息"],
    ),
    row(
        RowId::DELIBERATIVE_PROCESS,
        REFUSED,
        "6.属于四类过程性信息",
        "one of four kinds of deliberative process information",
        derived("16 para 2", "第十六条第二款"),
    ),
    row(
        RowId::ENFORCEMENT_CASE_FILE,
        REFUSED,
        "7.属于行政执法案卷",
        "administrative enforcement case file",
        derived("16 para 2", "第十六条第二款"),
    ),
    row(
        RowId::ADMINISTRATIVE_QUERY,
        REFUSED,
        "8.属于行政查询事项",
        "a matter of administrative query",
        derived("36(7)", "第三十六条第（七）项"),
    ),
];
pub(super) const UNAVAILABLE_ROWS: [Row; 3] = [
    row(
        RowId::NOT_HELD,
        UNAVAILABLE,
        "1.本机关不掌握相关政府信息",
        "not held by this organ",
        derived("36(4)(5)", "第三十六条第（四）（五）项"),
    ),
    row(
        RowId::NEEDS_CREATION,
        UNAVAILABLE,
        "2.没有现成信息需要另行制作",
        "not existing, would have to be created",
        derived("38", "第三十八条"),
    ),
    row(
        RowId::STILL_UNCLEAR,
        UNAVAILABLE,
        "3.补正后申请内容仍不明确",
        "still unclear after correction",
        derived("30", "第三十条"),
    ),
];
pub(super) const NOT_PROCESSED_ROWS: [Row; 5] = [
    spelled(
        row(
            RowId::PETITION_OR_COMPLAINT,
            NOT_PROCESSED,
            "1.信访举报投诉类申请",
            "a petition, report or complaint",
            derived("39 para 1", "第三十九条第一款"),
        ),
        &["1.信访投诉举报类申请"],
        &[],
    ),
    row(RowId::REPEATED, NOT_PROCESSED, "2.重复申请", "a repeated request", derived("36(6)", "第三十六条第（六）项")),
    row(
        RowId::PUBLICATION,
        NOT_PROCESSED,
        "3.要求提供公开出版物",
        "asks for a publication",
        derived("39 para 2", "第三十九条第二款"),
    ),
    row(
        RowId::EXCESSIVE,
        NOT_PROCESSED,
        "4.无正当理由大量反复申请",
        "many repeated requests without good reason",
        derived("35", "第三十五条"),
    ),
    spelled(
        row(
            RowId::CONFIRMATION_OR_REISSUE,
            NOT_PROCESSED,
            "5.要求行政机关确认或重新出具已获取信息",
            "asks to confirm or reissue information already obtained",
            None,
        ),
        &["5.要求行政机关确认或者重新出具已获取信息"],
        &[],
    ),
];
pub(super) const TOTAL: Row = row(RowId::TOTAL, &[RESULTS], "（七）总计", "total handled", None);
pub(super) const CARRIED_OUT: Row = spelled(
    row(RowId::CARRIED_OUT, &[], "四、结转下年度继续办理", "carried over to the next year", None),
    &["四、结转下年继续办理"],
    &["四、转结下年度继续办理"],
);

/// The rows up to （六）其他处理, which the editions divide differently.
pub(super) const BEFORE_OTHER_HANDLING: [Row; 20] = [
    RECEIVED,
    CARRIED_IN,
    GRANTED,
    PARTLY_GRANTED,
    REFUSED_ROWS[0],
    REFUSED_ROWS[1],
    REFUSED_ROWS[2],
    REFUSED_ROWS[3],
    REFUSED_ROWS[4],
    REFUSED_ROWS[5],
    REFUSED_ROWS[6],
    REFUSED_ROWS[7],
    UNAVAILABLE_ROWS[0],
    UNAVAILABLE_ROWS[1],
    UNAVAILABLE_ROWS[2],
    NOT_PROCESSED_ROWS[0],
    NOT_PROCESSED_ROWS[1],
    NOT_PROCESSED_ROWS[2],
    NOT_PROCESSED_ROWS[3],
    NOT_PROCESSED_ROWS[4],
];
