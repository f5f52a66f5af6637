//! In which direction a language is written, and the invisible marks that keep it so.
//!
//! A chat app looks at the first letter with a direction to decide how a paragraph runs. Whether
//! it skips isolated facts, as Unicode's rule P2 says, differs per app; so a paragraph that opens
//! with a fact in the other script gets a mark in front.

use crate::trade::person::Language;

const LEFT_TO_RIGHT_MARK: char = '\u{200E}';
const RIGHT_TO_LEFT_MARK: char = '\u{200F}';

/// A direction of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// How a language is written.
pub fn direction(language: Language) -> Direction {
    match language {
        Language::Ar | Language::Fa => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// The text without isolates, embeddings and direction marks: for places that know the direction
/// by themselves, such as a web page or a template's variable.
pub fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !is_mark(*c)).collect()
}

/// Makes every paragraph run in this direction.
pub(super) fn lead_lines(text: &str, wanted: Direction) -> String {
    let mark = match wanted {
        Direction::Ltr => LEFT_TO_RIGHT_MARK,
        Direction::Rtl => RIGHT_TO_LEFT_MARK,
    };
    let mut led = String::with_capacity(text.len() + 3);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            led.push('\n');
        }
        // a Dutch line without any letter runs left to right anyhow; an Arabic one does not
        let runs = first_strong(line).unwrap_or(Direction::Ltr);
        if runs != wanted && !line.is_empty() {
            led.push(mark);
        }
        led.push_str(line);
    }
    led
}

/// Characters that steer direction and would undo our own isolation when they come with a fact.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The direction of the first letter that has one.
fn first_strong(text: &str) -> Option<Direction> {
    text.chars().find_map(|c| match c {
        '\u{200F}' | '\u{061C}' => Some(Direction::Rtl),
        '\u{200E}' => Some(Direction::Ltr),
        c if !c.is_alphabetic() => None,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => {
            Some(Direction::Rtl)
        }
        '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}' => Some(Direction::Rtl),
        _ => Some(Direction::Ltr),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_paragraph_that_opens_with_latin_or_digits_gets_a_mark() {
        for (line, led) in [
            ("مرحباً \u{2068}Jan\u{2069}", "مرحباً \u{2068}Jan\u{2069}"),
            ("\u{2068}Jan\u{2069}، مرحباً", "\u{200F}\u{2068}Jan\u{2069}، مرحباً"),
            ("19:00", "\u{200F}19:00"),
            ("3 أيام", "3 أيام"),
            ("أ\n\nB", "أ\n\n\u{200F}B"),
        ] {
            assert_eq!(lead_lines(line, Direction::Rtl), led);
        }
    }

    #[test]
    fn a_dutch_paragraph_is_marked_only_when_it_opens_in_another_script() {
        assert_eq!(lead_lines("Dag أمينة", Direction::Ltr), "Dag أمينة");
        assert_eq!(lead_lines("3. العربية", Direction::Ltr), "\u{200E}3. العربية");
        assert_eq!(lead_lines("19:00", Direction::Ltr), "19:00");
    }

    #[test]
    fn marks_can_be_taken_away() {
        assert_eq!(without_marks("\u{200F}\u{2068}Jan\u{2069}، نعم"), "Jan، نعم");
    }
}
