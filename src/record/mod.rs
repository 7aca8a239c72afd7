//! A draft as a plain record, and what can be wrong with one.

pub use crate::format::envelope::{EnvelopeError, Fault, FaultKind};
