//! Which passwords are too easy to guess.
//!
//! Long enough is not enough: "wachtwoord123", a keyboard walk or the own name twice are tried first. There are no
//! rules about capitals and digits, which only make passwords alike. Sources: ASVS 5.0 6.2.4 (common passwords),
//! 6.2.11 (words of the context), 6.2.5 (no composition rules); NIST SP 800-63B rev. 4, 3.1.1.2.

use zxcvbn::Score;

/// What people here would think of first. The crate knows 30,000 passwords that leaked, English words, names,
/// keyboard walks, repeats and dates.
const CONTEXT: &[&str] = &[
    "wegwijzer",
    "inburgering",
    "inburgeren",
    "gemeente",
    "klantmanager",
    "consulent",
    "beheerder",
    "coach",
    "trainer",
    "wachtwoord",
    "welkom",
    "geheim",
    "inloggen",
    "nederland",
    "lente",
    "zomer",
    "herfst",
    "winter",
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];

/// Would somebody who tries the likely ones first find it within a hundred million tries? `about` is what is known
/// about its owner: name, address, municipality. Takes milliseconds: not for an async thread.
///
/// ```
/// use wegwijzer::acts::passwords::is_easy;
/// assert!(is_easy("Welkom2026!!", &[]));
/// assert!(is_easy("noor.bakker1", &["Noor Bakker", "noor.bakker@houten.nl"]));
/// assert!(!is_easy("fiets-boom-lamp-zee", &[]));
/// ```
pub fn is_easy(password: &str, about: &[&str]) -> bool {
    let parts = about.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let mut known: Vec<&str> = CONTEXT.to_vec();
    known.extend(about.iter().copied());
    known.extend(parts.filter(|part| part.len() > 2));
    is_little_more(password, &known) || zxcvbn::zxcvbn(password, &known).score() < Score::Three
}

/// Letters besides known words that make a password more than those words.
const OWN_LETTERS: usize = 4;

// "januari-2026!": a known word, and the figures that everybody puts behind it.
fn is_little_more(password: &str, known: &[&str]) -> bool {
    let mut rest = password.to_lowercase();
    let mut words: Vec<String> = known.iter().map(|word| word.to_lowercase()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let before = rest.len();
    for word in words.iter().filter(|word| !word.is_empty()) {
        rest = rest.replace(word.as_str(), " ");
    }
    rest.len() < before && rest.chars().filter(|c| c.is_alphabetic()).count() < OWN_LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_refused_and_loose_words_are_not() {
        for easy in [
            "password1234",
            "qwertyuiop12",
            "aaaaaaaaaaaa",
            "123456789012",
            "wachtwoord12",
            "Wegwijzer2026",
            "GemeenteHouten",
            "januari-2026!",
        ] {
            assert!(is_easy(easy, &["Gemeente Houten"]), "{easy}");
        }
        for good in ["fiets-boom-lamp-zee", "vier ganzen lopen langs", "xK7#pQ2m!vR9"] {
            assert!(!is_easy(good, &["Gemeente Houten", "Noor Bakker"]), "{good}");
        }
    }
}
