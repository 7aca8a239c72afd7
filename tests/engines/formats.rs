//! The types of the crate in serde's formats: those for people (JSON, YAML, TOML, RON), those that describe themselves and are
//! not for people (CBOR, MessagePack), and those that do not (postcard, bincode).

mod findings;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use disclosure_report::draft::{DraftHeader, Source};
use disclosure_report::form::{Column, RowId, Table};
use disclosure_report::quantity::SignedCount;
use disclosure_report::report::{
    ByRequester, ByResult, Challenges, CreditCode, DisclosedDocuments, DivisionCode, Documents, FeeItems, Items,
    Proactive, Proactive2019, Proactive2021, Procurement, ReportYear, Requests, Scope, Value,
};
use disclosure_report::strategies::{
    Size, any_draft, challenges, edition, header, narrative, proactive, report, report_of, requests, size,
};
use disclosure_report::{
    CellId, Count, Decimal, Draft, Edition, Findings, Header, Language, Money, MoneyUnit, Narrative, Number, Outcome,
    Period, Report, Requester, Rule, Severity, Verdict,
};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::ser::{Serialize, SerializeTuple as _, Serializer};
use serde_json::json;

use crate::strategies::{cases, sample};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Json,
    Yaml,
    Toml,
    Ron,
    Cbor,
    MessagePack,
    NamedMessagePack,
    Postcard,
    Bincode,
}

use Format::{Bincode, Cbor, Json, MessagePack, NamedMessagePack, Postcard, Ron, Toml, Yaml};

const FOR_PEOPLE: [Format; 4] = [Json, Yaml, Toml, Ron];
const FOR_PROGRAMS: [Format; 5] = [Cbor, MessagePack, NamedMessagePack, Postcard, Bincode];
const ALL: [Format; 9] = [Json, Yaml, Toml, Ron, Cbor, MessagePack, NamedMessagePack, Postcard, Bincode];

impl Format {
    fn write<T: Serialize>(self, value: &T) -> Result<Vec<u8>, String> {
        match self {
            Json => serde_json::to_vec(value).map_err(|e| e.to_string()),
            Yaml => serde_norway::to_string(value).map(String::into_bytes).map_err(|e| e.to_string()),
            Toml => toml::to_string(value).map(String::into_bytes).map_err(|e| e.to_string()),
            Ron => ron::to_string(value).map(String::into_bytes).map_err(|e| e.to_string()),
            Cbor => {
                let mut bytes = Vec::new();
                ciborium::into_writer(value, &mut bytes).map_err(|e| e.to_string())?;
                Ok(bytes)
            }
            MessagePack => rmp_serde::to_vec(value).map_err(|e| e.to_string()),
            NamedMessagePack => rmp_serde::to_vec_named(value).map_err(|e| e.to_string()),
            Postcard => postcard::to_stdvec(value).map_err(|e| e.to_string()),
            Bincode => bincode::serialize(value).map_err(|e| e.to_string()),
        }
    }

    fn read<T: DeserializeOwned>(self, bytes: &[u8]) -> Result<T, String> {
        let text = || std::str::from_utf8(bytes).unwrap();
        match self {
            Json => serde_json::from_slice(bytes).map_err(|e| e.to_string()),
            Yaml => serde_norway::from_slice(bytes).map_err(|e| e.to_string()),
            Toml => toml::from_str(text()).map_err(|e| e.to_string()),
            Ron => ron::from_str(text()).map_err(|e| e.to_string()),
            Cbor => ciborium::from_reader(bytes).map_err(|e| e.to_string()),
            MessagePack | NamedMessagePack => rmp_serde::from_slice(bytes).map_err(|e| e.to_string()),
            Postcard => postcard::from_bytes(bytes).map_err(|e| e.to_string()),
            Bincode => bincode::deserialize(bytes).map_err(|e| e.to_string()),
        }
    }

