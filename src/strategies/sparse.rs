//! Many values of which few matter: a strategy that shrinks by leaving out, half of them at a time.

use proptest::num::u32::BinarySearch;
use proptest::prelude::*;
use proptest::strategy::{NewTree, ValueTree};
use proptest::test_runner::TestRunner;

/// A value of each strategy, in order; a value that a failure does not need becomes `None`.
///
/// A form has two hundred cells, and proptest's own collections shrink them one by one: its bound on attempts would be reached
/// before most of them are simple. This one tries to do without all of them, without each half, each quarter and so on,
/// and only then makes simpler what is left.
#[derive(Debug)]
pub(super) struct Sparse<S>(pub(super) Vec<S>);

impl<S: Strategy> Strategy for Sparse<S> {
    type Tree = SparseTree<S::Tree>;
    type Value = Vec<Option<S::Value>>;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let trees = self.0.iter().map(|each| each.new_tree(runner)).collect::<Result<Vec<_>, _>>()?;
        let all = vec![true; trees.len()];
        Ok(SparseTree { width: trees.len(), trees, here: all.clone(), needed: all, at: 0, leaves_out: false })
    }
}

#[derive(Debug)]
pub(super) struct SparseTree<T> {
    trees: Vec<T>,
    /// Which values are there.
    here: Vec<bool>,
    /// Which were there when the property last failed.
    needed: Vec<bool>,
    /// How many values are left out at a time; 0 once each is made simpler by itself.
    width: usize,
    /// Where the next values to leave out begin, or the value that is made simpler.
    at: usize,
    /// Whether it is being tried to do without some that are needed otherwise.
    leaves_out: bool,
}

impl<T: ValueTree> SparseTree<T> {
    /// Tries what is to be tried next, if anything is.
    fn advance(&mut self) -> bool {
        self.leaves_out = false;
        while self.width > 0 {
            let end = (self.at + self.width).min(self.here.len());
            if let Some(block) = self.here.get_mut(self.at..end).filter(|block| block.contains(&true)) {
                block.fill(false);
                (self.at, self.leaves_out) = (end, true);
                return true;
            }
            self.at = end;
            if end == self.here.len() {
                (self.width, self.at) = (self.width / 2, 0);
            }
        }
        while let Some(tree) = self.trees.get_mut(self.at) {
            if self.here.get(self.at) == Some(&true) && tree.simplify() {
                return true;
            }
            self.at += 1;
        }
        false
    }
}

impl<T: ValueTree> ValueTree for SparseTree<T> {
    type Value = Vec<Option<T::Value>>;

    fn current(&self) -> Self::Value {
        self.trees.iter().zip(&self.here).map(|(tree, here)| here.then(|| tree.current())).collect()
    }

    fn simplify(&mut self) -> bool {
        self.needed.clone_from(&self.here);
        self.advance()
    }

    fn complicate(&mut self) -> bool {
        if self.leaves_out {
            self.here.clone_from(&self.needed);
            // If nothing is left to be tried, this is where the property failed last.
            self.advance();
            return true;
        }
        self.trees.get_mut(self.at).is_some_and(ValueTree::complicate)
    }
}

/// A figure that is not zero in `density` of a hundred cases, small ones more often than large ones. It shrinks to zero.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) density: u8,
    pub(super) greatest: u32,
}

impl Strategy for Figure {
    type Tree = BinarySearch;
    type Value = u32;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let (gate, exponent) = (0..100_u8, 0.0..1.0_f64).new_tree(runner)?.current();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to the greatest")]
        let value = f64::from(self.greatest).powf(exponent) as u32;
        Ok(BinarySearch::new(if gate < self.density { value } else { 0 }))
    }
}

/// Figures, each with its own density and the greatest that it can be.
pub(super) fn figures<const N: usize>(of: [(u8, u32); N]) -> impl Strategy<Value = [u32; N]> {
    let each = of.map(|(density, greatest)| Figure { density, greatest });
    Sparse(each.into()).prop_map(|figures| {
        let mut figures = figures.into_iter();
        std::array::from_fn(|_| figures.next().flatten().unwrap_or(0))
    })
}

#[cfg(test)]
mod tests {
    use proptest::test_runner::{TestCaseError, TestError};

    use super::*;

    /// What is left of a failure, and how many attempts that took.
    fn shrunk(fails: impl Fn(&[u32; 140]) -> bool) -> ([u32; 140], usize) {
        let mut runner = TestRunner::deterministic();
        let tried = std::cell::Cell::new(0);
        let result = runner.run(&figures([(60, 1_000); 140]), |figures| {
            tried.set(tried.get() + 1);
            if fails(&figures) { Err(TestCaseError::fail("it fails")) } else { Ok(()) }
        });
        match result {
            Err(TestError::Fail(_, figures)) => (figures, tried.get()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_failure_shrinks_to_what_it_needs() {
        let (left, tried) = shrunk(|figures| figures[77] > 20);
        assert!(left.iter().enumerate().all(|(i, n)| *n == if i == 77 { 21 } else { 0 }), "{left:?}");
        assert!(tried < 60, "{tried} attempts");
        let (left, tried) = shrunk(|figures| figures[3] > 4 && figures[139] > figures[3]);
        assert_eq!((left[3], left[139], left.iter().sum::<u32>()), (5, 6, 11));
        assert!(tried < 120, "{tried} attempts");
        assert_eq!(shrunk(|_| true).0, [0; 140]);
    }
}
