//! A colleague sets, after talking with somebody, whether messages to them show only after a tap what they say: a
//! partner or a parent may read along. The person can do so too, with the words "mijn gegevens".

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::store::board::Viewer;
use crate::store::trail::Somebody;
use crate::store::{Result, Tx, audit, covered};

/// From now on, or not any more; false when it was so already. What waits behind a neutral message goes on waiting.
/// `now` is civil.
pub async fn cover_messages(
    tx: &mut Tx,
    who: &Somebody,
    on: bool,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool> {
    if covered::since(tx, who.mailbox_id).await?.is_some() == on {
        return Ok(false);
    }
    covered::set(tx, who.mailbox_id, on.then_some(now)).await?;
    let subject = Some(("person", who.id.0));
    let detail = json!({ "on": on });
    audit::note(tx, by.gemeente, Some(by.staff), "cover_messages", subject, detail, now).await?;
    Ok(true)
}
