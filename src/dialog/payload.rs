//! What a button carries: its question and the place of its answer, nothing else.
//!
//! Opaque for the person and the platform, at most 25 bytes (Telegram allows 64), and bound to
//! one question: a tap can never answer another one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::ids::{CoverId, MailboxId, QuestionId};

/// Before the id of a message that waits to be read.
const READ: &str = "lees.";

/// Before the mailbox whose messages are to go.
const HIDE: &str = "weg.";

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

/// The payload of the button under a neutral message: what it stands for.
pub fn to_read(cover: CoverId) -> String {
    format!("{READ}{}", URL_SAFE_NO_PAD.encode(cover.0.as_bytes()))
}

/// The opposite of [`to_read`].
pub fn asks_to_read(payload: &str) -> Option<CoverId> {
    let bytes = URL_SAFE_NO_PAD.decode(payload.strip_prefix(READ)?).ok()?;
    Uuid::from_slice(&bytes).ok().map(CoverId)
}

/// The payload of the button that makes what we sent disappear: of whom, for a telephone that several people share.
pub fn to_hide(mailbox: MailboxId) -> String {
    format!("{HIDE}{}", URL_SAFE_NO_PAD.encode(mailbox.0.as_bytes()))
}

/// The opposite of [`to_hide`].
pub fn asks_to_hide(payload: &str) -> Option<MailboxId> {
    let bytes = URL_SAFE_NO_PAD.decode(payload.strip_prefix(HIDE)?).ok()?;
    Uuid::from_slice(&bytes).ok().map(MailboxId)
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
    fn the_button_of_a_neutral_message_answers_no_question() {
        let cover = CoverId::fresh();
        let payload = to_read(cover);
        assert_eq!(asks_to_read(&payload), Some(cover));
        assert_eq!(decode(&payload), None);
        assert_eq!(asks_to_read(&encode(QuestionId::fresh(), 0)), None);
        assert!(payload.len() <= 64, "Telegram takes no more: {payload}");
        let mailbox = MailboxId::fresh();
        let hide = to_hide(mailbox);
        assert_eq!(asks_to_hide(&hide), Some(mailbox));
        assert_eq!(
            (decode(&hide), asks_to_read(&hide), asks_to_hide(&payload)),
            (None, None, None)
        );
    }

    #[test]
    fn a_made_up_payload_is_refused() {
        for payload in ["", ".", "x.1", "AAAA.1", "komt", &"A".repeat(5000)] {
            assert_eq!(decode(payload), None, "{payload}");
            assert_eq!(asks_to_read(payload), None, "{payload}");
            assert_eq!(asks_to_hide(payload), None, "{payload}");
        }
    }
}
