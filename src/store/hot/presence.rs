//! Who was and was not there, of many people at once.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{OverRows, fetch, ids, over, stamp};
use crate::ids::{MailboxId, PersonId};
use crate::store::{Result, Tx};

#[derive(Serialize)]
struct Since {
    mailbox: MailboxId,
    #[serde(serialize_with = "stamp")]
    since: DateTime<Utc>,
}

over! {
    MISSED (mailbox uuid, since timestamptz) "
        SELECT p.mailbox_id,
            CAST(SUM(CASE WHEN x.presence = 'afwezig' AND COALESCE(a.intent, '') <> 'komt-niet'
                          THEN 1 ELSE 0 END) AS BIGINT)
        FROM r
        CROSS JOIN person p
        JOIN enrolment e ON e.person_id = p.id
        JOIN presence x ON x.enrolment_id = e.id
        JOIN session s ON s.id = x.session_id
        LEFT JOIN attendance a ON a.enrolment_id = x.enrolment_id AND a.session_id = x.session_id
        WHERE p.mailbox_id = r.mailbox AND s.starts_at >= r.since
        GROUP BY p.mailbox_id"
}

/// How many sessions these people missed since then without saying so beforehand; who was at no
/// session is not in it.
pub async fn missed(
    tx: &mut Tx,
    mailboxes: &HashSet<MailboxId>,
    since: DateTime<Utc>,
) -> Result<HashMap<MailboxId, u32>> {
    let rows: Vec<Since> =
        mailboxes.iter().map(|mailbox| Since { mailbox: *mailbox, since }).collect();
    let found: Vec<(MailboxId, i64)> = fetch(tx, &MISSED, &rows).await?;
    Ok(found.into_iter().map(|(who, times)| (who, u32::try_from(times).unwrap_or(0))).collect())
}

over! {
    REASONS (mailbox uuid, since timestamptz) "
        SELECT p.mailbox_id, a.reason, CAST(COUNT(s.id) AS BIGINT)
        FROM r
        CROSS JOIN person p
        JOIN enrolment e ON e.person_id = p.id
        LEFT JOIN attendance a ON a.enrolment_id = e.id AND a.intent = 'komt-niet'
        LEFT JOIN session s ON s.id = a.session_id AND s.starts_at >= r.since
        WHERE p.mailbox_id = r.mailbox
        GROUP BY p.mailbox_id, a.reason
        HAVING a.reason IS NOT NULL AND COUNT(s.id) > 0"
}

/// The reason not to come that these people gave most for sessions since then, and how many times; who gave none
/// is not in it. Of two that were given as often, the one that stands first in the alphabet.
pub async fn reason_most_given(
    tx: &mut Tx,
    mailboxes: &HashSet<MailboxId>,
    since: DateTime<Utc>,
) -> Result<HashMap<MailboxId, (String, u32)>> {
    let rows: Vec<Since> =
        mailboxes.iter().map(|mailbox| Since { mailbox: *mailbox, since }).collect();
    let mut found: Vec<(MailboxId, String, i64)> = fetch(tx, &REASONS, &rows).await?;
    found.sort_by(|a, b| (a.2, &b.1).cmp(&(b.2, &a.1)));
    let told =
        found.into_iter().map(|(who, reason, n)| (who, (reason, u32::try_from(n).unwrap_or(0))));
    Ok(told.collect())
}

/// A session of the PVT that somebody was or is expected at.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PvtSession {
    /// Who.
    pub person_id: PersonId,
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// What the trainer noted; None: nothing.
    pub presence: Option<String>,
}

over! {
    PVT (id uuid) "
        SELECT e.person_id, s.starts_at, s.ends_at, x.presence
        FROM r
        CROSS JOIN enrolment e
        JOIN session s ON s.course_id = e.course_id
        LEFT JOIN presence x ON x.enrolment_id = e.id AND x.session_id = s.id
        WHERE e.person_id = r.id
          AND e.ended_at IS NULL
          AND s.cancelled_at IS NULL
          AND s.kind IN ('pvt', 'pvt-excursie', 'pvt-ondertekening')"
}

over! {
    PVT_ELSEWHERE (id uuid) "
        SELECT e.person_id, s.starts_at, s.ends_at, x.presence
        FROM r
        CROSS JOIN enrolment e
        JOIN catch_up c ON c.enrolment_id = e.id
        JOIN session s ON s.id = c.session_id
        LEFT JOIN presence x ON x.enrolment_id = e.id AND x.session_id = s.id
        WHERE e.person_id = r.id
          AND e.ended_at IS NULL
          AND c.chosen_at IS NOT NULL
          AND c.ended_at IS NULL
          AND s.cancelled_at IS NULL
          AND s.kind IN ('pvt', 'pvt-excursie', 'pvt-ondertekening')"
}

/// The PVT sessions of these people, also those that they catch up in another group; in no order.
pub async fn pvt(
    tx: &mut Tx,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Vec<PvtSession>>> {
    let who = ids(people.into_iter().map(|id| id.0));
    let mut rows: Vec<PvtSession> = fetch(tx, &PVT, &who).await?;
    rows.append(&mut fetch(tx, &PVT_ELSEWHERE, &who).await?);
    let mut all: HashMap<PersonId, Vec<PvtSession>> = HashMap::new();
    for row in rows {
        all.entry(row.person_id).or_default().push(row);
    }
    Ok(all)
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("presence MISSED", &MISSED),
    ("presence REASONS", &REASONS),
    ("presence PVT", &PVT),
    ("presence PVT_ELSEWHERE", &PVT_ELSEWHERE),
];
