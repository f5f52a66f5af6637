//! What became of the last message, in words.

use chrono::{DateTime, Utc};

use super::route;
use crate::http::web::when;
use crate::store::board::Silent;

/// How far the last message got, as far as its platform tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http::web) enum Reach {
    /// Seen, or at least on the phone.
    Arrived,
    /// On its way, or the platform does not tell.
    Unsure,
    /// It did not arrive.
    Failed,
}

/// What became of the last message, in words; None when there was no message. Where the last try
/// was something else, the words say that they are about a message.
pub(in crate::http::web) fn delivery(row: &Silent, now: DateTime<Utc>) -> Option<(Reach, String)> {
    let (reach, words) = outcome(row, now)?;
    let by_message = row.route.is_none() || row.route == row.channel;
    let channel = row.channel.as_deref().filter(|_| !by_message);
    Some(match channel {
        Some(channel) => (reach, format!("{words} ({})", route(channel))),
        None => (reach, words),
    })
}

fn outcome(row: &Silent, now: DateTime<Utc>) -> Option<(Reach, String)> {
    let state = row.state.as_deref()?;
    if state == "accepted" {
        return Some(accepted(row, now));
    }
    Some(not_accepted(state, row.code.as_deref()))
}

/// What is said of a part that its platform has not, or not yet, taken.
pub(in crate::http::web) fn not_accepted(state: &str, code: Option<&str>) -> (Reach, String) {
    match state {
        "queued" | "sending" => (Reach::Unsure, say!("wordt verstuurd").to_owned()),
        "in_doubt" => {
            (Reach::Unsure, say!("onduidelijk: wij wachten op bericht van WhatsApp").to_owned())
        }
        "refused" => (Reach::Failed, with_code(say!("geweigerd"), code)),
        "unknown" => (Reach::Unsure, say!("onbekend: het platform gaf geen antwoord").to_owned()),
        "expired" => (Reach::Failed, say!("niet verstuurd: het moment was voorbij").to_owned()),
        _ => (Reach::Unsure, say!("niet verstuurd: niet meer nodig").to_owned()),
    }
}

fn accepted(row: &Silent, now: DateTime<Utc>) -> (Reach, String) {
    if let Some(at) = row.read_at {
        return (Reach::Arrived, say!("gelezen {when}", when = when::moment(at, now)));
    }
    if let Some(at) = row.delivered_at {
        return (Reach::Arrived, say!("afgeleverd {when}", when = when::moment(at, now)));
    }
    if row.failed_at.is_some() {
        let code = row.failed_code.map(|code| code.to_string());
        return (Reach::Failed, with_code(say!("niet bezorgd"), code.as_deref()));
    }
    if let Some(why) = row.undelivered_why.as_deref() {
        return (Reach::Failed, with_code(say!("niet bezorgd"), Some(why)));
    }
    match row.channel.as_deref() {
        Some("telegram") => {
            (Reach::Unsure, say!("aangenomen; lezen meldt Telegram niet").to_owned())
        }
        _ => (Reach::Unsure, say!("aangenomen, nog niet afgeleverd").to_owned()),
    }
}

pub(in crate::http::web) fn with_code(words: &str, code: Option<&str>) -> String {
    match code {
        Some(code) => format!("{words}: {}", cause(code)),
        None => words.to_owned(),
    }
}

/// The causes that a colleague can do something with, in words; the others as their code, which is
/// what the beheerder needs. Codes of platforms: see `channel::whatsapp::errors`.
fn cause(code: &str) -> String {
    let bare = code.split_once(':').map_or(code, |(_, bare)| bare);
    match bare {
        "geblokkeerd" | "403" => say!("wij zijn geblokkeerd"),
        "131026" => say!("geen WhatsApp, of wij zijn geblokkeerd"),
        "131050" => say!("deze persoon wil dit niet op WhatsApp"),
        "131049" | "130472" => say!("tegengehouden door WhatsApp"),
        "131047" | "venster-dicht" => say!("deze persoon schreef te lang niet"),
        "verlopen" => say!("het moment was voorbij"),
        number if number.bytes().all(|b| b.is_ascii_digit()) => {
            return say!("code {number}", number = number);
        }
        other => return other.replace('-', " "),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_cancelled_is_called_not_needed() {
        let states =
            ["queued", "sending", "in_doubt", "refused", "unknown", "expired", "cancelled"];
        for state in states {
            let (_, words) = not_accepted(state, Some("whatsapp:131000"));
            assert_eq!(words.contains("niet meer nodig"), state == "cancelled", "{state}: {words}");
        }
        assert_eq!(not_accepted("in_doubt", None).0, Reach::Unsure);
    }
}
