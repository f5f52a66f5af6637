//! Who needs a letter, and the letters there are.

use chrono::{DateTime, NaiveDate, Utc};

use crate::ids::{GemeenteId, LetterId, MailboxId, PersonId, StaffId, TaskId};
use crate::store::{Result, Tx, on};
use crate::trade::letter::LetterState;

/// Letters in one list, and in one batch.
pub const MOST: i64 = 200;

/// Somebody who needs a letter. Deliberately without `Debug`: it is personal data.
#[derive(Clone, sqlx::FromRow)]
pub struct Wanted {
    /// The task that asks for it.
    pub task_id: Option<TaskId>,
    /// Its kind.
    pub task_kind: Option<String>,
    /// The letter that led to nothing.
    pub follows: Option<LetterId>,
    /// To whom.
    pub person_id: PersonId,
    /// Their mailbox.
    pub mailbox_id: MailboxId,
    /// Who guides them.
    pub klantmanager_id: Option<StaffId>,
    /// Code of their language.
    pub language: String,
    /// Sealed for `person.postal_sealed`.
    pub postal_sealed: Option<Vec<u8>>,
    /// Had an address for messages at some time.
    pub has_address: bool,
    /// A letter was posted to them before.
    pub posted_before: bool,
}

// Not: who wants no messages (a person writes to them), who has a letter that waits for its envelope, who was just written to, and who must get
// another postal address first.
const WANTED: &str = "
    SELECT t.id AS task_id, t.kind AS task_kind, CAST(NULL AS UUID) AS follows, p.id AS person_id, p.mailbox_id,
           p.klantmanager_id, m.language, p.postal_sealed,
           (p.address_since IS NOT NULL) AS has_address,
           EXISTS (SELECT 1 FROM letter b
                   WHERE b.person_id = p.id AND b.posted_at IS NOT NULL) AS posted_before
    FROM task t
    JOIN person p ON p.mailbox_id = t.mailbox_id
    JOIN mailbox m ON m.id = p.mailbox_id
    WHERE t.gemeente_id = $1
      AND t.closed_at IS NULL
      AND t.kind IN ('geen-adres', 'brief')
      AND m.stopped_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM letter l
                      WHERE l.person_id = p.id
                        AND (l.task_id = t.id
                             OR (l.posted_at IS NULL AND l.dropped_at IS NULL)
                             OR (l.posted_at > $2 AND l.returned_at IS NULL)))
      AND NOT EXISTS (SELECT 1 FROM task o
                      WHERE o.mailbox_id = p.mailbox_id
                        AND o.kind = 'adres'
                        AND o.closed_at IS NULL)
    ORDER BY t.opened_at, t.id
    LIMIT $3";

/// People whom an open task says to write to, the oldest task first; not again to whom was posted
/// after `since`. Somebody with two tasks is there twice.
pub async fn wanted(
    tx: &mut Tx,
    gemeente: GemeenteId,
    since: DateTime<Utc>,
) -> Result<Vec<Wanted>> {
    Ok(on!(tx, |conn| sqlx::query_as(WANTED)
        .bind(gemeente)
        .bind(since)
        .bind(MOST)
        .fetch_all(conn)
        .await?))
}

const SECOND: &str = "
    SELECT CAST(NULL AS UUID) AS task_id, CAST(NULL AS TEXT) AS task_kind, l.id AS follows, p.id AS person_id, p.mailbox_id,
           p.klantmanager_id, m.language, p.postal_sealed, FALSE AS has_address,
           TRUE AS posted_before
    FROM letter l
    JOIN person p ON p.id = l.person_id
    JOIN mailbox m ON m.id = p.mailbox_id
    WHERE l.gemeente_id = $1
      AND l.posted_at IS NOT NULL
      AND l.answered_at IS NULL
      AND l.returned_at IS NULL
      AND l.posted_at <= $2
      AND l.kind = 'uitnodiging'
      AND p.address_since IS NULL
      AND m.stopped_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM letter s WHERE s.follows = l.id)
      AND NOT EXISTS (SELECT 1 FROM letter o
                      WHERE o.person_id = p.id AND (o.posted_at IS NULL OR o.posted_at > $2)
                        AND o.dropped_at IS NULL)
    ORDER BY l.posted_at, l.id
    LIMIT $3";

/// People whose first letter was posted at `until` or before, and who still have no address.
pub async fn needs_second(
    tx: &mut Tx,
    gemeente: GemeenteId,
    until: DateTime<Utc>,
) -> Result<Vec<Wanted>> {
    Ok(on!(tx, |conn| sqlx::query_as(SECOND)
        .bind(gemeente)
        .bind(until)
        .bind(MOST)
        .fetch_all(conn)
        .await?))
}

