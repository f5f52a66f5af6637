//! What WhatsApp's error codes mean. PURE.
//!
//! The same cause may come as the answer to a send or later in a status, so both are judged by
//! one table, on the code alone: Meta's subcodes are deprecated and its messages change. Source:
//! Meta, "Error codes" of the Cloud API, 2026. First matching row wins.

use std::time::Duration;

use crate::channel::{Reason, Refusal, Scope, SendError};

/// What a code asks of us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Meta's own failure: the same message may go again, after so many seconds.
    Failed(u64),
    /// The same message may go again, not before so many seconds; it surely did not leave.
    Retry(u64),
    /// Everything of this scope must pause, so many seconds.
    Pause(Scope, u64),
    WindowClosed,
    Stopped,
    Unreachable,
    /// The platform does not want to, or wants the person checked: nothing is wrong with either.
    Declined,
    /// This template in this language is held; others may go.
    TemplateHeld,
    Dead,
    /// Everything of this scope is held until an operator has acted.
    Alarm(Scope),
}

use Class::{
    Alarm, Dead, Declined, Failed, Pause, Retry, Stopped, TemplateHeld, Unreachable, WindowClosed,
};
use Scope::{Account, App, Channel, Message, Pair, Template};

struct Row {
    codes: (i64, i64),
    class: Class,
    /// Must an operator look, whatever becomes of the message?
    tell: bool,
    meaning: &'static str,
}

const fn one(code: i64, class: Class, meaning: &'static str) -> Row {
    many(code, code, class, meaning)
}

const fn many(from: i64, to: i64, class: Class, meaning: &'static str) -> Row {
    Row { codes: (from, to), class, tell: matches!(class, Alarm(_)), meaning }
}

