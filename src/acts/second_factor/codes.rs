//! Six digits every thirty seconds (RFC 6238), and codes on paper for who lost the telephone.
//!
//! Only reckons: which step a code belongs to, and how a key is written for a telephone.

use totp_rs::{Algorithm, TOTP};

use crate::store::seal::random_bytes;

/// Seconds that a code is shown. Source: RFC 6238, 5.2.
pub const STEP_SECS: u64 = 30;

/// Characters of a recovery code: without those that are taken for each other.
const SIGNS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";
/// Recovery codes that are made at once.
pub const RECOVERY_CODES: usize = 10;

/// What is shared with the telephone: 160 random bits. Source: RFC 4226, 4, R6.
pub fn new_secret() -> Vec<u8> {
    random_bytes::<20>().to_vec()
}

fn totp(secret: &[u8], (issuer, account): (&str, &str)) -> Option<TOTP> {
    // a colon separates both in the address
    let plain = |text: &str| text.replace(':', " ");
    let (issuer, account) = (Some(plain(issuer)), plain(account));
    // SHA-1, six digits, thirty seconds: what every app for codes can do
    TOTP::new(Algorithm::SHA1, 6, 0, STEP_SECS, secret.to_vec(), issuer, account).ok()
}

/// What the square code says, and the same key to type.
pub fn for_telephone(secret: &[u8], issuer: &str, account: &str) -> Option<(String, String)> {
    let totp = totp(secret, (issuer, account))?;
    let key = totp.get_secret_base32();
    let fours: Vec<&str> =
        key.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect();
    Some((totp.get_url(), fours.join(" ")))
}

/// The step that `code` belongs to, if it is this one, the one before or the one after it, and newer than
/// `last_step`: a telephone's clock may be a little off, and no code works twice.
pub fn step_of(secret: &[u8], code: &str, last_step: i64, unix_secs: i64) -> Option<i64> {
    let totp = totp(secret, ("", ""))?;
    let code = digits(code)?;
    let now = unix_secs.div_euclid(STEP_SECS as i64);
    (now - 1..=now + 1).filter(|step| *step > last_step && *step >= 0).find(|step| {
        let shown = totp.generate(step.unsigned_abs() * STEP_SECS);
        subtle::ConstantTimeEq::ct_eq(shown.as_bytes(), code.as_bytes()).into()
    })
}

/// The code of a moment, as a telephone would show it.
#[cfg(test)]
pub(crate) fn shown(secret: &[u8], unix_secs: i64) -> String {
    totp(secret, ("", "")).unwrap().generate(unix_secs.unsigned_abs())
}

// As people type it: with a space in the middle.
fn digits(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    (code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())).then_some(code)
}

/// Ten new recovery codes of 50 random bits each, as they are shown: `abcde-fghij`.
pub fn new_recovery_codes() -> Vec<String> {
    let one = |_| {
        // 32 signs: every byte gives one without preferring any
        let text: String =
            random_bytes::<10>().iter().map(|b| char::from(SIGNS[usize::from(b % 32)])).collect();
        format!("{}-{}", &text[..5], &text[5..])
    };
    (0..RECOVERY_CODES).map(one).collect()
}

/// A recovery code in the form in which it is hashed; None when it cannot be one.
pub fn recovery_code(typed: &str) -> Option<String> {
    let signs: String =
        typed.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let good = signs.len() == 10 && signs.bytes().all(|b| SIGNS.contains(&b));
    good.then(|| format!("{}-{}", &signs[..5], &signs[5..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: the last six digits
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(shown(SECRET, at), code);
            assert_eq!(step_of(SECRET, code, 0, at), Some(at / 30));
        }
    }

    #[test]
    fn a_code_works_once_and_for_a_clock_that_is_half_a_minute_off() {
        let at = 1_111_111_111;
        let (step, code) = (at / 30, shown(SECRET, at));
        assert_eq!(step_of(SECRET, &code, step - 1, at), Some(step));
        assert_eq!(step_of(SECRET, &code, step, at), None, "used");
        for off in [-30, 30] {
            assert_eq!(step_of(SECRET, &code, 0, at + off), Some(step));
        }
        for off in [-61, 61] {
            assert_eq!(step_of(SECRET, &code, 0, at + off), None);
        }
        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        assert_eq!(step_of(SECRET, &spaced, 0, at), Some(step));
        for odd in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(step_of(SECRET, odd, 0, at), None, "{odd}");
        }
    }

    #[test]
    fn recovery_codes_differ_and_may_be_typed_with_capitals_and_without_the_hyphen() {
        let codes = new_recovery_codes();
        assert_eq!(codes.len(), RECOVERY_CODES);
        for code in &codes {
            assert_eq!(codes.iter().filter(|other| *other == code).count(), 1);
            let typed = code.to_uppercase().replace('-', " ");
            assert_eq!(recovery_code(&typed).as_ref(), Some(code));
        }
        assert_eq!(recovery_code("abcde-fghi"), None);
        assert_eq!(recovery_code("abcde-fghiß"), None);
    }

    #[test]
    fn the_address_for_a_telephone_names_the_service_and_the_colleague() {
        let (url, key) = for_telephone(SECRET, "Wegwijzer: Houten", "noor@houten.nl").unwrap();
        assert!(
            url.starts_with("otpauth://totp/Wegwijzer%20%20Houten:noor%40houten.nl?secret="),
            "{url}"
        );
        assert_eq!(key, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }
}
