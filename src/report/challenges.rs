//! Table 4: 政府信息公开行政复议、行政诉讼情况.

use std::array;
use std::borrow::Borrow;
use std::iter::{Copied, Zip};
use std::ops::Index;
use std::slice;

use super::inconsistent::{Figures, NO_FIGURES};
use super::{ByResult, Channel, Inconsistent, inconsistent};
use crate::form::{CellId, Edition, Table};
use crate::quantity::{Count, CountError};

/// Table 4 is the same in every edition.
const EDITION: Edition = Edition::Revised2021;

/// Table 4: administrative reconsideration ("review", 行政复议) and litigation (行政诉讼), in 件.
///
/// ```
/// use disclosure_report::Channel;
/// use disclosure_report::report::{ByResult, Challenges};
///
/// // 淮安市 2024.
/// let challenges = Challenges::new(
///     ByResult::constant([72, 64, 178, 37]),
///     ByResult::constant([13, 4, 8, 1]),
///     ByResult::constant([12, 1, 1, 6]),
/// );
/// assert_eq!(challenges[Channel::Review].total().get(), 351);
/// assert_eq!(Challenges::try_sum([&challenges, &challenges])?[Channel::Review].total().get(), 702);
/// # Ok::<(), disclosure_report::quantity::CountError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Challenges([ByResult; Channel::COUNT]);

impl Challenges {
    /// The table made of its three blocks. Totals are computed.
    #[must_use]
    pub const fn new(review: ByResult, direct: ByResult, after_review: ByResult) -> Self {
        Self([review, direct, after_review])
    }

    /// The table made of all its fifteen figures as stated, totals too. `value` gives the figure of each cell of table 4,
    /// and is asked once for each, in the order of the form.
    ///
    /// # Errors
    ///
    /// [`Inconsistent`] with every block whose stated total is not the sum of its results.
    pub fn from_cells(value: impl FnMut(CellId) -> Count) -> Result<Self, Inconsistent> {
        let figures = inconsistent::figures(EDITION, Table::Challenges, value)?;
        Ok(Self::from_fn(|channel| ByResult::of_figures(channel.row(), &figures)))
    }

    /// The table made of the blocks that a function gives: it is asked once for each.
    pub fn from_fn(mut block: impl FnMut(Channel) -> ByResult) -> Self {
        Self(array::from_fn(|i| block(Channel::ALL[i])))
    }

    /// One block.
    #[must_use]
    pub const fn get(&self, channel: Channel) -> &ByResult {
        &self.0[channel as usize]
    }

    /// The figure in a cell of table 4; `None` for a cell of another table.
    #[must_use]
    pub fn cell(&self, cell: CellId) -> Option<Count> {
        self.get(Channel::of_row(cell.row())?).in_column(cell.column())
    }

    /// Every figure, totals computed, in the order of the form.
    #[must_use]
    pub fn cells(&self) -> impl ExactSizeIterator<Item = (CellId, Count)> + Clone + use<> {
        let mut figures = NO_FIGURES;
        self.put(&mut figures);
        EDITION.cells_of(Table::Challenges).iter().map(move |cell| (*cell, figures[cell.index()]))
    }

    /// Puts every figure among others.
    pub(super) fn put(&self, figures: &mut Figures) {
        for (channel, block) in self {
            block.put(channel.row(), figures);
        }
    }

    /// The blocks with their channels, in the order of the form.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Channel, ByResult)> + Clone + use<> {
        self.into_iter()
    }

    /// The sum of tables, count by count.
    ///
    /// # Errors
    ///
    /// [`CountError::TooLarge`] if a total is greater than [`Count::MAX`].
    pub fn try_sum(tables: impl IntoIterator<Item: Borrow<Self>>) -> Result<Self, CountError> {
        tables.into_iter().try_fold(Self::default(), |sum, table| {
            let mut blocks = sum.0;
            for (block, other) in blocks.iter_mut().zip(table.borrow().0) {
                *block = block.checked_add(other).ok_or(CountError::TooLarge)?;
            }
            Ok(Self(blocks))
        })
    }
}

/// One block.
impl Index<Channel> for Challenges {
    type Output = ByResult;

    fn index(&self, channel: Channel) -> &ByResult {
        self.get(channel)
    }
}

/// The blocks with their channels, in the order of the form.
impl IntoIterator for Challenges {
    type Item = (Channel, ByResult);
    type IntoIter = Zip<Copied<slice::Iter<'static, Channel>>, array::IntoIter<ByResult, { Channel::COUNT }>>;

    fn into_iter(self) -> Self::IntoIter {
        Channel::ALL.iter().copied().zip(self.0)
    }
}

/// The same as by value.
impl IntoIterator for &Challenges {
    type Item = (Channel, ByResult);
    type IntoIter = <Challenges as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.clone().into_iter()
    }
}