const fn telling(row: Row) -> Row {
    Row { tell: true, ..row }
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

const TABLE: &[Row] = &[
    one(0, Alarm(App), "the access token is not valid"),
    many(1, 2, Failed(10), "Meta failed or was unavailable"),
    one(3, Alarm(Channel), "the app lacks a capability"),
    one(4, Pause(App, MINUTE), "too many calls by the app"),
    one(10, Alarm(Channel), "permission missing"),
    one(33, Dead, "unknown id"),
    one(100, Dead, "missing or wrong parameter, or unknown id"),
    one(190, Alarm(App), "the access token has expired"),
    many(200, 299, Alarm(Channel), "permission missing"),
    one(368, Alarm(Account), "the account is restricted for a policy violation"),
    one(80007, Pause(Account, 10 * MINUTE), "too many calls by the business account"),
    one(130_429, Pause(Channel, 5), "too many messages by the number"),
    one(130_472, Declined, "the user is in an experiment of Meta's; not delivered"),
    one(130_497, Dead, "this kind of message is not allowed in the country"),
    one(130_501, Dead, "message type not supported in groups"),
    one(131_000, Failed(10), "Meta failed"),
    one(131_005, Alarm(Channel), "permission missing"),
    many(131_008, 131_009, Dead, "missing or wrong parameter"),
    one(131_016, Failed(MINUTE), "Meta was unavailable"),
    one(131_020, Dead, "group not available"),
    one(131_021, Dead, "sender and recipient are the same"),
    one(131_026, Unreachable, "undeliverable: no WhatsApp, an old app, or blocked us"),
    one(131_030, Dead, "the recipient is not on the test list"),
    one(131_031, Alarm(Account), "the account is locked"),
    one(131_037, Alarm(Channel), "the display name is not approved"),
    one(131_041, Dead, "group not available"),
    one(131_042, Alarm(Account), "payment method missing or refused"),
    one(131_045, Alarm(Channel), "the number's certificate is not valid"),
    one(131_047, WindowClosed, "more than 24 hours since the person wrote"),
    // Pausing is right, but somebody must find out why people report us.
    telling(one(131_048, Pause(Channel, 4 * HOUR), "too many messages were reported as spam")),
    one(131_049, Retry(DAY), "Meta chose not to deliver this kind of message now"),
    one(131_050, Stopped, "the person stopped these messages in WhatsApp"),
    one(131_051, Dead, "message type not supported"),
    one(131_052, Dead, "the person's file could not be fetched"),
    // Of a picture or recording that goes along; fetched by Meta at our address, so once more may help.
    telling(one(
        131_053,
        Retry(30),
        "our file could not be fetched or used: is public_url reachable?",
    )),
    // One message per six seconds to one person; a burst is borrowed from later. Meta asks to wait
    // 4 to the power of the number of tries; the outbox counts those.
    one(131_056, Pause(Pair, 4), "too many messages to this person"),
    one(131_057, Pause(Channel, 2 * MINUTE), "the number is being maintained or upgraded"),
    one(131_059, Dead, "group not available"),
    one(131_062, Dead, "a user id cannot receive this type: use the phone number"),
    one(131_063, Dead, "marketing is not enabled for this number"),
    telling(one(131_064, Pause(Account, 4 * HOUR), "limited because templates were misclassified")),
    one(131_208, Pause(Channel, MINUTE), "too many group calls"),
    many(131_200, 131_299, Dead, "group error"),
    one(132_000, Dead, "template: wrong number of parameters"),
    one(132_001, TemplateHeld, "template absent or not approved in this language"),
    one(132_005, Dead, "template: text too long"),
    many(132_007, 132_008, Dead, "template: against policy or wrong characters"),
    one(132_012, Dead, "template: parameter of the wrong format"),
    one(132_015, TemplateHeld, "template paused for low quality"),
    one(132_016, TemplateHeld, "template disabled for low quality"),
    one(132_068, Dead, "flow blocked"),
    one(132_069, Pause(Channel, MINUTE), "flow throttled"),
    one(133_004, Failed(MINUTE), "Meta was unavailable"),
    one(133_016, Pause(Channel, HOUR), "too many registrations of the number"),
    many(133_000, 133_015, Alarm(Channel), "the number is not registered"),
    one(134_011, Dead, "payment terms not accepted"),
    one(135_000, Dead, "Meta does not take this message"),
    telling(one(137_000, Declined, "the person's identity changed and must be checked")),
    many(139_100, 139_103, Dead, "block list error"),
    one(2_494_100, Pause(Channel, 2 * MINUTE), "the number is being maintained or upgraded"),
];

/// Must operators hear about this code? Also true for codes nobody has described yet.
pub fn concerns_operators(code: i64) -> bool {
    find(code).is_none_or(|row| row.tell || matches!(row.class, TemplateHeld))
}

/// What an answer to a send means: its HTTP status, and the code in it if there was one.
///
/// ```
/// use wegwijzer::channel::{SendError, whatsapp::errors::classify};
/// assert!(matches!(classify(Some(130_429), 429), SendError::NotNow { .. }));
/// assert!(matches!(classify(None, 502), SendError::Unknown { .. }));
/// ```
pub fn classify(code: Option<i64>, http_status: u16) -> SendError {
    let failed_there = http_status >= 500;
    match (code, code.and_then(find)) {
        // A failure on Meta's side may come after the message was taken.
        (Some(code), Some(Row { class: Failed(_), .. }) | None) if failed_there => {
            SendError::Unknown { what: format!("whatsapp:{code}") }
        }
        (Some(code), Some(row)) => outcome(code, row),
        (code, _) => without_row(code, http_status),
    }
}

/// What the code in a `failed` status means: [`SendError::NotNow`] says that the same message may
/// be tried again, later. Never [`SendError::Unknown`]: it surely did not arrive.
pub fn classify_status(code: Option<i64>) -> SendError {
    match (code, code.and_then(find)) {
        (Some(code), Some(row)) => outcome(code, row),
        (Some(code), None) => undescribed(Reason::Dead, format!("whatsapp:{code}")),
        (None, _) => undescribed(Reason::Dead, "whatsapp:failed".to_owned()),
    }
}

fn find(code: i64) -> Option<&'static Row> {
    TABLE.iter().find(|row| (row.codes.0..=row.codes.1).contains(&code))
}

fn outcome(code: i64, row: &Row) -> SendError {
    let code = format!("whatsapp:{code}");
    let not_now =
        |secs, scope, code| SendError::NotNow { wait: Duration::from_secs(secs), scope, code };
    let (reason, scope) = match row.class {
        Failed(secs) | Retry(secs) => return not_now(secs, Message, code),
        Pause(scope, secs) => return not_now(secs, scope, code),
        WindowClosed => (Reason::WindowClosed, Message),
        Stopped => (Reason::Stopped, Message),
        Unreachable => (Reason::Unreachable, Message),
        Declined => (Reason::Declined, Message),
        TemplateHeld => (Reason::TemplateHeld, Template),
        Dead => (Reason::Dead, Message),
        Alarm(scope) => (Reason::Alarm, scope),
    };
    SendError::Refused(Refusal { reason, scope, code, detail: row.meaning.to_owned() })
}

/// An answer without a code we know: a gateway's own error, a proxy, or a new code of Meta's.
fn without_row(code: Option<i64>, http_status: u16) -> SendError {
    let said = code.map_or(format!("whatsapp:http_{http_status}"), |c| format!("whatsapp:{c}"));
    match http_status {
        401 | 403 => undescribed(Reason::Alarm, said),
        408 | 429 => {
            SendError::NotNow { wait: Duration::from_secs(MINUTE), scope: Channel, code: said }
        }
        // Not a word from WhatsApp: a moved or wrong gateway must not cost people their messages.
        300..=399 | 404 | 405 | 407 if code.is_none() => undescribed(Reason::Alarm, said),
        400..=499 => undescribed(Reason::Dead, said),
        _ => SendError::Unknown { what: said },
    }
}

