//! What is unlikely within the form, though no sum forbids it.
//!
//! Each rule says only what needs an explanation. What may well be true is left alone: litigation after review in a year
//! without review (the review was decided the year before), and disclosed documents that were made earlier.

use std::ops::ControlFlow;

use super::apply::Application;
use super::{Detail, Place, Rule};
use crate::draft::Draft;
use crate::form::{CellId, Column, Edition, RowId, Table};
use crate::quantity::Number;

/// Finds what is implausible in table 2.
pub(super) fn find(application: &mut Application<'_, '_>) -> ControlFlow<()> {
    for doubt in doubts(application.draft.edition()) {
        for row in doubt.rows {
            doubt.find(application, *row, None)?;
        }
    }
    ControlFlow::Continue(())
}

/// Finds what is implausible about a cell.
pub(super) fn find_about(application: &mut Application<'_, '_>, cell: CellId) -> ControlFlow<()> {
    if cell.table() != Table::Proactive {
        return ControlFlow::Continue(());
    }
    for doubt in doubts(application.draft.edition()).iter().filter(|doubt| doubt.rows.contains(&cell.row())) {
        doubt.find(application, cell.row(), Some(cell.column()))?;
    }
    ControlFlow::Continue(())
}

/// What casts doubt on a row.
struct Doubt {
    rule: Rule,
    rows: &'static [RowId],
    /// The columns that the doubt lies in; `None` if there is none.
    columns: fn(&Figures<'_>) -> Option<&'static [Column]>,
}

impl Doubt {
    /// Tells the doubt about a row, if there is one and it lies in this column.
    fn find(&self, application: &mut Application<'_, '_>, row: RowId, column: Option<Column>) -> ControlFlow<()> {
        let draft = application.draft;
        let Some(columns) = (self.columns)(&Figures { draft, row }) else { return ControlFlow::Continue(()) };
        if column.is_some_and(|column| !columns.contains(&column)) {
            return ControlFlow::Continue(());
        }
        let cells = columns.iter().filter_map(|column| draft.edition().position(row.cell(*column)?));
        application.find(self.rule, Place::Row(row), cells, Detail::None)
    }
}

const DOCUMENTS: &[RowId] = &[RowId::REGULATIONS, RowId::NORMATIVE_DOCUMENTS];
const DECIDED: &[RowId] = &[RowId::LICENSING, RowId::OTHER_SERVICES, RowId::PENALTIES, RowId::COMPULSION];
const ITEMS: &[RowId] = &[RowId::LICENSING, RowId::OTHER_SERVICES, RowId::PENALTIES, RowId::COMPULSION, RowId::FEES];

fn doubts(edition: Edition) -> &'static [Doubt] {
    match edition {
        Edition::Trial2019 => TRIAL_2019,
        Edition::Revised2021 => REVISED_2021,
    }
}

const TRIAL_2019: &[Doubt] = &[
    Doubt {
        rule: Rule::T2Disclosed,
        rows: DOCUMENTS,
        columns: |row| {
            let (year, all) = (row.number(Column::Disclosed)?, row.number(Column::TotalDisclosed)?);
            (year > all).then_some(&[Column::Disclosed, Column::TotalDisclosed])
        },
    },
    Doubt {
        rule: Rule::T2Items,
        rows: ITEMS,
        columns: |row| {
            let items = row.whole(Column::ItemsLastYear)?.checked_add(row.whole(Column::Change)?)?;
            (items < 0).then_some(&[Column::ItemsLastYear, Column::Change])
        },
    },
    Doubt {
        rule: Rule::T2Decisions,
        rows: DECIDED,
        columns: |row| {
            let none = row.is_zero(Column::ItemsLastYear)? && row.is_zero(Column::Change)?;
            (none && !row.is_zero(Column::Decisions)?).then_some(&[
                Column::ItemsLastYear,
                Column::Change,
                Column::Decisions,
            ])
        },
    },
    Doubt {
        rule: Rule::T2Purchases,
        rows: &[RowId::PROCUREMENT],
        columns: |row| {
            let (purchases, amount) = (row.is_zero(Column::Purchases)?, row.is_zero(Column::Amount)?);
            (purchases != amount).then_some(&[Column::Purchases, Column::Amount])
        },
    },
];