/// A line of the list of letters. Deliberately without `Debug`: it is personal data.
#[derive(Clone, sqlx::FromRow)]
pub struct Listed {
    /// Which.
    pub id: LetterId,
    /// A `LetterKind`.
    pub kind: String,
    /// A `LetterState`.
    pub state: String,
    /// Code of the language of the half that is not Dutch.
    pub language: String,
    /// To whom.
    pub name: String,
    /// The municipality's own key.
    pub klantnummer: String,
    /// Name of who guides them.
    pub klantmanager: Option<String>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it got its state.
    pub since: DateTime<Utc>,
}

/// A colleague, and the day on which they look.
pub type Looks = (StaffId, NaiveDate);

const LIST: &str = "
    SELECT s.id, s.kind, s.state, s.language, p.name, p.klantnummer, k.name AS klantmanager,
           s.made_at, s.since
    FROM (
        SELECT l.id, l.person_id, l.kind, l.language, l.made_at,
               CASE WHEN l.dropped_at IS NOT NULL THEN 'vervallen'
                    WHEN l.returned_at IS NOT NULL THEN 'retour'
                    WHEN l.answered_at IS NOT NULL THEN 'gekoppeld'
                    WHEN l.posted_at IS NOT NULL THEN 'gepost'
                    WHEN l.printed_at IS NOT NULL THEN 'geprint'
                    ELSE 'gemaakt' END AS state,
               COALESCE(l.dropped_at, l.returned_at, l.answered_at, l.posted_at, l.printed_at,
                        l.made_at) AS since
        FROM letter l
        WHERE l.gemeente_id = $1 AND l.made_at > $2
    ) s
    JOIN person p ON p.id = s.person_id
    LEFT JOIN staff k ON k.id = p.klantmanager_id
    WHERE ($3 IS NULL OR s.state = $3)
      AND ($4 IS NULL OR p.klantmanager_id IN (
          SELECT hand.of_id FROM in_hands hand
          WHERE hand.staff_id = $4 AND hand.first_on <= $6 AND hand.last_on >= $6))
    ORDER BY s.made_at DESC, s.id
    LIMIT $5";

/// Letters that were made after `since`, the newest first, at most [`MOST`]: of one state, or all;
/// of whom this colleague looks after on this day, also for who is away, or everybody's.
pub async fn list(
    tx: &mut Tx,
    gemeente: GemeenteId,
    since: DateTime<Utc>,
    (state, of): (Option<LetterState>, Option<Looks>),
) -> Result<Vec<Listed>> {
    Ok(on!(tx, |conn| sqlx::query_as(LIST)
        .bind(gemeente)
        .bind(since)
        .bind(state.map(LetterState::as_str))
        .bind(of.map(|of| of.0))
        .bind(MOST)
        .bind(of.map(|of| of.1))
        .fetch_all(conn)
        .await?))
}

const COUNTS: &str = "
    SELECT s.state, CAST(COUNT(*) AS BIGINT)
    FROM (
        SELECT l.person_id,
               CASE WHEN l.dropped_at IS NOT NULL THEN 'vervallen'
                    WHEN l.returned_at IS NOT NULL THEN 'retour'
                    WHEN l.answered_at IS NOT NULL THEN 'gekoppeld'
                    WHEN l.posted_at IS NOT NULL THEN 'gepost'
                    WHEN l.printed_at IS NOT NULL THEN 'geprint'
                    ELSE 'gemaakt' END AS state
        FROM letter l
        WHERE l.gemeente_id = $1 AND l.made_at > $2
    ) s
    JOIN person p ON p.id = s.person_id
    WHERE ($3 IS NULL OR p.klantmanager_id IN (
          SELECT hand.of_id FROM in_hands hand
          WHERE hand.staff_id = $3 AND hand.first_on <= $4 AND hand.last_on >= $4))
    GROUP BY s.state
    ORDER BY s.state";

/// How many letters there are of each state, as [`list`] would show them.
pub async fn counts(
    tx: &mut Tx,
    gemeente: GemeenteId,
    since: DateTime<Utc>,
    of: Option<Looks>,
) -> Result<Vec<(String, i64)>> {
    Ok(on!(tx, |conn| sqlx::query_as(COUNTS)
        .bind(gemeente)
        .bind(since)
        .bind(of.map(|of| of.0))
        .bind(of.map(|of| of.1))
        .fetch_all(conn)
        .await?))
}
