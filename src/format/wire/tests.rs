//! The parts in JSON, as anyone meets them who tests the crate alone: what all formats make of them is with the engines.

use crate::form::Edition;
use crate::quantity::Number;
use crate::report::{ByRequester, Challenges, Header, Proactive, Requests};
use crate::{Findings, Money};

/// What is wrong with a text as a part, a line each.
fn wrong<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> Vec<String> {
    let error = serde_json::from_str::<T>(text).err().map(|error| error.to_string()).unwrap_or_default();
    error.lines().map(str::to_owned).collect()
}

#[test]
fn every_violation_of_a_table_is_told_at_its_total() {
    let one = ByRequester::constant([1, 0, 0, 0, 0, 0]);
    let zero = ByRequester::ZERO;
    let outcomes = crate::Outcome::all(Edition::Revised2021);
    let outcomes = outcomes.map(|it| (it, if it == crate::Outcome::Granted { one } else { zero }));
    let text = serde_json::to_string(&Requests::new(Edition::Revised2021, one, zero, outcomes, zero).unwrap()).unwrap();
    assert_eq!(serde_json::from_str::<Requests>(&text).unwrap().total_handled(), one);
    let text = text.replace(r#""granted":{"natural_person":1"#, r#""granted":{"natural_person":2"#);
    assert_eq!(
        wrong::<Requests>(&text),
        [
            "wrong total at /granted/total: requests.granted: 2 + 0 + 0 + 0 + 0 + 0 = 2, but the stated total is 1",
            "wrong total at /total/natural_person: natural_person: 2 = 2, but the stated total is 1",
        ]
    );
    let text = text.replace(r#""edition":"2021","#, "").replace("}}", r#"},"more":1}"#);
    assert_eq!(wrong::<Requests>(&text), ["missing key at /edition"]);
    let text = serde_json::to_string(&Challenges::default()).unwrap();
    let text = text.replace(r#""total":0"#, r#""total":1"#).replacen(r#""other":0"#, r#""other":"0""#, 1);
    assert_eq!(wrong::<Challenges>(&text), [r#"wrong type at /review/other: expected an integer, found "0""#]);
    assert_eq!(wrong::<Challenges>(&text.replace(r#""0""#, "0")).len(), 3);
}

#[test]
fn parts_say_where_they_are_wrong() {
    assert_eq!(
        wrong::<Header>(r#"{"organ":" ","year":2024}"#),
        ["wrong value at /organ: expected an organ's name, found blank text"]
    );
    assert_eq!(wrong::<Header>("{}"), ["missing key at /organ", "missing key at /year"]);
    assert_eq!(wrong::<Header>(r#"{"organ":1}"#).len(), 2);
    assert_eq!(wrong::<Header>("[]"), ["wrong type at the top: expected an object, found a list"]);
    assert_eq!(wrong::<Money>(r#"{"amount":1,"unit":null}"#).len(), 1);
    assert_eq!(
        wrong::<Proactive>(r#"{"edition":"2020"}"#),
        [r#"wrong value at /edition: expected 2019 or 2021, found "2020""#]
    );
    assert_eq!(wrong::<Findings>(r#"{"verdict":"consistent"}"#).len(), 4);
}

#[test]
fn a_number_is_an_integer_where_it_can_be() {
    for (text, number) in [("7", "7"), (r#""7.0""#, "7"), (r#""9007199254740992""#, "9007199254740992"), ("-3", "-3")] {
        let read: Number = serde_json::from_str(text).unwrap();
        assert_eq!((read, serde_json::to_string(&read).unwrap().as_str()), (number.parse().unwrap(), text));
    }
    assert_eq!(wrong::<Number>("7.5"), ["wrong type at the top: expected an integer, found 7.5"]);
}