fn undescribed(reason: Reason, code: String) -> SendError {
    let detail = "not described by Meta in 2026; see its list of error codes".to_owned();
    let scope = if reason == Reason::Alarm { Channel } else { Message };
    SendError::Refused(Refusal { reason, scope, code, detail })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(error: &SendError) -> String {
        match error {
            SendError::Refused(refusal) => match refusal.scope {
                Message | Template => format!("{:?}", refusal.reason),
                scope => format!("{:?} {scope:?}", refusal.reason),
            },
            SendError::NotNow { wait, scope, .. } => format!("{scope:?} {}", wait.as_secs()),
            SendError::Unknown { .. } => "Unknown".to_owned(),
        }
    }

    #[test]
    fn every_described_code_has_its_outcome_in_an_answer_and_in_a_status() {
        let rows: &[(&[i64], &str)] = &[
            (&[1, 2, 131_000], "Message 10"),
            (&[131_016, 133_004], "Message 60"),
            (&[4], "App 60"),
            (&[80007], "Account 600"),
            (&[130_429], "Channel 5"),
            (&[131_056], "Pair 4"),
            (&[131_048], "Channel 14400"),
            (&[131_064], "Account 14400"),
            (&[133_016], "Channel 3600"),
            (&[131_057, 2_494_100], "Channel 120"),
            (&[131_049], "Message 86400"),
            (&[131_047], "WindowClosed"),
            (&[131_050], "Stopped"),
            (&[131_026], "Unreachable"),
            (&[130_472, 137_000], "Declined"),
            (&[131_021, 131_030, 131_051, 131_052, 131_062], "Dead"),
            (&[131_053], "Message 30"),
            (&[131_008, 131_009, 100, 33], "Dead"),
            (&[132_000, 132_005, 132_007, 132_008, 132_012, 132_068], "Dead"),
            (&[132_001, 132_015, 132_016], "TemplateHeld"),
            (&[132_069, 131_208], "Channel 60"),
            (&[133_000, 133_005, 133_006, 133_008, 133_009, 133_010, 133_015], "Alarm Channel"),
            (&[134_011, 135_000, 139_100, 139_101, 139_102, 139_103], "Dead"),
            (&[131_037, 131_045], "Alarm Channel"),
            (&[131_042], "Alarm Account"),
            (&[131_063, 130_497, 130_501], "Dead"),
            (&[368, 131_031], "Alarm Account"),
            (&[0, 190], "Alarm App"),
            (&[3, 10, 200, 250, 299, 131_005], "Alarm Channel"),
            (&[131_020, 131_041, 131_059, 131_201, 131_215], "Dead"),
            (&[424_242], "Dead"),
        ];
        for (codes, expected) in rows {
            for code in *codes {
                assert_eq!(word(&classify(Some(*code), 400)), *expected, "answer {code}");
                assert_eq!(word(&classify_status(Some(*code))), *expected, "status {code}");
            }
        }
    }

    #[test]
    fn a_failure_on_their_side_may_have_been_sent() {
        let rows = [
            (Some(131_000), 500, "Unknown"),
            (Some(424_242), 503, "Unknown"),
            (None, 502, "Unknown"),
            (None, 200, "Unknown"),
            // A clear reason stays clear, whatever the status.
            (Some(190), 500, "Alarm App"),
            (Some(131_026), 500, "Unreachable"),
        ];
        for (code, status, expected) in rows {
            assert_eq!(word(&classify(code, status)), expected, "{code:?} {status}");
        }
        assert_eq!(word(&classify_status(None)), "Dead");
    }

    #[test]
    fn an_answer_without_a_code_is_judged_by_its_status() {
        let rows = [
            (400, "Dead"),
            (401, "Alarm Channel"),
            (403, "Alarm Channel"),
            (404, "Alarm Channel"),
            (302, "Alarm Channel"),
            (413, "Dead"),
            (429, "Channel 60"),
        ];
        for (status, expected) in rows {
            assert_eq!(word(&classify(None, status)), expected, "{status}");
        }
        assert_eq!(word(&classify(Some(424_242), 401)), "Alarm Channel");
    }

    #[test]
    fn operators_hear_of_what_only_they_can_mend() {
        for code in [190, 131_042, 131_048, 131_064, 132_001, 132_016, 424_242] {
            assert!(concerns_operators(code), "{code}");
        }
        for code in [131_026, 131_047, 130_429, 131_056] {
            assert!(!concerns_operators(code), "{code}");
        }
    }
}
