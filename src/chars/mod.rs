//! Characters and the ways in which people write the same ones, whatever the text is about.

pub(crate) mod fold;
pub(crate) mod near;
#[cfg(feature = "text")]
pub(crate) mod page_number;

/// What is drawn as a dash: in place of a figure, between two days, around the number of a page.
pub(crate) const DASHES: [char; 9] = ['-', '—', '–', '―', '‐', '‑', '−', '－', '─'];

/// Whether a character is drawn as a dash.
pub(crate) fn is_dash(c: char) -> bool {
    DASHES.contains(&c)
}

/// Whether a character takes no room: soft hyphens, joiners, marks of direction and of the byte order.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A full-width form as ASCII, a minus as a hyphen; everything else as it is.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '−' | '﹣' | '–' => '-',
        '﹢' => '+',
        _ => c,
    }
}
