//! The descriptors against the form as it was written down beside them.

use std::io::Write as _;
use std::path::Path;

use disclosure_report::Edition;
use disclosure_report::form::{CellId, ColumnSpec, Kind, Row, Table};

/// The folder in which the editions are written down, if there is one. A test that needs it says that it was skipped.
const FOLDER: &str = "DISCLOSURE_REPORT_SHARED";

#[test]
fn descriptors_equal_the_form_as_written_down() {
    let Some(folder) = std::env::var_os(FOLDER).filter(|folder| !folder.is_empty()) else {
        // Not by `eprintln!`, whose output the test harness keeps to itself.
        writeln!(std::io::stderr(), "skipped: {FOLDER} is not set").unwrap();
        return;
    };
    for edition in Edition::ALL {
        let path = Path::new(&folder).join(format!("form/edition-{edition}.tsv"));
        let written = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let written: Vec<_> = written.lines().skip(1).map(str::to_owned).collect();
        let described: Vec<_> = edition.rows().iter().flat_map(lines).collect();
        assert_eq!(described.len(), edition.cells().len());
        for (described, written) in described.iter().zip(&written) {
            assert_eq!(described, written);
        }
        assert_eq!(described.len(), written.len());
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
            other => panic!("{other:?}"),
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
