//! Record batches and Parquet files.

use std::panic::catch_unwind;
use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, Float64Array, LargeStringArray, NullArray, RecordBatch, StringArray, StringViewArray,
};
use arrow_schema::{DataType, Field, Schema};
use disclosure_report::arrow::{self, ArrowError, parquet};
use disclosure_report::draft::Origin;
use disclosure_report::form::{Edition, Evidence};
use disclosure_report::record::Fault;
use disclosure_report::strategies::{any_draft, report};
use disclosure_report::{Cell, Draft, MoneyUnit, Number, Report, State, json, read};
use proptest::prelude::*;

use crate::strategies::{cases, sample};

fn written(edition: Edition, drafts: &[Draft]) -> Vec<u8> {
    let mut writer = parquet::Writer::new(Vec::new(), edition).unwrap();
    for draft in drafts {
        writer.write(draft).unwrap();
    }
    writer.finish().unwrap()
}

fn read_back(bytes: &[u8]) -> Result<Vec<Draft>, ArrowError> {
    parquet::Reader::new(bytes)?.collect()
}

fn of_batch(batch: &RecordBatch) -> Result<Vec<Draft>, ArrowError> {
    arrow::drafts(batch)?.collect()
}

/// Drafts of one edition, without places in a source.
fn some_drafts(edition: Edition, count: usize) -> Vec<Draft> {
    let drafts = sample(&any_draft(), count * 4).into_iter().map(Draft::without_sources);
    drafts.filter(|draft| draft.edition() == edition).take(count).collect()
}

/// A batch with one column replaced.
fn with(batch: &RecordBatch, name: &str, column: ArrayRef) -> RecordBatch {
    let schema = batch.schema();
    let at = schema.index_of(name).unwrap();
    let mut fields: Vec<_> = schema.fields().iter().cloned().collect();
    let mut columns = batch.columns().to_vec();
    fields[at] = Arc::new(Field::new(name, column.data_type().clone(), true));
    columns[at] = column;
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap()
}

fn without(batch: &RecordBatch, name: &str) -> RecordBatch {
    let keep: Vec<_> = (0..batch.num_columns()).filter(|at| batch.schema().field(*at).name() != name).collect();
    batch.project(&keep).unwrap()
}

/// Everything shown, decimals as they were written among them.
fn shown(drafts: &[Draft]) -> Vec<String> {
    drafts.iter().map(json::to_string).collect()
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn any_draft_reads_back(drafts in prop::collection::vec(any_draft(), 1..6)) {
        for &edition in Edition::ALL {
            let drafts: Vec<_> =
                drafts.iter().filter(|draft| draft.edition() == edition).cloned().map(Draft::without_sources).collect();
            let batch = arrow::batch(edition, &drafts).unwrap();
            let back = of_batch(&batch).unwrap();
            prop_assert_eq!(&back, &drafts);
            prop_assert_eq!(shown(&back), shown(&drafts));
            let back = read_back(&written(edition, &drafts));
            prop_assert_eq!(back.unwrap(), drafts);
        }
    }

    #[test]
    fn any_report_survives(report in report()) {
        let batch = arrow::batch(report.edition(), [&report]).unwrap();
        for draft in arrow::drafts(&batch).unwrap() {
            prop_assert_eq!(&Report::try_from(draft.unwrap()).unwrap(), &report);
        }
    }

    #[test]
    fn columns_hold_the_numbers(draft in any_draft()) {
        let batch = arrow::batch(draft.edition(), [&draft]).unwrap();
        for (id, cell) in draft.cells() {
            let column = &batch[id.as_str()];
            let number = cell.number().map(|number| number.to_decimal().normalize());
            if draft.edition().is_decimal(id) {
                let fits = number.filter(|number| number.scale() <= 9);
                let units = column.as_primitive::<Decimal128Type>();
                let shown = units.is_valid(0).then(|| {
                    // Nine decimals, whatever is before them: more digits than a number may have.
                    units.value_as_string(0).trim_end_matches('0').trim_end_matches('.').parse::<Number>().unwrap()
                });
                prop_assert_eq!(shown, fits.map(Number::from));
                let unit = batch[format!("{id}.unit").as_str()].as_string::<i32>().clone();
                let shown = unit.is_valid(0).then(|| unit.value(0));
                prop_assert_eq!(shown, cell.unit().map(MoneyUnit::code));
            } else {
                let whole = number.filter(|number| number.scale() == 0);
                let counts = column.as_primitive::<Int64Type>();
                let shown = counts.is_valid(0).then(|| Number::from_count(counts.value(0)));
                prop_assert_eq!(shown, whole.map(Number::from));
            }
        }
    }
}

