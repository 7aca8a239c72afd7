//! How a request was handled.

use strum::{EnumCount, VariantArray};

use super::name::{NotOfKind, named, named_by_row};
use crate::coded::listed;
use crate::form::{Edition, RowId};

/// How a request was handled: a row of 三、本年度办理结果 in table 3.
///
/// ```
/// use disclosure_report::{Edition, Outcome, RefusalGround};
///
/// assert_eq!(Outcome::all(Edition::Trial2019).count(), 19);
/// assert_eq!(Outcome::all(Edition::Revised2021).count(), 21);
/// let outcome: Outcome = "1.属于国家秘密".parse()?;
/// assert_eq!(outcome, Outcome::Refused(RefusalGround::StateSecret));
/// assert_eq!(outcome.code(), "refused.state_secret");
/// // No source prints the clause: it is derived from reading the Regulation with the form, and says so.
/// assert_eq!(outcome.basis().unwrap().to_string(), "《条例》第十四条（推定）");
/// # Ok::<(), disclosure_report::report::UnknownName>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// （一）予以公开: disclosed.
    Granted,
    /// （二）部分公开: disclosed in part. A request that is separated counts here alone, not under a ground of refusal.
    PartlyGranted,
    /// （三）不予公开: refused, on this ground.
    Refused(RefusalGround),
    /// （四）无法提供: could not be provided, for this reason.
    Unavailable(UnavailableReason),
    /// （五）不予处理: not processed, for this reason.
    NotProcessed(NotProcessedReason),
    /// （六）其他处理: handled otherwise.
    Other(OtherHandling),
}

/// A ground of refusal, （三）不予公开.
///
/// ```
/// use disclosure_report::RefusalGround;
/// assert_eq!("三类内部事务信息".parse::<RefusalGround>().ok(), None);
/// assert_eq!("属于三类内部事务信息".parse(), Ok(RefusalGround::InternalAffairs));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumCount)]
pub enum RefusalGround {
    /// 1.属于国家秘密: a state secret.
    StateSecret,
    /// 2.其他法律行政法规禁止公开: another law or administrative regulation forbids it.
    ProhibitedByLaw,
    /// 3.危及“三安全一稳定”: it may endanger national, public or economic security or social stability.
    EndangersSecurityOrStability,
    /// 4.保护第三方合法权益: it would harm the lawful rights of a third party.
    ThirdPartyRights,
    /// 5.属于三类内部事务信息: personnel, logistics, internal work flow.
    InternalAffairs,
    /// 6.属于四类过程性信息: discussion records, drafts, consultation letters, requests for instructions and reports.
    DeliberativeProcess,
    /// 7.属于行政执法案卷: an enforcement case file.
    EnforcementCaseFile,
    /// 8.属于行政查询事项: a matter of administrative query.
    AdministrativeQuery,
}

/// Why information could not be provided, （四）无法提供.
///
/// ```
/// use disclosure_report::UnavailableReason;
/// assert_eq!(UnavailableReason::NotHeld.label(), "1.本机关不掌握相关政府信息");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumCount)]
pub enum UnavailableReason {
    /// 1.本机关不掌握相关政府信息: the organ does not hold it, or it does not exist.
    NotHeld,
    /// 2.没有现成信息需要另行制作: it would have to be created.
    NeedsCreation,
    /// 3.补正后申请内容仍不明确: the request is still unclear after correction.
    StillUnclear,
}

/// Why a request was not processed, （五）不予处理.
///
/// ```
/// use disclosure_report::NotProcessedReason;
/// assert_eq!("2、重复申请".parse(), Ok(NotProcessedReason::Repeated));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumCount)]
pub enum NotProcessedReason {
    /// 1.信访举报投诉类申请: a petition, report or complaint.
    PetitionOrComplaint,
    /// 2.重复申请: a repeated request.
    Repeated,
    /// 3.要求提供公开出版物: a publication is asked for.
    Publication,
    /// 4.无正当理由大量反复申请: many repeated requests without good reason.
    Excessive,
    /// 5.要求行政机关确认或重新出具已获取信息: confirmation or reissue of information already obtained.
    ConfirmationOrReissue,
}

