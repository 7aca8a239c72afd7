//! The slips that explain a repair.

use crate::coded::coded;

macro_rules! slips {
    ($($Name:ident $code:literal $zh:literal $en:literal;)*) => {
        coded! {
        /// A slip of whoever filled in the form, which explains the changes of a [`Repair`](super::Repair).
        ///
        /// | code | says |
        /// |---|---|
        $(#[doc = concat!("| `", $code, "` | ", $en, " |")])*
        ///
        /// ```
        /// use disclosure_report::repair::Slip;
        ///
        /// assert_eq!(Slip::TotalLeftAtZero.code(), "total_left_at_zero");
        /// assert_eq!(Slip::DigitsSwapped.text_zh(), "相邻两位数字颠倒");
        /// ```
        #[non_exhaustive]
        pub enum Slip as "a slip" { $(#[doc = concat!("`", $code, "`: ", $en, ".")] $Name = $code,)* }
        }

        impl Slip {
            /// What happened, in Chinese.
            #[must_use]
            pub const fn text_zh(self) -> &'static str {
                match self { $(Self::$Name => $zh,)* }
            }

            /// What happened, in English.
            #[must_use]
            pub const fn text_en(self) -> &'static str {
                match self { $(Self::$Name => $en,)* }
            }
        }
    };
}

slips! {
    TotalLeftAtZero "total_left_at_zero" "总计未填，仍为零或空白" "a total left at zero or blank";
    TotalNotUpdated "total_not_updated" "总计未随各项更新" "a total not updated after its parts";
    ValueLeftOut "value_left_out" "该项漏填" "a figure left out";
    DigitDropped "digit_dropped" "漏写一位数字" "a digit dropped";
    DigitDoubled "digit_doubled" "重复一位数字" "a digit typed twice";
    DigitAdded "digit_added" "多写一位数字" "a digit too many";
    DigitMistyped "digit_mistyped" "写错一位数字" "a digit mistyped";
    DigitsSwapped "digits_swapped" "相邻两位数字颠倒" "two digits swapped";
    DigitsSplit "digits_split" "一个数被拆到相邻两格" "the digits of one figure split over two cells";
    WrongColumn "wrong_column" "数填到了相邻的列" "a figure in the neighbouring column";
    WrongRow "wrong_row" "数填到了相邻的行" "a figure in the neighbouring row";
    CellsExchanged "cells_exchanged" "两格的数互换" "the figures of two cells exchanged";
    TotalForPart "total_for_part" "分项处填了总计" "a total entered in place of a part";
    WrongScale "wrong_scale" "数量级不符（千、万）" "a figure off by a factor of a thousand or ten thousand";
    RowShifted "row_shifted" "整行错开一列" "a row shifted by one column";
    Several "several" "不止一处差错" "more than one slip";
    Unexplained "unexplained" "原因不明" "no known slip explains it";
}
