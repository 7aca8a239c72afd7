//! Drafts and reports as record batches of Arrow 59, and as Parquet files: a row each report, a column each cell.
//!
//! | columns | type | what they hold |
//! |---|---|---|
//! | `edition` | text | the edition's code |
//! | `header.organ`, `header.credit_code`, `header.division_code`, `header.scope` | text | as far as known, else null |
//! | `header.year` | 32-bit integer | the same |
//! | `header.period.from`, `header.period.to`, `header.published` | day | the same |
//! | `narrative.overview`, `narrative.problems`, `narrative.other` | text | the sections of text; the empty text if there is none |
//! | each cell by its id, for counts: `requests.received.total` | 64-bit integer | the number; null where the cell holds no whole number |
//! | each cell by its id, for amounts: `proactive.fees.amount` | decimal(38, 9) | the number as written, in whatever unit; null where the cell holds none, or one of more than nine decimals |
//! | the same with `.unit` | text | the unit written with the amount: `yuan`, `wan_yuan`, `yi_yuan`; null where none is, which means the heading's |
//! | `origin` | text | where the row's cells come from, unless `details` says otherwise |
//! | `details` | list of structs | every cell that is no plain number: see below |
//! | `runs` | list of structs | digits that run together over several cells: `cells`, `readings` (texts, one a cell), `text` |
//! | `notices` | list of structs | what a reader noticed: `kind`, `row`, `official`, `number`, `absent`, `text`, as in the JSON envelope |
//!
//! Sums are simply sums, over the numbers that were stated: `select sum("requests.received.total") from 'reports.parquet'`.
//!
//! # Details
//!
//! Nothing is lost: a cell has an element in `details` if its column alone does not say all of it. Of its fields only
//! `cell` and `state` (a [`State::code`](crate::State::code)) are always there:
//!
//! | field | there if |
//! |---|---|
//! | `value` | its column can't hold the number (`2.5` in a cell for counts) and is null, or does not show it as written (`5949.10`) |
//! | `unit` | a unit of money is written in a cell for counts |
//! | `note` | a note is written with the number |
//! | `text` | the cell is a dash or unreadable: what is written there |
//! | `origin` | it is not the row's |
//!
//! A cell without a number and without an element is read as blank; a writer always gives it one. Which cells are blank,
//! and how 收费金额 adds up in 元 (in DuckDB, where a list begins with 1):
//!
//! ```sql
//! select "header.organ", d.cell
//! from (select "header.organ", unnest(details) as d from 'reports.parquet') where d.state = 'blank';
//!
//! select sum("proactive.fees.amount" * case "proactive.fees.amount.unit"
//!     when 'yuan' then 1 when 'yi_yuan' then 100000000 else 10000 end) from 'reports.parquet';
//!
//! select "header.organ", list_filter(details, lambda d: d.cell = 'requests.received.total')[1].note
//! from 'reports.parquet';
//! ```
//!
//! # What is said of the columns
//!
//! The schema's metadata has `format`, `version` and `edition`. Each field's has an English `gloss`; that of a cell also
//! the official words (`table`, `group`, `label` of the row, `column`), the `kind` of figure, the `unit` of its heading,
//! and the article that the row rests on: `basis`, `basis.zh` and `basis.evidence`, which is `derived` if no source
//! prints it.
//!
//! # What is read
//!
//! What was written reads back to an equal draft, places in the source aside. A report is written as the draft that it is,
//! and `Report::try_from` proves it again. Columns are found by name, in any order, and others are ignored, so that a
//! table that DuckDB or pandas has rewritten is read too: see [`drafts`]. One table may hold rows of both editions, as
//! `union_by_name` makes it: the column `edition` says which cells are meant.
//!
//! The types of `arrow-array` and `arrow-schema` 59 are part of this module's interface: hence the feature's name.

mod builder;
mod column;
mod decode;
mod encode;
mod error;
mod footer;
pub mod parquet;
mod row;
mod schema;

pub use decode::{Drafts, drafts};
#[cfg(feature = "text")]
pub(crate) use encode::text_bytes;
pub use encode::{Encoder, batch};
pub use error::{ArrowError, ArrowErrorKind};
pub use schema::schema;
