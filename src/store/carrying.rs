//! Conversations that are taken along to a revision that was put in force, some hundred at a time. How
//! far that is stands in the row of the publication.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::dialog::conversation::{Conversation, RevisionId, Status};
use crate::ids::{ConversationId, MailboxId, PublicationId};

const CARRYING: &str = "
    SELECT id, revision, carry_at
    FROM publication
    WHERE in_force AND carries AND carried_at IS NULL";

// Another process must not take the same people along beside us.
const CARRYING_LOCKED: &str = "
    SELECT id, revision, carry_at
    FROM publication
    WHERE in_force AND carries AND carried_at IS NULL
    FOR UPDATE SKIP LOCKED";

/// A publication to which people are still to be taken along.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Carrying {
    /// Which.
    pub id: PublicationId,
    /// To which revision.
    pub revision: String,
    /// The last mailbox that was looked at; None: it begins.
    pub carry_at: Option<MailboxId>,
}

/// Is there such a publication? A look that takes nothing.
pub async fn carrying(tx: &mut Tx) -> Result<Option<Carrying>> {
    Ok(on!(tx, |conn| sqlx::query_as(CARRYING).fetch_optional(conn).await?))
}

/// The same, for this transaction to go on with; None also when another process does.
pub async fn take_carrying(tx: &mut Tx) -> Result<Option<Carrying>> {
    let sql = if tx.is_postgres() { CARRYING_LOCKED } else { CARRYING };
    Ok(on!(tx, |conn| sqlx::query_as(sql).fetch_optional(conn).await?))
}

/// What became of some people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Came along.
    pub carried: i64,
    /// Finish with what they began with.
    pub stayed: i64,
    /// Had said nothing, and never will.
    pub ended: i64,
}

const REACHED: &str = "
    UPDATE publication
    SET carry_at = $2, carried = carried + $3, stayed = stayed + $4, ended = ended + $5, carried_at = $6
    WHERE id = $1";

/// Notes how far it is. `reached`: None keeps the place; `done_at`: everybody was looked at, civil.
pub async fn reached(
    tx: &mut Tx,
    of: &Carrying,
    reached: Option<MailboxId>,
    counts: Counts,
    done_at: Option<DateTime<Utc>>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(REACHED)
        .bind(of.id)
        .bind(reached.or(of.carry_at))
        .bind(counts.carried)
        .bind(counts.stayed)
        .bind(counts.ended)
        .bind(done_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    tx.ring_pages();
    Ok(())
}

const KEEP: &str = "
    UPDATE conversation
    SET revision = $2, step = $3, sealed = $4, ended_at = $5, ended_how = $6
    WHERE id = $1 AND ended_at IS NULL";

/// Writes a conversation that now follows another revision, or is over.
pub async fn keep(tx: &mut Tx, conversation: &Conversation, now: DateTime<Utc>) -> Result<()> {
    let sealed = tx.vault().seal_json("conversation.sealed", conversation)?;
    let how = match conversation.status {
        Status::Ended { how } => Some(how.as_str()),
        _ => None,
    };
    on!(tx, |conn| sqlx::query(KEEP)
        .bind(conversation.id)
        .bind(&conversation.revision.0)
        .bind(&conversation.step)
        .bind(&sealed)
        .bind(how.map(|_| now))
        .bind(how)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const CANCEL_WAITS: &str = "
    UPDATE wait
    SET cancelled_at = $3
    WHERE mailbox_id = $1 AND conversation_id = $2 AND fired_at IS NULL AND cancelled_at IS NULL";

/// A conversation that is over waits for nothing.
pub async fn cancel_waits(
    tx: &mut Tx,
    mailbox: MailboxId,
    conversation: ConversationId,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(CANCEL_WAITS)
        .bind(mailbox)
        .bind(conversation)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

impl Carrying {
    /// To which people are taken along.
    pub fn revision(&self) -> RevisionId {
        RevisionId(self.revision.clone())
    }
}
