//! Who asks.

use strum::{EnumCount, VariantArray};

use super::name::{named, named_by_column};
use crate::coded::listed;
use crate::form::{Column, RowId};

/// Who made a request: a column of table 3.
///
/// ```
/// use disclosure_report::Requester;
///
/// assert_eq!(Requester::NaturalPerson.label(), "自然人");
/// assert_eq!("商 业 企 业".parse(), Ok(Requester::CommercialEnterprise));
/// assert_eq!(format!("{0} {0:#}", Requester::OtherOrganization), "其他 other_organization");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumCount)]
pub enum Requester {
    /// 自然人: a natural person.
    NaturalPerson,
    /// 商业企业: a commercial enterprise.
    CommercialEnterprise,
    /// 科研机构: a research institution.
    ResearchInstitution,
    /// 社会公益组织: a public welfare organization.
    PublicWelfareOrganization,
    /// 法律服务机构: a legal service institution.
    LegalServiceInstitution,
    /// 其他: another legal person or organization.
    OtherOrganization,
}

listed!(Requester);
named_by_column! {
    Requester, row: RowId::RECEIVED, table: "table 3", expected: "requester",
    NaturalPerson, CommercialEnterprise, ResearchInstitution, PublicWelfareOrganization, LegalServiceInstitution,
    OtherOrganization
}
named!(Requester, all: Requester::ALL, expected: "requester");
