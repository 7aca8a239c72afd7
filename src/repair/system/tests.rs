//! Systems of small forms.

use super::*;
use crate::check::solve::Solution;
use crate::draft::{Cell, Draft};

fn cell(id: &str) -> CellId {
    id.parse().unwrap()
}

/// A form of zeros but for these cells.
fn form(cells: &[(&str, u32)]) -> Draft {
    let mut draft = Draft::blank(Edition::Revised2021);
    for cell in draft.edition().cells() {
        draft.set(*cell, 0u32).unwrap();
    }
    for (id, value) in cells {
        draft.set(cell(id), *value).unwrap();
    }
    draft
}

fn parts_of(draft: &Draft) -> Vec<System> {
    let none = RelationSet::default();
    parts(draft, &Solution::of(draft, none), none)
}

fn fix(id: &str, to: i64) -> Fix {
    Fix { cell: cell(id), to }
}

#[test]
fn each_part_that_is_off_has_a_system_of_its_own() {
    assert!(parts_of(&form(&[])).is_empty());
    let parts = parts_of(&form(&[("review.upheld", 1), ("litigation.direct.upheld", 1), ("requests.total.total", 1)]));
    let rows = |part: &System| part.changeable_rows().len();
    // All rows of table 3 are connected by its columns.
    let of_table_3 = Edition::Revised2021.rows_of(Table::Requests).count();
    assert_eq!(parts.iter().map(rows).collect::<Vec<_>>(), [of_table_3, 1, 1]);
    assert_eq!(parts[1].changeable().len(), 5);
}

#[test]
fn changes_follow_from_the_relations() {
    let part = &parts_of(&form(&[("review.upheld", 4), ("review.other", 1)]))[0];
    let settle = |cells: &[&str]| part.settle(&cells.iter().map(|id| cell(id)).collect::<Vec<_>>());
    assert_eq!(settle(&[]), Settled::Conflict(part.violated));
    assert_eq!(settle(&["review.total"]), Settled::Solved(vec![fix("review.total", 5)]));
    assert_eq!(settle(&["review.other"]), Settled::Conflict(part.violated), "1 can't become -4");
    assert_eq!(settle(&["review.upheld", "review.other"]), Settled::Undetermined);
    assert!(part.is_satisfied_by(&[fix("review.upheld", 0), fix("review.total", 1)]));
    assert!(!part.is_satisfied_by(&[fix("review.upheld", 1)]));
}

/// A missing cell may be anything, but not one thing in its row and another in its column.
#[test]
fn an_open_cell_is_eliminated() {
    let mut draft = form(&[("requests.granted.total", 3), ("requests.total.total", 3)]);
    for id in ["requests.received.natural_person", "requests.received.total", "requests.total.natural_person"] {
        draft.set(cell(id), if id == "requests.total.natural_person" { 5u32 } else { 3 }).unwrap();
    }
    draft.set(cell("requests.granted.natural_person"), Cell::missing()).unwrap();
    let part = &parts_of(&draft)[0];
    assert!(part.has_open_cells() && !part.is_changeable(cell("requests.granted.natural_person")));
    let closed = part.without_open_cells();
    assert!(!closed.has_open_cells());
    assert_eq!(closed.relations.len() + 1, part.relations.len());
    assert_eq!(
        closed.settle(&[cell("requests.total.natural_person")]),
        Settled::Solved(vec![fix("requests.total.natural_person", 3)])
    );
}
