//! What `any` gives.

use proptest::prelude::*;
use proptest::strategy::Union;

use super::report::of_either;
use super::{
    SLIPS, Size, Slipped, any_draft, challenges, change, count, edition, header, money, narrative, number_of_money,
    proactive, report, requests, slipped, source,
};
use crate::draft::{Draft, Origin, Source};
use crate::form::{CellId, Column, Edition, RowId, Table};
use crate::quantity::{Count, Money, MoneyUnit, Number, SignedCount};
use crate::repair::Slip;
use crate::report::{
    ChallengeResult, Challenges, Channel, Header, Narrative, NotProcessedReason, OtherHandling, Outcome, Proactive,
    RefusalGround, Report, Requester, Requests, Scope, UnavailableReason,
};

macro_rules! arbitrary {
    ($($(#[$doc:meta])* $Type:ty => $strategy:expr;)*) => {$(
        $(#[$doc])*
        impl Arbitrary for $Type {
            type Parameters = ();
            type Strategy = BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                $strategy.boxed()
            }
        }
    )*};
}

arbitrary! {
    /// [`report`](crate::strategies::report()).
    Report => report();
    /// [`any_draft`]: whatever a draft can hold.
    Draft => any_draft();
    /// [`requests`](crate::strategies::requests()) of either edition and any size.
    Requests => of_either(|edition| of_any_size(move |size| requests(edition, size).boxed()));
    /// [`challenges`](crate::strategies::challenges()) of any size.
    Challenges => of_any_size(|size| challenges(size).boxed());
    /// [`proactive`](crate::strategies::proactive()) of either edition.
    Proactive => of_either(proactive);
    /// [`header`](crate::strategies::header()) of either edition.
    Header => of_either(header);
    /// [`narrative`](crate::strategies::narrative()).
    Narrative => narrative();
    /// [`slipped`](crate::strategies::slipped()).
    Slipped => slipped();
    /// [`count`](crate::strategies::count()).
    Count => count();
    /// [`change`](crate::strategies::change()).
    SignedCount => change();
    /// [`money`](crate::strategies::money()).
    Money => money();
    /// [`number_of_money`]: it may be too large for a cell that holds counts.
    Number => number_of_money();
    /// [`source`](crate::strategies::source()).
    Source => source();
    /// [`edition`](crate::strategies::edition()).
    Edition => edition();
    /// A cell of any edition; not every edition has it.
    CellId => prop::sample::select(CellId::all().collect::<Vec<_>>());
    /// A row of any edition; not every edition has it.
    RowId => prop::sample::select(RowId::all().collect::<Vec<_>>());
    /// An outcome of any edition; not every edition has it.
    Outcome => prop::sample::select(RowId::all().filter_map(Outcome::of_row).collect::<Vec<_>>());
    /// Any of [`SLIPS`].
    Slip => prop::sample::select(&SLIPS[..]);
}

/// Any of a list, all as likely.
macro_rules! any_of_all {
    ($($Type:ty)*) => {
        arbitrary! { $(
            /// Any of them, all as likely.
            $Type => prop::sample::select(<$Type>::ALL);
        )* }
    };
}

any_of_all! {
    Size Table Column MoneyUnit Origin Scope Requester Channel ChallengeResult
    RefusalGround UnavailableReason NotProcessedReason OtherHandling
}

/// What a strategy gives for any size, all as likely.
fn of_any_size<T: std::fmt::Debug>(of: impl Fn(Size) -> BoxedStrategy<T>) -> Union<BoxedStrategy<T>> {
    Union::new(Size::ALL.iter().map(|size| of(*size)))
}
