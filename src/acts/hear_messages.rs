//! A colleague sets, after talking with somebody, whether recordings go along with messages to them. The person
//! can do so too, with the words "mijn gegevens".

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::store::board::Viewer;
use crate::store::trail::Somebody;
use crate::store::{Result, Tx, audit, hearing};

/// From now on, or not any more; false when it was so already. `now` is civil.
pub async fn hear_messages(
    tx: &mut Tx,
    who: &Somebody,
    on: bool,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool> {
    if hearing::off_since(tx, who.mailbox_id).await?.is_none() == on {
        return Ok(false);
    }
    hearing::set(tx, who.mailbox_id, on, now).await?;
    let subject = Some(("person", who.id.0));
    let detail = json!({ "on": on });
    audit::note(tx, by.gemeente, Some(by.staff), "hear_messages", subject, detail, now).await?;
    Ok(true)
}