/// A number of a column.
trait FromCount {
    fn from_count(count: i64) -> Number;
}

impl FromCount for Number {
    fn from_count(count: i64) -> Number {
        count.to_string().parse().unwrap()
    }
}

#[test]
fn a_file_has_many_batches_and_groups() {
    let few = some_drafts(Edition::Revised2021, 7);
    let drafts: Vec<_> = (0..2_500).map(|i| few[i % few.len()].clone()).collect();
    let bytes = written(Edition::Revised2021, &drafts);
    let reader = parquet::Reader::new(&*bytes).unwrap();
    assert_eq!(reader.rows(), drafts.len());
    assert!(reader.map(Result::unwrap).eq(drafts.iter().cloned()));
    assert_eq!(bytes, written(Edition::Revised2021, &drafts), "the same bytes each time");
    let empty = written(Edition::Trial2019, &[]);
    assert_eq!(read_back(&empty).unwrap(), []);
    let options = read::ReadOptions::default();
    assert_eq!(read::any(&empty, &options).unwrap_err().code(), "not-a-report");
    let all = read::all(&bytes, &options).unwrap();
    assert!(all.into_iter().map(|reading| reading.draft).eq(drafts));
    for limits in [
        read::Limits::default().rows(2_499),
        read::Limits::default().cells(490_000),
        read::Limits::default().decompressed_bytes(1_000),
        read::Limits::default().input_bytes(1_000),
    ] {
        let error = read::all(&bytes, &read::ReadOptions::default().with_limits(limits)).err().unwrap();
        assert_eq!(error.code(), "too-large", "{error}");
    }
}

#[test]
fn the_largest_and_the_finest_numbers_are_kept() {
    let edition = Edition::Trial2019;
    let [amount, count] = ["proactive.procurement.amount", "review.upheld"].map(|id| id.parse().unwrap());
    for text in [
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "7.9228162514264337593543950335",
        "0.0000000000000000000000000001",
        "12345678901234567890.123456789",
        "1234567890123456789.1234567891",
        "5949.10",
        "0.00",
        "-0",
        "-0.5",
        "3.000",
    ] {
        let number: Number = text.parse().unwrap();
        let mut draft = Draft::blank(edition);
        draft.set(amount, number).unwrap();
        // A number too large for a count can't be in a cell for one.
        _ = draft.set(count, number);
        let back = read_back(&written(edition, std::slice::from_ref(&draft))).unwrap();
        assert_eq!(back, [draft.clone()], "{text}");
        assert_eq!(shown(&back), shown(&[draft]), "{text}");
    }
}

#[test]
fn every_field_says_what_it_is() {
    for &edition in Edition::ALL {
        let schema = arrow::schema(edition);
        assert_eq!(schema.metadata()["format"], "disclosure-report");
        assert_eq!(schema.metadata()["version"], "1");
        assert_eq!(schema.metadata()["edition"], edition.code());
        assert!(schema.fields().iter().all(|field| !field.metadata()["gloss"].is_empty()));
        for row in edition.rows() {
            for (cell, column) in row.cells() {
                let said = schema.field_with_name(cell.as_str()).unwrap().metadata();
                assert_eq!((&*said["label"], &*said["column"]), (row.label, column.label));
                assert_eq!(said.get("basis").map(String::as_str), row.basis.map(|basis| basis.article));
                let evidence = row.basis.map(|basis| match basis.evidence {
                    Evidence::Printed => "printed",
                    _ => "derived",
                });
                assert_eq!(said.get("basis.evidence").map(String::as_str), evidence);
            }
        }
    }
    let schema = arrow::schema(Edition::Revised2021);
    assert_eq!(schema.field_with_name("proactive.fees.amount").unwrap().metadata()["unit"], "wan_yuan");
    let group = &schema.field_with_name("requests.refused.state_secret.total").unwrap().metadata()["group"];
    assert_eq!(group, "三、本年度办理结果 > （三）不予公开");
}

