//! How the fields look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::print::grid::Heads;

const FONT: &str = "宋体";
/// Fields that work themselves out.
const SHADE: Color = Color::RGB(0x00F2_F2F2);
/// Fields to fill in.
const INPUT: Color = Color::RGB(0x00FF_FBE6);

fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::VerticalCenter)
}

pub(super) fn title() -> Format {
    plain().set_font_size(16).set_bold().set_align(FormatAlign::Center).set_text_wrap()
}

pub(super) fn heading() -> Format {
    plain().set_font_size(12).set_bold()
}

pub(super) fn hint() -> Format {
    plain().set_font_size(9).set_font_color(Color::RGB(0x0059_5959)).set_text_wrap()
}

pub(super) fn text() -> Format {
    plain().set_font_size(11).set_text_wrap().set_align(FormatAlign::Top)
}

pub(super) fn label(heads: Heads) -> Format {
    let align = if heads == Heads::Row { FormatAlign::Left } else { FormatAlign::Center };
    plain().set_border(FormatBorder::Thin).set_text_wrap().set_align(align)
}

pub(super) fn note() -> Format {
    plain().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Center)
}

/// A figure with so many decimals. All digits are shown: the general format cuts long numbers short.
pub(super) fn figure(decimals: usize) -> Format {
    let shown = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals.min(15))) };
    plain().set_border(FormatBorder::Thin).set_align(FormatAlign::Center).set_text_wrap().set_num_format(shown)
}

/// An amount as it is typed.
pub(super) fn amount() -> Format {
    figure(0).set_num_format("General")
}

pub(super) fn sum() -> Format {
    figure(0).set_background_color(SHADE)
}

/// A field to fill in.
pub(super) fn input(format: Format) -> Format {
    format.set_background_color(INPUT).set_unlocked()
}

pub(super) fn mark() -> Format {
    plain().set_font_size(9).set_font_color(Color::RGB(0x0059_5959)).set_text_wrap().set_align(FormatAlign::Center)
}

/// What a figure turns to where its sum fails: bold as well, for print without colour.
pub(super) fn red() -> Format {
    Format::new().set_bold().set_font_color(Color::RGB(0x009C_0006)).set_background_color(Color::RGB(0x00FF_C7CE))
}

/// The head of a list.
pub(super) fn head() -> Format {
    plain().set_bold().set_border(FormatBorder::Thin).set_background_color(SHADE).set_align(FormatAlign::Center)
}

/// An entry of a list.
pub(super) fn entry() -> Format {
    plain().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top)
}

/// An entry that leads to another sheet.
pub(super) fn link() -> Format {
    entry().set_font_color(Color::RGB(0x0005_63C1)).set_underline(FormatUnderline::Single)
}
