//! Columns as they are found in batches that other programs wrote.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Float64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray, downcast_integer_array};
use arrow_schema::DataType;
use jiff::SignedDuration;
use jiff::civil::Date;

use super::error::at;
use super::schema::Content;
use crate::quantity::{Number, SignedCount};
use crate::record::{Fault, FaultKind, Plain, one_line};

/// A column that can be read as one of a type of the [schema](super::schema()). One of the type `Null`, which has nothing
/// in it, can be read as any.
#[derive(Debug)]
pub(super) enum Column {
    Values(ArrayRef),
    /// Lists, plain or large, over the elements of all rows.
    Lists(ArrayRef, Box<Self>),
    /// Structs, and the columns of their fields by name.
    Structs(ArrayRef, Vec<(String, Self)>),
}

impl Column {
    /// The column of a batch that has this content.
    pub(super) fn find(batch: &RecordBatch, content: Content) -> Result<Self, Fault> {
        let name = content.name();
        Self::new(&name, batch.column_by_name(&name), &content.data_type())
    }

    /// The array of this name, if there is one, as a column of the type `wanted`.
    fn new(name: &str, array: Option<&ArrayRef>, wanted: &DataType) -> Result<Self, Fault> {
        let fault = |kind| Fault::new(at(None, Some(name), None), kind);
        let array = array.ok_or_else(|| fault(FaultKind::MissingKey))?;
        let unfit =
            |expected| fault(FaultKind::WrongType { expected, found: one_line(&array.data_type().to_string()) });
        match wanted {
            DataType::List(element) => {
                let elements = match array.data_type() {
                    DataType::List(_) => array.as_list::<i32>().values(),
                    DataType::LargeList(_) => array.as_list::<i64>().values(),
                    DataType::Null => array,
                    _ => return Err(unfit("lists")),
                };
                Ok(Self::Lists(array.clone(), Box::new(Self::new(name, Some(elements), element.data_type())?)))
            }
            DataType::Struct(fields) => {
                let structs: Option<&StructArray> = array.as_struct_opt();
                if structs.is_none() && !is_empty(array) {
                    return Err(unfit("structs"));
                }
                let column = |field: &str, wanted| {
                    let column = structs.map_or(Some(array), |structs| structs.column_by_name(field));
                    Ok((field.to_owned(), Self::new(&format!("{name}.{field}"), column, wanted)?))
                };
                let columns = fields.iter().map(|field| column(field.name(), field.data_type()));
                Ok(Self::Structs(array.clone(), columns.collect::<Result<_, Fault>>()?))
            }
            _ => match expected(array.data_type(), wanted) {
                None => Ok(Self::Values(array.clone())),
                Some(expected) => Err(unfit(expected)),
            },
        }
    }

    /// A column of any type, for [`Column::is_null`] alone.
    pub(super) fn of_any_type(array: &ArrayRef) -> Self {
        Self::Values(array.clone())
    }

    /// Whether there is nothing at this place.
    pub(super) fn is_null(&self, at: usize) -> bool {
        let (Self::Values(array) | Self::Lists(array, _) | Self::Structs(array, _)) = self;
        at >= array.len() || array.is_null(at) || is_empty(array)
    }

    /// The value at this place, if there is one.
    pub(super) fn get(&self, at: usize) -> Option<Plain<'_>> {
        if let Self::Values(array) = self { value(array, at) } else { None }
    }

    /// The value of a field of the struct at this place, if there is one.
    pub(super) fn get_field(&self, field: &str, at: usize) -> Option<Plain<'_>> {
        self.field(field, at)?.get(at)
    }

    /// The elements of the lists in a field, and where those of the struct at this place are.
    pub(super) fn list_field(&self, field: &str, at: usize) -> (&Self, Range<usize>) {
        self.field(field, at).map_or((self, 0..0), |lists| lists.list(at))
    }

    /// The column of a field, if there is a struct at this place.
    fn field(&self, field: &str, at: usize) -> Option<&Self> {
        let Self::Structs(_, fields) = self else { return None };
        fields.iter().find(|(name, _)| name == field && !self.is_null(at)).map(|(_, column)| column)
    }

    /// The elements of all lists, and where those of the list at this place are.
    pub(super) fn list(&self, at: usize) -> (&Self, Range<usize>) {
        let Self::Lists(array, elements) = self else { return (self, 0..0) };
        let span = match array.data_type() {
            _ if self.is_null(at) => None,
            DataType::List(_) => span(array.as_list::<i32>().value_offsets(), at),
            _ => span(array.as_list::<i64>().value_offsets(), at),
        };
        (elements, span.unwrap_or(0..0))
    }
}