const REVISED_2021: &[Doubt] = &[Doubt {
    rule: Rule::T2InForce,
    rows: DOCUMENTS,
    columns: |row| {
        let (issued, repealed) = (row.whole(Column::Issued)?, row.whole(Column::Repealed)?);
        let below = row.whole(Column::InForce)? < issued.checked_sub(repealed)?;
        below.then_some(&[Column::Issued, Column::Repealed, Column::InForce])
    },
}];

/// The figures of a row. A cell without a number casts no doubt.
struct Figures<'a> {
    draft: &'a Draft,
    row: RowId,
}

impl Figures<'_> {
    fn at(&self, column: Column) -> Option<usize> {
        self.draft.edition().position(self.row.cell(column)?)
    }

    fn number(&self, column: Column) -> Option<Number> {
        self.draft.number_at(self.at(column)?)
    }

    /// A whole number within the bounds of a count.
    fn whole(&self, column: Column) -> Option<i64> {
        let at = self.at(column)?;
        self.draft.whole().has(at).then(|| self.draft.figures()[at])
    }

    fn is_zero(&self, column: Column) -> Option<bool> {
        let at = self.at(column)?;
        if self.draft.whole().has(at) {
            Some(self.draft.figures()[at] == 0)
        } else {
            Some(self.draft.number_at(at)?.is_zero())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Edition;

    fn said(edition: Edition, cells: &[(&str, i32)]) -> Vec<(&'static str, String)> {
        let mut draft = Draft::blank(edition);
        for (cell, value) in cells {
            draft.set(format!("proactive.{cell}").parse().unwrap(), Number::from(*value)).unwrap();
        }
        let findings = draft.check();
        let about = findings.iter().filter(|finding| finding.rule.id().starts_with("T2-"));
        about.map(|finding| (finding.rule.id(), finding.place.to_string())).collect()
    }

    #[test]
    fn table_2_of_2019() {
        let year = Edition::Trial2019;
        let normative = |made, disclosed, total| {
            said(
                year,
                &[
                    ("normative_documents.made", made),
                    ("normative_documents.disclosed", disclosed),
                    ("normative_documents.total_disclosed", total),
                ],
            )
        };
        assert_eq!(normative(3, 5, 4), [("T2-DISCLOSED", "proactive.normative_documents".to_owned())]);
        assert_eq!(normative(3, 5, 5), []);
        let licensing = |items, change, decisions| {
            said(
                year,
                &[
                    ("licensing.items_last_year", items),
                    ("licensing.change", change),
                    ("licensing.decisions", decisions),
                ],
            )
        };
        assert_eq!(licensing(3, -4, 1), [("T2-ITEMS", "proactive.licensing".to_owned())]);
        assert_eq!(licensing(3, -3, 1), []);
        assert_eq!(licensing(0, 0, 7), [("T2-DECISIONS", "proactive.licensing".to_owned())]);
        let purchases = said(year, &[("procurement.purchases", 0), ("procurement.amount", 7)]);
        assert_eq!(purchases, [("T2-PURCHASES", "proactive.procurement".to_owned())]);
    }

    #[test]
    fn table_2_of_2021() {
        let regulations = |issued, repealed, in_force| {
            let cells = [
                ("regulations.issued", issued),
                ("regulations.repealed", repealed),
                ("regulations.in_force", in_force),
            ];
            said(Edition::Revised2021, &cells)
        };
        assert_eq!(regulations(3, 0, 2), [("T2-IN-FORCE", "proactive.regulations".to_owned())]);
        assert_eq!(regulations(3, 1, 2), []);
        assert_eq!(said(Edition::Revised2021, &[("fees.amount", 7)]), []);
    }
}
