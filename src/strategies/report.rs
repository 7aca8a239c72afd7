//! Reports and their parts, all of which agree.

use proptest::prelude::*;
use proptest::strategy::Union;

use super::sparse::figures;
use super::{Size, amount, change, unit};
use crate::form::Edition;
use crate::quantity::{Count, Money, SignedCount};
use crate::report::{
    ByRequester, ByResult, Challenges, DisclosedDocuments, Documents, FeeItems, Header, Items, Narrative, Outcome,
    Period, Proactive, Proactive2019, Proactive2021, Procurement, Report, ReportYear, Requester, Requests, Scope,
};

/// Either edition, as likely.
pub fn edition() -> impl Strategy<Value = Edition> {
    prop::sample::select(Edition::ALL)
}

/// Any size, all as likely.
pub fn size() -> impl Strategy<Value = Size> {
    prop::sample::select(Size::ALL)
}

/// The rows that table 3 is made of: an outcome each, and what is carried out.
const ROWS: usize = Outcome::COUNT + 1;

/// Table 3 from its leaves up: outcomes and what is carried out, split over what came in. It always balances.
///
/// A figure is not zero as often as its [`Size`] says, small ones are more frequent than large ones, and up to four tenths
/// of what was handled was carried in from the year before.
pub fn requests(edition: Edition, size: Size) -> impl Strategy<Value = Requests> {
    let [natural, others] = size.densities();
    let leaves: [_; ROWS * Requester::COUNT] =
        std::array::from_fn(|i| if i % Requester::COUNT == 0 { natural } else { others });
    // Shares come first, so that figures are made small for those that are left in the end.
    (prop::array::uniform6(0..400_u32), figures(leaves)).prop_filter_map(
        "table 3 balances",
        move |(shares, mut leaves)| {
            let mut left = size.requests();
            for leaf in &mut leaves {
                *leaf = left.min(*leaf);
                left -= *leaf;
            }
            let (rows, _) = leaves.as_chunks::<{ Requester::COUNT }>();
            let (carried_out, rows) = rows.split_first()?;
            let outcomes: Vec<_> = Outcome::all(edition).zip(rows.iter().copied()).collect();
            let came = |i: usize| carried_out[i] + outcomes.iter().map(|(_, row)| row[i]).sum::<u32>();
            let came: [u32; Requester::COUNT] = std::array::from_fn(came);
            let carried_in = std::array::from_fn(|i| came[i] * shares[i] / 1_000);
            let received: [_; Requester::COUNT] = std::array::from_fn(|i| came[i] - carried_in[i]);
            let [received, carried_in, carried_out] = [received, carried_in, *carried_out].map(ByRequester::from);
            let outcomes = outcomes.into_iter().map(|(outcome, row)| (outcome, row.into()));
            Requests::new(edition, received, carried_in, outcomes, carried_out).ok()
        },
    )
}

/// Table 4. A figure is not zero as often as the [`Size`] says.
pub fn challenges(size: Size) -> impl Strategy<Value = Challenges> {
    figures([size.challenges(); 12]).prop_map(|[a, b, c, d, e, f, g, h, i, j, k, l]| {
        Challenges::new(ByResult::from([a, b, c, d]), [e, f, g, h].into(), [i, j, k, l].into())
    })
}

/// Table 2 of an edition: half of the figures of documents, and most of those of decisions, are not zero; an [`amount`] in a
/// [`unit`](unit()) or in none.
pub fn proactive(edition: Edition) -> BoxedStrategy<Proactive> {
    match edition {
        Edition::Trial2019 => proactive_2019().prop_map(Proactive::from).boxed(),
        Edition::Revised2021 => proactive_2021().prop_map(Proactive::from).boxed(),
    }
}

const DOCUMENTS: (u8, u32) = (50, 3_000);

fn proactive_2021() -> impl Strategy<Value = Proactive2021> {
    const DECISIONS: (u8, u32) = (70, 5_000_000);
    let documents = || {
        figures([DOCUMENTS; 3])
            .prop_map(|all| all.map(Count::from))
            .prop_map(|[issued, repealed, in_force]| Documents { issued, repealed, in_force })
    };
    let decisions = figures([DECISIONS; 3]).prop_map(|all| all.map(Count::from));
    (documents(), documents(), decisions, amount(), unit()).prop_map(
        |(regulations, normative_documents, [licensing, penalties, compulsion], n, unit)| {
            let fees = Money::new(n, unit);
            Proactive2021 { regulations, normative_documents, licensing, penalties, compulsion, fees }
        },
    )
}

