//! Columns as they grow.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, Int32Builder, Int64Builder, StringBuilder,
};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, FieldRef, Fields};
use jiff::civil::Date;

use super::schema::DECIMALS;
use crate::record::Plain;

/// What goes into a row of a column.
#[derive(Debug)]
pub(super) enum Item<'a> {
    Null,
    Plain(Plain<'a>),
    List(Vec<Self>),
    Struct(Vec<Self>),
}

impl<'a> From<&'a str> for Item<'a> {
    fn from(text: &'a str) -> Self {
        Self::Plain(text.into())
    }
}

impl<'a> From<Plain<'a>> for Item<'a> {
    fn from(value: Plain<'a>) -> Self {
        Self::Plain(value)
    }
}

impl<'a> From<Option<Plain<'a>>> for Item<'a> {
    fn from(value: Option<Plain<'a>>) -> Self {
        value.map_or(Self::Null, Self::Plain)
    }
}

/// A column as it grows, by its type.
#[derive(Debug)]
pub(super) enum Builder {
    Text(StringBuilder),
    Integer(Int32Builder),
    Count(Int64Builder),
    Amount(Decimal128Builder),
    Day(Date32Builder),
    Truth(BooleanBuilder),
    List { field: FieldRef, lengths: Vec<usize>, elements: Box<Self> },
    Struct { fields: Fields, columns: Vec<Self> },
}

impl Builder {
    /// An empty column of a type of the [schema](super::schema()).
    pub(super) fn new(data: &DataType) -> Self {
        match data {
            DataType::Int32 => Self::Integer(Int32Builder::new()),
            DataType::Int64 => Self::Count(Int64Builder::new()),
            DataType::Decimal128(..) => Self::Amount(Decimal128Builder::new().with_data_type(data.clone())),
            DataType::Date32 => Self::Day(Date32Builder::new()),
            DataType::Boolean => Self::Truth(BooleanBuilder::new()),
            DataType::List(field) => {
                let elements = Box::new(Self::new(field.data_type()));
                Self::List { field: field.clone(), lengths: Vec::new(), elements }
            }
            DataType::Struct(fields) => {
                let columns = fields.iter().map(|field| Self::new(field.data_type())).collect();
                Self::Struct { fields: fields.clone(), columns }
            }
            _ => Self::Text(StringBuilder::new()),
        }
    }

    /// Adds a row: null if the column can't hold the value exactly.
    pub(super) fn push(&mut self, item: Item<'_>) {
        let (plain, items) = match item {
            Item::Null => (None, Vec::new()),
            Item::Plain(plain) => (Some(plain), Vec::new()),
            Item::List(items) | Item::Struct(items) => (None, items),
        };
        match self {
            Self::Text(texts) => match plain {
                Some(Plain::Text(text)) => texts.append_value(text),
                other => texts.append_option(other.map(|value| value.to_string())),
            },
            Self::Integer(integers) => integers.append_option(plain.as_ref().and_then(integer)),
            Self::Count(counts) => counts.append_option(plain.as_ref().and_then(integer)),
            Self::Amount(amounts) => amounts.append_option(match plain {
                Some(Plain::Number(number)) => number.to_scaled(DECIMALS.into()),
                _ => None,
            }),
            Self::Day(days) => days.append_option(match plain {
                Some(Plain::Day(day)) => Some(since_epoch(day)),
                _ => None,
            }),
            Self::Truth(truths) => truths.append_option(plain.and_then(|truth| truth.truth().ok())),
            Self::List { lengths, elements, .. } => {
                lengths.push(items.len());
                for item in items {
                    elements.push(item);
                }
            }
            Self::Struct { columns, .. } => {
                let items = items.into_iter().chain(std::iter::repeat_with(|| Item::Null));
                columns.iter_mut().zip(items).for_each(|(column, item)| column.push(item));
            }
        }
    }

    /// The column, which is empty again after it.
    pub(super) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Self::Text(texts) => Arc::new(texts.finish()),
            Self::Integer(integers) => Arc::new(integers.finish()),
            Self::Count(counts) => Arc::new(counts.finish()),
            Self::Amount(amounts) => Arc::new(amounts.finish()),
            Self::Day(days) => Arc::new(days.finish()),
            Self::Truth(truths) => Arc::new(truths.finish()),
            Self::List { field, lengths, elements } => {
                let offsets = OffsetBuffer::from_lengths(lengths.drain(..));
                Arc::new(ListArray::try_new(field.clone(), offsets, elements.finish()?, None)?)
            }
            Self::Struct { fields, columns } => {
                let columns = columns.iter_mut().map(Self::finish).collect::<Result<_, _>>()?;
                Arc::new(StructArray::try_new(fields.clone(), columns, None)?)
            }
        })
    }
}

fn integer<T: TryFrom<i64>>(value: &Plain<'_>) -> Option<T> {
    value.integer(i64::MIN, i64::MAX, "an integer").ok()?.try_into().ok()
}

fn since_epoch(day: Date) -> i32 {
    let hours = day.duration_since(Date::constant(1970, 1, 1)).as_hours();
    // jiff's days are within some four million of the epoch.
    i32::try_from(hours / 24).unwrap_or_default()
}
