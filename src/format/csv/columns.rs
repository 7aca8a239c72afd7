//! The columns of a table with a cell a line.

/// A column; their order is that of [`Column::NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "those for people are never read")]
pub(super) enum Column {
    Report,
    Cell,
    Table,
    RowLabel,
    HeadLabel,
    State,
    Value,
    Unit,
    Note,
    Readings,
    Run,
    RunPlace,
    Origin,
}

impl Column {
    pub(super) const COUNT: usize = 13;

    pub(super) const NAMES: [&str; Self::COUNT] = [
        "report",
        "cell",
        "table",
        "row_label",
        "column_label",
        "state",
        "value",
        "unit",
        "note",
        "readings",
        "run",
        "run_place",
        "origin",
    ];

    pub(super) const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}
