//! Columns as they are found in batches that other programs wrote.

use std::collections::HashMap;
use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, RecordBatch, StructArray};
use arrow_schema::DataType;

use super::error::ArrowError;

/// The columns of a batch by name.
#[derive(Debug)]
pub(super) struct Columns<'a>(HashMap<&'a str, &'a ArrayRef>);

impl<'a> Columns<'a> {
    pub(super) fn of(batch: &'a RecordBatch) -> Self {
        let names = batch.schema_ref().fields().iter().map(|field| field.name().as_str());
        Self(names.zip(batch.columns()).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a ArrayRef> {
        self.0.get(name).copied()
    }

    /// A column that must be there, as what `new` makes of it.
    pub(super) fn find<T>(&self, name: &str, new: fn(&ArrayRef) -> Result<T, ArrowError>) -> Result<T, ArrowError> {
        let column = self.get(name).ok_or_else(|| ArrowError::new("there is no such column"));
        column.and_then(new).map_err(|error| error.in_column(name))
    }
}

fn unfit(array: &dyn Array, expected: &str) -> ArrowError {
    ArrowError::new(format!("expected {expected}, found {}", array.data_type()))
}

/// Text: plain, large, as views, or of a dictionary; or nothing at all.
#[derive(Debug)]
pub(super) struct Texts(ArrayRef);

impl Texts {
    pub(super) fn new(array: &ArrayRef) -> Result<Self, ArrowError> {
        let fits = match array.data_type() {
            DataType::Dictionary(_, values) => is_text(values),
            data => is_text(data) || *data == DataType::Null,
        };
        if fits { Ok(Self(array.clone())) } else { Err(unfit(array, "text")) }
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        if let Some(dictionary) = self.0.as_any_dictionary_opt() {
            let key = Figures(dictionary.keys()).integer(at)?;
            return text(dictionary.values(), usize::try_from(key).ok()?);
        }
        text(&self.0, at)
    }
}

fn is_text(data: &DataType) -> bool {
    matches!(data, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn text(array: &dyn Array, at: usize) -> Option<&str> {
    if at >= array.len() || array.is_null(at) {
        return None;
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string_opt::<i32>().map(|texts| texts.value(at)),
        DataType::LargeUtf8 => array.as_string_opt::<i64>().map(|texts| texts.value(at)),
        DataType::Utf8View => array.as_string_view_opt().map(|texts| texts.value(at)),
        _ => None,
    }
}

/// A number as it stands in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figure {
    Integer(i128),
    /// In units of 10⁻ˢᶜᵃˡᵉ.
    Decimal(i128, i8),
    /// What pandas makes of integers where some are missing.
    Float(f64),
}

/// Integers of any width, decimals of 128 bits, floats of 64 bits; or nothing at all.
#[derive(Debug)]
pub(super) struct Numbers(ArrayRef);

impl Numbers {
    pub(super) fn new(array: &ArrayRef) -> Result<Self, ArrowError> {
        use DataType::{Decimal128, Float64, Int8, Int16, Int32, Int64, Null, UInt8, UInt16, UInt32, UInt64};
        match array.data_type() {
            Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64 | Decimal128(..) | Float64 | Null => {
                Ok(Self(array.clone()))
            }
            _ => Err(unfit(array, "integers or decimals of 128 bits")),
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<Figure> {
        let figures = Figures(&self.0);
        match self.0.data_type() {
            DataType::Decimal128(_, scale) => {
                figures.value::<Decimal128Type>(at).map(|units| Figure::Decimal(units, *scale))
            }
            DataType::Float64 => figures.value::<Float64Type>(at).map(Figure::Float),
            _ => figures.integer(at).map(Figure::Integer),
        }
    }
}

/// The values of a primitive type.
struct Figures<'a>(&'a dyn Array);

impl Figures<'_> {
    fn value<T: ArrowPrimitiveType>(&self, at: usize) -> Option<T::Native> {
        let values = self.0.as_primitive_opt::<T>()?;
        (at < values.len() && !values.is_null(at)).then(|| values.value(at))
    }

    fn integer(&self, at: usize) -> Option<i128> {
        match self.0.data_type() {
            DataType::Int8 => self.value::<Int8Type>(at).map(Into::into),
            DataType::Int16 => self.value::<Int16Type>(at).map(Into::into),
            DataType::Int32 => self.value::<Int32Type>(at).map(Into::into),
            DataType::Int64 => self.value::<Int64Type>(at).map(Into::into),
            DataType::UInt8 => self.value::<UInt8Type>(at).map(Into::into),
            DataType::UInt16 => self.value::<UInt16Type>(at).map(Into::into),
            DataType::UInt32 => self.value::<UInt32Type>(at).map(Into::into),
            DataType::UInt64 => self.value::<UInt64Type>(at).map(Into::into),
            _ => None,
        }
    }
}

/// Days since 1970-01-01; or nothing at all.
#[derive(Debug)]
pub(super) struct Days(ArrayRef);

impl Days {
    pub(super) fn new(array: &ArrayRef) -> Result<Self, ArrowError> {
        let fits = matches!(array.data_type(), DataType::Date32 | DataType::Null);
        if fits { Ok(Self(array.clone())) } else { Err(unfit(array, "days (Date32)")) }
    }

    pub(super) fn get(&self, at: usize) -> Option<i32> {
        Figures(&self.0).value::<Date32Type>(at)
    }
}

/// True or false; or nothing at all.
#[derive(Debug)]
pub(super) struct Truths(ArrayRef);

impl Truths {
    pub(super) fn new(array: &ArrayRef) -> Result<Self, ArrowError> {
        let fits = matches!(array.data_type(), DataType::Boolean | DataType::Null);
        if fits { Ok(Self(array.clone())) } else { Err(unfit(array, "true or false")) }
    }

    pub(super) fn get(&self, at: usize) -> Option<bool> {
        let values = self.0.as_boolean_opt()?;
        (at < values.len() && !values.is_null(at)).then(|| values.value(at))
    }
}

/// Lists, plain or large, over the elements of all rows; or nothing at all.
#[derive(Debug)]
pub(super) struct Spans(ArrayRef);

impl Spans {
    /// The lists, and all their elements in one array.
    pub(super) fn new(array: &ArrayRef) -> Result<(Self, ArrayRef), ArrowError> {
        let elements = match array.data_type() {
            DataType::List(_) => array.as_list_opt::<i32>().map(|lists| lists.values().clone()),
            DataType::LargeList(_) => array.as_list_opt::<i64>().map(|lists| lists.values().clone()),
            DataType::Null => Some(array.clone()),
            _ => None,
        };
        elements.map(|elements| (Self(array.clone()), elements)).ok_or_else(|| unfit(array, "lists"))
    }

    /// Where the elements of a list stand; nowhere if there is no list.
    pub(super) fn get(&self, at: usize) -> Range<usize> {
        if at >= self.0.len() || self.0.is_null(at) {
            return 0..0;
        }
        let span = match self.0.data_type() {
            DataType::List(_) => self.0.as_list_opt::<i32>().and_then(|lists| span(lists.value_offsets(), at)),
            DataType::LargeList(_) => self.0.as_list_opt::<i64>().and_then(|lists| span(lists.value_offsets(), at)),
            _ => None,
        };
        span.unwrap_or(0..0)
    }
}

fn span<T: Copy + TryInto<usize>>(offsets: &[T], at: usize) -> Option<Range<usize>> {
    let [from, to] = [*offsets.get(at)?, *offsets.get(at + 1)?].map(|offset| offset.try_into().ok());
    Some(from?..to?)
}

/// The columns of structs by their names, and the structs. Where there is none at all, all columns are empty.
pub(super) fn fields<const N: usize>(array: &ArrayRef, names: [&str; N]) -> Result<[ArrayRef; N], ArrowError> {
    let structs: Option<&StructArray> = array.as_struct_opt();
    if structs.is_none() && *array.data_type() != DataType::Null {
        return Err(unfit(array, "structs"));
    }
    let mut found = names.map(|_| array.clone());
    for (slot, name) in found.iter_mut().zip(names) {
        let Some(structs) = structs else { continue };
        let field =
            structs.column_by_name(name).ok_or_else(|| ArrowError::new(format!("it lacks the field {name}")))?;
        slot.clone_from(field);
    }
    Ok(found)
}
