//! Is this webhook call from our WhatsApp gateway? PURE.
//!
//! Signatures are over the raw bytes: Meta signs its own escaping of the JSON (`\u00e9` for é), so
//! a body that was read and written again no longer matches. Compared in constant time.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

use crate::channel::secret;

/// How a gateway proves who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// Meta: `X-Hub-Signature-256: sha256=<hex HMAC>` with the app secret.
    MetaHex,
    /// Turn: `X-Turn-Hook-Signature: <base64 HMAC>` with the hook's secret.
    TurnBase64,
    /// 360dialog: a header that we chose when registering the webhook, repeated as it is.
    SharedHeader {
        /// Its name, in lower case.
        name: String,
    },
}

impl Signature {
    /// The header that carries the proof, in lower case.
    pub fn header(&self) -> &str {
        match self {
            Self::MetaHex => "x-hub-signature-256",
            Self::TurnBase64 => "x-turn-hook-signature",
            Self::SharedHeader { name } => name,
        }
    }
}

/// Does `header` (the value of [`Signature::header`]) prove that `body` comes from the gateway,
/// by one of `secrets` (several during a rotation)? Without a header or a secret nothing passes.
pub fn verify<S: AsRef<str>>(
    signature: &Signature,
    header: Option<&[u8]>,
    body: &[u8],
    secrets: &[S],
) -> bool {
    let Some(header) = header else { return false };
    match signature {
        Signature::MetaHex => header
            .strip_prefix(b"sha256=")
            .and_then(unhex)
            .is_some_and(|given| is_signed(&given, body, secrets)),
        Signature::TurnBase64 => {
            STANDARD.decode(header).is_ok_and(|given| is_signed(&given, body, secrets))
        }
        Signature::SharedHeader { .. } => secret::is_one_of(header, secrets),
    }
}

/// The answer to Meta's `GET` that registers a webhook: the challenge, if the mode is `subscribe`
/// and the token one of ours; otherwise nothing, and the caller says 403.
pub fn handshake<'a, S: AsRef<str>>(
    mode: Option<&str>,
    token: Option<&str>,
    challenge: Option<&'a str>,
    verify_tokens: &[S],
) -> Option<&'a str> {
    let ours = token.is_some_and(|token| secret::is_one_of(token.as_bytes(), verify_tokens));
    challenge.filter(|_| ours && mode == Some("subscribe"))
}

fn is_signed<S: AsRef<str>>(given: &[u8], body: &[u8], secrets: &[S]) -> bool {
    secret::any(secrets.iter().map(AsRef::as_ref).map(|secret| {
        // HMAC takes a key of any length, so the error never happens; an empty key is no secret.
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok();
        mac.filter(|_| !secret.is_empty()).map_or(Choice::from(0), |mac| {
            mac.chain_update(body).finalize().into_bytes().as_slice().ct_eq(given)
        })
    }))
}

fn unhex(hex: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let (pairs, rest) = hex.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Meta's escaping: é and a smiling face are six and twelve ASCII bytes.
    const BODY: &[u8] = br#"{"text":{"body":"caf\u00e9 \ud83d\ude00"}}"#;
    // Made with: printf %s "$BODY" | openssl dgst -sha256 -hmac old-app-secret
    const HEX: &str = "33ce0f2b4a9d7e8a5e304c482f9ecdabb4d90486c20574df78e200905eb986d8";
    const BASE64: &str = "M84PK0qdfopeMExIL57Nq7TZBIbCBXTfeOIAkF65htg=";

    fn meta(header: &str, body: &[u8], secrets: &[&str]) -> bool {
        verify(&Signature::MetaHex, Some(header.as_bytes()), body, secrets)
    }

    #[test]
    fn a_signature_over_the_raw_bytes_passes_also_during_a_rotation() {
        let header = format!("sha256={HEX}");
        assert!(meta(&header, BODY, &["old-app-secret"]));
        assert!(meta(&header, BODY, &["new-app-secret", "old-app-secret"]));
        assert!(meta(&format!("sha256={}", HEX.to_uppercase()), BODY, &["old-app-secret"]));
        let turn = |header: &str| {
            verify(&Signature::TurnBase64, Some(header.as_bytes()), BODY, &["x", "old-app-secret"])
        };
        assert!(turn(BASE64));
        assert!(!turn(HEX));
    }

    #[test]
    fn forged_missing_and_mangled_signatures_do_not() {
        let right = format!("sha256={HEX}");
        let forged = format!("sha256=00{}", &HEX[2..]);
        let unescaped = "{\"text\":{\"body\":\"café 😀\"}}".as_bytes();
        let secrets = &["old-app-secret"];
        assert!(!meta(&right, unescaped, secrets));
        assert!(!meta(&right, b"{}", secrets));
        assert!(!meta(&right, BODY, &["new-app-secret"]));
        assert!(!meta(&right, BODY, &[]));
        for header in ["", "sha256=", HEX, &forged, &right[..70], "sha256=zz", "sha256=é"] {
            assert!(!meta(header, BODY, secrets), "{header}");
        }
        assert!(!verify(&Signature::MetaHex, None, BODY, secrets));
        assert!(!verify(&Signature::TurnBase64, None, BODY, secrets));
    }

    #[test]
    fn an_empty_app_secret_signs_nothing() {
        // HMAC-SHA256 of nothing with the empty key: anybody can make this one.
        let header = "sha256=b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
        assert!(!meta(header, b"", &[""]));
    }

    #[test]
    fn a_shared_header_is_compared_as_it_is() {
        let shared = Signature::SharedHeader { name: "x-wegwijzer".to_owned() };
        assert_eq!(shared.header(), "x-wegwijzer");
        assert!(verify(&shared, Some(b"Basic abc"), b"any body", &["Basic abc"]));
        assert!(!verify(&shared, Some(b"Basic abd"), b"any body", &["Basic abc"]));
        assert!(!verify(&shared, Some(b""), b"any body", &[""]));
    }

    #[test]
    fn the_handshake_answers_only_who_knows_the_token() {
        let shake = |mode, token, challenge| handshake(mode, token, challenge, &["t1", "t2"]);
        assert_eq!(shake(Some("subscribe"), Some("t2"), Some("123")), Some("123"));
        assert_eq!(shake(Some("subscribe"), Some("t3"), Some("123")), None);
        assert_eq!(shake(Some("unsubscribe"), Some("t1"), Some("123")), None);
        assert_eq!(shake(None, None, None), None);
        assert_eq!(handshake(Some("subscribe"), Some(""), Some("1"), &[""]), None);
    }
}
