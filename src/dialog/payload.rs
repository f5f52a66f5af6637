//! What a button carries: its question and the place of its answer, nothing else.
//!
//! Opaque for the person and the platform, at most 25 bytes (Telegram allows 64), and bound to
//! one question: a tap can never answer another one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::ids::QuestionId;

/// The payload of the `index`-th answer to a question.
pub fn encode(question: QuestionId, index: usize) -> String {
    format!("{}.{index}", URL_SAFE_NO_PAD.encode(question.0.as_bytes()))
}

/// The opposite of [`encode`]; anything can come in, so anything may be refused.
pub fn decode(payload: &str) -> Option<(QuestionId, usize)> {
    let (question, index) = payload.split_once('.')?;
    let bytes = URL_SAFE_NO_PAD.decode(question).ok()?;
    let id = Uuid::from_slice(&bytes).ok()?;
    Some((QuestionId(id), index.parse().ok().filter(|i| *i < 100)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_leads_back_to_its_question_and_answer() {
        let question = QuestionId::fresh();
        let payload = encode(question, 12);
        assert!(payload.len() <= 25, "{payload}");
        assert_eq!(decode(&payload), Some((question, 12)));
    }

    #[test]
    fn a_made_up_payload_is_refused() {
        for payload in ["", ".", "x.1", "AAAA.1", "komt", &"A".repeat(5000)] {
            assert_eq!(decode(payload), None, "{payload}");
        }
    }
}
