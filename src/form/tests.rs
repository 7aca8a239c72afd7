//! Roles and names against the rows and relations of every edition.

use std::collections::BTreeSet;

use super::Language::{Chinese, English};
use super::{CellId, Column, Edition, RelationKind, RowId, RowRole, Table};

/// The rows of an edition's relations of a kind: those on the left, and those on the right.
fn sides(edition: Edition, kind: RelationKind) -> [BTreeSet<RowId>; 2] {
    let relations = || edition.relations().iter().filter(move |relation| relation.kind() == kind);
    let rows = |cells: &[CellId]| cells.iter().map(|cell| cell.row()).collect::<Vec<_>>();
    [
        relations().flat_map(|relation| rows(relation.left())).collect(),
        relations().flat_map(|relation| rows(relation.right())).collect(),
    ]
}

fn rows(edition: Edition, roles: &[RowRole]) -> BTreeSet<RowId> {
    edition.rows().iter().filter(|row| roles.contains(&row.role())).map(|row| row.id).collect()
}

#[test]
fn the_role_of_a_row_is_its_part_in_the_relations() {
    use RowRole::{Challenge, ComesIn, Disclosure, GoesOut, Outcome, TotalHandled};
    for edition in Edition::ALL.iter().copied() {
        let handled = rows(edition, &[TotalHandled]);
        assert_eq!(sides(edition, RelationKind::Outcomes), [rows(edition, &[Outcome]), handled]);
        let out = rows(edition, &[TotalHandled, GoesOut]);
        assert_eq!(sides(edition, RelationKind::Balance), [rows(edition, &[ComesIn]), out]);
        let [parts, _] = sides(edition, RelationKind::Requesters);
        assert_eq!(parts, rows(edition, &[ComesIn, Outcome, TotalHandled, GoesOut]));
        let [parts, _] = sides(edition, RelationKind::Results);
        assert_eq!(parts, rows(edition, &[Challenge]));
        let tied = |row: &RowId| edition.relations().iter().any(|r| r.cells().iter().any(|cell| cell.row() == *row));
        assert!(!rows(edition, &[Disclosure]).iter().any(tied));
    }
}

#[test]
fn a_total_is_what_relations_add_up() {
    for edition in Edition::ALL.iter().copied() {
        let totals: BTreeSet<_> = edition.relations().iter().filter_map(super::Relation::total).collect();
        for cell in edition.cells().iter().copied() {
            assert_eq!(cell.is_total(), totals.contains(&cell), "{cell}");
            assert_eq!(edition.sums_of(cell).next().is_some(), cell.is_total(), "{cell}");
        }
        let columns = totals.iter().filter(|cell| cell.row() == RowId::TOTAL);
        assert_eq!(columns.count(), 7);
    }
    assert!(RowId::all().all(|row| row.cell(Column::Total).is_none_or(CellId::is_total)));
}

#[test]
fn every_row_is_described_by_the_newest_edition_that_has_it() {
    for row in RowId::all() {
        let newest = Edition::ALL.iter().rev().find_map(|edition| edition.row(row));
        assert_eq!(newest, Some(row.spec()));
        assert_eq!(row.newest_edition().row(row), newest);
        assert_eq!(row.spec().id, row);
    }
}

#[test]
fn names_are_those_of_the_form() {
    let edition = Edition::Revised2021;
    for (cell, path, full, short, english) in [
        (
            "requests.received.natural_person",
            "一、本年新收政府信息公开申请数量/自然人",
            "一、本年新收政府信息公开申请数量·自然人",
            "一、本年新收政府信息公开申请数量 自然人",
            "requests received in the year: natural person",
        ),
        (
            "requests.partly_granted.total",
            "三、本年度办理结果/（二）部分公开（区分处理的，只计这一情形，不计其他情形）/总计",
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）·总计",
            "（二）部分公开 总计",
            "disclosed in part (where separated, counted here alone): total",
        ),
        (
            "litigation.after_review.pending",
            "行政诉讼/复议后起诉/尚未审结",
            "复议后起诉·尚未审结",
            "行政诉讼 复议后起诉 尚未审结",
            "litigation after reconsideration: pending",
        ),
        (
            "proactive.fees.amount",
            "第二十条第（八）项/行政事业性收费/本年收费金额（单位：万元）",
            "行政事业性收费·本年收费金额（单位：万元）",
            "行政事业性收费 本年收费金额（单位：万元）",
            "administrative fees: collected in the year, in 万元",
        ),
    ] {
        let cell: CellId = cell.parse().unwrap();
        let (row, column) = (edition.row(cell.row()).unwrap(), edition.column(cell).unwrap());
        assert_eq!(row.path_to(column).join("/"), path);
        assert_eq!(edition.cell_name(cell, Chinese), full);
        assert_eq!(edition.short_cell_name(cell, Chinese), short);
        assert_eq!(edition.cell_name(cell, English), english);
    }
    // Only the edition of 2019 has this one.
    let foreign: CellId = "requests.other_handling.undivided.total".parse().unwrap();
    assert_eq!(edition.cell_name(foreign, Chinese), "requests.other_handling.undivided·total");
}

#[test]
fn names_tell_rows_apart_and_the_terms_of_the_balance_have_their_own() {
    for edition in Edition::ALL.iter().copied() {
        for language in [Chinese, English] {
            for table in Table::ALL.iter().copied() {
                let names: BTreeSet<_> = edition.rows_of(table).map(|row| row.short_name(language)).collect();
                assert_eq!(names.len(), edition.rows_of(table).count(), "{edition} {table}");
            }
        }
        for row in edition.rows() {
            let balances = matches!(row.role(), RowRole::ComesIn | RowRole::TotalHandled | RowRole::GoesOut);
            assert_eq!(row.balance_term(Chinese).is_some(), balances, "{}", row.id);
            assert!(row.path().eq(row.group.iter().chain([&row.label]).copied()));
        }
    }
}

#[test]
fn rows_and_columns_meet_in_the_cells_that_name_them_and_nowhere_else() {
    for row in RowId::all() {
        for column in Column::ALL.iter().copied() {
            let named = CellId::all().find(|cell| (cell.row(), cell.column()) == (row, column));
            assert_eq!(row.cell(column), named);
            for edition in Edition::ALL.iter().copied() {
                let spec = edition.row(row).and_then(|row| row.columns.iter().find(|spec| spec.column == column));
                assert_eq!(edition.row(row).and_then(|row| row.column(column)), spec);
                assert_eq!(named.and_then(|cell| edition.column(cell)), spec);
            }
        }
    }
}

#[test]
fn an_id_with_a_slip_is_unknown_and_the_right_one_is_suggested() {
    for cell in CellId::all() {
        let id = cell.as_str();
        let with_slip = id.replace('i', "1");
        let error = if with_slip == id { continue } else { with_slip.parse::<CellId>().unwrap_err() };
        assert!(error.nearest().is_none_or(|near| near.parse::<CellId>().is_ok()));
        assert_eq!(id[1..].parse::<CellId>().unwrap_err().nearest(), Some(id));
    }
    let long = "x".repeat(1000);
    let error = long.parse::<RowId>().unwrap_err();
    assert_eq!((error.text(), error.nearest()), (&long[..60], None));
    assert!(size_of::<super::UnknownId>() <= 32);
}
