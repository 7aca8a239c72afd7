//! The statutory annual report on government information disclosure in China, 政府信息公开工作年度报告: six sections, three
//! tables, about two hundred figures tied together by sums (勾稽关系), published each January by every administrative organ.
//!
//! The crate models the report so that a value of type [`Report`] is consistent, always; reads reports as they are really
//! published without losing or inventing a figure; and names, places and explains every disagreement.
//!
//! ```
//! use disclosure_report::{Report, Verdict, read};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let bytes = include_bytes!("../tests/fixtures/huaian-2024.html");
//! let reading = read::any(bytes, &read::ReadOptions::default())?; // a page, as published
//! let findings = reading.draft.check();
//! for finding in &findings {
//!     println!("{} {}", finding.rule, finding.message(disclosure_report::Language::English));
//! }
//! assert_eq!(findings.verdict(), Verdict::Consistent);
//! let report = Report::try_from(reading.draft)?; // proven
//! assert_eq!(report.requests().received().total().get(), 3119);
//! # Ok(())
//! # }
//! ```
//!
//! # Scope
//!
//! The two editions of the official form: the trial edition of 2019 and the revised one of 2021 ([`Edition`]). The older
//! statistics of 2014 to 2018, local additions to the form, and the quality of the text are out of scope. A report is data
//! about an organ: the crate does no network access, keeps no database, and leaves all I/O to its caller.
//!
//! What is known of the form and the law is graded: which article of the Regulation (条例) a row rests on is printed by no
//! source, so [`form::Basis`] says that it is derived.
//!
//! # Architecture
//!
//! **One idea: the form is data.** Everything that knows the form knows it from one place, the descriptors in [`form`]: for
//! each edition its rows with labels and spellings, its cells, and the relations between them. The typed model indexes it;
//! checks and readers are derived from it, so they cannot disagree.
//!
//! **Three states of a report, three types.**
//!
//! | type | what it is | how one gets it |
//! |---|---|---|
//! | [`Draft`] | the form as filled in or as published, nothing corrected, nothing dropped | a reader, serde, or cell by cell |
//! | [`Findings`] | what the rules say of a draft, as data | [`Draft::check`] |
//! | [`Report`] | the proven report; totals are computed, never stored | its constructors, [`Report::builder`], serde, or `Report::try_from(draft)` |
//!
//! Every road into [`Report`] passes the same relations. Blanks and dashes become numbers only by a named step that says
//! what it changed: [`Draft::blanks_as_zero`], [`Draft::apply`].
//!
//! Where sums fail, [`repair::suggest`] says which cells are most likely wrong and what they should be; [`Waivers`] keep what
//! was looked into and accepted.
//!
//! **Imports point one way:** `chars` ← `coded` ← [`quantity`] ← [`form`] ← [`report`] ← [`draft`] ← `wording` ← [`check`] ←
//! [`repair`] ← [`strategies`] ← [`record`] ← `format` ← `source` ← [`read`] ← `print`. The order is held by a check of the
//! project's own.
//!
//! - `wording` is how people write the form: figures, labels, titles, dates.
//! - [`record`] is a draft as plain records, of which `format` ([`json`], [`mod@csv`], [`mod@arrow`], [`sql`], [`sarif`]) is
//!   made: formats for programs.
//! - `source` makes blocks of bytes and knows nothing of the form; [`read`] makes drafts of them.
//! - `print` is the form on paper: [`html`], [`markdown`], [`docx`], [`xlsx`].
//!
//! | to add | go to |
//! |---|---|
//! | a rule | a line in the catalogue of `check/rule.rs`, its code in `check/apply.rs`, its words in `check/message.rs` |
//! | a relation | `form/relation.rs`; the checks, imputations and readers follow |
//! | a spelling or misprint of a label | its row or column in `form/` |
//! | another way to write a figure, a title, a day, a heading | `wording/`: readers and writers follow |
//! | an edition | a file next to `form/edition_2021.rs`, a variant of [`Edition`], and the struct of its table 2; the compiler lists the rest |
//! | a kind of source | a file in `source/` that makes blocks, a kind in `source/kind.rs` and `source/sniff.rs`, an arm in [`read::all`] |
//! | a form for print | a file in `print/`: the tables come from its `grid.rs`, texts and losses from its `content.rs` |
//! | a format for programs | a folder in `format/` |
//!
//! # Serde
//!
//! Every type of a report, a draft and a check is written by serde and read back equal, in two forms.
//!
//! **Formats for people** (JSON, YAML, TOML, RON: those that are `is_human_readable`) have named keys, all of which are
//! needed, each once, and no other is taken. What is wrong is told with its path, all of it at once:
//! `wrong total at /granted/total: 10 + 1 = 11, but the stated total is 0`.
//!
//! | type | form |
//! |---|---|
//! | [`Report`], [`Draft`] | the envelope: see [`json`] |
//! | [`report::ByRequester`], [`report::ByResult`] | `{"natural_person":3001,…,"total":3119}`: the codes of the columns, and the total |
//! | [`report::Requests`] | `{"edition":"2021","received":{…},…,"refused.state_secret":{…},…,"total":{…},"carried_out":{…}}`: the rows, each as `ByRequester` |
//! | [`report::Challenges`] | `{"review":{…},"litigation.direct":{…},"litigation.after_review":{…}}`, each as `ByResult` |
//! | [`report::Proactive`] | `{"edition":"2021","regulations":{"issued":1,…},…}`: the rows and their columns; `Proactive2019` and `Proactive2021` are the same without the edition |
//! | [`report::Documents`], [`report::Items`], … | `{"issued":1,"repealed":0,"in_force":11}`: the columns |
//! | [`Header`], [`draft::DraftHeader`], [`Narrative`] | the envelope's `header` and `narrative` |
//! | [`Period`] | `{"from":"2024-01-01","to":"2024-12-31"}` |
//! | [`Count`], [`quantity::SignedCount`], [`report::ReportYear`] | an integer |
//! | [`Number`] | an integer; text if it has decimals, or more than 2⁵³ − 1 in either direction |
//! | [`Money`] | `{"amount":"96171.6","unit":"wan_yuan"}`: the amount is text always, a unit that is not stated is null |
//! | [`report::Value`] | `{"kind":"count","number":7,"unit":null}` |
//! | ids, codes and enums with codes, [`check::Place`] | text, so that they are keys of maps too |
//! | [`Findings`] | `{"verdict","findings","imputations","bounds","possible_readings"}` |
//! | [`Finding`] | `{"rule","severity","status","place","source","cells","left","right","delta","message","edition","detail","waiver","bounds"}` |
//! | [`repair::Repair`] | `{"changes","reason","likelihood","slips"}` |
//! | [`Rules`], [`Waivers`] | `{"rules":{id: severity},"waivers":[…]}`, `[{"rule","place","values":{cell: number},"explanation"}]` |
//! | [`draft::Losses`] | `[{"kind","cells"}]` |
//!
//! Whatever contradicts itself is refused: totals that are not the sums, a balance that does not hold (with every
//! violation), a verdict that the findings do not bear out. `message` and `reason` follow from other keys: they have to be
//! there, and what they say is not looked at. TOML has no null, so that what
//! has one does not come back in it; and it sorts the keys of waivers, unless its feature `preserve_order` is on. A parser that
//! rounds what it reads, such as `serde_json` without its feature `float_roundtrip`, may change a likelihood's last digit.
//!
//! **Formats for programs** (postcard, bincode, CBOR, MessagePack) have the compact form: tuples and lists of a known shape
//! without names, read by typed calls, since such a format may say nothing of itself. Ids and codes are text there too, and so
//! is a [`Number`]. There are no totals that could be wrong: they are computed, and the balance is proven. A report is its
//! edition, header, sections of text, and the figures that are no totals, in the order of the form; a draft has every cell.
//!
//! ```
//! use disclosure_report::report::ByResult;
//!
//! # #[cfg(feature = "json")] {
//! let text = r#"{"upheld":10,"corrected":1,"other":0,"pending":0,"total":0}"#;
//! let error = serde_json::from_str::<ByResult>(text).unwrap_err();
//! assert_eq!(error.to_string(), "wrong total at /total: 10 + 1 + 0 + 0 = 11, but the stated total is 0");
//! # }
//! ```
//!
//! # Features
//!
//! - `text` (default): reads plain text and Markdown.
//! - `html` (default): reads and writes pages, and writes audit sheets.
//! - `markdown`: writes Markdown. It needs no other crate, and the other formats for print (`html`, `xlsx`, `docx`) enable it.
//! - `json` (default): the JSON envelope from and to text, JSON Lines, and the JSON Schema. The serde impls are always there.
//! - `encodings`: reads GB18030, GBK, Big5 and other encodings; UTF-8 and UTF-16 are always read.
//! - `xlsx`, `docx`: read and write workbooks and Word documents.
//! - `pdf`: reads PDF documents that have a text layer. The panics of the engines for PDF, workbooks and Parquet,
//!   should there be any, become errors where the program unwinds (`panic = "unwind"`, the default).
//! - `csv`: tables of comma-separated values, a cell a line or a report a line, both ways. It enables `text`.
//! - `arrow-59`: record batches of Arrow 59 and Parquet files, both ways.
//! - `sql`: tables, rows (which are read too), and the query of violations.
//! - `sarif`: findings as SARIF 2.1.0.
//! - `proptest`: [`strategies`] for whoever tests with proptest: reports, drafts with all that they can hold, and slips.
//!
//! A feature only adds: none changes what the JSON looks like, a default, or a rule. Without default features the crate has
//! the types, the rules and checks, and serde impls.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod chars;
pub mod check;
mod coded;
pub mod draft;
pub mod form;
mod format;
#[cfg(feature = "markdown")]
mod print;
pub mod quantity;
#[cfg(feature = "text")]
pub mod read;
pub mod record;
pub mod repair;
pub mod report;
#[cfg(feature = "text")]
mod source;
#[cfg(any(test, feature = "proptest"))]
pub mod strategies;
mod wording;

