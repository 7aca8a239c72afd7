//! What is unlikely within the form, though no sum forbids it.
//!
//! Each rule says only what needs an explanation. What may well be true is left alone: litigation after review in a year
//! without review (the review was decided the year before), and disclosed documents that were made earlier.

use std::ops::ControlFlow;

use super::apply::Application;
use super::{Detail, Place, Rule};
use crate::draft::Draft;
use crate::form::{Column, RowId, Table};
use crate::quantity::Number;

/// Finds what is implausible in table 2.
pub(super) fn find(application: &mut Application<'_, '_>) -> ControlFlow<()> {
    let draft = application.draft;
    for (rule, doubt) in DOUBTS {
        for row in draft.edition().rows_of(Table::Proactive).map(|row| row.id) {
            let Some(columns) = doubt(&Figures { draft, row }) else { continue };
            let cells = columns.iter().filter_map(|column| row.cell(*column));
            let cells = cells.filter(|cell| draft.edition().has(*cell));
            application.find(*rule, Place::Row(row), cells, Detail::None)?;
        }
    }
    ControlFlow::Continue(())
}

/// What casts doubt on a row: the columns it lies in.
type Doubt = fn(&Figures<'_>) -> Option<&'static [Column]>;

const DOUBTS: &[(Rule, Doubt)] = &[
    (Rule::T2Disclosed, |row| {
        let (year, all) = (row.number(Column::Disclosed)?, row.number(Column::TotalDisclosed)?);
        (year > all).then_some(&[Column::Disclosed, Column::TotalDisclosed])
    }),
    (Rule::T2InForce, |row| {
        let (issued, repealed) = (row.whole(Column::Issued)?, row.whole(Column::Repealed)?);
        let below = row.whole(Column::InForce)? < issued.checked_sub(repealed)?;
        below.then_some(&[Column::Issued, Column::Repealed, Column::InForce])
    }),
    (Rule::T2Items, |row| {
        let items = row.whole(Column::ItemsLastYear)?.checked_add(row.whole(Column::Change)?)?;
        (items < 0).then_some(&[Column::ItemsLastYear, Column::Change])
    }),
    (Rule::T2Decisions, |row| {
        let none = row.is_zero(Column::ItemsLastYear)? && row.is_zero(Column::Change)?;
        let done = [Column::Decisions, Column::Amount].into_iter().find_map(|column| row.is_zero(column));
        (none && !done?).then_some(&[Column::ItemsLastYear, Column::Change, Column::Decisions, Column::Amount])
    }),
    (Rule::T2Purchases, |row| {
        let (purchases, amount) = (row.is_zero(Column::Purchases)?, row.is_zero(Column::Amount)?);
        (purchases != amount).then_some(&[Column::Purchases, Column::Amount])
    }),
];

/// The figures of a row. A cell without a number casts no doubt.
struct Figures<'a> {
    draft: &'a Draft,
    row: RowId,
}

impl Figures<'_> {
    fn number(&self, column: Column) -> Option<Number> {
        self.draft.number(self.row.cell(column)?)
    }

    fn whole(&self, column: Column) -> Option<i128> {
        self.number(column)?.to_integer()
    }

    fn is_zero(&self, column: Column) -> Option<bool> {
        self.number(column).map(|number| number.is_zero())
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
