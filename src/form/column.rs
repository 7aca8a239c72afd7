//! Columns, by what they count.

use crate::coded::coded;

coded! {
    /// A column, by what it counts. Tables may share one: 总计 is [`Column::Total`] in tables 3 and 4.
    ///
    /// Its official label depends on the row and the edition: see [`ColumnSpec`](super::ColumnSpec). Its code is the last
    /// part of a cell's id.
    ///
    /// ```
    /// use disclosure_report::form::Column;
    /// assert_eq!("natural_person".parse(), Ok(Column::NaturalPerson));
    /// ```
    pub enum Column as "a column" {
        /// 本年新制作数量 (2019): documents made in the year.
        Made = "made",
        /// 本年新公开数量 (2019): documents disclosed in the year.
        Disclosed = "disclosed",
        /// 对外公开总数量 (2019): documents disclosed in all.
        TotalDisclosed = "total_disclosed",
        /// 本年制发件数 (2021): documents issued in the year.
        Issued = "issued",
        /// 本年废止件数 (2021): documents repealed in the year.
        Repealed = "repealed",
        /// 现行有效件数 (2021): documents in force.
        InForce = "in_force",
        /// 上一年项目数量 (2019): items in the year before.
        ItemsLastYear = "items_last_year",
        /// 本年增/减 (2019): change in the number of items, signed.
        Change = "change",
        /// 处理决定数量 (2019), 本年处理决定数量 (2021): decisions.
        Decisions = "decisions",
        /// 采购项目数量 (2019): purchases.
        Purchases = "purchases",
        /// 采购总金额 (2019), 本年收费金额 (2021): an amount of money.
        Amount = "amount",
        /// 自然人: a natural person.
        NaturalPerson = "natural_person",
        /// 商业企业: a commercial enterprise.
        CommercialEnterprise = "commercial_enterprise",
        /// 科研机构: a research institution.
        ResearchInstitution = "research_institution",
        /// 社会公益组织: a public welfare organization.
        PublicWelfareOrganization = "public_welfare_organization",
        /// 法律服务机构: a legal service institution.
        LegalServiceInstitution = "legal_service_institution",
        /// 其他 of 法人或其他组织: another organization.
        OtherOrganization = "other_organization",
        /// 结果维持: upheld.
        Upheld = "upheld",
        /// 结果纠正: corrected.
        Corrected = "corrected",
        /// 其他结果: another result.
        Other = "other",
        /// 尚未审结: not yet concluded.
        Pending = "pending",
        /// 总计: the total.
        Total = "total",
    }
}

impl Column {
    /// The seven columns of table 3: the six requesters and 总计.
    pub const REQUESTERS: [Self; 7] = [
        Self::NaturalPerson,
        Self::CommercialEnterprise,
        Self::ResearchInstitution,
        Self::PublicWelfareOrganization,
        Self::LegalServiceInstitution,
        Self::OtherOrganization,
        Self::Total,
    ];

    /// The five columns of each block of table 4: the four results and 总计.
    pub const RESULTS: [Self; 5] = [Self::Upheld, Self::Corrected, Self::Other, Self::Pending, Self::Total];
}