#[cfg(feature = "arrow-59")]
pub use format::arrow;
#[cfg(feature = "csv")]
pub use format::csv;
#[cfg(feature = "json")]
pub use format::json;
#[cfg(feature = "sarif")]
pub use format::sarif;
#[cfg(feature = "sql")]
pub use format::sql;
#[cfg(feature = "docx")]
pub use print::docx;
#[cfg(feature = "html")]
pub use print::html;
#[cfg(feature = "markdown")]
pub use print::markdown;
#[cfg(feature = "xlsx")]
pub use print::xlsx;

pub use check::{CheckedDraft, Finding, Findings, Rule, Rules, Severity, Verdict, Waivers};
pub use draft::{Cell, Draft, State};
pub use form::{CellId, Column, Edition, Language, RowId};
pub use jiff::civil::Date;
pub use quantity::{Count, Money, MoneyUnit, Number};
pub use report::{
    ChallengeResult, Channel, Header, Narrative, NotProcessedReason, OtherHandling, Outcome, Period, RefusalGround,
    Report, Requester, UnavailableReason,
};
pub use rust_decimal::Decimal;

/// A guide to every format: one report in each of them.
#[cfg(all(
    doc,
    feature = "arrow-59",
    feature = "csv",
    feature = "docx",
    feature = "html",
    feature = "json",
    feature = "markdown",
    feature = "sarif",
    feature = "sql",
    feature = "xlsx"
))]
#[doc = include_str!("guide.md")]
pub mod guide {}

/// The design of the crate: its one idea, its contracts, its layers.
#[cfg(doc)]
#[doc = include_str!("../DESIGN.md")]
pub mod design {}

/// The README's code, which is to compile and hold.
#[cfg(all(doctest, feature = "html", feature = "json"))]
#[doc = include_str!("../README.md")]
struct Readme;
