//! What Telegram's answers mean. PURE.
//!
//! A table, searched from the top. Telegram's descriptions are not contractual, so they are
//! matched loosely: a part of the words, in any case. Source: Bot API and its server's behaviour,
//! seen 2026.

use std::time::Duration;

use serde::Deserialize;

use crate::channel::{Reason, Refusal, Scope, SendError};
use crate::message::Handle;

/// Waiting time after a 429 that names none.
const PAUSE: Duration = Duration::from_secs(5);
/// Waiting time when something that is not Telegram answered for it (a proxy, a captive portal).
const STRANGER: Duration = Duration::from_secs(60);

/// What is said of a message that is too old to be deleted: 48 hours, by the Bot API (deleteMessage).
pub const STAYS: &str = "the message cannot be deleted any more";

/// The hints that may come with a refusal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Hints {
    /// Seconds to wait.
    #[serde(default, deserialize_with = "crate::channel::lenient::number")]
    pub retry_after: Option<i64>,
    /// A group's new id.
    #[serde(default, deserialize_with = "crate::channel::lenient::number")]
    pub migrate_to_chat_id: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Unreachable,
    Dead,
    /// The person's own wish: nothing is wrong with message or address.
    Declined,
    Done,
    Alarm,
    Wait,
    MaybeSent,
}

struct Row {
    /// `error_code`, from and to.
    codes: (i64, i64),
    /// Part of the description in lower case; empty: any.
    words: &'static str,
    meaning: Meaning,
    detail: &'static str,
}

const fn row(
    codes: (i64, i64),
    words: &'static str,
    meaning: Meaning,
    detail: &'static str,
) -> Row {
    Row { codes, words, meaning, detail }
}

const TABLE: &[Row] = {
    use Meaning::{Alarm, Dead, Declined, Done, MaybeSent, Unreachable, Wait};
    &[
        row((403, 403), "not enough rights", Dead, "the bot lacks a right in this chat"),
        row((403, 403), "", Unreachable, "blocked the bot, left, or never wrote to it"),
        row((400, 400), "message is not modified", Done, "already so"),
        row((400, 400), "to edit not found", Done, "the message to edit is gone"),
        row((400, 400), "to delete not found", Done, "the message to delete is gone"),
        row((400, 400), "can't be deleted", Done, STAYS),
        row((400, 400), "can't be edited", Done, "the message can no longer be edited"),
        row((400, 400), "message_id_invalid", Done, "the message to edit is gone"),
        row((400, 400), "query is too old", Done, "the tap was answered too late"),
        row((400, 400), "query id is invalid", Done, "the tap was answered too late"),
        row((400, 400), "chat not found", Unreachable, "this chat does not exist for the bot"),
        row((400, 400), "peer_id_invalid", Unreachable, "this chat does not exist for the bot"),
        row((400, 400), "user is deactivated", Unreachable, "the account was deleted"),
        row((400, 400), "voice_messages_forbidden", Declined, "the person takes no voice notes"),
        row((400, 400), "", Dead, "Telegram does not take this message"),
        row((401, 401), "", Alarm, "the bot's token is not valid"),
        row((404, 404), "", Alarm, "no such bot: the token or the API URL is wrong"),
        row((409, 409), "", Alarm, "a second poller or a webhook takes this bot's updates"),
        row((413, 413), "", Dead, "the message is too large"),
        row((429, 429), "", Wait, "too many messages"),
        row((500, 599), "", MaybeSent, "Telegram failed; it may have been sent"),
        row((402, 499), "", Dead, "Telegram does not take this message"),
    ]
};

/// What an `{"ok":false}` means.
///
/// ```
/// use wegwijzer::channel::{SendError, Reason, telegram::errors::{classify, Hints}};
/// let no = classify(403, "Forbidden: bot was blocked by the user", Hints::default());
/// assert!(matches!(no, SendError::Refused(refusal) if refusal.reason == Reason::Unreachable));
/// ```
pub fn classify(error_code: i64, description: &str, hints: Hints) -> SendError {
    let code = format!("telegram:{error_code}");
    if let Some(to) = hints.migrate_to_chat_id {
        let to = Handle::TelegramChat(to.to_string());
        return refused(Reason::Migrated { to }, code, "the group has a new id");
    }
    let description = description.to_lowercase();
    let found = TABLE.iter().find(|row| {
        (row.codes.0..=row.codes.1).contains(&error_code) && description.contains(row.words)
    });
    let Some(row) = found else { return SendError::Unknown { what: code } };
    match row.meaning {
        Meaning::Unreachable => refused(Reason::Unreachable, code, row.detail),
        Meaning::Dead => refused(Reason::Dead, code, row.detail),
        Meaning::Declined => refused(Reason::Declined, code, row.detail),
        Meaning::Done => refused(Reason::AlreadyDone, code, row.detail),
        Meaning::Alarm => refused(Reason::Alarm, code, row.detail),
        // One chat pauses; when others meet a 429 too, the outbox pauses the bot.
        Meaning::Wait => SendError::NotNow { wait: wait(hints), scope: Scope::Chat, code },
        Meaning::MaybeSent => SendError::Unknown { what: code },
    }
}

