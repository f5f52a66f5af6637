//! A letter on paper, for who has no address for messages: plain Dutch beside the own language, with a
//! square code per channel and a code to type.
//!
//! A [`Letter`] is what must stand on it, a [`Sheet`] is that in words, and [`page::document`] makes of
//! sheets one page that is ready to print: A4, the address where the windows of Dutch envelopes
//! are, nothing fetched from elsewhere. Each paragraph tells its language and direction. With the feature
//! `letters-pdf`, `pdf` typesets the same sheets.
//!
//! Does not know who gets a letter, make codes, or print.

use chrono::{Datelike, NaiveDate};

pub mod inzage;
pub mod page;
#[cfg(feature = "letters-pdf")]
pub mod pdf;
mod qr;
mod sheet;
pub mod zip;

/// Any text as a square code: the side of its field, and the dark modules as the path of an SVG.
pub use qr::drawn as square;
pub use sheet::{Paragraph, Sheet, Way, compose};

use crate::text::date_in_words;
use crate::trade::letter::LetterKind;
use crate::trade::person::Language;

/// Who sends letters, and where their codes lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The name of the municipality, as texts mention it.
    pub gemeente: String,
    /// Where the municipality is, and where post comes back to; may be empty.
    pub sender: Vec<String>,
    /// Where somebody answers the telephone.
    pub phone: Option<String>,
    /// The name of the Telegram bot, without `@`.
    pub telegram: Option<String>,
    /// The number on WhatsApp: digits with the country code, no `+`.
    pub whatsapp: Option<String>,
}

/// What must stand on a letter. It holds a key and personal data: no `Debug`.
pub struct Letter<'a> {
    /// What for.
    pub kind: LetterKind,
    /// Of the half that is not Dutch.
    pub language: Language,
    /// To whom, as the municipality writes it.
    pub name: &'a str,
    /// The other lines of the envelope.
    pub address: Vec<String>,
    /// The municipality's own key of the person.
    pub klantnummer: &'a str,
    /// Name of who guides them.
    pub klantmanager: Option<&'a str>,
    /// The code in the square codes.
    pub token: &'a str,
    /// The code to type, in groups.
    pub code: &'a str,
    /// The day on the letter, in Europe/Amsterdam.
    pub date: NaiveDate,
    /// The last day on which the codes are good.
    pub valid_until: NaiveDate,
}

/// `donderdag 26 november 2026`: the date on a letter, in Dutch.
pub fn dated(day: NaiveDate) -> String {
    format!("{} {}", date_in_words(Language::Nl, day), day.year())
}
