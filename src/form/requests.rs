//! Table 3, the rows that the editions share: 收到和处理政府信息公开申请情况.

use super::{Column, ColumnSpec, Kind, Row, RowId};

/// The note in the table's corner: the one relation that the form prints.
pub const PRINTED_BALANCE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

pub(super) const RESULTS: &str = "三、本年度办理结果";
const REFUSED: &[&str] = &[RESULTS, "（三）不予公开"];
const UNAVAILABLE: &[&str] = &[RESULTS, "（四）无法提供"];
const NOT_PROCESSED: &[&str] = &[RESULTS, "（五）不予处理"];
pub(super) const OTHER_HANDLING: &[&str] = &[RESULTS, "（六）其他处理"];

const REQUESTER: &str = "申请人情况";
const ORGANIZATION: &[&str] = &[REQUESTER, "法人或其他组织"];

const fn requester(
    column: Column,
    group: &'static [&'static str],
    label: &'static str,
    gloss: &'static str,
) -> ColumnSpec {
    ColumnSpec::new(column, label, gloss, Kind::Count).under(group)
}

const REQUESTERS: &[ColumnSpec] = &[
    requester(Column::NaturalPerson, &[REQUESTER], "自然人", "natural person"),
    requester(Column::CommercialEnterprise, ORGANIZATION, "商业企业", "commercial enterprise"),
    requester(Column::ResearchInstitution, ORGANIZATION, "科研机构", "research institution"),
    requester(Column::PublicWelfareOrganization, ORGANIZATION, "社会公益组织", "public welfare organization"),
    requester(Column::LegalServiceInstitution, ORGANIZATION, "法律服务机构", "legal service institution"),
    requester(Column::OtherOrganization, ORGANIZATION, "其他", "other organization"),
    requester(Column::Total, &[REQUESTER], "总计", "total"),
];

pub(super) const fn row(id: RowId, group: &'static [&'static str], label: &'static str, gloss: &'static str) -> Row {
    Row::new(id, group, label, gloss, REQUESTERS)
}

/// The rows up to （六）其他处理, which the editions divide differently.
pub(super) const BEFORE_OTHER_HANDLING: [Row; 20] = [
    row(RowId::RECEIVED, &[], "一、本年新收政府信息公开申请数量", "requests received in the year")
        .spelled(&["一、本年新收申请数量"])
        .in_balance("本年新收", "received"),
    row(RowId::CARRIED_IN, &[], "二、上年结转政府信息公开申请数量", "requests carried over from the year before")
        .spelled(&["二、上年结转申请数量", "二、上年度结转政府信息公开申请数量"])
        .misprinted(&["二、上年转结政府信息公开申请数量"])
        .in_balance("上年结转", "carried in"),
    row(RowId::GRANTED, &[RESULTS], "（一）予以公开", "disclosed")
        .derived_from("36(1)(2)", "第三十六条第（一）（二）项"),
    row(
        RowId::PARTLY_GRANTED,
        &[RESULTS],
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "disclosed in part (where separated, counted here alone)",
    )
    .spelled(&["（二）部分公开", "（二）部分公开（区分处理的，只计这一情况，不计其他情形）"])
    .derived_from("37", "第三十七条")
    .in_short("（二）部分公开", "disclosed in part"),
    row(RowId::STATE_SECRET, REFUSED, "1.属于国家秘密", "state secret").derived_from("14", "第十四条"),
    row(
        RowId::PROHIBITED_BY_LAW,
        REFUSED,
        "2.其他法律行政法规禁止公开",
        "disclosure forbidden by another law or administrative regulation",
    )
    .spelled(&["2.其他法律法规禁止公开"])
    .misprinted(&["2.其他法律行政止公开"])
    .derived_from("14", "第十四条"),
    row(
        RowId::ENDANGERS_SECURITY_OR_STABILITY,
        REFUSED,
        "3.危及“三安全一稳定”",
        "may endanger national, public or economic security or social stability",
    )
    .spelled(&["3.危及三安全一稳定"])
    .derived_from("14", "第十四条"),
    row(RowId::THIRD_PARTY_RIGHTS, REFUSED, "4.保护第三方合法权益", "protects the lawful rights of a third party")
        .derived_from("15", "第十五条"),
    row(
        RowId::INTERNAL_AFFAIRS,
        REFUSED,
        "5.属于三类内部事务信息",
        "one of three kinds of internal affairs information",
    )
    .misprinted(&["5.属于三类内容事务信息"])
    .derived_from("16 para 1", "第十六条第一款"),
    row(
        RowId::DELIBERATIVE_PROCESS,
        REFUSED,
        "6.属于四类过程性信息",
        "one of four kinds of deliberative process information",
    )
    .derived_from("16 para 2", "第十六条第二款"),
    row(RowId::ENFORCEMENT_CASE_FILE, REFUSED, "7.属于行政执法案卷", "administrative enforcement case file")
        .derived_from("16 para 2", "第十六条第二款"),
    row(RowId::ADMINISTRATIVE_QUERY, REFUSED, "8.属于行政查询事项", "a matter of administrative query")
        .derived_from("36(7)", "第三十六条第（七）项"),
    row(RowId::NOT_HELD, UNAVAILABLE, "1.本机关不掌握相关政府信息", "not held by this organ")
        .derived_from("36(4)(5)", "第三十六条第（四）（五）项"),
    row(RowId::NEEDS_CREATION, UNAVAILABLE, "2.没有现成信息需要另行制作", "not existing, would have to be created")
        .derived_from("38", "第三十八条"),
    row(RowId::STILL_UNCLEAR, UNAVAILABLE, "3.补正后申请内容仍不明确", "still unclear after correction")
        .derived_from("30", "第三十条"),
    row(RowId::PETITION_OR_COMPLAINT, NOT_PROCESSED, "1.信访举报投诉类申请", "a petition, report or complaint")
        .spelled(&["1.信访投诉举报类申请"])
        .derived_from("39 para 1", "第三十九条第一款"),
    row(RowId::REPEATED, NOT_PROCESSED, "2.重复申请", "a repeated request")
        .derived_from("36(6)", "第三十六条第（六）项"),
    row(RowId::PUBLICATION, NOT_PROCESSED, "3.要求提供公开出版物", "asks for a publication")
        .derived_from("39 para 2", "第三十九条第二款"),
    row(RowId::EXCESSIVE, NOT_PROCESSED, "4.无正当理由大量反复申请", "many repeated requests without good reason")
        .derived_from("35", "第三十五条"),
    row(
        RowId::CONFIRMATION_OR_REISSUE,
        NOT_PROCESSED,
        "5.要求行政机关确认或重新出具已获取信息",
        "asks to confirm or reissue information already obtained",
    )
    .spelled(&["5.要求行政机关确认或者重新出具已获取信息"]),
];

pub(super) const TOTAL: Row =
    row(RowId::TOTAL, &[RESULTS], "（七）总计", "total handled").in_balance("办理结果总计", "total handled");
pub(super) const CARRIED_OUT: Row =
    row(RowId::CARRIED_OUT, &[], "四、结转下年度继续办理", "carried over to the next year")
        .spelled(&["四、结转下年继续办理"])
        .misprinted(&["四、转结下年度继续办理"])
        .in_balance("结转下年度", "carried out");
