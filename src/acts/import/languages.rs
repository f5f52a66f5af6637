//! Languages by code, Dutch name or English name.

use super::nearest::fold;
use crate::trade::person::Language;

/// Words for the languages in which texts exist.
const SPOKEN: &[(Language, &[&str])] = &[
    (Language::Nl, &["nl", "nld", "dut", "nederlands", "dutch", "nederlandse"]),
    (Language::En, &["en", "eng", "engels", "english", "engelse"]),
    (Language::Ar, &["ar", "ara", "arabisch", "arabic", "arabische", "syrischarabisch"]),
];

/// The language that `text` names; None: no texts in it yet.
///
/// ```
/// use wegwijzer::acts::import::languages::language;
/// use wegwijzer::trade::person::Language;
/// assert_eq!(language("Arabisch"), Some(Language::Ar));
/// assert_eq!(language("en-GB"), Some(Language::En));
/// assert_eq!(language("Tigrinya"), None);
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
