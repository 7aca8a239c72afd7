//! The figures of a report as an array in the order of the form, and the tables that such an array proves to be.

use super::{ByRequester, ByResult, Challenges, Channel, Proactive, Report, Requests, Value};
use crate::form::{CellId, Column, Edition, Figures, Kind, Table};
use crate::quantity::{Count, Money, SignedCount};

const REQUESTERS: usize = Column::REQUESTERS.len();
const RESULTS: usize = Column::RESULTS.len();

impl Report {
    /// Every whole number, totals computed, by its place in the edition; 0 for an amount of money.
    pub(crate) fn figures(&self) -> Figures {
        let (proactive, requests, challenges) = (self.proactive(), self.requests(), self.challenges());
        let mut figures = [0; Edition::MOST_CELLS];
        let mut slots = figures.iter_mut();
        let mut put = |count: i64| slots.next().into_iter().for_each(|slot| *slot = count);
        for value in self.edition().cells().iter().map_while(|cell| proactive.cell(*cell)) {
            put(match value {
                Value::Count(count) => SignedCount::from(count).get(),
                Value::Signed(count) => count.get(),
                Value::Money(_) => 0,
            });
        }
        let mut put = |count: Count| put(SignedCount::from(count).get());
        let total = requests.total_handled();
        let first = [requests.received(), requests.carried_in()];
        let last = [&total, requests.carried_out()];
        for row in first.into_iter().chain(requests.outcomes().map(|(_, row)| row)).chain(last) {
            row.iter().for_each(|(_, count)| put(count));
            put(row.total());
        }
        for block in Channel::ALL.iter().map(|channel| challenges.get(*channel)) {
            block.iter().for_each(|(_, count)| put(count));
            put(block.total());
        }
        figures
    }

    /// The amount of money in the cell at a place in the edition, as it is written: without the unit of its heading.
    pub(crate) fn amount(&self, at: usize) -> Option<Money> {
        let cell = *self.edition().cells().get(at)?;
        let Value::Money(money) = self.cell(cell)? else { return None };
        let heading = self.edition().column(cell).map(|column| column.kind);
        let unit = money.unit().filter(|unit| heading != Some(Kind::Amount(Some(*unit))));
        Some(Money::new(money.amount(), unit))
    }
}

/// The tables of these figures, each within the bounds of a count; nothing if they violate a relation, a count is below zero,
/// or an amount of money is not given.
pub(crate) fn tables(
    edition: Edition,
    figures: &Figures,
    amount: impl Fn(CellId) -> Option<Money>,
) -> Option<(Proactive, Requests, Challenges)> {
    if !edition.violated_by(figures).is_empty() {
        return None;
    }
    let value = |cell: CellId| {
        let figure = figures[edition.position(cell)?];
        Some(match edition.column(cell)?.kind {
            Kind::Count => count(figure)?.into(),
            Kind::SignedCount => SignedCount::new(figure).ok()?.into(),
            Kind::Amount(_) => amount(cell)?.into(),
        })
    };
    let proactive = Proactive::of_cells(edition, value)?;
    let table = edition.plan().table(Table::Requests);
    let (first, end) = (table.iter().next()?, edition.cells().len());
    let (rows, blocks) = figures.get(first..end)?.split_at_checked(table.len())?;
    let rows = edition.rows_of(Table::Requests).zip(rows.as_chunks::<REQUESTERS>().0);
    let mut all_are_counts = true;
    let requests = Requests::with_rows(
        edition,
        rows.map(|(spec, figures)| {
            let row = row(figures);
            all_are_counts &= row.is_some();
            (spec.id, row.unwrap_or(ByRequester::ZERO))
        }),
    );
    if !all_are_counts {
        return None;
    }
    let [review, direct, after_review] = blocks.as_chunks::<RESULTS>().0 else { return None };
    Some((proactive, requests, Challenges::new(block(review)?, block(direct)?, block(after_review)?)))
}

fn count(figure: i64) -> Option<Count> {
    Count::new(u64::try_from(figure).ok()?).ok()
}

/// A row without its total.
fn row(figures: &[i64; REQUESTERS]) -> Option<ByRequester> {
    ByRequester::new(parts(figures)?).ok()
}

/// A block without its total.
fn block(figures: &[i64; RESULTS]) -> Option<ByResult> {
    ByResult::new(parts(figures)?).ok()
}

/// The first of these figures.
fn parts<const N: usize>(figures: &[i64]) -> Option<[Count; N]> {
    let mut parts = [Count::ZERO; N];
    for (part, figure) in parts.iter_mut().zip(figures) {
        *part = count(*figure)?;
    }
    Some(parts)
}
