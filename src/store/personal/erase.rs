//! Removes what is kept about one person, in the transaction that it is given: all of it or nothing.
//!
//! Address and mailbox stay as empty numbers: rows of others, who shared that telephone, may refer to them. No
//! handle leads to them, so that whoever writes from there is a stranger.
//!
//! Whoever calls holds the locks ([`lock`]) and has let go of shared telephones.

use chrono::{DateTime, Utc};

use crate::dialog::conversation::Conversation;
use crate::dialog::for_whom;
use crate::ids::{AddressId, ConversationId, MailboxId, PartId, PersonId};
use crate::message::Saying;
use crate::store::{Conn, Result, Tx, mailboxes, on};

const MERGED: &str = "SELECT id FROM mailbox WHERE merged_into = $1";

/// The mailbox of a person, with those of the strangers that became part of it.
pub async fn mailboxes_of(tx: &mut Tx, mailbox: MailboxId) -> Result<Vec<MailboxId>> {
    let mut all = vec![mailbox];
    let mut looked = 0;
    while let Some(into) = all.get(looked).copied() {
        looked += 1;
        let more: Vec<MailboxId> =
            on!(tx, |conn| sqlx::query_scalar(MERGED).bind(into).fetch_all(conn).await?);
        all.extend(more);
    }
    Ok(all)
}

// As the loop that handles events does: first the events, then their mailbox.
const LOCK_EVENTS: &str = "
    SELECT id
    FROM inbox
    WHERE mailbox_id = ANY($1)
    ORDER BY id
    FOR UPDATE";

/// Locks mailboxes, so that nothing is handled in them until the commit.
pub async fn lock(tx: &mut Tx, all: &[MailboxId]) -> Result<()> {
    if let Conn::Postgres(open) = &mut tx.conn {
        let ids: Vec<uuid::Uuid> = all.iter().map(|mailbox| mailbox.0).collect();
        sqlx::query(LOCK_EVENTS).bind(&ids).fetch_all(&mut **open).await?;
    }
    mailboxes::lock(tx, all.iter().copied()).await
}

const PHONES: &str = "
    SELECT a.id, a.mailbox_id
    FROM address_share s
    JOIN address a ON a.id = s.address_id
    WHERE s.person_id = $1
    ORDER BY a.id";

/// The telephones that somebody uses with others, and the mailbox of each.
pub async fn phones(tx: &mut Tx, person: PersonId) -> Result<Vec<(AddressId, MailboxId)>> {
    Ok(on!(tx, |conn| sqlx::query_as(PHONES).bind(person).fetch_all(conn).await?))
}

const CANCEL: &str = "
    UPDATE outbox
    SET state = 'cancelled', finished_at = $2
    WHERE mailbox_id = $1
      AND finished_at IS NULL
      AND state = 'queued'";

const ON_ITS_WAY: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM outbox
    WHERE mailbox_id = $1
      AND finished_at IS NULL
      AND state IN ('sending', 'in_doubt')";

/// Keeps what waits from leaving; gives how much waited, and how much is on its way already: of that nobody
/// can tell whether it will arrive.
pub async fn cancel_sends(
    tx: &mut Tx,
    mailbox: MailboxId,
    now: DateTime<Utc>,
) -> Result<(u64, u64)> {
    let waited = on!(tx, |conn| sqlx::query(CANCEL)
        .bind(mailbox)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected());
    let on_its_way: i64 =
        on!(tx, |conn| sqlx::query_scalar(ON_ITS_WAY).bind(mailbox).fetch_one(conn).await?);
    Ok((waited, on_its_way.unsigned_abs()))
}

