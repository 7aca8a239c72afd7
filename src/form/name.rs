//! What rows, columns and cells are called: in full and in short, in Chinese and in English.

use super::{CellId, ColumnSpec, Edition, Row, RowId};
use crate::coded::coded;

coded! {
    /// The language of a name or a message.
    ///
    /// ```
    /// use disclosure_report::{Language, RowId};
    ///
    /// assert_eq!(RowId::GRANTED.spec().name(Language::Chinese), "（一）予以公开");
    /// assert_eq!(RowId::GRANTED.spec().name(Language::English), "disclosed");
    /// assert_eq!("zh".parse(), Ok(Language::Chinese));
    /// ```
    #[non_exhaustive]
    pub enum Language as "a language" {
        /// 简体中文.
        Chinese = "zh",
        /// English. In messages, labels of the form stay as printed, with their ids.
        English = "en",
    }
}

use Language::{Chinese, English};

/// A name in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

impl Name {
    const fn in_language(self, language: Language) -> &'static str {
        match language {
            Chinese => self.zh,
            English => self.en,
        }
    }
}

/// The headings over a row, a column or a cell, outermost first, and then its labels.
///
/// Every format joins them in its own way.
///
/// ```
/// use disclosure_report::RowId;
///
/// let path = RowId::STATE_SECRET.spec().path();
/// assert_eq!(path.clone().collect::<Vec<_>>(), ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"]);
/// assert_eq!(path.join("/"), "三、本年度办理结果/（三）不予公开/1.属于国家秘密");
/// ```
#[derive(Clone, Debug)]
#[must_use = "an iterator does nothing until it is used"]
pub struct Path {
    group: std::slice::Iter<'static, &'static str>,
    label: Option<&'static str>,
    column: Option<&'static str>,
}

impl Path {
    /// All of them as one text.
    #[must_use]
    pub fn join(self, separator: &str) -> String {
        self.collect::<Vec<_>>().join(separator)
    }
}

impl Iterator for Path {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        self.group.next().copied().or_else(|| self.label.take()).or_else(|| self.column.take())
    }
}

impl Row {
    /// The headings that the row is under and its label, outermost first.
    pub fn path(&self) -> Path {
        Path { group: self.group.iter(), label: Some(self.label), column: None }
    }

    /// The same down to the cell in one of its columns.
    ///
    /// ```
    /// use disclosure_report::RowId;
    ///
    /// let row = RowId::REVIEW.spec();
    /// assert_eq!(row.path_to(&row.columns[0]).join(" > "), "行政复议 > 结果维持");
    /// ```
    pub fn path_to(&self, column: &ColumnSpec) -> Path {
        Path { column: Some(column.label), ..self.path() }
    }

    /// The full name: the official label, or what it says in English.
    #[must_use]
    pub const fn name(&self, language: Language) -> &'static str {
        Name { zh: self.label, en: self.gloss }.in_language(language)
    }

    /// The name in short, for where it is named alone: without what the label explains in passing, and with the heading
    /// that the label needs.
    ///
    /// ```
    /// use disclosure_report::{Language, RowId};
    ///
    /// assert_eq!(RowId::PARTLY_GRANTED.spec().short_name(Language::Chinese), "（二）部分公开");
    /// assert_eq!(RowId::DIRECT_LITIGATION.spec().short_name(Language::Chinese), "行政诉讼 未经复议直接起诉");
    /// assert_eq!(RowId::DIRECT_LITIGATION.spec().short_name(Language::English), "direct litigation");
    /// ```
    #[must_use]
    pub const fn short_name(&self, language: Language) -> &'static str {
        match self.short {
            Some(name) => name.in_language(language),
            None => self.name(language),
        }
    }

    /// What the row is called as a term of the balance, 本年新收 + 上年结转 = 办理结果总计 + 结转下年度; `None` for a row that
    /// is no term of it.
    ///
    /// ```
    /// use disclosure_report::{Language, RowId};
    ///
    /// assert_eq!(RowId::RECEIVED.spec().balance_term(Language::Chinese), Some("本年新收"));
    /// assert_eq!(RowId::TOTAL.spec().balance_term(Language::English), Some("total handled"));
    /// assert_eq!(RowId::GRANTED.spec().balance_term(Language::English), None);
    /// ```
    #[must_use]
    pub const fn balance_term(&self, language: Language) -> Option<&'static str> {
        match self.term {
            Some(name) => Some(name.in_language(language)),
            None => None,
        }
    }
}

impl ColumnSpec {
    /// The headings that the column is under and its label, outermost first.
    ///
    /// ```
    /// use disclosure_report::{Column, RowId};
    ///
    /// let column = RowId::RECEIVED.spec().column(Column::CommercialEnterprise).unwrap();
    /// assert_eq!(column.path().join(" > "), "申请人情况 > 法人或其他组织 > 商业企业");
    /// ```
    pub fn path(&self) -> Path {
        Path { group: self.group.iter(), label: Some(self.label), column: None }
    }

    /// The full name: the official label, or what it says in English.
    #[must_use]
    pub const fn name(&self, language: Language) -> &'static str {
        Name { zh: self.label, en: self.gloss }.in_language(language)
    }
}

/// Names of the rows and cells of an edition; what it does not have is named by its id.
///
/// ```
/// use disclosure_report::{Edition, Language::{Chinese, English}};
///
/// let edition = Edition::Revised2021;
/// let cell = "requests.partly_granted.natural_person".parse()?;
/// assert_eq!(edition.column_name(cell, Chinese), "自然人");
/// assert_eq!(
///     edition.cell_name(cell, Chinese),
///     "（二）部分公开（区分处理的，只计这一情形，不计其他情形）·自然人"
/// );
/// assert_eq!(edition.short_cell_name(cell, Chinese), "（二）部分公开 自然人");
/// assert_eq!(edition.short_cell_name(cell, English), "disclosed in part, natural person");
/// assert_eq!(edition.row_name("proactive.procurement".parse()?, Chinese), "proactive.procurement"); // not since 2021
/// # Ok::<(), disclosure_report::form::UnknownId>(())
/// ```
impl Edition {
    /// The full name of a row: its label, or its gloss.
    #[must_use]
    pub fn row_name(self, row: RowId, language: Language) -> &'static str {
        self.row(row).map_or(row.as_str(), |row| row.name(language))
    }

    /// The full name of a cell's column within its row: its label, or its gloss.
    #[must_use]
    pub fn column_name(self, cell: CellId, language: Language) -> &'static str {
        self.column(cell).map_or(cell.column().code(), |column| column.name(language))
    }

    /// The full name of a cell: that of its row, and that of its column.
    #[must_use]
    pub fn cell_name(self, cell: CellId, language: Language) -> String {
        let (row, column) = (self.row_name(cell.row(), language), self.column_name(cell, language));
        match language {
            Chinese => format!("{row}·{column}"),
            English => format!("{row}: {column}"),
        }
    }

    /// The name of a cell in short: [`Row::short_name`], and the name of its column.
    #[must_use]
    pub fn short_cell_name(self, cell: CellId, language: Language) -> String {
        let row = self.row(cell.row()).map_or(cell.row().as_str(), |row| row.short_name(language));
        let separator = match language {
            Chinese => " ",
            English => ", ",
        };
        format!("{row}{separator}{}", self.column_name(cell, language))
    }
}
