//! How far conversations are, of many at once: whether one changed is seen without reading it.

use chrono::{DateTime, Utc};

use super::{OverRows, fetch, ids, over};
use crate::ids::MailboxId;
use crate::store::{Result, Tx};

/// Differs from before when the page of this conversation does. Holds numbers, moments and states, no words; two messages
/// may be of the same moment, so it goes by their numbers.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HowFar {
    /// Which.
    pub mailbox_id: MailboxId,
    came_in: Option<i64>,
    said_at: Option<DateTime<Utc>>,
    coming_in: Option<i64>,
    newest_part: Option<uuid::Uuid>,
    state: Option<String>,
    arrived_at: Option<DateTime<Utc>>,
    noted_at: Option<DateTime<Utc>>,
}

over! {
    HOW_FAR (id uuid) "
        SELECT r.id AS mailbox_id,
               (SELECT m.last_seq FROM mailbox m WHERE m.id = r.id) AS came_in,
               (SELECT MAX(h.received_at) FROM history h WHERE h.mailbox_id = r.id) AS said_at,
               (SELECT MAX(i.seq) FROM inbox i WHERE i.mailbox_id = r.id) AS coming_in,
               (SELECT o.id
                FROM outbox o
                WHERE o.mailbox_id = r.id
                ORDER BY o.created_at DESC, o.seq DESC, o.id DESC
                LIMIT 1) AS newest_part,
               (SELECT o.state
                FROM outbox o
                WHERE o.mailbox_id = r.id
                ORDER BY o.created_at DESC, o.seq DESC, o.id DESC
                LIMIT 1) AS state,
               (SELECT COALESCE(d.failed_at, d.read_at, d.delivered_at)
                FROM outbox o
                LEFT JOIN delivery d ON d.part_id = o.id
                WHERE o.mailbox_id = r.id
                ORDER BY o.created_at DESC, o.seq DESC, o.id DESC
                LIMIT 1) AS arrived_at,
               (SELECT MAX(n.written_at) FROM staff_note n WHERE n.mailbox_id = r.id) AS noted_at
        FROM r"
}

/// How far each of these conversations is, in one statement.
pub async fn how_far(
    tx: &mut Tx,
    mailboxes: impl IntoIterator<Item = MailboxId>,
) -> Result<Vec<HowFar>> {
    let wanted = ids(mailboxes.into_iter().map(|mailbox| mailbox.0));
    fetch(tx, &HOW_FAR, &wanted).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[("talks HOW_FAR", &HOW_FAR)];