    /// What is read of what is written.
    fn there_and_back<T: Serialize, U: DeserializeOwned>(self, value: &T) -> Result<U, String> {
        self.read(&self.write(value)?)
    }
}

/// A value that is not at the top of a document: TOML's are tables.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct In<T> {
    it: T,
}

#[track_caller]
fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug + Clone>(value: &T) {
    for format in ALL {
        let wrapped = In { it: value.clone() };
        let read = format.there_and_back::<_, In<T>>(&wrapped);
        assert_eq!(read, Ok(wrapped), "{format:?}");
    }
}

#[test]
fn ids_codes_and_counts_come_back_and_are_keys_of_maps() {
    fn code<T: Serialize + DeserializeOwned + PartialEq + Debug + Clone + std::hash::Hash + Eq>(
        values: impl IntoIterator<Item = T>,
    ) {
        for (i, value) in values.into_iter().enumerate() {
            comes_back(&value);
            comes_back(&HashMap::from([(value, u64::try_from(i).unwrap())]));
        }
    }
    code(CellId::all().step_by(9));
    code(RowId::all());
    code(Column::ALL.iter().copied());
    code(Table::ALL.iter().copied());
    code(Edition::ALL.iter().copied());
    code(Requester::ALL.iter().copied());
    code(Outcome::all(Edition::Revised2021));
    code(Rule::ALL.iter().copied());
    code(Severity::ALL.iter().copied());
    code(Verdict::ALL.iter().copied());
    code(Scope::ALL.iter().copied());
    code(MoneyUnit::ALL.iter().copied());
    code(Language::ALL.iter().copied());
    code(["91350100M000100Y43".parse::<CreditCode>().unwrap()]);
    code(["320800".parse::<DivisionCode>().unwrap(), "320800001002".parse().unwrap()]);
    code([ReportYear::new(2008).unwrap(), ReportYear::new(9999).unwrap()]);
    code([Count::ZERO, Count::MAX]);
    for format in ALL {
        for (of, read) in [
            ("CellId", format.there_and_back::<_, In<CellId>>(&In { it: "review.nothing" }).map(drop)),
            ("RowId", format.there_and_back::<_, In<RowId>>(&In { it: "reviews" }).map(drop)),
            ("Language", format.there_and_back::<_, In<Language>>(&In { it: "Chinese" }).map(drop)),
            ("CreditCode", format.there_and_back::<_, In<CreditCode>>(&In { it: "91350100M000100Y44" }).map(drop)),
            ("DivisionCode", format.there_and_back::<_, In<DivisionCode>>(&In { it: "3208" }).map(drop)),
            ("ReportYear", format.there_and_back::<_, In<ReportYear>>(&In { it: 2007_u16 }).map(drop)),
            ("Count", format.there_and_back::<_, In<Count>>(&In { it: 1_u64 << 53 }).map(drop)),
        ] {
            assert!(read.is_err(), "{format:?}: {of}");
        }
    }
}

fn numbers() -> Vec<Number> {
    let texts = ["0", "7", "-7", "9007199254740991", "9007199254740992", "-0.50", "5949.088667", "7.0"];
    let mut numbers: Vec<Number> = texts.iter().map(|text| text.parse().unwrap()).collect();
    numbers.extend([Decimal::MAX, Decimal::MIN].map(Number::from));
    numbers
}

