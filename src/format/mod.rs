//! The formats that programs take: each its own module, which users find at the root.

#[cfg(feature = "arrow-59")]
pub mod arrow;
#[cfg(feature = "csv")]
pub mod csv;
pub(crate) mod envelope;
#[cfg(feature = "json")]
pub mod json;
#[cfg(any(feature = "json", feature = "sarif"))]
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "of the JSON Schema"))]
mod ordered;
#[cfg(feature = "sarif")]
pub mod sarif;
#[cfg(feature = "sql")]
pub mod sql;
pub(crate) mod wire;