/// What an answer means that is not Telegram's JSON: something between us and Telegram spoke.
pub fn classify_stranger(http_status: u16) -> SendError {
    let code = format!("telegram:http_{http_status}");
    if (300..500).contains(&http_status) {
        SendError::NotNow { wait: STRANGER, scope: Scope::Channel, code }
    } else {
        SendError::Unknown { what: code }
    }
}

fn wait(hints: Hints) -> Duration {
    let seconds = hints.retry_after.and_then(|seconds| u64::try_from(seconds).ok());
    seconds.map_or(PAUSE, |seconds| Duration::from_secs(seconds.clamp(1, 86_400)))
}

fn refused(reason: Reason, code: String, detail: &str) -> SendError {
    let scope = if reason == Reason::Alarm { Scope::Channel } else { Scope::Message };
    SendError::Refused(Refusal { reason, scope, code, detail: detail.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(error: &SendError) -> String {
        match error {
            SendError::Refused(refusal) => format!("{:?}", refusal.reason),
            SendError::NotNow { wait, scope, .. } => format!("{scope:?} {}", wait.as_secs()),
            SendError::Unknown { .. } => "Unknown".to_owned(),
        }
    }

    #[test]
    fn every_answer_has_its_meaning() {
        let rows = [
            (403, "Forbidden: bot was blocked by the user", "Unreachable"),
            (403, "FORBIDDEN: USER IS DEACTIVATED", "Unreachable"),
            (403, "Forbidden: bot can't initiate conversation with a user", "Unreachable"),
            (403, "Forbidden: bot was kicked from the group chat", "Unreachable"),
            (403, "", "Unreachable"),
            (400, "Bad Request: chat not found", "Unreachable"),
            (400, "Bad Request: PEER_ID_INVALID", "Unreachable"),
            (400, "Bad Request: not enough rights to send text messages", "Dead"),
            (400, "Bad Request: message is not modified: same content", "AlreadyDone"),
            (400, "Bad Request: message to edit not found", "AlreadyDone"),
            (400, "Bad Request: message can't be edited", "AlreadyDone"),
            (400, "Bad Request: query is too old and response timeout expired", "AlreadyDone"),
            (400, "Bad Request: can't parse entities", "Dead"),
            (400, "Bad Request: message is too long", "Dead"),
            (400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", "Declined"),
            (401, "Unauthorized", "Alarm"),
            (404, "Not Found", "Alarm"),
            (409, "Conflict: terminated by other getUpdates request", "Alarm"),
            (413, "Request Entity Too Large", "Dead"),
            (429, "Too Many Requests", "Chat 5"),
            (418, "?", "Dead"),
            (500, "Internal Server Error", "Unknown"),
            (502, "Bad Gateway", "Unknown"),
            (0, "", "Unknown"),
        ];
        for (code, description, expected) in rows {
            let error = classify(code, description, Hints::default());
            assert_eq!(word(&error), expected, "{code} {description}");
        }
    }

    #[test]
    fn hints_are_obeyed_within_reason() {
        let hints = |text| serde_json::from_str::<Hints>(text).unwrap();
        let wait = |text| word(&classify(429, "", hints(text)));
        assert_eq!(wait(r#"{"retry_after":37}"#), "Chat 37");
        assert_eq!(wait(r#"{"retry_after":"37"}"#), "Chat 37");
        assert_eq!(wait(r#"{"retry_after":0}"#), "Chat 1");
        assert_eq!(wait(r#"{"retry_after":-1}"#), "Chat 5");
        assert_eq!(wait(r#"{"retry_after":9999999}"#), "Chat 86400");
        let moved = classify(400, "upgraded", hints(r#"{"migrate_to_chat_id":-1001234}"#));
        let SendError::Refused(refusal) = moved else { panic!("{moved:?}") };
        let to = Handle::TelegramChat("-1001234".into());
        assert_eq!(refusal.reason, Reason::Migrated { to });
    }

    #[test]
    fn somebody_else_answering_for_telegram_condemns_nobody() {
        assert_eq!(word(&classify_stranger(403)), "Channel 60");
        assert_eq!(word(&classify_stranger(302)), "Channel 60");
        assert_eq!(word(&classify_stranger(200)), "Unknown");
        assert_eq!(word(&classify_stranger(502)), "Unknown");
    }
}
