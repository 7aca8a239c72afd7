//! Random reports, of the kinds and sizes that organs publish.

use disclosure_report::form::{CellId, Edition, Kind, Table};
use disclosure_report::quantity::SignedCount;
use disclosure_report::report::{
    ByRequester, ByResult, Challenges, DisclosedDocuments, Documents, FeeItems, Items, Proactive, Proactive2019,
    Proactive2021, Procurement, ReportYear, Requests, Scope,
};
use disclosure_report::{Count, Header, Money, MoneyUnit, Narrative, Number, Outcome, Period, Report};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// How many cases a property is tried on, from a fixed seed; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` override both.
pub(crate) fn cases(cases: u32) -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_190_515);
    }
    config
}

/// The same values each time.
pub(crate) fn sample<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// Whose report it is: what tells how many figures are zero, and how large the others are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// At most 30 requests.
    Township,
    /// At most 1,500.
    County,
    /// At most 100,000.
    City,
}

impl Size {
    pub(crate) const ALL: [Self; 3] = [Self::Township, Self::County, Self::City];

    fn requests(self) -> u64 {
        match self {
            Self::Township => 30,
            Self::County => 1_500,
            Self::City => 100_000,
        }
    }

    /// For natural persons and for all others: of a hundred figures, how many are not zero; and the greatest.
    fn densities(self) -> [(u8, u64); 2] {
        match self {
            Self::Township => [(25, 8), (4, 3)],
            Self::County => [(65, 400), (15, 60)],
            Self::City => [(95, 30_000), (50, 2_000)],
        }
    }

    fn challenges(self) -> (u8, u64) {
        match self {
            Self::Township => (8, 3),
            Self::County => (50, 60),
            Self::City => (95, 1_500),
        }
    }
}

pub(crate) fn edition() -> impl Strategy<Value = Edition> {
    prop::sample::select(Edition::ALL)
}

pub(crate) fn size() -> impl Strategy<Value = Size> {
    prop::sample::select(&Size::ALL[..])
}

/// A figure that is not zero in `density` of a hundred cases, small ones more often than large ones.
fn figure(density: u8, greatest: u64) -> impl Strategy<Value = u64> {
    (0..100_u8, 0.0..1.0_f64).prop_map(move |(gate, at)| {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "small"
        )]
        let value = (greatest as f64).powf(at) as u64;
        if gate + density >= 100 { value } else { 0 }
    })
}

fn count(density: u8, greatest: u64) -> impl Strategy<Value = Count> {
    figure(density, greatest).prop_map(Count::constant)
}

/// Table 3 from its leaves up: outcomes and what is carried out, split over what came in.
pub(crate) fn requests(edition: Edition, size: Size) -> impl Strategy<Value = Requests> {
    let [natural, others] = size.densities();
    let row = move || (figure(natural.0, natural.1), prop::collection::vec(figure(others.0, others.1), 5));
    let outcomes = Outcome::all(edition).count();
    (prop::collection::vec(row(), outcomes + 1), prop::collection::vec(0.0..0.4_f64, 6)).prop_map(
        move |(rows, shares)| {
            let mut left = size.requests();
            let mut take = |wanted: u64| {
                let taken = wanted.min(left);
                left -= taken;
                taken
            };
            let mut leaves: Vec<[u64; 6]> = Vec::new();
            for (natural, others) in rows {
                let mut leaf = [0; 6];
                leaf.iter_mut().zip(std::iter::once(natural).chain(others)).for_each(|(slot, n)| *slot = take(n));
                leaves.push(leaf);
            }
            let carried_out = leaves.pop().unwrap();
            let mut came = carried_out;
            for leaf in &leaves {
                came.iter_mut().zip(leaf).for_each(|(sum, n)| *sum += n);
            }
            let mut carried_in = [0; 6];
            for ((slot, came), share) in carried_in.iter_mut().zip(came).zip(shares) {
                #[expect(
                    clippy::cast_precision_loss,
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "small"
                )]
                let part = (came as f64 * share) as u64;
                *slot = part;
            }
            let mut received = came;
            received.iter_mut().zip(carried_in).for_each(|(slot, n)| *slot -= n);
            let outcomes = Outcome::all(edition).zip(leaves.into_iter().map(ByRequester::constant));
            let [received, carried_in, carried_out] = [received, carried_in, carried_out].map(ByRequester::constant);
            Requests::new(edition, received, carried_in, outcomes, carried_out).unwrap()
        },
    )
}

pub(crate) fn challenges(size: Size) -> impl Strategy<Value = Challenges> {
    let (density, greatest) = size.challenges();
    let block = move || prop::array::uniform4(figure(density, greatest)).prop_map(ByResult::constant);
    (block(), block(), block()).prop_map(|(review, direct, after)| Challenges::new(review, direct, after))
}

pub(crate) fn unit() -> impl Strategy<Value = Option<MoneyUnit>> {
    prop::sample::select(vec![None, Some(MoneyUnit::Yuan), Some(MoneyUnit::WanYuan), Some(MoneyUnit::YiYuan)])
}

pub(crate) fn amount() -> impl Strategy<Value = Number> {
    prop_oneof![
        2 => Just(Number::ZERO),
        3 => (0..10_000_000_u32).prop_map(Number::from),
        3 => (0..1_000_000_u32, 1..6_usize, 0..100_000_u32).prop_map(|(whole, decimals, fraction)| {
            let fraction = format!("{fraction:05}");
            format!("{whole}.{}", &fraction[..decimals.min(5)]).parse().unwrap()
        }),
    ]
}

