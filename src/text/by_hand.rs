//! What a colleague writes by hand: their own words, in one language, behind their name.
//!
//! Promises: such words are said once, as they were written; nobody translates them.

use crate::message::{Fact, Saying};

/// The text that frames them.
pub const TEXT: &str = "collega-schrijft";
/// The fact that holds the colleague's first name; whatever mentions it comes from a colleague.
pub const COLLEAGUE: &str = "collega";
/// The fact that holds the words.
pub const WORDS: &str = "bericht";

/// Asks a person to write, so that WhatsApp's window opens: the text, and the template that carries it.
pub const WRITE_BACK: (&str, &str) = ("schrijf-terug", "schrijf_terug");

/// Longest message, in characters: both platforms take it in one part, and few people read more.
pub const LONGEST: usize = 1000;

/// Are these somebody's own words?
pub fn is_by_hand(saying: &Saying) -> bool {
    saying.text.0 == TEXT
}

/// Does a colleague say this?
pub fn is_of_colleague(saying: &Saying) -> bool {
    saying.facts.contains_key(COLLEAGUE)
}

/// The words as they were written; None: a text of the content.
pub fn words(saying: &Saying) -> Option<&str> {
    match saying.facts.get(WORDS).filter(|_| is_by_hand(saying))? {
        Fact::Word(words) => Some(words),
        _ => None,
    }
}
