//! The descriptors against the form as it was written down beside them.

use disclosure_report::Edition;
use disclosure_report::form::{CellId, ColumnSpec, Kind, Row, Table};

use crate::support::fixture;

#[test]
fn descriptors_equal_the_form_as_written_down() {
    for edition in Edition::ALL {
        let path = fixture(&format!("form/edition-{edition}.tsv"));
        let written = std::fs::read_to_string(&path).unwrap();
        let written: Vec<_> = written.lines().skip(1).map(str::to_owned).collect();
        let described: Vec<_> = edition.rows().iter().flat_map(lines).collect();
        for (line, (described, written)) in (2..).zip(described.iter().zip(&written)) {
            assert_eq!(described, written, "{}:{line}", path.display());
        }
        assert_eq!(described.len(), written.len(), "{}", path.display());
        // Whatever is asked of an edition cell by cell goes by the same order.
        let ids: Vec<_> = written.iter().map(|line| line.split('\t').next().unwrap()).collect();
        assert!(edition.cells().iter().map(|cell| cell.as_str()).eq(ids), "{edition}");
    }
}

/// A row's cells: id, table, group, row label, column label, kind, article.
fn lines(row: &Row) -> Vec<String> {
    let article = row.basis.map_or(String::new(), |basis| format!("art. {}", basis.article));
    let line = |(id, column): (CellId, &ColumnSpec)| {
        let kind = match column.kind {
            Kind::Count => "count".to_owned(),
            Kind::SignedCount => "signed count".to_owned(),
            Kind::Amount(Some(unit)) => format!("decimal {unit}"),
            Kind::Amount(None) => "decimal, unit as written (元 or 万元)".to_owned(),
        };
        let table = row.table().number();
        // Table 4's rows have no label of their own: theirs is the heading over their block.
        let mut group = row.group.to_vec();
        let label = if row.table() == Table::Challenges { "" } else { row.label };
        if label.is_empty() {
            group.push(row.label);
        }
        [id.as_str(), &table.to_string(), &group.join(" > "), label, column.label, &kind, &article].join("\t")
    };
    row.cells().map(line).collect()
}