#[test]
fn a_draft_of_another_edition_is_refused() {
    let mut writer = parquet::Writer::new(Vec::new(), Edition::Revised2021).unwrap();
    let error = writer.write(&Draft::blank(Edition::Trial2019)).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    assert_eq!(error.to_string(), "row 0, column edition: expected 2021, found \"2019\"");
    writer.write(&Draft::blank(Edition::Revised2021)).unwrap();
    assert_eq!(read_back(&writer.finish().unwrap()).unwrap(), [Draft::blank(Edition::Revised2021)]);
}

#[test]
fn columns_as_other_programs_make_them_are_read() {
    let mut drafts = some_drafts(Edition::Revised2021, 5);
    for draft in &mut drafts {
        draft.header.credit_code = None;
    }
    let batch = arrow::batch(Edition::Revised2021, &drafts).unwrap();
    let organs: Vec<Option<&str>> = batch["header.organ"].as_string::<i32>().iter().collect();
    let mut dictionary = StringDictionaryBuilder::<Int32Type>::new();
    dictionary.extend(organs.iter().copied());
    let organs: [ArrayRef; 3] = [
        Arc::new(LargeStringArray::from(organs.clone())),
        Arc::new(StringViewArray::from(organs)),
        Arc::new(dictionary.finish()),
    ];
    for column in organs {
        assert_eq!(of_batch(&with(&batch, "header.organ", column)).unwrap(), drafts);
    }
    let counts = batch["review.upheld"].as_primitive::<Int64Type>();
    let floats: Float64Array =
        counts.iter().map(|count| count.map(|count| count.to_string().parse::<f64>().unwrap())).collect();
    let mut other = with(&batch, "review.upheld", Arc::new(floats));
    other = with(&other, "header.credit_code", Arc::new(NullArray::new(drafts.len())));
    let reversed: Vec<_> = (0..other.num_columns()).rev().collect();
    assert_eq!(of_batch(&other.project(&reversed).unwrap()).unwrap(), drafts);
    let one = drafts.iter().map(|_| Draft::blank(Edition::Revised2021)).collect::<Vec<_>>();
    let plain = arrow::batch(Edition::Revised2021, &one).unwrap();
    let none: ArrayRef = Arc::new(NullArray::new(one.len()));
    let plain = with(&with(&with(&plain, "details", none.clone()), "runs", none.clone()), "notices", none);
    assert_eq!(of_batch(&plain).unwrap(), one, "a number that is nowhere is a blank");
}

#[test]
fn rows_of_both_editions_stand_in_one_table() {
    let drafts = [some_drafts(Edition::Trial2019, 2), some_drafts(Edition::Revised2021, 2)];
    let batches = [
        arrow::batch(Edition::Trial2019, &drafts[0]).unwrap(),
        arrow::batch(Edition::Revised2021, &drafts[1]).unwrap(),
    ];
    // Each alone, with the columns of the other and nothing in them.
    for (i, batch) in batches.iter().enumerate() {
        let other = &batches[1 - i];
        let mut fields: Vec<_> = batch.schema().fields().iter().cloned().collect();
        let mut columns = batch.columns().to_vec();
        for field in other.schema().fields().iter().filter(|field| batch.column_by_name(field.name()).is_none()) {
            fields.push(field.clone());
            columns.push(arrow_array::new_null_array(field.data_type(), batch.num_rows()));
        }
        let wide = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap();
        assert_eq!(of_batch(&wide).unwrap(), drafts[i]);
    }
    let as_the_other = with(&batches[1], "edition", Arc::new(StringArray::from(vec!["2021", "2019"])));
    let error = of_batch(&as_the_other).unwrap_err();
    assert_eq!(error.to_string(), "column proactive.regulations.made: missing column");
}

