//! Sums of what organs report.

use std::borrow::Borrow;
use std::fmt;

use super::proactive::{DisclosedDocuments, Documents, FeeItems, Items, Procurement};
use super::words::{Told, either, tell_too_large, told};
use super::{Proactive, Proactive2019, Proactive2021};
use crate::form::{Edition, Language};
use crate::quantity::{Count, CountError, Money, SignedCount};

/// Why tables can't be added up.
///
/// ```
/// use disclosure_report::report::{Proactive2019, Proactive2021, SumError};
/// use disclosure_report::{Count, Money};
///
/// let one = Proactive2021 { licensing: Count::MAX, ..Proactive2021::default() };
/// assert_eq!(Proactive2021::try_sum([one, one]), Err(SumError::TooLarge));
///
/// let mut one = Proactive2019::default();
/// one.procurement.amount = Money::new("8040".parse()?, None); // 元? 万元?
/// assert_eq!(Proactive2019::try_sum([one, one]), Err(SumError::Money));
/// # Ok::<(), disclosure_report::quantity::NumberError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SumError {
    /// A total is greater than [`Count::MAX`].
    TooLarge,
    /// Amounts of money that can't be added exactly: see [`Money::checked_add`].
    Money,
    /// A table is of another edition of the form.
    OtherEdition,
}

impl From<CountError> for SumError {
    /// A sum of counts can only be too large.
    fn from(_: CountError) -> Self {
        Self::TooLarge
    }
}

told!(SumError);

impl Told for SumError {
    fn tell(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => return tell_too_large(language, f),
            Self::Money => either(
                language,
                "金额无法准确相加：有的没有写明单位，或者位数太多",
                "amounts that can't be added exactly: one states no unit, or the sum has too many digits",
            ),
            Self::OtherEdition => {
                either(language, "有的表格属于另一版表式", "a table is of another edition of the form")
            }
        })
    }
}

trait Plus: Sized {
    fn plus(self, other: Self) -> Result<Self, SumError>;
}

impl Plus for Count {
    fn plus(self, other: Self) -> Result<Self, SumError> {
        self.checked_add(other).ok_or(SumError::TooLarge)
    }
}

impl Plus for SignedCount {
    fn plus(self, other: Self) -> Result<Self, SumError> {
        self.checked_add(other).ok_or(SumError::TooLarge)
    }
}

impl Plus for Money {
    fn plus(self, other: Self) -> Result<Self, SumError> {
        self.checked_add(other).ok_or(SumError::Money)
    }
}

/// Field by field.
macro_rules! plus {
    ($($Name:ident { $($field:ident),+ })+) => {
        $(impl Plus for $Name {
            fn plus(self, other: Self) -> Result<Self, SumError> {
                Ok(Self { $($field: self.$field.plus(other.$field)?,)+ })
            }
        })+
    };
}

plus! {
    Documents { issued, repealed, in_force }
    DisclosedDocuments { made, disclosed, total_disclosed }
    Items { items_last_year, change, decisions }
    FeeItems { items_last_year, change }
    Procurement { purchases, amount }
    Proactive2019 {
        regulations, normative_documents, licensing, other_services, penalties, compulsion, fees, procurement
    }
    Proactive2021 { regulations, normative_documents, licensing, penalties, compulsion, fees }
}

impl Proactive2019 {
    /// The sum of tables, figure by figure; the amount in the unit of the first that states one.
    ///
    /// # Errors
    ///
    /// [`SumError::TooLarge`] if a sum is greater than [`Count::MAX`], [`SumError::Money`] if the amounts can't be added
    /// exactly.
    pub fn try_sum(tables: impl IntoIterator<Item: Borrow<Self>>) -> Result<Self, SumError> {
        tables.into_iter().try_fold(Self::default(), |sum, table| sum.plus(*table.borrow()))
    }
}

impl Proactive2021 {
    /// The sum of tables, figure by figure; the fees in 万元, the unit of their heading.
    ///
    /// # Errors
    ///
    /// [`SumError::TooLarge`] if a sum is greater than [`Count::MAX`], [`SumError::Money`] if the fees can't be added
    /// exactly.
    pub fn try_sum(tables: impl IntoIterator<Item: Borrow<Self>>) -> Result<Self, SumError> {
        tables.into_iter().try_fold(Self::default(), |sum, table| {
            let table = *table.borrow();
            sum.plus(Self { fees: table.fees_with_unit(), ..table })
        })
    }
}

impl Proactive {
    /// The sum of tables of an edition, figure by figure.
    ///
    /// # Errors
    ///
    /// [`SumError::OtherEdition`] if a table is of another edition, else as the sums of [`Proactive2019`] and
    /// [`Proactive2021`].
    pub fn try_sum(edition: Edition, tables: impl IntoIterator<Item: Borrow<Self>>) -> Result<Self, SumError> {
        let zero: Self = match edition {
            Edition::Trial2019 => Proactive2019::default().into(),
            Edition::Revised2021 => Proactive2021::default().into(),
        };
        tables.into_iter().try_fold(zero, |sum, table| match (sum, table.borrow()) {
            (Self::Trial2019(sum), Self::Trial2019(table)) => Proactive2019::try_sum([&sum, table]).map(Into::into),
            (Self::Revised2021(sum), Self::Revised2021(table)) => Proactive2021::try_sum([&sum, table]).map(Into::into),
            _ => Err(SumError::OtherEdition),
        })
    }
}
