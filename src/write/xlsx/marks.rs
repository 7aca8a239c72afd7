//! The marks beside the form: for each sum a formula that says whether it holds.

use super::content::{Content, Contents};
use super::places::{ABOVE, Places, Range, column, list, row};
use crate::form::{CellId, Edition, Relation, RelationKind, Table, words};

/// A cell with a formula, and what it comes to.
pub(super) struct Mark {
    /// Where it stands: one field, or several that are merged.
    pub(super) at: Range,
    pub(super) formula: String,
    pub(super) result: String,
    /// The figures that turn red where it fails.
    pub(super) red: Vec<Range>,
}

/// What a sum comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Holds,
    /// Left minus right.
    Fails(f64),
    /// Not all of it is stated.
    Open,
}

/// What clerks type for nothing.
const DASHES: [&str; 6] = ["-", "—", "——", "/", "无", "不适用"];

/// The marks of one table.
pub(super) struct Marker<'a> {
    places: &'a Places,
    contents: &'a Contents,
    dashes: Vec<String>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(places: &'a Places, contents: &'a Contents) -> Self {
        let mut dashes: Vec<String> = DASHES.map(str::to_owned).into();
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
        // An empty row or column stands between the form and what is beside it.
        let (below, beside) = (ABOVE + row(grid.rows) + 1, column(grid.columns) + 1);
        let edition = self.contents.edition();
        let mut marks = Vec::new();
        for kind in [RelationKind::Requesters, RelationKind::Outcomes, RelationKind::Balance, RelationKind::Results] {
            let own =
                |relation: &&Relation| relation.kind() == kind && relation.left().iter().all(|c| c.table() == table);
            let relations: Vec<_> = edition.relations().iter().filter(own).collect();
            let places = relations.iter().filter_map(|relation| self.mark_at(relation, below, beside));
            let own: Vec<_> = relations.iter().zip(places).map(|(relation, at)| self.mark(relation, at)).collect();
            let heading = match kind {
                RelationKind::Requesters => {
                    Some(Range { top: ABOVE, left: beside, bottom: ABOVE + row(grid.head) - 1, right: beside })
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
    fn mark_at(&self, relation: &Relation, below: u32, beside: u16) -> Option<Range> {
        let total = self.places.at(*relation.right().first()?)?;
        let first = self.places.at(*relation.left().first()?)?;
        Some(match relation.kind() {
            RelationKind::Requesters => Range::at(total.0, beside),
            RelationKind::Outcomes => Range::at(below, total.1),
            RelationKind::Balance => Range::at(below + 1, total.1),
            RelationKind::Results => Range { left: first.1, right: total.1, ..Range::at(below, first.1) },
        })
    }

    fn mark(&self, relation: &Relation, at: Range) -> Mark {
        let [left, right] = [relation.left(), relation.right()].map(|cells| self.places.ranges(cells));
        let difference = format!("ROUND(SUM({})-SUM({}),6)", list(&left), list(&right));
        let open: Vec<_> = self.texts(left.iter().chain(&right)).chain(self.open_totals(relation)).collect();
        let [holds, fails, undecided] = words::MARKS;
        let formula = format!(
            "IFERROR(IF({}>0,\"{undecided}\",IF({difference}=0,\"{holds}\",\"{fails}\"&{difference})),\"{undecided}\")",
            open.join("+")
        );
        let result = match self.outcome(relation) {
            Outcome::Holds => holds.to_owned(),
            Outcome::Fails(difference) => format!("{fails}{difference}"),
            Outcome::Open => undecided.to_owned(),
        };
        Mark { at, formula, result, red: right }
    }

    /// How many fields hold text that is neither a dash nor empty: a number with a note, a word.
    fn texts<'r>(&self, ranges: impl Iterator<Item = &'r Range>) -> impl Iterator<Item = String> {
        ranges.map(|range| {
            let empty = [String::new()];
            let nothing = empty.iter().chain(&self.dashes).map(|text| format!("({range}<>\"{text}\")"));
            format!("SUMPRODUCT(ISTEXT({range})*{})", nothing.collect::<Vec<_>>().join("*"))
        })
    }

    /// Whether a total was left out over parts that are not zero.
    fn open_totals(&self, relation: &Relation) -> impl Iterator<Item = String> {
        totals(self.contents.edition(), relation).map(|(total, parts)| {
            let (total, parts) = (self.places.ranges(&[total]), self.places.ranges(&parts));
            format!("({}=\"\")*(SUM({})<>0)", list(&total), list(&parts))
        })
    }

    fn outcome(&self, relation: &Relation) -> Outcome {
        let sum = |cells: &[CellId]| cells.iter().filter_map(|cell| self.contents.value(*cell)).sum::<f64>();
        let word = |cell: &CellId| match self.contents.get(*cell) {
            Content::Text(_) => true,
            Content::Dash(text) => !self.dashes.contains(text),
            _ => false,
        };
        let empty = |cell| matches!(self.contents.get(cell), Content::Blank | Content::OpenSum);
        let open = |(total, parts): (CellId, Vec<CellId>)| empty(total) && sum(&parts) != 0.0;
        if relation.cells().iter().any(word) || totals(self.contents.edition(), relation).any(open) {
            return Outcome::Open;
        }
        let difference = ((sum(relation.left()) - sum(relation.right())) * 1e6).round() / 1e6;
        if difference == 0.0 { Outcome::Holds } else { Outcome::Fails(difference) }
    }
}

/// The totals in a relation, each with the parts of its own sums.
fn totals(edition: Edition, relation: &Relation) -> impl Iterator<Item = (CellId, Vec<CellId>)> {
    relation.cells().iter().filter_map(move |cell| {
        let own = edition.relations().iter().filter(|other| other.total() == Some(*cell));
        let parts: Vec<_> = own.flat_map(Relation::left).copied().collect();
        (!parts.is_empty()).then_some((*cell, parts))
    })
}

/// What several marks come to, and what they are about.
fn summary(marks: &[Mark], at: Range, kind: RelationKind) -> Option<Mark> {
    let (first, last) = (marks.first()?, marks.last()?);
    let range = Range { bottom: last.at.bottom, right: last.at.right, ..first.at };
    let said = crate::check::Rule::of(kind).summary_zh();
    let said = said.split_once('：').map_or(said, |(_, said)| said);
    let any = |mark: &str| format!("SUMPRODUCT(--(LEFT({range},1)=\"{}\"))>0", mark.chars().next().unwrap_or(' '));
    let [holds, fails, open] = words::MARKS;
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