/// How a request was handled otherwise, （六）其他处理: one row in the edition of 2019, three in that of 2021.
///
/// ```
/// use disclosure_report::OtherHandling;
/// assert_eq!("1.逾期不补正".parse(), Ok(OtherHandling::CorrectionOverdue));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumCount)]
pub enum OtherHandling {
    /// （六）其他处理, undivided (2019).
    Undivided,
    /// 1.申请人无正当理由逾期不补正…: the time for correction passed (2021).
    CorrectionOverdue,
    /// 2.申请人逾期未按收费通知要求缴纳费用…: the time for paying the fee passed (2021).
    FeeOverdue,
    /// 3.其他: other (2021); in practice this holds withdrawn requests.
    Other,
}

macro_rules! reasons {
    ($Reason:ident of $Outcome:ident, $what:literal, $($Name:ident = $ROW:ident),*) => {
        impl $Reason {
            /// The row of table 3.
            #[must_use]
            pub const fn row(self) -> RowId {
                match self { $(Self::$Name => RowId::$ROW,)* }
            }

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                last_part(self.row().as_str())
            }
        }

        impl From<$Reason> for Outcome {
            fn from(reason: $Reason) -> Self {
                Self::$Outcome(reason)
            }
        }

        impl TryFrom<RowId> for $Reason {
            type Error = NotOfKind;

            fn try_from(row: RowId) -> Result<Self, NotOfKind> {
                match Outcome::of_row(row) {
                    Some(Outcome::$Outcome(reason)) => Ok(reason),
                    _ => Err(NotOfKind::new(row.as_str(), $what)),
                }
            }
        }

        listed!($Reason);
        named_by_row!($Reason);
        named!($Reason, all: $Reason::ALL, expected: $what);
    };
}

reasons!(
    RefusalGround of Refused,
    "ground of refusal",
    StateSecret = STATE_SECRET,
    ProhibitedByLaw = PROHIBITED_BY_LAW,
    EndangersSecurityOrStability = ENDANGERS_SECURITY_OR_STABILITY,
    ThirdPartyRights = THIRD_PARTY_RIGHTS,
    InternalAffairs = INTERNAL_AFFAIRS,
    DeliberativeProcess = DELIBERATIVE_PROCESS,
    EnforcementCaseFile = ENFORCEMENT_CASE_FILE,
    AdministrativeQuery = ADMINISTRATIVE_QUERY
);
reasons!(
    UnavailableReason of Unavailable,
    "reason why information is unavailable",
    NotHeld = NOT_HELD,
    NeedsCreation = NEEDS_CREATION,
    StillUnclear = STILL_UNCLEAR
);
reasons!(
    NotProcessedReason of NotProcessed,
    "reason why a request is not processed",
    PetitionOrComplaint = PETITION_OR_COMPLAINT,
    Repeated = REPEATED,
    Publication = PUBLICATION,
    Excessive = EXCESSIVE,
    ConfirmationOrReissue = CONFIRMATION_OR_REISSUE
);
reasons!(
    OtherHandling of Other,
    "other handling",
    Undivided = OTHER_UNDIVIDED,
    CorrectionOverdue = CORRECTION_OVERDUE,
    FeeOverdue = FEE_OVERDUE,
    Other = OTHER_OTHER
);

