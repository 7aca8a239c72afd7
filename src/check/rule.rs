//! The rules: their ids, what they say, and how serious their findings are.

use crate::coded::coded;
use crate::form::{Evidence, RelationKind};

coded! {
    /// How serious a finding is.
    pub enum Severity as "a severity" {
        /// The figures contradict each other or are impossible: the report is inconsistent.
        Error = "error",
        /// Something a reviewer should look at; it does not make the report inconsistent.
        Warning = "warning",
        /// Something worth knowing.
        Note = "note",
    }
}

impl Severity {
    /// 错误, 警告 or 提示.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Note => "提示",
        }
    }
}

macro_rules! catalogue {
    ($($Name:ident $code:literal $severity:ident $zh:literal $en:literal;)*) => {
        coded! {
        /// A rule. Its id, severity and place are stable: a release that changes one says so in the changelog.
        ///
        /// | id | severity | says |
        /// |---|---|---|
        $(#[doc = concat!("| `", $code, "` | ", stringify!($severity), " | ", $en, " |")])*
        ///
        /// ```
        /// use disclosure_report::{Rule, Severity};
        ///
        /// let rule: Rule = "T4-TOTAL".parse()?;
        /// assert_eq!(rule, Rule::T4Total);
        /// assert_eq!(rule.severity(), Severity::Error);
        /// # Ok::<(), disclosure_report::form::UnknownCode>(())
        /// ```
        #[non_exhaustive]
        pub enum Rule as "a rule" { $(#[doc = concat!("`", $code, "`: ", $en, ".")] $Name = $code,)* }
        }

        impl Rule {
            /// The stable id: what other enums call their code.
            #[must_use]
            pub const fn id(self) -> &'static str {
                self.code()
            }

            /// How serious its findings are unless a caller decides otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$Name => Severity::$severity,)* }
            }

            /// What it says, in Chinese.
            #[must_use]
            pub const fn summary_zh(self) -> &'static str {
                match self { $(Self::$Name => $zh,)* }
            }

            /// What it says, in English.
            #[must_use]
            pub const fn summary_en(self) -> &'static str {
                match self { $(Self::$Name => $en,)* }
            }
        }
    };
}

catalogue! {
    T3Requesters "T3-REQUESTERS" Error
        "表三每一行：六类申请人之和等于总计" "table 3, each row: the six requesters add up to 总计";
    T3Outcomes "T3-OUTCOMES" Error
        "表三每一列：各办理结果之和等于（七）总计" "table 3, each column: the outcome rows add up to （七）总计";
    T3Balance "T3-BALANCE" Error
        "表三每一列：第一项加第二项之和，等于第三项加第四项之和"
        "table 3, each column: received + carried in = total handled + carried out; printed on the form";
    T4Total "T4-TOTAL" Error
        "表四每一组：四种结果之和等于总计" "table 4, each block: the four results add up to 总计";
    CellNegative "CELL-NEGATIVE" Error "件数小于零" "a count below zero";
    CellFraction "CELL-FRACTION" Error "件数不是整数" "a count with a fraction";
    CellUnreadable "CELL-UNREADABLE" Warning "单元格内的文字读不成这一格的数" "the cell holds text that is no figure of its kind";
    CellAmbiguous "CELL-AMBIGUOUS" Warning
        "数字连在一起，有几种读法" "digits run together and allow several readings";
    CellUnit "CELL-UNIT" Warning "单位与表式不同" "another unit than the form's";
    CellMissing "CELL-MISSING" Warning "这一行没有给出" "nothing is given for the row, or for some of its cells";
    CellBlank "CELL-BLANK" Note "空白单元格" "blank cells";
    CellDash "CELL-DASH" Note "以横线、斜线或“无”等代替数字的单元格" "cells with a dash or a word for nothing instead of a number";
    FormEmpty "FORM-EMPTY" Warning "表三没有任何数字" "table 3 holds no number";
    FormEdition "FORM-EDITION" Warning "同一页上有两个版本的表式" "rows of two editions of the form on one page";
    FormLabel "FORM-LABEL" Warning "行名或列名有误" "a misprinted label";
    FormSection "FORM-SECTION" Warning "缺少某一部分或顺序不对" "a section is absent or out of order";
    HeaderMissing "HEADER-MISSING" Warning "没有机关名称或年度" "no organ or no year";
    T2Disclosed "T2-DISCLOSED" Warning
        "本年新公开数量大于对外公开总数量" "2019: more disclosed in the year than in all, which includes the year";
    T2InForce "T2-IN-FORCE" Warning
        "现行有效件数少于本年制发而未废止的件数"
        "2021: fewer in force than issued in the year and not repealed; what was issued stays in force until it is repealed";
    T2Items "T2-ITEMS" Warning
        "上一年项目数量与本年增减之和小于零" "2019: items of the year before and the change come to less than none";
    T2Decisions "T2-DECISIONS" Note
        "没有项目而有处理决定或收费"
        "2019: decisions or fees without an item, neither the year before nor added; a decision rests on an item";
    T2Purchases "T2-PURCHASES" Warning
        "采购项目数量与采购总金额只有一项为零" "2019: purchases without an amount, or an amount without purchases";
    WaiverLapsed "WAIVER-LAPSED" Warning
        "豁免已失效：数字有变动" "a waiver that has lapsed, since a figure was changed";
    WaiverUnused "WAIVER-UNUSED" Warning "豁免未用到" "a waiver that nothing was found for";
}

impl Rule {
    /// The rule of a relation.
    #[must_use]
    pub const fn of(kind: RelationKind) -> Self {
        match kind {
            RelationKind::Requesters => Self::T3Requesters,
            RelationKind::Outcomes => Self::T3Outcomes,
            RelationKind::Balance => Self::T3Balance,
            RelationKind::Results => Self::T4Total,
        }
    }

    /// For a rule about a relation of the form: how well that relation is known.
    #[must_use]
    pub const fn evidence(self) -> Option<Evidence> {
        match self {
            Self::T3Requesters => Some(RelationKind::Requesters.evidence()),
            Self::T3Outcomes => Some(RelationKind::Outcomes.evidence()),
            Self::T3Balance => Some(RelationKind::Balance.evidence()),
            Self::T4Total => Some(RelationKind::Results.evidence()),
            _ => None,
        }
    }
}
