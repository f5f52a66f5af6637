//! The code of a letter that people type: ten signs in two groups, `K7M2P-X9QR4`.
//!
//! Crockford's base 32 has no I, L, O and U: what is read as one of the first three is the digit that
//! it looks like, so a code may be copied by hand in any case, with spaces or dashes anywhere. Nine
//! signs are drawn (44.4 bits, after those that could be a word or a telephone number are thrown
//! away), the tenth tells a slip of the hand from another code. Source: D. Crockford, "Base 32".

/// Every sign, in the order of its value.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Signs of a code, the last one its check.
pub const LENGTH: usize = 10;
/// Signs that are drawn.
const DRAWN: usize = LENGTH - 1;
/// Digits and letters that nobody takes for another sign; of both a code has at least so many, so
/// that no word and no telephone number is one.
const CLEAR: usize = 2;

/// What typed words hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A code, as it is kept: ten signs, no dash. Whether anybody was given it is another matter.
    Code(String),
    /// All that was typed looks like a code, but a sign in it is wrong.
    Slip,
}

/// A code from random bytes; None when they make one that could be mistaken for something else:
/// draw again.
///
/// ```
/// use wegwijzer::trade::short_code::{Typed, draw, grouped, typed};
/// let code = draw(&[7, 30, 2, 25, 8, 29, 4, 21, 3]).unwrap();
/// assert_eq!(typed(&grouped(&code).to_lowercase()), Some(Typed::Code(code)));
/// ```
pub fn draw(random: &[u8; DRAWN]) -> Option<String> {
    let mut code: String = random.iter().map(|byte| sign(u32::from(byte % 32))).collect();
    if !is_unlike_anything_else(&code) {
        return None;
    }
    code.push(check(&code)?);
    Some(code)
}

/// As it stands in a letter: two groups of five.
pub fn grouped(code: &str) -> String {
    match code.split_at_checked(LENGTH / 2) {
        Some((first, second)) => format!("{first}-{second}"),
        None => code.to_owned(),
    }
}

/// The code in typed words, if there is one. Words around it are allowed when the code is whole; a
/// slip is only told where nothing else was typed.
pub fn typed(words: &str) -> Option<Typed> {
    let alone = read(words);
    if let Some(code) = alone.as_deref().filter(|code| is_whole(code)) {
        return Some(Typed::Code(code.to_owned()));
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    let among = |count: usize| {
        parts.windows(count).find_map(|some| {
            let trimmed = some.concat();
            let bare = trimmed.trim_matches(|c: char| !c.is_ascii_alphanumeric());
            read(bare).filter(|code| is_whole(code))
        })
    };
    if let Some(code) = among(1).or_else(|| among(2)) {
        return Some(Typed::Code(code));
    }
    alone.map(|_| Typed::Slip)
}

/// Ten signs that look like a code, whatever separates them.
fn read(words: &str) -> Option<String> {
    let mut code = String::with_capacity(LENGTH);
    for c in words.chars() {
        match c.to_ascii_uppercase() {
            ' ' | '-' | '\u{2010}'..='\u{2015}' | '.' | '_' | '\t' | '\n' | '\r' => {}
            'O' => code.push('0'),
            'I' | 'L' => code.push('1'),
            c if c.is_ascii() && SIGNS.contains(&(c as u8)) => code.push(c),
            _ => return None,
        }
    }
    (code.len() == LENGTH && is_unlike_anything_else(&code[..DRAWN])).then_some(code)
}

fn is_whole(code: &str) -> bool {
    let (drawn, last) = code.split_at(DRAWN);
    check(drawn).is_some_and(|right| last.chars().eq([right]))
}

fn is_unlike_anything_else(drawn: &str) -> bool {
    // 0 and 1 may have been typed as letters
    let digits = drawn.chars().filter(|c| ('2'..='9').contains(c)).count();
    let letters = drawn.chars().filter(char::is_ascii_alphabetic).count();
    digits >= CLEAR && letters >= CLEAR
}

/// Luhn's algorithm in base 32: every wrong sign, and nearly every pair that changed places, is found.
fn check(drawn: &str) -> Option<char> {
    let mut sum = 0;
    for (place, c) in drawn.chars().rev().enumerate() {
        let value = value(c)? * if place % 2 == 0 { 2 } else { 1 };
        sum += value / 32 + value % 32;
    }
    Some(sign((32 - sum % 32) % 32))
}

fn value(c: char) -> Option<u32> {
    SIGNS.iter().position(|sign| char::from(*sign) == c).and_then(|at| u32::try_from(at).ok())
}

fn sign(value: u32) -> char {
    char::from(SIGNS[value as usize % SIGNS.len()])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code() -> impl Strategy<Value = String> {
        any::<[u8; DRAWN]>().prop_filter_map("could be a word", |bytes| draw(&bytes))
    }

    #[test]
    fn words_numbers_and_postcodes_are_no_codes() {
        for words in [
            "",
            "afspraken",
            "inburgering",
            "0612345678",
            "06-1234 5678",
            "bioscoopje",
            "1234 AB Houten",
            "Ik kom morgen om 10 uur",
            "24-11-2026 om 14:05",
            "NL91ABNA0417164300",
        ] {
            assert_eq!(typed(words), None, "{words}");
        }
    }

    #[test]
    fn a_code_has_more_than_forty_bits() {
        // of all draws, those that are kept, counted by digits 2-9, letters, and 0 or 1
        let (p, q, r) = (8.0_f64 / 32.0, 22.0_f64 / 32.0, 2.0_f64 / 32.0);
        let choose = |n: u64, k: u64| (0..k).fold(1.0, |c, i| c * (n - i) as f64 / (i + 1) as f64);
        let mut kept = 0.0;
        for digits in 2..=DRAWN as u64 {
            for letters in 2..=(DRAWN as u64 - digits) {
                let rest = DRAWN as u64 - digits - letters;
                let ways = choose(DRAWN as u64, digits) * choose(DRAWN as u64 - digits, letters);
                kept += ways * p.powi(digits as i32) * q.powi(letters as i32) * r.powi(rest as i32);
            }
        }
        let bits = 45.0 + kept.log2();
        assert!(bits > 44.0, "{bits}");
    }

    proptest! {
        #[test]
        fn a_code_is_read_however_it_is_copied(code in code(), at in 1..LENGTH, gap in "[ .–-]{1,2}") {
            let by_hand = code.replace('0', "o").replace('1', "l").to_lowercase();
            let spaced = format!("{}{gap}{}", &by_hand[..at], &by_hand[at..]);
            let whole = Some(Typed::Code(code.clone()));
            prop_assert_eq!(typed(&spaced), whole.clone());
            prop_assert_eq!(typed(&format!("Mijn code is {}.", grouped(&code))), whole);
        }

        #[test]
        fn one_wrong_sign_is_a_slip(code in code(), at in 0..LENGTH, other in 0_u32..32) {
            let wrong = sign(other).to_string();
            prop_assume!(code[at..=at] != wrong);
            let slipped = format!("{}{wrong}{}", &code[..at], &code[at + 1..]);
            // with another sign it may look like a word; it is never another code
            prop_assert!(!matches!(typed(&slipped), Some(Typed::Code(_))));
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(words in "\\PC{0,60}") {
            if let Some(Typed::Code(code)) = typed(&words) {
                prop_assert_eq!(code.len(), LENGTH);
            }
        }
    }
}
