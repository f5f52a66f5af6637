//! Measures of plain language for messages: how many sentences, how long, how many questions.
//!
//! The norm is ours, for people at level A2: short is what a small screen and a new reader can
//! hold. It counts; whether a sentence is kind is for a colleague to hear when reading it aloud.

use super::direction::without_marks;

/// Statements in one message; its question comes on top.
pub const MAX_SENTENCES: usize = 2;
/// Questions in one message.
pub const MAX_QUESTIONS: usize = 1;
/// Words in one sentence.
pub const MAX_WORDS: usize = 15;

/// What was counted in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measures {
    /// Sentences that are not questions.
    pub sentences: usize,
    /// Sentences that end in a question mark.
    pub questions: usize,
    /// Words in the longest sentence or question.
    pub longest: usize,
}

impl Measures {
    /// Is this within the norm?
    pub fn is_plain(&self) -> bool {
        self.sentences <= MAX_SENTENCES
            && self.questions <= MAX_QUESTIONS
            && self.longest <= MAX_WORDS
    }
}

/// Counts a message in one language, with its facts filled in. A sentence ends at `.`, `!`, `?`
/// or `…` before a space, or at the end of a line: a full stop inside a number does not end it.
pub fn measure(text: &str) -> Measures {
    let mut measures = Measures { sentences: 0, questions: 0, longest: 0 };
    for sentence in sentences(&without_marks(text)) {
        let count = sentence
            .split_whitespace()
            .filter(|word| word.contains(|c: char| c.is_alphanumeric()))
            .count();
        if count == 0 {
            continue;
        }
        measures.longest = measures.longest.max(count);
        if sentence.trim_end().ends_with(['?', '؟']) {
            measures.questions += 1;
        } else {
            measures.sentences += 1;
        }
    }
    measures
}

fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut sentence = String::new();
        for word in line.split_whitespace() {
            sentence.push_str(word);
            sentence.push(' ');
            let bare = word.trim_end_matches(['"', '\'', '”', '’', ')']);
            if bare.ends_with(['.', '!', '?', '…', '؟']) {
                found.push(std::mem::take(&mut sentence));
            }
        }
        found.push(sentence);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_questions_and_words_are_counted() {
        for (text, sentences, questions, longest) in [
            ("", 0, 0, 0),
            ("Komt u?", 0, 1, 2),
            ("Dag Amina, tot 19.00 uur. Komt u?", 1, 1, 5),
            ("Plaats: bibliotheek\nKomt u morgen ook?", 1, 1, 4),
            ("Fijn! Tot morgen. Dag … \u{2068}Jan\u{2069}", 4, 0, 2),
            ("هل ستحضرون؟ نعم.", 1, 1, 2),
        ] {
            assert_eq!(measure(text), Measures { sentences, questions, longest }, "{text}");
        }
    }

    #[test]
    fn a_long_sentence_is_not_plain() {
        assert!(measure("Dag. Komt u?").is_plain());
        assert!(!measure(&"woord ".repeat(MAX_WORDS + 1)).is_plain());
        assert!(!measure("Een. Twee. Drie.").is_plain());
        assert!(!measure("Komt u? Of niet?").is_plain());
    }
}