#[test]
fn numbers_and_money_come_back() {
    for number in numbers() {
        comes_back(&number);
        for unit in [Some(MoneyUnit::Yuan), Some(MoneyUnit::WanYuan)] {
            comes_back(&Money::new(number, unit));
            comes_back(&Value::from(Money::new(number, unit)));
        }
    }
    assert_eq!(json!(Number::from(7)), json!(7));
    assert_eq!(json!(numbers()[4]), json!("9007199254740992"));
    assert_eq!(json!(numbers()[7]), json!("7.0"));
    assert_eq!(json!(Money::new(7.into(), None)), json!({"amount": "7", "unit": null}));
    assert_eq!(json!(Value::from(Count::constant(7))), json!({"kind": "count", "number": 7, "unit": null}));
    for format in ALL.into_iter().filter(|format| *format != Toml) {
        for value in
            [Count::constant(7).into(), SignedCount::new(-7).unwrap().into(), Money::new(7.into(), None).into()]
        {
            assert_eq!(format.there_and_back::<Value, Value>(&value), Ok(value), "{format:?}");
        }
    }
    // TOML has no null: a key that is lacking is told.
    let error = Toml.there_and_back::<_, Money>(&Money::new(7.into(), None)).unwrap_err();
    assert!(error.contains("missing key at /unit"), "{error}");
    for wrong in [json!("7"), json!(1.5), json!("1e3"), json!(null), json!(true), json!([])] {
        assert!(serde_json::from_value::<Number>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn the_parts_have_the_keys_of_the_form() {
    let received = ByRequester::constant([3001, 53, 0, 0, 61, 4]);
    let text = r#"{"natural_person":3001,"commercial_enterprise":53,"research_institution":0,"public_welfare_organization":0,"legal_service_institution":61,"other_organization":4,"total":3119}"#;
    assert_eq!(serde_json::to_string(&received).unwrap(), text);
    let text = r#"{"upheld":10,"corrected":1,"other":0,"pending":0,"total":11}"#;
    assert_eq!(serde_json::to_string(&ByResult::constant([10, 1, 0, 0])).unwrap(), text);
    let error = serde_json::from_str::<ByResult>(&text.replace(":11", ":0")).unwrap_err().to_string();
    assert_eq!(error, "wrong total at /total: 10 + 1 + 0 + 0 = 11, but the stated total is 0");
    let table = serde_json::to_string(&Requests::zero(Edition::Revised2021)).unwrap();
    assert!(table.starts_with(r#"{"edition":"2021","received":{"natural_person":0,"#), "{table}");
    let at = [
        "received",
        "carried_in",
        "granted",
        "partly_granted",
        "refused.state_secret",
        "other_handling.other",
        "total",
        "carried_out",
    ];
    let at: Vec<_> = at.iter().map(|key| table.find(&format!("\"{key}\":{{")).unwrap()).collect();
    assert!(at.is_sorted(), "{at:?}");
    assert_eq!(
        serde_json::to_string(&Challenges::default())
            .unwrap()
            .matches(r#"{"upheld":0,"corrected":0,"other":0,"pending":0,"total":0}"#)
            .count(),
        3
    );
    assert_eq!(
        serde_json::to_string(&Proactive::from(Proactive2021::default())).unwrap(),
        r#"{"edition":"2021","regulations":{"issued":0,"repealed":0,"in_force":0},"normative_documents":{"issued":0,"repealed":0,"in_force":0},"licensing":{"decisions":0},"penalties":{"decisions":0},"compulsion":{"decisions":0},"fees":{"amount":{"amount":"0","unit":"wan_yuan"}}}"#
    );
    let year = ReportYear::new(2024).unwrap();
    assert_eq!(serde_json::to_string(&Period::of_year(year)).unwrap(), r#"{"from":"2024-01-01","to":"2024-12-31"}"#);
    let header = Header::new("某局", year).unwrap().with_scope(Scope::Region).with_period(Period::of_year(year));
    assert_eq!(
        serde_json::to_string(&header).unwrap(),
        r#"{"organ":"某局","scope":"region","year":2024,"period":{"from":"2024-01-01","to":"2024-12-31"}}"#
    );
    assert_eq!(serde_json::to_string(&Narrative::default()).unwrap(), r#"{"overview":"","problems":"","other":""}"#);
}

/// What is wrong with a JSON value as a part.
fn wrong<T: DeserializeOwned + Debug>(value: &serde_json::Value) -> String {
    serde_json::from_value::<T>(value.clone()).unwrap_err().to_string()
}

/// That an object and the objects in it have all of their keys, but optional ones, and no others.
fn check<T: Serialize + DeserializeOwned + Debug>(value: &T, optional: &[&str]) {
    fn each(value: &serde_json::Value, at: &str, is_wrong: &dyn Fn(&str, &serde_json::Value, String)) {
        let serde_json::Value::Object(map) = value else { return };
        let mut more = map.clone();
        more.insert("more".to_owned(), json!(0));
        is_wrong("", &more.into(), format!("unknown key at {at}/more"));
        for (key, inner) in map {
            let mut less = map.clone();
            less.remove(key);
            is_wrong(key, &less.into(), format!("missing key at {at}/{key}"));
            let mut other = map.clone();
            other.insert(key.clone(), json!([[]]));
            is_wrong("", &other.into(), format!("wrong type at {at}/{key}"));
            each(inner, &format!("{at}/{key}"), &|left_out, inner, said| {
                let mut map = map.clone();
                map.insert(key.clone(), inner.clone());
                is_wrong(left_out, &map.into(), said);
            });
        }
    }
    let json = serde_json::to_value(value).unwrap();
    each(&json, "", &|left_out, value, said| {
        if optional.contains(&left_out) {
            return;
        }
        let error = wrong::<T>(value);
        assert!(error.lines().any(|line| line.starts_with(&said)), "{said}: {error}");
    });
    // A key twice, which no map of JSON's can have.
    let text = json.to_string();
    let (first, rest) = text[1..].split_once(':').unwrap();
    let twice = format!("{{{first}:{rest}").replacen('{', &format!("{{{first}:0,"), 1);
    let error = serde_json::from_str::<T>(&twice).unwrap_err().to_string();
    assert!(error.contains("duplicate key at /") || error.contains("wrong type"), "{error}");
}

#[test]
fn every_key_is_needed_once_and_no_other_is_taken() {
    for edition in Edition::ALL.iter().copied() {
        check(&sample(&requests(edition, Size::County), 1)[0], &[]);
        check(&sample(&proactive(edition), 1)[0], &[]);
        let year = ReportYear::new(2024).unwrap();
        let header = Header::new("某局", year).unwrap().with_scope(Scope::Region).with_period(Period::of_year(year));
        check(&header, &["scope", "period"]);
        check(&DraftHeader::from(&header), &["scope", "period", "organ", "year"]);
    }
    check(&sample(&challenges(Size::City), 1)[0], &[]);
    check(&Proactive2019::default(), &[]);
    check(&Proactive2021::default(), &[]);
    check(&ByRequester::ZERO, &[]);
    check(&Narrative::default(), &[]);
    check(&Money::new(1.into(), Some(MoneyUnit::Yuan)), &[]);
    check(&Source::default(), &[]);
    check(&Period::of_year(ReportYear::new(2024).unwrap()), &[]);
    check(&Documents::default(), &[]);
    check(&DisclosedDocuments::default(), &[]);
    check(&Items::default(), &[]);
    check(&FeeItems::default(), &[]);
    check(&Procurement::default(), &[]);
}

/// Whether a value has a null in TOML, which has none.
fn has_null(value: &impl Serialize) -> bool {
    serde_json::to_string(value).unwrap().contains("null")
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn parts_come_back(
        (edition, requests, proactive, header) in (edition(), size()).prop_flat_map(|(edition, size)| {
            (Just(edition), requests(edition, size), proactive(edition), header(edition))
        }),
        challenges in size().prop_flat_map(challenges),
        narrative in narrative(),
    ) {
        comes_back(&requests);
        comes_back(&challenges);
        comes_back(requests.received());
        comes_back(challenges.get(disclosure_report::Channel::Review));
        comes_back(&header);
        comes_back(&DraftHeader::from(&header));
        comes_back(&narrative);
        comes_back(&edition);
        for format in ALL.into_iter().filter(|format| *format != Toml || !has_null(&proactive)) {
            prop_assert_eq!(format.there_and_back::<_, Proactive>(&proactive), Ok(proactive.clone()));
            match &proactive {
                Proactive::Trial2019(table) => prop_assert_eq!(format.there_and_back(table), Ok(*table)),
                Proactive::Revised2021(table) => prop_assert_eq!(format.there_and_back(table), Ok(*table)),
            }
        }
    }

    #[test]
    fn reports_and_drafts_come_back(report in report(), draft in any_draft()) {
        for format in ALL {
            prop_assert_eq!(format.there_and_back::<_, Report>(&report), Ok(report.clone()), "{:?}", format);
            prop_assert_eq!(format.there_and_back::<_, Draft>(&draft), Ok(draft.clone()), "{:?}", format);
        }
    }
}

/// Items as a tuple, whatever they are.
struct Tuple<T>(Vec<T>);

impl<T: Serialize> Serialize for Tuple<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tuple = serializer.serialize_tuple(self.0.len())?;
        self.0.iter().try_for_each(|item| tuple.serialize_element(item))?;
        tuple.end()
    }
}

#[test]
fn a_wrong_total_is_refused_in_every_format_that_has_totals() {
    let report = &sample(&report_of(Edition::Revised2021, Size::County), 1)[0];
    let (whole, table_3, table_4) = [
        serde_json::to_value(report),
        serde_json::to_value(report.requests()),
        serde_json::to_value(report.challenges()),
    ]
    .map(Result::unwrap)
    .into();
    for cell in report.edition().cells().iter().copied().filter(|cell| cell.is_total()) {
        let more = |value: &mut serde_json::Value| *value = json!(value.as_u64().unwrap() + 1);
        let mut changed = whole.clone();
        more(&mut changed["cells"][cell.as_str()]);
        let (row, column) = (cell.row().as_str().trim_start_matches("requests."), cell.column().code());
        let (table, is_requests) = if cell.table() == Table::Requests { (&table_3, true) } else { (&table_4, false) };
        let mut part = table.clone();
        more(&mut part[row][column]);
        for format in FOR_PEOPLE {
            let error = format.there_and_back::<_, Report>(&changed).unwrap_err();
            assert!(error.contains("wrong total at /cells/"), "{format:?} {cell}: {error}");
            let error = if is_requests {
                format.there_and_back::<_, Requests>(&part).map(drop)
            } else {
                format.there_and_back::<_, Challenges>(&part).map(drop)
            };
            let error = error.unwrap_err();
            assert!(error.contains("wrong total at /"), "{format:?} {cell}: {error}");
            if cell.column() == Column::Total {
                let row = &part[row];
                let refused = if is_requests {
                    format.there_and_back::<_, ByRequester>(row).map(drop)
                } else {
                    format.there_and_back::<_, ByResult>(row).map(drop)
                };
                assert!(refused.unwrap_err().contains("but the stated total is"), "{format:?} {cell}");
            }
        }
    }
}

#[test]
fn a_balance_that_does_not_hold_is_refused_in_every_format() {
    let edition = Edition::Revised2021;
    let leaves: Vec<CellId> =
        edition.cells().iter().copied().filter(|cell| cell.table() == Table::Requests && !cell.is_total()).collect();
    let report = &sample(&report_of(edition, Size::County), 1)[0];
    let figures: Vec<u64> = leaves.iter().map(|cell| report.requests().cell(*cell).unwrap().get()).collect();
    for format in FOR_PROGRAMS {
        let read = |figures: &[u64]| format.there_and_back::<_, Requests>(&("2021", Tuple(figures.to_vec())));
        assert_eq!(read(&figures), Ok(report.requests().clone()));
        for (i, cell) in leaves.iter().enumerate() {
            let mut figures = figures.clone();
            figures[i] += 1;
            let error = read(&figures).unwrap_err();
            // postcard drops what an error says.
            let said = error.matches(", but ").count();
            assert!(said == 2 || matches!(format, Postcard), "{format:?} {cell}: {error}");
            figures[i] = Count::MAX.get();
            assert!(read(&figures).is_err(), "{format:?} {cell}");
            figures[i] = u64::MAX;
            assert!(read(&figures).is_err(), "{format:?} {cell}");
        }
        let mut short = figures.clone();
        short.pop();
        assert!(read(&short).is_err(), "{format:?}");
        assert!(format.there_and_back::<_, Requests>(&("2019", Tuple(figures.clone()))).is_err(), "{format:?}");
        assert!(format.there_and_back::<_, Requests>(&("2020", Tuple(figures.clone()))).is_err(), "{format:?}");
    }
    // In formats that describe themselves, what is over is told.
    for format in [Cbor, MessagePack, NamedMessagePack] {
        let mut long = figures.clone();
        long.push(0);
        assert!(format.there_and_back::<_, Requests>(&("2021", Tuple(long))).is_err(), "{format:?}");
    }
}

#[test]
fn rows_too_large_are_refused_in_every_format() {
    for format in FOR_PROGRAMS {
        let row = Tuple(vec![Count::MAX, Count::MAX, Count::ZERO, Count::ZERO]);
        assert!(format.there_and_back::<_, ByResult>(&row).is_err(), "{format:?}");
    }
}

/// What a program of somebody's own keeps.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Mine {
    name: String,
    report: Report,
    requests: Requests,
    draft: Draft,
    findings: Findings,
    published: BTreeMap<CellId, u64>,
    asked: HashMap<Requester, Count>,
    language: Language,
}

#[test]
fn a_struct_of_a_users_own_comes_back() {
    for (report, draft) in sample(&report(), 6).into_iter().zip(sample(&any_draft(), 6)) {
        let cells = report.edition().cells().iter().copied();
        let mine = Mine {
            name: "x".to_owned(),
            requests: report.requests().clone(),
            published: cells.filter_map(|cell| Some((cell, report.requests().cell(cell)?.get()))).collect(),
            asked: report.requests().received().iter().collect(),
            report,
            findings: draft.check(),
            draft,
            language: Language::Chinese,
        };
        for format in ALL {
            if format == Toml && has_null(&mine) {
                let error = format.there_and_back::<_, Mine>(&mine).unwrap_err();
                assert!(error.contains("missing key at /findings/"), "{error}");
                continue;
            }
            assert_eq!(format.there_and_back::<_, Mine>(&mine), Ok(mine.clone()), "{format:?}");
        }
    }
}

#[test]
fn bytes_cut_or_changed_are_refused_or_are_another_value() {
    let report = &sample(&report(), 1)[0];
    let draft = &sample(&any_draft(), 1)[0];
    for format in FOR_PROGRAMS {
        let (whole, filled) = (format.write(report).unwrap(), format.write(draft).unwrap());
        for end in 0..whole.len() {
            assert!(format.read::<Report>(&whole[..end]).is_err(), "{format:?} {end}");
        }
        for end in (0..filled.len()).step_by(7) {
            assert!(format.read::<Draft>(&filled[..end]).is_err(), "{format:?} {end}");
        }
        // Lengths that promise more than there is allocate nothing of it.
        for at in 0..whole.len().min(600) {
            for byte in [0x00, 0x7f, 0xbb, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] = byte;
                if let Ok(read) = format.read::<Report>(&bytes) {
                    assert!(Report::try_from(Draft::from(&read)).is_ok());
                }
                let mut bytes = filled.clone();
                bytes[at] = byte;
                _ = format.read::<Draft>(&bytes);
            }
        }
    }
}

#[test]
fn a_draft_and_a_report_are_not_the_same_for_programs() {
    let report = &sample(&report(), 1)[0];
    for format in FOR_PROGRAMS {
        assert!(format.there_and_back::<_, Draft>(report).is_err(), "{format:?}");
        assert!(format.there_and_back::<_, Report>(&Draft::from(report)).is_err(), "{format:?}");
    }
    let size = |format: Format| format.write(report).unwrap().len();
    assert!(size(Postcard) * 4 < size(Json), "{} {}", size(Postcard), size(Json));
}