#[test]
fn faults_are_told_with_row_and_column() {
    const PUBLISHED: &str =
        "row 1, column header.published: expected a day such as 2025-01-23, found a date out of range";
    let mut draft = Draft::blank(Edition::Revised2021);
    draft.set("review.upheld".parse().unwrap(), 10_u32).unwrap();
    draft.set("review.other".parse().unwrap(), Cell::dash("—").with_origin(Origin::Read)).unwrap();
    let drafts = [Draft::blank(Edition::Revised2021), draft];
    let batch = arrow::batch(Edition::Revised2021, &drafts).unwrap();
    let texts = |second: &str| Arc::new(StringArray::from(vec![None, Some(second)])) as ArrayRef;
    let floats = |second: f64| Arc::new(Float64Array::from(vec![None, Some(second)])) as ArrayRef;
    let days = |second: i32| Arc::new(Date32Array::from(vec![None, Some(second)])) as ArrayRef;
    for (name, column, said) in [
        ("edition", texts("2022"), "row 0, column edition: expected a value, found nothing"),
        ("header.scope", texts("city"), "row 1, column header.scope: expected organ or region, found \"city\""),
        ("review.upheld", floats(2.5), "row 1, column review.upheld: expected an integer, found 2.5"),
        (
            "review.upheld",
            floats(1e20),
            "row 1, column review.upheld: expected an integer from -9007199254740991 to 9007199254740991, \
             found 100000000000000000000",
        ),
        ("review.upheld", floats(f64::NAN), "row 1, column review.upheld: expected an integer, found NaN"),
        ("review.other", floats(3.0), "row 1, column review.other: expected nothing, found a value"),
        ("header.year", floats(20.0), "row 1, column header.year: expected a year from 2008 to 9999, found 20"),
        ("header.published", days(i32::MAX), PUBLISHED),
        (
            "proactive.fees.amount",
            floats(3.0),
            "row 1, column proactive.fees.amount: expected a decimal of at most 28 digits, and no float, which is not \
             exact, found 3",
        ),
        (
            "proactive.fees.amount.unit",
            texts("yuan"),
            "row 1, column proactive.fees.amount.unit: expected nothing, found a value",
        ),
    ] {
        let error = of_batch(&with(&batch, name, column)).unwrap_err();
        assert_eq!(error.to_string(), said);
        assert!(error.row().is_some() && error.column().is_some());
    }
    let error = of_batch(&with(&batch, "review.upheld", texts("10"))).unwrap_err();
    assert_eq!(error.to_string(), "column review.upheld: expected integers or decimals of 128 bits, found Utf8");
    let error = of_batch(&without(&batch, "details")).unwrap_err();
    assert_eq!(error.to_string(), "column details: missing column");
    // Every fault of a row is in its error.
    let two = with(&with(&batch, "header.scope", texts("city")), "review.other", floats(3.0));
    let error = of_batch(&two).unwrap_err();
    assert_eq!(
        error.faults().iter().map(Fault::column).collect::<Vec<_>>(),
        [Some("header.scope"), Some("review.other")]
    );
    // A faulty row does not hide the others.
    let mixed: Vec<_> = arrow::drafts(&with(&batch, "header.scope", texts("city"))).unwrap().collect();
    assert_eq!(mixed[0].as_ref().unwrap(), &drafts[0]);
    assert!(mixed[1].is_err());
    let foreign = RecordBatch::try_from_iter([("a", texts("b"))]).unwrap();
    assert!(of_batch(&foreign).is_err());
    let metadata = [("format", "disclosure-report"), ("version", "2")].map(|(k, v)| (k.to_owned(), v.to_owned()));
    let later = Schema::new_with_metadata(batch.schema().fields().clone(), metadata.into());
    let later = RecordBatch::try_new(Arc::new(later), batch.columns().to_vec()).unwrap();
    assert_eq!(
        of_batch(&later).unwrap_err().to_string(),
        "expected 1, found \"2\": written by a later version of this crate"
    );
}

