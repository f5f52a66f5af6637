//! The second proof of who somebody is, after a letter: house number and year of birth. Whoever opened
//! the envelope knows neither by it.

/// Wrong answers until a colleague must find out.
pub const MOST_WRONG: i64 = 3;

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both are right.
    Right,
    /// One of them, or both, are not; which is never told.
    Wrong,
    /// It is no answer: not two numbers. So nobody tries many at once.
    NoAnswer,
}

/// Holds typed words against what is known. Of the house number only the number counts, not its
/// addition; either may come first.
///
/// ```
/// use wegwijzer::trade::proof::{Verdict, judge};
/// assert_eq!(judge("Huis 12a, geboren in 1990", "12 A", 1990), Verdict::Right);
/// assert_eq!(judge("12 1991", "12", 1990), Verdict::Wrong);
/// ```
pub fn judge(typed: &str, house_number: &str, birth_year: i64) -> Verdict {
    let [first, second] = numbers(typed)[..] else { return Verdict::NoAnswer };
    let Some(house) = numbers(house_number).first().copied() else { return Verdict::Wrong };
    if [(first, second), (second, first)].contains(&(house, birth_year)) {
        Verdict::Right
    } else {
        Verdict::Wrong
    }
}

/// The numbers in words, in any digits.
fn numbers(words: &str) -> Vec<i64> {
    let mut all = Vec::new();
    let mut number: Option<i64> = None;
    for c in words.chars().chain([' ']) {
        match digit(c) {
            Some(digit) => {
                number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            }
            None => all.extend(number.take()),
        }
    }
    all
}

/// Latin, Arabic and Persian digits. Source: Unicode, "Decimal digits".
fn digit(c: char) -> Option<i64> {
    let from = |zero: char| i64::from(u32::from(c) - u32::from(zero));
    match c {
        '0'..='9' => Some(from('0')),
        '\u{0660}'..='\u{0669}' => Some(from('\u{0660}')),
        '\u{06F0}'..='\u{06F9}' => Some(from('\u{06F0}')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_right_numbers_in_any_order_and_digits_are_a_proof_and_nothing_else_is() {
        for (typed, verdict) in [
            ("12 1990", Verdict::Right),
            ("1990, 12", Verdict::Right),
            ("nr 12-bis / 1990", Verdict::Right),
            ("١٢ ١٩٩٠", Verdict::Right),
            ("۱۲ و ۱۹۹۰", Verdict::Right),
            ("12 1991", Verdict::Wrong),
            ("13 1990", Verdict::Wrong),
            ("12 12", Verdict::Wrong),
            ("1990 1990", Verdict::Wrong),
            ("12 90", Verdict::Wrong),
            ("12", Verdict::NoAnswer),
            ("hulp", Verdict::NoAnswer),
            ("", Verdict::NoAnswer),
            // many tries in one message are none
            ("11 12 13 1990", Verdict::NoAnswer),
            ("12 1990 1991", Verdict::NoAnswer),
            ("12 99999999999999999999", Verdict::Wrong),
        ] {
            assert_eq!(judge(typed, "12a", 1990), verdict, "{typed}");
        }
        assert_eq!(judge("1990 1990", "1990", 1990), Verdict::Right);
        assert_eq!(judge("12 1990", "achter", 1990), Verdict::Wrong);
    }
}
