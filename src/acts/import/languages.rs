//! Languages by code, Dutch name or English name.

use super::nearest::fold;
use crate::trade::person::Language;

/// Words for the languages in which texts exist.
const SPOKEN: &[(Language, &[&str])] = &[
    (Language::Nl, &["nl", "nld", "dut", "nederlands", "dutch", "nederlandse"]),
    (Language::En, &["en", "eng", "engels", "english", "engelse"]),
    (Language::Ar, &["ar", "ara", "arabisch", "arabic", "arabische", "syrischarabisch"]),
    (Language::Tr, &["tr", "tur", "turks", "turkish", "turkse"]),
    (Language::Ti, &["ti", "tir", "tigrinya", "tigrinja", "tigrigna", "tigrinse", "eritrees"]),
    (
        Language::Fa,
        &["fa", "fas", "per", "prs", "perzisch", "farsi", "dari", "persian", "perzische"],
    ),
    (Language::So, &["so", "som", "somalisch", "somali", "somalische"]),
    (Language::Es, &["es", "spa", "spaans", "spanish", "spaanse"]),
    (Language::Pt, &["pt", "por", "portugees", "portuguese", "portugese", "braziliaans"]),
    (Language::Ru, &["ru", "rus", "russisch", "russian", "russische"]),
    (Language::Fr, &["fr", "fra", "fre", "frans", "french", "franse"]),
    (Language::Zh, &["zh", "zho", "chi", "chinees", "chinese", "mandarijn", "mandarin"]),
];

/// The language that `text` names; None: no texts in it yet.
///
/// ```
/// use wegwijzer::acts::import::languages::language;
/// use wegwijzer::trade::person::Language;
/// assert_eq!(language("Arabisch"), Some(Language::Ar));
/// assert_eq!(language("en-GB"), Some(Language::En));
/// assert_eq!(language("Tigrinya"), Some(Language::Ti));
/// assert_eq!(language("Thais"), None);
/// ```
pub fn language(text: &str) -> Option<Language> {
    let of = |word: &str| {
        let word = fold(word);
        let known = SPOKEN.iter().find(|(_, words)| words.contains(&word.as_str()));
        known.map(|(language, _)| *language)
    };
    // a code may carry its country: nl-NL, ar_SY, "Arabisch (Syrië)"
    of(text).or_else(|| of(text.split(['-', '_', '(', '/']).next()?))
}