fn proactive_2021() -> impl Strategy<Value = Proactive2021> {
    let documents = || {
        prop::array::uniform3(count(50, 3_000)).prop_map(|[issued, repealed, in_force]| Documents {
            issued,
            repealed,
            in_force,
        })
    };
    let decisions = || prop::array::uniform3(count(70, 5_000_000));
    (documents(), documents(), decisions(), amount(), unit()).prop_map(
        |(regulations, normative, decisions, n, unit)| {
            let [licensing, penalties, compulsion] = decisions;
            let fees = Money::new(n, unit);
            Proactive2021 { regulations, normative_documents: normative, licensing, penalties, compulsion, fees }
        },
    )
}

fn proactive_2019() -> impl Strategy<Value = Proactive2019> {
    let documents = || {
        prop::array::uniform3(count(50, 3_000)).prop_map(|[made, disclosed, total_disclosed]| DisclosedDocuments {
            made,
            disclosed,
            total_disclosed,
        })
    };
    let change = || {
        prop_oneof![2 => Just(0), 2 => 0..50_i32, 1 => -50..0_i32, 1 => -5_000..5_000_i32].prop_map(SignedCount::from)
    };
    let items = move || {
        (count(60, 2_000), change(), count(60, 900_000)).prop_map(|(items_last_year, change, decisions)| Items {
            items_last_year,
            change,
            decisions,
        })
    };
    let items = prop::array::uniform4(items());
    (documents(), documents(), items, (count(50, 90), change()), (count(50, 9_000), amount(), unit())).prop_map(
        |(regulations, normative_documents, items, fees, procurement)| {
            let [licensing, other_services, penalties, compulsion] = items;
            Proactive2019 {
                regulations,
                normative_documents,
                licensing,
                other_services,
                penalties,
                compulsion,
                fees: FeeItems { items_last_year: fees.0, change: fees.1 },
                procurement: Procurement { purchases: procurement.0, amount: Money::new(procurement.1, procurement.2) },
            }
        },
    )
}

pub(crate) fn proactive(edition: Edition) -> BoxedStrategy<Proactive> {
    match edition {
        Edition::Trial2019 => proactive_2019().prop_map(Proactive::from).boxed(),
        Edition::Revised2021 => proactive_2021().prop_map(Proactive::from).boxed(),
    }
}

/// An organ and a year of the edition, and the rest now and then.
pub(crate) fn header(edition: Edition) -> impl Strategy<Value = Header> {
    let organs = vec!["淮安市人民政府", "中山镇人民政府", "平潭综合实验区公安局", "文登区住房和城乡建设局"];
    let years = if edition == Edition::Trial2019 { 2019..=2020_u16 } else { 2021..=2025 };
    let scope = prop::sample::select(vec![None, Some(Scope::Organ), Some(Scope::Region)]);
    (prop::sample::select(organs), years, scope, any::<[bool; 4]>(), 1..=28_i8).prop_map(
        |(organ, year, scope, [credit, division, period, published], day)| {
            let year = ReportYear::new(year).unwrap();
            let date = jiff::civil::date(year.get().cast_signed() + 1, 1, day);
            Header::new(organ, year)
                .unwrap()
                .with_scope(scope)
                .with_credit_code(credit.then(|| "91350100M000100Y43".parse().unwrap()))
                .with_division_code(division.then(|| "320800".parse().unwrap()))
                .with_period(period.then(|| Period::of_year(year)))
                .with_published(published.then_some(date))
        },
    )
}

pub(crate) fn narrative() -> impl Strategy<Value = Narrative> {
    let text = || prop::sample::select(vec!["", "本年度受理申请13件。", "无其他需要报告的事项。\n第二段。"]);
    [text(), text(), text()].prop_map(|[overview, problems, other]| {
        let mut narrative = Narrative::default();
        [narrative.overview, narrative.problems, narrative.other] = [overview, problems, other].map(str::to_owned);
        narrative
    })
}

/// A report of this edition and size.
pub(crate) fn report_of(edition: Edition, size: Size) -> impl Strategy<Value = Report> {
    (header(edition), narrative(), proactive(edition), requests(edition, size), challenges(size)).prop_map(
        |(header, narrative, proactive, requests, challenges)| {
            Report::new(header, narrative, proactive, requests, challenges).unwrap()
        },
    )
}

/// A report of either edition and any size.
pub(crate) fn report() -> impl Strategy<Value = Report> {
    (edition(), size()).prop_flat_map(|(edition, size)| report_of(edition, size))
}

/// Whether changing this cell is always seen: the cells of tables 3 and 4.
pub(crate) fn related(cell: CellId) -> bool {
    cell.table() != Table::Proactive
}

/// The cells of tables 3 and 4.
pub(crate) fn related_cells(edition: Edition) -> Vec<CellId> {
    edition.cells().iter().copied().filter(|cell| related(*cell)).collect()
}

/// Whether a cell is for counts without a sign.
pub(crate) fn is_count(edition: Edition, cell: CellId) -> bool {
    edition.column(cell).is_some_and(|column| column.kind == Kind::Count)
}
