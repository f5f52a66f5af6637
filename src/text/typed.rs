//! Typed words in a form that can be compared.
//!
//! Knows scripts, not meanings: which letters count as the same, where a number stands, which
//! pictures are in the message.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An answer or a global word is short; a longer message is somebody telling something.
const MAX_CHARS: usize = 120;

/// A message, taken apart.
pub(super) struct Typed {
    /// All letters and digits, folded, without anything between them.
    pub letters: String,
    /// The same, cut where letters, digits and other characters meet.
    pub pieces: Vec<Piece>,
    /// Pictures, each once, in order; skin tones do not count.
    pub symbols: Vec<String>,
    /// Ends as people number a list: "2." or "2)".
    pub ends_like_numbering: bool,
    /// Holds a sign that makes a number something else than an answer: "+1", "3-4", "50%".
    pub calculates: bool,
}

/// Part of a message.
pub(super) enum Piece {
    /// Folded letters.
    Letters(String),
    /// Digits; a number too large to be an answer is the largest there is.
    Number(usize),
}

impl Typed {
    /// `None` when the message is too long to be one word or one answer.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.chars().nth(MAX_CHARS).is_some() {
            return None;
        }
        let folded: String = folded_characters(typed).collect();
        let mut pieces = Vec::new();
        for piece in folded.split(|c: char| !c.is_alphanumeric()) {
            cut_at_digits(piece, &mut pieces);
        }
        let mut symbols: Vec<String> = Vec::new();
        for symbol in folded.chars().filter(|c| is_symbol(*c)).map(String::from) {
            if !symbols.contains(&symbol) {
                symbols.push(symbol);
            }
        }
        Some(Self {
            letters: folded.chars().filter(|c| c.is_alphanumeric()).collect(),
            pieces,
            symbols,
            ends_like_numbering: folded.ends_with(['.', ')']),
            calculates: folded
                .contains(['+', '-', '–', '−', '*', '/', '%', '€', '$', '<', '>', '=']),
        })
    }

    /// The pieces that are words.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Letters(word) => Some(word.as_str()),
            Piece::Number(_) => None,
        })
    }
}

/// A word of a list or a label, comparable with [`Typed::letters`], or with one of its symbols
/// when it has no letters.
pub(super) fn fold(word: &str) -> String {
    let folded: String = folded_characters(word).collect();
    let letters: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.is_empty() {
        folded.chars().find(|c| is_symbol(*c)).map_or(letters, String::from)
    } else {
        letters
    }
}

/// Lower case, without accents and vowel signs; letters that Arabic keyboards and spellers mix up
/// become one, and so do the digits of all scripts we meet.
pub(super) fn folded_characters(typed: &str) -> impl Iterator<Item = char> {
    typed.chars().flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c)).filter_map(
        |c| match c {
            'ـ' => None,            // tatweel only stretches a word
            'ى' | 'ی' => Some('ي'), // alif maqsura, Persian ye
            'ة' => Some('ه'),
            'ک' => Some('ك'),
            'ß' => Some('s'),
            'ı' => Some('i'), // the Turkish one without a dot
            '\u{0660}'..='\u{0669}' => western(c, 0x0660),
            '\u{06F0}'..='\u{06F9}' => western(c, 0x06F0),
            c => Some(c),
        },
    )
}

fn western(digit: char, zero: u32) -> Option<char> {
    char::from_digit(u32::from(digit) - zero, 10)
}

/// A sign of Chinese writing: words of it stand without spaces between them.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Arrows, dingbats and emoji, without what only colours or joins them.
fn is_symbol(c: char) -> bool {
    c >= '\u{2190}'
        && !c.is_alphanumeric()
        && !c.is_whitespace()
        && !matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{FEFF}' | '\u{3000}'..='\u{303F}')
}

fn cut_at_digits(piece: &str, pieces: &mut Vec<Piece>) {
    let mut rest = piece;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        pieces.push(if digits {
            Piece::Number(run.parse().unwrap_or(usize::MAX))
        } else {
            Piece::Letters(run.to_owned())
        });
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_alike_to_a_reader_become_the_same() {
        for (one, other) in [
            ("Éénmalig", "eenmalig"),
            ("check-in", "Check  IN"),
            ("مُساعَدة", "مساعده"),
            ("کمک", "كمك"),
            ("إيقـــاف", "ايقاف"),
            ("👍🏿", "👍"),
            ("ＯＫ", "ok"),
            ("YANLIŞ", "yanlış"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_eq!(fold(" .!"), "");
    }

    #[test]
    fn a_long_message_is_not_read_as_an_answer() {
        assert!(Typed::read(&"ja ".repeat(100)).is_none());
        assert!(Typed::read(&format!("ja{}", " ".repeat(500))).is_some());
    }
}
