//! The marks around the form: for each sum a formula that says whether it holds.

use super::content::{Content, Contents};
use super::places::{ABOVE, Places, Range, column, list, row};
use crate::form::{CellId, Edition, Relation, RelationKind, Table};
use crate::wording::{figure, marks};

/// A cell with a formula, and its result.
pub(super) struct Mark {
    /// Where it is: one field, or several that are merged.
    pub(super) at: Range,
    pub(super) formula: String,
    pub(super) result: String,
    /// The figures that turn red where it fails.
    pub(super) red: Vec<Range>,
}

/// What is known of a sum.
#[derive(Clone, Copy, Debug, PartialEq)]
enum SumState {
    Holds,
    /// Left minus right.
    Fails(f64),
    /// Not all of it is stated.
    Open,
}

/// The marks of one table.
pub(super) struct Marker<'a> {
    places: &'a Places,
    contents: &'a Contents,
    dashes: Vec<String>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(places: &'a Places, contents: &'a Contents) -> Self {
        let mut dashes: Vec<String> = figure::usual_dashes().collect();
        for text in contents.dashes() {
            // What a formula can't compare with is open.
            if text.len() < 40 && !text.contains('"') && !dashes.iter().any(|known| known == text) {
                dashes.push(text.to_owned());
            }
        }
        Self { places, contents, dashes }
    }

    pub(super) fn of(&self, table: Table) -> Vec<Mark> {
        let Some(grid) = self.places.grid(table) else { return Vec::new() };
        // An empty row or column is left between the form and the marks.
        let (below, aside) = (ABOVE + row(grid.rows) + 1, column(grid.columns) + 1);
        let edition = self.contents.edition();
        let mut marks = Vec::new();
        for kind in [RelationKind::Requesters, RelationKind::Outcomes, RelationKind::Balance, RelationKind::Results] {
            let own = edition.relations().iter().filter(|relation| relation.kind() == kind && kind.table() == table);
            let relations: Vec<_> = own.collect();
            let places = relations.iter().filter_map(|relation| self.mark_at(relation, below, aside));
            let own: Vec<_> = relations.iter().zip(places).map(|(relation, at)| self.mark(relation, at)).collect();
            let heading = match kind {
                RelationKind::Requesters => {
                    Some(Range { top: ABOVE, left: aside, bottom: ABOVE + row(grid.head) - 1, right: aside })
                }
                RelationKind::Outcomes | RelationKind::Balance => own
                    .first()
                    .and_then(|first| Some(Range { left: 0, right: first.at.left.checked_sub(1)?, ..first.at })),
                RelationKind::Results => None,
            };
            marks.extend(heading.and_then(|at| summary(&own, at, kind)));
            marks.extend(own);
        }
        marks
    }

    /// Beside a row of table 3, in two rows below its columns, below a block of table 4.
    fn mark_at(&self, relation: &Relation, below: u32, aside: u16) -> Option<Range> {
        let total = self.places.at(*relation.right().first()?)?;
        let first = self.places.at(*relation.left().first()?)?;
        Some(match relation.kind() {
            RelationKind::Requesters => Range::at(total.0, aside),
            RelationKind::Outcomes => Range::at(below, total.1),
            RelationKind::Balance => Range::at(below + 1, total.1),
            RelationKind::Results => Range { left: first.1, right: total.1, ..Range::at(below, first.1) },
        })
    }

    fn mark(&self, relation: &Relation, at: Range) -> Mark {
        let [left, right] = [relation.left(), relation.right()].map(|cells| self.places.ranges(cells));
        let difference = format!("ROUND(SUM({})-SUM({}),6)", list(&left), list(&right));
        let mut open: Vec<_> = left.iter().chain(&right).map(|range| self.texts(range)).collect();
        open.extend(self.missing(relation.cells()));
        open.extend(self.open_totals(relation));
        let [holds, fails, undecided] = marks::SUMS;
        let formula = format!(
            "IFERROR(IF({}>0,\"{undecided}\",IF({difference}=0,\"{holds}\",\"{fails}\"&{difference})),\"{undecided}\")",
            open.join("+")
        );
        let result = match self.sum_state(relation) {
            SumState::Holds => holds.to_owned(),
            SumState::Fails(difference) => format!("{fails}{difference}"),
            SumState::Open => undecided.to_owned(),
        };
        Mark { at, formula, result, red: right }
    }

    /// How many fields hold text that is neither a dash nor empty: a number with a note, a word.
    fn texts(&self, range: &Range) -> String {
        format!("SUMPRODUCT(ISTEXT({range})*{})", self.something(range))
    }

    /// How many fields hold a number that is not zero, or text.
    fn not_zero(&self, range: &Range) -> String {
        format!("({range}<>0)*{}", self.something(range))
    }

    fn something(&self, range: &Range) -> String {
        let empty = [String::new()];
        let nothing = empty.iter().chain(&self.dashes).map(|text| format!("({range}<>\"{text}\")"));
        nothing.collect::<Vec<_>>().join("*")
    }

    /// How many fields are still blank of those that the report does not have: they can be any count.
    fn missing(&self, cells: &[CellId]) -> Option<String> {
        let missing = |cell: &CellId| *self.contents.get(*cell) == Content::Missing;
        let missing: Vec<_> = cells.iter().copied().filter(missing).collect();
        let blank: Vec<_> = self.places.ranges(&missing).iter().map(|range| format!("COUNTBLANK({range})")).collect();
        (!blank.is_empty()).then(|| blank.join("+"))
    }

    /// Whether a total was left out over parts that are not all zero. Totals that adjoin are looked at with all their
    /// parts at once: each is in line with its own.
    fn open_totals(&self, relation: &Relation) -> Vec<String> {
        let edition = self.contents.edition();
        let totals: Vec<_> = relation.cells().iter().copied().filter(|cell| cell.is_total()).collect();
        let (of_totals, plain): (Vec<_>, Vec<_>) =
            totals.into_iter().partition(|cell| is_total_of_totals(edition, *cell));
        let mut open = Vec::new();
        for cells in [of_totals, plain] {
            for range in self.places.ranges(&cells) {
                let within = |cell: &&CellId| self.places.at(**cell).is_some_and(|at| range.has(at));
                let parts: Vec<_> = cells.iter().filter(within).flat_map(|cell| below(edition, *cell)).collect();
                let Some(block) = self.places.around(&parts) else { continue };
                open.push(format!("SUMPRODUCT(({range}=\"\")*{})", self.not_zero(&block)));
                open.extend(self.missing(&parts).map(|missing| format!("SUMPRODUCT(--({range}=\"\"))*({missing})")));
            }
        }
        open
    }

    fn sum_state(&self, relation: &Relation) -> SumState {
        let edition = self.contents.edition();
        let sum = |cells: &[CellId]| cells.iter().filter_map(|cell| self.contents.value(*cell)).sum::<f64>();
        let is_open = |cell: &CellId| match self.contents.get(*cell) {
            Content::Text(_) | Content::Missing => true,
            Content::Dash(text) => !self.dashes.contains(text),
            _ => false,
        };
        let counts = |cell: CellId| is_open(&cell) || self.contents.value(cell).is_some_and(|value| value != 0.0);
        let left_out = |cell: &CellId| {
            let empty = matches!(self.contents.get(*cell), Content::Blank | Content::OpenSum | Content::Missing);
            empty && cell.is_total() && below(edition, *cell).into_iter().any(counts)
        };
        if relation.cells().iter().any(|cell| is_open(cell) || left_out(cell)) {
            return SumState::Open;
        }
        let difference = ((sum(relation.left()) - sum(relation.right())) * 1e6).round() / 1e6;
        if difference == 0.0 { SumState::Holds } else { SumState::Fails(difference) }
    }
}