#[test]
fn broken_files_are_errors() {
    let drafts = some_drafts(Edition::Revised2021, 3);
    let bytes = written(Edition::Revised2021, &drafts);
    let options = read::ReadOptions::default();
    let read = |bytes: Vec<u8>| catch_unwind(move || read::all(&bytes, &options)).expect("no panic");
    for end in (4..bytes.len()).step_by(bytes.len() / 200) {
        assert_eq!(read.clone()(bytes[..end].to_vec()).err().unwrap().code(), "broken-file");
    }
    let (mut refused, mut panics) = (0, 0);
    for i in 0..1_500_usize {
        let mut bytes = bytes.clone();
        // Half of them in the footer, which has more to say.
        let at = if i % 2 == 0 { i * 7_919 % bytes.len() } else { bytes.len() - 8 - i * 31 % (bytes.len() / 3) };
        let at = at.max(4);
        bytes[at] ^= 1 << (i % 8);
        if let Err(error) = read.clone()(bytes) {
            refused += 1;
            panics += usize::from(error.to_string().contains("contradicts itself"));
        }
    }
    println!("{refused} of 1500 refused, of which the engine panicked over {panics}");
    assert!(refused > 200, "{refused}");
}

/// A file of a footer alone.
fn footer(said: &[u8]) -> Vec<u8> {
    let length = u32::try_from(said.len()).unwrap().to_le_bytes();
    [b"PAR1", said, &length, b"PAR1"].concat()
}

#[test]
fn a_footer_that_announces_too_much_is_an_error() {
    // Version 1; a list of structs, each a name and that it has one child.
    let nested = |levels: usize| {
        let mut said = vec![0x15, 0x02, 0x19, 0xFC];
        let mut count = levels;
        while count > 127 {
            said.push(u8::try_from(count & 127).unwrap() | 128);
            count >>= 7;
        }
        said.push(u8::try_from(count).unwrap());
        (0..levels).for_each(|_| said.extend([0x48, 0x01, b'a', 0x15, 0x02, 0x00]));
        said.extend([0x16, 0x00, 0x19, 0x0C, 0x00]);
        footer(&said)
    };
    // Rows 0; two thousand million row groups.
    let groups = footer(&[0x15, 0x02, 0x19, 0x0C, 0x16, 0x00, 0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]);
    for bytes in [nested(1_000_000), nested(100), groups, footer(&[]), b"PAR1PAR1".to_vec(), b"PAR1".to_vec()] {
        let error = read_back(&bytes).unwrap_err();
        assert_eq!((error.row(), error.column()), (None, None), "{error}");
        assert_eq!(read::any(&bytes, &read::ReadOptions::default()).unwrap_err().code(), "broken-file");
    }
}

#[test]
fn details_name_what_a_column_cannot_say() {
    let mut draft = Draft::blank(Edition::Revised2021);
    for (i, cell) in draft.edition().cells().iter().enumerate() {
        draft.set(*cell, Cell::from(u32::try_from(i).unwrap()).with_origin(Origin::Read)).unwrap();
    }
    let set = |draft: &mut Draft, id: &str, cell: Cell| _ = draft.set(id.parse().unwrap(), cell).unwrap();
    set(&mut draft, "review.upheld", Cell::from(22_u32).with_note("其中修订16件").with_origin(Origin::Read));
    set(&mut draft, "review.total", Cell::from("2.5".parse::<Number>().unwrap()).with_origin(Origin::Repaired));
    set(&mut draft, "review.other", Cell::missing().with_origin(Origin::Read));
    let batch = arrow::batch(Edition::Revised2021, [&draft]).unwrap();
    assert_eq!(batch["origin"].as_string::<i32>().value(0), "read");
    let details = batch["details"].as_list::<i32>().value(0);
    let details = details.as_struct();
    let rows: Vec<Vec<&str>> =
        (0..details.len()).map(|at| details.columns().iter().map(|field| text(field, at)).collect()).collect();
    assert_eq!(
        rows,
        [
            ["review.upheld", "number", "", "", "其中修订16件", "", ""],
            ["review.other", "missing", "", "", "", "", ""],
            ["review.total", "number", "2.5", "", "", "", "repaired"],
        ]
    );
    assert_eq!(batch["review.upheld"].as_primitive::<Int64Type>().value(0), 22);
    assert!(batch["review.total"].is_null(0) && batch["review.other"].is_null(0));
    assert!(matches!(draft.cell("review.other".parse().unwrap()).unwrap().state, State::Missing));
    assert_eq!(batch["proactive.fees.amount"].data_type(), &DataType::Decimal128(38, 9));
}

fn text(field: &ArrayRef, at: usize) -> &str {
    let texts = field.as_string::<i32>();
    if texts.is_valid(at) { texts.value(at) } else { "" }
}