fn is_empty(array: &dyn Array) -> bool {
    *array.data_type() == DataType::Null
}

/// What is expected where values are to be of the type `wanted`, if a column of the type `found` does not have that.
fn expected(found: &DataType, wanted: &DataType) -> Option<&'static str> {
    let found = if let DataType::Dictionary(_, values) = found { values } else { found };
    let (fits, expected) = match wanted {
        DataType::Int32 | DataType::Int64 | DataType::Decimal128(..) => {
            let fits = found.is_integer() || matches!(found, DataType::Decimal128(..) | DataType::Float64);
            (fits, "integers or decimals of 128 bits")
        }
        DataType::Date32 => (*found == DataType::Date32, "days (Date32)"),
        DataType::Boolean => (*found == DataType::Boolean, "true or false"),
        _ => (found.is_string(), "text"),
    };
    (!fits && *found != DataType::Null).then_some(expected)
}

/// The value at this place: integers and decimals are numbers, a float is an integer if it is a whole number.
fn value(array: &dyn Array, at: usize) -> Option<Plain<'_>> {
    if at >= array.len() || array.is_null(at) {
        return None;
    }
    Some(downcast_integer_array!(
        array => number(array.value(at).into(), 0),
        DataType::Decimal128(_, scale) => number(array.as_primitive::<Decimal128Type>().value(at), *scale),
        DataType::Float64 => float(array.as_primitive::<Float64Type>().value(at)),
        DataType::Date32 => day(array.as_primitive::<Date32Type>().value(at)),
        DataType::Boolean => Plain::Truth(array.as_boolean().value(at)),
        DataType::Utf8 => array.as_string::<i32>().value(at).into(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(at).into(),
        DataType::Utf8View => array.as_string_view().value(at).into(),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let key = value(dictionary.keys(), at)?.integer(0, i64::MAX, "a key").ok()?;
            return value(dictionary.values(), usize::try_from(key).ok()?);
        },
        _ => return None,
    ))
}

/// `units` in units of 10⁻ˢᶜᵃˡᵉ. A column's scale may have more digits than can be held, if the last ones are zeros.
fn number(units: i128, scale: i8) -> Plain<'static> {
    let (mut shortest, mut decimals) = (units, i32::from(scale));
    while decimals > 0 && shortest % 10 == 0 {
        (shortest, decimals) = (shortest / 10, decimals - 1);
    }
    let factor = 10_i128.checked_pow(decimals.min(0).unsigned_abs());
    let scaled = factor.and_then(|factor| shortest.checked_mul(factor)).zip(u32::try_from(decimals.max(0)).ok());
    match scaled.and_then(|(units, decimals)| Number::from_scaled(units, decimals)) {
        Some(number) => Plain::Number(number),
        None => Plain::Other(format!("{units}e{}", -decimals).into()),
    }
}

/// Floats are exact for whole numbers only.
fn float(value: f64) -> Plain<'static> {
    #[expect(clippy::cast_possible_truncation, reason = "saturates; the bound is checked after it")]
    let whole = value as i64;
    if value.fract() == 0.0 && SignedCount::new(whole).is_ok() {
        Plain::Integer(whole.into())
    } else if Plain::is_huge(value) {
        Plain::Huge(value.to_string().into())
    } else {
        Plain::Other(value.to_string().into())
    }
}

fn day(since_epoch: i32) -> Plain<'static> {
    let day = Date::constant(1970, 1, 1).checked_add(SignedDuration::from_hours(24 * i64::from(since_epoch)));
    day.map_or_else(|_| Plain::Huge("a date out of range".into()), Plain::Day)
}

fn span<T: Copy + TryInto<usize>>(offsets: &[T], at: usize) -> Option<Range<usize>> {
    let [from, to] = [*offsets.get(at)?, *offsets.get(at + 1)?].map(|offset| offset.try_into().ok());
    Some(from?..to?)
}
