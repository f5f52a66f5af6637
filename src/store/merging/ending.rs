//! What two entries would say or ask twice, once they are one: it ends where it began last. And what goes along when
//! they are two again.

use chrono::{DateTime, Utc};

use crate::dialog::conversation::Conversation;
use crate::dialog::event::Event;
use crate::ids::{
    AddressId, ConversationId, CourseId, EnrolmentId, EventId, MailboxId, PersonId, QuestionId,
    WaitId,
};
use crate::store::{Result, StoreError, Tx, carrying, on, shares};

const BOTH_HAVE: &str = "
    SELECT o.id, k.id, o.course_id
    FROM enrolment o
    JOIN enrolment k ON k.course_id = o.course_id
    WHERE o.person_id = $1 AND k.person_id = $2
    ORDER BY o.id";

/// Places that both have in the same course: that of who goes, that of who stays.
pub async fn double_places(
    tx: &mut Tx,
    from: PersonId,
    into: PersonId,
) -> Result<Vec<(EnrolmentId, EnrolmentId, CourseId)>> {
    Ok(on!(tx, |conn| sqlx::query_as(BOTH_HAVE).bind(from).bind(into).fetch_all(conn).await?))
}

// Who is still in the course in one of the two is in it.
const ONE_PLACE: [&str; 2] = [
    "UPDATE enrolment
     SET ended_at = NULL
     WHERE id = $2 AND EXISTS (SELECT 1 FROM enrolment o WHERE o.id = $1 AND o.ended_at IS NULL)",
    "DELETE FROM enrolment WHERE id = $1 AND id <> $2",
];

