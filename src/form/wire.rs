//! Rows and cells as serde writes them: by their ids, which are keys of maps too.

use super::{CellId, RowId};
use crate::coded::serde_by_text;

impl RowId {
    /// What errors say was expected.
    pub(crate) const EXPECTED: &'static str = "the id of a row";

    /// The id without that of its table, which in table 4 it does not have: `refused.state_secret`, `litigation.direct`.
    pub(crate) fn within_table(self) -> &'static str {
        let rest = self.as_str().strip_prefix(self.table().code()).and_then(|rest| rest.strip_prefix('.'));
        rest.unwrap_or(self.as_str())
    }
}

impl CellId {
    /// What errors say was expected.
    pub(crate) const EXPECTED: &'static str = "the id of a cell";
}

serde_by_text!(RowId, RowId::EXPECTED);
serde_by_text!(CellId, CellId::EXPECTED);
