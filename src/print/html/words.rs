//! An audit sheet's own words and signs.

use super::markup::Markup;
use crate::check::{Finding, Language, Severity};

/// What shows a finding's severity without colour.
pub(super) fn sign(finding: &Finding) -> &'static str {
    match finding.severity {
        _ if finding.waiver.is_some() => "◇",
        Severity::Error => "✗",
        Severity::Warning => "⚠",
        Severity::Note => "◆",
    }
}

/// The language of the sheet's own words; none for Chinese followed by English.
#[derive(Clone, Copy)]
pub(super) struct Words(Option<Language>);

impl Words {
    pub(super) fn of(language: Option<Language>) -> Self {
        Self(language)
    }

    /// Where there is room for one language.
    pub(super) fn plain<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        if self.0 == Some(Language::English) { en } else { zh }
    }

    /// Chinese, English, or both.
    pub(super) fn say(self, zh: &str, en: &str, out: &mut Markup) {
        if self.0 != Some(Language::English) {
            out.lines(zh);
        }
        match self.0 {
            None => out.raw(" <span class=\"dr-en\" lang=\"en\">").lines(en).raw("</span>"),
            Some(Language::English) => out.raw("<span lang=\"en\">").lines(en).raw("</span>"),
            Some(Language::Chinese) => out,
        };
    }
}