/// Of two places in a course, to which nothing belongs any more but to the second, the second is left.
pub async fn one_place(tx: &mut Tx, from: EnrolmentId, into: EnrolmentId) -> Result<()> {
    for sql in ONE_PLACE {
        on!(tx, |conn| sqlx::query(sql).bind(from).bind(into).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

const ABOUT_PLACE: &str = "
    SELECT id, sealed
    FROM conversation
    WHERE mailbox_id = $1 AND session_id IS NOT NULL
    ORDER BY started_at, id";
const WRITE_TALK: &str = "UPDATE conversation SET sealed = $2 WHERE id = $1";
const WAITING: &str = "
    SELECT id, sealed
    FROM inbox
    WHERE mailbox_id = $1 AND kind IN ('reminder', 'session_changed')
    ORDER BY seq";
const WRITE_EVENT: &str = "UPDATE inbox SET sealed = $2 WHERE id = $1";

/// Conversations and waiting events of a mailbox that are about one place in a course are about another.
pub async fn change_place(
    tx: &mut Tx,
    mailbox: MailboxId,
    (from, to): (EnrolmentId, EnrolmentId),
) -> Result<()> {
    let talks: Vec<(ConversationId, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(ABOUT_PLACE).bind(mailbox).fetch_all(conn).await?);
    for (id, sealed) in talks {
        // what does not open is not about anything any more
        let Ok(mut talk) = tx.vault().open_json::<Conversation>("conversation.sealed", &sealed)
        else {
            continue;
        };
        if talk.change_place(from, to) {
            let sealed = tx.vault().seal_json("conversation.sealed", &talk)?;
            on!(tx, |conn| sqlx::query(WRITE_TALK)
                .bind(id)
                .bind(&sealed)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
    }
    let events: Vec<(EventId, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(WAITING).bind(mailbox).fetch_all(conn).await?);
    for (id, sealed) in events {
        let mut event: Event = tx.vault().open_json("inbox.sealed", &sealed)?;
        if event.change_place(from, to) {
            let sealed = tx.vault().seal_json("inbox.sealed", &event)?;
            on!(tx, |conn| sqlx::query(WRITE_EVENT)
                .bind(id)
                .bind(&sealed)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
    }
    Ok(())
}

const SAME: &str = "
    SELECT c.id, c.sealed
    FROM conversation c
    WHERE c.mailbox_id = $1
      AND c.ended_at IS NULL
      AND EXISTS (SELECT 1
                  FROM conversation k
                  WHERE k.mailbox_id = $2
                    AND k.ended_at IS NULL
                    AND k.dialog = c.dialog
                    AND k.session_id IS NOT DISTINCT FROM c.session_id)
    ORDER BY c.started_at, c.id";
const ENDED_UNREAD: &str = "
    UPDATE conversation
    SET ended_at = $2, ended_how = 'superseded'
    WHERE id = $1 AND ended_at IS NULL";
const CLOSE_QUESTIONS: &str = "
    UPDATE question
    SET closed_at = $3, closed_how = 'superseded', next_rung = NULL, next_rung_at = NULL
    WHERE mailbox_id = $1 AND conversation_id = $2 AND closed_at IS NULL";
const CANCEL: &str = "
    UPDATE outbox
    SET state = 'cancelled', finished_at = $3
    WHERE mailbox_id = $1
      AND conversation_id = $2
      AND finished_at IS NULL
      AND state = 'queued'";
const READ: &str = "
    UPDATE covered_message
    SET opened_at = $3
    WHERE mailbox_id = $1 AND conversation_id = $2 AND opened_at IS NULL";

/// Ends what is asked in the one mailbox and in the other: of two conversations about the same, that of who goes.
/// Gives how many.
pub async fn double_talks(
    tx: &mut Tx,
    from: MailboxId,
    into: MailboxId,
    now: DateTime<Utc>,
) -> Result<usize> {
    let same: Vec<(ConversationId, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(SAME).bind(from).bind(into).fetch_all(conn).await?);
    for (id, sealed) in &same {
        match tx.vault().open_json::<Conversation>("conversation.sealed", sealed) {
            Ok(mut talk) => {
                talk.give_way();
                carrying::keep(tx, &talk, now).await?;
            }
            // nothing goes on from what does not open
            Err(_) => {
                on!(tx, |conn| sqlx::query(ENDED_UNREAD)
                    .bind(*id)
                    .bind(now)
                    .execute(conn)
                    .await
                    .map(|_| ()))?;
            }
        }
        carrying::cancel_waits(tx, from, *id, now).await?;
        for sql in [CLOSE_QUESTIONS, CANCEL, READ] {
            on!(tx, |conn| sqlx::query(sql)
                .bind(from)
                .bind(*id)
                .bind(now)
                .execute(conn)
                .await
                .map(|_| ()))?;
        }
    }
    Ok(same.len())
}

const DOUBLE_TASKS: &str = "
    UPDATE task
    SET closed_at = $3
    WHERE mailbox_id = $1
      AND closed_at IS NULL
      AND EXISTS (SELECT 1
                  FROM task k
                  WHERE k.mailbox_id = $2
                    AND k.kind = task.kind
                    AND k.cause = task.cause
                    AND k.closed_at IS NULL)";

// A schedule, or what follows on a lesson, begins once.
const DOUBLE_STARTS: &str = "
    UPDATE bot_start
    SET dropped_at = $3, dropped_why = 'dubbel'
    WHERE mailbox_id = $1
      AND begun_at IS NULL
      AND dropped_at IS NULL
      AND EXISTS (SELECT 1
                  FROM bot_start k
                  WHERE k.mailbox_id = $2
                    AND k.dropped_at IS NULL
                    AND k.schedule IS NOT DISTINCT FROM bot_start.schedule
                    AND k.session_id IS NOT DISTINCT FROM bot_start.session_id
                    AND k.reminder_id IS NOT DISTINCT FROM bot_start.reminder_id
                    AND (k.begun_at IS NULL OR k.session_id IS NOT NULL))";

/// Ends what would be done twice: open tasks of the same cause, and what the bot would begin.
pub async fn double_work(
    tx: &mut Tx,
    from: MailboxId,
    into: MailboxId,
    now: DateTime<Utc>,
) -> Result<()> {
    for sql in [DOUBLE_TASKS, DOUBLE_STARTS] {
        on!(tx, |conn| sqlx::query(sql)
            .bind(from)
            .bind(into)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

// The careful wish of either is that of both: who said "stop" anywhere is not written to, who wants quiet messages
// gets them. A colleague who talks goes on talking.
const ONE_MAILBOX: &str = "
    UPDATE mailbox
    SET stopped_at = COALESCE(stopped_at, (SELECT o.stopped_at FROM mailbox o WHERE o.id = $1)),
        covered_since = COALESCE(covered_since, (SELECT o.covered_since FROM mailbox o WHERE o.id = $1)),
        voice_off_since = COALESCE(voice_off_since, (SELECT o.voice_off_since FROM mailbox o WHERE o.id = $1)),
        taken_over_by = CASE WHEN taken_over_at IS NULL
                             THEN (SELECT o.taken_over_by FROM mailbox o WHERE o.id = $1)
                             ELSE taken_over_by END,
        taken_over_at = COALESCE(taken_over_at, (SELECT o.taken_over_at FROM mailbox o WHERE o.id = $1))
    WHERE id = $2";
const NOT_TAKEN_OVER: &str = "
    UPDATE mailbox
    SET taken_over_by = NULL, taken_over_at = NULL
    WHERE id = $1 AND id <> $2";

/// What somebody wished in the one mailbox holds in the other.
pub async fn one_mailbox(tx: &mut Tx, from: MailboxId, into: MailboxId) -> Result<()> {
    for sql in [ONE_MAILBOX, NOT_TAKEN_OVER] {
        on!(tx, |conn| sqlx::query(sql).bind(from).bind(into).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

const ADDRESS_SINCE: &str = "
    UPDATE person
    SET address_since = COALESCE(
        (SELECT MIN(o.address_since) FROM person o WHERE o.id IN ($1, $2)), address_since)
    WHERE id = $2";

/// Who stays can be reached since either could.
pub async fn reached_since(tx: &mut Tx, from: PersonId, into: PersonId) -> Result<()> {
    on!(tx, |conn| sqlx::query(ADDRESS_SINCE)
        .bind(from)
        .bind(into)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

// A conversation that goes back goes with what came of it since.
const FAMILY: &[&str] = &[
    "UPDATE question SET mailbox_id = $2
     WHERE mailbox_id = $1 AND conversation_id IN (SELECT c.id FROM conversation c WHERE c.mailbox_id = $2)",
    "UPDATE wait SET mailbox_id = $2
     WHERE mailbox_id = $1 AND conversation_id IN (SELECT c.id FROM conversation c WHERE c.mailbox_id = $2)",
    "UPDATE answer SET mailbox_id = $2
     WHERE mailbox_id = $1 AND conversation_id IN (SELECT c.id FROM conversation c WHERE c.mailbox_id = $2)",
    "UPDATE outbox SET mailbox_id = $2
     WHERE mailbox_id = $1 AND conversation_id IN (SELECT c.id FROM conversation c WHERE c.mailbox_id = $2)",
    "UPDATE covered_message SET mailbox_id = $2
     WHERE mailbox_id = $1 AND conversation_id IN (SELECT c.id FROM conversation c WHERE c.mailbox_id = $2)",
    "UPDATE practice_hours SET mailbox_id = $2
     WHERE mailbox_id = $1 AND conversation_id IN (SELECT c.id FROM conversation c WHERE c.mailbox_id = $2)",
    "UPDATE task SET mailbox_id = $2
     WHERE mailbox_id = $1
       AND conversation_id IN (SELECT c.id FROM conversation c WHERE c.mailbox_id = $2)
       AND NOT EXISTS (SELECT 1 FROM task k
                       WHERE k.mailbox_id = $2 AND k.kind = task.kind AND k.cause = task.cause
                         AND k.closed_at IS NULL)",
    "UPDATE contact_attempt SET mailbox_id = $2
     WHERE mailbox_id = $1 AND question_id IN (SELECT q.id FROM question q WHERE q.mailbox_id = $2)",
    "UPDATE clear_question SET mailbox_id = $2
     WHERE mailbox_id = $1 AND question_id IN (SELECT q.id FROM question q WHERE q.mailbox_id = $2)",
];

const INBOX: &str = "
    SELECT id, address_id, sealed
    FROM inbox
    WHERE mailbox_id = $1 AND parked_at IS NULL
    ORDER BY seq";
const WAIT_OF: &str = "SELECT mailbox_id FROM wait WHERE id = $1";

/// What follows conversations and addresses that went back from `kept` to `back`.
pub async fn follow(
    tx: &mut Tx,
    (kept, back): (MailboxId, MailboxId),
    addresses: &[AddressId],
) -> Result<()> {
    for sql in FAMILY {
        on!(tx, |conn| sqlx::query(*sql).bind(kept).bind(back).execute(conn).await.map(|_| ()))?;
    }
    let waiting: Vec<(EventId, Option<AddressId>, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(INBOX).bind(kept).fetch_all(conn).await?);
    for (event, address, sealed) in waiting {
        let theirs = match address {
            Some(address) => addresses.contains(&address),
            None => is_about(tx, &sealed, back).await?,
        };
        if theirs {
            shares::pass_on(tx, event, back).await?;
        }
    }
    Ok(())
}

async fn is_about(tx: &mut Tx, sealed: &[u8], back: MailboxId) -> Result<bool> {
    let whose = match tx.vault().open_json::<Event>("inbox.sealed", sealed)? {
        Event::WaitElapsed { wait } => whose_wait(tx, wait).await?,
        Event::Undelivered { question: Some(question), .. }
        | Event::AnsweredElsewhere { question, .. }
        | Event::TryNow { question, .. } => whose_question(tx, question).await?,
        _ => None,
    };
    Ok(whose == Some(back))
}

async fn whose_wait(tx: &mut Tx, wait: WaitId) -> Result<Option<MailboxId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(WAIT_OF).bind(wait).fetch_optional(conn).await?))
}

async fn whose_question(tx: &mut Tx, question: QuestionId) -> Result<Option<MailboxId>> {
    shares::whose_question(tx, question).await
}

const ADDRESSES: &str = "
    SELECT id
    FROM address
    WHERE person_id = $1 AND joined_into IS NULL
    ORDER BY id";

/// The addresses that somebody has to themselves.
pub async fn addresses_of(tx: &mut Tx, person: PersonId) -> Result<Vec<AddressId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(ADDRESSES).bind(person).fetch_all(conn).await?))
}

const RAISE: &str = "
    UPDATE mailbox
    SET last_seq = (SELECT MAX(m.last_seq) FROM mailbox m WHERE m.id IN ($1, $2)), merged_into = NULL
    WHERE id = $2";

// Which of the two said "stop" since, nobody can tell: the careful wish is that of both.
const WISHED_SINCE: &str = "
    UPDATE mailbox
    SET stopped_at = COALESCE(stopped_at, (SELECT k.stopped_at FROM mailbox k
                                           WHERE k.id = $1 AND k.stopped_at >= $3)),
        covered_since = COALESCE(covered_since, (SELECT k.covered_since FROM mailbox k
                                                 WHERE k.id = $1 AND k.covered_since >= $3))
    WHERE id = $2";

/// A "stop", and the wish for quiet messages, that came after the merge at `since` hold for both.
pub async fn wished_since(
    tx: &mut Tx,
    (kept, back): (MailboxId, MailboxId),
    since: DateTime<Utc>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(WISHED_SINCE)
        .bind(kept)
        .bind(back)
        .bind(since)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// A mailbox is its person's again; its order goes on behind everything that was.
pub async fn open_again(tx: &mut Tx, kept: MailboxId, back: MailboxId) -> Result<()> {
    let rows = on!(tx, |conn| sqlx::query(RAISE)
        .bind(kept)
        .bind(back)
        .execute(conn)
        .await?
        .rows_affected());
    match rows {
        0 => Err(StoreError::corrupt("mailbox", back, "is gone")),
        _ => Ok(()),
    }
}
