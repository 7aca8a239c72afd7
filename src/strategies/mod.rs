//! Strategies of [`proptest`] for reports, drafts and slips, for whoever tests a program that has to do with them.
//!
//! | strategy | gives | guaranteed |
//! |---|---|---|
//! | [`report()`], [`report_of()`] | reports of both editions, by [`Size`] of organ | consistent, always |
//! | [`published()`] | drafts as organs publish them: zeros blank or dashed, totals blank or wrong, rows not printed | |
//! | [`filled_in_partly()`] | forms that are being typed | no sum is violated in three of four |
//! | [`altered()`] | reports with a few cells entered otherwise | |
//! | [`draft()`], [`draft_of()`] | drafts in which anything stands anywhere: each state, notes, origins, places, runs, notices | |
//! | [`hostile()`] | drafts with text that means something to spreadsheets, databases and browsers | |
//! | [`any_draft()`] | all of these | |
//! | [`slipped()`], [`slipped_by()`] | a report, a [`Slip`](crate::repair::Slip) and the draft with it | at least one relation is violated |
//!
//! Their parts are public too, and `any` gives what is natural: `any::<Report>()`, `any::<Draft>()`, `any::<CellId>()`.
//!
//! Failures shrink towards a form of zeros (of blank cells, for a draft in which anything stands) with what the failure needs, and
//! that in figures as small as it can be. Whole tables are simplified at once, so that the usual number of attempts is enough.
//!
//! # Properties
//!
//! A store brings back every report, a form on a screen takes whatever an organ has published, and a check of one's own
//! finds every slip:
//!
//! ```
//! use disclosure_report::strategies::{published, report, slipped};
//! use disclosure_report::{CheckedDraft, Draft, Report, Rules, json};
//! use proptest::prelude::*;
//!
//! # use std::collections::HashMap;
//! # #[derive(Default)]
//! # struct Store(HashMap<u32, String>);
//! # impl Store {
//! #     fn save(&mut self, report: &Report) -> u32 { self.0.insert(7, json::to_string(&Draft::from(report))); 7 }
//! #     fn load(&self, key: u32) -> Option<Report> { json::from_str(self.0.get(&key)?).ok() }
//! # }
//! # fn line(cell: disclosure_report::Cell<&str>) -> String { cell.to_string() }
//! # fn adds_up(draft: &Draft) -> bool { draft.check().errors().next().is_none() }
//! proptest! {
//! #   #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]
//! #   /*
//!     #[test]
//! #   */
//!     fn the_store_brings_back_every_report(report in report()) {
//!         let mut store = Store::default();
//!         let key = store.save(&report);
//!         prop_assert_eq!(store.load(key), Some(report));
//!     }
//!
//! #   /*
//!     #[test]
//! #   */
//!     fn the_screen_takes_what_is_published(draft in published()) {
//!         let mut form = CheckedDraft::new(draft.clone(), Rules::default());
//!         for (cell, content) in draft.cells() {
//!             let typed = line(content); // what a field shows, and gives back as it is
//!             prop_assert!(form.set_text(cell, &typed).is_ok());
//!         }
//!     }
//!
//! #   /*
//!     #[test]
//! #   */
//!     fn the_check_finds_every_slip(slipped in slipped()) {
//!         prop_assert!(adds_up(&Draft::from(&slipped.report)));
//!         prop_assert!(!adds_up(&slipped.draft), "{:?} in {:?}", slipped.slip, slipped.cells);
//!     }
//! }
//! # the_store_brings_back_every_report();
//! # the_screen_takes_what_is_published();
//! # the_check_finds_every_slip();
//! ```
//!
//! The values are those of one release: what a seed gives may be something else in the next.

mod arbitrary;
mod cell;
mod draft;
mod hostile;
mod occasions;
mod published;
mod quantity;
mod report;
mod size;
mod slip;
mod sparse;

#[cfg(test)]
mod tests;

pub use cell::{amount_cell, cell, count_cell, source};
pub use draft::{altered, draft, draft_of, notice, run};
pub use hostile::{any_draft, hostile, hostile_text};
pub use published::{filled_in_partly, published};
pub use quantity::{amount, change, count, money, number, number_of_money, unit};
pub use report::{challenges, edition, header, narrative, proactive, report, report_of, requests, size};
pub use size::Size;
pub use slip::{SLIPS, Slipped, slip, slipped, slipped_by};