/// The parts of a total, and theirs.
fn below(edition: Edition, total: CellId) -> Vec<CellId> {
    let own = edition.sums_of(total).flat_map(Relation::left);
    own.flat_map(|part| std::iter::once(*part).chain(below(edition, *part))).collect()
}

fn is_total_of_totals(edition: Edition, cell: CellId) -> bool {
    below(edition, cell).into_iter().any(CellId::is_total)
}

/// What several marks say together, and what they are about.
fn summary(marks: &[Mark], at: Range, kind: RelationKind) -> Option<Mark> {
    let (first, last) = (marks.first()?, marks.last()?);
    let range = Range { bottom: last.at.bottom, right: last.at.right, ..first.at };
    let said = crate::check::Rule::of(kind).summary_zh();
    let said = said.split_once('：').map_or(said, |(_, said)| said);
    let any = |mark: &str| format!("SUMPRODUCT(--(LEFT({range},1)=\"{}\"))>0", mark.chars().next().unwrap_or(' '));
    let [holds, fails, open] = marks::SUMS;
    let formula = format!("IF({},\"{fails}\",IF({},\"{open}\",\"{holds}\"))&\"：{said}\"", any(fails), any(open));
    let has = |mark: &str| marks.iter().any(|own| own.result.starts_with(mark));
    let result = if has(fails) {
        fails
    } else if has(open) {
        open
    } else {
        holds
    };
    Some(Mark { at, formula, result: format!("{result}：{said}"), red: Vec::new() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;
    use crate::check::{Rule, Status};
    use crate::draft::{Cell, Draft, State};
    use crate::print::content::Print;

    /// A form that adds up, then a few cells otherwise.
    fn draft() -> impl Strategy<Value = Draft> {
        let cell = prop_oneof![
            2 => Just(Cell::blank()),
            2 => Just(Cell::missing()),
            1 => Just(Cell::dash("—")),
            1 => Just(Cell::dash("暂无")),
            1 => (0..3_u32).prop_map(|n| Cell::from(n).with_note("其中修订1件")),
            1 => Just(Cell::new(State::Unreadable("见附件".into()))),
            3 => (0..4_u32).prop_map(Cell::from),
        ];
        let changes = prop::collection::vec((any::<Index>(), cell.clone()), 0..6);
        let rows = prop::collection::vec((any::<Index>(), cell), 0..2);
        (prop::sample::select(Edition::ALL), prop::collection::vec(any::<Index>(), 0..8), changes, rows).prop_map(
            |(edition, ones, changes, rows)| {
                let mut draft = Draft::blank(edition);
                draft.blanks_as_zero();
                for one in ones {
                    // One request that was granted or not, in every sum that counts it.
                    let outcomes: Vec<_> =
                        edition.relations().iter().filter(|r| r.kind() == RelationKind::Outcomes).collect();
                    let relation = one.get(&outcomes[..6]);
                    let part = *one.get(relation.left());
                    let column = part.column();
                    let add = |draft: &mut Draft, row: crate::form::RowId, column| {
                        let cell = row.cell(column).unwrap();
                        let n = u32::try_from(draft.number(cell).unwrap().to_integer().unwrap()).unwrap();
                        draft.set(cell, n + 1).unwrap();
                    };
                    for row in [part.row(), crate::form::RowId::RECEIVED, crate::form::RowId::TOTAL] {
                        add(&mut draft, row, column);
                        add(&mut draft, row, crate::form::Column::Total);
                    }
                }
                assert!(draft.check().errors().next().is_none());
                for (at, cell) in changes {
                    draft.set(*at.get(edition.cells()), cell).unwrap();
                }
                for (at, cell) in rows {
                    for (id, _) in at.get(edition.rows()).cells() {
                        draft.set(id, cell.clone()).unwrap();
                    }
                }
                draft
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

        /// A mark may leave open what other sums decide, but it never contradicts a check.
        #[test]
        fn a_mark_accuses_nobody_whom_check_does_not(draft in draft()) {
            let print = Print::of(&draft);
            let (places, contents) = (Places::new(draft.edition()), Contents::of(&print));
            let marker = Marker::new(&places, &contents);
            let findings = draft.check();
            for relation in draft.edition().relations() {
                let place = relation.place().into();
                let found = findings.iter().find(|f| f.rule == Rule::of(relation.kind()) && f.place == place && f.status.is_some());
                let status = found.and_then(|finding| finding.status);
                match marker.sum_state(relation) {
                    SumState::Holds => prop_assert_eq!(status, None, "{:?}", relation),
                    SumState::Fails(_) => prop_assert_eq!(status, Some(Status::Violated), "{:?}", relation),
                    SumState::Open => {}
                }
                prop_assert!(marker.mark(relation, Range::at(0, 0)).formula.len() < 8_192, "longer than a formula may be");
            }
        }
    }
}
