//! A typed value, taken apart: words, and digits with what stands between them.

use super::super::direction::is_mark;
use super::super::typed::{folded_characters, is_han};
use super::lexicon::{Lexicon, Sense};

/// A value is short; a longer message is somebody telling something.
const MAX_CHARS: usize = 120;
/// A longer run of digits is a telephone number, not a value.
const MAX_DIGITS: usize = 9;
/// Stands for ½ while the characters are folded, which would make "2½" the number 21.
const HALF: char = '\u{E000}';

/// Part of a message.
#[derive(Clone, Debug)]
pub(super) enum Token {
    Word(String),
    Digits(Written),
    Half,
}

/// Digits with signs between them: `3/12`, `15:00`, `2,5`, `7`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub parts: Vec<Run>,
    pub signs: Vec<char>,
}

/// A run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub value: i64,
    /// How many; none when the number was a word.
    pub digits: usize,
    /// Begins with a zero, and is more than that.
    pub zero_first: bool,
}

/// What a reader of values sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Number(Run),
    Written(Written),
    Word(Sense),
}

/// Nothing when the message is long, or holds a sign that makes a number something else: "+1",
/// "-3", "50%", "₂".
pub(super) fn tokens(typed: &str) -> Option<Vec<Token>> {
    let typed = typed.trim();
    if typed.chars().nth(MAX_CHARS).is_some() || typed.chars().any(is_strange_number) {
        return None;
    }
    let plain: String = typed.chars().filter(|c| !is_mark(*c)).map(without_half).collect();
    let folded: Vec<char> = folded_characters(&plain).map(as_ascii_sign).collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = folded.get(at) {
        let digit_follows = folded.get(at + 1).is_some_and(char::is_ascii_digit);
        if c.is_ascii_digit() {
            let (written, after) = digits(&folded, at)?;
            tokens.push(Token::Digits(written));
            at = after;
        } else if c.is_alphabetic() {
            // every Chinese sign is looked up by itself, and joined to a word there
            let end = match is_han(c) {
                true => at + 1,
                false => run_end(&folded, at, |c| c.is_alphabetic() && !is_han(c)),
            };
            tokens.push(Token::Word(folded[at..end].iter().collect()));
            at = end;
        } else if "+*%€$<>=~^".contains(c) || ("-.,:/".contains(c) && digit_follows) {
            return None;
        } else {
            if c == HALF {
                tokens.push(Token::Half);
            }
            at += 1;
        }
    }
    Some(tokens)
}

/// Digits of scripts that we do not read, fractions, superscripts: better not understood.
fn is_strange_number(c: char) -> bool {
    let ours = c.is_ascii_digit()
        || matches!(c, '½' | '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' | '\u{FF10}'..='\u{FF19}');
    c.is_numeric() && !ours
}

fn without_half(c: char) -> char {
    if c == '½' { HALF } else { c }
}

/// Arabic signs between digits, and the dashes of a telephone's keyboard.
fn as_ascii_sign(c: char) -> char {
    match c {
        '٫' => '.',
        '،' | '٬' => ',',
        '–' | '—' | '−' | '‐' => '-',
        other => other,
    }
}

fn run_end(folded: &[char], from: usize, is: impl Fn(char) -> bool) -> usize {
    folded[from..].iter().position(|c| !is(*c)).map_or(folded.len(), |length| from + length)
}

fn digits(folded: &[char], from: usize) -> Option<(Written, usize)> {
    let mut written = Written { parts: Vec::new(), signs: Vec::new() };
    let mut at = from;
    loop {
        let end = run_end(folded, at, |c| c.is_ascii_digit());
        let run: String = folded[at..end].iter().collect();
        if run.len() > MAX_DIGITS {
            return None;
        }
        let zero_first = run.len() > 1 && run.starts_with('0');
        written.parts.push(Run { value: run.parse().ok()?, digits: run.len(), zero_first });
        match sign_and_next(folded, end) {
            Some((sign, next)) => {
                written.signs.push(sign);
                at = next;
            }
            None => return Some((written, end)),
        }
    }
}

/// The sign behind a run of digits and where the next run begins. Spaces may stand around what
/// stands between the parts of a date.
fn sign_and_next(folded: &[char], end: usize) -> Option<(char, usize)> {
    let sign_at = run_end(folded, end, |c| c == ' ');
    let sign = *folded.get(sign_at)?;
    let loose = "/-".contains(sign);
    if !(loose || (".,:".contains(sign) && sign_at == end)) {
        return None;
    }
    let next = if loose { run_end(folded, sign_at + 1, |c| c == ' ') } else { sign_at + 1 };
    folded.get(next).is_some_and(char::is_ascii_digit).then_some((sign, next))
}

/// What the words are for a reader who wants these senses; nothing when a word is none of them.
pub(super) fn items(
    lexicon: &Lexicon,
    tokens: &[Token],
    wanted: impl Fn(Sense) -> bool + Copy,
) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (taken, item) = match token {
            Token::Half => (1, Some(Item::Word(Sense::Half))),
            Token::Digits(written) if written.signs.is_empty() => {
                (1, written.parts.first().map(|run| Item::Number(*run)))
            }
            Token::Digits(written) => (1, Some(Item::Written(written.clone()))),
            Token::Word(_) => {
                let words: Vec<&str> = tokens[at..].iter().map_while(word).collect();
                let (taken, sense) = lexicon.longest(&words, wanted)?;
                let number = |value| Item::Number(Run { value, digits: 0, zero_first: false });
                let item = match sense {
                    Sense::Filler => None,
                    Sense::Number(value) => Some(number(value)),
                    sense => Some(Item::Word(sense)),
                };
                (taken, item)
            }
        };
        items.extend(item);
        at += taken;
    }
    Some(items)
}

fn word(token: &Token) -> Option<&str> {
    match token {
        Token::Word(word) => Some(word),
        _ => None,
    }
}