/// (table, statement that is given a mailbox), in an order in which nothing refers to what is gone.
const OF_MAILBOX: &[(&str, &str)] = &[
    (
        "delivery",
        "DELETE FROM delivery WHERE part_id IN (SELECT id FROM outbox WHERE mailbox_id = $1)",
    ),
    (
        "hidden_message",
        "DELETE FROM hidden_message WHERE part_id IN (SELECT id FROM outbox WHERE mailbox_id = $1)",
    ),
    (
        "early_status",
        "DELETE FROM early_status
         WHERE platform_hash IN (
            SELECT platform_hash FROM outbox WHERE mailbox_id = $1 AND platform_hash IS NOT NULL)",
    ),
    ("media", "DELETE FROM media WHERE event_id IN (SELECT id FROM history WHERE mailbox_id = $1)"),
    ("media", "DELETE FROM media WHERE event_id IN (SELECT id FROM inbox WHERE mailbox_id = $1)"),
    ("covered_message", "DELETE FROM covered_message WHERE mailbox_id = $1"),
    ("staff_message", "DELETE FROM staff_message WHERE mailbox_id = $1"),
    ("stranger", "DELETE FROM stranger WHERE mailbox_id = $1"),
    ("staff_note", "DELETE FROM staff_note WHERE mailbox_id = $1"),
    ("translation", "DELETE FROM translation WHERE mailbox_id = $1"),
    ("contact_attempt", "DELETE FROM contact_attempt WHERE mailbox_id = $1"),
    ("task", "DELETE FROM task WHERE mailbox_id = $1"),
    ("bot_start", "DELETE FROM bot_start WHERE mailbox_id = $1"),
    ("practice_hours", "DELETE FROM practice_hours WHERE mailbox_id = $1"),
    ("clear_question", "DELETE FROM clear_question WHERE mailbox_id = $1"),
    ("answer", "DELETE FROM answer WHERE mailbox_id = $1"),
    ("wait", "DELETE FROM wait WHERE mailbox_id = $1"),
    ("question", "DELETE FROM question WHERE mailbox_id = $1"),
    ("conversation", "DELETE FROM conversation WHERE mailbox_id = $1"),
    ("outbox", "DELETE FROM outbox WHERE mailbox_id = $1"),
    ("history", "DELETE FROM history WHERE mailbox_id = $1"),
    ("inbox", "DELETE FROM inbox WHERE mailbox_id = $1"),
];

const ADDRESSES: &str = "SELECT id FROM address WHERE mailbox_id = $1 ORDER BY id";

/// The same, given an address.
const OF_ADDRESS: &[(&str, &str)] = &[
    ("code_try", "DELETE FROM code_try WHERE address_id = $1"),
    ("address_claim", "DELETE FROM address_claim WHERE address_id = $1"),
    ("address_handle", "DELETE FROM address_handle WHERE address_id = $1"),
];

/// The same, given a person.
const OF_PERSON: &[(&str, &str)] = &[
    ("letter", "DELETE FROM letter WHERE person_id = $1"),
    ("hardship", "DELETE FROM hardship WHERE person_id = $1"),
    ("kinship", "DELETE FROM kinship WHERE person_id = $1"),
    ("kinship", "DELETE FROM kinship WHERE other_id = $1"),
    ("person_word", "DELETE FROM person_word WHERE person_id = $1"),
    ("snooze", "DELETE FROM snooze WHERE person_id = $1"),
    ("placement", "DELETE FROM placement WHERE person_id = $1"),
    ("own_plan", "DELETE FROM own_plan WHERE person_id = $1"),
    ("own_field_value", "DELETE FROM own_field_value WHERE person_id = $1"),
    ("address_claim", "DELETE FROM address_claim WHERE person_id = $1"),
    ("address_share", "DELETE FROM address_share WHERE person_id = $1"),
    ("invitation", "DELETE FROM invitation WHERE person_id = $1"),
    ("consent", "DELETE FROM consent WHERE person_id = $1"),
    ("map_decision", "DELETE FROM map_decision WHERE person_id = $1"),
    ("term_alarm", "DELETE FROM term_alarm WHERE person_id = $1"),
    ("term_extension", "DELETE FROM term_extension WHERE person_id = $1"),
    (
        "presence",
        "DELETE FROM presence WHERE enrolment_id IN (SELECT id FROM enrolment WHERE person_id = $1)",
    ),
    (
        "attendance",
        "DELETE FROM attendance WHERE enrolment_id IN (SELECT id FROM enrolment WHERE person_id = $1)",
    ),
    (
        "reminder",
        "DELETE FROM reminder WHERE enrolment_id IN (SELECT id FROM enrolment WHERE person_id = $1)",
    ),
    (
        "catch_up",
        "DELETE FROM catch_up WHERE enrolment_id IN (SELECT id FROM enrolment WHERE person_id = $1)",
    ),
    ("course_wait", "DELETE FROM course_wait WHERE person_id = $1"),
    ("enrolment", "DELETE FROM enrolment WHERE person_id = $1"),
    ("person_correction", "DELETE FROM person_correction WHERE person_id = $1"),
    ("person_key", "DELETE FROM person_key WHERE person_id = $1"),
    ("person_pair", "DELETE FROM person_pair WHERE person_id = $1"),
    ("person_pair", "DELETE FROM person_pair WHERE other_id = $1"),
    ("person_merge", "DELETE FROM person_merge WHERE person_id = $1"),
    ("person_merge", "DELETE FROM person_merge WHERE gone_id = $1"),
];

const EMPTY_ADDRESSES: &str = "
    UPDATE address
    SET person_id = NULL, created_at = $2, last_inbound_at = NULL, unreachable_at = NULL,
        unreachable_code = NULL, unproven_since = NULL, wrong_proofs = 0, paused_until = NULL,
        no_bulk_since = NULL
    WHERE mailbox_id = $1";