/// What comes after the last dot of an id.
const fn last_part(id: &'static str) -> &'static str {
    let mut at = id.len();
    while at > 0 && id.as_bytes()[at - 1] != b'.' {
        at -= 1;
    }
    id.split_at(at).1
}

/// The outcomes of an edition, or of all of them.
const fn outcomes<const N: usize>(edition: Option<Edition>) -> [Outcome; N] {
    let mut outcomes = [Outcome::Granted; N];
    let mut n = 0;
    let mut at = 0;
    while at < RowId::COUNT {
        if let Some(outcome) = OF_ROW[at]
            && (edition.is_none() || matches!(edition, Some(edition) if edition.row(outcome.row()).is_some()))
        {
            outcomes[n] = outcome;
            n += 1;
        }
        at += 1;
    }
    assert!(n == N, "the number of outcomes");
    outcomes
}

/// The outcome that each row is.
const OF_ROW: [Option<Outcome>; RowId::COUNT] = {
    let mut of_row = [None; RowId::COUNT];
    macro_rules! put {
        ($outcome:expr) => {
            of_row[$outcome.row().index()] = Some($outcome)
        };
    }
    macro_rules! put_all {
        ($($Outcome:ident: $Reason:ident),*) => {$({
            let mut i = 0;
            while i < $Reason::COUNT {
                put!(Outcome::$Outcome($Reason::ALL[i]));
                i += 1;
            }
        })*};
    }
    put!(Outcome::Granted);
    put!(Outcome::PartlyGranted);
    put_all!(Refused: RefusalGround, Unavailable: UnavailableReason, NotProcessed: NotProcessedReason, Other: OtherHandling);
    of_row
};

static OUTCOMES_2019: [Outcome; 19] = outcomes(Some(Edition::Trial2019));
static OUTCOMES_2021: [Outcome; 21] = outcomes(Some(Edition::Revised2021));

// Outcomes stand together on the form, so that the place of one among all of them follows from its row.
const _: () = {
    let mut i = 0;
    while i < Outcome::COUNT {
        assert!(Outcome::EVERY[i].index() == i);
        i += 1;
    }
};

impl Outcome {
    /// How many there are over all editions.
    pub(crate) const COUNT: usize = 22;

    /// Those of all editions, in the order of the form.
    pub(super) const EVERY: [Self; Self::COUNT] = outcomes(None);

    /// Its place among those of all editions.
    pub(super) const fn index(self) -> usize {
        self.row().index() - RowId::GRANTED.index()
    }

    const fn of_edition(edition: Edition) -> &'static [Self] {
        match edition {
            Edition::Trial2019 => &OUTCOMES_2019,
            Edition::Revised2021 => &OUTCOMES_2021,
        }
    }

    /// The outcomes that an edition has, in the order of the form.
    #[must_use]
    pub fn all(edition: Edition) -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        Self::of_edition(edition).iter().copied()
    }

    /// The row of table 3.
    #[must_use]
    pub const fn row(self) -> RowId {
        match self {
            Self::Granted => RowId::GRANTED,
            Self::PartlyGranted => RowId::PARTLY_GRANTED,
            Self::Refused(ground) => ground.row(),
            Self::Unavailable(reason) => reason.row(),
            Self::NotProcessed(reason) => reason.row(),
            Self::Other(handling) => handling.row(),
        }
    }

    /// The outcome that a row of table 3 is, if it is one.
    #[must_use]
    pub const fn of_row(row: RowId) -> Option<Self> {
        OF_ROW[row.index()]
    }

    /// The stable code, such as `granted` or `refused.state_secret`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.row().as_str().split_at("requests.".len()).1
    }
}

impl TryFrom<RowId> for Outcome {
    type Error = NotOfKind;

    fn try_from(row: RowId) -> Result<Self, NotOfKind> {
        Self::of_row(row).ok_or(NotOfKind::new(row.as_str(), "outcome"))
    }
}

named_by_row!(Outcome);
named!(Outcome, all: &Outcome::EVERY, expected: "outcome");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::RowRole;

    #[test]
    fn outcomes_are_the_rows_of_that_role_in_the_order_of_the_form() {
        for edition in Edition::ALL.iter().copied() {
            let rows = edition.rows().iter().filter(|row| row.role() == RowRole::Outcome).map(|row| row.id);
            assert!(Outcome::all(edition).map(Outcome::row).eq(rows));
        }
    }
}
