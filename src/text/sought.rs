//! The words by which somebody is found: of their name and klantnummer, however they are spelled.

use super::typed::folded_characters;

/// Words that are kept of one person.
const MOST: usize = 16;
/// Letters of a word that are compared.
const LONGEST: usize = 24;
/// Words that are looked for together.
const ASKED: usize = 3;

/// The words of a text, folded, each once.
///
/// ```
/// use wegwijzer::text::sought::words;
/// assert_eq!(words("Zoë van der Bêrg (K-1001)"), ["zoe", "van", "der", "berg", "k", "1001"]);
/// ```
pub fn words(text: &str) -> Vec<String> {
    let folded: String = folded_characters(text).collect();
    let mut words: Vec<String> = Vec::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word: String = word.chars().take(LONGEST).collect();
        if words.len() < MOST && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// What somebody is looked for by: beginnings of words, the longest first, because it leads to the fewest
/// people.
pub fn beginnings(typed: &str) -> Vec<String> {
    let mut words = words(typed);
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(ASKED);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_keep_anybody_hidden() {
        let table = [
            ("فاطمة الزهراء", "فاطمه"),
            ("Şükrü Yılmaz", "yilmaz"),
            ("O'Neill-Đorđević", "neill"),
            ("K-1001", "1001"),
        ];
        for (name, word) in table {
            assert!(words(name).contains(&word.to_owned()), "{name}: {:?}", words(name));
        }
        assert_eq!(beginnings("  van der Berg, Jan de "), ["berg", "van", "der"]);
        assert!(beginnings(" -'. ").is_empty());
    }

    #[test]
    fn nobody_has_more_words_than_are_kept() {
        let name: String = (0..50).map(|n| format!("naam{n} ")).collect();
        assert_eq!(words(&name).len(), MOST);
        assert_eq!(words(&"x".repeat(1000))[0].len(), LONGEST);
    }
}
