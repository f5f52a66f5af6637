//! Who stands before whom, when a part is about to be put off until the one before it is over.

use std::collections::HashSet;

use super::{Both, ids, written};
use crate::ids::PartId;
use crate::store::{Result, Tx, on};

// Locked, so that its end comes after our commit and finds whom we put off; what somebody else has
// in hand just now, perhaps to end it, is not waited for.
const STAND: Both = Both {
    sqlite: "
        SELECT o.id
        FROM json_each($1) j
        CROSS JOIN outbox o
        WHERE o.id = unhex(j.value ->> 'id', '-') AND o.finished_at IS NULL",
    postgres: "
        SELECT o.id
        FROM json_to_recordset($1::json) AS j (id UUID)
        CROSS JOIN outbox o
        WHERE o.id = j.id AND COALESCE(o.finished_at IS NULL, FALSE)
        FOR UPDATE OF o SKIP LOCKED",
};

/// Which of these are not over, and do not end before our commit? The others may be over by now, or
/// be ended by somebody who does not see yet who is behind.
pub async fn standing(
    tx: &mut Tx,
    before: impl IntoIterator<Item = PartId>,
) -> Result<HashSet<PartId>> {
    let once: HashSet<PartId> = before.into_iter().collect();
    if once.is_empty() {
        return Ok(once);
    }
    let json = written(&ids(once.into_iter().map(|part| part.0)))?;
    let sql = STAND.text(tx);
    let standing: Vec<(PartId,)> =
        on!(tx, |conn| sqlx::query_as(sql).bind(&json).fetch_all(conn).await?);
    Ok(standing.into_iter().map(|(id,)| id).collect())
}
