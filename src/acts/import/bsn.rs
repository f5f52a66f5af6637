//! A citizen service number must not come in: Wegwijzer has no ground to hold one.
//!
//! Nine digits that pass the eleven-test are taken for a BSN. One in eleven other numbers of nine
//! digits passes too; a municipality that uses such numbers as klantnummer must prefix them.

use crate::text::bsn::eleven_test;

/// Does this text hold something that passes for a BSN?
///
/// ```
/// use wegwijzer::acts::import::bsn::looks_like_bsn;
/// assert!(looks_like_bsn("111222333"));
/// assert!(looks_like_bsn("bsn: 1112.22.333"));
/// assert!(!looks_like_bsn("111222334"));
/// assert!(!looks_like_bsn("1112223330"));
/// ```
pub fn looks_like_bsn(text: &str) -> bool {
    // people write 111222333, but also 1112.22.333 or 1112 22 333
    let groups = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ' ' | '-')));
    let runs = text.split(|c: char| !c.is_ascii_digit());
    groups.chain(runs).any(passes)
}

fn passes(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    digits.len() == 9 && eleven_test(digits.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_digits_that_pass_the_eleven_test_are_taken_for_a_bsn() {
        for (text, expected) in [
            ("111222333", true),
            ("123456782", true),
            ("1234.56.782", true),
            ("1234 56 782", true),
            ("zie dossier 123456782", true),
            ("123456782 oud", true),
            ("Kerkstraat 12 123456782", true),
            ("123456789", false),
            ("000000000", false),
            ("12345678", false),
            ("K-2024-0012", false),
            ("0612345678", false),
            ("", false),
        ] {
            assert_eq!(looks_like_bsn(text), expected, "{text}");
        }
    }
}
