//! Is this webhook call Telegram's? PURE.
//!
//! Telegram signs nothing; it repeats the secret that `setWebhook` gave it, in a header.

use crate::channel::secret;

/// The header that carries the secret.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// Does the header hold one of `secrets` (several during a rotation)? Compared in constant time.
/// Without a header, or without a secret of ours, nothing passes.
///
/// ```
/// use wegwijzer::channel::telegram::verify::verify;
/// assert!(verify(Some(b"new"), &["old", "new"]));
/// assert!(!verify(None, &["old"]));
/// ```
pub fn verify<S: AsRef<str>>(header: Option<&[u8]>, secrets: &[S]) -> bool {
    header.is_some_and(|given| secret::is_one_of(given, secrets))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_secret_of_ours_passes() {
        let secrets = ["s3cret_A", "s3cret-B"];
        let rows: [(Option<&[u8]>, bool); 7] = [
            (Some(b"s3cret_A"), true),
            (Some(b"s3cret-B"), true),
            (Some(b"s3cret_a"), false),
            (Some(b"s3cret_A "), false),
            (Some(b"\xff\xfe"), false),
            (Some(b""), false),
            (None, false),
        ];
        for (header, expected) in rows {
            assert_eq!(verify(header, &secrets), expected, "{header:?}");
        }
    }

    #[test]
    fn an_empty_secret_opens_nothing() {
        assert!(!verify(Some(b""), &[""]));
        assert!(!verify::<&str>(Some(b"x"), &[]));
    }
}