fn proactive_2019() -> impl Strategy<Value = Proactive2019> {
    const ITEMS: (u8, u32) = (60, 2_000);
    const DECISIONS: (u8, u32) = (60, 900_000);
    let documents = || {
        figures([DOCUMENTS; 3])
            .prop_map(|all| all.map(Count::from))
            .prop_map(|[made, disclosed, total_disclosed]| DisclosedDocuments { made, disclosed, total_disclosed })
    };
    let items = || {
        let items = |([items_last_year, decisions], change): ([u32; 2], SignedCount)| Items {
            items_last_year: items_last_year.into(),
            change,
            decisions: decisions.into(),
        };
        (figures([ITEMS, DECISIONS]), change()).prop_map(items)
    };
    let fees = (figures([(50, 90)]), change());
    let procurement = (figures([(50, 9_000)]), amount(), unit());
    (documents(), documents(), [items(), items(), items(), items()], fees, procurement).prop_map(
        |(regulations, normative_documents, items, ([fee_items], fee_change), ([purchases], n, unit))| {
            let [licensing, other_services, penalties, compulsion] = items;
            Proactive2019 {
                regulations,
                normative_documents,
                licensing,
                other_services,
                penalties,
                compulsion,
                fees: FeeItems { items_last_year: fee_items.into(), change: fee_change },
                procurement: Procurement { purchases: purchases.into(), amount: Money::new(n, unit) },
            }
        },
    )
}

/// An organ and a year of the edition; codes, scope, period and the day of publication in half of the cases each.
pub fn header(edition: Edition) -> impl Strategy<Value = Header> {
    let organs = vec!["淮安市人民政府", "中山镇人民政府", "平潭综合实验区公安局", "文登区住房和城乡建设局"];
    let years = if edition == Edition::Trial2019 { 2019..=2020_u16 } else { 2021..=2025 };
    let scope = prop::sample::select(vec![None, Some(Scope::Organ), Some(Scope::Region)]);
    (prop::sample::select(organs), years, scope, any::<[bool; 4]>(), 1..=28_i8).prop_filter_map(
        "an organ and a year",
        |(organ, year, scope, [credit, division, period, published], day)| {
            let year = ReportYear::new(year).ok()?;
            let date = jiff::civil::Date::new(i16::try_from(year.get()).ok()? + 1, 1, day).ok()?;
            let header = Header::new(organ, year)
                .ok()?
                .with_scope(scope)
                .with_credit_code(if credit { "91350100M000100Y43".parse().ok() } else { None })
                .with_division_code(if division { "320800".parse().ok() } else { None })
                .with_period(period.then(|| Period::of_year(year)))
                .with_published(published.then_some(date));
            Some(header)
        },
    )
}

/// The three sections of text: each nothing, a sentence, or two paragraphs.
pub fn narrative() -> impl Strategy<Value = Narrative> {
    let text = || prop::sample::select(vec!["", "本年度受理申请13件。", "无其他需要报告的事项。\n第二段。"]);
    [text(), text(), text()].prop_map(|[overview, problems, other]| {
        let mut narrative = Narrative::default();
        [narrative.overview, narrative.problems, narrative.other] = [overview, problems, other].map(str::to_owned);
        narrative
    })
}

/// A report of this edition and size. It is always consistent, as every [`Report`] is.
///
/// ```
/// use disclosure_report::strategies::{self, Size};
/// use disclosure_report::{Edition, Requester};
/// use proptest::prelude::*;
///
/// proptest!(|(report in strategies::report_of(Edition::Revised2021, Size::Township))| {
///     prop_assert!(report.requests().received().total().get() <= 30);
/// });
/// ```
pub fn report_of(edition: Edition, size: Size) -> impl Strategy<Value = Report> {
    (header(edition), narrative(), proactive(edition), requests(edition, size), challenges(size)).prop_filter_map(
        "tables of one edition",
        |(header, narrative, proactive, requests, challenges)| {
            Report::new(header, narrative, proactive, requests, challenges).ok()
        },
    )
}

/// A report of either edition and any size, all as likely.
///
/// A failure shrinks towards a form of zeros with few figures that are not, and those small.
///
/// ```
/// use disclosure_report::{Draft, Verdict, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(report in strategies::report())| {
///     prop_assert_eq!(Draft::from(&report).check().verdict(), Verdict::Consistent);
/// });
/// ```
pub fn report() -> impl Strategy<Value = Report> {
    let sizes = |edition: &Edition| Size::ALL.iter().map(|size| report_of(*edition, *size).boxed()).collect::<Vec<_>>();
    Union::new(Edition::ALL.iter().flat_map(sizes))
}

/// What a strategy gives for either edition, both as likely.
pub(super) fn of_either<T: std::fmt::Debug, S: Strategy<Value = T> + 'static>(
    of: impl Fn(Edition) -> S,
) -> Union<BoxedStrategy<T>> {
    Union::new(Edition::ALL.iter().map(|edition| of(*edition).boxed()))
}
