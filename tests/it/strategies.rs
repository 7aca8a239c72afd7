//! How the properties are tried, and what of the form they ask for. The random reports and drafts are the crate's own:
//! `disclosure_report::strategies`.

use disclosure_report::form::{CellId, Edition, Kind, Table};
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

/// The cells of tables 3 and 4: changing one of them is always seen.
pub(crate) fn related_cells(edition: Edition) -> Vec<CellId> {
    edition.cells().iter().copied().filter(|cell| cell.table() != Table::Proactive).collect()
}

/// Whether a cell is for counts without a sign.
pub(crate) fn is_count(edition: Edition, cell: CellId) -> bool {
    edition.column(cell).is_some_and(|column| column.kind == Kind::Count)
}
