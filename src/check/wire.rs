//! Places as serde writes them: by their text, which is a key of maps too.

use super::Place;
use crate::coded::serde_by_text;

impl Place {
    /// What errors say was expected.
    pub(crate) const EXPECTED: &'static str = "the id of a place";
}

serde_by_text!(Place, Place::EXPECTED);