const EMPTY_MAILBOX: &str = "
    UPDATE mailbox
    SET kind = 'address', language = 'nl', created_at = $2, stopped_at = NULL, taken_over_by = NULL,
        taken_over_at = NULL, covered_since = NULL, voice_off_since = NULL
    WHERE id = $1";

const PERSON: &str = "DELETE FROM person WHERE id = $1";

/// Removes somebody; gives how many rows of which table went, in the order in which they went.
pub async fn remove(
    tx: &mut Tx,
    person: PersonId,
    mailboxes: &[MailboxId],
    now: DateTime<Utc>,
) -> Result<Vec<(&'static str, u64)>> {
    let mut gone = Vec::new();
    for mailbox in mailboxes {
        for (table, count) in empty(tx, *mailbox, now).await? {
            note(&mut gone, table, count);
        }
    }
    for (table, sql) in OF_PERSON {
        let count =
            on!(tx, |conn| sqlx::query(*sql).bind(person).execute(conn).await?.rows_affected());
        note(&mut gone, table, count);
    }
    let count =
        on!(tx, |conn| sqlx::query(PERSON).bind(person).execute(conn).await?.rows_affected());
    note(&mut gone, "person", count);
    tx.ring_pages();
    Ok(gone)
}

/// Removes everything in one mailbox, and the handles that lead to it; gives how many rows of which table went.
pub async fn empty(
    tx: &mut Tx,
    mailbox: MailboxId,
    now: DateTime<Utc>,
) -> Result<Vec<(&'static str, u64)>> {
    let mut gone = Vec::new();
    for (table, sql) in OF_MAILBOX {
        let count =
            on!(tx, |conn| sqlx::query(*sql).bind(mailbox).execute(conn).await?.rows_affected());
        note(&mut gone, table, count);
    }
    let addresses: Vec<AddressId> =
        on!(tx, |conn| sqlx::query_scalar(ADDRESSES).bind(mailbox).fetch_all(conn).await?);
    for address in addresses {
        for (table, sql) in OF_ADDRESS {
            let count = on!(tx, |conn| sqlx::query(*sql)
                .bind(address)
                .execute(conn)
                .await?
                .rows_affected());
            note(&mut gone, table, count);
        }
    }
    for sql in [EMPTY_ADDRESSES, EMPTY_MAILBOX] {
        on!(tx, |conn| sqlx::query(sql).bind(mailbox).bind(now).execute(conn).await.map(|_| ()))?;
    }
    Ok(gone)
}

fn note(gone: &mut Vec<(&'static str, u64)>, table: &'static str, count: u64) {
    match gone.iter_mut().find(|(known, _)| *known == table) {
        Some((_, sum)) => *sum += count,
        None => gone.push((table, count)),
    }
}

const ASKED: &str = "
    SELECT id, sealed
    FROM conversation
    WHERE mailbox_id = $1
    ORDER BY started_at, id";

const WITHOUT_NAME: &str = "UPDATE conversation SET sealed = $2 WHERE id = $1";

const SAID: &str = "
    SELECT id, sealed
    FROM outbox
    WHERE mailbox_id = $1
    ORDER BY created_at, id";

const SAID_WITHOUT: &str = "
    UPDATE outbox
    SET sealed = $2, words_sealed = NULL
    WHERE id = $1";

/// Takes the name of somebody who is erased out of what a shared telephone was asked ("for whom is this?");
/// everything else there is another's.
pub async fn take_name_from_phone(tx: &mut Tx, phone: MailboxId, of: MailboxId) -> Result<()> {
    let talks: Vec<(ConversationId, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(ASKED).bind(phone).fetch_all(conn).await?);
    for (id, sealed) in talks {
        // what does not open tells nobody's name
        let talk = tx.vault().open_json::<Conversation>("conversation.sealed", &sealed);
        let Ok(mut talk) = talk else { continue };
        if !for_whom::forget(&mut talk.facts, of) {
            continue;
        }
        let sealed = tx.vault().seal_json("conversation.sealed", &talk)?;
        on!(tx, |conn| sqlx::query(WITHOUT_NAME)
            .bind(id)
            .bind(&sealed)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    let said: Vec<(PartId, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(SAID).bind(phone).fetch_all(conn).await?);
    for (id, sealed) in said {
        let Ok(mut saying) = tx.vault().open_json::<Saying>("outbox.sealed", &sealed) else {
            continue;
        };
        if !for_whom::forget(&mut saying.facts, of) {
            continue;
        }
        let sealed = tx.vault().seal_json("outbox.sealed", &saying)?;
        on!(tx, |conn| sqlx::query(SAID_WITHOUT)
            .bind(id)
            .bind(&sealed)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}
