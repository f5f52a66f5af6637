//! One element of `statuses[]`. PURE.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Words;
use crate::channel::lenient::{self, instant};
use crate::message::{Progress, Received, StatusReport};

#[derive(Deserialize)]
struct Status<'a> {
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    id: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    status: Words<'a>,
    #[serde(default, deserialize_with = "lenient::number")]
    timestamp: Option<i64>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    biz_opaque_callback_data: Words<'a>,
    #[serde(default, borrow, deserialize_with = "lenient::words")]
    recipient_participant_id: Words<'a>,
    #[serde(default, deserialize_with = "lenient::part")]
    errors: Option<Vec<Error>>,
}

#[derive(Deserialize)]
struct Error {
    #[serde(default, deserialize_with = "lenient::number")]
    code: Option<i64>,
}

/// The report, or nothing when it does not say about which message, or how far it got.
pub(super) fn read(raw: &RawValue) -> Option<Received> {
    let status: Status = serde_json::from_str(raw.get()).ok()?;
    let id = status.id.as_deref().filter(|id| !id.is_empty())?;
    let word = status.status.as_deref()?;
    let progress = match word {
        "sent" => Progress::Sent,
        "delivered" => Progress::Delivered,
        // A voice note that was listened to.
        "read" | "played" => Progress::Read,
        "failed" => Progress::Failed,
        other => {
            return Some(Received::Ignored { kind: lenient::kind(&format!("status_{other}")) });
        }
    };
    let participant = status.recipient_participant_id.as_deref().unwrap_or_default();
    let first = status.errors.iter().flatten().find_map(|error| error.code);
    Some(Received::Status(StatusReport {
        platform_id: id.to_owned(),
        attempt: status.biz_opaque_callback_data.as_deref().and_then(|data| data.parse().ok()),
        progress,
        at: status.timestamp.and_then(instant),
        error_code: first.filter(|_| progress == Progress::Failed),
        dedupe_key: format!("{id}:{word}:{participant}"),
    }))
}
